//! What people call the hand-crafted animations and the moments of their timelines. The engine knows them by slugs and keys.

use crate::words::templates as words;
use engine::templates::{self, Template};

type Said = fn() -> &'static str;

/// Each animation's slug, its name, and what its subject breaks out of, in the engine's order.
static TEMPLATES: [(&str, Said, Said); templates::ALL.len()] = [
    ("step-out", words::name_step_out, words::stage_social_post),
    ("first-mist", words::name_first_mist, words::stage_phone),
    ("fresh-roast", words::name_fresh_roast, words::stage_poster),
    ("unboxed", words::name_unboxed, words::stage_parcel),
    ("chapter-one", words::name_chapter_one, words::stage_poster),
    (
        "page-turner",
        words::name_page_turner,
        words::stage_open_spread,
    ),
    ("shelf-life", words::name_shelf_life, words::stage_shelf),
    ("said-so", words::name_said_so, words::stage_quote_card),
    ("app-drop", words::name_app_drop, words::stage_phone),
    ("ping", words::name_ping, words::stage_lock_screen),
    ("lifted", words::name_lifted, words::stage_browser_window),
    ("scroll-stop", words::name_scroll_stop, words::stage_feed),
    ("postcard", words::name_postcard, words::stage_postcard),
    ("instant", words::name_instant, words::stage_instant_print),
    (
        "billboard",
        words::name_billboard,
        words::stage_street_billboard,
    ),
    (
        "three-windows",
        words::name_three_windows,
        words::stage_triptych,
    ),
];

/// Each moment's key and its name.
static BEATS: &[(&str, Said)] = &[
    ("align", words::beat_align),
    ("break-out", words::beat_break_out),
    ("burst", words::beat_burst),
    ("count", words::beat_count),
    ("cover", words::beat_cover),
    ("develop", words::beat_develop),
    ("drop", words::beat_drop),
    ("fly", words::beat_fly),
    ("grow", words::beat_grow),
    ("hang", words::beat_hang),
    ("knock", words::beat_knock),
    ("label", words::beat_label),
    ("land", words::beat_land),
    ("lean", words::beat_lean),
    ("lean-out", words::beat_lean_out),
    ("leap", words::beat_leap),
    ("lift", words::beat_lift),
    ("look-down", words::beat_look_down),
    ("message", words::beat_message),
    ("near", words::beat_near),
    ("open", words::beat_open),
    ("out", words::beat_out),
    ("page", words::beat_page),
    ("pages", words::beat_pages),
    ("peel", words::beat_peel),
    ("pings", words::beat_pings),
    ("pop", words::beat_pop),
    ("postmark", words::beat_postmark),
    ("print", words::beat_print),
    ("rest", words::beat_rest),
    ("rise", words::beat_rise),
    ("row", words::beat_row),
    ("screen", words::beat_screen),
    ("scroll", words::beat_scroll),
    ("scroll-in", words::beat_scroll_in),
    ("sit", words::beat_sit),
    ("slide-in", words::beat_slide_in),
    ("stand", words::beat_stand),
    ("step", words::beat_step),
    ("stop", words::beat_stop),
    ("street", words::beat_street),
    ("tear", words::beat_tear),
    ("turn", words::beat_turn),
    ("type", words::beat_type),
    ("view", words::beat_view),
    ("wake", words::beat_wake),
    ("words", words::beat_words),
];

/// What the animation is called.
pub fn name(template: &Template) -> &'static str {
    let found = TEMPLATES.iter().find(|(slug, ..)| *slug == template.slug);
    found.map_or(template.slug, |(_, name, _)| name())
}

/// What its subject breaks out of.
pub fn stage(template: &Template) -> &'static str {
    let found = TEMPLATES.iter().find(|(slug, ..)| *slug == template.slug);
    found.map_or(template.slug, |(.., stage)| stage())
}

/// What the moment of this key is called.
pub fn beat(key: &str) -> &str {
    let found = BEATS.iter().find(|(known, _)| *known == key);
    found.map_or(key, |(_, said)| said())
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::Format;
    use std::collections::BTreeSet;

    #[test]
    fn every_template_has_its_name_and_there_is_no_other() {
        let named = TEMPLATES.map(|(slug, ..)| slug);
        assert_eq!(named, templates::ALL.map(|template| template.slug));
        let names: BTreeSet<_> = templates::ALL.into_iter().map(name).collect();
        assert_eq!(names.len(), templates::ALL.len(), "two share a name");
    }

    #[test]
    fn every_moment_has_its_name_and_there_is_no_other() {
        let mut told = BTreeSet::new();
        for template in templates::ALL {
            for &format in template.formats {
                let inputs = template.sample_inputs(format, templates::Style::default());
                let beats = template.scene(&inputs).beats().into_iter();
                told.extend(beats.map(|beat| beat.name));
            }
        }
        let named: BTreeSet<_> = BEATS.iter().map(|(key, _)| (*key).to_owned()).collect();
        assert_eq!(named, told);
        assert_eq!(named.len(), BEATS.len(), "a key stands there twice");
    }

    #[test]
    fn the_first_template_is_named_as_it_always_was() {
        let template = templates::ALL[0];
        assert_eq!(
            (name(template), stage(template)),
            ("Step Out", "Social post")
        );
        let inputs = template.sample_inputs(Format::Portrait, templates::Style::default());
        let beats = template.scene(&inputs).beats();
        let names: Vec<_> = beats.iter().map(|moment| beat(&moment.name)).collect();
        assert_eq!(names, ["Scroll in", "Break out", "Step", "Land"]);
        assert_eq!(beat("no-such-moment"), "no-such-moment");
    }
}
