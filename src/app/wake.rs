//! The scripts that wake a page's islands in the browser.

use leptos::prelude::*;
use std::sync::LazyLock;

/// The script as every page carries it: without the comments and indentation, which are for those who read the source.
/// Its lines stay, so that it means the same.
static WAKE: LazyLock<String> = LazyLock::new(|| {
    include_str!("wake.js")
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
});

/// Fetches the bundle together with the page and wakes the islands with it. It stands in the head, in place of the
/// framework's `HydrationScripts`, which wait for an idle moment of the browser and give up after one failure.
#[component]
pub fn WakeScripts(
    /// The addresses of the bundle's script and of its WebAssembly.
    bundle: (String, String),
) -> impl IntoView {
    // Only islands are hydrated, never what stands between them.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let (script, wasm) = bundle;
    let call = format!("{}({script:?}, {wasm:?});", *WAKE);
    view! {
        <link rel="modulepreload" href=script/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=use_nonce()>
            {call}
        </script>
    }
}
