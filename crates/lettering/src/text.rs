//! Texts as outlines, laid out once in units so that the size of a frame never moves a line break.

use crate::Fonts;
use crate::fonts::{self, Fallback, FontBytes};
use crate::outline::Outlines;
use kurbo::{Affine, BezPath};
use parley::{
    Cluster, FontContext, FontFamily, FontFamilyName, GlyphRun, Layout, LayoutContext, Line,
    LineHeight, PositionedLayoutItem, StyleProperty, fontique,
};
use serde::{Deserialize, Serialize};
use skrifa::{GlyphId, MetadataProvider};
use std::borrow::Cow;
use std::sync::Arc;

/// The longest text that is set; longer ones are refused.
pub const TEXT_MAX: usize = 200;

/// Texts shrink no further than this share of their size; what is still too wide is scaled as a whole.
const SMALLEST: f32 = 0.45;

/// In which of the two voices a text speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Face {
    Headline,
    Line,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    Left,
    Centre,
}

/// A text and the box it is set in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Text<'a> {
    pub text: &'a str,
    pub face: Face,
    /// Font size in units; it shrinks until the text fits `width` in at most `lines` lines.
    pub size: f64,
    pub width: f64,
    pub lines: u32,
    pub align: Align,
}

/// Why a text was not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("A text of this video has {len} characters; {TEXT_MAX} fit.")]
    TooLong { len: usize },
    #[error("A font of this video cannot be read.")]
    Font,
}

/// A word's outline in place, and the line it stands on.
pub struct Word {
    pub path: BezPath,
    pub line: usize,
    /// For each letter its place in the text and where its outline ends in the path.
    letters: Vec<(usize, usize)>,
}

impl Word {
    /// The outlines of its letters that stand before a place in the text.
    pub fn typed(&self, until: usize) -> BezPath {
        let elements = self.path.elements();
        let mut begins = 0;
        let mut typed = Vec::new();
        for &(place, ends) in &self.letters {
            if place < until {
                typed.extend_from_slice(&elements[begins..ends]);
            }
            begins = ends;
        }
        BezPath::from_vec(typed)
    }
}

/// A text ready to be drawn; the origin is the top of the first line at the alignment's edge.
pub struct Laid {
    pub words: Vec<Word>,
    /// Top and bottom of each line.
    pub lines: Vec<(f64, f64)>,
    pub width: f64,
}

impl Laid {
    /// The place in the text before which this many letters stand.
    pub fn place_after(&self, letters: usize) -> usize {
        let mut places: Vec<_> = self
            .words
            .iter()
            .flat_map(|word| word.letters.iter().map(|&(place, _)| place))
            .collect();
        places.sort_unstable();
        places.get(letters).copied().unwrap_or(usize::MAX)
    }
}

/// Sets texts with the fonts at hand.
pub struct Typesetter {
    headline: Stack,
    line: Stack,
    layouts: LayoutContext<()>,
}

/// The fonts of one face, first choice first.
struct Stack {
    context: FontContext,
    families: Vec<String>,
    fonts: Vec<FontBytes>,
}

impl Stack {
    fn new(extra: &Fonts, headline_first: bool) -> Result<Self, TextError> {
        let mut context = FontContext::new();
        let fonts = fonts::stack(extra, headline_first);
        let mut families = Vec::with_capacity(fonts.len());
        for bytes in &fonts {
            let blob = fontique::Blob::new(Arc::new(bytes.clone()));
            let registered = context.collection.register_fonts(blob, None);
            let name = registered
                .first()
                .and_then(|(family, _)| context.collection.family_name(*family))
                .ok_or(TextError::Font)?;
            families.push(name.to_owned());
        }
        Ok(Self {
            context,
            families,
            fonts,
        })
    }

    /// The text without what no font can draw, so that no empty box ever stands in a video. Of the fonts beyond the base,
    /// only what [`Fallback::of`] says they are for is drawn: a browser fetches them for nothing else, and a preview has to
    /// show what the file will.
    fn drawable(&self, text: &str) -> String {
        let maps: Vec<_> = self
            .fonts
            .iter()
            .filter_map(|bytes| skrifa::FontRef::new(bytes.as_ref()).ok())
            .map(|font| font.charmap())
            .collect();
        let (base, beyond) = maps.split_at(fonts::BASE.min(maps.len()));
        let has = |maps: &[_], c: char| {
            maps.iter()
                .any(|map: &skrifa::charmap::Charmap| map.map(c).is_some())
        };
        let known = |c: char| has(base, c) || (Fallback::of(c).is_some() && has(beyond, c));
        composed(text)
            .chars()
            .map(usual)
            .filter(|&c| c == ' ' || joins(c) || (!c.is_control() && known(c)))
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The text with its marks joined with their letters (NFC), as fonts have them.
#[cfg(not(target_arch = "wasm32"))]
fn composed(text: &str) -> Cow<'_, str> {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// Texts come composed from the page, which spares the browser the tables for it.
#[cfg(target_arch = "wasm32")]
const fn composed(text: &str) -> &str {
    text
}

/// Every space as the one space, and the hyphens that word processors write as the one that fonts have.
const fn usual(c: char) -> char {
    match c {
        '\u{2010}' | '\u{2011}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Joiners and direction marks are never seen but shape what is.
const fn joins(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{2066}'..='\u{2069}')
}

impl Typesetter {
    /// # Errors
    /// If one of the fonts cannot be read.
    pub fn new(extra: &Fonts) -> Result<Self, TextError> {
        Ok(Self {
            headline: Stack::new(extra, true)?,
            line: Stack::new(extra, false)?,
            layouts: LayoutContext::new(),
        })
    }

    /// Lays a text out in its box, smaller if it has to be.
    ///
    /// # Errors
    /// If it is longer than [`TEXT_MAX`] characters.
    pub fn set(&mut self, wanted: Text<'_>) -> Result<Laid, TextError> {
        let len = wanted.text.chars().count();
        if len > TEXT_MAX {
            return Err(TextError::TooLong { len });
        }
        let stack = match wanted.face {
            Face::Headline => &mut self.headline,
            Face::Line => &mut self.line,
        };
        let text = stack.drawable(wanted.text);
        let (width, lines) = (wanted.width as f32, wanted.lines.max(1) as usize);
        let mut size = wanted.size as f32;
        let smallest = size * SMALLEST;
        let mut layout = build(stack, &mut self.layouts, wanted, &text, size);
        loop {
            layout.break_all_lines(Some(width));
            if (layout.len() <= lines && layout.width() <= width + 0.5) || size <= smallest {
                break;
            }
            size *= 0.94;
            layout = build(stack, &mut self.layouts, wanted, &text, size);
        }
        balance(&mut layout, width);
        Ok(outline(&layout, wanted, &text))
    }
}

fn build(
    stack: &mut Stack,
    layouts: &mut LayoutContext<()>,
    wanted: Text<'_>,
    text: &str,
    size: f32,
) -> Layout<()> {
    let names: Vec<_> = stack
        .families
        .iter()
        .map(|name| FontFamilyName::Named(Cow::Borrowed(name.as_str())))
        .collect();
    let mut builder = layouts.ranged_builder(&mut stack.context, text, 1.0, false);
    builder.push_default(StyleProperty::FontSize(size));
    builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(
        &names,
    ))));
    let (tracking, leading) = match wanted.face {
        Face::Headline => (fonts::TRACKING as f32, 1.04),
        Face::Line => (fonts::LINE_TRACKING as f32, 1.3),
    };
    builder.push_default(StyleProperty::LetterSpacing(tracking * size));
    builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(
        leading,
    )));
    builder.build(text)
}

/// Makes the lines about equally long: the narrowest width that gives no more lines.
fn balance(layout: &mut Layout<()>, width: f32) {
    let lines = layout.len();
    if lines < 2 {
        return;
    }
    let (mut low, mut high) = (width * 0.4, width);
    for _ in 0..8 {
        let middle = f32::midpoint(low, high);
        layout.break_all_lines(Some(middle));
        if layout.len() > lines || layout.width() > middle {
            low = middle;
        } else {
            high = middle;
        }
    }
    layout.break_all_lines(Some(high));
}

fn outline(layout: &Layout<()>, wanted: Text<'_>, text: &str) -> Laid {
    let mut laid = Laid {
        words: Vec::new(),
        lines: Vec::new(),
        width: 0.0,
    };
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (number, line) in layout.lines().enumerate() {
        let metrics = line.metrics();
        laid.lines.push((
            f64::from(metrics.block_min_coord),
            f64::from(metrics.block_max_coord),
        ));
        let (left, right) = seen(&line);
        laid.width = laid.width.max(right - left);
        let shift = match wanted.align {
            Align::Centre => -f64::midpoint(left, right),
            Align::Left if layout.is_rtl() => wanted.width - right,
            Align::Left => -left,
        };
        clusters(&line, |run, cluster, x| {
            let word = text[..cluster.text_range().start].matches(' ').count();
            let place = places
                .iter()
                .position(|&known| known == (word, number))
                .unwrap_or_else(|| {
                    places.push((word, number));
                    laid.words.push(Word {
                        path: BezPath::new(),
                        line: number,
                        letters: Vec::new(),
                    });
                    places.len() - 1
                });
            let word = &mut laid.words[place];
            draw_cluster(run, cluster, x + shift, &mut word.path);
            let ends = word.path.elements().len();
            word.letters.push((cluster.text_range().start, ends));
        });
    }
    let mut ordered: Vec<_> = places.into_iter().zip(laid.words).collect();
    ordered.sort_by_key(|(place, _)| *place);
    laid.words = ordered
        .into_iter()
        .map(|(_, word)| word)
        .filter(|word| !word.path.elements().is_empty())
        .collect();
    squeeze(&mut laid, wanted);
    laid
}

/// Calls for every cluster of a line, left to right, with the place it starts at.
fn clusters(line: &Line<'_, ()>, mut with: impl FnMut(&GlyphRun<'_, ()>, &Cluster<'_, ()>, f64)) {
    for item in line.items() {
        let PositionedLayoutItem::GlyphRun(run) = item else {
            continue;
        };
        let mut x = f64::from(run.offset());
        for cluster in run.run().visual_clusters() {
            with(&run, &cluster, x);
            x += f64::from(cluster.advance());
        }
    }
}

/// Where what is seen of a line begins and ends; spaces that hang over its edge do not count.
fn seen(line: &Line<'_, ()>) -> (f64, f64) {
    let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
    clusters(line, |_, cluster, x| {
        if !cluster.is_space_or_nbsp() {
            left = left.min(x);
            right = right.max(x + f64::from(cluster.advance()));
        }
    });
    if left <= right {
        (left, right)
    } else {
        (0.0, 0.0)
    }
}

fn draw_cluster(run: &GlyphRun<'_, ()>, cluster: &Cluster<'_, ()>, mut x: f64, path: &mut BezPath) {
    let font = run.run().font();
    let Ok(font_ref) = skrifa::FontRef::from_index(font.data.as_ref(), font.index) else {
        return;
    };
    let outlines = Outlines::new(&font_ref, run.run().font_size());
    for glyph in cluster.glyphs() {
        let at = (x + f64::from(glyph.x), f64::from(run.baseline() + glyph.y));
        if let Some(outlines) = &outlines {
            // A glyph that cannot be drawn leaves a gap; the rest of the text still stands.
            let _ = outlines.draw(GlyphId::new(glyph.id), at, path);
        }
        x += f64::from(glyph.advance);
    }
}

/// A word that is too wide even at the smallest size is drawn narrower as a whole.
fn squeeze(laid: &mut Laid, wanted: Text<'_>) {
    if laid.width <= wanted.width {
        return;
    }
    let scale = wanted.width / laid.width;
    for word in &mut laid.words {
        word.path.apply_affine(Affine::scale(scale));
    }
    for line in &mut laid.lines {
        *line = (line.0 * scale, line.1 * scale);
    }
    laid.width = wanted.width;
}

#[cfg(test)]
mod tests;
