//! Pictures that play while somebody looks at them: under a resting mouse, with the focus on them, or, where nothing can
//! hover, after a press on their button or, if they ask for that, in the middle of the screen. One at a time, and never
//! where motion is unwelcome.
//!
//! The server writes all there is to see. An element with `data-motion` names the video; it plays in the frame of the
//! element's card, on top of the picture, so nothing moves aside. With `data-motion-in-view` it needs no press.

use super::peek::media;
use crate::words::ui as words;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, PointerEvent};

/// The cards, and the place in them where a video plays.
const CARD: &str = ".video-card,.tpl";
const FRAME: &str = ".video-frame,.tpl-frame";
/// What plays without a press where nothing can hover.
const IN_VIEW: &str = "[data-motion-in-view]";
const HOVERS: &str = "(hover: hover)";
/// How long a page rests after it was scrolled before the picture in its middle plays.
const REST: Duration = Duration::from_millis(200);

/// Makes the page's pictures play. It stands once on a page that has such pictures.
#[island]
pub fn PlayOnHover() -> impl IntoView {
    Effect::new(move |_| listen());
    view! { <span hidden></span> }
}

/// Where pictures play by themselves, they can be stopped. The style sheet shows it there alone.
#[component]
pub fn MotionSwitch() -> impl IntoView {
    view! { <button class="chip motion-switch" type="button" aria-pressed="true">{words::play_animations()}</button> }
}

/// A video that plays, and the element that asked for it.
struct Playing {
    source: Element,
    video: Element,
}

/// What plays on the page.
#[derive(Default)]
struct Screen {
    playing: Option<Playing>,
    /// Counts the scrolls, so that only the last one's rest is acted on.
    scrolls: u32,
    /// Nothing plays by itself any more.
    still: bool,
}

/// One listener for the whole page, so that its cost does not grow with the number of pictures.
fn listen() {
    let screen = Rc::new(RefCell::new(Screen::default()));
    let in_view = !media(HOVERS) && matches!(document().query_selector(IN_VIEW), Ok(Some(_)));
    if in_view {
        rest(&screen);
    }
    let hear = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let Some(target) = event
            .target()
            .and_then(|one| one.dyn_into::<Element>().ok())
        else {
            // The page itself is what scrolls.
            return rest(&screen);
        };
        let mut screen = screen.borrow_mut();
        if event.type_() == "click" {
            screen.pressed(&target);
        } else if by_mouse_or_key(&event) {
            screen.look_at(target.closest("[data-motion]").ok().flatten());
        }
    });
    let heard = ["pointerover", "focusin", "click", "scroll"];
    for heard in &heard[..if in_view { 4 } else { 3 }] {
        let _always_addable =
            document().add_event_listener_with_callback(heard, hear.as_ref().unchecked_ref());
    }
    // It listens as long as the page lives.
    hear.forget();
}

/// Where nothing can hover, what has come to rest in the middle of the screen is looked at.
fn rest(screen: &Rc<RefCell<Screen>>) {
    screen.borrow_mut().scrolls += 1;
    let (screen, scrolls) = (screen.clone(), screen.borrow().scrolls);
    set_timeout(
        move || {
            let mut screen = screen.borrow_mut();
            if screen.scrolls == scrolls && !screen.still {
                screen.look_at_middle();
            }
        },
        REST,
    );
}

/// A touch emulates a hovering mouse, and moves the focus to what it touches; only its press on the button counts.
fn by_mouse_or_key(event: &Event) -> bool {
    match event.dyn_ref::<PointerEvent>() {
        Some(pointer) => pointer.pointer_type() == "mouse",
        None => media(HOVERS),
    }
}

impl Screen {
    /// Plays what is looked at, unless it plays already, and nothing else.
    fn look_at(&mut self, source: Option<Element>) {
        if self.playing.as_ref().map(|one| &one.source) != source.as_ref() {
            self.stop();
            if !media("(prefers-reduced-motion: reduce)") {
                self.playing = source.and_then(start);
            }
        }
    }

    fn pressed(&mut self, target: &Element) {
        if let Ok(Some(switch)) = target.closest(".motion-switch") {
            self.still = !self.still;
            press(&switch, !self.still);
            if self.still {
                self.stop();
            } else {
                self.look_at_middle();
            }
        } else if let Ok(Some(button)) = target.closest(".video-play") {
            let source = button.closest("[data-motion]").ok().flatten();
            let other = self.playing.as_ref().map(|one| &one.source) != source.as_ref();
            self.stop();
            if other {
                self.playing = source.and_then(start);
            }
            press(&button, self.playing.is_some());
        }
    }

    /// Looks at what is in the middle of the screen: where two stand side by side, at the one and at the other by turns.
    fn look_at_middle(&mut self) {
        let Some(page) = document().document_element() else {
            return;
        };
        let quarters = if self.scrolls.is_multiple_of(2) { 3 } else { 1 };
        let (x, y) = (page.client_width() * quarters / 4, page.client_height() / 2);
        let middle = document().element_from_point(x as f32, y as f32);
        self.look_at(middle.and_then(|one| one.closest(IN_VIEW).ok().flatten()));
    }

    fn stop(&mut self) {
        if let Some(Playing { source, video }) = self.playing.take() {
            video.remove();
            if let Ok(Some(button)) = source.query_selector(".video-play") {
                press(&button, false);
            }
        }
    }
}

fn start(source: Element) -> Option<Playing> {
    let address = source.get_attribute("data-motion")?;
    let card = source.closest(CARD).ok()??;
    let frame = card.query_selector(FRAME).ok()??;
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

fn press(button: &Element, pressed: bool) {
    let _always_settable =
        button.set_attribute("aria-pressed", if pressed { "true" } else { "false" });
}
