//! The test gateway the program comes with: it moves no money and says so, succeeds unless the Lab wants the
//! next payment to fail, and keeps its books like a real one, so that a key is charged once.

mod store;

use super::{Charge, ChargeOutcome, Gateway, GatewayUnavailable};
use crate::words::billing as words;
use async_trait::async_trait;
use std::sync::Arc;
pub use store::{NextOutcome, SqlTestPayments, TestPayments};

pub struct EmbeddedGateway {
    payments: Arc<dyn TestPayments>,
}

impl EmbeddedGateway {
    pub fn new(payments: Arc<dyn TestPayments>) -> Self {
        Self { payments }
    }
}

#[async_trait]
impl Gateway for EmbeddedGateway {
    fn notice(&self) -> Option<&'static str> {
        Some(words::test_gateway())
    }

    async fn charge(&self, charge: &Charge) -> Result<ChargeOutcome, GatewayUnavailable> {
        match self.payments.answer(charge).await {
            Ok(NextOutcome::Succeed) => Ok(ChargeOutcome::Paid),
            Ok(NextOutcome::Fail) => Ok(ChargeOutcome::Declined {
                reason: words::test_card_declined().to_owned(),
            }),
            Err(cause) => Err(GatewayUnavailable(cause.to_string())),
        }
    }
}
