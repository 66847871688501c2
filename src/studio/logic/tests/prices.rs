//! What is quoted is what is held, and what is held is what is taken and given back, whatever the prices are.

use super::{Desk, End, settle};
use crate::studio::rules::{AnimateAsk, OrderAnswer};
use ::credits::{AnimationSettings, Credits, CreditsPerSecond, PriceList, quote, settled};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRng, TestRunner};
use uuid::Uuid;

/// How many price lists follow one another, and how many orders are placed at each.
const LISTS: u32 = 8;
const ORDERS: usize = 4;

/// A price list's three rates, and orders: which of the 27 settings, and which takes are delivered.
fn prices_and_orders() -> impl Strategy<Value = ([i64; 3], Vec<(usize, [bool; 4])>)> {
    let orders = prop::collection::vec((0..27usize, any::<[bool; 4]>()), ORDERS);
    (prop::array::uniform3(1i64..=97), orders)
}

/// The rates rise with the resolution, as a list has to.
fn list(version: u32, mut rates: [i64; 3], desk: &Desk) -> PriceList {
    rates.sort_unstable();
    let [p720, p1080, p2160] = rates.map(Credits::new);
    PriceList {
        version,
        credits_per_second: CreditsPerSecond { p720, p1080, p2160 },
        valid_from: desk.account.now(),
        download: Credits::new(1),
    }
}

#[tokio::test]
async fn quote_hold_and_verdicts_agree_for_any_price_list() {
    let desk = Desk::with_credits(1_000_000).await;
    let rng = TestRng::deterministic_rng(Config::default().rng_algorithm);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for version in 2..2 + LISTS {
        let drawn = prices_and_orders().new_tree(&mut runner);
        let (rates, orders) = drawn.expect("a list and orders").current();
        let list = list(version, rates, &desk);
        let published = desk.app().ledger.publish_price_list(list).await;
        published.expect("published");
        for (which, delivered) in orders {
            let settings = AnimationSettings::all().nth(which);
            let settings = settings.expect("one of the 27");
            check(&desk, &list, settings, delivered).await;
        }
    }
}

async fn check(desk: &Desk, list: &PriceList, settings: AnimationSettings, delivered: [bool; 4]) {
    let what = format!("{list:?}, {settings:?}, {delivered:?}");
    let shown = quote(list, settings);
    let before = desk.wallet().await;
    let ask = AnimateAsk {
        scene: desk.scene.clone(),
        settings,
        price_list: shown.price_list,
        total: shown.total,
        key: Uuid::new_v4().to_string(),
        animator: crate::studio::rules::EMBEDDED.to_owned(),
    };
    let OrderAnswer::Started { animation, .. } = desk.order(ask).await else {
        panic!("not started: {what}");
    };
    let total = shown.total.get();
    assert_eq!(desk.wallet().await, (before.0 - total, total), "{what}");
    let takes = desk.takes(&animation).await;
    for (take, is_delivered) in takes.iter().zip(delivered) {
        if is_delivered {
            desk.deliver(take).await;
        } else {
            let ended = settle(desk.app(), take.id, End::Failed).await;
            ended.expect("settled");
        }
    }
    let ended = desk.takes(&animation).await;
    let videos = settings.count.videos();
    let good = delivered[..takes.len()].iter().filter(|one| **one).count() as u32;
    let due = settled(shown.total, videos, good, videos - good);
    let taken: Credits = ended.iter().map(|take| take.taken).sum();
    let returned: Credits = ended.iter().map(|take| take.returned).sum();
    assert_eq!((taken, returned), (due.captured, due.released), "{what}");
    assert_eq!(taken.get() + returned.get(), total, "{what}");
    assert_eq!(desk.wallet().await, (before.0 - taken.get(), 0), "{what}");
}

crate::server::testing::on_postgres_too!(quote_hold_and_verdicts_agree_for_any_price_list);
