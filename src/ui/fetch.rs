//! A plain request for data, for pages whose browser code is too small to carry server functions.

use serde::de::DeserializeOwned;

/// What stands at an address of ours; nothing when it cannot be had or read. Only browsers ask.
pub async fn get_json<T: DeserializeOwned>(url: &str) -> Option<T> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        use wasm_bindgen_futures::JsFuture;
        let response = JsFuture::from(leptos::prelude::window().fetch_with_str(url))
            .await
            .ok()?;
        let response: web_sys::Response = response.dyn_into().ok()?;
        let text = JsFuture::from(response.text().ok()?)
            .await
            .ok()?
            .as_string()?;
        serde_json::from_str(&text).ok()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _nobody_to_ask = url;
        None
    }
}
