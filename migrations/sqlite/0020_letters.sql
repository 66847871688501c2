-- What has to be mailed, one row for each letter: what it says is read from what it tells of (`kind`, and the same `id`) when it
-- goes. It is due until `mailed_at` says that a server has taken it.
CREATE TABLE letter (
    id         TEXT    NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    tries      INTEGER NOT NULL CHECK (tries >= 0),
    mailed_at  INTEGER
) STRICT;

CREATE INDEX letter_due ON letter (due_at) WHERE mailed_at IS NULL;

-- Whoever wrote before there was mail is read as well.
INSERT INTO letter (id, kind, created_at, due_at, tries)
SELECT id, 'help', created_at, created_at, 0 FROM help_message;
