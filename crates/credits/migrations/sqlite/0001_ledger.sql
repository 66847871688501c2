-- The two wallets. Times are epoch milliseconds, amounts whole credits, ids UUID text.
-- The CHECKs and triggers repeat what the plan guarantees, so that no other program that opens this
-- file can break it unnoticed.

-- One guard row per wallet: what every command reads first and writes last.
CREATE TABLE credits_balance (
    account   TEXT NOT NULL,
    wallet    TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    available INTEGER NOT NULL CHECK (available >= 0),
    held      INTEGER NOT NULL CHECK (held >= 0),
    version   INTEGER NOT NULL CHECK (version > 0),
    PRIMARY KEY (account, wallet)
) STRICT, WITHOUT ROWID;

CREATE TABLE credits_lot (
    account    TEXT NOT NULL,
    id         TEXT NOT NULL,
    wallet     TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    origin     TEXT NOT NULL CHECK (origin IN ('plan', 'bundle', 'courtesy', 'upgrade', 'lab')),
    source     TEXT NOT NULL,
    granted    INTEGER NOT NULL CHECK (granted > 0),
    available  INTEGER NOT NULL CHECK (available >= 0),
    held       INTEGER NOT NULL CHECK (held >= 0),
    expires_at INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account, id),
    UNIQUE (account, wallet, source),
    CHECK (available + held <= granted)
) STRICT, WITHOUT ROWID;

CREATE INDEX credits_lot_open ON credits_lot (account, wallet) WHERE available + held > 0;
CREATE INDEX credits_lot_due ON credits_lot (expires_at)
    WHERE available > 0 AND expires_at IS NOT NULL;

CREATE TABLE credits_hold (
    account   TEXT NOT NULL,
    id        TEXT NOT NULL,
    wallet    TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    amount    INTEGER NOT NULL CHECK (amount > 0),
    held      INTEGER NOT NULL CHECK (held >= 0),
    captured  INTEGER NOT NULL CHECK (captured >= 0),
    released  INTEGER NOT NULL CHECK (released >= 0),
    ordered   INTEGER NOT NULL CHECK (ordered > 0),
    delivered INTEGER NOT NULL CHECK (delivered >= 0),
    failed    INTEGER NOT NULL CHECK (failed >= 0),
    at        INTEGER NOT NULL,
    PRIMARY KEY (account, id),
    CHECK (held + captured + released = amount),
    CHECK (delivered + failed <= ordered)
) STRICT, WITHOUT ROWID;

CREATE INDEX credits_hold_open ON credits_hold (account, at, id) WHERE held > 0;

-- What a hold took from each lot; a release goes back there.
CREATE TABLE credits_hold_lot (
    account  TEXT NOT NULL,
    hold     TEXT NOT NULL,
    lot      TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    amount   INTEGER NOT NULL CHECK (amount > 0),
    held     INTEGER NOT NULL CHECK (held BETWEEN 0 AND amount),
    PRIMARY KEY (account, hold, lot),
    UNIQUE (account, hold, position),
    FOREIGN KEY (account, hold) REFERENCES credits_hold (account, id),
    FOREIGN KEY (account, lot) REFERENCES credits_lot (account, id)
) STRICT, WITHOUT ROWID;

-- The journal: both legs in one row, balanced by construction.
CREATE TABLE credits_entry (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    account         TEXT NOT NULL,
    wallet          TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    at              INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    from_account    TEXT NOT NULL,
    to_account      TEXT NOT NULL,
    amount          INTEGER NOT NULL CHECK (amount > 0),
    available_delta INTEGER NOT NULL,
    held_delta      INTEGER NOT NULL,
    available_after INTEGER NOT NULL CHECK (available_after >= 0),
    held_after      INTEGER NOT NULL CHECK (held_after >= 0),
    reason          TEXT NOT NULL,
    title           TEXT NOT NULL,
    detail          TEXT NOT NULL,
    link            TEXT,
    hold            TEXT,
    request_key     TEXT NOT NULL,
    FOREIGN KEY (account, hold) REFERENCES credits_hold (account, id),
    CHECK (CASE kind
        WHEN 'grant'   THEN from_account = 'issuance'  AND to_account = 'available' AND available_delta = amount  AND held_delta = 0
        WHEN 'debit'   THEN from_account = 'available' AND to_account = 'revenue'   AND available_delta = -amount AND held_delta = 0
        WHEN 'hold'    THEN from_account = 'available' AND to_account = 'held'      AND available_delta = -amount AND held_delta = amount
        WHEN 'capture' THEN from_account = 'held'      AND to_account = 'revenue'   AND available_delta = 0       AND held_delta = -amount
        WHEN 'release' THEN from_account = 'held'      AND to_account = 'available' AND available_delta = amount  AND held_delta = -amount
        WHEN 'expire'  THEN from_account = 'available' AND to_account = 'breakage'  AND available_delta = -amount AND held_delta = 0
        ELSE 0 END)
) STRICT;

CREATE INDEX credits_entry_account ON credits_entry (account, id);
CREATE INDEX credits_entry_wallet ON credits_entry (account, wallet, id);
CREATE INDEX credits_entry_reason ON credits_entry (account, reason, id);

CREATE TABLE credits_entry_lot (
    entry           INTEGER NOT NULL REFERENCES credits_entry (id),
    position        INTEGER NOT NULL CHECK (position >= 0),
    account         TEXT NOT NULL,
    lot             TEXT NOT NULL,
    available_delta INTEGER NOT NULL,
    held_delta      INTEGER NOT NULL,
    PRIMARY KEY (entry, position),
    FOREIGN KEY (account, lot) REFERENCES credits_lot (account, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX credits_entry_lot_lot ON credits_entry_lot (account, lot);

CREATE TABLE credits_right (
    account TEXT NOT NULL,
    version TEXT NOT NULL CHECK (length(version) = 64),
    at      INTEGER NOT NULL,
    entry   INTEGER REFERENCES credits_entry (id),
    PRIMARY KEY (account, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE credits_verdict (
    account TEXT NOT NULL,
    hold    TEXT NOT NULL,
    take    TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('delivered', 'failed')),
    at      INTEGER NOT NULL,
    PRIMARY KEY (account, hold, take),
    FOREIGN KEY (account, hold) REFERENCES credits_hold (account, id)
) STRICT, WITHOUT ROWID;

-- The first answer to every idempotency key, kept as long as the journal.
CREATE TABLE credits_request (
    account     TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    outcome     TEXT NOT NULL CHECK (json_valid(outcome)),
    at          INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE credits_outbox (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL,
    topic   TEXT NOT NULL,
    payload TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT;

CREATE INDEX credits_outbox_topic ON credits_outbox (topic, id);

CREATE TABLE credits_price_list (
    version    INTEGER PRIMARY KEY CHECK (version > 0),
    p720       INTEGER NOT NULL CHECK (p720 > 0),
    p1080      INTEGER NOT NULL CHECK (p1080 > 0),
    p2160      INTEGER NOT NULL CHECK (p2160 > 0),
    download   INTEGER NOT NULL CHECK (download >= 0),
    valid_from INTEGER NOT NULL
) STRICT;

INSERT INTO credits_price_list (version, p720, p1080, p2160, download, valid_from)
VALUES (1, 2, 3, 6, 1, 0);

-- What was booked stays. REPLACE deletes without firing delete triggers unless recursive_triggers
-- is on; the insert triggers refuse it on connections that forgot to set it.
CREATE TRIGGER credits_entry_no_update BEFORE UPDATE ON credits_entry
BEGIN SELECT RAISE(ABORT, 'entries are append only'); END;
CREATE TRIGGER credits_entry_no_delete BEFORE DELETE ON credits_entry
BEGIN SELECT RAISE(ABORT, 'entries are append only'); END;
CREATE TRIGGER credits_entry_no_replace BEFORE INSERT ON credits_entry
WHEN EXISTS (SELECT 1 FROM credits_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'entries are append only'); END;

CREATE TRIGGER credits_entry_lot_no_update BEFORE UPDATE ON credits_entry_lot
BEGIN SELECT RAISE(ABORT, 'entries are append only'); END;
CREATE TRIGGER credits_entry_lot_no_delete BEFORE DELETE ON credits_entry_lot
BEGIN SELECT RAISE(ABORT, 'entries are append only'); END;
CREATE TRIGGER credits_entry_lot_no_replace BEFORE INSERT ON credits_entry_lot
WHEN EXISTS (SELECT 1 FROM credits_entry_lot WHERE entry = NEW.entry AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'entries are append only'); END;

CREATE TRIGGER credits_right_no_update BEFORE UPDATE ON credits_right
BEGIN SELECT RAISE(ABORT, 'rights are for ever'); END;
CREATE TRIGGER credits_right_no_delete BEFORE DELETE ON credits_right
BEGIN SELECT RAISE(ABORT, 'rights are for ever'); END;

CREATE TRIGGER credits_verdict_no_update BEFORE UPDATE ON credits_verdict
BEGIN SELECT RAISE(ABORT, 'verdicts are for ever'); END;
CREATE TRIGGER credits_verdict_no_delete BEFORE DELETE ON credits_verdict
BEGIN SELECT RAISE(ABORT, 'verdicts are for ever'); END;

CREATE TRIGGER credits_request_no_update BEFORE UPDATE ON credits_request
BEGIN SELECT RAISE(ABORT, 'answers are final'); END;
CREATE TRIGGER credits_request_no_delete BEFORE DELETE ON credits_request
BEGIN SELECT RAISE(ABORT, 'answers are final'); END;

CREATE TRIGGER credits_price_list_no_update BEFORE UPDATE ON credits_price_list
BEGIN SELECT RAISE(ABORT, 'published prices stay'); END;
CREATE TRIGGER credits_price_list_no_delete BEFORE DELETE ON credits_price_list
BEGIN SELECT RAISE(ABORT, 'published prices stay'); END;

CREATE TRIGGER credits_lot_no_delete BEFORE DELETE ON credits_lot
BEGIN SELECT RAISE(ABORT, 'lots stay'); END;
CREATE TRIGGER credits_lot_no_rewrite
BEFORE UPDATE OF account, id, wallet, origin, source, granted, created_at ON credits_lot
BEGIN SELECT RAISE(ABORT, 'what a lot was granted as stays'); END;
CREATE TRIGGER credits_hold_no_delete BEFORE DELETE ON credits_hold
BEGIN SELECT RAISE(ABORT, 'holds stay'); END;
CREATE TRIGGER credits_balance_no_delete BEFORE DELETE ON credits_balance
BEGIN SELECT RAISE(ABORT, 'balances stay'); END;
