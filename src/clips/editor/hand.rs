//! A hand that draws the live preview: one worker with the engine in it, drawing one frame at a time.

use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlCanvasElement, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A frame to be drawn onto a canvas.
pub struct Wanted {
    pub index: u32,
    pub width: u32,
    pub height: u32,
    pub canvas: HtmlCanvasElement,
    /// Whether it is only passing by.
    pub passing: bool,
}

/// A frame that is being drawn.
pub struct Drawing {
    pub wanted: Wanted,
    /// The number of its request; those of one player only grow.
    pub request: u32,
    /// When it was asked for, in milliseconds since the page was opened.
    pub asked_ms: f64,
}

/// A message from a worker, or nothing where it failed.
pub type Heard = Option<JsValue>;

/// One worker, ended with its hand.
pub struct Hand {
    worker: Worker,
    /// Whether its engine is there.
    pub ready: bool,
    pub drawing: Option<Drawing>,
}

impl Hand {
    /// Starts a worker and tells `hear` what it says. It takes over an `engine` that was compiled before. `None` where the
    /// browser refuses workers.
    pub fn start(engine: Option<&JsValue>, hear: impl Fn(Heard) + Clone + 'static) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options("/engine/preview-worker.js", &options).ok()?;
        let failed = hear.clone();
        let failed = Closure::<dyn Fn()>::new(move || failed(None));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            hear(Some(event.data()))
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        let hand = Self {
            worker,
            ready: false,
            drawing: None,
        };
        hand.post(&[
            ("type", "init".into()),
            ("wasmUrl", "/engine/engine.wasm".into()),
            ("fontsUrl", "/engine/fonts/".into()),
            ("module", engine.cloned().unwrap_or(JsValue::UNDEFINED)),
        ]);
        Some(hand)
    }

    fn post(&self, fields: &[(&str, JsValue)]) {
        let message = js_sys::Object::new();
        for (name, value) in fields {
            let _plain_object = Reflect::set(&message, &(*name).into(), value);
        }
        let _structured = self.worker.post_message(&message);
    }

    /// Gives it a picture, by the name that the inputs use and its address. One whose engine is not there yet is told later.
    pub fn send_image(&self, (id, url): &(String, String)) {
        if self.ready {
            self.post(&[
                ("type", "image".into()),
                ("id", id.into()),
                ("url", url.into()),
            ]);
        }
    }

    /// Tells it what to draw from now on.
    pub fn send_inputs(&self, json: &str, revision: u32) {
        if self.ready {
            self.post(&[
                ("type", "inputs".into()),
                ("json", json.into()),
                ("revision", revision.into()),
            ]);
        }
    }

    pub fn is_free(&self) -> bool {
        self.ready && self.drawing.is_none()
    }

    /// Asks it for a frame.
    pub fn draw(&mut self, drawing: Drawing) {
        let Drawing {
            wanted, request, ..
        } = &drawing;
        self.post(&[
            ("type", "frame".into()),
            ("index", wanted.index.into()),
            ("width", wanted.width.into()),
            ("height", wanted.height.into()),
            ("requestId", (*request).into()),
        ]);
        self.drawing = Some(drawing);
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
