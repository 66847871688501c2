//! Paying for a version and fetching its file.

use super::desk::Desk;
use crate::clips::status::DownloadAnswer;
use crate::error::AppError;
use crate::words::clips as words;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Asks for the right to a version at the price that was shown, then starts the transfer. The key stays the same until
/// the server has answered, so a request that is sent twice is paid once.
pub async fn download(desk: Desk, version: String, price: i64) {
    let clip = desk.clip.get_value();
    let key = format!(
        "{}-{}-{}",
        desk.seed.get_value(),
        &version[..16.min(version.len())],
        desk.attempt.get_untracked()
    );
    let body = format!("version={version}&price={price}&key={key}");
    let answer = post(&format!("/clips/{clip}/download"), &body).await;
    let sentence = match answer
        .as_deref()
        .map(serde_json::from_str::<DownloadAnswer>)
    {
        Some(Ok(DownloadAnswer::Downloaded { url, .. })) => {
            fetch_file(&url);
            None
        }
        Some(Ok(DownloadAnswer::PriceChanged { price })) => Some(words::price_is_now(price)),
        Some(Ok(DownloadAnswer::Short { available, needed })) => {
            Some(words::credits_short(needed, available))
        }
        Some(Ok(DownloadAnswer::NotRendered)) => Some(words::preview_it_first().to_owned()),
        Some(Err(_)) => match answer.as_deref().and_then(error_in) {
            // Nothing was decided for this key, and the way to sign in again stands above the work.
            Some(error @ AppError::SignedOut) => return desk.fail(&error),
            Some(error) => Some(error.to_string()),
            None => Some(words::server_away().to_owned()),
        },
        None => Some(words::server_away().to_owned()),
    };
    if answer.is_some() && sentence.is_some() {
        desk.attempt.update(|attempt| *attempt += 1);
    }
    desk.trouble.set(sentence);
    desk.refresh();
}

/// The body of the answer, whatever its status; none if there was no answer.
async fn post(url: &str, body: &str) -> Option<String> {
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    let headers = web_sys::Headers::new().ok()?;
    headers
        .set("Content-Type", "application/x-www-form-urlencoded")
        .ok()?;
    headers.set("Accept", "application/json").ok()?;
    init.set_headers(&headers);
    let response = JsFuture::from(window().fetch_with_str_and_init(url, &init))
        .await
        .ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()
}

/// The error that the server answered with, if it is one of ours.
fn error_in(text: &str) -> Option<AppError> {
    let answer: serde_json::Value = serde_json::from_str(text).ok()?;
    serde_json::from_value(answer.get("error")?.clone()).ok()
}

/// Lets the browser save the file; the page stays.
fn fetch_file(url: &str) {
    let link = document()
        .create_element("a")
        .ok()
        .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    let Some(link) = link else { return };
    link.set_href(url);
    link.set_download("");
    link.click();
}
