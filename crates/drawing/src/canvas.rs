//! The one place that knows the rasteriser.
//!
//! It is young and its interface changes with every minor version, so nothing else names its types
//! except through here. Its instruction set is pinned: the wider ones fuse multiplications and
//! additions, which changes single pixels, and then the browser's frames would not be the worker's.

mod step;

use crate::{Colour, Size};
use std::sync::Arc;
use step::{Paint, Shared, Step};
use vello_cpu::color::{AlphaColor, DynamicColor, Srgb};
pub use vello_cpu::kurbo::{Affine, BezPath, Point, Rect};
use vello_cpu::peniko::ColorStop;
pub use vello_cpu::peniko::Gradient;
use vello_cpu::{
    Level, Pixmap, RasterizerSettings, RenderContext, RenderMode, RenderSettings, Resources,
};

/// Pixels to draw with.
#[derive(Clone)]
pub struct Picture {
    pixmap: Arc<Pixmap>,
    /// What of it is not wholly transparent. Soft shadows have wide margins, and a cut-out leaves most of its photo behind.
    seen: Rect,
}

impl Picture {
    fn new(mut pixmap: Pixmap) -> Self {
        pixmap.recompute_may_have_transparency();
        Self {
            seen: seen(&pixmap),
            pixmap: Arc::new(pixmap),
        }
    }

    /// From premultiplied RGBA8.
    pub fn from_premultiplied(size: Size, pixels: &[u8]) -> Option<Self> {
        let mut pixmap = Pixmap::new(
            u16::try_from(size.width).ok()?,
            u16::try_from(size.height).ok()?,
        );
        let data = pixmap.data_as_u8_slice_mut();
        data.copy_from_slice(pixels.get(..data.len())?);
        Some(Self::new(pixmap))
    }

    pub fn size(&self) -> Size {
        Size::new(self.pixmap.width().into(), self.pixmap.height().into())
    }

    /// RGBA8, premultiplied, row by row.
    pub fn pixels(&self) -> &[u8] {
        self.pixmap.data_as_u8_slice()
    }
}

/// How far around a pixel of a picture there are pixels of the canvas that show something of it, in pixels of the picture: it
/// is mixed with its neighbours, and a pixel of the canvas that is wholly drawn reaches over half its own width.
fn reach(to_canvas: Affine) -> f64 {
    let [a, b, c, d, ..] = to_canvas.as_coeffs();
    let narrowest = (a * d - b * c).abs() / libm::sqrt(a * a + b * b + c * c + d * d);
    1.0 + 1.0 / narrowest.max(1e-3)
}

fn whole(pixmap: &Pixmap) -> Rect {
    let (width, height) = (pixmap.width().into(), pixmap.height().into());
    Rect::new(0.0, 0.0, width, height)
}

/// The smallest rectangle outside of which all pixels are transparent; it has no extent if all of them are.
fn seen(pixmap: &Pixmap) -> Rect {
    if !pixmap.may_have_transparency() {
        return whole(pixmap);
    }
    let width = usize::from(pixmap.width());
    let (mut left, mut right) = (width, 0);
    let (mut top, mut bottom) = (None, 0);
    for (y, row) in pixmap.data().chunks_exact(width.max(1)).enumerate() {
        let Some(first) = row.iter().position(|pixel| pixel.a > 0) else {
            continue;
        };
        let last = row.iter().rposition(|pixel| pixel.a > 0).unwrap_or(first);
        (left, right) = (left.min(first), right.max(last + 1));
        top.get_or_insert(y);
        bottom = y + 1;
    }
    match top {
        Some(top) => Rect::new(left as f64, top as f64, right as f64, bottom as f64),
        None => Rect::ZERO,
    }
}

pub struct Canvas {
    context: RenderContext,
    resources: Resources,
    pixmap: Pixmap,
    steps: Vec<Step>,
    /// What the pixels show; nothing before they were rasterised first.
    shown: Option<Vec<Step>>,
    repeated: bool,
}

impl Canvas {
    /// A canvas of at most 65,535 pixels a side.
    pub fn new(size: Size) -> Option<Self> {
        let (width, height) = (
            u16::try_from(size.width).ok()?,
            u16::try_from(size.height).ok()?,
        );
        if width == 0 || height == 0 {
            return None;
        }
        let settings = RenderSettings {
            level: level(),
            num_threads: 0,
        };
        Some(Self {
            context: RenderContext::new_with(width, height, settings),
            resources: Resources::new(),
            pixmap: Pixmap::new(width, height),
            steps: Vec::new(),
            shown: None,
            repeated: false,
        })
    }

    pub fn clear(&mut self) {
        self.steps.clear();
    }

    /// Rasterises what was drawn and gives its pixels, premultiplied.
    pub fn finish(&mut self) -> &[u8] {
        self.rasterise();
        self.pixels()
    }

    /// Rasterises what was drawn as a picture without transparency: groups that fade leave an alpha of 254 here and there.
    pub fn finish_opaque(&mut self) {
        self.rasterise();
        if !self.repeated {
            for pixel in self.pixmap.data_mut() {
                pixel.a = 255;
            }
        }
    }

    /// What was rasterised last, RGBA8, premultiplied.
    pub fn pixels(&self) -> &[u8] {
        self.pixmap.data_as_u8_slice()
    }

    /// Whether what was rasterised last is what was rasterised before it.
    pub const fn is_repeated(&self) -> bool {
        self.repeated
    }

    fn rasterise(&mut self) {
        self.repeated = self.shown.as_ref() == Some(&self.steps);
        if self.repeated {
            return;
        }
        self.context.reset();
        for step in &self.steps {
            step.draw(&mut self.context);
        }
        self.context.flush();
        let settings = RasterizerSettings {
            render_mode: RenderMode::OptimizeSpeed,
            ..RasterizerSettings::default()
        };
        self.context
            .render_with(&mut self.pixmap, &mut self.resources, settings);
        self.shown = Some(std::mem::take(&mut self.steps));
    }

    /// The canvas itself as a picture to draw with.
    pub fn into_picture(mut self) -> Picture {
        self.finish();
        Picture::new(self.pixmap)
    }

    pub fn fill(&mut self, at: Affine, path: &BezPath, colour: Colour) {
        self.paint(at, path, Paint::Solid(colour));
    }

    pub fn fill_gradient(&mut self, at: Affine, path: &BezPath, gradient: Gradient) {
        self.paint(at, path, Paint::Gradient(gradient));
    }

    fn paint(&mut self, at: Affine, path: &BezPath, paint: Paint) {
        let path = path.clone();
        self.steps.push(Step::Fill { at, path, paint });
    }

    pub fn line(&mut self, at: Affine, path: &BezPath, width: f64, colour: Colour) {
        self.steps.push(Step::Line {
            at,
            path: path.clone(),
            width,
            colour,
        });
    }

    /// Draws a picture so that it fills `place`.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the rasteriser computes in single precision"
    )]
    pub fn picture(&mut self, at: Affine, place: Rect, picture: &Picture, opacity: f64) {
        self.place(at, place, picture, (opacity as f32, None));
    }

    /// Draws a picture's silhouette in one colour.
    pub fn silhouette(&mut self, at: Affine, place: Rect, picture: &Picture, colour: Colour) {
        self.place(at, place, picture, (1.0, Some(colour)));
    }

    fn place(
        &mut self,
        at: Affine,
        place: Rect,
        picture: &Picture,
        (alpha, tint): (f32, Option<Colour>),
    ) {
        let all = whole(&picture.pixmap);
        let fit = Affine::new([
            place.width() / all.width(),
            0.0,
            0.0,
            place.height() / all.height(),
            place.x0,
            place.y0,
        ]);
        let margin = reach(at * fit);
        self.steps.push(Step::Picture {
            at: at * fit,
            pixels: Shared(Arc::clone(&picture.pixmap)),
            seen: picture.seen.inflate(margin, margin).intersect(all),
            alpha,
            tint,
        });
    }

    pub fn push_clip(&mut self, at: Affine, path: &BezPath) {
        let path = path.clone();
        self.steps.push(Step::PushClip { at, path });
    }

    pub fn pop_clip(&mut self) {
        self.steps.push(Step::PopClip);
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the rasteriser computes in single precision"
    )]
    pub fn push_opacity(&mut self, opacity: f64) {
        self.steps.push(Step::PushOpacity(opacity as f32));
    }

    /// What follows is seen only where the layer already has something.
    pub fn push_inside(&mut self) {
        self.steps.push(Step::PushInside);
    }

    pub fn pop(&mut self) {
        self.steps.push(Step::Pop);
    }
}

#[cfg(target_arch = "x86_64")]
fn level() -> Level {
    // SSE4.2 where there is any, and its own baseline elsewhere: both give the same pixels.
    Level::try_detect()
        .and_then(Level::as_sse4_2)
        .map_or_else(Level::baseline, Level::Sse4_2)
}

#[cfg(not(target_arch = "x86_64"))]
fn level() -> Level {
    Level::baseline()
}

fn solid(colour: Colour) -> AlphaColor<Srgb> {
    AlphaColor::from_rgba8(colour.r, colour.g, colour.b, colour.a)
}

/// Colour stops as the rasteriser takes them.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the rasteriser computes in single precision"
)]
pub fn stops(stops: &[crate::scene::Stop], opacity: f64) -> Vec<ColorStop> {
    stops
        .iter()
        .map(|stop| {
            let colour = stop
                .colour
                .alpha(f64::from(stop.colour.a) / 255.0 * opacity);
            ColorStop {
                offset: stop.at as f32,
                color: DynamicColor::from_alpha_color(solid(colour)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size::new(64, 48);

    fn square(at: f64) -> BezPath {
        use vello_cpu::kurbo::Shape;
        Rect::new(at, at, at + 20.0, at + 20.0).to_path(0.1)
    }

    fn drawn(canvas: &mut Canvas, at: f64) -> Vec<u8> {
        canvas.clear();
        canvas.fill(Affine::IDENTITY, &square(at), Colour::hex(0x204060));
        canvas.finish().to_vec()
    }

    #[test]
    fn what_is_drawn_again_is_there_without_being_rasterised_again() {
        let mut canvas = Canvas::new(SIZE).expect("a canvas");
        let first = drawn(&mut canvas, 4.0);
        assert!(!canvas.is_repeated());
        assert_eq!(drawn(&mut canvas, 4.0), first);
        assert!(canvas.is_repeated());
        let other = drawn(&mut canvas, 4.5);
        assert!(!canvas.is_repeated() && other != first);
        assert_eq!(drawn(&mut canvas, 4.0), first);
        assert!(!canvas.is_repeated());
    }

    /// A dot in the middle of much that is transparent.
    fn dot(transparent: u32) -> Picture {
        let size = Size::new(2 * transparent + 6, 2 * transparent + 4);
        let inside = |at: u32, side: u32| (transparent..side - transparent).contains(&at);
        let pixels: Vec<u8> = (0..size.height)
            .flat_map(|y| (0..size.width).map(move |x| (x, y)))
            .flat_map(|(x, y)| [255 * u8::from(inside(x, size.width) && inside(y, size.height)); 4])
            .collect();
        Picture::from_premultiplied(size, &pixels).expect("a picture")
    }

    #[test]
    fn only_what_is_seen_of_a_picture_is_drawn() {
        let picture = dot(30);
        assert_eq!(picture.seen, Rect::new(30.0, 30.0, 36.0, 34.0));
        assert_eq!(seen(&Pixmap::new(8, 8)), Rect::ZERO);
    }

    #[test]
    fn a_picture_without_its_margin_is_drawn_alike_at_every_size_and_angle() {
        let picture = dot(30);
        let everything = Picture {
            seen: whole(&picture.pixmap),
            ..picture.clone()
        };
        let place = Rect::from_center_size((0.0, 0.0), (66.0, 64.0));
        for (step, scale) in [0.07, 0.3, 0.7, 1.0, 1.9, 6.0].into_iter().enumerate() {
            let turn =
                Affine::rotate(step as f64 * 0.4) * Affine::scale_non_uniform(scale, scale * 0.6);
            let at = Affine::translate((32.3, 24.6)) * turn;
            let [some, all] = [&picture, &everything].map(|picture| {
                let mut canvas = Canvas::new(SIZE).expect("a canvas");
                canvas.picture(at, place, picture, 1.0);
                canvas.finish().to_vec()
            });
            // The rasteriser counts along from where it begins, which may round a value differently.
            let apart = some.iter().zip(&all).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(apart <= Some(1), "{apart:?} at {scale}");
            assert!(
                all.iter().any(|&value| value > 0),
                "nothing to see at {scale}"
            );
        }
    }
}
