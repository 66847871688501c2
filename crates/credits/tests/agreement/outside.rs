//! What lies outside the ledger in a history: price lists and the quotes read from them, periods, payments. It turns an
//! act into what is asked of the ledger, and shares nothing with the plan.

use credits::*;

use crate::acts::{Act, Event, Plan};
use crate::support::*;

/// What each payment of a history brings.
pub const BROUGHT: i64 = 40;

#[derive(Default)]
pub struct Payment {
    is_paid: bool,
    refunded: i64,
    /// Whether the payer's bank has it, or has decided for us; a decision is final.
    dispute: Option<bool>,
}

impl Payment {
    /// Notes an event; answers what the wallets are asked for it.
    pub fn hears(&mut self, source: &str, event: Event) -> Vec<Command> {
        let mut asked = Vec::new();
        match event {
            Event::Paid => {
                self.is_paid = true;
                asked.push(grant_of(Origin::Bundle, Wallet::Ai, BROUGHT, source, None));
            }
            Event::Refunded(total) => self.refunded = self.refunded.max(total),
            Event::Disputed => self.dispute = self.dispute.or(Some(true)),
            Event::Won => self.dispute = Some(false),
        }
        // What is heard of a payment before the payment itself is followed when that comes.
        if self.is_paid {
            asked.push(Command::Reclaim {
                wallet: Wallet::Ai,
                source: source.to_owned(),
                target: credits(self.gone()),
            });
        }
        asked
    }

    /// What of its credits should be gone.
    fn gone(&self) -> i64 {
        if self.dispute == Some(true) {
            BROUGHT
        } else {
            self.refunded.min(BROUGHT)
        }
    }

    /// What of its credits should be there, spent or not.
    pub fn stays(&self) -> i64 {
        if self.is_paid {
            BROUGHT - self.gone()
        } else {
            0
        }
    }
}

pub struct Outside {
    pub price_lists: Vec<PriceList>,
    quotes: Vec<Quote>,
    periods: i64,
    payments: [Payment; 3],
}

impl Outside {
    pub fn new() -> Self {
        Self {
            price_lists: vec![PriceList::default_v1()],
            quotes: Vec::new(),
            periods: 0,
            payments: Default::default(),
        }
    }

    /// The list that an act publishes, if it does.
    pub fn list(&self, act: &Act, now: Timestamp) -> Option<PriceList> {
        let Act::Publish { second, download } = *act else {
            return None;
        };
        let price = |times: i64| credits(second * times);
        Some(PriceList {
            version: self.price_lists.len() as u32 + 1,
            credits_per_second: CreditsPerSecond {
                p720: price(1),
                p1080: price(2),
                p2160: price(3),
            },
            valid_from: now,
            download: credits(download),
        })
    }

    /// What an act asks of the ledger, in this order.
    pub fn commands(&mut self, act: &Act, now: Timestamp) -> Vec<Command> {
        match act {
            Act::Ask(command) => vec![command.clone()],
            Act::Quote(settings) => {
                let list = current(&self.price_lists, now).expect("the first list is always valid");
                self.quotes.push(quote(list, *settings));
                Vec::new()
            }
            Act::Order { quote, hold } => self.order(*quote, hold_id(*hold), now),
            Act::Publish { .. } => Vec::new(),
            Act::Renew { plan, times } => self.renew(*plan, *times),
            Act::Upgrade => {
                let source = format!("upgrade:{}", self.periods);
                vec![
                    grant_of(Origin::Upgrade, Wallet::Download, 4, &source, None),
                    grant_of(Origin::Upgrade, Wallet::Ai, 50, &source, None),
                ]
            }
            Act::Cancel => Wallet::ALL
                .map(|wallet| Command::EndPlanLots { wallet })
                .into(),
            Act::Event { payment, event } => {
                self.payments[*payment].hears(&format!("payment:{payment}"), *event)
            }
            Act::Sweep => Wallet::ALL
                .map(|wallet| Command::ExpireLots { wallet })
                .into(),
        }
    }

    /// A click on a quote: the total that was shown goes on hold, or the quote has run out and nothing is asked.
    fn order(&mut self, quote: usize, hold: HoldId, now: Timestamp) -> Vec<Command> {
        let Some(read) = self.quotes.get(quote) else {
            return Vec::new();
        };
        let place = read.price_list as usize - 1;
        let (list, next) = (&self.price_lists[place], self.price_lists.get(place + 1));
        let superseded_ago = next
            .map(|next| now.since(next.valid_from))
            .filter(|ago| *ago >= 0);
        let counts =
            list.valid_from <= now && superseded_ago.is_none_or(|ago| ago < 15 * 60 * 1_000);
        let list = honoured(&self.price_lists, read.price_list, now);
        let total = list.map(|list| credits::quote(list, read.settings).total);
        assert_eq!(
            total,
            counts.then_some(read.total),
            "the quote was a promise"
        );
        if !counts {
            return Vec::new();
        }
        vec![Command::Hold {
            wallet: Wallet::Ai,
            hold,
            amount: read.total,
            ordered: read.settings.count.videos(),
            outbox: Some(Outbox {
                topic: "t".into(),
                payload: hold.to_string(),
            }),
        }]
    }

    /// A period's event, told more than once: caps first, then what the plan brings.
    fn renew(&mut self, plan: Plan, times: u8) -> Vec<Command> {
        self.periods += 1;
        let source = format!("period:{}", self.periods);
        let once = Wallet::ALL.into_iter().flat_map(|wallet| {
            let cap = plan
                .cap
                .map(credits)
                .map(|cap| Command::CapPlanLots { wallet, cap });
            let amount = match wallet {
                Wallet::Download => plan.download,
                Wallet::Ai => plan.ai,
            };
            cap.into_iter().chain([grant(wallet, amount, &source)])
        });
        let once: Vec<_> = once.collect();
        (0..times).flat_map(|_| once.clone()).collect()
    }
}
