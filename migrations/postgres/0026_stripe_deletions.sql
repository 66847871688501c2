-- When Stripe last refused to delete the customer: those wait behind the ones it was never asked about.
ALTER TABLE stripe_customer ADD COLUMN refused_at BIGINT NOT NULL DEFAULT 0;
