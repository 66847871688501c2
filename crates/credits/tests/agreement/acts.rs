//! What may happen in a history, in small numbers, so that histories collide with themselves.

use credits::*;
use proptest::prelude::*;

use crate::support::*;

const MINUTE: i64 = 60 * 1_000;
const DAY: i64 = 24 * HOUR;

/// One step of a history.
#[derive(Clone, Debug)]
pub struct Step {
    /// Milliseconds that pass before it; negative when a clock runs back.
    pub wait: i64,
    /// An old key to use again, with which body; otherwise keys are new.
    pub repeats: Option<(usize, u8)>,
    /// After how many polls the databases' first copy of each request is given up, before it is sent again.
    pub given_up: Option<usize>,
    pub act: Act,
}

#[derive(Clone, Debug)]
pub enum Act {
    Ask(Command),
    /// Somebody reads what these settings cost.
    Quote(AnimationSettings),
    /// Somebody clicks on one of the quotes that were read.
    Order {
        quote: usize,
        hold: u128,
    },
    /// Other prices are published, and count from now.
    Publish {
        second: i64,
        download: i64,
    },
    /// The next period begins; its event comes this many times.
    Renew {
        plan: Plan,
        times: u8,
    },
    /// The rest of a dearer plan's credits for the running period.
    Upgrade,
    /// The subscription ends.
    Cancel,
    /// News of a payment, in whatever order.
    Event {
        payment: usize,
        event: Event,
    },
    /// The sweep comes by.
    Sweep,
}

#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub download: i64,
    pub ai: i64,
    pub cap: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
pub enum Event {
    Paid,
    /// So much has been refunded in all.
    Refunded(i64),
    Disputed,
    Won,
}

fn wallet() -> impl Strategy<Value = Wallet> {
    prop_oneof![Just(Wallet::Download), Just(Wallet::Ai)]
}

fn amount(most: i64) -> impl Strategy<Value = Credits> {
    (0..=most).prop_map(Credits::new)
}

fn any_hold() -> impl Strategy<Value = HoldId> {
    (0u128..4).prop_map(hold_id)
}

fn any_grant() -> impl Strategy<Value = Command> {
    let origin = proptest::sample::select(Origin::ALL);
    let expiry = proptest::option::of(1i64..200);
    (wallet(), amount(60), origin, 0u8..12, expiry).prop_map(
        |(wallet, amount, origin, source, expiry)| Command::Grant {
            wallet,
            amount,
            origin,
            source: format!("source-{source}"),
            expires_at: expiry.map(|hours| START.plus_ms(hours * HOUR)),
        },
    )
}

fn any_hold_command() -> impl Strategy<Value = Command> {
    let outbox = proptest::option::of(Just(Outbox {
        topic: "t".into(),
        payload: "p".into(),
    }));
    (wallet(), any_hold(), amount(40), 0u32..5, outbox).prop_map(
        |(wallet, hold, amount, ordered, outbox)| Command::Hold {
            wallet,
            hold,
            amount,
            ordered,
            outbox,
        },
    )
}

fn any_verdict() -> impl Strategy<Value = Command> {
    let verdict = proptest::sample::select(Verdict::ALL);
    (any_hold(), 0u8..5, verdict).prop_map(|(hold, take, verdict)| Command::Verdict {
        hold,
        take: format!("take-{take}"),
        verdict,
    })
}

fn any_download() -> impl Strategy<Value = Command> {
    let entitlement = proptest::sample::select(Entitlement::ALL);
    (0u32..5, 0i64..4, entitlement).prop_map(|(n, shown, kind)| download(n, shown, kind))
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        6 => any_grant(),
        3 => any_download(),
        4 => any_hold_command(),
        6 => any_verdict(),
        2 => (wallet(), amount(30)).prop_map(|(wallet, amount)| Command::Debit { wallet, amount }),
        2 => (any_hold(), amount(20)).prop_map(|(hold, amount)| Command::Capture { hold, amount }),
        2 => (any_hold(), amount(20)).prop_map(|(hold, amount)| Command::Release { hold, amount }),
        3 => (wallet(), 0u8..12, amount(70)).prop_map(|(wallet, source, target)| Command::Reclaim {
            wallet,
            source: format!("source-{source}"),
            target,
        }),
        1 => wallet().prop_map(|wallet| Command::ExpireLots { wallet }),
        1 => wallet().prop_map(|wallet| Command::EndPlanLots { wallet }),
        1 => (wallet(), amount(50)).prop_map(|(wallet, cap)| Command::CapPlanLots { wallet, cap }),
    ]
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let cap = proptest::option::of(0i64..80);
    (0i64..12, 1i64..80, cap).prop_map(|(download, ai, cap)| Plan { download, ai, cap })
}

pub fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => Just(Event::Paid),
        3 => (0i64..50).prop_map(Event::Refunded),
        1 => Just(Event::Disputed),
        1 => Just(Event::Won),
    ]
}

fn any_settings() -> impl Strategy<Value = AnimationSettings> {
    (0usize..27).prop_map(|which| AnimationSettings::all().nth(which).expect("one of 27"))
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        20 => any_command().prop_map(Act::Ask),
        3 => any_settings().prop_map(Act::Quote),
        3 => (0usize..9, 0u128..4).prop_map(|(quote, hold)| Act::Order { quote, hold }),
        1 => (1i64..4, 0i64..4).prop_map(|(second, download)| Act::Publish { second, download }),
        2 => (any_plan(), 1u8..3).prop_map(|(plan, times)| Act::Renew { plan, times }),
        1 => Just(Act::Upgrade),
        1 => Just(Act::Cancel),
        4 => (0usize..3, any_event()).prop_map(|(payment, event)| Act::Event { payment, event }),
        1 => Just(Act::Sweep),
    ]
}

fn any_wait() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => (-2i64..12).prop_map(|hours| hours * HOUR),
        // Around the 15 minutes for which a quote is honoured, to the minute.
        4 => (0i64..17).prop_map(|minutes| minutes * MINUTE),
        1 => (1i64..70).prop_map(|days| days * DAY),
    ]
}

pub fn any_step() -> impl Strategy<Value = Step> {
    let repeats = prop_oneof![5 => Just(None), 1 => (0usize..20, 0u8..2).prop_map(Some)];
    let given_up = prop_oneof![9 => Just(None), 1 => (0usize..3).prop_map(Some)];
    (any_wait(), repeats, given_up, any_act()).prop_map(|(wait, repeats, given_up, act)| Step {
        wait,
        repeats,
        given_up,
        act,
    })
}
