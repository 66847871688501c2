-- The other files of a clip's version: sizes, moving pictures. `attempt` tells the jobs apart that were to make one.
CREATE TABLE clip_export (
    account TEXT    NOT NULL,
    version TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    file    TEXT,
    bytes   INTEGER,
    PRIMARY KEY (account, version, kind),
    CHECK ((file IS NULL) = (bytes IS NULL))
) STRICT, WITHOUT ROWID;
