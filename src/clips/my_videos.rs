//! My videos: every clip with its picture, where it stands, and what can be done with it.

use super::rules;
use super::status::{ClipStatus, RenderStatus};
use super::store::Clip;
use super::{logic, stills, version};
use crate::accounts::Account;
use crate::error::AppError;
use crate::server::App;
use crate::ui::icon::{Icon, Symbol};
use crate::ui::notice::{Notice, Tone};
use ::credits::Timestamp;
use leptos::prelude::*;
use uuid::Uuid;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Shelf {
    videos: Vec<Video>,
    deleted: Vec<Video>,
    /// The one that was deleted a moment ago.
    just_deleted: Option<Video>,
}

#[derive(Debug, Clone)]
struct Video {
    id: Uuid,
    title: String,
    /// The template's still, shown until there is a poster.
    still: String,
    /// The version whose poster stands for the clip.
    poster: Option<String>,
    state: String,
    tone: &'static str,
    edited: String,
    /// The newest version that is the account's.
    owned: Option<(u32, String)>,
}

impl Shelf {
    /// Reads the account's clips; `just_deleted` names the one that a moment ago still was there.
    pub async fn of(
        app: &App,
        account: &Account,
        just_deleted: Option<Uuid>,
    ) -> Result<Self, AppError> {
        let mut shelf = Self {
            videos: Vec::new(),
            deleted: Vec::new(),
            just_deleted: None,
        };
        for clip in app.clips.list(&account.id).await? {
            let deleted = clip.deleted;
            let status = logic::status_of(app, account, clip.id).await?;
            let video = Video::of(account, clip, &status);
            if !deleted {
                shelf.videos.push(video);
            } else {
                if Some(video.id) == just_deleted {
                    shelf.just_deleted = Some(video.clone());
                }
                shelf.deleted.push(video);
            }
        }
        Ok(shelf)
    }
}

impl Video {
    fn of(account: &Account, clip: Clip, status: &ClipStatus) -> Self {
        let current = status.version_of(&clip.inputs.canonical());
        let number = |number: Option<u32>| number.unwrap_or(1);
        let (state, tone) = match current {
            Some(version) if version.render.under_way() => ("Rendering preview".to_owned(), "tag"),
            Some(version) if version.owned.is_some() => (
                format!("Version {} downloaded", number(version.number)),
                "tag tag-ok",
            ),
            Some(version) => match version.render {
                RenderStatus::Ready { .. } => ("Preview ready".to_owned(), "tag tag-dl"),
                RenderStatus::Failed { .. } => ("Preview failed".to_owned(), "tag tag-bad"),
                _ => ("Draft".to_owned(), "tag"),
            },
            None => ("Draft".to_owned(), "tag"),
        };
        let ready = |version: &&super::status::VersionView| {
            matches!(version.render, RenderStatus::Ready { .. })
        };
        let poster = current
            .filter(ready)
            .or_else(|| status.versions.iter().find(ready))
            .map(|version| version.hash.clone());
        // Kept by the wall clock, shown by the account's.
        let edited = Timestamp::from_ms(clip.updated_ms + account.clock_ahead_ms);
        Self {
            id: clip.id,
            title: rules::shown_title(&clip.title, &clip.inputs),
            still: version::template(&clip.inputs).map_or_else(|_| String::new(), stills::address),
            poster,
            state,
            tone,
            edited: account.zone.day_and_time(edited, account.now()),
            owned: status
                .downloaded()
                .first()
                .map(|version| (number(version.number), version.hash.clone())),
        }
    }
}

#[component]
pub fn MyVideos(shelf: Shelf) -> impl IntoView {
    let empty = shelf.videos.is_empty();
    view! {
        <main id="main" class="wrap videos-page">
            <div class="row-b">
                <h1>"My videos"</h1>
                <a class="btn btn-primary" href="/"><Icon symbol=Symbol::Plus class="i-s"/>" Choose a template"</a>
            </div>
            {shelf.just_deleted.map(|video| view! {
                <Notice tone=Tone::Neutral role="status">
                    <b>{format!("{} is deleted", video.title)}</b>
                    "What you downloaded of it stays yours. "
                    <form class="inline-form" method="post" action=format!("/clips/{}/restore", video.id)><button class="link" type="submit">"Undo"</button></form>
                </Notice>
            })}
            {empty.then(|| view! {
                <div class="card tc stack videos-empty">
                    <h2>"No videos yet"</h2>
                    <p>"Fill in a template and preview it as often as you like, free. What you make is kept here."</p>
                    <p><a class="btn btn-primary" href="/clips/new/step-out">"Start with Step Out"</a></p>
                </div>
            })}
            <ul class="videos" aria-label="Videos">
                {shelf.videos.into_iter().map(|video| view! { <Card video/> }).collect_view()}
            </ul>
            {(!shelf.deleted.is_empty()).then(|| view! {
                <details class="videos-deleted">
                    <summary>{format!("Deleted ({})", shelf.deleted.len())}</summary>
                    <ul class="stack-s">
                        {shelf.deleted.into_iter().map(|video| view! { <DeletedRow video/> }).collect_view()}
                    </ul>
                </details>
            })}
        </main>
    }
}

#[component]
fn Card(video: Video) -> impl IntoView {
    let id = video.id;
    let heading = format!("video-{id}");
    view! {
        <li class="video-card">
            <a class="video-picture" href=format!("/clips/{id}") aria-label=format!("Open {}", video.title)>
                {match video.poster {
                    Some(version) => view! { <img src=format!("/clips/{id}/poster?version={version}") alt="" loading="lazy"/> }.into_any(),
                    None => view! { <img src=video.still alt="" loading="lazy"/> }.into_any(),
                }}
            </a>
            <div class="row-b"><h2 class="video-title" id=heading.clone()>{video.title.clone()}</h2><span class=video.tone>{video.state}</span></div>
            <p class="small muted">{format!("Edited {}", video.edited)}</p>
            <div class="row video-acts">
                <a class="btn btn-secondary btn-small" href=format!("/clips/{id}") aria-describedby=heading.clone()>"Edit"</a>
                {video.owned.map(|(_, version)| view! {
                    <form method="get" action=format!("/clips/{id}/download")>
                        <input type="hidden" name="version" value=version/>
                        <button class="btn btn-quiet btn-small" type="submit" aria-describedby=heading.clone()>"Download again, free"</button>
                    </form>
                })}
                <form class="push" method="post" action=format!("/clips/{id}/delete")>
                    <button class="btn btn-ghost btn-small" type="submit" aria-describedby=heading.clone()>"Delete"</button>
                </form>
            </div>
            <details class="video-rename">
                <summary class="small link">"Rename"</summary>
                <form class="row" method="post" action=format!("/clips/{id}/rename")>
                    <input class="input" name="title" aria-label="Title" maxlength=rules::TITLE_MAX.to_string() value=video.title/>
                    <button class="btn btn-quiet btn-small" type="submit">"Save"</button>
                </form>
            </details>
        </li>
    }
}

#[component]
fn DeletedRow(video: Video) -> impl IntoView {
    let id = video.id;
    view! {
        <li class="row-b">
            <span>{video.title}</span>
            <span class="row">
                {video.owned.map(|(number, version)| view! {
                    <a class="link small" href=format!("/clips/{id}/download?version={version}") download="">{format!("Download version {number} again, free")}</a>
                })}
                <form method="post" action=format!("/clips/{id}/restore")><button class="btn btn-quiet btn-small" type="submit">"Bring back"</button></form>
            </span>
        </li>
    }
}
