//! Everything that a request's answer depends on, in one reading under the account's lock.

use sqlx::postgres::Postgres;
use sqlx::{PgConnection, QueryBuilder};

use super::super::loaded::{Loaded, value};
use crate::plan::{self, State};
use crate::{Command, LedgerError, Request};

const RECORD: &str = "SELECT json_build_object('record', (SELECT json_build_object('fingerprint', fingerprint, \
     'outcome', outcome::json) FROM credits_request WHERE account = own.account AND key = ";
const LAST_ENTRY: &str = "), 'last_entry_at', \
     (SELECT at FROM credits_entry WHERE account = own.account ORDER BY id DESC LIMIT 1)";
const WALLET: &str = ", 'balance', (SELECT json_build_object('available', available, 'held', held, 'debt', debt, \
     'version', version) FROM credits_balance WHERE account = own.account AND wallet = own.wallet), \
     'lots', (SELECT COALESCE(json_agg(lot), '[]') FROM (\
     SELECT id, wallet, origin, source, granted, available, held, expires_at, created_at, reclaimed \
     FROM credits_lot WHERE account = own.account AND wallet = own.wallet AND available + held > 0) AS lot)";
const SOURCE_LOT: &str = ", 'source_lot', (SELECT row_to_json(l) FROM (\
     SELECT id, wallet, origin, source, granted, available, held, expires_at, created_at, reclaimed \
     FROM credits_lot WHERE account = own.account AND wallet = own.wallet AND source = ";
const HOLD: &str = ", 'hold', (SELECT row_to_json(h) FROM (\
     SELECT id, wallet, amount, held, captured, released, ordered, delivered, failed, at \
     FROM credits_hold WHERE account = own.account AND id = own.hold) AS h), \
     'hold_lots', (SELECT COALESCE(json_agg(part), '[]') FROM (SELECT lot, position, amount, held \
     FROM credits_hold_lot WHERE account = own.account AND hold = own.hold) AS part)";
const VERDICT: &str = ", 'verdict_given', EXISTS (\
     SELECT 1 FROM credits_verdict WHERE account = own.account AND hold = own.hold AND take = ";
const RIGHT: &str = ", 'price_lists', (SELECT json_agg(json_build_object('version', version, \
     'valid_from', valid_from, 'download', download, \
     'credits_per_second', json_build_object('p720', p720, 'p1080', p1080, 'p2160', p2160)) ORDER BY version) \
     FROM credits_price_list), 'right', (SELECT json_build_object('version', version, 'at', at, 'entry', entry) \
     FROM credits_right WHERE account = own.account AND version = ";

/// The statement names only what the command asks for: the server prepares a handful of statements.
fn question(request: &Request) -> QueryBuilder<Postgres> {
    let (command, hold) = (&request.command, plan::hold_of(&request.command));
    let mut sql = QueryBuilder::new(RECORD);
    sql.push_bind(request.key.as_str().to_owned());
    sql.push(LAST_ENTRY).push(WALLET);
    match command {
        Command::Grant { source, .. } | Command::Reclaim { source, .. } => {
            sql.push(SOURCE_LOT)
                .push_bind(source.clone())
                .push(") AS l)");
        }
        Command::Download { version, .. } => {
            let version = version.as_str().to_owned();
            sql.push(RIGHT).push_bind(version).push(")");
        }
        Command::Verdict { take, .. } => {
            sql.push(VERDICT).push_bind(take.clone()).push(")");
        }
        _ => {}
    }
    if hold.is_some() {
        sql.push(HOLD);
    }
    sql.push(")::text FROM (SELECT account, hold, COALESCE(wallet, (SELECT h.wallet FROM credits_hold AS h \
              WHERE h.account = named.account AND h.id = named.hold)) AS wallet FROM (SELECT ");
    let wallet = plan::wallet_of(command).map(|wallet| wallet.as_str());
    sql.push_bind(request.account.to_string())
        .push("::text AS account, ");
    sql.push_bind(hold.map(|hold| hold.to_string()))
        .push("::text AS hold, ");
    sql.push_bind(wallet)
        .push("::text AS wallet) AS named) AS own");
    sql
}

pub(super) async fn state(
    connection: &mut PgConnection,
    request: &Request,
) -> Result<State, LedgerError> {
    let mut question = question(request);
    let found: String = question.build_query_scalar().fetch_one(connection).await?;
    Ok(value::<Loaded>(&found)?.into())
}
