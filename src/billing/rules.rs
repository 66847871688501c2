//! What plans cost and bring, and what becomes due when. Pure: no clock, no database, no gateway.

mod catalogue;
mod money;
mod reversal;
mod subscription;
mod upgrade;

pub use catalogue::{Bundle, Catalogue, Downloads, Interval, Plan, PlanKey};
pub use money::Cents;
pub use reversal::{Reversal, ReversalKind, ReversalState, away, share_of};
pub use subscription::{Change, Scheduled, Step, Subscription, SubscriptionId, SubscriptionState};
pub use upgrade::{Switch, Upgrade};
