//! The other files of a downloaded version: sizes, moving pictures, poster. All of them come with the one download, so
//! nothing in here moves a credit.

pub mod board;
#[cfg(feature = "ssr")]
pub mod logic;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod renders;
pub mod rules;
#[cfg(feature = "ssr")]
mod store;

#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(feature = "ssr")]
pub use store::{ExportStore, SqlExports};
