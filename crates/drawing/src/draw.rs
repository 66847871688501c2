//! Drawing one moment of a scene.

mod particles;
mod prepare;
pub mod resample;

pub use prepare::{Prepared, Reuse};

use crate::canvas::{Affine, Canvas, Rect};
use crate::geometry;
use crate::scene::{Kind, Layer, Paint, Scene, Shape, Sweep, TextLayer};
use crate::shadow::Blurred;
use crate::{Colour, FPS, Size};

/// How many frames lie between two words that enter.
const WORD_STAGGER: f64 = 2.0;
/// How long a word takes to rise, in seconds.
const WORD_RISE: f64 = 0.5;

/// How long a text of so many words takes until all of them stand, in seconds.
pub fn rise_of(words: f64) -> f64 {
    words * WORD_STAGGER / f64::from(FPS) + WORD_RISE
}

/// Draws layers onto a canvas.
pub struct Painter<'a> {
    scene: &'a Scene,
    prepared: &'a mut Prepared,
    canvas: &'a mut Canvas,
    /// From units to pixels.
    view: Affine,
}

impl<'a> Painter<'a> {
    pub fn new(
        scene: &'a Scene,
        prepared: &'a mut Prepared,
        canvas: &'a mut Canvas,
        size: Size,
    ) -> Self {
        let (width, height) = scene.format.units();
        // The larger of the two ratios, so that a size off by a pixel leaves no bare edge.
        let scale = (f64::from(size.width) / width).max(f64::from(size.height) / height);
        Self {
            scene,
            prepared,
            canvas,
            view: Affine::scale(scale),
        }
    }

    /// Draws the whole scene at a moment.
    pub fn scene(&mut self, t: f64) {
        let (width, height) = self.scene.format.units();
        let ground = geometry::path(&Shape::rect(width * 2.0, height * 2.0, 0.0));
        self.canvas.fill(self.view, &ground, Colour::hex(0x000000));
        self.staged(t);
    }

    /// Draws the scene's layers at a moment over whatever is there.
    pub fn staged(&mut self, t: f64) {
        let scene = self.scene;
        for layer in &scene.layers {
            let at = self.view * geometry::seen(&scene.camera, t, layer.depth);
            self.layer(layer, at, t, 1.0);
        }
    }

    /// Draws some layers with another measure, for sprites.
    pub fn layers(&mut self, layers: &[Layer], at: Affine, t: f64, opacity: f64) {
        for layer in layers {
            self.layer(layer, at, t, opacity);
        }
    }

    fn layer(&mut self, layer: &Layer, at: Affine, t: f64, opacity: f64) {
        if layer
            .span
            .is_some_and(|span| t < span.from || t >= span.until)
        {
            return;
        }
        let opacity = (layer.opacity.at(t) * opacity).clamp(0.0, 1.0);
        if opacity < 1.0 / 512.0 {
            return;
        }
        let at = at * geometry::place(&layer.motion, t);
        match &layer.kind {
            Kind::Group { layers, clip } => {
                let apart = opacity < 1.0 && layers.len() > 1;
                if apart {
                    self.canvas.push_opacity(opacity);
                }
                if let Some(clip) = clip {
                    self.canvas.push_clip(
                        at * geometry::place(&clip.motion, t),
                        &geometry::path(&clip.shape),
                    );
                }
                self.layers(layers, at, t, if apart { 1.0 } else { opacity });
                if clip.is_some() {
                    self.canvas.pop_clip();
                }
                if apart {
                    self.canvas.pop();
                }
            }
            Kind::Shape {
                shape,
                paint,
                stroke,
            } => self.shape(at, shape, paint, *stroke, opacity),
            Kind::BoxShadow {
                width,
                height,
                radius,
                blur,
                colour,
            } => {
                let (width, height, radius) = (*width, *height, *radius);
                let shadow = self.prepared.box_shadow(width, height, radius, blur.at(t));
                self.shadow(at, shadow, faded(*colour, opacity));
            }
            Kind::Sprite { sprite, sweep } => self.sprite(at, *sprite, *sweep, t, opacity),
            Kind::CastShadow {
                sprite,
                blur,
                colour,
            } => {
                let sprite = self.prepared.sprites.get_mut(*sprite);
                let shadow = sprite.and_then(|sprite| sprite.as_mut()?.shadow(blur.at(t)));
                self.shadow(at, shadow, faded(*colour, opacity));
            }
            Kind::Text(text) => self.text(at, text, t, opacity),
            Kind::Typed { text, from, pace } => {
                self.typed(at, text, (t - from) * pace, opacity);
            }
            Kind::Particles(particles) => {
                particles::draw(self.canvas, &self.prepared.glow, particles, at, t, opacity);
            }
        }
    }

    fn shadow(&mut self, at: Affine, shadow: Option<Blurred>, colour: Colour) {
        if let Some(Blurred { place, picture }) = shadow {
            self.canvas.silhouette(at, place, &picture, colour);
        }
    }

    fn shape(
        &mut self,
        at: Affine,
        shape: &Shape,
        paint: &Paint,
        stroke: Option<f64>,
        opacity: f64,
    ) {
        let path = geometry::path(shape);
        match (paint, stroke) {
            (Paint::Flat(colour), Some(width)) => {
                self.canvas.line(at, &path, width, faded(*colour, opacity));
            }
            (Paint::Flat(colour), None) => self.canvas.fill(at, &path, faded(*colour, opacity)),
            (paint, _) => {
                if let Some(gradient) = geometry::gradient(paint, opacity) {
                    self.canvas.fill_gradient(at, &path, gradient);
                }
            }
        }
    }

    fn sprite(&mut self, at: Affine, sprite: usize, sweep: Option<Sweep>, t: f64, opacity: f64) {
        let Some(Some(prepared)) = self.prepared.sprites.get(sprite) else {
            return;
        };
        let place = prepared.place();
        let Some(sweep) = sweep.filter(|sweep| t >= sweep.from && t < sweep.until) else {
            self.canvas.picture(at, place, &prepared.picture, opacity);
            return;
        };
        self.canvas.push_opacity(opacity);
        self.canvas.picture(at, place, &prepared.picture, 1.0);
        self.canvas.push_inside();
        let (path, paint) = band(place, sweep, t);
        if let Some(gradient) = geometry::gradient(&paint, 1.0) {
            self.canvas.fill_gradient(at, &path, gradient);
        }
        self.canvas.pop();
        self.canvas.pop();
    }

    fn typed(&mut self, at: Affine, text: &TextLayer, letters: f64, opacity: f64) {
        let Some((_, laid)) = self.prepared.texts.iter().find(|(known, _)| known == text) else {
            return;
        };
        let until = laid.place_after(letters.max(0.0) as usize);
        let colour = faded(text.colour, opacity);
        for word in &laid.words {
            self.canvas.fill(at, &word.typed(until), colour);
        }
    }

    fn text(&mut self, at: Affine, text: &TextLayer, t: f64, opacity: f64) {
        let Some(laid) = self
            .prepared
            .texts
            .iter()
            .find(|(known, _)| known == text)
            .map(|(_, laid)| laid)
        else {
            return;
        };
        let colour = faded(text.colour, opacity);
        let Some(enters) = text.enters else {
            for word in &laid.words {
                self.canvas.fill(at, &word.path, colour);
            }
            return;
        };
        for (i, word) in laid.words.iter().enumerate() {
            let starts = enters + i as f64 * WORD_STAGGER / f64::from(FPS);
            let share = (t - starts) / WORD_RISE;
            if share <= 0.0 {
                continue;
            }
            if share >= 1.0 {
                self.canvas.fill(at, &word.path, colour);
                continue;
            }
            let (top, bottom) = laid.lines[word.line];
            let height = bottom - top;
            let risen = crate::scene::Ease::Glide.apply(share);
            // The mask reaches below the line for descenders and above it for accents.
            let mask = Shape::rect(8000.0, height * 1.3, 0.0);
            let place = Affine::translate((0.0, f64::midpoint(top, bottom)));
            self.canvas.push_clip(at * place, &geometry::path(&mask));
            let offset = Affine::translate((0.0, height * 1.25 * (1.0 - risen)));
            self.canvas.fill(at * offset, &word.path, colour);
            self.canvas.pop_clip();
        }
    }
}

/// The band of light of a sweep where it is at a moment.
fn band(place: Rect, sweep: Sweep, t: f64) -> (crate::canvas::BezPath, Paint) {
    let share = ((t - sweep.from) / (sweep.until - sweep.from)).clamp(0.0, 1.0);
    let (width, height) = (place.width(), place.height());
    let reach = width + height;
    let x = -reach / 2.0 + reach * crate::scene::Ease::InOut.apply(share) * 1.2 - reach * 0.1;
    let half = reach * 0.16;
    let light = |a: f64| Colour::hex(0xffffff).alpha(a * sweep.strength);
    let stops = [light(0.0), light(0.35), light(1.0), light(0.35), light(0.0)];
    let paint = Paint::linear((x - half, -half * 0.5), (x + half, half * 0.5), &stops);
    (geometry::path(&Shape::rect(width, height, 0.0)), paint)
}

fn faded(colour: Colour, opacity: f64) -> Colour {
    colour.alpha(f64::from(colour.a) / 255.0 * opacity)
}
