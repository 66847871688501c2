-- Scenes: drafts of AI videos. Only editing writes one; looking at a page never does.
CREATE TABLE scene (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL,
    draft      TEXT    NOT NULL,
    revision   BIGINT  NOT NULL,
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL
);

CREATE INDEX scene_of_account ON scene (account, updated_at);

-- Paid orders. An order's id is the id of its hold as well. `root` is the animation on whose page its takes stand:
-- itself, or the earlier one to which it adds a take. Times are the account's own.
CREATE TABLE animation (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL,
    scene      TEXT    NOT NULL,
    root       TEXT    NOT NULL,
    duration   TEXT    NOT NULL,
    resolution TEXT    NOT NULL,
    count      TEXT    NOT NULL,
    price_list BIGINT  NOT NULL,
    total      BIGINT  NOT NULL CHECK (total > 0),
    title      TEXT    NOT NULL,
    snapshot   TEXT    NOT NULL,
    created_at BIGINT  NOT NULL
);

CREATE INDEX animation_of_scene ON animation (scene, created_at);
CREATE INDEX animation_of_root ON animation (root, created_at);

-- Takes: the videos of orders, and the free regenerations of those. `taken` and `returned` are what the ledger booked at
-- the take's verdict. Times are the wall clock's, as they tell how long work took.
CREATE TABLE take (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL,
    animation  TEXT    NOT NULL REFERENCES animation (id),
    root       TEXT    NOT NULL,
    number     BIGINT  NOT NULL CHECK (number > 0),
    origin     TEXT    NOT NULL CHECK (origin IN ('ordered', 'paid', 'free')),
    of_take    TEXT    CHECK ((of_take IS NULL) = (origin = 'ordered')),
    seed       BIGINT  NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('open', 'delivered', 'failed', 'cancelled')),
    video      TEXT,
    poster     TEXT,
    taken      BIGINT  NOT NULL DEFAULT 0,
    returned   BIGINT  NOT NULL DEFAULT 0,
    created_at BIGINT  NOT NULL,
    ended_at   BIGINT,
    CHECK (state <> 'delivered' OR video IS NOT NULL),
    UNIQUE (root, number)
);

CREATE INDEX take_open ON take (created_at) WHERE state = 'open';
-- One free regeneration of each video: while one runs it is reserved, failed or cancelled gives it back.
CREATE UNIQUE INDEX take_free ON take (of_take) WHERE origin = 'free' AND state IN ('open', 'delivered');
