//! The designers' Lab: demo and test mode only. Its JSON endpoints set the scene for an account of its own:
//! who it is, what time it has, how its next payment ends, what goes wrong. The same levers stand on `/lab` for people.

mod animator;
mod books;
mod clock;
pub mod demo;
mod disturbance;
mod endpoints;
mod fault_store;
mod ledger;
mod letters;
mod levers;
mod looks;
mod modes;
mod pages;
mod panel;
mod personas;
mod reversals;
mod scenarios;
mod stage;
mod window;

pub use animator::remembering as remembering_animator;
pub use disturbance::disturb;
pub use fault_store::{FaultStore, SqlFaults, faults, take_failure};
pub use stage::direct;

/// The Lab's page and its JSON endpoints.
pub fn routes() -> axum::Router<crate::server::App> {
    endpoints::routes()
        .merge(letters::routes())
        .merge(pages::routes())
        .merge(scenarios::routes())
}
