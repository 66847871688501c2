//! Which lot pays first.

use std::cmp::Ordering;

use crate::{LotState, Timestamp};

/// What expires first goes first, then plan credits before bought ones, then the older lot, then
/// the lower id: a total order, the same in every store.
pub fn burn_order(a: &LotState, b: &LotState) -> Ordering {
    let expiry = |lot: &LotState| lot.expires_at.unwrap_or(Timestamp::from_ms(i64::MAX));
    expiry(a)
        .cmp(&expiry(b))
        .then_with(|| b.origin.is_plan_like().cmp(&a.origin.is_plan_like()))
        .then_with(|| a.created_at.cmp(&b.created_at))
        .then_with(|| a.id.cmp(&b.id))
}
