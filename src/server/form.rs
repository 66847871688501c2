//! Plain HTML forms: what was filled in, and the request itself, so that the page can be shown again.

use axum::body::Body;
use axum::extract::{Form, FromRequest, Request};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

/// Reads the form out of a request and gives the request back without its body.
pub async fn read<T: DeserializeOwned>(request: Request) -> Result<(T, Request), Response> {
    let (parts, body) = request.into_parts();
    let bare = Request::from_parts(parts.clone(), Body::empty());
    match Form::<T>::from_request(Request::from_parts(parts, body), &()).await {
        Ok(Form(form)) => Ok((form, bare)),
        Err(rejection) => Err(rejection.into_response()),
    }
}
