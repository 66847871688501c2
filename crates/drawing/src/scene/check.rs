//! What a scene may be, however it was written: by an animation, by a program or by hand.
//!
//! Whatever passes here can be drawn: no number of it is missing or endless, nothing in it makes the engine work or remember
//! without bound, and all it refers to is there. What does not pass is told with the path of its field, as in the JSON.

mod fault;
mod parts;

pub use fault::{Fault, SceneError};

use super::{Beat, Camera, Clip, Kind, Layer, Picture, Scene, Sprite, TextLayer, VERSION};
use crate::{Assets, FPS, ImageId};
use fault::{Checked, Within, refused};
use parts::{AMOUNT, LENGTH, OPACITY, PLACE, SHARE, TIME, more, name, number, numbers, track};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The longest video, in frames: two minutes.
pub const FRAMES_MAX: u32 = 120 * FPS;
/// The most bytes a scene may have as JSON.
pub const JSON_MAX: usize = 16 * 1024 * 1024;
/// How many groups may lie within one another, and how many times as large as its own size they may make a layer.
pub const DEPTH_MAX: usize = 16;
pub const SCALE_MAX: f64 = 200.0;
/// How many of each a scene may have, all groups and drawn pictures together.
pub const LAYERS_MAX: usize = 4_000;
pub const TEXTS_MAX: usize = 200;
pub const PARTICLES_MAX: usize = 10_000;
pub const SEGMENTS_MAX: usize = 100_000;
pub const KEYS_MAX: usize = 400_000;
pub const SPRITES_MAX: usize = 64;
pub const BEATS_MAX: usize = 64;
/// How many rectangles of different sizes may cast shadows: each is kept as a picture.
pub const BOXES_MAX: usize = 100;
/// The longest name of a beat, in bytes.
pub const NAME_MAX: usize = 256;
/// Font sizes, in units.
const TYPE: RangeInclusive<f64> = 0.1..=4_000.0;
/// How much of the camera's movement a layer follows.
const DEPTH: RangeInclusive<f64> = -4.0..=4.0;
/// Deviations of a blur, in units; springs may take one below nothing, which is drawn as none.
const BLUR: RangeInclusive<f64> = -1_000.0..=1_000.0;

impl Scene {
    /// Reads a scene that was written as JSON.
    ///
    /// # Errors
    /// If it is not a scene, or not one that can be drawn: the error has the path of the field that is at fault.
    pub fn from_json(json: &str) -> Result<Self, SceneError> {
        more(&mut 0, json.len(), "bytes", JSON_MAX)?;
        let mut reader = serde_json::Deserializer::from_str(json);
        let unreadable = |error: serde_json::Error| Fault::Unreadable(error.to_string());
        let scene: Self = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = error.path().to_string();
            SceneError {
                // A dot is its name for the whole.
                path: if path == "." { String::new() } else { path },
                fault: unreadable(error.into_inner()),
            }
        })?;
        reader.end().map_err(|error| refused(unreadable(error)))?;
        scene.check()?;
        Ok(scene)
    }

    /// Whether it can be drawn, apart from the pictures that it names.
    ///
    /// # Errors
    /// The first field that is at fault.
    pub fn check(&self) -> Result<(), SceneError> {
        Walk::new(None).scene(self)
    }

    /// Whether it can be drawn with these pictures.
    ///
    /// # Errors
    /// The first field that is at fault, or that names a picture which is not there.
    pub fn check_with(&self, assets: &Assets) -> Result<(), SceneError> {
        Walk::new(Some(assets)).scene(self)
    }
}

/// How much of each kind was seen so far.
#[derive(Default)]
struct Seen {
    layers: usize,
    texts: usize,
    particles: usize,
    segments: usize,
    keys: usize,
    boxes: BTreeSet<[u64; 3]>,
}

/// Where layers lie: within how many groups, and how many times as large those make them.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    scale: f64,
}

impl Place {
    const STAGE: Self = Self {
        depth: 0,
        scale: 1.0,
    };
}

struct Walk<'a> {
    assets: Option<&'a Assets>,
    /// How many sprites the layers at hand may show: a drawn one has those before it.
    sprites: usize,
    seen: Seen,
}

impl<'a> Walk<'a> {
    fn new(assets: Option<&'a Assets>) -> Self {
        Self {
            assets,
            sprites: 0,
            seen: Seen::default(),
        }
    }

    fn scene(&mut self, scene: &Scene) -> Checked {
        if scene.version != VERSION {
            let found = scene.version;
            let known = VERSION;
            return Err(refused(Fault::Version { found, known })).within("version");
        }
        number(f64::from(scene.frames), &(1.0..=f64::from(FRAMES_MAX))).within("frames")?;
        self.camera(&scene.camera).within("camera")?;
        more(&mut 0, scene.beats.len(), "beats", BEATS_MAX).within("beats")?;
        for (index, beat) in scene.beats.iter().enumerate() {
            moment(beat).at(index).within("beats")?;
        }
        number(scene.still_s, &TIME).within("still_s")?;
        more(&mut 0, scene.sprites.len(), "pictures", SPRITES_MAX).within("sprites")?;
        for (index, sprite) in scene.sprites.iter().enumerate() {
            self.sprites = index;
            self.sprite(sprite).at(index).within("sprites")?;
        }
        self.sprites = scene.sprites.len();
        self.layers(&scene.layers, Place::STAGE)
    }

    fn camera(&mut self, camera: &Camera) -> Checked {
        let (x, y) = camera.focus;
        numbers(&[("focus[0]", x, &PLACE), ("focus[1]", y, &PLACE)])?;
        parts::zoom(&camera.zoom, &mut self.seen).within("zoom")?;
        track(&camera.x, &PLACE, &mut self.seen).within("x")?;
        track(&camera.y, &PLACE, &mut self.seen).within("y")?;
        parts::turn(&camera.turn, &mut self.seen).within("turn")
    }

    fn sprite(&mut self, sprite: &Sprite) -> Checked {
        numbers(&[
            ("width", sprite.width, &LENGTH),
            ("height", sprite.height, &LENGTH),
        ])?;
        match &sprite.picture {
            Picture::Image(image) => self.image(image).within("image"),
            Picture::CutOut { image, .. } => self.image(image).within("cut-out.image"),
            Picture::Drawn(layers) => self.list(layers, Place::STAGE).within("drawn"),
        }
        .within("picture")
    }

    fn image(&self, image: &ImageId) -> Checked {
        match self.assets {
            Some(assets) if !assets.contains(image) => {
                Err(refused(Fault::MissingImage(image.as_str().to_owned())))
            }
            _ => Ok(()),
        }
    }

    fn layers(&mut self, layers: &[Layer], place: Place) -> Checked {
        self.list(layers, place).within("layers")
    }

    fn list(&mut self, layers: &[Layer], place: Place) -> Checked {
        more(&mut self.seen.layers, layers.len(), "layers", LAYERS_MAX)?;
        for (index, layer) in layers.iter().enumerate() {
            self.layer(layer, place).at(index)?;
        }
        Ok(())
    }

    fn layer(&mut self, layer: &Layer, place: Place) -> Checked {
        if let Some(span) = layer.span {
            numbers(&[
                ("span.from", span.from, &TIME),
                ("span.until", span.until, &TIME),
            ])?;
        }
        let scale = place.scale * parts::motion(&layer.motion, &mut self.seen).within("motion")?;
        if scale > SCALE_MAX {
            let fault = Fault::TooLarge {
                found: scale,
                most: SCALE_MAX,
            };
            return Err(refused(fault)).within("motion");
        }
        track(&layer.opacity, &OPACITY, &mut self.seen).within("opacity")?;
        number(layer.depth, &DEPTH).within("depth")?;
        let place = Place { scale, ..place };
        self.kind(&layer.kind, place).within("kind")
    }

    fn kind(&mut self, kind: &Kind, place: Place) -> Checked {
        match kind {
            Kind::Group { layers, clip } => {
                self.group(layers, clip.as_ref(), place).within("group")
            }
            Kind::Shape {
                shape,
                paint,
                stroke,
            } => parts::shape(shape, &mut self.seen)
                .within("shape")
                .and_then(|()| parts::paint(paint).within("paint"))
                .and_then(|()| number(stroke.unwrap_or(0.0), &AMOUNT).within("stroke"))
                .within("shape"),
            Kind::BoxShadow {
                width,
                height,
                radius,
                blur,
                ..
            } => self
                .box_shadow([*width, *height, *radius])
                .and_then(|()| track(blur, &BLUR, &mut self.seen).within("blur"))
                .within("box-shadow"),
            Kind::Sprite { sprite, sweep } => {
                let sweep = sweep.map_or(Ok(()), |sweep| {
                    numbers(&[
                        ("sweep.from", sweep.from, &TIME),
                        ("sweep.until", sweep.until, &TIME),
                        ("sweep.strength", sweep.strength, &SHARE),
                    ])
                });
                sweep
                    .and_then(|()| self.shown(*sprite).within("sprite"))
                    .within("sprite")
            }
            Kind::CastShadow { sprite, blur, .. } => self
                .shown(*sprite)
                .within("sprite")
                .and_then(|()| track(blur, &BLUR, &mut self.seen).within("blur"))
                .within("cast-shadow"),
            Kind::Text(text) => self.text(text).within("text"),
            Kind::Typed { text, from, pace } => self
                .text(text)
                .within("text")
                .and_then(|()| {
                    numbers(&[("from", *from, &TIME), ("pace", *pace, &(0.0..=1_000.0))])
                })
                .within("typed"),
            Kind::Particles(particles) => {
                parts::particles(particles, &mut self.seen).within("particles")
            }
        }
    }

    fn group(&mut self, layers: &[Layer], clip: Option<&Clip>, place: Place) -> Checked {
        let depth = place.depth + 1;
        if depth > DEPTH_MAX {
            return Err(refused(Fault::TooDeep { max: DEPTH_MAX })).within("layers");
        }
        if let Some(clip) = clip {
            parts::shape(&clip.shape, &mut self.seen)
                .within("shape")
                .and_then(|()| parts::motion(&clip.motion, &mut self.seen).within("motion"))
                .within("clip")?;
        }
        self.layers(layers, Place { depth, ..place })
    }

    fn box_shadow(&mut self, [width, height, radius]: [f64; 3]) -> Checked {
        numbers(&[
            ("width", width, &LENGTH),
            ("height", height, &LENGTH),
            ("radius", radius, &AMOUNT),
        ])?;
        let sides = [width, height, radius].map(f64::to_bits);
        if self.seen.boxes.insert(sides) && self.seen.boxes.len() > BOXES_MAX {
            return Err(refused(Fault::TooMany {
                what: "shadows of rectangles",
                max: BOXES_MAX,
            }));
        }
        Ok(())
    }

    fn shown(&self, index: usize) -> Checked {
        let count = self.sprites;
        if index < count {
            return Ok(());
        }
        Err(refused(Fault::NoSuchSprite { index, count }))
    }

    fn text(&mut self, text: &TextLayer) -> Checked {
        more(&mut self.seen.texts, 1, "texts", TEXTS_MAX)?;
        let len = text.text.chars().count();
        if len > lettering::TEXT_MAX {
            let max = lettering::TEXT_MAX;
            return Err(refused(Fault::TooLong { len, max })).within("text");
        }
        numbers(&[
            ("size", text.size, &TYPE),
            ("width", text.width, &LENGTH),
            ("lines", f64::from(text.lines), &(1.0..=20.0)),
            ("enters", text.enters.unwrap_or(0.0), &TIME),
        ])
    }
}

fn moment(beat: &Beat) -> Checked {
    name(&beat.name).within("name")?;
    number(beat.start_s, &TIME).within("start_s")
}
