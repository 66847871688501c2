-- Which e-mail address Stripe has for the customer, to which its receipts go; none where nobody knows.
ALTER TABLE stripe_customer ADD COLUMN email TEXT;
