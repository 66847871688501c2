//! The edit as it will look, or a version that plays.

use super::editor::Desk;
use super::rules::Versions;
use crate::ui::icon::{Icon, Symbol};
use crate::words::studio_edits as words;
use leptos::prelude::*;

/// The middle of the page.
#[component]
pub fn EditStage(desk: Desk) -> impl IntoView {
    let playing = Memo::new(move |_| {
        let index = desk.playing.get()?;
        desk.versions
            .with(|Versions { list }| list.get(index).cloned())
    });
    let class = move || {
        let format = playing
            .get()
            .map_or_else(|| desk.format(), |version| version.format);
        format!("still {}", format.class())
    };
    let tag = move || {
        playing
            .get()
            .map_or_else(|| words::preview_tag().to_owned(), |version| version.name)
    };
    let picture = move || match playing.get() {
        Some(version) => {
            let source = version.file(&desk.take(), "video");
            view! { <video class="still-img" src=source controls=true autoplay=true playsinline=true aria-label=version.name></video> }
                .into_any()
        }
        None => view! { <EditStill desk/> }.into_any(),
    };
    view! {
        <section class="stage studio-stage edit-stage" aria-label=words::preview()>
            <div class="stage-c"><div class=class>{picture}</div></div>
            <div class="below" hidden=move || playing.get().is_none()>
                <button class="btn btn-secondary" type="button" on:click=move |_| desk.playing.set(None)>
                    <Icon symbol=Symbol::Eye class="i-s"/>
                    {words::back_to_your_edit()}
                </button>
            </div>
            <div class="stagetag"><span class="tag"><Icon symbol=Symbol::Eye class="i-s"/>{tag}</span></div>
        </section>
    }
}

/// The still of the fields as they last could be read.
#[component]
fn EditStill(desk: Desk) -> impl IntoView {
    let broken = RwSignal::new(false);
    let address = move || {
        let query = desk.shown.with(|form| form.query());
        format!("/studio/takes/{}/edit/still?{query}", desk.take())
    };
    let spoken = move || {
        desk.shown.with(|form| match form.caption.as_str() {
            "" => words::still_without_caption(&form.poster),
            caption => words::still_with_caption(&form.poster, caption),
        })
    };
    view! {
        <img class="still-img" src=address alt=spoken on:load=move |_| broken.set(false) on:error=move |_| broken.set(true)/>
        <p class="still-broken small" role="alert" hidden=move || !broken.get()>{words::preview_broken()}</p>
    }
}
