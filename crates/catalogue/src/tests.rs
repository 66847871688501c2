use crate::{Error, File, Language, functions};

fn language(tag: &str, text: &str) -> Language {
    Language {
        tag: tag.to_owned(),
        files: vec![File {
            name: "credits".to_owned(),
            text: text.to_owned(),
        }],
    }
}

fn english(text: &str) -> Result<String, Error> {
    functions(&[language("en", text)])
}

fn made(text: &str) -> String {
    english(text).expect("a catalogue")
}

fn refused(text: &str) -> String {
    english(text).expect_err("an error").to_string()
}

#[test]
fn a_message_without_variables_is_text() {
    let source = made("get-ai-credits = Get AI credits");
    assert!(source.contains("pub mod credits {"));
    assert!(
        source.contains("pub fn get_ai_credits() -> &'static str {\n        \"Get AI credits\"\n")
    );
}

#[test]
fn variables_are_parameters_in_the_order_of_the_text() {
    let source = made("adds = { $plan } adds { $ai-credits }, says { $plan }.");
    assert!(source.contains(
        "pub fn adds(plan: impl std::fmt::Display, ai_credits: impl std::fmt::Display) -> String {"
    ));
    assert!(source.contains(r#"format!("{plan} adds {ai_credits}, says {plan}.")"#));
}

#[test]
fn quotes_braces_and_edges_survive() {
    let source = made("said = {\" \"}\"{\"{\"}\" and { $more }");
    assert!(source.contains(r#"format!(" \"{{\" and {more}")"#));
    let source = made("alone = \"{\"{\"}\"");
    assert!(source.contains(r#""\"{\"""#));
}

#[test]
fn letters_may_be_written_by_their_number() {
    assert!(made(r#"wide = 5{"\u00A0"}s"#).contains("5\\u{a0}s"));
}

#[test]
fn terms_stand_where_they_are_named() {
    let source = made("-product = Breakout Clips\nwelcome = Welcome to { -product }.");
    assert!(source.contains("\"Welcome to Breakout Clips.\""));
    assert!(!source.contains("fn product"));
}

#[test]
fn a_choice_is_around_the_whole_text() {
    let source = made(
        "all = Download { $count ->\n    [0] nothing\n    [one] it\n   *[other] all { $count }\n  }, free",
    );
    assert!(source.contains("pub fn all(count: impl super::Number) -> String {"));
    assert!(source.contains(
        "let count = super::Grouped(count.number());\n        match count.0 { 0 => \"Download nothing, free\".to_owned(), \
         number if super::category(super::Language::En, number) == super::Category::One => \"Download it, free\".to_owned(), \
         _ => format!(\"Download all {count}, free\") }"
    ));
}

#[test]
fn only_what_is_chosen_by_is_declared_and_fixed_words_are_no_format() {
    let source = made("all = { $count ->\n    [few] some\n   *[other] { $count }\n  }");
    assert!(source.contains("pub enum Category { Few, Other }"));
    assert!(source.contains("\"some\".to_owned()"));
}

#[test]
fn a_translation_is_chosen_by_language_and_the_original_stands_in() {
    let source = functions(&[
        language("en", "open = Open\nclose = Close { $what }"),
        language("pt-BR", "close = Fechar { $what }"),
    ])
    .expect("a catalogue");
    assert!(source.contains("pub enum Language { En, PtBr, }"));
    assert!(source.contains("fn open() -> &'static str {\n        \"Open\"\n"));
    assert!(source.contains("super::Language::PtBr => format!(\"Fechar {what}\")"));
    assert!(source.contains("_ => format!(\"Close {what}\")"));
}

#[test]
fn what_cannot_be_used_is_named() {
    assert_eq!(
        refused("open = Open\nopen = Again"),
        "en/credits.ftl, open: there is another of this name"
    );
    assert!(refused("open = Open\n!").starts_with("en/credits.ftl: line 2"));
    assert!(refused("open = { NUMBER($a) }").contains("functions"));
    assert!(refused("open = { close }\nclose = Close").contains("other messages"));
    assert!(refused("open = Open\n  .label = It").contains("attributes"));
    assert!(
        refused("open = { $kind ->\n [video] a\n*[other] b\n }").contains("a case is a number")
    );
    assert!(refused("open = { -brand }").contains("term"));
    assert!(matches!(
        functions(&[language("de", "")]),
        Err(Error::NoOriginal)
    ));
}

#[test]
fn a_translation_has_to_fit_the_original() {
    let fits = |translated: &str| {
        functions(&[
            language("en", "open = Open { $what }"),
            language("de", translated),
        ])
        .map(drop)
        .map_err(|error| error.to_string())
    };
    assert_eq!(fits("open = { $what } öffnen"), Ok(()));
    assert_eq!(
        fits("shut = Zu"),
        Err("de/credits.ftl, shut: the original does not have it".to_owned())
    );
    assert_eq!(
        fits("open = { $which } öffnen"),
        Err("de/credits.ftl, open: it has no $which".to_owned())
    );
    assert!(fits("open = { $what ->\n [one] a\n*[other] b\n }").is_err());
}
