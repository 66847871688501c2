//! Who an account is at Stripe: made with its first visit there, told its new addresses, deleted after its end.

use super::store::Customer;
use super::{StripeGateway, once};
use crate::accounts::Account;
use crate::billing::gateways::GatewayUnavailable;
use crate::server::state::wall_clock_ms;
use std::collections::HashMap;
use stripe::{StripeError, StripeRequest};
use stripe_core::customer::{CreateCustomer, DeleteCustomer, UpdateCustomer};
use stripe_shared::ApiErrorsCode;

/// How many customers of closed accounts one round deletes. Each may take as long as Stripe is waited for, and renewals are
/// what the next round is for.
const DELETED_A_ROUND: u32 = 10;

impl StripeGateway {
    /// The account's customer at Stripe, made now if there was none.
    pub(super) async fn customer(&self, account: &Account) -> Result<String, GatewayUnavailable> {
        if let Some(known) = self.store.customer(&account.id).await? {
            self.tell_address(&known).await;
            return Ok(known.id);
        }
        // A customer that was deleted at Stripe had a checkout, and its key would bring it back.
        let earlier = self.store.checkouts(&account.id).await?;
        let made = CreateCustomer::new()
            .email(account.email.clone())
            .metadata(HashMap::from([(
                "account".to_owned(),
                account.id.to_string(),
            )]))
            .customize()
            .request_strategy(once(&format!("customer:{}:{earlier}", account.id))?)
            .send(&self.client)
            .await?;
        self.store
            .keep_customer(&account.id, made.id.as_str(), &account.email)
            .await?;
        Ok(made.id.to_string())
    }

    /// Tells Stripe the account's address where it may have an older one, since receipts go there. Nothing that is to be
    /// done with the customer fails by it: what Stripe was not told now it is told the next time.
    pub(super) async fn tell_address(&self, customer: &Customer) {
        let Some(email) = &customer.untold else {
            return;
        };
        if let Err(cause) = self.change_address(&customer.id, email).await {
            tracing::warn!(customer = customer.id, %cause, "Stripe could not be told a new address");
        }
    }

    /// A key would have Stripe answer whoever takes an earlier address again without changing anything; and to be told
    /// the same twice does no harm.
    async fn change_address(&self, customer: &str, email: &str) -> Result<(), GatewayUnavailable> {
        // While the answer is out, or if it is lost, Stripe may have either.
        self.store.note_address(customer, None).await?;
        UpdateCustomer::new(customer)
            .email(email)
            .send(&self.client)
            .await?;
        Ok(self.store.note_address(customer, Some(email)).await?)
    }

    /// Deletes a customer at Stripe, with their card and their address. Payments stay there, as they do in our books, and
    /// whoever is deleted already is no error: an earlier answer may have been lost.
    async fn delete_customer(&self, customer: &str) -> Result<(), StripeError> {
        match DeleteCustomer::new(customer).send(&self.client).await {
            Ok(_) => Ok(()),
            Err(StripeError::Stripe(error, _))
                if matches!(error.code, Some(ApiErrorsCode::ResourceMissing)) =>
            {
                Ok(())
            }
            Err(cause) => Err(cause),
        }
    }

    /// Deletes the customers of closed accounts, and forgets each once Stripe has answered.
    pub(super) async fn delete_closed(&self, after_ms: i64) -> Result<(), GatewayUnavailable> {
        let closed = self.store.closed(after_ms, DELETED_A_ROUND).await?;
        for customer in closed {
            match self.delete_customer(&customer).await {
                Ok(()) => self.store.forget_customer(&customer).await?,
                // That is an answer, and it is about this one: the others do not wait for it, and go first from now on. A Stripe that is in trouble, or
                // wants to be asked less often, is left in peace until the next round.
                Err(StripeError::Stripe(error, status)) if status < 500 && status != 429 => {
                    let code = error.code.map(|code| code.to_string());
                    tracing::error!(customer, status, code, "Stripe does not delete a customer");
                    self.store.refused(&customer, wall_clock_ms()).await?;
                }
                Err(cause) => return Err(cause.into()),
            }
        }
        Ok(())
    }
}
