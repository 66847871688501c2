//! Texts as outlines: the fonts of the videos, and what is set with them.
//!
//! A text is laid out once for each edit, never for a frame, so this is built to arrive soon in a browser and not to run
//! fast there. Outlines are equal on every machine.

mod fonts;
mod outline;
mod text;

#[cfg(not(target_arch = "wasm32"))]
pub use fonts::covered;
pub use fonts::{Fallback, Fonts, NotAFont, headline_breadth, line_breadth, needed};
pub use text::{Align, Face, Laid, TEXT_MAX, Text, TextError, Typesetter, Word};
