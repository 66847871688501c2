//! What people regret, said beside the field while there is time. It never stands in the way.

use super::rules::{Field, Pixels, Warning, warnings};
use super::scene_editor::Desk;
use crate::ui::icon::{Icon, Symbol};
use leptos::prelude::*;

/// What is to be said of the scene as it stands on the screen.
pub fn regrets(desk: Desk) -> Memo<Vec<Warning>> {
    Memo::new(move |_| {
        let photo = desk.upload.with(|upload| {
            upload.as_ref().map(|upload| Pixels {
                width: upload.picture().width,
                height: upload.picture().height,
            })
        });
        warnings(
            &desk.draft(),
            photo,
            desk.duration.get(),
            desk.resolution.get(),
        )
    })
}

/// The warnings of one field.
#[component]
pub fn Regrets(regrets: Memo<Vec<Warning>>, field: Field, id: &'static str) -> impl IntoView {
    let mine = Memo::new(move |_| {
        regrets.with(|all| {
            all.iter()
                .filter(|warning| warning.field == field)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div class="regrets" id=id hidden=move || mine.with(Vec::is_empty)>
            {move || mine.get().into_iter().map(|warning| view! {
                <p class="regret small"><Icon symbol=Symbol::Warning class="i-s"/><span><b>{warning.about}</b>" "{warning.sentence}</span></p>
            }).collect_view()}
        </div>
    }
}

/// Tells screen readers what there is to be said, once, and not again with each letter.
#[component]
pub fn RegretsAloud(regrets: Memo<Vec<Warning>>) -> impl IntoView {
    let about = Memo::new(move |_| {
        regrets.with(|all| {
            all.iter()
                .map(|warning| warning.about)
                .collect::<Vec<_>>()
                .join(" ")
        })
    });
    view! { <p class="vh" role="status">{about}</p> }
}
