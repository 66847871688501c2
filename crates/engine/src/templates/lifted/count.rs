//! The number in a headline, and how it counts up to itself.

/// A number as it is written: what stands around its digits stays while it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    before: String,
    digits: String,
    /// Marks among the digits, by how many digits stand to their right.
    marks: Vec<(usize, char)>,
    after: String,
}

/// Longer numbers are left as they are.
const MOST: usize = 9;

impl Figure {
    /// The first number of a text, with a sign or currency before it and a unit after it.
    pub fn of(text: &str) -> Option<Self> {
        let chars: Vec<char> = text.chars().collect();
        let start = chars.iter().position(char::is_ascii_digit)?;
        let inner = |i: usize| {
            matches!(chars[i], '.' | ',') && chars.get(i + 1).is_some_and(char::is_ascii_digit)
        };
        let end = (start..chars.len())
            .find(|&i| !chars[i].is_ascii_digit() && !inner(i))
            .unwrap_or(chars.len());
        let number = &chars[start..end];
        let digits: String = number.iter().filter(|c| c.is_ascii_digit()).collect();
        let right = |i: usize| number[i..].iter().filter(|c| c.is_ascii_digit()).count();
        let marks = (0..number.len())
            .filter(|&i| !number[i].is_ascii_digit())
            .map(|i| (right(i), number[i]))
            .collect();
        let before = start
            .checked_sub(1)
            .map(|i| chars[i])
            .filter(|c| "+-−$€£×".contains(*c));
        let unit: String = chars[end..]
            .iter()
            .skip_while(|c| c.is_whitespace())
            .take(1)
            .filter(|c| "%×€$+k°".contains(**c))
            .collect();
        let spaced = !unit.is_empty() && chars[end].is_whitespace();
        (digits.len() <= MOST).then(|| Self {
            before: before.map(String::from).unwrap_or_default(),
            digits,
            marks,
            after: format!("{}{unit}", if spaced { "\u{a0}" } else { "" }),
        })
    }

    /// What it shows when this share of the counting is done.
    pub fn at(&self, share: f64) -> String {
        let whole: f64 = self.digits.parse().unwrap_or(0.0);
        let value = (whole * share.clamp(0.0, 1.0) + 0.5) as u64;
        // As many digits as there are behind a decimal mark, and one before it. Three digits behind a mark are thousands
        // unless a nought stands before it. A number that begins with noughts keeps them.
        let least = match self.marks.last() {
            _ if self.digits.len() > 1 && self.digits.starts_with('0') => self.digits.len(),
            Some(&(right, _)) if right != 3 => right + 1,
            _ => 1,
        };
        let digits = format!("{value:0least$}");
        let mut out = self.before.clone();
        for (i, digit) in digits.chars().enumerate() {
            let right = digits.len() - i;
            if i > 0
                && let Some(&(_, mark)) = self.marks.iter().find(|(at, _)| *at == right)
            {
                out.push(mark);
            }
            out.push(digit);
        }
        out + &self.after
    }
}

#[cfg(test)]
mod tests {
    use super::Figure;

    #[test]
    fn a_number_counts_in_the_way_it_is_written() {
        let at = |text: &str, share: f64| Figure::of(text).map(|figure| figure.at(share));
        assert_eq!(at("Up 128 % since May", 1.0).as_deref(), Some("128\u{a0}%"));
        assert_eq!(at("+1,280.5k", 1.0).as_deref(), Some("+1,280.5k"));
        assert_eq!(at("+1,280.5k", 0.0).as_deref(), Some("+0.0k"));
        assert_eq!(at("12,000 readers", 0.05).as_deref(), Some("600"));
        assert_eq!(at("$9.", 1.0).as_deref(), Some("$9"));
        assert_eq!(at("0.125 mm thin", 1.0).as_deref(), Some("0.125"));
        assert_eq!(at("0.125 mm thin", 0.1).as_deref(), Some("0.013"));
        assert_eq!(at("0,005 s", 1.0).as_deref(), Some("0,005"));
        assert_eq!(at("007 returns", 1.0).as_deref(), Some("007"));
        assert_eq!(at("no number", 1.0), None);
        assert_eq!(at("1234567890123", 1.0), None);
    }
}
