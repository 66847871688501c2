//! Amounts of credits and money as people read them.

use crate::words::ui as words;
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

/// A whole number with a comma every three digits and a true minus sign.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 {
        format!("\u{2212}{text}")
    } else {
        text
    }
}

/// Whole cents as dollars: "$19", "$19.50".
pub fn dollars(cents: i64) -> String {
    if cents % 100 == 0 {
        format!("${}", grouped(cents / 100))
    } else {
        format!("${}.{:02}", grouped(cents / 100), cents % 100)
    }
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
    }
}
