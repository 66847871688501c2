//! The questions that a wallet's course and its statement's filters are read by, in SQL that SQLite and PostgreSQL both read.
//!
//! Time never runs back within an account, so a moment is the id of the first entry at or after it, and what lies outside
//! of two moments is not read.

use crate::Reason;

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

/// Account; answers each reason that an entry of it has, with a look into the index for each and none at the entries.
pub(super) const REASONS: &str = "WITH RECURSIVE found (reason) AS ( \
     SELECT (SELECT MIN(reason) FROM credits_entry WHERE account = $1) \
     UNION ALL \
     SELECT (SELECT MIN(e.reason) FROM credits_entry AS e WHERE e.account = $1 AND e.reason > found.reason) \
     FROM found WHERE found.reason IS NOT NULL) \
     SELECT reason FROM found WHERE reason IS NOT NULL";

/// The reasons that these words stand for, in their own order.
pub(super) fn reasons(words: &[String]) -> Vec<Reason> {
    let is_there = |reason: &&Reason| words.iter().any(|word| word == reason.as_str());
    Reason::ALL.iter().filter(is_there).copied().collect()
}
