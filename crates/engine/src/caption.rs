//! The caption of a video: how it is set, where it stands, and what holds its contrast.
//!
//! The Studio's scenes and the edits of finished videos both set their captions here, so that a caption looks the same
//! whether it was drawn with its picture or over it.

use crate::{Assets, Colour, FPS, Format, RenderError};
use drawing::colour::{INK, PAPER};
use drawing::scene::{
    Align, Camera, Ease, Face, Kind, Layer, Paint, Picture, Scene, Shape, Sprite, TextLayer, Track,
    VERSION,
};
use lettering::{Laid, Typesetter};
use serde::{Deserialize, Serialize};

/// How many characters a caption may have.
pub const CAPTION_MAX: usize = 40;
/// Captions with more characters than this take two smaller lines.
const ONE_LINE: usize = 20;
/// How long what lies under the words takes to appear, in seconds.
const FADE: f64 = 0.4;

/// The typeface of a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Font {
    #[default]
    Bricolage,
    Inter,
}

impl Font {
    pub const ALL: [Self; 2] = [Self::Bricolage, Self::Inter];

    const fn face(self) -> Face {
        match self {
            Self::Bricolage => Face::Headline,
            Self::Inter => Face::Line,
        }
    }

    /// Inter is set smaller, because its letters are broader.
    const fn share(self) -> f64 {
        match self {
            Self::Bricolage => 1.0,
            Self::Inter => 0.86,
        }
    }
}

/// The colour of a caption, and of what lies under it so that it reads on any picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tint {
    /// Warm white over a soft dark shadow.
    #[default]
    Paper,
    /// Deep ink over a soft light.
    Ink,
    /// Yellow over a soft dark shadow.
    Sun,
    /// Warm white on an ink label.
    InkLabel,
    /// Ink on a yellow label.
    SunLabel,
}

/// The yellow of captions.
const SUN: Colour = Colour::hex(0xffd23f);

impl Tint {
    pub const ALL: [Self; 5] = [
        Self::Paper,
        Self::Ink,
        Self::Sun,
        Self::InkLabel,
        Self::SunLabel,
    ];

    /// The colour of the letters.
    #[must_use]
    pub const fn text(self) -> Colour {
        match self {
            Self::Paper | Self::InkLabel => PAPER,
            Self::Ink | Self::SunLabel => INK,
            Self::Sun => SUN,
        }
    }

    /// The label under the letters, if there is one.
    const fn label(self) -> Option<Colour> {
        match self {
            Self::InkLabel => Some(INK),
            Self::SunLabel => Some(SUN),
            Self::Paper | Self::Ink | Self::Sun => None,
        }
    }

    /// What the picture is softly mixed with around the letters, where there is no label.
    const fn halo(self) -> Colour {
        match self {
            Self::Ink => PAPER,
            _ => Colour::hex(0x0b0d1e),
        }
    }
}

/// How much of the halo's colour each of its layers lays over the picture.
const HALO: f64 = 0.62;

/// Where in the picture a caption stands, always clear of what apps lay over the edges of a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    Top,
    Middle,
    #[default]
    Bottom,
}

impl Position {
    pub const ALL: [Self; 3] = [Self::Top, Self::Middle, Self::Bottom];
}

/// A caption and when it comes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Caption {
    pub text: String,
    pub font: Font,
    pub tint: Tint,
    pub position: Position,
    /// The moment its first word rises, in seconds.
    pub enters: f64,
    /// Whether the picture itself holds the contrast there, so that no halo is needed.
    pub grounded: bool,
}

/// The lines of a caption in one format.
struct Lines {
    width: f64,
    size: f64,
    /// The top of the first line of captions at the top and at the bottom.
    top: f64,
    bottom: f64,
}

const fn lines(format: Format) -> Lines {
    let (width, size, top, bottom) = match format {
        Format::Portrait => (930.0, 112.0, 270.0, 1396.0),
        Format::Square => (940.0, 96.0, 96.0, 826.0),
        Format::Feed => (940.0, 104.0, 130.0, 1010.0),
        Format::Landscape => (1500.0, 104.0, 96.0, 806.0),
    };
    Lines {
        width,
        size,
        top,
        bottom,
    }
}

impl Caption {
    /// Its words alone, rising one after the other, as the Studio's scenes set them at the bottom.
    pub(crate) fn words(&self, format: Format, colour: Colour) -> Layer {
        let (w, _) = format.units();
        let text = self.set(format, colour);
        Layer::new(Kind::Text(text)).at(w / 2.0, lines(format).bottom)
    }

    fn set(&self, format: Format, colour: Colour) -> TextLayer {
        let Lines { width, size, .. } = lines(format);
        let two = self.text.chars().count() > ONE_LINE;
        TextLayer {
            text: self.text.clone(),
            face: self.font.face(),
            size: self.font.share() * if two { size * 0.74 } else { size },
            width,
            lines: if two { 2 } else { 1 },
            align: Align::Centre,
            colour,
            enters: Some(self.enters),
        }
    }

    /// The caption as a scene without a ground, to be drawn over a picture of this many frames.
    ///
    /// # Errors
    /// If it is longer than [`CAPTION_MAX`], or cannot be set.
    pub fn scene(
        &self,
        format: Format,
        frames: u32,
        assets: &Assets,
    ) -> Result<Scene, RenderError> {
        let len = self.text.chars().count();
        if len > CAPTION_MAX {
            return Err(RenderError::TextTooLong {
                len,
                max: CAPTION_MAX,
            });
        }
        let (w, h) = format.units();
        let mut scene = Scene {
            version: VERSION,
            format,
            frames,
            camera: Camera::still(w / 2.0, h / 2.0),
            beats: Vec::new(),
            still_s: f64::from(frames) / f64::from(FPS),
            sprites: Vec::new(),
            layers: Vec::new(),
        };
        let text = self.set(format, self.tint.text());
        let laid = Typesetter::new(assets.fonts())?.set(text.setting())?;
        if laid.words.is_empty() {
            return Ok(scene);
        }
        let (top, bottom) = block(&laid);
        let y = match self.position {
            Position::Top => lines(format).top,
            Position::Middle => h / 2.0 - f64::midpoint(top, bottom),
            Position::Bottom => lines(format).bottom,
        };
        let middle = y + f64::midpoint(top, bottom);
        let size = (laid.width, bottom - top);
        if let Some(colour) = self.tint.label() {
            scene
                .layers
                .push(self.label(size, text.size, colour).at(w / 2.0, middle));
        } else if !self.grounded {
            let halo = self.halo(&mut scene.sprites, &text, size, f64::midpoint(top, bottom));
            scene.layers.push(halo.at(w / 2.0, middle));
        }
        scene
            .layers
            .push(Layer::new(Kind::Text(text)).at(w / 2.0, y));
        Ok(scene)
    }

    /// From when on nothing of it moves any more, in seconds.
    #[must_use]
    pub fn settled(&self) -> f64 {
        let words = self.text.split_whitespace().count() as f64;
        self.enters + FADE.max(drawing::draw::rise_of(words))
    }

    fn fade(&self) -> Track {
        Track::fixed(0.0)
            .until(self.enters)
            .to(self.enters + FADE, 1.0, Ease::Out)
    }

    fn label(&self, (width, height): (f64, f64), size: f64, colour: Colour) -> Layer {
        let shape = Shape::rect(width + size * 0.84, height + size * 0.36, size * 0.34);
        Layer::group(vec![Layer::shape(shape, Paint::Flat(colour))]).opacity(self.fade())
    }

    /// A soft ground behind the block, and a closer one behind each letter.
    fn halo(
        &self,
        sprites: &mut Vec<Sprite>,
        text: &TextLayer,
        (width, height): (f64, f64),
        middle: f64,
    ) -> Layer {
        let colour = self.tint.halo();
        let soft = Layer::new(Kind::BoxShadow {
            width: width + text.size * 0.3,
            height,
            radius: height / 2.0,
            blur: Track::fixed(text.size * 0.55),
            colour: colour.alpha(HALO),
        });
        let standing = TextLayer {
            enters: None,
            ..text.clone()
        };
        sprites.push(Sprite {
            width: width + text.size,
            height: height + text.size,
            picture: Picture::Drawn(vec![Layer::new(Kind::Text(standing)).at(0.0, -middle)]),
        });
        let close = |blur: f64| {
            Layer::new(Kind::CastShadow {
                sprite: sprites.len() - 1,
                blur: Track::fixed(blur),
                colour: colour.alpha(HALO),
            })
        };
        let layers = vec![soft, close(text.size * 0.16), close(text.size * 0.05)];
        Layer::group(layers).opacity(self.fade())
    }
}

/// Top and bottom of all lines.
fn block(laid: &Laid) -> (f64, f64) {
    laid.lines
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(top, bottom), line| {
            (top.min(line.0), bottom.max(line.1))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caption(text: &str) -> Caption {
        Caption {
            text: text.to_owned(),
            font: Font::default(),
            tint: Tint::default(),
            position: Position::default(),
            enters: 1.0,
            grounded: false,
        }
    }

    #[test]
    fn letters_hold_their_contrast_on_any_picture() {
        for tint in Tint::ALL {
            for ground in [Colour::hex(0), Colour::hex(0xffffff), Colour::hex(0x808080)] {
                // At the edge of a letter the two close layers have half their strength.
                let through = (1.0 - HALO) * (1.0 - HALO / 2.0) * (1.0 - HALO / 2.0);
                let under = tint
                    .label()
                    .unwrap_or_else(|| ground.mix(tint.halo(), 1.0 - through));
                let contrast = tint.text().contrast(under);
                assert!(contrast >= 4.5, "{tint:?} on {ground:?}: {contrast}");
            }
        }
    }

    #[test]
    fn a_caption_fits_its_safe_area_wherever_it_stands() {
        let long = "Wide words: mammoth, marmalade, monsoon";
        for format in Format::ALL {
            let (w, h) = format.units();
            for font in Font::ALL {
                for text in ["Ja", "Wear the evening", long, &"W".repeat(CAPTION_MAX)] {
                    let one = Caption {
                        font,
                        ..caption(text)
                    };
                    let set = one.set(format, PAPER);
                    let laid = Typesetter::new(Assets::new().fonts())
                        .and_then(|mut setter| setter.set(set.setting()))
                        .expect("set");
                    let (top, bottom) = block(&laid);
                    assert!(laid.width <= set.width && set.width <= w - 120.0, "{text}");
                    let last = lines(format).bottom + bottom - top;
                    assert!(last <= h * 0.94, "{text} {format:?} ends at {last}");
                    assert!(lines(format).top >= h * 0.08);
                }
            }
        }
    }

    #[test]
    fn too_long_is_refused_and_nothing_to_draw_draws_nothing() {
        let assets = Assets::new();
        let long = caption(&"a".repeat(CAPTION_MAX + 1)).scene(Format::Square, 30, &assets);
        assert_eq!(
            long,
            Err(RenderError::TextTooLong {
                len: 41,
                max: CAPTION_MAX
            })
        );
        for nothing in ["", "   ", "\u{7}\u{0}", "漢"] {
            let scene = caption(nothing).scene(Format::Square, 30, &assets);
            assert!(scene.expect("a scene").layers.is_empty(), "{nothing:?}");
        }
    }
}
