use crate::support::*;
use credits::*;

pub async fn a_source_is_granted_once(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let first = applied(apply(ledger, ask(account, "g1", grant(Wallet::Ai, 60, "sub:1:0"))).await);
    assert_eq!(
        (first.moved, first.balance.available),
        (credits(60), credits(60))
    );
    // Another event, another key, another amount: the same period was granted already.
    let again = apply(
        ledger,
        ask(account, "g2", grant(Wallet::Ai, 300, "sub:1:0")),
    )
    .await;
    let Outcome::Duplicate(receipt) = again else {
        panic!("granted twice: {again:?}")
    };
    assert_eq!(
        (receipt.moved, receipt.balance),
        (Credits::ZERO, first.balance)
    );
    let lot = ledger.lots(&account).await.expect("answers")[0].id;
    assert_eq!(lot, LotId::derive(account, Wallet::Ai, START, 1));
    let repeated = apply(
        ledger,
        ask(account, "g2", grant(Wallet::Ai, 300, "sub:1:0")),
    )
    .await;
    assert_eq!(repeated, Outcome::Duplicate(receipt));
    // The other wallet's grant of the period, the next period, and another account are their own.
    applied(
        apply(
            ledger,
            ask(account, "g3", grant(Wallet::Download, 10, "sub:1:0")),
        )
        .await,
    );
    applied(apply(ledger, ask(account, "g4", grant(Wallet::Ai, 60, "sub:1:1"))).await);
    let other = AccountId::random();
    applied(apply(ledger, ask(other, "g1", grant(Wallet::Ai, 60, "sub:1:0"))).await);
    let balances = ledger.balances(&account).await.expect("answers");
    assert_eq!(balances.ai.available, credits(120), "unused credits stack");
    assert_eq!(balances.download.available, credits(10));
    // Even after the lot has been used up its source stays used.
    let all = Command::Debit {
        wallet: Wallet::Download,
        amount: credits(10),
    };
    applied(apply(ledger, ask(account, "d", all)).await);
    let late = apply(
        ledger,
        ask(account, "g5", grant(Wallet::Download, 10, "sub:1:0")),
    )
    .await;
    assert!(matches!(late, Outcome::Duplicate(_)), "{late:?}");
    check_invariants(ledger, &account).await;
}

pub async fn credits_burn_in_order(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let day = |days: i64| Some(START.plus_ms(days * 24 * HOUR));
    let lots = [
        ("bought", Origin::Bundle, None),
        ("plan", Origin::Plan, None),
        ("later", Origin::Courtesy, day(20)),
        ("sooner", Origin::Courtesy, day(10)),
        ("plan-2", Origin::Plan, None),
    ];
    for (source, origin, expiry) in lots {
        let command = grant_of(origin, Wallet::Ai, 100, source, expiry);
        applied(apply(ledger, ask(account, source, command)).await);
    }
    let debit = Command::Debit {
        wallet: Wallet::Ai,
        amount: credits(320),
    };
    applied(apply(ledger, ask(account, "debit", debit)).await);
    let left: Vec<_> = ledger.lots(&account).await.expect("answers");
    let left: Vec<_> = left
        .iter()
        .map(|lot| (lot.source.as_str(), lot.available.get()))
        .collect();
    assert_eq!(
        left,
        [("plan-2", 80), ("bought", 100)],
        "soonest, later, plan, plan-2, bought"
    );
    check_invariants(ledger, &account).await;
}

pub async fn expired_credits_are_not_spent_and_their_expiry_is_booked(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let expiry = START.plus_ms(HOUR);
    let courtesy = |source| grant_of(Origin::Courtesy, Wallet::Ai, 5, source, Some(expiry));
    applied(apply(ledger, ask(account, "g1", courtesy("a"))).await);
    applied(apply(ledger, ask(account, "g2", grant(Wallet::Ai, 10, "b"))).await);
    let debit = |amount| Command::Debit {
        wallet: Wallet::Ai,
        amount: credits(amount),
    };
    // A lot ends at its expiry, whether or not the sweep has come by.
    assert_eq!(ledger.due_lots(expiry.plus_ms(-1), 9).await, Ok(vec![]));
    assert_eq!(
        ledger.due_lots(expiry, 9).await,
        Ok(vec![(account, Wallet::Ai)])
    );
    let refusal = refused(apply(ledger, ask_at(account, "d1", expiry, debit(11))).await);
    assert_eq!(
        refusal,
        Refusal::Insufficient {
            available: credits(10),
            needed: credits(11)
        }
    );
    assert_eq!(
        journal(ledger, &account).await.len(),
        2,
        "a refusal writes nothing"
    );
    let receipt = applied(apply(ledger, ask_at(account, "d2", expiry, debit(4))).await);
    assert_eq!(receipt.balance.available, credits(6));
    let entries = journal(ledger, &account).await;
    assert_eq!(
        entries[2].kind,
        EntryKind::Expire,
        "the expiry stands before what came after it"
    );
    assert_eq!(
        (entries[2].available_delta, entries[2].note.reason),
        (credits(-5), Reason::Expired)
    );
    let sweep = Command::ExpireLots { wallet: Wallet::Ai };
    let none = applied(apply(ledger, ask_at(account, "s1", expiry, sweep.clone())).await);
    assert_eq!(none.moved, Credits::ZERO);
    let soon = Some(expiry.plus_ms(HOUR));
    let command = grant_of(Origin::Lab, Wallet::Ai, 7, "c", soon);
    applied(apply(ledger, ask_at(account, "g3", expiry, command)).await);
    let swept = ask_at(account, "s2", expiry.plus_ms(2 * HOUR), sweep);
    assert_eq!(applied(apply(ledger, swept).await).moved, credits(7));
    let late = ask_at(account, "g4", expiry, courtesy("d"));
    assert_eq!(refused(apply(ledger, late).await), Refusal::ExpiryPassed);
    check_invariants(ledger, &account).await;
}

pub async fn a_cancelled_plan_takes_its_lots_with_it_and_leaves_the_bought_ones(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let lots = [
        (Origin::Plan, "a", 60),
        (Origin::Upgrade, "b", 240),
        (Origin::Bundle, "c", 150),
        (Origin::Courtesy, "d", 5),
    ];
    for (origin, source, amount) in lots {
        let command = grant_of(origin, Wallet::Ai, amount, source, None);
        applied(apply(ledger, ask(account, source, command)).await);
    }
    applied(apply(ledger, ask(account, "e", grant(Wallet::Download, 10, "e"))).await);
    let end = Command::EndPlanLots { wallet: Wallet::Ai };
    let receipt = applied(apply(ledger, ask(account, "end", end)).await);
    assert_eq!(
        (receipt.moved, receipt.balance.available),
        (credits(300), credits(155))
    );
    let balances = ledger.balances(&account).await.expect("answers");
    assert_eq!(
        balances.download.available,
        credits(10),
        "the other wallet is another command"
    );
    check_invariants(ledger, &account).await;
}

pub async fn a_cap_trims_the_plans_lots_only(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    for (origin, source) in [
        (Origin::Plan, "a"),
        (Origin::Bundle, "b"),
        (Origin::Plan, "c"),
    ] {
        let command = grant_of(origin, Wallet::Ai, 100, source, None);
        applied(apply(ledger, ask(account, source, command)).await);
    }
    let cap = |cap| Command::CapPlanLots {
        wallet: Wallet::Ai,
        cap: credits(cap),
    };
    assert_eq!(
        applied(apply(ledger, ask(account, "1", cap(130))).await).moved,
        credits(70)
    );
    assert_eq!(
        applied(apply(ledger, ask(account, "2", cap(130))).await).moved,
        Credits::ZERO
    );
    assert_eq!(
        refused(apply(ledger, ask(account, "3", cap(-1))).await),
        Refusal::InvalidAmount
    );
    let left = ledger.lots(&account).await.expect("answers");
    let left: Vec<_> = left
        .iter()
        .map(|lot| (lot.source.as_str(), lot.available.get()))
        .collect();
    assert_eq!(
        left,
        [("a", 30), ("c", 100), ("b", 100)],
        "the oldest goes first"
    );
    assert_eq!(
        applied(apply(ledger, ask(account, "4", cap(0))).await).moved,
        credits(130),
        "a plan may let nothing roll over"
    );
    check_invariants(ledger, &account).await;
}

pub async fn amounts_that_are_none_are_refused(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    applied(apply(ledger, ask(account, "g", grant(Wallet::Ai, 10, "g"))).await);
    let mut number = 0;
    for amount in [0, -1, i64::MIN, i64::MAX] {
        let debit = Command::Debit {
            wallet: Wallet::Ai,
            amount: credits(amount),
        };
        for command in [grant(Wallet::Ai, amount, "x"), debit, hold(1, amount, 2)] {
            number += 1;
            let answer = apply(ledger, ask(account, &format!("n{number}"), command)).await;
            assert_eq!(refused(answer), Refusal::InvalidAmount);
        }
    }
    let none = apply(ledger, ask(account, "takes", hold(1, 1, 0))).await;
    assert_eq!(refused(none), Refusal::InvalidAmount);
    for source in ["", "released:mine", &"s".repeat(MAX_SOURCE + 1)] {
        number += 1;
        let request = ask(account, &format!("n{number}"), grant(Wallet::Ai, 1, source));
        assert_eq!(
            refused(apply(ledger, request).await),
            Refusal::InvalidSource
        );
    }
    assert_eq!(
        journal(ledger, &account).await.len(),
        1,
        "no amount, no entry"
    );
    let longest = grant(Wallet::Ai, 1, &"s".repeat(MAX_SOURCE));
    applied(apply(ledger, ask(account, "longest", longest)).await);
    check_invariants(ledger, &account).await;
}

pub async fn the_ledgers_time_never_runs_back(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let late = START.plus_ms(HOUR);
    applied(
        apply(
            ledger,
            ask_at(account, "a", late, grant(Wallet::Ai, 1, "a")),
        )
        .await,
    );
    applied(
        apply(
            ledger,
            ask_at(account, "b", START, grant(Wallet::Download, 1, "b")),
        )
        .await,
    );
    let times: Vec<_> = journal(ledger, &account)
        .await
        .iter()
        .map(|entry| entry.at)
        .collect();
    assert_eq!(times, [late, late]);
    check_invariants(ledger, &account).await;
}

/// The wallet's plan lots after the caps and grants of some periods, (included, cap), with debits between them.
async fn left_after(bench: &Bench, (included, cap): (i64, i64), steps: &[Option<i64>]) -> Vec<i64> {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    for (number, step) in steps.iter().enumerate() {
        let name = format!("step-{number}");
        let commands = match step {
            Some(used) => vec![Command::Debit {
                wallet: Wallet::Ai,
                amount: credits(*used),
            }],
            None => vec![
                Command::CapPlanLots {
                    wallet: Wallet::Ai,
                    cap: credits(cap),
                },
                grant(Wallet::Ai, included, &name),
            ],
        };
        for (part, command) in commands.into_iter().enumerate() {
            let at = START.plus_ms(number as i64 * HOUR);
            applied(
                apply(
                    ledger,
                    ask_at(account, &format!("{name}-{part}"), at, command),
                )
                .await,
            );
        }
    }
    check_invariants(ledger, &account).await;
    let lots = ledger.lots(&account).await.expect("answers");
    lots.iter().map(|lot| lot.available.get()).collect()
}

/// Figures of other systems' rollovers: the cap trims the oldest, and what rolled over goes first.
pub async fn rollovers_are_capped_oldest_first_and_spent_first(bench: Bench) {
    let (renews, uses) = (None, Some::<i64>);
    let long = [renews, uses(250), renews, renews, uses(150), uses(400)];
    for (plan, steps, left) in [
        ((400, 500), &long[..3], vec![150, 400]),
        ((400, 500), &long[..4], vec![100, 400, 400]),
        ((400, 500), &long[..5], vec![350, 400]),
        ((400, 500), &long[..6], vec![350]),
        ((500, 300), &[renews, renews], vec![300, 500]),
        ((500, 300), &[renews, renews, uses(20)], vec![280, 500]),
        (
            (500, 300),
            &[renews, renews, uses(20), uses(240)],
            vec![40, 500],
        ),
        (
            (500, 300),
            &[renews, renews, uses(260), uses(100)],
            vec![440],
        ),
        ((500, 200), &[renews, renews, uses(50)], vec![150, 500]),
        (
            (500, 200),
            &[renews, renews, uses(50), uses(200)],
            vec![450],
        ),
        ((100, 50), &[renews, uses(10), renews], vec![50, 100]),
    ] {
        assert_eq!(
            left_after(&bench, plan, steps).await,
            left,
            "{plan:?} {steps:?}"
        );
    }
}

/// Taking 120 at once or in parts leaves the same lots.
pub async fn parts_burn_what_the_whole_burns(bench: Bench) {
    let mut left = Vec::new();
    for parts in [vec![120], vec![1, 99, 20], vec![60, 60], vec![1; 120]] {
        let (ledger, account) = (&bench.ledger, AccountId::random());
        for (source, origin, days) in [("a", Origin::Bundle, 9), ("b", Origin::Lab, 8)] {
            let expiry = Some(START.plus_ms(days * 24 * HOUR));
            let command = grant_of(origin, Wallet::Ai, 100, source, expiry);
            applied(apply(ledger, ask(account, source, command)).await);
        }
        for (number, amount) in parts.into_iter().enumerate() {
            let debit = Command::Debit {
                wallet: Wallet::Ai,
                amount: credits(amount),
            };
            applied(apply(ledger, ask(account, &format!("d{number}"), debit)).await);
        }
        check_invariants(ledger, &account).await;
        let lots = ledger.lots(&account).await.expect("answers");
        left.push(
            lots.into_iter()
                .map(|lot| (lot.source, lot.available.get()))
                .collect::<Vec<_>>(),
        );
    }
    assert_eq!(left, vec![vec![("a".to_owned(), 80)]; 4]);
}
