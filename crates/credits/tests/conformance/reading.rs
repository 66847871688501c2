use std::sync::Arc;

use crate::support::*;
use credits::*;

pub async fn a_course_is_read_by_moments(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    let at = |hours: i64| START.plus_ms(hours * HOUR);
    let steps = [
        (0, grant(Wallet::Ai, 60, "first")),
        (10, hold(1, 30, 2)),
        (20, verdict(1, "a", Verdict::Delivered)),
        (20, verdict(1, "b", Verdict::Failed)),
        (30, grant(Wallet::Download, 5, "second")),
        (40, Command::EndPlanLots { wallet: Wallet::Ai }),
    ];
    for (number, (hours, command)) in steps.into_iter().enumerate() {
        let request = ask_at(account, &format!("step-{number}"), at(hours), command);
        applied(apply(ledger, request).await);
    }
    let moments = [-1, 0, 1, 10, 11, 20, 21, 40, 41, 99].map(at);
    let before = |account, wallet| async move {
        let found = ledger.available_before(&account, wallet, &moments).await;
        found
            .expect("answers")
            .into_iter()
            .map(Credits::get)
            .collect::<Vec<_>>()
    };
    let ai = before(account, Wallet::Ai).await;
    assert_eq!(ai, [0, 0, 60, 60, 30, 30, 45, 45, 0, 0]);
    let download = before(account, Wallet::Download).await;
    assert_eq!(download, [0, 0, 0, 0, 0, 0, 0, 5, 5, 5]);
    assert_eq!(before(AccountId::random(), Wallet::Ai).await, [0; 10]);
    let used = |from: i64, to: i64| async move {
        let found = ledger.used_between(&account, Wallet::Ai, at(from), at(to));
        found.await.expect("answers").get()
    };
    assert_eq!(
        used(-1, 99).await,
        15,
        "a capture; what expired was not used"
    );
    assert_eq!(used(20, 21).await, 15);
    assert_eq!(used(0, 20).await, 0, "the end is not in");
    assert_eq!(used(41, 99).await, 0);
    let before_last = refund_of_what_was_spent(ledger, account).await;
    let left = ledger.balances(&account).await.expect("answers").ai;
    assert_eq!((left.available.get(), left.debt.get()), (10, 0));
    let settled = |coming| before_last.settled_by(credits(coming)).get();
    assert_eq!(settled(20), 20 - left.available.get(), "as was foretold");
    assert_eq!(settled(4), 4, "no more than comes");
    assert_eq!(used(50, 99).await, 10, "neither the refund nor the debt");
    let nobody = AccountId::random();
    let used = ledger.used_between(&nobody, Wallet::Ai, at(0), at(99));
    assert_eq!(used.await.expect("answers"), Credits::ZERO);
}

/// Ten are spent of what is then refunded whole; the ten that are owed for that are settled by the next credits. Says what
/// the wallet was before those came.
async fn refund_of_what_was_spent(ledger: &Arc<dyn Ledger>, account: AccountId) -> WalletBalance {
    let reclaim = Command::Reclaim {
        wallet: Wallet::Ai,
        source: "third".to_owned(),
        target: credits(40),
    };
    let debit = Command::Debit {
        wallet: Wallet::Ai,
        amount: credits(10),
    };
    let steps = [
        (50, Reason::Bundle, grant(Wallet::Ai, 40, "third")),
        (51, Reason::Animation, debit),
        (52, Reason::Refund, reclaim),
        (53, Reason::Bundle, grant(Wallet::Ai, 20, "fourth")),
    ];
    let mut before_last = WalletBalance::default();
    for (hours, reason, command) in steps {
        before_last = ledger.balances(&account).await.expect("answers").ai;
        let at = START.plus_ms(hours * HOUR);
        let mut request = ask_at(account, &format!("step-at-{hours}"), at, command);
        request.note.reason = reason;
        applied(apply(ledger, request).await);
    }
    before_last
}

/// One an hour, `g0` first: every third is of download credits, and every second is a bundle's.
async fn twelve_grants(ledger: &Arc<dyn Ledger>, account: AccountId) {
    for n in 0..12 {
        let wallet = if n % 3 == 0 {
            Wallet::Download
        } else {
            Wallet::Ai
        };
        let reason = if n % 2 == 0 {
            Reason::PlanGrant
        } else {
            Reason::Bundle
        };
        let name = format!("g{n}");
        let mut request = ask_at(
            account,
            &name,
            START.plus_ms(n * HOUR),
            grant(wallet, 1, &name),
        );
        request.note.reason = reason;
        applied(apply(ledger, request).await);
    }
}

pub async fn the_statement_pages_and_filters(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    twelve_grants(ledger, account).await;
    let read = |query| async move {
        let page = ledger.statement(&account, query).await.expect("answers");
        page.iter()
            .map(|entry| entry.key.to_string())
            .collect::<Vec<_>>()
    };
    let first = |account| async move { ledger.first_entry_at(&account).await.expect("answers") };
    assert_eq!(first(account).await, Some(START));
    assert_eq!(first(AccountId::random()).await, None);
    let reasons = |account| async move { ledger.reasons(&account).await.expect("answers") };
    assert_eq!(
        reasons(account).await,
        [Reason::PlanGrant, Reason::Bundle],
        "each once, in the order of the words"
    );
    assert_eq!(reasons(AccountId::random()).await, Vec::<Reason>::new());
    let all = StatementQuery::newest(5);
    assert_eq!(read(all.clone()).await, ["g11", "g10", "g9", "g8", "g7"]);
    let seventh = journal(ledger, &account).await[7].id;
    let next = StatementQuery {
        before: Some(seventh),
        ..all.clone()
    };
    assert_eq!(read(next).await, ["g6", "g5", "g4", "g3", "g2"]);
    let download = StatementQuery {
        wallet: Some(Wallet::Download),
        ..all.clone()
    };
    assert_eq!(read(download).await, ["g9", "g6", "g3", "g0"]);
    let bundle = StatementQuery {
        reason: Some(Reason::Bundle),
        ..all.clone()
    };
    assert_eq!(read(bundle).await, ["g11", "g9", "g7", "g5", "g3"]);
    let (from, to) = (Some(START.plus_ms(2 * HOUR)), Some(START.plus_ms(4 * HOUR)));
    let between = StatementQuery {
        from,
        to,
        ..all.clone()
    };
    assert_eq!(read(between).await, ["g3", "g2"], "from is in, to is out");
    let both = StatementQuery {
        wallet: Some(Wallet::Ai),
        reason: Some(Reason::PlanGrant),
        ..all
    };
    assert_eq!(read(both).await, ["g10", "g8", "g4", "g2"]);
    let entry = &ledger
        .statement(&account, StatementQuery::newest(1))
        .await
        .expect("answers")[0];
    assert_eq!(entry.note.link.as_deref(), Some("/clips/1"));
    assert_eq!(read(StatementQuery::default()).await, Vec::<String>::new());
}

pub async fn price_lists_only_move_forward(bench: Bench) {
    let ledger = &bench.ledger;
    let v1 = PriceList::default_v1();
    assert_eq!(
        ledger.price_lists().await,
        Ok(vec![v1]),
        "every ledger begins with the first list"
    );
    assert_eq!(ledger.publish_price_list(v1).await, Ok(()));
    let v3 = PriceList {
        version: 3,
        valid_from: START,
        download: credits(2),
        ..v1
    };
    assert_eq!(ledger.publish_price_list(v3).await, Ok(()));
    assert_eq!(
        ledger.publish_price_list(v3).await,
        Ok(()),
        "publishing it again changes nothing"
    );
    let mut free = PriceList { version: 4, ..v3 };
    free.credits_per_second.p720 = Credits::ZERO;
    let unsound = [
        PriceList { version: 2, ..v3 },
        PriceList {
            download: credits(3),
            ..v3
        },
        PriceList {
            version: 4,
            valid_from: START.plus_ms(-1),
            ..v3
        },
        free,
    ];
    for list in unsound {
        let answer = ledger.publish_price_list(list).await;
        assert_eq!(answer, Err(LedgerError::UnsoundPriceList), "{list:?}");
    }
    assert_eq!(ledger.price_lists().await, Ok(vec![v1, v3]));
}
