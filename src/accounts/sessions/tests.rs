//! What a session promises, on each database.

use super::Sessions;
use crate::server::testing::{TestApp, on_postgres_too};
use std::collections::HashMap;
use time::{Duration, OffsetDateTime};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::SessionStore;

fn record(lasts: Duration) -> Record {
    Record {
        id: Id::default(),
        data: HashMap::from([("account".to_owned(), "somebody".into())]),
        // The database keeps whole seconds.
        expiry_date: (OffsetDateTime::now_utc() + lasts)
            .replace_nanosecond(0)
            .expect("a moment"),
    }
}

async fn loaded(sessions: &Sessions, record: &Record) -> Option<Record> {
    sessions.load(&record.id).await.expect("readable")
}

#[tokio::test]
async fn a_session_is_kept_changed_and_ended() {
    let test = TestApp::start().await;
    let sessions = &test.app.sessions;
    let mut mine = record(Duration::days(1));
    sessions.create(&mut mine).await.expect("kept");
    assert_eq!(loaded(sessions, &mine).await, Some(mine.clone()));
    mine.data.insert("next".to_owned(), "/clips".into());
    sessions.save(&mine).await.expect("changed");
    assert_eq!(loaded(sessions, &mine).await, Some(mine.clone()));
    sessions.delete(&mine.id).await.expect("ended");
    assert_eq!(loaded(sessions, &mine).await, None);
    // A request that was under way when it ended saves it once more.
    sessions.save(&mine).await.expect("answered");
    assert_eq!(loaded(sessions, &mine).await, None);
}

#[tokio::test]
async fn an_id_that_is_taken_is_never_written_over() {
    let test = TestApp::start().await;
    let sessions = &test.app.sessions;
    let mut theirs = record(Duration::days(1));
    sessions.create(&mut theirs).await.expect("kept");
    let mut mine = record(Duration::days(2));
    mine.id = theirs.id;
    sessions.create(&mut mine).await.expect("kept");
    assert_ne!(mine.id, theirs.id);
    assert_eq!(loaded(sessions, &theirs).await, Some(theirs));
    assert_eq!(loaded(sessions, &mine).await, Some(mine));
}

#[tokio::test]
async fn what_has_expired_is_not_found_and_goes_with_the_next_end() {
    let test = TestApp::start().await;
    let sessions = &test.app.sessions;
    let (mut old, mut mine) = (record(Duration::days(-1)), record(Duration::days(1)));
    sessions.create(&mut old).await.expect("kept");
    sessions.create(&mut mine).await.expect("kept");
    assert_eq!(loaded(sessions, &old).await, None);
    sessions.delete(&mine.id).await.expect("ended");
    let left = test.app.database.run("DELETE FROM session").await;
    assert_eq!(left.expect("answers"), 0);
}

on_postgres_too!(
    a_session_is_kept_changed_and_ended,
    an_id_that_is_taken_is_never_written_over,
    what_has_expired_is_not_found_and_goes_with_the_next_end,
);
