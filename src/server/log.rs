//! What may be logged.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;

/// The same filter, whatever it was set to, without what would log a secret: the CSRF layer traces whole addresses, and the
/// token of a forgotten password stands in one.
pub fn discreet(filter: EnvFilter) -> Result<EnvFilter, ParseError> {
    Ok(filter.add_directive("tower_http::csrf=info".parse()?))
}
