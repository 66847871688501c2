//! Who somebody is: sign up, sign in, sessions.

#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
pub mod closing;
#[cfg(feature = "ssr")]
mod entry;
#[cfg(feature = "ssr")]
mod extract;
#[cfg(feature = "ssr")]
pub mod logic;
#[cfg(feature = "ssr")]
mod next;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
pub mod recovery;
#[cfg(feature = "ssr")]
pub mod refused;
#[cfg(feature = "ssr")]
mod sessions;
#[cfg(feature = "ssr")]
mod settings;
#[cfg(all(test, feature = "ssr"))]
mod settings_tests;
#[cfg(feature = "ssr")]
mod settings_view;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod token;

#[cfg(feature = "ssr")]
pub use extract::{SignedIn, Visitor, current};
#[cfg(feature = "ssr")]
pub use next::LocalPath;
#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(feature = "ssr")]
pub use sessions::{Sessions, SqlSessions, session_layer};
#[cfg(feature = "ssr")]
pub use store::{Account, AccountStore, SqlAccounts};
