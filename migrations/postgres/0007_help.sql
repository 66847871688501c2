-- What people wrote to us, with where they stood.
CREATE TABLE help_message (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT,
    reply_to   TEXT    NOT NULL,
    page       TEXT    NOT NULL,
    body       TEXT    NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
    created_at BIGINT  NOT NULL
);

CREATE INDEX help_message_by_time ON help_message (created_at);
