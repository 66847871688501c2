//! What a render promises when its worker dies.

use super::*;
use crate::clips::status::ClipStatus;
use crate::live;
use crate::server::testing::{NO_MEMORY, NO_TIME};
use crate::work::{JobKind, Workers};
use ::credits::AccountId;
use engine::video::Limits;
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

/// What a render may not take, and what its person reads then.
const EXCEEDED: [(Limits, &str); 2] = [
    (
        NO_TIME,
        "took longer than 0 minutes to make, so we stopped. 0 credits were taken.",
    ),
    (
        NO_MEMORY,
        "takes more memory than one video may take here, so it was not begun. 0 credits were taken.",
    ),
];

#[tokio::test]
async fn a_render_that_exceeds_its_limits_ends_once_says_why_and_takes_nothing() {
    for (limits, sentence) in EXCEEDED {
        let test = TestApp::with_limits(limits).await;
        let (account, clip, mut news) = asked_for(&test).await;
        grant(&test.app, &account, Wallet::Download, 1).await;
        let status = worked(&test.app, &account, clip, &mut news).await;
        let RenderStatus::Failed { problem } = &status.versions[0].render else {
            panic!("{:?}", status.versions[0].render);
        };
        assert!(problem.contains(sentence), "{problem}");
        assert_eq!(available(&test.app, &account).await, 1);
        let next = test.app.jobs.claim(Uuid::new_v4(), 60_000).await;
        assert!(next.expect("answered").is_none(), "nobody begins it again");
        let hash = &status.versions[0].hash;
        let refused = downloads::ask(&test.app, &account, clip, asked(hash, 1, "once")).await;
        assert_eq!(refused, Ok(DownloadAnswer::NotRendered));
        assert_eq!(available(&test.app, &account).await, 1);
    }
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
