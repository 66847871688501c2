//! What a person is about to pay for: everything their button said, so that it can be done later all the same.

use super::rules::{Interval, PlanKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A press of a button that costs money, with the price that stood on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Wish {
    Subscribe {
        plan: PlanKey,
        interval: Interval,
        cents: i64,
    },
    Upgrade {
        plan: PlanKey,
        cents: i64,
    },
    Resume {
        cents: i64,
    },
    /// The missing payment; `attempts` is how many tries the page knew of.
    Pay {
        attempts: u32,
    },
    Bundle {
        ai: i64,
        cents: i64,
        /// The form's own key: sent twice, it buys once.
        form: Uuid,
    },
}
