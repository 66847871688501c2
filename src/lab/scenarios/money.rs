//! The states of everything that is about credits and money: balance menu, statement, billing.

use super::list::Scenario;
use super::stagehand::Stagehand;
use super::studio;
use crate::billing::gateways::NextOutcome;
use crate::billing::logic::{Performed, Settled, perform, schedule};
use crate::billing::rules::{Change, Interval, PlanKey};
use crate::billing::wish::Wish;
use crate::error::AppError;
use crate::faults::ProviderFault;
use crate::lab::endpoints::LabError;
use crate::lab::personas::{Persona, Wanted};
use crate::lab::reversals::{self, Refund};
use crate::server::App;
use ::credits::VideoCount;
use tower_sessions::Session;
use uuid::Uuid;

/// Sets the scene of a state of the balance menu; it opens on the gallery.
pub async fn balance(app: &App, session: &Session, scenario: Scenario) -> Result<String, LabError> {
    let persona = match scenario {
        Scenario::BalanceUnlimited | Scenario::BalanceHold => Persona::Pro,
        Scenario::BalanceEmpty => Persona::StarterEmpty,
        Scenario::BalancePastDue => Persona::PastDue,
        _ => Persona::Starter,
    };
    let mut hand = Stagehand::with(app, session, persona).await?;
    match scenario {
        Scenario::BalanceHold => {
            studio::held(&hand).await?;
        }
        Scenario::BalanceDebt => {
            studio::results(&hand, VideoCount::One).await?;
            hand.later("1 hour").await?;
            reversals::refund(app, &hand.account, Refund::default()).await?;
        }
        _ => {}
    }
    Ok("/".to_owned())
}

/// Sets the scene of the statement.
pub async fn statement(
    app: &App,
    session: &Session,
    scenario: Scenario,
) -> Result<String, LabError> {
    if scenario == Scenario::StatementEmpty {
        Stagehand::with(app, session, Persona::New).await?;
        return Ok("/credits".to_owned());
    }
    let mut hand = Stagehand::with(app, session, Persona::Starter).await?;
    studio::results(&hand, VideoCount::One).await?;
    hand.later("3 days").await?;
    bundle(&hand).await?;
    hand.disturb_animator(Some(ProviderFault::Partial)).await?;
    let animation = studio::ordered(&hand, VideoCount::Two).await?;
    studio::ended(&hand, &animation).await?;
    hand.later("1 month").await?;
    Ok("/credits".to_owned())
}

/// Sets the scene of a state of the plan.
pub async fn billing(app: &App, session: &Session, scenario: Scenario) -> Result<String, LabError> {
    let mut hand = Stagehand::wanted(app, session, standing(scenario)).await?;
    match scenario {
        Scenario::BillingDeclined => {
            let failing = app
                .test_payments
                .set_next(&hand.account.id, NextOutcome::Fail);
            failing.await?;
            super::doors::subscribe(&hand).await?;
        }
        Scenario::BillingYearly => subscribe_yearly(&hand).await?,
        Scenario::BillingDowngrade => {
            let plan = PlanKey::new("starter");
            let interval = Interval::Month;
            scheduled(&hand, Change::Switch { plan, interval }).await?;
        }
        Scenario::BillingCancelled => scheduled(&hand, Change::Cancel).await?,
        Scenario::BillingEnded | Scenario::BillingPaused => {
            let change = match scenario {
                Scenario::BillingEnded => Change::Cancel,
                _ => Change::Pause,
            };
            bundle(&hand).await?;
            scheduled(&hand, change).await?;
            hand.later("1 month").await?;
            hand.later("1 day").await?;
        }
        Scenario::BillingRefunded => {
            hand.later("1 day").await?;
            reversals::refund(app, &hand.account, Refund::default()).await?;
        }
        _ => {}
    }
    Ok("/billing".to_owned())
}

/// Who is looking at their plan.
fn standing(scenario: Scenario) -> Wanted {
    match scenario {
        Scenario::BillingNoPlan | Scenario::BillingDeclined | Scenario::BillingYearly => {
            Wanted::plain(Persona::New)
        }
        Scenario::BillingPastDue => Wanted::plain(Persona::PastDue),
        Scenario::BillingPro
        | Scenario::BillingDowngrade
        | Scenario::BillingEnded
        | Scenario::BillingPaused => Wanted::plain(Persona::Pro),
        Scenario::BillingStudio | Scenario::BillingCancelled => Wanted {
            plan: Some("studio".to_owned()),
            ..Wanted::plain(Persona::Pro)
        },
        _ => Wanted::plain(Persona::Starter),
    }
}

async fn subscribe_yearly(hand: &Stagehand<'_>) -> Result<(), LabError> {
    let plan = PlanKey::new("pro");
    let catalogue = &hand.app.catalogue;
    let price = catalogue
        .plan(&plan)
        .map(|pro| catalogue.price(pro, Interval::Year).get());
    let wish = Wish::Subscribe {
        plan,
        interval: Interval::Year,
        cents: price.ok_or(AppError::NotFound)?,
    };
    bought(hand, wish).await
}

/// Buys the smallest bundle.
async fn bundle(hand: &Stagehand<'_>) -> Result<(), LabError> {
    let bundles = hand.app.catalogue.bundles.iter();
    let smallest = bundles.min_by_key(|bundle| bundle.ai);
    let smallest = smallest.ok_or(AppError::NotFound)?;
    let wish = Wish::Bundle {
        ai: smallest.ai.get(),
        cents: smallest.price.get(),
        form: Uuid::new_v4(),
    };
    bought(hand, wish).await
}

async fn bought(hand: &Stagehand<'_>, wish: Wish) -> Result<(), LabError> {
    use crate::billing::logic::Bought;
    match perform(hand.app, &hand.account, &wish).await? {
        Performed::Plan(Settled::Done) | Performed::Bundle(Bought::Paid(_)) => Ok(()),
        other => Err(AppError::internal(format!("a payment did not happen: {other:?}")).into()),
    }
}

async fn scheduled(hand: &Stagehand<'_>, change: Change) -> Result<(), LabError> {
    match schedule(hand.app, &hand.account, change).await? {
        Settled::Done => Ok(()),
        other => Err(AppError::internal(format!("a change was refused: {other:?}")).into()),
    }
}
