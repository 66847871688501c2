//! The designers' Lab: demo and test mode only. Its JSON endpoints set the scene for an account of its own:
//! who it is, what time it has, how its next payment ends, what goes wrong.

mod clock;
pub mod demo;
mod disturbance;
mod endpoints;
mod fault_store;
mod ledger;
mod personas;

pub use disturbance::disturb;
pub use endpoints::routes;
pub use fault_store::faults;
