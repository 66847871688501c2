//! The balance of a wallet, day by day, drawn as a line of steps.

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
    /// The outline of the steps.
    line: String,
}

impl Course {
    /// `entries` are those of the wallet between `from` and `to`, oldest first; `now` is what is available at `to`.
    pub fn of(wallet: Wallet, entries: &[Entry], now: i64, from: Timestamp, to: Timestamp) -> Self {
        let first = entries.first().map_or(now, |entry| entry.available_after.get() - entry.available_delta.get());
        let highest = entries.iter().map(|entry| entry.available_after.get()).fold(first.max(now), i64::max);
        let span = to.since(from).max(1) as f64;
        let x = |at: Timestamp| (at.since(from) as f64 / span * WIDTH).clamp(0.0, WIDTH);
        let y = |amount: i64| BOTTOM - (BOTTOM - TOP) * amount as f64 / highest.max(1) as f64;
        let mut line = format!("M0 {:.1}", y(first));
        for entry in entries.iter().filter(|entry| entry.available_delta.get() != 0) {
            line.push_str(&format!("H{:.1}V{:.1}", x(entry.at), y(entry.available_after.get())));
        }
        line.push_str(&format!("V{:.1}H{WIDTH}", y(now)));
        let used = entries.iter().map(spent).sum();
        Self { wallet, first, last: now, highest, used, line }
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
        let between = if self.highest > self.first.max(self.last) { format!(", at most {},", self.highest) } else { String::new() };
        if self.first == self.last && between.is_empty() {
            format!("{name} stayed at {}.", self.last)
        } else {
            format!("{name} went from {}{between} to {}.", self.first, self.last)
        }
    }
}

fn spent(entry: &Entry) -> i64 {
    use ::credits::EntryKind::{Capture, Debit, Expire, Grant, Hold, Release};
    match entry.kind {
        Debit | Expire => -entry.available_delta.get(),
        Capture => -entry.held_delta.get(),
        Grant | Hold | Release => 0,
    }
}
