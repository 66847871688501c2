//! What the store of files promises, on each database.

use super::{Export, ExportKind, Wanted};
use crate::media::MediaKey;
use crate::server::testing::{TestApp, on_postgres_too};
use ::credits::{AccountId, VersionHash};
use std::collections::BTreeSet;

fn wanted(account: AccountId) -> Wanted {
    Wanted {
        account,
        version: VersionHash::new("a".repeat(64)).expect("a hash"),
        kind: ExportKind::Gif,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_its_accounts_and_a_further_attempt_forgets_it() {
    let test = TestApp::start().await;
    let exports = &test.app.exports;
    let mine = wanted(AccountId::random());
    assert_eq!(exports.get(&mine).await.expect("readable"), None);
    assert_eq!(exports.next_attempt(&mine, 0).await.expect("begun"), 1);
    let key = MediaKey::stored("ab/abcd.gif".to_owned());
    exports.keep(&mine, &key, 12).await.expect("kept");
    let made = Export {
        kind: ExportKind::Gif,
        attempt: 1,
        file: Some((key, 12)),
    };
    assert_eq!(
        exports.get(&mine).await.expect("readable"),
        Some(made.clone())
    );
    let listed = exports.list(&mine.account, &mine.version).await;
    assert_eq!(listed.expect("readable"), [made]);
    let theirs = wanted(AccountId::random());
    assert_eq!(exports.get(&theirs).await.expect("readable"), None);
    let others = exports.list(&theirs.account, &mine.version).await;
    assert_eq!(others.expect("readable"), []);
    assert_eq!(exports.next_attempt(&mine, 1).await.expect("begun"), 2);
    let again = exports.get(&mine).await.expect("readable").expect("there");
    assert_eq!((again.attempt, again.file), (2, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_files_attempt_is_raised_by_one_however_many_saw_it_fail() {
    let test = TestApp::start().await;
    let mine = wanted(AccountId::random());
    let raising = (0..8).map(|_| {
        let (app, mine) = (test.app.clone(), mine.clone());
        tokio::spawn(async move { app.exports.next_attempt(&mine, 0).await })
    });
    let all = futures::future::join_all(raising).await;
    let stand: BTreeSet<u32> = all
        .into_iter()
        .map(|one| one.expect("no panic").expect("begun"))
        .collect();
    assert_eq!(stand, BTreeSet::from([1]));
}

on_postgres_too!(
    a_file_is_its_accounts_and_a_further_attempt_forgets_it,
    a_files_attempt_is_raised_by_one_however_many_saw_it_fail,
);
