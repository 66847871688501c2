//! Earlier previews of a scene: what is asked and answered about them.

use super::{Saved, SceneDraft};
use crate::media::upload_field::UploadView;
use crate::words::studio as words;
use serde::{Deserialize, Serialize};

/// How many previews of a scene are kept; the oldest make room for new ones.
pub const PREVIEWS_KEPT: u32 = 24;

/// A step from one preview of a scene to another: a new one, or one of before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewAsk {
    /// What stood on the stage; it is kept, so that one can go back to it.
    pub before: SceneDraft,
    /// What stands there from now on.
    pub now: SceneDraft,
}

/// The scene after such a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previewed {
    pub saved: Saved,
    /// Newest first.
    pub previews: Vec<PreviewView>,
}

/// What the server has of a scene, for a page that is told it was changed elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SceneNow {
    pub draft: SceneDraft,
    pub upload: Option<UploadView>,
    pub previewed: Previewed,
}

/// A preview one can go back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    /// 1 for the scene's first.
    pub number: u32,
    /// When it was kept, as its owner reads it.
    pub time: String,
    /// The address of its still.
    pub still: String,
    /// Everything that was set at that time.
    pub draft: SceneDraft,
    pub upload: Option<UploadView>,
}

impl PreviewView {
    /// "Preview 3, 14:02".
    pub fn name(&self) -> String {
        words::preview_name(self.number, &self.time)
    }

    /// The address of its still, small.
    pub fn thumbnail(&self) -> String {
        format!("{}&small=true", self.still)
    }
}
