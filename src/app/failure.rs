//! The page of a request that failed, for whoever expected a page. Programs get the same as JSON.

use super::shell::{Direction, STYLE, head, valid_html};
use crate::error::AppError;
use crate::server::security;
use crate::ui::brand::Brand;
use crate::words::{app as words, language};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use leptos::prelude::*;
use std::any::Any;

/// Answers a request that failed with a page where a person waits for one. It needs nothing that may itself be broken:
/// no database, no session, no script.
pub async fn shown_as_a_page(request: Request, next: Next) -> Response {
    let waits_for_a_page = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|kinds| kinds.to_str().ok())
        .is_some_and(|kinds| kinds.contains("text/html"));
    let may_ask_again = request.method() == Method::GET;
    let direction = Direction::of(&request);
    let response = next.run(request).await;
    if !waits_for_a_page {
        return response;
    }
    match failure_of(&response) {
        Some(failure) => page(&failure, may_ask_again, direction),
        None => response,
    }
}

/// What went wrong, if anything did. Layers that know no errors of ours, the sessions' for one, answer 500 and nothing.
fn failure_of(response: &Response) -> Option<AppError> {
    let told = response.extensions().get::<AppError>().cloned();
    let wordless = response.status() == StatusCode::INTERNAL_SERVER_ERROR
        && !response.headers().contains_key(header::CONTENT_TYPE);
    told.or_else(|| wordless.then(|| AppError::internal("an answer without a word")))
}

/// What is answered where the program itself gave up.
pub fn gave_up(panic: Box<dyn Any + Send>) -> Response {
    let said = panic
        .downcast_ref::<&str>()
        .map(|said| (*said).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    AppError::internal(said.unwrap_or_else(|| "a panic without a word".to_owned())).into_response()
}

fn title(failure: &AppError) -> &'static str {
    match failure {
        AppError::SignedOut => words::signed_out(),
        AppError::NotFound => words::not_here(),
        AppError::Invalid { .. } => words::not_done(),
        AppError::TooMany { .. } => words::too_fast(),
        AppError::PaymentUnanswered => words::payment_unanswered(),
        AppError::Unreachable | AppError::Internal { .. } => words::not_made(),
    }
}

/// The page of this failure. `may_ask_again` where doing so does nothing twice; an empty address is the page's own.
fn page(failure: &AppError, may_ask_again: bool, direction: Direction) -> Response {
    let heading = title(failure);
    let next = match failure {
        AppError::SignedOut => Some(("/login", words::sign_in())),
        AppError::NotFound => None,
        _ => may_ask_again.then_some(("", words::try_again())),
    };
    let scripts: Vec<_> = direction
        .scripts
        .into_iter()
        .map(|src| view! { <script src=src defer></script> })
        .collect();
    let next = next.map(|(href, name)| view! { <a class="btn btn-primary" href=href>{name}</a> });
    let document = view! {
        // There is nothing to wake on it, so it is awake as it comes.
        <html lang=language().tag() data-theme=direction.theme data-hydrated="true">
            <head>{head(heading, format!("/pkg/{STYLE}"))}{scripts}</head>
            <body>
                <header class="top"><Brand/></header>
                <main id="main" class="wrap message-page">
                    <h1>{heading}</h1>
                    <p>{failure.to_string()}</p>
                    <p class="row">{next}<a class="btn btn-secondary" href="/">{words::choose_a_template()}</a></p>
                </main>
            </body>
        </html>
    };
    let html = format!("<!DOCTYPE html>{}", document.to_html());
    let mut response = Html(valid_html(&html)).into_response();
    failure.mark(&mut response);
    security::allow_no_scripts(&mut response);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::routing::get;
    use axum::{Router, middleware};
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    async fn shown(handler: axum::routing::MethodRouter) -> (StatusCode, String) {
        let router = Router::new()
            .route("/it", handler)
            .layer(CatchPanicLayer::custom(gave_up))
            .layer(middleware::from_fn(shown_as_a_page));
        let request = Request::get("/it").header(header::ACCEPT, "text/html");
        let request = request.body(Body::empty()).expect("a request");
        let response = router.oneshot(request).await.expect("an answer");
        let status = response.status();
        let page = axum::body::to_bytes(response.into_body(), 1 << 20).await;
        let page = String::from_utf8_lossy(&page.expect("a short page")).into_owned();
        (status, page)
    }

    #[tokio::test]
    async fn a_panic_and_an_empty_answer_are_pages_that_may_be_asked_again() {
        async fn panics() -> &'static str {
            panic!("a secret")
        }
        for handler in [
            get(panics),
            get(|| async { StatusCode::INTERNAL_SERVER_ERROR }),
        ] {
            let (status, page) = shown(handler).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
            assert!(
                page.contains("<a href=\"\" class=\"btn btn-primary\">Try again</a>"),
                "{page}"
            );
            assert!(!page.contains("a secret"), "{page}");
        }
    }

    #[tokio::test]
    async fn who_is_too_fast_is_told_how_long_to_wait() {
        let (status, page) = shown(get(|| async { AppError::TooMany { seconds: 7 } })).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.contains("Wait 7 s"), "{page}");
    }

    #[tokio::test]
    async fn what_did_not_fail_is_left_as_it_is() {
        let (status, page) = shown(get(|| async { "fine" })).await;
        assert_eq!((status, page.as_str()), (StatusCode::OK, "fine"));
    }
}
