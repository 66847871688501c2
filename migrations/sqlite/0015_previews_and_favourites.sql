-- Stills of a scene that its owner may go back to. `still` names what is drawn, so that the same picture is kept once;
-- the picture itself is drawn from `draft` and kept nowhere. Times are the account's own.
CREATE TABLE scene_preview (
    scene      TEXT    NOT NULL REFERENCES scene (id) ON DELETE CASCADE,
    account    TEXT    NOT NULL,
    number     INTEGER NOT NULL CHECK (number > 0),
    still      TEXT    NOT NULL,
    draft      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (scene, number),
    UNIQUE (scene, still)
) STRICT;

-- The videos somebody likes best of theirs.
CREATE TABLE take_favourite (
    take       TEXT    NOT NULL PRIMARY KEY REFERENCES take (id) ON DELETE CASCADE,
    account    TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- What was delivered last, for saying how long a video usually takes.
CREATE INDEX take_delivered ON take (ended_at) WHERE state = 'delivered' AND origin = 'ordered';
