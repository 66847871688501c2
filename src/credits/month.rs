//! A calendar month, as the statement is narrowed down by it.

use crate::ui::date::Zone;
use ::credits::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;

/// One month of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month that a moment lies in.
    pub fn of(at: Timestamp, zone: &Zone) -> Self {
        Self {
            first: zone.civil(at).first_of_month(),
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
    pub fn start(self, zone: &Zone) -> Timestamp {
        zone.start_of(self.first)
    }

    /// The first moment after the month.
    pub fn end(self, zone: &Zone) -> Timestamp {
        self.first
            .checked_add(1.month())
            .map_or(Timestamp::from_ms(i64::MAX), |next| zone.start_of(next))
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

#[cfg(test)]
mod tests {
    use super::Month;
    use crate::ui::date::Zone;

    #[test]
    fn a_month_is_half_open_in_every_zone() {
        for name in ["UTC", "America/New_York", "Pacific/Apia", "America/Havana"] {
            let zone = Zone::named(name).expect("a zone");
            let june = Month::parse("2026-06").expect("a month");
            let july = Month::parse("2026-07").expect("a month");
            assert_eq!(june.end(&zone), july.start(&zone));
            assert_eq!(Month::of(june.start(&zone), &zone), june);
            assert_eq!(Month::of(june.end(&zone), &zone), july);
            assert_eq!(Month::of(june.end(&zone).plus_ms(-1), &zone), june);
        }
        assert_eq!(Month::parse("2026-13"), None);
        assert_eq!(Month::parse("June"), None);
    }

    #[test]
    fn a_month_with_a_change_of_clocks_is_an_hour_shorter_or_longer() {
        let hours = |month: &str| {
            let zone = Zone::named("Europe/Berlin").expect("a zone");
            let month = Month::parse(month).expect("a month");
            month.end(&zone).since(month.start(&zone)) / 3_600_000
        };
        let lengths = ["2026-03", "2026-05", "2026-10"].map(hours);
        assert_eq!(lengths, [31 * 24 - 1, 31 * 24, 31 * 24 + 1]);
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
