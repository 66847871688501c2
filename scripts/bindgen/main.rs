//! Turns what rustc made into what a browser loads: `bindgen INPUT.wasm FOLDER NAME [--keep-debug]`.

use anyhow::Context;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let mut next = |what: &str| words.next().with_context(|| format!("{what} is missing"));
    let (input, folder, name) = (next("the input")?, next("the folder")?, next("the name")?);
    let keep_debug = words.next().is_some_and(|word| word == "--keep-debug");

    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).web(true)?.typescript(false).out_name(&name).keep_debug(keep_debug);
    bindgen.generate(folder)
}
