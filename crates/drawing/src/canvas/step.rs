//! The steps of a drawing. They are kept until its pixels are asked for, so that a frame that is drawn like the one before
//! it costs no rasterising.

use super::{Affine, BezPath, Gradient, Rect, solid};
use crate::Colour;
use std::sync::Arc;
use vello_cpu::kurbo::Stroke;
use vello_cpu::peniko::{BlendMode, Compose, ImageQuality, ImageSampler, Mix};
use vello_cpu::{Image, ImageSource, Pixmap, RenderContext, Tint, TintMode};

#[derive(PartialEq)]
pub enum Step {
    Fill {
        at: Affine,
        path: BezPath,
        paint: Paint,
    },
    Line {
        at: Affine,
        path: BezPath,
        width: f64,
        colour: Colour,
    },
    Picture {
        at: Affine,
        pixels: Shared,
        /// What of it is drawn.
        seen: Rect,
        alpha: f32,
        /// The colour of its silhouette, if that is drawn instead of it.
        tint: Option<Colour>,
    },
    PushClip {
        at: Affine,
        path: BezPath,
    },
    PopClip,
    PushOpacity(f32),
    /// What follows is seen only where the layer already has something.
    PushInside,
    Pop,
}

#[derive(PartialEq)]
pub enum Paint {
    Solid(Colour),
    Gradient(Gradient),
}

/// Pixels that are equal only to themselves: comparing them one by one would cost more than it spares.
pub struct Shared(pub Arc<Pixmap>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Step {
    pub fn draw(&self, onto: &mut RenderContext) {
        match self {
            Self::Fill { at, path, paint } => {
                onto.set_transform(*at);
                match paint {
                    Paint::Solid(colour) => onto.set_paint(solid(*colour)),
                    Paint::Gradient(gradient) => onto.set_paint(gradient.clone()),
                }
                onto.fill_path(path);
            }
            Self::Line {
                at,
                path,
                width,
                colour,
            } => {
                onto.set_transform(*at);
                onto.set_stroke(Stroke::new(*width));
                onto.set_paint(solid(*colour));
                onto.stroke_path(path);
            }
            Self::Picture {
                at,
                pixels,
                seen,
                alpha,
                tint,
            } => {
                onto.set_tint(tint.map(|colour| Tint {
                    color: solid(colour),
                    mode: TintMode::AlphaMask,
                }));
                onto.set_transform(*at);
                onto.set_paint(image(pixels, *alpha));
                onto.fill_rect(seen);
                onto.reset_tint();
            }
            Self::PushClip { at, path } => {
                onto.set_transform(*at);
                onto.push_clip_path(path);
            }
            Self::PopClip => onto.pop_clip(),
            Self::PushOpacity(opacity) => onto.push_opacity_layer(*opacity),
            Self::PushInside => {
                onto.push_blend_layer(BlendMode::new(Mix::Normal, Compose::SrcAtop));
            }
            Self::Pop => onto.pop_layer(),
        }
    }
}

fn image(pixels: &Shared, alpha: f32) -> Image {
    Image {
        image: ImageSource::Pixmap(Arc::clone(&pixels.0)),
        sampler: ImageSampler {
            quality: ImageQuality::Medium,
            alpha,
            ..ImageSampler::default()
        },
    }
}
