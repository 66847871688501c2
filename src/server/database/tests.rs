//! What holds of both databases together.

use super::{Columns, Database, query};
use crate::server::testing::{self, TestApp, on_postgres_too};
use sqlx::{Postgres, Sqlite};
use std::collections::BTreeSet;
use throwaway_postgres::Cluster;

/// Every table with its columns, and whether they may be empty.
type Shape = BTreeSet<(String, String, bool)>;

async fn sqlite_shape() -> Shape {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("shape.db");
    let database = Database::<Sqlite>::open(&path).await.expect("opens");
    let rows = query::<Sqlite>(
        "SELECT t.name AS table_name, c.name AS column_name, c.\"notnull\" AS needed FROM sqlite_schema AS t \
         JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'",
    )
    .fetch_all(&database.readers)
    .await;
    rows.expect("answers").iter().map(column).collect()
}

async fn postgres_shape() -> Shape {
    let url = Cluster::shared().create("shape", None);
    let url = url.expect("makes a database");
    let database = Database::<Postgres>::connect(&url).await.expect("opens");
    let rows = query::<Postgres>(
        "SELECT table_name::text AS table_name, column_name::text AS column_name, \
         CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END::bigint AS needed \
         FROM information_schema.columns WHERE table_schema = 'public'",
    )
    .fetch_all(&database.readers)
    .await;
    rows.expect("answers").iter().map(column).collect()
}

fn column(row: &impl Columns) -> (String, String, bool) {
    (
        row.get("table_name").expect("a name"),
        row.get("column_name").expect("a name"),
        row.is_set("needed").expect("0 or 1"),
    )
}

/// What only the tools of one of the databases keep, and what the two cannot say alike.
fn comparable(shape: Shape) -> Shape {
    shape
        .into_iter()
        .filter(|(table, _, _)| !table.ends_with("_migrations"))
        .map(|(table, column, needed)| {
            // SQLite does not say of a key that is a whole number that it is never empty.
            let is_key = ["id", "number", "version"].contains(&column.as_str());
            (table, column, needed || is_key)
        })
        .collect()
}

#[tokio::test]
async fn both_have_the_same_tables_and_columns() {
    let (sqlite, postgres) = (sqlite_shape().await, postgres_shape().await);
    let (sqlite, postgres) = (comparable(sqlite), comparable(postgres));
    let only = |one: &Shape, other: &Shape| one.difference(other).cloned().collect::<Vec<_>>();
    assert_eq!(only(&sqlite, &postgres), [], "only in SQLite");
    assert_eq!(only(&postgres, &sqlite), [], "only in PostgreSQL");
}

#[tokio::test]
async fn which_database_is_this() {
    let test = TestApp::start().await;
    let only_postgresql = test.app.database.run("SELECT pg_backend_pid()").await;
    assert_eq!(only_postgresql.is_ok(), testing::wants_postgres());
}

#[tokio::test]
async fn a_database_that_is_up_to_date_opens_again() {
    let url = Cluster::shared().create("again", None);
    let url = url.expect("makes a database");
    for _ in 0..2 {
        Database::<Postgres>::connect(&url).await.expect("opens");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_processes_may_bring_one_database_up_to_date() {
    let url = Cluster::shared().create("together", None);
    let url = url.expect("makes a database");
    let opening = (0..4).map(|_| {
        let url = url.clone();
        tokio::spawn(async move { Database::<Postgres>::connect(&url).await.map(drop) })
    });
    for opened in futures::future::join_all(opening).await {
        opened.expect("no panic").expect("opens");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_sentence() {
    let url = "postgres://nobody@127.0.0.1:1/nothing?sslmode=disable";
    let problem = Database::<Postgres>::connect(url).await.err();
    let problem = problem.expect("nobody listens there").to_string();
    assert!(
        problem.starts_with("the database cannot be opened") && problem.contains("refused"),
        "{problem}"
    );
}

on_postgres_too!(which_database_is_this);
