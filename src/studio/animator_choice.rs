//! Who is to animate, where there is more than one.

use super::rules::{Animator, EMBEDDED};
use crate::words::studio as words;
use leptos::prelude::*;

/// The animators on offer, and which of them is chosen.
#[derive(Clone, Copy)]
pub struct Chosen {
    all: StoredValue<Vec<Animator>>,
    at: RwSignal<usize>,
}

impl Chosen {
    /// The one of this id is chosen, or the default where it is not on offer any more.
    pub fn of(all: Vec<Animator>, id: &str) -> Self {
        let chosen = Self {
            all: StoredValue::new(all),
            at: RwSignal::new(0),
        };
        chosen.choose(id);
        chosen
    }

    /// Chooses the one of this id, if it is on offer.
    pub fn choose(self, id: &str) {
        let place = |all: &Vec<Animator>| all.iter().position(|one| one.id == id);
        if let Some(at) = self.all.with_value(place) {
            self.at.set(at);
        }
    }

    /// Looks at the chosen one, and again when another is chosen. A server that offers none leaves nothing to look at.
    pub fn with<T: Default>(self, look: impl FnOnce(&Animator) -> T) -> T {
        let at = self.at.get();
        self.all
            .with_value(|all| all.get(at).map(look))
            .unwrap_or_default()
    }

    /// The word that the draft and its order carry.
    pub fn id(self) -> String {
        self.with(|one| one.id.clone())
    }
}

/// The radios; nothing where there is no choice.
#[component]
pub fn AnimatorChoice(chosen: Chosen) -> impl IntoView {
    let all = chosen.all.get_value();
    let said = move || chosen.with(of_another_hand);
    (all.len() > 1).then(|| view! {
        <fieldset class="field" aria-label=words::animator()>
            <legend class="lab lab-row">{words::animator()}</legend>
            <div class="seg seg-row">
                {all.into_iter().enumerate().map(|(at, one)| {
                    let on = move || chosen.at.get() == at;
                    view! {
                        <label>
                            <input type="radio" name="animator" prop:checked=on checked=untrack(on) on:change=move |_| chosen.at.set(at)/>
                            {one.name}
                        </label>
                    }
                }).collect_view()}
            </div>
            <p class="micro muted" hidden=move || said().is_none()>{said}</p>
        </fieldset>
    })
    .into_any()
}

/// What has to be known of an animator that does not draw what the still shows; none of the built-in one.
fn of_another_hand(animator: &Animator) -> Option<String> {
    if animator.id == EMBEDDED {
        return None;
    }
    Some(match animator.styles {
        true => words::of_another_hand(&animator.name),
        false => words::of_another_hand_without_styles(&animator.name),
    })
}
