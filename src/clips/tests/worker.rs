//! What a render promises when its worker dies.

use super::*;
use crate::clips::status::ClipStatus;
use crate::work::{JobKind, Workers};

#[tokio::test]
async fn a_render_outlives_its_worker() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let clip = Uuid::now_v7();
    let mut news = test.app.events.listen();
    logic::preview(&test.app, &account, draft(clip, ClipInputs::draft()))
        .await
        .expect("asked for");
    // A worker takes the job and dies: its lease lapses at once.
    assert!(
        test.app
            .jobs
            .claim(Uuid::new_v4(), -1)
            .await
            .expect("answered")
            .is_some()
    );
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let workers = Workers::new(test.app.clone())
        .on(JobKind::Render, renders::handler())
        .start(stopped);
    let status = loop {
        news.recv().await.expect("the workers tell");
        let status = logic::status(&test.app, &account, clip)
            .await
            .expect("readable");
        if !status.versions[0].render.under_way() {
            break status;
        }
    };
    stop.send(true).expect("the workers listen");
    for worker in workers {
        worker.await.expect("no panic");
    }
    finished(&test.app, &account, clip, status).await;
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
