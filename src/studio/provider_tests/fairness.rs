//! Many orders at once: all end, and no account waits while another has two videos being made. `STUDIO_ORDERS` says how
//! many, and `STUDIO_DRAWN` has each video really drawn, which takes seconds; `make soak` asks for 200 of either.

use super::stage::{LONG, PACE, Stage, video};
use crate::accounts::Account;
use crate::studio::logic::resume;
use crate::studio::providers::{Draw, Embedded, Made, ProviderSettings, TakeRequest, embedded};
use crate::studio::store::TakeEnd;
use crate::work::{JobId, JobKind};
use ::credits::{AccountId, VideoCount};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// How many orders each account places.
const EACH: usize = 4;

/// What was seen of one take.
#[derive(Debug, Clone, Copy)]
enum Seen {
    Begun(Uuid),
    Ended(Uuid),
}

fn watched(log: Arc<Mutex<Vec<Seen>>>) -> Draw {
    let drawn = std::env::var_os("STUDIO_DRAWN").is_some();
    Arc::new(move |request, control| {
        let note = |seen| log.lock().expect("a log").push(seen);
        note(Seen::Begun(request.take));
        let made = if drawn {
            embedded::draw(request, control)
        } else {
            Ok(looked_at(request))
        };
        note(Seen::Ended(request.take));
        made
    })
}

/// A ready video, after some time, so that others could be begun meanwhile.
fn looked_at(request: &TakeRequest) -> Made {
    let made = video().clone();
    let _looked = engine::video::verify(
        &made.mp4,
        &engine::video::Expected {
            size: request.size,
            frames: request.frames,
        },
    );
    made
}

/// At each beginning: whoever has two running now does not keep an account waiting that has none.
fn assert_fair(log: &[Seen], owners: &HashMap<Uuid, AccountId>) {
    let (mut running, mut waiting) = (Vec::new(), owners.clone());
    for seen in log {
        match seen {
            Seen::Ended(take) => running.retain(|one| one != take),
            Seen::Begun(take) => {
                waiting.remove(take);
                running.push(*take);
                let of: Vec<AccountId> = running.iter().map(|one| owners[one]).collect();
                let busy: HashSet<AccountId> = of.iter().copied().collect();
                if busy.len() < of.len() {
                    let idle = waiting.values().find(|account| !busy.contains(account));
                    assert_eq!(idle, None, "somebody waits while another has two");
                }
            }
        }
    }
}

/// The most memory this process ever had, in MB, where the system tells.
fn most_memory_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kb: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kb / 1_024)
}

#[tokio::test(flavor = "multi_thread")]
async fn many_orders_at_once_all_end_and_nobody_is_kept_waiting() {
    let orders: usize = std::env::var("STUDIO_ORDERS")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(24);
    let log = Arc::new(Mutex::new(Vec::new()));
    let embedded = Embedded::drawing(watched(Arc::clone(&log)), LONG, PACE);
    let mut stage = Stage::with(ProviderSettings {
        embedded: Some(Arc::new(embedded)),
        ..ProviderSettings::default()
    })
    .await;
    let mut accounts: Vec<Account> = Vec::new();
    let mut owners = HashMap::new();
    for number in 0..orders.div_ceil(EACH) {
        if number > 0 {
            stage.become_another().await;
        }
        for _ in 0..EACH {
            let animation = stage.order("embedded", VideoCount::One).await;
            let takes = stage.takes(animation).await;
            owners.extend(takes.into_iter().map(|take| (take.id, take.account)));
        }
        accounts.push(stage.account.clone());
    }
    stage.work().await;
    assert_fair(&log.lock().expect("a log"), &owners);
    for take in owners.keys() {
        let take = stage.app().studio.take_of_job(*take).await;
        let take = take.expect("readable").expect("there");
        assert_eq!((take.state, take.taken.get()), (TakeEnd::Delivered, 10));
    }
    for account in accounts {
        stage.account = account;
        stage.assert_settled().await;
    }
    println!(
        "{} orders, at most {} MB",
        owners.len(),
        most_memory_mb().unwrap_or_default()
    );
}

#[tokio::test]
async fn what_waits_follows_the_plan_that_the_account_has_now() {
    let stage = Stage::with(ProviderSettings::default()).await;
    let animation = stage.order("embedded", VideoCount::Two).await;
    let (jobs, account) = (&stage.app().jobs, &stage.account.id);
    // As a plan left behind that made one video at once; this account has none, and so no limit.
    jobs.limit(account, JobKind::Take, Some(1))
        .await
        .expect("limited");
    let limit_of_a_take = async || {
        let takes = stage.takes(animation).await;
        let place = jobs.place(JobId(takes[1].id)).await;
        place.expect("readable").own_limit
    };
    assert_eq!(limit_of_a_take().await, Some(1));
    resume(stage.app()).await.expect("resumed");
    assert_eq!(limit_of_a_take().await, None);
}
