//! The subject as something that can be moved: its cut-out, or the photo card it becomes.

use crate::{Colour, Subject, SubjectKind};
use drawing::scene::{Clip, Layer, Motion, Paint, Picture, Shape, Sprite};

/// The sprites of a subject of this size, and which of them to move.
pub fn sprites(subject: &Subject, size: (f64, f64), ground: Colour) -> (Vec<Sprite>, usize) {
    let (width, height) = size;
    let image = subject.picture();
    if subject.kind == SubjectKind::CutOut {
        return (
            vec![Sprite {
                width,
                height,
                picture: image,
            }],
            0,
        );
    }
    let rim = 0.035 * width.max(height);
    let (inner_w, inner_h) = ((width - 2.0 * rim).max(1.0), (height - 2.0 * rim).max(1.0));
    let clip = Clip {
        shape: Shape::rect(inner_w, inner_h, rim * 0.45),
        motion: Motion::default(),
    };
    let card = vec![
        Layer::shape(
            Shape::rect(width, height, rim),
            Paint::Flat(Colour::hex(0xfffdf8)),
        ),
        Layer::shape(clip.shape.clone(), Paint::Flat(ground)),
        Layer::clipped(clip, vec![Layer::sprite(0)]),
    ];
    let photo = Sprite {
        width: inner_w,
        height: inner_h,
        picture: image,
    };
    (
        vec![
            photo,
            Sprite {
                width,
                height,
                picture: Picture::Drawn(card),
            },
        ],
        1,
    )
}
