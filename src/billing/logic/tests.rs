//! The billing life of an account, on a database of its own.

mod declines;
mod periods;
mod processes;
mod purchases;
mod reversals;
mod scheduled;
mod unpaid;
mod upgrades;
mod year;

use super::*;
use crate::billing::gateways::NextOutcome;
use crate::billing::rules::{Change, Interval, PlanKey};
use crate::server::state::wall_clock_ms;
use crate::server::testing::TestApp;
use crate::ui::date::Zone;
use ::credits::{CivilDate, Credits, Reason, StatementQuery, Timestamp, Wallet, from_civil};
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const STARTER: i64 = 1_900;

/// An account with a clock, on an application of its own.
struct Life {
    test: TestApp,
    account: Account,
}

impl Life {
    /// Begins at ten o'clock of that day.
    async fn beginning(year: i64, month: u32, day: u32) -> Self {
        let test = TestApp::start().await;
        let account = test.account().await;
        let begins = from_civil(CivilDate { year, month, day }, DAY_MS * 10 / 24);
        let mut life = Self { test, account };
        life.to(begins).await;
        life
    }

    fn app(&self) -> &App {
        &self.test.app
    }

    /// Sets the clock without catching up.
    async fn to(&mut self, at: Timestamp) {
        let ahead = at.ms() - wall_clock_ms();
        // Tests may begin in the past, which people's clocks never do.
        let id = self.account.id;
        let set = format!("UPDATE account SET clock_ahead = {ahead} WHERE id = '{id}'");
        let database = &self.app().database;
        database.run(&set).await.expect("the clock is set");
        self.account.clock_ahead_ms = ahead;
    }

    async fn days_later(&mut self, days: i64) {
        let later = self.account.now().plus_ms(days * DAY_MS);
        self.to(later).await;
        self.catch_up().await;
    }

    async fn periods_later(&mut self, count: i64) {
        let open = self.open().await;
        let start = open.period(open.running(self.account.now()) + count).start;
        self.to(start.plus_ms(1)).await;
        self.catch_up().await;
    }

    async fn catch_up(&self) {
        catch_up(self.app(), &self.account)
            .await
            .expect("caught up");
    }

    async fn open(&self) -> Subscription {
        self.app()
            .billing
            .open_subscription(&self.account.id)
            .await
            .expect("readable")
            .expect("an open subscription")
    }

    async fn start(&self, plan: &str, interval: Interval, cents: i64) -> Settled {
        subscribe(
            self.app(),
            &self.account,
            PlanKey::new(plan),
            interval,
            cents,
        )
        .await
        .expect("answered")
    }

    async fn next_payment_fails(&self) {
        self.app()
            .test_payments
            .set_next(&self.account.id, NextOutcome::Fail)
            .await
            .expect("set");
    }

    /// Download and AI credits that are available.
    async fn credits(&self) -> (i64, i64) {
        let balances = self
            .app()
            .ledger
            .balances(&self.account.id)
            .await
            .expect("readable");
        (
            balances.download.available.get(),
            balances.ai.available.get(),
        )
    }

    /// How many invoices there are.
    async fn invoices(&self) -> usize {
        let invoices = self.app().billing.invoices(&self.account.id).await;
        invoices.expect("readable").len()
    }

    /// Buys the bundle of 150 AI credits, once more with every call.
    async fn buys_150(&self) -> Result<Bought, AppError> {
        let (credits, cents) = (Credits::new(150), 1_500);
        buy_bundle(self.app(), &self.account, credits, cents, Uuid::new_v4()).await
    }

    async fn entries(&self, reason: Reason) -> usize {
        let query = StatementQuery {
            reason: Some(reason),
            ..StatementQuery::newest(1_000)
        };
        self.app()
            .ledger
            .statement(&self.account.id, query)
            .await
            .expect("readable")
            .len()
    }

    async fn standing(&self) -> Standing {
        standing(self.app(), &self.account).await.expect("answered")
    }
}
