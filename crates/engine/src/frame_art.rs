//! The frames that are broken out of: a social post, a phone, a pasted poster.

use crate::Colour;
use drawing::scene::{Align, Face, Kind, Layer, Motion, Paint, Shape, TextLayer, Track};
use serde::{Deserialize, Serialize};

/// What the subject breaks out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    #[default]
    Post,
    Phone,
    Poster,
}

impl Frame {
    pub const ALL: [Self; 3] = [Self::Post, Self::Phone, Self::Poster];
}

/// A rectangle inside a frame, by its centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inset {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Inset {
    pub const fn top(self) -> f64 {
        self.y - self.height / 2.0
    }

    pub const fn bottom(self) -> f64 {
        self.y + self.height / 2.0
    }
}

/// A frame around the origin: its shadow, its body with the picture's ground, and what lies over it.
pub struct FrameArt {
    pub shadow: Layer,
    pub body: Vec<Layer>,
    pub over: Vec<Layer>,
    pub outline: Shape,
    pub picture: Inset,
    /// The frame's top edge.
    pub top: f64,
    /// The radius of the picture's corners.
    pub corner: f64,
}

impl FrameArt {
    /// The picture, open to everything above the frame's top edge: what crosses that edge is still
    /// behind the picture's sides and already over its top.
    pub fn open_above(&self) -> Shape {
        let picture = self.picture;
        let (left, right) = (
            picture.x - picture.width / 2.0,
            picture.x + picture.width / 2.0,
        );
        let (top, far) = (self.top, 3000.0);
        Shape::polygon(&[
            (left, picture.bottom()),
            (left, top),
            (-far, top),
            (-far, -far),
            (far, -far),
            (far, top),
            (right, top),
            (right, picture.bottom()),
        ])
    }
}

/// What a frame is drawn with.
pub struct Look {
    pub ground: Paint,
    /// The colour of small marks on the frame that echo the picture.
    pub accent: Colour,
    /// A large figure on the picture and how it moves, if there is one.
    pub figure: Option<(String, Motion)>,
}

/// One hundredth of the width the frames were designed for, as a share of a frame's own width.
const DESIGN: f64 = 76.0;

pub fn draw(frame: Frame, width: f64, height: f64, look: &Look) -> FrameArt {
    match frame {
        Frame::Post => post(width, height, look),
        Frame::Phone => phone(width, height, look),
        Frame::Poster => poster(width, height, look),
    }
}

fn shadow(width: f64, height: f64, radius: f64, unit: f64, strength: f64) -> Layer {
    let kind = Kind::BoxShadow {
        width: width - 4.0 * unit,
        height: height - 4.0 * unit,
        radius,
        blur: Track::fixed(3.6 * unit),
        colour: Colour::hex(0x10132a).alpha(strength),
    };
    Layer::new(kind).at(0.0, 4.6 * unit)
}

fn post(width: f64, height: f64, look: &Look) -> FrameArt {
    let c = width / DESIGN;
    let (head, foot, radius) = (11.0 * c, 10.0 * c, 5.0 * c);
    let picture = Inset {
        x: 0.0,
        y: (head - foot) / 2.0,
        width,
        height: height - head - foot,
    };
    let ink = Colour::hex(0x2a2f45);
    let (left, top) = (-width / 2.0, -height / 2.0);
    let head_y = top + head / 2.0;
    let mut body = vec![
        Layer::shape(
            Shape::rect(width, height, radius),
            Paint::Flat(Colour::hex(0xfefdfb)),
        ),
        Layer::shape(Shape::circle(6.0 * c), Paint::Flat(look.accent)).at(left + 6.4 * c, head_y),
        bar(20.0 * c, 1.8 * c, ink.alpha(0.75)).at(left + 21.6 * c, head_y),
        bar(4.0 * c, 1.2 * c, ink.alpha(0.35)).at(-left - 5.4 * c, head_y),
    ];
    body.extend(ground(look, picture, 0.0, 44.0 * c));
    let foot_y = -top - foot / 2.0;
    body.extend([
        icon(Shape::svg(HEART), c, ink).at(left + 6.0 * c, foot_y),
        icon(Shape::svg(COMMENT), c, ink).at(left + 13.6 * c, foot_y),
        icon(Shape::svg(BOOKMARK), c, ink).at(-left - 6.0 * c, foot_y),
    ]);
    FrameArt {
        shadow: shadow(width, height, radius, c, 0.42),
        body,
        over: vec![],
        outline: Shape::rect(width, height, radius),
        picture,
        top: -height / 2.0,
        corner: 0.0,
    }
}

fn phone(width: f64, height: f64, look: &Look) -> FrameArt {
    let c = width / DESIGN;
    let (border, radius) = (2.2 * c, 10.0 * c);
    let picture = Inset {
        x: 0.0,
        y: 0.0,
        width: width - 2.0 * border,
        height: height - 2.0 * border,
    };
    let case = Colour::hex(0x14182a);
    let bottom = height / 2.0;
    let mut body = vec![
        Layer::shape(
            Shape::rect(width + c, height + c, radius + 0.5 * c),
            Paint::Flat(Colour::hex(0x535a6c)),
        ),
        Layer::shape(Shape::rect(width, height, radius), Paint::Flat(case)),
    ];
    body.extend(ground(look, picture, radius - border, 44.0 * c));
    let over = vec![
        bar(17.0 * c, 4.4 * c, case).at(0.0, -bottom + border + 4.6 * c),
        bar(22.0 * c, 1.1 * c, case.alpha(0.6)).at(0.0, bottom - border - 2.6 * c),
    ];
    FrameArt {
        shadow: shadow(width, height, radius, c, 0.5),
        body,
        over,
        outline: Shape::rect(width, height, radius),
        picture,
        top: -height / 2.0,
        corner: radius - border,
    }
}

fn poster(width: f64, height: f64, look: &Look) -> FrameArt {
    let c = width / DESIGN;
    let pad = 3.4 * c;
    let picture = Inset {
        x: 0.0,
        y: 0.0,
        width: width - 2.0 * pad,
        height: height - 2.0 * pad,
    };
    let mut body = vec![Layer::shape(
        Shape::rect(width, height, 1.2 * c),
        Paint::Flat(Colour::hex(0xfaf5eb)),
    )];
    body.extend(ground(look, picture, 0.6 * c, 40.0 * c));
    let tape = Paint::Flat(Colour::oklch(0.93, 0.06, 90.0).alpha(0.86));
    let mut taped =
        Layer::shape(Shape::rect(15.0 * c, 5.0 * c, 0.3 * c), tape).at(0.0, -height / 2.0);
    taped.motion.turn = Track::fixed(-3.0);
    FrameArt {
        shadow: shadow(width, height, 1.2 * c, c, 0.4),
        body,
        over: vec![taped],
        outline: Shape::rect(width, height, 1.2 * c),
        picture,
        top: -height / 2.0,
        corner: 0.6 * c,
    }
}

/// The picture's ground, cut to its place, and the large figure on it.
fn ground(look: &Look, place: Inset, corner: f64, size: f64) -> Option<Layer> {
    let shape = Shape::rect(place.width, place.height, corner);
    let mut layers = vec![Layer::shape(shape.clone(), look.ground.clone())];
    if let Some((figure, motion)) = &look.figure {
        let size = size.min(place.height * 0.8);
        let mut text = Layer::new(Kind::Text(TextLayer {
            text: figure.clone(),
            face: Face::Headline,
            size,
            width: place.width,
            lines: 1,
            align: Align::Centre,
            colour: Colour::hex(0xffffff).alpha(0.4),
            enters: None,
        }));
        // Moves about its own middle.
        text.motion = Motion::still(0.0, -size * 0.62);
        let foot = place.height / 2.0 - size * 0.36;
        layers.push(Layer::group(vec![text]).moved(Motion {
            y: motion.y.clone().shifted(foot),
            ..motion.clone()
        }));
    }
    let clip = drawing::scene::Clip {
        shape,
        motion: Motion::default(),
    };
    Some(Layer::clipped(clip, layers).at(place.x, place.y))
}

fn bar(width: f64, height: f64, colour: Colour) -> Layer {
    Layer::shape(
        Shape::rect(width, height, height / 2.0),
        Paint::Flat(colour),
    )
}

/// An icon drawn on a grid of 24, five design units wide.
fn icon(path: Shape, unit: f64, colour: Colour) -> Layer {
    let line = Layer::line(path, 1.9, colour).at(-12.0, -12.0);
    let mut icon = Layer::group(vec![line]);
    icon.motion = Motion::default().sized(Track::fixed(5.0 * unit / 24.0));
    Layer::group(vec![icon])
}

const HEART: &str =
    "M12 20C12 20 3 14.5 3 8.7C3 4 9.5 3 12 7.5C14.5 3 21 4 21 8.7C21 14.5 12 20 12 20Z";
const COMMENT: &str = "M4 5L20 5L20 16L11 16L6 20L6 16L4 16Z";
const BOOKMARK: &str = "M6 4L18 4L18 20L12 15L6 20Z";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_lies_within_its_frame() {
        let look = Look {
            ground: Paint::Flat(Colour::hex(0)),
            accent: Colour::hex(0),
            figure: None,
        };
        for frame in Frame::ALL {
            let art = draw(frame, 800.0, 900.0, &look);
            assert!(
                art.picture.top() >= -450.0 && art.picture.bottom() <= 450.0,
                "{frame:?}"
            );
            assert!(art.picture.width <= 800.0);
        }
    }
}
