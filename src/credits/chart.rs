//! The balance of a wallet, day by day, drawn as a line of steps.

use crate::ui::date::Zone;
use ::credits::{Entry, Timestamp, Wallet};

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
    /// Credits that left the wallet for good: debits, captures and expiries.
    pub used: i64,
    /// What was available at the end of each day on which something moved, oldest first.
    pub days: Vec<(Timestamp, i64)>,
    /// The outline of the steps.
    line: String,
}

impl Course {
    /// `entries` are those of the wallet between the two moments, oldest first; `now` is what is available at the later.
    /// Days are those of `zone`.
    pub fn of(
        wallet: Wallet,
        entries: &[Entry],
        now: i64,
        (from, to): (Timestamp, Timestamp),
        zone: &Zone,
    ) -> Self {
        let first = entries.first().map_or(now, |entry| {
            entry.available_after.get() - entry.available_delta.get()
        });
        let days = ends_of_days(entries, from, zone);
        let highest = days
            .iter()
            .map(|(_, amount)| *amount)
            .fold(first.max(now), i64::max);
        let span = to.since(from).max(1) as f64;
        let x = |at: Timestamp| (at.since(from) as f64 / span * WIDTH).clamp(0.0, WIDTH);
        let y = |amount: i64| BOTTOM - (BOTTOM - TOP) * amount as f64 / highest.max(1) as f64;
        let mut line = format!("M0 {:.1}", y(first));
        for &(day, amount) in &days {
            line.push_str(&format!("H{:.1}V{:.1}", x(day), y(amount)));
        }
        line.push_str(&format!("H{WIDTH}"));
        let used = entries.iter().map(spent).sum();
        Self {
            wallet,
            first,
            last: now,
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
            Wallet::Download => "Download credits",
            Wallet::Ai => "AI credits",
        };
        let between = if self.highest > self.first.max(self.last) {
            format!(", at most {},", self.highest)
        } else {
            String::new()
        };
        if self.first == self.last && between.is_empty() {
            format!("{name} stayed at {}.", self.last)
        } else {
            format!("{name} went from {}{between} to {}.", self.first, self.last)
        }
    }
}

/// What was available at the end of each day on which something moved; a day stands for its beginning, the first one
/// for `from`.
fn ends_of_days(entries: &[Entry], from: Timestamp, zone: &Zone) -> Vec<(Timestamp, i64)> {
    let mut days: Vec<(Timestamp, i64)> = Vec::new();
    for entry in entries {
        let day = zone.start_of(zone.civil(entry.at)).max(from);
        let amount = entry.available_after.get();
        match days.last_mut() {
            Some(last) if last.0 == day => last.1 = amount,
            _ => days.push((day, amount)),
        }
    }
    days
}

/// Credits that the entry takes out of the wallet for good.
fn spent(entry: &Entry) -> i64 {
    use ::credits::EntryKind::{Capture, Debit, Expire, Grant, Hold, Release};
    match entry.kind {
        Debit | Expire => -entry.available_delta.get(),
        Capture => -entry.held_delta.get(),
        Grant | Hold | Release => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
    use ::credits::{AccountId, Credits, EntryId, EntryKind, IdempotencyKey, Note, Reason};

    fn entry(at: i64, delta: i64, after: i64) -> Result<Entry, ::credits::InvalidValue> {
        Ok(Entry {
            id: EntryId::new(at),
            account: AccountId::random(),
            wallet: Wallet::Download,
            at: Timestamp::from_ms(at),
            kind: if delta > 0 {
                EntryKind::Grant
            } else {
                EntryKind::Debit
            },
            available_delta: Credits::new(delta),
            held_delta: Credits::ZERO,
            available_after: Credits::new(after),
            held_after: Credits::ZERO,
            note: Note::new(Reason::Lab, "", ""),
            hold: None,
            key: IdempotencyKey::new("key")?,
        })
    }

    #[test]
    fn a_day_is_drawn_by_its_end() -> Result<(), ::credits::InvalidValue> {
        let entries = [
            entry(DAY_MS, 10, 10)?,
            entry(DAY_MS + 1, -4, 6)?,
            entry(3 * DAY_MS, -2, 4)?,
        ];
        let course = Course::of(
            Wallet::Download,
            &entries,
            4,
            (Timestamp::from_ms(0), Timestamp::from_ms(4 * DAY_MS)),
            &Zone::default(),
        );
        assert_eq!(course.line(), "M0 56.0H175.0V6.0H525.0V22.7H700");
        assert_eq!(
            course.sentence(),
            "Download credits went from 0, at most 6, to 4."
        );
        assert_eq!(course.used, 6);
        let days: Vec<_> = course
            .days
            .iter()
            .map(|(day, amount)| (day.ms() / DAY_MS, *amount))
            .collect();
        assert_eq!(days, [(1, 6), (3, 4)]);
        Ok(())
    }

    #[test]
    fn a_wallet_at_rest_is_a_level_line() {
        let course = Course::of(
            Wallet::Ai,
            &[],
            60,
            (Timestamp::from_ms(0), Timestamp::from_ms(DAY_MS)),
            &Zone::default(),
        );
        assert_eq!(course.line(), "M0 6.0H700");
        assert_eq!(course.sentence(), "AI credits stayed at 60.");
    }
}
