//! The edge is the stage: a subject that is behind a frame's edge, then in front of it. The depth changes
//! on the frame where the overlap is smallest, and nothing fades.

use super::{Palette, Shade, cast};
use crate::frame_art::{FrameArt, Inset};
use drawing::scene::{Clip, Kind, Layer, Motion, Shape, Sweep, Track};

/// A subject and the frame it leaves. All places are on the stage.
pub struct Escape<'a> {
    pub art: &'a FrameArt,
    pub place: Inset,
    /// The frame's own movement, about its middle.
    pub answer: &'a Motion,
    pub subject: &'a Motion,
    pub sprite: usize,
    /// From when on it may be over the frame's top edge.
    pub opens: f64,
    /// When it changes to the front.
    pub swap: f64,
    /// How far it is from the surfaces behind it, 0 to 1.
    pub far: &'a Track,
    pub sweep: Sweep,
    pub palette: &'a Palette,
    pub seconds: u32,
}

impl Escape<'_> {
    /// The shadow on the wall, the frame, the shadow on it, and the subject while it is in there.
    pub fn behind(&self) -> Vec<Layer> {
        let end = f64::from(self.seconds);
        let frame = |layers: Vec<Layer>| Layer::group(layers).moved(self.at(0.0, 0.0));
        let picture = self.art.picture;
        let inside = self.clip(
            Shape::rect(picture.width, picture.height, self.art.corner),
            (picture.x, picture.y),
        );
        let outline = self.clip(self.art.outline.clone(), (0.0, 0.0));
        let opened = self.clip(self.art.open_above(), (0.0, 0.0));
        let mut body = vec![self.art.shadow.clone()];
        body.extend(self.art.body.iter().cloned());
        vec![
            self.cast(Shade::WALL).during(self.opens, end),
            frame(body),
            Layer::clipped(inside.clone(), vec![self.cast(Shade::FRAME)]).during(0.0, self.swap),
            Layer::clipped(outline, vec![self.cast(Shade::FRAME)]).during(self.swap, end),
            Layer::clipped(inside, vec![self.subject()]).during(0.0, self.opens),
            frame(self.art.over.clone()),
            Layer::clipped(opened, vec![self.subject()]).during(self.opens, self.swap),
        ]
    }

    /// The subject in front of everything.
    pub fn front(&self) -> Layer {
        self.subject().during(self.swap, f64::from(self.seconds))
    }

    fn at(&self, x: f64, y: f64) -> Motion {
        self.answer
            .clone()
            .shifted(self.place.x + x, self.place.y + y)
    }

    fn clip(&self, shape: Shape, (x, y): (f64, f64)) -> Clip {
        Clip {
            shape,
            motion: self.at(x, y),
        }
    }

    fn cast(&self, shade: Shade) -> Layer {
        cast(
            self.sprite,
            self.subject,
            self.far,
            shade,
            self.palette,
            self.seconds,
        )
    }

    fn subject(&self) -> Layer {
        lit(self.sprite, self.subject, self.sweep)
    }
}

/// A sprite that moves, with the light that crosses it once.
pub fn lit(sprite: usize, subject: &Motion, sweep: Sweep) -> Layer {
    let kind = Kind::Sprite {
        sprite,
        sweep: Some(sweep),
    };
    Layer::new(kind).moved(subject.clone())
}
