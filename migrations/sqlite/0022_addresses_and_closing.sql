-- Another address for an account, as long as its mailbox has not confirmed it; its letter has the same id. Times are the
-- wall clock's.
CREATE TABLE address_change (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL UNIQUE,
    email      TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- Which token may confirm which change. Only its hash is kept.
CREATE TABLE address_link (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    request    TEXT    NOT NULL
) STRICT;

CREATE INDEX address_link_by_request ON address_link (request);

-- Changes that the address before is told of; the letter has the same id.
CREATE TABLE address_notice (
    id         TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL,
    old_email  TEXT    NOT NULL,
    new_email  TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX address_notice_by_account ON address_notice (account);

-- When an account was closed. Its row stays for the books, under an address that nobody can have.
ALTER TABLE account ADD COLUMN closed_at INTEGER;

-- Files of closed accounts, until they are erased.
CREATE TABLE file_to_erase (
    key        TEXT    NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;
