//! Stripe takes the payments; what they are for, when they are due and what they bring is decided here.
//!
//! People leave a card on Stripe's own page once (Checkout). Every payment after that is asked for by the server, under
//! a key that Stripe and our own books both recognise, so none is taken twice. Messages from Stripe tell what happened
//! without us: cards that change, refunds, disputes, and payments whose answer was lost on its way.

mod customers;
mod messages;
mod store;
#[cfg(test)]
mod tests;

use super::{Charge, ChargeOutcome, Gateway, GatewayUnavailable, News, NotReceived, Returned};
use crate::accounts::Account;
use crate::billing::wish::Wish;
use crate::server::state::wall_clock_ms;
use crate::words::billing as words;
use ::credits::AccountId;
use async_trait::async_trait;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use store::Outcome;
pub use store::{SqlStripe, StripeStore};
use stripe::{Client, ClientBuilder, IdempotencyKey, RequestStrategy, StripeError, StripeRequest};
use stripe_billing::billing_portal_session::CreateBillingPortalSession;
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionAllowedPaymentMethodTypes, RetrieveCheckoutSession,
};
use stripe_core::payment_intent::{CreatePaymentIntent, ListPaymentIntent};
use stripe_shared::{
    CheckoutSessionMode, CheckoutSessionStatus, PaymentIntent, PaymentIntentStatus,
};

/// Where Stripe's pages lead back to when nothing was wanted, or nothing is any more.
const FROM_THE_CARD: &str = "/billing?from=card";

/// How Stripe is reached.
#[derive(Debug, Clone)]
pub struct StripeSettings {
    /// The secret key, `sk_…` or `rk_…`.
    pub secret_key: String,
    /// What messages are signed with, `whsec_…`.
    pub webhook_secret: String,
    /// Another address than Stripe's own, for tests.
    pub api_base: Option<String>,
    /// Where people reach this installation, without a slash at its end.
    pub public_url: String,
}

impl StripeSettings {
    /// Whether the key is one of Stripe's test mode, in which no money moves.
    pub fn takes_test_payments(&self) -> bool {
        self.secret_key.contains("_test_")
    }
}

/// Stripe as a gateway.
pub struct StripeGateway {
    client: Client,
    settings: StripeSettings,
    store: Arc<dyn StripeStore>,
}

impl From<sqlx::Error> for GatewayUnavailable {
    fn from(cause: sqlx::Error) -> Self {
        Self(cause.to_string())
    }
}

impl From<StripeError> for GatewayUnavailable {
    fn from(cause: StripeError) -> Self {
        Self(cause.to_string())
    }
}

/// A request that Stripe recognises when it comes again.
fn once(key: &str) -> Result<RequestStrategy, GatewayUnavailable> {
    IdempotencyKey::new(key)
        .map(RequestStrategy::Idempotent)
        .map_err(|cause| GatewayUnavailable(cause.to_string()))
}

impl StripeGateway {
    pub fn new(settings: StripeSettings, store: Arc<dyn StripeStore>) -> Result<Self, StripeError> {
        let mut client = ClientBuilder::new(&settings.secret_key).timeout(Duration::from_secs(20));
        if let Some(base) = &settings.api_base {
            client = client.url(base.clone());
        }
        Ok(Self {
            client: client.build()?,
            settings,
            store,
        })
    }

    /// Asks for the payment, which nobody has answered yet.
    async fn pay(
        &self,
        charge: &Charge,
        customer: &str,
        card: &str,
    ) -> Result<(Option<String>, Outcome), GatewayUnavailable> {
        let invoice = charge.key.split(':').next().unwrap_or_default();
        let answer = CreatePaymentIntent::new(charge.amount.get(), stripe_types::Currency::USD)
            .customer(customer)
            .payment_method(card)
            .confirm(true)
            .off_session(stripe_core::payment_intent::CreatePaymentIntentOffSession::Bool(true))
            .error_on_requires_action(true)
            .metadata(HashMap::from([
                ("key".to_owned(), charge.key.clone()),
                ("invoice".to_owned(), invoice.to_owned()),
                ("account".to_owned(), charge.account.to_string()),
            ]))
            .customize()
            .request_strategy(once(&charge.key)?)
            .send(&self.client)
            .await;
        match answer {
            Ok(payment) => ended(&payment)
                .map(|outcome| (Some(payment.id.to_string()), outcome))
                .ok_or_else(|| GatewayUnavailable(format!("{} is being processed", payment.id))),
            Err(StripeError::Stripe(error, 402)) => {
                let reason = error
                    .message
                    .unwrap_or_else(|| words::bank_declined().to_owned());
                let payment = error.payment_intent.map(|payment| payment.id.to_string());
                Ok((payment, Outcome::Declined { reason }))
            }
            // The card was taken away at Stripe and its message has not come yet.
            Err(StripeError::Stripe(error, 400 | 404))
                if error.param.as_deref() == Some("payment_method") =>
            {
                self.store.forget_card(card).await?;
                let reason = words::card_unusable().to_owned();
                Ok((None, Outcome::Declined { reason }))
            }
            Err(cause) => Err(cause.into()),
        }
    }

    /// How a payment ended that was asked for before and whose answer was lost: Stripe forgets its keys after a day,
    /// our books do not.
    async fn recalled(
        &self,
        charge: &Charge,
        customer: &str,
    ) -> Result<Option<(Option<String>, Outcome)>, GatewayUnavailable> {
        let recent = ListPaymentIntent::new()
            .customer(customer)
            .limit(100)
            .send(&self.client)
            .await?;
        let of_key = |payment: &&PaymentIntent| payment.metadata.get("key") == Some(&charge.key);
        match recent.data.iter().find(of_key) {
            None => Ok(None),
            Some(payment) => match ended(payment) {
                Some(outcome) => Ok(Some((Some(payment.id.to_string()), outcome))),
                None => Err(GatewayUnavailable(format!(
                    "{} is being processed",
                    payment.id
                ))),
            },
        }
    }
}

/// How a payment ended; none while Stripe has not decided.
fn ended(payment: &PaymentIntent) -> Option<Outcome> {
    match payment.status {
        PaymentIntentStatus::Succeeded => Some(Outcome::Paid),
        PaymentIntentStatus::Processing | PaymentIntentStatus::RequiresCapture => None,
        _ => {
            let told = payment.last_payment_error.as_ref();
            let reason = told.and_then(|error| error.message.clone());
            Some(Outcome::Declined {
                reason: reason.unwrap_or_else(|| words::bank_declined().to_owned()),
            })
        }
    }
}

impl From<Outcome> for ChargeOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Paid => Self::Paid,
            Outcome::Declined { reason } => Self::Declined { reason },
        }
    }
}

#[async_trait]
impl Gateway for StripeGateway {
    fn notice(&self) -> Option<&'static str> {
        self.settings
            .takes_test_payments()
            .then_some(words::stripe_test_mode())
    }

    fn form_targets(&self) -> &'static str {
        " https://checkout.stripe.com https://billing.stripe.com"
    }

    async fn charge(&self, charge: &Charge) -> Result<ChargeOutcome, GatewayUnavailable> {
        let known = self.store.customer(&charge.account).await?;
        let asked = self
            .store
            .ask(&charge.key, &charge.account, charge.amount, wall_clock_ms())
            .await?;
        if let Some(outcome) = asked.outcome {
            return Ok(outcome.into());
        }
        let recalled = match (&known, asked.fresh) {
            (Some(customer), false) => self.recalled(charge, &customer.id).await?,
            _ => None,
        };
        let payer = known
            .as_ref()
            .and_then(|customer| Some((customer, customer.card.as_deref()?)));
        let (payment, outcome) = match (recalled, payer) {
            (Some(recalled), _) => recalled,
            (None, Some((customer, card))) => {
                self.tell_address(customer).await;
                self.pay(charge, &customer.id, card).await?
            }
            (None, None) => {
                let reason = words::no_card().to_owned();
                (None, Outcome::Declined { reason })
            }
        };
        self.store
            .end(&charge.key, payment.as_deref(), &outcome)
            .await?;
        Ok(outcome.into())
    }

    async fn is_unanswered(
        &self,
        account: &AccountId,
        after_ms: i64,
    ) -> Result<bool, GatewayUnavailable> {
        Ok(self.store.is_unanswered(account, after_ms).await?)
    }

    async fn forget_closed(&self, after_ms: i64) -> Result<(), GatewayUnavailable> {
        self.delete_closed(after_ms).await
    }

    async fn has_card(&self, account: &AccountId) -> Result<bool, GatewayUnavailable> {
        let known = self.store.customer(account).await?;
        Ok(known.is_some_and(|customer| customer.card.is_some()))
    }

    async fn checkout(
        &self,
        account: &Account,
        wish: &Wish,
    ) -> Result<Option<String>, GatewayUnavailable> {
        // Whoever pays a declined payment by hand wants to say with which card.
        if !matches!(wish, Wish::Pay { .. }) && self.has_card(&account.id).await? {
            return Ok(None);
        }
        let customer = self.customer(account).await?;
        let public = &self.settings.public_url;
        let session = CreateCheckoutSession::new()
            .mode(CheckoutSessionMode::Setup)
            .currency(stripe_types::Currency::USD)
            .customer(customer)
            .client_reference_id(account.id.to_string())
            .allowed_payment_method_types(vec![
                CreateCheckoutSessionAllowedPaymentMethodTypes::Card,
            ])
            .success_url(format!(
                "{public}/billing/checkout?session={{CHECKOUT_SESSION_ID}}"
            ))
            .cancel_url(format!("{public}{FROM_THE_CARD}"))
            .send(&self.client)
            .await?;
        let wish =
            serde_json::to_string(wish).map_err(|cause| GatewayUnavailable(cause.to_string()))?;
        self.store
            .begin_checkout(session.id.as_str(), &account.id, &wish, wall_clock_ms())
            .await?;
        session
            .url
            .map(Some)
            .ok_or_else(|| GatewayUnavailable(format!("{} has no address", session.id)))
    }

    async fn returned(&self, checkout: &str) -> Result<Option<Returned>, GatewayUnavailable> {
        // A checkout that is over says nothing about today's card.
        let Some((account, wish)) = self.store.open_checkout(checkout).await? else {
            return Ok(None);
        };
        let session = RetrieveCheckoutSession::new(checkout)
            .expand(vec!["setup_intent".to_owned()])
            .send(&self.client)
            .await?;
        let card = session
            .setup_intent
            .as_ref()
            .and_then(|intent| intent.as_object())
            .and_then(|intent| intent.payment_method.as_ref())
            .map(|card| card.id().to_string());
        let (Some(CheckoutSessionStatus::Complete), Some(card), Some(customer)) =
            (session.status, card, session.customer)
        else {
            return Ok(None);
        };
        self.store
            .leave_card(customer.id().as_str(), &card, session.created)
            .await?;
        let wish =
            serde_json::from_str(&wish).map_err(|cause| GatewayUnavailable(cause.to_string()))?;
        Ok(Some(Returned { account, wish }))
    }

    async fn performed(&self, checkout: &str) -> Result<(), GatewayUnavailable> {
        Ok(self.store.end_checkout(checkout).await?)
    }

    async fn has_portal(&self, account: &AccountId) -> Result<bool, GatewayUnavailable> {
        Ok(self.store.customer(account).await?.is_some())
    }

    async fn portal(&self, account: &AccountId) -> Result<Option<String>, GatewayUnavailable> {
        let Some(customer) = self.store.customer(account).await? else {
            return Ok(None);
        };
        self.tell_address(&customer).await;
        let session = CreateBillingPortalSession::new()
            .customer(customer.id)
            .return_url(format!("{}{FROM_THE_CARD}", self.settings.public_url))
            .send(&self.client)
            .await?;
        Ok(Some(session.url))
    }

    async fn receive(&self, body: &str, signature: &str, at_ms: i64) -> Result<(), NotReceived> {
        let id = messages::genuine(body, signature, &self.settings.webhook_secret, at_ms)?;
        Ok(self.store.keep_event(&id, body, at_ms).await?)
    }

    async fn news(&self, at_ms: i64) -> Result<Vec<News>, GatewayUnavailable> {
        messages::news(self.store.as_ref(), at_ms).await
    }

    async fn done(&self, news: &str) -> Result<(), GatewayUnavailable> {
        Ok(self.store.end_event(news).await?)
    }
}
