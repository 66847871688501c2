use crate::support::*;
use credits::*;

const HOUR_MS: i64 = 60 * 60 * 1_000;

pub async fn whole_books_contradict_nothing(bench: Bench) {
    for _ in 0..3 {
        let account = AccountId::random();
        for (name, command) in [
            ("g", grant(Wallet::Ai, 50, "g")),
            ("p", grant(Wallet::Download, 5, "p")),
            ("d", download(1, 1, Entitlement::Metered)),
            ("u", download(2, 1, Entitlement::Unlimited)),
            ("h", hold(account.get().as_u128(), 20, 2)),
            (
                "v",
                verdict(account.get().as_u128(), "a", Verdict::Delivered),
            ),
        ] {
            applied(apply(&bench.ledger, ask(account, name, command)).await);
        }
        let all = Command::Reclaim {
            wallet: Wallet::Ai,
            source: "g".to_owned(),
            target: credits(50),
        };
        applied(apply(&bench.ledger, ask(account, "r", all)).await);
    }
    let found = bench.ledger.reconcile(Timestamp::from_ms(0)).await;
    assert_eq!(found.expect("answers"), []);
}

pub async fn what_expired_and_was_not_swept_is_found(bench: Bench) {
    let account = AccountId::random();
    let request = ask(account, "g", grant(Wallet::Ai, 50, "g"));
    let expires_at = request.at.plus_ms(HOUR_MS);
    let command = grant_of(Origin::Courtesy, Wallet::Ai, 50, "g", Some(expires_at));
    applied(apply(&bench.ledger, Request { command, ..request }).await);
    let at = |late: i64| {
        bench
            .ledger
            .reconcile(expires_at.plus_ms(2 * HOUR_MS + late))
    };
    assert_eq!(at(0).await.expect("answers"), [], "the sweep has its time");
    let found = at(1).await.expect("answers");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (
            found[0].check,
            found[0].account,
            found[0].expected,
            found[0].found
        ),
        (Check::NothingExpired, account, 0, 50)
    );
    let sentence = format!(
        "nothing-expired: {} of account {account} should be 0 and is 50",
        found[0].subject
    );
    assert_eq!(found[0].to_string(), sentence);
}
