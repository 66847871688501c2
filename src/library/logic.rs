//! What the library's page shows, and what can be done with an entry.

mod acts;
mod remix;

pub use acts::{Copied, duplicate, rename, set_deleted};
pub use remix::open_as_scene;

use super::card::Card;
use super::rules::{Cursor, Kind, PAGE, Search, SortChoice};
use super::store::{Counts, Place, Storage};
use crate::accounts::Account;
use crate::clips::renders::job_id;
use crate::error::AppError;
use crate::server::App;
use crate::work::{JobId, JobState};
use futures::StreamExt;
use std::collections::HashMap;
use uuid::Uuid;

/// How many files of unknown length are looked up for one page, and how many at once. What is left waits for the next.
const MEASURED_PER_PAGE: usize = 64;
const MEASURED_AT_ONCE: usize = 8;

/// One page of the library.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub search: Search,
    pub cards: Vec<Card>,
    pub counts: Counts,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    pub storage: Storage,
}

/// Reads the page that a search asks for. The number of questions does not depend on the number of videos.
pub async fn shelf(app: &App, account: &Account, search: Search) -> Result<Shelf, AppError> {
    let (places, counts) = app
        .library
        .page(&account.id, &search, account.clock_ahead_ms, PAGE)
        .await?;
    let more = counts.from_here > places.len() as u64;
    let next = places
        .last()
        .filter(|_| more)
        .map(|last| cursor_of(last, search.sort));
    Ok(Shelf {
        cards: cards(app, account, &places).await?,
        counts,
        next,
        storage: storage(app, account).await?,
        search,
    })
}

fn cursor_of(place: &Place, sort: SortChoice) -> Cursor {
    Cursor {
        id: place.id,
        key: match sort {
            SortChoice::Newest => place.at_ms.to_string(),
            SortChoice::Title => place.sort_title.clone(),
        },
    }
}

/// One entry of the account as its card shows it, deleted or not.
pub async fn one(app: &App, account: &Account, kind: Kind, id: Uuid) -> Result<Card, AppError> {
    let place = Place {
        kind,
        id,
        at_ms: account.now().ms(),
        sort_title: String::new(),
        deleted: false,
    };
    let found = cards(app, account, &[place]).await?;
    found.into_iter().next().ok_or(AppError::NotFound)
}

/// The latest AI videos, at most `limit`.
pub async fn latest_ai(app: &App, account: &Account, limit: usize) -> Result<Vec<Card>, AppError> {
    let search = Search {
        kind: super::rules::KindChoice::Ai,
        ..Search::default()
    };
    let (places, _) = app
        .library
        .page(&account.id, &search, account.clock_ahead_ms, limit)
        .await?;
    cards(app, account, &places).await
}

/// The cards of these places, in their order.
async fn cards(app: &App, account: &Account, places: &[Place]) -> Result<Vec<Card>, AppError> {
    let details = app.library.details(&account.id, places).await?;
    let mut jobs: HashMap<Uuid, JobId> = HashMap::new();
    for clip in &details.clips {
        if let (Some(version), Some(attempt)) = (&clip.version, clip.attempt) {
            jobs.insert(clip.id, job_id(&account.id, version, attempt));
        }
    }
    let ids: Vec<JobId> = jobs.values().copied().collect();
    let states: HashMap<JobId, JobState> = app
        .library
        .jobs(&account.id, &ids)
        .await?
        .into_iter()
        .collect();
    let card = |place: &Place| match place.kind {
        Kind::Clip => {
            let clip = details.clips.iter().find(|clip| clip.id == place.id)?;
            let state = jobs.get(&clip.id).and_then(|job| states.get(job)).copied();
            Some(Card::of_clip(account, place, clip, state))
        }
        Kind::Scene | Kind::Animation => {
            let wanted = |scene: &&super::store::SceneEntry| {
                scene.id == place.id && scene.kind == place.kind
            };
            let scene = details.scenes.iter().find(wanted)?;
            let takes: Vec<_> = details
                .takes
                .iter()
                .filter(|take| take.root == place.id)
                .collect();
            Some(Card::of_scene(account, place, scene, &takes))
        }
    };
    Ok(places.iter().filter_map(card).collect())
}

/// What the account's files take up. Lengths that are not known yet are looked up, some at a time.
async fn storage(app: &App, account: &Account) -> Result<Storage, AppError> {
    let known = app.library.storage(&account.id).await?;
    if known.unmeasured == 0 {
        return Ok(known);
    }
    let keys = app
        .library
        .unmeasured(&account.id, MEASURED_PER_PAGE)
        .await?;
    let measuring = futures::stream::iter(keys).map(|key| async move {
        // A file that is gone takes up nothing; it may be made again, so nothing is noted of it.
        let bytes = app.media.length(&key).await.ok()?;
        Some((key, bytes))
    });
    let sizes: Vec<_> = measuring
        .buffer_unordered(MEASURED_AT_ONCE)
        .filter_map(std::future::ready)
        .collect()
        .await;
    if sizes.is_empty() {
        return Ok(known);
    }
    app.library.measured(&sizes).await?;
    Ok(app.library.storage(&account.id).await?)
}
