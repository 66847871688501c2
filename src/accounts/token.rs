//! One-time links: a token that only a letter brings, its hash that is kept, and the session that came in by it.

use crate::error::AppError;
use sha2::{Digest, Sha256};
use tower_sessions::Session;

/// A fresh token. Only its hash is kept: whoever reads the database cannot use it. Tokens are found by that hash, so how
/// long a look-up takes says nothing of any token.
pub fn fresh() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

/// What is kept of a token. It is random and long, so a plain hash cannot be turned back.
pub fn hash_of(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// Lets the session go on with the token of that hash, under `key`. It takes a new id, as with every change of what a
/// session may do.
pub async fn keep(session: &Session, key: &str, hash: String) -> Result<(), AppError> {
    session.cycle_id().await.map_err(AppError::internal)?;
    let kept = session.insert(key, hash).await;
    kept.map_err(AppError::internal)
}

/// The hash of the token that the session came in with; empty where there is none.
pub async fn kept(session: &Session, key: &str) -> Result<String, AppError> {
    let hash = session.get::<String>(key).await;
    Ok(hash.map_err(AppError::internal)?.unwrap_or_default())
}

/// The session is done with its link.
pub async fn forget(session: &Session, key: &str) -> Result<(), AppError> {
    let forgotten = session.remove::<String>(key).await;
    forgotten.map_err(AppError::internal)?;
    Ok(())
}
