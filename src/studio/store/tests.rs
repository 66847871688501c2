//! What the store of the Studio promises, on each database.

use super::{Animation, Order, OrderedTake, TakeEnd};
use crate::media::MediaKey;
use crate::server::testing::{TestApp, on_postgres_too};
use crate::studio::rules::SceneDraft;
use ::credits::{
    AccountId, AnimationSettings, Credits, Duration, Resolution, Timestamp, VideoCount,
};
use std::collections::BTreeSet;
use uuid::Uuid;

fn order(account: AccountId, takes: usize) -> Order {
    let id = Uuid::now_v7();
    let scene = Uuid::now_v7();
    Order {
        animation: Animation {
            id,
            account,
            scene,
            root: id,
            settings: AnimationSettings::new(Duration::S10, Resolution::P1080, VideoCount::Four),
            price_list: 1,
            total: Credits::new(60),
            title: "A lighthouse".to_owned(),
            provider: "embedded".to_owned(),
            snapshot: SceneDraft::fresh(scene.to_string(), 7),
            at: Timestamp::from_ms(1_767_225_600_000),
        },
        takes: (0..takes)
            .map(|_| OrderedTake {
                id: Uuid::now_v7(),
                // Larger than what a signed column holds.
                seed: u64::MAX - 1,
                of_take: None,
            })
            .collect(),
    }
}

#[tokio::test]
async fn a_scene_has_a_new_revision_only_when_it_changed() {
    let test = TestApp::start().await;
    let (mine, theirs, id) = (AccountId::random(), AccountId::random(), Uuid::now_v7());
    let studio = &test.app.studio;
    let at = Timestamp::from_ms(1);
    let draft = SceneDraft::fresh(id.to_string(), 7);
    let changed = SceneDraft {
        prompt: "A lighthouse".to_owned(),
        settings: AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::Four),
        animator: "comfyui".to_owned(),
        ..draft.clone()
    };
    for (account, draft, revision) in [
        (&mine, &draft, Some(1)),
        (&mine, &draft, Some(1)),
        (&mine, &changed, Some(2)),
        (&theirs, &draft, None),
    ] {
        let saved = studio.save_scene(account, id, draft, at).await;
        assert_eq!(saved.expect("answered"), revision);
    }
    let found = studio.scene(&mine, id).await.expect("readable");
    assert_eq!(found.expect("there").draft, changed);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_begins_once_and_reads_back_as_it_was() {
    let test = TestApp::start().await;
    let account = AccountId::random();
    let one = order(account, 4);
    let beginning = (0..8).map(|_| {
        let (app, order) = (test.app.clone(), one.clone());
        tokio::spawn(async move { app.studio.begin(&order, 5).await })
    });
    for begun in futures::future::join_all(beginning).await {
        begun.expect("no panic").expect("begun");
    }
    let id = one.animation.id;
    let found = test.app.studio.animation(&account, id).await;
    assert_eq!(found.expect("readable"), Some(one.animation));
    let takes = test.app.studio.takes(&account, id).await.expect("readable");
    let read: Vec<_> = takes.iter().map(|t| (t.number, t.id, t.seed)).collect();
    let ordered = (1..).zip(&one.takes).map(|(n, t)| (n, t.id, t.seed));
    assert_eq!(read, ordered.collect::<Vec<_>>());
    let others = test.app.studio.takes(&AccountId::random(), id).await;
    assert_eq!(others.expect("readable"), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn free_takes_asked_for_at_once_are_one_each_and_numbered_in_a_row() {
    let test = TestApp::start().await;
    let account = AccountId::random();
    let one = order(account, 4);
    test.app.studio.begin(&one, 5).await.expect("begun");
    let root = one.animation.id;
    let takes = test.app.studio.takes(&account, root).await;
    let takes = takes.expect("readable");
    let asking = takes.iter().chain(&takes).cloned().map(|of| {
        let app = test.app.clone();
        let id = Uuid::now_v7();
        tokio::spawn(async move { app.studio.add_free_take(id, &of, 1, 6).await })
    });
    let mut added = 0;
    for answer in futures::future::join_all(asking).await {
        added += u32::from(answer.expect("no panic").expect("answered"));
    }
    assert_eq!(added, 4, "one for each of the four");
    let takes = test.app.studio.takes(&account, root).await;
    let numbers: BTreeSet<u32> = takes.expect("readable").iter().map(|t| t.number).collect();
    assert_eq!(numbers, (1..=8).collect());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_take_ends_once() {
    let test = TestApp::start().await;
    let account = AccountId::random();
    let one = order(account, 1);
    test.app.studio.begin(&one, 5).await.expect("begun");
    let id = one.takes[0].id;
    let studio = &test.app.studio;
    let file = MediaKey::of(b"video", "mp4");
    assert!(studio.keep_video(id, &file, &file).await.expect("kept"));
    let ending = (0..8).map(|n| {
        let app = test.app.clone();
        let end = if n % 2 == 0 {
            TakeEnd::Delivered
        } else {
            TakeEnd::Failed
        };
        tokio::spawn(async move {
            let (taken, returned) = (Credits::new(n), Credits::new(10 - n));
            let ended = app.studio.end_take(id, end, taken, returned, 9).await;
            (n, ended)
        })
    });
    let mut winners = Vec::new();
    for answer in futures::future::join_all(ending).await {
        let (n, ended) = answer.expect("no panic");
        if ended.expect("answered") {
            winners.push(n);
        }
    }
    let take = studio.take(&account, id).await.expect("readable");
    let take = take.expect("there");
    assert_eq!(winners, [take.taken.get()]);
    assert!(!studio.keep_video(id, &file, &file).await.expect("answered"));
    assert_eq!(studio.open_takes(9).await.expect("readable"), []);
}

on_postgres_too!(
    a_scene_has_a_new_revision_only_when_it_changed,
    an_order_begins_once_and_reads_back_as_it_was,
    free_takes_asked_for_at_once_are_one_each_and_numbered_in_a_row,
    a_take_ends_once,
);
