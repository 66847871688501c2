//! Dates as people read them, in UTC. Written on the server only: the browser formats none.

use ::credits::Timestamp;
use jiff::ZonedDateTime;
use jiff::tz::TimeZone;

fn zoned(at: Timestamp) -> ZonedDateTime {
    jiff::Timestamp::from_millisecond(at.ms())
        .unwrap_or_default()
        .to_zoned_datetime(TimeZone::UTC)
}

/// "12 June, 14:32"; with the year when it is not the year of `now`.
pub fn day_and_time(at: Timestamp, now: Timestamp) -> String {
    let (at, now) = (zoned(at), zoned(now));
    let form = if at.year() == now.year() {
        "%-d %B, %H:%M"
    } else {
        "%-d %B %Y, %H:%M"
    };
    at.strftime(form).to_string()
}

/// "12 June"; with the year when it is not the year of `now`.
pub fn day(at: Timestamp, now: Timestamp) -> String {
    let (at, now) = (zoned(at), zoned(now));
    at.strftime(if at.year() == now.year() {
        "%-d %B"
    } else {
        "%-d %B %Y"
    })
    .to_string()
}

/// "2026-06-12T14:32:07Z", for `<time>` and for files.
pub fn machine(at: Timestamp) -> String {
    zoned(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_said_only_when_it_is_another() {
        let (summer, winter) = (
            Timestamp::from_ms(1_781_274_727_000),
            Timestamp::from_ms(1_767_225_599_000),
        );
        assert_eq!(day_and_time(summer, summer), "12 June, 14:32");
        assert_eq!(day(winter, summer), "31 December 2025");
        assert_eq!(machine(summer), "2026-06-12T14:32:07Z");
    }
}
