//! The questions of a reconciliation, in SQL that SQLite and PostgreSQL both read.
//!
//! Each is one statement, so it sees the books as some commit left them. They read whole tables: this is work for once
//! an hour, beside writers that it does not stop.

use crate::{AccountId, Check, LedgerError, Mismatch};

/// No more of one kind are listed; where there are so many, their number is not what matters.
const MOST_OF_A_KIND: usize = 100;

/// How two figures are found that should be the same.
enum Question {
    /// Sums per account and subject: of what should be, and of what is.
    Sums(&'static str, &'static str),
    /// Rows that should not exist, each with what should be and what is.
    Rows(&'static str),
}

use Question::{Rows, Sums};

const QUESTIONS: [(Check, Question); 17] = [
    (
        Check::RunningBalance,
        Rows(
            "SELECT account, 'entry ' || CAST(id AS TEXT) AS subject, available + held AS expected, available_after + held_after AS found \
             FROM (SELECT account, id, available_after, held_after, CAST(SUM(available_delta) OVER w AS BIGINT) AS available, \
             CAST(SUM(held_delta) OVER w AS BIGINT) AS held FROM credits_entry WINDOW w AS (PARTITION BY account, wallet ORDER BY id)) AS e \
             WHERE available <> available_after OR held <> held_after",
        ),
    ),
    (
        Check::AvailableOfEntries,
        Sums(
            "SELECT account, wallet AS subject, available_delta AS amount FROM credits_entry",
            "SELECT account, wallet AS subject, available AS amount FROM credits_balance",
        ),
    ),
    (
        Check::HeldOfEntries,
        Sums(
            "SELECT account, wallet AS subject, held_delta AS amount FROM credits_entry",
            "SELECT account, wallet AS subject, held AS amount FROM credits_balance",
        ),
    ),
    (
        Check::AvailableOfLots,
        Sums(
            "SELECT account, wallet AS subject, available AS amount FROM credits_lot",
            "SELECT account, wallet AS subject, available AS amount FROM credits_balance",
        ),
    ),
    (
        Check::HeldOfLots,
        Sums(
            "SELECT account, wallet AS subject, held AS amount FROM credits_lot",
            "SELECT account, wallet AS subject, held AS amount FROM credits_balance",
        ),
    ),
    (
        Check::HeldOfHolds,
        Sums(
            "SELECT account, wallet AS subject, held AS amount FROM credits_hold",
            "SELECT account, wallet AS subject, held AS amount FROM credits_balance",
        ),
    ),
    (
        Check::SharesOfHold,
        Sums(
            "SELECT account, 'hold ' || hold AS subject, held AS amount FROM credits_hold_lot",
            "SELECT account, 'hold ' || id AS subject, held AS amount FROM credits_hold",
        ),
    ),
    (
        Check::EntriesOfHold,
        Sums(
            "SELECT account, 'hold ' || hold AS subject, held_delta AS amount FROM credits_entry WHERE hold IS NOT NULL",
            "SELECT account, 'hold ' || id AS subject, held AS amount FROM credits_hold",
        ),
    ),
    (
        Check::CapturedOfHold,
        Sums(
            "SELECT account, 'hold ' || hold AS subject, amount FROM credits_entry WHERE kind = 'capture'",
            "SELECT account, 'hold ' || id AS subject, captured AS amount FROM credits_hold",
        ),
    ),
    (
        Check::ReleasedOfHold,
        Sums(
            "SELECT account, 'hold ' || hold AS subject, amount FROM credits_entry WHERE kind = 'release'",
            "SELECT account, 'hold ' || id AS subject, released AS amount FROM credits_hold",
        ),
    ),
    (
        Check::PartsOfLot,
        Sums(
            "SELECT account, 'lot ' || lot AS subject, available_delta + held_delta AS amount FROM credits_entry_lot",
            "SELECT account, 'lot ' || id AS subject, available + held AS amount FROM credits_lot",
        ),
    ),
    (
        Check::GrantOfLot,
        Rows(
            "SELECT l.account, 'lot ' || l.id AS subject, COALESCE(p.available_delta, 0) AS expected, l.granted AS found FROM credits_lot AS l \
             LEFT JOIN credits_entry_lot AS p ON p.account = l.account AND p.lot = l.id AND p.entry = \
             (SELECT MIN(q.entry) FROM credits_entry_lot AS q WHERE q.account = l.account AND q.lot = l.id) \
             WHERE COALESCE(p.available_delta, 0) <> l.granted",
        ),
    ),
    (
        Check::PartsOfEntry,
        Sums(
            "SELECT account, 'entry ' || CAST(entry AS TEXT) AS subject, available_delta + 2 * held_delta AS amount FROM credits_entry_lot",
            "SELECT account, 'entry ' || CAST(id AS TEXT) AS subject, available_delta + 2 * held_delta AS amount FROM credits_entry",
        ),
    ),
    (
        Check::OwedOfDebts,
        Sums(
            "SELECT account, wallet AS subject, delta AS amount FROM credits_debt",
            "SELECT account, wallet AS subject, debt AS amount FROM credits_balance",
        ),
    ),
    (
        Check::NothingBesideDebt,
        Rows(
            "SELECT account, wallet AS subject, CAST(0 AS BIGINT) AS expected, available AS found FROM credits_balance \
             WHERE debt > 0 AND available > 0",
        ),
    ),
    (
        Check::RightsOfDownloads,
        Rows(
            "SELECT account, 'entry ' || CAST(entry AS TEXT) AS subject, CAST(1 AS BIGINT) AS expected, COUNT(*) AS found FROM credits_right \
             WHERE entry IS NOT NULL GROUP BY account, entry HAVING COUNT(*) > 1 \
             UNION ALL SELECT r.account, 'right ' || r.version, 1, 0 FROM credits_right AS r LEFT JOIN credits_entry AS e \
             ON e.id = r.entry AND e.account = r.account AND e.kind = 'debit' WHERE r.entry IS NOT NULL AND e.id IS NULL \
             UNION ALL SELECT e.account, 'entry ' || CAST(e.id AS TEXT), 1, 0 FROM credits_entry AS e LEFT JOIN credits_right AS r \
             ON r.entry = e.id AND r.account = e.account WHERE e.kind = 'debit' AND e.reason = 'download' AND r.entry IS NULL",
        ),
    ),
    (
        Check::NothingExpired,
        Rows(
            "SELECT account, 'lot ' || id AS subject, CAST(0 AS BIGINT) AS expected, available AS found FROM credits_lot \
             WHERE available > 0 AND expires_at IS NOT NULL AND expires_at < $1",
        ),
    ),
];

/// A statement to run. It answers account, subject, expected and found.
pub(super) struct Statement {
    pub check: Check,
    pub sql: String,
    /// Whether it wants to know before when lots have to have been swept.
    pub wants_time: bool,
}

/// Every statement of a reconciliation, in the order of [`Check`].
pub(super) fn statements() -> impl Iterator<Item = Statement> {
    QUESTIONS.iter().map(|(check, question)| {
        let rows = match question {
            Rows(rows) => (*rows).to_owned(),
            Sums(expected, found) => format!(
                "SELECT account, subject, CAST(SUM(expected) AS BIGINT) AS expected, CAST(SUM(found) AS BIGINT) AS found \
                 FROM (SELECT account, subject, amount AS expected, 0 AS found FROM ({expected}) AS e \
                 UNION ALL SELECT account, subject, 0 AS expected, amount AS found FROM ({found}) AS f) AS both_sides \
                 GROUP BY account, subject HAVING SUM(expected) <> SUM(found)"
            ),
        };
        Statement {
            check: *check,
            sql: format!("{rows} ORDER BY 1, 2 LIMIT {MOST_OF_A_KIND}"),
            wants_time: rows.contains("$1"),
        }
    })
}

/// What a row of a statement says.
pub(super) fn mismatch(
    check: Check,
    (account, subject, expected, found): (String, String, i64, i64),
) -> Result<Mismatch, LedgerError> {
    let account: AccountId = account.parse().map_err(|_| LedgerError::Corrupt)?;
    Ok(Mismatch {
        check,
        account,
        subject,
        expected,
        found,
    })
}
