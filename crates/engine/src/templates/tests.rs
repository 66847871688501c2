//! What holds for every animation.

use super::kit::safe;
use super::*;
use drawing::scene::{Align, Kind, TextLayer};

/// Texts that enter, with the place of their origin in the last frame.
fn captions(scene: &Scene) -> Vec<(f64, f64, &TextLayer)> {
    fn walk<'a>(
        layers: &'a [Layer],
        at: (f64, f64),
        t: f64,
        out: &mut Vec<(f64, f64, &'a TextLayer)>,
    ) {
        for layer in layers {
            let here = (at.0 + layer.motion.x.at(t), at.1 + layer.motion.y.at(t));
            match &layer.kind {
                Kind::Text(text) if text.enters.is_some() => out.push((here.0, here.1, text)),
                Kind::Group { layers, .. } => walk(layers, here, t, out),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(&scene.layers, (0.0, 0.0), scene.duration_s(), &mut out);
    out
}

fn filled(template: &Template, format: Format, headline: &str, line: &str) -> Inputs {
    Inputs {
        headline: headline.to_owned(),
        line: line.to_owned(),
        ..template.sample_inputs(format, Style::Studio)
    }
}

#[test]
fn captions_stay_within_the_safe_area() {
    let mut outside = Vec::new();
    for template in ALL {
        for &format in template.formats {
            for headline in [
                template.sample.headline,
                "Everything you ever wa",
                "Unverwechselbarkeitsding",
            ] {
                let inputs = filled(
                    template,
                    format,
                    headline,
                    "And a line of forty characters, no more",
                );
                let room = safe(format);
                let scene = template.scene(&inputs);
                for (x, y, text) in captions(&scene) {
                    let bottom = y + text.size * 1.04 * f64::from(text.lines);
                    let (left, right) = match text.align {
                        Align::Centre => (x - text.width / 2.0, x + text.width / 2.0),
                        Align::Left => (x, x + text.width),
                    };
                    let fits = left >= room.x - room.width / 2.0 - 1.0
                        && right <= room.x + room.width / 2.0 + 1.0
                        && y >= room.top() - 1.0
                        && bottom <= room.bottom() + 1.0;
                    let what = format!("{} {format:?} {headline}", template.slug);
                    if !fits {
                        outside.push(format!(
                            "{what}: {left}..{right}, {y}..{bottom} in {room:?}"
                        ));
                    }
                }
            }
        }
    }
    assert!(outside.is_empty(), "{}", outside.join("\n"));
}

#[test]
fn every_animation_is_complete() {
    let mut slugs = Vec::new();
    for template in ALL {
        assert_eq!(
            find(&template.id()).map(|found| found.slug),
            Some(template.slug)
        );
        assert!((5..=10).contains(&template.seconds), "{}", template.slug);
        assert_eq!(template.formats, Format::ALL);
        assert!(template.still_s < f64::from(template.seconds));
        // There is a beat before the subject breaks out, and a bar after it.
        let breaks = 0.5..f64::from(template.seconds) - 2.0;
        assert!(breaks.contains(&template.breaks_s), "{}", template.slug);
        let looks = template.styles.len().max(template.backgrounds.len());
        assert!(looks >= 3, "{} has {looks} looks", template.slug);
        for text in [template.sample.headline, template.sample.line] {
            assert_eq!(cut(text, template.line_max), text);
        }
        let scene = template.scene(&template.sample_inputs(Format::Square, Style::Bold));
        assert!(scene.beats.len() >= 3 && scene.beats[0].start_s == 0.0);
        slugs.push(template.slug);
    }
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), ALL.len());
}

#[test]
fn texts_beyond_their_limits_are_cut() {
    for template in ALL {
        let inputs = filled(
            template,
            Format::Feed,
            &"x".repeat(10_000),
            &"y ".repeat(10_000),
        );
        for text in template.scene(&inputs).texts() {
            assert!(text.text.chars().count() <= template.line_max);
        }
    }
}
