//! The address that Stripe has for a customer, to which its receipts go.

use super::desk::message_with;
use super::{Shop, starter};
use crate::billing::gateways::ChargeOutcome;
use crate::billing::logic::hear;
use crate::billing::wish::Wish;
use crate::server::state::wall_clock_ms;
use serde_json::{Value, json};

const NEW: &str = "new@example.com";

impl Shop {
    pub async fn run(&self, sql: &str) -> u64 {
        self.app().database.run(sql).await.expect("answers")
    }

    /// Gives the account another address, as a link in a letter to it does.
    async fn moves_to(&self, email: &str) {
        let id = self.account.id;
        let change = format!("UPDATE account SET email = '{email}' WHERE id = '{id}'");
        assert_eq!(self.run(&change).await, 1);
    }

    async fn pays(&self, key: &str) {
        assert_eq!(self.charge(key, 500).await, Some(ChargeOutcome::Paid));
    }

    /// What Stripe was told so far: each address, with how many payments had been taken by then.
    fn addresses(&self) -> Vec<(String, usize)> {
        let told = self.desk.with(|books| books.addresses.clone());
        told.into_iter()
            .map(|(customer, email, taken)| {
                assert_eq!(customer, "cus_1");
                (email, taken)
            })
            .collect()
    }

    fn loses_addresses(&self, does: bool) {
        self.desk.with(|books| books.loses_addresses = does);
    }
}

fn told(email: &str, taken: usize) -> (String, usize) {
    (email.to_owned(), taken)
}

#[tokio::test]
async fn stripe_learns_a_new_address_before_the_next_payment_and_once() {
    let shop = Shop::with_card().await;
    shop.pays("in:0").await;
    assert_eq!(shop.addresses(), [], "it was made with this one");
    shop.moves_to(NEW).await;
    shop.pays("in:1").await;
    shop.pays("in:2").await;
    assert_eq!(shop.addresses(), [told(NEW, 1)]);
    shop.pays("in:2").await;
    shop.moves_to(&shop.account.email).await;
    shop.pays("in:3").await;
    let back = told(&shop.account.email, 3);
    assert_eq!(shop.addresses(), [told(NEW, 1), back]);
}

#[tokio::test]
async fn the_pages_of_stripe_know_the_new_address_too() {
    let shop = Shop::with_card().await;
    shop.moves_to(NEW).await;
    let gateway = &shop.app().gateway;
    let at_once = gateway.checkout(&shop.account, &starter()).await;
    assert_eq!(at_once.expect("answered"), None);
    assert_eq!(shop.addresses(), [], "Stripe was not needed");
    let portal = gateway.portal(&shop.account.id).await;
    assert!(portal.expect("answered").is_some());
    assert_eq!(shop.addresses(), [told(NEW, 0)]);
    shop.moves_to("newer@example.com").await;
    let pay = Wish::Pay { attempts: 1 };
    let checkout = gateway.checkout(&shop.account, &pay).await;
    assert!(checkout.expect("answered").is_some());
    let newer = told("newer@example.com", 0);
    assert_eq!(shop.addresses(), [told(NEW, 0), newer]);
}

#[tokio::test]
async fn customers_from_before_are_told_once() {
    let shop = Shop::with_card().await;
    shop.run("UPDATE stripe_customer SET email = NULL").await;
    shop.pays("in:0").await;
    shop.pays("in:1").await;
    assert_eq!(shop.addresses(), [told(&shop.account.email, 0)]);
}

/// Stripe may have kept an address whose answer was lost: then it is not known which one it has.
#[tokio::test]
async fn an_address_without_an_answer_stops_no_payment_and_is_told_again() {
    let shop = Shop::with_card().await;
    shop.loses_addresses(true);
    shop.moves_to(NEW).await;
    shop.pays("in:0").await;
    shop.loses_addresses(false);
    shop.moves_to(&shop.account.email).await;
    shop.pays("in:1").await;
    shop.pays("in:2").await;
    let back = told(&shop.account.email, 1);
    assert_eq!(shop.addresses(), [told(NEW, 0), back]);
}

#[tokio::test]
async fn of_a_closed_account_stripe_is_told_nothing() {
    let shop = Shop::with_card().await;
    let closed = shop.app().closing.close(&shop.account.id, wall_clock_ms());
    assert!(closed.await.expect("answered"));
    let portal = shop.app().gateway.portal(&shop.account.id).await;
    assert!(portal.expect("answered").is_some());
    assert_eq!(shop.addresses(), []);
    let kept = "DELETE FROM stripe_customer WHERE email IS NOT NULL";
    assert_eq!(shop.run(kept).await, 0);
}

/// Stripe tells of every change of a customer, with the card that was chosen on its own pages, perhaps long ago.
#[tokio::test]
async fn a_new_address_brings_no_older_card_back() {
    let shop = Shop::with_card().await;
    let at_s = wall_clock_ms() / 1_000;
    let customer = json!({ "id": "cus_1", "object": "customer", "created": 0, "livemode": false,
        "invoice_settings": { "default_payment_method": "pm_old" } });
    let told = async |id: &str, before: Value| {
        let data = json!({ "object": customer, "previous_attributes": before });
        let (body, signature) = message_with(id, "customer.updated", &data, at_s);
        let kept = shop.app().gateway.receive(&body, &signature, at_s * 1_000);
        kept.await.expect("kept");
        hear(shop.app()).await.expect("heard");
    };
    let old = "DELETE FROM stripe_customer WHERE card = 'pm_old'";
    told("evt_1", json!({ "email": "old@example.com" })).await;
    assert_eq!(shop.run(old).await, 0);
    let none = json!({ "default_payment_method": null });
    told("evt_2", json!({ "invoice_settings": none })).await;
    assert_eq!(shop.run(old).await, 1, "that is a choice");
}

crate::server::testing::on_postgres_too!(
    stripe_learns_a_new_address_before_the_next_payment_and_once,
    the_pages_of_stripe_know_the_new_address_too,
    customers_from_before_are_told_once,
    an_address_without_an_answer_stops_no_payment_and_is_told_again,
    of_a_closed_account_stripe_is_told_nothing,
    a_new_address_brings_no_older_card_back,
);
