//! What people read of an animation's settings. The ledger's own words for them are for machines.

use crate::words::studio as words;
use ::credits::{Duration, VideoCount};

/// "10 s".
pub fn duration(one: Duration) -> &'static str {
    match one {
        Duration::S5 => words::duration_5(),
        Duration::S10 => words::duration_10(),
        Duration::S15 => words::duration_15(),
    }
}

/// "2 videos".
pub fn videos(one: VideoCount) -> &'static str {
    match one {
        VideoCount::One => words::videos_1(),
        VideoCount::Two => words::videos_2(),
        VideoCount::Four => words::videos_4(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_say_the_numbers() {
        for one in Duration::ALL {
            assert_eq!(duration(one), format!("{} s", one.seconds()));
        }
        assert_eq!(
            VideoCount::ALL.map(videos),
            ["1 video", "2 videos", "4 videos"]
        );
    }
}
