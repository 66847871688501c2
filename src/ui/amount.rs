//! Amounts of credits and money as people read them.

use crate::words::{formats, ui as words};
use ::credits::{Balances, Credits, Wallet};

/// "1 download credit", "60 AI credits".
pub fn credits_of(wallet: Wallet, amount: Credits) -> String {
    match wallet {
        Wallet::Download => words::download_credits(amount),
        Wallet::Ai => words::ai_credits(amount),
    }
}

/// What the wallets owe, "3 download credits and 40 AI credits"; none when nothing is owed.
pub fn owed(balances: &Balances) -> Option<String> {
    both(balances.download.debt, balances.ai.debt)
}

/// The credits of both wallets in one sentence, those that there are; none where there are none.
pub fn both(download: Credits, ai: Credits) -> Option<String> {
    let some = |wallet, amount: Credits| amount.is_positive().then(|| credits_of(wallet, amount));
    match (some(Wallet::Download, download), some(Wallet::Ai, ai)) {
        (Some(download), Some(ai)) => Some(words::both(download, ai)),
        (download, ai) => download.or(ai),
    }
}

/// A whole number with a separator every three digits: "12,000".
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push_str(formats::group_separator());
        }
        text.push(digit);
    }
    if number < 0 {
        formats::negative(text)
    } else {
        text
    }
}

/// Tenths, with the digit behind the point also where it is 0: "2.4", "3.0".
pub fn tenths(tenths: u64) -> String {
    let whole = i64::try_from(tenths / 10).unwrap_or(i64::MAX);
    formats::tenths(grouped(whole), tenths % 10)
}

/// Seconds to a tenth: "7.5".
pub fn seconds(seconds: f64) -> String {
    // A moment of a video is far below what this cannot hold; one that is no number is 0.
    tenths((seconds * 10.0).round() as u64)
}

/// Whole cents as dollars: "$19", "$19.50".
pub fn dollars(cents: i64) -> String {
    if cents % 100 == 0 {
        formats::dollars(grouped(cents / 100))
    } else {
        dollars_and_cents(cents)
    }
}

/// Whole cents as dollars with their cents: "$19.00".
pub fn dollars_and_cents(cents: i64) -> String {
    let rest = format!("{:02}", cents.rem_euclid(100));
    formats::dollars_and_cents(grouped(cents / 100), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(-1_234_567), "\u{2212}1,234,567");
    }

    #[test]
    fn units_agree_with_the_amount() {
        assert_eq!(
            credits_of(Wallet::Download, Credits::new(1)),
            "1 download credit"
        );
        assert_eq!(credits_of(Wallet::Ai, Credits::new(60)), "60 AI credits");
        assert_eq!(dollars(1_900), "$19");
        assert_eq!(dollars(1_950), "$19.50");
        assert_eq!(dollars_and_cents(1_900), "$19.00");
        assert_eq!(tenths(12_340), "1,234.0");
        assert_eq!(seconds(7.46), "7.5");
        assert_eq!(seconds(f64::NAN), "0.0");
    }
}
