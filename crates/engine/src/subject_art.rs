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
    // The rim is as wide above as beside, so that what it leaves has another shape than the photo: the photo covers it.
    let covers = (inner_w / width).max(inner_h / height);
    let photo = Sprite {
        width: width * covers,
        height: height * covers,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edge, ImageId};

    #[test]
    fn a_photo_card_shows_every_photo_in_its_own_shape() {
        for (width, height) in [
            (900, 1600),
            (1600, 900),
            (1000, 1000),
            (1600, 320),
            (90, 1600),
        ] {
            let subject = Subject {
                image: ImageId::new("photo"),
                width,
                height,
                kind: SubjectKind::FramedCrop,
                edge: Edge::default(),
            };
            let ratio = f64::from(width) / f64::from(height);
            let (sprites, _) = sprites(&subject, (400.0 * ratio, 400.0), Colour::hex(0));
            let photo = &sprites[0];
            assert!((photo.width / photo.height / ratio - 1.0).abs() < 1e-9);
            let rim = 0.035 * (400.0 * ratio).max(400.0);
            assert!(photo.width >= 400.0 * ratio - 2.0 * rim - 1e-9);
            assert!(photo.height >= 400.0 - 2.0 * rim - 1e-9);
        }
    }
}
