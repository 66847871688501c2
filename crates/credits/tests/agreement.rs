//! The stores agree: seeded random histories on memory, SQLite and PostgreSQL, journals compared entry by entry.
//!
//! `CREDITS_CASES` sets the number of histories (1,000 by default), `CREDITS_SEED` the seed they grow
//! from; a failure prints both the seed and the shortest history that fails.

mod support;

use std::collections::BTreeMap;

use credits::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use support::*;

/// One request of a history, in small numbers so that histories collide with themselves.
#[derive(Clone, Debug)]
struct Step {
    /// Hours that pass before it; negative when a clock runs back.
    hours: i64,
    /// An old key to use again, with which body; otherwise the key is new.
    repeats: Option<(usize, u8)>,
    command: Command,
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

fn any_order() -> impl Strategy<Value = Command> {
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
    (0u32..5, 0i64..3, entitlement).prop_map(|(n, shown, kind)| download(n, shown, kind))
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        6 => any_grant(),
        3 => any_download(),
        4 => any_order(),
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

fn any_step() -> impl Strategy<Value = Step> {
    let repeats = prop_oneof![5 => Just(None), 1 => (0usize..20, 0u8..2).prop_map(Some)];
    (-2i64..12, repeats, any_command()).prop_map(|(hours, repeats, command)| Step {
        hours,
        repeats,
        command,
    })
}

/// What the test itself remembers, to judge answers by: it shares nothing with the plan.
#[derive(Default)]
struct Memory {
    requests: Vec<Request>,
    answers: BTreeMap<IdempotencyKey, (String, Outcome)>,
    sources: Vec<(Wallet, String)>,
    debits: BTreeMap<VersionHash, i64>,
}

impl Memory {
    fn request(&mut self, account: AccountId, at: Timestamp, step: &Step) -> Request {
        let old = step
            .repeats
            .and_then(|(which, body)| Some((self.requests.get(which)?, body)));
        let request = match old {
            // The same body again, or another one under the same key.
            Some((first, 0)) => Request {
                at,
                ..first.clone()
            },
            Some((first, _)) => Request {
                at,
                fingerprint: "another body".into(),
                command: step.command.clone(),
                ..first.clone()
            },
            None => ask_at(
                account,
                &format!("key-{}", self.requests.len()),
                at,
                step.command.clone(),
            ),
        };
        self.requests.push(request.clone());
        request
    }

    /// Judges an answer by what is remembered: invariants 4, 6, 7 and 9.
    fn judge(&mut self, request: &Request, outcome: &Outcome, before: Balances, after: Balances) {
        if let Some((fingerprint, first)) = self.answers.get(&request.key) {
            assert_eq!(before, after, "a repeated key moved credits");
            match first {
                _ if *fingerprint != request.fingerprint => {
                    assert_eq!(*outcome, Outcome::Refused(Refusal::KeyReused));
                }
                Outcome::Applied(receipt) | Outcome::Duplicate(receipt) => {
                    assert_eq!(*outcome, Outcome::Duplicate(receipt.clone()));
                }
                other => assert_eq!(outcome, other),
            }
            return;
        }
        let first = (request.fingerprint.clone(), outcome.clone());
        self.answers.insert(request.key.clone(), first);
        let Outcome::Applied(receipt) = outcome else {
            assert_eq!(before, after, "what was not applied moved credits");
            return;
        };
        match &request.command {
            Command::Grant { wallet, source, .. } => {
                let source = (*wallet, source.clone());
                assert!(
                    !self.sources.contains(&source),
                    "a source was granted twice"
                );
                self.sources.push(source);
            }
            Command::Download {
                version,
                shown_price,
                ..
            } => {
                let debits = self.debits.entry(version.clone()).or_default();
                *debits += receipt.moved.get();
                assert!(*debits <= 1, "a version was debited twice");
                assert!(
                    receipt.moved <= *shown_price,
                    "more was taken than was shown"
                );
            }
            _ => {}
        }
    }
}

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
    let far = START.plus_ms(10_000 * HOUR);
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
    )
}

/// Puts one history through every store.
async fn run(steps: &[Step], postgres: &Bench) {
    let (memory, sqlite) = (memory().await, hasty_sqlite().await);
    wipe(postgres).await;
    let account = AccountId::new(uuid::Uuid::from_u128(0xacc));
    let mut remembered = Memory::default();
    let mut now = START;
    for step in steps {
        now = now.plus_ms(step.hours * HOUR);
        let request = remembered.request(account, now, step);
        let before = memory.ledger.balances(&account).await.expect("answers");
        let outcome = apply(&memory.ledger, request.clone()).await;
        let after = memory.ledger.balances(&account).await.expect("answers");
        for (name, store) in [("SQLite", &sqlite), ("PostgreSQL", postgres)] {
            let answer = apply(&store.ledger, request.clone()).await;
            assert_eq!(answer, outcome, "{name} disagrees with memory");
        }
        remembered.judge(&request, &outcome, before, after);
        check_invariants(&memory.ledger, &account).await;
    }
    let model = everything(&memory, &account).await;
    for (name, store) in [("SQLite", &sqlite), ("PostgreSQL", postgres)] {
        check_invariants(&store.ledger, &account).await;
        let books = everything(store, &account).await;
        assert!(
            books == model,
            "memory has {model:#?}\n{name} has {books:#?}"
        );
    }
}

fn from_environment(name: &str, default: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

/// Grows and runs `cases` histories from a seed; the failure, if one fails.
fn histories(seed: u64, cases: u64) -> Result<(), String> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: cases as u32,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config, random);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let postgres = runtime.block_on(postgres());
    let result = runner.run(&vec(any_step(), 1..60), |steps| {
        runtime.block_on(run(&steps, &postgres));
        Ok(())
    });
    result.map_err(|failure| format!("with CREDITS_SEED={seed} CREDITS_CASES={cases}: {failure}"))
}

#[test]
fn every_store_keeps_the_same_books() {
    let cases = from_environment("CREDITS_CASES", 1_000);
    let seed = from_environment("CREDITS_SEED", 20_261_123);
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
