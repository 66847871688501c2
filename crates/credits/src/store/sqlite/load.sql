-- Everything that the answers to some requests depend on, a row for each request with its place among them and the number
-- of the journal's last entry. ?1 is what they ask by, as JSON.
WITH named AS (
    SELECT key AS place, value ->> 'account' AS account, value ->> 'key' AS request_key, value ->> 'wallet' AS wallet,
           value ->> 'hold' AS hold, value ->> 'source' AS source, value ->> 'version' AS version, value ->> 'take' AS take
    FROM json_each(?1)
), asked AS (
    SELECT place, account, request_key, hold, source, version, take,
           COALESCE(wallet, (SELECT h.wallet FROM credits_hold AS h WHERE h.account = named.account AND h.id = named.hold)) AS wallet
    FROM named
)
SELECT place, COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'credits_entry'), 0), json_object(
    'record', json((SELECT json_object('fingerprint', fingerprint, 'outcome', json(outcome))
                    FROM credits_request AS r WHERE r.account = asked.account AND r.key = asked.request_key)),
    'last_entry_at', (SELECT e.at FROM credits_entry AS e WHERE e.account = asked.account ORDER BY e.id DESC LIMIT 1),
    'balance', json((SELECT json_object('available', available, 'held', held, 'debt', debt, 'version', b.version)
                     FROM credits_balance AS b WHERE b.account = asked.account AND b.wallet = asked.wallet)),
    'lots', json((SELECT json_group_array(json_object('id', l.id, 'wallet', l.wallet, 'origin', l.origin, 'source', l.source,
                      'granted', l.granted, 'available', l.available, 'held', l.held, 'expires_at', l.expires_at,
                      'created_at', l.created_at, 'reclaimed', l.reclaimed))
                  FROM credits_lot AS l INDEXED BY credits_lot_open
                  WHERE l.account = asked.account AND l.wallet = asked.wallet AND l.available + l.held > 0)),
    'hold', json((SELECT json_object('id', h.id, 'wallet', h.wallet, 'amount', h.amount, 'held', h.held, 'captured', h.captured,
                      'released', h.released, 'ordered', h.ordered, 'delivered', h.delivered, 'failed', h.failed, 'at', h.at)
                  FROM credits_hold AS h WHERE h.account = asked.account AND h.id = asked.hold)),
    'hold_lots', json((SELECT json_group_array(json_object('lot', p.lot, 'position', p.position, 'amount', p.amount, 'held', p.held))
                       FROM credits_hold_lot AS p WHERE p.account = asked.account AND p.hold = asked.hold)),
    'source_lot', json((SELECT json_object('id', l.id, 'wallet', l.wallet, 'origin', l.origin, 'source', l.source,
                            'granted', l.granted, 'available', l.available, 'held', l.held, 'expires_at', l.expires_at,
                            'created_at', l.created_at, 'reclaimed', l.reclaimed)
                        FROM credits_lot AS l
                        WHERE l.account = asked.account AND l.wallet = asked.wallet AND l.source = asked.source)),
    'right', json((SELECT json_object('version', r.version, 'at', r.at, 'entry', r.entry)
                   FROM credits_right AS r WHERE r.account = asked.account AND r.version = asked.version)),
    'price_lists', json(iif(asked.version IS NULL, '[]', (
        SELECT json_group_array(json_object('version', p.version, 'valid_from', p.valid_from, 'download', p.download,
            'credits_per_second', json_object('p720', p720, 'p1080', p1080, 'p2160', p2160)))
        FROM (SELECT * FROM credits_price_list ORDER BY version) AS p))),
    'verdict_given', json(iif(asked.take IS NOT NULL AND EXISTS (
        SELECT 1 FROM credits_verdict AS v WHERE v.account = asked.account AND v.hold = asked.hold AND v.take = asked.take),
        'true', 'false'))
)
FROM asked
