//! A person's photos: taken in, checked, cut out and kept.

use super::MediaKey;
use crate::server::App;
use axum::Router;

/// An uploaded photo with its two forms: as it came, and cut out where that could be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub id: uuid::Uuid,
    pub file_name: String,
    pub has_transparency: bool,
    pub original: StoredImage,
    pub cut_out: Option<StoredImage>,
}

/// A stored PNG and its size in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredImage {
    pub key: MediaKey,
    pub width: u32,
    pub height: u32,
}

/// `POST /media/uploads` (the raw file; JSON answer) and `GET /media/uploads/{id}/{form}` (the owner's PNGs).
pub fn routes() -> Router<App> {
    Router::new()
}
