//! A phone as a thing in space: it can be tilted, and has an edge.

use super::Space;
use super::plane::on_plane;
use crate::Colour;
use crate::frame_art::FrameArt;
use drawing::scene::{Clip, Layer, Motion, Paint, Shape};

/// The height of a phone of this width whose screen has this ratio, as its frame is drawn.
pub fn phone_size(width: f64, ratio: f64) -> (f64, f64) {
    let border = 4.4 / 76.0 * width;
    (width, (width - border) / ratio + border)
}

pub struct Handset<'a> {
    pub art: &'a FrameArt,
    pub size: (f64, f64),
    pub space: &'a Space,
    pub seconds: u32,
}

impl Handset<'_> {
    /// How many outlines its edge is made of.
    const EDGE: u32 = 7;

    /// The phone, with what its screen shows.
    pub fn layers(&self, screen: Vec<Layer>) -> Vec<Layer> {
        let (w, h) = self.size;
        let radius = w * 10.0 / 76.0;
        let deep = w * 0.05;
        let mut layers = vec![self.on_face(-deep * 0.6, vec![self.art.shadow.clone()])];
        for i in 0..Self::EDGE {
            let share = f64::from(i) / f64::from(Self::EDGE);
            let colour = Colour::hex(0x2a3042).mix(Colour::hex(0x6d7488), share);
            let body = Layer::shape(Shape::rect(w, h, radius), Paint::Flat(colour));
            layers.push(self.on_face(-deep * (1.0 - share), vec![body]));
        }
        let picture = self.art.picture;
        let clip = Clip {
            shape: Shape::rect(picture.width, picture.height, self.art.corner),
            motion: Motion::still(picture.x, picture.y),
        };
        let mut face = self.art.body.clone();
        face.push(Layer::clipped(clip, screen));
        face.extend(self.art.over.iter().cloned());
        layers.push(self.on_face(0.0, face));
        layers
    }

    fn on_face(&self, height: f64, layers: Vec<Layer>) -> Layer {
        on_plane(layers, self.seconds, |t| self.space.face(t, height))
    }
}
