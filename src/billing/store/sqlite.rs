//! What billing has to say in SQLite's words.

use super::BillingWords;
use sqlx::Sqlite;

impl BillingWords for Sqlite {
    const UNFINISHED: &'static str = "SELECT * FROM invoice WHERE account = $1 \
         AND (state = 'open' OR (state = 'paid' AND fulfilled = 0)) AND purpose ->> 'for' <> 'period' ORDER BY number";

    const DUE_ACCOUNTS: &'static str = "SELECT account.id AS account FROM subscription JOIN account ON account.id = subscription.account \
         WHERE subscription.due_at IS NOT NULL AND subscription.due_at <= $1 + account.clock_ahead \
         UNION SELECT account.id FROM subscription JOIN account ON account.id = subscription.account \
         WHERE subscription.state <> 'ended' AND account.closed_at IS NOT NULL \
         UNION SELECT account FROM invoice WHERE (state = 'open' OR (state = 'paid' AND fulfilled = 0)) \
         AND purpose ->> 'for' <> 'period' \
         UNION SELECT account FROM invoice WHERE reversals_booked < reversals";
}
