//! The values everything else is made of: amounts, ids, keys and times.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An amount of credits of one wallet. Whole numbers only; deltas may be negative, prices may not.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Credits(i64);

impl Credits {
    pub const ZERO: Self = Self(0);

    pub const fn new(amount: i64) -> Self {
        Self(amount)
    }

    pub const fn get(self) -> i64 {
        self.0
    }

    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }
}

impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::iter::Sum for Credits {
    /// Saturates: no sum of real balances comes near the limits, and a wrapped one would lie.
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.fold(0, |sum, amount| sum.saturating_add(amount.0)))
    }
}

/// Why a text is not the value it was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidValue {
    #[error("an id is a UUID")]
    Id,
    #[error("a version hash is 64 lower-case hexadecimal digits")]
    VersionHash,
    #[error("an idempotency key is 1 to 200 visible ASCII characters")]
    IdempotencyKey,
    #[error("a wallet is \"download\" or \"ai\"")]
    Wallet,
}

macro_rules! uuid_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// A new random id.
            pub fn random() -> Self {
                Self(Uuid::new_v4())
            }

            pub const fn get(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidValue;

            fn from_str(text: &str) -> Result<Self, InvalidValue> {
                Uuid::parse_str(text).map(Self).map_err(|_| InvalidValue::Id)
            }
        }
    };
}

uuid_id!(
    /// The holder of the two wallets.
    AccountId
);
uuid_id!(
    /// One order's credits on hold. Unique within its account.
    HoldId
);
uuid_id!(
    /// One grant with its origin and expiry. Unique within its account.
    LotId
);

impl LotId {
    /// The id of the lot that a wallet's `version`-th movement creates.
    ///
    /// It follows from what is known, so that every store gives the same lot the same id, and it
    /// rises with time and movement, so that the id settles the burn order of lots of one instant.
    pub fn derive(account: AccountId, wallet: Wallet, at: Timestamp, version: i64) -> Self {
        let millis = (at.ms() as u128) & 0xffff_ffff_ffff;
        let movement = (version as u128) & 0xffff_ffff;
        let wallet = match wallet {
            Wallet::Download => 0,
            Wallet::Ai => 1,
        };
        let account = account.get().as_u128() & 0x1ff_ffff_ffff;
        // UUID version 8 (our own layout): 48 bits of time, 12 and 20 bits of the movement's
        // number, one bit for the wallet, 41 bits of the account.
        let bits = (millis << 80)
            | (0x8 << 76)
            | ((movement >> 20) << 64)
            | (0b10 << 62)
            | ((movement & 0xf_ffff) << 42)
            | (wallet << 41)
            | account;
        Self(Uuid::from_u128(bits))
    }
}

/// The place of an entry in the journal; strictly rising in the order of booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(i64);

impl EntryId {
    pub const fn new(sequence: i64) -> Self {
        Self(sequence)
    }

    pub const fn get(self) -> i64 {
        self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! checked_text {
    ($(#[$meta:meta])* $name:ident, $error:expr, $valid:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidValue> {
                let text = text.into();
                let valid: fn(&str) -> bool = $valid;
                if valid(&text) { Ok(Self(text)) } else { Err($error) }
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidValue;

            fn try_from(text: String) -> Result<Self, InvalidValue> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidValue;

            fn from_str(text: &str) -> Result<Self, InvalidValue> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

checked_text!(
    /// What a version *is*: the hash of everything that changes the video. 64 lower-case
    /// hexadecimal digits, so that one version has one spelling.
    VersionHash,
    InvalidValue::VersionHash,
    |text| text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
);
checked_text!(
    /// What makes a request that is sent twice happen once. 1 to 200 visible ASCII characters,
    /// unique within its account.
    IdempotencyKey,
    InvalidValue::IdempotencyKey,
    |text| (1..=200).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
);

/// A moment: milliseconds since 1970-01-01T00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The moment `ms` milliseconds later.
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; negative if it is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The two kinds of credits. They never mix, and no command touches both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wallet {
    /// Pays for downloading hand-crafted videos.
    Download,
    /// Pays for animating in the AI Studio.
    Ai,
}

impl Wallet {
    pub const ALL: [Self; 2] = [Self::Download, Self::Ai];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Download => "download",
            Self::Ai => "ai",
        }
    }
}

impl fmt::Display for Wallet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Wallet {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        Self::ALL
            .into_iter()
            .find(|wallet| wallet.as_str() == text)
            .ok_or(InvalidValue::Wallet)
    }
}
