-- What a refund or a chargeback takes back and does not find any more is owed: a figure of its own, never a negative balance.
ALTER TABLE credits_balance ADD COLUMN debt INTEGER NOT NULL DEFAULT 0 CHECK (debt >= 0);

-- How much of a grant has been taken back in all, from wherever it was taken.
ALTER TABLE credits_lot ADD COLUMN reclaimed INTEGER NOT NULL DEFAULT 0 CHECK (reclaimed BETWEEN 0 AND granted);

-- Why the debt is what it is; its figure is the sum of these.
CREATE TABLE credits_debt (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account     TEXT NOT NULL,
    wallet      TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    at          INTEGER NOT NULL,
    delta       INTEGER NOT NULL CHECK (delta <> 0),
    after       INTEGER NOT NULL CHECK (after >= 0),
    request_key TEXT NOT NULL
) STRICT;

CREATE INDEX credits_debt_wallet ON credits_debt (account, wallet, id);

CREATE TRIGGER credits_debt_no_update BEFORE UPDATE ON credits_debt
BEGIN SELECT RAISE(ABORT, 'debts are append only'); END;
CREATE TRIGGER credits_debt_no_delete BEFORE DELETE ON credits_debt
BEGIN SELECT RAISE(ABORT, 'debts are append only'); END;
CREATE TRIGGER credits_debt_no_replace BEFORE INSERT ON credits_debt
WHEN EXISTS (SELECT 1 FROM credits_debt WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'debts are append only'); END;
