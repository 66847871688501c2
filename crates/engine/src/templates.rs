//! The hand-crafted animations. Each is one file with its storyboard in movements, its palettes and its
//! layout per format; the movements they share are in [`kit`]. `docs/animations.md` tells how to add one.

mod app_drop;
mod billboard;
mod chapter_one;
mod first_mist;
mod fresh_roast;
mod instant;
mod kit;
mod lifted;
mod page_turner;
mod ping;
mod postcard;
mod said_so;
mod scroll_stop;
mod shelf_life;
mod step_out;
mod three_windows;
mod unboxed;

pub use crate::frame_art::Frame;
pub use step_out::Background;

use crate::{FPS, Format, Subject};
#[cfg(not(target_arch = "wasm32"))]
use crate::{Size, SubjectKind};
use drawing::scene::{Beat, Camera, Layer, Scene, Sprite, VERSION};
use serde::{Deserialize, Serialize};

/// Every animation, in the order the gallery shows them.
pub const ALL: [&Template; 16] = [
    &step_out::TEMPLATE,
    &first_mist::TEMPLATE,
    &fresh_roast::TEMPLATE,
    &unboxed::TEMPLATE,
    &chapter_one::TEMPLATE,
    &page_turner::TEMPLATE,
    &shelf_life::TEMPLATE,
    &said_so::TEMPLATE,
    &app_drop::TEMPLATE,
    &ping::TEMPLATE,
    &lifted::TEMPLATE,
    &scroll_stop::TEMPLATE,
    &postcard::TEMPLATE,
    &instant::TEMPLATE,
    &billboard::TEMPLATE,
    &three_windows::TEMPLATE,
];

/// The animation that a clip pins by `slug@version`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Template> {
    ALL.into_iter().find(|template| template.id() == id)
}

/// What an animation is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    Product,
    Book,
    App,
    Photo,
}

/// A look: what the world, its light and its shadows are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Paper and soft light.
    #[default]
    Studio,
    /// A dark wall, and light from behind in rings.
    Dusk,
    /// Flat colours and hard shadows.
    Bold,
}

impl Style {
    pub const ALL: [Self; 3] = [Self::Studio, Self::Dusk, Self::Bold];
}

/// Everything a person fills in. An animation reads what it has a use for: see [`Template::styles`],
/// [`Template::frames`] and [`Template::backgrounds`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Inputs {
    pub subject: Subject,
    pub headline: String,
    pub line: String,
    pub format: Format,
    #[serde(default)]
    pub style: Style,
    #[serde(default)]
    pub frame: Frame,
    #[serde(default)]
    pub background: Background,
}

/// The picture and the words an animation shows until a person brings their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    pub picture: SamplePicture,
    pub headline: &'static str,
    pub line: &'static str,
}

/// A cut-out drawn by us. The browser's engine carries no pictures: it is given those it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SamplePicture {
    pub name: &'static str,
    #[cfg(not(target_arch = "wasm32"))]
    pub png: &'static [u8],
}

#[cfg(not(target_arch = "wasm32"))]
impl SamplePicture {
    /// Width and height, as the file's first chunk says them.
    #[must_use]
    pub fn size(&self) -> Size {
        let side = |at: usize| {
            u32::from_be_bytes([
                self.png[at],
                self.png[at + 1],
                self.png[at + 2],
                self.png[at + 3],
            ])
        };
        Size::new(side(16), side(20))
    }
}

/// A picture of the folder `samples`, by its name.
macro_rules! sample {
    ($name:literal) => {
        $crate::templates::SamplePicture {
            name: $name,
            #[cfg(not(target_arch = "wasm32"))]
            png: include_bytes!(concat!("../../samples/", $name, ".png")),
        }
    };
}
use sample;

/// One animation and what may be filled into it.
#[derive(Debug)]
pub struct Template {
    /// What machines call it. People read a name in their own language, which whoever shows it has.
    pub slug: &'static str,
    /// Raised when the same inputs shall give another video; clips keep the version they were made with.
    pub version: u32,
    pub category: Category,
    pub seconds: u32,
    /// The moment that stands for the whole as a still. The first and the last frame stand alone too.
    pub still_s: f64,
    /// The moment at which the subject begins to break out: a sound's accent falls on it.
    pub breaks_s: f64,
    pub formats: &'static [Format],
    pub styles: &'static [Style],
    pub frames: &'static [Frame],
    pub backgrounds: &'static [Background],
    /// How many characters the headline may have.
    pub headline_max: usize,
    /// How many characters the line below may have.
    pub line_max: usize,
    pub sample: Sample,
    draw: fn(&Inputs) -> Scene,
}

impl Template {
    /// The name and version that clips pin.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}@{}", self.slug, self.version)
    }

    /// The frame on which the subject begins to break out.
    #[must_use]
    pub fn breaks_at(&self) -> u32 {
        libm::round(self.breaks_s * f64::from(FPS)) as u32
    }

    /// The animation of these inputs. Texts beyond their limits are cut.
    #[must_use]
    pub fn scene(&self, inputs: &Inputs) -> Scene {
        (self.draw)(&Inputs {
            headline: cut(&inputs.headline, self.headline_max),
            line: cut(&inputs.line, self.line_max),
            ..inputs.clone()
        })
    }

    /// Its sample, filled in. The picture's name is its [`SamplePicture::name`].
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn sample_inputs(&self, format: Format, style: Style) -> Inputs {
        let Sample {
            picture,
            headline,
            line,
        } = self.sample;
        let Size { width, height } = picture.size();
        Inputs {
            subject: Subject {
                image: crate::ImageId::new(picture.name),
                width,
                height,
                kind: SubjectKind::CutOut,
                edge: crate::Edge::default(),
            },
            headline: headline.to_owned(),
            line: line.to_owned(),
            format,
            style,
            frame: Frame::default(),
            background: Background::default(),
        }
    }

    /// A scene of this animation's length, whose captions stay where they can be read. Each beat is a key and the second at which it begins.
    fn film(
        &self,
        format: Format,
        beats: &[(&str, f64)],
        camera: Camera,
        (sprites, layers): (Vec<Sprite>, Vec<Layer>),
    ) -> Scene {
        let end = f64::from(self.seconds);
        let layers = layers
            .into_iter()
            .map(|layer| kit::held(layer, &camera, format, end))
            .collect();
        Scene {
            version: VERSION,
            format,
            frames: self.seconds * FPS,
            camera,
            beats: beats
                .iter()
                .map(|&(key, start_s)| Beat::new(key, start_s))
                .collect(),
            still_s: self.still_s,
            sprites,
            layers,
        }
    }
}

/// The first characters of a text, without the spaces around it.
fn cut(text: &str, max: usize) -> String {
    text.trim()
        .chars()
        .take(max)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests;
