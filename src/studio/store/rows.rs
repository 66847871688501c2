//! From rows to values and back.

use crate::media::MediaKey;
use crate::server::database::Columns;
use crate::studio::rules::{Failure, Measured};
use crate::studio::store::{Animation, Take, TakeEnd, TakeOrigin};
use ::credits::{AnimationSettings, Credits, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::str::FromStr;

const ORIGINS: [(TakeOrigin, &str); 3] = [
    (TakeOrigin::Ordered, "ordered"),
    (TakeOrigin::Paid, "paid"),
    (TakeOrigin::Free, "free"),
];
const ENDS: [(TakeEnd, &str); 4] = [
    (TakeEnd::Open, "open"),
    (TakeEnd::Delivered, "delivered"),
    (TakeEnd::Failed, "failed"),
    (TakeEnd::Cancelled, "cancelled"),
];

fn name<T: Copy + PartialEq>(words: &[(T, &'static str)], value: T) -> &'static str {
    words
        .iter()
        .find(|(one, _)| *one == value)
        .map_or("", |(_, word)| word)
}

pub fn origin_name(origin: TakeOrigin) -> &'static str {
    name(&ORIGINS, origin)
}

pub fn end_name(end: TakeEnd) -> &'static str {
    name(&ENDS, end)
}

pub fn json(value: &impl Serialize) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|cause| sqlx::Error::Encode(cause.into()))
}

pub fn from_json<T: DeserializeOwned>(row: &impl Columns, column: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(&row.get::<String>(column)?).map_err(undecodable)
}

/// A column that holds the text form of a value.
pub fn parsed<T>(row: &impl Columns, column: &str) -> Result<T, sqlx::Error>
where
    T: FromStr,
    T::Err: Display,
{
    row.get::<String>(column)?.parse().map_err(undecodable)
}

fn word<T: Copy>(row: &impl Columns, column: &str, words: &[(T, &str)]) -> Result<T, sqlx::Error> {
    let text: String = row.get(column)?;
    words
        .iter()
        .find(|(_, word)| *word == text)
        .map(|(value, _)| *value)
        .ok_or_else(|| undecodable(text))
}

/// A column that holds a small whole number.
pub fn number(row: &impl Columns, column: &str) -> Result<u32, sqlx::Error> {
    u32::try_from(row.get::<i64>(column)?).map_err(undecodable)
}

fn settings(row: &impl Columns) -> Result<AnimationSettings, sqlx::Error> {
    Ok(AnimationSettings::new(
        parsed(row, "duration")?,
        parsed(row, "resolution")?,
        parsed(row, "count")?,
    ))
}

pub fn measured_row(row: &impl Columns) -> Result<Measured, sqlx::Error> {
    Ok(Measured {
        settings: settings(row)?,
        videos: number(row, "videos")?,
        took_ms: row.get("took")?,
    })
}

pub fn animation_row(row: &impl Columns) -> Result<Animation, sqlx::Error> {
    Ok(Animation {
        id: parsed(row, "id")?,
        account: parsed(row, "account")?,
        scene: parsed(row, "scene")?,
        root: parsed(row, "root")?,
        settings: settings(row)?,
        price_list: number(row, "price_list")?,
        total: Credits::new(row.get("total")?),
        title: row.get("title")?,
        provider: row.get("provider")?,
        snapshot: from_json(row, "snapshot")?,
        at: Timestamp::from_ms(row.get("created_at")?),
    })
}

pub fn take_row(row: &impl Columns) -> Result<Take, sqlx::Error> {
    let key = |column: &str| {
        Ok::<_, sqlx::Error>(row.get::<Option<String>>(column)?.map(MediaKey::stored))
    };
    let of_take: Option<String> = row.get("of_take")?;
    let failure: Option<String> = row.get("failure")?;
    Ok(Take {
        id: parsed(row, "id")?,
        account: parsed(row, "account")?,
        animation: parsed(row, "animation")?,
        root: parsed(row, "root")?,
        number: number(row, "number")?,
        origin: word(row, "origin", &ORIGINS)?,
        of_take: of_take
            .map(|id| id.parse().map_err(undecodable))
            .transpose()?,
        seed: row.get::<i64>("seed")?.cast_unsigned(),
        state: word(row, "state", &ENDS)?,
        video: key("video")?,
        poster: key("poster")?,
        failure: failure.as_deref().and_then(Failure::from_word),
        late: row.is_set("late")?,
        taken: Credits::new(row.get("taken")?),
        returned: Credits::new(row.get("returned")?),
        created_ms: row.get("created_at")?,
        ended_ms: row.get("ended_at")?,
    })
}

/// A row that this program did not write.
fn undecodable(cause: impl Display) -> sqlx::Error {
    sqlx::Error::Decode(cause.to_string().into())
}
