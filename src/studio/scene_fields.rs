//! What a person says about the scene.

use super::rules::{CAPTION_MAX, Format, PROMPT_MAX, Style, SubjectSource};
use super::scene_editor::{Desk, Keeping};
use crate::media::upload_field::UploadField;
use crate::ui::text_area::TextArea;
use leptos::prelude::*;

/// The fields; each change is kept by itself.
#[component]
pub fn SceneFields(desk: Desk) -> impl IntoView {
    let uploading = move || desk.subject.get() == SubjectSource::Upload;
    let length = move || {
        format!(
            "{} of {PROMPT_MAX}",
            desk.prompt.with(|prompt| prompt.chars().count())
        )
    };
    view! {
        <aside class="pane pane-l" aria-label="Scene">
            <div class="stack scene-fields">
                <h2>"Describe the scene"</h2>
                <fieldset class="field" aria-label="Subject">
                    <legend class="lab lab-row">"Subject"</legend>
                    <div class="seg seg-row">
                        <label>
                            <input type="radio" name="subject" prop:checked=uploading checked=untrack(uploading) on:change=move |_| desk.subject.set(SubjectSource::Upload)/>
                            "Upload"
                        </label>
                        <label>
                            <input type="radio" name="subject" prop:checked=move || !uploading() checked=!untrack(uploading) on:change=move |_| desk.subject.set(SubjectSource::Describe)/>
                            "Describe"
                        </label>
                    </div>
                </fieldset>
                <div class="scene-upload" hidden=move || !uploading()>
                    <UploadField label="Photo" upload=desk.upload/>
                </div>
                <p class="small muted" hidden=uploading>"The subject is drawn from the words of your prompt."</p>
                <div class="field">
                    <label for="prompt">"Prompt "<span class="hint num">{length}</span></label>
                    <TextArea
                        id="prompt"
                        name="prompt"
                        label="Prompt"
                        value=desk.prompt
                        on_input=Callback::new(move |text| desk.prompt.set(text))
                        maxlength=PROMPT_MAX as u32
                    />
                </div>
                <div class="field">
                    <label for="caption">"Caption "<span class="hint">"Optional"</span></label>
                    <input
                        class="input"
                        id="caption"
                        name="caption"
                        aria-label="Caption"
                        maxlength=CAPTION_MAX.to_string()
                        value=desk.caption.get_untracked()
                        prop:value=desk.caption
                        on:input=move |event| desk.caption.set(event_target_value(&event))
                    />
                </div>
                <fieldset class="field" aria-label="Format">
                    <legend class="lab lab-row">"Format"</legend>
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
                <fieldset class="field" aria-label="Style">
                    <legend class="lab lab-row">"Style"</legend>
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
                {move || match desk.keeping.get() {
                    Keeping::Failed(sentence) => view! {
                        <div class="notice notice-bad" role="alert">
                            <div><b>"Your last changes are not saved"</b>{sentence}</div>
                            <button class="btn btn-secondary btn-small" type="button" on:click=move |_| desk.keep_soon()>"Save again"</button>
                        </div>
                    }.into_any(),
                    Keeping::Rest | Keeping::Saving => ().into_any(),
                }}
            </div>
        </aside>
    }
}
