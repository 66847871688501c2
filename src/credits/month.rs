//! A calendar month (UTC), as the statement is narrowed down by it.

use ::credits::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// One month of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month that a moment lies in.
    pub fn of(at: Timestamp) -> Self {
        let date = jiff::Timestamp::from_millisecond(at.ms())
            .unwrap_or_default()
            .to_zoned_datetime(TimeZone::UTC)
            .date();
        Self {
            first: date.first_of_month(),
        }
    }

    /// Reads "2026-06".
    pub fn parse(text: &str) -> Option<Self> {
        format!("{text}-01")
            .parse()
            .ok()
            .map(|first| Self { first })
    }

    /// "2026-06".
    pub fn word(self) -> String {
        self.first.strftime("%Y-%m").to_string()
    }

    /// "June", or "June 2025" in another year than that of `now`.
    pub fn label(self, now: Self) -> String {
        self.first
            .strftime(if self.first.year() == now.first.year() {
                "%B"
            } else {
                "%B %Y"
            })
            .to_string()
    }

    /// The first moment of the month.
    pub fn start(self) -> Timestamp {
        moment(self.first)
    }

    /// The first moment after the month.
    pub fn end(self) -> Timestamp {
        self.first
            .checked_add(1.month())
            .map_or(Timestamp::from_ms(i64::MAX), moment)
    }

    /// This month and those before it, back to `first`; 50 years at most.
    pub fn back_to(self, first: Self) -> Vec<Self> {
        (0..600)
            .filter_map(|back| self.first.checked_sub(back.months()).ok())
            .take_while(|month| *month >= first.first)
            .map(|first| Self { first })
            .collect()
    }
}

fn moment(date: Date) -> Timestamp {
    let at = TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0));
    Timestamp::from_ms(at.map_or(i64::MAX, jiff::Timestamp::as_millisecond))
}

#[cfg(test)]
mod tests {
    use super::Month;

    #[test]
    fn a_month_is_half_open() {
        let june = Month::parse("2026-06");
        assert_eq!(
            june.map(|june| june.end()),
            Month::parse("2026-07").map(|july| july.start())
        );
        assert_eq!(june.map(|june| Month::of(june.start())), june);
        assert_eq!(Month::parse("2026-13"), None);
        assert_eq!(Month::parse("June"), None);
    }

    #[test]
    fn months_are_offered_back_to_the_first() {
        let months = |now, first| {
            let (now, first) = (Month::parse(now)?, Month::parse(first)?);
            let back = now.back_to(first);
            Some(
                back.iter()
                    .map(|month| month.label(now))
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            months("2026-02", "2025-12"),
            Some(
                ["February", "January", "December 2025"]
                    .map(str::to_owned)
                    .into()
            )
        );
        assert_eq!(months("2026-02", "2022-03").map(|all| all.len()), Some(48));
        assert_eq!(months("2026-02", "2026-02").map(|all| all.len()), Some(1));
    }
}
