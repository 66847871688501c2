//! What is said of a declined payment.

use super::*;
use crate::billing::wish::Wish;

/// Each declined payment is quoted for itself, whichever came last.
#[tokio::test]
async fn what_the_bank_said_of_a_bundle_is_not_said_of_the_plan() {
    let mut life = Life::beginning(2026, 3, 1).await;
    life.start("starter", Interval::Month, STARTER).await;
    let upgrade = Wish::Upgrade {
        plan: PlanKey::new("pro"),
        cents: 3_000,
    };
    life.next_payment_fails().await;
    let declined = perform(life.app(), &life.account, &upgrade).await;
    assert_eq!(declined, Ok(Performed::Plan(Settled::Declined)));
    life.next_payment_fails().await;
    life.periods_later(1).await;
    let bundle = |form| Wish::Bundle {
        ai: 150,
        cents: 1_500,
        form,
    };
    let (own, another) = (Uuid::new_v4(), Uuid::new_v4());
    life.next_payment_fails().await;
    let declined = perform(life.app(), &life.account, &bundle(own)).await;
    assert_eq!(declined, Ok(Performed::Bundle(Bought::Declined)));
    for (what, reason) in [
        ("subscription:%:upgrade:%", "Too dear."),
        ("subscription:%:period:1", "Too late."),
        ("bundle:%", "Too much."),
    ] {
        let said = format!(
            "UPDATE payment SET detail = '{reason}' WHERE state = 'declined' \
             AND invoice IN (SELECT id FROM invoice WHERE key LIKE '{what}')"
        );
        let changed = life.app().database.run(&said).await;
        assert_eq!(changed.expect("answers"), 1, "{what}");
    }
    let of_plan = decline_of_plan(life.app(), &life.open().await).await;
    assert_eq!(of_plan, Ok(Some("Too late".to_owned())));
    for (wish, reason) in [
        (upgrade, "Too dear"),
        (Wish::Pay { attempts: 1 }, "Too late"),
        (bundle(own), "Too much"),
        // One that settled an earlier purchase of the same size.
        (bundle(another), "Too much"),
    ] {
        let said = decline_of(life.app(), &life.account, &wish).await;
        assert_eq!(said, Ok(Some(reason.to_owned())), "{wish:?}");
    }
}

crate::server::testing::on_postgres_too!(what_the_bank_said_of_a_bundle_is_not_said_of_the_plan,);
