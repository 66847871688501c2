//! The ledger's own migrator: other migrators may work on the same database.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// Number, description and text of a migration. They are listed by hand, because sqlx's macro would have SQLite and half
/// of sqlx built a second time for the compiler's own use.
pub(super) type Text = (i64, &'static str, &'static str);

/// The migrator's own table.
const TABLE: &str = "credits_migrations";

/// Knows only these migrations and keeps a table of its own.
pub(super) fn migrator(texts: &[Text]) -> Migrator {
    let migrations = texts.iter().map(|&(version, description, sql)| {
        Migration::new(
            version,
            description.into(),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    });
    let mut migrator = Migrator::with_migrations(migrations.collect());
    migrator.dangerous_set_table_name(TABLE);
    migrator
}
