//! Money.

use crate::ui::amount;
use serde::{Deserialize, Serialize};

/// An amount of money in whole US cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(i64);

impl Cents {
    pub const ZERO: Self = Self(0);

    pub const fn new(cents: i64) -> Self {
        Self(cents)
    }

    pub const fn get(self) -> i64 {
        self.0
    }

    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// This many times the amount.
    pub const fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `part` of `whole` equal shares, rounded half up to the cent.
    pub const fn share(self, part: i64, whole: i64) -> Self {
        Self((self.0.saturating_mul(part) * 2 + whole).div_euclid(whole * 2))
    }

    /// "$19", or "$19.50" where there are cents.
    pub fn short(self) -> String {
        amount::dollars(self.0)
    }

    /// "$19.00", as invoices write it.
    pub fn exact(self) -> String {
        amount::dollars_and_cents(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Cents;

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(Cents::new(30_000).share(7, 12), Cents::new(17_500));
        assert_eq!(Cents::new(100).share(1, 12), Cents::new(8));
        assert_eq!(Cents::new(6).share(1, 12), Cents::new(1));
        assert_eq!(Cents::new(100).share(12, 12), Cents::new(100));
    }

    #[test]
    fn invoices_show_the_cents() {
        assert_eq!(Cents::new(1_900).exact(), "$19.00");
        assert_eq!(Cents::new(1_900).short(), "$19");
        assert_eq!(Cents::new(123_456).exact(), "$1,234.56");
    }
}
