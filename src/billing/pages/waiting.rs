//! What waits for credits while its owner is here: the page leads back to it, before and after paying.

use crate::accounts::LocalPath;
use crate::error::AppError;
use crate::words::billing as words;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

const KEY: &str = "billing-waiting";

/// The page of a video or a scene.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting(String);

impl Waiting {
    /// The page that this path leads to; no other page of this site waits for credits, and no other site does. A scene
    /// that was never kept waits on the Studio's own page.
    pub fn at(path: &LocalPath) -> Option<Self> {
        let path = path.as_str();
        let one_of = |part: &str| path.strip_prefix(part).is_some_and(|id| !id.is_empty());
        let waits = path == "/studio" || one_of("/clips/") || one_of("/studio/");
        waits.then(|| Self(path.to_owned()))
    }

    pub fn path(&self) -> &str {
        &self.0
    }

    pub fn label(&self) -> &'static str {
        if self.0.starts_with("/clips/") {
            words::back_to_your_video()
        } else {
            words::back_to_your_scene()
        }
    }

    /// What waits for this visit: what its address names, else what an earlier one named, as long as `goes_on`, which a
    /// visit does that answers a payment, comes back from the gateway's page or looks at the other prices.
    pub async fn of(
        session: &Session,
        named: Option<Self>,
        goes_on: bool,
    ) -> Result<Option<Self>, AppError> {
        if let Some(named) = named {
            session
                .insert(KEY, &named)
                .await
                .map_err(AppError::internal)?;
            return Ok(Some(named));
        }
        let earlier = session.get::<Self>(KEY).await.map_err(AppError::internal)?;
        if earlier.is_some() && !goes_on {
            session
                .remove_value(KEY)
                .await
                .map_err(AppError::internal)?;
            return Ok(None);
        }
        Ok(earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<String> {
        Waiting::at(&LocalPath::or_home(text)).map(|waiting| waiting.0)
    }

    #[test]
    fn only_videos_and_scenes_wait() {
        for path in ["/clips/0198", "/studio", "/studio/0198?animation=1"] {
            assert_eq!(at(path).as_deref(), Some(path));
        }
        for path in [
            "/",
            "/clips/",
            "/studio/",
            "/studios",
            "/billing",
            "//example.com/clips/1",
            "https://example.com/clips/1",
            "/lab",
        ] {
            assert_eq!(at(path), None, "{path}");
        }
    }
}
