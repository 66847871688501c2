//! How large the frames of a playing preview are: as large as the machine keeps up with.

/// The short sides of frames that are only passing by, in pixels.
const SHORT_SIDES: [u32; 3] = [540, 360, 270];
/// What a frame may take, in milliseconds, so that none of the thirty in a second is left out; with a little to spare, as
/// the clock of a browser is coarse.
const IN_TIME_MS: f64 = 36.0;
/// So many frames in a row that were late make the next ones smaller: one of them says more about the page that was just
/// opened than about the machine.
const LATE: u32 = 3;
/// So many frames that leave time enough for larger ones make the next ones larger.
const EASY: u32 = 12;
/// The most of them that are asked for, after larger ones have been late again and again.
const EASY_AT_MOST: u32 = 192;

/// Finds the size by what the frames before have taken.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Which of the short sides.
    step: usize,
    late: u32,
    easy: u32,
    /// How many easy ones the next step up takes.
    patience: u32,
    /// How many frames were drawn since the last step up.
    since_larger: u32,
}

impl Pace {
    /// Begins with the largest.
    pub const fn new() -> Self {
        Self {
            step: 0,
            late: 0,
            easy: 0,
            patience: EASY,
            since_larger: u32::MAX,
        }
    }

    /// The short side of the next passing frame, in pixels.
    pub fn short_side(&self) -> u32 {
        SHORT_SIDES[self.step]
    }

    /// Takes note of how long a passing frame of the present size took, in milliseconds.
    pub fn took(&mut self, ms: f64) {
        self.since_larger = self.since_larger.saturating_add(1);
        if ms > IN_TIME_MS {
            (self.late, self.easy) = (self.late + 1, 0);
            if self.late == LATE && self.step + 1 < SHORT_SIDES.len() {
                self.shrink();
            }
            return;
        }
        self.late = 0;
        if ms * self.growth() <= IN_TIME_MS {
            self.easy += 1;
        }
        if self.step > 0 && self.easy >= self.patience {
            (self.step, self.easy, self.since_larger) = (self.step - 1, 0, 0);
        }
    }

    /// Goes one step down, and is the slower to come back the sooner the larger frames were late.
    fn shrink(&mut self) {
        let in_vain = self.since_larger <= self.patience;
        self.patience = if in_vain {
            (self.patience * 2).min(EASY_AT_MOST)
        } else {
            EASY
        };
        (self.step, self.late) = (self.step + 1, 0);
    }

    /// How many times as many pixels the next larger frames have.
    fn growth(&self) -> f64 {
        let larger = SHORT_SIDES[self.step.saturating_sub(1)];
        let ratio = f64::from(larger) / f64::from(self.short_side());
        ratio * ratio
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws so many frames on a machine where each takes a base and something for each 100,000 pixels (of a square).
    fn draw(pace: &mut Pace, frames: u32, ms_for_100k: f64) -> Vec<u32> {
        (0..frames)
            .map(|_| {
                let short = pace.short_side();
                pace.took(2.0 + f64::from(short * short) / 100_000.0 * ms_for_100k);
                short
            })
            .collect()
    }

    #[test]
    fn one_late_frame_changes_nothing() {
        let mut pace = Pace::new();
        pace.took(400.0);
        pace.took(90.0);
        pace.took(12.0);
        pace.took(90.0);
        assert_eq!(pace.short_side(), 540);
    }

    #[test]
    fn a_slow_machine_gets_smaller_frames_and_never_less_than_the_smallest() {
        let mut pace = Pace::new();
        assert_eq!(draw(&mut pace, 200, 60.0)[LATE as usize], 360);
        assert_eq!(pace.short_side(), 270);
    }

    #[test]
    fn a_slow_beginning_is_forgotten() {
        let mut pace = Pace::new();
        draw(&mut pace, 9, 60.0);
        assert_eq!(pace.short_side(), 270);
        let sizes = draw(&mut pace, 2 * EASY + 1, 5.0);
        assert_eq!((sizes[EASY as usize], sizes.last()), (360, Some(&540)));
    }

    #[test]
    fn larger_frames_are_not_tried_where_they_cannot_be_in_time() {
        // 360 pixels take 28 ms, and 540 would take 60.
        let mut pace = Pace::new();
        let sizes = draw(&mut pace, 300, 20.0);
        assert!(sizes[LATE as usize..].iter().all(|short| *short == 360));
    }

    #[test]
    fn larger_frames_that_are_late_are_tried_ever_more_seldom() {
        // What the pixels say is wrong here: the smaller frames are quick, and the largest never in time.
        let mut pace = Pace::new();
        let sizes: Vec<u32> = (0..2_000)
            .map(|_| {
                let short = pace.short_side();
                pace.took(if short == 540 { 50.0 } else { 9.0 });
                short
            })
            .collect();
        let tries = |sizes: &[u32]| sizes.iter().filter(|short| **short == 540).count();
        assert!(tries(&sizes[..500]) > tries(&sizes[1_500..]));
        assert!(tries(&sizes[1_500..]) <= 3 * LATE as usize);
    }
}
