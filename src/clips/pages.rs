//! The pages and forms of this feature.

use super::editor::Editor;
use super::rules;
use super::status::{ClipStatus, EditorView};
use super::store::Clip;
use super::{files, logic, version};
use crate::accounts::{Account, SignedIn};
use crate::app::{Bundle, Page, Section, render};
use crate::error::AppError;
use crate::server::App;
use crate::server::router::not_found_page;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;
use uuid::Uuid;

/// The editor, and everything below a clip.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/clips/new/{template}", get(new_clip))
        .route("/clips/{id}", get(editor))
        .merge(files::routes())
        .merge(super::exports::routes())
}

/// A page of this part of the navigation.
pub(super) fn section(title: impl Into<String>) -> Page {
    Page::titled(title).within(Section::Clips)
}

/// The template's editor on a draft that is not kept yet: opening it leaves nothing behind.
async fn new_clip(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(template): Path<String>,
    request: Request,
) -> Response {
    let Some(template) = engine::templates::ALL
        .into_iter()
        .find(|one| one.slug == template)
    else {
        return not_found_page(app, SignedIn(account).into(), request).await;
    };
    let status = match logic::offer(&app, &account).await {
        Ok(offer) => ClipStatus {
            versions: Vec::new(),
            offer,
        },
        Err(error) => return error.into_response(),
    };
    let clip = Clip {
        id: Uuid::now_v7(),
        template: template.id(),
        title: String::new(),
        inputs: version::draft(template),
        updated_ms: 0,
        deleted: false,
    };
    show_editor(app, account, request, clip, false, status).await
}

async fn editor(
    State(app): State<App>,
    SignedIn(account): SignedIn,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let found = async {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        Ok::<_, AppError>((
            logic::clip(&app, &account, id).await?,
            logic::status(&app, &account, id).await?,
        ))
    };
    match found.await {
        Ok((clip, status)) => show_editor(app, account, request, clip, true, status).await,
        Err(AppError::NotFound) => not_found_page(app, SignedIn(account).into(), request).await,
        Err(error) => error.into_response(),
    }
}

async fn show_editor(
    app: App,
    account: Account,
    request: Request,
    clip: Clip,
    saved: bool,
    status: ClipStatus,
) -> Response {
    let drawn = version::template(&clip.inputs)
        .and_then(|template| Ok((template, version::film(&clip.inputs)?)));
    let (template, film) = match drawn {
        Ok(drawn) => drawn,
        Err(error) => return error.into_response(),
    };
    let page = section(rules::shown_title(&clip.title, &clip.inputs)).woken_by(Bundle::Editor);
    let view = EditorView {
        clip: clip.id.to_string(),
        saved,
        title: clip.title,
        template: version::view(template),
        inputs: clip.inputs,
        sample: version::sample(template),
        film,
        status,
        owner: account.id.to_string(),
        seed: Uuid::new_v4().simple().to_string(),
    };
    render(app, SignedIn(account).into(), request, page, move || {
        let view = view.clone();
        view! { <Editor view/> }.into_any()
    })
    .await
}
