//! What the databases answer when asked for everything that a request's answer depends on: one JSON document.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::corrupt;
use crate::plan::{self, HoldLot, Record, State};
use crate::{
    AccountId, Command, HoldId, HoldState, IdempotencyKey, LedgerError, LotState, PriceList,
    Request, Right, Timestamp, Wallet, WalletBalance,
};

#[derive(Deserialize)]
pub(super) struct Loaded {
    record: Option<Record>,
    last_entry_at: Option<Timestamp>,
    balance: Option<WalletBalance>,
    lots: Vec<LotState>,
    hold: Option<HoldState>,
    hold_lots: Vec<HoldLot>,
    source_lot: Option<LotState>,
    right: Option<Right>,
    price_lists: Vec<PriceList>,
    verdict_given: bool,
}

impl From<Loaded> for State {
    fn from(loaded: Loaded) -> Self {
        Self {
            record: loaded.record,
            last_entry_at: loaded.last_entry_at,
            balance: loaded.balance.unwrap_or_default(),
            lots: loaded.lots,
            source_lot: loaded.source_lot,
            right: loaded.right,
            price_lists: loaded.price_lists,
            hold: loaded.hold,
            hold_lots: loaded.hold_lots,
            verdict_given: loaded.verdict_given,
        }
    }
}

/// What `load.sql` asks by.
#[derive(Serialize)]
pub(super) struct Asked<'a> {
    pub account: AccountId,
    pub key: &'a IdempotencyKey,
    pub wallet: Option<Wallet>,
    pub hold: Option<HoldId>,
    pub source: Option<&'a str>,
    pub version: Option<&'a str>,
    pub take: Option<&'a str>,
}

impl<'a> Asked<'a> {
    pub fn of(request: &'a Request) -> Self {
        let command = &request.command;
        let mut asked = Self {
            account: request.account,
            key: &request.key,
            wallet: plan::wallet_of(command),
            hold: plan::hold_of(command),
            source: None,
            version: None,
            take: None,
        };
        match command {
            Command::Grant { source, .. } | Command::Reclaim { source, .. } => {
                asked.source = Some(source)
            }
            Command::Download { version, .. } => asked.version = Some(version.as_str()),
            Command::Verdict { take, .. } => asked.take = Some(take),
            _ => {}
        }
        asked
    }
}

/// A row that the database answers as the JSON of a value of ours.
pub(super) fn value<T: DeserializeOwned>(row: &str) -> Result<T, LedgerError> {
    serde_json::from_str(row).map_err(|error| corrupt(&error.to_string()))
}

pub(super) fn values<T: DeserializeOwned>(rows: &[String]) -> Result<Vec<T>, LedgerError> {
    rows.iter().map(|row| value(row)).collect()
}
