//! Searches and words.

use super::*;

#[test]
fn a_search_and_its_address_say_the_same() {
    let cursor = Cursor {
        id: uuid::Uuid::from_u128(7),
        key: "1764105600000".to_owned(),
    };
    let all = [
        Search::default(),
        Search {
            text: "Émile & the shoe, 100 %".to_owned(),
            kind: KindChoice::Ai,
            state: StateChoice::Ready,
            sort: SortChoice::Title,
            after: Some(Cursor {
                key: "a. title = with? signs".to_owned(),
                ..cursor.clone()
            }),
        },
        Search {
            after: Some(cursor),
            ..Search::default()
        },
    ];
    for search in all {
        assert_eq!(Search::read(&search.query()), search);
    }
    assert_eq!(Search::default().address(), "/clips");
}

#[test]
fn what_cannot_be_read_asks_for_nothing() {
    for query in [
        "",
        "kind=none&state=&sort=loudest",
        "after=x",
        "after=00000000-0000-0000-0000-000000000007.yesterday",
        "after=.5",
        "q=%20%0A",
        "kind=ai&kind=ai",
    ] {
        assert_eq!(Search::read(query), Search::default(), "{query}");
    }
    let long = Search::read(&format!("q={}", "x".repeat(5_000)));
    assert_eq!(long.text.len(), 100);
}

#[test]
fn a_pressed_button_counts_more_than_what_the_form_carries() {
    let pressed = |set: &str| Search::read(&format!("q=shoe&kind=ai&state=ready&set={set}"));
    assert_eq!(pressed("kind:hand-crafted").kind, KindChoice::HandCrafted);
    assert_eq!(pressed("state:any").state, StateChoice::Any);
    assert_eq!(pressed("sort:title").sort, SortChoice::Title);
    let other = pressed("wallet:ai");
    assert_eq!(
        (other.text.as_str(), other.kind, other.state),
        ("shoe", KindChoice::Ai, StateChoice::Ready)
    );
}

#[test]
fn words_are_found_whatever_their_case() {
    let listed = Listed::new("Élan  VITAL", &["A prompt\nof two lines", ""]);
    assert_eq!(listed.sort_title, "élan vital");
    let search = Search::read("q=VITAL+%C3%89lan+Two");
    assert_eq!(search.words(), ["vital", "élan", "two"]);
    assert!(
        search
            .words()
            .iter()
            .all(|word| listed.words.contains(word))
    );
    assert_eq!(
        Search::read(&format!("q={}", "a+".repeat(40)))
            .words()
            .len(),
        8
    );
}

#[test]
fn a_copy_says_so_and_still_fits() {
    assert_eq!(copy_title("Summer drop"), "Summer drop, copy");
    assert_eq!(copy_title("Summer drop, copy"), "Summer drop, copy 2");
    assert_eq!(copy_title("Summer drop, copy 9"), "Summer drop, copy 10");
    assert_eq!(copy_title("Paper, copybook"), "Paper, copybook, copy");
    assert_eq!(
        copy_title(&"é".repeat(TITLE_MAX)).chars().count(),
        TITLE_MAX
    );
    assert!(copy_title(&format!("x, copy {}", u32::MAX)).ends_with(&u32::MAX.to_string()));
}

#[test]
fn sizes_are_said_as_people_say_them() {
    for (bytes, files, words) in [
        (0, 0, "0 KB in 0 files"),
        (1, 1, "1 KB in 1 file"),
        (999_999, 2, "1 MB in 2 files"),
        (1_000_000, 2, "1 MB in 2 files"),
        (1_250_000, 2, "1.3 MB in 2 files"),
        (9_960_000, 2, "10 MB in 2 files"),
        (999_600_000, 2, "1 GB in 2 files"),
        (412_400_000, 38, "412 MB in 38 files"),
        (2_500_000_000, 1_204, "2.5 GB in 1,204 files"),
    ] {
        assert_eq!(storage_words(bytes, files), words);
    }
    assert_eq!(videos_words(1), "1 video");
    assert_eq!(videos_words(1_204), "1,204 videos");
}
