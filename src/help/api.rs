//! Writing to us without leaving the page.

use crate::error::AppError;
use leptos::prelude::*;

/// Keeps a message and answers where the answer will go.
#[server(endpoint = "help/write", input = leptos::server_fn::codec::Json)]
pub async fn write_to_us(body: String, page: String, reply_to: String) -> Result<String, AppError> {
    let app = use_context::<crate::server::App>().ok_or_else(|| AppError::internal("no application in the request's context"))?;
    let parts = use_context::<axum::http::request::Parts>().ok_or_else(|| AppError::internal("no request in the context"))?;
    let client = crate::server::limits::client_of(&parts);
    let account = match crate::accounts::current().await {
        Ok((_, account)) => Some(account),
        Err(AppError::SignedOut) => None,
        Err(problem) => return Err(problem),
    };
    super::logic::take(&app, account.as_ref(), client, super::logic::Written { body, page, reply_to }).await
}
