//! What the ledger answers.

use serde::{Deserialize, Serialize};

use crate::{Credits, HoldId, WalletBalance};

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was done, now.
    Applied(Receipt),
    /// It had been done before, and this is the first receipt; or its source had been granted
    /// before, and nothing moved. Either way this request moved nothing.
    Duplicate(Receipt),
    /// It was not done, nothing moved, and the answer is final for its key.
    Refused(Refusal),
    /// The same key is being worked on. The stores of this crate wait for the first answer instead;
    /// a store that cannot wait says so with this.
    InFlight,
}

/// What one command moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Credits granted, debited, held, captured, released or expired; 0 if nothing moved.
    pub moved: Credits,
    pub hold: Option<HoldId>,
    /// The touched wallet afterwards.
    pub balance: WalletBalance,
    /// The version had been paid for before.
    pub already_owned: bool,
    /// What this command took for good from a hold.
    pub captured: Credits,
    /// What this command gave back from a hold.
    pub released: Credits,
}

/// Why nothing was done. Its sentences are for logs; what people read is up to whoever tells them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    #[error("{needed} credits are needed and {available} are available. 0 credits taken.")]
    Insufficient { available: Credits, needed: Credits },
    #[error("The price is now {now}. 0 credits taken.")]
    PriceChanged { now: Credits },
    #[error("This order holds no credits in this account. 0 credits taken.")]
    UnknownHold,
    #[error("This order already holds its credits. 0 further credits taken.")]
    HoldExists,
    #[error("Only {held} credits of this order are still on hold. 0 credits moved.")]
    ExceedsHold { held: Credits },
    #[error("This request was sent before with other contents. 0 credits taken.")]
    KeyReused,
    #[error("The amount has to be at least 1. 0 credits moved.")]
    InvalidAmount,
    #[error("The grant has no usable source. 0 credits moved.")]
    InvalidSource,
    #[error("Nothing was granted under this name. 0 credits moved.")]
    UnknownSource,
    #[error("The grant would already have expired. 0 credits moved.")]
    ExpiryPassed,
    #[error("This video has been settled before. 0 credits moved.")]
    VerdictGiven,
    #[error("Every video of this order has been settled. 0 credits moved.")]
    AllTakesSettled,
}
