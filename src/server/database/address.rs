//! Which database `DATABASE_URL` names.

use std::path::{Path, PathBuf};

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A SQLite file.
    File(PathBuf),
    /// The URL of a PostgreSQL database.
    Server(String),
}

/// A `DATABASE_URL` that names no database we know. Only the scheme is repeated, since a URL may hold a password.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UnknownAddress {
    #[error(
        "DATABASE_URL begins with {scheme:?}, which is no database known here: it is postgres://user@host/name, \
         sqlite:path, or the path of a SQLite file"
    )]
    Scheme { scheme: String },
    #[error(
        "DATABASE_URL asks for a SQLite database without a file, which the next start would find empty: name a path, as in \
         sqlite:data/breakout-clips.db"
    )]
    Memory,
    #[error(
        "DATABASE_URL has settings behind its path ({settings:?}), which are not understood: the database is always opened \
         for reading and writing and made if it is missing"
    )]
    Settings { settings: String },
}

/// The file's name when the setting is absent.
const FILE: &str = "breakout-clips.db";

impl Address {
    /// What the setting means; without it, a file in the data folder.
    pub fn of(url: Option<&str>, data_dir: &Path) -> Result<Self, UnknownAddress> {
        let Some(url) = url.map(str::trim) else {
            return Ok(Self::File(data_dir.join(FILE)));
        };
        match url.split_once(':') {
            Some(("postgres" | "postgresql", rest)) if rest.starts_with("//") => {
                Ok(Self::Server(url.to_owned()))
            }
            Some(("sqlite", path)) => file(path.strip_prefix("//").unwrap_or(path)),
            // A colon further back belongs to a path.
            Some((scheme, _)) if is_scheme(scheme) => Err(UnknownAddress::Scheme {
                scheme: format!("{scheme}:"),
            }),
            _ => file(url),
        }
    }
}

fn is_scheme(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

fn file(path: &str) -> Result<Address, UnknownAddress> {
    if path.is_empty() || path == ":memory:" {
        return Err(UnknownAddress::Memory);
    }
    match path.split_once('?') {
        Some((_, settings)) => Err(UnknownAddress::Settings {
            settings: settings.to_owned(),
        }),
        None => Ok(Address::File(PathBuf::from(path))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, UnknownAddress};
    use std::path::{Path, PathBuf};

    fn of(url: &str) -> Result<Address, UnknownAddress> {
        Address::of(Some(url), Path::new("data"))
    }

    #[test]
    fn without_a_setting_it_is_a_file_in_the_data_folder() {
        let file = Address::File(PathBuf::from("data/breakout-clips.db"));
        assert_eq!(Address::of(None, Path::new("data")), Ok(file));
    }

    #[test]
    fn paths_and_sqlite_urls_are_files() {
        for (url, path) in [
            ("clips.db", "clips.db"),
            ("./a folder/clips.db", "./a folder/clips.db"),
            ("/var/lib/clips:1.db", "/var/lib/clips:1.db"),
            ("sqlite:clips.db", "clips.db"),
            ("sqlite://clips.db", "clips.db"),
            ("sqlite:///var/lib/clips.db", "/var/lib/clips.db"),
        ] {
            assert_eq!(of(url), Ok(Address::File(PathBuf::from(path))), "{url}");
        }
    }

    #[test]
    fn both_schemes_of_postgresql_are_servers() {
        for url in [
            "postgres://clips@db/clips",
            "postgresql://clips:secret@db:5432/clips?sslmode=require",
        ] {
            assert_eq!(of(url), Ok(Address::Server(url.to_owned())));
        }
    }

    #[test]
    fn what_is_not_supported_is_named_without_its_password() {
        for url in [
            "mysql://root:secret@db/clips",
            "postgres+ssl://clips:secret@db/clips",
            "postgres:secret",
        ] {
            let problem = of(url).expect_err(url).to_string();
            assert!(problem.contains(url.split_once(':').expect("a colon").0));
            assert!(!problem.contains("secret"), "{problem}");
        }
        for url in ["sqlite::memory:", ":memory:", "sqlite:", "sqlite://"] {
            assert_eq!(of(url), Err(UnknownAddress::Memory), "{url}");
        }
        assert!(matches!(
            of("sqlite:clips.db?mode=ro"),
            Err(UnknownAddress::Settings { .. })
        ));
    }
}
