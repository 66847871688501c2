-- What a refund or a chargeback takes back and does not find any more is owed: a figure of its own, never a negative balance.
ALTER TABLE credits_balance ADD COLUMN debt BIGINT NOT NULL DEFAULT 0 CHECK (debt >= 0);

-- How much of a grant has been taken back in all, from wherever it was taken.
ALTER TABLE credits_lot ADD COLUMN reclaimed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE credits_lot ADD CHECK (reclaimed BETWEEN 0 AND granted);

-- Why the debt is what it is; its figure is the sum of these.
CREATE TABLE credits_debt (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account     TEXT NOT NULL,
    wallet      TEXT NOT NULL CHECK (wallet IN ('download', 'ai')),
    at          BIGINT NOT NULL,
    delta       BIGINT NOT NULL CHECK (delta <> 0),
    after       BIGINT NOT NULL CHECK (after >= 0),
    request_key TEXT NOT NULL
);

CREATE INDEX credits_debt_wallet ON credits_debt (account, wallet, id);

CREATE TRIGGER credits_debt_stays BEFORE UPDATE OR DELETE ON credits_debt
    FOR EACH ROW EXECUTE FUNCTION credits_stays();
CREATE TRIGGER credits_debt_is_kept BEFORE TRUNCATE ON credits_debt EXECUTE FUNCTION credits_stays();
