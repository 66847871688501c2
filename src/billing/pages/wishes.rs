//! The buttons that cost money: to the page for a card if there is none, else done at once, and said in a sentence.

use super::flash::Flash;
use super::{back, name_of, sentence, started};
use crate::accounts::{Account, SignedIn};
use crate::billing::logic::{self, Bought, Performed, Settled, perform};
use crate::billing::rules::{Bundle, Cents};
use crate::billing::wish::Wish;
use crate::error::AppError;
use crate::server::App;
use crate::ui::amount::credits_of;
use crate::words::billing as words;
use ::credits::Wallet;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;

/// Does what is wanted, by way of the gateway's page if it needs a card first.
pub async fn act(
    app: &App,
    account: &Account,
    session: &Session,
    wish: Wish,
) -> Result<Response, AppError> {
    let flash = match app.gateway.checkout(account, &wish).await {
        Ok(Some(address)) => return Ok(Redirect::to(&address).into_response()),
        Ok(None) => done(app, account, &wish).await?,
        Err(cause) => {
            tracing::error!(account = %account.id, %cause, "the gateway gave no page for a card");
            Flash::bad(words::service_away())
        }
    };
    back(session, flash).await
}

/// The same for whoever wants no other card than the one that there is.
pub async fn act_with_the_same_card(
    app: &App,
    account: &Account,
    session: &Session,
    wish: Wish,
) -> Result<Response, AppError> {
    let flash = done(app, account, &wish).await?;
    back(session, flash).await
}

async fn done(app: &App, account: &Account, wish: &Wish) -> Result<Flash, AppError> {
    match perform(app, account, wish).await {
        Ok(performed) => said(app, account, wish, performed).await,
        Err(error) => unanswered(error),
    }
}

/// A payment without an answer is no failure of the page: it says so and goes on.
fn unanswered(error: AppError) -> Result<Flash, AppError> {
    match error {
        AppError::PaymentUnanswered => Ok(Flash::bad(error.to_string())),
        error => Err(error),
    }
}

/// Says how what was wanted ended.
async fn said(
    app: &App,
    account: &Account,
    wish: &Wish,
    performed: Performed,
) -> Result<Flash, AppError> {
    let settled = match performed {
        Performed::Bundle(Bought::Paid(bundle)) => return Ok(arrived(&bundle)),
        Performed::Bundle(Bought::Unanswered) => return unanswered(AppError::PaymentUnanswered),
        Performed::Bundle(Bought::Declined) => Settled::Declined,
        Performed::Bundle(Bought::Changed) => Settled::Changed,
        Performed::Plan(settled) => settled,
    };
    if settled == Settled::Declined {
        return declined(app, account, wish).await;
    }
    let paid_elsewhere = settled == Settled::Changed
        && matches!(wish, Wish::Pay { .. })
        && !logic::standing(app, account).await?.payment_failed;
    if paid_elsewhere {
        // Whoever sent the form twice, or paid in another tab, finds it paid.
        return Ok(Flash::good(words::nothing_left_to_pay()));
    }
    let plan = app
        .billing
        .open_subscription(&account.id)
        .await?
        .map(|open| open.plan);
    Ok(sentence(settled, || match wish {
        Wish::Subscribe { plan, .. } => started(app, plan),
        Wish::Resume { .. } => plan.map_or_else(String::new, |plan| started(app, &plan)),
        Wish::Upgrade { plan, cents } => {
            words::upgraded(name_of(app, plan), Cents::new(*cents).exact())
        }
        Wish::Pay { .. } | Wish::Bundle { .. } => words::payment_went_through().to_owned(),
    }))
}

/// Says that a payment was declined, and why, as far as the bank tells.
async fn declined(app: &App, account: &Account, wish: &Wish) -> Result<Flash, AppError> {
    let reason = logic::decline_of(app, account, wish).await?;
    let text = match reason {
        Some(reason) => words::declined_why(reason),
        None => words::declined().to_owned(),
    };
    Ok(Flash::declined(text, wish))
}

fn arrived(bundle: &Bundle) -> Flash {
    Flash::good(words::bundle_arrived(
        credits_of(Wallet::Ai, bundle.ai),
        bundle.price.exact(),
    ))
}

#[derive(Deserialize)]
pub struct Back {
    session: String,
}

/// Where the gateway's page sends people who left a card.
pub async fn returned(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    session: Session,
    Query(from): Query<Back>,
) -> Result<Response, AppError> {
    let returned = app.gateway.returned(&from.session).await;
    let Some(returned) = returned.map_err(AppError::internal)? else {
        // Its message came first and was heeded, or the page was left without a card.
        return back(&session, where_you_stand()).await;
    };
    let own = returned.account == account.id;
    let owner = if own {
        Some(account)
    } else {
        app.accounts.by_id(&returned.account).await?
    };
    let mut flash = Flash::good(words::card_saved_elsewhere());
    if let Some(owner) = owner {
        // Signed in as somebody else meanwhile: what was wanted is done for whoever wanted it.
        let ended = match perform(&app, &owner, &returned.wish).await {
            // Its message came at the same time and was faster.
            Ok(Performed::Plan(Settled::Changed)) => where_you_stand(),
            Ok(performed) => said(&app, &owner, &returned.wish, performed).await?,
            Err(error) => unanswered(error)?,
        };
        if own {
            flash = ended;
        }
    }
    let noted = app.gateway.performed(&from.session).await;
    noted.map_err(AppError::internal)?;
    back(&session, flash).await
}

fn where_you_stand() -> Flash {
    Flash::good(words::where_you_stand())
}

/// Leads to where people look after their card.
pub async fn portal(
    State(app): State<App>,
    SignedIn(account): SignedIn,
) -> Result<Response, AppError> {
    let address = app.gateway.portal(&account.id).await;
    let address = address.map_err(AppError::internal)?;
    Ok(Redirect::to(address.as_deref().unwrap_or("/billing")).into_response())
}

/// Takes a message of the gateway. It is acknowledged once it is kept, and heeded right after.
pub async fn message(State(app): State<App>, headers: HeaderMap, body: Bytes) -> StatusCode {
    use crate::billing::gateways::NotReceived;
    let signature = headers
        .get("stripe-signature")
        .and_then(|signature| signature.to_str().ok());
    let (Ok(body), Some(signature)) = (std::str::from_utf8(&body), signature) else {
        return StatusCode::BAD_REQUEST;
    };
    let now = crate::server::state::wall_clock_ms();
    match app.gateway.receive(body, signature, now).await {
        Ok(()) => {
            tokio::spawn(async move {
                if let Err(error) = logic::hear(&app).await {
                    tracing::error!(%error, "the gateway's messages could not be heard");
                }
            });
            StatusCode::OK
        }
        Err(NotReceived::NoMessages) => StatusCode::NOT_FOUND,
        Err(cause @ (NotReceived::Signature | NotReceived::Unreadable)) => {
            tracing::warn!(%cause, "a message to the gateway's address was not kept");
            StatusCode::BAD_REQUEST
        }
        Err(NotReceived::Unkept(cause)) => {
            tracing::error!(%cause, "a message of the gateway could not be kept");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
