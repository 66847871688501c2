//! The engine in the browser, behind a C interface that a worker calls.
//!
//! The worker writes bytes into memory it asked for with `alloc`, calls, and reads answers as
//! (`answer_ptr`, `answer_len`): JSON for `describe` and for every error, pixels for `frame`. A call
//! returns 1 if it succeeded and 0 if the answer is an error,
//! `{"error": "unknown-image" | "text-too-long" | "size" | "frame" | "inputs" | "asset" | "drawing", "message": "..."}`.
//! A panic ends the module; the worker then starts a fresh one.

use crate::{
    AssetError, Assets, FPS, Fallback, ImageId, RenderError, Renderer, Size, studio, templates,
};
use drawing::scene::Scene;
use serde::Deserialize;
use std::cell::RefCell;

/// What a request is about. It is read by itself, and the rest then as what it says: an enum with the kind as its tag would keep
/// the whole request in between, with code for it that weighs more than reading twice.
#[derive(Deserialize)]
struct Request {
    kind: Kind,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Template,
    Studio,
}

#[derive(Deserialize)]
struct OfTemplate {
    template: String,
    inputs: templates::Inputs,
}

#[derive(Deserialize)]
struct OfStudio {
    inputs: studio::Inputs,
}

fn scene(json: &[u8]) -> Result<Scene, Refusal> {
    let Request { kind } = serde_json::from_slice(json).map_err(inputs)?;
    match kind {
        Kind::Template => {
            let OfTemplate { template, inputs } =
                serde_json::from_slice(json).map_err(self::inputs)?;
            templates::find(&template)
                .map(|found| found.scene(&inputs))
                .ok_or_else(|| self::inputs(format!("No template is called {template}.")))
        }
        Kind::Studio => {
            let OfStudio { inputs } = serde_json::from_slice(json).map_err(self::inputs)?;
            Ok(studio::scene(&inputs))
        }
    }
}

/// The longest short side of small frames, in pixels.
const SMALL: u32 = 540;

#[derive(Default)]
struct Engine {
    assets: Assets,
    scene: Option<Scene>,
    /// Counts the scenes.
    revision: u32,
    /// Those used last for small frames, which pass by, and for large ones, which rest; each with the revision it draws.
    renderers: [Option<(u32, Renderer)>; 2],
    answer: Vec<u8>,
}

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
}

/// An error as the worker passes it on.
struct Refusal {
    kind: &'static str,
    message: String,
}

impl From<RenderError> for Refusal {
    fn from(error: RenderError) -> Self {
        // Not in the sentences of the error itself: most of them are about what never happens in a browser.
        let (kind, message) = match error {
            RenderError::UnknownImage(name) => ("unknown-image", name),
            RenderError::TextTooLong { len, max } => {
                ("text-too-long", format!("{len} characters of {max}"))
            }
            RenderError::Size { width, height } => ("size", format!("{width} x {height}")),
            RenderError::NoSuchFrame { index, count } => ("frame", format!("{index} of {count}")),
            RenderError::Scene(what)
            | RenderError::Encoding(what)
            | RenderError::Panicked(what) => ("drawing", what),
            RenderError::Cancelled
            | RenderError::OutOfTime { .. }
            | RenderError::OutOfMemory { .. } => ("drawing", String::new()),
        };
        Self { kind, message }
    }
}

impl From<AssetError> for Refusal {
    fn from(error: AssetError) -> Self {
        Self {
            kind: "asset",
            message: error.to_string(),
        }
    }
}

fn inputs(message: impl ToString) -> Refusal {
    Refusal {
        kind: "inputs",
        message: message.to_string(),
    }
}

impl Engine {
    fn set_inputs(&mut self, json: &[u8]) -> Result<Vec<u8>, Refusal> {
        let scene = scene(json)?;
        let needed: Vec<_> =
            lettering::needed(scene.texts().into_iter().map(|text| text.text.as_str()))
                .into_iter()
                .map(Fallback::name)
                .collect();
        let (width, height) = scene.format().units();
        let described = serde_json::json!({
            "frame_count": scene.frame_count(),
            "fps": FPS,
            "duration_s": scene.duration_s(),
            "still_frame": scene.frame_at(scene.still_s),
            "beats": scene.beats(),
            "size": { "width": width, "height": height },
            "fonts_needed": needed,
        });
        self.scene = Some(scene);
        self.revision += 1;
        Ok(described.to_string().into_bytes())
    }

    fn frame(&mut self, index: u32, size: Size) -> Result<(), Refusal> {
        let scene = self
            .scene
            .as_ref()
            .ok_or_else(|| inputs("No inputs were set."))?;
        let kept = &mut self.renderers[usize::from(size.width.min(size.height) > SMALL)];
        let mut renderer = match kept.take() {
            Some((revision, renderer)) if revision == self.revision && renderer.size() == size => {
                renderer
            }
            // Somebody types: the pictures are those of the letter before.
            before => {
                let before = before.map(|(_, renderer)| renderer);
                Renderer::following(before, scene, &self.assets, size)?
            }
        };
        let drawn = renderer.frame(index).map(|pixels| {
            self.answer.clear();
            self.answer.extend_from_slice(pixels);
        });
        *kept = Some((self.revision, renderer));
        Ok(drawn?)
    }
}

fn call(work: impl FnOnce(&mut Engine) -> Result<Option<Vec<u8>>, Refusal>) -> u32 {
    ENGINE.with_borrow_mut(|engine| match work(engine) {
        Ok(answer) => {
            if let Some(answer) = answer {
                engine.answer = answer;
            }
            1
        }
        Err(refusal) => {
            let error = serde_json::json!({ "error": refusal.kind, "message": refusal.message });
            engine.answer = error.to_string().into_bytes();
            0
        }
    })
}

/// Takes back what `alloc` gave out.
///
/// # Safety
/// `ptr` and `len` are those of one `alloc`, which has not been taken back before.
unsafe fn take(ptr: *mut u8, len: usize) -> Vec<u8> {
    // SAFETY: `alloc` made exactly such a vector, and the caller hands it back once.
    unsafe { Vec::from_raw_parts(ptr, len, len) }
}

/// Memory for the worker to write `len` bytes into. The next call that is given it owns it.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(len: usize) -> *mut u8 {
    let bytes: Box<[u8]> = vec![0; len].into_boxed_slice();
    Box::into_raw(bytes).cast()
}

#[unsafe(no_mangle)]
pub extern "C" fn answer_ptr() -> *const u8 {
    ENGINE.with_borrow(|engine| engine.answer.as_ptr())
}

#[unsafe(no_mangle)]
pub extern "C" fn answer_len() -> usize {
    ENGINE.with_borrow(|engine| engine.answer.len())
}

/// Sets what is drawn: `{"kind": "template", "template": "step-out@1", "inputs": {...}}` or
/// `{"kind": "studio", "inputs": {...}}`. Answers the description.
///
/// # Safety
/// The bytes come from `alloc`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn set_inputs(ptr: *mut u8, len: usize) -> u32 {
    // SAFETY: as the caller promises.
    let json = unsafe { take(ptr, len) };
    call(|engine| engine.set_inputs(&json).map(Some))
}

/// Adds a PNG under a name (UTF-8).
///
/// # Safety
/// Name and bytes come from `alloc`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn add_image(id: *mut u8, id_len: usize, ptr: *mut u8, len: usize) -> u32 {
    // SAFETY: as the caller promises.
    let (id, png) = unsafe { (take(id, id_len), take(ptr, len)) };
    call(|engine| {
        engine.renderers = [None, None];
        engine
            .assets
            .add_png(ImageId::new(String::from_utf8_lossy(&id)), &png)?;
        Ok(None)
    })
}

/// Lets go of a picture by its name (UTF-8). What is drawn from now on does not have it.
///
/// # Safety
/// The name comes from `alloc`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn forget_image(id: *mut u8, id_len: usize) -> u32 {
    // SAFETY: as the caller promises.
    let id = unsafe { take(id, id_len) };
    call(|engine| {
        engine.renderers = [None, None];
        engine
            .assets
            .remove(&ImageId::new(String::from_utf8_lossy(&id)));
        Ok(None)
    })
}

/// Adds the font of a script, named as in `fonts_needed`.
///
/// # Safety
/// Name and bytes come from `alloc`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn add_font(name: *mut u8, name_len: usize, ptr: *mut u8, len: usize) -> u32 {
    // SAFETY: as the caller promises.
    let (name, font) = unsafe { (take(name, name_len), take(ptr, len)) };
    call(|engine| {
        let script =
            Fallback::from_name(&String::from_utf8_lossy(&name)).ok_or(AssetError::Font)?;
        engine.renderers = [None, None];
        engine.assets.add_font(script, font)?;
        Ok(None)
    })
}

/// Draws a frame; the answer is its pixels, RGBA8.
#[unsafe(no_mangle)]
pub extern "C" fn frame(index: u32, width: u32, height: u32) -> u32 {
    call(|engine| engine.frame(index, Size::new(width, height)).map(|()| None))
}
