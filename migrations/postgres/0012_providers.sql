-- Who animates an order; regenerations are made by the same one.
ALTER TABLE animation ADD COLUMN provider TEXT NOT NULL DEFAULT 'embedded';

-- Why a take failed, and whether its video arrived after it had counted as failed: such a video is free.
ALTER TABLE take ADD COLUMN failure TEXT;
ALTER TABLE take ADD COLUMN late BIGINT NOT NULL DEFAULT 0 CHECK (late IN (0, 1));
DROP INDEX take_free;
CREATE UNIQUE INDEX take_free ON take (of_take) WHERE origin = 'free' AND state IN ('open', 'delivered') AND late = 0;

-- What a provider was asked for, written before it is asked: a take is never asked for twice. `sent_at` without a
-- `handle` is a request whose answer did not arrive. Times are the wall clock's.
CREATE TABLE provider_job (
    take         TEXT    NOT NULL PRIMARY KEY REFERENCES take (id),
    provider     TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('open', 'overdue', 'ended')),
    -- What the provider calls it, in the provider's own words.
    handle       TEXT,
    sent_at      BIGINT,
    -- Since when the provider has not answered.
    silent_since BIGINT,
    last_error   TEXT,
    last_error_at BIGINT,
    -- When an overdue job is looked at again.
    look_at      BIGINT,
    created_at   BIGINT NOT NULL
);

CREATE INDEX provider_job_open ON provider_job (provider, state) WHERE state <> 'ended';
CREATE INDEX provider_job_overdue ON provider_job (look_at) WHERE state = 'overdue';
CREATE INDEX provider_job_error ON provider_job (provider, last_error_at) WHERE last_error_at IS NOT NULL;

-- How many jobs of its kind the account, and how many jobs the lane, may have running at once; none is no limit.
ALTER TABLE job ADD COLUMN account_limit BIGINT;
ALTER TABLE job ADD COLUMN lane TEXT;
ALTER TABLE job ADD COLUMN lane_limit BIGINT;
CREATE INDEX job_of_lane ON job (lane) WHERE state = 'running';
-- How long work took lately.
CREATE INDEX job_done ON job (kind, ended_at) WHERE state = 'done';
