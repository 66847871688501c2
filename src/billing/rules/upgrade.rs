//! What a change of plan costs and brings.

use super::{Catalogue, Cents, Plan, Subscription};
use ::credits::Credits;

/// An upgrade that takes place at once: exactly what is paid, and exactly what arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upgrade {
    pub cost: Cents,
    pub download: Credits,
    pub ai: Credits,
    /// Downloads become unlimited.
    pub unlimited: bool,
}

/// Which way a change of plan goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// To a dearer plan, at once.
    Up(Upgrade),
    /// To a cheaper plan, when the paid time ends.
    Down,
    /// It is the plan the account has.
    Same,
}

impl Switch {
    /// The change from the subscription's plan to another one. The whole difference of a month's price buys
    /// the whole difference of a month's credits, however much of the month is left. A year that was paid at
    /// once pays the difference of each of its remaining months, the running one included.
    pub fn between(
        catalogue: &Catalogue,
        subscription: &Subscription,
        from: &Plan,
        to: &Plan,
    ) -> Self {
        if to.key == from.key {
            return Self::Same;
        }
        if to.monthly <= from.monthly {
            return Self::Down;
        }
        let whole = catalogue
            .price(to, subscription.interval)
            .minus(catalogue.price(from, subscription.interval));
        let months_left = subscription.paid_through - subscription.next_period + 1;
        let more = |to: Credits, from: Credits| Credits::new((to.get() - from.get()).max(0));
        Self::Up(Upgrade {
            cost: whole.share(months_left, subscription.interval.months()),
            download: more(to.download_credits(), from.download_credits()),
            ai: more(to.ai, from.ai),
            unlimited: to.is_unlimited() && !from.is_unlimited(),
        })
    }
}
