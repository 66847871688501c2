//! What previews and downloads promise, on a real application.

use super::downloads::{self, Asked, FileAnswer};
use super::logic;
use super::renders;
use super::rules::{Background, ClipInputs};
use super::status::{DownloadAnswer, Draft, RenderStatus};
use super::store::RenderFiles;
use crate::accounts::Account;
use crate::error::AppError;
use crate::library::logic as library;
use crate::library::rules::Kind;
use crate::server::App;
use crate::server::testing::{TestApp, grant};
use crate::work::Finish;
use ::credits::{VersionHash, Wallet};
use std::sync::Arc;
use uuid::Uuid;

mod exports;
mod offers;
mod worker;

fn draft(clip: Uuid, inputs: ClipInputs) -> Draft {
    Draft {
        clip: clip.to_string(),
        title: String::new(),
        inputs,
    }
}

async fn with_credits(test: &TestApp, amount: i64) -> Account {
    let account = test.account().await;
    grant(&test.app, &account, Wallet::Download, amount).await;
    account
}

async fn available(app: &App, account: &Account) -> i64 {
    app.ledger
        .balances(&account.id)
        .await
        .expect("balances")
        .download
        .available
        .get()
}

/// Stands in for a finished render.
async fn render(app: &App, account: &Account, hash: &str) {
    let key = app
        .media
        .put(b"not looked into".to_vec(), "mp4")
        .await
        .expect("stored");
    let files = RenderFiles {
        full: key.clone(),
        preview: key.clone(),
        poster: key,
        strip: Vec::new(),
        bytes: 15,
    };
    app.clips
        .put_files(
            &account.id,
            &VersionHash::new(hash).expect("a hash"),
            &files,
        )
        .await
        .expect("kept");
}

fn asked(hash: &str, price: i64, key: impl Into<String>) -> Asked {
    Asked {
        version: hash.to_owned(),
        price,
        key: key.into(),
    }
}

async fn previewed(app: &App, account: &Account, clip: Uuid, inputs: ClipInputs) -> String {
    let canonical = inputs.canonical();
    let status = logic::preview(app, account, draft(clip, inputs))
        .await
        .expect("asked for");
    let hash = status
        .version_of(&canonical)
        .expect("on record")
        .hash
        .clone();
    render(app, account, &hash).await;
    hash
}

#[tokio::test]
async fn fifty_downloads_at_once_take_one_credit() {
    let test = TestApp::start().await;
    let account = Arc::new(with_credits(&test, 10).await);
    let clip = Uuid::now_v7();
    let hash = previewed(&test.app, &account, clip, ClipInputs::draft()).await;
    let asks = (0..50).map(|tab| {
        let (app, account, asked) = (
            test.app.clone(),
            Arc::clone(&account),
            asked(&hash, 1, format!("tab-{tab}")),
        );
        tokio::spawn(async move { downloads::ask(&app, &account, clip, asked).await })
    });
    let mut taken = 0;
    for answer in futures::future::join_all(asks).await {
        match answer.expect("no panic").expect("answered") {
            DownloadAnswer::Downloaded { taken: one, .. } => taken += one,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(taken, 1);
    assert_eq!(available(&test.app, &account).await, 9);
    assert!(matches!(
        downloads::file(&test.app, &account, clip, &hash).await,
        Ok(FileAnswer::File(..))
    ));
}

#[tokio::test]
async fn an_edit_is_a_new_version_and_undoing_it_is_the_old_one() {
    let test = TestApp::start().await;
    let account = with_credits(&test, 10).await;
    let clip = Uuid::now_v7();
    let first = ClipInputs::draft();
    let edited = ClipInputs {
        background: Background::Forest,
        ..first.clone()
    };
    for (inputs, price, left) in [
        (&first, 1, 9),
        (&first, 0, 9),
        (&edited, 1, 8),
        (&first, 0, 8),
        (&edited, 0, 8),
    ] {
        let hash = previewed(&test.app, &account, clip, inputs.clone()).await;
        let answer = downloads::ask(
            &test.app,
            &account,
            clip,
            asked(&hash, price, Uuid::new_v4().to_string()),
        )
        .await;
        assert!(
            matches!(answer, Ok(DownloadAnswer::Downloaded { taken, .. }) if taken == price),
            "{answer:?}"
        );
        assert_eq!(available(&test.app, &account).await, left);
    }
    let status = logic::status(&test.app, &account, clip)
        .await
        .expect("readable");
    let numbers: Vec<Option<u32>> = status
        .downloaded()
        .iter()
        .map(|version| version.number)
        .collect();
    assert_eq!(numbers, [Some(2), Some(1)]);
}

#[tokio::test]
async fn somebody_without_a_plan_is_told_where_plans_begin() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let offer = logic::offer(&test.app, &account).await.expect("an offer");
    assert_eq!(
        offer.way_in.as_deref(),
        Some("Plans begin with Starter: 10 download credits and 60 AI credits a month for $19.")
    );
}

#[tokio::test]
async fn nothing_is_taken_without_a_file_a_credit_or_the_shown_price() {
    let test = TestApp::start().await;
    let account = with_credits(&test, 1).await;
    let clip = Uuid::now_v7();
    let inputs = ClipInputs::draft();
    let status = logic::preview(&test.app, &account, draft(clip, inputs.clone()))
        .await
        .expect("asked for");
    let hash = status.versions[0].hash.clone();
    assert_eq!(
        downloads::ask(&test.app, &account, clip, asked(&hash, 1, "a")).await,
        Ok(DownloadAnswer::NotRendered)
    );
    render(&test.app, &account, &hash).await;
    assert_eq!(
        downloads::ask(&test.app, &account, clip, asked(&hash, 0, "b")).await,
        Ok(DownloadAnswer::PriceChanged { price: 1 })
    );
    assert!(matches!(
        downloads::file(&test.app, &account, clip, &hash).await,
        Ok(FileAnswer::Unpaid)
    ));
    assert_eq!(available(&test.app, &account).await, 1);
    assert!(matches!(
        downloads::ask(&test.app, &account, clip, asked(&hash, 1, "c")).await,
        Ok(DownloadAnswer::Downloaded { taken: 1, .. })
    ));
    let other = previewed(
        &test.app,
        &account,
        clip,
        ClipInputs {
            background: Background::Sky,
            ..inputs
        },
    )
    .await;
    assert_eq!(
        downloads::ask(&test.app, &account, clip, asked(&other, 1, "d")).await,
        Ok(DownloadAnswer::Short {
            available: 0,
            needed: 1
        })
    );
    // The same key with the same body is the same answer, whatever came between.
    assert!(matches!(
        downloads::ask(&test.app, &account, clip, asked(&hash, 1, "c")).await,
        Ok(DownloadAnswer::Downloaded { taken: 1, .. })
    ));
    assert_eq!(available(&test.app, &account).await, 0);
}

#[tokio::test]
async fn a_right_outlives_its_clip_and_its_files() {
    let test = TestApp::start().await;
    let account = with_credits(&test, 1).await;
    let clip = Uuid::now_v7();
    let hash = previewed(&test.app, &account, clip, ClipInputs::draft()).await;
    downloads::ask(&test.app, &account, clip, asked(&hash, 1, "a"))
        .await
        .expect("paid");
    library::set_deleted(&test.app, &account, Kind::Clip, clip, true)
        .await
        .expect("deleted");
    assert!(matches!(
        downloads::file(&test.app, &account, clip, &hash).await,
        Ok(FileAnswer::File(..))
    ));
    std::fs::remove_dir_all(test.folder.path().join("media")).expect("the files are gone");
    assert!(matches!(
        downloads::file(&test.app, &account, clip, &hash).await,
        Ok(FileAnswer::MadeAgain)
    ));
    assert_eq!(available(&test.app, &account).await, 0);
}

#[tokio::test]
async fn nobody_else_finds_a_clip() {
    let test = TestApp::start().await;
    let (mine, theirs) = (with_credits(&test, 5).await, with_credits(&test, 5).await);
    let clip = Uuid::now_v7();
    let hash = previewed(&test.app, &mine, clip, ClipInputs::draft()).await;
    let app = &test.app;
    let not_found = Some(AppError::NotFound);
    assert_eq!(logic::status(app, &theirs, clip).await.err(), not_found);
    assert_eq!(
        logic::save(app, &theirs, draft(clip, ClipInputs::draft()))
            .await
            .err(),
        not_found
    );
    assert_eq!(
        logic::cancel(app, &theirs, clip, &hash).await.err(),
        not_found
    );
    assert_eq!(
        library::rename(app, &theirs, Kind::Clip, clip, "mine now")
            .await
            .err(),
        not_found
    );
    assert_eq!(
        library::set_deleted(app, &theirs, Kind::Clip, clip, true)
            .await
            .err(),
        not_found
    );
    assert_eq!(
        downloads::ask(app, &theirs, clip, asked(&hash, 1, "a"))
            .await
            .err(),
        not_found
    );
    assert_eq!(
        downloads::file(app, &theirs, clip, &hash).await.err(),
        not_found
    );
    assert_eq!(
        downloads::find(app, &theirs, clip, &hash).await.err(),
        not_found
    );
    assert_eq!(
        crate::media::uploads::find(app, &theirs.id, Uuid::now_v7())
            .await
            .err(),
        not_found
    );
    assert_eq!(available(app, &theirs).await, 5);
}

#[tokio::test]
async fn one_version_is_one_job_until_it_fails() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let clip = Uuid::now_v7();
    let ask = async || {
        logic::preview(&test.app, &account, draft(clip, ClipInputs::draft()))
            .await
            .expect("asked for")
    };
    ask().await;
    assert_eq!(
        ask().await.versions[0].render,
        RenderStatus::Queued { ahead: 0 }
    );
    let worker = Uuid::new_v4();
    let job = test
        .app
        .jobs
        .claim(worker, 60_000)
        .await
        .expect("answered")
        .expect("one job");
    assert!(
        test.app
            .jobs
            .claim(worker, 60_000)
            .await
            .expect("answered")
            .is_none(),
        "the second request queued nothing"
    );
    test.app
        .jobs
        .finish(job.id, worker, Finish::Failed("No.".to_owned()))
        .await
        .expect("ended");
    let status = logic::status(&test.app, &account, clip)
        .await
        .expect("readable");
    assert_eq!(
        status.versions[0].render,
        RenderStatus::Failed {
            problem: "No.".to_owned()
        }
    );
    assert_eq!(
        ask().await.versions[0].render,
        RenderStatus::Queued { ahead: 0 }
    );
    let again = test
        .app
        .jobs
        .claim(worker, 60_000)
        .await
        .expect("answered")
        .expect("another job");
    assert_ne!(again.id, job.id);
}

crate::server::testing::on_postgres_too!(
    fifty_downloads_at_once_take_one_credit,
    an_edit_is_a_new_version_and_undoing_it_is_the_old_one,
    nothing_is_taken_without_a_file_a_credit_or_the_shown_price,
    a_right_outlives_its_clip_and_its_files,
    nobody_else_finds_a_clip,
    one_version_is_one_job_until_it_fails,
);
