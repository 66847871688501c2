-- The library: clips, scenes and animations in one list that can be searched, sorted and paged by the database.
-- `words` is what a search looks through, `sort_title` what titles are sorted by, both folded to lower case by whoever
-- writes the row. What was there before is folded as far as the database can.
ALTER TABLE clip ADD COLUMN version TEXT;
ALTER TABLE clip ADD COLUMN sort_title TEXT NOT NULL DEFAULT '';
ALTER TABLE clip ADD COLUMN words TEXT NOT NULL DEFAULT '';
UPDATE clip SET
    version = (SELECT v.hash FROM clip_version AS v WHERE v.clip = clip.id AND v.inputs = clip.inputs),
    sort_title = lower(CASE WHEN title <> '' THEN title ELSE COALESCE(json_extract(inputs, '$.headline'), '') END),
    words = lower(title || ' ' || COALESCE(json_extract(inputs, '$.headline'), '') || ' ' || COALESCE(json_extract(inputs, '$.line'), '') || ' ' || template);

-- A scene's own title; empty until the person gives one.
ALTER TABLE scene ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE scene ADD COLUMN sort_title TEXT NOT NULL DEFAULT '';
ALTER TABLE scene ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE scene ADD COLUMN deleted_at INTEGER;
UPDATE scene SET
    sort_title = lower(COALESCE(NULLIF(json_extract(draft, '$.caption'), ''), json_extract(draft, '$.prompt'), '')),
    words = lower(COALESCE(json_extract(draft, '$.caption'), '') || ' ' || COALESCE(json_extract(draft, '$.prompt'), ''));

ALTER TABLE animation ADD COLUMN sort_title TEXT NOT NULL DEFAULT '';
ALTER TABLE animation ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE animation ADD COLUMN deleted_at INTEGER;
UPDATE animation SET
    sort_title = lower(title),
    words = lower(title || ' ' || COALESCE(json_extract(snapshot, '$.caption'), '') || ' ' || COALESCE(json_extract(snapshot, '$.prompt'), ''));

CREATE INDEX animation_of_account ON animation (account, created_at) WHERE root = id;

-- How long stored files are. A file's key is the hash of its bytes, so a length that was looked up once stays true.
CREATE TABLE media_size (
    key   TEXT    NOT NULL PRIMARY KEY,
    bytes INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT, WITHOUT ROWID;
