//! The stores agree: seeded random histories on memory, SQLite and PostgreSQL, journals compared entry by entry.
//!
//! `CREDITS_CASES` sets the number of histories (1,000 by default), `CREDITS_SEED` the seed they grow
//! from; a failure prints both the seed and the shortest history that fails.

#[path = "../support/mod.rs"]
mod support;

mod acts;
mod judge;
mod outside;

use acts::{Event, Step, any_event, any_step};
use credits::*;
use judge::Judge;
use outside::{Outside, Payment};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use support::*;

async fn everything(bench: &Bench, account: &AccountId) -> impl PartialEq + std::fmt::Debug {
    let ledger = &bench.ledger;
    let entries = journal(ledger, account).await;
    let mut allocations = Vec::new();
    for entry in &entries {
        allocations.push(
            ledger
                .allocations(account, entry.id)
                .await
                .expect("answers"),
        );
    }
    let versions: Vec<_> = (0..5).map(version).collect();
    let far = START.plus_ms(100_000 * HOUR);
    (
        entries,
        allocations,
        ledger.lots(account).await,
        ledger.holds(account).await,
        ledger.rights(account, &versions).await,
        [
            ledger.debts(account, Wallet::Download).await,
            ledger.debts(account, Wallet::Ai).await,
        ],
        ledger.balances(account).await,
        ledger.outbox_pending("t", 99).await,
        ledger.due_lots(far, 9).await,
        ledger.price_lists().await,
    )
}

/// One history, as it goes through every store.
struct History<'b> {
    account: AccountId,
    memory: Bench,
    databases: [(&'static str, &'b Bench); 2],
    outside: Outside,
    judge: Judge,
    now: Timestamp,
}

impl History<'_> {
    async fn step(&mut self, step: &Step) {
        self.now = self.now.plus_ms(step.wait);
        if let Some(list) = self.outside.list(&step.act, self.now) {
            self.publish(list).await;
        }
        for command in self.outside.commands(&step.act, self.now) {
            let old = step
                .repeats
                .and_then(|repeats| self.judge.old_request(repeats, self.now, &command));
            let request = match old {
                Some(request) => request,
                None => self.judge.new_request(self.account, self.now, command),
            };
            self.ask(request, step.given_up).await;
        }
    }

    async fn publish(&mut self, list: PriceList) {
        let answer = self.memory.ledger.publish_price_list(list).await;
        for (name, store) in self.databases {
            let other = store.ledger.publish_price_list(list).await;
            assert_eq!(other, answer, "{name} disagrees with memory");
        }
        match answer {
            Ok(()) => self.outside.price_lists.push(list),
            Err(error) => assert_eq!(error, LedgerError::UnsoundPriceList),
        }
    }

    async fn ask(&mut self, request: Request, given_up: Option<usize>) {
        let (memory, account) = (&self.memory.ledger, &self.account);
        let before = memory.balances(account).await.expect("answers");
        let outcome = apply(memory, request.clone()).await;
        let after = memory.balances(account).await.expect("answers");
        for (name, store) in self.databases {
            if let Some(polls) = given_up {
                given_up::given_up(polls, store.ledger.apply(request.clone())).await;
            }
            let answer = match (apply(&store.ledger, request.clone()).await, &outcome) {
                // The copy that nobody waited for was carried through.
                (Outcome::Duplicate(receipt), Outcome::Applied(_)) if given_up.is_some() => {
                    Outcome::Applied(receipt)
                }
                (answer, _) => answer,
            };
            assert_eq!(answer, outcome, "{name} disagrees with memory");
        }
        self.judge.answer(&request, &outcome, before, after);
        self.judge.journal(journal(memory, account).await);
        check_invariants(memory, account).await;
    }

    async fn compare(self) {
        let model = everything(&self.memory, &self.account).await;
        for (name, store) in self.databases {
            check_invariants(&store.ledger, &self.account).await;
            self.judge.orders(store, &self.account).await;
            let books = everything(store, &self.account).await;
            assert!(
                books == model,
                "memory has {model:#?}\n{name} has {books:#?}"
            );
        }
    }
}

/// Puts one history through every store.
async fn run(steps: &[Step], postgres: &Bench) {
    let sqlite = hasty_sqlite().await;
    wipe(postgres).await;
    let mut history = History {
        account: AccountId::new(uuid::Uuid::from_u128(0xacc)),
        memory: memory().await,
        databases: [("SQLite", &sqlite), ("PostgreSQL", postgres)],
        outside: Outside::new(),
        judge: Judge::default(),
        now: START,
    };
    for step in steps {
        history.step(step).await;
    }
    history.compare().await;
}

fn from_environment(name: &str, default: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

fn runner(seed: u64, cases: u64) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: cases as u32,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// Grows and runs `cases` histories from a seed; the failure, if one fails.
fn histories(seed: u64, cases: u64) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let postgres = runtime.block_on(postgres());
    let result = runner(seed, cases).run(&vec(any_step(), 1..50), |steps| {
        runtime.block_on(run(&steps, &postgres));
        Ok(())
    });
    result.map_err(|failure| format!("with CREDITS_SEED={seed} CREDITS_CASES={cases}: {failure}"))
}

fn cases_and_seed() -> (u64, u64) {
    let cases = from_environment("CREDITS_CASES", 1_000);
    (cases, from_environment("CREDITS_SEED", 20_261_123))
}

#[test]
fn every_store_keeps_the_same_books() {
    let (cases, seed) = cases_and_seed();
    // The databases are mostly waited for, so several histories grow at once, each from a seed of its own.
    let workers = cases.clamp(1, 4);
    let runs: Vec<_> = (0..workers)
        .map(|worker| std::thread::spawn(move || histories(seed + worker, cases.div_ceil(workers))))
        .collect();
    for run in runs {
        if let Err(failure) = run.join().expect("a history ends") {
            panic!("{failure}");
        }
    }
}

/// Tells a wallet of these events; answers what it has less what it owes, and what it should be.
async fn told(events: &[(usize, Event)]) -> (i64, i64) {
    let (bench, account) = (memory().await, AccountId::random());
    let mut payments: [Payment; 3] = Default::default();
    let mut number = 0;
    for (payment, event) in events {
        for command in payments[*payment].hears(&format!("payment:{payment}"), *event) {
            number += 1;
            apply(
                &bench.ledger,
                ask(account, &format!("event-{number}"), command),
            )
            .await;
        }
    }
    check_invariants(&bench.ledger, &account).await;
    let balance = bench.ledger.balances(&account).await.expect("answers").ai;
    let has = balance.available.get() - balance.debt.get();
    (has, payments.iter().map(Payment::stays).sum())
}

#[test]
fn payments_end_the_same_however_often_and_in_whatever_order_their_events_come() {
    let (cases, seed) = cases_and_seed();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let events = vec((0usize..3, any_event()), 1..9).prop_flat_map(|events| {
        let twice = [events.clone(), events.clone()].concat();
        (Just(events), Just(twice).prop_shuffle())
    });
    let result = runner(seed, cases).run(&events, |(events, shuffled)| {
        let (once, should) = runtime.block_on(told(&events));
        prop_assert_eq!(once, should);
        prop_assert_eq!(runtime.block_on(told(&shuffled)), (once, should));
        Ok(())
    });
    if let Err(failure) = result {
        panic!("with CREDITS_SEED={seed} CREDITS_CASES={cases}: {failure}");
    }
}
