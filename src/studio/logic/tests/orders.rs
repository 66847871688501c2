//! What an order is: one for each key, at the price that was shown, and only of what can be paid and made.

use super::{Desk, SMALL_FOUR, SMALL_ONE, SMALL_TWO};
use crate::accounts::Account;
use crate::studio::logic::orders::Item;
use crate::studio::logic::{animate, save};
use crate::studio::rules::{AnimateAsk, EMBEDDED, OrderAnswer, SceneDraft, ShownPrice};
use ::credits::{
    AnimationSettings, Credits, CreditsPerSecond, Duration, PriceList, QUOTE_HONOURED_MS,
    Resolution, VideoCount,
};
use std::collections::HashSet;
use uuid::Uuid;

#[tokio::test]
async fn fifty_at_once_with_credits_for_three_start_three() {
    let desk = Desk::with_credits(30).await;
    let orders = (0..50).map(|_| {
        let (app, account, ask) = (
            desk.app().clone(),
            desk.account.clone(),
            desk.ask(SMALL_TWO),
        );
        tokio::spawn(animate(app, account, ask))
    });
    let answers = futures::future::join_all(orders).await;
    let (mut started, mut short) = (HashSet::new(), 0);
    for answer in answers {
        match answer.expect("no panic").expect("answered") {
            OrderAnswer::Started { animation, .. } => drop(started.insert(animation)),
            OrderAnswer::Short { missing, available } => {
                assert_eq!((missing.get(), available.get()), (10, 0));
                short += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((started.len(), short), (3, 47));
    assert_eq!(desk.wallet().await, (0, 30));
    for animation in &started {
        assert_eq!(desk.takes(animation).await.len(), 2);
    }
}

#[tokio::test]
async fn one_key_is_one_order_however_often_and_late_it_is_sent() {
    let desk = Desk::with_credits(100).await;
    let ask = desk.ask(SMALL_FOUR);
    let orders = (0..50).map(|_| {
        tokio::spawn(animate(
            desk.app().clone(),
            desk.account.clone(),
            ask.clone(),
        ))
    });
    let answers: HashSet<String> = futures::future::join_all(orders)
        .await
        .into_iter()
        .map(|one| format!("{:?}", one.expect("no panic").expect("answered")))
        .collect();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(desk.wallet().await, (80, 20));

    // The price may change, and the credits be spent: the first answer stands.
    publish_dearer(&desk).await;
    let late = Account {
        clock_ahead_ms: QUOTE_HONOURED_MS + 1_000,
        ..desk.account.clone()
    };
    let answer = animate(desk.app().clone(), late, ask.clone())
        .await
        .expect("answered");
    assert!(answers.contains(&format!("{answer:?}")));

    let other = AnimateAsk {
        settings: SMALL_ONE,
        total: Credits::new(10),
        ..ask
    };
    assert!(
        matches!(desk.order(other).await, OrderAnswer::Refused { .. }),
        "the same key for something else"
    );
    assert_eq!(desk.wallet().await, (80, 20));
}

/// A second price list, twice as dear, from now on.
async fn publish_dearer(desk: &Desk) {
    let per_second = CreditsPerSecond {
        p720: Credits::new(4),
        p1080: Credits::new(6),
        p2160: Credits::new(12),
    };
    let list = PriceList {
        version: 2,
        credits_per_second: per_second,
        valid_from: desk.account.now(),
        download: Credits::new(1),
    };
    desk.app()
        .ledger
        .publish_price_list(list)
        .await
        .expect("published");
}

#[tokio::test]
async fn a_price_that_was_shown_counts_for_a_quarter_of_an_hour() {
    let desk = Desk::with_credits(100).await;
    publish_dearer(&desk).await;
    desk.started(SMALL_ONE).await;
    assert_eq!(desk.wallet().await, (90, 10));

    let later = Account {
        clock_ahead_ms: QUOTE_HONOURED_MS + 1_000,
        ..desk.account.clone()
    };
    match animate(desk.app().clone(), later, desk.ask(SMALL_ONE))
        .await
        .expect("answered")
    {
        OrderAnswer::QuoteChanged { quote, price_list } => {
            assert_eq!((quote.total.get(), price_list.version), (20, 2))
        }
        other => panic!("{other:?}"),
    }
    let wrong = AnimateAsk {
        total: Credits::new(9),
        ..desk.ask(SMALL_ONE)
    };
    assert!(
        matches!(desk.order(wrong).await, OrderAnswer::QuoteChanged { .. }),
        "a total that does not follow"
    );
    assert_eq!(desk.wallet().await, (90, 10));
}

#[tokio::test]
async fn an_empty_scene_is_not_animated() {
    let desk = Desk::with_credits(100).await;
    let empty = SceneDraft::fresh(desk.scene.clone(), 1);
    save(desk.app(), &desk.account, empty).await.expect("kept");
    assert!(matches!(
        desk.order(desk.ask(SMALL_ONE)).await,
        OrderAnswer::Refused { .. }
    ));
    assert_eq!(desk.wallet().await, (100, 0));
}

/// The ledger keeps fingerprints: a repetition that comes after a release, or in another language, has to be known again.
#[test]
fn an_order_has_the_fingerprint_it_always_had() {
    let scene = Uuid::nil();
    let shown = ShownPrice {
        price_list: 1,
        total: Credits::new(60),
    };
    let of = |settings, animator: &str| {
        Item::Scene(scene, settings, animator.to_owned()).fingerprint(shown)
    };
    let large = AnimationSettings::new(Duration::S10, Resolution::P2160, VideoCount::Four);
    assert_eq!(
        of(large, EMBEDDED),
        format!("animate:{scene}:10 s, 4K, 4 videos:1:60")
    );
    assert_eq!(
        of(SMALL_ONE, "fal"),
        format!("animate:{scene}:5 s, 720p, 1 video:1:60:fal")
    );
}

crate::server::testing::on_postgres_too!(
    fifty_at_once_with_credits_for_three_start_three,
    one_key_is_one_order_however_often_and_late_it_is_sent,
    a_price_that_was_shown_counts_for_a_quarter_of_an_hour,
    an_empty_scene_is_not_animated,
);
