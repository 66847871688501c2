//! One entry of the library: what its card says, and the card.

mod view;

pub use view::{DeletedRow, VideoCard};

use super::rules::{Kind, scene_title};
use super::store::{ClipEntry, Place, SceneEntry, TakeEntry};
use crate::accounts::Account;
use crate::clips::rules::{FormatChoice, shown_title};
use crate::clips::{small_poster, stills};
use crate::words::library as words;
use crate::work::JobState;
use ::credits::Timestamp;
use uuid::Uuid;

/// What a card says. Everything is words and addresses already.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub kind: Kind,
    pub id: Uuid,
    pub title: String,
    /// Where it stands, in words, and the class of the tag they stand in.
    pub state: String,
    pub tone: &'static str,
    /// What last happened to it, "Edited", and when, "12 June, 14:32".
    pub what: &'static str,
    pub when: String,
    /// Where it opens.
    pub open: String,
    /// The class that gives its picture the video's shape.
    pub shape: &'static str,
    pub picture: Option<String>,
    /// The small or finished video that plays in the picture's place.
    pub motion: Option<String>,
    pub file: Option<File>,
    /// The finished takes of an animation, where there are several.
    pub takes: Vec<Thumb>,
    /// The current version is paid, so a copy of it is as well.
    pub paid: bool,
}

/// What can be downloaded of an entry without a credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum File {
    /// A version of a clip that is the account's, with its number.
    Version(u32, String),
    Takes {
        address: String,
        count: usize,
    },
}

/// A finished take of an animation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumb {
    pub number: u32,
    pub motion: String,
}

impl Card {
    /// The card of a clip, with the state of the job that renders its current version, if one does.
    pub fn of_clip(
        account: &Account,
        place: &Place,
        clip: &ClipEntry,
        job: Option<JobState>,
    ) -> Self {
        let id = clip.id;
        let (state, tone) = clip_state(clip, job);
        let finished = clip.finished.as_ref();
        let poster = finished.map(|version| small_poster(id, version));
        let preview = finished.map(|version| format!("/clips/{id}/preview?version={version}"));
        let still = || {
            clip.version
                .as_ref()
                .map(|shown| stills::address_of(id, shown))
        };
        Self {
            kind: Kind::Clip,
            id,
            title: shown_title(&clip.title, &clip.inputs),
            state,
            tone,
            what: happened(place, words::edited()),
            when: when(account, place),
            open: format!("/clips/{id}"),
            shape: match clip.inputs.format {
                FormatChoice::Feed => "fmt-feed",
                FormatChoice::Portrait => "fmt-portrait",
                FormatChoice::Square => "fmt-square",
                FormatChoice::Landscape => "fmt-landscape",
            },
            picture: poster.or_else(still),
            motion: preview,
            file: clip
                .newest_owned
                .as_ref()
                .map(|(number, hash)| File::Version(number.unwrap_or(1), hash.to_string())),
            takes: Vec::new(),
            paid: clip.owned,
        }
    }

    /// The card of a scene, or of an animation and its takes.
    pub fn of_scene(
        account: &Account,
        place: &Place,
        scene: &SceneEntry,
        takes: &[&TakeEntry],
    ) -> Self {
        let ready: Vec<&TakeEntry> = takes
            .iter()
            .copied()
            .filter(|take| take.delivered)
            .collect();
        let ((state, tone), what) = match scene.kind {
            Kind::Animation => (animation_state(takes, ready.len()), words::animated()),
            Kind::Clip | Kind::Scene => ((words::scene_draft().to_owned(), "tag"), words::edited()),
        };
        let id = scene.id;
        let shown = ready.first().or(takes.first());
        let picture = match (scene.kind, shown) {
            (Kind::Animation, Some(take)) => Some(crate::studio::still_of(take.id)),
            (Kind::Animation, None) => None,
            _ if scene.draft.missing().is_some() => None,
            _ => Some(format!("/studio/{id}/still?revision={}", scene.revision)),
        };
        let motion = |take: &TakeEntry| format!("/studio/takes/{}/video", take.id);
        let several = ready.len() > 1;
        Self {
            kind: scene.kind,
            id,
            title: scene_title(&scene.title, &scene.draft),
            state,
            tone,
            what: happened(place, what),
            when: when(account, place),
            open: match scene.kind {
                Kind::Animation => format!("/studio/{}?animation={id}", scene.scene),
                Kind::Clip | Kind::Scene => format!("/studio/{id}"),
            },
            shape: scene.draft.format.class(),
            picture,
            motion: ready.first().map(|take| motion(take)),
            file: takes_file(id, &ready),
            takes: ready
                .iter()
                .filter(|_| several)
                .map(|take| Thumb {
                    number: take.number,
                    motion: motion(take),
                })
                .collect(),
            paid: false,
        }
    }

    /// Whether the Studio made it.
    pub fn is_ai(&self) -> bool {
        self.kind != Kind::Clip
    }
}

fn takes_file(animation: Uuid, ready: &[&TakeEntry]) -> Option<File> {
    let address = match ready {
        [] => return None,
        [one] => format!("/studio/takes/{}/download", one.id),
        _ => format!("/studio/animations/{animation}/download"),
    };
    Some(File::Takes {
        address,
        count: ready.len(),
    })
}

fn happened(place: &Place, otherwise: &'static str) -> &'static str {
    if place.deleted {
        words::deleted()
    } else {
        otherwise
    }
}

fn when(account: &Account, place: &Place) -> String {
    let at = Timestamp::from_ms(place.at_ms);
    account.zone.day_and_time(at, account.now())
}

fn clip_state(clip: &ClipEntry, job: Option<JobState>) -> (String, &'static str) {
    match job {
        Some(JobState::Queued | JobState::Running) => {
            (words::rendering_preview().to_owned(), "tag")
        }
        _ if clip.owned => (
            words::version_downloaded(clip.number.unwrap_or(1)),
            "tag tag-ok",
        ),
        _ if clip.finished.is_some() => (words::preview_ready().to_owned(), "tag tag-dl"),
        Some(JobState::Failed) => (words::preview_failed().to_owned(), "tag tag-bad"),
        _ => (words::draft().to_owned(), "tag"),
    }
}

fn animation_state(takes: &[&TakeEntry], ready: usize) -> (String, &'static str) {
    if takes.is_empty() || takes.iter().any(|take| take.open) {
        let state = match ready {
            0 => words::animating().to_owned(),
            ready => words::animating_ready(ready),
        };
        return (state, "tag");
    }
    match ready {
        0 => (words::did_not_finish().to_owned(), "tag tag-bad"),
        1 => (words::ready().to_owned(), "tag tag-ok"),
        ready => (words::videos_ready(ready), "tag tag-ok"),
    }
}
