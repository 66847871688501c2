//! A Stripe that does not answer: pages and everything else go on, and nobody pays twice.

use super::{Next, Shop, starter};
use crate::billing::logic::{
    Bought, Ended, Performed, Settled, catch_up, end_for_good, perform, schedule, standing,
    undo_scheduled,
};
use crate::billing::rules::{Change, PlanKey};
use crate::billing::wish::Wish;
use crate::error::AppError;
use crate::server::state::wall_clock_ms;
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

impl Shop {
    /// With a card and a plan.
    async fn with_plan() -> Self {
        let shop = Self::with_card().await;
        let performed = perform(shop.app(), &shop.account, &starter()).await;
        assert_eq!(performed, Ok(Performed::Plan(Settled::Done)));
        shop
    }

    fn next(&self, next: Next) {
        self.desk.with(|books| books.next = next);
    }

    /// Sends a form of its own that buys 150 AI credits.
    async fn form(&self) -> Bought {
        let bundle = Wish::Bundle {
            ai: 150,
            cents: 1_500,
            form: Uuid::new_v4(),
        };
        match perform(self.app(), &self.account, &bundle).await {
            Ok(Performed::Bundle(bought)) => bought,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_payment_that_is_due_and_not_answered_stops_no_page() {
    let mut shop = Shop::with_plan().await;
    shop.account.clock_ahead_ms += 40 * DAY_MS;
    shop.next(Next::Fail);
    let standing = standing(shop.app(), &shop.account).await.expect("answered");
    assert_eq!(standing.plan_name.as_deref(), Some("Starter"));
    assert_eq!(shop.credits().await, (10, 60, 0));
    catch_up(shop.app(), &shop.account)
        .await
        .expect("caught up");
    assert_eq!(shop.credits().await, (20, 120, 0));
}

#[tokio::test]
async fn an_unanswered_bundle_keeps_nobody_from_leaving() {
    let shop = Shop::with_plan().await;
    shop.next(Next::Fail);
    assert_eq!(shop.form().await, Bought::Unanswered);
    shop.next(Next::Fail);
    let cancelled = schedule(shop.app(), &shop.account, Change::Cancel).await;
    assert_eq!(cancelled, Ok(Settled::Done));
    shop.next(Next::Fail);
    let kept = undo_scheduled(shop.app(), &shop.account).await;
    assert_eq!(kept, Ok(Settled::Done));
}

#[tokio::test]
async fn an_upgrade_without_an_answer_says_so_and_is_paid_once() {
    let shop = Shop::with_plan().await;
    let upgrade = Wish::Upgrade {
        plan: PlanKey::new("pro"),
        cents: 3_000,
    };
    shop.next(Next::Fail);
    let lost = perform(shop.app(), &shop.account, &upgrade).await;
    assert_eq!(lost, Err(AppError::PaymentUnanswered));
    catch_up(shop.app(), &shop.account)
        .await
        .expect("the answer is looked up");
    assert_eq!(shop.credits().await, (10, 300, 0));
    let again = perform(shop.app(), &shop.account, &upgrade).await;
    assert_eq!(again, Ok(Performed::Plan(Settled::Changed)));
}

/// Its invoice says that it was declined, and yet the money may be taken right now.
#[tokio::test]
async fn nobody_leaves_while_a_declined_payment_is_tried_again_and_has_no_answer_yet() {
    let mut shop = Shop::with_plan().await;
    let open = shop.app().billing.open_subscription(&shop.account.id).await;
    let next = open.expect("readable").expect("a plan").period(1).start;
    shop.account.clock_ahead_ms = next.ms() + 1 - wall_clock_ms();
    shop.next(Next::Decline);
    catch_up(shop.app(), &shop.account)
        .await
        .expect("caught up");
    shop.next(Next::Fail);
    let pay = Wish::Pay { attempts: 1 };
    let lost = perform(shop.app(), &shop.account, &pay).await;
    assert_eq!(lost, Err(AppError::PaymentUnanswered));
    let ends = || end_for_good(shop.app(), &shop.account, async { Ok(true) });
    assert_eq!(ends().await, Ok(Ended::PaymentUnderWay));
    let aged = "UPDATE stripe_charge SET at = at - 86400000 WHERE outcome IS NULL";
    let aged = shop.app().database.run(aged).await;
    assert_eq!(aged.expect("answers"), 1);
    assert_eq!(ends().await, Ok(Ended::Done), "nobody is kept for ever");
}

#[tokio::test]
async fn a_purchase_that_is_not_answered_holds_nothing_else_up() {
    let mut shop = Shop::with_plan().await;
    shop.next(Next::Fail);
    assert_eq!(shop.form().await, Bought::Unanswered);
    shop.account.clock_ahead_ms += 40 * DAY_MS;
    shop.next(Next::Fail);
    let late = catch_up(shop.app(), &shop.account).await;
    assert!(late.is_err(), "the purchase is still not answered");
    assert_eq!(shop.credits().await, (20, 120, 0), "the period is");
    catch_up(shop.app(), &shop.account)
        .await
        .expect("caught up");
    assert_eq!(shop.credits().await, (20, 270, 0));
}

#[tokio::test]
async fn whoever_buys_again_while_nobody_knows_pays_once() {
    for lost in [Next::Fail, Next::PayAndHangUp] {
        let shop = Shop::with_card().await;
        shop.next(lost);
        assert_eq!(shop.form().await, Bought::Unanswered, "{lost:?}");
        assert!(matches!(shop.form().await, Bought::Paid(_)), "{lost:?}");
        assert_eq!(shop.credits().await, (0, 150, 0), "{lost:?}");
        assert_eq!(shop.desk.taken(), 1_500, "{lost:?}");
        assert!(matches!(shop.form().await, Bought::Paid(_)));
        assert_eq!(shop.desk.taken(), 3_000, "one that is known is another one");
    }
}

crate::server::testing::on_postgres_too!(
    a_payment_that_is_due_and_not_answered_stops_no_page,
    nobody_leaves_while_a_declined_payment_is_tried_again_and_has_no_answer_yet,
    a_purchase_that_is_not_answered_holds_nothing_else_up,
    whoever_buys_again_while_nobody_knows_pays_once,
);
