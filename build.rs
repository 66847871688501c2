//! Makes two pieces of source: the lists of migrations that `server::database` compiles in, and the functions of `words` that say
//! what the catalogues in `locales/` have. sqlx's own macro lists migrations too, at the price of building sqlx and SQLite a
//! second time for the compiler's use; and it overlooks a file that was added since.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let made = env::var("OUT_DIR")?;
    println!("cargo:rerun-if-changed=locales");
    let mut languages = catalogue::read(Path::new("locales"))?;
    // A program without the Lab has none of its words: nobody there says them.
    if env::var_os("CARGO_FEATURE_LAB").is_none() {
        for language in &mut languages {
            language.files.retain(|file| file.name != "lab");
        }
    }
    fs::write(
        Path::new(&made).join("words.rs"),
        catalogue::functions(&languages)?,
    )?;
    for database in ["sqlite", "postgres"] {
        let folder = format!("migrations/{database}");
        println!("cargo:rerun-if-changed={folder}");
        let list = listed(&folder)?;
        let name = format!("migrations-{database}.rs");
        fs::write(Path::new(&made).join(name), list)?;
    }
    Ok(())
}

/// The folder's files as a slice of number, description and text.
fn listed(folder: &str) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?
            .file_name()
            .into_string()
            .map_err(|name| format!("{name:?} is not UTF-8"))?;
        if name.ends_with(".sql") {
            files.push(name);
        }
    }
    files.sort();

    let root = env::var("CARGO_MANIFEST_DIR")?;
    let mut list = String::from("&[\n");
    for file in files {
        let (version, description) = file
            .trim_end_matches(".sql")
            .split_once('_')
            .ok_or_else(|| format!("{file} is not named NUMBER_words.sql"))?;
        let version: i64 = version.parse()?;
        list += &format!(
            "    ({version}, {description:?}, include_str!({:?})),\n",
            Path::new(&root).join(folder).join(&file)
        );
    }
    list += "]\n";
    Ok(list)
}
