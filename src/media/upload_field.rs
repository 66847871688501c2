//! The control that takes in a photo, wherever one is wanted.

use crate::words::{formats, media as words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// An uploaded photo as the browser knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadView {
    pub id: String,
    pub file_name: String,
    pub has_transparency: bool,
    pub original: ImageView,
    /// The subject without its background, where it could be found honestly.
    pub cut_out: Option<ImageView>,
}

/// A PNG the page may show; `hash` is the engine's image id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageView {
    pub hash: String,
    pub width: u32,
    pub height: u32,
    pub url: String,
}

impl UploadView {
    /// The picture that stands for the photo: the subject alone where there is one.
    pub fn picture(&self) -> &ImageView {
        self.cut_out.as_ref().unwrap_or(&self.original)
    }
}

/// The largest file that is taken, in bytes; the server checks again.
const MAX_BYTES: f64 = 20.0 * 1024.0 * 1024.0;

/// Where the control stands.
#[derive(Debug, Clone, PartialEq)]
enum Phase {
    Rest,
    /// On its way, 0 to 100.
    Sending(u32),
    /// All of it has arrived; the server checks it and looks for the subject.
    Preparing,
    Failed(String),
}

impl Phase {
    fn busy(&self) -> bool {
        matches!(self, Self::Sending(_) | Self::Preparing)
    }
}

/// A button "Upload photo", then "Replace photo", that opens the file chooser, and the photo beside it. A file may be
/// dropped onto it as well. When a file is not taken, the field says why and the photo of before stays.
///
/// `sample` is the address of the picture that is shown while there is no photo; `status` replaces the line under the
/// file's name; `changed` marks the field as edited since the last download.
#[component]
pub fn UploadField(
    #[prop(into)] label: String,
    upload: RwSignal<Option<UploadView>>,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] sample: Option<String>,
    #[prop(into, optional)] status: Option<Signal<String>>,
    #[prop(into, optional)] changed: Signal<bool>,
) -> impl IntoView {
    let phase = RwSignal::new(Phase::Rest);
    let over = RwSignal::new(false);
    let chooser = NodeRef::<leptos::html::Input>::new();
    let locked = move || disabled.get() || phase.with(Phase::busy);
    let open = move |_| {
        if let Some(input) = chooser.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let Some(input) = chooser.get_untracked() else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // Forgetting the choice lets the same file be chosen again after a failure.
        input.set_value("");
        if let Some(file) = file {
            send(&file, upload, phase);
        }
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        let file = event
            .data_transfer()
            .and_then(|transfer| transfer.files())
            .and_then(|files| files.get(0));
        if let Some(file) =
            file.filter(|_| !disabled.get_untracked() && !phase.with_untracked(Phase::busy))
        {
            send(&file, upload, phase);
        }
    };
    let has_sample = sample.is_some();
    let picture = move || {
        upload
            .with(|one| one.as_ref().map(|one| one.picture().url.clone()))
            .or_else(|| sample.clone())
    };
    let title = move || {
        upload
            .with(|one| one.as_ref().map(|one| one.file_name.clone()))
            .unwrap_or_else(|| {
                if has_sample {
                    words::sample_photo().to_owned()
                } else {
                    words::no_photo_yet().to_owned()
                }
            })
    };
    let line = move || match (phase.get(), upload.get(), status) {
        (Phase::Sending(percent), _, _) => words::uploading(formats::percent(percent)),
        (Phase::Preparing, _, _) => words::looking_for_the_subject().to_owned(),
        (_, _, Some(status)) => status.get(),
        (_, Some(one), None) if one.cut_out.is_some() => words::cut_out_done().to_owned(),
        (_, Some(_), None) => words::photo_in_a_frame().to_owned(),
        (_, None, None) => words::what_is_taken().to_owned(),
    };
    let has_photo = move || upload.with(Option::is_some);
    view! {
        <div class="field">
            <span class="lab"><span>{label}" "<span class="tag tag-warn" hidden=move || !changed.get()>{words::changed()}</span></span></span>
            <div
                class="upload"
                class:upload-over=move || over.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <span class="th">{move || picture().map(|url| view! { <img src=url alt=""/> })}</span>
                <span class="t"><b>{title}</b><span class="micro muted" role="status">{line}</span></span>
                <button
                    class="btn btn-quiet btn-small"
                    type="button"
                    disabled=locked
                    aria-label=move || if has_photo() { words::replace_photo() } else { words::upload_photo() }
                    on:click=open
                >
                    {move || if has_photo() { words::replace() } else { words::upload() }}
                </button>
                <input node_ref=chooser type="file" accept="image/png,image/jpeg,image/webp" hidden on:change=chosen/>
            </div>
            <progress class="upload-progress" max="100" aria-label=words::uploading_photo() hidden=move || !phase.with(Phase::busy) value=move || match phase.get() {
                Phase::Sending(percent) => percent.to_string(),
                _ => "100".to_owned(),
            }></progress>
            {move || match phase.get() {
                Phase::Failed(sentence) => Some(view! { <p class="field-error small" role="alert">{sentence}</p> }),
                _ => None,
            }}
        </div>
    }
}

/// Sends the file and puts what the server made of it into `upload`; a failure changes only `phase`.
fn send(file: &web_sys::File, upload: RwSignal<Option<UploadView>>, phase: RwSignal<Phase>) {
    if file.size() > MAX_BYTES {
        return phase.set(Phase::Failed(words::too_large().to_owned()));
    }
    phase.set(Phase::Sending(0));
    if start(file, upload, phase).is_none() {
        phase.set(Phase::Failed(words::photo_lost().to_owned()));
    }
}

/// Starts the request; unlike `fetch`, this one tells how much has been sent.
fn start(
    file: &web_sys::File,
    upload: RwSignal<Option<UploadView>>,
    phase: RwSignal<Phase>,
) -> Option<()> {
    let request = web_sys::XmlHttpRequest::new().ok()?;
    request.open("POST", "/media/uploads").ok()?;
    request
        .set_request_header(
            "X-File-Name",
            &String::from(js_sys::encode_uri_component(&file.name())),
        )
        .ok()?;
    request
        .set_request_header("Content-Type", "application/octet-stream")
        .ok()?;
    let answered = request.clone();
    let ended = Closure::once_into_js(move || {
        // Status 0 stands for a request that never came back.
        let text = answered.response_text().ok().flatten().unwrap_or_default();
        phase.set(match answered.status() {
            Ok(200..=299) => match serde_json::from_str(&text) {
                Ok(view) => {
                    upload.set(Some(view));
                    Phase::Rest
                }
                Err(_) => Phase::Failed(words::photo_lost().to_owned()),
            },
            Ok(_) => {
                Phase::Failed(message_in(&text).unwrap_or_else(|| words::photo_lost().to_owned()))
            }
            Err(_) => Phase::Failed(words::photo_lost().to_owned()),
        });
    });
    request.set_onloadend(Some(ended.unchecked_ref()));
    let moved =
        Closure::<dyn Fn(web_sys::ProgressEvent)>::new(move |event: web_sys::ProgressEvent| {
            let percent = (event.loaded() / event.total().max(1.0) * 100.0) as u32;
            phase.set(if percent >= 100 {
                Phase::Preparing
            } else {
                Phase::Sending(percent)
            });
        });
    if let Ok(sending) = request.upload() {
        sending.set_onprogress(Some(moved.as_ref().unchecked_ref()));
    }
    // The listener is needed until the request ends, and is small enough to be left to the page.
    moved.forget();
    request.send_with_opt_blob(Some(file)).ok()
}

/// The sentence in a refusal's JSON.
fn message_in(text: &str) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_str(text).ok()?;
    answer.get("message")?.as_str().map(str::to_owned)
}
