//! The pages of this feature.

use crate::server::App;
use axum::Router;

pub fn routes() -> Router<App> {
    Router::new()
}
