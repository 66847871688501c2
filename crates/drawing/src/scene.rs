//! A scene: everything a video is made of, as data.
//!
//! A scene is composed in units (the short side is 1080), not in pixels, and in seconds. It knows
//! nothing of how it is drawn. Equal scenes give equal frames, so a scene may be stored, hashed and sent.
//!
//! It may be written by hand as well: [`Scene::from_json`] reads it and says which field is wrong, and [`check`] has the limits.

pub mod check;
mod motion;
mod paint;
mod track;

pub use check::{Fault, SceneError};
pub use lettering::{Align, Face, TEXT_MAX};
pub use motion::{Camera, Motion};
pub use paint::{Paint, Segment, Shape, Stop};
pub use track::{Ease, Key, Swing, Track};

use crate::{Colour, Edge, FPS, Format, ImageId};
use serde::{Deserialize, Serialize};

/// The version of this data format.
pub const VERSION: u32 = 1;

/// One video.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    pub version: u32,
    pub format: Format,
    pub frames: u32,
    pub camera: Camera,
    pub beats: Vec<Beat>,
    /// The moment that stands for the whole video as a still, in seconds.
    pub still_s: f64,
    /// Pictures the layers refer to by position; a drawn sprite may use those before it.
    pub sprites: Vec<Sprite>,
    /// Back to front.
    pub layers: Vec<Layer>,
}

impl Scene {
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    #[must_use]
    pub const fn frame_count(&self) -> u32 {
        self.frames
    }

    #[must_use]
    pub fn duration_s(&self) -> f64 {
        f64::from(self.frames) / f64::from(FPS)
    }

    #[must_use]
    pub fn beats(&self) -> Vec<Beat> {
        self.beats.clone()
    }

    /// The frame shown at a moment, which is never past the last one.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the frame count"
    )]
    pub fn frame_at(&self, seconds: f64) -> u32 {
        let last = f64::from(self.frames.saturating_sub(1));
        (seconds * f64::from(FPS) + 0.5).clamp(0.0, last) as u32
    }

    /// The texts of the scene, for finding the fonts they need.
    pub fn texts(&self) -> Vec<&TextLayer> {
        fn walk<'a>(layers: &'a [Layer], out: &mut Vec<&'a TextLayer>) {
            for layer in layers {
                match &layer.kind {
                    Kind::Text(text) | Kind::Typed { text, .. } => out.push(text),
                    Kind::Group { layers, .. } => walk(layers, out),
                    _ => {}
                }
            }
        }
        let mut out = Vec::new();
        for sprite in &self.sprites {
            if let Picture::Drawn(layers) = &sprite.picture {
                walk(layers, &mut out);
            }
        }
        walk(&self.layers, &mut out);
        out
    }
}

/// A named moment of the story, for the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beat {
    /// A stable key such as `break-out`; what people read instead is up to whoever shows a timeline.
    pub name: String,
    pub start_s: f64,
}

impl Beat {
    #[must_use]
    pub fn new(name: &str, start_s: f64) -> Self {
        Self {
            name: name.to_owned(),
            start_s,
        }
    }
}

/// A picture that is prepared once and drawn in every frame. Its origin is its centre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sprite {
    pub width: f64,
    pub height: f64,
    pub picture: Picture,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Picture {
    /// An image of the assets, stretched to the sprite's size.
    Image(ImageId),
    /// The same, with another edge than the image's own.
    CutOut { image: ImageId, edge: Edge },
    /// Drawn from layers as they are at time 0.
    Drawn(Vec<Layer>),
}

/// A time span, half open, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    pub from: f64,
    pub until: f64,
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// When it is there at all. Two layers of one sprite that take turns swap its depth.
    pub span: Option<Span>,
    pub motion: Motion,
    pub opacity: Track,
    /// How much of the camera's movement it follows: 1 is the stage, less is farther away.
    pub depth: f64,
    pub kind: Kind,
}

impl Layer {
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            span: None,
            motion: Motion::default(),
            opacity: Track::fixed(1.0),
            depth: 1.0,
            kind,
        }
    }

    #[must_use]
    pub fn shape(shape: Shape, paint: Paint) -> Self {
        Self::new(Kind::Shape {
            shape,
            paint,
            stroke: None,
        })
    }

    #[must_use]
    pub fn line(shape: Shape, width: f64, colour: Colour) -> Self {
        Self::new(Kind::Shape {
            shape,
            paint: Paint::Flat(colour),
            stroke: Some(width),
        })
    }

    #[must_use]
    pub fn group(layers: Vec<Self>) -> Self {
        Self::new(Kind::Group { layers, clip: None })
    }

    #[must_use]
    pub fn clipped(clip: Clip, layers: Vec<Self>) -> Self {
        Self::new(Kind::Group {
            layers,
            clip: Some(clip),
        })
    }

    #[must_use]
    pub fn sprite(sprite: usize) -> Self {
        Self::new(Kind::Sprite {
            sprite,
            sweep: None,
        })
    }

    #[must_use]
    pub fn at(mut self, x: f64, y: f64) -> Self {
        self.motion.x = Track::fixed(x);
        self.motion.y = Track::fixed(y);
        self
    }

    #[must_use]
    pub fn moved(mut self, motion: Motion) -> Self {
        self.motion = motion;
        self
    }

    #[must_use]
    pub fn opacity(mut self, opacity: Track) -> Self {
        self.opacity = opacity;
        self
    }

    #[must_use]
    pub fn depth(mut self, depth: f64) -> Self {
        self.depth = depth;
        self
    }

    #[must_use]
    pub fn during(mut self, from: f64, until: f64) -> Self {
        self.span = Some(Span { from, until });
        self
    }
}

/// The outline a group is cut to. It may move on its own, as a frame that recoils does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clip {
    pub shape: Shape,
    pub motion: Motion,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Kind {
    Group {
        layers: Vec<Layer>,
        clip: Option<Clip>,
    },
    /// A filled shape, or its outline if `stroke` gives a width.
    Shape {
        shape: Shape,
        paint: Paint,
        stroke: Option<f64>,
    },
    /// The soft shadow of a rectangle around the origin.
    BoxShadow {
        width: f64,
        height: f64,
        radius: f64,
        blur: Track,
        colour: Colour,
    },
    Sprite {
        sprite: usize,
        sweep: Option<Sweep>,
    },
    /// The soft shadow of a sprite's silhouette.
    CastShadow {
        sprite: usize,
        blur: Track,
        colour: Colour,
    },
    Text(TextLayer),
    /// A text that is typed from a moment on, with this many letters a second.
    Typed {
        text: TextLayer,
        from: f64,
        pace: f64,
    },
    Particles(Particles),
}

/// A band of light that crosses a sprite once and touches nothing but it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sweep {
    pub from: f64,
    pub until: f64,
    pub strength: f64,
}

/// A text. Its origin is the top of its first line, at the left or in the middle according to `align`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextLayer {
    pub text: String,
    pub face: Face,
    /// Font size in units; it shrinks until the text fits `width` in at most `lines` lines.
    pub size: f64,
    pub width: f64,
    pub lines: u32,
    pub align: Align,
    pub colour: Colour,
    /// Words rise from behind their line, two frames apart, from this moment on. None: they stand.
    pub enters: Option<f64>,
}

impl TextLayer {
    /// What of it decides its outlines.
    #[must_use]
    pub fn setting(&self) -> lettering::Text<'_> {
        lettering::Text {
            text: &self.text,
            face: self.face,
            size: self.size,
            width: self.width,
            lines: self.lines,
            align: self.align,
        }
    }
}

/// Many small things that move by one rule. Each place is a function of seed and time alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Particles {
    pub seed: u64,
    pub count: u32,
    pub look: Look,
    pub size: (f64, f64),
    pub colours: Vec<Colour>,
    pub flow: Flow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    Dot,
    Glow,
    Streak,
    Scrap,
    Star,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Flow {
    /// They fill the area for ever, drifting by `velocity` units a second and coming back on the other side.
    Drift {
        width: f64,
        height: f64,
        velocity: (f64, f64),
        sway: f64,
        twinkle: f64,
    },
    /// They fly up from the origin at one moment and fall.
    Burst {
        start: f64,
        life: f64,
        speed: (f64, f64),
        spread: f64,
        angle: f64,
        gravity: f64,
    },
    /// They come from `reach` units around, settle on the area one after the other, and are gone.
    Gather {
        start: f64,
        life: f64,
        width: f64,
        height: f64,
        reach: f64,
    },
}
