//! Every route of the product, merged from its features, and the layers around them.

use super::{App, health, security};
use crate::accounts::{Account, SignedIn, Visitor};
use crate::app::{Page, failure, render};
use crate::error::AppError;
use crate::words::app as words;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use leptos::prelude::*;
use std::path::Path;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

/// Of what will never be anything else under the same address.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// The whole application as one service.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .merge(crate::accounts::routes())
        .merge(crate::app::appearance::routes())
        .merge(crate::billing::routes())
        .merge(crate::clips::routes())
        .merge(crate::credits::routes())
        .merge(crate::gallery::routes())
        .merge(crate::help::routes())
        .merge(crate::library::routes())
        .merge(crate::live::routes())
        .merge(crate::media::routes())
        .merge(crate::studio::routes())
        .merge(crate::studio::edits::routes())
        .merge(crate::studio::operators_routes())
        .route("/api/{*function}", post(server_function));
    #[cfg(feature = "lab")]
    let pages = match app.settings.mode {
        super::Mode::Demo => pages.merge(crate::lab::routes()),
        super::Mode::Production => pages,
    };
    // Once here, within the Lab's directions, and once outside of all that can fail.
    let pages = pages
        .fallback(not_found)
        .layer(middleware::from_fn(failure::shown_as_a_page));
    #[cfg(feature = "lab")]
    let pages = match app.settings.mode {
        super::Mode::Demo => pages.layer(middleware::from_fn_with_state(
            app.clone(),
            crate::lab::disturb,
        )),
        super::Mode::Production => pages,
    };
    let pages = pages.layer(crate::accounts::session_layer(&app));
    #[cfg(feature = "lab")]
    let pages = match app.settings.mode {
        super::Mode::Demo => pages.layer(middleware::from_fn(crate::lab::direct)),
        super::Mode::Production => pages,
    };
    let shielded = pages.layer(CsrfLayer::new());
    let site = &app.settings.site_root;
    Router::new()
        .merge(health::routes())
        .merge(crate::billing::gateway_routes())
        .merge(crate::studio::provider_routes())
        .nest_service("/pkg", bundles(&app, &site.join("pkg")))
        .nest_service("/tokens", folder(&site.join("tokens"), "no-cache"))
        .nest_service("/engine", folder(&site.join("engine"), "no-cache"))
        .nest_service("/fonts", folder(&site.join("fonts"), FOR_GOOD))
        .nest_service("/art", folder(&site.join("art"), "public, max-age=86400"))
        .merge(shielded)
        .layer(
            ServiceBuilder::new()
                .layer(TraceLayer::new_for_http().make_span_with(span))
                .layer(middleware::from_fn(failure::shown_as_a_page))
                .layer(CatchPanicLayer::custom(failure::gave_up))
                .layer(middleware::from_fn(security::headers))
                .layer(
                    CompressionLayer::new().compress_when(
                        // Streams of news must not sit in a compressor's buffer, and media is compressed already.
                        SizeAbove::new(512)
                            .and(NotForContentType::const_new("text/event-stream"))
                            .and(NotForContentType::const_new("video/"))
                            .and(NotForContentType::const_new("image/png")),
                    ),
                ),
        )
        .with_state(app)
}

/// What the log says of a request. The token of a link that was mailed stands in the address, and in no log.
fn span(request: &Request) -> tracing::Span {
    let asked = request.uri().path_and_query();
    let uri = match asked.map_or("", |asked| asked.as_str()) {
        secret if secret.starts_with("/reset/") => "/reset/...",
        secret if secret.starts_with("/confirm/") => "/confirm/...",
        uri => uri,
    };
    tracing::debug_span!("request", method = %request.method(), uri)
}

/// The bundles and the style. Under the address of what they are now they are kept for good, under others not at all.
fn bundles(app: &App, path: &Path) -> Router {
    let app = app.clone();
    let cached = middleware::from_fn(move |request: Request, next: middleware::Next| {
        let (name, query) = (
            request.uri().path().trim_start_matches('/'),
            request.uri().query(),
        );
        let is_kept = app.site.is_current(name, query);
        async move {
            let mut response = next.run(request).await;
            if is_kept {
                response
                    .headers_mut()
                    .insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_GOOD));
            }
            response
        }
    });
    folder(path, "no-cache").layer(cached)
}

/// Built files, served as the compressed copies that stand beside them.
fn folder(path: &Path, caching: &'static str) -> Router {
    Router::new()
        .fallback_service(ServeDir::new(path).precompressed_br().precompressed_gzip())
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static(caching),
        ))
}

/// Runs one of the features' server functions with the application at hand.
async fn server_function(State(app): State<App>, request: Request) -> Response {
    leptos_axum::handle_server_fns_with_context(move || provide_context(app.clone()), request)
        .await
        .into_response()
}

/// The page for every address that leads nowhere, another account's things included.
async fn not_found(State(app): State<App>, visitor: Visitor, request: Request) -> Response {
    not_found_page(app, visitor, request).await
}

/// What an error is to somebody who asked for a page: the 404 page for what is not there, else the error's own answer.
pub async fn error_page(app: App, account: Account, error: AppError, request: Request) -> Response {
    match error {
        AppError::NotFound => not_found_page(app, SignedIn(account).into(), request).await,
        error => error.into_response(),
    }
}

/// Renders the 404 page; features call it for what does not exist or is not the visitor's.
pub async fn not_found_page(app: App, visitor: Visitor, request: Request) -> Response {
    let mut response = render(
        app,
        visitor,
        request,
        Page::titled(words::not_found()),
        || crate::app::NotFound().into_any(),
    )
    .await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
