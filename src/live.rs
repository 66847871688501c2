//! Live news: what the server tells the open pages of an account, one stream for all tabs of a browser.

use ::credits::Balances;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
mod stream;
#[cfg(feature = "hydrate")]
mod tabs;

#[cfg(feature = "ssr")]
pub use stream::routes;

/// One piece of news for the open tabs of one account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum News {
    /// The wallets after a movement.
    Balance { balances: Balances },
    /// A render of a clip moved on; pages read its state afresh.
    Render { clip: String },
    /// An animation or one of its takes moved on.
    Animation { animation: String },
    /// What a clip or a scene says was changed; its other open pages show it.
    Draft { id: String },
    /// The plan, period or payment state changed.
    Billing,
}

/// The name of the event that carries each piece of news to the islands of a page, as JSON in its detail.
pub const NEWS_EVENT: &str = "breakout:news";

/// Calls `handler` for each piece of news that reaches this page, as long as the page lives. Without effect on the server.
pub fn on_news(handler: impl Fn(News) + 'static) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        use wasm_bindgen::closure::Closure;
        let listener =
            Closure::<dyn Fn(web_sys::CustomEvent)>::new(move |event: web_sys::CustomEvent| {
                let detail = event.detail().as_string().unwrap_or_default();
                if let Ok(news) = serde_json::from_str(&detail) {
                    handler(news);
                }
            });
        let _always_listens = leptos::prelude::window()
            .add_event_listener_with_callback(NEWS_EVENT, listener.as_ref().unchecked_ref());
        // The listener lives as long as the page: islands are never taken down.
        listener.forget();
    }
    #[cfg(not(feature = "hydrate"))]
    drop(handler);
}

/// Starts hearing the account's news on this page; all tabs of a browser share one stream. `account` only keeps
/// the accounts of one browser apart. Without effect on the server.
pub fn start(account: &str) {
    #[cfg(feature = "hydrate")]
    tabs::start(account);
    #[cfg(not(feature = "hydrate"))]
    let _ = account;
}
