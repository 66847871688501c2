//! Earlier previews and favourites: kept once, kept apart, and nothing to do with credits.

use super::{Desk, SMALL_TWO};
use crate::accounts::Account;
use crate::error::AppError;
use crate::studio::logic::{
    editor_start, favourite, id_of, preview, save, status, still, take_of, take_still,
};
use crate::studio::rules::{
    Camera, FavouriteAsk, PREVIEWS_KEPT, PreviewAsk, PreviewView, Previewed, SceneDraft,
};
use ::credits::{AnimationSettings, Duration, Resolution, VideoCount};
use uuid::Uuid;

impl Desk {
    async fn draft(&self) -> SceneDraft {
        let start = editor_start(self.app(), &self.account, Some(&self.scene)).await;
        start.expect("readable").draft
    }

    async fn step(&self, before: &SceneDraft, now: &SceneDraft) -> Previewed {
        let ask = PreviewAsk {
            before: before.clone(),
            now: now.clone(),
        };
        let done = preview(self.app(), &self.account, ask).await;
        done.expect("kept")
    }

    async fn mark(&self, take: Uuid, on: bool, by: &Account) -> Result<(), AppError> {
        let ask = FavouriteAsk {
            take: take.to_string(),
            favourite: on,
        };
        favourite(self.app(), by, &ask).await.map(drop)
    }

    async fn favourites(&self, animation: &str) -> Vec<u32> {
        let run = status(self.app(), &self.account, animation).await;
        let takes = run.expect("readable").takes.into_iter();
        takes
            .filter(|take| take.favourite)
            .map(|take| take.number)
            .collect()
    }
}

fn other_seed(draft: &SceneDraft, seed: u32) -> SceneDraft {
    SceneDraft {
        seed,
        ..draft.clone()
    }
}

fn numbers(previews: &[PreviewView]) -> Vec<u32> {
    previews.iter().map(|preview| preview.number).collect()
}

#[tokio::test]
async fn previews_are_kept_once_newest_first_and_going_back_adds_none() {
    let desk = Desk::with_credits(1).await;
    let first = desk.draft().await;
    let second = other_seed(&first, 8);
    let third = SceneDraft {
        caption: "Come up".to_owned(),
        camera: Camera::Orbit,
        ..other_seed(&first, 9)
    };
    let one = desk.step(&first, &second).await;
    assert_eq!(numbers(&one.previews), [2, 1]);
    assert_eq!(
        one.previews[0].still, one.saved.still,
        "the newest is current"
    );
    let two = desk.step(&second, &third).await;
    assert_eq!(numbers(&two.previews), [3, 2, 1]);
    assert!(two.saved.set_up.setup.ends_with("Camera orbits"));
    let back = desk.step(&third, &two.previews[2].draft).await;
    assert_eq!(back.previews, two.previews, "nothing is added");
    assert_eq!(back.saved.still, two.previews[2].still);
    assert_eq!(desk.draft().await, first);
    // A caption's spaces at the end are no other picture.
    let spaced = SceneDraft {
        caption: " ".to_owned(),
        ..first.clone()
    };
    assert_eq!(desk.step(&first, &spaced).await.previews, two.previews);
    let start = editor_start(desk.app(), &desk.account, Some(&desk.scene)).await;
    assert_eq!(start.expect("readable").previews, two.previews);
}

#[tokio::test]
async fn the_newest_are_kept_and_numbers_go_on() {
    let desk = Desk::with_credits(1).await;
    let mut before = desk.draft().await;
    for seed in 100..100 + PREVIEWS_KEPT + 3 {
        let now = other_seed(&before, seed);
        desk.step(&before, &now).await;
        before = now;
    }
    let again = desk.step(&before, &before).await;
    let newest = PREVIEWS_KEPT + 4;
    let kept: Vec<u32> = (5..=newest).rev().collect();
    assert_eq!(numbers(&again.previews), kept);
}

/// Another tab looks as soon as it hears, and then not again.
#[tokio::test]
async fn who_hears_of_a_new_preview_finds_it() {
    let desk = Desk::with_credits(1).await;
    let first = desk.draft().await;
    let mut news = desk.app().events.listen();
    let other_tab = async {
        news.recv().await.expect("told");
        let start = editor_start(desk.app(), &desk.account, Some(&desk.scene)).await;
        start.expect("readable").previews.len()
    };
    let now = other_seed(&first, 2);
    let (_, found) = tokio::join!(desk.step(&first, &now), other_tab);
    assert_eq!(found, 2);
}

#[tokio::test]
async fn an_empty_scene_has_no_preview_and_two_scenes_do_not_mix() {
    let desk = Desk::with_credits(1).await;
    let first = desk.draft().await;
    let empty = SceneDraft::fresh(first.id.clone(), 3);
    let done = desk.step(&empty, &other_seed(&empty, 4)).await;
    assert!(done.previews.is_empty());
    let ask = PreviewAsk {
        before: first,
        now: SceneDraft::fresh(Uuid::now_v7().to_string(), 1),
    };
    let refused = preview(desk.app(), &desk.account, ask).await;
    assert!(
        matches!(refused, Err(AppError::Invalid { .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn an_earlier_still_is_shown_again_and_to_nobody_else() {
    let desk = Desk::with_credits(1).await;
    let first = desk.draft().await;
    let other = SceneDraft {
        prompt: "A rocket leaps over a city in the rain".to_owned(),
        ..other_seed(&first, 8)
    };
    let done = desk.step(&first, &other).await;
    let names: Vec<&str> = done
        .previews
        .iter()
        .filter_map(|preview| preview.still.split(['=', '&']).nth(1))
        .collect();
    let (app, scene) = (desk.app(), desk.scene.as_str());
    let mut files = Vec::new();
    for name in &names {
        let shown = still(app, &desk.account, scene, Some(name), false).await;
        let shown = shown.expect("drawn");
        assert!(shown.lasting && shown.mime == "image/png");
        files.push(shown.file);
    }
    assert_ne!(files[0], files[1]);
    let again = still(app, &desk.account, scene, Some(names[1]), false).await;
    assert_eq!(again.expect("kept").file, files[1]);
    let small = still(app, &desk.account, scene, Some(names[1]), true).await;
    let small = small.expect("drawn");
    assert!(small.mime == "image/jpeg" && small.file.len() < files[1].len() / 2);
    let now = still(app, &desk.account, scene, Some("what is not there"), false).await;
    let now = now.expect("drawn");
    assert!(!now.lasting, "such an address must not show it for ever");
    assert_eq!(now.file, files[0]);
    let stranger = desk.test.account().await;
    for name in &names {
        let hidden = still(app, &stranger, scene, Some(name), false).await;
        assert_eq!(hidden, Err(AppError::NotFound));
    }
    let ask = PreviewAsk {
        before: first,
        now: other,
    };
    let refused = preview(app, &stranger, ask).await;
    assert_eq!(refused, Err(AppError::NotFound));
}

#[tokio::test]
async fn the_first_video_begins_as_the_still_that_was_shown() {
    let desk = Desk::with_credits(100).await;
    let draft = SceneDraft {
        camera: Camera::PushIn,
        ..desk.draft().await
    };
    save(desk.app(), &desk.account, draft).await.expect("kept");
    let shown = still(desk.app(), &desk.account, &desk.scene, None, false).await;
    let ten = AnimationSettings::new(Duration::S10, Resolution::P720, VideoCount::Two);
    let animation = desk.started(ten).await;
    let mut stills = Vec::new();
    for take in desk.takes(&animation).await {
        let drawn = take_still(desk.app(), &desk.account, &take).await;
        stills.push(drawn.expect("drawn"));
    }
    assert_eq!(stills[0], shown.expect("drawn").file);
    assert_ne!(stills[1], stills[0], "the second one is a variation");
}

#[tokio::test]
async fn favourites_are_ones_own_finished_videos_and_move_no_credit() {
    let desk = Desk::with_credits(100).await;
    let animation = desk.started(SMALL_TWO).await;
    let takes = desk.takes(&animation).await;
    let early = desk.mark(takes[0].id, true, &desk.account).await;
    assert_eq!(early, Err(AppError::NotFound), "not before it is finished");
    for take in &takes {
        desk.deliver(take).await;
    }
    let wallet = desk.wallet().await;
    for _twice in 0..2 {
        let marked = desk.mark(takes[1].id, true, &desk.account).await;
        assert_eq!(marked, Ok(()));
        assert_eq!(desk.favourites(&animation).await, [2]);
    }
    let stranger = desk.test.account().await;
    let refused = desk.mark(takes[1].id, false, &stranger).await;
    assert_eq!(refused, Err(AppError::NotFound));
    assert_eq!(desk.favourites(&animation).await, [2]);
    let unmarked = desk.mark(takes[1].id, false, &desk.account).await;
    assert_eq!(unmarked, Ok(()));
    assert!(desk.favourites(&animation).await.is_empty());
    assert_eq!(desk.wallet().await, wallet);
    let own = take_of(desk.app(), &desk.account, &takes[1].id.to_string()).await;
    assert!(own.is_ok());
}

#[tokio::test]
async fn how_long_videos_take_is_known_once_some_were_made() {
    let desk = Desk::with_credits(100).await;
    let start = editor_start(desk.app(), &desk.account, None).await;
    assert_eq!(start.expect("readable").pace, None);
    let animation = desk.started(SMALL_TWO).await;
    let studio = &desk.app().studio;
    for take in desk.takes(&animation).await {
        assert!(desk.keep_file(&take).await);
        let ended = take.created_ms + 9_000 + i64::from(take.number) * 1_000;
        let end = crate::studio::store::TakeEnd::Delivered;
        let (taken, returned) = Default::default();
        let done = studio.end_take(take.id, end, taken, returned, ended).await;
        assert!(done.expect("written"));
    }
    let measured = studio.recent_orders(10).await.expect("readable");
    let [order] = measured.as_slice() else {
        panic!("one order: {measured:?}");
    };
    assert_eq!((order.videos, order.settings), (2, SMALL_TWO));
    assert!((10_000..=11_000).contains(&order.took_ms), "{order:?}");
    let start = editor_start(desk.app(), &desk.account, None).await;
    let pace = start.expect("readable").pace.expect("measured");
    let words = pace.sentence(SMALL_TWO);
    assert!(words.starts_with("Usually about 1"), "{words}");
    let root = id_of(&animation).expect("an id");
    assert!(
        studio
            .favourites(&desk.account.id, root)
            .await
            .expect("readable")
            .is_empty()
    );
}

crate::server::testing::on_postgres_too!(
    previews_are_kept_once_newest_first_and_going_back_adds_none,
    the_newest_are_kept_and_numbers_go_on,
    an_empty_scene_has_no_preview_and_two_scenes_do_not_mix,
    an_earlier_still_is_shown_again_and_to_nobody_else,
    favourites_are_ones_own_finished_videos_and_move_no_credit,
    how_long_videos_take_is_known_once_some_were_made,
);
