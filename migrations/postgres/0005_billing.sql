-- Subscriptions, what was billed for them, and which periods brought their credits.
-- Times are epoch milliseconds of the account's own clock, money is whole US cents.
CREATE TABLE subscription (
    id              TEXT    NOT NULL PRIMARY KEY,
    account         TEXT    NOT NULL,
    plan            TEXT    NOT NULL,
    interval        TEXT    NOT NULL CHECK (interval IN ('month', 'year')),
    anchor          BIGINT  NOT NULL,
    -- Period numbers: the first one, the first whose credits are to come, the first that is not paid.
    first_period    BIGINT  NOT NULL,
    next_period     BIGINT  NOT NULL CHECK (next_period >= first_period),
    paid_through    BIGINT  NOT NULL CHECK (paid_through >= next_period),
    -- Declined payments of the first unpaid period.
    attempts        BIGINT  NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    first_failed_at BIGINT,
    next_attempt_at BIGINT,
    last_at         BIGINT  NOT NULL,
    scheduled       TEXT    CHECK (scheduled IS NULL OR scheduled::json IS NOT NULL),
    state           TEXT    NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    -- When something is due next; nothing ever is for a paused or ended one.
    due_at          BIGINT,
    ended_at        BIGINT,
    revision        BIGINT  NOT NULL
);

-- An account has one plan at a time.
CREATE UNIQUE INDEX subscription_open ON subscription (account) WHERE state <> 'ended';
CREATE INDEX subscription_of_account ON subscription (account, anchor);
CREATE INDEX subscription_due ON subscription (due_at) WHERE due_at IS NOT NULL;

-- A period whose credits were granted, with what it brought in all.
CREATE TABLE period (
    subscription TEXT    NOT NULL REFERENCES subscription (id),
    number       BIGINT  NOT NULL,
    plan         TEXT    NOT NULL,
    download     BIGINT  NOT NULL CHECK (download >= 0),
    ai           BIGINT  NOT NULL CHECK (ai >= 0),
    granted_at   BIGINT  NOT NULL,
    PRIMARY KEY (subscription, number)
);

CREATE TABLE invoice (
    -- Numbers have no gaps: whoever issues one holds the lock on all of them.
    number       BIGINT  NOT NULL PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    account      TEXT    NOT NULL,
    subscription TEXT    REFERENCES subscription (id),
    -- What makes the same thing be billed once: the period, the upgrade in it, or the form that was sent.
    key          TEXT    NOT NULL,
    purpose      TEXT    NOT NULL CHECK (purpose::json IS NOT NULL),
    title        TEXT    NOT NULL,
    cents        BIGINT  NOT NULL CHECK (cents >= 0),
    state        TEXT    NOT NULL CHECK (state IN ('open', 'paid', 'declined')),
    fulfilled    BIGINT  NOT NULL DEFAULT 0 CHECK (fulfilled IN (0, 1)),
    attempts     BIGINT  NOT NULL DEFAULT 0,
    issued_at    BIGINT  NOT NULL,
    settled_at   BIGINT,
    UNIQUE (account, key)
);

CREATE INDEX invoice_unfinished ON invoice (account) WHERE state = 'open' OR (state = 'paid' AND fulfilled = 0);

-- Each answer of the gateway.
CREATE TABLE payment (
    invoice   TEXT    NOT NULL REFERENCES invoice (id),
    attempt   BIGINT  NOT NULL,
    cents     BIGINT  NOT NULL,
    state     TEXT    NOT NULL CHECK (state IN ('paid', 'declined')),
    detail    TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    PRIMARY KEY (invoice, attempt)
);

-- The test gateway's own books: its first answer to each key, and what the Lab wants it to answer next.
CREATE TABLE test_gateway_charge (
    key     TEXT    NOT NULL PRIMARY KEY,
    account TEXT    NOT NULL,
    cents   BIGINT  NOT NULL,
    outcome TEXT    NOT NULL CHECK (outcome IN ('succeed', 'fail'))
);

CREATE TABLE test_gateway_next (
    account TEXT NOT NULL PRIMARY KEY,
    outcome TEXT NOT NULL CHECK (outcome IN ('succeed', 'fail'))
);
