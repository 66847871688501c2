//! How an order's credits settle, take by take.

use crate::Credits;

/// Credits released into a lot that has expired meanwhile come back for this long: 72 hours.
pub const COURTESY_MS: i64 = 72 * 60 * 60 * 1_000;

/// How much of an order's total has been taken and given back, cumulatively.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    pub captured: Credits,
    pub released: Credits,
}

/// The cumulative settlement of an order after some of its takes have ended:
/// captured = floor(total x delivered / ordered), released = total - floor(total x (ordered - failed) / ordered).
///
/// Both only rise from verdict to verdict, never exceed the total together, and meet it exactly
/// when every take has ended. Takes beyond `ordered` count as none.
pub fn settled(total: Credits, ordered: u32, delivered: u32, failed: u32) -> Settled {
    let ordered = ordered.max(1);
    let delivered = delivered.min(ordered);
    let failed = failed.min(ordered - delivered);
    let share = |takes: u32| {
        // The product of two 64-bit numbers fits 128 bits, and a share never exceeds its total.
        (i128::from(total.get()) * i128::from(takes)).div_euclid(i128::from(ordered)) as i64
    };
    Settled {
        captured: Credits::new(share(delivered)),
        released: Credits::new(total.get() - share(ordered - failed)),
    }
}
