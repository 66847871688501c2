-- What the Lab disturbs, account by account. Empty outside demo mode.
CREATE TABLE lab_fault (
    account    TEXT    NOT NULL PRIMARY KEY,
    latency_ms BIGINT  NOT NULL DEFAULT 0 CHECK (latency_ms BETWEEN 0 AND 60000),
    render     TEXT    CHECK (render IN ('fail', 'stall')),
    provider   TEXT    CHECK (provider IN ('fail', 'stall', 'partial')),
    offline    BIGINT  NOT NULL DEFAULT 0 CHECK (offline IN (0, 1))
);
