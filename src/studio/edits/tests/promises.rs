//! What the page of edits promises.

use crate::accounts::Account;
use crate::error::AppError;
use crate::media::MediaKey;
use crate::server::App;
use crate::server::testing::{TestApp, on_postgres_too};
use crate::studio::edits::logic::{self, Saved};
use crate::studio::edits::rules::{EditForm, VersionState};
use crate::studio::edits::{Bench, handler, renders};
use crate::studio::rules::SceneDraft;
use crate::studio::store::{Animation, Order, OrderedTake, TakeEnd};
use crate::work::{JobControl, JobKind, Workers};
use ::credits::{AnimationSettings, Credits, Duration, Resolution, Timestamp, VideoCount};
use engine::video::{Expected, Limits};
use std::sync::Arc;
use tokio::sync::watch;
use uuid::Uuid;

/// A finished take of five seconds, from before there were plates: its picture can only be rendered again.
struct Desk {
    test: TestApp,
    account: Account,
    take: String,
}

impl Desk {
    async fn new() -> Self {
        Self::on(TestApp::start().await).await
    }

    async fn on(test: TestApp) -> Self {
        let account = test.account().await;
        let take = delivered(&test.app, &account).await.to_string();
        Self {
            test,
            account,
            take,
        }
    }

    fn app(&self) -> &App {
        &self.test.app
    }

    async fn bench(&self) -> Bench {
        let bench = logic::bench(self.app(), &self.account, &self.take).await;
        bench.expect("a finished take")
    }

    /// A second of it, with another caption.
    async fn form(&self) -> EditForm {
        EditForm {
            caption: "Out of the blue".to_owned(),
            from: "1".to_owned(),
            to: "2".to_owned(),
            poster: "1.5".to_owned(),
            format: "1:1".to_owned(),
            ..EditForm::from(&self.bench().await.original.edit)
        }
    }

    async fn save(&self, form: &EditForm) -> Uuid {
        match logic::save(self.app(), &self.account, &self.take, form).await {
            Ok(Saved::Version(id)) => id,
            other => panic!("not saved: {other:?}"),
        }
    }

    async fn state(&self) -> VersionState {
        let bench = self.bench().await;
        let versions = logic::versions(self.app(), &self.account, &bench).await;
        versions.expect("readable").list.remove(1).state
    }

    /// Lets workers run until no version is unfinished.
    async fn work(&self) {
        let (stop, stopped) = watch::channel(false);
        let mut news = self.app().events.listen();
        let workers = Workers::new(self.app().clone())
            .on(JobKind::Edit, handler())
            .start(stopped);
        while self.state().await.unfinished() {
            news.recv().await.expect("news as long as it is made");
        }
        stop.send(true).expect("workers listen");
        for worker in workers {
            worker.await.expect("no panic");
        }
    }

    async fn entries(&self) -> String {
        let balances = self.app().ledger.balances(&self.account.id).await;
        format!("{:?}", balances.expect("readable"))
    }
}

async fn delivered(app: &App, account: &Account) -> Uuid {
    let (id, take) = (Uuid::now_v7(), Uuid::now_v7());
    let snapshot = SceneDraft {
        prompt: "A lighthouse above the clouds".to_owned(),
        caption: "Light the way".to_owned(),
        ..SceneDraft::fresh(id.to_string(), 7)
    };
    let order = Order {
        animation: Animation {
            provider: "embedded".to_owned(),
            id,
            account: account.id,
            scene: id,
            root: id,
            settings: AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::One),
            price_list: 1,
            total: Credits::new(10),
            title: "Light the way".to_owned(),
            snapshot,
            at: Timestamp::from_ms(1),
        },
        takes: vec![OrderedTake {
            id: take,
            seed: 7,
            of_take: None,
        }],
    };
    let studio = &app.studio;
    studio.begin(&order, 5).await.expect("begun");
    let file = MediaKey::of(b"the video", "mp4");
    studio.keep_video(take, &file, &file).await.expect("kept");
    let (taken, returned) = (Credits::new(10), Credits::new(0));
    let ended = studio.end_take(take, TakeEnd::Delivered, taken, returned, 9);
    assert!(ended.await.expect("ended"));
    take
}

#[tokio::test]
async fn an_edit_is_rendered_as_asked_for_and_moves_no_credit() {
    let desk = Desk::new().await;
    let before = desk.entries().await;
    let version = desk.save(&desk.form().await).await;
    assert!(desk.state().await.unfinished());
    desk.work().await;
    assert_eq!(desk.state().await, VersionState::Ready);
    let found = desk.app().versions.get(&desk.account.id, version).await;
    let video = found.expect("readable").expect("there").video;
    let file = desk.app().media.get(&video.expect("made")).await;
    let expected = Expected {
        size: engine::Size::new(720, 720),
        frames: 30,
    };
    engine::video::verify(&file.expect("stored"), &expected).expect("plays");
    assert_eq!(desk.entries().await, before);
    let plate = desk.bench().await.plate(desk.app()).await;
    assert!(plate.expect("readable").is_some(), "rendered once, kept");
}

#[tokio::test]
async fn an_edit_that_exceeds_its_limits_ends_once_says_why_and_moves_no_credit() {
    let desk = Desk::on(
        TestApp::with_limits(Limits {
            time: Some(std::time::Duration::ZERO),
            memory: None,
        })
        .await,
    )
    .await;
    // The plate is there: what is too long is the edit itself.
    let unhurried = Arc::new(JobControl::default());
    let plate = desk
        .bench()
        .await
        .plate_again(desk.app(), &desk.account, &unhurried)
        .await;
    assert!(plate.is_ok());
    let before = desk.entries().await;
    desk.save(&desk.form().await).await;
    desk.work().await;
    match desk.state().await {
        VersionState::Failed { problem } => {
            assert!(
                problem.contains("so we stopped. 0 credits were taken."),
                "{problem}"
            );
        }
        other => panic!("{other:?}"),
    }
    let next = desk.app().jobs.claim(Uuid::new_v4(), 60_000).await;
    assert!(next.expect("answered").is_none(), "nobody begins it again");
    assert_eq!(desk.entries().await, before);
}

#[tokio::test]
async fn the_same_edit_is_one_version_and_the_original_is_none() {
    let desk = Desk::new().await;
    let form = desk.form().await;
    let spaced = EditForm {
        caption: "  Out of   the blue ".to_owned(),
        from: "1.0".to_owned(),
        ..form.clone()
    };
    let (one, same) = (desk.save(&form).await, desk.save(&spaced).await);
    assert_eq!(one, same);
    let original = EditForm::from(&desk.bench().await.original.edit);
    let saved = logic::save(desk.app(), &desk.account, &desk.take, &original).await;
    assert_eq!(saved, Ok(Saved::Original));
    let claimed = desk.app().jobs.claim(Uuid::new_v4(), 60_000).await;
    assert!(claimed.expect("answered").is_some());
    let second = desk.app().jobs.claim(Uuid::new_v4(), 60_000).await;
    assert!(second.expect("answered").is_none(), "one job for both");
}

#[tokio::test]
async fn an_edit_outlives_its_worker_and_its_process() {
    let mut desk = Desk::new().await;
    desk.save(&desk.form().await).await;
    // A worker takes the job and dies with its process: its lease lapses at once.
    let claimed = desk.app().jobs.claim(Uuid::new_v4(), -1).await;
    assert!(claimed.expect("answered").is_some());
    desk.test = desk.test.restarted().await;
    desk.work().await;
    assert_eq!(desk.state().await, VersionState::Ready);
}

#[tokio::test]
async fn what_was_called_off_is_tried_again_as_the_same_version() {
    let desk = Desk::new().await;
    let form = desk.form().await;
    let version = desk.save(&form).await;
    let id = version.to_string();
    logic::cancel(desk.app(), &desk.account, &desk.take, &id)
        .await
        .expect("called off");
    assert_eq!(desk.state().await, VersionState::Cancelled);
    assert_eq!(desk.save(&form).await, version);
    assert!(desk.state().await.unfinished());
    let found = desk.app().versions.get(&desk.account.id, version).await;
    let found = found.expect("readable").expect("there");
    assert_eq!(found.attempt, 2);
    let job = desk.app().jobs.get(renders::job_id(&found)).await;
    assert!(job.expect("readable").is_some());
}

#[tokio::test]
async fn nothing_of_mine_is_anothers() {
    let desk = Desk::new().await;
    let form = desk.form().await;
    let version = desk.save(&form).await.to_string();
    let (app, stranger) = (desk.app(), desk.test.account().await);
    let start = logic::start(app, &stranger, &desk.take, None, None).await;
    assert_eq!(start.err(), Some(AppError::NotFound));
    let saved = logic::save(app, &stranger, &desk.take, &form).await;
    assert_eq!(saved.err(), Some(AppError::NotFound));
    let found = logic::version(app, &stranger, &desk.take, &version).await;
    assert_eq!(found.err(), Some(AppError::NotFound));
    let cancelled = logic::cancel(app, &stranger, &desk.take, &version).await;
    assert_eq!(cancelled.err(), Some(AppError::NotFound));
    let still = logic::preview(app, &stranger, &desk.take, &form).await;
    assert_eq!(still.err(), Some(AppError::NotFound));
    // Nor is a version found under another take of mine.
    let other = delivered(app, &desk.account).await.to_string();
    let found = logic::version(app, &desk.account, &other, &version).await;
    assert_eq!(found.err(), Some(AppError::NotFound));
}

#[tokio::test]
async fn a_still_shows_the_edit_and_what_cannot_be_read_is_refused() {
    let desk = Desk::new().await;
    let form = desk.form().await;
    let still = logic::preview(desk.app(), &desk.account, &desk.take, &form).await;
    assert!(still.expect("drawn").starts_with(b"\x89PNG"));
    let wrong = EditForm {
        to: "99".to_owned(),
        ..form
    };
    let refused = logic::preview(desk.app(), &desk.account, &desk.take, &wrong).await;
    assert!(matches!(refused, Err(AppError::Invalid { field, .. }) if field == "to"));
}

on_postgres_too!(
    the_same_edit_is_one_version_and_the_original_is_none,
    an_edit_outlives_its_worker_and_its_process,
    what_was_called_off_is_tried_again_as_the_same_version,
);
