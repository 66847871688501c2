//! What the store of faults promises, on each database.

use super::FaultChange;
use crate::faults::{Faults, ProviderFault, RenderFault};
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
        offline: true,
    };
    let stored = test.app.faults.get(&account).await;
    assert_eq!(stored.expect("readable"), faults);
    let cleared = change(r#"{"render": null, "offline": null}"#);
    let after = test.app.faults.change(&account, cleared).await;
    (faults.render, faults.offline) = (None, false);
    assert_eq!(after.expect("changed"), faults);
    let stored = test.app.faults.get(&AccountId::random()).await;
    assert_eq!(stored.expect("readable"), Faults::default());
}

on_postgres_too!(changes_made_at_once_all_count_and_null_clears);
