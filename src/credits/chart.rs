//! The balance of a wallet, day by day, drawn as a line of steps.

use crate::words::credits as words;
use ::credits::{Timestamp, Wallet};

/// The drawing's own units; the page stretches it.
pub const WIDTH: f64 = 700.0;
pub const HEIGHT: f64 = 58.0;
const TOP: f64 = 6.0;
const BOTTOM: f64 = 56.0;

/// How the available credits of one wallet went between two moments.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    pub wallet: Wallet,
    pub first: i64,
    pub last: i64,
    pub highest: i64,
    /// Credits that were spent ([`::credits::Entry::used`]).
    pub used: i64,
    /// What was available at the end of each day that changed it, oldest first.
    pub days: Vec<(Timestamp, i64)>,
    /// The outline of the steps.
    line: String,
}

impl Course {
    /// From what was available at the first moment and at the end of each day, oldest first; a day stands for its
    /// beginning, and the last one ends at `to`.
    pub fn of(
        wallet: Wallet,
        (from, first): (Timestamp, i64),
        ends_of_days: &[(Timestamp, i64)],
        to: Timestamp,
        used: i64,
    ) -> Self {
        let mut days: Vec<(Timestamp, i64)> = Vec::new();
        let mut last = first;
        for &(day, amount) in ends_of_days {
            if amount != last {
                days.push((day.max(from), amount));
                last = amount;
            }
        }
        let highest = days.iter().map(|(_, amount)| *amount).fold(first, i64::max);
        let span = to.since(from).max(1) as f64;
        let x = |at: Timestamp| (at.since(from) as f64 / span * WIDTH).clamp(0.0, WIDTH);
        let y = |amount: i64| BOTTOM - (BOTTOM - TOP) * amount as f64 / highest.max(1) as f64;
        let mut line = format!("M0 {:.1}", y(first));
        for &(day, amount) in &days {
            line.push_str(&format!("H{:.1}V{:.1}", x(day), y(amount)));
        }
        line.push_str(&format!("H{WIDTH}"));
        Self {
            wallet,
            first,
            last,
            highest,
            used,
            days,
            line,
        }
    }

    /// The path of the line.
    pub fn line(&self) -> String {
        self.line.clone()
    }

    /// The path of the area below the line.
    pub fn area(&self) -> String {
        format!("{}V{BOTTOM}H0Z", self.line)
    }

    /// The base line that the steps stand on.
    pub fn base() -> String {
        format!("M0 {BOTTOM}H{WIDTH}")
    }

    /// The course in words.
    pub fn sentence(&self) -> String {
        let name = match self.wallet {
            Wallet::Download => words::download_credits(),
            Wallet::Ai => words::ai_credits(),
        };
        if self.highest > self.first.max(self.last) {
            words::course_by_way_of(name, self.first, self.highest, self.last)
        } else if self.first == self.last {
            words::course_level(name, self.last)
        } else {
            words::course(name, self.first, self.last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

    #[test]
    fn a_day_is_drawn_by_its_end() {
        let at = |days: i64| Timestamp::from_ms(days * DAY_MS);
        let ends = [(at(0), 0), (at(1), 6), (at(2), 6), (at(3), 4)];
        let course = Course::of(Wallet::Download, (at(0), 0), &ends, at(4), 6);
        assert_eq!(course.line(), "M0 56.0H175.0V6.0H525.0V22.7H700");
        assert_eq!(
            course.sentence(),
            "Download credits went from 0, at most 6, to 4."
        );
        assert_eq!(course.used, 6);
        assert_eq!(course.days, [(at(1), 6), (at(3), 4)]);
    }

    #[test]
    fn a_wallet_at_rest_is_a_level_line() {
        let (from, to) = (Timestamp::from_ms(0), Timestamp::from_ms(DAY_MS));
        let course = Course::of(Wallet::Ai, (from, 60), &[(from, 60)], to, 0);
        assert_eq!(course.line(), "M0 6.0H700");
        assert_eq!(course.sentence(), "AI credits stayed at 60.");
    }
}
