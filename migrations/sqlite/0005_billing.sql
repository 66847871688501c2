-- Subscriptions, what was billed for them, and which periods brought their credits.
-- Times are epoch milliseconds of the account's own clock, money is whole US cents.
CREATE TABLE subscription (
    id              TEXT    NOT NULL PRIMARY KEY,
    account         TEXT    NOT NULL,
    plan            TEXT    NOT NULL,
    interval        TEXT    NOT NULL CHECK (interval IN ('month', 'year')),
    anchor          INTEGER NOT NULL,
    -- Period numbers: the first one, the first whose credits are to come, the first that is not paid.
    first_period    INTEGER NOT NULL,
    next_period     INTEGER NOT NULL CHECK (next_period >= first_period),
    paid_through    INTEGER NOT NULL CHECK (paid_through >= next_period),
    -- Declined payments of the first unpaid period.
    attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    first_failed_at INTEGER,
    next_attempt_at INTEGER,
    last_at         INTEGER NOT NULL,
    scheduled       TEXT    CHECK (scheduled IS NULL OR json_valid(scheduled)),
    state           TEXT    NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    -- When something is due next; nothing ever is for a paused or ended one.
    due_at          INTEGER,
    ended_at        INTEGER,
    revision        INTEGER NOT NULL
) STRICT;

-- An account has one plan at a time.
CREATE UNIQUE INDEX subscription_open ON subscription (account) WHERE state <> 'ended';
CREATE INDEX subscription_of_account ON subscription (account, anchor);
CREATE INDEX subscription_due ON subscription (due_at) WHERE due_at IS NOT NULL;

-- A period whose credits were granted, with what it brought in all.
CREATE TABLE period (
    subscription TEXT    NOT NULL REFERENCES subscription (id),
    number       INTEGER NOT NULL,
    plan         TEXT    NOT NULL,
    download     INTEGER NOT NULL CHECK (download >= 0),
    ai           INTEGER NOT NULL CHECK (ai >= 0),
    granted_at   INTEGER NOT NULL,
    PRIMARY KEY (subscription, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoice (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT    NOT NULL UNIQUE,
    account      TEXT    NOT NULL,
    subscription TEXT    REFERENCES subscription (id),
    -- What makes the same thing be billed once: the period, the upgrade in it, or the form that was sent.
    key          TEXT    NOT NULL,
    purpose      TEXT    NOT NULL CHECK (json_valid(purpose)),
    title        TEXT    NOT NULL,
    cents        INTEGER NOT NULL CHECK (cents >= 0),
    state        TEXT    NOT NULL CHECK (state IN ('open', 'paid', 'declined')),
    fulfilled    INTEGER NOT NULL DEFAULT 0 CHECK (fulfilled IN (0, 1)),
    attempts     INTEGER NOT NULL DEFAULT 0,
    issued_at    INTEGER NOT NULL,
    settled_at   INTEGER,
    UNIQUE (account, key)
) STRICT;

CREATE INDEX invoice_unfinished ON invoice (account) WHERE state = 'open' OR (state = 'paid' AND fulfilled = 0);

-- Each answer of the gateway.
CREATE TABLE payment (
    invoice   TEXT    NOT NULL REFERENCES invoice (id),
    attempt   INTEGER NOT NULL,
    cents     INTEGER NOT NULL,
    state     TEXT    NOT NULL CHECK (state IN ('paid', 'declined')),
    detail    TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (invoice, attempt)
) STRICT, WITHOUT ROWID;

-- The test gateway's own books: its first answer to each key, and what the Lab wants it to answer next.
CREATE TABLE test_gateway_charge (
    key     TEXT    NOT NULL PRIMARY KEY,
    account TEXT    NOT NULL,
    cents   INTEGER NOT NULL,
    outcome TEXT    NOT NULL CHECK (outcome IN ('succeed', 'fail'))
) STRICT;

CREATE TABLE test_gateway_next (
    account TEXT NOT NULL PRIMARY KEY,
    outcome TEXT NOT NULL CHECK (outcome IN ('succeed', 'fail'))
) STRICT;
