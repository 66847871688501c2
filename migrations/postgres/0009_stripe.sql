-- What is known of Stripe's side. Stripe only takes payments; what they are for stands in the invoices.
CREATE TABLE stripe_customer (
    account  TEXT NOT NULL PRIMARY KEY,
    customer TEXT NOT NULL UNIQUE,
    -- The card that later payments are taken from; none until one was given, or since it is gone.
    card     TEXT
);

-- Visits to Stripe's page for a card, with what the person was about to pay when it was asked for.
CREATE TABLE stripe_checkout (
    session TEXT    NOT NULL PRIMARY KEY,
    account TEXT    NOT NULL,
    wish    TEXT    NOT NULL CHECK (wish::json IS NOT NULL),
    done    BIGINT  NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    at      BIGINT  NOT NULL
);

-- Every payment that was asked of Stripe: written before it is asked for, so that none is asked for twice.
CREATE TABLE stripe_charge (
    key     TEXT    NOT NULL PRIMARY KEY,
    account TEXT    NOT NULL,
    cents   BIGINT  NOT NULL,
    payment TEXT    UNIQUE,
    outcome TEXT    CHECK (outcome IN ('paid', 'declined')),
    reason  TEXT    NOT NULL DEFAULT '',
    at      BIGINT  NOT NULL
);

-- Everything Stripe told us, as it was told; handled once, and again until it could be.
CREATE TABLE stripe_event (
    id      TEXT    NOT NULL PRIMARY KEY,
    payload TEXT    NOT NULL,
    at      BIGINT  NOT NULL,
    handled BIGINT  NOT NULL DEFAULT 0 CHECK (handled IN (0, 1))
);

CREATE INDEX stripe_event_unhandled ON stripe_event (at) WHERE handled = 0;
