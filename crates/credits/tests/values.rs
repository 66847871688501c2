//! The values everything else is made of.

use std::collections::BTreeSet;

use credits::*;

#[test]
fn values_refuse_what_they_are_not() {
    assert!(VersionHash::new("a".repeat(64)).is_ok());
    for wrong in ["", "A", &"A".repeat(64), &"a".repeat(63), &"g".repeat(64)] {
        assert!(VersionHash::new(wrong).is_err(), "{wrong}");
    }
    assert!(IdempotencyKey::new("x".repeat(200)).is_ok());
    for wrong in ["", " ", "a b", "ä", "a\n", &"x".repeat(201)] {
        assert!(IdempotencyKey::new(wrong).is_err(), "{wrong:?}");
        assert!(
            serde_json::from_value::<IdempotencyKey>(wrong.into()).is_err(),
            "{wrong:?}"
        );
    }
    assert_eq!(
        serde_json::to_string(&Wallet::Ai).expect("writes"),
        "\"ai\""
    );
    assert_eq!(
        serde_json::to_string(&Credits::new(5)).expect("writes"),
        "5"
    );
}

#[test]
fn amounts_are_added_as_long_as_they_fit() {
    let (two, most) = (Credits::new(2), Credits::new(i64::MAX));
    assert_eq!(two.checked_add(two), Some(Credits::new(4)));
    assert_eq!(two.checked_sub(Credits::new(5)), Some(Credits::new(-3)));
    assert_eq!(most.checked_add(two), None);
    assert_eq!(Credits::new(i64::MIN).checked_sub(two), None);
    assert_eq!(
        [two, two, two].into_iter().sum::<Credits>(),
        Credits::new(6)
    );
    assert_eq!(
        [most, two].into_iter().sum::<Credits>(),
        most,
        "a sum does not wrap"
    );
    let signs = [-1, 0, 1].map(|n| (Credits::new(n).is_zero(), Credits::new(n).is_positive()));
    assert_eq!(signs, [(false, false), (true, false), (false, true)]);
}

#[test]
fn values_read_back_as_written() {
    for wallet in Wallet::ALL {
        assert_eq!(wallet.to_string().parse(), Ok(wallet));
    }
    assert_eq!("Ai".parse::<Wallet>(), Err(InvalidValue::Wallet));
    let account = AccountId::random();
    assert_eq!(account.to_string().parse(), Ok(account));
    assert_eq!("account".parse::<AccountId>(), Err(InvalidValue::Id));
    let (hash, key) = ("a".repeat(64), "key-1");
    assert_eq!(VersionHash::new(&hash).map(String::from), Ok(hash.clone()));
    assert_eq!(
        hash.parse::<VersionHash>().map(|value| value.to_string()),
        Ok(hash)
    );
    assert_eq!(
        key.parse::<IdempotencyKey>().map(|value| value.to_string()),
        Ok(key.into())
    );
    assert_eq!(Credits::new(-7).to_string(), "-7");
    assert_eq!(Timestamp::from_ms(12).to_string(), "12");
    assert_eq!(
        (EntryId::new(12).get(), EntryId::new(12).to_string()),
        (12, "12".into())
    );
    assert_eq!(
        Timestamp::from_ms(12)
            .plus_ms(3)
            .since(Timestamp::from_ms(5)),
        10
    );
}

/// Stores that are asked the same give the same ids, so an id must not depend on anything else.
#[test]
fn a_lots_id_is_made_of_what_is_known_and_rises() {
    let account = AccountId::new(uuid::Uuid::from_u128(0xffff_ffff_ffff_f123_4567_89ab_cdef));
    let id =
        |wallet, ms, version| LotId::derive(account, wallet, Timestamp::from_ms(ms), version).get();
    let known = id(Wallet::Ai, 0x0123_4567_89ab, 0xabc_12345);
    assert_eq!(
        known.to_string(),
        "01234567-89ab-8abc-848d-176789abcdef".to_owned()
    );
    assert_eq!(known.get_version_num(), 8);
    assert_eq!(known.get_variant(), uuid::Variant::RFC4122);
    let mut ids = Vec::new();
    for ms in [0, 1, 1 << 40] {
        for version in [1, 2, (1 << 20) - 1, 1 << 20, (1 << 31) + 5] {
            for wallet in Wallet::ALL {
                ids.push(id(wallet, ms, version));
            }
        }
    }
    assert!(ids.is_sorted(), "later movements have higher ids");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}
