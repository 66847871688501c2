//! The server as a whole: its settings, its database, its state and its router.

pub mod database;
pub mod events;
pub mod form;
pub mod health;
pub mod limits;
pub mod log;
pub mod router;
#[cfg(test)]
mod router_tests;
pub mod security;
pub mod settings;
pub mod site;
pub mod state;
pub mod stores;
#[cfg(test)]
pub mod testing;

pub use events::Events;
pub use settings::{Mode, Settings};
pub use site::Site;
pub use state::App;
