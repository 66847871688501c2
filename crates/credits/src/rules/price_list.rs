//! What an animation costs, computed alike in the browser and on the server.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Credits, Timestamp};

/// How long a superseded price list is still honoured: 15 minutes.
pub const QUOTE_HONOURED_MS: i64 = 15 * 60 * 1_000;

/// A word that names none of the values it could name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is none of the values offered")]
pub struct UnknownSetting;

macro_rules! setting {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal);+ $(;)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $(#[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All values, smallest first.
            pub const ALL: [Self; 3] = [$(Self::$variant),+];

            /// The word it is stored and sent as.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Its place in `ALL`; how far two values are apart is the difference of their steps.
            const fn step(self) -> i64 {
                self as i64
            }
        }

        impl FromStr for $name {
            type Err = UnknownSetting;

            fn from_str(text: &str) -> Result<Self, UnknownSetting> {
                let named = |value: &Self| value.as_str() == text;
                Self::ALL.into_iter().find(named).ok_or(UnknownSetting)
            }
        }
    };
}

setting!(
    /// How long an animation is.
    Duration {
        S5 = "5s";
        S10 = "10s";
        S15 = "15s";
    }
);
setting!(
    /// How large an animation is.
    Resolution {
        P720 = "720p";
        P1080 = "1080p";
        P2160 = "2160p";
    }
);
setting!(
    /// How many variations one order makes.
    VideoCount {
        One = "1";
        Two = "2";
        Four = "4";
    }
);

impl Duration {
    pub const fn seconds(self) -> i64 {
        match self {
            Self::S5 => 5,
            Self::S10 => 10,
            Self::S15 => 15,
        }
    }
}

impl Resolution {
    /// What it is called everywhere, whatever the language: a designation, as 9:16 is. Files of animators say it too.
    pub const fn label(self) -> &'static str {
        match self {
            Self::P720 => "720p",
            Self::P1080 => "1080p",
            Self::P2160 => "4K",
        }
    }
}

impl VideoCount {
    /// How many takes are made.
    pub const fn videos(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Four => 4,
        }
    }

    /// How many are paid: two for the price of one, four for the price of two.
    pub const fn charged_videos(self) -> i64 {
        match self {
            Self::One | Self::Two => 1,
            Self::Four => 2,
        }
    }
}

/// What one order asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AnimationSettings {
    pub duration: Duration,
    pub resolution: Resolution,
    pub count: VideoCount,
}

impl AnimationSettings {
    pub const fn new(duration: Duration, resolution: Resolution, count: VideoCount) -> Self {
        Self {
            duration,
            resolution,
            count,
        }
    }

    /// All 27, in the order of duration, resolution, count.
    pub fn all() -> impl Iterator<Item = Self> {
        Duration::ALL.into_iter().flat_map(|duration| {
            Resolution::ALL.into_iter().flat_map(move |resolution| {
                VideoCount::ALL
                    .into_iter()
                    .map(move |count| Self::new(duration, resolution, count))
            })
        })
    }
}

/// Credits for a second of video, by resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditsPerSecond {
    pub p720: Credits,
    pub p1080: Credits,
    pub p2160: Credits,
}

impl CreditsPerSecond {
    pub const fn of(&self, resolution: Resolution) -> Credits {
        match resolution {
            Resolution::P720 => self.p720,
            Resolution::P1080 => self.p1080,
            Resolution::P2160 => self.p2160,
        }
    }
}

/// All prices in credits. A published list never changes; a change is a new version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceList {
    pub version: u32,
    pub credits_per_second: CreditsPerSecond,
    pub valid_from: Timestamp,
    /// The first download of a version.
    pub download: Credits,
}

impl PriceList {
    /// The dearest price a list may name. It keeps every total far from the limits of a number.
    pub const MAX_PRICE: Credits = Credits::new(1_000_000);

    /// The list every ledger begins with.
    pub const fn default_v1() -> Self {
        Self {
            version: 1,
            credits_per_second: CreditsPerSecond {
                p720: Credits::new(2),
                p1080: Credits::new(3),
                p2160: Credits::new(6),
            },
            valid_from: Timestamp::from_ms(0),
            download: Credits::new(1),
        }
    }

    /// Whether every price is within 0 (downloads) or 1 (seconds) and [`PriceList::MAX_PRICE`].
    pub fn is_sound(&self) -> bool {
        let seconds = [
            self.credits_per_second.p720,
            self.credits_per_second.p1080,
            self.credits_per_second.p2160,
        ];
        seconds
            .into_iter()
            .all(|price| price >= Credits::new(1) && price <= Self::MAX_PRICE)
            && self.download >= Credits::ZERO
            && self.download <= Self::MAX_PRICE
    }
}

/// What an order will cost at most, with the figures its arithmetic is shown by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub per_video: Credits,
    pub charged_videos: i64,
    pub total: Credits,
    /// The version of the list it follows from.
    pub price_list: u32,
    pub settings: AnimationSettings,
}

/// The price of these settings by this list.
pub fn quote(list: &PriceList, settings: AnimationSettings) -> Quote {
    let second = list.credits_per_second.of(settings.resolution).get();
    let per_video = second.saturating_mul(settings.duration.seconds());
    let charged_videos = settings.count.charged_videos();
    Quote {
        per_video: Credits::new(per_video),
        charged_videos,
        total: Credits::new(per_video.saturating_mul(charged_videos)),
        price_list: list.version,
        settings,
    }
}

/// The price of one more regeneration of a take made with these settings: that of one video.
pub fn regeneration_quote(list: &PriceList, settings: AnimationSettings) -> Quote {
    quote(
        list,
        AnimationSettings {
            count: VideoCount::One,
            ..settings
        },
    )
}

/// The nearest cheaper settings that `available` pays for, or none.
///
/// Nothing is ever turned up. The number of videos is kept if it can be, then the resolution, then
/// the duration: so the duration gives way first, the resolution second and the number last, each
/// by as few steps as it takes.
pub fn cheaper_settings_that_fit(
    list: &PriceList,
    settings: AnimationSettings,
    available: Credits,
) -> Option<AnimationSettings> {
    let asked = quote(list, settings).total;
    let steps_down = |other: &AnimationSettings| {
        (
            settings.count.step() - other.count.step(),
            settings.resolution.step() - other.resolution.step(),
            settings.duration.step() - other.duration.step(),
        )
    };
    AnimationSettings::all()
        .filter(|other| {
            let (count, resolution, duration) = steps_down(other);
            count >= 0 && resolution >= 0 && duration >= 0
        })
        .filter(|other| {
            let total = quote(list, *other).total;
            total < asked && total <= available
        })
        .min_by_key(steps_down)
}

/// The list that is valid now: the highest version whose time has come.
pub fn current(lists: &[PriceList], now: Timestamp) -> Option<&PriceList> {
    lists
        .iter()
        .filter(|list| list.valid_from <= now)
        .max_by_key(|list| list.version)
}

/// The list of this version if a price shown by it still counts: it is current, or was superseded
/// less than [`QUOTE_HONOURED_MS`] ago.
pub fn honoured(lists: &[PriceList], version: u32, now: Timestamp) -> Option<&PriceList> {
    let list = lists
        .iter()
        .find(|list| list.version == version && list.valid_from <= now)?;
    let superseded_at = lists
        .iter()
        .filter(|later| later.version > version && later.valid_from <= now)
        .map(|later| later.valid_from)
        .min();
    match superseded_at {
        None => Some(list),
        Some(moment) => (now.since(moment) < QUOTE_HONOURED_MS).then_some(list),
    }
}
