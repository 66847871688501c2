//! What may be asked of the library, how an address says it, and the words of its cards.

mod search;

pub use search::{Asked, Cursor, KindChoice, Search, SortChoice, StateChoice, with_query};

use crate::clips::rules::{TITLE_MAX, tidy};
use crate::studio::rules::{SceneDraft, title_of};
use crate::ui::amount;
use crate::words::{around, library as words};

/// How many videos a page shows; the rest is one "Show more" away.
pub const PAGE: usize = 24;

/// What an entry of the library is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A hand-crafted video.
    Clip,
    /// A scene of the Studio that was never animated.
    Scene,
    /// An order of the Studio with its takes.
    Animation,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Clip, Self::Scene, Self::Animation];

    /// Its word in addresses; the table it lies in has the same name.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Clip => "clip",
            Self::Scene => "scene",
            Self::Animation => "animation",
        }
    }

    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// What the database searches and sorts an entry by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub sort_title: String,
    pub words: String,
}

impl Listed {
    /// An entry with this title that is found by these texts as well.
    pub fn new(title: &str, texts: &[&str]) -> Self {
        let words: Vec<String> = [title]
            .iter()
            .chain(texts)
            .map(|text| folded(text))
            .collect();
        Self {
            sort_title: folded(title),
            words: words.join(" "),
        }
    }

    /// The same for what is made of a scene; an empty `title` stands for the scene's own.
    pub fn of_scene(title: &str, draft: &SceneDraft) -> Self {
        Self::new(&scene_title(title, draft), &[&draft.caption, &draft.prompt])
    }
}

/// The title a scene was given, else its caption or the first words of its prompt.
pub fn scene_title(title: &str, draft: &SceneDraft) -> String {
    if title.is_empty() {
        title_of(draft)
    } else {
        title.to_owned()
    }
}

/// A text as it is compared: one case, no control characters, single spaces.
pub fn folded(text: &str) -> String {
    tidy(text).to_lowercase()
}

/// What a copy is called: "Summer drop, copy", then "Summer drop, copy 2".
pub fn copy_title(title: &str) -> String {
    let (_, copy) = around(words::copied);
    let (stem, number) = match title.rsplit_once(&copy) {
        Some((stem, "")) => (stem, 2),
        Some((stem, number)) => match number.trim_start().parse::<u32>() {
            Ok(number) => (stem, number.saturating_add(1)),
            Err(_) => (title, 1),
        },
        None => (title, 1),
    };
    let (before, after) = match number {
        1 => around(words::copied),
        number => around(|title| words::copied_again(title, number)),
    };
    let room = TITLE_MAX.saturating_sub(before.chars().count() + after.chars().count());
    let stem: String = stem.chars().take(room).collect();
    format!("{before}{}{after}", stem.trim_end())
}

/// "412 MB in 38 files".
pub fn storage_words(bytes: u64, files: u64) -> String {
    words::storage(files, size_words(bytes))
}

/// A size as people say it, in powers of ten as shops and systems count.
fn size_words(bytes: u64) -> String {
    const KB: u64 = 1_000;
    const MB: u64 = 1_000 * KB;
    const GB: u64 = 1_000 * MB;
    // One decimal where it still says something, rounded half up.
    let tenths = |unit: u64| (bytes.saturating_mul(10).saturating_add(unit / 2)) / unit;
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let said = |unit: u64, say: fn(String) -> String| match tenths(unit) {
        small if small < 100 && small % 10 != 0 => say(amount::tenths(small)),
        large => say(amount::grouped(whole((large + 5) / 10))),
    };
    // What would round up to a thousand is said in the next unit.
    if bytes >= GB - MB / 2 {
        said(GB, words::gigabytes)
    } else if bytes > MB - KB {
        said(MB, words::megabytes)
    } else {
        words::kilobytes(bytes.div_ceil(KB))
    }
}

/// "1 video", "1,204 videos".
pub fn videos_words(count: u64) -> String {
    words::videos(count)
}

#[cfg(test)]
mod tests;
