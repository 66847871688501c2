//! What the other files of a version promise: they come with its one download, and a failure costs nothing.

use super::*;
use crate::clips::exports::logic as exports;
use crate::clips::exports::rules::{ExportKind, ExportState};
use crate::clips::rules::FormatChoice;
use crate::work::{JobKind, Workers};
use engine::Resolution;

/// Runs the files' jobs until none is on its way.
async fn work(test: &TestApp, account: &Account, owned: &exports::Owned) {
    let mut news = test.app.events.listen();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let workers = Workers::new(test.app.clone())
        .on(JobKind::Render, renders::handler())
        .on(JobKind::Export, crate::clips::exports::renders::handler())
        .start(stopped);
    while exports::view(&test.app, account, owned)
        .await
        .expect("readable")
        .unfinished()
        > 0
    {
        news.recv().await.expect("the workers tell");
    }
    stop.send(true).expect("the workers listen");
    for worker in workers {
        worker.await.expect("no panic");
    }
}

/// A worker that can do everything but files.
async fn fail_the_file(test: &TestApp) {
    let (jobs, worker) = (&test.app.jobs, Uuid::new_v4());
    while let Some(job) = jobs.claim(worker, 60_000).await.expect("answered") {
        let finish = match job.kind {
            JobKind::Export => Finish::Failed("No.".to_owned()),
            _ => Finish::Done,
        };
        jobs.finish(job.id, worker, finish).await.expect("ended");
    }
}

/// A clip that was downloaded for the account's one credit.
async fn downloaded(test: &TestApp, account: &Account) -> exports::Owned {
    let clip = Uuid::now_v7();
    let hash = previewed(&test.app, account, clip, ClipInputs::draft()).await;
    let (app, id) = (&test.app, clip.to_string());
    let before = exports::owned(app, account, &id, &hash).await;
    assert!(before.expect("answered").is_none(), "nothing was paid yet");
    let paid = downloads::ask(app, account, clip, asked(&hash, 1, "once")).await;
    assert!(matches!(paid, Ok(DownloadAnswer::Downloaded { .. })));
    let owned = exports::owned(app, account, &id, &hash).await;
    owned.expect("answered").expect("its own")
}

async fn state(
    test: &TestApp,
    account: &Account,
    owned: &exports::Owned,
    kind: ExportKind,
) -> ExportState {
    let view = exports::view(&test.app, account, owned)
        .await
        .expect("readable");
    let file = view.files.into_iter().find(|file| file.kind == kind);
    file.expect("listed").state
}

/// When each picture of a GIF of this size ends, in milliseconds.
fn gif_pictures(file: &[u8], size: engine::Size) -> Vec<u32> {
    let mut decoder = gif::DecodeOptions::new().read_info(file).expect("a GIF");
    let (width, height) = (decoder.width(), decoder.height());
    assert_eq!(
        (u32::from(width), u32::from(height)),
        (size.width, size.height)
    );
    let (mut ends, mut end) = (Vec::new(), 0);
    while let Some(picture) = decoder.read_next_frame().expect("decodes") {
        end += u32::from(picture.delay) * 10;
        ends.push(end);
    }
    ends
}

/// When each picture of a WebP of this size ends, in milliseconds.
fn webp_pictures(file: &[u8], size: engine::Size) -> Vec<u32> {
    let decoder = webp_animation::Decoder::new(file).expect("a WebP");
    let end = |picture: webp_animation::Frame| {
        assert_eq!(picture.dimensions(), (size.width, size.height));
        u32::try_from(picture.timestamp()).expect("a time")
    };
    decoder.into_iter().map(end).collect()
}

/// A moving picture has as many pictures as the engine says, but for those that show what the one before them did, and
/// lasts as long as the video.
fn plays(ends: &[u32], frames: u32) {
    let most = engine::video::moving_frames(frames) as usize;
    assert!((most / 4..=most).contains(&ends.len()), "{}", ends.len());
    assert_eq!(ends.last(), Some(&(frames * 1_000 / engine::FPS)));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_files_come_with_the_one_download() {
    let test = TestApp::start().await;
    let account = with_credits(&test, 2).await;
    let owned = downloaded(&test, &account).await;
    assert_eq!(
        state(&test, &account, &owned, ExportKind::Gif).await,
        ExportState::Possible
    );
    assert!(matches!(
        state(&test, &account, &owned, ExportKind::Poster).await,
        ExportState::Ready { .. }
    ));
    let kinds = [ExportKind::Small, ExportKind::Gif, ExportKind::Webp];
    for kind in kinds {
        for _twice in 0..2 {
            exports::ask(&test.app, &account, &owned, kind)
                .await
                .expect("asked for");
        }
    }
    work(&test, &account, &owned).await;
    let inputs = &owned.version.inputs;
    let frames = crate::clips::version::scene(inputs)
        .expect("a scene")
        .frame_count();
    for kind in kinds {
        let made = exports::file(&test.app, &account, &owned, kind).await;
        let (key, bytes) = made.expect("readable").expect("made");
        let file = test.app.media.get(&key).await.expect("there");
        let (width, height) = kind.size(inputs.format);
        let size = engine::Size::new(width, height);
        match kind {
            ExportKind::Gif => plays(&gif_pictures(&file, size), frames),
            ExportKind::Webp => plays(&webp_pictures(&file, size), frames),
            _ => {
                let expected = engine::video::Expected { size, frames };
                assert_eq!(engine::video::verify(&file, &expected), Ok(()));
            }
        }
        assert_eq!(
            state(&test, &account, &owned, kind).await,
            ExportState::Ready { bytes }
        );
    }
    assert_eq!(available(&test.app, &account).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_fails_is_tried_again_and_takes_nothing() {
    let test = TestApp::start().await;
    let account = with_credits(&test, 1).await;
    let owned = downloaded(&test, &account).await;
    exports::ask(&test.app, &account, &owned, ExportKind::Gif)
        .await
        .expect("asked for");
    fail_the_file(&test).await;
    let problem = "No.".to_owned();
    assert_eq!(
        state(&test, &account, &owned, ExportKind::Gif).await,
        ExportState::Failed { problem }
    );
    exports::ask(&test.app, &account, &owned, ExportKind::Gif)
        .await
        .expect("asked for");
    exports::cancel(&test.app, &account, &owned, ExportKind::Gif)
        .await
        .expect("called off");
    assert_eq!(
        state(&test, &account, &owned, ExportKind::Gif).await,
        ExportState::Cancelled
    );
    exports::ask(&test.app, &account, &owned, ExportKind::Gif)
        .await
        .expect("asked for");
    work(&test, &account, &owned).await;
    assert!(matches!(
        state(&test, &account, &owned, ExportKind::Gif).await,
        ExportState::Ready { .. }
    ));
    assert_eq!(available(&test.app, &account).await, 0);
}

/// The file says why it is not there, and another attempt is free as the first was.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_exceeds_its_limits_says_so_and_takes_nothing() {
    let test = TestApp::with_limits(engine::video::Limits {
        time: Some(std::time::Duration::ZERO),
        memory: None,
    })
    .await;
    let account = with_credits(&test, 1).await;
    let owned = downloaded(&test, &account).await;
    for kind in [ExportKind::Small, ExportKind::Gif, ExportKind::Webp] {
        exports::ask(&test.app, &account, &owned, kind)
            .await
            .expect("asked for");
        work(&test, &account, &owned).await;
        match state(&test, &account, &owned, kind).await {
            ExportState::Failed { problem } => {
                assert!(problem.contains("so we stopped. 0 credits"), "{problem}");
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(available(&test.app, &account).await, 0);
}

#[tokio::test]
async fn nobody_else_finds_a_versions_files() {
    let test = TestApp::start().await;
    let account = with_credits(&test, 1).await;
    let owned = downloaded(&test, &account).await;
    let stranger = test.account().await;
    let (clip, hash) = (owned.clip.id.to_string(), owned.version.hash.to_string());
    let found = exports::owned(&test.app, &stranger, &clip, &hash).await;
    assert_eq!(found.map(|_| ()), Err(AppError::NotFound));
}

/// The page says the size before the engine has drawn anything.
#[test]
fn sizes_on_the_page_are_the_engines() {
    for &format in FormatChoice::ALL {
        let (full, preview) = crate::clips::version::sizes(format);
        for (kind, size) in [
            (ExportKind::Poster, full),
            (ExportKind::Webp, preview),
            (
                ExportKind::Small,
                Resolution::P720.size(engine_format(format)),
            ),
            (
                ExportKind::Large,
                Resolution::P2160.size(engine_format(format)),
            ),
        ] {
            assert_eq!(
                kind.size(format),
                (size.width, size.height),
                "{kind:?} {format:?}"
            );
        }
    }
}

fn engine_format(format: FormatChoice) -> engine::Format {
    let same = |one: &engine::Format| one.label() == format.label();
    engine::Format::ALL
        .into_iter()
        .find(same)
        .expect("the engine has it")
}

crate::server::testing::on_postgres_too!(a_file_that_fails_is_tried_again_and_takes_nothing,);
