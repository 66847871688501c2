//! What a person says about the scene.

use super::rules::{CAPTION_MAX, Camera, Field, Format, PROMPT_MAX, Style, SubjectSource, Warning};
use super::scene_editor::{Desk, Keeping};
use super::scene_regrets::{Regrets, RegretsAloud, regrets};
use crate::media::upload_field::UploadField;
use crate::ui::text_area::TextArea;
use crate::words::studio as words;
use leptos::prelude::*;

/// The fields; each change is kept by itself.
#[component]
pub fn SceneFields(desk: Desk) -> impl IntoView {
    let uploading = move || desk.subject.get() == SubjectSource::Upload;
    let regrets = regrets(desk);
    view! {
        <aside class="pane pane-l" aria-label=words::scene()>
            <div class="stack scene-fields">
                <h2>{words::describe_the_scene()}</h2>
                <fieldset class="field" aria-label=words::subject()>
                    <legend class="lab lab-row">{words::subject()}</legend>
                    <div class="seg seg-row">
                        <label>
                            <input type="radio" name="subject" prop:checked=uploading checked=untrack(uploading) on:change=move |_| desk.subject.set(SubjectSource::Upload)/>
                            {words::upload()}
                        </label>
                        <label>
                            <input type="radio" name="subject" prop:checked=move || !uploading() checked=!untrack(uploading) on:change=move |_| desk.subject.set(SubjectSource::Describe)/>
                            {words::describe()}
                        </label>
                    </div>
                </fieldset>
                <div class="scene-upload" hidden=move || !uploading()>
                    <UploadField label=words::photo() upload=desk.upload/>
                    <Regrets regrets field=Field::Photo id="photo-regrets"/>
                </div>
                <p class="small muted" hidden=uploading>{words::drawn_from_words()}</p>
                <PromptField desk regrets/>
                <CaptionField desk regrets/>
                <FormatField desk/>
                <StyleField desk/>
                <CameraField desk/>
                <RegretsAloud regrets/>
                {move || match desk.keeping.get() {
                    Keeping::Failed(sentence) => view! {
                        <div class="notice notice-bad" role="alert">
                            <div><b>{words::changes_not_saved()}</b>{sentence}</div>
                            <button class="btn btn-secondary btn-small" type="button" on:click=move |_| desk.keep_soon()>{words::save_again()}</button>
                        </div>
                    }.into_any(),
                    Keeping::Rest | Keeping::Saving => ().into_any(),
                }}
            </div>
        </aside>
    }
}

/// What happens, in words.
#[component]
fn PromptField(desk: Desk, regrets: Memo<Vec<Warning>>) -> impl IntoView {
    let length = move || {
        words::prompt_length(
            desk.prompt.with(|prompt| prompt.chars().count()),
            PROMPT_MAX,
        )
    };
    view! {
        <div class="field">
            <label for="prompt">{words::prompt()}" "<span class="hint num">{length}</span></label>
            <TextArea
                id="prompt"
                name="prompt"
                label=words::prompt()
                value=desk.prompt
                on_input=Callback::new(move |text| desk.prompt.set(text))
                maxlength=PROMPT_MAX as u32
            />
            <Regrets regrets field=Field::Prompt id="prompt-regrets"/>
        </div>
    }
}

/// What is written over the video.
#[component]
fn CaptionField(desk: Desk, regrets: Memo<Vec<Warning>>) -> impl IntoView {
    view! {
        <div class="field">
            <label for="caption">{words::caption()}" "<span class="hint">{words::optional()}</span></label>
            <input
                class="input"
                id="caption"
                name="caption"
                aria-label=words::caption()
                aria-describedby="caption-regrets"
                maxlength=CAPTION_MAX.to_string()
                value=desk.caption.get_untracked()
                prop:value=desk.caption
                on:input=move |event| desk.caption.set(event_target_value(&event))
            />
            <Regrets regrets field=Field::Caption id="caption-regrets"/>
        </div>
    }
}

/// The aspect ratio.
#[component]
fn FormatField(desk: Desk) -> impl IntoView {
    view! {
        <fieldset class="field" aria-label=words::format()>
            <legend class="lab lab-row">{words::format()}</legend>
            <div class="seg seg-row">
                {Format::ALL.map(|format| {
                    let chosen = move || desk.format.get() == format;
                    view! {
                        <label>
                            <input type="radio" name="format" prop:checked=chosen checked=untrack(chosen) on:change=move |_| desk.format.set(format)/>
                            <span class=format!("shape shape-{}", format.class())></span>
                            {format.label()}
                        </label>
                    }
                })}
            </div>
        </fieldset>
    }
}

/// The look.
#[component]
fn StyleField(desk: Desk) -> impl IntoView {
    view! {
        <fieldset class="field" aria-label=words::style()>
            <legend class="lab lab-row">{words::style()}</legend>
            <div class="styles seg-row">
                {Style::ALL.map(|style| {
                    let chosen = move || desk.style.get() == style;
                    view! {
                        <label>
                            <input type="radio" name="style" prop:checked=chosen checked=untrack(chosen) on:change=move |_| desk.style.set(style)/>
                            <span class=style.class()></span>
                            {style.label()}
                        </label>
                    }
                })}
            </div>
        </fieldset>
    }
}

/// How the camera moves.
#[component]
fn CameraField(desk: Desk) -> impl IntoView {
    view! {
        <fieldset class="field" aria-label=words::camera()>
            <legend class="lab lab-row">{words::camera()}</legend>
            <div class="seg seg-row seg-six">
                {Camera::ALL.map(|camera| {
                    let chosen = move || desk.camera.get() == camera;
                    view! {
                        <label>
                            <input type="radio" name="camera" prop:checked=chosen checked=untrack(chosen) on:change=move |_| desk.camera.set(camera)/>
                            {camera.label()}
                        </label>
                    }
                })}
            </div>
        </fieldset>
    }
}
