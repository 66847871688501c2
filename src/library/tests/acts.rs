//! What is done to entries, by whom, and that it is free.

use super::{Desk, described};
use crate::clips::downloads::{self, FileAnswer};
use crate::error::AppError;
use crate::library::logic;
use crate::library::rules::{Kind, Search};
use crate::server::testing::on_postgres_too;
use crate::studio::rules::Format;
use crate::{clips, studio};
use uuid::Uuid;

#[tokio::test]
async fn what_is_deleted_comes_back_and_no_credit_moves() {
    let desk = Desk::start().await;
    let (app, account) = (desk.app(), &desk.account);
    let clip = desk.clip("Shoe").await;
    let hash = desk.preview(clip, "Shoe").await;
    desk.download(clip, &hash).await;
    let scene = desk.scene("a lighthouse").await;
    let animation = desk.animation("a whale", 1, 1).await;
    let all = [
        (Kind::Clip, clip),
        (Kind::Scene, scene),
        (Kind::Animation, animation),
    ];
    let before = desk.entries().await;
    for (kind, id) in all {
        logic::set_deleted(app, account, kind, id, true)
            .await
            .expect("deleted");
    }
    let gone = desk.shelf("").await;
    assert_eq!((gone.cards.len(), gone.counts.deleted), (0, 3));
    assert_eq!(desk.shelf("state=deleted").await.cards.len(), 3);
    // The Studio finds neither the scene nor the animation, and an open tab cannot write into what is deleted.
    let saved = studio::logic::save(app, account, described(scene, "again")).await;
    assert_eq!(saved.err(), Some(AppError::NotFound));
    let file = downloads::file(app, account, clip, &hash).await;
    assert!(
        matches!(file, Ok(FileAnswer::File(..))),
        "the right survives"
    );
    for (kind, id) in all {
        logic::set_deleted(app, account, kind, id, false)
            .await
            .expect("brought back");
    }
    assert_eq!(desk.shelf("").await.cards.len(), 3);
    assert_eq!(desk.entries().await, before);
}

#[tokio::test]
async fn a_copy_of_a_paid_video_is_paid() {
    let desk = Desk::start().await;
    let (app, account) = (desk.app(), &desk.account);
    let clip = desk.clip("Shoe").await;
    let hash = desk.preview(clip, "Shoe").await;
    desk.download(clip, &hash).await;
    let before = desk.entries().await;
    let copy = logic::duplicate(app, account, Kind::Clip, clip)
        .await
        .expect("copied");
    let card = logic::one(app, account, copy.kind, copy.id).await;
    let card = card.expect("there");
    assert_eq!(card.title, "Shoe, copy");
    assert_eq!(card.state, "Version 1 downloaded");
    assert!(card.paid);
    let file = downloads::file(app, account, copy.id, &hash).await;
    assert!(matches!(file, Ok(FileAnswer::File(..))));
    assert_eq!(desk.entries().await, before);
    // A copy of what was never asked for is a draft, and the next edit of the copy leaves the first alone.
    let never = desk.clip("Boot").await;
    let copy = logic::duplicate(app, account, Kind::Clip, never).await;
    let copy = copy.expect("copied");
    desk.save(copy.id, "Sandal").await;
    let kept = clips::logic::clip(app, account, never)
        .await
        .expect("there");
    assert_eq!(kept.inputs.headline, "Boot");
}

#[tokio::test]
async fn everything_opens_as_a_scene_of_its_own() {
    let desk = Desk::start().await;
    let (app, account) = (desk.app(), &desk.account);
    let clip = desk.clip("Shoe").await;
    let before = desk.entries().await;
    let scene = logic::open_as_scene(app, account, Kind::Clip, clip).await;
    let opened =
        studio::logic::editor_start(app, account, Some(&scene.expect("opened").to_string()))
            .await
            .expect("readable");
    assert_eq!(opened.draft.caption, "Shoe");
    assert!(opened.draft.prompt.contains("social post"));
    assert_eq!(opened.draft.format, Format::Portrait);
    let scene = desk.scene("a lighthouse").await;
    let copy = logic::duplicate(app, account, Kind::Scene, scene).await;
    let copy = copy.expect("copied");
    let card = logic::one(app, account, copy.kind, copy.id).await;
    assert_eq!(card.expect("there").title, "a lighthouse, copy");
    for delivered in [0, 1] {
        let animation = desk.animation("a whale", 1, delivered).await;
        let copy = logic::duplicate(app, account, Kind::Animation, animation).await;
        let copy = copy.expect("copied");
        assert_eq!(copy.kind, Kind::Scene);
        let card = logic::one(app, account, copy.kind, copy.id).await;
        assert_eq!(card.expect("there").title, "a whale");
    }
    assert_eq!(desk.entries().await, before);
}

#[tokio::test]
async fn a_title_stays_through_edits_until_it_is_taken_away() {
    let desk = Desk::start().await;
    let (app, account) = (desk.app(), &desk.account);
    let scene = desk.scene("a lighthouse").await;
    let named = [
        (Kind::Clip, desk.clip("Shoe").await, "Shoe"),
        (Kind::Scene, scene, "a lighthouse"),
        (
            Kind::Animation,
            desk.animation("a whale", 1, 1).await,
            "a whale",
        ),
    ];
    for (kind, id, own) in named {
        logic::rename(app, account, kind, id, "  For the\u{7} AUTUMN ")
            .await
            .expect("renamed");
        if kind == Kind::Scene {
            let edited = described(scene, "a lighthouse in fog");
            studio::logic::save(app, account, edited)
                .await
                .expect("saved");
            assert_eq!(desk.titles("q=autumn+fog").await, ["For the AUTUMN"]);
        }
        assert_eq!(desk.titles("q=the+autumn").await, ["For the AUTUMN"]);
        logic::rename(app, account, kind, id, " ")
            .await
            .expect("renamed");
        let card = logic::one(app, account, kind, id).await.expect("there");
        assert!(card.title.starts_with(own), "{}", card.title);
        assert_eq!(desk.titles("q=autumn").await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn nobody_else_finds_a_video() {
    let desk = Desk::start().await;
    let theirs = desk.test.account().await;
    let app = desk.app();
    let clip = desk.clip("Shoe").await;
    let hash = desk.preview(clip, "Shoe").await;
    desk.download(clip, &hash).await;
    let not_found = Some(AppError::NotFound);
    for (kind, id) in [
        (Kind::Clip, clip),
        (Kind::Scene, desk.scene("a lighthouse").await),
        (Kind::Animation, desk.animation("a whale", 1, 1).await),
        (Kind::Scene, clip),
        (Kind::Clip, Uuid::now_v7()),
    ] {
        let renamed = logic::rename(app, &theirs, kind, id, "mine now").await;
        assert_eq!(renamed.err(), not_found);
        let deleted = logic::set_deleted(app, &theirs, kind, id, true).await;
        assert_eq!(deleted.err(), not_found);
        let copied = logic::duplicate(app, &theirs, kind, id).await;
        assert_eq!(copied.err(), not_found);
        let opened = logic::open_as_scene(app, &theirs, kind, id).await;
        assert_eq!(opened.err(), not_found);
        let card = logic::one(app, &theirs, kind, id).await;
        assert_eq!(card.err(), not_found);
    }
    let empty = logic::shelf(app, &theirs, Search::default()).await;
    let empty = empty.expect("readable");
    assert_eq!((empty.counts.everything, empty.storage.files), (0, 0));
    assert_eq!(desk.shelf("").await.cards.len(), 3);
}

on_postgres_too!(
    what_is_deleted_comes_back_and_no_credit_moves,
    a_copy_of_a_paid_video_is_paid,
    everything_opens_as_a_scene_of_its_own,
    a_title_stays_through_edits_until_it_is_taken_away,
    nobody_else_finds_a_video,
);
