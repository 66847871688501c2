//! What can be asked of the ledger.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Credits, HoldId, IdempotencyKey, Timestamp, VersionHash, Wallet};

/// The longest name of a grant's source, in bytes.
pub const MAX_SOURCE: usize = 250;

macro_rules! closed_words {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$note])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word it is stored and sent as.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = crate::UnknownSetting;

            fn from_str(text: &str) -> Result<Self, crate::UnknownSetting> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text).ok_or(crate::UnknownSetting)
            }
        }
    };
}
pub(crate) use closed_words;

closed_words!(
    /// Where a lot came from.
    Origin {
        Plan = "plan",
        Bundle = "bundle",
        Courtesy = "courtesy",
        Upgrade = "upgrade",
        Lab = "lab",
    }
);

impl Origin {
    /// Lots that came with the plan go first and end with it: grants and upgrade differences.
    pub const fn is_plan_like(self) -> bool {
        matches!(self, Self::Plan | Self::Upgrade)
    }
}

closed_words!(
    /// Why credits moved, as the statement filters by it.
    Reason {
        PlanGrant = "plan_grant",
        Upgrade = "upgrade",
        Bundle = "bundle",
        Courtesy = "courtesy",
        Download = "download",
        Animation = "animation",
        Regeneration = "regeneration",
        Delivered = "delivered",
        Failed = "failed",
        Cancelled = "cancelled",
        PlanEnded = "plan_ended",
        Cap = "cap",
        /// A lot reached its own expiry.
        Expired = "expired",
        /// The payment was given back.
        Refund = "refund",
        /// The payment is disputed at the payer's bank.
        Dispute = "dispute",
        /// A refund failed or a dispute was won: what had been taken back returns.
        Reinstated = "reinstated",
        /// Settles what was owed.
        Debt = "debt",
        Lab = "lab",
    }
);

impl Reason {
    /// Whether credits left because their payment went back, and not because anybody used them. What settles a debt was
    /// used before, and counted then.
    pub const fn takes_back(self) -> bool {
        matches!(self, Self::Refund | Self::Dispute | Self::Debt)
    }
}

closed_words!(
    /// How a take ended. A time-out is no verdict.
    Verdict {
        /// Delivered and verified playable.
        Delivered = "delivered",
        /// Failed, or cancelled before it was verified.
        Failed = "failed",
    }
);

closed_words!(
    /// Whether the account's plan pays for downloads or they cost credits.
    Entitlement {
        Metered = "metered",
        Unlimited = "unlimited",
    }
);

/// What the statement says about an entry: why, what, and where it can be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub reason: Reason,
    pub title: String,
    pub detail: String,
    pub link: Option<String>,
}

impl Note {
    pub fn new(reason: Reason, title: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            reason,
            title: title.into(),
            detail: detail.into(),
            link: None,
        }
    }

    pub fn linked(mut self, link: impl Into<String>) -> Self {
        self.link = Some(link.into());
        self
    }
}

/// Work that has to happen exactly when a hold was applied; booked in the same transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbox {
    pub topic: String,
    pub payload: String,
}

/// One thing to do, to one wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Adds a lot. `source` names what it is for (a period, a payment) and is unique per wallet of
    /// an account: its second use is a duplicate and moves nothing.
    Grant {
        wallet: Wallet,
        amount: Credits,
        origin: Origin,
        source: String,
        expires_at: Option<Timestamp>,
    },
    /// Takes credits for good.
    Debit { wallet: Wallet, amount: Credits },
    /// Records the right to a version and takes its price, in one transaction. What is owned costs
    /// nothing; on an unlimited plan the right is recorded and no entry is written. Refused with
    /// the real price if `shown_price` is lower.
    Download {
        version: VersionHash,
        shown_price: Credits,
        entitlement: Entitlement,
    },
    /// Puts credits on hold for an order of `ordered` takes, and enqueues its work.
    Hold {
        wallet: Wallet,
        hold: HoldId,
        amount: Credits,
        ordered: u32,
        outbox: Option<Outbox>,
    },
    /// Takes part of a hold for good; the rest stays held.
    Capture { hold: HoldId, amount: Credits },
    /// Gives part of a hold back; the rest stays held.
    Release { hold: HoldId, amount: Credits },
    /// Says how one take of the order ended and settles the hold accordingly. One verdict per take,
    /// for ever.
    Verdict {
        hold: HoldId,
        take: String,
        verdict: Verdict,
    },
    /// Books the expiry of what remains available in lots whose time has come.
    ExpireLots { wallet: Wallet },
    /// Ends the plan's lots now (cancellation took effect): what remains available of them expires.
    EndPlanLots { wallet: Wallet },
    /// Of what was granted under `source`, `target` credits in all are taken back: more than before
    /// when a payment is refunded, less when a dispute is won, so that events may come twice and in
    /// any order. What is unspent goes first, that of the same grant before any other; the rest is
    /// owed, and settled by the next credits that come.
    Reclaim {
        wallet: Wallet,
        source: String,
        target: Credits,
    },
    /// Expires what the available credits of the plan's lots exceed `cap` by, burning in the usual
    /// order.
    CapPlanLots { wallet: Wallet, cap: Credits },
}

/// A command with who asks, when, why, and what makes a repetition recognisable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub account: AccountId,
    pub key: IdempotencyKey,
    /// What the client's body comes down to: the same key with another fingerprint is refused.
    pub fingerprint: String,
    pub at: Timestamp,
    pub command: Command,
    pub note: Note,
}
