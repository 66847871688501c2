//! Billing, in either database.

use super::{BillingStore, GrantedPeriod, Invoice, NewInvoice, Payment, Purpose, rows};
use crate::billing::rules::{PlanKey, Reversal, Subscription};
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::AccountId;
use async_trait::async_trait;
use uuid::Uuid;

/// What only one of the databases can say: each looks into JSON in its own way.
pub trait Words: Backend {
    /// Upgrades and bundles of account `$1` that were begun and not finished.
    const UNFINISHED: &'static str;
    /// The account of everything that is due at its own time, where the wall clock says `$1`, or was left unfinished, as a
    /// plan that goes on after its account was closed.
    const DUE_ACCOUNTS: &'static str;
}

/// The billing tables on the shared database.
pub struct SqlBilling<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlBilling<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

/// Inserts a subscription; false when the account has an open one.
async fn insert<B: Backend>(
    connection: &mut B::Connection,
    subscription: &Subscription,
) -> Result<bool, sqlx::Error> {
    let values = rows::Values::of(subscription)?;
    let added = query::<B>(
        "INSERT INTO subscription (plan, interval, anchor, first_period, next_period, paid_through, attempts, first_failed_at, \
         next_attempt_at, last_at, scheduled, state, due_at, ended_at, id, account, revision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1) ON CONFLICT DO NOTHING",
    );
    let added = values
        .bind(added)
        .bind(subscription.id.to_string())
        .bind(subscription.account.to_string());
    Ok(added.execute(connection).await? == 1)
}

/// Writes a subscription over the revision it was read at; false when that has changed meanwhile.
async fn update<B: Backend>(
    connection: &mut B::Connection,
    subscription: &Subscription,
) -> Result<bool, sqlx::Error> {
    let values = rows::Values::of(subscription)?;
    let changed = query::<B>(
        "UPDATE subscription SET plan = $1, interval = $2, anchor = $3, first_period = $4, next_period = $5, paid_through = $6, \
         attempts = $7, first_failed_at = $8, next_attempt_at = $9, last_at = $10, scheduled = $11, state = $12, due_at = $13, \
         ended_at = $14, revision = revision + 1 WHERE id = $15 AND revision = $16",
    );
    let changed = values
        .bind(changed)
        .bind(subscription.id.to_string())
        .bind(subscription.revision);
    Ok(changed.execute(connection).await? == 1)
}

#[async_trait]
impl<B: Words> BillingStore for SqlBilling<B> {
    async fn open_subscription(
        &self,
        account: &AccountId,
    ) -> Result<Option<Subscription>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM subscription WHERE account = $1 AND state <> 'ended'")
            .bind(account.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| rows::subscription(&row)).transpose()
    }

    async fn subscriptions(&self, account: &AccountId) -> Result<Vec<Subscription>, sqlx::Error> {
        let rows = query::<B>("SELECT * FROM subscription WHERE account = $1 ORDER BY anchor, id")
            .bind(account.to_string())
            .fetch_all(&self.database.readers)
            .await?;
        rows.iter().map(rows::subscription).collect()
    }

    async fn add_subscription(&self, subscription: &Subscription) -> Result<bool, sqlx::Error> {
        let mut connection = self.database.writer.acquire().await?;
        insert::<B>(&mut connection, subscription).await
    }

    async fn save(&self, subscription: &Subscription) -> Result<bool, sqlx::Error> {
        let mut connection = self.database.writer.acquire().await?;
        update::<B>(&mut connection, subscription).await
    }

    async fn replace(
        &self,
        ended: &Subscription,
        begun: &Subscription,
    ) -> Result<bool, sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        let done = update::<B>(&mut transaction, ended).await?
            && insert::<B>(&mut transaction, begun).await?;
        if done {
            transaction.commit().await?;
        }
        Ok(done)
    }

    async fn issue(&self, invoice: NewInvoice) -> Result<Invoice, sqlx::Error> {
        // Invoices are numbered without gaps, which a sequence would leave wherever one was issued before.
        let mut transaction = self.database.begin_alone("invoice numbers").await?;
        query::<B>(
            "INSERT INTO invoice (number, id, account, subscription, key, purpose, title, cents, state, issued_at) \
             VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM invoice), $1, $2, $3, $4, $5, $6, $7, 'open', $8) ON CONFLICT (account, key) DO NOTHING",
        )
        .bind(Uuid::new_v4().to_string())
        .bind(invoice.account.to_string())
        .bind(invoice.subscription.map(|id| id.to_string()))
        .bind(&invoice.key)
        .bind(rows::encoded(&invoice.purpose)?)
        .bind(&invoice.title)
        .bind(invoice.amount.get())
        .bind(invoice.issued_at.ms())
        .execute(&mut *transaction)
        .await?;
        let row = query::<B>("SELECT * FROM invoice WHERE account = $1 AND key = $2")
            .bind(invoice.account.to_string())
            .bind(&invoice.key)
            .fetch_one(&mut *transaction)
            .await?;
        transaction.commit().await?;
        rows::invoice(&row)
    }

    async fn invoices(&self, account: &AccountId) -> Result<Vec<Invoice>, sqlx::Error> {
        let rows = query::<B>("SELECT * FROM invoice WHERE account = $1 ORDER BY number DESC")
            .bind(account.to_string())
            .fetch_all(&self.database.readers)
            .await?;
        rows.iter().map(rows::invoice).collect()
    }

    async fn invoice(&self, account: &AccountId, id: &str) -> Result<Option<Invoice>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM invoice WHERE account = $1 AND id = $2")
            .bind(account.to_string())
            .bind(id)
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| rows::invoice(&row)).transpose()
    }

    async fn record(
        &self,
        invoice: &Invoice,
        payment: &Payment,
        changed: Option<&Subscription>,
    ) -> Result<bool, sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        if let Some(subscription) = changed
            && !update::<B>(&mut transaction, subscription).await?
        {
            return Ok(false);
        }
        let state = if payment.paid { "paid" } else { "declined" };
        // A period's credits have a record of their own; there is nothing else to hand over.
        let fulfilled = payment.paid && matches!(invoice.purpose, Purpose::Period { .. });
        // Only the attempt that was made may settle the invoice, and a paid one stays paid.
        let settled = query::<B>(
            "UPDATE invoice SET state = $1, attempts = attempts + 1, settled_at = $2, fulfilled = $3 \
             WHERE id = $4 AND attempts = $5 AND state <> 'paid'",
        )
        .bind(state)
        .bind(payment.at.ms())
        .bind(i64::from(fulfilled))
        .bind(&invoice.id)
        .bind(invoice.attempts)
        .execute(&mut *transaction)
        .await?;
        if settled != 1 {
            return Ok(false);
        }
        query::<B>("INSERT INTO payment (invoice, attempt, cents, state, detail, at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(&invoice.id)
            .bind(invoice.attempts)
            .bind(invoice.amount.get())
            .bind(state)
            .bind(&payment.detail)
            .bind(payment.at.ms())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn last_decline(
        &self,
        account: &AccountId,
        key: &str,
    ) -> Result<Option<String>, sqlx::Error> {
        let row = query::<B>(
            "SELECT payment.detail AS detail FROM invoice JOIN payment ON payment.invoice = invoice.id \
             WHERE invoice.account = $1 AND invoice.key = $2 AND payment.state = 'declined' ORDER BY payment.attempt DESC LIMIT 1",
        )
        .bind(account.to_string())
        .bind(key)
        .fetch_optional(&self.database.readers)
        .await?;
        let detail: Option<String> = row.map(|row| row.get("detail")).transpose()?;
        Ok(detail
            .map(|detail| detail.trim().trim_end_matches('.').to_owned())
            .filter(|detail| !detail.is_empty()))
    }

    async fn fulfilled(&self, invoice: &Invoice) -> Result<(), sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        let first = query::<B>(
            "UPDATE invoice SET fulfilled = 1, reversals = CASE WHEN reversals > 0 THEN reversals + 1 ELSE 0 END \
             WHERE id = $1 AND state = 'paid' AND fulfilled = 0",
        )
        .bind(&invoice.id)
        .execute(&mut *transaction)
        .await?;
        if let (
            1,
            Purpose::Upgrade {
                number,
                plan,
                download,
                ai,
            },
            Some(subscription),
        ) = (first, &invoice.purpose, invoice.subscription)
        {
            query::<B>("UPDATE period SET plan = $1, download = download + $2, ai = ai + $3 WHERE subscription = $4 AND number = $5")
                .bind(plan.as_str())
                .bind(download.get())
                .bind(ai.get())
                .bind(subscription.to_string())
                .bind(*number)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await
    }

    async fn unfinished(&self, account: &AccountId) -> Result<Vec<Invoice>, sqlx::Error> {
        let rows = query::<B>(B::UNFINISHED)
            .bind(account.to_string())
            .fetch_all(&self.database.readers)
            .await?;
        rows.iter().map(rows::invoice).collect()
    }

    async fn reverse(&self, reversal: &Reversal) -> Result<bool, sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        // An open one may end either way, and what is undone stays so: see ReversalState.
        let changed = query::<B>(
            "INSERT INTO reversal (id, invoice, kind, cents, state, at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (id) DO UPDATE SET state = excluded.state, at = excluded.at \
             WHERE reversal.state <> excluded.state AND (reversal.state = 'open' OR excluded.state = 'undone')",
        )
        .bind(&reversal.id)
        .bind(&reversal.invoice)
        .bind(rows::word_of(reversal.kind)?)
        .bind(reversal.cents.get())
        .bind(rows::word_of(reversal.state)?)
        .bind(reversal.at.ms())
        .execute(&mut *transaction)
        .await?;
        if changed != 1 {
            return Ok(false);
        }
        query::<B>("UPDATE invoice SET reversals = reversals + 1 WHERE id = $1")
            .bind(&reversal.invoice)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn reversals(&self, account: &AccountId) -> Result<Vec<Reversal>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT reversal.* FROM reversal JOIN invoice ON invoice.id = reversal.invoice \
             WHERE invoice.account = $1 ORDER BY reversal.at, reversal.id",
        )
        .bind(account.to_string())
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(rows::reversal).collect()
    }

    async fn unbooked(&self, account: &AccountId) -> Result<Vec<Invoice>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT * FROM invoice WHERE account = $1 AND reversals_booked < reversals ORDER BY number",
        )
        .bind(account.to_string())
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(rows::invoice).collect()
    }

    async fn booked(&self, invoice: &Invoice) -> Result<(), sqlx::Error> {
        query::<B>(
            "UPDATE invoice SET reversals_booked = CASE WHEN reversals = $1 THEN $1 ELSE reversals_booked END, \
             reversals = CASE WHEN reversals = $1 THEN reversals ELSE reversals + 1 END WHERE id = $2",
        )
        .bind(invoice.reversals)
        .bind(&invoice.id)
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn granted(
        &self,
        period: &GrantedPeriod,
        changed: &Subscription,
    ) -> Result<bool, sqlx::Error> {
        let mut transaction = self.database.begin_writing().await?;
        if !update::<B>(&mut transaction, changed).await? {
            return Ok(false);
        }
        query::<B>("INSERT INTO period (subscription, number, plan, download, ai, granted_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(period.subscription.to_string())
            .bind(period.number)
            .bind(period.plan.as_str())
            .bind(period.download.get())
            .bind(period.ai.get())
            .bind(period.granted_at.ms())
            .execute(&mut *transaction)
            .await?;
        // Which of them paid for this period is for whoever books them; to book one again moves nothing.
        query::<B>("UPDATE invoice SET reversals = reversals + 1 WHERE subscription = $1 AND reversals > 0")
            .bind(period.subscription.to_string())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn granted_periods(
        &self,
        account: &AccountId,
    ) -> Result<Vec<GrantedPeriod>, sqlx::Error> {
        let rows = query::<B>(
            "SELECT period.* FROM period JOIN subscription ON subscription.id = period.subscription \
             WHERE subscription.account = $1 ORDER BY subscription.anchor, subscription.id, period.number",
        )
        .bind(account.to_string())
        .fetch_all(&self.database.readers)
        .await?;
        rows.iter().map(rows::granted_period).collect()
    }

    async fn due_accounts(&self, wall_clock_ms: i64) -> Result<Vec<AccountId>, sqlx::Error> {
        let rows = query::<B>(B::DUE_ACCOUNTS)
            .bind(wall_clock_ms)
            .fetch_all(&self.database.readers)
            .await?;
        rows.iter()
            .map(|row| rows::account(row, "account"))
            .collect()
    }

    async fn plans_in_use(&self) -> Result<Vec<PlanKey>, sqlx::Error> {
        let rows =
            query::<B>("SELECT DISTINCT plan, scheduled FROM subscription WHERE state <> 'ended'")
                .fetch_all(&self.database.readers)
                .await?;
        let mut plans = Vec::new();
        for row in &rows {
            plans.push(PlanKey::new(row.get::<String>("plan")?));
            plans.extend(rows::scheduled_plan(row)?);
        }
        Ok(plans)
    }
}
