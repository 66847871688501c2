//! From rows to entries.

use crate::library::rules::Kind;
use crate::library::store::{ClipEntry, Counts, Place, SceneEntry, TakeEntry};
use crate::server::database::Columns;
use crate::work::{JobId, JobState};
use ::credits::VersionHash;
use serde::de::DeserializeOwned;
use std::fmt::Display;
use uuid::Uuid;

pub fn place(row: &impl Columns) -> Result<Place, sqlx::Error> {
    Ok(Place {
        kind: kind(row)?,
        id: id(row, "id")?,
        at_ms: row.get("at")?,
        sort_title: row.get("sort_title")?,
        deleted: row.get::<Option<i64>>("deleted_at")?.is_some(),
    })
}

pub fn counts(row: &impl Columns) -> Result<Counts, sqlx::Error> {
    Ok(Counts {
        everything: count(row, "everything")?,
        deleted: count(row, "deleted")?,
        found: count(row, "found")?,
        from_here: count(row, "from_here")?,
    })
}

pub fn clip(row: &impl Columns) -> Result<ClipEntry, sqlx::Error> {
    let owned_number = small(row, "owned_number")?;
    Ok(ClipEntry {
        id: id(row, "id")?,
        title: row.get("title")?,
        inputs: json(row, "inputs")?,
        version: hash(row, "version")?,
        finished: hash(row, "finished")?,
        owned: row.is_set("owned")?,
        number: small(row, "number")?,
        newest_owned: hash(row, "owned_hash")?.map(|hash| (owned_number, hash)),
        attempt: small(row, "attempt")?,
    })
}

pub fn scene(row: &impl Columns) -> Result<SceneEntry, sqlx::Error> {
    Ok(SceneEntry {
        kind: kind(row)?,
        id: id(row, "id")?,
        scene: id(row, "scene")?,
        title: row.get("title")?,
        draft: json(row, "draft")?,
        revision: row.get("revision")?,
    })
}

pub fn take(row: &impl Columns) -> Result<TakeEntry, sqlx::Error> {
    let state: String = row.get("state")?;
    Ok(TakeEntry {
        id: id(row, "id")?,
        root: id(row, "root")?,
        number: small(row, "number")?.unwrap_or_default(),
        delivered: state == "delivered",
        open: state == "open",
    })
}

pub fn job(row: &impl Columns) -> Result<(JobId, JobState), sqlx::Error> {
    let state: String = row.get("state")?;
    let state = JobState::from_name(&state).ok_or_else(|| undecodable(state))?;
    Ok((JobId(id(row, "id")?), state))
}

/// A count, which is never less than nothing.
pub fn count(row: &impl Columns, column: &str) -> Result<u64, sqlx::Error> {
    u64::try_from(row.get::<i64>(column)?).map_err(undecodable)
}

fn kind(row: &impl Columns) -> Result<Kind, sqlx::Error> {
    let slug: String = row.get("kind")?;
    Kind::from_slug(&slug).ok_or_else(|| undecodable(slug))
}

fn id(row: &impl Columns, column: &str) -> Result<Uuid, sqlx::Error> {
    row.get::<String>(column)?.parse().map_err(undecodable)
}

fn small(row: &impl Columns, column: &str) -> Result<Option<u32>, sqlx::Error> {
    let number: Option<i64> = row.get(column)?;
    number
        .map(|number| u32::try_from(number).map_err(undecodable))
        .transpose()
}

fn hash(row: &impl Columns, column: &str) -> Result<Option<VersionHash>, sqlx::Error> {
    let hash: Option<String> = row.get(column)?;
    hash.map(|hash| VersionHash::new(hash).map_err(undecodable))
        .transpose()
}

fn json<T: DeserializeOwned>(row: &impl Columns, column: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(&row.get::<String>(column)?).map_err(undecodable)
}

/// A row that this program did not write.
fn undecodable(cause: impl Display) -> sqlx::Error {
    sqlx::Error::Decode(cause.to_string().into())
}
