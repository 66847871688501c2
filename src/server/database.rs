//! The embedded database: one writer, several readers, one file that the ledger and the features share.

use super::Settings;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{SqlSafeStr, SqlitePool};
use std::borrow::Cow;

/// Number, description and text of every file in `migrations/sqlite`, as `build.rs` lists them.
const MIGRATIONS: &[(i64, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// The two pools on the one SQLite file. SQLite has a single writer; giving it one connection of its own turns
/// waiting into a queue instead of an error.
#[derive(Debug, Clone)]
pub struct Database {
    pub writer: SqlitePool,
    pub readers: SqlitePool,
}

impl Database {
    /// Opens the file, asserts the pragmas and SQLite's version, and brings the schema up to date.
    pub async fn open(
        settings: &Settings,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        std::fs::create_dir_all(&settings.data_dir)?;
        let path = match &settings.database_url {
            None => settings.data_dir.join("breakout-clips.db"),
            Some(url) => {
                std::path::PathBuf::from(url.trim_start_matches("sqlite:").trim_start_matches("//"))
            }
        };
        let (writer, readers) = ::credits::store::open(&path).await?;
        ::credits::store::migrate(&writer).await?;
        migrator().run(&writer).await?;
        Ok(Self { writer, readers })
    }
}

fn migrator() -> Migrator {
    let migrations = MIGRATIONS.iter().map(|&(version, description, sql)| {
        Migration::new(
            version,
            Cow::Borrowed(description),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    });
    Migrator::with_migrations(migrations.collect())
}
