//! The question that needs PostgreSQL's words.

use super::BooksWords;
use sqlx::Postgres;

impl BooksWords for Postgres {
    const PURCHASES_ARE_GRANTED: &'static str = "SELECT sold.account, 'invoice ' || sold.number AS subject, sold.amount AS expected, COALESCE(l.granted, 0) AS found FROM ( \
         SELECT account, number, 'ai' AS wallet, 'payment:' || id AS source, (purpose::json ->> 'ai')::bigint AS amount, settled_at FROM invoice \
         WHERE state = 'paid' AND purpose::json ->> 'for' = 'bundle' \
         UNION ALL SELECT account, number, 'ai', key, (purpose::json ->> 'ai')::bigint, settled_at FROM invoice \
         WHERE state = 'paid' AND purpose::json ->> 'for' = 'upgrade' \
         UNION ALL SELECT account, number, 'download', key, (purpose::json ->> 'download')::bigint, settled_at FROM invoice \
         WHERE state = 'paid' AND purpose::json ->> 'for' = 'upgrade') AS sold \
         JOIN account ON account.id = sold.account \
         LEFT JOIN credits_lot AS l ON l.account = sold.account AND l.wallet = sold.wallet AND l.source = sold.source \
         WHERE sold.settled_at < $1 + account.clock_ahead AND sold.amount <> COALESCE(l.granted, 0)";
}
