//! What people regret after they animated, said before: beside the field it belongs to, and never in the way.
//!
//! The rules are pure, so that the browser says it in the same frame as the change. What they assume of the engine's
//! compositions is held against the engine by the tests.

use super::{CAPTION_MAX, Camera, Format, SceneDraft, SubjectSource};
use crate::studio::names;
use crate::ui::letters;
use crate::words::studio as words;
use ::credits::{Duration, Resolution};

/// How fast a caption is read beside a moving picture, in characters a second; subtitles are set for 12 to 17.
const READ_PER_SECOND: f64 = 12.0;
/// How long it takes to notice a caption, in seconds.
const NOTICED: f64 = 0.5;
/// The smallest letters that are read on a phone, in its pixels, and how wide it is in them.
const LEGIBLE: f64 = 14.0;
const PHONE: f64 = 390.0;
/// How much a photo may be enlarged before it looks soft.
const ENLARGED: f64 = 1.2;
/// From which ratio of its sides a photo stands as a strip.
const STRIP: f64 = 3.2;

/// The field a warning stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Photo,
    Prompt,
    Caption,
}

/// What will happen, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub field: Field,
    /// What it is about; the sentence may change with each letter, this does not.
    pub about: &'static str,
    pub sentence: String,
}

/// The size of the picture that is animated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
}

/// Everything to be said about a draft that is animated with this duration and resolution. `photo` is the picture that
/// is drawn, where there is one.
pub fn warnings(
    draft: &SceneDraft,
    photo: Option<Pixels>,
    duration: Duration,
    resolution: Resolution,
) -> Vec<Warning> {
    let caption = draft.caption.trim();
    let mut found = Vec::new();
    if let Some(photo) = photo.filter(|_| draft.photo().is_some()) {
        found.extend(narrow(photo));
        found.extend(soft(draft, photo, resolution));
    }
    found.extend(nothing_described(draft));
    if !caption.is_empty() {
        found
            .extend(undrawable(caption).or_else(|| {
                unread(caption, duration).or_else(|| illegible(caption, draft.format))
            }));
    }
    found
}

fn warning(field: Field, about: &'static str, sentence: String) -> Option<Warning> {
    Some(Warning {
        field,
        about,
        sentence,
    })
}

fn nothing_described(draft: &SceneDraft) -> Option<Warning> {
    if draft.subject != SubjectSource::Describe || !draft.prompt.trim().is_empty() {
        return None;
    }
    let sentence = words::prompt_empty_example().to_owned();
    warning(Field::Prompt, words::prompt_empty(), sentence)
}

/// How long the caption can be read in a video of this length, in seconds: at least this, whatever the variation.
fn caption_shown(duration: Duration) -> f64 {
    match duration {
        Duration::S5 => 2.25,
        Duration::S10 => 5.0,
        Duration::S15 => 10.0,
    }
}

fn unread(caption: &str, duration: Duration) -> Option<Warning> {
    let letters = caption.chars().count();
    let needed = NOTICED + letters as f64 / READ_PER_SECOND;
    let shown = caption_shown(duration);
    if needed <= shown {
        return None;
    }
    let fits = ((shown - NOTICED) * READ_PER_SECOND) as usize;
    let sentence = words::caption_unread_times(
        format!("{needed:.1}"),
        format!("{shown:.1}"),
        names::duration(duration),
        fits,
    );
    warning(Field::Caption, words::caption_unread(), sentence)
}

/// Where the engine sets a caption: the size of its letters and the width of its lines, in units, and how wide the
/// picture is. Captions beyond 20 characters are set smaller, in two lines.
fn setting(format: Format, letters: usize) -> (f64, f64, f64) {
    let (size, width, picture) = match format {
        Format::Portrait => (112.0, 930.0, 1080.0),
        Format::Square => (96.0, 940.0, 1080.0),
        Format::Landscape => (104.0, 1500.0, 1920.0),
    };
    let size = if letters > 20 { size * 0.74 } else { size };
    (size, width, picture)
}

/// About how broad a text is, in sizes of its letters.
fn breadth(text: &str) -> f64 {
    text.chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '!' | '|' | ':' | ';' | ' ' => 0.25,
            'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.36,
            'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.84,
            _ if letter.is_uppercase() => 0.64,
            _ => 0.54,
        })
        .sum()
}

/// The broadest line of a caption that is broken once, where it is best broken; all of it if it is one line.
fn broadest_line(caption: &str) -> f64 {
    if caption.chars().count() <= 20 {
        return breadth(caption);
    }
    caption
        .match_indices(' ')
        .map(|(at, _)| breadth(&caption[..at]).max(breadth(caption[at..].trim_start())))
        .fold(breadth(caption), f64::min)
}

fn illegible(caption: &str, format: Format) -> Option<Warning> {
    let (size, width, picture) = setting(format, caption.chars().count());
    let shrunk = size.min(width / broadest_line(caption).max(0.1));
    if shrunk * PHONE / picture >= LEGIBLE {
        return None;
    }
    let sentence = words::caption_small_pixels(format!("{:.0}", shrunk * PHONE / picture));
    warning(Field::Caption, words::caption_small(), sentence)
}

fn undrawable(caption: &str) -> Option<Warning> {
    let sentence = letters::undrawable(caption)?;
    warning(Field::Caption, words::caption_undrawable(), sentence)
}

fn narrow(photo: Pixels) -> Option<Warning> {
    let ratio = f64::from(photo.width.max(1)) / f64::from(photo.height.max(1));
    let sentence = if ratio >= STRIP {
        words::photo_strip_wide(photo.width, photo.height)
    } else if ratio <= 1.0 / STRIP {
        words::photo_strip_tall(photo.width, photo.height)
    } else {
        return None;
    };
    warning(Field::Photo, words::photo_strip(), sentence)
}

/// How large the photo is drawn where it comes to rest, in pixels of the video.
fn drawn_size(draft: &SceneDraft, photo: Pixels, resolution: Resolution) -> (f64, f64) {
    let (most_wide, most_high) = match draft.format {
        Format::Portrait => (900.0, 760.0),
        Format::Square => (600.0, 520.0),
        Format::Landscape => (620.0, 560.0),
    };
    let share = match draft.camera {
        Camera::FromWords | Camera::Calm => 1.0,
        Camera::PushIn => 0.9,
        Camera::PullBack => 0.97,
        Camera::Orbit => 0.86,
        Camera::Handheld => 0.95,
    };
    let pixels = share
        * match resolution {
            Resolution::P720 => 2.0 / 3.0,
            Resolution::P1080 => 1.0,
            Resolution::P2160 => 2.0,
        };
    let ratio = f64::from(photo.width.max(1)) / f64::from(photo.height.max(1));
    let ratio = ratio.clamp(0.04, 25.0);
    if ratio > most_wide / most_high {
        (most_wide * pixels, most_wide / ratio * pixels)
    } else {
        (most_high * ratio * pixels, most_high * pixels)
    }
}

fn soft(draft: &SceneDraft, photo: Pixels, resolution: Resolution) -> Option<Warning> {
    let is_soft = |resolution| {
        drawn_size(draft, photo, resolution).0 > f64::from(photo.width.max(1)) * ENLARGED
    };
    if !is_soft(resolution) {
        return None;
    }
    let (wide, high) = drawn_size(draft, photo, resolution);
    let sharper = Resolution::ALL.into_iter().rev().find(|one| !is_soft(*one));
    let Pixels { width, height } = photo;
    let (wide, high) = (format!("{wide:.0}"), format!("{high:.0}"));
    let at = resolution.label();
    let sentence = match sharper {
        None => words::photo_soft_at(width, height, at, wide, high),
        Some(one) => words::photo_soft_at_or(width, height, at, wide, high, one.label()),
    };
    warning(Field::Photo, words::photo_soft(), sentence)
}

/// How long a caption may be; longer ones are refused, so nothing has to be warned of.
const _: () = assert!(CAPTION_MAX == 40, "two lines of 20 are set");

#[cfg(test)]
mod tests;
