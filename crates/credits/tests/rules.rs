//! The rules that browser and server share.

use credits::*;
use proptest::prelude::*;

const MINUTE: i64 = 60 * 1_000;

fn at(year: i64, month: u32, day: u32, hour: i64, minute: i64, second: i64) -> Timestamp {
    let ms = ((hour * 60 + minute) * 60 + second) * 1_000;
    from_civil(CivilDate { year, month, day }, ms)
}

fn settings(duration: Duration, resolution: Resolution, count: VideoCount) -> AnimationSettings {
    AnimationSettings::new(duration, resolution, count)
}

#[test]
fn all_27_settings_cost_what_the_table_says() {
    let list = PriceList::default_v1();
    // Rows: 720p, 1080p, 4K; columns: 5, 10, 15 s. One or two videos cost this, four cost twice it.
    let table = [[10, 20, 30], [15, 30, 45], [30, 60, 90]];
    assert_eq!(AnimationSettings::all().count(), 27);
    for asked in AnimationSettings::all() {
        let per_video = table[asked.resolution as usize][asked.duration as usize];
        let total = if asked.count == VideoCount::Four {
            per_video * 2
        } else {
            per_video
        };
        let quote = quote(&list, asked);
        assert_eq!(quote.per_video, Credits::new(per_video), "{asked:?}");
        assert_eq!(quote.total, Credits::new(total), "{asked:?}");
        assert_eq!(
            quote.total.get(),
            quote.per_video.get() * quote.charged_videos
        );
        assert_eq!((quote.price_list, quote.settings), (1, asked));
        assert_eq!(
            regeneration_quote(&list, asked).total,
            Credits::new(per_video)
        );
    }
}

#[test]
fn two_cost_as_much_as_one_and_four_as_much_as_two_twice() {
    let list = PriceList::default_v1();
    for duration in Duration::ALL {
        for resolution in Resolution::ALL {
            let total = |count| {
                quote(&list, settings(duration, resolution, count))
                    .total
                    .get()
            };
            assert_eq!(total(VideoCount::Two), total(VideoCount::One));
            assert_eq!(total(VideoCount::Four), 2 * total(VideoCount::Two));
        }
    }
}

#[test]
fn settings_read_back_as_written() {
    for asked in AnimationSettings::all() {
        let json = serde_json::to_string(&asked).expect("writes");
        assert_eq!(
            serde_json::from_str::<AnimationSettings>(&json).expect("reads"),
            asked
        );
        assert_eq!(asked.duration.as_str().parse(), Ok(asked.duration));
        assert_eq!(asked.resolution.as_str().parse(), Ok(asked.resolution));
        assert_eq!(asked.count.as_str().parse(), Ok(asked.count));
    }
    assert_eq!(Resolution::P2160.label(), "4K");
    assert!("8K".parse::<Resolution>().is_err());
}

#[test]
fn the_nearest_cheaper_settings_keep_the_number_then_the_resolution_then_the_duration() {
    use Duration::*;
    use Resolution::*;
    use VideoCount::*;
    let list = PriceList::default_v1();
    let fit = |asked, available| cheaper_settings_that_fit(&list, asked, Credits::new(available));
    let asked = settings(S10, P1080, Four);
    assert_eq!(fit(asked, 59), Some(settings(S5, P1080, Four)));
    assert_eq!(fit(asked, 29), Some(settings(S5, P720, Four)));
    assert_eq!(fit(asked, 19), Some(settings(S5, P1080, Two)));
    assert_eq!(fit(asked, 14), Some(settings(S5, P720, Two)));
    assert_eq!(fit(asked, 9), None);
    assert_eq!(
        fit(settings(S15, P720, One), 29),
        Some(settings(S10, P720, One)),
        "by as few steps as it takes"
    );
    assert_eq!(
        fit(settings(S5, P720, One), 1_000),
        None,
        "nothing is cheaper than the cheapest"
    );
}

/// Three settings for 10 credits, of which the one that turns the number up is no help.
#[test]
fn nothing_is_ever_turned_up() {
    use Duration::*;
    use Resolution::*;
    use VideoCount::*;
    let list = PriceList::default_v1();
    let fit = |asked, available| cheaper_settings_that_fit(&list, asked, Credits::new(available));
    assert_eq!(
        fit(settings(S10, P720, One), 10),
        Some(settings(S5, P720, One))
    );
    assert_eq!(
        fit(settings(S5, P1080, One), 10),
        Some(settings(S5, P720, One))
    );
    assert_eq!(fit(settings(S5, P720, One), 9), None);
    assert_eq!(fit(settings(S5, P720, Two), 9), None);
}

#[test]
fn a_count_is_that_many_videos() {
    assert_eq!(VideoCount::ALL.map(VideoCount::videos), [1, 2, 4]);
}

#[test]
fn a_superseded_price_list_is_honoured_for_less_than_15_minutes() {
    let published = Timestamp::from_ms(1_000 * MINUTE);
    let v1 = PriceList::default_v1();
    let v2 = PriceList {
        version: 2,
        valid_from: published,
        ..v1
    };
    let v3 = PriceList {
        version: 3,
        valid_from: published.plus_ms(60 * MINUTE),
        ..v1
    };
    let lists = [v1, v2, v3];
    let honoured = |version, ms| honoured(&lists, version, published.plus_ms(ms)).is_some();
    assert!(
        honoured(1, -1) && !honoured(2, -1),
        "before its time a list is not honoured"
    );
    assert!(honoured(1, 0) && honoured(2, 0));
    assert!(honoured(1, 15 * MINUTE - 1) && !honoured(1, 15 * MINUTE));
    assert!(
        !honoured(1, 61 * MINUTE),
        "a second change does not bring the first list back"
    );
    assert!(honoured(2, 61 * MINUTE) && honoured(3, 61 * MINUTE) && !honoured(4, 61 * MINUTE));
    assert_eq!(
        current(&lists, published.plus_ms(1)).map(|list| list.version),
        Some(2)
    );
}

#[test]
fn months_are_counted_from_the_anchor_and_clamped() {
    let starts = |anchor, count: i64| -> Vec<(u32, u32)> {
        let dates = (0..count).map(|n| civil_date(period(anchor, n).start));
        dates.map(|date| (date.month, date.day)).collect()
    };
    assert_eq!(
        starts(at(2025, 1, 31, 0, 0, 0), 4),
        [(1, 31), (2, 28), (3, 31), (4, 30)]
    );
    assert_eq!(starts(at(2024, 1, 31, 0, 0, 0), 2), [(1, 31), (2, 29)]);
    assert_eq!(
        period(at(2024, 2, 29, 8, 0, 0), 12).start,
        at(2025, 2, 28, 8, 0, 0)
    );
    assert_eq!(
        period(at(2024, 2, 29, 8, 0, 0), 48).start,
        at(2028, 2, 29, 8, 0, 0)
    );
    let anchor = at(2026, 5, 31, 15, 13, 9);
    assert_eq!(period(anchor, 1).start, at(2026, 6, 30, 15, 13, 9));
    assert_eq!(period(anchor, 2).start, at(2026, 7, 31, 15, 13, 9));
}

#[test]
fn a_boundary_belongs_to_the_new_period() {
    let check = |anchor, now, start, end| {
        let period = period_at(anchor, now);
        assert_eq!((period.start, period.end), (start, end));
    };
    let anchor = at(2025, 1, 31, 15, 0, 0);
    check(
        anchor,
        at(2025, 8, 13, 20, 0, 0),
        at(2025, 7, 31, 15, 0, 0),
        at(2025, 8, 31, 15, 0, 0),
    );
    check(
        anchor,
        at(2025, 9, 30, 15, 0, 0),
        at(2025, 9, 30, 15, 0, 0),
        at(2025, 10, 31, 15, 0, 0),
    );
    let anchor = at(2025, 1, 30, 15, 0, 0);
    check(
        anchor,
        at(2025, 2, 13, 20, 0, 0),
        at(2025, 1, 30, 15, 0, 0),
        at(2025, 2, 28, 15, 0, 0),
    );
    let anchor = at(2025, 1, 29, 12, 0, 0);
    assert_eq!(period_at(anchor, at(2025, 1, 29, 12, 10, 0)).start, anchor);
    assert_eq!(period_at(anchor, anchor).index, 0);
    assert_eq!(period_at(anchor, anchor.plus_ms(-1)).index, -1);
}

#[test]
fn lots_burn_in_the_order_the_statement_promises() {
    let lot = |id: u128, origin, created: i64, expires: Option<i64>| LotState {
        id: LotId::new(uuid::Uuid::from_u128(id)),
        wallet: Wallet::Ai,
        origin,
        source: id.to_string(),
        granted: Credits::new(1),
        available: Credits::new(1),
        held: Credits::ZERO,
        expires_at: expires.map(Timestamp::from_ms),
        created_at: Timestamp::from_ms(created),
        reclaimed: Credits::ZERO,
    };
    let expected = [
        lot(9, Origin::Courtesy, 50, Some(100)),
        lot(8, Origin::Plan, 60, Some(200)),
        lot(7, Origin::Bundle, 10, Some(200)),
        lot(3, Origin::Upgrade, 20, None),
        lot(2, Origin::Plan, 30, None),
        lot(5, Origin::Bundle, 5, None),
        lot(1, Origin::Courtesy, 40, None),
        lot(6, Origin::Bundle, 40, None),
    ];
    let mut lots = expected.to_vec();
    lots.reverse();
    lots.sort_by(burn_order);
    assert_eq!(lots, expected);
}

#[test]
fn the_calendar_knows_the_days_that_others_know() {
    for (days, year, month, day) in [
        (-719_162, 1, 1, 1),
        (-25_509, 1900, 2, 28),
        (-25_508, 1900, 3, 1),
        (-24_048, 1904, 2, 29),
        (-1, 1969, 12, 31),
        (0, 1970, 1, 1),
        (11_016, 2000, 2, 29),
        (11_017, 2000, 3, 1),
        (19_782, 2024, 2, 29),
        (20_088, 2024, 12, 31),
        // Days of a year that the average length of years takes for those of the next.
        (46_386, 2096, 12, 31),
        (47_540, 2100, 2, 28),
        (47_541, 2100, 3, 1),
        (157_113, 2400, 2, 29),
    ] {
        let moment = Timestamp::from_ms(days * 24 * 60 * MINUTE);
        let date = CivilDate { year, month, day };
        assert_eq!(civil_date(moment), date);
        assert_eq!(civil_date(moment.plus_ms(24 * 60 * MINUTE - 1)), date);
        assert_eq!(from_civil(date, 5), moment.plus_ms(5));
    }
}

#[test]
fn prices_have_to_be_within_their_bounds() {
    let v1 = PriceList::default_v1();
    let most = PriceList::MAX_PRICE;
    let of = |price, download| PriceList {
        credits_per_second: CreditsPerSecond {
            p1080: price,
            ..v1.credits_per_second
        },
        download,
        ..v1
    };
    let one = Credits::new(1);
    for (price, download) in [(one, Credits::ZERO), (most, most)] {
        assert!(of(price, download).is_sound(), "{price} {download}");
    }
    let more = Credits::new(most.get() + 1);
    for (price, download) in [
        (Credits::ZERO, one),
        (Credits::new(-1), one),
        (more, one),
        (one, Credits::new(-1)),
        (one, more),
    ] {
        assert!(!of(price, download).is_sound(), "{price} {download}");
    }
}

#[test]
fn an_order_settles_in_whole_credits() {
    let settled = |ordered, delivered, failed| {
        let settled = settled(Credits::new(31), ordered, delivered, failed);
        (settled.captured.get(), settled.released.get())
    };
    assert_eq!(settled(4, 0, 0), (0, 0));
    assert_eq!(settled(4, 1, 0), (7, 0));
    assert_eq!(settled(4, 1, 1), (7, 8));
    assert_eq!(settled(4, 3, 1), (23, 8));
    assert_eq!(settled(4, 0, 4), (0, 31));
    // Verdicts beyond the order count as none.
    assert_eq!(settled(2, 3, 3), (31, 0));
    assert_eq!(settled(2, 1, 9), (15, 16));
    assert_eq!(settled(0, 1, 0), (31, 0));
}

proptest! {
    #[test]
    fn settlement_only_rises_and_ends_at_the_total(
        total in 0i64..2_000_000_000_000,
        verdicts in proptest::collection::vec(any::<bool>(), 1..12),
    ) {
        let ordered = verdicts.len() as u32;
        let (mut delivered, mut failed) = (0, 0);
        let mut before = settled(Credits::new(total), ordered, 0, 0);
        prop_assert_eq!((before.captured, before.released), (Credits::ZERO, Credits::ZERO));
        for good in verdicts {
            if good { delivered += 1 } else { failed += 1 }
            let after = settled(Credits::new(total), ordered, delivered, failed);
            prop_assert!(after.captured >= before.captured && after.released >= before.released);
            prop_assert!(after.captured.get() + after.released.get() <= total);
            // Nobody pays more than the delivered share of what was shown.
            let paid = i128::from(after.captured.get()) * i128::from(ordered);
            prop_assert!(paid <= i128::from(total) * i128::from(delivered));
            before = after;
        }
        prop_assert_eq!(before.captured.get() + before.released.get(), total);
    }

    #[test]
    fn every_moment_lies_in_exactly_one_period(anchor in 0i64..4_000_000_000_000, now in 0i64..4_000_000_000_000) {
        let (anchor, now) = (Timestamp::from_ms(anchor), Timestamp::from_ms(now));
        let found = period_at(anchor, now);
        prop_assert!(found.start <= now && now < found.end);
        prop_assert_eq!(found, period(anchor, found.index));
        prop_assert_eq!(found.end, period(anchor, found.index + 1).start);
        let day = civil_date(found.start).day;
        prop_assert!(day <= civil_date(anchor).day && day >= civil_date(anchor).day.min(28));
    }

    #[test]
    fn calendar_days_follow_one_another(day in -800_000i64..800_000) {
        let moment = |day: i64| Timestamp::from_ms(day * 24 * 60 * MINUTE);
        let (today, tomorrow) = (civil_date(moment(day)), civil_date(moment(day + 1)));
        prop_assert_eq!(from_civil(today, 0), moment(day));
        let next = [
            (today.year, today.month, today.day + 1),
            (today.year, today.month + 1, 1),
            (today.year + 1, 1, 1),
        ];
        prop_assert!(next.contains(&(tomorrow.year, tomorrow.month, tomorrow.day)));
    }

    #[test]
    fn cheaper_settings_are_cheaper_and_fit(which in 0usize..27, available in 0i64..200) {
        let list = PriceList::default_v1();
        let asked = AnimationSettings::all().nth(which).expect("one of 27");
        let available = Credits::new(available);
        match cheaper_settings_that_fit(&list, asked, available) {
            Some(found) => {
                prop_assert!(quote(&list, found).total <= available);
                prop_assert!(quote(&list, found).total < quote(&list, asked).total);
                let turned_up = found.count > asked.count
                    || found.resolution > asked.resolution
                    || found.duration > asked.duration;
                prop_assert!(!turned_up, "{found:?} for {asked:?}");
            }
            None => {
                let cheapest = quote(&list, asked).total <= Credits::new(10);
                prop_assert!(cheapest || available < Credits::new(10));
            }
        }
    }
}
