//! Pictures that play while somebody looks at them: under a resting mouse, with the focus on them, or, where nothing can
//! hover, after a press on their button. One at a time, and never where motion is unwelcome.
//!
//! The server writes all there is to see. An element with `data-motion` names the video; it plays in the `.video-frame` of
//! the element's `.video-card`, on top of the picture, so nothing moves aside.

use super::peek::media;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, PointerEvent};

/// Makes the page's pictures play. It stands once on a page that has such pictures.
#[island]
pub fn PlayOnHover() -> impl IntoView {
    Effect::new(move |_| listen());
    view! { <span hidden></span> }
}

/// A video that plays, and the element that asked for it.
struct Playing {
    source: Element,
    video: Element,
}

/// One listener for the whole page, so that its cost does not grow with the number of pictures.
fn listen() {
    let mut playing: Option<Playing> = None;
    let hear = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let Some(target) = event
            .target()
            .and_then(|one| one.dyn_into::<Element>().ok())
        else {
            return;
        };
        let source = target.closest("[data-motion]").ok().flatten();
        let same = playing.as_ref().map(|one| &one.source) == source.as_ref();
        if event.type_() == "click" {
            let Some(button) = target.closest(".video-play").ok().flatten() else {
                return;
            };
            stop(&mut playing);
            if !same {
                playing = source.and_then(start);
            }
            press(&button, playing.is_some());
        } else if !same && by_mouse_or_key(&event) {
            stop(&mut playing);
            if !media("(prefers-reduced-motion: reduce)") {
                playing = source.and_then(start);
            }
        }
    });
    for heard in ["pointerover", "focusin", "click"] {
        let _always_addable =
            document().add_event_listener_with_callback(heard, hear.as_ref().unchecked_ref());
    }
    // It listens as long as the page lives.
    hear.forget();
}

/// A touch emulates a hovering mouse, and moves the focus to what it touches; only its press on the button counts.
fn by_mouse_or_key(event: &Event) -> bool {
    match event.dyn_ref::<PointerEvent>() {
        Some(pointer) => pointer.pointer_type() == "mouse",
        None => media("(hover: hover)"),
    }
}

fn start(source: Element) -> Option<Playing> {
    let address = source.get_attribute("data-motion")?;
    let card = source.closest(".video-card").ok()??;
    let frame = card.query_selector(".video-frame").ok()??;
    // A parser mutes what says so before it plays it, which browsers ask of videos that start by themselves. The address
    // is our own and made of ids and hashes.
    let video = format!(
        "<video src=\"{address}\" muted autoplay loop playsinline aria-hidden=\"true\"></video>"
    );
    frame.insert_adjacent_html("beforeend", &video).ok()?;
    Some(Playing {
        source,
        video: frame.last_element_child()?,
    })
}

fn stop(playing: &mut Option<Playing>) {
    if let Some(Playing { source, video }) = playing.take() {
        video.remove();
        if let Ok(Some(button)) = source.query_selector(".video-play") {
            press(&button, false);
        }
    }
}

fn press(button: &Element, pressed: bool) {
    let _always_settable =
        button.set_attribute("aria-pressed", if pressed { "true" } else { "false" });
}
