//! The one place that knows the rasteriser.
//!
//! It is young and its interface changes with every minor version, so nothing else names its types
//! except through here. Its instruction set is pinned: the wider ones fuse multiplications and
//! additions, which changes single pixels, and then the browser's frames would not be the worker's.

use crate::Size;
use std::sync::Arc;
pub use vello_cpu::Pixmap;
use vello_cpu::color::{AlphaColor, DynamicColor, Srgb};
use vello_cpu::kurbo::Stroke;
pub use vello_cpu::kurbo::{Affine, BezPath, Point, Rect};
pub use vello_cpu::peniko::Gradient;
use vello_cpu::peniko::{BlendMode, ColorStop, Compose, ImageQuality, ImageSampler, Mix};
use vello_cpu::{
    Image, ImageSource, Level, RasterizerSettings, RenderContext, RenderMode, RenderSettings,
    Resources, Tint, TintMode,
};

use crate::Colour;

pub struct Canvas {
    context: RenderContext,
    resources: Resources,
    pixmap: Pixmap,
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
        })
    }

    pub fn clear(&mut self) {
        self.context.reset();
    }

    /// Rasterises what was drawn and gives its pixels, premultiplied.
    pub fn finish(&mut self) -> &[u8] {
        self.rasterise();
        self.pixels()
    }

    /// Rasterises what was drawn as a picture without transparency: groups that fade leave an alpha of 254 here and there.
    pub fn finish_opaque(&mut self) {
        self.rasterise();
        for pixel in self.pixmap.data_mut() {
            pixel.a = 255;
        }
    }

    /// What was rasterised last, RGBA8, premultiplied.
    pub fn pixels(&self) -> &[u8] {
        self.pixmap.data_as_u8_slice()
    }

    fn rasterise(&mut self) {
        self.context.flush();
        let settings = RasterizerSettings {
            render_mode: RenderMode::OptimizeSpeed,
            ..RasterizerSettings::default()
        };
        self.context
            .render_with(&mut self.pixmap, &mut self.resources, settings);
    }

    /// The canvas itself as a picture to draw with.
    pub fn into_picture(mut self) -> Arc<Pixmap> {
        self.finish();
        self.pixmap.recompute_may_have_transparency();
        Arc::new(self.pixmap)
    }

    pub fn fill(&mut self, at: Affine, path: &BezPath, colour: Colour) {
        self.context.set_transform(at);
        self.context.set_paint(solid(colour));
        self.context.fill_path(path);
    }

    pub fn fill_gradient(&mut self, at: Affine, path: &BezPath, gradient: Gradient) {
        self.context.set_transform(at);
        self.context.set_paint(gradient);
        self.context.fill_path(path);
    }

    pub fn line(&mut self, at: Affine, path: &BezPath, width: f64, colour: Colour) {
        self.context.set_transform(at);
        self.context.set_stroke(Stroke::new(width));
        self.context.set_paint(solid(colour));
        self.context.stroke_path(path);
    }

    /// Draws a picture so that it fills `place`.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the rasteriser computes in single precision"
    )]
    pub fn picture(&mut self, at: Affine, place: Rect, picture: &Arc<Pixmap>, opacity: f64) {
        self.place(at, place, picture, opacity as f32);
    }

    /// Draws a picture's silhouette in one colour.
    pub fn silhouette(&mut self, at: Affine, place: Rect, picture: &Arc<Pixmap>, colour: Colour) {
        self.context.set_tint(Some(Tint {
            color: solid(colour),
            mode: TintMode::AlphaMask,
        }));
        self.place(at, place, picture, 1.0);
        self.context.reset_tint();
    }

    fn place(&mut self, at: Affine, place: Rect, picture: &Arc<Pixmap>, alpha: f32) {
        let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
        let fit = Affine::new([
            place.width() / width,
            0.0,
            0.0,
            place.height() / height,
            place.x0,
            place.y0,
        ]);
        self.context.set_transform(at * fit);
        let sampler = ImageSampler {
            quality: ImageQuality::Medium,
            alpha,
            ..ImageSampler::default()
        };
        self.context.set_paint(Image {
            image: ImageSource::Pixmap(Arc::clone(picture)),
            sampler,
        });
        self.context.fill_rect(&Rect::new(0.0, 0.0, width, height));
    }

    pub fn push_clip(&mut self, at: Affine, path: &BezPath) {
        self.context.set_transform(at);
        self.context.push_clip_path(path);
    }

    pub fn pop_clip(&mut self) {
        self.context.pop_clip();
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the rasteriser computes in single precision"
    )]
    pub fn push_opacity(&mut self, opacity: f64) {
        self.context.push_opacity_layer(opacity as f32);
    }

    /// What follows is seen only where the layer already has something.
    pub fn push_inside(&mut self) {
        self.context
            .push_blend_layer(BlendMode::new(Mix::Normal, Compose::SrcAtop));
    }

    pub fn pop(&mut self) {
        self.context.pop_layer();
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

/// A picture from premultiplied RGBA8.
pub fn picture(size: Size, premultiplied: &[u8]) -> Option<Arc<Pixmap>> {
    let mut pixmap = Pixmap::new(
        u16::try_from(size.width).ok()?,
        u16::try_from(size.height).ok()?,
    );
    let data = pixmap.data_as_u8_slice_mut();
    data.copy_from_slice(premultiplied.get(..data.len())?);
    pixmap.recompute_may_have_transparency();
    Some(Arc::new(pixmap))
}
