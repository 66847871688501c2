-- Rounds look for closed accounts every few minutes, among all who are still here.
CREATE INDEX account_closed ON account (closed_at) WHERE closed_at IS NOT NULL;
