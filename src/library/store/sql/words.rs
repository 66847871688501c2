//! The text of the library's questions. All of it is constants and numbers of placeholders; what people typed is bound.

use crate::library::rules::{KindChoice, Search, SortChoice, StateChoice};
use std::fmt::Write;

/// Every entry of account `$1`, with its state as 0 or 1. Clips are kept by the wall clock, `$2` behind the account's.
/// A deleted entry's moment is when it was deleted.
const ITEMS: &str = "WITH item AS ( \
    SELECT 'clip' AS kind, c.id, c.sort_title, c.words, COALESCE(c.deleted_at, c.updated_at) + $2 AS at, c.deleted_at, \
        CASE WHEN EXISTS (SELECT 1 FROM clip_render AS r WHERE r.account = c.account AND r.version = c.version AND r.full_key IS NOT NULL) \
            THEN 1 ELSE 0 END AS finished, \
        CASE WHEN EXISTS (SELECT 1 FROM credits_right AS own WHERE own.account = c.account AND own.version = c.version) \
            THEN 1 ELSE 0 END AS owned, \
        CASE WHEN EXISTS (SELECT 1 FROM clip_version AS v JOIN credits_right AS own ON own.account = c.account AND own.version = v.hash \
            WHERE v.clip = c.id) THEN 1 ELSE 0 END AS downloaded \
    FROM clip AS c WHERE c.account = $1 \
    UNION ALL \
    SELECT 'animation', a.id, a.sort_title, a.words, COALESCE(a.deleted_at + $2, a.created_at), a.deleted_at, \
        CASE WHEN EXISTS (SELECT 1 FROM take AS t WHERE t.root = a.id AND t.state = 'delivered') THEN 1 ELSE 0 END, 0, 0 \
    FROM animation AS a WHERE a.account = $1 AND a.root = a.id \
    UNION ALL \
    SELECT 'scene', s.id, s.sort_title, s.words, COALESCE(s.deleted_at + $2, s.updated_at), s.deleted_at, 0, 0, 0 \
    FROM scene AS s WHERE s.account = $1 AND NOT EXISTS (SELECT 1 FROM animation AS a WHERE a.scene = s.id) \
    ) ";

/// The last entry of the page before, as the order has it.
pub enum Key {
    Time(i64, String),
    Title(String, String),
}

/// A search as the database is asked for it.
pub struct Asked {
    /// What an entry has to be.
    condition: String,
    /// What an entry has to stand behind; always true on the first page.
    behind: String,
    order: &'static str,
    /// Bound from `$3` on.
    pub patterns: Vec<String>,
    /// Bound after the patterns.
    pub cursor: Option<Key>,
}

impl Asked {
    pub fn of(search: &Search) -> Self {
        let patterns: Vec<String> = search.words().iter().map(|word| pattern(word)).collect();
        let mut condition = String::from(match search.state {
            StateChoice::Any => "deleted_at IS NULL",
            StateChoice::Drafts => "deleted_at IS NULL AND finished = 0",
            StateChoice::Ready => "deleted_at IS NULL AND finished = 1 AND owned = 0",
            StateChoice::Downloaded => "deleted_at IS NULL AND downloaded = 1",
            StateChoice::Deleted => "deleted_at IS NOT NULL",
        });
        condition.push_str(match search.kind {
            KindChoice::All => "",
            KindChoice::HandCrafted => " AND kind = 'clip'",
            KindChoice::Ai => " AND kind <> 'clip'",
        });
        for place in 0..patterns.len() {
            // Writing to a text cannot fail.
            let _always_written = write!(condition, " AND words LIKE ${} ESCAPE '!'", place + 3);
        }
        let (order, cursor) = match search.sort {
            SortChoice::Newest => ("at DESC, id DESC", newest_key(search)),
            SortChoice::Title => ("sort_title, id", title_key(search)),
        };
        let (key, id) = (patterns.len() + 3, patterns.len() + 4);
        let behind = match &cursor {
            None => "1 = 1".to_owned(),
            Some(Key::Time(..)) => format!("(at < ${key} OR (at = ${key} AND id < ${id}))"),
            Some(Key::Title(..)) => {
                format!("(sort_title > ${key} OR (sort_title = ${key} AND id > ${id}))")
            }
        };
        Self {
            condition,
            behind,
            order,
            patterns,
            cursor,
        }
    }

    /// The entries of a page.
    pub fn page(&self, limit: usize) -> String {
        let Self {
            condition,
            behind,
            order,
            ..
        } = self;
        format!(
            "{ITEMS} SELECT kind, id, at, sort_title, deleted_at FROM item WHERE {condition} AND {behind} ORDER BY {order} LIMIT {limit}"
        )
    }

    /// How many there are of what.
    pub fn counts(&self) -> String {
        let Self {
            condition, behind, ..
        } = self;
        format!(
            "{ITEMS} SELECT (SELECT COUNT(*) FROM item WHERE deleted_at IS NULL) AS everything, \
             (SELECT COUNT(*) FROM item WHERE deleted_at IS NOT NULL) AS deleted, \
             (SELECT COUNT(*) FROM item WHERE {condition}) AS found, \
             (SELECT COUNT(*) FROM item WHERE {condition} AND {behind}) AS from_here"
        )
    }
}

fn newest_key(search: &Search) -> Option<Key> {
    let cursor = search.after.as_ref()?;
    Some(Key::Time(cursor.key.parse().ok()?, cursor.id.to_string()))
}

fn title_key(search: &Search) -> Option<Key> {
    let cursor = search.after.as_ref()?;
    Some(Key::Title(cursor.key.clone(), cursor.id.to_string()))
}

/// A word anywhere in a text. What the database takes for a sign of its own is said to be none.
fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for character in word.chars() {
        if matches!(character, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

/// "$2, $3, $4": account is `$1` in all of these.
fn places(count: usize) -> String {
    let places: Vec<String> = (2..count + 2).map(|place| format!("${place}")).collect();
    places.join(", ")
}

/// Clips with the versions their cards show.
pub fn clips(count: usize) -> String {
    // The finished version and the owned one, each as a value of the clip's row.
    const FINISHED: &str = "SELECT v.hash FROM clip_version AS v JOIN clip_render AS r ON r.account = c.account AND r.version = v.hash \
         WHERE v.clip = c.id AND v.hash = c.version AND r.full_key IS NOT NULL";
    const OWNED: &str = "FROM clip_version AS v JOIN credits_right AS own ON own.account = c.account AND own.version = v.hash \
         WHERE v.clip = c.id ORDER BY COALESCE(v.number, 0) DESC, v.asked_at DESC, v.hash LIMIT 1";
    format!(
        "SELECT c.id, c.title, c.inputs, c.version, \
         ({FINISHED}) AS finished, \
         (SELECT v.number FROM clip_version AS v WHERE v.clip = c.id AND v.hash = c.version) AS number, \
         (SELECT r.attempt FROM clip_render AS r WHERE r.account = c.account AND r.version = c.version AND r.full_key IS NULL) AS attempt, \
         (SELECT COUNT(*) FROM credits_right AS own WHERE own.account = c.account AND own.version = c.version) AS owned, \
         (SELECT v.hash {OWNED}) AS owned_hash, (SELECT v.number {OWNED}) AS owned_number \
         FROM clip AS c WHERE c.account = $1 AND c.id IN ({})",
        places(count)
    )
}

/// Scenes and animations.
pub fn scenes(count: usize) -> String {
    let places = places(count);
    format!(
        "SELECT 'animation' AS kind, id, scene, title, snapshot AS draft, CAST(0 AS BIGINT) AS revision \
         FROM animation WHERE account = $1 AND root = id AND id IN ({places}) \
         UNION ALL SELECT 'scene', id, id, title, draft, revision FROM scene WHERE account = $1 AND id IN ({places})"
    )
}

/// The takes of animations.
pub fn takes(count: usize) -> String {
    format!(
        "SELECT id, root, number, state FROM take WHERE account = $1 AND root IN ({}) ORDER BY root, number",
        places(count)
    )
}

pub fn jobs(count: usize) -> String {
    format!(
        "SELECT id, state FROM job WHERE account = $1 AND id IN ({})",
        places(count)
    )
}

/// The files of account `$1`, each once, with their lengths where those are known. Deleted videos keep theirs.
pub fn files(columns: &str) -> String {
    format!(
        "SELECT {columns} FROM ( \
         SELECT full_key AS key FROM clip_render WHERE account = $1 AND full_key IS NOT NULL \
         UNION SELECT preview_key FROM clip_render WHERE account = $1 AND full_key IS NOT NULL \
         UNION SELECT poster_key FROM clip_render WHERE account = $1 AND full_key IS NOT NULL \
         UNION SELECT file FROM clip_export WHERE account = $1 AND file IS NOT NULL \
         UNION SELECT video FROM take WHERE account = $1 AND video IS NOT NULL \
         UNION SELECT poster FROM take WHERE account = $1 AND poster IS NOT NULL \
         UNION SELECT plate FROM take WHERE account = $1 AND plate IS NOT NULL \
         UNION SELECT video FROM take_version WHERE account = $1 AND video IS NOT NULL \
         UNION SELECT poster FROM take_version WHERE account = $1 AND poster IS NOT NULL \
         UNION SELECT original_key FROM upload WHERE account = $1 \
         UNION SELECT cut_out_key FROM upload WHERE account = $1 AND cut_out_key IS NOT NULL \
         ) AS file LEFT JOIN media_size ON media_size.key = file.key"
    )
}
