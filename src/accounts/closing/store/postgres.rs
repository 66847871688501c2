//! The question that needs PostgreSQL's words.

use super::ClosingWords;
use sqlx::Postgres;

impl ClosingWords for Postgres {
    const STRIPS: &'static str = "SELECT frame.key AS key, r.account FROM clip_render AS r, \
         unnest(string_to_array(r.strip_keys, ' ')) AS frame(key) WHERE r.strip_keys <> ''";
}
