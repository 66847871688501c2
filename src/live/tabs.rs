//! The browser's half: all tabs of an account share one stream, because a browser opens few connections to a
//! host. The tab that holds the lock reads the stream and passes the news on; when it closes, the next one does.

use super::NEWS_EVENT;
use js_sys::{Function, Promise};
use leptos::prelude::{set_timeout, window};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, CustomEvent, CustomEventInit, EventSource, MessageEvent};

/// What a tab that has just opened asks the others: where the wallets stand.
const ASK: &str = "?";
/// A stream that was refused for good is tried again after this long.
const TRY_AGAIN: Duration = Duration::from_secs(30);

#[wasm_bindgen]
extern "C" {
    /// Runs `held` once this page holds the lock, and keeps it until the promise that `held` returns is settled.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"], js_name = request)]
    fn request_lock(name: &str, held: &Function) -> Result<Promise, JsValue>;
}

/// What a page knows of its stream.
#[derive(Clone)]
struct Tab {
    channel: BroadcastChannel,
    /// The last news of the wallets that this page read from the stream itself.
    wallets: Rc<RefCell<Option<String>>>,
}

/// Starts hearing the news of an account.
pub fn start(account: &str) {
    let name = format!("breakout-live-{account}");
    let Ok(channel) = BroadcastChannel::new(&name) else {
        return;
    };
    let tab = Tab {
        channel,
        wallets: Rc::default(),
    };
    tab.hear_others();
    let leader = tab.clone();
    let held = Closure::once_into_js(move || {
        leader.read();
        // Never settled: the lock goes with the page.
        Promise::new(&mut |_, _| {})
    });
    match request_lock(&name, held.unchecked_ref()) {
        Ok(_held_while_the_page_lives) => tab.post(ASK),
        // Plain HTTP knows no locks; then each tab reads a stream of its own.
        Err(_) => tab.read(),
    }
}

impl Tab {
    /// Passes on what the reading tab hears, and answers a new tab if this one is the reader.
    fn hear_others(&self) {
        let tab = self.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            match event.data().as_string() {
                Some(text) if text == ASK => {
                    if let Some(wallets) = &*tab.wallets.borrow() {
                        tab.post(wallets);
                    }
                }
                Some(text) => tell_page(&text),
                None => {}
            }
        });
        self.channel
            .set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
    }

    /// Opens the stream for this tab and all others.
    fn read(&self) {
        let Ok(source) = EventSource::new("/live") else {
            return;
        };
        let tab = self.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(text) = event.data().as_string() else {
                return;
            };
            if text.contains("\"balance\"") {
                tab.wallets.replace(Some(text.clone()));
            }
            tell_page(&text);
            tab.post(&text);
        });
        source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        let (tab, broken) = (self.clone(), source.clone());
        let failed = Closure::<dyn Fn()>::new(move || {
            // A connection that broke off is opened again by the browser; an answer other than a stream is not.
            if broken.ready_state() == EventSource::CLOSED {
                let tab = tab.clone();
                set_timeout(move || tab.read(), TRY_AGAIN);
            }
        });
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
    }

    fn post(&self, text: &str) {
        let _channel_is_open = self.channel.post_message(&JsValue::from_str(text));
    }
}

/// Gives a piece of news to the islands of this page.
fn tell_page(text: &str) {
    let detail = CustomEventInit::new();
    detail.set_detail(&JsValue::from_str(text));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(NEWS_EVENT, &detail) {
        let _heard_or_not = window().dispatch_event(&event);
    }
}
