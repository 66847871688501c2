//! The pages and forms for signing up, in and out.

use crate::server::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
