//! The pane with the next step: preview, wait, download, download again. One primary action at a time, its price on it.

use super::desk::{Desk, Phase};
use super::focus;
use super::versions::{Facts, Quote, Versions};
use crate::clips::rules::listed;
use crate::clips::status::{Owned, RenderStatus};
use crate::ui::icon::{DownloadGem, Icon, Symbol};
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;

/// The pane beside the stage.
#[component]
pub fn ActionPane(desk: Desk) -> impl IntoView {
    view! {
        <aside class="pane pane-r" aria-label="Preview and download">
            {move || desk.trouble.get().map(|sentence| view! { <Notice tone=Tone::Warning role="alert">{sentence}</Notice> })}
            {move || match desk.phase.get() {
                Phase::Draft => view! { <Draft desk/> }.into_any(),
                Phase::Edited => view! { <Edited desk/> }.into_any(),
                Phase::Rendering => view! { <Rendering desk/> }.into_any(),
                Phase::Ready => view! { <Ready desk/> }.into_any(),
                Phase::Downloaded => view! { <Downloaded desk/> }.into_any(),
            }}
            <Versions desk/>
            <Facts desk/>
        </aside>
    }
}

/// On phones the next step stays at hand at the bottom.
#[component]
pub fn Sheet(desk: Desk) -> impl IntoView {
    let said = move || match desk.phase.get() {
        Phase::Draft => "Watch the full video first",
        Phase::Edited => "This is now a new video",
        Phase::Rendering => "You can leave this page",
        Phase::Ready => "Frame for frame what you get",
        Phase::Downloaded => "This version is yours",
    };
    let wallet = move || {
        desk.status.with(|status| match &status.offer.included_in {
            Some(plan) => format!(" Included in {plan}"),
            None => format!(
                " {}",
                crate::ui::amount::credits_of(
                    ::credits::Wallet::Download,
                    ::credits::Credits::new(status.offer.available)
                )
            ),
        })
    };
    view! {
        <div class="sheet only-m" role="region" aria-label="Next step">
            <div class="row-b small"><span class="muted">{said}</span><span class="row num sheet-wallet"><DownloadGem class="i-s"/>{wallet}</span></div>
            {move || match desk.phase.get() {
                Phase::Draft | Phase::Edited => view! { <PreviewButton desk class="btn btn-primary btn-wide"/> }.into_any(),
                Phase::Rendering => view! {
                    <button class="btn btn-secondary btn-wide" type="button" disabled=move || desk.cancelling.get() on:click=move |_| desk.cancel()>"Cancel"</button>
                }.into_any(),
                Phase::Ready => view! { <FirstDownload desk class="btn btn-primary btn-wide"/> }.into_any(),
                Phase::Downloaded => view! { <Again desk hash=on_stage(desk) class="btn btn-primary btn-wide"/> }.into_any(),
            }}
        </div>
    }
}

/// The version that the fields show. Undo may lead from one owned version straight to another, so it is followed.
fn on_stage(desk: Desk) -> Signal<String> {
    Signal::derive(move || {
        desk.current()
            .map(|version| version.hash)
            .unwrap_or_default()
    })
}

#[component]
fn PreviewButton(desk: Desk, class: &'static str) -> impl IntoView {
    let label = move || match desk.phase.get() {
        Phase::Edited => format!(
            " Preview version {}, free",
            desk.status
                .with(crate::clips::status::ClipStatus::next_number)
        ),
        _ => " Preview, free".to_owned(),
    };
    view! {
        <button class=class type="button" aria-disabled=move || desk.busy.get().then_some("true") on:click=move |_| desk.preview()>
            <Icon symbol=Symbol::Play/>{label}
        </button>
    }
}

/// Why the last render of what the fields say did not end in a file.
#[component]
fn Failure(desk: Desk) -> impl IntoView {
    move || match desk.current().map(|version| version.render) {
        Some(RenderStatus::Failed { problem }) => Some(
            view! { <Notice tone=Tone::Danger role="alert"><b>"The preview failed"</b>{problem}</Notice> },
        ),
        _ => None,
    }
}

#[component]
fn Draft(desk: Desk) -> impl IntoView {
    let included = move || desk.status.with(|status| status.offer.included_in.clone());
    view! {
        <div class="stack">
            <h2>"Preview it"</h2>
            <Failure desk/>
            <p class="small">"Renders the whole video in full quality so you can watch it. Preview and edit as often as you like."</p>
            <PreviewButton desk class="btn btn-primary btn-big btn-wide hide-m"/>
        </div>
        <hr class="rule"/>
        <div class="stack">
            <h2>"Then download"</h2>
            <p class="small">{move || match included() {
                Some(plan) => format!("Downloads are included in {plan}. Downloading the same version again is free as well."),
                None => "Costs 1 download credit the first time. Downloading the same version again is free.".to_owned(),
            }}</p>
            <Quote desk/>
            <LaterButton/>
        </div>
    }
}

/// The download as it will be, before there is anything to download.
#[component]
fn LaterButton() -> impl IntoView {
    view! { <button class="btn btn-wide" type="button" aria-disabled="true"><Icon symbol=Symbol::Lock class="i-s"/>" Download, after preview"</button> }
}

#[component]
fn Edited(desk: Desk) -> impl IntoView {
    let next = move || {
        desk.status
            .with(crate::clips::status::ClipStatus::next_number)
    };
    let last = move || {
        desk.last_downloaded()
            .and_then(|version| version.number)
            .unwrap_or(1)
    };
    let price = move || {
        desk.status.with(|status| match &status.offer.included_in {
            Some(plan) => format!("is included in {plan}."),
            None => "costs 1 download credit when you download it.".to_owned(),
        })
    };
    view! {
        <Notice tone=Tone::Warning role="status">
            <b>"This is now a new video"</b>
            {move || format!("You changed the {} after downloading. Version {} stays yours. Version {} {}", listed(&desk.changed()), last(), next(), price())}
        </Notice>
        <Failure desk/>
        <PreviewButton desk class="btn btn-primary btn-big btn-wide hide-m"/>
        <button class="btn btn-ghost btn-wide" type="button" on:click=move |_| desk.back_to_downloaded()>
            <Icon symbol=Symbol::Undo class="i-s i-points"/>{move || format!(" Undo changes, back to version {}", last())}
        </button>
    }
}

#[component]
fn Rendering(desk: Desk) -> impl IntoView {
    let render = move || {
        desk.current()
            .map_or(RenderStatus::None, |version| version.render)
    };
    let percent = move || match render() {
        RenderStatus::Running {
            frames_done,
            frames_total,
            ..
        } => frames_done * 100 / frames_total.max(1),
        _ => 0,
    };
    let left = move || match render() {
        RenderStatus::Queued { ahead: 0 } => "starts next".to_owned(),
        RenderStatus::Queued { ahead } => format!("{ahead} before it"),
        RenderStatus::Running {
            left_s: Some(left), ..
        } => format!("about {left} s left"),
        _ => "starting".to_owned(),
    };
    let frames = move || match render() {
        RenderStatus::Running {
            frames_done,
            frames_total,
            ..
        } => format!("{frames_done} of {frames_total}"),
        _ => "waiting".to_owned(),
    };
    let running = move || match render() {
        RenderStatus::Running { running_s, .. } => format!("{running_s} s"),
        _ => "0 s".to_owned(),
    };
    let then = move || {
        desk.status.with(|status| match &status.offer.included_in {
            Some(plan) => format!("Included in {plan}. Nothing is taken."),
            None => format!(
                "1 download credit. You have {}. Nothing is taken until you press Download.",
                status.offer.available
            ),
        })
    };
    view! {
        <div class="stack">
            <h2>"Rendering your preview"</h2>
            <div class="row percent"><span class="num">{move || format!("{}%", percent())}</span><span class="small muted">{left}</span></div>
            <dl class="kv">
                <div><dt>"Frames"</dt><dd>{frames}</dd></div>
                <div><dt>"Running for"</dt><dd>{running}</dd></div>
                <div><dt>"Cost of this preview"</dt><dd class="free">"Free"</dd></div>
            </dl>
        </div>
        <Notice tone=Tone::Neutral>"You can leave this page. The preview will be waiting in My videos."</Notice>
        <hr class="rule"/>
        <div class="stack"><h2>"Then download"</h2><p class="small">{then}</p><LaterButton/></div>
    }
}

#[component]
fn Ready(desk: Desk) -> impl IntoView {
    let enough = move || {
        desk.status
            .with(|status| status.offer.first_download().enough)
    };
    view! {
        <div class="stack">
            {move || if enough() {
                view! {
                    <div class="row-b"><h2>"Your video is ready"</h2><span class="tag tag-ok">"Ready"</span></div>
                    <p class="small">"What you see is the finished video, frame for frame, shown small. Not right yet? Edit and preview again, free."</p>
                    <Quote desk/>
                    <FirstDownload desk class="btn btn-primary btn-big btn-wide hide-m"/>
                }.into_any()
            } else {
                view! { <OutOfCredits desk/> }.into_any()
            }}
            <button class="btn btn-secondary btn-wide" type="button" on:click=move |_| focus("clip-headline")><Icon symbol=Symbol::Pencil class="i-s"/>" Edit, free"</button>
            <p class="small muted">{move || if enough() {
                "Once downloaded, this version downloads again free."
            } else {
                "Pro and Studio have unlimited downloads. AI credits cannot pay for downloads."
            }}</p>
        </div>
    }
}

#[component]
fn OutOfCredits(desk: Desk) -> impl IntoView {
    let until = move || {
        desk.status.with(|status| match &status.offer.next_refresh {
            Some(refresh) if refresh.download > 0 => {
                format!(
                    "You have {}. Your next {} arrive on {}. We keep this video ready until then.",
                    status.offer.available, refresh.download, refresh.date
                )
            }
            _ => format!(
                "You have {}. We keep this video ready. 0 credits taken.",
                status.offer.available
            ),
        })
    };
    view! {
        <div class="row-b"><h2>"Ready to download"</h2><span class="tag tag-warn">"0 credits"</span></div>
        <Notice tone=Tone::Warning><b>"You need 1 download credit"</b>{until}</Notice>
        <Quote desk/>
        <a class="btn btn-primary btn-big btn-wide" href="/billing">"Upgrade plan"</a>
        <button class="btn btn-wide hide-m" type="button" aria-disabled="true"><Icon symbol=Symbol::Download class="i-s"/>" Download, 1 credit"</button>
    }
}

/// The first download of what is on the stage. It is a form, so it works before the page has woken.
#[component]
fn FirstDownload(desk: Desk, class: &'static str) -> impl IntoView {
    let offer = move || desk.status.with(|status| status.offer.first_download());
    let hash = on_stage(desk);
    let key = move || {
        format!(
            "{}-{}",
            desk.seed.get_value(),
            hash.get().get(..16).unwrap_or_default()
        )
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if desk
            .status
            .with_untracked(|status| status.offer.first_download().enough)
        {
            desk.download(hash.get_untracked(), offer().price);
        }
    };
    view! {
        <form method="post" action=format!("/clips/{}/download", desk.clip.get_value()) on:submit=submit>
            <input type="hidden" name="version" value=move || hash.get()/>
            <input type="hidden" name="price" value=move || offer().price.to_string()/>
            <input type="hidden" name="key" value=key/>
            <button class=class type="submit" aria-disabled=move || (desk.busy.get() || !offer().enough).then_some("true")>
                <Icon symbol=Symbol::Download/>" "{move || offer().label}
            </button>
        </form>
    }
}

/// A version that is owned, once more. A plain link to the file behind a button, since nothing is taken.
#[component]
pub fn Again(desk: Desk, #[prop(into)] hash: Signal<String>, class: &'static str) -> impl IntoView {
    view! {
        <form method="get" action=format!("/clips/{}/download", desk.clip.get_value())>
            <input type="hidden" name="version" value=move || hash.get()/>
            <button class=class type="submit"><Icon symbol=Symbol::Download/>" Download again, free"</button>
        </form>
    }
}

/// Where the other files of an owned version are.
#[component]
pub fn OtherFiles(desk: Desk, #[prop(into)] hash: Signal<String>) -> impl IntoView {
    let page = move || {
        format!(
            "/clips/{}/files?version={}",
            desk.clip.get_value(),
            hash.get()
        )
    };
    view! { <p class="small"><a href=page>"4K, 720p, GIF, WebP and poster, free"</a></p> }
}

#[component]
fn Downloaded(desk: Desk) -> impl IntoView {
    let owned = move || {
        desk.current()
            .and_then(|version| version.owned)
            .unwrap_or(Owned {
                on: String::new(),
                paid: false,
            })
    };
    let sentence = move || {
        desk.status.with(|status| match (owned(), &status.offer.included_in) {
        (Owned { on, paid: true }, None) => {
            let (day, time) = on.split_once(", ").unwrap_or((&on, ""));
            format!("1 download credit taken on {day} at {time}. You have {} left. This version stays in My videos.", status.offer.available)
        }
        (Owned { on, paid: true }, Some(_)) => format!("1 download credit taken on {on}. This version stays in My videos."),
        (Owned { on, paid: false }, _) => format!("Downloaded on {on}, included in the plan: 0 credits taken. This version stays in My videos."),
    })
    };
    let next = move || {
        desk.status
            .with(crate::clips::status::ClipStatus::next_number)
    };
    let price = move || {
        desk.status.with(|status| match &status.offer.included_in {
        Some(plan) => format!("An edit makes a new video. Editing, previewing and downloading it are included in {plan}."),
        None => "An edit makes a new video. Editing and previewing it is free, downloading it costs 1 download credit.".to_owned(),
    })
    };
    view! {
        <div class="stack">
            <div class="row-b"><h2>"Downloaded"</h2><span class="tag tag-ok">"Yours"</span></div>
            <p class="small">{sentence}</p>
            <Again desk hash=on_stage(desk) class="btn btn-primary btn-big btn-wide hide-m"/>
            <OtherFiles desk hash=on_stage(desk)/>
            <button class="btn btn-secondary btn-wide" type="button" on:click=move |_| focus("clip-headline")>
                <Icon symbol=Symbol::Pencil class="i-s"/>{move || format!(" Edit as version {}", next())}
            </button>
            <p class="small muted">{price}</p>
        </div>
    }
}
