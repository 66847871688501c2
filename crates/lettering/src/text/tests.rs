use super::*;
use std::error::Error;

fn paths(text: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut typesetter = Typesetter::new(&Fonts::default())?;
    let laid = typesetter.set(Text {
        text,
        face: Face::Headline,
        size: 80.0,
        width: 2000.0,
        lines: 1,
        align: Align::Left,
    })?;
    Ok(laid.words.iter().map(|word| word.path.to_svg()).collect())
}

#[test]
fn equal_texts_look_equal_however_they_are_written() -> Result<(), Box<dyn Error>> {
    let pairs = [
        ("Garc\u{327}on cafe\u{301}", "Garçon café"),
        ("All\u{2011}new", "All-new"),
        ("All\u{2010}new", "All-new"),
        ("a\u{202f}b", "a b"),
    ];
    for (one, other) in pairs {
        assert_eq!(paths(one)?, paths(other)?, "{one}");
    }
    assert_ne!(paths("Garçon")?, paths("Garcon")?);
    // Signs of which no font knows leave nothing behind; the other is in the Cyrillic one.
    assert_eq!(paths("★ new")?, paths("new")?);
    assert_ne!(paths("№ new")?, paths("new")?);
    Ok(())
}
