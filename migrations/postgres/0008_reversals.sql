-- Money that went back: refunds, and payments that a bank took back in a dispute.
CREATE TABLE reversal (
    -- The gateway's own name of the refund or dispute.
    id      TEXT    NOT NULL PRIMARY KEY,
    invoice TEXT    NOT NULL REFERENCES invoice (id),
    kind    TEXT    NOT NULL CHECK (kind IN ('refund', 'dispute')),
    cents   BIGINT  NOT NULL CHECK (cents > 0),
    -- A state only ever moves on in this order, so events may come twice and in any order.
    state   TEXT    NOT NULL CHECK (state IN ('open', 'kept', 'undone')),
    -- When the state was reached, by the account's own clock.
    at      BIGINT  NOT NULL
);

CREATE INDEX reversal_of_invoice ON reversal (invoice, at);

-- How often the reversals of an invoice have changed, and up to which change the ledger has followed.
ALTER TABLE invoice ADD COLUMN reversals BIGINT  NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN reversals_booked BIGINT  NOT NULL DEFAULT 0;

CREATE INDEX invoice_unbooked ON invoice (account) WHERE reversals_booked < reversals;
