//! Doing what a person was about to pay for, at once or after they left a card, and hearing what the gateway tells.

use super::{Bought, Settled, buy_bundle, catch_up, pay_now, resume, reverse, subscribe, upgrade};
use crate::accounts::Account;
use crate::billing::gateways::Told;
use crate::billing::rules::Reversal;
use crate::billing::wish::Wish;
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use ::credits::Credits;

/// How a wish ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Performed {
    Plan(Settled),
    Bundle(Bought),
}

/// Pays for what was wanted, if the price that was shown is still the price.
pub async fn perform(app: &App, account: &Account, wish: &Wish) -> Result<Performed, AppError> {
    let settled = match wish.clone() {
        Wish::Subscribe {
            plan,
            interval,
            cents,
        } => subscribe(app, account, plan, interval, cents).await?,
        Wish::Upgrade { plan, cents } => upgrade(app, account, plan, cents).await?,
        Wish::Resume { cents } => resume(app, account, cents).await?,
        Wish::Pay { attempts } => pay_now(app, account, attempts).await?,
        Wish::Bundle { ai, cents, form } => {
            let bought = buy_bundle(app, account, Credits::new(ai), cents, form).await?;
            return Ok(Performed::Bundle(bought));
        }
    };
    Ok(Performed::Plan(settled))
}

/// Does what the gateway's messages ask for. One that cannot be done now is kept and tried again in the next round.
pub async fn hear(app: &App) -> Result<(), AppError> {
    let news = app.gateway.news(wall_clock_ms()).await;
    for message in news.map_err(AppError::internal)? {
        match heed(app, message.what).await {
            Ok(()) => app
                .gateway
                .done(&message.id)
                .await
                .map_err(AppError::internal)?,
            Err(error) => {
                tracing::error!(message = message.id, %error, "a message of the gateway could not be heeded");
            }
        }
    }
    Ok(())
}

async fn heed(app: &App, told: Told) -> Result<(), AppError> {
    let find = async |id| app.accounts.by_id(&id).await;
    // Payments of an account that was closed since may still go back, and its books have to know.
    let find_ever = async |id| {
        let found = app.accounts.ever(&id).await;
        found.map(|found| found.map(|(account, _)| account))
    };
    match told {
        Told::CardLeft { checkout } => {
            let returned = app.gateway.returned(&checkout).await;
            let Some(returned) = returned.map_err(AppError::internal)? else {
                return Ok(());
            };
            if let Some(account) = find(returned.account).await? {
                perform(app, &account, &returned.wish).await?;
            }
            // Only now: a wish that breaks off is performed again, which does nothing twice.
            let noted = app.gateway.performed(&checkout).await;
            noted.map_err(AppError::internal)?;
        }
        Told::PaymentEnded { account } => {
            if let Some(account) = find(account).await? {
                catch_up(app, &account).await?;
            }
        }
        Told::Reversed { account, reversal } => {
            if let Some(account) = find_ever(account).await? {
                let at = account.now();
                reverse(app, &account, Reversal { at, ..reversal }).await?;
            }
        }
    }
    Ok(())
}
