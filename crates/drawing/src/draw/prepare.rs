//! What is made once per renderer: sprites at the size they are needed, and texts as outlines.

use super::{Painter, resample};
use crate::canvas::{Affine, Canvas, Picture, Rect};
use crate::geometry;
use crate::scene::{self, Kind, Layer, Scene, Shape, Sprite, TextLayer};
use crate::shadow::{Blurred, Silhouette};
use crate::{Assets, Colour, Edge, FPS, ImageId, RenderError, Size};
use lettering::{Laid, Typesetter};
use std::sync::Arc;

/// The longest side of a drawn sprite in pixels.
const SPRITE_SIDE: f64 = 4000.0;
/// The most bytes that a scene's sprites may take together, whatever it says of their sizes.
const PICTURES_MAX: u64 = 1 << 30;
/// The longest side of a rectangle's mask in pixels; its shadow is softer than that.
const BOX_SIDE: f64 = 448.0;

#[derive(Clone)]
pub struct Prepared {
    /// None for what is seen as a part of other sprites alone, whose pictures have it already.
    pub sprites: Vec<Option<PreparedSprite>>,
    /// What is seen as a part of others alone, where it may be taken over by a later scene.
    unseen: Vec<Option<PreparedSprite>>,
    pub texts: Arc<[(TextLayer, Laid)]>,
    /// A soft dot, tinted for glowing particles.
    pub glow: Picture,
    /// Rounded rectangles that cast shadows, by width, height and radius.
    boxes: Vec<([f64; 3], PreparedSprite)>,
}

/// Whether pictures come from an earlier scene and are kept for a later one.
pub enum Reuse {
    /// The scene is the only one: what is not needed any more is let go.
    Never,
    /// What comes from the same images is taken from here; the scene before had the same assets.
    From(Vec<Option<PreparedSprite>>),
}

impl Reuse {
    /// The sprite of this source with this width and height, if there is one.
    fn take(&mut self, source: &Source, sprite: &Sprite) -> Option<PreparedSprite> {
        let Self::From(before) = self else {
            return None;
        };
        let same = |known: &mut PreparedSprite| {
            known.source.as_ref() == Some(source)
                && (known.width, known.height) == (sprite.width, sprite.height)
        };
        before.iter_mut().find_map(|known| known.take_if(same))
    }
}

#[derive(Clone)]
pub struct PreparedSprite {
    pub picture: Picture,
    width: f64,
    height: f64,
    silhouette: Option<Silhouette>,
    /// None for what was drawn.
    source: Option<Source>,
}

/// All that the picture of a sprite comes from: equal ones have equal pictures, as long as the assets are the same.
#[derive(Clone, PartialEq)]
struct Source {
    image: ImageId,
    edge: Edge,
    /// The largest size at which it is seen, in pixels.
    most: (f64, f64),
}

impl Source {
    fn of(sprite: &Sprite, largest: f64) -> Option<Self> {
        let (image, edge) = match &sprite.picture {
            scene::Picture::Image(image) => (image, Edge::AsFound),
            scene::Picture::CutOut { image, edge } => (image, *edge),
            scene::Picture::Drawn(_) => return None,
        };
        Some(Self {
            image: image.clone(),
            edge,
            most: (sprite.width * largest, sprite.height * largest),
        })
    }

    /// The image at the size it is needed.
    fn picture(&self, assets: &Assets) -> Result<Option<Picture>, RenderError> {
        let pixels = assets
            .image(&self.image)
            .ok_or_else(|| RenderError::UnknownImage(self.image.as_str().to_owned()))?;
        let edged = self.edge.of(&pixels);
        let (size, data) = resample::premultiplied(edged.as_ref().unwrap_or(&pixels), self.most);
        Ok(Picture::from_premultiplied(size, &data))
    }
}

impl PreparedSprite {
    pub fn place(&self) -> Rect {
        Rect::new(
            -self.width / 2.0,
            -self.height / 2.0,
            self.width / 2.0,
            self.height / 2.0,
        )
    }

    /// The blurred silhouette and the place it fills.
    pub fn shadow(&mut self, blur: f64) -> Option<Blurred> {
        self.silhouette
            .get_or_insert_with(|| Silhouette::new(&self.picture, self.width, self.height))
            .blurred(blur)
    }
}

impl Prepared {
    pub fn new(
        scene: &Scene,
        assets: &Assets,
        size: Size,
        mut reuse: Reuse,
    ) -> Result<Self, RenderError> {
        let mut typesetter = Typesetter::new(assets.fonts())?;
        let mut texts = Vec::new();
        for layer in scene.texts() {
            texts.push((layer.clone(), typesetter.set(layer.setting())?));
        }
        let glow = glow().ok_or_else(|| RenderError::Scene("no glow".to_owned()))?;
        let mut prepared = Self {
            sprites: Vec::new(),
            unseen: Vec::new(),
            texts: texts.into(),
            glow,
            boxes: Vec::new(),
        };
        let scale = f64::from(size.width) / scene.format.units().0;
        let scales = scales(scene);
        for (sprite, largest) in scene.sprites.iter().zip(scales) {
            let largest = largest * scale;
            let source = Source::of(sprite, largest);
            let known = source
                .as_ref()
                .and_then(|source| reuse.take(source, sprite));
            let sprite = match known {
                Some(known) => known,
                None => prepared.sprite(scene, sprite, source, assets, largest)?,
            };
            prepared.sprites.push(Some(sprite));
            let needed = prepared.picture_bytes();
            if needed > PICTURES_MAX {
                let limit = PICTURES_MAX;
                return Err(RenderError::OutOfMemory { needed, limit });
            }
        }
        for (index, sprite) in prepared.sprites.iter_mut().enumerate() {
            let unseen = sprite.take_if(|_| !shows(&scene.layers, index));
            if let Reuse::From(_) = reuse {
                prepared.unseen.push(unseen);
            }
        }
        Ok(prepared)
    }

    /// All of its pictures, for the next scene.
    pub fn into_sprites(mut self) -> Vec<Option<PreparedSprite>> {
        self.sprites.append(&mut self.unseen);
        self.sprites
    }

    fn sprite(
        &mut self,
        scene: &Scene,
        sprite: &Sprite,
        source: Option<Source>,
        assets: &Assets,
        largest: f64,
    ) -> Result<PreparedSprite, RenderError> {
        let picture = match (&source, &sprite.picture) {
            (Some(source), _) => source.picture(assets)?,
            (None, scene::Picture::Drawn(layers)) => self.draw(scene, sprite, layers, largest),
            (None, _) => None,
        };
        Ok(PreparedSprite {
            picture: picture
                .ok_or_else(|| RenderError::Scene("a sprite has no size".to_owned()))?,
            width: sprite.width,
            height: sprite.height,
            silhouette: None,
            source,
        })
    }

    /// How many bytes its sprites take at the size they were made for.
    pub fn picture_bytes(&self) -> u64 {
        let sprites = self.sprites.iter().flatten();
        sprites
            .map(|sprite| sprite.picture.size().rgba_len() as u64)
            .sum()
    }

    /// The blurred shadow of a rounded rectangle and the place it fills. The rasteriser has a blur of
    /// its own, but its mathematics differ by single pixels between the browser and the workers.
    pub fn box_shadow(
        &mut self,
        width: f64,
        height: f64,
        radius: f64,
        blur: f64,
    ) -> Option<Blurred> {
        let key = [width, height, radius];
        if !self.boxes.iter().any(|(known, _)| *known == key) {
            let scale = BOX_SIDE / width.max(height).max(1.0);
            let side = |v: f64| (v * scale).ceil().max(1.0) as u32;
            let size = Size::new(side(width), side(height));
            let mut canvas = Canvas::new(size)?;
            let middle = (f64::from(size.width) / 2.0, f64::from(size.height) / 2.0);
            let path = geometry::path(&Shape::rect(width, height, radius));
            canvas.fill(
                Affine::translate(middle) * Affine::scale(scale),
                &path,
                Colour::hex(0),
            );
            let picture = canvas.into_picture();
            self.boxes.push((
                key,
                PreparedSprite {
                    picture,
                    width,
                    height,
                    silhouette: None,
                    source: None,
                },
            ));
        }
        self.boxes
            .iter_mut()
            .find(|(known, _)| *known == key)?
            .1
            .shadow(blur)
    }

    fn draw(
        &mut self,
        scene: &Scene,
        sprite: &Sprite,
        layers: &[Layer],
        scale: f64,
    ) -> Option<Picture> {
        let scale = scale.min(SPRITE_SIDE / sprite.width.max(sprite.height).max(1.0));
        let side = |v: f64| (v * scale).ceil().max(1.0) as u32;
        let size = Size::new(side(sprite.width), side(sprite.height));
        let mut canvas = Canvas::new(size)?;
        let at = Affine::new([
            f64::from(size.width) / sprite.width,
            0.0,
            0.0,
            f64::from(size.height) / sprite.height,
            f64::from(size.width) / 2.0,
            f64::from(size.height) / 2.0,
        ]);
        Painter::new(scene, self, &mut canvas, size).layers(layers, at, 0.0, 1.0);
        Some(canvas.into_picture())
    }
}

/// The largest scale at which each sprite is seen in any frame, at least a tenth. The last come first: what is drawn into
/// another sprite is seen as large as that one is.
fn scales(scene: &Scene) -> Vec<f64> {
    let mut scales = vec![0.1; scene.sprites.len()];
    for sprite in (0..scene.sprites.len()).rev() {
        scales[sprite] = largest(scene, sprite, &scales);
    }
    scales
}

/// The largest scale at which a sprite is seen, where those of the sprites after it are known.
fn largest(scene: &Scene, sprite: usize, known: &[f64]) -> f64 {
    let mut most: f64 = 0.1;
    for frame in 0..scene.frames {
        let t = f64::from(frame) / f64::from(FPS);
        let zoom = scene.camera.zoom.at(t).max(1.0);
        most = most.max(largest_in(&scene.layers, sprite, t) * zoom);
    }
    for (other, scale) in scene.sprites.iter().zip(known).skip(sprite + 1) {
        if let scene::Picture::Drawn(layers) = &other.picture {
            let inner = largest_in(layers, sprite, 0.0);
            if inner > 0.0 {
                most = most.max(inner * scale);
            }
        }
    }
    most.min(4.0)
}

fn largest_in(layers: &[Layer], sprite: usize, t: f64) -> f64 {
    let mut most: f64 = 0.0;
    for layer in layers {
        let inner = match &layer.kind {
            Kind::Sprite { sprite: used, .. } if *used == sprite => 1.0,
            // What is only ever a shadow is drawn coarser, but not so coarse that its steps are seen.
            Kind::CastShadow { sprite: used, .. } if *used == sprite => 0.5,
            Kind::Group { layers, .. } => largest_in(layers, sprite, t),
            _ => 0.0,
        };
        if inner > 0.0 {
            let scale = layer
                .motion
                .scale_x
                .at(t)
                .abs()
                .max(layer.motion.scale_y.at(t).abs());
            most = most.max(inner * scale);
        }
    }
    most
}

/// Whether any of the layers draws a sprite or its shadow.
fn shows(layers: &[Layer], sprite: usize) -> bool {
    layers.iter().any(|layer| match &layer.kind {
        Kind::Sprite { sprite: used, .. } | Kind::CastShadow { sprite: used, .. } => {
            *used == sprite
        }
        Kind::Group { layers, .. } => shows(layers, sprite),
        _ => false,
    })
}

fn glow() -> Option<Picture> {
    const SIDE: u32 = 64;
    let mut data = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let part = |v: u32| (f64::from(v) + 0.5) / f64::from(SIDE) * 2.0 - 1.0;
            let (dx, dy) = (part(x), part(y));
            let near = (1.0 - (dx * dx + dy * dy)).max(0.0);
            let a = (near * near * near * 255.0) as u8;
            data.extend([a, a, a, a]);
        }
    }
    Picture::from_premultiplied(Size::new(SIDE, SIDE), &data)
}
