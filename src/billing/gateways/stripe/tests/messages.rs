//! Messages: who may send them, and that their order, number and delay do not matter.

use super::desk::{WEBHOOK_SECRET, message, payment};
use super::{Shop, starter};
use crate::billing::logic::{Bought, Performed, hear, perform};
use crate::billing::wish::Wish;
use crate::server::router::router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use stripe_webhook::Webhook;
use tower::ServiceExt;
use uuid::Uuid;

const NOW_S: i64 = 1_800_000_000;

pub fn refund(id: &str, payment: &str, cents: i64, status: &str) -> Value {
    json!({ "id": id, "object": "refund", "amount": cents, "created": 0, "currency": "usd", "payment_intent": payment, "status": status })
}

pub fn dispute(payment: &str, status: &str) -> Value {
    json!({ "id": format!("dp_{payment}"), "object": "dispute", "amount": 1_500, "balance_transactions": [], "charge": "ch_1", "created": 0,
        "currency": "usd", "enhanced_eligibility_types": [], "evidence": { "enhanced_evidence": {} },
        "evidence_details": { "enhanced_eligibility": {}, "has_evidence": false, "past_due": false, "submission_count": 0 },
        "is_charge_refundable": false, "livemode": false, "metadata": {}, "payment_intent": payment, "reason": "fraudulent",
        "status": status })
}

impl Shop {
    /// Delivers a message and lets it be heeded.
    pub async fn told(&self, id: &str, kind: &str, object: &Value) {
        self.kept(id, kind, object, NOW_S).await;
        hear(self.app()).await.expect("heard");
    }

    /// Delivers a message of that second.
    async fn kept(&self, id: &str, kind: &str, object: &Value, at_s: i64) {
        let (body, signature) = message(id, kind, object, at_s);
        self.app()
            .gateway
            .receive(&body, &signature, at_s * 1_000)
            .await
            .expect("kept");
    }

    /// Whether the account has no card that could be charged.
    async fn wants_a_card(&self) -> bool {
        let checkout = self.app().gateway.checkout(&self.account, &starter()).await;
        checkout.expect("answered").is_some()
    }

    /// Buys 150 AI credits for 15 dollars; the payment's id.
    pub async fn bundle(&self) -> String {
        let bundle = Wish::Bundle {
            ai: 150,
            cents: 1_500,
            form: Uuid::new_v4(),
        };
        let bought = perform(self.app(), &self.account, &bundle).await;
        assert!(
            matches!(bought, Ok(Performed::Bundle(Bought::Paid(_)))),
            "{bought:?}"
        );
        self.desk.with(|books| {
            let newest = books.payments.last().expect("a payment");
            newest["id"].as_str().expect("an id").to_owned()
        })
    }
}

#[tokio::test]
async fn only_genuine_messages_of_these_minutes_are_kept() {
    let shop = Shop::open().await;
    let (body, good) = message(
        "evt_1",
        "refund.created",
        &refund("re_1", "pi_1", 1, "pending"),
        NOW_S,
    );
    let signed =
        |body: &str, secret: &str| Webhook::generate_test_header(body, secret, Some(NOW_S));
    let stranger = signed(&body, "whsec_strangers");
    let v1 = good.split_once(",v1=").expect("a signature").1;
    let cases = [
        (body.clone(), good.clone(), 0, true),
        (body.clone(), good.clone(), 300, true),
        (body.clone(), good.clone(), -300, true),
        (body.clone(), good.clone(), 301, false),
        (body.clone(), good.clone(), -301, false),
        (body.replace("evt_1", "evt_2"), good.clone(), 0, false),
        (body.clone(), stranger.clone(), 0, false),
        (body.clone(), format!("{stranger},v1={v1}"), 0, true),
        (body.clone(), format!("t={NOW_S},v0={v1}"), 0, false),
        (body.clone(), format!("t={NOW_S},v1="), 0, false),
        (body.clone(), format!("t=yesterday,v1={v1}"), 0, false),
        (body.clone(), String::new(), 0, false),
        (
            "not json".to_owned(),
            signed("not json", WEBHOOK_SECRET),
            0,
            false,
        ),
    ];
    for (body, signature, later, kept) in cases {
        let received = shop
            .app()
            .gateway
            .receive(&body, &signature, (NOW_S + later) * 1_000)
            .await;
        assert_eq!(
            received.is_ok(),
            kept,
            "{signature} {later} s later: {received:?}"
        );
    }
}

#[tokio::test]
async fn the_address_for_messages_says_what_became_of_them() {
    let shop = Shop::open().await;
    let now = crate::server::state::wall_clock_ms() / 1_000;
    let (body, signature) = message("evt_1", "payment_method.detached", &json!({}), now);
    let post = |signature: Option<&str>| {
        let request = Request::post("/billing/stripe/events");
        let request = match signature {
            Some(signature) => request.header("stripe-signature", signature),
            None => request,
        };
        let request = request.body(Body::from(body.clone())).expect("a request");
        router(shop.app().clone()).oneshot(request)
    };
    let status = async |signature| post(signature).await.expect("answered").status();
    assert_eq!(status(None).await, StatusCode::BAD_REQUEST);
    assert_eq!(status(Some("t=1,v1=00")).await, StatusCode::BAD_REQUEST);
    assert_eq!(
        status(Some(&signature)).await,
        StatusCode::BAD_REQUEST,
        "a card without an id is none"
    );
    let (body, signature) = message("evt_2", "nothing.known", &json!({ "id": "no_1" }), now);
    let request = Request::post("/billing/stripe/events").header("stripe-signature", signature);
    let request = request.body(Body::from(body)).expect("a request");
    let answer = router(shop.app().clone()).oneshot(request).await;
    assert_eq!(answer.expect("answered").status(), StatusCode::OK);
}

#[tokio::test]
async fn a_card_that_was_left_pays_even_if_nobody_comes_back() {
    let shop = Shop::open().await;
    let checkout = shop.app().gateway.checkout(&shop.account, &starter()).await;
    assert!(checkout.expect("answered").is_some());
    let session = super::desk::session_body("cs_test_1", Some("pm_1"));
    for _ in 0..3 {
        shop.told("evt_1", "checkout.session.completed", &session)
            .await;
    }
    assert_eq!(shop.credits().await, (10, 60, 0));
    assert_eq!(shop.desk.taken(), 1_900);
    assert_eq!(shop.returned("cs_test_1").await, None);
}

#[tokio::test]
async fn a_message_tells_how_a_payment_ended_whose_answer_was_lost() {
    let shop = Shop::with_card().await;
    shop.desk
        .with(|books| books.next = super::Next::PayAndHangUp);
    let bundle = Wish::Bundle {
        ai: 150,
        cents: 1_500,
        form: Uuid::new_v4(),
    };
    let bought = perform(shop.app(), &shop.account, &bundle).await;
    assert_eq!(bought, Ok(Performed::Bundle(Bought::Unanswered)));
    assert_eq!(shop.credits().await, (0, 0, 0));
    let paid = shop.desk.with(|books| books.payments[0].clone());
    shop.told("evt_1", "payment_intent.succeeded", &paid).await;
    assert_eq!(shop.credits().await, (0, 150, 0));
    assert_eq!(shop.desk.taken(), 1_500);
}

fn with_default_card(card: &str) -> Value {
    json!({ "id": "cus_1", "object": "customer", "created": 0, "livemode": false,
        "invoice_settings": { "default_payment_method": card } })
}

fn card(id: &str) -> Value {
    json!({ "id": id, "object": "payment_method", "billing_details": {}, "created": 0, "livemode": false, "type": "card" })
}

#[tokio::test]
async fn cards_that_change_or_go_are_followed() {
    let shop = Shop::with_card().await;
    shop.told("evt_1", "customer.updated", &with_default_card("pm_new"))
        .await;
    shop.told("evt_2", "payment_method.detached", &card("pm_1"))
        .await;
    assert!(!shop.wants_a_card().await, "pm_new stays");
    shop.told("evt_3", "payment_method.detached", &card("pm_new"))
        .await;
    assert!(shop.wants_a_card().await);
}

#[tokio::test]
async fn no_old_page_or_message_brings_a_replaced_card_back() {
    let shop = Shop::with_card().await;
    shop.told("evt_new", "customer.updated", &with_default_card("pm_new"))
        .await;
    shop.kept(
        "evt_old",
        "customer.updated",
        &with_default_card("pm_old"),
        NOW_S - 60,
    )
    .await;
    let session = super::desk::session_body("cs_test_1", Some("pm_1"));
    shop.told("evt_late", "checkout.session.completed", &session)
        .await;
    assert_eq!(shop.returned("cs_test_1").await, None);
    shop.told("evt_gone", "payment_method.detached", &card("pm_new"))
        .await;
    assert!(shop.wants_a_card().await, "it was still pm_new");
}

#[tokio::test]
async fn whoever_was_deleted_at_stripe_becomes_a_new_customer() {
    let shop = Shop::with_card().await;
    let deleted = json!({ "id": "cus_1", "object": "customer", "created": 0, "livemode": false });
    shop.told("evt_1", "customer.deleted", &deleted).await;
    let portal = shop.app().gateway.has_portal(&shop.account.id).await;
    assert!(!portal.expect("answered"), "nobody is there any more");
    assert!(shop.wants_a_card().await);
    assert_eq!(
        shop.desk.with(|books| books.customers.len()),
        2,
        "made under another key"
    );
}

#[tokio::test]
async fn messages_that_nobody_can_place_hold_no_newer_one_up() {
    let shop = Shop::open().await;
    assert!(shop.wants_a_card().await);
    for number in 0..200 {
        let foreign = refund(&format!("re_{number}"), "pi_foreign", 100, "succeeded");
        shop.kept(&format!("evt_{number}"), "refund.created", &foreign, NOW_S)
            .await;
    }
    let session = super::desk::session_body("cs_test_1", Some("pm_1"));
    shop.kept("evt_z", "checkout.session.completed", &session, NOW_S + 1)
        .await;
    for _ in 0..2 {
        hear(shop.app()).await.expect("heard");
    }
    assert_eq!(shop.credits().await, (10, 60, 0));
}

#[tokio::test]
async fn a_refund_of_a_payment_that_is_not_known_yet_waits_for_it() {
    let shop = Shop::with_card().await;
    shop.desk
        .with(|books| books.next = super::Next::PayAndHangUp);
    let bundle = Wish::Bundle {
        ai: 150,
        cents: 1_500,
        form: Uuid::new_v4(),
    };
    let bought = perform(shop.app(), &shop.account, &bundle).await;
    assert_eq!(bought, Ok(Performed::Bundle(Bought::Unanswered)));
    shop.told(
        "evt_1",
        "refund.created",
        &refund("re_1", "pi_1", 1_500, "succeeded"),
    )
    .await;
    assert_eq!(shop.credits().await, (0, 0, 0));
    let key = shop
        .desk
        .with(|books| books.payments[0]["metadata"]["key"].clone());
    let paid = payment("pi_1", 1_500, "succeeded", key.as_str().expect("a key"));
    shop.told("evt_2", "payment_intent.succeeded", &paid).await;
    hear(shop.app()).await.expect("heard");
    assert_eq!(
        shop.credits().await,
        (0, 0, 0),
        "paid, granted and taken back"
    );
    let foreign = refund("re_2", "pi_foreign", 100, "succeeded");
    shop.told("evt_3", "refund.created", &foreign).await;
    let later = (NOW_S + 4 * 24 * 60 * 60) * 1_000;
    assert_eq!(shop.app().gateway.news(later).await.expect("read"), []);
    assert_eq!(
        shop.app().gateway.news(NOW_S * 1_000).await.expect("read"),
        []
    );
}

/// Money may still go back after its account was closed, and the books follow it.
#[tokio::test]
async fn a_refund_after_the_account_was_closed_is_booked() {
    let shop = Shop::with_card().await;
    let paid = shop.bundle().await;
    let closed = shop.app().closing.close(&shop.account.id, NOW_S * 1_000);
    assert!(closed.await.expect("answered"));
    assert!(!shop.has_card().await, "nothing is taken any more");
    let back = refund("re_1", &paid, 1_500, "succeeded");
    shop.told("evt_1", "refund.created", &back).await;
    let reversals = shop.app().billing.reversals(&shop.account.id).await;
    assert_eq!(reversals.expect("readable").len(), 1);
    assert_eq!(shop.credits().await, (0, 0, 0));
}

/// What Stripe tells may name a person, also long after their account was closed: it goes once it was heeded.
#[tokio::test]
async fn of_a_message_that_was_heeded_only_its_name_is_kept() {
    let shop = Shop::with_card().await;
    let paid = shop.bundle().await;
    let back = refund("re_1", &paid, 500, "succeeded");
    shop.told("evt_1", "refund.created", &back).await;
    shop.told("evt_1", "refund.created", &back).await;
    assert_eq!(shop.credits().await, (0, 100, 0), "it is heeded once");
    let run = async |sql: &str| shop.app().database.run(sql).await.expect("answers");
    assert_eq!(run("DELETE FROM stripe_event WHERE payload <> ''").await, 0);
    assert_eq!(run("DELETE FROM stripe_event WHERE id = 'evt_1'").await, 1);
}

crate::server::testing::on_postgres_too!(
    only_genuine_messages_of_these_minutes_are_kept,
    the_address_for_messages_says_what_became_of_them,
    a_card_that_was_left_pays_even_if_nobody_comes_back,
    a_message_tells_how_a_payment_ended_whose_answer_was_lost,
    cards_that_change_or_go_are_followed,
    no_old_page_or_message_brings_a_replaced_card_back,
    whoever_was_deleted_at_stripe_becomes_a_new_customer,
    messages_that_nobody_can_place_hold_no_newer_one_up,
    a_refund_of_a_payment_that_is_not_known_yet_waits_for_it,
    a_refund_after_the_account_was_closed_is_booked,
    of_a_message_that_was_heeded_only_its_name_is_kept,
);
