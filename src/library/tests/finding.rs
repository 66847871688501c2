//! What the page finds, and what it costs to ask.

use super::{Desk, draft};
use crate::clips::{self, stills};
use crate::error::AppError;
use crate::library::card::File;
use crate::library::logic;
use crate::library::rules::{Kind, PAGE, Search};
use crate::server::database::counting::counted;
use crate::server::testing::on_postgres_too;
use std::collections::HashSet;

#[tokio::test]
async fn five_hundred_videos_take_as_many_questions_as_three() {
    let desk = Desk::start().await;
    let first = desk.clip("Shoe 0").await;
    desk.preview(first, "Shoe 0").await;
    desk.clip("Shoe 1").await;
    desk.animation("Shoe 2", 2, 2).await;
    // The first look measures files; from then on they are known.
    desk.shelf("").await;
    let (few, asked_for_few) = counted(desk.shelf("")).await;
    assert_eq!(few.cards.len(), 3);
    for number in 3..500 {
        desk.clip(&format!("Shoe {number}")).await;
    }
    for query in ["", "sort=title", "q=shoe", "q=shoe&sort=title&state=drafts"] {
        let (many, asked) = counted(desk.shelf(query)).await;
        assert_eq!(many.cards.len(), PAGE);
        assert!(asked <= asked_for_few, "{query}: {asked} > {asked_for_few}");
    }
    assert!(asked_for_few <= 8, "{asked_for_few}");
    for query in ["", "sort=title"] {
        let mut seen = HashSet::new();
        let mut search = Search::read(query);
        loop {
            // The next page begins where its address says.
            let shelf = desk.shelf(&search.query()).await;
            seen.extend(shelf.cards.iter().map(|card| card.id));
            assert_eq!(shelf.counts.found, 500);
            match shelf.next {
                Some(next) => search.after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen.len(), 500, "{query}: each video stands on one page");
    }
}

#[tokio::test]
async fn videos_are_found_by_their_words_their_kind_and_their_state() {
    let desk = Desk::start().await;
    desk.clip("A draft").await;
    let ready = desk.clip("100% ÉLAN").await;
    desk.preview(ready, "100% ÉLAN").await;
    let paid = desk.clip("Paid").await;
    let hash = desk.preview(paid, "Paid").await;
    desk.download(paid, &hash).await;
    let edited = desk.clip("Before").await;
    let hash = desk.preview(edited, "Before").await;
    desk.download(edited, &hash).await;
    desk.save(edited, "After").await;
    desk.scene("a lighthouse at dusk").await;
    desk.animation("a whale above the town", 2, 1).await;
    for (query, titles) in [
        (
            "kind=hand-crafted&sort=title",
            vec!["100% ÉLAN", "A draft", "After", "Paid"],
        ),
        (
            "kind=ai&sort=title",
            vec!["a lighthouse at dusk", "a whale above the town"],
        ),
        (
            "state=drafts&sort=title",
            vec!["A draft", "After", "a lighthouse at dusk"],
        ),
        (
            "state=ready&sort=title",
            vec!["100% ÉLAN", "a whale above the town"],
        ),
        ("state=downloaded&sort=title", vec!["After", "Paid"]),
        ("state=downloaded&kind=ai", vec![]),
        ("q=%C3%A9lan", vec!["100% ÉLAN"]),
        ("q=100%25", vec!["100% ÉLAN"]),
        ("q=1_0", vec![]),
        ("q=town+WHALE", vec!["a whale above the town"]),
        ("q=whale+lighthouse", vec![]),
        (
            "q=step+out&state=downloaded&sort=title",
            vec!["After", "Paid"],
        ),
    ] {
        let mut found = desk.titles(query).await;
        let mut titles = titles;
        if query.contains("sort=title") {
            // Which comes first of "A draft" and "After" is the database's own order of letters and spaces.
            found.sort();
            titles.sort_unstable();
        }
        assert_eq!(found, titles, "{query}");
    }
    let newest = desk.titles("").await;
    assert_eq!(
        newest.first().map(String::as_str),
        Some("a whale above the town")
    );
    assert_eq!(desk.shelf("q=nothing").await.counts.everything, 6);
}

#[tokio::test]
async fn a_card_says_where_its_video_stands() {
    let desk = Desk::start().await;
    let clip = desk.clip("Shoe").await;
    let state = async || {
        let card = logic::one(desk.app(), &desk.account, Kind::Clip, clip).await;
        card.expect("there").state
    };
    assert_eq!(state().await, "Draft");
    let asked = draft(clip, "Shoe");
    clips::logic::preview(desk.app(), &desk.account, asked)
        .await
        .expect("asked for");
    assert_eq!(state().await, "Rendering preview");
    let hash = desk.preview(clip, "Shoe").await;
    assert_eq!(state().await, "Preview ready");
    desk.download(clip, &hash).await;
    assert_eq!(state().await, "Version 1 downloaded");
    desk.save(clip, "Boot").await;
    let card = logic::one(desk.app(), &desk.account, Kind::Clip, clip).await;
    let card = card.expect("there");
    assert_eq!(card.state, "Draft");
    assert_eq!(card.file, Some(File::Version(1, hash.clone())));
    assert_eq!(
        card.motion, None,
        "what was finished no longer is what it says"
    );
    let animation = desk.animation("a whale", 4, 2).await;
    let card = logic::one(desk.app(), &desk.account, Kind::Animation, animation).await;
    let card = card.expect("there");
    assert_eq!(card.state, "Animating, 2 ready");
    assert_eq!(card.takes.len(), 2);
    assert!(matches!(card.file, Some(File::Takes { count: 2, .. })));
}

#[tokio::test]
async fn a_draft_shows_what_its_fields_say() {
    let desk = Desk::start().await;
    let clip = desk.clip("Before").await;
    let picture = async || desk.shelf("").await.cards[0].picture.clone().expect("one");
    let still = async || {
        let drawn = stills::draw_clip(desk.app(), &desk.account, clip).await;
        let (version, jpeg) = drawn.expect("drawn");
        assert!(jpeg.starts_with(&[0xff, 0xd8]), "a JPEG");
        assert_eq!(picture().await, stills::address_of(clip, &version));
        jpeg
    };
    let before = still().await;
    desk.save(clip, "After").await;
    let after = still().await;
    assert_ne!(before, after);
    desk.save(clip, "Before").await;
    assert_eq!(still().await, before, "the same again");
    let hash = desk.preview(clip, "Before").await;
    assert_eq!(picture().await, clips::small_poster(clip, &hash));
    // An edit after it is what the card shows, and what was finished before it does not play there.
    desk.save(clip, "After").await;
    assert_eq!(still().await, after);
    assert_eq!(desk.shelf("").await.cards[0].motion, None);
    let other = desk.test.account().await;
    let refused = stills::draw_clip(desk.app(), &other, clip).await;
    assert_eq!(refused, Err(AppError::NotFound));
}

#[tokio::test]
async fn storage_counts_each_file_once() {
    let desk = Desk::start().await;
    let clip = desk.clip("Shoe").await;
    desk.preview(clip, "Shoe").await;
    desk.animation("a whale", 2, 2).await;
    for _ in 0..2 {
        let storage = desk.shelf("").await.storage;
        // One file stands for full, preview and poster; each take has one for video and poster.
        assert_eq!((storage.files, storage.unmeasured), (3, 0));
        assert_eq!(storage.bytes, 64 + 2 * 16);
    }
    logic::set_deleted(desk.app(), &desk.account, Kind::Clip, clip, true)
        .await
        .expect("deleted");
    assert_eq!(desk.shelf("").await.storage.files, 3);
}

on_postgres_too!(
    five_hundred_videos_take_as_many_questions_as_three,
    videos_are_found_by_their_words_their_kind_and_their_state,
    a_card_says_where_its_video_stands,
    a_draft_shows_what_its_fields_say,
    storage_counts_each_file_once,
);
