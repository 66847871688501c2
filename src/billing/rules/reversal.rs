//! Money that went back, and the share of the credits that goes back with it.

use super::Cents;
use ::credits::{Credits, Timestamp};
use serde::{Deserialize, Serialize};

/// Why money went back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReversalKind {
    /// We gave it back.
    Refund,
    /// The payer's bank took it back.
    Dispute,
}

/// How far a reversal has come. It only ever moves on in this order, so that its events may come twice and in any
/// order and still end in the same state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReversalState {
    /// A dispute that is not decided; the bank has the money meanwhile.
    Open,
    /// The money is gone for good.
    Kept,
    /// The money came back: the refund failed, or the dispute was won.
    Undone,
}

impl ReversalState {
    /// Whether the money is away.
    pub const fn is_away(self) -> bool {
        !matches!(self, Self::Undone)
    }
}

/// One refund or dispute of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    /// The gateway's own name of it, unique for ever.
    pub id: String,
    /// The invoice's id.
    pub invoice: String,
    pub kind: ReversalKind,
    pub cents: Cents,
    pub state: ReversalState,
    /// When the state was reached, by the account's own clock.
    pub at: Timestamp,
}

/// How much of a payment is away in all: never more than was paid.
pub fn away<'r>(paid: Cents, reversals: impl IntoIterator<Item = &'r Reversal>) -> Cents {
    let sum = reversals
        .into_iter()
        .filter(|reversal| reversal.state.is_away())
        .fold(0_i64, |sum, reversal| {
            sum.saturating_add(reversal.cents.get())
        });
    Cents::new(sum.min(paid.get()))
}

/// How many of the credits that a payment brought go back with a part of it, rounded down in the person's favour.
pub fn share_of(granted: Credits, away: Cents, paid: Cents) -> Credits {
    if !paid.is_positive() {
        return Credits::ZERO;
    }
    let share = i128::from(granted.get()) * i128::from(away.get().max(0)) / i128::from(paid.get());
    Credits::new(
        i64::try_from(share)
            .unwrap_or(granted.get())
            .min(granted.get()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reversal(cents: i64, state: ReversalState) -> Reversal {
        Reversal {
            id: String::new(),
            invoice: String::new(),
            kind: ReversalKind::Refund,
            cents: Cents::new(cents),
            state,
            at: Timestamp::from_ms(0),
        }
    }

    #[test]
    fn what_came_back_is_not_away_and_nothing_is_away_twice() {
        let all = [
            reversal(500, ReversalState::Kept),
            reversal(900, ReversalState::Open),
            reversal(300, ReversalState::Undone),
        ];
        assert_eq!(away(Cents::new(1_900), &all), Cents::new(1_400));
        assert_eq!(away(Cents::new(1_000), &all), Cents::new(1_000));
    }

    #[test]
    fn the_share_is_rounded_down_and_whole_for_a_whole_refund() {
        let share = |granted, away, paid| {
            share_of(Credits::new(granted), Cents::new(away), Cents::new(paid)).get()
        };
        assert_eq!(share(60, 950, 1_900), 30);
        assert_eq!(share(60, 949, 1_900), 29);
        assert_eq!(share(60, 1_900, 1_900), 60);
        assert_eq!(share(60, 0, 1_900), 0);
        assert_eq!(share(60, 100, 0), 0, "nothing was paid");
        assert_eq!(share(i64::MAX, 1, 1), i64::MAX);
    }
}
