//! The end of an account: its plan ends at once, nothing is billed any more, and nothing is paid back.

use super::renewals::{catch_up, run, tell};
use super::{alone, to_its_end};
use crate::accounts::Account;
use crate::billing::rules::{Change, Step};
use crate::billing::store::InvoiceState;
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use ::credits::AccountId;

/// How long the end of an account waits for the answer to a payment. Stripe knows a key again for a day. What has had no
/// answer by then was given up, after a crash say, and must not keep anybody for ever.
const ANSWERS_COME_WITHIN_MS: i64 = 24 * 60 * 60 * 1_000;

/// How often the plan is looked at again when somebody else has changed it meanwhile.
const LOOKS: usize = 5;

/// How far an account's billing let it go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Done,
    /// A payment has no answer yet, or what it paid for was not handed over. Nothing has changed.
    PaymentUnderWay,
    /// It was not closed, and its plan goes on.
    NotClosed,
}

/// Closes an account with `close`, which answers whether it could, and ends its plan. Nobody else moves the account's
/// billing meanwhile, so that nothing is bought for an account that is about to be gone.
pub async fn end_for_good(
    app: &App,
    account: &Account,
    close: impl Future<Output = Result<bool, AppError>> + Send + 'static,
) -> Result<Ended, AppError> {
    let (app, account) = (app.clone(), account.clone());
    to_its_end(async move {
        let _alone = alone(&account.id).await;
        if is_paying(&app, &account.id).await? {
            return Ok(Ended::PaymentUnderWay);
        }
        if !close.await? {
            // Another server may have begun a payment in this very moment.
            return Ok(if is_paying(&app, &account.id).await? {
                Ended::PaymentUnderWay
            } else {
                Ended::NotClosed
            });
        }
        if let Err(error) = end_plan(&app, &account).await {
            // The account is closed. The next round ends its plan.
            tracing::error!(account = %account.id, %error, "the plan of a closed account could not be ended");
        }
        Ok(Ended::Done)
    })
    .await
}

/// Does what is left to do for an account that is closed: it is billed nothing, and its last credits still expire.
pub(super) async fn wind_up(app: &App, account: &Account) -> Result<(), AppError> {
    let (closing, closed) = (app.clone(), account.clone());
    to_its_end(async move {
        let _alone = alone(&closed.id).await;
        end_plan(&closing, &closed).await
    })
    .await?;
    catch_up(app, account).await
}

/// Has the gateway forget whoever left. It is asked in every round, so that neither a crash nor a gateway that is away for a
/// while leaves somebody's card there.
pub(super) async fn forget_closed(app: &App) -> Result<(), AppError> {
    let since = wall_clock_ms() - ANSWERS_COME_WITHIN_MS;
    let forgotten = app.gateway.forget_closed(since).await;
    forgotten.map_err(AppError::internal)
}

/// Whether it is unknown that a payment was taken, or what was paid for is still to come.
async fn is_paying(app: &App, account: &AccountId) -> Result<bool, AppError> {
    if !app.billing.unfinished(account).await?.is_empty() {
        return Ok(true);
    }
    let invoices = app.billing.invoices(account).await?;
    if invoices
        .iter()
        .any(|invoice| invoice.state == InvoiceState::Open)
    {
        return Ok(true);
    }
    // The invoice of a period that was declined stays so while it is tried again.
    let since = wall_clock_ms() - ANSWERS_COME_WITHIN_MS;
    let unanswered = app.gateway.is_unanswered(account, since).await;
    unanswered.map_err(AppError::internal)
}

/// Ends the plan now, and its credits with it.
async fn end_plan(app: &App, account: &Account) -> Result<(), AppError> {
    for _ in 0..LOOKS {
        let Some(open) = app.billing.open_subscription(&account.id).await? else {
            tell(app, &account.id).await;
            return Ok(());
        };
        let at = account.now().max(open.last_at);
        let end = Step::Change {
            change: Change::Cancel,
            at,
        };
        run(app, account, open, end).await?;
    }
    Err(AppError::internal(
        "the plan of a closed account does not end",
    ))
}

#[cfg(test)]
mod tests {
    use super::{Ended, end_for_good};
    use crate::billing::logic::renewals::catch_up_everybody;
    use crate::billing::logic::{buy_bundle, subscribe};
    use crate::billing::rules::{Interval, PlanKey};
    use crate::error::AppError;
    use crate::server::state::wall_clock_ms;
    use crate::server::testing::{TestApp, on_postgres_too};
    use ::credits::Credits;
    use uuid::Uuid;

    /// As after a crash between the end of the account and that of its plan.
    #[tokio::test]
    async fn a_closed_account_is_never_billed_again() {
        let test = TestApp::start().await;
        let app = &test.app;
        let account = test.account().await;
        let starter = || PlanKey::new("starter");
        let begun = subscribe(app, &account, starter(), Interval::Month, 1_900).await;
        begun.expect("subscribed");
        let closed = app.closing.close(&account.id, wall_clock_ms()).await;
        assert!(closed.expect("answered"));
        let later = "UPDATE account SET clock_ahead = clock_ahead + 3456000000";
        app.database.run(later).await.expect("forty days later");
        catch_up_everybody(app).await.expect("looked");
        let open = app.billing.open_subscription(&account.id).await;
        assert_eq!(open.expect("readable"), None);
        let invoices = app.billing.invoices(&account.id).await.expect("readable");
        assert_eq!(invoices.len(), 1, "only the month that was paid for");
        let balances = app.ledger.balances(&account.id).await.expect("readable");
        assert!(balances.ai.available.is_zero() && balances.download.available.is_zero());
        // Requests that waited for their turn meanwhile.
        let late = subscribe(app, &account, starter(), Interval::Month, 1_900).await;
        assert_eq!(late, Err(AppError::SignedOut));
        let bundle = buy_bundle(app, &account, Credits::new(150), 1_500, Uuid::new_v4());
        assert_eq!(bundle.await, Err(AppError::SignedOut));
        let invoices = app.billing.invoices(&account.id).await.expect("readable");
        assert_eq!(invoices.len(), 1, "neither is billed");
    }

    /// A paused plan is never due, so that nothing but its account's end calls for its own.
    #[tokio::test]
    async fn the_paused_plan_of_a_closed_account_ends_as_well() {
        let test = TestApp::start().await;
        let app = &test.app;
        let (account, other) = (test.account().await, test.account().await);
        for one in [&account, &other] {
            let starter = PlanKey::new("starter");
            let begun = subscribe(app, one, starter, Interval::Month, 1_900).await;
            begun.expect("subscribed");
        }
        let paused = "UPDATE subscription SET state = 'paused', due_at = NULL";
        app.database.run(paused).await.expect("paused");
        let closed = app.closing.close(&account.id, wall_clock_ms()).await;
        assert!(closed.expect("answered"));
        let due = app.billing.due_accounts(wall_clock_ms()).await;
        assert_eq!(due.expect("readable"), [account.id]);
        catch_up_everybody(app).await.expect("looked");
        let open = app.billing.open_subscription(&account.id).await;
        assert_eq!(open.expect("readable"), None);
        let balances = app.ledger.balances(&account.id).await.expect("readable");
        assert!(balances.ai.available.is_zero() && balances.download.available.is_zero());
        let due = app.billing.due_accounts(wall_clock_ms()).await;
        assert_eq!(due.expect("readable"), [], "it is done once");
        let open = app.billing.open_subscription(&other.id).await;
        assert!(open.expect("readable").is_some(), "whoever stays keeps it");
    }

    /// Whoever else shares the database may begin a payment right before the account is closed.
    #[tokio::test]
    async fn no_account_is_closed_over_an_unfinished_invoice() {
        let test = TestApp::start().await;
        let app = &test.app;
        let account = test.account().await;
        let bundle = buy_bundle(app, &account, Credits::new(150), 1_500, Uuid::new_v4());
        bundle.await.expect("bought");
        let elsewhere = app.clone();
        let begun = async move {
            let open = "UPDATE invoice SET state = 'open', settled_at = NULL, fulfilled = 0";
            elsewhere.database.run(open).await.expect("begun");
            Ok(false)
        };
        let ended = end_for_good(app, &account, begun).await;
        assert_eq!(ended, Ok(Ended::PaymentUnderWay));
        for unfinished in [
            "UPDATE invoice SET state = 'open', settled_at = NULL, fulfilled = 0",
            "UPDATE invoice SET state = 'paid', settled_at = 1, fulfilled = 0",
        ] {
            app.database.run(unfinished).await.expect("unfinished");
            let closed = app.closing.close(&account.id, wall_clock_ms()).await;
            assert!(!closed.expect("answered"), "{unfinished}");
            let ended = end_for_good(app, &account, async { Ok(true) }).await;
            assert_eq!(ended, Ok(Ended::PaymentUnderWay), "{unfinished}");
        }
        let finished = "UPDATE invoice SET fulfilled = 1";
        app.database.run(finished).await.expect("handed over");
        let closed = app.closing.close(&account.id, wall_clock_ms()).await;
        assert!(closed.expect("answered"));
    }

    on_postgres_too!(
        a_closed_account_is_never_billed_again,
        the_paused_plan_of_a_closed_account_ends_as_well,
        no_account_is_closed_over_an_unfinished_invoice,
    );
}
