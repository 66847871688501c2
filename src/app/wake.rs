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

/// Fetches the bundle and wakes the islands with it. It stands in the head, in place of the framework's `HydrationScripts`,
/// which wait for an idle moment of the browser and give up after one failure.
///
/// The shell's bundle is fetched together with the page, but behind what the page is read with: its style, its font, its
/// pictures. Where it `comes_after_text` it is fetched once the page is painted.
#[component]
pub fn WakeScripts(
    comes_after_text: bool,
    /// The addresses of the bundle's script and of its WebAssembly.
    addresses: (String, String),
) -> impl IntoView {
    // Only islands are hydrated, never what stands between them.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let (script, wasm) = addresses;
    let call = format!("{}({script:?}, {wasm:?}, {comes_after_text});", *WAKE);
    view! {
        <link rel="modulepreload" href=script fetchpriority="low"/>
        {(!comes_after_text).then(|| view! { <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" fetchpriority="low"/> })}
        <script type="module" nonce=use_nonce()>
            {call}
        </script>
    }
}
