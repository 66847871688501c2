//! What holds for every animation.

use super::*;

mod captions;

fn filled(template: &Template, format: Format, headline: &str, line: &str) -> Inputs {
    Inputs {
        headline: headline.to_owned(),
        line: line.to_owned(),
        ..template.sample_inputs(format, Style::Studio)
    }
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
