-- The verified picture of a take as its provider made it, without words; none where the video has none, and none of
-- takes that are older than this column.
ALTER TABLE take ADD COLUMN plate TEXT;

-- Versions of takes: edits that need no new animation. The take's own video is version 1. `hash` is that of the edit
-- itself, so that the same edit is the same version; `attempt` tells the jobs apart that were to render it.
CREATE TABLE take_version (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL,
    take       TEXT    NOT NULL REFERENCES take (id),
    number     BIGINT  NOT NULL CHECK (number > 1),
    hash       TEXT    NOT NULL,
    edit       TEXT    NOT NULL,
    attempt    BIGINT  NOT NULL DEFAULT 1,
    video      TEXT,
    poster     TEXT,
    created_at BIGINT  NOT NULL,
    CHECK ((video IS NULL) = (poster IS NULL)),
    UNIQUE (take, number),
    UNIQUE (take, hash)
);

-- What kinds of jobs there are is the program's to say; a list of them in here would have to be written anew with each.
ALTER TABLE job DROP CONSTRAINT job_kind_check;
