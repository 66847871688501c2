//! What Stripe tells by itself: whether a message is genuine, and what it says.

use super::ended;
use super::store::StripeStore;
use crate::billing::gateways::{GatewayUnavailable, News, NotReceived, Told};
use crate::billing::rules::{Cents, Reversal, ReversalKind, ReversalState};
use ::credits::Timestamp;
use stripe_shared::{Dispute, DisputeStatus, PaymentIntent, Refund};
use stripe_webhook::{EventObject, Webhook, WebhookError};

/// How many messages one round looks at.
const A_ROUND: u32 = 200;
/// A message about a payment that we do not know after this long is about somebody else's: 3 days, as long as Stripe
/// itself tries to deliver one.
const FOREIGN_AFTER_MS: i64 = 3 * 24 * 60 * 60 * 1_000;

/// The id of a message, if it was signed with the secret and not more than 5 minutes from now.
pub fn genuine(
    body: &str,
    signature: &str,
    secret: &str,
    at_ms: i64,
) -> Result<String, NotReceived> {
    let event =
        Webhook::construct_event_with_timestamp(body, signature, secret, at_ms.div_euclid(1_000));
    match event {
        Ok(event) => Ok(event.id.to_string()),
        Err(WebhookError::BadParse(_)) => Err(NotReceived::Unreadable),
        Err(_) => Err(NotReceived::Signature),
    }
}

/// What a message comes to.
enum Meaning {
    /// Billing has to do something.
    Tell(Told),
    /// Nothing is left to do.
    Done,
    /// It is about a payment that is not known, or not yet.
    NotYet,
}

/// Goes through what was kept. A message that cannot be understood now holds no other up.
pub async fn news(store: &dyn StripeStore, at_ms: i64) -> Result<Vec<News>, GatewayUnavailable> {
    let mut news = Vec::new();
    for (id, payload, came_ms) in store.open_events(A_ROUND).await? {
        // Before anything else, so that one that fails waits behind the others too.
        store.looked_at(&id, at_ms).await?;
        match settled(store, &id, &payload, (came_ms, at_ms)).await {
            Ok(Some(what)) => news.push(News { id, what }),
            Ok(None) => {}
            Err(cause) => {
                tracing::error!(event = id, %cause, "a message of Stripe could not be understood now");
            }
        }
    }
    Ok(news)
}

/// What a message asks of billing. One that asks nothing is ended here.
async fn settled(
    store: &dyn StripeStore,
    id: &str,
    payload: &str,
    (came_ms, at_ms): (i64, i64),
) -> Result<Option<Told>, GatewayUnavailable> {
    let meaning = match Webhook::insecure(payload) {
        Ok(event) if chooses_no_card(&event.data.object, payload) => Meaning::Done,
        Ok(event) => meaning(store, event.data.object, event.created, came_ms).await?,
        Err(cause) => {
            tracing::error!(event = id, %cause, "a message of Stripe that was kept cannot be read");
            Meaning::Done
        }
    };
    match meaning {
        Meaning::Tell(what) => return Ok(Some(what)),
        Meaning::Done => store.end_event(id).await?,
        Meaning::NotYet if at_ms - came_ms > FOREIGN_AFTER_MS => {
            tracing::warn!(
                event = id,
                "a message of Stripe is about no payment of ours"
            );
            store.end_event(id).await?;
        }
        Meaning::NotYet => {}
    }
    Ok(None)
}

/// Whether something else of a customer changed than their card, as when we tell Stripe their new address. The card that
/// such a message names may have been chosen long before the one that payments are taken from.
fn chooses_no_card(object: &EventObject, payload: &str) -> bool {
    if !matches!(object, EventObject::CustomerUpdated(_)) {
        return false;
    }
    let event: serde_json::Value = serde_json::from_str(payload).unwrap_or_default();
    let before = event.pointer("/data/previous_attributes");
    before.is_some_and(|before| before.get("invoice_settings").is_none())
}

async fn meaning(
    store: &dyn StripeStore,
    object: EventObject,
    created_s: i64,
    at_ms: i64,
) -> Result<Meaning, GatewayUnavailable> {
    match object {
        EventObject::CheckoutSessionCompleted(session) => Ok(Meaning::Tell(Told::CardLeft {
            checkout: session.id.to_string(),
        })),
        EventObject::PaymentIntentSucceeded(payment)
        | EventObject::PaymentIntentPaymentFailed(payment) => payment_ended(store, &payment).await,
        EventObject::RefundCreated(refund)
        | EventObject::RefundUpdated(refund)
        | EventObject::ChargeRefundUpdated(refund)
        | EventObject::RefundFailed(refund) => refunded(store, &refund, at_ms).await,
        EventObject::ChargeDisputeCreated(dispute)
        | EventObject::ChargeDisputeUpdated(dispute)
        | EventObject::ChargeDisputeFundsWithdrawn(dispute)
        | EventObject::ChargeDisputeFundsReinstated(dispute)
        | EventObject::ChargeDisputeClosed(dispute) => disputed(store, &dispute, at_ms).await,
        EventObject::CustomerUpdated(customer) => {
            // People choose another card in Stripe's portal; no choice there leaves ours as it is.
            let chosen = customer
                .invoice_settings
                .as_ref()
                .and_then(|settings| settings.default_payment_method.as_ref());
            if let Some(card) = chosen {
                let card = card.id().to_string();
                store
                    .set_card(customer.id.as_str(), &card, created_s)
                    .await?;
            }
            Ok(Meaning::Done)
        }
        EventObject::CustomerDeleted(customer) => {
            store.forget_customer(customer.id.as_str()).await?;
            Ok(Meaning::Done)
        }
        EventObject::PaymentMethodDetached(card) => {
            store.forget_card(card.id.as_str()).await?;
            Ok(Meaning::Done)
        }
        _ => Ok(Meaning::Done),
    }
}

async fn payment_ended(
    store: &dyn StripeStore,
    payment: &PaymentIntent,
) -> Result<Meaning, GatewayUnavailable> {
    let (Some(key), Some(outcome)) = (payment.metadata.get("key"), ended(payment)) else {
        return Ok(Meaning::Done);
    };
    let account = store.end(key, Some(payment.id.as_str()), &outcome).await?;
    Ok(account.map_or(Meaning::Done, |account| {
        Meaning::Tell(Told::PaymentEnded { account })
    }))
}

async fn refunded(
    store: &dyn StripeStore,
    refund: &Refund,
    at_ms: i64,
) -> Result<Meaning, GatewayUnavailable> {
    let state = match refund.status.as_deref() {
        Some("failed" | "canceled") => ReversalState::Undone,
        _ => ReversalState::Kept,
    };
    let payment = refund
        .payment_intent
        .as_ref()
        .map(|payment| payment.id().to_string());
    let made = Made {
        id: refund.id.to_string(),
        kind: ReversalKind::Refund,
        cents: refund.amount,
        state,
    };
    reversed(store, payment, made, at_ms).await
}

async fn disputed(
    store: &dyn StripeStore,
    dispute: &Dispute,
    at_ms: i64,
) -> Result<Meaning, GatewayUnavailable> {
    let state = match dispute.status {
        DisputeStatus::Won | DisputeStatus::Prevented => ReversalState::Undone,
        DisputeStatus::Lost => ReversalState::Kept,
        // An inquiry: the bank asks and has taken nothing.
        DisputeStatus::WarningNeedsResponse
        | DisputeStatus::WarningUnderReview
        | DisputeStatus::WarningClosed => return Ok(Meaning::Done),
        _ => ReversalState::Open,
    };
    let payment = dispute
        .payment_intent
        .as_ref()
        .map(|payment| payment.id().to_string());
    let made = Made {
        id: dispute.id.to_string(),
        kind: ReversalKind::Dispute,
        cents: dispute.amount,
        state,
    };
    reversed(store, payment, made, at_ms).await
}

/// A refund or dispute, before its invoice is known.
struct Made {
    id: String,
    kind: ReversalKind,
    cents: i64,
    state: ReversalState,
}

async fn reversed(
    store: &dyn StripeStore,
    payment: Option<String>,
    made: Made,
    at_ms: i64,
) -> Result<Meaning, GatewayUnavailable> {
    let Some(payment) = payment else {
        return Ok(Meaning::Done);
    };
    let Some((account, key)) = store.asked(&payment).await? else {
        return Ok(Meaning::NotYet);
    };
    let invoice = key.split(':').next().unwrap_or_default().to_owned();
    let reversal = Reversal {
        id: made.id,
        invoice,
        kind: made.kind,
        cents: Cents::new(made.cents),
        state: made.state,
        at: Timestamp::from_ms(at_ms),
    };
    Ok(Meaning::Tell(Told::Reversed { account, reversal }))
}
