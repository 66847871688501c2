-- The two wallets. Times are epoch milliseconds, amounts whole credits, ids UUID text: the same tables and columns as in
-- SQLite. The CHECKs and triggers repeat what the plan guarantees, so that no other program that opens this database can
-- break it unnoticed.

-- One guard row per wallet: what every command reads first and writes last.
CREATE TABLE credits_balance (
    account   TEXT NOT NULL,
    wallet    TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    available BIGINT NOT NULL CHECK (available >= 0),
    held      BIGINT NOT NULL CHECK (held >= 0),
    version   BIGINT NOT NULL CHECK (version > 0),
    PRIMARY KEY (account, wallet)
) WITH (fillfactor = 80);

CREATE TABLE credits_lot (
    account    TEXT NOT NULL,
    id         TEXT NOT NULL,
    wallet     TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    origin     TEXT NOT NULL CHECK (origin IN ('plan', 'bundle', 'courtesy', 'upgrade', 'lab')),
    source     TEXT NOT NULL,
    granted    BIGINT NOT NULL CHECK (granted > 0),
    available  BIGINT NOT NULL CHECK (available >= 0),
    held       BIGINT NOT NULL CHECK (held >= 0),
    expires_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, id),
    UNIQUE (account, wallet, source),
    CHECK (available + held <= granted)
) WITH (fillfactor = 80);

CREATE INDEX credits_lot_open ON credits_lot (account, wallet) WHERE available + held > 0;
CREATE INDEX credits_lot_due ON credits_lot (expires_at)
    WHERE available > 0 AND expires_at IS NOT NULL;

CREATE TABLE credits_hold (
    account   TEXT NOT NULL,
    id        TEXT NOT NULL,
    wallet    TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    amount    BIGINT NOT NULL CHECK (amount > 0),
    held      BIGINT NOT NULL CHECK (held >= 0),
    captured  BIGINT NOT NULL CHECK (captured >= 0),
    released  BIGINT NOT NULL CHECK (released >= 0),
    ordered   BIGINT NOT NULL CHECK (ordered > 0),
    delivered BIGINT NOT NULL CHECK (delivered >= 0),
    failed    BIGINT NOT NULL CHECK (failed >= 0),
    at        BIGINT NOT NULL,
    PRIMARY KEY (account, id),
    CHECK (held + captured + released = amount),
    CHECK (delivered + failed <= ordered)
);

CREATE INDEX credits_hold_open ON credits_hold (account, at, id) WHERE held > 0;

-- What a hold took from each lot; a release goes back there.
CREATE TABLE credits_hold_lot (
    account  TEXT NOT NULL,
    hold     TEXT NOT NULL,
    lot      TEXT NOT NULL,
    position BIGINT NOT NULL CHECK (position >= 0),
    amount   BIGINT NOT NULL CHECK (amount > 0),
    held     BIGINT NOT NULL CHECK (held BETWEEN 0 AND amount),
    PRIMARY KEY (account, hold, lot),
    UNIQUE (account, hold, position),
    FOREIGN KEY (account, hold) REFERENCES credits_hold (account, id),
    FOREIGN KEY (account, lot) REFERENCES credits_lot (account, id)
);

-- The journal: both legs in one row, balanced by construction.
CREATE SEQUENCE credits_entry_id;
CREATE TABLE credits_entry (
    id              BIGINT PRIMARY KEY DEFAULT nextval('credits_entry_id'),
    account         TEXT NOT NULL,
    wallet          TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    at              BIGINT NOT NULL,
    kind            TEXT NOT NULL,
    from_account    TEXT NOT NULL,
    to_account      TEXT NOT NULL,
    amount          BIGINT NOT NULL CHECK (amount > 0),
    available_delta BIGINT NOT NULL,
    held_delta      BIGINT NOT NULL,
    available_after BIGINT NOT NULL CHECK (available_after >= 0),
    held_after      BIGINT NOT NULL CHECK (held_after >= 0),
    reason          TEXT NOT NULL,
    title           TEXT NOT NULL,
    detail          TEXT NOT NULL,
    link            TEXT,
    hold            TEXT,
    request_key     TEXT NOT NULL,
    FOREIGN KEY (account, hold) REFERENCES credits_hold (account, id),
    CONSTRAINT credits_entry_balances CHECK (CASE kind
        WHEN 'grant'   THEN from_account = 'issuance'  AND to_account = 'available' AND available_delta = amount  AND held_delta = 0
        WHEN 'debit'   THEN from_account = 'available' AND to_account = 'revenue'   AND available_delta = -amount AND held_delta = 0
        WHEN 'hold'    THEN from_account = 'available' AND to_account = 'held'      AND available_delta = -amount AND held_delta = amount
        WHEN 'capture' THEN from_account = 'held'      AND to_account = 'revenue'   AND available_delta = 0       AND held_delta = -amount
        WHEN 'release' THEN from_account = 'held'      AND to_account = 'available' AND available_delta = amount  AND held_delta = -amount
        WHEN 'expire'  THEN from_account = 'available' AND to_account = 'breakage'  AND available_delta = -amount AND held_delta = 0
        ELSE false END)
);
ALTER SEQUENCE credits_entry_id OWNED BY credits_entry.id;

CREATE INDEX credits_entry_account ON credits_entry (account, id);
CREATE INDEX credits_entry_wallet ON credits_entry (account, wallet, id);
CREATE INDEX credits_entry_reason ON credits_entry (account, reason, id);

CREATE TABLE credits_entry_lot (
    entry           BIGINT NOT NULL REFERENCES credits_entry (id),
    position        BIGINT NOT NULL CHECK (position >= 0),
    account         TEXT NOT NULL,
    lot             TEXT NOT NULL,
    available_delta BIGINT NOT NULL,
    held_delta      BIGINT NOT NULL,
    PRIMARY KEY (entry, position),
    FOREIGN KEY (account, lot) REFERENCES credits_lot (account, id)
);

CREATE INDEX credits_entry_lot_lot ON credits_entry_lot (account, lot);

CREATE TABLE credits_right (
    account TEXT NOT NULL,
    version TEXT NOT NULL CHECK (length(version) = 64),
    at      BIGINT NOT NULL,
    entry   BIGINT REFERENCES credits_entry (id),
    PRIMARY KEY (account, version)
);

CREATE TABLE credits_verdict (
    account TEXT NOT NULL,
    hold    TEXT NOT NULL,
    take    TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('delivered', 'failed')),
    at      BIGINT NOT NULL,
    PRIMARY KEY (account, hold, take),
    FOREIGN KEY (account, hold) REFERENCES credits_hold (account, id)
);

-- The first answer to every idempotency key, kept as long as the journal.
CREATE TABLE credits_request (
    account     TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    outcome     TEXT NOT NULL CHECK (outcome::json IS NOT NULL),
    at          BIGINT NOT NULL,
    PRIMARY KEY (account, key)
);

CREATE TABLE credits_outbox (
    id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account TEXT NOT NULL,
    topic   TEXT NOT NULL,
    payload TEXT NOT NULL,
    at      BIGINT NOT NULL
);

CREATE INDEX credits_outbox_topic ON credits_outbox (topic, id);

CREATE TABLE credits_price_list (
    version    BIGINT PRIMARY KEY CHECK (version > 0),
    p720       BIGINT NOT NULL CHECK (p720 > 0),
    p1080      BIGINT NOT NULL CHECK (p1080 > 0),
    p2160      BIGINT NOT NULL CHECK (p2160 > 0),
    download   BIGINT NOT NULL CHECK (download >= 0),
    valid_from BIGINT NOT NULL
);

INSERT INTO credits_price_list (version, p720, p1080, p2160, download, valid_from)
VALUES (1, 2, 3, 6, 1, 0);

-- What was booked stays: no row is changed or deleted, and no table emptied.
CREATE FUNCTION credits_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% stays as it was booked', TG_TABLE_NAME; END $$;

CREATE FUNCTION credits_lot_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF (OLD.account, OLD.id, OLD.wallet, OLD.origin, OLD.source, OLD.granted, OLD.created_at)
        IS DISTINCT FROM (NEW.account, NEW.id, NEW.wallet, NEW.origin, NEW.source, NEW.granted, NEW.created_at) THEN
        RAISE EXCEPTION 'what a lot was granted as stays';
    END IF;
    RETURN NEW;
END $$;

DO $$
DECLARE
    kept TEXT;
BEGIN
    FOREACH kept IN ARRAY ARRAY['credits_entry', 'credits_entry_lot', 'credits_right', 'credits_verdict',
                                'credits_request', 'credits_price_list'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION credits_stays()',
                       kept || '_stays', kept);
    END LOOP;
    FOREACH kept IN ARRAY ARRAY['credits_lot', 'credits_hold', 'credits_balance'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION credits_stays()',
                       kept || '_stays', kept);
    END LOOP;
    FOREACH kept IN ARRAY ARRAY['credits_entry', 'credits_entry_lot', 'credits_right', 'credits_verdict', 'credits_request',
                                'credits_price_list', 'credits_lot', 'credits_hold', 'credits_hold_lot', 'credits_balance'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION credits_stays()', kept || '_is_kept', kept);
    END LOOP;
END $$;

CREATE TRIGGER credits_lot_no_rewrite BEFORE UPDATE ON credits_lot
    FOR EACH ROW EXECUTE FUNCTION credits_lot_stays();
