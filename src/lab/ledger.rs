//! The wallets themselves, as outsiders' tests see and move them.

use super::clock::show_moment;
use super::endpoints::LabError;
use crate::accounts::Account;
use crate::billing::logic::standing;
use crate::billing::rules::{Subscription, SubscriptionState};
use crate::server::App;
use ::credits::{
    AccountId, Command, Credits, Entry, HoldId, HoldState, IdempotencyKey, LotState, Note, Origin,
    Outcome, Reason, Request, StatementQuery, Timestamp, Wallet, WalletBalance,
};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Op {
    Grant,
    Debit,
    Hold,
    Capture,
    Release,
}

/// One movement, past every entitlement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    op: Op,
    wallet: Wallet,
    amount: i64,
    key: String,
    hold: Option<String>,
}

/// Moves credits and says how it ended, with the wallet as it is then.
pub async fn run(app: &App, account: &Account, wanted: Wanted) -> Result<Value, LabError> {
    if wanted.key.is_empty() || wanted.key.len() > 1_000 {
        return Err(LabError::malformed("key has 1 to 1,000 bytes"));
    }
    if wanted.amount < 1 {
        return Err(LabError::malformed("amount is at least 1"));
    }
    if wanted.hold.is_none() && matches!(wanted.op, Op::Capture | Op::Release) {
        return Err(LabError::malformed("capture and release name their hold"));
    }
    let request = request(app, account, &wanted).await?;
    let outcome = app.ledger.apply(request).await?;
    let (word, receipt) = match outcome {
        Outcome::Applied(receipt) => ("applied", Some(receipt)),
        Outcome::Duplicate(receipt) => ("duplicate", Some(receipt)),
        Outcome::Refused(_) => ("refused", None),
        Outcome::InFlight => ("in_flight", None),
    };
    let hold = receipt.as_ref().and_then(|receipt| receipt.hold);
    // What was applied says how it left the wallet; anything else moved nothing, and says how it is.
    let balance = match receipt {
        Some(receipt) if word == "applied" => receipt.balance,
        _ => app.ledger.balances(&account.id).await?.of(wanted.wallet),
    };
    if word == "applied" {
        app.tell_balance(&account.id).await;
    }
    let mut answer =
        json!({ "outcome": word, "available": balance.available, "held": balance.held });
    if let (Some(hold), Some(fields)) = (hold, answer.as_object_mut()) {
        fields.insert("hold".to_owned(), json!(hold));
    }
    Ok(answer)
}

/// The ledger's key for a key of the Lab's, which may be any text.
fn ledger_key(key: &str) -> Result<IdempotencyKey, LabError> {
    let plain = key.len() <= 190 && key.bytes().all(|byte| byte.is_ascii_graphic());
    let text = if plain {
        format!("lab:{key}")
    } else {
        format!("lab-sha256:{}", hex::encode(Sha256::digest(key.as_bytes())))
    };
    IdempotencyKey::new(text).map_err(|cause| LabError::malformed(cause.to_string()))
}

async fn request(app: &App, account: &Account, wanted: &Wanted) -> Result<Request, LabError> {
    let key = ledger_key(&wanted.key)?;
    let (wallet, amount) = (wanted.wallet, Credits::new(wanted.amount));
    let command = match wanted.op {
        Op::Grant => Command::Grant {
            wallet,
            amount,
            origin: Origin::Lab,
            source: key.to_string(),
            expires_at: None,
        },
        Op::Debit => Command::Debit { wallet, amount },
        Op::Hold => {
            let hold = wanted
                .hold
                .as_deref()
                .and_then(|hold| hold.parse().ok())
                .unwrap_or_else(HoldId::random);
            Command::Hold {
                wallet,
                hold,
                amount,
                ordered: 1,
                outbox: None,
            }
        }
        Op::Capture => Command::Capture {
            hold: hold_of(app, &account.id, wanted).await?,
            amount,
        },
        Op::Release => Command::Release {
            hold: hold_of(app, &account.id, wanted).await?,
            amount,
        },
    };
    let title = match wanted.op {
        Op::Grant => "Granted in the Lab",
        Op::Debit => "Taken in the Lab",
        Op::Hold => "Put on hold in the Lab",
        Op::Capture => "Captured in the Lab",
        Op::Release => "Released in the Lab",
    };
    Ok(Request {
        account: account.id,
        fingerprint: format!(
            "{:?} {} {} {}",
            wanted.op,
            wanted.wallet,
            wanted.amount,
            wanted.hold.as_deref().unwrap_or("-")
        ),
        key,
        at: account.now(),
        command,
        note: Note::new(Reason::Lab, title, ""),
    })
}

/// The hold that is named, if it is one of this wallet. Any other name becomes one that no hold has, so that
/// the ledger refuses it and remembers the refusal under its key.
async fn hold_of(app: &App, account: &AccountId, wanted: &Wanted) -> Result<HoldId, LabError> {
    let nobodys = HoldId::new(uuid::Uuid::nil());
    let Some(named) = wanted
        .hold
        .as_deref()
        .and_then(|hold| hold.parse::<HoldId>().ok())
    else {
        return Ok(nobodys);
    };
    let found = app.ledger.hold(account, &named).await?;
    Ok(if found.is_some_and(|hold| hold.wallet == wanted.wallet) {
        named
    } else {
        nobodys
    })
}

/// Everything the ledger says about the account.
pub async fn show(app: &App, account: &Account) -> Result<Value, LabError> {
    let standing = standing(app, account).await?;
    let balances = app.ledger.balances(&account.id).await?;
    let wallet = |balance: WalletBalance, unlimited: bool| json!({ "available": balance.available, "held": balance.held, "unlimited": unlimited });
    let entries = entries(app, &account.id).await?;
    let lots = app.ledger.lots(&account.id).await?;
    let holds = app.ledger.holds(&account.id).await?;
    Ok(json!({
        "wallets": {
            "download": wallet(balances.download, standing.unlimited_downloads),
            "ai": wallet(balances.ai, false),
        },
        "debts": { "download": balances.download.debt, "ai": balances.ai.debt },
        "periods": periods(app, account).await?,
        "entries": entries.iter().rev().map(show_entry).collect::<Vec<_>>(),
        "lots": lots.iter().map(show_lot).collect::<Vec<_>>(),
        "holds": holds.iter().map(show_hold).collect::<Vec<_>>(),
        "now": show_moment(account.now()),
    }))
}

/// All entries, newest first.
async fn entries(app: &App, account: &AccountId) -> Result<Vec<Entry>, LabError> {
    let mut all: Vec<Entry> = Vec::new();
    loop {
        let before = all.last().map(|entry| entry.id);
        let page = app
            .ledger
            .statement(
                account,
                StatementQuery {
                    before,
                    ..StatementQuery::newest(StatementQuery::MAX_LIMIT)
                },
            )
            .await?;
        let last = page.len() < StatementQuery::MAX_LIMIT as usize;
        all.extend(page);
        if last {
            return Ok(all);
        }
    }
}

/// The periods that have started, oldest first, with what each brought.
async fn periods(app: &App, account: &Account) -> Result<Vec<Value>, LabError> {
    let granted = app.billing.granted_periods(&account.id).await?;
    let mut shown = Vec::new();
    for subscription in app.billing.subscriptions(&account.id).await? {
        for number in subscription.first_period..=last_started(&subscription, account.now()) {
            let period = subscription.period(number);
            let grant = granted
                .iter()
                .find(|grant| grant.subscription == subscription.id && grant.number == number);
            shown.push(json!({
                "start": show_moment(period.start),
                "end": show_moment(period.end),
                "granted": grant.map(|grant| json!({ "download": grant.download, "ai": grant.ai })),
            }));
        }
    }
    Ok(shown)
}

/// The last period that began; a subscription that ended, or pauses, began none after that.
fn last_started(subscription: &Subscription, now: Timestamp) -> i64 {
    match subscription.state {
        SubscriptionState::Active => subscription.running(now),
        SubscriptionState::Paused | SubscriptionState::Ended => {
            let end = subscription.ended_at.unwrap_or(subscription.last_at);
            let running = subscription.running(end);
            if subscription.period(running).start == end {
                running - 1
            } else {
                running
            }
        }
    }
}

fn show_entry(entry: &Entry) -> Value {
    json!({
        "id": entry.id,
        "at": show_moment(entry.at),
        "wallet": entry.wallet,
        "kind": entry.kind,
        "available_delta": entry.available_delta,
        "held_delta": entry.held_delta,
        "available_after": entry.available_after,
        "held_after": entry.held_after,
        "reason": entry.note.reason,
        "title": entry.note.title,
        "detail": entry.note.detail,
        "link": entry.note.link,
        "hold": entry.hold,
        "key": entry.key,
    })
}

fn show_lot(lot: &LotState) -> Value {
    json!({
        "id": lot.id,
        "wallet": lot.wallet,
        "origin": lot.origin,
        "source": lot.source,
        "granted": lot.granted,
        "available": lot.available,
        "held": lot.held,
        "expires_at": lot.expires_at.map(show_moment),
        "created_at": show_moment(lot.created_at),
    })
}

fn show_hold(hold: &HoldState) -> Value {
    json!({
        "id": hold.id,
        "wallet": hold.wallet,
        "amount": hold.amount,
        "held": hold.held,
        "captured": hold.captured,
        "released": hold.released,
        "ordered": hold.ordered,
        "delivered": hold.delivered,
        "failed": hold.failed,
        "at": show_moment(hold.at),
    })
}
