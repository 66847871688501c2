//! Dates as people read them, in their own time zone. Written on the server only: the browser formats none.

use crate::words::formats as words;
use ::credits::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, db};
use jiff::{ToSpan, ZonedDateTime};

/// The time zone in which somebody's dates are shown. It moves no deadline: what is billed or expires goes by instants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl Zone {
    /// The zone with this name of the IANA database, such as "Europe/Berlin".
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// Its name in the IANA database.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The names to choose from, sorted: UTC, and those of places.
    pub fn names() -> Vec<String> {
        const NOT_PLACES: [&str; 4] = ["Etc/", "SystemV/", "posix/", "right/"];
        let mut names: Vec<String> = db()
            .available()
            .map(|name| name.as_str().to_owned())
            .filter(|name| name == "UTC" || name.contains('/'))
            .filter(|name| !NOT_PLACES.iter().any(|prefix| name.starts_with(prefix)))
            .collect();
        names.sort_unstable();
        names
    }

    fn at(&self, at: Timestamp) -> ZonedDateTime {
        jiff::Timestamp::from_millisecond(at.ms())
            .unwrap_or_default()
            .to_zoned_datetime(self.0.clone())
    }

    /// "12 June, 14:32"; with the year when it is not the year of `now`.
    pub fn day_and_time(&self, at: Timestamp, now: Timestamp) -> String {
        words::date_and_time(self.day(at, now), self.time(at))
    }

    /// "12 June"; with the year when it is not the year of `now`.
    pub fn day(&self, at: Timestamp, now: Timestamp) -> String {
        if self.at(at).year() == self.at(now).year() {
            self.date(at)
        } else {
            self.date_with_year(at)
        }
    }

    /// "12 June".
    pub fn date(&self, at: Timestamp) -> String {
        let at = self.at(at);
        words::date(at.day(), month(&at))
    }

    /// "14:32".
    pub fn time(&self, at: Timestamp) -> String {
        let at = self.at(at);
        let two_digits = |number: i8| format!("{number:02}");
        words::time(two_digits(at.hour()), two_digits(at.minute()))
    }

    /// "12 June 2026".
    pub fn date_with_year(&self, at: Timestamp) -> String {
        let at = self.at(at);
        words::date_with_year(at.day(), month(&at), at.year())
    }

    /// The first moments of the days from one moment until another, that of the first one's day included; 400 at most.
    pub fn days(&self, from: Timestamp, to: Timestamp) -> Vec<Timestamp> {
        const MOST: usize = 400;
        let first = self.civil(from);
        let following = (1..).map_while(|days| first.checked_add(days.days()).ok());
        [first]
            .into_iter()
            .chain(following)
            .map(|date| self.start_of(date))
            .take_while(|start| *start < to || *start <= from)
            .take(MOST)
            .collect()
    }

    /// The calendar day that a moment lies in.
    pub fn civil(&self, at: Timestamp) -> Date {
        self.at(at).date()
    }

    /// The first moment of a calendar day. Where clocks skip midnight that is later than midnight.
    pub fn start_of(&self, date: Date) -> Timestamp {
        let start = date
            .to_zoned_datetime(self.0.clone())
            .and_then(|midnight| midnight.start_of_day());
        Timestamp::from_ms(start.map_or(i64::MAX, |start| start.timestamp().as_millisecond()))
    }
}

/// The month's name.
fn month(at: &ZonedDateTime) -> String {
    words::month(i64::from(at.month()))
}

/// "2026-06-12T14:32:07Z", for `<time>` and for files.
pub fn machine(at: Timestamp) -> String {
    Zone::default()
        .at(at)
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        let moment: jiff::Timestamp = text.parse().expect("a moment");
        Timestamp::from_ms(moment.as_millisecond())
    }

    fn zone(name: &str) -> Zone {
        Zone::named(name).expect("a zone")
    }

    #[test]
    fn the_year_is_said_only_when_it_is_another() {
        let (summer, winter) = (at("2026-06-12T14:32:07Z"), at("2025-12-31T23:59:59Z"));
        let utc = Zone::default();
        assert_eq!(utc.day_and_time(summer, summer), "12 June, 14:32");
        assert_eq!(utc.day(winter, summer), "31 December 2025");
        assert_eq!(utc.date_with_year(summer), "12 June 2026");
        assert_eq!(machine(summer), "2026-06-12T14:32:07Z");
    }

    #[test]
    fn a_moment_is_another_day_elsewhere() {
        let (late, now) = (at("2025-12-31T23:30:00Z"), at("2026-01-02T00:00:00Z"));
        assert_eq!(
            zone("Europe/Berlin").day_and_time(late, now),
            "1 January, 00:30"
        );
        assert_eq!(zone("America/New_York").day(late, now), "31 December 2025");
    }

    #[test]
    fn clocks_that_change_keep_the_instant() {
        let berlin = zone("Europe/Berlin");
        let now = at("2026-10-25T12:00:00Z");
        let told = ["00:30", "01:30", "02:30"].map(|hour| {
            let before = at(&format!("2026-03-29T{hour}:00Z"));
            let after = at(&format!("2026-10-25T{hour}:00Z"));
            (
                berlin.day_and_time(before, now),
                berlin.day_and_time(after, now),
            )
        });
        let pair = |spring: &str, autumn: &str| {
            (
                format!("29 March, {spring}"),
                format!("25 October, {autumn}"),
            )
        };
        // In spring there is no 02:30, in autumn there are two.
        assert_eq!(
            told,
            [
                pair("01:30", "02:30"),
                pair("03:30", "02:30"),
                pair("04:30", "03:30")
            ]
        );
    }

    #[test]
    fn days_follow_one_another_whatever_the_clocks_do() {
        let berlin = zone("Europe/Berlin");
        let days = berlin.days(at("2026-03-28T12:00:00Z"), at("2026-03-30T12:00:00Z"));
        let starts: Vec<_> = days.into_iter().map(machine).collect();
        let midnights = ["27T23:00:00Z", "28T23:00:00Z", "29T22:00:00Z"];
        assert_eq!(starts, midnights.map(|end| format!("2026-03-{end}")));
    }

    #[test]
    fn a_day_without_midnight_starts_when_its_clocks_do() {
        let havana = zone("America/Havana");
        let date: Date = "2026-03-08".parse().expect("a date");
        let start = havana.start_of(date);
        assert_eq!(machine(start), "2026-03-08T05:00:00Z");
        assert_eq!(havana.civil(start), date);
        assert_eq!(havana.day_and_time(start, start), "8 March, 01:00");
    }

    #[test]
    fn only_names_of_places_are_offered() {
        let names = Zone::names();
        assert!(names.iter().all(|name| Zone::named(name).is_some()));
        assert!(names.iter().any(|name| name == "Pacific/Apia"));
        assert!(names.iter().any(|name| name == "UTC"));
        assert!(!names.iter().any(|name| name.starts_with("Etc/")));
        assert_eq!(Zone::named("Middle/Earth"), None);
        assert_eq!(zone("Asia/Kathmandu").name(), "Asia/Kathmandu");
        assert_eq!(Zone::default().name(), "UTC");
    }
}
