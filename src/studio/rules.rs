//! What the Studio's pages and its server agree on.

mod animator;
mod camera;
mod failure;
mod pace;
mod preview;
mod run;
mod scene;
mod warnings;

pub use animator::{Animator, PhotoUse};
pub use camera::Camera;
pub use failure::Failure;
pub use pace::{Measured, Pace, about};
pub use preview::{PREVIEWS_KEPT, PreviewAsk, PreviewView, Previewed, SceneNow};
pub use run::{Earlier, FavouriteAsk, Money, Regeneration, RunView, TakeState, TakeView};
pub use scene::{
    CAPTION_MAX, Format, PROMPT_MAX, Saved, SceneDraft, SetUp, Style, SubjectSource, title_of,
};
pub use warnings::{Field, Pixels, Warning, warnings};

use crate::studio::names;
use crate::words::studio as words;
use ::credits::{AnimationSettings, Credits, PriceList, Quote};
use serde::{Deserialize, Serialize};

/// The animator that every installation has, and the one an order means that names none.
pub const EMBEDDED: &str = "embedded";

/// What a click on Animate carries: what was shown, and a key that makes sending it twice ordering it once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnimateAsk {
    pub scene: String,
    pub settings: AnimationSettings,
    pub price_list: u32,
    pub total: Credits,
    /// Who is to animate; the default where the form offers no choice.
    #[serde(default = "scene::embedded")]
    pub animator: String,
    pub key: String,
}

/// What a click on Regenerate or Try again carries. `shown` is absent where the button said "free".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgainAsk {
    pub take: String,
    pub shown: Option<ShownPrice>,
    pub key: String,
}

/// The price that stood on a button, and the list it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownPrice {
    pub price_list: u32,
    pub total: Credits,
}

/// What came of an order. Only `Started` moved credits: they are on hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum OrderAnswer {
    Started {
        scene: String,
        animation: String,
    },
    /// The price shown no longer counts, or never followed from the settings. Nothing was taken.
    QuoteChanged {
        quote: Quote,
        price_list: PriceList,
    },
    /// Too few credits. Nothing was taken.
    Short {
        missing: Credits,
        available: Credits,
    },
    /// The scene cannot be animated yet, or the order makes no sense; the sentence says why.
    Refused {
        sentence: String,
    },
}

/// A bundle of AI credits as the Studio offers it when credits are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleOffer {
    pub credits: Credits,
    /// "$15" in cents.
    pub cents: i64,
}

/// The smallest bundle that covers what is missing, or the largest there is.
pub fn covering(bundles: &[BundleOffer], missing: Credits) -> Option<BundleOffer> {
    let by_size = |offer: &&BundleOffer| offer.credits;
    bundles
        .iter()
        .filter(|offer| offer.credits >= missing)
        .min_by_key(by_size)
        .or_else(|| bundles.iter().max_by_key(by_size))
        .copied()
}

/// "10 s, 1080p, 4 videos".
pub fn settings_words(settings: AnimationSettings) -> String {
    words::settings(
        names::duration(settings.duration),
        settings.resolution.label(),
        names::videos(settings.count),
    )
}

/// How the number of videos relates to the price: "4 videos for the price of 2".
pub fn count_words(quote: &Quote) -> String {
    let videos = quote.settings.count.videos();
    if i64::from(videos) == quote.charged_videos {
        names::videos(quote.settings.count).to_owned()
    } else {
        words::videos_for_price(videos, quote.charged_videos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::credits::{Duration, Resolution, VideoCount, quote};

    #[test]
    fn words_follow_the_settings() {
        let list = PriceList::default_v1();
        let four = AnimationSettings::new(Duration::S10, Resolution::P1080, VideoCount::Four);
        assert_eq!(settings_words(four), "10 s, 1080p, 4 videos");
        assert_eq!(
            count_words(&quote(&list, four)),
            "4 videos for the price of 2"
        );
        let one = AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::One);
        assert_eq!(count_words(&quote(&list, one)), "1 video");
    }

    #[test]
    fn the_smallest_bundle_that_covers_is_offered() {
        let bundles =
            [(150, 1_500), (400, 3_600), (1_000, 8_000)].map(|(credits, cents)| BundleOffer {
                credits: Credits::new(credits),
                cents,
            });
        for (missing, offered) in [
            (1, 150),
            (150, 150),
            (151, 400),
            (1_000, 1_000),
            (5_000, 1_000),
        ] {
            assert_eq!(
                covering(&bundles, Credits::new(missing)).map(|offer| offer.credits.get()),
                Some(offered)
            );
        }
        assert_eq!(covering(&[], Credits::new(1)), None);
    }
}
