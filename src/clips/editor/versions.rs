//! What the action pane tells besides the next step: the quote, the versions, and the file.

use super::action_pane::{Again, OtherFiles};
use super::desk::{Desk, Phase};
use crate::clips::rules::{ClipInputs, SoundChoice};
use crate::clips::status::{RenderStatus, VersionView};
use crate::clips::{draft_picture, small_poster};
use crate::ui::amount;
use crate::ui::counted::Counting;
use crate::ui::icon::DownloadGem;
use crate::words::clips as words;
use leptos::prelude::*;

/// What the download costs, and the balance before and after.
#[component]
pub fn Quote(desk: Desk) -> impl IntoView {
    move || {
        desk.status.with(|status| {
        let available = status.offer.available;
        match &status.offer.included_in {
            Some(plan) => view! {
                <div class="quote"><div class="sum"><DownloadGem/><span class="unit">{words::quote_included(plan)}</span></div></div>
            }.into_any(),
            None => view! {
                <div class="quote">
                    <div class="sum"><DownloadGem/><span class="amount num">"1"</span><span class="unit">{words::download_credit()}</span></div>
                    <table><tbody>
                        <tr><td>{words::you_have_now()}</td><td><Counting count=desk.balance/></td></tr>
                        {if available >= 1 {
                            view! { <tr class="t"><td>{words::after_download()}</td><td>{available - 1}</td></tr> }
                        } else {
                            view! { <tr class="t"><td>{words::missing()}</td><td>{1 - available}</td></tr> }
                        }}
                    </tbody></table>
                </div>
            }.into_any(),
        }
    })
    }
}

/// Every downloaded version, and the draft that would be the next.
#[component]
pub fn Versions(desk: Desk) -> impl IntoView {
    let owned = move || {
        desk.status
            .with(|status| status.downloaded().into_iter().cloned().collect::<Vec<_>>())
    };
    let draft_line = move || {
        desk.status.with(|status| match &status.offer.included_in {
            Some(plan) => words::download_included_in(plan),
            None => words::download_costs_left((status.offer.available - 1).max(0)),
        })
    };
    let has_draft = move || desk.phase.get() != Phase::Downloaded;
    // The server draws what it has, so the address speaks of that: it is another one once the server has a newer edit.
    let drawn = Memo::new(move |_| {
        desk.kept.track();
        desk.inputs.track();
        let has = desk.on_server.with_value(ClipInputs::canonical);
        desk.clip.with_value(|clip| draft_picture(clip, &has))
    });
    move || {
        (!owned().is_empty()).then(|| view! {
        <hr class="rule"/>
        <div class="stack">
            <h3>{words::versions()}</h3>
            <ul class="stack versions">
                {has_draft().then(|| view! {
                    <li>
                        <img class=move || format!("version-thumb swatch-{}", desk.inputs.with(|inputs| inputs.background.slug())) src=move || drawn.get() alt="" loading="lazy"/>
                        <div class="stack-s">
                            <div class="row"><b class="small">{move || words::version(desk.status.with(crate::clips::status::ClipStatus::next_number))}</b><span class="tag">{words::draft()}</span></div>
                            <span class="small muted">{draft_line}</span>
                        </div>
                    </li>
                })}
                {owned().into_iter().map(|version| view! { <OwnedVersion desk version/> }).collect_view()}
            </ul>
        </div>
    })
    }
}

#[component]
fn OwnedVersion(desk: Desk, version: VersionView) -> impl IntoView {
    let clip = desk.clip.get_value();
    let ready = matches!(version.render, RenderStatus::Ready { .. });
    let hash = StoredValue::new(version.hash.clone());
    let shown = move || {
        desk.phase.get() == Phase::Downloaded
            && desk
                .current()
                .is_some_and(|current| hash.with_value(|hash| *hash == current.hash))
    };
    let picture = match ready {
        true => view! { <img class="version-thumb" src=small_poster(clip, &version.hash) alt="" loading="lazy"/> }.into_any(),
        false => view! { <span class=format!("version-thumb swatch-{}", version.inputs.background.slug())></span> }.into_any(),
    };
    let on = version.owned.map(|owned| owned.on).unwrap_or_default();
    view! {
        <li>
            {picture}
            <div class="stack-s">
                <div class="row"><b class="small">{words::version(version.number.unwrap_or(1))}</b><span class="tag tag-ok">{words::downloaded()}</span></div>
                <span class="small muted">{on}</span>
            </div>
            // The version on the stage has its button above; a second one would only be a riddle.
            {move || (!shown()).then(|| view! {
                <Again desk hash=Signal::derive(move || hash.get_value()) class="btn btn-secondary btn-wide"/>
                <OtherFiles desk hash=Signal::derive(move || hash.get_value())/>
            })}
        </li>
    }
}

/// Length, size and file.
#[component]
pub fn Facts(desk: Desk) -> impl IntoView {
    let length = desk
        .film
        .with_value(|film| words::length_and_frames(amount::seconds(film.seconds()), film.frames));
    let size = move || {
        desk.inputs.with(|inputs| {
            let (width, height) = inputs.format.size();
            words::size_and_format(width, height, inputs.format.label())
        })
    };
    let file = move || match desk.current().map(|version| version.render) {
        Some(RenderStatus::Ready { bytes }) => words::file_of(amount::tenths(bytes / 100_000)),
        _ if desk.inputs.with(|inputs| inputs.sound == SoundChoice::None) => {
            words::file_kind().to_owned()
        }
        _ => words::file_kind_with_sound().to_owned(),
    };
    move || {
        matches!(desk.phase.get(), Phase::Draft | Phase::Ready).then(|| {
            view! {
                <hr class="rule"/>
                <dl class="kv">
                    <div><dt>{words::length()}</dt><dd>{length.clone()}</dd></div>
                    <div><dt>{words::size()}</dt><dd>{size}</dd></div>
                    <div><dt>{words::file()}</dt><dd>{file}</dd></div>
                </dl>
            }
        })
    }
}
