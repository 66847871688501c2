//! Edits of a finished take that need no new animation: rendered by our own engine from what is stored, free, as further
//! versions of the take. The take itself never changes.

pub mod editor;
mod fields;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
mod finish;
#[cfg(feature = "ssr")]
pub mod logic;
#[cfg(feature = "ssr")]
mod material;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod renders;
pub mod rules;
mod stage;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
mod unsaved;
mod versions;

#[cfg(feature = "ssr")]
pub use finish::finish;
#[cfg(feature = "ssr")]
pub use material::Bench;
#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(feature = "ssr")]
pub use renders::handler;
#[cfg(feature = "ssr")]
pub use store::{SqlVersions, VersionStore};
