-- Accounts and their sessions. `clock_ahead` is only ever moved by the Lab, in demo mode.
CREATE TABLE account (
    id            TEXT    NOT NULL PRIMARY KEY,
    email         TEXT    NOT NULL UNIQUE,
    password_hash TEXT    NOT NULL,
    clock_ahead   BIGINT  NOT NULL DEFAULT 0,
    created_at    BIGINT  NOT NULL
);

CREATE TABLE session (
    id         TEXT    NOT NULL PRIMARY KEY,
    record     TEXT    NOT NULL,
    expires_at BIGINT  NOT NULL
);

CREATE INDEX session_expiry ON session (expires_at);
