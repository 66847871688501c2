//! Stripe's side, in either database.

use super::{Asked, Customer, Outcome, StripeStore};
use crate::billing::rules::Cents;
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::AccountId;
use async_trait::async_trait;

/// The Stripe tables on the shared database.
pub struct SqlStripe<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlStripe<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

fn account(row: &impl Columns) -> Result<AccountId, sqlx::Error> {
    let id: String = row.get("account")?;
    id.parse()
        .map_err(|_| sqlx::Error::Decode(format!("{id:?} is no account").into()))
}

fn outcome(word: Option<String>, reason: String) -> Option<Outcome> {
    match word.as_deref() {
        Some("paid") => Some(Outcome::Paid),
        Some(_) => Some(Outcome::Declined { reason }),
        None => None,
    }
}

#[async_trait]
impl<B: Backend> StripeStore for SqlStripe<B> {
    async fn customer(&self, account: &AccountId) -> Result<Option<Customer>, sqlx::Error> {
        let row = query::<B>(
            "SELECT c.customer AS customer, c.card AS card, c.email AS told, a.email AS email FROM stripe_customer AS c \
             LEFT JOIN account AS a ON a.id = c.account AND a.closed_at IS NULL WHERE c.account = $1",
        )
        .bind(account.to_string())
        .fetch_optional(&self.database.readers)
        .await?;
        row.map(|row| {
            let told: Option<String> = row.get("told")?;
            let email: Option<String> = row.get("email")?;
            Ok(Customer {
                id: row.get("customer")?,
                card: row.get("card")?,
                untold: email.filter(|email| told.as_ref() != Some(email)),
            })
        })
        .transpose()
    }

    async fn keep_customer(
        &self,
        account: &AccountId,
        customer: &str,
        email: &str,
    ) -> Result<(), sqlx::Error> {
        query::<B>("INSERT INTO stripe_customer (account, customer, email) VALUES ($1, $2, $3) ON CONFLICT (account) DO NOTHING")
            .bind(account.to_string())
            .bind(customer)
            .bind(email)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn note_address(&self, customer: &str, email: Option<&str>) -> Result<(), sqlx::Error> {
        query::<B>(
            "UPDATE stripe_customer SET email = $1 WHERE customer = $2 \
             AND EXISTS (SELECT 1 FROM account WHERE account.id = stripe_customer.account AND account.closed_at IS NULL)",
        )
        .bind(email)
        .bind(customer)
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn closed(&self, after_ms: i64, limit: u32) -> Result<Vec<String>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT c.customer AS customer FROM stripe_customer AS c JOIN account AS a ON a.id = c.account \
             WHERE a.closed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stripe_charge AS p \
                 WHERE p.account = c.account AND p.outcome IS NULL AND p.at > $1) \
             ORDER BY c.refused_at, a.closed_at, c.customer LIMIT $2",
        )
        .bind(after_ms)
        .bind(i64::from(limit))
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(|row| row.get("customer")).collect()
    }

    async fn refused(&self, customer: &str, at_ms: i64) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE stripe_customer SET refused_at = $1 WHERE customer = $2")
            .bind(at_ms)
            .bind(customer)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn forget_customer(&self, customer: &str) -> Result<(), sqlx::Error> {
        query::<B>("DELETE FROM stripe_customer WHERE customer = $1")
            .bind(customer)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn leave_card(&self, customer: &str, card: &str, at_s: i64) -> Result<(), sqlx::Error> {
        query::<B>(
            "UPDATE stripe_customer SET card = $1, card_at = CASE WHEN card_at > $2 THEN card_at ELSE $2 END \
             WHERE customer = $3",
        )
        .bind(card)
        .bind(at_s)
        .bind(customer)
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn set_card(&self, customer: &str, card: &str, at_s: i64) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE stripe_customer SET card = $1, card_at = $2 WHERE customer = $3 AND card_at <= $2")
            .bind(card)
            .bind(at_s)
            .bind(customer)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn forget_card(&self, card: &str) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE stripe_customer SET card = NULL WHERE card = $1")
            .bind(card)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn begin_checkout(
        &self,
        session: &str,
        account: &AccountId,
        wish: &str,
        at_ms: i64,
    ) -> Result<(), sqlx::Error> {
        query::<B>("INSERT INTO stripe_checkout (session, account, wish, at) VALUES ($1, $2, $3, $4) ON CONFLICT (session) DO NOTHING")
            .bind(session)
            .bind(account.to_string())
            .bind(wish)
            .bind(at_ms)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn open_checkout(
        &self,
        session: &str,
    ) -> Result<Option<(AccountId, String)>, sqlx::Error> {
        let row =
            query::<B>("SELECT account, wish FROM stripe_checkout WHERE session = $1 AND done = 0")
                .bind(session)
                .fetch_optional(&self.database.readers)
                .await?;
        row.map(|row| Ok((account(&row)?, row.get("wish")?)))
            .transpose()
    }

    async fn end_checkout(&self, session: &str) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE stripe_checkout SET done = 1 WHERE session = $1")
            .bind(session)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn checkouts(&self, account: &AccountId) -> Result<i64, sqlx::Error> {
        query::<B>("SELECT COUNT(*) AS begun FROM stripe_checkout WHERE account = $1")
            .bind(account.to_string())
            .fetch_one(&self.database.readers)
            .await?
            .get("begun")
    }

    async fn ask(
        &self,
        key: &str,
        of: &AccountId,
        cents: Cents,
        at_ms: i64,
    ) -> Result<Asked, sqlx::Error> {
        let added = query::<B>("INSERT INTO stripe_charge (key, account, cents, at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING")
            .bind(key)
            .bind(of.to_string())
            .bind(cents.get())
            .bind(at_ms)
            .execute(&self.database.writer)
            .await?;
        let row = query::<B>("SELECT outcome, reason FROM stripe_charge WHERE key = $1")
            .bind(key)
            .fetch_one(&self.database.writer)
            .await?;
        Ok(Asked {
            account: *of,
            key: key.to_owned(),
            outcome: outcome(row.get("outcome")?, row.get("reason")?),
            fresh: added == 1,
        })
    }

    async fn end(
        &self,
        key: &str,
        payment: Option<&str>,
        ended: &Outcome,
    ) -> Result<Option<AccountId>, sqlx::Error> {
        let (word, reason) = match ended {
            Outcome::Paid => ("paid", ""),
            Outcome::Declined { reason } => ("declined", reason.as_str()),
        };
        let row = query::<B>(
            "UPDATE stripe_charge SET payment = COALESCE($1, payment), \
             reason = CASE WHEN outcome = 'paid' THEN reason ELSE $2 END, \
             outcome = CASE WHEN outcome = 'paid' THEN outcome ELSE $3 END WHERE key = $4 RETURNING account",
        )
        .bind(payment)
        .bind(reason)
        .bind(word)
        .bind(key)
        .fetch_optional(&self.database.writer)
        .await?;
        row.map(|row| account(&row)).transpose()
    }

    async fn is_unanswered(&self, account: &AccountId, after_ms: i64) -> Result<bool, sqlx::Error> {
        let row = query::<B>(
            "SELECT COUNT(*) AS waiting FROM stripe_charge WHERE account = $1 AND outcome IS NULL AND at > $2",
        )
        .bind(account.to_string())
        .bind(after_ms)
        .fetch_one(&self.database.readers)
        .await?;
        Ok(row.get::<i64>("waiting")? > 0)
    }

    async fn asked(&self, payment: &str) -> Result<Option<(AccountId, String)>, sqlx::Error> {
        let row = query::<B>("SELECT account, key FROM stripe_charge WHERE payment = $1")
            .bind(payment)
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| Ok((account(&row)?, row.get("key")?)))
            .transpose()
    }

    async fn keep_event(&self, id: &str, payload: &str, at_ms: i64) -> Result<(), sqlx::Error> {
        query::<B>("INSERT INTO stripe_event (id, payload, at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING")
            .bind(id)
            .bind(payload)
            .bind(at_ms)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn open_events(&self, limit: u32) -> Result<Vec<(String, String, i64)>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT id, payload, at FROM stripe_event WHERE handled = 0 ORDER BY looked_at, at, id LIMIT $1",
        )
        .bind(i64::from(limit))
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter()
            .map(|row| Ok((row.get("id")?, row.get("payload")?, row.get("at")?)))
            .collect()
    }

    async fn looked_at(&self, id: &str, at_ms: i64) -> Result<(), sqlx::Error> {
        query::<B>("UPDATE stripe_event SET looked_at = $1 WHERE id = $2")
            .bind(at_ms)
            .bind(id)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }

    async fn end_event(&self, id: &str) -> Result<(), sqlx::Error> {
        // Its text may name the person, and an account that is deleted leaves no such name; the id keeps it from being
        // heeded twice.
        query::<B>("UPDATE stripe_event SET handled = 1, payload = '' WHERE id = $1")
            .bind(id)
            .execute(&self.database.writer)
            .await?;
        Ok(())
    }
}
