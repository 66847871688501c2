//! Writing a plan, inside the transaction it was made in.

use serde_json::json;
use sqlx::PgConnection;

use super::super::corrupt;
use super::super::document::Document;
use crate::{LedgerError, PriceList};

pub(super) async fn all(
    connection: &mut PgConnection,
    document: Document,
) -> Result<(), LedgerError> {
    if document.is_empty() {
        return Ok(());
    }
    let expected = (
        document.balances.len() as i64,
        document.changed_lots.len() as i64,
        document.changed_holds.len() as i64,
    );
    let written: (i64, i64, i64) = sqlx::query_as(include_str!("write.sql"))
        .bind(text(document))
        .fetch_one(connection)
        .await?;
    if written == expected {
        Ok(())
    } else {
        Err(corrupt(
            "rows that the plan had read are not there any more",
        ))
    }
}

fn text(document: Document) -> String {
    json!({
        "balances": document.balances,
        "new_lots": document.new_lots,
        "changed_lots": document.changed_lots,
        "new_holds": document.new_holds,
        "changed_holds": document.changed_holds,
        "hold_lots": document.hold_lots,
        "entries": document.entries,
        "entry_lots": document.entry_lots,
        "debts": document.debts,
        "rights": document.rights,
        "verdicts": document.verdicts,
        "outbox": document.outbox,
        "records": document.records,
    })
    .to_string()
}

pub(super) async fn price_list(
    connection: &mut PgConnection,
    list: &PriceList,
) -> Result<(), LedgerError> {
    let seconds = &list.credits_per_second;
    sqlx::query(
        "INSERT INTO credits_price_list (version, p720, p1080, p2160, download, valid_from) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(i64::from(list.version))
    .bind(seconds.p720.get())
    .bind(seconds.p1080.get())
    .bind(seconds.p2160.get())
    .bind(list.download.get())
    .bind(list.valid_from.ms())
    .execute(connection)
    .await?;
    Ok(())
}
