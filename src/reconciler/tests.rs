//! Each promise is broken once behind the stores' backs, and the reconciler has to say which.

use super::store::Promise;
use super::{Report, reconcile};
use crate::accounts::Account;
use crate::billing::logic::{buy_bundle, catch_up, subscribe, upgrade};
use crate::billing::rules::{Interval, PlanKey};
use crate::server::state::wall_clock_ms;
use crate::server::testing::TestApp;
use ::credits::{
    Command, Credits, Entitlement, HoldId, IdempotencyKey, Note, Reason, Request, Verdict,
    VersionHash, Wallet,
};
use std::collections::BTreeSet;
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

struct Books {
    test: TestApp,
    account: Account,
}

impl Books {
    /// An account with a plan, an upgrade, a bundle, a settled order and a download, all true.
    async fn sound() -> Self {
        let test = TestApp::start().await;
        let account = test.account().await;
        let books = Self { test, account };
        let (app, account) = (&books.test.app, &books.account);
        let starter = PlanKey::new("starter");
        subscribe(app, account, starter, Interval::Month, 1_900)
            .await
            .expect("subscribed");
        upgrade(app, account, PlanKey::new("pro"), 3_000)
            .await
            .expect("upgraded");
        buy_bundle(app, account, Credits::new(150), 1_500, Uuid::new_v4())
            .await
            .expect("bought");
        books.order().await;
        books.download().await;
        books
    }

    async fn apply(&self, name: &str, command: Command) {
        let request = Request {
            account: self.account.id,
            key: IdempotencyKey::new(name).expect("a key"),
            fingerprint: name.to_owned(),
            at: self.account.now(),
            command,
            note: Note::new(Reason::Lab, name, ""),
        };
        let outcome = self.test.app.ledger.apply(request).await;
        outcome.expect("answered");
    }

    async fn run(&self, sql: &'static str) {
        self.test.app.database.run(sql).await.expect(sql);
    }

    /// Puts ten credits on hold for one take.
    async fn hold(&self, name: &str, number: u128) -> HoldId {
        let hold = HoldId::new(Uuid::from_u128(number));
        let command = Command::Hold {
            wallet: Wallet::Ai,
            hold,
            amount: Credits::new(10),
            ordered: 1,
            outbox: None,
        };
        self.apply(name, command).await;
        hold
    }

    /// An order of one take that was delivered.
    async fn order(&self) {
        let hold = self.hold("hold", 7).await;
        let order = "INSERT INTO animation (id, account, scene, root, duration, resolution, count, price_list, total, title, snapshot, created_at) \
             SELECT id, account, 's', id, 's5', 'p720', 'one', 1, 10, 't', '{}', at FROM credits_hold";
        self.run(order).await;
        self.run(
            "INSERT INTO take (id, account, animation, root, number, origin, seed, state, video, taken, created_at, ended_at) \
             SELECT 'take', account, id, id, 1, 'ordered', 1, 'delivered', 'key', 10, at, at FROM credits_hold",
        )
        .await;
        self.apply(
            "verdict",
            Command::Verdict {
                hold,
                take: "take".to_owned(),
                verdict: Verdict::Delivered,
            },
        )
        .await;
    }

    async fn download(&self) {
        let version = VersionHash::new("a".repeat(64)).expect("a hash");
        self.apply(
            "download",
            Command::Download {
                version,
                shown_price: Credits::new(1),
                entitlement: Entitlement::Unlimited,
            },
        )
        .await;
        self.run(
            "INSERT INTO clip (id, account, template, title, inputs, created_at, updated_at) \
             SELECT 'clip', id, 'step-out', 't', '{}', 0, 0 FROM account",
        )
        .await;
        self.run(
            "INSERT INTO clip_version (clip, hash, inputs, number, asked_at) SELECT 'clip', version, '{}', 1, 0 FROM credits_right",
        )
        .await;
    }

    /// Looks from tomorrow, when everything has had its time.
    async fn reconciled(&self) -> Report {
        reconcile(&self.test.app, wall_clock_ms() + DAY_MS)
            .await
            .expect("reconciled")
    }
}

#[tokio::test]
async fn sound_books_break_no_promise() {
    let books = Books::sound().await;
    assert_eq!(books.reconciled().await.findings, []);
    let last = books.test.app.last_report.get().expect("a report");
    assert!(last.findings.is_empty());
    catch_up(&books.test.app, &books.account)
        .await
        .expect("caught up");
    assert_eq!(books.reconciled().await.findings, []);
}

#[tokio::test]
async fn every_broken_promise_is_found_and_named() {
    let breaks = [
        (Promise::TakesAreSettled, "UPDATE take SET taken = 9"),
        (
            Promise::TakesHaveVerdicts,
            "UPDATE take SET id = 'another' WHERE id = 'take'",
        ),
        (
            Promise::PurchasesAreGranted,
            "UPDATE invoice SET purpose = replace(purpose, '150', '151') WHERE purpose LIKE '%bundle%'",
        ),
        (Promise::PeriodsAreGranted, "UPDATE period SET ai = ai + 1"),
        (Promise::GrantsHavePeriods, "DELETE FROM period"),
        (
            Promise::DownloadsHaveRights,
            "UPDATE clip_version SET hash = 'b'",
        ),
        (
            Promise::ReversalsAreBooked,
            "INSERT INTO reversal SELECT 'r', id, 'refund', 1, 'kept', 0 FROM invoice WHERE number = 1",
        ),
    ];
    for (promise, sql) in breaks {
        let books = Books::sound().await;
        books.run(sql).await;
        if promise == Promise::ReversalsAreBooked {
            books
                .run("UPDATE invoice SET reversals = 1 WHERE number = 1")
                .await;
        }
        let findings = books.reconciled().await.findings;
        let names: BTreeSet<_> = findings.iter().map(|finding| finding.check).collect();
        assert_eq!(
            names,
            BTreeSet::from([promise.name()]),
            "{sql}: {findings:?}"
        );
        assert_eq!(findings[0].account, books.account.id.to_string());
    }
}

#[tokio::test]
async fn a_hold_that_nobody_works_for_is_found_once_it_is_old() {
    let books = Books::sound().await;
    books.hold("forgotten", 8).await;
    books
        .run(
            "INSERT INTO animation (id, account, scene, root, duration, resolution, count, price_list, total, title, snapshot, created_at) \
             SELECT id, account, 's', id, 's5', 'p720', 'one', 1, 10, 't', '{}', at FROM credits_hold WHERE held > 0",
        )
        .await;
    let young = reconcile(&books.test.app, wall_clock_ms()).await;
    assert_eq!(young.expect("reconciled").findings, []);
    let findings = books.reconciled().await.findings;
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].check, findings[0].found),
        (Promise::HoldsHaveWork.name(), 10)
    );
}

crate::server::testing::on_postgres_too!(
    sound_books_break_no_promise,
    every_broken_promise_is_found_and_named,
    a_hold_that_nobody_works_for_is_found_once_it_is_old,
);
