-- The durable job queue. A running job has a worker and a lease; a lapsed lease is taken over.
CREATE TABLE job (
    id               TEXT    NOT NULL PRIMARY KEY,
    kind             TEXT    NOT NULL CHECK (kind IN ('render', 'take')),
    account          TEXT    NOT NULL,
    payload          TEXT    NOT NULL,
    state            TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    attempts         BIGINT  NOT NULL DEFAULT 0,
    worker           TEXT,
    lease_until      BIGINT,
    cancel_requested BIGINT  NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
    frames_done      BIGINT  NOT NULL DEFAULT 0,
    frames_total     BIGINT  NOT NULL DEFAULT 0,
    problem          TEXT,
    created_at       BIGINT  NOT NULL,
    started_at       BIGINT,
    ended_at         BIGINT
);

CREATE INDEX job_open ON job (created_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX job_of_account ON job (account, state) WHERE state IN ('queued', 'running');

-- A person's uploaded photos. The pixels lie in the media store under their own hash.
CREATE TABLE upload (
    id               TEXT    NOT NULL PRIMARY KEY,
    account          TEXT    NOT NULL,
    file_name        TEXT    NOT NULL,
    has_transparency BIGINT  NOT NULL CHECK (has_transparency IN (0, 1)),
    original_key     TEXT    NOT NULL,
    original_width   BIGINT  NOT NULL,
    original_height  BIGINT  NOT NULL,
    cut_out_key      TEXT,
    cut_out_width    BIGINT,
    cut_out_height   BIGINT,
    created_at       BIGINT  NOT NULL
);

CREATE INDEX upload_of_account ON upload (account, created_at);
