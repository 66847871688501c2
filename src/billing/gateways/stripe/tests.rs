//! The gateway against a Stripe of its own, from the first card to messages that come late, twice and in any order.

mod addresses;
mod desk;
mod leavers;
mod messages;
mod orders;
mod outages;

use super::StripeSettings;
use crate::accounts::Account;
use crate::billing::gateways::{Charge, ChargeOutcome};
use crate::billing::logic::{Performed, Settled, perform};
use crate::billing::rules::{Cents, Interval, PlanKey};
use crate::billing::wish::Wish;
use crate::server::App;
use crate::server::testing::TestApp;
use desk::{Desk, Next, SECRET_KEY, WEBHOOK_SECRET};

/// An application whose payments go to the desk, with one account.
struct Shop {
    test: TestApp,
    desk: Desk,
    account: Account,
}

impl Shop {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let test = TestApp::with_stripe(StripeSettings {
            secret_key: SECRET_KEY.to_owned(),
            webhook_secret: WEBHOOK_SECRET.to_owned(),
            api_base: Some(desk.address.clone()),
            public_url: "https://clips.example.com".to_owned(),
        })
        .await;
        let account = test.account().await;
        Self {
            test,
            desk,
            account,
        }
    }

    /// The same, after a card was left.
    async fn with_card() -> Self {
        let shop = Self::open().await;
        let wish = Wish::Resume { cents: 0 };
        let checkout = shop.app().gateway.checkout(&shop.account, &wish).await;
        assert!(checkout.expect("answered").is_some());
        shop.returned("cs_test_1").await.expect("the wish");
        shop.performed("cs_test_1").await;
        shop
    }

    fn app(&self) -> &App {
        &self.test.app
    }

    async fn returned(&self, session: &str) -> Option<Wish> {
        let returned = self.app().gateway.returned(session).await;
        returned.expect("answered").map(|returned| returned.wish)
    }

    async fn has_card(&self) -> bool {
        let found = self.app().gateway.has_card(&self.account.id).await;
        found.expect("answered")
    }

    async fn performed(&self, session: &str) {
        let noted = self.app().gateway.performed(session).await;
        noted.expect("noted");
    }

    async fn charge(&self, key: &str, cents: i64) -> Option<ChargeOutcome> {
        let charge = Charge {
            account: self.account.id,
            key: key.to_owned(),
            amount: Cents::new(cents),
        };
        self.app().gateway.charge(&charge).await.ok()
    }

    /// Download and AI credits that are available, and AI credits that are owed.
    async fn credits(&self) -> (i64, i64, i64) {
        let balances = self.app().ledger.balances(&self.account.id).await;
        let balances = balances.expect("readable");
        (
            balances.download.available.get(),
            balances.ai.available.get(),
            balances.ai.debt.get(),
        )
    }
}

fn starter() -> Wish {
    Wish::Subscribe {
        plan: PlanKey::new("starter"),
        interval: Interval::Month,
        cents: 1_900,
    }
}

#[tokio::test]
async fn the_first_wish_is_paid_once_the_card_is_left() {
    let shop = Shop::open().await;
    let address = shop.app().gateway.checkout(&shop.account, &starter()).await;
    assert_eq!(
        address.expect("answered").as_deref(),
        Some("https://checkout.stripe.com/c/cs_test_1")
    );
    assert_eq!(shop.desk.taken(), 0);
    assert!(!shop.has_card().await);
    let wish = shop.returned("cs_test_1").await.expect("the wish");
    assert_eq!(wish, starter());
    assert!(shop.has_card().await);
    let performed = perform(shop.app(), &shop.account, &wish).await;
    assert_eq!(performed, Ok(Performed::Plan(Settled::Done)));
    assert_eq!(
        shop.returned("cs_test_1").await,
        Some(starter()),
        "a process that stops before it is noted loses nothing"
    );
    let again = perform(shop.app(), &shop.account, &wish).await;
    assert_eq!(again, Ok(Performed::Plan(Settled::Changed)));
    shop.performed("cs_test_1").await;
    assert_eq!(shop.returned("cs_test_1").await, None);
    assert_eq!(shop.credits().await, (10, 60, 0));
    assert_eq!(shop.desk.taken(), 1_900);
    let again = shop.app().gateway.checkout(&shop.account, &starter()).await;
    assert_eq!(again.expect("answered"), None, "there is a card now");
    let pay = Wish::Pay { attempts: 1 };
    let another = shop.app().gateway.checkout(&shop.account, &pay).await;
    assert!(
        another.expect("answered").is_some(),
        "a declined payment is paid with a card of choice"
    );
    let portal = shop.app().gateway.portal(&shop.account.id).await;
    assert_eq!(
        portal.expect("answered").as_deref(),
        Some("https://billing.stripe.com/p/1")
    );
}

#[tokio::test]
async fn whoever_leaves_without_a_card_pays_nothing() {
    let shop = Shop::open().await;
    shop.desk.with(|books| books.card = None);
    let checkout = shop.app().gateway.checkout(&shop.account, &starter()).await;
    assert!(checkout.expect("answered").is_some());
    assert_eq!(shop.returned("cs_test_1").await, None);
    assert_eq!(shop.desk.taken(), 0);
    shop.desk.with(|books| books.card = Some("pm_2".to_owned()));
    assert_eq!(shop.returned("cs_test_1").await, Some(starter()));
}

#[tokio::test]
async fn without_a_card_a_payment_is_declined_and_says_why() {
    let shop = Shop::open().await;
    assert_eq!(
        shop.charge("in:0", 500).await,
        Some(ChargeOutcome::Declined {
            reason: crate::words::billing::no_card().to_owned()
        })
    );
}

#[tokio::test]
async fn a_bank_that_declines_is_quoted() {
    let shop = Shop::with_card().await;
    shop.desk.with(|books| books.next = Next::Decline);
    let declined = ChargeOutcome::Declined {
        reason: "Your card has insufficient funds.".to_owned(),
    };
    assert_eq!(shop.charge("in:0", 500).await, Some(declined.clone()));
    assert_eq!(shop.charge("in:0", 500).await, Some(declined), "for ever");
    assert_eq!(shop.charge("in:1", 500).await, Some(ChargeOutcome::Paid));
    assert_eq!(shop.desk.taken(), 500);
}

#[tokio::test]
async fn a_payment_whose_answer_was_lost_is_not_taken_twice() {
    for keys_are_forgotten in [false, true] {
        let shop = Shop::with_card().await;
        shop.desk.with(|books| books.next = Next::PayAndHangUp);
        assert_eq!(shop.charge("in:0", 500).await, None, "nobody knows");
        if keys_are_forgotten {
            shop.desk.with(|books| books.answers.clear());
        }
        assert_eq!(shop.charge("in:0", 500).await, Some(ChargeOutcome::Paid));
        assert_eq!(shop.desk.taken(), 500);
    }
}

#[tokio::test]
async fn a_gateway_that_is_down_takes_nothing_and_is_asked_again() {
    let shop = Shop::with_card().await;
    shop.desk.with(|books| books.next = Next::Fail);
    assert_eq!(shop.charge("in:0", 500).await, None);
    assert_eq!(shop.desk.taken(), 0);
    assert_eq!(shop.charge("in:0", 500).await, Some(ChargeOutcome::Paid));
    assert_eq!(shop.desk.taken(), 500);
}

#[tokio::test]
async fn thirty_two_at_once_take_one_payment() {
    let shop = Shop::with_card().await;
    let all = (0..32).map(|_| shop.charge("in:0", 500));
    for outcome in futures::future::join_all(all).await {
        assert_eq!(outcome, Some(ChargeOutcome::Paid));
    }
    assert_eq!(shop.desk.taken(), 500);
}

crate::server::testing::on_postgres_too!(
    the_first_wish_is_paid_once_the_card_is_left,
    whoever_leaves_without_a_card_pays_nothing,
    without_a_card_a_payment_is_declined_and_says_why,
    a_bank_that_declines_is_quoted,
    a_payment_whose_answer_was_lost_is_not_taken_twice,
    a_gateway_that_is_down_takes_nothing_and_is_asked_again,
    thirty_two_at_once_take_one_payment,
);
