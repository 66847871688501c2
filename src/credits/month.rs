//! A calendar month (UTC), as the statement is narrowed down by it.

use ::credits::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::ToSpan;

/// One month of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month that a moment lies in.
    pub fn of(at: Timestamp) -> Self {
        let date = jiff::Timestamp::from_millisecond(at.ms()).unwrap_or_default().to_zoned_datetime(TimeZone::UTC).date();
        Self { first: date.first_of_month() }
    }

    /// Reads "2026-06".
    pub fn parse(text: &str) -> Option<Self> {
        format!("{text}-01").parse().ok().map(|first| Self { first })
    }

    /// "2026-06".
    pub fn word(self) -> String {
        self.first.strftime("%Y-%m").to_string()
    }

    /// "June", or "June 2025" in another year than that of `now`.
    pub fn label(self, now: Self) -> String {
        self.first.strftime(if self.first.year() == now.first.year() { "%B" } else { "%B %Y" }).to_string()
    }

    /// The first moment of the month.
    pub fn start(self) -> Timestamp {
        moment(self.first)
    }

    /// The first moment after the month.
    pub fn end(self) -> Timestamp {
        self.first.checked_add(1.month()).map_or(Timestamp::from_ms(i64::MAX), moment)
    }

    /// This month and those before it back to that of `since`, at most a dozen.
    pub fn back_to(self, since: Self) -> Vec<Self> {
        let mut months = vec![self];
        while let Some(last) = months.last().copied().filter(|last| last.first > since.first && months.len() < 12) {
            let Ok(first) = last.first.checked_sub(1.month()) else { break };
            months.push(Self { first });
        }
        months
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
        assert_eq!(june.map(|june| june.end()), Month::parse("2026-07").map(|july| july.start()));
        assert_eq!(june.map(|june| Month::of(june.start())), june);
        assert_eq!(Month::parse("2026-13"), None);
        assert_eq!(Month::parse("June"), None);
    }

    #[test]
    fn months_go_back_to_the_first() {
        let (Some(june), Some(november)) = (Month::parse("2026-06"), Month::parse("2025-11")) else { unreachable!() };
        let words: Vec<_> = june.back_to(november).iter().map(|month| month.label(june)).collect();
        assert_eq!(words, ["June", "May", "April", "March", "February", "January", "December 2025", "November 2025"]);
    }
}
