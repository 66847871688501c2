//! The pages and forms of this feature.

use super::editor::Editor;
use super::rules;
use super::status::{ClipStatus, EditorView};
use super::store::Clip;
use super::{files, guest, logic, version};
use crate::accounts::{LocalPath, SignedIn, Visitor};
use crate::app::{Bundle, Page, Section, render};
use crate::error::AppError;
use crate::server::limits::{Limit, client_of};
use crate::server::router::{error_page, not_found_page};
use crate::server::{App, form};
use crate::words::clips as words;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use engine::templates::{self, Template};
use leptos::prelude::*;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;
use tower_sessions::Session;
use uuid::Uuid;

/// How many drafts one client may leave waiting for an account: generous, since an office is one client.
static WAITING_DRAFTS: LazyLock<Limit<IpAddr>> = LazyLock::new(|| {
    const BURST: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
    Limit::new(BURST, Duration::from_secs(2))
});

/// The editor, and everything below a clip.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/clips/new/{template}",
            get(new_clip).post(keep_for_account),
        )
        .route("/clips/{id}", get(editor))
        .merge(files::routes())
        .merge(super::exports::routes())
}

/// A page of this part of the navigation.
pub(super) fn section(title: impl Into<String>) -> Page {
    Page::titled(title).within(Section::Clips)
}

/// The template's editor on a draft that is not kept yet: opening it leaves nothing behind, and needs no account.
async fn new_clip(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    request: Request,
) -> Response {
    let Some(template) = named(&slug) else {
        return not_found_page(app, visitor, request).await;
    };
    let status = match &visitor.account {
        None => Ok(guest::status()),
        Some(account) => logic::offer(&app, account).await.map(|offer| ClipStatus {
            versions: Vec::new(),
            offer,
        }),
    };
    let status = match status {
        Ok(status) => status,
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
    show_editor(app, visitor, request, clip, false, status).await
}

fn named(slug: &str) -> Option<&'static Template> {
    templates::ALL
        .into_iter()
        .find(|template| template.slug == slug)
}

/// A guest wants what needs an account: the draft waits in the session while they sign up or in. Whoever has signed in
/// meanwhile, in another tab, has their clip at once.
async fn keep_for_account(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Path(slug): Path<String>,
    request: Request,
) -> Response {
    let (filled, request) = match form::read::<guest::Filled>(request).await {
        Ok(read) => read,
        Err(unreadable) => return unreadable,
    };
    let Some(template) = named(&slug) else {
        return not_found_page(app, visitor, request).await;
    };
    let (parts, _) = request.into_parts();
    let kept = async {
        let waiting = guest::Waiting::read(template, filled)?;
        if let Some(account) = &visitor.account {
            return guest::make_clip(&app, account, waiting).await;
        }
        WAITING_DRAFTS.count(&client_of(&parts))?;
        guest::keep(&session, &waiting).await?;
        let back = LocalPath::or_home(&format!("/clips/new/{slug}"));
        Ok(format!("/signup?next={}", back.encoded()))
    };
    match kept.await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(problem) => {
            refused(
                app,
                visitor,
                Request::from_parts(parts, axum::body::Body::empty()),
                &slug,
                problem,
            )
            .await
        }
    }
}

/// A page that says why the draft could not be kept. The way back leads to the editor, which still holds it.
async fn refused(
    app: App,
    visitor: Visitor,
    request: Request,
    slug: &str,
    problem: AppError,
) -> Response {
    let status = problem.status();
    let sentence = problem.to_string();
    let back = format!("/clips/new/{slug}");
    let page = Page::titled(words::not_kept()).within(Section::Templates);
    let mut response = render(app, visitor, request, page, move || {
        view! {
            <main id="main" class="wrap message-page">
                <h1>{words::draft_not_kept()}</h1>
                <p>{sentence.clone()}</p>
                <p><a class="btn btn-primary" href=back.clone()>{words::back_to_template()}</a></p>
            </main>
        }
        .into_any()
    })
    .await;
    *response.status_mut() = status;
    response
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
        Ok((clip, status)) => {
            show_editor(app, SignedIn(account).into(), request, clip, true, status).await
        }
        Err(error) => error_page(app, account, error, request).await,
    }
}

async fn show_editor(
    app: App,
    visitor: Visitor,
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
    // A draft that is not kept yet is still a template that somebody tries.
    let place = if saved {
        Section::Clips
    } else {
        Section::Templates
    };
    let page = Page::titled(rules::shown_title(&clip.title, &clip.inputs))
        .within(place)
        .woken_by(Bundle::Editor);
    let view = EditorView {
        clip: clip.id.to_string(),
        saved,
        title: clip.title,
        template: version::view(template),
        inputs: clip.inputs,
        sample: version::sample(template),
        film,
        status,
        owner: visitor
            .account
            .as_ref()
            .map(|account| account.id.to_string()),
        seed: Uuid::new_v4().simple().to_string(),
    };
    render(app, visitor, request, page, move || {
        let view = view.clone();
        view! { <Editor view/> }.into_any()
    })
    .await
}
