//! The designers' Lab: demo and test mode only.

mod endpoints;

pub use endpoints::routes;

use crate::faults::Faults;
use crate::server::App;
use ::credits::AccountId;

/// The faults set for an account.
pub async fn faults(_app: &App, _account: &AccountId) -> Faults {
    Faults::default()
}
