//! Further takes of a video: one is free, the others are orders of one, and none looks like another.

use super::{Desk, End, SMALL_FOUR, SMALL_ONE, settle};
use crate::studio::logic::{status, take_seed};
use crate::studio::rules::{OrderAnswer, Regeneration, ShownPrice};
use ::credits::Credits;
use std::collections::HashSet;

#[tokio::test]
async fn one_free_regeneration_whatever_is_clicked() {
    let desk = Desk::with_credits(100).await;
    let animation = desk.started(SMALL_ONE).await;
    let first = desk.takes(&animation).await.remove(0);
    assert!(
        matches!(
            desk.regenerate(&first, None).await,
            OrderAnswer::Refused { .. }
        ),
        "not before it is finished"
    );
    desk.deliver(&first).await;
    let clicks = futures::future::join_all((0..20).map(|_| desk.regenerate(&first, None))).await;
    assert_eq!(
        clicks
            .iter()
            .filter(|answer| matches!(answer, OrderAnswer::Started { .. }))
            .count(),
        1
    );
    let takes = desk.takes(&animation).await;
    assert_eq!(takes.len(), 2, "a take was added");

    // A free one that fails is given back.
    settle(desk.app(), takes[1].id, End::Failed)
        .await
        .expect("settled");
    assert!(matches!(
        desk.regenerate(&first, None).await,
        OrderAnswer::Started { .. }
    ));
    let run = status(desk.app(), &desk.account, &animation)
        .await
        .expect("readable");
    // No price stands where the free one was asked for: a second click would take it.
    assert_eq!(run.takes[0].regeneration, Regeneration::FreeRunning);
    assert!(run.money.free, "nothing is on hold for it");
    let free = desk.takes(&animation).await.remove(2);
    desk.deliver(&free).await;
    assert!(
        matches!(
            desk.regenerate(&first, None).await,
            OrderAnswer::Refused { .. }
        ),
        "used"
    );
    assert!(
        matches!(
            desk.regenerate(&free, None).await,
            OrderAnswer::Refused { .. }
        ),
        "its result has none"
    );
    assert_eq!(desk.wallet().await, (90, 0));

    let run = status(desk.app(), &desk.account, &animation)
        .await
        .expect("readable");
    let offers: Vec<Regeneration> = run.takes.iter().map(|take| take.regeneration).collect();
    assert_eq!(
        offers,
        [
            Regeneration::Priced,
            Regeneration::NotYet,
            Regeneration::Priced
        ]
    );
}

#[tokio::test]
async fn a_further_take_is_an_order_of_one_and_brings_its_own_free_one() {
    let desk = Desk::with_credits(100).await;
    let animation = desk.started(SMALL_FOUR).await;
    let takes = desk.takes(&animation).await;
    for take in &takes[..3] {
        desk.deliver(take).await;
    }
    settle(desk.app(), takes[3].id, End::Failed)
        .await
        .expect("settled");
    assert_eq!(desk.wallet().await, (85, 0));
    let price = ShownPrice {
        price_list: 1,
        total: Credits::new(10),
    };
    assert!(
        matches!(
            desk.regenerate(&takes[3], Some(price)).await,
            OrderAnswer::Started { .. }
        ),
        "try again"
    );
    assert_eq!(desk.wallet().await, (75, 10));
    let fifth = desk.takes(&animation).await.remove(4);
    desk.deliver(&fifth).await;
    assert_eq!(desk.wallet().await, (75, 0));
    assert!(matches!(
        desk.regenerate(&fifth, None).await,
        OrderAnswer::Started { .. }
    ));
    let run = status(desk.app(), &desk.account, &animation)
        .await
        .expect("readable");
    assert_eq!(run.money.taken.get(), 25);
    assert_eq!(run.takes.len(), 6);
}

#[test]
fn seeds_follow_from_scene_number_and_regeneration() {
    assert_eq!(
        take_seed(7, 1, 0),
        7,
        "the first video is the one that was previewed"
    );
    let seeds: HashSet<u64> = (1..=4)
        .flat_map(|number| (0..4).map(move |regeneration| take_seed(7, number, regeneration)))
        .collect();
    assert_eq!(seeds.len(), 16);
    assert_eq!(take_seed(7, 3, 2), take_seed(7, 3, 2));
}

crate::server::testing::on_postgres_too!(
    one_free_regeneration_whatever_is_clicked,
    a_further_take_is_an_order_of_one_and_brings_its_own_free_one,
);
