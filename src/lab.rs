//! The designers' Lab: demo and test mode only.

mod endpoints;

pub use endpoints::routes;
