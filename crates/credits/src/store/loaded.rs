//! What a database answers when asked for everything that a request's answer depends on: one JSON document.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::corrupt;
use crate::plan::{HoldLot, Record, State};
use crate::{HoldState, LedgerError, LotState, PriceList, Right, Timestamp, WalletBalance};

/// What was not asked for is not there.
#[derive(Default, Deserialize)]
#[serde(default)]
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

/// A row that the database answers as the JSON of a value of ours.
pub(super) fn value<T: DeserializeOwned>(row: &str) -> Result<T, LedgerError> {
    serde_json::from_str(row).map_err(|error| corrupt(&error.to_string()))
}

pub(super) fn values<T: DeserializeOwned>(rows: &[String]) -> Result<Vec<T>, LedgerError> {
    rows.iter().map(|row| value(row)).collect()
}
