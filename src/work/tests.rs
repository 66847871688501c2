//! What the queue promises, on a real database.

use super::{Finish, JobId, JobKind, JobState, JobStore, Limits, NewJob, Pulse};
use crate::server::testing::TestApp;
use ::credits::AccountId;
use std::collections::HashSet;
use uuid::Uuid;

const LONG_MS: i64 = 60_000;
/// A lease that has lapsed before the next statement runs.
const LAPSED_MS: i64 = -1;

fn job(account: &AccountId) -> NewJob {
    NewJob {
        id: JobId(Uuid::now_v7()),
        kind: JobKind::Render,
        account: *account,
        payload: "{}".to_owned(),
        frames_total: 180,
        limits: Limits::default(),
    }
}

fn somebody() -> AccountId {
    AccountId::new(Uuid::now_v7())
}

async fn state(jobs: &dyn JobStore, id: JobId) -> JobState {
    jobs.get(id).await.expect("readable").expect("there").state
}

#[tokio::test]
async fn enqueueing_twice_is_enqueueing_once() {
    let test = TestApp::start().await;
    let jobs = &test.app.jobs;
    let one = job(&somebody());
    jobs.enqueue(one.clone()).await.expect("queued");
    jobs.enqueue(one.clone()).await.expect("queued again");
    let worker = Uuid::new_v4();
    assert_eq!(
        jobs.claim(worker, LONG_MS)
            .await
            .expect("claimed")
            .map(|job| job.id),
        Some(one.id)
    );
    assert!(
        jobs.claim(worker, LONG_MS)
            .await
            .expect("answered")
            .is_none()
    );
    assert!(
        jobs.finish(one.id, worker, Finish::Done)
            .await
            .expect("finished")
    );
    jobs.enqueue(one.clone()).await.expect("accepted");
    assert_eq!(
        state(jobs.as_ref(), one.id).await,
        JobState::Done,
        "an ended job is not started again"
    );
}

#[tokio::test]
async fn no_job_is_given_to_two_workers() {
    let test = TestApp::start().await;
    let account = somebody();
    for _ in 0..20 {
        test.app.jobs.enqueue(job(&account)).await.expect("queued");
    }
    let claims = (0..40).map(|_| {
        let app = test.app.clone();
        tokio::spawn(async move {
            app.jobs
                .claim(Uuid::new_v4(), LONG_MS)
                .await
                .expect("answered")
                .map(|job| job.id)
        })
    });
    let taken: Vec<JobId> = futures::future::join_all(claims)
        .await
        .into_iter()
        .filter_map(|claim| claim.expect("no panic"))
        .collect();
    assert_eq!(taken.len(), 20);
    assert_eq!(taken.iter().collect::<HashSet<_>>().len(), 20);
}

#[tokio::test]
async fn a_lapsed_lease_is_taken_over_and_the_first_worker_hears_of_it() {
    let test = TestApp::start().await;
    let jobs = &test.app.jobs;
    let one = job(&somebody());
    jobs.enqueue(one.clone()).await.expect("queued");
    let (killed, successor) = (Uuid::new_v4(), Uuid::new_v4());
    jobs.claim(killed, LAPSED_MS)
        .await
        .expect("claimed")
        .expect("there");
    let again = jobs
        .claim(successor, LONG_MS)
        .await
        .expect("claimed")
        .expect("taken over");
    assert_eq!((again.id, again.attempts), (one.id, 2));
    assert_eq!(
        jobs.pulse(one.id, killed, 90, LONG_MS)
            .await
            .expect("answered"),
        Pulse::Lost
    );
    assert!(
        !jobs
            .finish(one.id, killed, Finish::Done)
            .await
            .expect("answered"),
        "only the holder may end it"
    );
    assert!(
        jobs.finish(one.id, successor, Finish::Done)
            .await
            .expect("finished")
    );
}

#[tokio::test]
async fn cancelling_ends_a_waiting_job_and_asks_a_running_one() {
    let test = TestApp::start().await;
    let jobs = &test.app.jobs;
    let (waiting, running) = (job(&somebody()), job(&somebody()));
    jobs.enqueue(running.clone()).await.expect("queued");
    let worker = Uuid::new_v4();
    jobs.claim(worker, LONG_MS)
        .await
        .expect("claimed")
        .expect("there");
    jobs.enqueue(waiting.clone()).await.expect("queued");
    jobs.cancel(waiting.id).await.expect("cancelled");
    jobs.cancel(running.id).await.expect("asked");
    assert_eq!(state(jobs.as_ref(), waiting.id).await, JobState::Cancelled);
    assert_eq!(state(jobs.as_ref(), running.id).await, JobState::Running);
    assert_eq!(
        jobs.pulse(running.id, worker, 10, LONG_MS)
            .await
            .expect("answered"),
        Pulse::CancelRequested
    );
    assert!(
        jobs.finish(running.id, worker, Finish::Cancelled)
            .await
            .expect("finished")
    );
    assert_eq!(state(jobs.as_ref(), running.id).await, JobState::Cancelled);
}

#[tokio::test]
async fn an_account_with_nothing_running_goes_before_one_that_has() {
    let test = TestApp::start().await;
    let jobs = &test.app.jobs;
    let (busy, patient) = (somebody(), somebody());
    for _ in 0..3 {
        jobs.enqueue(job(&busy)).await.expect("queued");
    }
    let last = job(&patient);
    jobs.enqueue(last.clone()).await.expect("queued");
    let place = jobs.place(last.id).await.expect("counted");
    assert_eq!((place.ahead, place.own_ahead, place.own_running), (3, 0, 0));
    jobs.claim(Uuid::new_v4(), LONG_MS)
        .await
        .expect("claimed")
        .expect("the oldest");
    let second = jobs
        .claim(Uuid::new_v4(), LONG_MS)
        .await
        .expect("claimed")
        .expect("there");
    assert_eq!(
        second.id, last.id,
        "the other account's first job goes before the third of the busy one"
    );
}

/// Claims that come at once know of each other: the second does not take another job of the account that the first
/// has just begun to work for.
#[tokio::test(flavor = "multi_thread")]
async fn claims_at_once_are_as_fair_as_one_after_the_other() {
    let test = TestApp::start().await;
    for _ in 0..10 {
        let accounts = [somebody(), somebody(), somebody()];
        for account in &accounts {
            for _ in 0..3 {
                test.app.jobs.enqueue(job(account)).await.expect("queued");
            }
        }
        let claims = (0..3).map(|_| {
            let app = test.app.clone();
            tokio::spawn(async move { app.jobs.claim(Uuid::new_v4(), LONG_MS).await })
        });
        let mut served = HashSet::new();
        for claim in futures::future::join_all(claims).await {
            let claim = claim.expect("no panic").expect("answered");
            served.insert(claim.expect("a job").account);
        }
        assert_eq!(served, HashSet::from(accounts));
        // The rest is out of the way of the next round.
        while let Some(rest) = test
            .app
            .jobs
            .claim(Uuid::new_v4(), LONG_MS)
            .await
            .expect("answered")
        {
            assert!(accounts.contains(&rest.account));
        }
    }
}

#[tokio::test]
async fn limits_of_an_account_and_of_a_lane_keep_jobs_waiting_and_nobody_else() {
    let test = TestApp::start().await;
    let jobs = &test.app.jobs;
    let (many, few) = (somebody(), somebody());
    let limited = |account: &AccountId, limits: Limits| NewJob {
        limits,
        ..job(account)
    };
    let two_at_once = Limits {
        account: Some(2),
        lane: None,
    };
    for _ in 0..4 {
        let one = limited(&many, two_at_once.clone());
        jobs.enqueue(one).await.expect("queued");
    }
    let lane = Limits {
        account: None,
        lane: Some(("far".to_owned(), 1)),
    };
    for _ in 0..2 {
        let one = limited(&few, lane.clone());
        jobs.enqueue(one).await.expect("queued");
    }
    let mut claimed = Vec::new();
    while let Some(one) = jobs.claim(Uuid::new_v4(), LONG_MS).await.expect("answered") {
        claimed.push(one.account);
    }
    let of = |account: AccountId| claimed.iter().filter(|one| **one == account).count();
    assert_eq!((of(many), of(few)), (2, 1));
}

#[tokio::test]
async fn a_changed_limit_holds_for_what_still_waits_and_for_nobody_else() {
    let test = TestApp::start().await;
    let jobs = &test.app.jobs;
    let (one, other) = (somebody(), somebody());
    for account in [one, one, one, other, other] {
        let limits = Limits {
            account: Some(1),
            lane: None,
        };
        let limited = NewJob {
            limits,
            ..job(&account)
        };
        jobs.enqueue(limited).await.expect("queued");
    }
    let claimed = async || {
        let mut owners = Vec::new();
        while let Some(one) = jobs.claim(Uuid::new_v4(), LONG_MS).await.expect("answered") {
            owners.push(one.account);
        }
        owners
    };
    assert_eq!(claimed().await.len(), 2, "one of each account");
    let kind = job(&one).kind;
    jobs.limit(&one, kind, Some(2)).await.expect("raised");
    assert_eq!(claimed().await, [one]);
    jobs.limit(&one, kind, None).await.expect("lifted");
    assert_eq!(claimed().await, [one]);
    assert!(claimed().await.is_empty(), "the other's limit stands");
}

crate::server::testing::on_postgres_too!(
    a_changed_limit_holds_for_what_still_waits_and_for_nobody_else,
    limits_of_an_account_and_of_a_lane_keep_jobs_waiting_and_nobody_else,
    enqueueing_twice_is_enqueueing_once,
    no_job_is_given_to_two_workers,
    a_lapsed_lease_is_taken_over_and_the_first_worker_hears_of_it,
    cancelling_ends_a_waiting_job_and_asks_a_running_one,
    an_account_with_nothing_running_goes_before_one_that_has,
    claims_at_once_are_as_fair_as_one_after_the_other,
);
