use crate::support::*;
use credits::*;

async fn funded(bench: &Bench, amount: i64) -> AccountId {
    let account = AccountId::random();
    applied(
        apply(
            &bench.ledger,
            ask(account, "grant", grant(Wallet::Ai, amount, "plan")),
        )
        .await,
    );
    account
}

fn capture(number: u128, amount: i64) -> Command {
    Command::Capture {
        hold: hold_id(number),
        amount: credits(amount),
    }
}

fn release(number: u128, amount: i64) -> Command {
    Command::Release {
        hold: hold_id(number),
        amount: credits(amount),
    }
}

pub async fn an_order_settles_take_by_take(bench: Bench) {
    let (ledger, account) = (&bench.ledger, funded(&bench, 100).await);
    let held = applied(apply(ledger, ask(account, "hold", hold(1, 60, 4))).await);
    assert_eq!(
        (held.balance.available, held.balance.held),
        (credits(40), credits(60))
    );
    let steps = [
        ("a", Verdict::Delivered, (15, 0)),
        ("b", Verdict::Failed, (0, 15)),
        ("c", Verdict::Delivered, (15, 0)),
        ("d", Verdict::Failed, (0, 15)),
    ];
    for (take, given, moved) in steps {
        let receipt = applied(apply(ledger, ask(account, take, verdict(1, take, given))).await);
        assert_eq!(
            (receipt.captured.get(), receipt.released.get()),
            moved,
            "{take}"
        );
        assert_eq!(receipt.hold, Some(hold_id(1)));
        check_invariants(ledger, &account).await;
    }
    let balance = ledger.balances(&account).await.expect("answers").ai;
    assert_eq!(
        (balance.available, balance.held),
        (credits(70), Credits::ZERO)
    );
    let hold = ledger
        .hold(&account, &hold_id(1))
        .await
        .expect("answers")
        .expect("exists");
    assert_eq!(
        (hold.captured, hold.released, hold.is_open()),
        (credits(30), credits(30), false)
    );
    assert_eq!((hold.delivered, hold.failed), (2, 2));
    assert_eq!(ledger.holds(&account).await, Ok(vec![]));
    // The statement explains an order from its entries, which name it; the grant before it belongs to none.
    let entries = journal(ledger, &account).await;
    let named = entries.iter().map(|entry| entry.hold);
    let expected = [None].into_iter().chain([Some(hold_id(1)); 5]);
    assert!(named.eq(expected), "{entries:?}");
}

pub async fn an_order_of_an_odd_total_settles_to_the_last_credit(bench: Bench) {
    let (ledger, account) = (&bench.ledger, funded(&bench, 100).await);
    // Of 1 credit for two takes, one delivered and one failed: the delivered share rounds down.
    applied(apply(ledger, ask(account, "h1", hold(1, 1, 2))).await);
    let first = ask(account, "1a", verdict(1, "a", Verdict::Delivered));
    assert_eq!(applied(apply(ledger, first).await).moved, Credits::ZERO);
    let second = ask(account, "1b", verdict(1, "b", Verdict::Failed));
    assert_eq!(applied(apply(ledger, second).await).released, credits(1));
    // Of 45 for four, three delivered: floor(45 x 3 / 4) = 33.
    applied(apply(ledger, ask(account, "h2", hold(2, 45, 4))).await);
    for (take, given) in [
        ("a", Verdict::Delivered),
        ("b", Verdict::Delivered),
        ("c", Verdict::Failed),
        ("d", Verdict::Delivered),
    ] {
        let request = ask(account, &format!("2{take}"), verdict(2, take, given));
        applied(apply(ledger, request).await);
    }
    let hold = ledger
        .hold(&account, &hold_id(2))
        .await
        .expect("answers")
        .expect("exists");
    assert_eq!(
        (hold.captured, hold.released, hold.held),
        (credits(33), credits(12), Credits::ZERO)
    );
    check_invariants(ledger, &account).await;
}

pub async fn a_hold_ends_once_and_gives_no_more_than_it_has(bench: Bench) {
    let (ledger, account) = (&bench.ledger, funded(&bench, 100).await);
    applied(apply(ledger, ask(account, "hold", hold(1, 30, 2))).await);
    let answer = |name: &'static str, command| async move {
        apply(ledger, ask(account, name, command)).await
    };
    assert_eq!(
        refused(answer("h2", hold(1, 30, 2)).await),
        Refusal::HoldExists
    );
    let exceeds = |held| Refusal::ExceedsHold {
        held: credits(held),
    };
    assert_eq!(refused(answer("c1", capture(1, 31)).await), exceeds(30));
    assert_eq!(
        refused(answer("c2", capture(1, -5)).await),
        Refusal::InvalidAmount
    );
    assert_eq!(
        applied(answer("c3", capture(1, 10)).await).captured,
        credits(10)
    );
    assert_eq!(refused(answer("r1", release(1, 21)).await), exceeds(20));
    assert_eq!(
        applied(answer("r2", release(1, 20)).await).released,
        credits(20)
    );
    assert_eq!(refused(answer("c4", capture(1, 1)).await), exceeds(0));
    assert_eq!(refused(answer("r3", release(1, 1)).await), exceeds(0));
    // The takes of an ended hold still get their verdicts; they move nothing.
    let delivered = || verdict(1, "a", Verdict::Delivered);
    assert_eq!(applied(answer("v1", delivered()).await).moved, credits(0));
    assert_eq!(
        refused(answer("v2", delivered()).await),
        Refusal::VerdictGiven
    );
    let changed = verdict(1, "a", Verdict::Failed);
    assert_eq!(refused(answer("v3", changed).await), Refusal::VerdictGiven);
    applied(answer("v4", verdict(1, "b", Verdict::Failed)).await);
    let third = verdict(1, "c", Verdict::Failed);
    assert_eq!(refused(answer("v5", third).await), Refusal::AllTakesSettled);
    assert_eq!(
        refused(answer("u", capture(7, 1)).await),
        Refusal::UnknownHold
    );
    check_invariants(ledger, &account).await;
}

pub async fn a_release_goes_back_where_it_came_from(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let soon = Some(START.plus_ms(48 * HOUR));
    let soonest = grant_of(Origin::Courtesy, Wallet::Ai, 20, "soonest", soon);
    applied(apply(ledger, ask(account, "g1", soonest)).await);
    applied(apply(ledger, ask(account, "g2", grant(Wallet::Ai, 20, "plan"))).await);
    applied(apply(ledger, ask(account, "h", hold(1, 30, 2))).await);
    // What was taken last goes back first, and what was taken first is captured first.
    applied(apply(ledger, ask(account, "r", release(1, 12))).await);
    applied(apply(ledger, ask(account, "c", capture(1, 5))).await);
    let lots = ledger.lots(&account).await.expect("answers");
    let lots: Vec<_> = lots
        .iter()
        .map(|lot| (lot.source.as_str(), lot.available.get(), lot.held.get()))
        .collect();
    assert_eq!(lots, [("soonest", 2, 13), ("plan", 20, 0)]);
    // What has gone back is not given back again.
    applied(apply(ledger, ask(account, "again", release(1, 3))).await);
    let lots = ledger.lots(&account).await.expect("answers");
    assert_eq!((lots[0].available, lots[0].held), (credits(5), credits(10)));
    check_invariants(ledger, &account).await;
}

pub async fn a_release_into_an_expired_lot_is_a_courtesy_of_72_hours(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let expiry = START.plus_ms(HOUR);
    let fleeting = grant_of(Origin::Courtesy, Wallet::Ai, 20, "fleeting", Some(expiry));
    applied(apply(ledger, ask(account, "g1", fleeting)).await);
    applied(apply(ledger, ask(account, "g2", grant(Wallet::Ai, 20, "plan"))).await);
    applied(apply(ledger, ask(account, "h", hold(1, 30, 2))).await);
    // Held credits do not expire.
    let sweep = Command::ExpireLots { wallet: Wallet::Ai };
    let swept = apply(ledger, ask_at(account, "s", expiry, sweep)).await;
    assert_eq!(applied(swept).moved, Credits::ZERO);
    let later = expiry.plus_ms(5 * HOUR);
    let receipt = applied(apply(ledger, ask_at(account, "r", later, release(1, 30))).await);
    assert_eq!(
        (receipt.released, receipt.balance.available),
        (credits(30), credits(40))
    );
    let lots = ledger.lots(&account).await.expect("answers");
    let courtesy = lots
        .iter()
        .find(|lot| lot.origin == Origin::Courtesy)
        .expect("a courtesy lot");
    assert_eq!(courtesy.available, credits(20));
    assert_eq!(courtesy.expires_at, Some(later.plus_ms(72 * HOUR)));
    assert_eq!(lots.len(), 2, "what came from the plan's lot is back in it");
    check_invariants(ledger, &account).await;
}

pub async fn a_hold_outlives_the_plan_that_paid_it(bench: Bench) {
    let (ledger, account) = (&bench.ledger, funded(&bench, 50).await);
    applied(apply(ledger, ask(account, "h", hold(1, 30, 2))).await);
    let end = Command::EndPlanLots { wallet: Wallet::Ai };
    let ended = applied(apply(ledger, ask(account, "end", end)).await);
    assert_eq!(
        (ended.moved, ended.balance.held),
        (credits(20), credits(30))
    );
    applied(
        apply(
            ledger,
            ask(account, "a", verdict(1, "a", Verdict::Delivered)),
        )
        .await,
    );
    let receipt = applied(apply(ledger, ask(account, "b", verdict(1, "b", Verdict::Failed))).await);
    assert_eq!(
        (receipt.released, receipt.balance.available),
        (credits(15), credits(15))
    );
    let lots = ledger.lots(&account).await.expect("answers");
    assert_eq!(lots[0].origin, Origin::Courtesy);
    check_invariants(ledger, &account).await;
}

pub async fn work_is_enqueued_exactly_with_its_hold(bench: Bench) {
    let (ledger, account) = (&bench.ledger, funded(&bench, 30).await);
    let order = |number: u128, amount| {
        let outbox = Outbox {
            topic: "animate".into(),
            payload: format!("order {number}"),
        };
        let (hold, amount) = (hold_id(number), credits(amount));
        Command::Hold {
            wallet: Wallet::Ai,
            hold,
            amount,
            ordered: 1,
            outbox: Some(outbox),
        }
    };
    applied(apply(ledger, ask(account, "o1", order(1, 20))).await);
    apply(ledger, ask(account, "o1", order(1, 20))).await;
    refused(apply(ledger, ask(account, "o2", order(2, 20))).await);
    applied(apply(ledger, ask(account, "o3", order(3, 10))).await);
    let pending = ledger.outbox_pending("animate", 9).await.expect("answers");
    let work: Vec<_> = pending
        .iter()
        .map(|m| (m.account, m.payload.as_str()))
        .collect();
    assert_eq!(work, [(account, "order 1"), (account, "order 3")]);
    assert_eq!(ledger.outbox_pending("mail", 9).await, Ok(vec![]));
    assert_eq!(
        ledger
            .outbox_pending("animate", 1)
            .await
            .expect("answers")
            .len(),
        1
    );
    for _ in 0..2 {
        ledger.outbox_done(pending[0].id).await.expect("answers");
    }
    assert_eq!(
        ledger.outbox_pending("animate", 9).await,
        Ok(pending[1..].to_vec())
    );
    check_invariants(ledger, &account).await;
}

pub async fn another_accounts_things_do_not_exist(bench: Bench) {
    let (ledger, owner) = (&bench.ledger, funded(&bench, 30).await);
    let other = funded(&bench, 30).await;
    applied(apply(ledger, ask(owner, "h", hold(1, 30, 2))).await);
    let take = || verdict(1, "a", Verdict::Delivered);
    for (name, command) in [("c", capture(1, 1)), ("r", release(1, 1)), ("v", take())] {
        let answer = apply(ledger, ask(other, name, command)).await;
        assert_eq!(refused(answer), Refusal::UnknownHold);
    }
    assert_eq!(ledger.hold(&other, &hold_id(1)).await, Ok(None));
    let entry = journal(ledger, &owner).await[0].id;
    assert_eq!(ledger.allocations(&other, entry).await, Ok(vec![]));
    assert!(
        journal(ledger, &other)
            .await
            .iter()
            .all(|entry| entry.account == other)
    );
    assert_eq!(
        ledger.balances(&AccountId::random()).await,
        Ok(Balances::default())
    );
    check_invariants(ledger, &owner).await;
    check_invariants(ledger, &other).await;
}

/// The journal's kinds after a hold moved at a time when another lot had run out.
async fn kinds_after(bench: &Bench, command: Command) -> Vec<EntryKind> {
    let (ledger, account) = (&bench.ledger, funded(bench, 20).await);
    applied(apply(ledger, ask(account, "h", hold(1, 1, 2))).await);
    let expiry = START.plus_ms(HOUR);
    let fleeting = grant_of(Origin::Courtesy, Wallet::Ai, 5, "fleeting", Some(expiry));
    applied(apply(ledger, ask(account, "f", fleeting)).await);
    applied(apply(ledger, ask_at(account, "moves", expiry, command)).await);
    check_invariants(ledger, &account).await;
    let entries = journal(ledger, &account).await;
    entries[3..].iter().map(|entry| entry.kind).collect()
}

pub async fn what_ran_out_is_booked_before_a_hold_moves(bench: Bench) {
    use EntryKind::*;
    assert_eq!(kinds_after(&bench, capture(1, 1)).await, [Expire, Capture]);
    assert_eq!(kinds_after(&bench, release(1, 1)).await, [Expire, Release]);
    // Half of a single credit is none: the first verdict moves nothing, so nothing else does.
    let half = verdict(1, "a", Verdict::Delivered);
    assert_eq!(kinds_after(&bench, half).await, []);
}
