-- Everything that a plan writes, in one statement. $1 is the document with a list of rows for each table.
-- The answer is what was written where a row had to be there as the plan had read it.
WITH doc AS (SELECT $1::json AS d),
balance AS (
    INSERT INTO credits_balance (account, wallet, available, held, debt, version)
    SELECT b.account, b.wallet, b.available, b.held, b.debt, b.version
    FROM doc, json_to_recordset(d -> 'balances') AS b (account text, wallet text, available bigint, held bigint, debt bigint, version bigint)
    WHERE true
    ON CONFLICT (account, wallet) DO UPDATE
    SET available = excluded.available, held = excluded.held, debt = excluded.debt, version = excluded.version
    WHERE credits_balance.version = excluded.version - 1
    RETURNING 1
), new_lots AS (
    INSERT INTO credits_lot (account, id, wallet, origin, source, granted, available, held, expires_at, created_at,
        reclaimed)
    SELECT l.* FROM doc, json_to_recordset(d -> 'new_lots') AS l (account text, id text, wallet text, origin text, source text,
        granted bigint, available bigint, held bigint, expires_at bigint, created_at bigint, reclaimed bigint)
), changed_lots AS (
    UPDATE credits_lot SET available = l.available, held = l.held, expires_at = l.expires_at,
        reclaimed = l.reclaimed
    FROM doc, json_to_recordset(d -> 'changed_lots') AS l (account text, id text, available bigint, held bigint,
        expires_at bigint, reclaimed bigint)
    WHERE credits_lot.account = l.account AND credits_lot.id = l.id
    RETURNING 1
), new_hold AS (
    INSERT INTO credits_hold (account, id, wallet, amount, held, captured, released, ordered, delivered, failed, at)
    SELECT h.* FROM doc, json_to_recordset(d -> 'new_holds') AS h (account text, id text, wallet text, amount bigint, held bigint,
        captured bigint, released bigint, ordered bigint, delivered bigint, failed bigint, at bigint)
), changed_hold AS (
    UPDATE credits_hold SET held = h.held, captured = h.captured, released = h.released,
        delivered = h.delivered, failed = h.failed
    FROM doc, json_to_recordset(d -> 'changed_holds') AS h (account text, id text, held bigint, captured bigint, released bigint,
        delivered bigint, failed bigint)
    WHERE credits_hold.account = h.account AND credits_hold.id = h.id
    RETURNING 1
), hold_lots AS (
    INSERT INTO credits_hold_lot (account, hold, lot, position, amount, held)
    SELECT p.* FROM doc, json_to_recordset(d -> 'hold_lots') AS p (account text, hold text, lot text, position bigint, amount bigint, held bigint)
    ON CONFLICT (account, hold, lot) DO UPDATE SET held = excluded.held
), numbered AS MATERIALIZED (
    SELECT nextval('credits_entry_id') AS id, number, entry
    FROM (SELECT ordinal - 1 AS number, entry
          FROM doc, json_array_elements(d -> 'entries') WITH ORDINALITY AS e (entry, ordinal) ORDER BY ordinal) AS in_order
), entries AS (
    INSERT INTO credits_entry (id, account, wallet, at, kind, from_account, to_account, amount, available_delta, held_delta,
        available_after, held_after, reason, title, detail, link, hold, request_key)
    SELECT numbered.id, e.*
    FROM numbered, json_to_record(numbered.entry) AS e (account text, wallet text, at bigint, kind text, from_account text,
        to_account text, amount bigint, available_delta bigint, held_delta bigint, available_after bigint, held_after bigint,
        reason text, title text, detail text, link text, hold text, request_key text)
), entry_lots AS (
    INSERT INTO credits_entry_lot (entry, position, account, lot, available_delta, held_delta)
    SELECT numbered.id, p.position, p.account, p.lot, p.available_delta, p.held_delta
    FROM doc, json_to_recordset(d -> 'entry_lots') AS p (entry bigint, position bigint, account text, lot text,
        available_delta bigint, held_delta bigint) JOIN numbered ON numbered.number = p.entry
), debts AS (
    INSERT INTO credits_debt (account, wallet, at, delta, after, request_key)
    SELECT n.* FROM doc, json_to_recordset(d -> 'debts') AS n (account text, wallet text, at bigint, delta bigint, after bigint,
        request_key text)
), own_right AS (
    INSERT INTO credits_right (account, version, at, entry)
    SELECT r.account, r.version, r.at, numbered.id
    FROM doc, json_to_recordset(d -> 'rights') AS r (account text, version text, at bigint, entry bigint)
        LEFT JOIN numbered ON numbered.number = r.entry
), verdict AS (
    INSERT INTO credits_verdict (account, hold, take, verdict, at)
    SELECT v.* FROM doc, json_to_recordset(d -> 'verdicts') AS v (account text, hold text, take text, verdict text, at bigint)
), outbox AS (
    INSERT INTO credits_outbox (account, topic, payload, at)
    SELECT o.* FROM doc, json_to_recordset(d -> 'outbox') AS o (account text, topic text, payload text, at bigint)
), record AS (
    INSERT INTO credits_request (account, key, fingerprint, outcome, at)
    SELECT r.*
    FROM doc, json_to_recordset(d -> 'records') AS r (account text, key text, fingerprint text, outcome text, at bigint)
)
SELECT (SELECT count(*) FROM balance), (SELECT count(*) FROM changed_lots), (SELECT count(*) FROM changed_hold)
