//! Whoever deletes their account is deleted at Stripe as well, whatever happens on the way there.

use super::desk::Deletes;
use super::messages::dispute;
use super::{Shop, starter};
use crate::accounts::Account;
use crate::billing::logic::{Ended, end_for_good, round};
use crate::billing::rules::ReversalState;
use crate::error::AppError;
use crate::server::state::wall_clock_ms;
use serde_json::json;
use std::sync::Arc;

impl Shop {
    /// Ends the account, as its own page does.
    async fn loses(&self, account: &Account) {
        let (closing, id) = (Arc::clone(&self.app().closing), account.id);
        let close = async move {
            let closed = closing.close(&id, wall_clock_ms()).await;
            closed.map_err(AppError::from)
        };
        let ended = end_for_good(self.app(), account, close).await;
        assert_eq!(ended, Ok(Ended::Done));
    }

    fn deletes(&self, whom: Deletes) {
        self.desk.with(|books| books.deletes = whom);
    }

    /// The customers that Stripe was told to delete, once for each time.
    fn to_delete(&self) -> Vec<String> {
        self.desk.with(|books| books.to_delete.clone())
    }

    /// The customers that Stripe has deleted.
    fn deleted(&self) -> Vec<String> {
        self.desk.with(|books| books.deleted.clone())
    }

    /// Whether it is still known here who the account is at Stripe.
    async fn knows(&self, account: &Account) -> bool {
        let portal = self.app().gateway.has_portal(&account.id).await;
        portal.expect("answered")
    }

    /// Another account, with a customer of its own.
    async fn another(&self) -> Account {
        let account = self.test.account().await;
        let checkout = self.app().gateway.checkout(&account, &starter()).await;
        assert!(checkout.expect("answered").is_some());
        account
    }
}

#[tokio::test]
async fn whoever_leaves_is_deleted_at_stripe_once_and_then_forgotten() {
    let shop = Shop::with_card().await;
    shop.bundle().await;
    let stays = shop.another().await;
    round(shop.app()).await;
    assert!(shop.to_delete().is_empty(), "both are still here");
    shop.loses(&shop.account).await;
    assert!(shop.knows(&shop.account).await, "until Stripe has answered");
    round(shop.app()).await;
    assert_eq!(shop.deleted(), ["cus_1"]);
    assert!(!shop.knows(&shop.account).await);
    assert!(shop.knows(&stays).await);
    round(shop.app()).await;
    assert_eq!(shop.to_delete(), ["cus_1"], "it is told once");
    assert_eq!(shop.desk.taken(), 1_500, "no payment moved by it");
    let books = format!(
        "DELETE FROM stripe_charge WHERE account = '{}'",
        shop.account.id
    );
    assert_eq!(shop.run(&books).await, 1, "the books keep theirs");
}

#[tokio::test]
async fn a_stripe_that_is_away_is_told_until_it_answers() {
    let shop = Shop::with_card().await;
    let other = shop.another().await;
    shop.loses(&shop.account).await;
    shop.loses(&other).await;
    shop.deletes(Deletes::Nobody);
    for _ in 0..2 {
        round(shop.app()).await;
    }
    assert!(shop.knows(&shop.account).await && shop.knows(&other).await);
    assert_eq!(
        shop.to_delete(),
        ["cus_1", "cus_1"],
        "a round ends with the first that has no answer"
    );
    shop.deletes(Deletes::Anybody);
    round(shop.app()).await;
    assert_eq!(shop.deleted(), ["cus_1", "cus_2"]);
    assert!(!shop.knows(&shop.account).await && !shop.knows(&other).await);
}

#[tokio::test]
async fn a_customer_that_is_missing_at_stripe_is_deleted() {
    let shop = Shop::with_card().await;
    shop.loses(&shop.account).await;
    shop.deletes(Deletes::AndHangsUp);
    round(shop.app()).await;
    assert_eq!(shop.deleted(), ["cus_1"]);
    assert!(shop.knows(&shop.account).await, "the answer was lost");
    shop.deletes(Deletes::Anybody);
    round(shop.app()).await;
    assert_eq!(shop.to_delete(), ["cus_1", "cus_1"]);
    assert!(!shop.knows(&shop.account).await);
}

#[tokio::test]
async fn one_that_stripe_refuses_to_delete_holds_no_other_up() {
    let shop = Shop::with_card().await;
    let other = shop.another().await;
    shop.loses(&shop.account).await;
    shop.loses(&other).await;
    shop.deletes(Deletes::NotTheFirst);
    round(shop.app()).await;
    assert_eq!(shop.deleted(), ["cus_2"]);
    assert!(shop.knows(&shop.account).await && !shop.knows(&other).await);
    let third = shop.another().await;
    shop.loses(&third).await;
    round(shop.app()).await;
    assert_eq!(
        shop.to_delete(),
        ["cus_1", "cus_2", "cus_3", "cus_1"],
        "who was refused goes behind the others"
    );
}

/// A request for a page of Stripe's that was under way when its account was closed.
#[tokio::test]
async fn a_customer_who_is_kept_after_the_end_is_deleted_too() {
    let shop = Shop::open().await;
    shop.loses(&shop.account).await;
    round(shop.app()).await;
    assert!(shop.to_delete().is_empty(), "Stripe never knew them");
    let late = shop.app().gateway.checkout(&shop.account, &starter()).await;
    assert!(late.expect("answered").is_some());
    round(shop.app()).await;
    assert_eq!(shop.deleted(), ["cus_1"]);
    assert!(!shop.knows(&shop.account).await);
}

/// How it ended is looked up by its customer, as long as Stripe may still say.
#[tokio::test]
async fn a_payment_without_an_answer_keeps_its_customer_for_a_day() {
    let shop = Shop::with_card().await;
    shop.loses(&shop.account).await;
    let (id, now) = (shop.account.id, wall_clock_ms());
    let asked = format!(
        "INSERT INTO stripe_charge (key, account, cents, at) VALUES ('in:0', '{id}', 500, {now})"
    );
    assert_eq!(shop.run(&asked).await, 1);
    round(shop.app()).await;
    assert!(shop.to_delete().is_empty());
    let aged = "UPDATE stripe_charge SET at = at - 86400000";
    assert_eq!(shop.run(aged).await, 1);
    round(shop.app()).await;
    assert_eq!(shop.deleted(), ["cus_1"]);
}

/// A bank may take months to ask for its money back.
#[tokio::test]
async fn a_dispute_finds_its_payment_when_the_customer_is_long_gone() {
    let shop = Shop::with_card().await;
    let paid = shop.bundle().await;
    shop.loses(&shop.account).await;
    round(shop.app()).await;
    assert_eq!(shop.deleted(), ["cus_1"]);
    let gone = json!({ "id": "cus_1", "object": "customer", "created": 0, "livemode": false });
    shop.told("evt_1", "customer.deleted", &gone).await;
    assert_eq!(shop.credits().await, (0, 150, 0));
    for (id, kind, status, state) in [
        (
            "evt_2",
            "charge.dispute.created",
            "needs_response",
            ReversalState::Open,
        ),
        (
            "evt_3",
            "charge.dispute.closed",
            "lost",
            ReversalState::Kept,
        ),
    ] {
        shop.told(id, kind, &dispute(&paid, status)).await;
        let reversals = shop.app().billing.reversals(&shop.account.id).await;
        let states: Vec<_> = reversals
            .expect("readable")
            .iter()
            .map(|reversal| reversal.state)
            .collect();
        assert_eq!(states, [state]);
        assert_eq!(shop.credits().await, (0, 0, 0));
    }
}

crate::server::testing::on_postgres_too!(
    whoever_leaves_is_deleted_at_stripe_once_and_then_forgotten,
    a_stripe_that_is_away_is_told_until_it_answers,
    a_customer_that_is_missing_at_stripe_is_deleted,
    one_that_stripe_refuses_to_delete_holds_no_other_up,
    a_customer_who_is_kept_after_the_end_is_deleted_too,
    a_payment_without_an_answer_keeps_its_customer_for_a_day,
    a_dispute_finds_its_payment_when_the_customer_is_long_gone,
);
