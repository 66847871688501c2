//! An account's own time, which only runs forward.

use super::endpoints::LabError;
use crate::accounts::Account;
use crate::billing::logic::catch_up;
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use ::credits::{Timestamp, period};
use serde::Deserialize;
use serde_json::{Value, json};

/// The farthest one request goes: what falls due on the way is all done before it answers.
const MOST_MS: i64 = 10 * 366 * 24 * 60 * 60 * 1_000;

/// A span of time or a moment.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Wanted {
    Advance(Advance),
    To(To),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advance {
    pub advance: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct To {
    pub to: String,
}

/// A moment in RFC 3339.
pub fn parse_moment(text: &str) -> Result<Timestamp, LabError> {
    let moment: jiff::Timestamp = text.parse().map_err(|_| {
        LabError::malformed(format!(
            "{text:?} is not a moment such as 2026-07-01T10:00:00Z"
        ))
    })?;
    Ok(Timestamp::from_ms(moment.as_millisecond()))
}

/// The moment in RFC 3339, UTC.
pub fn show_moment(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.ms())
        .map_or_else(|_| at.to_string(), |moment| moment.to_string())
}

/// Where "1 month" or "3 days" leads from `now`. A month counts along the billing anchor when `now` lies on a
/// day a period begins, so that repeated months go from 31 January over 28 February to 31 March.
fn after(now: Timestamp, span: &str, anchor: Option<Timestamp>) -> Option<Timestamp> {
    const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
    let (count, unit) = span.trim().split_once(' ')?;
    let count: i64 = count
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| count.parse().ok())??;
    let ms = match unit.strip_suffix('s').unwrap_or(unit) {
        "second" => 1_000,
        "minute" => 60_000,
        "hour" => 60 * 60 * 1_000,
        "day" => DAY_MS,
        "week" => 7 * DAY_MS,
        "month" => return (count <= 120).then(|| months_after(now, count, anchor)),
        "year" => return (count <= 10).then(|| months_after(now, count * 12, anchor)),
        _ => return None,
    };
    count.checked_mul(ms).map(|ms| now.plus_ms(ms))
}

fn months_after(now: Timestamp, count: i64, anchor: Option<Timestamp>) -> Timestamp {
    const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
    let running = anchor.map(|anchor| (anchor, ::credits::period_at(anchor, now)));
    match running {
        Some((anchor, running)) if now.since(running.start) < DAY_MS => {
            period(anchor, running.index + count)
                .start
                .plus_ms(now.since(running.start))
        }
        _ => period(now, count).start,
    }
}

/// Moves the account's time and answers when all that fell due on the way is committed. Backwards is refused.
pub async fn advance(app: &App, account: &Account, wanted: Wanted) -> Result<Value, LabError> {
    let now = account.now();
    let target = match &wanted {
        Wanted::To(To { to }) => parse_moment(to)?,
        Wanted::Advance(Advance { advance }) => {
            let anchor = app
                .billing
                .open_subscription(&account.id)
                .await?
                .map(|open| open.anchor);
            after(now, advance, anchor).ok_or_else(|| {
                LabError::malformed(format!(
                    "{advance:?} is not a span such as 1 month, 3 days or 2 hours"
                ))
            })?
        }
    };
    let ahead = target.since(now);
    if ahead > MOST_MS {
        return Err(LabError::malformed("at most 10 years at once"));
    }
    if ahead < 0 {
        let reason = "An account's time only runs forward. Nothing was moved.";
        return Ok(json!({ "outcome": "refused", "reason": reason, "now": show_moment(now) }));
    }
    app.accounts
        .set_clock(&account.id, target.ms() - wall_clock_ms())
        .await?;
    let account = app
        .accounts
        .by_id(&account.id)
        .await?
        .ok_or(AppError::NotFound)?;
    catch_up(app, &account).await?;
    Ok(json!({ "outcome": "applied", "now": show_moment(account.now()) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        parse_moment(text).unwrap_or_default()
    }

    #[test]
    fn spans_are_a_number_and_a_unit() {
        let now = at("2026-01-31T10:00:00Z");
        assert_eq!(
            after(now, "2 hours", None),
            Some(at("2026-01-31T12:00:00Z"))
        );
        assert_eq!(after(now, "3 days", None), Some(at("2026-02-03T10:00:00Z")));
        assert_eq!(
            after(now, "1 month", None),
            Some(at("2026-02-28T10:00:00Z"))
        );
        for wrong in [
            "",
            "1",
            "month",
            "-1 day",
            "1 fortnight",
            "+1 day",
            "1.5 days",
            "999999999999999999 days",
        ] {
            assert_eq!(after(now, wrong, None), None, "{wrong}");
        }
    }

    #[test]
    fn repeated_months_follow_the_anchor() {
        let anchor = at("2026-01-31T10:00:00Z");
        let mut now = anchor.plus_ms(50);
        for expected in [
            "2026-02-28T10:00:00Z",
            "2026-03-31T10:00:00Z",
            "2026-04-30T10:00:00Z",
            "2026-05-31T10:00:00Z",
        ] {
            now = after(now, "1 month", Some(anchor)).unwrap_or_default();
            assert_eq!(now, at(expected).plus_ms(50));
        }
    }
}
