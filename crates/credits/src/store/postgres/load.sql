-- Everything that a request's answer depends on, in one reading under the account's lock.
-- $1 account, $2 key, $3 wallet or null, $4 hold or null, $5 source or null, $6 version or null, $7 take or null
WITH own_hold AS (
    SELECT id, wallet, amount, held, captured, released, ordered, delivered, failed, at
    FROM credits_hold WHERE account = $1 AND id = $4
), about AS (
    SELECT COALESCE($3, (SELECT wallet FROM own_hold)) AS wallet
)
SELECT json_build_object(
    'record', (SELECT json_build_object('fingerprint', fingerprint, 'outcome', outcome::json)
               FROM credits_request WHERE account = $1 AND key = $2),
    'last_entry_at', (SELECT at FROM credits_entry WHERE account = $1 ORDER BY id DESC LIMIT 1),
    'balance', (SELECT json_build_object('available', available, 'held', held, 'debt', debt, 'version', version)
                FROM credits_balance WHERE account = $1 AND wallet = (SELECT wallet FROM about)),
    'lots', (SELECT COALESCE(json_agg(lot), '[]') FROM (
        SELECT id, wallet, origin, source, granted, available, held, expires_at, created_at, reclaimed
        FROM credits_lot WHERE account = $1 AND wallet = (SELECT wallet FROM about) AND available + held > 0) AS lot),
    'hold', (SELECT row_to_json(own_hold) FROM own_hold),
    'hold_lots', (SELECT COALESCE(json_agg(part), '[]') FROM (
        SELECT lot, position, amount, held FROM credits_hold_lot WHERE account = $1 AND hold = $4 ORDER BY position) AS part),
    'source_lot', (SELECT row_to_json(l) FROM (
        SELECT id, wallet, origin, source, granted, available, held, expires_at, created_at, reclaimed
        FROM credits_lot WHERE account = $1 AND wallet = $3 AND source = $5) AS l),
    'right', (SELECT json_build_object('version', version, 'at', at, 'entry', entry)
              FROM credits_right WHERE account = $1 AND version = $6),
    'price_lists', CASE WHEN $6::text IS NULL THEN '[]' ELSE (SELECT COALESCE(json_agg(json_build_object(
        'version', version, 'valid_from', valid_from, 'download', download,
        'credits_per_second', json_build_object('p720', p720, 'p1080', p1080, 'p2160', p2160)) ORDER BY version), '[]')
        FROM credits_price_list) END,
    'verdict_given', $7::text IS NOT NULL AND EXISTS (
        SELECT 1 FROM credits_verdict WHERE account = $1 AND hold = $4 AND take = $7)
)::text
