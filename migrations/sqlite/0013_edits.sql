-- The verified picture of a take as its provider made it, without words; none where the video has none, and none of
-- takes that are older than this column.
ALTER TABLE take ADD COLUMN plate TEXT;

-- Versions of takes: edits that need no new animation. The take's own video is version 1. `hash` is that of the edit
-- itself, so that the same edit is the same version; `attempt` tells the jobs apart that were to render it.
CREATE TABLE take_version (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL,
    take       TEXT    NOT NULL REFERENCES take (id),
    number     INTEGER NOT NULL CHECK (number > 1),
    hash       TEXT    NOT NULL,
    edit       TEXT    NOT NULL,
    attempt    INTEGER NOT NULL DEFAULT 1,
    video      TEXT,
    poster     TEXT,
    created_at INTEGER NOT NULL,
    CHECK ((video IS NULL) = (poster IS NULL)),
    UNIQUE (take, number),
    UNIQUE (take, hash)
) STRICT;

-- What kinds of jobs there are is the program's to say; a list of them in here would have to be written anew with each.
ALTER TABLE job ADD COLUMN work TEXT NOT NULL DEFAULT '';
UPDATE job SET work = kind;
DROP INDEX job_done;
ALTER TABLE job DROP COLUMN kind;
ALTER TABLE job RENAME COLUMN work TO kind;
CREATE INDEX job_done ON job (kind, ended_at) WHERE state = 'done';
