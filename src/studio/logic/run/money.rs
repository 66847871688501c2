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
            let total = self.total_of(take);
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
        let open = || self.takes.iter().filter(|take| take.state == TakeEnd::Open);
        Money {
            held: sum(|hold| hold.held),
            taken: sum(|hold| hold.captured),
            available,
            lines,
            unfinished: sum(|hold| hold.held),
            share: self.share(&open().collect::<Vec<_>>()),
            free: open().all(|take| take.origin == TakeOrigin::Free),
        }
    }

    /// What the videos that are being made take when they are done.
    fn share(&self, open: &[&Take]) -> String {
        if let [further] = open
            && further.origin == TakeOrigin::Paid
        {
            return words::taken_when_done(grouped(self.total_of(further)));
        }
        let (videos, total) = (self.root.settings.count, self.root.total.get());
        let count = i64::from(videos.videos());
        match (videos, total % count) {
            (VideoCount::One, _) => words::taken_when_done(grouped(total)),
            (_, 0) => words::each_takes(grouped(total / count)),
            _ => words::each_takes_share_of(grouped(total)),
        }
    }

    /// What was ordered for a further take.
    fn total_of(&self, further: &Take) -> i64 {
        self.holds
            .iter()
            .find(|(order, _)| order.id == further.animation)
            .map_or(0, |(order, _)| order.total.get())
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
