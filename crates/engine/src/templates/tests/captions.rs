//! What holds for the words of every animation, seen as a person sees them: through the camera, and as the letters they are.

use super::super::kit::safe;
use super::*;
use crate::Assets;
use drawing::canvas::{Affine, Rect};
use drawing::scene::Kind;
use drawing::scene::TextLayer;
use drawing::{draw, geometry};
use lettering::{Laid, Typesetter};

/// Headlines as they come in.
const HEADLINES: [&str; 8] = [
    "Everything you ever wa",
    "Unverwechselbarkeitsding",
    "Mammoth marmalade maxims",
    "מבצע סוף העונה מתחיל היום",
    "مرحبا بالعالم العربي كله",
    "🚀🔥🎉👍🚀🔥🎉👍🚀🔥🎉👍",
    "Party 🎉 שלום 🚀 مرحبا",
    "",
];
const LINES: [&str; 5] = [
    "And a line of forty characters, no more",
    "עכשיו בכל החנויות, עד סוף החודש הזה בלבד",
    "🚀🔥🎉👍 🚀🔥🎉👍 🚀🔥🎉👍 🚀🔥🎉👍 🚀🔥🎉👍",
    "Jusqu’à demain, gym & jazz (quietly) 🎷",
    "",
];

/// A text on its way to the stage: what moves it, outermost first.
struct Placed<'a> {
    text: &'a TextLayer,
    layers: Vec<&'a Layer>,
    /// From when on all of it stands.
    stands: f64,
}

/// The texts that enter or are typed.
fn captions(scene: &Scene) -> Vec<Placed<'_>> {
    fn walk<'a>(layers: &'a [Layer], around: &[&'a Layer], out: &mut Vec<Placed<'a>>) {
        for layer in layers {
            let mut here = around.to_vec();
            here.push(layer);
            let words = |text: &TextLayer| text.text.split_whitespace().count() as f64;
            let (text, stands) = match &layer.kind {
                Kind::Group { layers, .. } => {
                    walk(layers, &here, out);
                    continue;
                }
                Kind::Text(text) => match text.enters {
                    Some(enters) => (text, enters + draw::rise_of(words(text))),
                    None => continue,
                },
                Kind::Typed { text, from, pace } => {
                    (text, from + text.text.chars().count() as f64 / pace)
                }
                _ => continue,
            };
            out.push(Placed {
                text,
                layers: here,
                stands,
            });
        }
    }
    let mut out = Vec::new();
    walk(&scene.layers, &[], &mut out);
    out
}

impl Placed<'_> {
    /// Where the letters are seen at a moment, if they are.
    fn seen(&self, laid: &Laid, camera: &Camera, t: f64) -> Option<Rect> {
        let shown = |layer: &&Layer| {
            layer
                .span
                .is_none_or(|span| t >= span.from && t < span.until)
                && layer.opacity.at(t) > 0.05
        };
        if t < self.stands || !self.layers.iter().all(shown) {
            return None;
        }
        let depth = self.layers.first()?.depth;
        let at: Affine = self
            .layers
            .iter()
            .fold(geometry::seen(camera, t, depth), |at, layer| {
                at * geometry::place(&layer.motion, t)
            });
        laid.words
            .iter()
            .map(|word| at.transform_rect_bbox(word.path.control_box()))
            .reduce(|one, other| one.union(other))
    }
}

/// Every animation in every format with all these texts.
fn each(mut with: impl FnMut(&Template, Format, &Scene)) {
    for template in ALL {
        for &format in template.formats {
            for (index, headline) in HEADLINES.into_iter().enumerate() {
                let line = LINES[index % LINES.len()];
                with(
                    template,
                    format,
                    &template.scene(&filled(template, format, headline, line)),
                );
            }
            let style = Style::ALL[0];
            with(
                template,
                format,
                &template.scene(&template.sample_inputs(format, style)),
            );
        }
    }
}

#[test]
fn captions_stay_within_the_safe_area_while_they_are_read() {
    let mut typesetter = Typesetter::new(Assets::new().fonts()).expect("fonts");
    let (mut outside, mut read) = (Vec::new(), 0);
    each(|template, format, scene| {
        let room = safe(format);
        let (left, right) = (room.x - room.width / 2.0, room.x + room.width / 2.0);
        for caption in captions(scene) {
            let laid = typesetter
                .set(caption.text.setting())
                .expect("a text that fits");
            let moments = (0..scene.frames).step_by(6).chain([scene.frames - 1]);
            let seen: Vec<_> = moments
                .filter_map(|frame| {
                    caption.seen(&laid, &scene.camera, f64::from(frame) / f64::from(FPS))
                })
                .collect();
            read += seen.len();
            let Some(all) = seen.into_iter().reduce(|one, other| one.union(other)) else {
                continue;
            };
            // A unit is half a pixel of most phones.
            let over = [
                left - all.x0,
                all.x1 - right,
                room.top() - all.y0,
                all.y1 - room.bottom(),
            ];
            let most = over.into_iter().fold(0.0, f64::max);
            if most > 1.0 {
                let text = &caption.text.text;
                outside.push(format!(
                    "{} {format:?} {text:?}: {most:.1} over, {all:?}",
                    template.slug
                ));
            }
        }
    });
    assert!(read > 10_000, "only {read} captions were looked at");
    assert!(outside.is_empty(), "{}", outside.join("\n"));
}

/// The size that a text is drawn in once it fits, as a share of the picture's short side.
fn share(typesetter: &mut Typesetter, text: &TextLayer) -> Option<f64> {
    let laid = typesetter.set(text.setting()).expect("a text that fits");
    let &(top, bottom) = laid.lines.first()?;
    let leading = if text.face == drawing::scene::Face::Line {
        1.3
    } else {
        1.04
    };
    Some((bottom - top) / leading / 1080.0)
}

#[test]
fn a_long_line_is_large_enough_to_be_read() {
    let mut typesetter = Typesetter::new(Assets::new().fonts()).expect("fonts");
    let (mut small, mut broken) = (Vec::new(), 0);
    for template in ALL {
        for &format in template.formats {
            for line in [LINES[0], "Bread, butter and jam, every day at ten"] {
                let scene =
                    template.scene(&filled(template, format, "Everything you ever wa", line));
                for text in scene.texts().into_iter().filter(|text| text.text == line) {
                    broken += u32::from(text.lines == 2);
                    let share = share(&mut typesetter, text).expect("a line");
                    if share < 0.028 {
                        small.push(format!("{} {format:?}: {share:.4}", template.slug));
                    }
                }
            }
        }
    }
    assert!(broken > 0, "no line was long enough to be broken");
    assert!(small.is_empty(), "{}", small.join("\n"));
}
