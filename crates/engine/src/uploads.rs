//! People's pictures: checked, turned upright, brought into sRGB, and the subject found in them.

mod colours;
mod cut_out;
mod mask;
mod reading;

use crate::Size;
use image::RgbaImage;
use mask::Mask;
pub use mask::MaskError;

/// The largest file that is taken, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most pixels a picture may have; checked from its header, before it is decoded.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The shortest side a picture may have.
pub const MIN_SIDE: u32 = 64;
/// The longest side that is kept.
pub const KEPT_SIDE: u32 = 1600;

/// A picture ready to be used in scenes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub width: u32,
    pub height: u32,
    pub has_transparency: bool,
    /// Upright, its longest side at most [`KEPT_SIDE`].
    pub original_png: Vec<u8>,
    /// The subject alone, trimmed. `None` if it could not be found honestly.
    pub cut_out: Option<CutOut>,
}

/// The subject alone on a transparent ground, trimmed to its outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutOut {
    pub width: u32,
    pub height: u32,
    pub png: Vec<u8>,
}

/// Why a picture was not taken. Its words are for logs; what its owner reads is up to whoever took the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UploadError {
    #[error("the file is not a picture")]
    NotAnImage,
    #[error("the picture is no PNG, JPEG or WebP")]
    UnsupportedType,
    #[error("the file has more bytes than are taken")]
    TooManyBytes,
    #[error("the picture has more pixels than are taken")]
    TooManyPixels,
    #[error("the picture is too small")]
    TooSmall,
    #[error("the file ends too early or is damaged")]
    Truncated,
}

/// An uploaded file that was taken: its picture is known, its subject not yet.
pub struct Photo {
    picture: RgbaImage,
    png: Vec<u8>,
    has_transparency: bool,
    matting: Matting,
}

/// Who tells the subject from its ground.
enum Matting {
    /// Ourselves, where the ground is calm.
    CalmGround,
    /// Somebody who knows more, such as a model.
    Mask(Mask),
}

impl Photo {
    /// Checks and reads an uploaded file.
    ///
    /// # Errors
    /// If the file is not a whole picture of a supported kind and size.
    pub fn read(bytes: &[u8]) -> Result<Self, UploadError> {
        let picture = reading::read(bytes)?;
        let size = Size::new(picture.width(), picture.height());
        Ok(Self {
            png: drawing::png_io::encode(size, picture.as_raw()),
            has_transparency: picture.pixels().any(|p| p.0[3] < 250),
            picture,
            matting: Matting::CalmGround,
        })
    }

    /// The picture as it is kept.
    #[must_use]
    pub fn png(&self) -> &[u8] {
        &self.png
    }

    /// Whether its subject stands on a transparent ground already, so that nothing has to be looked for.
    #[must_use]
    pub fn has_transparency(&self) -> bool {
        self.has_transparency
    }

    /// Has the subject cut out by this mask, a PNG of the picture's size: white, or opaque, is the subject.
    ///
    /// # Errors
    /// If it is no such mask. The subject is then looked for on a calm ground, as without one.
    pub fn cut_out_by(&mut self, mask: &[u8]) -> Result<(), MaskError> {
        let size = Size::new(self.picture.width(), self.picture.height());
        self.matting = Matting::Mask(Mask::read(mask, size)?);
        Ok(())
    }

    /// The picture ready to be used, with its subject cut out.
    #[must_use]
    pub fn prepared(self) -> Prepared {
        let cut_out = match (&self.matting, self.has_transparency) {
            (_, true) => cut_out::trimmed(&self.picture),
            (Matting::CalmGround, false) => cut_out::find(&self.picture),
            (Matting::Mask(mask), false) => {
                cut_out::masked(&self.picture, mask).or_else(|| cut_out::find(&self.picture))
            }
        };
        Prepared {
            width: self.picture.width(),
            height: self.picture.height(),
            has_transparency: self.has_transparency,
            original_png: self.png,
            cut_out,
        }
    }
}

/// Checks and prepares an uploaded file.
///
/// # Errors
/// If the file is not a whole picture of a supported kind and size.
pub fn prepare(bytes: &[u8]) -> Result<Prepared, UploadError> {
    Ok(Photo::read(bytes)?.prepared())
}
