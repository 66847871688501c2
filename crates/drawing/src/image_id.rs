//! How scenes name pictures.

use serde::{Deserialize, Serialize};

/// The name of an image: a hash of its content, chosen by the caller. Two equal names mean equal pixels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImageId(String);

impl ImageId {
    #[must_use]
    pub fn new(hash: impl Into<String>) -> Self {
        Self(hash.into())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
