//! What a person says about the edit: a plain form, which works before its page is awake.

use super::editor::Desk;
use super::rules::{EditForm, EditFormat, Font, Part, Position, Tint, words};
use crate::studio::rules::CAPTION_MAX;
use crate::ui::icon::{Icon, Symbol};
use crate::ui::letters::LettersWarning;
use crate::words::{studio, studio_edits as said};
use leptos::prelude::*;

/// The fields, and the one button that saves them as a version.
#[component]
pub fn EditFields(desk: Desk) -> impl IntoView {
    let take = desk.take();
    let formats = desk.original().formats().collect::<Vec<_>>();
    let submit = move |event: web_sys::SubmitEvent| {
        if untrack(|| desk.saved_as().is_some()) {
            event.prevent_default();
        }
    };
    view! {
        <aside class="pane pane-l" aria-label=said::edit()>
            <form class="stack edit-fields" method="post" action=format!("/studio/takes/{take}/edit") on:submit=submit>
                <h2>{said::edit()}</h2>
                <CaptionField desk/>
                <Choice desk legend=said::font() name="font" options=Font::ALL.map(|one| (one.name(), one.label(), one.name())).to_vec() class="font"
                    value=|form| &form.font set=|form, word| form.font = word/>
                <Choice desk legend=said::colour() name="colour" options=Tint::ALL.map(|one| (one.name(), one.label(), one.name())).to_vec() class="tint"
                    value=|form| &form.colour set=|form, word| form.colour = word/>
                <Choice desk legend=said::position() name="position" options=Position::ALL.map(|one| (one.name(), one.label(), one.name())).to_vec() class="place"
                    value=|form| &form.position set=|form, word| form.position = word/>
                <TrimFields desk/>
                <PosterField desk/>
                <Choice desk legend=said::format() name="format" options=formats.into_iter().map(|one: EditFormat| (one.label(), one.label(), one.class())).collect() class="shape shape"
                    value=|form| &form.format set=|form, word| form.format = word/>
                <PartField desk/>
                <SaveButton desk/>
            </form>
        </aside>
    }
}

/// The id of the warning of letters below the caption.
const LETTERS: &str = "caption-letters";

/// The id of the line below a field.
fn note_of(field: &str) -> String {
    format!("{field}-note")
}

/// What is wrong with a field, said below it.
#[component]
fn Problem(desk: Desk, field: &'static str) -> impl IntoView {
    let sentence = move || {
        desk.problem.with(|problem| {
            problem
                .as_ref()
                .filter(|problem| problem.field == field)
                .map(|problem| problem.sentence.clone())
        })
    };
    view! { <p class="field-problem small" id=note_of(field) role="status">{sentence}</p> }
}

/// Whether the field is the one that is wrong, as ARIA says it.
fn wrong(desk: Desk, field: &'static str) -> impl Fn() -> Option<&'static str> + Copy {
    move || {
        desk.problem
            .with(|problem| problem.as_ref().is_some_and(|one| one.field == field))
            .then_some("true")
    }
}

#[component]
fn CaptionField(desk: Desk) -> impl IntoView {
    let caption = move || desk.form.with(|form| form.caption.clone());
    let length = move || {
        let length = desk.form.with(|form| form.caption.chars().count());
        said::caption_length(length, CAPTION_MAX)
    };
    view! {
        <div class="field">
            <label for="caption">{said::caption()}" "<span class="hint num">{length}</span></label>
            <input class="input" id="caption" name="caption" aria-label=said::caption() autocomplete="off" maxlength=CAPTION_MAX.to_string()
                value=untrack(caption) prop:value=caption aria-invalid=wrong(desk, "caption") aria-describedby=format!("{} {LETTERS}", note_of("caption"))
                on:input=move |event| desk.change(|form| form.caption = event_target_value(&event))/>
            <Problem desk field="caption"/>
            <LettersWarning text=Signal::derive(caption) about=studio::caption_undrawable() id=LETTERS.to_owned()/>
        </div>
    }
}

/// Radios of one field. An option is its word, its label, and what its picture's class ends with.
#[component]
fn Choice(
    desk: Desk,
    legend: &'static str,
    name: &'static str,
    options: Vec<(&'static str, &'static str, &'static str)>,
    /// What the class of each option's picture begins with.
    class: &'static str,
    value: fn(&EditForm) -> &String,
    set: fn(&mut EditForm, String),
) -> impl IntoView {
    let options = options.into_iter().map(|(word, label, picture)| {
        let chosen = move || desk.form.with(|form| value(form) == word);
        view! {
            <label>
                <input type="radio" name=name value=word prop:checked=chosen checked=untrack(chosen)
                    on:change=move |_| desk.change(|form| set(form, word.to_owned()))/>
                <span class=format!("{class}-{picture}") aria-hidden="true"></span>
                {label}
            </label>
        }
    });
    view! {
        <fieldset class="field" aria-label=legend>
            <legend class="lab lab-row">{legend}</legend>
            <div class=format!("seg seg-row seg-{name}")>{options.collect_view()}</div>
            <Problem desk field=name/>
        </fieldset>
    }
}

#[component]
fn TrimFields(desk: Desk) -> impl IntoView {
    let length = desk.original().length;
    let left = move || match desk.edit() {
        Ok(edit) => said::stays(words(edit.length())),
        Err(_) => String::new(),
    };
    view! {
        <fieldset class="field" aria-label=said::trim()>
            <legend class="lab lab-row">{said::trim()}" "<span class="hint num">{left}</span></legend>
            <div class="trim-inputs seg-row">
                <Seconds desk name="from" label=said::from() spoken=said::trim_from() value=|form| &form.from set=|form, text| form.from = text/>
                <Seconds desk name="to" label=said::to() spoken=said::trim_to() value=|form| &form.to set=|form, text| form.to = text/>
            </div>
            <TrimBar desk length/>
            <Problem desk field="from"/>
            <Problem desk field="to"/>
        </fieldset>
    }
}

/// A number of seconds.
#[component]
fn Seconds(
    desk: Desk,
    name: &'static str,
    label: &'static str,
    spoken: &'static str,
    value: fn(&EditForm) -> &String,
    set: fn(&mut EditForm, String),
) -> impl IntoView {
    let seconds = move || desk.form.with(|form| value(form).clone());
    let most = words(desk.original().length);
    view! {
        <label class="trim-input">
            <span class="small">{label}</span>
            <input class="input num" type="number" inputmode="decimal" name=name aria-label=spoken
                min="0" max=most step="0.1" value=untrack(seconds) prop:value=seconds
                aria-invalid=wrong(desk, name) aria-describedby=note_of(name)
                on:input=move |event| desk.change(|form| set(form, event_target_value(&event)))/>
            <span class="small muted" aria-hidden="true">{said::seconds_unit()}</span>
        </label>
    }
}

/// What stays of the video, and where its poster frame is.
#[component]
fn TrimBar(desk: Desk, length: u32) -> impl IntoView {
    let kept = move || {
        let edit = desk.edit().ok();
        let (from, to, poster) =
            edit.map_or((0, 0, None), |edit| (edit.from, edit.to, Some(edit.poster)));
        view! {
            <rect class="trim-kept" x=from.to_string() y="0" width=to.saturating_sub(from).to_string() height="10"></rect>
            {poster.map(|at| view! { <rect class="trim-poster" x=at.to_string() y="0" width="0.8" height="10"></rect> })}
        }
    };
    view! {
        <svg class="trim-bar" viewBox=format!("0 0 {length} 10") preserveAspectRatio="none" aria-hidden="true">{kept}</svg>
    }
}

#[component]
fn PosterField(desk: Desk) -> impl IntoView {
    let poster = move || desk.form.with(|form| form.poster.clone());
    let last = words(desk.original().length.saturating_sub(1));
    let spoken = move || said::seconds(poster());
    view! {
        <div class="field">
            <label for="poster">{said::poster_frame()}" "<span class="hint num">{spoken}</span></label>
            <input class="poster-range" id="poster" name="poster" type="range" aria-label=said::poster_frame() min="0" max=last step="0.1"
                value=untrack(poster) prop:value=poster aria-valuetext=spoken aria-invalid=wrong(desk, "poster") aria-describedby=note_of("poster")
                on:input=move |event| desk.choose_poster(event_target_value(&event))/>
            <p class="hint small">{said::poster_purpose()}</p>
            <Problem desk field="poster"/>
        </div>
    }
}

/// Which part of the picture stays; nothing to choose where all of it does.
#[component]
fn PartField(desk: Desk) -> impl IntoView {
    let format = move || {
        let label = desk.form.with(|form| form.format.clone());
        EditFormat::ALL.into_iter().find(|one| one.label() == label)
    };
    let whole = desk.original().format;
    let cropped = move || format().filter(|format| *format != whole.into());
    let options = Part::ALL.map(|part| {
        let chosen = move || desk.form.with(|form| form.part == part.name());
        let label = move || part.label(whole, format().unwrap_or_default());
        view! {
            <label>
                <input type="radio" name="part" value=part.name() prop:checked=chosen checked=untrack(chosen)
                    on:change=move |_| desk.change(|form| form.part = part.name().to_owned())/>
                {label}
            </label>
        }
    });
    view! {
        <fieldset class="field" aria-label=said::part_of_picture() hidden=move || cropped().is_none()>
            <legend class="lab lab-row">{said::part_that_stays()}</legend>
            <div class="seg seg-row">{options}</div>
            <Problem desk field="part"/>
        </fieldset>
    }
}

/// "0 credits", and the button that saves; it is shut, and says why, while there is nothing to save.
#[component]
fn SaveButton(desk: Desk) -> impl IntoView {
    // Without script nobody hears of a change, so it is the awake page that shuts the button.
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let saved = Memo::new(move |_| desk.saved_as());
    let shut = move || awake.get() && saved.with(Option::is_some);
    let said = move || match saved.get() {
        Some(version) if version.id.is_none() => said::this_is_the_original().to_owned(),
        Some(version) => said::all_is_saved(version.name),
        None => said::original_stays().to_owned(),
    };
    view! {
        <div class="edit-save stack-s">
            <p class="small" id="save-note" role="status"><b>{said}</b></p>
            <button
                class="btn btn-big btn-wide"
                class:btn-primary=move || !shut()
                type="submit"
                aria-disabled=move || shut().then_some("true")
                aria-describedby="save-note"
            >
                <Icon symbol=Symbol::Plus class="i-s"/>
                {said::save_as_new_version()}
            </button>
        </div>
    }
}
