//! What a render promises when its worker dies.

use super::*;
use crate::clips::status::ClipStatus;
use crate::live;
use crate::work::{JobKind, Workers};
use ::credits::AccountId;
use tokio::sync::broadcast::Receiver;

#[tokio::test]
async fn a_render_outlives_its_worker() {
    let test = TestApp::start().await;
    let (account, clip, mut news) = asked_for(&test).await;
    dies_at_work(&test.app).await;
    let status = worked(&test.app, &account, clip, &mut news).await;
    finished(&test.app, &account, clip, status).await;
}

/// What takes the process down with it would otherwise be begun at every start, for ever.
#[tokio::test]
async fn a_render_that_brings_its_workers_down_ends() {
    let test = TestApp::start().await;
    let (account, clip, mut news) = asked_for(&test).await;
    for _ in 0..renders::TRIES {
        dies_at_work(&test.app).await;
    }
    let status = worked(&test.app, &account, clip, &mut news).await;
    assert!(
        matches!(status.versions[0].render, RenderStatus::Failed { .. }),
        "{:?}",
        status.versions[0].render
    );
}

type News = Receiver<(AccountId, live::News)>;

/// An account that asked for a clip's preview, and what is told from then on.
async fn asked_for(test: &TestApp) -> (Account, Uuid, News) {
    let account = test.account().await;
    let clip = Uuid::now_v7();
    let news = test.app.events.listen();
    logic::preview(&test.app, &account, draft(clip, ClipInputs::draft()))
        .await
        .expect("asked for");
    (account, clip, news)
}

/// A worker takes the job and dies: its lease lapses at once.
async fn dies_at_work(app: &App) {
    let claimed = app.jobs.claim(Uuid::new_v4(), -1).await;
    assert!(claimed.expect("answered").is_some());
}

/// How the clip stands once workers are done with it.
async fn worked(app: &App, account: &Account, clip: Uuid, news: &mut News) -> ClipStatus {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let workers = Workers::new(app.clone())
        .on(JobKind::Render, renders::handler())
        .start(stopped);
    let status = loop {
        news.recv().await.expect("the workers tell");
        let status = logic::status(app, account, clip).await.expect("readable");
        if !status.versions[0].render.under_way() {
            break status;
        }
    };
    stop.send(true).expect("the workers listen");
    for worker in workers {
        worker.await.expect("no panic");
    }
    status
}

async fn finished(app: &App, account: &Account, clip: Uuid, status: ClipStatus) {
    assert!(
        matches!(status.versions[0].render, RenderStatus::Ready { bytes } if bytes > 10_000),
        "{:?}",
        status.versions[0].render
    );
    let (_, version) = downloads::find(app, account, clip, &status.versions[0].hash)
        .await
        .expect("found");
    let files = renders::files(app, &account.id, &version.hash)
        .await
        .expect("readable")
        .expect("there");
    let small = app.media.length(&files.preview).await.expect("a preview");
    assert!(small < files.bytes);
    assert_eq!(files.strip.len(), 12);
}
