//! That no query costs more the longer the history is.

use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{AssertSqlSafe, Row, SqlitePool};

use super::{connect_options, course, load, migrate, statement_query};
use crate::{AccountId, EntryId, Reason, StatementQuery, Timestamp, Wallet};

async fn empty_database() -> SqlitePool {
    let options = connect_options(":memory:");
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await;
    let pool = pool.expect("opens");
    migrate(&pool).await.expect("migrates");
    pool
}

/// How SQLite would find the rows.
async fn query_plan(pool: &SqlitePool, sql: &str) -> String {
    let explain = format!("EXPLAIN QUERY PLAN {sql}");
    let rows = sqlx::query(AssertSqlSafe(explain))
        .fetch_all(pool)
        .await
        .expect("explains");
    rows.iter()
        .map(|row| row.get::<String, _>("detail"))
        .collect::<Vec<_>>()
        .join("; ")
}

#[tokio::test]
async fn every_query_finds_its_index() {
    let pool = empty_database().await;
    for sql in load::STATEMENTS {
        let plan = query_plan(&pool, sql).await;
        // The few price lists are read whole, and nothing else.
        let reads_whole =
            |step: &&str| step.starts_with("SCAN") && !step.starts_with("SCAN credits_price_list");
        assert_eq!(plan.split("; ").find(reads_whole), None, "{plan}\n{sql}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}\n{sql}");
    }
    let lots = query_plan(&pool, load::OPEN_LOTS).await;
    assert!(
        lots.contains("credits_lot_open"),
        "exhausted lots are read too: {lots}"
    );
    let last = query_plan(&pool, load::LAST_ENTRY).await;
    assert!(last.contains("credits_entry_account"), "{last}");
    let reasons = query_plan(&pool, course::REASONS).await;
    let looks = reasons.matches("credits_entry_reason (account=?").count();
    assert_eq!(looks, 2, "entries are read, too: {reasons}");
}

#[tokio::test]
async fn every_filter_of_the_statement_reads_its_page_in_order() {
    let pool = empty_database().await;
    let account = AccountId::random();
    for bits in 0u8..32 {
        let on = |bit: u8| bits & (1 << bit) != 0;
        let query = StatementQuery {
            wallet: on(0).then_some(Wallet::Ai),
            reason: on(1).then_some(Reason::Download),
            from: on(2).then_some(Timestamp::from_ms(1)),
            to: on(3).then_some(Timestamp::from_ms(2)),
            before: on(4).then_some(EntryId::new(3)),
            limit: 20,
        };
        let plan = query_plan(&pool, statement_query(&account, &query).sql().as_str()).await;
        assert!(
            plan.contains("USING INDEX credits_entry_"),
            "{plan} for {query:?}"
        );
        assert!(!plan.contains("TEMP B-TREE"), "{plan} for {query:?}");
    }
}
