-- An account's entries by time: a month of the statement is found without reading what came after it. Within an account
-- time never runs back from one entry to the next, so two moments are two ids.
CREATE INDEX credits_entry_at ON credits_entry (account, at, id);
