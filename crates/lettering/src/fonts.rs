//! The fonts of the videos.
//!
//! Headlines are set in Bricolage Grotesque and lines in Inter, both with Latin, Extended Latin and
//! Vietnamese. Greek, Cyrillic, Arabic, Hebrew and monochrome emoji have fonts of their own. What
//! none of them can draw is left out of the text, so that no box ever stands in a video.

use serde::{Deserialize, Serialize};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Headlines are set this much tighter than their font says, in font sizes.
pub const TRACKING: f64 = -0.022;
/// And lines this much, hardly at all.
pub const LINE_TRACKING: f64 = -0.004;

static HEADLINE: &[u8] = include_bytes!("../fonts/headline.ttf");
static LINE: &[u8] = include_bytes!("../fonts/line.ttf");

/// A script that the two base fonts do not cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fallback {
    Greek,
    Cyrillic,
    Arabic,
    Hebrew,
    Emoji,
}

impl Fallback {
    pub const ALL: [Self; 5] = [
        Self::Greek,
        Self::Cyrillic,
        Self::Arabic,
        Self::Hebrew,
        Self::Emoji,
    ];

    /// The name of its file beside the engine, without `.ttf`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Greek => "greek",
            Self::Cyrillic => "cyrillic",
            Self::Arabic => "arabic",
            Self::Hebrew => "hebrew",
            Self::Emoji => "emoji",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|script| script.name() == name)
    }

    /// The script a character needs beyond the base fonts, if any.
    #[must_use]
    pub const fn of(c: char) -> Option<Self> {
        match c as u32 {
            0x370..=0x3ff | 0x1f00..=0x1fff => Some(Self::Greek),
            0x400..=0x52f | 0x1c80..=0x1c8f | 0x2116 | 0x2de0..=0x2dff | 0xa640..=0xa69f => {
                Some(Self::Cyrillic)
            }
            0x590..=0x5ff | 0xfb1d..=0xfb4f => Some(Self::Hebrew),
            0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => {
                Some(Self::Arabic)
            }
            0x2600..=0x27bf | 0x2b00..=0x2bff | 0x1f000..=0x1faff => Some(Self::Emoji),
            _ => None,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn built_in(script: Fallback) -> Option<&'static [u8]> {
    Some(match script {
        Fallback::Greek => include_bytes!("../fonts/greek.ttf"),
        Fallback::Cyrillic => include_bytes!("../fonts/cyrillic.ttf"),
        Fallback::Arabic => include_bytes!("../fonts/arabic.ttf"),
        Fallback::Hebrew => include_bytes!("../fonts/hebrew.ttf"),
        Fallback::Emoji => include_bytes!("../fonts/emoji.ttf"),
    })
}

// The browser fetches these files when a text needs them, which keeps the module small.
#[cfg(target_arch = "wasm32")]
fn built_in(_script: Fallback) -> Option<&'static [u8]> {
    None
}

/// Fonts beyond the two that are always there. Natively all of them are built in; a browser loads what it needs.
#[derive(Debug, Clone, Default)]
pub struct Fonts(BTreeMap<Fallback, Arc<Vec<u8>>>);

/// The bytes are not a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This font cannot be read.")]
pub struct NotAFont;

impl Fonts {
    /// Takes the font of a script.
    ///
    /// # Errors
    /// If the bytes are not a font.
    pub fn add(&mut self, script: Fallback, bytes: Vec<u8>) -> Result<(), NotAFont> {
        skrifa::FontRef::new(&bytes).map_err(|_| NotAFont)?;
        self.0.insert(script, Arc::new(bytes));
        Ok(())
    }
}

/// The bytes of one font, shared by all who read it.
#[derive(Clone)]
pub enum FontBytes {
    Static(&'static [u8]),
    Loaded(Arc<Vec<u8>>),
}

impl AsRef<[u8]> for FontBytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Loaded(bytes) => bytes,
        }
    }
}

/// How many fonts of a stack are always there.
pub const BASE: usize = 2;

/// The fonts at hand, in the order in which they are asked for a character.
pub fn stack(fonts: &Fonts, headline_first: bool) -> Vec<FontBytes> {
    let mut stack = if headline_first {
        vec![HEADLINE, LINE]
    } else {
        vec![LINE, HEADLINE]
    }
    .into_iter()
    .map(FontBytes::Static)
    .collect::<Vec<_>>();
    for script in Fallback::ALL {
        if let Some(bytes) = fonts.0.get(&script) {
            stack.push(FontBytes::Loaded(Arc::clone(bytes)));
        } else if let Some(bytes) = built_in(script) {
            stack.push(FontBytes::Static(bytes));
        }
    }
    stack
}

/// Every character that is drawn, as the first and the last of each run of them: those of the base fonts, and those that the
/// font of their script has.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn covered() -> Vec<(u32, u32)> {
    let charmap =
        |bytes: &'static [u8]| skrifa::FontRef::new(bytes).ok().map(|font| font.charmap());
    let base = [HEADLINE, LINE].map(charmap);
    let has = |map: &Option<skrifa::charmap::Charmap>, c: char| {
        map.as_ref().is_some_and(|map| map.map(c).is_some())
    };
    let scripts: Vec<_> = Fallback::ALL
        .into_iter()
        .filter_map(|script| built_in(script).map(charmap))
        .collect();
    let drawn = |c: char| {
        base.iter().any(|map| has(map, c))
            || (Fallback::of(c).is_some() && scripts.iter().any(|map| has(map, c)))
    };
    let mut runs: Vec<(u32, u32)> = vec![];
    for c in ('\u{20}'..='\u{1ffff}').filter(|&c| drawn(c)) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == u32::from(c) => *last = u32::from(c),
            _ => runs.push((u32::from(c), u32::from(c))),
        }
    }
    runs
}

/// About how broad a headline is, in font sizes. It tells a layout whether a text wants one line or two; the
/// same everywhere, since it reads the built-in fonts alone. Letters of other scripts are as broad as theirs are on average, and
/// what is never drawn has no breadth.
#[must_use]
pub fn headline_breadth(text: &str) -> f64 {
    breadth(text, [HEADLINE, LINE], TRACKING)
}

/// The same of a text in the face of lines.
#[must_use]
pub fn line_breadth(text: &str) -> f64 {
    breadth(text, [LINE, HEADLINE], LINE_TRACKING)
}

fn breadth(text: &str, fonts: [&'static [u8]; 2], tracking: f64) -> f64 {
    let fonts: Vec<_> = fonts
        .into_iter()
        .filter_map(|bytes| skrifa::FontRef::new(bytes).ok())
        .collect();
    let advance = |c: char| {
        fonts.iter().find_map(|font| {
            let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
            metrics.advance_width(font.charmap().map(c)?)
        })
    };
    let average = |c: char| match Fallback::of(c)? {
        Fallback::Emoji => Some(1.27),
        Fallback::Hebrew => Some(0.57),
        Fallback::Greek | Fallback::Cyrillic | Fallback::Arabic => Some(0.6),
    };
    text.chars()
        .filter_map(|c| Some(f64::from(advance(c).or_else(|| average(c))?) + tracking))
        .sum()
}

/// The fonts these texts need beyond the built-in ones.
#[must_use]
pub fn needed<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Fallback> {
    let mut found: Vec<_> = texts
        .flat_map(str::chars)
        .filter_map(Fallback::of)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_as_broad_as_its_letters() {
        assert!(headline_breadth("illicit") < 0.6 * headline_breadth("mammoth"));
        assert!(line_breadth("Roasted today") > headline_breadth("Roasted today"));
        let roasted = headline_breadth("Roasted today");
        assert!((6.3..6.9).contains(&roasted), "{roasted}");
    }

    #[test]
    fn what_is_drawn_is_told_in_runs() {
        let runs = covered();
        let drawn = |c: char| {
            let c = u32::from(c);
            runs.iter()
                .any(|&(first, last)| (first..=last).contains(&c))
        };
        assert!(runs.is_sorted());
        // The last is in the Arabic font, which a browser does not fetch for it.
        for (c, is) in [
            ('a', true),
            ('№', true),
            ('🚀', true),
            ('★', false),
            ('→', false),
            ('\u{2010}', false),
        ] {
            assert_eq!(drawn(c), is, "{c}");
        }
    }

    #[test]
    fn texts_say_which_fonts_they_need() {
        assert_eq!(needed(["Plain, ďŵęłţ"].into_iter()), []);
        assert_eq!(
            needed(["שלום 🚀", "Привет"].into_iter()),
            [Fallback::Cyrillic, Fallback::Hebrew, Fallback::Emoji]
        );
    }
}
