//! The engine in the browser: a worker that draws frames, asked for one at a time so that typing and playing stay
//! smooth. What is asked for while it draws replaces what was asked for before.

use js_sys::Reflect;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, MessageEvent, Worker, WorkerOptions, WorkerType,
};

/// The short side of frames that are only passing by, in pixels; slow machines get the smaller ones.
const PASSING: [u32; 3] = [540, 360, 270];
/// A passing frame that takes longer than this, in milliseconds, makes the next ones smaller.
const SLOW_MS: f64 = 45.0;

/// Where the live preview stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Live {
    Loading,
    Running,
    Broken,
}

/// A frame to be drawn onto a canvas.
#[derive(Clone)]
struct Wanted {
    index: u32,
    width: u32,
    height: u32,
    canvas: HtmlCanvasElement,
}

struct Inner {
    worker: Option<Worker>,
    live: RwSignal<Live>,
    canvas: HtmlCanvasElement,
    /// The full size of the current format.
    size: (u32, u32),
    ready: bool,
    image: Option<(String, String)>,
    inputs: Option<String>,
    revision: u32,
    /// The frame the stage should show, and whether it is only passing by.
    stage: Option<(u32, bool)>,
    /// Small frames for the strip.
    strip: Vec<Wanted>,
    /// The frame being drawn, with its request's number and when it was asked for.
    drawing: Option<(Wanted, u32, f64, bool)>,
    requests: u32,
    passing: usize,
}

/// The live preview of one stage; cloning clones a pointer.
#[derive(Clone)]
pub struct Player(Rc<RefCell<Inner>>);

impl Player {
    /// Starts the worker that draws onto `canvas`; `live` follows how it does.
    pub fn start(canvas: HtmlCanvasElement, live: RwSignal<Live>) -> Self {
        let player = Self(Rc::new(RefCell::new(Inner {
            worker: None,
            live,
            canvas,
            size: (1080, 1920),
            ready: false,
            image: None,
            inputs: None,
            revision: 0,
            stage: None,
            strip: Vec::new(),
            drawing: None,
            requests: 0,
            passing: 0,
        })));
        player.restart();
        player
    }

    /// Starts a fresh worker, with what the old one knew.
    pub fn restart(&self) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let mut inner = self.0.borrow_mut();
        if let Some(worker) = inner.worker.take() {
            worker.terminate();
        }
        (inner.ready, inner.drawing) = (false, None);
        inner.live.set(Live::Loading);
        let Ok(worker) = Worker::new_with_options("/engine/preview-worker.js", &options) else {
            return inner.live.set(Live::Broken);
        };
        let player = self.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            player.hear(&event.data())
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        let live = inner.live;
        let failed = Closure::<dyn Fn()>::new(move || live.set(Live::Broken));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        inner.worker = Some(worker);
        inner.post(&[
            ("type", "init".into()),
            ("wasmUrl", "/engine/engine.wasm".into()),
            ("fontsUrl", "/engine/fonts/".into()),
        ]);
    }

    /// Shows other inputs, as the engine is asked for them, from the next frame on. `image` is the picture's name and address.
    pub fn set_inputs(&self, json: String, image: (String, String), size: (u32, u32)) {
        let mut inner = self.0.borrow_mut();
        inner.size = size;
        inner.revision += 1;
        if inner.image.as_ref() != Some(&image) {
            inner.image = Some(image);
            inner.send_image();
        }
        inner.inputs = Some(json);
        inner.send_inputs();
    }

    /// Shows a frame: small and soon while passing by, then exactly and at full size once it rests.
    pub fn show(&self, index: u32, passing: bool) {
        let mut inner = self.0.borrow_mut();
        inner.stage = Some((index, passing));
        inner.pump();
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
        });
        inner.pump();
    }

    fn hear(&self, message: &JsValue) {
        let text = |name: &str| {
            Reflect::get(message, &name.into())
                .ok()
                .and_then(|value| value.as_string())
        };
        let mut inner = self.0.borrow_mut();
        match text("type").as_deref() {
            Some("ready") => {
                inner.ready = true;
                inner.live.set(Live::Running);
                inner.send_image();
                inner.send_inputs();
                inner.pump();
            }
            Some("frame") => {
                inner.take(message);
                inner.pump();
            }
            Some("dropped") => {
                inner.dropped();
                inner.pump();
            }
            Some("error") => {
                if !Reflect::get(message, &"requestId".into())
                    .unwrap_or(JsValue::UNDEFINED)
                    .is_undefined()
                {
                    inner.drawing = None;
                }
                // Inputs the engine cannot draw are told at their field; the last good frame stays.
                if matches!(text("error").as_deref(), Some("load" | "crashed")) {
                    inner.live.set(Live::Broken);
                }
                inner.pump();
            }
            _ => inner.pump(),
        }
    }
}

impl Inner {
    fn post(&self, fields: &[(&str, JsValue)]) {
        let message = js_sys::Object::new();
        for (name, value) in fields {
            let _plain_object = Reflect::set(&message, &(*name).into(), value);
        }
        if let Some(worker) = &self.worker {
            let _structured = worker.post_message(&message);
        }
    }

    fn send_image(&self) {
        if let (true, Some((id, url))) = (self.ready, &self.image) {
            self.post(&[
                ("type", "image".into()),
                ("id", id.into()),
                ("url", url.into()),
            ]);
        }
    }

    fn send_inputs(&self) {
        if let (true, Some(json)) = (self.ready, &self.inputs) {
            self.post(&[
                ("type", "inputs".into()),
                ("json", json.into()),
                ("revision", self.revision.into()),
            ]);
        }
    }

    /// Asks for the next frame, if the worker is free and something is wanted.
    fn pump(&mut self) {
        if !self.ready || self.drawing.is_some() || self.inputs.is_none() {
            return;
        }
        let (wanted, passing) = match self.stage.take() {
            Some((index, passing)) => {
                let (width, height) = if passing {
                    fitted(self.size, PASSING[self.passing])
                } else {
                    self.size
                };
                (
                    Wanted {
                        index,
                        width,
                        height,
                        canvas: self.canvas.clone(),
                    },
                    passing,
                )
            }
            None if self.strip.is_empty() => return,
            None => (self.strip.remove(0), false),
        };
        self.requests += 1;
        self.post(&[
            ("type", "frame".into()),
            ("index", wanted.index.into()),
            ("width", wanted.width.into()),
            ("height", wanted.height.into()),
            ("requestId", self.requests.into()),
        ]);
        self.drawing = Some((wanted, self.requests, now_ms(), passing));
    }

    /// A newer revision overtook the frame: one of the stage is asked for anew by who made the revision, one of the
    /// strip comes again by itself.
    fn dropped(&mut self) {
        if let Some((wanted, ..)) = self.drawing.take()
            && !wanted.canvas.is_same_node(Some(&self.canvas))
        {
            self.strip.push(wanted);
        }
    }

    /// Puts a drawn frame onto its canvas.
    fn take(&mut self, message: &JsValue) {
        let field = |name: &str| Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let Some((wanted, request, asked_ms, passing)) = self.drawing.take() else {
            return;
        };
        if field("requestId").as_f64() != Some(f64::from(request)) {
            self.drawing = Some((wanted, request, asked_ms, passing));
            return;
        }
        if passing && now_ms() - asked_ms > SLOW_MS && self.passing + 1 < PASSING.len() {
            self.passing += 1;
        }
        let drawn = paint(
            &wanted.canvas,
            wanted.width,
            wanted.height,
            &field("bitmap"),
            &field("pixels"),
        );
        if drawn.is_some() {
            let _always_settable = wanted
                .canvas
                .set_attribute("data-frame", &wanted.index.to_string());
        }
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
