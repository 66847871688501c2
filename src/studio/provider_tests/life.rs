//! The life of one take at a provider: a restart, a cancellation, a video that comes too late, a choice that is refused.

use super::comfyui::Comfy;
use super::fal::FakeFal;
use super::stage::{Fault, LONG, Stage, is_the_video};
use crate::server::App;
use crate::server::testing::{NO_MEMORY, NO_TIME, TestApp};
use crate::studio::logic::{cancel, handler, look_for_overdue, status};
use crate::studio::providers::ProviderSettings;
use crate::studio::providers::comfyui::ComfySettings;
use crate::studio::rules::{Failure, OrderAnswer, TakeState};
use crate::studio::store::TakeEnd;
use crate::work::{Finish, Job, JobControl};
use ::credits::{AnimationSettings, Duration as Seconds, Resolution, VideoCount};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// A lease that has lapsed before the next statement runs.
const LAPSED_MS: i64 = -1;

async fn with_comfyui(deadline: Duration) -> (Comfy, Stage, tempfile::TempDir) {
    let (comfy, folder) = (Comfy::open().await, tempfile::tempdir().expect("a folder"));
    let stage = Stage::with(ProviderSettings {
        comfyui: Some(comfy.settings(folder.path(), deadline)),
        ..ProviderSettings::default()
    })
    .await
    .captioned()
    .await;
    (comfy, stage, folder)
}

async fn claimed(app: &App) -> Job {
    let job = app.jobs.claim(Uuid::new_v4(), LAPSED_MS).await;
    job.expect("answered").expect("a job")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_goes_on_with_the_same_remote_job() {
    let (comfy, stage, _folder) = with_comfyui(LONG).await;
    let animation = stage.order("comfyui", VideoCount::One).await;
    let take = stage.takes(animation).await.remove(0);
    comfy.with(|books| books.faults.insert(take.id, Fault::Never));
    let job = claimed(stage.app()).await;
    let control = Arc::new(JobControl::default());
    let work = tokio::spawn(handler()(stage.app().clone(), job, control));
    // Another order of questions would do as well: what counts is that the process ends while it waits.
    while stage
        .app()
        .provider_jobs
        .of_take(take.id)
        .await
        .expect("readable")
        .is_none_or(|noted| noted.handle.is_none())
    {
        tokio::task::yield_now().await;
    }
    work.abort();
    let _aborted = work.await;
    comfy.with(|books| books.faults.clear());

    let Stage {
        test,
        account,
        scene,
    } = stage;
    let stage = Stage {
        test: test.restarted().await,
        account,
        scene,
    };
    let job = claimed(stage.app()).await;
    let finish = handler()(stage.app().clone(), job, Arc::default()).await;
    assert_eq!(finish, Finish::Done);
    let take = stage.takes(animation).await.remove(0);
    assert!(is_the_video(stage.app(), &take).await);
    comfy.with(|books| assert_eq!(books.prompts.get(&take.id), Some(&1)));
    stage.assert_settled().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancellation_is_passed_on_and_its_video_never_comes() {
    let (comfy, stage, _folder) = with_comfyui(LONG).await;
    let animation = stage.order("comfyui", VideoCount::Two).await;
    let takes = stage.takes(animation).await;
    comfy.with(|books| {
        books.faults = takes.iter().map(|take| (take.id, Fault::Never)).collect();
    });
    let (app, account) = (stage.app().clone(), stage.account.clone());
    let asked = {
        let comfy = comfy.clone();
        async move {
            while comfy.with(|books| books.prompts.len() < 2) {
                tokio::task::yield_now().await;
            }
            cancel(&app, &account, &animation.to_string()).await
        }
    };
    let (cancelled, ()) = tokio::join!(asked, stage.work());
    cancelled.expect("cancelled");
    look_for_overdue(stage.app()).await.expect("looked");
    for take in stage.takes(animation).await {
        assert_eq!((take.state, take.taken.get()), (TakeEnd::Cancelled, 0));
        comfy.with(|books| assert!(books.cancelled.contains(&take.id)));
    }
    stage.assert_settled().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_that_comes_too_late_is_free() {
    let (comfy, stage, _folder) = with_comfyui(Duration::from_millis(1)).await;
    let animation = stage.order("comfyui", VideoCount::Two).await;
    let late = stage.takes(animation).await.remove(0).id;
    comfy.with(|books| books.faults.insert(late, Fault::Never));
    stage.work().await;
    assert_eq!(stage.wallet().await, (9_995, 0), "the other one is paid");
    look_for_overdue(stage.app()).await.expect("looked");
    let failed = stage.takes(animation).await.remove(0);
    assert_eq!(failed.failure, Some(Failure::TimedOut));

    comfy.with(|books| books.faults.clear());
    stage
        .app()
        .provider_jobs
        .overdue(late, 0)
        .await
        .expect("noted");
    look_for_overdue(stage.app()).await.expect("looked");
    let arrived = stage.takes(animation).await.remove(0);
    assert!(arrived.late && is_the_video(stage.app(), &arrived).await);
    assert_eq!(stage.wallet().await, (9_995, 0));
    stage.assert_settled().await;
}

/// Whoever was slow is told apart from whoever made something too large; neither costs anything.
#[tokio::test(flavor = "multi_thread")]
async fn a_delivered_video_that_exceeds_the_limits_here_fails_its_take_and_takes_nothing() {
    for (limits, failure) in [
        (NO_TIME, Failure::TookTooLong),
        (NO_MEMORY, Failure::InvalidOutput),
    ] {
        let (comfy, folder) = (Comfy::open().await, tempfile::tempdir().expect("a folder"));
        let settings = comfy.settings(folder.path(), LONG);
        let stage = Stage::on(
            TestApp::fresh(|app| {
                app.providers.comfyui = Some(settings);
                app.render_limits = limits;
            })
            .await,
        )
        .await;
        let animation = stage.order("comfyui", VideoCount::One).await;
        stage.work().await;
        let take = stage.takes(animation).await.remove(0);
        assert_eq!(
            (take.state, take.failure, take.taken.get()),
            (TakeEnd::Failed, Some(failure), 0)
        );
        assert_eq!(stage.wallet().await, (10_000, 0));
        stage.assert_settled().await;
    }
}

#[tokio::test]
async fn what_an_animator_cannot_do_is_not_sold() {
    let (_comfy, stage, _folder) = with_comfyui(LONG).await;
    let settings =
        |seconds, resolution| AnimationSettings::new(seconds, resolution, VideoCount::One);
    for (animator, settings) in [
        ("comfyui", settings(Seconds::S15, Resolution::P720)),
        ("comfyui", settings(Seconds::S5, Resolution::P2160)),
        ("fal", settings(Seconds::S5, Resolution::P720)),
        ("", settings(Seconds::S5, Resolution::P720)),
    ] {
        match stage.ask(animator, settings).await {
            OrderAnswer::Refused { sentence } => {
                assert!(sentence.ends_with("0 credits taken."), "{sentence}")
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(stage.wallet().await, (10_000, 0));
}

/// Nobody listens at the address: nothing was accepted, so it is said that it could not be reached.
#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_not_there_takes_nothing() {
    let (comfy, folder) = (Comfy::open().await, tempfile::tempdir().expect("a folder"));
    let free = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = free.local_addr().expect("an address");
    drop(free);
    let settings = ComfySettings {
        url: format!("http://{address}"),
        ..comfy.settings(folder.path(), Duration::from_millis(1))
    };
    let stage = Stage::with(ProviderSettings {
        comfyui: Some(settings),
        ..ProviderSettings::default()
    })
    .await;
    let animation = stage.order("comfyui", VideoCount::Two).await;
    stage.work().await;
    for take in stage.takes(animation).await {
        assert_eq!(take.failure, Some(Failure::Unavailable));
    }
    assert_eq!(stage.wallet().await, (10_000, 0));
    stage.assert_settled().await;
    let run = status(stage.app(), &stage.account, &animation.to_string())
        .await
        .expect("readable");
    assert_eq!(
        run.takes[0].note,
        "The animator could not be reached. 0 credits taken. The 5 on hold for it are back in your balance. Try again in a while."
    );
}

#[tokio::test]
async fn the_page_says_that_it_waits_for_a_silent_provider() {
    let (_comfy, stage, _folder) = with_comfyui(LONG).await;
    let animation = stage.order("comfyui", VideoCount::One).await;
    let job = claimed(stage.app()).await;
    let jobs = &stage.app().provider_jobs;
    jobs.intend(job.id.0, "comfyui", 1).await.expect("noted");
    jobs.troubled(job.id.0, "no connection", 2)
        .await
        .expect("noted");
    let shown = async || {
        let run = status(stage.app(), &stage.account, &animation.to_string()).await;
        run.expect("readable").takes.remove(0).state
    };
    let TakeState::Animating { left, .. } = shown().await else {
        panic!("it is being made");
    };
    assert_eq!(
        left,
        "Waiting for the animator, it does not answer. Nothing is taken meanwhile."
    );
    let figures = jobs.figures().await.expect("counted").remove(0);
    assert_eq!((figures.waiting, figures.running), (0, 1));
    assert_eq!(figures.last_error, Some(("no connection".to_owned(), 2)));
    jobs.answered(job.id.0).await.expect("noted");
    assert!(matches!(shown().await, TakeState::Animating { left, .. } if left.is_empty()));
}

/// Whatever fal says, our key and our questions go to fal alone.
#[tokio::test(flavor = "multi_thread")]
async fn the_key_goes_nowhere_else() {
    let (fal, folder) = (
        FakeFal::open().await,
        tempfile::tempdir().expect("a folder"),
    );
    let stranger = FakeFal::open().await;
    fal.with(|books| books.elsewhere = Some(stranger.address.clone()));
    let stage = Stage::with(ProviderSettings {
        fal: Some(fal.patient(folder.path())),
        ..ProviderSettings::default()
    })
    .await;
    let animation = stage.order("fal", VideoCount::One).await;
    stage.work().await;
    let take = stage.takes(animation).await.remove(0);
    assert_eq!(take.failure, Some(Failure::Misconfigured));
    stranger.with(|books| assert!(books.asked.is_empty()));
    stage.assert_settled().await;
}

crate::server::testing::on_postgres_too!(
    a_restart_goes_on_with_the_same_remote_job,
    a_video_that_comes_too_late_is_free,
    the_page_says_that_it_waits_for_a_silent_provider,
);
