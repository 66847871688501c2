//! Everything the billing page says, gathered before it is drawn.

use super::offers::{Offer, offer};
use crate::accounts::Account;
use crate::billing::logic::{self, Losses};
use crate::billing::rules::{
    Bundle, Cents, Change, Interval, Plan, Reversal, Subscription, SubscriptionState,
};
use crate::billing::store::Invoice;
use crate::error::AppError;
use crate::server::App;
use crate::ui::amount;
use crate::ui::date::Zone;
use crate::words::billing as words;
use ::credits::{
    AnimationSettings, Balances, Credits, Duration, Resolution, Timestamp, VideoCount, current,
    quote,
};

/// The page's data.
#[derive(Debug, Clone)]
pub struct Overview {
    pub standing: Standing,
    pub offers: Vec<Offer>,
    /// How prices are shown, and paid by whoever starts now.
    pub interval: Interval,
    pub yearly_costs_months: i64,
    pub bundles: Vec<Bundle>,
    /// What a set of two videos of 10 s at 1080p costs, as a measure for bundles.
    pub set_price: Option<Credits>,
    pub invoices: Vec<BilledLine>,
    pub zone: Zone,
    pub now: Timestamp,
    pub balances: Balances,
    pub losses: Losses,
    pub payments: Payments,
}

/// How this account's payments are taken.
#[derive(Debug, Clone, Copy)]
pub struct Payments {
    /// The gateway has a place where the person can look after their card.
    pub has_portal: bool,
    /// Whether a payment is taken at once; otherwise a card is left first.
    pub has_card: bool,
    /// What people have to know about the gateway.
    pub notice: Option<&'static str>,
}

impl Payments {
    async fn of(app: &App, account: &Account) -> Result<Self, AppError> {
        let has_portal = app.gateway.has_portal(&account.id).await;
        let has_card = app.gateway.has_card(&account.id).await;
        Ok(Self {
            has_portal: has_portal.map_err(AppError::internal)?,
            has_card: has_card.map_err(AppError::internal)?,
            notice: app.gateway.notice(),
        })
    }
}

/// An invoice, with what went back of it.
#[derive(Debug, Clone)]
pub struct BilledLine {
    pub invoice: Invoice,
    pub reversals: Vec<Reversal>,
}

async fn billed(app: &App, account: &Account) -> Result<Vec<BilledLine>, AppError> {
    let reversals = app.billing.reversals(&account.id).await?;
    let invoices = app.billing.invoices(&account.id).await?;
    Ok(invoices
        .into_iter()
        .map(|invoice| BilledLine {
            reversals: reversals
                .iter()
                .filter(|reversal| reversal.invoice == invoice.id)
                .cloned()
                .collect(),
            invoice,
        })
        .collect())
}

/// Where the account stands.
#[derive(Debug, Clone)]
pub enum Standing {
    NoPlan,
    Active(Box<Running>),
    Paused { price: String, cents: i64 },
}

/// An active plan.
#[derive(Debug, Clone)]
pub struct Running {
    pub plan: Plan,
    pub interval: Interval,
    /// The day of the next payment, and what it will be.
    pub next_payment: Option<(String, String)>,
    /// The day of the next credits, and what they will be.
    pub next_credits: Option<(String, String)>,
    /// When a change made now takes place.
    pub ends: String,
    pub scheduled: Option<(Change, String)>,
    /// The name of the plan that a scheduled change leads to.
    pub next_plan: Option<String>,
    /// What the plan costs when it is paid the other way, yearly instead of monthly or the reverse.
    pub other_price: String,
    pub past_due: Option<PastDue>,
}

/// A declined payment.
#[derive(Debug, Clone)]
pub struct PastDue {
    /// The name of the plan.
    pub plan: String,
    /// Nothing has been paid since the plan was chosen or taken up again: it has not begun.
    pub is_first: bool,
    pub attempts: u32,
    pub declined_on: String,
    pub next_try: Option<String>,
    pub price: String,
    pub credits: String,
    /// What the bank said.
    pub reason: Option<String>,
    /// What becomes of unlimited downloads, on a plan that has them.
    pub downloads: Option<String>,
}

/// "10 download credits and 60 AI credits".
pub fn monthly_credits(plan: &Plan) -> String {
    both(plan.download_credits(), plan.ai)
}

/// The credits of both wallets together, those that there are.
pub fn both(download: Credits, ai: Credits) -> String {
    amount::both(download, ai).unwrap_or_else(|| words::no_credits().to_owned())
}

/// "a month" or "a year".
pub fn each(interval: Interval) -> &'static str {
    match interval {
        Interval::Month => words::a_month(),
        Interval::Year => words::a_year(),
    }
}

impl Overview {
    /// Gathers the page of an account; `look` is how prices are shown to somebody without a plan.
    pub async fn of(app: &App, account: &Account, look: Interval) -> Result<Self, AppError> {
        logic::standing(app, account).await?;
        let open = app.billing.open_subscription(&account.id).await?;
        let interval = open.as_ref().map_or(look, |open| open.interval);
        let decline = match &open {
            Some(open) if open.is_past_due() => logic::decline_of_plan(app, open).await?,
            _ => None,
        };
        let set = AnimationSettings {
            duration: Duration::S10,
            resolution: Resolution::P1080,
            count: VideoCount::Two,
        };
        let price_lists = app.ledger.price_lists().await?;
        let balances = app.ledger.balances(&account.id).await?;
        Ok(Self {
            standing: standing(app, account, open.as_ref(), decline, &balances),
            offers: app
                .catalogue
                .plans
                .iter()
                .map(|plan| offer(app, account, open.as_ref(), interval, plan))
                .collect(),
            interval,
            yearly_costs_months: app.catalogue.yearly_costs_months,
            bundles: app.catalogue.bundles.clone(),
            set_price: current(&price_lists, account.now()).map(|list| quote(list, set).total),
            invoices: billed(app, account).await?,
            zone: account.zone.clone(),
            now: account.now(),
            balances,
            losses: logic::losses(app, account).await?,
            payments: Payments::of(app, account).await?,
        })
    }
}

/// A day as this account reads it now: with its year where that is another one, as it often is on yearly plans.
pub fn day(account: &Account, at: Timestamp) -> String {
    account.zone.day(at, account.now())
}

fn standing(
    app: &App,
    account: &Account,
    open: Option<&Subscription>,
    last_decline: Option<String>,
    balances: &Balances,
) -> Standing {
    let Some((open, plan)) = open.and_then(|open| Some((open, app.catalogue.plan(&open.plan)?)))
    else {
        return Standing::NoPlan;
    };
    let price = app.catalogue.price(plan, open.interval);
    if open.state == SubscriptionState::Paused {
        return Standing::Paused {
            price: price.short(),
            cents: price.get(),
        };
    }
    let next_credits = open
        .next_plan(&app.catalogue)
        .filter(|_| !open.is_past_due() && (goes_on(open) || open.paid_through > open.next_period))
        .map(|(plan, _)| {
            (
                day(account, open.period(open.next_period).start),
                next_credits(plan, balances),
            )
        });
    Standing::Active(Box::new(Running {
        plan: plan.clone(),
        interval: open.interval,
        next_payment: next_payment(app, account, open),
        next_credits,
        ends: day(account, open.period(open.ends_before(account.now())).start),
        scheduled: open.scheduled.as_ref().map(|scheduled| {
            (
                scheduled.change.clone(),
                day(account, open.period(scheduled.before_period).start),
            )
        }),
        next_plan: match open.scheduled.as_ref().map(|scheduled| &scheduled.change) {
            Some(Change::Switch { plan, .. }) => {
                app.catalogue.plan(plan).map(|plan| plan.name.clone())
            }
            Some(Change::Cancel | Change::Pause) | None => None,
        },
        other_price: match open.interval {
            Interval::Month => app.catalogue.price(plan, Interval::Year).short(),
            Interval::Year => app.catalogue.price(plan, Interval::Month).short(),
        },
        past_due: open
            .is_past_due()
            .then(|| past_due(account, open, plan, price, last_decline)),
    }))
}

/// Whether the plan goes on after the time that is paid, this one or another.
fn goes_on(open: &Subscription) -> bool {
    !matches!(
        open.scheduled.as_ref().map(|scheduled| &scheduled.change),
        Some(Change::Cancel | Change::Pause)
    )
}

/// The day of the next payment, and what it will be; none while one is missing, or if none will come.
fn next_payment(app: &App, account: &Account, open: &Subscription) -> Option<(String, String)> {
    if open.is_past_due() {
        return None;
    }
    let (plan, interval) = match open.scheduled.as_ref().map(|scheduled| &scheduled.change) {
        Some(Change::Switch { plan, interval }) => (app.catalogue.plan(plan)?, *interval),
        Some(Change::Cancel | Change::Pause) => return None,
        None => open.next_plan(&app.catalogue)?,
    };
    Some((
        day(account, open.period(open.paid_through).start),
        words::payment_for(app.catalogue.price(plan, interval).exact(), &plan.name),
    ))
}

/// The payment of this price that was declined; `reason` is what the bank said.
fn past_due(
    account: &Account,
    open: &Subscription,
    plan: &Plan,
    price: Cents,
    reason: Option<String>,
) -> PastDue {
    PastDue {
        plan: plan.name.clone(),
        is_first: !open.was_ever_paid(),
        attempts: open.attempts,
        declined_on: day(account, open.last_at),
        next_try: open
            .due_at()
            .filter(|_| goes_on(open))
            .map(|at| day(account, at)),
        price: price.exact(),
        credits: monthly_credits(plan),
        reason,
        downloads: plan
            .is_unlimited()
            .then(|| unlimited_while_owing(account, open)),
    }
}

/// A month's credits, with what of them settles what is owed.
fn next_credits(plan: &Plan, balances: &Balances) -> String {
    let credits = monthly_credits(plan);
    let download = balances.download.settled_by(plan.download_credits());
    match amount::both(download, balances.ai.settled_by(plan.ai)) {
        Some(settled) => words::credits_settling(credits, settled),
        None => credits,
    }
}

/// How long unlimited downloads stay while a payment is missing, or that they rest.
fn unlimited_while_owing(account: &Account, open: &Subscription) -> String {
    if open.is_entitled(account.now()) {
        let rests = open.period(open.paid_through + 1).start;
        words::unlimited_stay_until(day(account, rests))
    } else {
        words::unlimited_rest().to_owned()
    }
}
