//! The design system's components. They know no feature.

pub mod amount;
#[cfg(feature = "ssr")]
pub mod date;
pub mod field;
pub mod icon;
pub mod counted;
pub mod notice;
pub mod peek;
pub mod text_area;
