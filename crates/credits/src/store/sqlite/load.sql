-- Everything that a request's answer depends on, read in its savepoint.
-- ?1 account, ?2 key, ?3 wallet or null, ?4 hold or null, ?5 source or null, ?6 version or null, ?7 take or null
WITH about (wallet) AS (
    SELECT COALESCE(?3, (SELECT wallet FROM credits_hold WHERE account = ?1 AND id = ?4))
)
SELECT json_object(
    'record', json((SELECT json_object('fingerprint', fingerprint, 'outcome', json(outcome))
                    FROM credits_request WHERE account = ?1 AND key = ?2)),
    'last_entry_at', (SELECT at FROM credits_entry WHERE account = ?1 ORDER BY id DESC LIMIT 1),
    'balance', json((SELECT json_object('available', available, 'held', held, 'version', version)
                     FROM credits_balance WHERE account = ?1 AND wallet = about.wallet)),
    'lots', json((SELECT json_group_array(json_object('id', id, 'wallet', wallet, 'origin', origin, 'source', source,
                      'granted', granted, 'available', available, 'held', held, 'expires_at', expires_at, 'created_at', created_at))
                  FROM credits_lot INDEXED BY credits_lot_open
                  WHERE account = ?1 AND wallet = about.wallet AND available + held > 0)),
    'hold', json((SELECT json_object('id', id, 'wallet', wallet, 'amount', amount, 'held', held, 'captured', captured,
                      'released', released, 'ordered', ordered, 'delivered', delivered, 'failed', failed, 'at', at)
                  FROM credits_hold WHERE account = ?1 AND id = ?4)),
    'hold_lots', json((SELECT json_group_array(json_object('lot', lot, 'position', position, 'amount', amount, 'held', held))
                       FROM credits_hold_lot WHERE account = ?1 AND hold = ?4)),
    'source_used', json(iif(?5 IS NOT NULL AND EXISTS (
        SELECT 1 FROM credits_lot WHERE account = ?1 AND wallet = ?3 AND source = ?5), 'true', 'false')),
    'right', json((SELECT json_object('version', version, 'at', at, 'entry', entry)
                   FROM credits_right WHERE account = ?1 AND version = ?6)),
    'price_lists', json(iif(?6 IS NULL, '[]', (SELECT json_group_array(json_object('version', version, 'valid_from', valid_from,
        'download', download, 'credits_per_second', json_object('p720', p720, 'p1080', p1080, 'p2160', p2160)))
        FROM (SELECT * FROM credits_price_list ORDER BY version)))),
    'verdict_given', json(iif(?7 IS NOT NULL AND EXISTS (
        SELECT 1 FROM credits_verdict WHERE account = ?1 AND hold = ?4 AND take = ?7), 'true', 'false'))
)
FROM about
