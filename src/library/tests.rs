//! What the library promises, on a real application.

use super::card::File;
use super::logic::{self, Shelf};
use super::rules::{Kind, PAGE, Search};
use crate::accounts::Account;
use crate::clips::downloads::{self, Asked, FileAnswer};
use crate::clips::rules::{ClipInputs, FormatChoice};
use crate::clips::status::Draft;
use crate::clips::{self, RenderFiles};
use crate::error::AppError;
use crate::media::MediaKey;
use crate::server::App;
use crate::server::database::counting::counted;
use crate::server::testing::{TestApp, on_postgres_too};
use crate::studio;
use crate::studio::rules::{Format, SceneDraft};
use crate::studio::{Animation, Order, OrderedTake, TakeEnd};
use ::credits::{
    AnimationSettings, Command, Credits, Duration, IdempotencyKey, Note, Origin, Reason, Request,
    Resolution, StatementQuery, VersionHash, VideoCount, Wallet,
};
use std::collections::HashSet;
use uuid::Uuid;

/// An application and somebody who has videos in it.
struct Desk {
    test: TestApp,
    account: Account,
}

impl Desk {
    async fn start() -> Self {
        let test = TestApp::start().await;
        let account = test.account().await;
        let request = Request {
            account: account.id,
            key: IdempotencyKey::new("grant").expect("a key"),
            fingerprint: "grant".to_owned(),
            at: account.now(),
            command: Command::Grant {
                wallet: Wallet::Download,
                amount: Credits::new(3),
                origin: Origin::Lab,
                source: "test".to_owned(),
                expires_at: None,
            },
            note: Note::new(Reason::Lab, "Test", "Test"),
        };
        test.app.ledger.apply(request).await.expect("granted");
        Self { test, account }
    }

    fn app(&self) -> &App {
        &self.test.app
    }

    /// A clip with this headline.
    async fn clip(&self, headline: &str) -> Uuid {
        let id = Uuid::now_v7();
        self.save(id, headline).await;
        id
    }

    async fn save(&self, id: Uuid, headline: &str) {
        clips::logic::save(self.app(), &self.account, draft(id, headline))
            .await
            .expect("saved");
    }

    /// Has the clip's preview asked for and finished; the version's hash.
    async fn preview(&self, id: Uuid, headline: &str) -> String {
        let asked = draft(id, headline);
        let canonical = asked.inputs.canonical();
        let status = clips::logic::preview(self.app(), &self.account, asked)
            .await
            .expect("asked for");
        let hash = &status.version_of(&canonical).expect("on record").hash;
        let key = self
            .app()
            .media
            .put(hash.clone().into_bytes(), "mp4")
            .await
            .expect("stored");
        let files = RenderFiles {
            full: key.clone(),
            preview: key.clone(),
            poster: key,
            strip: Vec::new(),
            bytes: 64,
        };
        let version = VersionHash::new(hash.as_str()).expect("a hash");
        let kept = self
            .app()
            .clips
            .put_files(&self.account.id, &version, &files);
        kept.await.expect("kept");
        hash.clone()
    }

    async fn download(&self, clip: Uuid, hash: &str) {
        let asked = Asked {
            version: hash.to_owned(),
            price: 1,
            key: format!("download-{}", &hash[..8]),
        };
        downloads::ask(self.app(), &self.account, clip, asked)
            .await
            .expect("answered");
    }

    async fn scene(&self, prompt: &str) -> Uuid {
        let id = Uuid::now_v7();
        studio::logic::save(self.app(), &self.account, described(id, prompt))
            .await
            .expect("saved");
        id
    }

    /// An animation of a scene of its own, of whose takes the first `delivered` are finished.
    async fn animation(&self, prompt: &str, takes: usize, delivered: usize) -> Uuid {
        let scene = self.scene(prompt).await;
        let id = Uuid::now_v7();
        let takes: Vec<OrderedTake> = (0..takes)
            .map(|_| OrderedTake {
                id: Uuid::now_v7(),
                seed: 1,
                of_take: None,
            })
            .collect();
        let order = Order {
            animation: Animation {
                id,
                account: self.account.id,
                scene,
                root: id,
                settings: AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::Four),
                price_list: 1,
                total: Credits::new(10),
                title: prompt.to_owned(),
                snapshot: described(scene, prompt),
                provider: "embedded".to_owned(),
                at: self.account.now(),
            },
            takes: takes.clone(),
        };
        let studio = &self.app().studio;
        studio.begin(&order, 1).await.expect("begun");
        for take in &takes[..delivered] {
            let file = self.app().media.put(take.id.as_bytes().to_vec(), "mp4");
            let file: MediaKey = file.await.expect("stored");
            let kept = studio.keep_video(take.id, &file, &file).await;
            assert!(kept.expect("answered"));
            let none = Credits::new(0);
            let ended = studio.end_take(take.id, TakeEnd::Delivered, none, none, 2);
            assert!(ended.await.expect("answered"));
        }
        id
    }

    async fn shelf(&self, query: &str) -> Shelf {
        logic::shelf(self.app(), &self.account, Search::read(query))
            .await
            .expect("readable")
    }

    /// The titles that a search finds on its first page.
    async fn titles(&self, query: &str) -> Vec<String> {
        let shelf = self.shelf(query).await;
        shelf.cards.into_iter().map(|card| card.title).collect()
    }

    async fn entries(&self) -> usize {
        let all = StatementQuery::newest(100);
        let entries = self.app().ledger.statement(&self.account.id, all).await;
        entries.expect("readable").len()
    }
}

fn draft(id: Uuid, headline: &str) -> Draft {
    Draft {
        clip: id.to_string(),
        title: String::new(),
        inputs: ClipInputs {
            headline: headline.to_owned(),
            ..ClipInputs::draft()
        },
    }
}

fn described(id: Uuid, prompt: &str) -> SceneDraft {
    SceneDraft {
        prompt: prompt.to_owned(),
        ..SceneDraft::fresh(id.to_string(), 7)
    }
}

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
        card.motion,
        Some(format!("/clips/{clip}/preview?version={hash}"))
    );
    let animation = desk.animation("a whale", 4, 2).await;
    let card = logic::one(desk.app(), &desk.account, Kind::Animation, animation).await;
    let card = card.expect("there");
    assert_eq!(card.state, "Animating, 2 ready");
    assert_eq!(card.takes.len(), 2);
    assert!(matches!(card.file, Some(File::Takes { count: 2, .. })));
}

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
    assert_eq!(
        (opened.draft.format, FormatChoice::default()),
        (Format::Portrait, FormatChoice::Portrait)
    );
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
    what_is_deleted_comes_back_and_no_credit_moves,
    a_copy_of_a_paid_video_is_paid,
    everything_opens_as_a_scene_of_its_own,
    a_title_stays_through_edits_until_it_is_taken_away,
    nobody_else_finds_a_video,
    storage_counts_each_file_once,
);
