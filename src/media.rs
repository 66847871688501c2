//! Where files live, and how they reach a browser.

#[cfg(feature = "ssr")]
pub mod delivery;
#[cfg(feature = "ssr")]
pub mod drawn;
#[cfg(feature = "ssr")]
pub mod small;
#[cfg(feature = "ssr")]
mod store;
pub mod upload_field;
#[cfg(feature = "ssr")]
pub mod uploads;

#[cfg(feature = "ssr")]
pub use store::{Media, MediaKey};
#[cfg(feature = "ssr")]
pub use uploads::{SqlUploads, StoredImage, Upload, UploadStore, routes};
