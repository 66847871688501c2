//! What breaks out of the frame.

use crate::{Edge, ImageId};
use drawing::scene::Picture;
use serde::{Deserialize, Serialize};

/// How the subject's picture is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// The background is transparent; the subject's own outline steps out.
    CutOut,
    /// An ordinary photo; it steps out as a photo card.
    FramedCrop,
}

/// A picture and how it is meant. `width` and `height` are its pixels, of which only the ratio counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Subject {
    pub image: ImageId,
    pub width: u32,
    pub height: u32,
    pub kind: SubjectKind,
    /// Of a cut-out; a photo card has the card's.
    #[serde(default, skip_serializing_if = "Edge::is_as_found")]
    pub edge: Edge,
}

impl Subject {
    /// What a sprite of it shows.
    #[must_use]
    pub(crate) fn picture(&self) -> Picture {
        let image = self.image.clone();
        match (self.kind, self.edge) {
            (SubjectKind::FramedCrop, _) | (SubjectKind::CutOut, Edge::AsFound) => {
                Picture::Image(image)
            }
            (SubjectKind::CutOut, edge) => Picture::CutOut { image, edge },
        }
    }

    /// Width divided by height, kept within what can be seen at all: a pen is eighteen times as long as it is thick.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        (f64::from(self.width.max(1)) / f64::from(self.height.max(1))).clamp(0.04, 25.0)
    }
}
