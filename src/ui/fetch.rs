//! A plain request for data, for pages whose browser code is too small to carry server functions.

use crate::error::AppError;
use serde::de::DeserializeOwned;

/// What stands at an address of ours; nothing when it cannot be had or read. Only browsers ask.
pub async fn get_json<T: DeserializeOwned>(url: &str) -> Option<T> {
    #[cfg(feature = "hydrate")]
    {
        parsed(answer(url).await?).await
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _nobody_to_ask = url;
        None
    }
}

/// The same, and why it cannot be had, as far as the connection tells.
///
/// # Errors
/// Signed out or not found as the server says it; anything else counts as no answer.
pub async fn follow_json<T: DeserializeOwned>(url: &str) -> Result<T, AppError> {
    #[cfg(feature = "hydrate")]
    {
        let answer = answer(url).await.ok_or(AppError::Unreachable)?;
        match answer.status() {
            401 => Err(AppError::SignedOut),
            404 => Err(AppError::NotFound),
            _ => parsed(answer).await.ok_or(AppError::Unreachable),
        }
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _nobody_to_ask = url;
        Err(AppError::Unreachable)
    }
}

#[cfg(feature = "hydrate")]
async fn answer(url: &str) -> Option<web_sys::Response> {
    use wasm_bindgen::JsCast;
    let asked = leptos::prelude::window().fetch_with_str(url);
    let response = wasm_bindgen_futures::JsFuture::from(asked).await.ok()?;
    response.dyn_into().ok()
}

#[cfg(feature = "hydrate")]
async fn parsed<T: DeserializeOwned>(response: web_sys::Response) -> Option<T> {
    let text = response.text().ok()?;
    let text = wasm_bindgen_futures::JsFuture::from(text).await.ok()?;
    serde_json::from_str(&text.as_string()?).ok()
}
