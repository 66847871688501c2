//! Between rows and what they say.

use crate::billing::rules::{
    Cents, Change, Interval, PlanKey, Reversal, Scheduled, Subscription, SubscriptionId,
    SubscriptionState,
};
use crate::billing::store::{GrantedPeriod, Invoice, InvoiceState};
use crate::server::database::{Backend, Columns, Query};
use ::credits::{AccountId, Credits, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

fn unreadable(cause: impl std::fmt::Display) -> sqlx::Error {
    sqlx::Error::Decode(cause.to_string().into())
}

pub fn encoded(value: &impl Serialize) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|cause| sqlx::Error::Encode(cause.to_string().into()))
}

fn decoded<T: DeserializeOwned>(text: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(text).map_err(unreadable)
}

pub fn account(row: &impl Columns, column: &str) -> Result<AccountId, sqlx::Error> {
    row.get::<String>(column)?.parse().map_err(unreadable)
}

fn subscription_id(id: &str) -> Result<SubscriptionId, sqlx::Error> {
    Uuid::parse_str(id).map(SubscriptionId).map_err(unreadable)
}

fn moment(row: &impl Columns, column: &str) -> Result<Timestamp, sqlx::Error> {
    row.get::<i64>(column).map(Timestamp::from_ms)
}

fn moment_or_none(row: &impl Columns, column: &str) -> Result<Option<Timestamp>, sqlx::Error> {
    row.get::<Option<i64>>(column)
        .map(|ms| ms.map(Timestamp::from_ms))
}

/// A subscription's columns, in the order both of its statements name them.
pub struct Values<'s> {
    subscription: &'s Subscription,
    scheduled: Option<String>,
}

impl<'s> Values<'s> {
    pub fn of(subscription: &'s Subscription) -> Result<Self, sqlx::Error> {
        let scheduled = subscription.scheduled.as_ref().map(encoded).transpose()?;
        Ok(Self {
            subscription,
            scheduled,
        })
    }

    pub fn bind<B: Backend>(self, query: Query<B>) -> Query<B> {
        let subscription = self.subscription;
        let state = match subscription.state {
            SubscriptionState::Active => "active",
            SubscriptionState::Paused => "paused",
            SubscriptionState::Ended => "ended",
        };
        query
            .bind(subscription.plan.as_str().to_owned())
            .bind(subscription.interval.as_str())
            .bind(subscription.anchor.ms())
            .bind(subscription.first_period)
            .bind(subscription.next_period)
            .bind(subscription.paid_through)
            .bind(i64::from(subscription.attempts))
            .bind(subscription.first_failed_at.map(Timestamp::ms))
            .bind(subscription.next_attempt_at.map(Timestamp::ms))
            .bind(subscription.last_at.ms())
            .bind(self.scheduled)
            .bind(state)
            .bind(subscription.due_at().map(Timestamp::ms))
            .bind(subscription.ended_at.map(Timestamp::ms))
    }
}

/// The plan that the subscription is to change to, if it is to change to another.
pub fn scheduled_plan(row: &impl Columns) -> Result<Option<PlanKey>, sqlx::Error> {
    let scheduled: Option<String> = row.get("scheduled")?;
    let scheduled: Option<Scheduled> = scheduled.as_deref().map(decoded).transpose()?;
    Ok(match scheduled.map(|scheduled| scheduled.change) {
        Some(Change::Switch { plan, .. }) => Some(plan),
        Some(Change::Cancel | Change::Pause) | None => None,
    })
}

pub fn subscription(row: &impl Columns) -> Result<Subscription, sqlx::Error> {
    let interval: String = row.get("interval")?;
    let state: String = row.get("state")?;
    let scheduled: Option<String> = row.get("scheduled")?;
    Ok(Subscription {
        id: subscription_id(&row.get::<String>("id")?)?,
        account: account(row, "account")?,
        plan: PlanKey::new(row.get::<String>("plan")?),
        interval: Interval::parse(&interval).ok_or_else(|| unreadable(&interval))?,
        anchor: moment(row, "anchor")?,
        first_period: row.get("first_period")?,
        next_period: row.get("next_period")?,
        paid_through: row.get("paid_through")?,
        attempts: u32::try_from(row.get::<i64>("attempts")?).map_err(unreadable)?,
        first_failed_at: moment_or_none(row, "first_failed_at")?,
        next_attempt_at: moment_or_none(row, "next_attempt_at")?,
        last_at: moment(row, "last_at")?,
        scheduled: scheduled.as_deref().map(decoded).transpose()?,
        state: match state.as_str() {
            "active" => SubscriptionState::Active,
            "paused" => SubscriptionState::Paused,
            "ended" => SubscriptionState::Ended,
            other => return Err(unreadable(other)),
        },
        ended_at: moment_or_none(row, "ended_at")?,
        revision: row.get("revision")?,
    })
}

pub fn invoice(row: &impl Columns) -> Result<Invoice, sqlx::Error> {
    let subscription: Option<String> = row.get("subscription")?;
    let purpose: String = row.get("purpose")?;
    let state: String = row.get("state")?;
    Ok(Invoice {
        id: row.get("id")?,
        number: row.get("number")?,
        account: account(row, "account")?,
        subscription: subscription.as_deref().map(subscription_id).transpose()?,
        key: row.get("key")?,
        purpose: decoded(&purpose)?,
        title: row.get("title")?,
        amount: Cents::new(row.get("cents")?),
        state: match state.as_str() {
            "open" => InvoiceState::Open,
            "paid" => InvoiceState::Paid,
            "declined" => InvoiceState::Declined,
            other => return Err(unreadable(other)),
        },
        fulfilled: row.is_set("fulfilled")?,
        attempts: row.get("attempts")?,
        issued_at: moment(row, "issued_at")?,
        settled_at: moment_or_none(row, "settled_at")?,
        reversals: row.get("reversals")?,
    })
}

pub fn reversal(row: &impl Columns) -> Result<Reversal, sqlx::Error> {
    Ok(Reversal {
        id: row.get("id")?,
        invoice: row.get("invoice")?,
        kind: word(row, "kind")?,
        cents: Cents::new(row.get("cents")?),
        state: word(row, "state")?,
        at: moment(row, "at")?,
    })
}

/// The value that a word of a closed set stands for.
fn word<T: DeserializeOwned>(row: &impl Columns, column: &str) -> Result<T, sqlx::Error> {
    let word: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(word)).map_err(unreadable)
}

/// The word by which a value of a closed set is kept.
pub fn word_of(value: impl Serialize) -> Result<String, sqlx::Error> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        other => Err(sqlx::Error::Encode(format!("{other:?} is no word").into())),
    }
}

pub fn granted_period(row: &impl Columns) -> Result<GrantedPeriod, sqlx::Error> {
    Ok(GrantedPeriod {
        subscription: subscription_id(&row.get::<String>("subscription")?)?,
        number: row.get("number")?,
        plan: PlanKey::new(row.get::<String>("plan")?),
        download: Credits::new(row.get("download")?),
        ai: Credits::new(row.get("ai")?),
        granted_at: moment(row, "granted_at")?,
    })
}
