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

/// A kind of link, by the key under which a session keeps the hash of the token it came in with.
pub struct Link(&'static str);

impl Link {
    pub const fn kept_under(key: &'static str) -> Self {
        Self(key)
    }

    /// Lets the session go on with the token, if `admitted` answers for its hash what it may do. The session takes a new
    /// id then, as with every change of what it may do. A token that may nothing leaves it as it is.
    pub async fn come_in<T, F>(
        &self,
        session: &Session,
        token: &str,
        admitted: impl FnOnce(String) -> F,
    ) -> Result<(), AppError>
    where
        F: Future<Output = Result<Option<T>, AppError>>,
    {
        let hash = hash_of(token);
        if admitted(hash.clone()).await?.is_none() {
            return Ok(());
        }
        session.cycle_id().await.map_err(AppError::internal)?;
        let kept = session.insert(self.0, hash).await;
        kept.map_err(AppError::internal)
    }

    /// The hash of the token that the session came in with; empty where there is none.
    pub async fn of(&self, session: &Session) -> Result<String, AppError> {
        let hash = session.get::<String>(self.0).await;
        Ok(hash.map_err(AppError::internal)?.unwrap_or_default())
    }

    /// The session is done with its link.
    pub async fn forget(&self, session: &Session) -> Result<(), AppError> {
        let forgotten = session.remove::<String>(self.0).await;
        forgotten.map_err(AppError::internal)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Link, hash_of};
    use crate::error::AppError;
    use crate::server::testing::TestApp;
    use std::sync::Arc;
    use tower_sessions::Session;

    #[tokio::test]
    async fn a_session_keeps_what_may_something_each_kind_apart() {
        const ONE: Link = Link::kept_under("one");
        const OTHER: Link = Link::kept_under("other");
        let test = TestApp::start().await;
        let session = Session::new(None, Arc::new(test.app.sessions.clone()), None);
        for (link, token, may) in [
            (ONE, "first", Some(())),
            (OTHER, "second", Some(())),
            (OTHER, "spent", None),
        ] {
            let admitted = |hash: String| async move {
                assert_eq!(hash, hash_of(token));
                Ok::<_, AppError>(may)
            };
            let came = link.come_in(&session, token, admitted).await;
            assert_eq!(came, Ok(()));
        }
        assert_eq!(ONE.of(&session).await, Ok(hash_of("first")));
        assert_eq!(OTHER.of(&session).await, Ok(hash_of("second")));
        assert_eq!(ONE.forget(&session).await, Ok(()));
        assert_eq!(ONE.of(&session).await, Ok(String::new()));
        assert_eq!(OTHER.of(&session).await, Ok(hash_of("second")));
    }
}
