//! The pictures and fonts a scene is drawn with.

use crate::png_io::{self, Pixels};
use crate::{AssetError, ImageId};
use lettering::{Fallback, Fonts};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Decoded pictures by name, and the fonts beyond the built-in ones. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    images: BTreeMap<ImageId, Arc<Pixels>>,
    fonts: Fonts,
}

impl Assets {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Decodes a PNG and keeps it under a name; the same name again replaces it.
    ///
    /// # Errors
    /// If the bytes are not a whole PNG of at most 4096 pixels a side.
    pub fn add_png(&mut self, id: ImageId, bytes: &[u8]) -> Result<(), AssetError> {
        self.images.insert(id, Arc::new(png_io::decode(bytes)?));
        Ok(())
    }

    /// Lets go of a picture, if there is one of that name.
    pub fn remove(&mut self, id: &ImageId) {
        self.images.remove(id);
    }

    /// Takes the font of a script. Natively all of them are built in; the browser loads what it needs.
    ///
    /// # Errors
    /// If the bytes are not a font.
    pub fn add_font(&mut self, script: Fallback, bytes: Vec<u8>) -> Result<(), AssetError> {
        Ok(self.fonts.add(script, bytes)?)
    }

    #[must_use]
    pub fn contains(&self, id: &ImageId) -> bool {
        self.images.contains_key(id)
    }

    pub(crate) fn image(&self, id: &ImageId) -> Option<Arc<Pixels>> {
        self.images.get(id).cloned()
    }

    /// The fonts beyond the built-in ones.
    #[must_use]
    pub const fn fonts(&self) -> &Fonts {
        &self.fonts
    }
}
