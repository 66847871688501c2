//! The credit rules, answered, and the way to us.

#[cfg(feature = "ssr")]
pub mod corner;
#[cfg(feature = "ssr")]
mod letter;
#[cfg(feature = "ssr")]
mod logic;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod questions;
mod search;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod write;

#[cfg(feature = "ssr")]
pub use letter::letter;
#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(feature = "ssr")]
pub use store::{HelpStore, SqlHelp};
