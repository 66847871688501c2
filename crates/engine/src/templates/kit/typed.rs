//! Words that somebody types.

use drawing::scene::{Kind, Layer};

/// The longest that typing takes, in seconds, and the most letters in one second.
const LONGEST: f64 = 1.2;
const FASTEST: f64 = 30.0;
const SLOWEST: f64 = 18.0;

/// A caption whose headline is typed from a moment on rather than risen; its line enters as it did.
pub fn typed(mut caption: Layer, from: f64) -> Layer {
    if let Kind::Group { layers, .. } = &mut caption.kind
        && let Some(headline) = layers.first_mut()
        && let Kind::Text(text) = &headline.kind
    {
        let letters = text.text.chars().count() as f64;
        headline.kind = Kind::Typed {
            text: text.clone(),
            from,
            pace: (letters / LONGEST).clamp(SLOWEST, FASTEST),
        };
    }
    caption
}
