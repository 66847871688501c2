//! What the store of faults promises, on each database.

use super::FaultChange;
use crate::faults::{Faults, ProviderFault, RenderFault, StallPoint};
use crate::server::testing::{TestApp, on_postgres_too};
use ::credits::AccountId;

fn change(json: &str) -> FaultChange {
    serde_json::from_str(json).expect("a change")
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_made_at_once_all_count_and_null_clears() {
    let test = TestApp::start().await;
    let account = AccountId::random();
    let changes = [
        r#"{"latency_ms": 250}"#,
        r#"{"render": "stall"}"#,
        r#"{"provider": "partial"}"#,
        r#"{"stall_at": 75}"#,
        r#"{"frame_latency_ms": 250}"#,
        r#"{"fail_next": true}"#,
        r#"{"offline": true}"#,
    ];
    let making = changes.map(|json| {
        let app = test.app.clone();
        tokio::spawn(async move { app.faults.change(&account, change(json)).await })
    });
    for made in futures::future::join_all(making).await {
        made.expect("no panic").expect("changed");
    }
    let mut faults = Faults {
        latency_ms: 250,
        render: Some(RenderFault::Stall),
        provider: Some(ProviderFault::Partial),
        stall_at: StallPoint::try_from(75).expect("a percentage"),
        frame_latency_ms: 250,
        fail_next: true,
        offline: true,
    };
    let stored = test.app.faults.get(&account).await;
    assert_eq!(stored.expect("readable"), faults);
    let cleared = change(
        r#"{"render": null, "stall_at": null, "frame_latency_ms": null, "fail_next": null, "offline": null}"#,
    );
    let after = test.app.faults.change(&account, cleared).await;
    (faults.render, faults.offline) = (None, false);
    (faults.frame_latency_ms, faults.fail_next) = (0, false);
    faults.stall_at = StallPoint::default();
    assert_eq!(after.expect("changed"), faults);
    let stored = test.app.faults.get(&AccountId::random()).await;
    assert_eq!(stored.expect("readable"), Faults::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_failure_is_taken_once_however_many_ask() {
    let test = TestApp::start().await;
    let (account, other) = (AccountId::random(), AccountId::random());
    for account in [account, other] {
        let set = change(r#"{"latency_ms": 250, "fail_next": true}"#);
        let set = test.app.faults.change(&account, set).await;
        assert!(set.expect("changed").fail_next);
    }
    let asking = (0..8).map(|_| {
        let app = test.app.clone();
        tokio::spawn(async move { app.faults.take_failure(&account).await })
    });
    let mut taken = 0;
    for asked in futures::future::join_all(asking).await {
        taken += usize::from(asked.expect("no panic").expect("answered"));
    }
    assert_eq!(taken, 1);
    let after = test.app.faults.get(&account).await.expect("readable");
    assert_eq!((after.fail_next, after.latency_ms), (false, 250));
    let theirs = test.app.faults.take_failure(&other).await;
    assert!(theirs.expect("answered"), "another account's is its own");
}

#[test]
fn work_stalls_where_it_is_told_and_neither_at_its_beginning_nor_at_its_end() {
    for wrong in [
        r#"{"stall_at": 0}"#,
        r#"{"stall_at": 100}"#,
        r#"{"stall_at": -1}"#,
    ] {
        assert!(
            serde_json::from_str::<FaultChange>(wrong).is_err(),
            "{wrong}"
        );
    }
    let point = change(r#"{"stall_at": 75}"#).stall_at.flatten();
    assert_eq!(point.map(|point| point.of(150)), Some(112));
    assert_eq!(StallPoint::default().of(150), 60);
}

on_postgres_too!(
    changes_made_at_once_all_count_and_null_clears,
    one_failure_is_taken_once_however_many_ask,
);
