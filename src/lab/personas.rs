//! Accounts made to order.

use super::clock::parse_moment;
use super::endpoints::LabError;
use crate::accounts::Account;
use crate::billing::gateways::NextOutcome;
use crate::billing::logic::catch_up;
use crate::billing::rules::{Catalogue, Interval, Plan, PlanKey, Subscription};
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::ui::date::Zone;
use crate::words::lab as words;
use ::credits::{
    AccountId, Command, Credits, IdempotencyKey, Note, Origin, Reason, Request, Timestamp, Wallet,
};
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use serde::Deserialize;
use uuid::Uuid;

/// Who an account of the Lab is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Persona {
    /// Signed up, no plan yet.
    New,
    /// The first period of Starter is paid.
    Starter,
    /// The same, with everything spent.
    StarterEmpty,
    /// One period of Starter is paid, the payment of the running one was declined.
    PastDue,
    /// The first period of Pro is paid.
    Pro,
    /// Pro, with AI credits for a long day in the Studio.
    AiPower,
}

impl Persona {
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Starter,
        Self::StarterEmpty,
        Self::PastDue,
        Self::Pro,
        Self::AiPower,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Starter => "starter",
            Self::StarterEmpty => "starter-empty",
            Self::PastDue => "past-due",
            Self::Pro => "pro",
            Self::AiPower => "ai-power",
        }
    }

    const fn plan(self) -> Option<&'static str> {
        match self {
            Self::New => None,
            Self::Starter | Self::StarterEmpty | Self::PastDue => Some("starter"),
            Self::Pro | Self::AiPower => Some("pro"),
        }
    }

    /// The amounts that differ from what its plan grants.
    const fn amounts(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::StarterEmpty => (Some(0), Some(0)),
            Self::AiPower => (None, Some(5_000)),
            Self::New | Self::Starter | Self::PastDue | Self::Pro => (None, None),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::New => words::persona_new(),
            Self::Starter => words::persona_starter(),
            Self::StarterEmpty => words::persona_starter_empty(),
            Self::PastDue => words::persona_past_due(),
            Self::Pro => words::persona_pro(),
            Self::AiPower => words::persona_ai_power(),
        }
    }

    pub fn about(self) -> &'static str {
        match self {
            Self::New => words::persona_new_about(),
            Self::Starter => words::persona_starter_about(),
            Self::StarterEmpty => words::persona_starter_empty_about(),
            Self::PastDue => words::persona_past_due_about(),
            Self::Pro => words::persona_pro_about(),
            Self::AiPower => words::persona_ai_power_about(),
        }
    }

    /// What its two wallets have when it is made, download credits first: none where downloads are unlimited.
    pub fn wallets(self, catalogue: &Catalogue) -> (Option<Credits>, Credits) {
        let plan = self
            .plan()
            .and_then(|word| catalogue.plan(&PlanKey::new(word)));
        let (download, ai) = self.amounts();
        let download = download
            .map(Credits::new)
            .or(plan.map(Plan::download_credits));
        let ai = ai.map(Credits::new).or(plan.map(|plan| plan.ai));
        let is_unlimited = plan.is_some_and(Plan::is_unlimited);
        (
            (!is_unlimited).then_some(download.unwrap_or(Credits::ZERO)),
            ai.unwrap_or(Credits::ZERO),
        )
    }

    /// Whose address this is, as the Lab makes them; none for everybody else's.
    pub fn of(email: &str) -> Option<Self> {
        const ID: usize = 16;
        let (name, host) = email.split_once('@')?;
        let made = |persona: &Self| match name.strip_prefix(persona.as_str()) {
            Some("") => host == "demo.example",
            Some(rest) => {
                host == "lab.example"
                    && rest.strip_prefix('-').is_some_and(|id| {
                        id.len() == ID && id.bytes().all(|byte| byte.is_ascii_hexdigit())
                    })
            }
            None => false,
        };
        Self::ALL.into_iter().find(made)
    }
}

/// An account to be made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    pub persona: Persona,
    pub plan: Option<String>,
    pub download_credits: Option<i64>,
    pub ai_credits: Option<i64>,
    pub clock: Option<String>,
    /// In which time zone it reads dates: a name of the IANA database.
    pub time_zone: Option<String>,
}

impl Wanted {
    pub fn plain(persona: Persona) -> Self {
        Self {
            persona,
            plan: None,
            download_credits: None,
            ai_credits: None,
            clock: None,
            time_zone: None,
        }
    }

    /// What each wallet is to have, where that differs from what the plan grants.
    fn amounts(&self) -> Result<[(Wallet, Option<i64>); 2], LabError> {
        let (download, ai) = self.persona.amounts();
        let amounts = [
            (Wallet::Download, self.download_credits.or(download)),
            (Wallet::Ai, self.ai_credits.or(ai)),
        ];
        if amounts
            .iter()
            .any(|(_, amount)| amount.is_some_and(|amount| !(0..=MOST_CREDITS).contains(&amount)))
        {
            return Err(LabError::malformed(
                "amounts are 0 to 1,000,000,000 credits",
            ));
        }
        Ok(amounts)
    }

    /// The plan it is on, if it is on one.
    fn plan(&self, catalogue: &Catalogue) -> Result<Option<PlanKey>, LabError> {
        let Some(word) = self.plan.as_deref().or(self.persona.plan()) else {
            return Ok(None);
        };
        match catalogue.plan(&PlanKey::new(word.to_lowercase())) {
            Some(plan) => Ok(Some(plan.key.clone())),
            None => Err(LabError::malformed(format!("there is no plan {word:?}"))),
        }
    }
}

/// An account with the password to sign in to it.
pub struct Made {
    pub account: Account,
    pub password: String,
}

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// The most credits the Lab gives.
const MOST_CREDITS: i64 = 1_000_000_000;

/// Makes a fresh account, isolated from every other.
pub async fn make(app: &App, wanted: Wanted) -> Result<Made, LabError> {
    let id = Uuid::new_v4().simple().to_string();
    let email = format!("{}-{}@lab.example", wanted.persona.as_str(), &id[..16]);
    make_as(app, wanted, email, format!("lab-{}", &id[16..]))
        .await?
        .ok_or_else(|| AppError::internal("a random e-mail address is taken").into())
}

/// Makes the account under this address; none when the address is taken.
pub async fn make_as(
    app: &App,
    wanted: Wanted,
    email: String,
    password: String,
) -> Result<Option<Made>, LabError> {
    let amounts = wanted.amounts()?;
    let plan = wanted.plan(&app.catalogue)?;
    let zone = match wanted.time_zone.as_deref() {
        None => Zone::default(),
        Some(name) => Zone::named(name)
            .ok_or_else(|| LabError::malformed(format!("there is no time zone {name:?}")))?,
    };
    let created_ms = wall_clock_ms();
    let clock_ahead_ms = match &wanted.clock {
        None => 0,
        Some(text) => parse_moment(text)?.ms() - created_ms,
    };
    let anchor = Timestamp::from_ms(created_ms + clock_ahead_ms);
    // What happened to the persona before now happens while its clock stands before now.
    let before_now = if wanted.persona == Persona::PastDue {
        DAY_MS
    } else {
        0
    };
    let account = Account {
        id: AccountId::new(Uuid::now_v7()),
        email,
        clock_ahead_ms: clock_ahead_ms - before_now,
        created_ms,
        zone,
    };
    if !app.accounts.add(&account, &cheap_hash(&password)?).await? {
        return Ok(None);
    }
    if let Some(plan) = &plan {
        begin(app, &account, wanted.persona, plan, anchor).await?;
    }
    app.accounts.set_clock(&account.id, clock_ahead_ms).await?;
    let account = Account {
        clock_ahead_ms,
        ..account
    };
    catch_up(app, &account).await?;
    for (wallet, amount) in amounts {
        if let Some(amount) = amount {
            set_available(app, &account, anchor, wallet, amount, plan.is_some()).await?;
        }
    }
    Ok(Some(Made { account, password }))
}

/// Begins the plan with its anchor at `anchor`, by the same path as everybody's.
async fn begin(
    app: &App,
    account: &Account,
    persona: Persona,
    plan: &PlanKey,
    anchor: Timestamp,
) -> Result<(), AppError> {
    let mut subscription =
        Subscription::beginning(account.id, plan.clone(), Interval::Month, anchor);
    if persona == Persona::PastDue {
        // The period before the anchor was paid, the one that begins there was not.
        subscription.first_period = -1;
        subscription.next_period = -1;
        subscription.paid_through = -1;
        subscription.last_at = subscription.period(-1).start;
        app.billing.add_subscription(&subscription).await?;
        catch_up(app, account).await?;
        app.test_payments
            .set_next(&account.id, NextOutcome::Fail)
            .await?;
    } else {
        app.billing.add_subscription(&subscription).await?;
    }
    Ok(())
}

/// Moves what is there to what is wanted. What is added counts as the plan's, rolled over from before.
async fn set_available(
    app: &App,
    account: &Account,
    at: Timestamp,
    wallet: Wallet,
    wanted: i64,
    has_plan: bool,
) -> Result<(), AppError> {
    let there = app
        .ledger
        .balances(&account.id)
        .await?
        .of(wallet)
        .available
        .get();
    let origin = if has_plan { Origin::Plan } else { Origin::Lab };
    let command = match wanted - there {
        0 => return Ok(()),
        more @ 1.. => Command::Grant {
            wallet,
            amount: Credits::new(more),
            origin,
            source: "lab:persona".to_owned(),
            expires_at: None,
        },
        less => Command::Debit {
            wallet,
            amount: Credits::new(-less),
        },
    };
    let key = IdempotencyKey::new(format!("lab-persona:{wallet}")).map_err(AppError::internal)?;
    let note = Note::new(
        Reason::Lab,
        "Set in the Lab",
        "The amount this account was made with.",
    );
    let request = Request {
        account: account.id,
        fingerprint: key.to_string(),
        key,
        at,
        command,
        note,
    };
    app.ledger.apply(request).await?;
    Ok(())
}

/// Hundreds of accounts are made for tests, each with a password nobody has to keep: argon2id at its cheapest.
fn cheap_hash(password: &str) -> Result<String, AppError> {
    let params = Params::new(64, 1, 1, None).map_err(AppError::internal)?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    hasher
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing::logic::standing;
    use crate::server::testing::{TestApp, on_postgres_too};

    #[tokio::test]
    async fn a_persona_has_what_its_card_says_and_is_known_by_its_address() {
        let test = TestApp::start().await;
        for persona in Persona::ALL {
            let Ok(Made { account, .. }) = make(&test.app, Wanted::plain(persona)).await else {
                panic!("{persona:?} is not made");
            };
            let balances = test.app.ledger.balances(&account.id).await;
            let balances = balances.expect("readable");
            let standing = standing(&test.app, &account).await.expect("answered");
            let has = (
                (!standing.unlimited_downloads).then_some(balances.download.available),
                balances.ai.available,
            );
            assert_eq!(persona.wallets(&test.app.catalogue), has, "{persona:?}");
            assert_eq!(Persona::of(&account.email), Some(persona));
        }
    }

    #[test]
    fn nobody_else_is_taken_for_a_persona() {
        assert_eq!(Persona::of("pro@demo.example"), Some(Persona::Pro));
        for other in [
            "pro@example.com",
            "pro-0123456789abcdef@example.com",
            "pro-me@lab.example",
            "pro",
        ] {
            assert_eq!(Persona::of(other), None, "{other}");
        }
    }

    on_postgres_too!(a_persona_has_what_its_card_says_and_is_known_by_its_address);
}
