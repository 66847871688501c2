//! Where everything is kept: the one place that chooses a database.

use super::Settings;
use super::database::{Address, Backend, Connected, Database};
use crate::accounts::address::{AddressStore, SqlAddresses};
use crate::accounts::closing::{ClosingStore, ClosingWords, SqlClosing};
use crate::accounts::recovery::{RecoveryStore, SqlRecovery};
use crate::accounts::{AccountStore, Sessions, SqlAccounts, SqlSessions};
use crate::billing::gateways::{SqlStripe, SqlTestPayments, StripeStore, TestPayments};
use crate::billing::{BillingStore, BillingWords, SqlBilling};
use crate::clips::exports::{ExportStore, SqlExports};
use crate::clips::{ClipStore, SqlClips};
use crate::help::{HelpStore, SqlHelp};
#[cfg(feature = "lab")]
use crate::lab::{FaultStore, SqlFaults};
use crate::library::{LibraryStore, SqlLibrary};
use crate::mail::{LetterStore, SqlLetters};
use crate::media::{SqlUploads, UploadStore};
use crate::reconciler::{BooksStore, BooksWords, SqlBooks};
use crate::studio::edits::{SqlVersions, VersionStore};
use crate::studio::{ProviderJobs, SqlProviderJobs, SqlStudio, StudioStore};
use crate::work::{JobStore, JobWords, SqlJobs};
use ::credits::Ledger;
use sqlx::{Postgres, Sqlite};
use std::sync::Arc;

/// Every store, each behind its trait.
pub struct Stores {
    pub database: Arc<dyn Connected>,
    pub ledger: Arc<dyn Ledger>,
    pub accounts: Arc<dyn AccountStore>,
    pub recovery: Arc<dyn RecoveryStore>,
    pub addresses: Arc<dyn AddressStore>,
    pub closing: Arc<dyn ClosingStore>,
    pub sessions: Sessions,
    pub clips: Arc<dyn ClipStore>,
    pub exports: Arc<dyn ExportStore>,
    pub studio: Arc<dyn StudioStore>,
    pub library: Arc<dyn LibraryStore>,
    pub provider_jobs: Arc<dyn ProviderJobs>,
    pub versions: Arc<dyn VersionStore>,
    pub uploads: Arc<dyn UploadStore>,
    pub billing: Arc<dyn BillingStore>,
    pub test_payments: Arc<dyn TestPayments>,
    pub stripe: Arc<dyn StripeStore>,
    pub books: Arc<dyn BooksStore>,
    pub help: Arc<dyn HelpStore>,
    pub letters: Arc<dyn LetterStore>,
    pub jobs: Arc<dyn JobStore>,
    #[cfg(feature = "lab")]
    pub faults: Arc<dyn FaultStore>,
}

impl Stores {
    /// Opens the database that the settings name: a SQLite file unless it is a PostgreSQL server's.
    pub async fn open(
        settings: &Settings,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        match Address::of(settings.database_url.as_deref(), &settings.data_dir)? {
            Address::File(path) => {
                let database = Database::<Sqlite>::open(&path).await?;
                Ok(Self::on(&database, Arc::new(database.ledger())))
            }
            Address::Server(url) => {
                let database = Database::<Postgres>::connect(&url).await?;
                Ok(Self::on(&database, Arc::new(database.ledger())))
            }
        }
    }

    fn on<B>(database: &Database<B>, ledger: Arc<dyn Ledger>) -> Self
    where
        B: Backend + BillingWords + BooksWords + ClosingWords + JobWords,
    {
        let shared = || database.clone();
        Self {
            database: Arc::new(shared()),
            ledger,
            accounts: Arc::new(SqlAccounts::new(shared())),
            recovery: Arc::new(SqlRecovery::new(shared())),
            addresses: Arc::new(SqlAddresses::new(shared())),
            closing: Arc::new(SqlClosing::new(shared())),
            sessions: Sessions::new(SqlSessions::new(shared())),
            clips: Arc::new(SqlClips::new(shared())),
            exports: Arc::new(SqlExports::new(shared())),
            studio: Arc::new(SqlStudio::new(shared())),
            library: Arc::new(SqlLibrary::new(shared())),
            provider_jobs: Arc::new(SqlProviderJobs::new(shared())),
            versions: Arc::new(SqlVersions::new(shared())),
            uploads: Arc::new(SqlUploads::new(shared())),
            billing: Arc::new(SqlBilling::new(shared())),
            test_payments: Arc::new(SqlTestPayments::new(shared())),
            stripe: Arc::new(SqlStripe::new(shared())),
            books: Arc::new(SqlBooks::new(shared())),
            help: Arc::new(SqlHelp::new(shared())),
            letters: Arc::new(SqlLetters::new(shared())),
            jobs: Arc::new(SqlJobs::new(shared())),
            #[cfg(feature = "lab")]
            faults: Arc::new(SqlFaults::new(shared())),
        }
    }
}
