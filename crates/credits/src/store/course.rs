//! The questions that a wallet's course is read by, in SQL that SQLite and PostgreSQL both read.
//!
//! Time never runs back within an account, so a moment is the id of the first entry at or after it, and what lies outside
//! of two moments is not read.

/// What was available right before the moment `m.at`; `$1` is the account, `$2` the wallet.
macro_rules! available_before {
    ($moments:literal) => {
        concat!(
            "SELECT COALESCE((SELECT available_after FROM credits_entry WHERE account = $1 AND wallet = $2 AND id < COALESCE( \
             (SELECT id FROM credits_entry WHERE account = $1 AND at >= m.at ORDER BY at, id LIMIT 1), 9223372036854775807) \
             ORDER BY id DESC LIMIT 1), 0) FROM ",
            $moments,
            " ORDER BY m.n"
        )
    };
}
pub(super) use available_before;

/// Account, wallet and two moments; answers how much was spent between them, as [`crate::Entry::used`] has it.
pub(super) const USED_BETWEEN: &str = "SELECT CAST(COALESCE(SUM( \
     CASE kind WHEN 'capture' THEN -held_delta ELSE -available_delta END), 0) AS BIGINT) FROM credits_entry \
     WHERE account = $1 AND wallet = $2 AND (kind = 'capture' OR kind = 'debit' AND reason NOT IN ('refund', 'dispute', 'debt')) \
     AND id >= (SELECT id FROM credits_entry WHERE account = $1 AND at >= $3 ORDER BY at, id LIMIT 1) \
     AND id < COALESCE( \
     (SELECT id FROM credits_entry WHERE account = $1 AND at >= $4 ORDER BY at, id LIMIT 1), 9223372036854775807)";
