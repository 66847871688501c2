//! The question that needs SQLite's words.

use super::ClosingWords;
use sqlx::Sqlite;

impl ClosingWords for Sqlite {
    const STRIPS: &'static str = "SELECT frame.value AS key, r.account FROM clip_render AS r, \
         json_each('[\"' || replace(r.strip_keys, ' ', '\",\"') || '\"]') AS frame WHERE r.strip_keys <> ''";
}
