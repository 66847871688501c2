//! What a person asks of the library, and the address that says the same again.

use crate::choices::{InAddress, choices};
use crate::clips::rules::tidy;
use crate::words::library as words;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many characters of a search count, and how many of its words.
const QUERY_MAX: usize = 100;
const WORDS_MAX: usize = 8;

choices!(
    /// Which feature made it.
    KindChoice {
        #[default]
        All = "all", words::all();
        HandCrafted = "hand-crafted", words::hand_crafted();
        Ai = "ai", words::ai();
    }
);
choices!(
    /// How far it got.
    StateChoice {
        #[default]
        Any = "any", words::any_state();
        Drafts = "drafts", words::drafts();
        Ready = "ready", words::ready();
        Downloaded = "downloaded", words::downloaded();
        Deleted = "deleted", words::deleted();
    }
);
choices!(
    /// What comes first.
    SortChoice {
        #[default]
        Newest = "newest", words::newest();
        Title = "title", words::title();
    }
);

/// Everything a person asks of the library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// As it was typed.
    pub text: String,
    pub kind: KindChoice,
    pub state: StateChoice,
    pub sort: SortChoice,
    /// Behind which entry the page begins; none for the first page.
    pub after: Option<Cursor>,
}

/// The place of an entry in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub id: Uuid,
    /// What the order goes by: milliseconds for the newest, the folded title for titles.
    pub key: String,
}

/// The search as an address has it. Whatever cannot be read asks for nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    kind: String,
    state: String,
    sort: String,
    after: String,
    /// A pressed button, as "group:choice". It counts more than what the form carries along.
    pub set: Option<String>,
}

#[derive(Serialize)]
struct Said<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    q: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

impl From<&Asked> for Search {
    fn from(asked: &Asked) -> Self {
        let mut search = Self {
            text: tidy(&asked.q).chars().take(QUERY_MAX).collect(),
            kind: KindChoice::named(&asked.kind),
            state: StateChoice::named(&asked.state),
            sort: SortChoice::named(&asked.sort),
            after: None,
        };
        search.after = Cursor::read(&asked.after, search.sort);
        match asked.set.as_deref().and_then(|set| set.split_once(':')) {
            Some(("kind", slug)) => search.kind = KindChoice::named(slug),
            Some(("state", slug)) => search.state = StateChoice::named(slug),
            Some(("sort", slug)) => search.sort = SortChoice::named(slug),
            _ => {}
        }
        search
    }
}

impl Search {
    /// Reads what stands behind the question mark of an address.
    pub fn read(query: &str) -> Self {
        let asked: Asked = serde_urlencoded::from_str(query).unwrap_or_default();
        Self::from(&asked)
    }

    /// What stands behind the question mark; nothing if everything goes without saying.
    pub fn query(&self) -> String {
        let said = Said {
            q: &self.text,
            kind: self.kind.said(),
            state: self.state.said(),
            sort: self.sort.said(),
            after: self.after.as_ref().map(Cursor::written),
        };
        // Five texts; there is nothing in them that could fail to be written.
        serde_urlencoded::to_string(said).unwrap_or_default()
    }

    /// The address of this search.
    pub fn address(&self) -> String {
        with_query("/clips", &self.query())
    }

    /// The same search from its first page.
    pub fn from_the_top(&self) -> Self {
        Self {
            after: None,
            ..self.clone()
        }
    }

    /// Whether it leaves anything out that is not deleted.
    pub fn narrows(&self) -> bool {
        !self.text.is_empty()
            || self.kind != KindChoice::default()
            || self.state != StateChoice::default()
    }

    /// The words that all have to be found, as the database compares them.
    pub fn words(&self) -> Vec<String> {
        super::folded(&self.text)
            .split(' ')
            .filter(|word| !word.is_empty())
            .take(WORDS_MAX)
            .map(str::to_owned)
            .collect()
    }
}

/// An address with what stands behind its question mark, if anything does.
pub fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

impl Cursor {
    fn written(&self) -> String {
        format!("{}.{}", self.id, self.key)
    }

    fn read(text: &str, sort: SortChoice) -> Option<Self> {
        let (id, key) = text.split_once('.')?;
        let readable = match sort {
            SortChoice::Newest => key.parse::<i64>().is_ok(),
            SortChoice::Title => !key.contains('\0'),
        };
        Some(Self {
            id: id.parse().ok().filter(|_| readable)?,
            key: key.to_owned(),
        })
    }
}
