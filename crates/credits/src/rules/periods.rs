//! When monthly periods begin and end.
//!
//! Period n begins at `anchor + n months`, clamped to the month's end and always counted from the
//! original anchor, so that the 31st comes back after a February. Periods are half open: the
//! boundary belongs to the new one. All times are UTC, in the proleptic Gregorian calendar.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CivilDate {
    pub year: i64,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

/// One month of a subscription, `[start, end)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// 0 begins at the anchor; what lies before it is negative.
    pub index: i64,
    pub start: Timestamp,
    pub end: Timestamp,
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days from 1970-01-01 to 1 January of `year`.
const fn days_before_year(year: i64) -> i64 {
    let past = year - 1;
    let leap_days = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
    // 719162 days lie between 0001-01-01 and 1970-01-01.
    past * 365 + leap_days - 719_162
}

/// Days from 1970-01-01 to this date.
fn days_of(date: CivilDate) -> i64 {
    let months = (1..date.month).map(|month| i64::from(days_in_month(date.year, month)));
    days_before_year(date.year) + months.sum::<i64>() + i64::from(date.day) - 1
}

/// The year of this day, or the one beside it: 400 years have 146097 days.
const fn likely_year(days: i64) -> i64 {
    1970 + (days * 400).div_euclid(146_097)
}

/// The calendar day (UTC) a moment falls on.
pub fn civil_date(at: Timestamp) -> CivilDate {
    let days = at.ms().div_euclid(DAY_MS);
    let mut year = likely_year(days);
    while days_before_year(year) > days {
        year -= 1;
    }
    while days_before_year(year + 1) <= days {
        year += 1;
    }
    let mut rest = days - days_before_year(year);
    let mut month = 1;
    while rest >= i64::from(days_in_month(year, month)) {
        rest -= i64::from(days_in_month(year, month));
        month += 1;
    }
    CivilDate {
        year,
        month,
        day: rest as u32 + 1,
    }
}

/// The moment `ms_of_day` milliseconds into this day, UTC.
pub fn from_civil(date: CivilDate, ms_of_day: i64) -> Timestamp {
    Timestamp::from_ms(days_of(date) * DAY_MS + ms_of_day)
}

/// `anchor + months`, clamped to the month's end, at the anchor's time of day.
fn plus_months(anchor: Timestamp, months: i64) -> Timestamp {
    let date = civil_date(anchor);
    let count = date.year * 12 + i64::from(date.month) - 1 + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u32 + 1);
    let day = date.day.min(days_in_month(year, month));
    from_civil(
        CivilDate { year, month, day },
        anchor.ms().rem_euclid(DAY_MS),
    )
}

/// Period `index` of a subscription with this anchor.
pub fn period(anchor: Timestamp, index: i64) -> Period {
    Period {
        index,
        start: plus_months(anchor, index),
        end: plus_months(anchor, index + 1),
    }
}

/// The period that `now` falls in.
pub fn period_at(anchor: Timestamp, now: Timestamp) -> Period {
    let (from, to) = (civil_date(anchor), civil_date(now));
    let months = (to.year - from.year) * 12 + i64::from(to.month) - i64::from(from.month);
    // In the month of `now` the period has begun already, or the one before it still runs.
    let begins = period(anchor, months);
    if begins.start <= now {
        begins
    } else {
        period(anchor, months - 1)
    }
}
