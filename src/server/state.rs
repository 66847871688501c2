//! Everything a request or a job may need, in one cheap handle.

use super::stores::Stores;
use super::{Events, Settings, Site};
use crate::billing::gateways::{EmbeddedGateway, Gateway, StripeGateway};
use crate::mail::Post;
use crate::media::Media;
use crate::studio::providers::Providers;
use std::ops::Deref;
use std::sync::Arc;

/// The running application. Cloning clones one pointer.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts. The stores are at hand as if they stood here themselves: `app.clips`, `app.ledger`.
pub struct Parts {
    pub settings: Settings,
    pub stores: Stores,
    pub catalogue: crate::billing::rules::Catalogue,
    pub gateway: Arc<dyn Gateway>,
    pub providers: Providers,
    pub site: Site,
    pub last_report: crate::reconciler::LastReport,
    pub media: Media,
    pub post: Post,
    pub events: Events,
}

impl Deref for Parts {
    type Target = Stores;

    fn deref(&self) -> &Stores {
        &self.stores
    }
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
        let stores = Stores::open(&settings).await?;
        let media = Media::open(&settings)?;
        let catalogue = crate::billing::open_catalogue(&settings, stores.billing.as_ref()).await?;
        Ok(Self(Arc::new(Parts {
            catalogue,
            gateway: gateway(&settings, &stores)?,
            providers: providers(&settings)?,
            site: Site::read(&settings.site_root),
            stores,
            last_report: crate::reconciler::LastReport::default(),
            media,
            post: Post::open(&settings),
            events: Events::default(),
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
    stores: &Stores,
) -> Result<Arc<dyn Gateway>, Box<dyn std::error::Error + Send + Sync>> {
    let Some(stripe) = settings.stripe.clone() else {
        let payments = Arc::clone(&stores.test_payments);
        return Ok(Arc::new(EmbeddedGateway::new(payments)));
    };
    let store = Arc::clone(&stores.stripe);
    Ok(Arc::new(StripeGateway::new(stripe, store)?))
}

/// Those who animate here. In a demo the built-in animator is the Lab's, which remembers the Lab's own scenes.
fn providers(settings: &Settings) -> Result<Providers, Box<dyn std::error::Error + Send + Sync>> {
    #[cfg(feature = "lab")]
    if settings.mode == super::Mode::Demo && settings.providers.embedded.is_none() {
        let mut with_the_labs = settings.providers.clone();
        with_the_labs.embedded = Some(crate::lab::remembering_animator());
        return Providers::open(&with_the_labs);
    }
    Providers::open(&settings.providers)
}

/// The wall clock, epoch milliseconds UTC. Accounts have their own clock on top of it: `Account::now`.
pub fn wall_clock_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
