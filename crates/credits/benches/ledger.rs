//! How quick the wallets are, as ratios of figures taken in one run on one machine: `make bench`.
//!
//! The absolute numbers are those of the disk; the ratios are what the stores themselves answer for.

#[path = "../tests/support/mod.rs"]
mod support;

use std::io::Write;
use std::process::Command as Process;
use std::sync::Arc;
use std::time::{Duration, Instant};

use credits::store::{self, PostgresLedger};
use credits::*;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use support::*;
use throwaway_postgres::{Cluster, Disk};

const CLIENTS: usize = 64;
const PG_CLIENTS: usize = 16;
const ACCOUNTS: usize = 1_000;
const SPAN: Duration = Duration::from_secs(6);
/// What a run on a slower disk is asked for.
const SHARED_COMMITS: &str = "shared-commits";
const LONG: i64 = 1_000_000;

#[tokio::main]
async fn main() {
    println!(
        "Wallets, {} cores\n",
        std::thread::available_parallelism().map_or(1, usize::from)
    );
    let only = std::env::args().nth(1).unwrap_or_default();
    if only == SHARED_COMMITS {
        let (bench, accounts) = funded_books().await;
        return shared_commits(&bench.ledger, &accounts).await;
    }
    if only != "postgres" {
        sqlite_rates().await;
        slow_disks();
    }
    if only != "sqlite" {
        postgres_rates().await;
    }
}

/// The same on disks on which a durable write takes longer, by a library that is loaded before all others
/// (`slow_disk.c`, compiled by `scripts/bench`).
fn slow_disks() {
    let Ok(library) = std::env::var("SLOW_DISK") else {
        return println!("  (no slower disks: scripts/bench has them)");
    };
    let program = std::env::current_exe().expect("this program");
    for micros in [1_000, 4_000] {
        println!("As if a durable write took {} ms longer", micros / 1_000);
        let ended = Process::new(&program)
            .arg(SHARED_COMMITS)
            .env("LD_PRELOAD", &library)
            .env("SLOW_DISK_US", micros.to_string())
            .status();
        assert!(ended.is_ok_and(|status| status.success()), "it failed");
    }
}

/// An account with plenty of credits.
async fn funded(ledger: &Arc<dyn Ledger>, name: &str) -> AccountId {
    let account = AccountId::random();
    let grant = grant_of(Origin::Bundle, Wallet::Ai, 1_000_000_000, name, None);
    applied(apply(ledger, ask(account, name, grant)).await);
    account
}

fn debit(account: AccountId, name: String) -> Request {
    let command = Command::Debit {
        wallet: Wallet::Ai,
        amount: credits(1),
    };
    ask(account, &name, command)
}

/// Debits a second by so many clients, each of which sends the next when the last is answered.
async fn rate(ledger: &Arc<dyn Ledger>, accounts: &[AccountId], clients: usize, run: &str) -> f64 {
    let until = Instant::now() + SPAN;
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let (ledger, run) = (ledger.clone(), run.to_owned());
            let accounts = accounts.to_vec();
            tokio::spawn(async move {
                let mut done = 0usize;
                while Instant::now() < until {
                    let account = accounts[(client + done * 7_919) % accounts.len()];
                    applied(apply(&ledger, debit(account, format!("{run}-{client}-{done}"))).await);
                    done += 1;
                }
                done
            })
        })
        .collect();
    let started = Instant::now();
    let mut done = 0;
    for task in tasks {
        done += task.await.expect("a client ends");
    }
    done as f64 / started.elapsed().as_secs_f64()
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1_000.0
}

async fn funded_books() -> (Bench, Vec<AccountId>) {
    let bench = sqlite().await;
    let mut accounts = Vec::new();
    for n in 0..ACCOUNTS {
        accounts.push(funded(&bench.ledger, &format!("f{n}")).await);
    }
    (bench, accounts)
}

async fn shared_commits(ledger: &Arc<dyn Ledger>, accounts: &[AccountId]) {
    // One client waits for each commit of its own: the rate of one commit per operation.
    let single = rate(ledger, accounts, 1, "single").await;
    let many = rate(ledger, accounts, CLIENTS, "many").await;
    println!("SQLite, synchronous = FULL");
    println!("  one commit per debit           {single:>10.0} debits/s");
    println!(
        "  {CLIENTS} clients, shared commits     {many:>10.0} debits/s   x {:.1} (wanted: 20)",
        many / single
    );
    for (name, size) in [("4 kB", 4 << 10), ("1 MB", 1 << 20)] {
        let alone = disk_alone(size);
        println!("  the disk alone, {name} durable   {alone:>10.3} ms");
    }
}

async fn sqlite_rates() {
    let (bench, accounts) = funded_books().await;
    let pool = bench.writer.clone().expect("a database");
    shared_commits(&bench.ledger, &accounts).await;
    let (ours, bare) = single_client(&bench.ledger, &pool, &accounts).await;
    println!("  one client, median             {ours:>10.3} ms");
    println!(
        "  bare statements, median        {bare:>10.3} ms         x {:.2} (wanted: at most 1.10)",
        ours / bare
    );
    let short = accounts[0];
    let long = funded(&bench.ledger, "long").await;
    fill_sqlite(&pool, long).await;
    readings("SQLite", &bench.ledger, short, long).await;
}

/// How long the disk takes to keep so many bytes for good: a commit alone costs the first figure, one of 64 debits about
/// the second. How much sharing a commit can bring at most follows from the two.
fn disk_alone(size: usize) -> f64 {
    let mut file = tempfile::tempfile().expect("a file");
    let bytes = vec![7; size];
    let times = (0..60).map(|_| {
        let started = Instant::now();
        file.write_all(&bytes).expect("writes");
        file.sync_data().expect("keeps");
        started.elapsed()
    });
    median(times.collect())
}

/// One client's debit beside the same rows written by hand, turn by turn, so that both meet the same disk.
async fn single_client(
    ledger: &Arc<dyn Ledger>,
    pool: &SqlitePool,
    accounts: &[AccountId],
) -> (f64, f64) {
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for turn in 0..400 {
        let started = Instant::now();
        applied(apply(ledger, debit(accounts[turn], format!("turn-{turn}"))).await);
        ours.push(started.elapsed());
        let account = accounts[turn + 400].to_string();
        let started = Instant::now();
        by_hand(pool, &account, turn).await.expect("writes by hand");
        bare.push(started.elapsed());
    }
    (median(ours), median(bare))
}

async fn by_hand(pool: &SqlitePool, account: &str, turn: usize) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let (available, lot): (i64, String) = sqlx::query_as(
        "UPDATE credits_balance SET available = available - 1, version = version + 1 \
         WHERE account = ?1 AND wallet = 'ai' AND available >= 1 \
         RETURNING available, (SELECT id FROM credits_lot WHERE account = ?1 LIMIT 1)",
    )
    .bind(account)
    .fetch_one(&mut *transaction)
    .await?;
    sqlx::query("UPDATE credits_lot SET available = available - 1 WHERE account = ?1 AND id = ?2")
        .bind(account)
        .bind(&lot)
        .execute(&mut *transaction)
        .await?;
    sqlx::query(
        "INSERT INTO credits_entry (account, wallet, at, kind, from_account, to_account, amount, available_delta, \
         held_delta, available_after, held_after, reason, title, detail, request_key) \
         VALUES (?1, 'ai', 0, 'debit', 'available', 'revenue', 1, -1, 0, ?2, 0, 'lab', 'A test', 'By hand', ?3)",
    )
    .bind(account)
    .bind(available)
    .bind(format!("hand-{turn}"))
    .execute(&mut *transaction)
    .await?;
    sqlx::query("INSERT INTO credits_entry_lot VALUES (last_insert_rowid(), 0, ?1, ?2, -1, 0)")
        .bind(account)
        .bind(&lot)
        .execute(&mut *transaction)
        .await?;
    sqlx::query("INSERT INTO credits_request VALUES (?1, ?2, 'f', '{}', 0)")
        .bind(account)
        .bind(format!("hand-{turn}"))
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await
}

/// A long history behind one account, written past the ledger: only how long it takes to read counts here.
const HISTORY: &str = "INSERT INTO credits_entry (account, wallet, at, kind, from_account, to_account, amount, \
     available_delta, held_delta, available_after, held_after, reason, title, detail, request_key) \
     SELECT 'ACCOUNT', 'ai', n, 'debit', 'available', 'revenue', 1, -1, 0, 0, 0, \
     CASE n % 3 WHEN 0 THEN 'animation' ELSE 'regeneration' END, 'A video', 'It moved', 'h' || n FROM numbers";

async fn fill_sqlite(pool: &SqlitePool, account: AccountId) {
    let history = HISTORY.replace("ACCOUNT", &account.to_string());
    let sql = format!(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {LONG}) {history}"
    )
    .replace("INSERT INTO", "INSERT INTO ");
    let (with, insert) = sql.split_at(sql.find("INSERT INTO").expect("an insertion"));
    let (head, body) = insert.split_at(insert.find("SELECT").expect("a selection"));
    sqlx::query(AssertSqlSafe(format!("{head} {with} {body}")))
        .execute(pool)
        .await
        .expect("writes a long history");
}

/// A balance and a page of the statement, behind ten entries and behind a million.
async fn readings(name: &str, ledger: &Arc<dyn Ledger>, short: AccountId, long: AccountId) {
    let mut times: [Vec<Duration>; 4] = Default::default();
    for _ in 0..500 {
        for (slot, account) in [short, long].into_iter().enumerate() {
            let started = Instant::now();
            ledger.balances(&account).await.expect("answers");
            times[slot].push(started.elapsed());
            let query = StatementQuery {
                reason: Some(Reason::Animation),
                ..StatementQuery::newest(50)
            };
            let started = Instant::now();
            ledger.statement(&account, query).await.expect("answers");
            times[slot + 2].push(started.elapsed());
        }
    }
    let [few, many, few_page, many_page] = times.map(median);
    println!("  balance behind few entries     {few:>10.3} ms");
    println!(
        "  balance behind 1,000,000       {many:>10.3} ms         x {:.2} (wanted: 1)",
        many / few
    );
    println!("  page of 50 behind few          {few_page:>10.3} ms");
    println!("  page of 50 behind 1,000,000    {many_page:>10.3} ms   ({name})\n");
}

async fn postgres_rates() {
    let cluster = Cluster::start(Disk::Durable).expect("PostgreSQL starts");
    let url = cluster.create("bench", None).expect("makes a database");
    let pool = store::postgres::open(&url).await.expect("opens");
    store::postgres::migrate(&pool).await.expect("migrates");
    let ledger: Arc<dyn Ledger> = Arc::new(PostgresLedger::new(pool.clone()));
    let mut accounts = Vec::new();
    for n in 0..ACCOUNTS {
        accounts.push(funded(&ledger, &format!("f{n}")).await);
    }
    sqlx::raw_sql("CREATE TABLE bench_account AS SELECT account, row_number() OVER () AS n FROM credits_balance; \
                   CREATE UNIQUE INDEX ON bench_account (n); ANALYZE")
        .execute(&pool)
        .await
        .expect("numbers the accounts");
    // Each is measured twice, in turns, and the better run counts: a disk has moods.
    let (mut ours, mut bare) = (0f64, 0f64);
    for turn in 0..2 {
        ours = ours.max(rate(&ledger, &accounts, PG_CLIENTS, &format!("many{turn}")).await);
        bare = bare.max(pgbench(&cluster, turn));
    }
    println!("PostgreSQL, {PG_CLIENTS} clients, {ACCOUNTS} accounts");
    println!("  the ledger                     {ours:>10.0} debits/s");
    println!(
        "  pgbench, the same rows         {bare:>10.0} debits/s   x {:.2} (wanted: at least 0.8)",
        ours / bare
    );
    let long = funded(&ledger, "long").await;
    fill_postgres(&pool, long).await;
    readings("PostgreSQL", &ledger, accounts[0], long).await;
}

async fn fill_postgres(pool: &PgPool, account: AccountId) {
    let history = HISTORY
        .replace("ACCOUNT", &account.to_string())
        .replace("numbers", &format!("generate_series(1, {LONG}) AS n"));
    for sql in [history.as_str(), "ANALYZE credits_entry"] {
        sqlx::query(AssertSqlSafe(sql.to_owned()))
            .execute(pool)
            .await
            .expect("writes a long history");
    }
}

/// The same reads and writes as a debit, as bare SQL with prepared statements.
fn pgbench(cluster: &Cluster, turn: u32) -> f64 {
    let script = format!(
        r"\set n random(1, {ACCOUNTS})
BEGIN;
SELECT account FROM bench_account WHERE n = :n \gset
SELECT available, held, version FROM credits_balance WHERE account = :account AND wallet = 'ai' FOR UPDATE;
SELECT fingerprint, outcome FROM credits_request WHERE account = :account AND key = 'bench-{turn}';
SELECT at FROM credits_entry WHERE account = :account ORDER BY id DESC LIMIT 1;
SELECT id AS lot, available AS remains FROM credits_lot WHERE account = :account AND wallet = 'ai' AND available + held > 0 LIMIT 1 \gset
UPDATE credits_balance SET available = available - 1, version = version + 1 WHERE account = :account AND wallet = 'ai' AND available >= 1;
UPDATE credits_lot SET available = available - 1 WHERE account = :account AND id = :lot;
INSERT INTO credits_entry (account, wallet, at, kind, from_account, to_account, amount, available_delta, held_delta, available_after, held_after, reason, title, detail, request_key) VALUES (:account, 'ai', 0, 'debit', 'available', 'revenue', 1, -1, 0, :remains::bigint - 1, 0, 'lab', 'A test', 'It moves credits.', 'x') RETURNING id AS entry \gset
INSERT INTO credits_entry_lot VALUES (:entry, 0, :account, :lot, -1, 0);
INSERT INTO credits_request VALUES (:account, gen_random_uuid()::text, 'body', '{{}}', 0);
COMMIT;
"
    );
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(script.as_bytes())
        .expect("writes the script");
    let run = Process::new(throwaway_postgres::program("pgbench").expect("pgbench is installed"))
        .args([
            "-n",
            "-M",
            "prepared",
            "-c",
            &PG_CLIENTS.to_string(),
            "-j",
            "2",
            "-T",
        ])
        .arg(SPAN.as_secs().to_string())
        .arg("-f")
        .arg(file.path())
        .arg(cluster.url("bench"))
        .output()
        .expect("pgbench runs");
    let text = String::from_utf8_lossy(&run.stdout);
    let tps = text
        .lines()
        .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    tps.unwrap_or_else(|| {
        panic!(
            "pgbench answers no rate: {text}{}",
            String::from_utf8_lossy(&run.stderr)
        )
    })
}
