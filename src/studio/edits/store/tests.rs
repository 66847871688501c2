//! What the store of versions promises, on each database.

use super::{NewVersion, Version};
use crate::media::MediaKey;
use crate::server::App;
use crate::server::testing::{TestApp, on_postgres_too};
use crate::studio::edits::rules::Original;
use crate::studio::rules::SceneDraft;
use crate::studio::store::{Animation, Order, OrderedTake};
use ::credits::{
    AccountId, AnimationSettings, Credits, Duration, Resolution, Timestamp, VideoCount,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A take that somebody ordered.
async fn take(app: &App, account: AccountId) -> Uuid {
    let (id, take) = (Uuid::now_v7(), Uuid::now_v7());
    let order = Order {
        animation: Animation {
            provider: "embedded".to_owned(),
            id,
            account,
            scene: Uuid::now_v7(),
            root: id,
            settings: AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::One),
            price_list: 1,
            total: Credits::new(10),
            title: "A lighthouse".to_owned(),
            snapshot: SceneDraft::fresh(id.to_string(), 7),
            at: Timestamp::from_ms(1),
        },
        takes: vec![OrderedTake {
            id: take,
            seed: 7,
            of_take: None,
        }],
    };
    app.studio.begin(&order, 5).await.expect("begun");
    take
}

async fn add(app: &App, account: &AccountId, take: Uuid, hash: &str) -> Version {
    let edit = Original::of(&SceneDraft::fresh(String::new(), 7), 5, 40).edit;
    let new = NewVersion {
        account,
        take,
        hash,
        edit: &edit,
        now_ms: 6,
    };
    app.versions.add(new).await.expect("kept")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_edit_is_one_version_and_others_are_numbered_in_a_row() {
    let test = TestApp::start().await;
    let account = AccountId::random();
    let take = take(&test.app, account).await;
    let adding = (0..12).map(|n| {
        let app = test.app.clone();
        tokio::spawn(async move { add(&app, &account, take, &format!("edit {}", n % 4)).await })
    });
    let mut ids = BTreeSet::new();
    for added in futures::future::join_all(adding).await {
        ids.insert(added.expect("no panic").id);
    }
    assert_eq!(ids.len(), 4);
    let list = test.app.versions.list(&account, take).await;
    let numbers: Vec<u32> = list.expect("readable").iter().map(|v| v.number).collect();
    assert_eq!(numbers, [2, 3, 4, 5]);
}

#[tokio::test]
async fn a_version_reads_back_as_it_was_and_is_nobody_elses() {
    let test = TestApp::start().await;
    let account = AccountId::random();
    let take = take(&test.app, account).await;
    let versions = &test.app.versions;
    let version = add(&test.app, &account, take, "edit").await;
    let file = MediaKey::of(b"video", "mp4");
    versions.keep(version.id, &file, &file).await.expect("kept");
    let found = versions.get(&account, version.id).await.expect("readable");
    let kept = Version {
        video: Some(file.clone()),
        poster: Some(file),
        ..version.clone()
    };
    assert_eq!(found, Some(kept));
    let stranger = AccountId::random();
    let found = versions.get(&stranger, version.id).await;
    assert_eq!(found.expect("readable"), None);
    let found = versions.list(&stranger, take).await;
    assert_eq!(found.expect("readable"), []);
}

#[tokio::test]
async fn an_attempt_begins_once_for_all_who_saw_the_last_one_end() {
    let test = TestApp::start().await;
    let account = AccountId::random();
    let take = take(&test.app, account).await;
    let version = add(&test.app, &account, take, "edit").await;
    for (seen, counts) in [(1, 2), (1, 2), (2, 3)] {
        let now = test.app.versions.next_attempt(version.id, seen).await;
        assert_eq!(now.expect("written"), counts);
    }
}

#[tokio::test]
async fn a_plate_never_changes() {
    let test = TestApp::start().await;
    let take = take(&test.app, AccountId::random()).await;
    let versions = &test.app.versions;
    assert_eq!(versions.plate(take).await.expect("readable"), None);
    let first = MediaKey::of(b"first", "mp4");
    for plate in [&first, &MediaKey::of(b"second", "mp4")] {
        versions.keep_plate(take, plate).await.expect("written");
    }
    let kept = versions.plate(take).await.expect("readable");
    assert_eq!(kept, Some(first));
}

on_postgres_too!(
    the_same_edit_is_one_version_and_others_are_numbered_in_a_row,
    a_version_reads_back_as_it_was_and_is_nobody_elses,
    an_attempt_begins_once_for_all_who_saw_the_last_one_end,
    a_plate_never_changes,
);
