//! A whole application on a folder of its own, for the tests of its features.

use super::settings::Role;
use super::{App, Mode, Settings};
use crate::accounts::{Account, logic};
use crate::billing::gateways::StripeSettings;
use tempfile::TempDir;
use uuid::Uuid;

/// The application and the folder it lives in; dropping it removes both.
pub struct TestApp {
    pub app: App,
    pub folder: TempDir,
}

impl TestApp {
    /// A fresh one: empty database, empty media store, no workers.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let app = Self::open(&folder, None).await;
        Self { app, folder }
    }

    /// A fresh one whose payments go to Stripe, or to whoever answers in its place.
    pub async fn with_stripe(stripe: StripeSettings) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let app = Self::open(&folder, Some(stripe)).await;
        Self { app, folder }
    }

    /// The same data under a new process, as after a crash.
    pub async fn restarted(self) -> Self {
        let Self { app, folder } = self;
        drop(app);
        let app = Self::open(&folder, None).await;
        Self { app, folder }
    }

    async fn open(folder: &TempDir, stripe: Option<StripeSettings>) -> App {
        App::open(Settings {
            mode: Mode::Demo,
            role: Role::Both,
            address: ([127, 0, 0, 1], 0).into(),
            data_dir: folder.path().to_owned(),
            database_url: None,
            media_url: None,
            plans_file: None,
            site_root: folder.path().join("site"),
            worker_slots: 2,
            stripe,
        })
        .await
        .expect("the application opens on an empty folder")
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
