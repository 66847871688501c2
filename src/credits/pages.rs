//! `/credits`, its export, and the stream of live balances.

use crate::server::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
