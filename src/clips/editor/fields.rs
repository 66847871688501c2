//! The fields of the template.

use super::desk::Desk;
use super::guest::GuestPhoto;
use crate::clips::rules::{
    self, Category, ClipInputs, EdgeChoice, Field, FormatChoice, SoundChoice, SubjectChoice,
    TemplateView,
};
use crate::media::upload_field::UploadField;
use crate::ui::icon::{Icon, Symbol};
use crate::ui::letters::LettersWarning;
use crate::words::clips as words;
use leptos::prelude::*;

/// All fields; locked while a preview renders.
#[component]
pub fn Fields(desk: Desk) -> impl IntoView {
    // A new photo is an edit like any other; Undo puts the old one back into the field.
    Effect::new(move |_| {
        let photo = desk.photo.get();
        if desk.inputs.with_untracked(|inputs| inputs.photo != photo) {
            desk.edit(Field::Photo, |inputs| inputs.photo = photo);
        }
    });
    let locked = Signal::derive(move || desk.locked());
    let photo_changed = Signal::derive(move || desk.changed().contains(&Field::Photo));
    let photo_status = Signal::derive(move || {
        desk.inputs.with(|inputs| {
            match (&inputs.photo, inputs.drawn_subject()) {
                (None, _) => words::upload_your_own(),
                (Some(_), SubjectChoice::CutOut) => words::cut_out_done(),
                (Some(photo), SubjectChoice::FramedCrop) if photo.cut_out.is_none() => {
                    words::no_subject_found()
                }
                (Some(_), SubjectChoice::FramedCrop) => words::photo_in_frame(),
            }
            .to_owned()
        })
    });
    let TemplateView {
        name,
        category,
        headline_max,
        line_max,
        ..
    } = desk.template.get_value();
    let sample = desk.sample.with_value(|sample| sample.url.clone());
    view! {
        // While every field is locked nothing in it takes the focus, and keys have to scroll it by itself.
        <aside class="pane pane-l" aria-label=words::template_fields() tabindex=move || desk.locked().then_some("0")>
            <div class="stack fields" class:locked=move || desk.locked()>
                <div class="row-b"><h2>{words::your_content()}</h2><super::UndoRedo desk place="only-m"/><span class="small muted hide-m">{name}</span></div>
                {move || desk.locked().then(|| view! {
                    <div class="notice"><Icon symbol=Symbol::Lock/><div>{words::fields_locked()}</div></div>
                })}
                {super::for_guest(desk, || view! { <GuestPhoto category sample=sample.clone()/> }, || view! {
                    <UploadField label=Category::photo_label(category) upload=desk.photo disabled=locked sample=sample.clone() status=photo_status changed=photo_changed/>
                })}
                <Show when=move || desk.inputs.with(|inputs| inputs.photo.is_some())>
                    <SubjectField desk/>
                </Show>
                <Show when=move || desk.inputs.with(ClipInputs::is_cut_out)>
                    <EdgeField desk/>
                </Show>
                <TextField desk field=Field::Headline id="clip-headline" name=words::headline() max=headline_max/>
                <TextField desk field=Field::Line id="clip-line" name=words::line_below() max=line_max/>
                <Looks desk/>
                <FormatField desk/>
                <SoundField desk/>
            </div>
        </aside>
    }
}

/// Style, frame and background, as far as the template has a choice of them.
#[component]
fn Looks(desk: Desk) -> impl IntoView {
    let TemplateView {
        styles,
        frames,
        backgrounds,
        ..
    } = desk.template.get_value();
    view! {
        {(!styles.is_empty()).then(|| view! {
            <fieldset class="field" aria-label=words::style() disabled=move || desk.locked()>
                <legend class="lab"><span>{words::style()}" "<Changed desk field=Field::Style/></span></legend>
                <div class="seg">
                    {styles.into_iter().map(|choice| {
                        let chosen = move || desk.inputs.with(|inputs| inputs.style == Some(choice));
                        view! { <label><Radio desk group="style" value=choice.slug() chosen pick=move || desk.edit(Field::Style, |inputs| inputs.style = Some(choice))/>{choice.label()}</label> }
                    }).collect_view()}
                </div>
            </fieldset>
        })}
        {(!frames.is_empty()).then(|| view! {
            <fieldset class="field" aria-label=words::frame() disabled=move || desk.locked()>
                <legend class="lab"><span>{words::frame()}" "<Changed desk field=Field::Frame/></span></legend>
                <div class="seg">
                    {frames.into_iter().map(|choice| {
                        let chosen = move || desk.inputs.with(|inputs| inputs.frame == choice);
                        view! { <label><Radio desk group="frame" value=choice.slug() chosen pick=move || desk.edit(Field::Frame, |inputs| inputs.frame = choice)/>{choice.label()}</label> }
                    }).collect_view()}
                </div>
            </fieldset>
        })}
        {(!backgrounds.is_empty()).then(|| view! {
            <fieldset class="field" aria-label=words::background() disabled=move || desk.locked()>
                <legend class="lab"><span>{words::background()}" "<Changed desk field=Field::Background/></span></legend>
                <div class="swatches">
                    {backgrounds.into_iter().map(|choice| {
                        let chosen = move || desk.inputs.with(|inputs| inputs.background == choice);
                        view! { <label class=format!("swatch-{}", choice.slug()) title=choice.label()><Radio desk group="background" value=choice.slug() label=choice.label() chosen pick=move || desk.edit(Field::Background, |inputs| inputs.background = choice)/></label> }
                    }).collect_view()}
                </div>
            </fieldset>
        })}
    }
}

/// The aspect ratio of the video.
#[component]
fn FormatField(desk: Desk) -> impl IntoView {
    view! {
        <fieldset class="field" aria-label=words::format() disabled=move || desk.locked()>
            <legend class="lab"><span>{words::format()}" "<Changed desk field=Field::Format/></span></legend>
            <div class="seg">
                {FormatChoice::ALL.iter().map(|&choice| {
                    let chosen = move || desk.inputs.with(|inputs| inputs.format == choice);
                    let shape = match choice {
                        FormatChoice::Portrait => "shape shape-portrait",
                        FormatChoice::Square => "shape shape-square",
                        FormatChoice::Feed => "shape shape-feed",
                        FormatChoice::Landscape => "shape shape-landscape",
                    };
                    view! { <label><Radio desk group="format" value=choice.slug() chosen pick=move || desk.edit(Field::Format, |inputs| inputs.format = choice)/><span class=shape></span>{choice.label()}</label> }
                }).collect_view()}
            </div>
        </fieldset>
    }
}

/// How the photo's subject leaves the frame.
#[component]
fn SubjectField(desk: Desk) -> impl IntoView {
    let without_cut_out = move || {
        desk.inputs.with(|inputs| {
            inputs
                .photo
                .as_ref()
                .is_some_and(|photo| photo.cut_out.is_none())
        })
    };
    view! {
        <fieldset class="field" aria-label=words::subject() disabled=move || desk.locked()>
            <legend class="lab"><span>{words::subject()}" "<Changed desk field=Field::Subject/></span></legend>
            <div class="seg">
                {SubjectChoice::ALL.iter().map(|&choice| {
                    let chosen = move || desk.inputs.with(|inputs| inputs.drawn_subject() == choice);
                    let impossible = Signal::derive(move || choice == SubjectChoice::CutOut && without_cut_out());
                    view! { <label><Radio desk group="subject" value=choice.slug() chosen disabled=impossible pick=move || desk.edit(Field::Subject, |inputs| inputs.subject = choice)/>{choice.label()}</label> }
                }).collect_view()}
            </div>
        </fieldset>
    }
}

/// Where the cut-out ends, for whom the outline that was found is not quite right.
#[component]
fn EdgeField(desk: Desk) -> impl IntoView {
    view! {
        <fieldset class="field" aria-label=words::edge() disabled=move || desk.locked()>
            <legend class="lab"><span>{words::edge_of_cut_out()}" "<Changed desk field=Field::Edge/></span></legend>
            <div class="seg">
                {EdgeChoice::ALL.iter().map(|&choice| {
                    let chosen = move || desk.inputs.with(|inputs| inputs.edge == choice);
                    view! { <label><Radio desk group="edge" value=choice.slug() chosen pick=move || desk.edit(Field::Edge, |inputs| inputs.edge = choice)/>{choice.label()}</label> }
                }).collect_view()}
            </div>
        </fieldset>
    }
}

/// What is heard with the video, and how it sounds by itself. Nothing plays before somebody presses play.
#[component]
fn SoundField(desk: Desk) -> impl IntoView {
    let chosen = move || desk.inputs.with(|inputs| inputs.sound);
    let template = desk.inputs.with_untracked(|inputs| inputs.template.clone());
    let engine = desk.template.with_value(|template| template.engine.clone());
    view! {
        <fieldset class="field" aria-label=words::sound() disabled=move || desk.locked()>
            <legend class="lab"><span>{words::sound()}" "<Changed desk field=Field::Sound/></span></legend>
            <div class="seg seg-sound">
                {SoundChoice::ALL.iter().map(|&choice| {
                    let picked = move || chosen() == choice;
                    view! { <label><Radio desk group="sound" value=choice.slug() chosen=picked pick=move || desk.edit(Field::Sound, |inputs| inputs.sound = choice)/>{choice.label()}</label> }
                }).collect_view()}
            </div>
            {move || (chosen() != SoundChoice::None).then(|| {
                let choice = chosen();
                let source = format!("/clips/sound/{}/{template}?played={engine}", choice.slug());
                view! {
                    <audio class="listen" node_ref=desk.bed controls preload="auto" src=source aria-label=words::listen_to(choice.label())></audio>
                    <label class="small mute"><input type="checkbox" prop:checked=move || desk.muted.get() on:change=move |event| desk.muted.set(event_target_checked(&event))/>" "{words::mute_stage()}</label>
                }
            })}
        </fieldset>
    }
}

/// One radio button whose state the desk holds.
#[component]
fn Radio(
    desk: Desk,
    group: &'static str,
    value: &'static str,
    #[prop(optional)] label: Option<&'static str>,
    chosen: impl Fn() -> bool + Copy + Send + Sync + 'static,
    pick: impl Fn() + 'static,
    #[prop(into, optional)] disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <input
            type="radio"
            name=group
            form=desk.form()
            value=value
            aria-label=label
            checked=chosen
            prop:checked=chosen
            disabled=move || disabled.get()
            on:change=move |_| pick()
        />
    }
}

/// One line of text with its count and what is wrong with it.
#[component]
fn TextField(
    desk: Desk,
    field: Field,
    id: &'static str,
    name: &'static str,
    max: usize,
) -> impl IntoView {
    let of = move |inputs: &ClipInputs| {
        if field == Field::Headline {
            inputs.headline.clone()
        } else {
            inputs.line.clone()
        }
    };
    let text = move || desk.inputs.with(of);
    let first = desk.inputs.with_untracked(of);
    let problem = move || {
        desk.problems()
            .into_iter()
            .find(|(of, _)| *of == field)
            .map(|(_, sentence)| sentence)
    };
    let hint = move || {
        let length = rules::length(&text());
        if length == 0 {
            words::optional().to_owned()
        } else {
            words::length_of(length, max)
        }
    };
    let write = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        desk.edit(field, |inputs| {
            *(if field == Field::Headline {
                &mut inputs.headline
            } else {
                &mut inputs.line
            }) = text
        });
    };
    let undrawable = if field == Field::Headline {
        words::headline_undrawable()
    } else {
        words::line_undrawable()
    };
    let error_id = format!("{id}-problem");
    let letters_id = format!("{id}-letters");
    view! {
        <div class="field">
            <label for=id>
                <span>{name}" "<Changed desk field/></span>
                <span class="hint num" class:field-error=move || problem().is_some()>{hint}</span>
            </label>
            <input
                class="input"
                id=id
                name=if field == Field::Headline { "headline" } else { "line" }
                form=desk.form()
                    aria-label=name
                dir="auto"
                autocomplete="off"
                value=first
                prop:value=text
                disabled=move || desk.locked()
                aria-invalid=move || problem().is_some().then_some("true")
                aria-describedby=format!("{error_id} {letters_id}")
                on:input=write
                on:keydown=move |event| {
                    // Enter would press the first button of a guest's form, and lead away from what is being typed.
                    if desk.guest && event.key() == "Enter" {
                        event.prevent_default();
                    }
                }
                on:blur=move |_| desk.history.update(super::history::History::pause)
            />
            <div id=error_id>{move || problem().map(|sentence| view! { <p class="field-error small" role="alert">{sentence}</p> })}</div>
            <LettersWarning text=Signal::derive(text) about=undrawable id=letters_id/>
        </div>
    }
}

/// Marks a field that makes this another video than the last download.
#[component]
fn Changed(desk: Desk, field: Field) -> impl IntoView {
    view! { <span class="tag tag-warn" hidden=move || !desk.changed().contains(&field)>{words::changed()}</span> }
}
