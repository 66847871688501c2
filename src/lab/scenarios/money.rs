//! The states of everything that is about credits and money: balance menu, statement, billing.

use super::doors;
use super::list::Scenario;
use super::stagehand::Stagehand;
use super::studio;
use crate::billing::gateways::NextOutcome;
use crate::billing::logic::{Performed, Settled, perform, schedule};
use crate::billing::rules::{Bundle, Change, Interval, PlanKey};
use crate::billing::wish::Wish;
use crate::error::AppError;
use crate::faults::ProviderFault;
use crate::lab::endpoints::LabError;
use crate::lab::personas::{Persona, Wanted};
use crate::lab::reversals::{self, Dispute, DisputeStep, Refund};
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
    if scenario == Scenario::StatementNothingMatches {
        bundle(&hand).await?;
        return Ok("/credits?wallet=download&reason=bundle".to_owned());
    }
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
            decline_next(&hand).await?;
            doors::subscribe(&hand).await?;
        }
        Scenario::BillingBundleDeclined => {
            decline_next(&hand).await?;
            doors::buy_bundle(&hand, smallest_bundle(&hand)?).await?;
        }
        Scenario::BillingBundleBought => {
            doors::buy_bundle(&hand, smallest_bundle(&hand)?).await?;
        }
        Scenario::BillingYearly => subscribe_yearly(&hand).await?,
        Scenario::BillingDowngrade => {
            let plan = PlanKey::new("starter");
            let interval = Interval::Month;
            scheduled(&hand, Change::Switch { plan, interval }).await?;
        }
        Scenario::BillingYearlyScheduled => {
            let plan = PlanKey::new("pro");
            let interval = Interval::Year;
            scheduled(&hand, Change::Switch { plan, interval }).await?;
        }
        Scenario::BillingCancelled => scheduled(&hand, Change::Cancel).await?,
        Scenario::BillingPauseScheduled => scheduled(&hand, Change::Pause).await?,
        Scenario::BillingEnded | Scenario::BillingPaused | Scenario::BillingEndPaused => {
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
        Scenario::BillingDisputed | Scenario::BillingDisputeLost => {
            hand.later("1 day").await?;
            dispute(&hand, DisputeStep::Opened).await?;
            if scenario == Scenario::BillingDisputeLost {
                hand.later("3 days").await?;
                dispute(&hand, DisputeStep::Lost).await?;
            }
        }
        _ => {}
    }
    Ok("/billing".to_owned())
}

/// Who is looking at their plan.
fn standing(scenario: Scenario) -> Wanted {
    match scenario {
        Scenario::BillingNoPlan
        | Scenario::BillingFirstPlan
        | Scenario::BillingDeclined
        | Scenario::BillingYearly => Wanted::plain(Persona::New),
        Scenario::BillingPastDue => Wanted::plain(Persona::PastDue),
        Scenario::BillingPro
        | Scenario::BillingChange
        | Scenario::BillingDowngrade
        | Scenario::BillingYearlyScheduled
        | Scenario::BillingEnded
        | Scenario::BillingPauseScheduled
        | Scenario::BillingPaused
        | Scenario::BillingEndPaused => Wanted::plain(Persona::Pro),
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

fn smallest_bundle<'a>(hand: &'a Stagehand<'_>) -> Result<&'a Bundle, AppError> {
    let bundles = hand.app.catalogue.bundles.iter();
    let smallest = bundles.min_by_key(|bundle| bundle.ai);
    smallest.ok_or(AppError::NotFound)
}

/// Has the account's next payment declined.
async fn decline_next(hand: &Stagehand<'_>) -> Result<(), LabError> {
    let payments = &hand.app.test_payments;
    let next = payments.set_next(&hand.account.id, NextOutcome::Fail);
    Ok(next.await?)
}

/// Moves a dispute of the newest payment on.
async fn dispute(hand: &Stagehand<'_>, state: DisputeStep) -> Result<(), LabError> {
    let invoice = None;
    reversals::dispute(hand.app, &hand.account, Dispute { invoice, state }).await?;
    Ok(())
}

/// Buys the smallest bundle.
async fn bundle(hand: &Stagehand<'_>) -> Result<(), LabError> {
    let smallest = smallest_bundle(hand)?;
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
