//! The design system's components. They know no feature.

pub mod amount;
pub mod field;
pub mod icon;
pub mod notice;
pub mod text_area;
