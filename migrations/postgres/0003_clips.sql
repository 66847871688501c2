-- Clips: templates as people filled them in. A deleted clip keeps its row, since the rights to its versions live on.
CREATE TABLE clip (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL,
    template   TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    inputs     TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL,
    deleted_at BIGINT
);

CREATE INDEX clip_of_account ON clip (account, updated_at);

-- The versions of a clip that were ever asked to be rendered: what a download may be of. `number` counts those that
-- became the account's. Such a row is written before any credit can be taken for it.
CREATE TABLE clip_version (
    clip       TEXT    NOT NULL REFERENCES clip (id),
    hash       TEXT    NOT NULL,
    inputs     TEXT    NOT NULL,
    number     BIGINT,
    asked_at   BIGINT  NOT NULL,
    PRIMARY KEY (clip, hash)
);

-- One rendered file for each version of an account, whichever clip asked for it. `attempt` numbers the jobs that were
-- queued for it; the keys are set when one of them is done.
CREATE TABLE clip_render (
    account     TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    attempt     BIGINT  NOT NULL,
    full_key    TEXT,
    preview_key TEXT,
    poster_key  TEXT,
    strip_keys  TEXT,
    bytes       BIGINT,
    PRIMARY KEY (account, version)
);
