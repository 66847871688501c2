//! An entry as a card, and as a row of what is deleted.

use super::{Card, File, Thumb};
use crate::clips::rules::TITLE_MAX;
use crate::library::rules::Kind;
use crate::ui::icon::{Icon, Symbol};
use crate::words::library as words;
use leptos::prelude::*;

/// Where a form about an entry is sent.
fn act(card: &Card, what: &str) -> String {
    format!("/library/{}/{}/{what}", card.kind.slug(), card.id)
}

/// `back` is the search that the page shows, so that every form leads back to it.
#[component]
pub fn VideoCard(card: Card, back: String) -> impl IntoView {
    let heading = format!("video-{}", card.id);
    let edit = if card.is_ai() {
        words::open()
    } else {
        words::edit()
    };
    view! {
        <li class="video-card">
            <Picture card=card.clone()/>
            <h2 class="video-title" id=heading.clone() title=card.title.clone()>{card.title.clone()}</h2>
            <p class="video-state small muted">
                <span class=card.tone>{card.state.clone()}</span>
                <span><span class="vh">{card.what}" "</span>{card.when.clone()}</span>
            </p>
            {(!card.takes.is_empty()).then(|| view! { <Takes card=card.clone()/> })}
            <div class="row video-acts">
                <a class="btn btn-secondary btn-small" href=card.open.clone() aria-describedby=heading.clone()>{edit}</a>
                {card.file.clone().map(|file| view! { <FreeDownload id=card.id.to_string() file heading=heading.clone()/> })}
                <More card back heading/>
            </div>
        </li>
    }
}

/// The picture, which leads to the video and plays it while it is looked at.
#[component]
fn Picture(card: Card) -> impl IntoView {
    let play = card.motion.is_some();
    let (open, frame) = (
        words::open_video(&card.title),
        format!("video-frame {}", card.shape),
    );
    view! {
        <div class="video-picture" data-motion=card.motion.clone()>
            <a class="video-open" href=card.open.clone() aria-label=open>
                <span class=frame>
                    {match card.picture.clone() {
                        Some(picture) => view! { <img src=picture alt="" loading="lazy" decoding="async"/> }.into_any(),
                        None => view! { <span class="video-blank"><Icon symbol=Symbol::Frames class="i-l"/></span> }.into_any(),
                    }}
                </span>
            </a>
            {card.is_ai().then(|| view! { <span class="tag video-kind">{words::ai()}</span> })}
            {play.then(|| view! {
                <button class="playdot video-play" type="button" aria-pressed="false" aria-label=words::play_video(card.title)><Icon symbol=Symbol::Play/></button>
            })}
        </div>
    }
}

/// The finished takes of an animation: each plays in the picture, and leads to where they stand side by side.
#[component]
fn Takes(card: Card) -> impl IntoView {
    let (open, title) = (card.open, card.title);
    let take = move |Thumb { number, motion }: Thumb| {
        view! {
            <li><a class="video-take" href=open.clone() data-motion=motion aria-label=words::take_of(number, &title)>{number}</a></li>
        }
    };
    view! { <ul class="video-takes" aria-label=words::finished_videos()>{card.takes.into_iter().map(take).collect_view()}</ul> }
}

#[component]
fn FreeDownload(id: String, file: File, heading: String) -> impl IntoView {
    match file {
        File::Version(_, version) => view! {
            <form method="get" action=format!("/clips/{id}/download")>
                <input type="hidden" name="version" value=version/>
                <button class="btn btn-quiet btn-small" type="submit" aria-describedby=heading>{words::download_again()}</button>
            </form>
        }
        .into_any(),
        File::Takes { address, count } => view! {
            <a class="btn btn-quiet btn-small" href=address download="" aria-describedby=heading>{download_words(count)}</a>
        }
        .into_any(),
    }
}

fn download_words(count: usize) -> String {
    match count {
        1 => words::download().to_owned(),
        count => words::download_all(count),
    }
}

/// Everything else that can be done, in a menu of the platform's own, so that it opens without scripts.
#[component]
fn More(card: Card, back: String, heading: String) -> impl IntoView {
    let menu = format!("more-{}", card.id);
    let button = |action: &'static str, label: &'static str| {
        let (address, back, heading) = (act(&card, action), back.clone(), heading.clone());
        view! {
            <form method="post" action=address>
                <input type="hidden" name="back" value=back/>
                <button type="submit" aria-describedby=heading>{label}</button>
            </form>
        }
    };
    view! {
        <div class="chip-menu push">
            <button class="btn btn-ghost btn-small video-more" type="button" popovertarget=menu.clone() aria-describedby=heading.clone()>{words::more()}</button>
            <div class="menu video-menu" id=menu popover="auto">
                <form class="menu-part video-rename" method="post" action=act(&card, "rename")>
                    <input type="hidden" name="back" value=back.clone()/>
                    <label class="lab" for=format!("title-{}", card.id)>{words::title()}</label>
                    <div class="row">
                        <input class="input" id=format!("title-{}", card.id) name="title" maxlength=TITLE_MAX.to_string() value=card.title.clone() autocomplete="off"/>
                        <button class="btn btn-quiet btn-small" type="submit" aria-describedby=heading.clone()>{words::save()}</button>
                    </div>
                </form>
                <div class="menu-part">
                    {(card.kind != Kind::Animation).then(|| button("duplicate", words::duplicate()))}
                    {button("remix", words::open_as_new_scene())}
                    {button("delete", words::delete())}
                    <p class="menu-who">{words::kept()}</p>
                </div>
            </div>
        </div>
    }
}

/// A deleted entry: what is still the account's of it, and the way back.
#[component]
pub fn DeletedRow(card: Card, back: String) -> impl IntoView {
    let heading = format!("video-{}", card.id);
    let files = match card.file.clone() {
        None => ().into_any(),
        Some(File::Version(number, version)) => view! {
            <a class="link small" href=format!("/clips/{}/download?version={version}", card.id) download="" aria-describedby=heading.clone()>
                {words::download_version_again(number)}
            </a>
        }
        .into_any(),
        Some(File::Takes { address, count }) => view! {
            <a class="link small" href=address download="" aria-describedby=heading.clone()>{download_words(count)}</a>
        }
        .into_any(),
    };
    view! {
        <li class="deleted-row">
            <div>
                <h2 class="video-title" id=heading.clone()>{card.title.clone()}</h2>
                <p class="small muted">{words::deleted_and_kept(card.what, &card.when)}</p>
            </div>
            <div class="row deleted-acts">
                {files}
                <form method="post" action=act(&card, "restore")>
                    <input type="hidden" name="back" value=back/>
                    <button class="btn btn-quiet btn-small" type="submit" aria-describedby=heading>{words::bring_back()}</button>
                </form>
            </div>
        </li>
    }
}
