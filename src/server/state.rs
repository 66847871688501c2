//! Everything a request or a job may need, in one cheap handle.

use super::{Database, Events, Settings};
use crate::billing::gateways::{EmbeddedGateway, Gateway, SqliteStripe, StripeGateway};
use crate::media::Media;
use crate::work::JobStore;
use ::credits::Ledger;
use std::ops::Deref;
use std::sync::Arc;

/// The running application. Cloning clones one pointer.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts; each store is behind its trait so that a database is chosen here and nowhere else.
pub struct Parts {
    pub settings: Settings,
    pub leptos: leptos::config::LeptosOptions,
    pub database: Database,
    pub ledger: Arc<dyn Ledger>,
    pub accounts: Arc<dyn crate::accounts::AccountStore>,
    pub clips: Arc<dyn crate::clips::ClipStore>,
    pub studio: Arc<dyn crate::studio::StudioStore>,
    pub billing: Arc<dyn crate::billing::BillingStore>,
    pub catalogue: crate::billing::rules::Catalogue,
    pub gateway: Arc<dyn crate::billing::gateways::Gateway>,
    pub books: Arc<dyn crate::reconciler::BooksStore>,
    pub last_report: crate::reconciler::LastReport,
    pub help: Arc<dyn crate::help::HelpStore>,
    pub jobs: Arc<dyn JobStore>,
    pub media: Media,
    pub events: Events,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Opens the stores the settings ask for.
    pub async fn open(
        settings: Settings,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        // Rendering spawns tasks; they belong on this runtime. A second application in one process finds it set.
        let _set_before = any_spawner::Executor::init_tokio();
        let database = Database::open(&settings).await?;
        let leptos = leptos::config::LeptosOptions::builder()
            .output_name("breakout-clips")
            .site_root(settings.site_root.to_string_lossy().into_owned())
            .site_pkg_dir("pkg")
            .site_addr(settings.address)
            .build();
        let media = Media::open(&settings)?;
        let billing = crate::billing::SqliteBilling::new(database.clone());
        let catalogue = crate::billing::open_catalogue(&settings, &billing).await?;
        let ledger =
            ::credits::store::SqliteLedger::new(database.writer.clone(), database.readers.clone());
        Ok(Self(Arc::new(Parts {
            leptos,
            ledger: Arc::new(ledger),
            accounts: Arc::new(crate::accounts::SqliteAccounts::new(database.clone())),
            clips: Arc::new(crate::clips::SqliteClips::new(database.clone())),
            studio: Arc::new(crate::studio::SqliteStudio::new(database.clone())),
            billing: Arc::new(billing),
            catalogue,
            gateway: gateway(&settings, &database)?,
            books: Arc::new(crate::reconciler::SqliteBooks::new(database.clone())),
            last_report: crate::reconciler::LastReport::default(),
            help: Arc::new(crate::help::SqliteHelp::new(database.clone())),
            jobs: Arc::new(crate::work::SqliteJobs::new(database.clone())),
            media,
            events: Events::default(),
            database,
            settings,
        })))
    }

    /// Reads the wallets and tells the account's open pages.
    pub async fn tell_balance(&self, account: &::credits::AccountId) {
        match self.ledger.balances(account).await {
            Ok(balances) => self
                .events
                .tell(account, crate::live::News::Balance { balances }),
            Err(cause) => tracing::error!(%cause, "balance could not be read for its pages"),
        }
    }
}

/// What takes payments: Stripe if the operator has an account there.
fn gateway(
    settings: &Settings,
    database: &Database,
) -> Result<Arc<dyn Gateway>, Box<dyn std::error::Error + Send + Sync>> {
    let Some(stripe) = settings.stripe.clone() else {
        return Ok(Arc::new(EmbeddedGateway::new(database.clone())));
    };
    let store = SqliteStripe::new(database.clone());
    Ok(Arc::new(StripeGateway::new(stripe, store)?))
}

/// The wall clock, epoch milliseconds UTC. Accounts have their own clock on top of it: `Account::now`.
pub fn wall_clock_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
