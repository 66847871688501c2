//! From the hold to the verdict: what is held, taken and given back, whoever gives the verdict and whatever dies before it.

use super::{Desk, End, SMALL_ONE, SMALL_TWO, settle};
use crate::server::testing::{NO_MEMORY, NO_TIME, TestApp};
use crate::studio::logic::orders::{Item, drawn_up, hold_for};
use crate::studio::logic::{cancel, handler, id_of, resume};
use crate::studio::rules::{EMBEDDED, Failure, ShownPrice, TakeState};
use crate::studio::store::{Take, TakeEnd};
use crate::words::studio as words;
use crate::work::{Job, JobId, JobKind, JobState, Workers};
use ::credits::{AnimationSettings, Credits, IdempotencyKey, Outcome, PriceList, quote, settled};
use std::collections::HashSet;
use tokio::sync::watch;

#[tokio::test]
async fn what_is_quoted_is_held_for_every_setting_and_comes_back_when_cancelled() {
    let desk = Desk::with_credits(10_000).await;
    for settings in AnimationSettings::all() {
        let total = quote(&PriceList::default_v1(), settings).total.get();
        let animation = desk.started(settings).await;
        assert_eq!(desk.wallet().await, (10_000 - total, total), "{settings:?}");
        let takes = desk.takes(&animation).await;
        assert_eq!(takes.len(), settings.count.videos() as usize);
        assert_eq!(
            takes
                .iter()
                .map(|take| take.seed)
                .collect::<HashSet<_>>()
                .len(),
            takes.len(),
            "variations differ"
        );
        let run = cancel(desk.app(), &desk.account, &animation)
            .await
            .expect("cancelled");
        assert!(
            run.takes
                .iter()
                .all(|take| take.state == TakeState::Cancelled)
        );
        assert_eq!(desk.wallet().await, (10_000, 0));
    }
}

#[tokio::test]
async fn captures_follow_the_settlement_rule_for_every_setting_and_outcome() {
    let desk = Desk::with_credits(100_000).await;
    for settings in AnimationSettings::all() {
        for delivered in 0..=settings.count.videos() {
            let before = desk.wallet().await.0;
            let animation = desk.started(settings).await;
            for take in desk.takes(&animation).await {
                if take.number <= delivered {
                    desk.deliver(&take).await;
                } else {
                    settle(desk.app(), take.id, End::Failed)
                        .await
                        .expect("settled");
                }
            }
            let total = quote(&PriceList::default_v1(), settings).total;
            let videos = settings.count.videos();
            let due = settled(total, videos, delivered, videos - delivered);
            assert_eq!(
                desk.wallet().await,
                (before - due.captured.get(), 0),
                "{settings:?}, {delivered} delivered"
            );
            let takes = desk.takes(&animation).await;
            assert_eq!(
                takes.iter().map(|take| take.taken).sum::<Credits>(),
                due.captured
            );
            assert_eq!(
                takes.iter().map(|take| take.returned).sum::<Credits>(),
                due.released
            );
            assert!(
                takes
                    .iter()
                    .filter(|take| take.state == TakeEnd::Failed)
                    .all(|take| take.taken.is_zero()),
                "a failed take takes 0"
            );
        }
    }
}

#[tokio::test]
async fn a_crash_between_hold_and_queue_is_made_good_at_the_next_start() {
    let desk = Desk::with_credits(100).await;
    let item = Item::Scene(
        id_of(&desk.scene).expect("an id"),
        SMALL_TWO,
        EMBEDDED.to_owned(),
    );
    let shown = ShownPrice {
        price_list: 1,
        total: Credits::new(10),
    };
    let order = drawn_up(desk.app(), &desk.account, &item, shown)
        .await
        .expect("readable")
        .expect("complete");
    let key = IdempotencyKey::new("crash").expect("a key");
    let request = hold_for(&order, key, item.fingerprint(shown)).expect("a request");
    assert!(matches!(
        desk.app().ledger.apply(request).await.expect("answered"),
        Outcome::Applied(_)
    ));
    assert_eq!(desk.takes(&order.animation.id.to_string()).await.len(), 0);

    let Desk {
        test,
        account,
        scene,
    } = desk;
    let desk = Desk {
        test: test.restarted().await,
        account,
        scene,
    };
    resume(desk.app()).await.expect("resumed");
    resume(desk.app()).await.expect("resumed again");
    let takes = desk.takes(&order.animation.id.to_string()).await;
    assert_eq!(
        takes.iter().map(|take| take.number).collect::<Vec<_>>(),
        [1, 2]
    );
    for take in &takes {
        let job = desk
            .app()
            .jobs
            .get(JobId(take.id))
            .await
            .expect("readable")
            .expect("queued");
        assert_eq!(job.state, JobState::Queued);
    }
    // A job that ended without anybody giving the verdict, as when its worker died over it.
    desk.app()
        .jobs
        .cancel(JobId(takes[0].id))
        .await
        .expect("cancelled");
    assert!(desk.keep_file(&takes[1]).await);
    desk.app()
        .jobs
        .cancel(JobId(takes[1].id))
        .await
        .expect("cancelled");
    resume(desk.app()).await.expect("resumed");
    let ends: Vec<TakeEnd> = desk
        .takes(&order.animation.id.to_string())
        .await
        .iter()
        .map(|take| take.state)
        .collect();
    assert_eq!(
        ends,
        [TakeEnd::Cancelled, TakeEnd::Delivered],
        "what was verified before the end counts"
    );
    assert_eq!(desk.wallet().await, (95, 0));
}

#[tokio::test]
async fn a_verdict_is_given_once_whoever_gives_it() {
    let desk = Desk::with_credits(100).await;
    let animation = desk.started(SMALL_ONE).await;
    let take = desk.takes(&animation).await.remove(0);
    let verdicts = (0..20).map(|n| {
        let app = desk.app().clone();
        tokio::spawn(async move {
            settle(
                &app,
                take.id,
                if n % 2 == 0 {
                    End::Failed
                } else {
                    End::Cancelled
                },
            )
            .await
        })
    });
    for verdict in futures::future::join_all(verdicts).await {
        verdict.expect("no panic").expect("settled");
    }
    assert_eq!(desk.wallet().await, (100, 0));
    assert!(
        !desk.keep_file(&desk.takes(&animation).await[0]).await,
        "a file that comes later is not kept"
    );
    settle(desk.app(), take.id, End::Delivered)
        .await
        .expect("answered");
    assert_eq!(desk.wallet().await, (100, 0));
}

/// Orders, and lets workers make it until every take has ended.
async fn worked(desk: &Desk, settings: AnimationSettings) -> Vec<Take> {
    let (stop, stopped) = watch::channel(false);
    let workers = Workers::new(desk.app().clone())
        .on(JobKind::Take, handler())
        .start(stopped);
    let mut news = desk.app().events.listen();
    let animation = desk.started(settings).await;
    let open = |take: &Take| take.state == TakeEnd::Open;
    while desk.takes(&animation).await.iter().any(open) {
        news.recv().await.expect("news as long as it is made");
    }
    stop.send(true).expect("workers listen");
    for worker in workers {
        worker.await.expect("no panic");
    }
    desk.takes(&animation).await
}

/// A job once it is over, which is noted a moment after its take's verdict.
async fn ended(desk: &Desk, id: JobId) -> Job {
    loop {
        let job = desk.app().jobs.get(id).await;
        let job = job.expect("readable").expect("on record");
        if !matches!(job.state, JobState::Queued | JobState::Running) {
            return job;
        }
        tokio::task::yield_now().await;
    }
}

/// What is on hold comes back whole: a render that took too much is no video.
#[tokio::test]
async fn a_take_that_exceeds_its_limits_ends_once_says_why_and_takes_nothing() {
    for (limits, failure) in [
        (NO_TIME, Failure::TookTooLong),
        (NO_MEMORY, Failure::TooLarge),
    ] {
        let desk = Desk::on(TestApp::with_limits(limits).await, 100).await;
        for take in worked(&desk, SMALL_TWO).await {
            assert_eq!(take.state, TakeEnd::Failed);
            assert_eq!((take.failure, take.taken.get()), (Some(failure), 0));
            let job = ended(&desk, JobId(take.id)).await;
            assert_eq!(job.attempts, 1);
            let problem = words::failed_free(failure.what_happened());
            assert_eq!(job.problem, Some(problem));
        }
        assert_eq!(desk.wallet().await, (100, 0));
    }
}

#[tokio::test]
async fn a_worker_makes_verifies_and_delivers() {
    let desk = Desk::with_credits(100).await;
    let take = worked(&desk, SMALL_ONE).await.remove(0);
    assert_eq!((take.state, take.taken.get()), (TakeEnd::Delivered, 10));
    assert_eq!(desk.wallet().await, (90, 0));
    let file = desk
        .app()
        .media
        .get(take.video.as_ref().expect("kept"))
        .await
        .expect("stored");
    assert_eq!(file.get(4..8), Some(b"ftyp".as_slice()));
}

crate::server::testing::on_postgres_too!(
    what_is_quoted_is_held_for_every_setting_and_comes_back_when_cancelled,
    captures_follow_the_settlement_rule_for_every_setting_and_outcome,
    a_crash_between_hold_and_queue_is_made_good_at_the_next_start,
    a_verdict_is_given_once_whoever_gives_it,
);
