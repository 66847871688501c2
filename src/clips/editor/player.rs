//! The engine in the browser: workers that draw frames, asked for one at a time each so that typing and playing stay
//! smooth. What is asked for while all of them draw replaces what was asked for before.

use super::hand::{Drawing, Hand, Heard, Wanted};
use super::pace::Pace;
use js_sys::Reflect;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// How many draw at a time at most. The second is fetched once the first does not keep up with what plays.
const HANDS: usize = 2;

/// Where the live preview stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Live {
    Loading,
    Running,
    Broken,
}

struct Inner {
    hands: Vec<Hand>,
    /// How many there may be.
    most: usize,
    /// The engine, compiled by the first hand.
    engine: Option<JsValue>,
    live: RwSignal<Live>,
    canvas: HtmlCanvasElement,
    /// The full size of the current format.
    size: (u32, u32),
    image: Option<(String, String)>,
    inputs: Option<String>,
    revision: u32,
    /// The frame the stage should show, and whether it is only passing by.
    stage: Option<(u32, bool)>,
    /// The frame that was asked for last while passing, and the revision it is of.
    asked: Option<(u32, u32)>,
    /// The request whose frame is on the stage: one asked for before it comes too late.
    shown: u32,
    /// Small frames for the strip.
    strip: Vec<Wanted>,
    requests: u32,
    pace: Pace,
}

/// The live preview of one stage; cloning clones a pointer.
#[derive(Clone)]
pub struct Player(Rc<RefCell<Inner>>);

impl Player {
    /// Starts the worker that draws onto `canvas`; `live` follows how it does.
    pub fn start(canvas: HtmlCanvasElement, live: RwSignal<Live>) -> Self {
        let player = Self(Rc::new(RefCell::new(Inner {
            hands: Vec::new(),
            most: 1,
            engine: None,
            live,
            canvas,
            size: (1080, 1920),
            image: None,
            inputs: None,
            revision: 0,
            stage: None,
            asked: None,
            shown: 0,
            strip: Vec::new(),
            requests: 0,
            pace: Pace::new(),
        })));
        player.restart();
        player
    }

    /// Starts afresh, with what was known before.
    pub fn restart(&self) {
        let cores = window().navigator().hardware_concurrency();
        let mut inner = self.0.borrow_mut();
        inner.hands.clear();
        inner.most = if cores >= 2.0 { HANDS } else { 1 };
        (inner.engine, inner.asked) = (None, None);
        inner.live.set(Live::Loading);
        self.hire(&mut inner);
        if inner.hands.is_empty() {
            inner.live.set(Live::Broken);
        }
    }

    /// Fetches one more hand.
    fn hire(&self, inner: &mut Inner) {
        let (player, place) = (self.clone(), inner.hands.len());
        let hear = move |heard| player.hear(place, heard);
        match Hand::start(inner.engine.as_ref(), hear) {
            Some(hand) => inner.hands.push(hand),
            None => inner.most = place,
        }
    }

    /// Shows other inputs, as the engine is asked for them, from the next frame on. `image` is the picture's name and address.
    pub fn set_inputs(&self, json: String, image: (String, String), size: (u32, u32)) {
        let mut inner = self.0.borrow_mut();
        inner.size = size;
        inner.revision += 1;
        if inner.image.as_ref() != Some(&image) {
            inner.hands.iter().for_each(|hand| hand.send_image(&image));
            inner.image = Some(image);
        }
        let revision = inner.revision;
        inner
            .hands
            .iter()
            .for_each(|hand| hand.send_inputs(&json, revision));
        inner.inputs = Some(json);
    }

    /// Shows a frame: small and soon while passing by, then exactly and at full size once it rests.
    pub fn show(&self, index: u32, passing: bool) {
        let mut inner = self.0.borrow_mut();
        // A screen has more moments than the film has frames: one that was asked for is not asked for again.
        let known = passing && inner.asked == Some((index, inner.revision));
        inner.stage = (!known).then_some((index, passing));
        inner.pump();
        if passing && inner.stage.is_some() && inner.could_use_more() {
            self.hire(&mut inner);
        }
    }

    /// Draws a small frame onto a canvas of its own, when there is time.
    pub fn sketch(&self, index: u32, canvas: HtmlCanvasElement) {
        let mut inner = self.0.borrow_mut();
        let (width, height) = fitted(inner.size, 90);
        inner.strip.push(Wanted {
            index,
            width,
            height,
            canvas,
            passing: false,
        });
        inner.pump();
    }

    fn hear(&self, place: usize, heard: Heard) {
        let mut inner = self.0.borrow_mut();
        let Some(message) = heard else {
            inner.lose(place);
            return inner.pump();
        };
        let text = |name: &str| field(&message, name).as_string();
        match text("type").as_deref() {
            Some("ready") => inner.welcome(place, field(&message, "module")),
            Some("frame") => inner.take(place, &message),
            Some("dropped") => inner.dropped(place),
            Some("error") => {
                // Inputs the engine cannot draw are told at their field; the last good frame stays.
                if matches!(text("error").as_deref(), Some("load" | "crashed")) {
                    inner.lose(place);
                }
                if !field(&message, "requestId").is_undefined() {
                    inner.forget(place);
                }
            }
            _ => {}
        }
        inner.pump();
    }
}

impl Inner {
    /// Has a hand whose engine is there begin with what the others know.
    fn welcome(&mut self, place: usize, engine: JsValue) {
        let Some(hand) = self.hands.get_mut(place) else {
            return;
        };
        hand.ready = true;
        if let Some(image) = &self.image {
            hand.send_image(image);
        }
        if let Some(json) = &self.inputs {
            hand.send_inputs(json, self.revision);
        }
        self.engine = Some(engine);
        if place == 0 {
            self.live.set(Live::Running);
        }
    }

    /// The first hand has failed, and with it the preview; or another, which is done without.
    fn lose(&mut self, place: usize) {
        if place == 0 {
            return self.live.set(Live::Broken);
        }
        let unfinished = self
            .hands
            .get_mut(place)
            .and_then(|hand| hand.drawing.take());
        self.hands.truncate(place);
        (self.most, self.asked) = (place, None);
        if let Some(Drawing { wanted, .. }) = unfinished {
            if wanted.canvas.is_same_node(Some(&self.canvas)) {
                self.stage.get_or_insert((wanted.index, wanted.passing));
            } else {
                self.strip.push(wanted);
            }
        }
    }

    /// Whether one more hand would be of use: all that there are draw.
    fn could_use_more(&self) -> bool {
        self.hands.len() < self.most && self.hands.iter().all(|hand| hand.drawing.is_some())
    }

    /// Asks for the next frames, as long as a hand is free and something is wanted.
    fn pump(&mut self) {
        if self.inputs.is_none() {
            return;
        }
        while let Some(place) = self.hands.iter().position(Hand::is_free) {
            let Some(wanted) = self.next() else { return };
            self.requests += 1;
            self.hands[place].draw(Drawing {
                wanted,
                request: self.requests,
                asked_ms: now_ms(),
            });
        }
    }

    /// What is to be drawn next: the stage goes before the strip.
    fn next(&mut self) -> Option<Wanted> {
        let Some((index, passing)) = self.stage.take() else {
            return (!self.strip.is_empty()).then(|| self.strip.remove(0));
        };
        let (width, height) = if passing {
            fitted(self.size, self.pace.short_side())
        } else {
            self.size
        };
        if passing {
            self.asked = Some((index, self.revision));
        }
        Some(Wanted {
            index,
            width,
            height,
            canvas: self.canvas.clone(),
            passing,
        })
    }

    /// Nothing comes of the frame that was being drawn.
    fn forget(&mut self, place: usize) -> Option<Drawing> {
        self.asked = None;
        self.hands.get_mut(place)?.drawing.take()
    }

    /// A newer revision overtook the frame: one of the stage is asked for anew by who made the revision, one of the
    /// strip comes again by itself.
    fn dropped(&mut self, place: usize) {
        if let Some(Drawing { wanted, .. }) = self.forget(place)
            && !wanted.canvas.is_same_node(Some(&self.canvas))
        {
            self.strip.push(wanted);
        }
    }

    /// Puts a drawn frame onto its canvas.
    fn take(&mut self, place: usize, message: &JsValue) {
        let Some(hand) = self.hands.get_mut(place) else {
            return;
        };
        let answers = |drawing: &mut Drawing| {
            field(message, "requestId").as_f64() == Some(f64::from(drawing.request))
        };
        let Some(drawing) = hand.drawing.take_if(answers) else {
            return;
        };
        let wanted = drawing.wanted;
        if wanted.passing && self.hands.iter().all(|hand| hand.ready) {
            // Of two that draw in turn, each may take twice the time.
            let took_ms = now_ms() - drawing.asked_ms;
            self.pace.took(took_ms / self.hands.len() as f64);
        }
        if wanted.canvas.is_same_node(Some(&self.canvas)) {
            if drawing.request < self.shown {
                return close(&field(message, "bitmap"));
            }
            self.shown = drawing.request;
        }
        let drawn = paint(
            &wanted.canvas,
            wanted.width,
            wanted.height,
            &field(message, "bitmap"),
            &field(message, "pixels"),
        );
        if drawn.is_some() {
            let _always_settable = wanted
                .canvas
                .set_attribute("data-frame", &wanted.index.to_string());
        }
    }
}

fn field(message: &JsValue, name: &str) -> JsValue {
    Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Lets go of a bitmap that nobody will see; megabytes would wait for the garbage collector.
fn close(bitmap: &JsValue) {
    if let Some(bitmap) = bitmap.dyn_ref::<web_sys::ImageBitmap>() {
        bitmap.close();
    }
}

/// Puts a bitmap, or plain RGBA pixels, onto the canvas.
fn paint(
    canvas: &HtmlCanvasElement,
    width: u32,
    height: u32,
    bitmap: &JsValue,
    pixels: &JsValue,
) -> Option<()> {
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    if let Some(bitmap) = bitmap.dyn_ref::<web_sys::ImageBitmap>() {
        context
            .draw_image_with_image_bitmap(bitmap, 0.0, 0.0)
            .ok()?;
        bitmap.close();
        return Some(());
    }
    let rgba = js_sys::Uint8Array::new(pixels).to_vec();
    let image =
        web_sys::ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), width, height).ok()?;
    context.put_image_data(&image, 0.0, 0.0).ok()
}

/// The size with this short side and the same ratio, in even numbers.
fn fitted((width, height): (u32, u32), short: u32) -> (u32, u32) {
    let side = |side: u32| (side * short / width.min(height).max(1)).max(2) / 2 * 2;
    (side(width), side(height))
}

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}
