-- The address that is told of its account's end; the letter has the same id. The row goes when the letter has gone, and names no
-- account: nothing says whose address it was.
CREATE TABLE closing_notice (
    id         TEXT    NOT NULL PRIMARY KEY,
    email      TEXT    NOT NULL,
    created_at BIGINT  NOT NULL
);
