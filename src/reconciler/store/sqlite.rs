//! The question that needs SQLite's words.

use super::BooksWords;
use sqlx::Sqlite;

impl BooksWords for Sqlite {
    const PURCHASES_ARE_GRANTED: &'static str = "SELECT sold.account, 'invoice ' || sold.number AS subject, sold.amount AS expected, COALESCE(l.granted, 0) AS found FROM ( \
         SELECT account, number, 'ai' AS wallet, 'payment:' || id AS source, purpose ->> 'ai' AS amount, settled_at FROM invoice \
         WHERE state = 'paid' AND purpose ->> 'for' = 'bundle' \
         UNION ALL SELECT account, number, 'ai', key, purpose ->> 'ai', settled_at FROM invoice \
         WHERE state = 'paid' AND purpose ->> 'for' = 'upgrade' \
         UNION ALL SELECT account, number, 'download', key, purpose ->> 'download', settled_at FROM invoice \
         WHERE state = 'paid' AND purpose ->> 'for' = 'upgrade') AS sold \
         JOIN account ON account.id = sold.account \
         LEFT JOIN credits_lot AS l ON l.account = sold.account AND l.wallet = sold.wallet AND l.source = sold.source \
         WHERE sold.settled_at < $1 + account.clock_ahead AND sold.amount <> COALESCE(l.granted, 0)";
}
