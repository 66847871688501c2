//! A subscription as a machine: what it does next, and when.

use super::{Catalogue, Interval, Plan, PlanKey};
use ::credits::{AccountId, Period, Timestamp, period, period_at};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// After a declined payment it is tried again this many days after the first try, then with each new period.
const RETRY_AFTER_DAYS: [i64; 3] = [1, 3, 5];

/// One subscription. A plan that was cancelled or paused and taken up again is a new one, with a new anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubscriptionId(pub Uuid);

impl std::fmt::Display for SubscriptionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether a subscription still goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubscriptionState {
    Active,
    /// Nothing is granted, nothing unlimited, nothing expires, nothing is billed.
    Paused,
    Ended,
}

/// What happens when the running period ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "lowercase")]
pub enum Change {
    Cancel,
    Pause,
    Switch { plan: PlanKey, interval: Interval },
}

/// A change with the period that it comes before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    pub change: Change,
    pub before_period: i64,
}

/// An account's plan over time. Periods are numbered from the anchor; see [`::credits::period`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub id: SubscriptionId,
    pub account: AccountId,
    pub plan: PlanKey,
    pub interval: Interval,
    pub anchor: Timestamp,
    pub first_period: i64,
    /// The first period whose credits have not come.
    pub next_period: i64,
    /// The first period that is not paid; never before `next_period`.
    pub paid_through: i64,
    /// Declined payments of the first unpaid period.
    pub attempts: u32,
    pub first_failed_at: Option<Timestamp>,
    pub next_attempt_at: Option<Timestamp>,
    /// When something last happened to it; nothing later is booked as earlier.
    pub last_at: Timestamp,
    pub scheduled: Option<Scheduled>,
    pub state: SubscriptionState,
    pub ended_at: Option<Timestamp>,
    /// Rises with each write and guards it.
    pub revision: i64,
}

/// What is to be done for a subscription, with the moment it counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The credits of a period that is paid.
    Grant { number: i64, at: Timestamp },
    /// The payment of the first unpaid period.
    Charge { at: Timestamp },
    /// The scheduled change.
    Change { change: Change, at: Timestamp },
}

impl Subscription {
    /// A subscription that begins now, with nothing paid yet.
    pub fn beginning(
        account: AccountId,
        plan: PlanKey,
        interval: Interval,
        now: Timestamp,
    ) -> Self {
        Self {
            id: SubscriptionId(Uuid::now_v7()),
            account,
            plan,
            interval,
            anchor: now,
            first_period: 0,
            next_period: 0,
            paid_through: 0,
            attempts: 0,
            first_failed_at: None,
            next_attempt_at: None,
            last_at: now,
            scheduled: None,
            state: SubscriptionState::Active,
            ended_at: None,
            revision: 0,
        }
    }

    pub fn period(&self, number: i64) -> Period {
        period(self.anchor, number)
    }

    fn start(&self, number: i64) -> Timestamp {
        self.period(number).start
    }

    /// The number of the period that runs at this time.
    pub fn running(&self, now: Timestamp) -> i64 {
        period_at(self.anchor, now).index.max(self.first_period)
    }

    /// Whether something has been paid for since it began.
    pub const fn was_ever_paid(&self) -> bool {
        self.paid_through > self.first_period
    }

    /// Whether the last try to pay was declined and nothing has been paid since.
    pub fn is_past_due(&self) -> bool {
        self.state == SubscriptionState::Active && self.attempts > 0
    }

    fn is_unpaid(&self) -> bool {
        self.paid_through <= self.next_period
    }

    /// Whether the plan's unlimited downloads may be used. A declined payment takes nothing away in the
    /// period it was due for; once the next one has begun unpaid, the plan's downloads rest.
    pub fn is_entitled(&self, now: Timestamp) -> bool {
        self.state == SubscriptionState::Active
            && self.was_ever_paid()
            && self.running(now) <= self.paid_through
    }

    /// When the period ends that has been paid, or that runs unpaid: the moment scheduled changes wait for.
    pub fn ends_before(&self, now: Timestamp) -> i64 {
        if self.was_ever_paid() {
            self.paid_through.max(self.running(now) + 1)
        } else {
            self.first_period
        }
    }

    /// The scheduled change's moment.
    pub fn change_at(&self) -> Option<Timestamp> {
        self.scheduled
            .as_ref()
            .map(|scheduled| self.start(scheduled.before_period))
    }

    fn cancels(&self) -> bool {
        matches!(
            self.scheduled,
            Some(Scheduled {
                change: Change::Cancel,
                ..
            })
        )
    }

    /// When the first unpaid period is to be paid.
    fn charge_at(&self) -> Option<Timestamp> {
        if self.cancels() {
            return None;
        }
        Some(match self.next_attempt_at {
            Some(at) if self.attempts > 0 => at,
            _ => self.start(self.next_period).max(self.last_at),
        })
    }

    /// What is due by now, the earliest first; none when nothing is.
    pub fn next_step(&self, now: Timestamp) -> Option<Step> {
        if self.state != SubscriptionState::Active {
            return None;
        }
        if let Some(scheduled) = &self.scheduled {
            let at = self.start(scheduled.before_period);
            if at <= now && (self.is_unpaid() || self.next_period >= scheduled.before_period) {
                return Some(Step::Change {
                    change: scheduled.change.clone(),
                    at: at.max(self.last_at),
                });
            }
        }
        if self.is_unpaid() {
            return self
                .charge_at()
                .filter(|at| *at <= now)
                .map(|at| Step::Charge { at });
        }
        let at = self.start(self.next_period);
        (at <= now).then(|| Step::Grant {
            number: self.next_period,
            at: at.max(self.last_at),
        })
    }

    /// When something is due next.
    pub fn due_at(&self) -> Option<Timestamp> {
        if self.state != SubscriptionState::Active {
            return None;
        }
        let own = if self.is_unpaid() {
            self.charge_at()
        } else {
            Some(self.start(self.next_period))
        };
        [own, self.change_at()].into_iter().flatten().min()
    }

    /// When a payment that was declined at `failed_at` is tried again.
    fn retry_after(&self, first_failed_at: Timestamp, failed_at: Timestamp) -> Timestamp {
        RETRY_AFTER_DAYS
            .into_iter()
            .map(|days| first_failed_at.plus_ms(days * DAY_MS))
            .find(|at| *at > failed_at)
            .unwrap_or_else(|| period_at(self.anchor, failed_at).end)
    }

    /// The same subscription after a payment was declined.
    pub fn declined(mut self, at: Timestamp) -> Self {
        let first = self.first_failed_at.unwrap_or(at);
        self.attempts += 1;
        self.first_failed_at = Some(first);
        self.next_attempt_at = Some(self.retry_after(first, at));
        self.last_at = self.last_at.max(at);
        self
    }

    /// The same subscription after a payment succeeded: as many periods are paid as it covers.
    pub fn paid(mut self, at: Timestamp) -> Self {
        self.paid_through = self.next_period + self.interval.months();
        self.attempts = 0;
        self.first_failed_at = None;
        self.next_attempt_at = None;
        self.last_at = self.last_at.max(at);
        self
    }

    /// The same subscription after the next period's credits came.
    pub fn granted(mut self, at: Timestamp) -> Self {
        self.next_period += 1;
        self.last_at = self.last_at.max(at);
        self
    }

    /// The same subscription after its scheduled change took place.
    pub fn changed(mut self, change: Change, at: Timestamp) -> Self {
        self.scheduled = None;
        self.last_at = self.last_at.max(at);
        match change {
            Change::Cancel => {
                self.state = SubscriptionState::Ended;
                self.ended_at = Some(at);
            }
            Change::Pause => {
                self.state = SubscriptionState::Paused;
                self.ended_at = Some(at);
            }
            Change::Switch { plan, interval } => {
                self.plan = plan;
                self.interval = interval;
            }
        }
        self
    }

    /// The plan whose credits come next: the one that is switched to, if that is before the next period.
    pub fn next_plan<'c>(&self, catalogue: &'c Catalogue) -> Option<(&'c Plan, Interval)> {
        match &self.scheduled {
            Some(Scheduled {
                change: Change::Switch { plan, interval },
                before_period,
            }) if *before_period <= self.next_period => Some((catalogue.plan(plan)?, *interval)),
            Some(Scheduled {
                change: Change::Cancel | Change::Pause,
                before_period,
            }) if *before_period <= self.next_period => None,
            _ => Some((catalogue.plan(&self.plan)?, self.interval)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::VecDeque;

    /// Runs a subscription to `now` with these answers of the gateway, then all succeed. Answers the grants.
    fn run(
        mut subscription: Subscription,
        now: Timestamp,
        answers: &mut VecDeque<bool>,
    ) -> (Subscription, Vec<(i64, Timestamp)>) {
        let mut grants = Vec::new();
        while let Some(step) = subscription.next_step(now) {
            subscription = match step {
                Step::Grant { number, at } => {
                    assert!(
                        number < subscription.paid_through,
                        "only what is paid is granted"
                    );
                    assert!(at >= subscription.period(number).start && at <= now);
                    grants.push((number, at));
                    subscription.granted(at)
                }
                Step::Charge { at } => {
                    assert!(at >= subscription.last_at && at <= now);
                    if answers.pop_front().unwrap_or(true) {
                        subscription.paid(at)
                    } else {
                        subscription.declined(at)
                    }
                }
                Step::Change { change, at } => subscription.changed(change, at),
            };
        }
        assert!(
            subscription.due_at().is_none_or(|due| due > now),
            "nothing that is due is left"
        );
        (subscription, grants)
    }

    fn begun(anchor_ms: i64, interval: Interval) -> Subscription {
        Subscription::beginning(
            AccountId::random(),
            PlanKey::new("starter"),
            interval,
            Timestamp::from_ms(anchor_ms),
        )
    }

    #[test]
    fn retries_come_on_the_first_third_and_fifth_day_and_then_with_each_period() {
        let anchor = 1_769_817_600_000; // 31 January 2026
        let mut subscription = begun(anchor, Interval::Month)
            .paid(Timestamp::from_ms(anchor))
            .granted(Timestamp::from_ms(anchor));
        let start = subscription.period(1).start;
        for days in [1, 3, 5] {
            let at = subscription.due_at().unwrap_or_default();
            subscription = subscription.declined(at);
            assert_eq!(subscription.due_at(), Some(start.plus_ms(days * DAY_MS)));
        }
        let at = subscription.due_at().unwrap_or_default();
        subscription = subscription.declined(at);
        assert_eq!(subscription.due_at(), Some(subscription.period(2).start));
        assert!(subscription.is_entitled(start), "nothing is taken away");
        assert!(
            !subscription.is_entitled(subscription.period(2).start),
            "a whole period later the plan rests"
        );
    }

    proptest! {
        #[test]
        fn periods_are_granted_once_and_in_order(
            anchor in 0_i64..4_000_000_000_000,
            moves in prop::collection::vec(0_i64..120 * DAY_MS, 1..8),
            answers in prop::collection::vec(any::<bool>(), 0..12),
            yearly in any::<bool>(),
        ) {
            let interval = if yearly { Interval::Year } else { Interval::Month };
            let mut answers = VecDeque::from(answers);
            let mut subscription = begun(anchor, interval);
            let mut now = Timestamp::from_ms(anchor);
            let mut grants = Vec::new();
            for by in moves {
                let (after, more) = run(subscription, now, &mut answers);
                subscription = after;
                grants.extend(more);
                now = now.plus_ms(by);
            }
            let numbers: Vec<i64> = grants.iter().map(|(number, _)| *number).collect();
            prop_assert_eq!(numbers, (0..grants.len() as i64).collect::<Vec<_>>());
            prop_assert!(grants.windows(2).all(|pair| pair[0].1 <= pair[1].1), "entries never go back in time");
        }

        #[test]
        fn small_moves_and_one_large_one_come_to_the_same(anchor in 0_i64..4_000_000_000_000, days in 1_i64..400) {
            let end = Timestamp::from_ms(anchor).plus_ms(days * DAY_MS);
            let (_, at_once) = run(begun(anchor, Interval::Month), end, &mut VecDeque::new());
            let mut subscription = begun(anchor, Interval::Month);
            let mut day_by_day = Vec::new();
            for day in 0..=days {
                let (after, more) = run(subscription, Timestamp::from_ms(anchor).plus_ms(day * DAY_MS), &mut VecDeque::new());
                subscription = after;
                day_by_day.extend(more);
            }
            prop_assert_eq!(at_once, day_by_day);
        }
    }
}
