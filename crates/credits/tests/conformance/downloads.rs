use crate::support::*;
use credits::*;

pub async fn a_version_is_debited_once_and_owned_for_ever(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    apply(
        ledger,
        ask(account, "g", grant(Wallet::Download, 3, "period:0")),
    )
    .await;
    let metered = |number| download(number, 1, Entitlement::Metered);
    let first = applied(apply(ledger, ask(account, "d1", metered(1))).await);
    assert_eq!((first.moved, first.already_owned), (credits(1), false));
    assert_eq!(first.balance.available, credits(2));
    // The same version again, after an edit and its undoing, on another day, without any credits.
    applied(apply(ledger, ask(account, "d2", metered(2))).await);
    applied(apply(ledger, ask(account, "d3", metered(3))).await);
    let later = START.plus_ms(400 * 24 * HOUR);
    let again = applied(apply(ledger, ask_at(account, "d4", later, metered(1))).await);
    assert_eq!((again.moved, again.already_owned), (Credits::ZERO, true));
    let right = ledger
        .right(&account, &version(1))
        .await
        .expect("answers")
        .expect("owned");
    let entries = journal(ledger, &account).await;
    assert_eq!(
        right.entry,
        Some(entries[1].id),
        "the right names the debit that paid for it"
    );
    assert_eq!(
        entries
            .iter()
            .filter(|entry| entry.kind == EntryKind::Debit)
            .count(),
        3
    );
    let asked = [version(3), version(9), version(1)];
    let owned = ledger.rights(&account, &asked).await.expect("answers");
    assert_eq!(
        owned.iter().map(|right| &right.version).collect::<Vec<_>>(),
        [&asked[0], &asked[2]]
    );
    check_invariants(ledger, &account).await;
}

pub async fn the_price_shown_is_the_most_that_is_taken(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    apply(
        ledger,
        ask(account, "g", grant(Wallet::Download, 1, "period:0")),
    )
    .await;
    let free = download(1, 0, Entitlement::Metered);
    let refusal = refused(
        apply(
            ledger,
            ask(account, "shown 0".replace(' ', "-").as_str(), free),
        )
        .await,
    );
    assert_eq!(refusal, Refusal::PriceChanged { now: credits(1) });
    assert_eq!(ledger.right(&account, &version(1)).await, Ok(None));
    // A price shown too high takes what is due.
    let dear = download(1, 5, Entitlement::Metered);
    assert_eq!(
        applied(apply(ledger, ask(account, "dear", dear)).await).moved,
        credits(1)
    );
    let poor = download(2, 1, Entitlement::Metered);
    let refusal = refused(apply(ledger, ask(account, "poor", poor)).await);
    assert_eq!(
        refusal,
        Refusal::Insufficient {
            available: Credits::ZERO,
            needed: credits(1)
        }
    );
    assert_eq!(ledger.right(&account, &version(2)).await, Ok(None));
    assert!(refusal.to_string().ends_with("0 credits taken."));
    check_invariants(ledger, &account).await;
}

pub async fn unlimited_downloads_record_the_right_and_no_entry(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    apply(
        ledger,
        ask(account, "g", grant(Wallet::Download, 2, "period:0")),
    )
    .await;
    let included = download(1, 0, Entitlement::Unlimited);
    let receipt = applied(apply(ledger, ask(account, "d", included)).await);
    assert_eq!(
        (receipt.moved, receipt.already_owned),
        (Credits::ZERO, false)
    );
    assert_eq!(
        receipt.balance.available,
        credits(2),
        "existing credits wait"
    );
    let right = ledger
        .right(&account, &version(1))
        .await
        .expect("answers")
        .expect("owned");
    assert_eq!(right.entry, None);
    assert_eq!(journal(ledger, &account).await.len(), 1, "only the grant");
    // After a downgrade the right is still there.
    let metered = download(1, 0, Entitlement::Metered);
    assert!(applied(apply(ledger, ask(account, "again", metered)).await).already_owned);
    check_invariants(ledger, &account).await;
}

pub async fn a_published_price_counts_from_its_time(bench: Bench) {
    let (ledger, account) = (&bench.ledger, AccountId::random());
    apply(
        ledger,
        ask(account, "g", grant(Wallet::Download, 9, "period:0")),
    )
    .await;
    let (from, download_price) = (START.plus_ms(HOUR), credits(3));
    let list = PriceList {
        version: 2,
        valid_from: from,
        download: download_price,
        ..PriceList::default_v1()
    };
    ledger.publish_price_list(list).await.expect("is newer");
    let metered = |number, shown| download(number, shown, Entitlement::Metered);
    let before = ask_at(account, "before", from.plus_ms(-1), metered(1, 1));
    assert_eq!(applied(apply(ledger, before).await).moved, credits(1));
    let late = ask_at(account, "late", from, metered(2, 1));
    let refusal = refused(apply(ledger, late).await);
    assert_eq!(
        refusal,
        Refusal::PriceChanged {
            now: download_price
        }
    );
    let right = ask_at(account, "right", from, metered(2, 3));
    assert_eq!(applied(apply(ledger, right).await).moved, download_price);
    check_invariants(ledger, &account).await;
}
