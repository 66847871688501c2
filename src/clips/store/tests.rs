//! What the store of clips promises, on each database.

use super::{Clip, RenderFiles};
use crate::clips::rules::ClipInputs;
use crate::library::rules::Kind;
use crate::media::MediaKey;
use crate::server::App;
use crate::server::testing::{TestApp, on_postgres_too};
use ::credits::{AccountId, VersionHash};
use std::collections::BTreeSet;
use uuid::Uuid;

fn clip(title: &str) -> Clip {
    Clip {
        id: Uuid::now_v7(),
        template: "step-out".to_owned(),
        title: title.to_owned(),
        inputs: ClipInputs::draft(),
        updated_ms: 1,
        deleted: false,
    }
}

fn hash(letter: char) -> VersionHash {
    VersionHash::new(letter.to_string().repeat(64)).expect("a hash")
}

async fn saved(app: &App, account: &AccountId, clip: &Clip) -> bool {
    app.clips.save(account, clip).await.expect("answered")
}

#[tokio::test]
async fn a_clip_is_its_accounts_and_a_deleted_one_stays_as_it_was() {
    let test = TestApp::start().await;
    let (mine, theirs) = (AccountId::random(), AccountId::random());
    let clips = &test.app.clips;
    let mut kept = clip("Élan ✨");
    assert!(saved(&test.app, &mine, &kept).await);
    assert!(!saved(&test.app, &theirs, &kept).await);
    kept.template = "first-mist".to_owned();
    assert!(saved(&test.app, &mine, &kept).await);
    assert_eq!(
        clips.get(&mine, kept.id).await.expect("readable"),
        Some(kept.clone())
    );
    assert_eq!(clips.get(&theirs, kept.id).await.expect("readable"), None);
    let library = &test.app.library;
    let deleted = library
        .set_deleted(&mine, Kind::Clip, kept.id, Some(5))
        .await;
    assert!(deleted.expect("answered"));
    kept.title = "another".to_owned();
    assert!(!saved(&test.app, &mine, &kept).await);
    let found = clips.get(&mine, kept.id).await.expect("readable");
    let found = found.expect("there");
    assert_eq!((found.deleted, found.title.as_str()), (true, "Élan ✨"));
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_that_become_ones_own_at_once_are_numbered_in_a_row() {
    let test = TestApp::start().await;
    let (account, one) = (AccountId::random(), clip("one"));
    assert!(saved(&test.app, &account, &one).await);
    let letters = ['a', 'b', 'c', 'd', 'e', 'f'];
    for letter in letters {
        let (hash, inputs) = (hash(letter), ClipInputs::draft());
        let added = test.app.clips.add_version(one.id, &hash, &inputs, 1);
        added.await.expect("added");
    }
    // Each twice: whoever comes second changes nothing.
    let numbering = letters.into_iter().chain(letters).map(|letter| {
        let (app, id) = (test.app.clone(), one.id);
        tokio::spawn(async move { app.clips.number_version(id, &hash(letter)).await })
    });
    for numbered in futures::future::join_all(numbering).await {
        numbered.expect("no panic").expect("numbered");
    }
    let versions = test.app.clips.versions(&account, one.id).await;
    let numbers: BTreeSet<u32> = versions
        .expect("readable")
        .iter()
        .filter_map(|version| version.number)
        .collect();
    assert_eq!(numbers, (1..=6).collect());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_is_raised_by_one_however_many_saw_it_fail() {
    let test = TestApp::start().await;
    let (account, version) = (AccountId::random(), hash('a'));
    for seen in 0..3 {
        let raising = (0..8).map(|_| {
            let (app, version) = (test.app.clone(), version.clone());
            tokio::spawn(async move { app.clips.next_attempt(&account, &version, seen).await })
        });
        for raised in futures::future::join_all(raising).await {
            assert_eq!(raised.expect("no panic").expect("answered"), seen + 1);
        }
    }
    let files = RenderFiles {
        full: MediaKey::of(b"full", "mp4"),
        preview: MediaKey::of(b"preview", "mp4"),
        poster: MediaKey::of(b"poster", "png"),
        strip: vec![MediaKey::of(b"1", "png"), MediaKey::of(b"2", "png")],
        bytes: u64::from(u32::MAX) + 1,
    };
    let clips = &test.app.clips;
    let kept = clips.put_files(&account, &version, &files).await;
    kept.expect("kept");
    let render = clips.render(&account, &version).await.expect("readable");
    assert_eq!(render.expect("there").files, Some(files));
    assert_eq!(
        clips.next_attempt(&account, &version, 3).await.ok(),
        Some(4)
    );
    let render = clips.render(&account, &version).await.expect("readable");
    assert_eq!(render.expect("there").files, None, "they are gone");
}

on_postgres_too!(
    a_clip_is_its_accounts_and_a_deleted_one_stays_as_it_was,
    versions_that_become_ones_own_at_once_are_numbered_in_a_row,
    an_attempt_is_raised_by_one_however_many_saw_it_fail,
);
