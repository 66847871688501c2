//! The design system's components. They know no feature.

pub mod amount;
#[cfg(feature = "ssr")]
pub mod brand;
pub mod connection;
pub mod counted;
#[cfg(feature = "ssr")]
pub mod date;
pub mod fetch;
pub mod field;
pub mod icon;
pub mod keys_sheet;
pub mod letters;
pub mod local_copy;
pub mod notice;
pub mod peek;
pub mod play_on_hover;
pub mod text_area;
