//! Where to go after signing in.

use axum::http::Uri;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A path of this site, never another host's address: `?next=` must not send anybody away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    const MAX: usize = 1_000;

    /// The path, or the gallery when the text is anything else.
    pub fn or_home(text: &str) -> Self {
        let mut characters = text.chars();
        let absolute = characters.next() == Some('/');
        // A browser reads "//host" and "/\host" as another host.
        let stays_here = !matches!(characters.next(), Some('/' | '\\'));
        let plain = text.len() <= Self::MAX
            && text
                .chars()
                .all(|character| character.is_ascii_graphic() && character != '\\');
        if absolute && stays_here && plain {
            Self(text.to_owned())
        } else {
            Self::default()
        }
    }

    /// The page that a request came from, as `Referer` names it; the gallery where that is not a page of this host.
    pub fn of_page(referrer: &str, host: &str) -> Self {
        let Ok(page) = referrer.parse::<Uri>() else {
            return Self::default();
        };
        match (page.authority(), page.path_and_query()) {
            (Some(at), Some(path)) if at.as_str() == host => Self::or_home(path.as_str()),
            _ => Self::default(),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as it may stand in the value of a query parameter.
    pub fn encoded(&self) -> String {
        let mut text = String::with_capacity(self.0.len());
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
                text.push(char::from(byte));
            } else {
                text.push_str(&format!("%{byte:02X}"));
            }
        }
        text
    }
}

impl Default for LocalPath {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for LocalPath {
    /// Never fails: what is not a local path is the gallery.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::or_home(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::LocalPath;

    #[test]
    fn paths_of_this_site_are_kept() {
        for path in ["/", "/clips/7", "/credits?wallet=ai", "/help#refresh"] {
            assert_eq!(LocalPath::or_home(path).as_str(), path);
        }
    }

    #[test]
    fn anything_else_leads_home() {
        let long = format!("/{}", "a".repeat(2_000));
        for path in [
            "",
            "clips",
            "//example.com",
            "/\\example.com",
            "https://example.com",
            "/a\r\nb",
            "/a b",
            "/ä",
            &long,
        ] {
            assert_eq!(LocalPath::or_home(path).as_str(), "/", "{path:?}");
        }
    }

    #[test]
    fn a_form_leads_back_to_its_page_and_never_to_another_host() {
        let next = |referrer| LocalPath::of_page(referrer, "clips.example:3000").to_string();
        assert_eq!(
            next("https://clips.example:3000/studio/takes/7/edit?caption=A%20b"),
            "/studio/takes/7/edit?caption=A%20b"
        );
        assert_eq!(next("http://clips.example:3000"), "/");
        for referrer in [
            "",
            "/studio",
            "about:blank",
            "https://elsewhere.example/studio",
            "https://clips.example/studio",
            "https://clips.example:3000@elsewhere.example/studio",
            "https://clips.example:3000//elsewhere.example",
        ] {
            assert_eq!(next(referrer), "/", "{referrer:?}");
        }
    }

    #[test]
    fn a_query_survives_inside_a_parameter() {
        assert_eq!(
            LocalPath::or_home("/credits?wallet=ai&x=1").encoded(),
            "/credits%3Fwallet%3Dai%26x%3D1"
        );
    }
}
