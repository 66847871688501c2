//! What Stripe tells of one payment ends the same in every order, and however often it is told.

use super::Shop;
use super::messages::{dispute, refund};
use crate::server::testing::on_postgres_too;

/// Every order of the numbers below `count`.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for order in orders(count - 1) {
        for at in 0..count {
            let mut longer = order.clone();
            longer.insert(at, count - 1);
            all.push(longer);
        }
    }
    all
}

#[tokio::test]
async fn a_dispute_ends_the_same_in_every_order_of_its_messages() {
    for (last, stays) in [("won", 150), ("lost", 0)] {
        let shop = Shop::with_card().await;
        let mut expected = 0;
        for order in orders(4) {
            let paid = shop.bundle().await;
            let messages = [
                ("charge.dispute.created", dispute(&paid, "needs_response")),
                (
                    "charge.dispute.funds_withdrawn",
                    dispute(&paid, "needs_response"),
                ),
                ("charge.dispute.updated", dispute(&paid, "under_review")),
                ("charge.dispute.closed", dispute(&paid, last)),
            ];
            for at in &order {
                let (kind, object) = &messages[*at];
                for _ in 0..2 {
                    let id = format!("evt_{paid}_{at}");
                    shop.told(&id, kind, object).await;
                }
            }
            expected += stays;
            assert_eq!(shop.credits().await, (0, expected, 0), "{last} {order:?}");
        }
    }
}

#[tokio::test]
async fn refunds_add_up_in_every_order_and_a_failed_one_counts_for_nothing() {
    let shop = Shop::with_card().await;
    let mut expected = 0;
    for order in orders(4) {
        let paid = shop.bundle().await;
        let [first, second] = [1, 2].map(|number| format!("re_{paid}_{number}"));
        let messages = [
            ("refund.created", refund(&first, &paid, 500, "pending")),
            ("refund.updated", refund(&first, &paid, 500, "succeeded")),
            ("refund.created", refund(&second, &paid, 700, "pending")),
            ("refund.failed", refund(&second, &paid, 700, "failed")),
        ];
        for at in &order {
            let (kind, object) = &messages[*at];
            for time in ["once", "again"] {
                let id = format!("evt_{paid}_{at}_{time}");
                shop.told(&id, kind, object).await;
            }
        }
        expected += 100;
        assert_eq!(shop.credits().await, (0, expected, 0), "{order:?}");
    }
}

on_postgres_too!(
    a_dispute_ends_the_same_in_every_order_of_its_messages,
    refunds_add_up_in_every_order_and_a_failed_one_counts_for_nothing,
);
