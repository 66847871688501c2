//! What a request's answer depends on, read under the account's lock.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;

use super::super::corrupt;
use crate::plan::{self, HoldLot, Record, State};
use crate::{
    Command, HoldState, LedgerError, LotState, PriceList, Request, Right, Timestamp, WalletBalance,
};

/// What `load.sql` answers.
#[derive(Deserialize)]
struct Loaded {
    record: Option<Record>,
    last_entry_at: Option<Timestamp>,
    balance: Option<WalletBalance>,
    lots: Vec<LotState>,
    hold: Option<HoldState>,
    hold_lots: Vec<HoldLot>,
    source_used: bool,
    right: Option<Right>,
    price_lists: Vec<PriceList>,
    verdict_given: bool,
}

pub(super) async fn state(
    connection: &mut PgConnection,
    request: &Request,
) -> Result<State, LedgerError> {
    let command = &request.command;
    let source = match command {
        Command::Grant { source, .. } => Some(source),
        _ => None,
    };
    let version = match command {
        Command::Download { version, .. } => Some(version.as_str()),
        _ => None,
    };
    let take = match command {
        Command::Verdict { take, .. } => Some(take),
        _ => None,
    };
    let found: String = sqlx::query_scalar(include_str!("load.sql"))
        .bind(request.account.to_string())
        .bind(request.key.as_str())
        .bind(plan::wallet_of(command).map(|wallet| wallet.as_str()))
        .bind(plan::hold_of(command).map(|hold| hold.to_string()))
        .bind(source)
        .bind(version)
        .bind(take)
        .fetch_one(connection)
        .await?;
    let found: Loaded = value(&found)?;
    Ok(State {
        record: found.record,
        last_entry_at: found.last_entry_at,
        balance: found.balance.unwrap_or_default(),
        lots: found.lots,
        source_used: found.source_used,
        right: found.right,
        price_lists: found.price_lists,
        hold: found.hold,
        hold_lots: found.hold_lots,
        verdict_given: found.verdict_given,
    })
}

/// A row that the database answers as the JSON of a value of ours.
pub(super) fn value<T: DeserializeOwned>(row: &str) -> Result<T, LedgerError> {
    serde_json::from_str(row).map_err(|error| corrupt(&error.to_string()))
}

pub(super) fn values<T: DeserializeOwned>(rows: &[String]) -> Result<Vec<T>, LedgerError> {
    rows.iter().map(|row| value(row)).collect()
}
