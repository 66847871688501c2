//! The built files of the site, and the addresses that change with them.
//!
//! A page names its bundle and its style by what is in them. So a browser keeps them for good without asking again, and
//! never completes half of an old file with half of a new one after an update.

use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

/// What is built into `pkg/`, by name.
#[derive(Debug, Default)]
pub struct Site {
    versions: HashMap<String, String>,
}

impl Site {
    /// Reads what was built. Files that are not there have no version, and their addresses never change.
    pub fn read(root: &Path) -> Self {
        let files = std::fs::read_dir(root.join("pkg")).into_iter().flatten();
        let versions = files.flatten().filter_map(|file| {
            let name = file.file_name().into_string().ok()?;
            let content = std::fs::read(file.path()).ok()?;
            Some((name, version_of(&content)))
        });
        Self {
            versions: versions.collect(),
        }
    }

    /// The address of a file in `pkg/`, with its version.
    pub fn address(&self, name: &str) -> String {
        match self.versions.get(name) {
            Some(version) => format!("/pkg/{name}?v={version}"),
            None => format!("/pkg/{name}"),
        }
    }

    /// Whether this address is of the file as it is now, and will never be another one's.
    pub fn is_current(&self, name: &str, query: Option<&str>) -> bool {
        let asked = query.and_then(|query| query.split('&').find_map(|one| one.strip_prefix("v=")));
        asked.is_some_and(|asked| self.versions.get(name).is_some_and(|now| now == asked))
    }
}

/// Enough of the content's hash to tell one build from all others.
fn version_of(content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    hash.iter().take(6).fold(String::new(), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_changes_with_its_file_and_only_the_current_one_is_kept() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("pkg")).expect("made");
        let file = root.path().join("pkg/shell.js");
        std::fs::write(&file, "one").expect("written");
        let (before, other) = (Site::read(root.path()), "v=0123456789ab");
        let address = before.address("shell.js");
        let (path, query) = address.split_once('?').expect("a version");
        assert_eq!(path, "/pkg/shell.js");
        assert!(before.is_current("shell.js", Some(query)));
        assert!(before.is_current("shell.js", Some(&format!("{query}&attempt=1"))));
        assert!(!before.is_current("shell.js", Some(other)));
        assert!(!before.is_current("shell.js", None));
        std::fs::write(&file, "two").expect("written");
        let after = Site::read(root.path());
        assert_ne!(after.address("shell.js"), address);
        assert!(!after.is_current("shell.js", Some(query)));
    }

    #[test]
    fn what_was_not_built_has_no_version() {
        let nothing = Site::read(Path::new("nowhere"));
        assert_eq!(nothing.address("shell.js"), "/pkg/shell.js");
        assert!(!nothing.is_current("shell.js", Some("v=")));
    }
}
