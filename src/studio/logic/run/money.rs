//! What an animation cost so far, as its page shows it.

use super::Sheet;
use crate::studio::rules::Money;
use crate::studio::store::{Take, TakeEnd, TakeOrigin};
use crate::ui::amount::grouped;
use crate::words::studio as words;
use ::credits::{Credits, HoldState, VideoCount};

impl Sheet<'_> {
    /// The credits of the run. The sums are the ledger's own, the lines what it booked at each video's verdict.
    pub(super) fn money(&self, available: Credits) -> Money {
        let sum = |figure: fn(&HoldState) -> Credits| {
            self.holds
                .iter()
                .map(|(_, hold)| figure(hold))
                .sum::<Credits>()
        };
        let mut lines = vec![(
            words::on_hold_at_start().to_owned(),
            grouped(self.root.total.get()),
        )];
        self.ordered_lines(&mut lines);
        for take in self
            .takes
            .iter()
            .filter(|take| take.origin == TakeOrigin::Paid)
        {
            let total = self
                .holds
                .iter()
                .find(|(order, _)| order.id == take.animation)
                .map_or(0, |(order, _)| order.total.get());
            lines.push(match take.state {
                TakeEnd::Open => (words::further_on_hold(take.number), grouped(total)),
                TakeEnd::Delivered => (words::further(take.number), grouped(-take.taken.get())),
                TakeEnd::Failed | TakeEnd::Cancelled => (
                    words::further_returned(take.number),
                    grouped(take.returned.get()),
                ),
            });
        }
        for take in self
            .takes
            .iter()
            .filter(|take| take.origin == TakeOrigin::Free && take.state == TakeEnd::Delivered)
        {
            lines.push((words::free_regeneration(take.number), "0".to_owned()));
        }
        let videos = i64::from(self.root.settings.count.videos());
        let share = match (self.root.settings.count, self.root.total.get() % videos) {
            (VideoCount::One, _) => words::taken_when_done(grouped(self.root.total.get())),
            (_, 0) => words::each_takes(grouped(self.root.total.get() / videos)),
            _ => words::each_takes_share_of(grouped(self.root.total.get())),
        };
        Money {
            held: sum(|hold| hold.held),
            taken: sum(|hold| hold.captured),
            available,
            lines,
            unfinished: sum(|hold| hold.held),
            share,
        }
    }

    fn ordered_lines(&self, lines: &mut Vec<(String, String)>) {
        let ordered = || {
            self.takes
                .iter()
                .filter(|take| take.origin == TakeOrigin::Ordered)
        };
        let done: Vec<&Take> = ordered()
            .filter(|take| take.state == TakeEnd::Delivered)
            .collect();
        let taken: i64 = done.iter().map(|take| take.taken.get()).sum();
        match done.as_slice() {
            [] => {}
            [one] => lines.push((words::taken_for(one.number), grouped(-taken))),
            [first, rest @ ..] if rest.iter().all(|take| take.taken == first.taken) => {
                lines.push((
                    words::finished_times(done.len(), grouped(first.taken.get())),
                    grouped(-taken),
                ));
            }
            _ => lines.push((words::finished_videos(done.len()), grouped(-taken))),
        }
        for take in
            ordered().filter(|take| matches!(take.state, TakeEnd::Failed | TakeEnd::Cancelled))
        {
            lines.push((
                words::returned_for(take.number),
                grouped(take.returned.get()),
            ));
        }
    }
}
