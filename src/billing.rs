//! Plans, periods, payments and bundles.

#[cfg(feature = "ssr")]
pub mod logic;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod store;

#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(feature = "ssr")]
pub use store::{BillingStore, SqliteBilling};
