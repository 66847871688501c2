-- Stripe's messages come in any order: when the card was chosen, by Stripe's clock in seconds, so that an older choice
-- does not replace a newer one.
ALTER TABLE stripe_customer ADD COLUMN card_at BIGINT NOT NULL DEFAULT 0;

-- When a message that could not be done was last looked at: those wait behind the ones nobody has looked at yet.
ALTER TABLE stripe_event ADD COLUMN looked_at BIGINT NOT NULL DEFAULT 0;
DROP INDEX stripe_event_unhandled;
CREATE INDEX stripe_event_unhandled ON stripe_event (looked_at, at) WHERE handled = 0;
