-- Forgotten passwords. Who asked for a link; its letter has the same id.
CREATE TABLE password_request (
    id         TEXT    NOT NULL PRIMARY KEY,
    email      TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX password_request_by_email ON password_request (email);

-- Which token may set whose password. Only its hash is kept.
CREATE TABLE password_link (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX password_link_by_account ON password_link (account);

-- Whose session it is, so that all of an account can be ended.
ALTER TABLE session ADD COLUMN account TEXT;
UPDATE session SET account = json_extract(record, '$.data.account');
CREATE INDEX session_by_account ON session (account);
