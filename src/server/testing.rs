//! A whole application on a folder and a database of its own, for the tests of its features.

mod browser;
mod wallets;
mod wandering;

use super::database::Database;
use super::settings::Role;
use super::{App, Mode, Settings};
use crate::accounts::{Account, logic};
use crate::billing::gateways::StripeSettings;
use crate::mail::MailSettings;
use crate::studio::providers::ProviderSettings;
pub use browser::Browser;
use engine::video::Limits;
use sqlx::Postgres;
use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use throwaway_postgres::Cluster;
use tokio::sync::OnceCell;
use uuid::Uuid;
pub use wallets::grant;
pub use wandering::Wandering;

thread_local! {
    /// Whether the test on this thread wants PostgreSQL.
    static POSTGRES: Cell<bool> = const { Cell::new(false) };
}

/// Runs a test whose applications, as far as it starts them itself, are on PostgreSQL.
pub fn on_postgres(test: fn()) {
    struct Back;
    impl Drop for Back {
        fn drop(&mut self) {
            POSTGRES.set(false);
        }
    }
    let _back = Back;
    POSTGRES.set(true);
    test();
}

/// Whether applications that this thread starts are on PostgreSQL.
pub fn wants_postgres() -> bool {
    POSTGRES.get()
}

/// Has these tests of a module run a second time, on PostgreSQL.
macro_rules! on_postgres_too {
    ($($test:ident),+ $(,)?) => {
        mod on_postgres {
            $(
                #[test]
                fn $test() {
                    $crate::server::testing::on_postgres(super::$test);
                }
            )+
        }
    };
}
pub(crate) use on_postgres_too;

/// Limits that every render exceeds.
pub const NO_TIME: Limits = Limits {
    time: Some(Duration::ZERO),
    memory: None,
};
pub const NO_MEMORY: Limits = Limits {
    time: None,
    memory: Some(1),
};

/// The application, the folder it lives in and its database; dropping it removes them all.
pub struct TestApp {
    pub app: App,
    pub folder: TempDir,
    /// On PostgreSQL; removed last.
    _database: Option<OwnDatabase>,
}

impl TestApp {
    /// A fresh one: empty database, empty media store, no workers.
    pub async fn start() -> Self {
        Self::fresh(|_| {}).await
    }

    /// A fresh one with these providers beside the embedded one.
    pub async fn with_providers(providers: ProviderSettings) -> Self {
        Self::fresh(|settings| settings.providers = providers).await
    }

    /// A fresh one whose payments go to Stripe, or to whoever answers in its place.
    pub async fn with_stripe(stripe: StripeSettings) -> Self {
        Self::fresh(|settings| settings.stripe = Some(stripe)).await
    }

    /// A fresh one without the Lab.
    pub async fn in_production() -> Self {
        Self::fresh(|settings| settings.mode = Mode::Production).await
    }

    /// A fresh one whose renders may take no more than this.
    pub async fn with_limits(limits: Limits) -> Self {
        Self::fresh(|settings| settings.render_limits = limits).await
    }

    /// A fresh one that mails its letters.
    pub async fn with_mail(mail: MailSettings) -> Self {
        Self::fresh(|settings| settings.mail = Some(mail)).await
    }

    /// The same data under a new process, as after a crash.
    pub async fn restarted(self) -> Self {
        let settings = self.app.settings.clone();
        drop(self.app);
        Self {
            app: opened(settings).await,
            ..self
        }
    }

    /// A fresh one that is set up as `set` has it.
    pub async fn fresh(set: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = if wants_postgres() {
            Some(OwnDatabase::empty().await)
        } else {
            None
        };
        let mut settings = Settings {
            mode: Mode::Demo,
            role: Role::Both,
            address: ([127, 0, 0, 1], 0).into(),
            data_dir: folder.path().to_owned(),
            database_url: database.as_ref().map(OwnDatabase::url),
            media_url: None,
            plans_file: None,
            site_root: folder.path().join("site"),
            worker_slots: 2,
            render_limits: Limits::default(),
            stripe: None,
            mail: None,
            operators: Vec::new(),
            providers: ProviderSettings::default(),
            cut_out_program: None,
        };
        set(&mut settings);
        Self {
            app: opened(settings).await,
            folder,
            _database: database,
        }
    }

    /// An account of its own.
    pub async fn account(&self) -> Account {
        let email = format!("{}@example.com", Uuid::new_v4().simple());
        logic::sign_up(
            &self.app,
            &email,
            "a long enough password".to_owned(),
            Default::default(),
        )
        .await
        .expect("a fresh address is free")
    }
}

async fn opened(settings: Settings) -> App {
    App::open(settings)
        .await
        .expect("the application opens on what is there")
}

/// A database of the throw-away cluster that goes with its test.
struct OwnDatabase(String);

impl OwnDatabase {
    /// A copy of one that has been brought up to date, which costs less than to bring each up to date.
    async fn empty() -> Self {
        static TEMPLATE: OnceCell<()> = OnceCell::const_new();
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        const NAME: &str = "app";
        let cluster = Cluster::shared();
        TEMPLATE
            .get_or_init(async || {
                let url = cluster.create(NAME, None).expect("makes a database");
                let database = Database::<Postgres>::connect(&url).await;
                // Nobody may be connected to what is copied.
                database.expect("migrates").writer.close().await;
            })
            .await;
        let copy = format!("{NAME}_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        cluster.create(&copy, Some(NAME)).expect("copies it");
        Self(copy)
    }

    fn url(&self) -> String {
        Cluster::shared().url(&self.0)
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        // What stays behind goes with the cluster.
        let _unremoved = Cluster::shared().remove(&self.0);
    }
}
