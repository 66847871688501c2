//! The questions, as both databases understand them.

use super::{BooksStore, Broken, Promise};
use crate::server::database::{Backend, Columns, Database, query};
use async_trait::async_trait;

/// What only one of the databases can say: each looks into JSON in its own way.
pub trait Words: Backend {
    /// The question of [`Promise::PurchasesAreGranted`].
    const PURCHASES_ARE_GRANTED: &'static str;
}

/// The questions, on the shared database.
pub struct SqlBooks<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlBooks<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

/// Each answers account, subject, expected and found; `$1` is when things had to be settled. Times of accounts run ahead
/// of the wall clock in demo mode, so what has to be old enough is judged by `clock_ahead` too.
const QUESTIONS: [(Promise, &str); 7] = [
    (
        Promise::HoldsHaveWork,
        "SELECT h.account, 'hold ' || h.id AS subject, CAST(0 AS BIGINT) AS expected, h.held AS found FROM credits_hold AS h \
         JOIN animation AS a ON a.id = h.id JOIN account ON account.id = h.account \
         WHERE h.held > 0 AND h.at < $1 + account.clock_ahead \
         AND NOT EXISTS (SELECT 1 FROM take AS t WHERE t.animation = h.id AND t.origin <> 'free' AND t.state = 'open')",
    ),
    (
        Promise::TakesAreSettled,
        "SELECT h.account, 'hold ' || h.id AS subject, h.captured AS expected, CAST(COALESCE(SUM(t.taken), 0) AS BIGINT) AS found \
         FROM credits_hold AS h JOIN take AS t ON t.animation = h.id AND t.origin <> 'free' \
         WHERE t.ended_at IS NULL OR t.ended_at < $1 \
         GROUP BY h.account, h.id, h.captured, h.held, h.released \
         HAVING h.held = 0 AND (h.captured <> SUM(t.taken) OR h.released <> SUM(t.returned))",
    ),
    (
        Promise::TakesHaveVerdicts,
        "SELECT t.account, 'take ' || t.id AS subject, CAST(1 AS BIGINT) AS expected, CAST(0 AS BIGINT) AS found FROM take AS t \
         LEFT JOIN credits_verdict AS v ON v.account = t.account AND v.hold = t.animation AND v.take = t.id AND v.verdict = 'delivered' \
         WHERE t.origin <> 'free' AND t.state = 'delivered' AND t.late = 0 AND t.ended_at < $1 AND v.take IS NULL",
    ),
    (
        Promise::PeriodsAreGranted,
        "SELECT s.account, 'period ' || p.number || ' of ' || p.subscription AS subject, p.download + p.ai AS expected, \
         COALESCE((SELECT CAST(SUM(l.granted) AS BIGINT) FROM credits_lot AS l WHERE l.account = s.account AND \
         (l.source = 'subscription:' || p.subscription || ':period:' || p.number \
         OR l.source LIKE 'subscription:' || p.subscription || ':period:' || p.number || ':upgrade:%')), 0) AS found \
         FROM period AS p JOIN subscription AS s ON s.id = p.subscription JOIN account ON account.id = s.account \
         WHERE p.granted_at < $1 + account.clock_ahead AND p.download + p.ai <> COALESCE((SELECT SUM(l.granted) FROM credits_lot AS l \
         WHERE l.account = s.account AND (l.source = 'subscription:' || p.subscription || ':period:' || p.number \
         OR l.source LIKE 'subscription:' || p.subscription || ':period:' || p.number || ':upgrade:%')), 0)",
    ),
    (
        Promise::GrantsHavePeriods,
        "SELECT l.account, l.wallet || ' ' || l.source AS subject, CAST(0 AS BIGINT) AS expected, l.granted AS found FROM credits_lot AS l \
         JOIN account ON account.id = l.account \
         WHERE l.origin = 'plan' AND l.source LIKE 'subscription:%' AND l.created_at < $1 + account.clock_ahead \
         AND NOT EXISTS (SELECT 1 FROM period AS p WHERE l.source = 'subscription:' || p.subscription || ':period:' || p.number)",
    ),
    (
        Promise::DownloadsHaveRights,
        "SELECT c.account, 'version ' || v.hash AS subject, CAST(1 AS BIGINT) AS expected, CAST(0 AS BIGINT) AS found FROM clip_version AS v \
         JOIN clip AS c ON c.id = v.clip LEFT JOIN credits_right AS r ON r.account = c.account AND r.version = v.hash \
         WHERE v.number IS NOT NULL AND v.asked_at < $1 AND r.version IS NULL",
    ),
    (
        Promise::ReversalsAreBooked,
        "SELECT i.account, 'invoice ' || i.number AS subject, i.reversals AS expected, i.reversals_booked AS found FROM invoice AS i \
         JOIN account ON account.id = i.account JOIN reversal AS r ON r.invoice = i.id \
         WHERE i.reversals_booked < i.reversals GROUP BY i.account, i.number, i.reversals, i.reversals_booked, account.clock_ahead \
         HAVING MAX(r.at) < $1 + account.clock_ahead",
    ),
];

#[async_trait]
impl<B: Words> BooksStore for SqlBooks<B> {
    async fn broken(&self, settled_before_ms: i64) -> Result<Vec<(Promise, Broken)>, sqlx::Error> {
        let asked = QUESTIONS
            .into_iter()
            .chain([(Promise::PurchasesAreGranted, B::PURCHASES_ARE_GRANTED)]);
        let mut all = Vec::new();
        for (promise, question) in asked {
            let rows = query::<B>(question)
                .bind(settled_before_ms)
                .fetch_all(&self.database.readers)
                .await?;
            for row in &rows {
                all.push((promise, broken(row)?));
            }
        }
        Ok(all)
    }
}

fn broken(row: &impl Columns) -> Result<Broken, sqlx::Error> {
    Ok(Broken {
        account: row.get("account")?,
        subject: row.get("subject")?,
        expected: row.get("expected")?,
        found: row.get("found")?,
    })
}
