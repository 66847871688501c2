//! How long videos usually take, from those that were made last.

use crate::studio::names;
use crate::words::studio as words;
use ::credits::{AnimationSettings, Duration, Resolution};
use serde::{Deserialize, Serialize};

/// What this server needed lately for one second of a 720p video, waiting and working, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace(i64);

/// One order that was made: how much it was, and how long it took from the click to its last video.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    pub settings: AnimationSettings,
    /// How many of its videos were delivered.
    pub videos: u32,
    pub took_ms: i64,
}

/// The work in a video, where one second at 720p is 4: pixels times seconds.
fn load(duration: Duration, resolution: Resolution) -> i64 {
    let pixels = match resolution {
        Resolution::P720 => 4,
        Resolution::P1080 => 9,
        Resolution::P2160 => 36,
    };
    duration.seconds() * pixels
}

impl Pace {
    /// The middle of what was measured, which one stalled order does not move; none where nothing was.
    pub fn of(orders: &[Measured]) -> Option<Self> {
        let mut paces: Vec<i64> = orders
            .iter()
            .filter(|order| order.videos > 0 && order.took_ms > 0)
            .map(|order| {
                let load = load(order.settings.duration, order.settings.resolution);
                order.took_ms * 4 / (load * i64::from(order.videos))
            })
            .collect();
        paces.sort_unstable();
        paces.get(paces.len() / 2).copied().map(Self)
    }

    /// How long this many videos with these settings will take, in milliseconds.
    pub fn of_videos(self, settings: AnimationSettings, videos: u32) -> i64 {
        self.0 * load(settings.duration, settings.resolution) * i64::from(videos) / 4
    }

    /// "Usually about 20 s for 2 videos."
    pub fn sentence(self, settings: AnimationSettings) -> String {
        let time = about(self.of_videos(settings, settings.count.videos()));
        words::usually(time, names::videos(settings.count))
    }
}

/// A time as exact as it can be known: "5 s", "40 s", "3 min".
pub fn about(ms: i64) -> String {
    match (ms.max(0) + 999) / 1_000 {
        seconds @ 0..10 => words::seconds(seconds.max(1)),
        seconds @ 10..90 => words::seconds((seconds + 4) / 5 * 5),
        seconds => words::minutes((seconds + 30) / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::credits::VideoCount;

    const TWO: AnimationSettings =
        AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::Two);

    fn measured(videos: u32, took_ms: i64) -> Measured {
        Measured {
            settings: TWO,
            videos,
            took_ms,
        }
    }

    #[test]
    fn nothing_is_promised_before_anything_was_measured() {
        assert_eq!(Pace::of(&[]), None);
        assert_eq!(Pace::of(&[measured(0, 5_000), measured(2, 0)]), None);
    }

    #[test]
    fn the_middle_counts_and_scales_with_length_size_and_number() {
        let pace = Pace::of(&[
            measured(2, 18_000),
            measured(2, 20_000),
            measured(2, 900_000),
        ]);
        let pace = pace.expect("measured");
        assert_eq!(pace.sentence(TWO), "Usually about 20 s for 2 videos.");
        let large = AnimationSettings::new(Duration::S10, Resolution::P1080, VideoCount::One);
        assert_eq!(pace.sentence(large), "Usually about 45 s for 1 video.");
        let largest = AnimationSettings::new(Duration::S15, Resolution::P2160, VideoCount::Four);
        assert_eq!(pace.sentence(largest), "Usually about 18 min for 4 videos.");
    }

    #[test]
    fn times_are_said_as_exactly_as_they_are_known() {
        for (ms, words) in [
            (0, "1 s"),
            (4_200, "5 s"),
            (11_000, "15 s"),
            (89_000, "90 s"),
            (90_000, "2 min"),
            (600_000, "10 min"),
        ] {
            assert_eq!(about(ms), words);
        }
    }
}
