//! The scene at work: fields, free still, price. One island, for they share every value.

use super::animate_pane::AnimatePane;
use super::animator_choice::Chosen;
use super::api;
use super::rules::{
    Animator, BundleOffer, Camera, Format, Pace, PreviewAsk, PreviewView, Saved, SceneDraft, Style,
    SubjectSource,
};
use super::scene_fields::SceneFields;
use super::scene_stage::SceneStage;
use super::unsaved;
use crate::error::AppError;
use crate::live::{News, on_news};
use crate::media::upload_field::UploadView;
use crate::ui::connection::{self, Lost, LostBanner};
use crate::ui::counted::{Count, Counting};
use crate::ui::icon::{AiGem, Icon, Symbol};
use crate::ui::keys_sheet::{KeysSheet, Shortcut};
use crate::words::studio as words;
use ::credits::{AnimationSettings, Credits, PriceList, Resolution, VideoCount};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long after the last change a draft is kept.
const PAUSE: Duration = Duration::from_millis(350);

/// What the keyboard does here besides moving from control to control.
fn shortcuts() -> [Shortcut; 1] {
    [(&["\u{2190} \u{2192}"], words::keys_on_a_choice())]
}

/// What the editor begins with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditorStart {
    pub draft: SceneDraft,
    pub upload: Option<UploadView>,
    /// None for a fresh draft, of which nothing is kept yet.
    pub saved: Option<Saved>,
    /// Earlier previews, newest first.
    pub previews: Vec<PreviewView>,
    pub price_list: PriceList,
    pub available: Credits,
    pub bundles: Vec<BundleOffer>,
    /// How long videos usually take; none before any was made.
    pub pace: Option<Pace>,
    /// Who can animate, the default first.
    pub animators: Vec<Animator>,
    /// The scene has been animated before.
    pub has_results: bool,
    /// Whose scene it is: the copies a browser keeps are told apart by it.
    pub owner: String,
}

/// How keeping the draft goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    Rest,
    Saving,
    Failed(String),
}

/// The values of the scene, shared by the three panes.
#[derive(Clone, Copy)]
pub struct Desk {
    id: StoredValue<String>,
    pub subject: RwSignal<SubjectSource>,
    pub upload: RwSignal<Option<UploadView>>,
    pub prompt: RwSignal<String>,
    pub caption: RwSignal<String>,
    pub format: RwSignal<Format>,
    pub style: RwSignal<Style>,
    pub camera: RwSignal<Camera>,
    pub seed: RwSignal<u32>,
    /// What the server has, and what it says of it.
    pub saved: RwSignal<Option<Saved>>,
    pub kept: StoredValue<Option<SceneDraft>>,
    pub owner: StoredValue<String>,
    pub keeping: RwSignal<Keeping>,
    /// Why nothing reaches the server just now.
    pub lost: RwSignal<Option<Lost>>,
    pub available: RwSignal<Credits>,
    pub previews: RwSignal<Vec<PreviewView>>,
    /// Who is to animate.
    pub animator: Chosen,
    /// What Animate will order; warnings depend on it.
    pub duration: RwSignal<::credits::Duration>,
    pub resolution: RwSignal<Resolution>,
    pub count: RwSignal<VideoCount>,
}

impl Desk {
    fn new(start: &EditorStart) -> Self {
        let draft = &start.draft;
        Self {
            id: StoredValue::new(draft.id.clone()),
            subject: RwSignal::new(draft.subject),
            upload: RwSignal::new(start.upload.clone()),
            prompt: RwSignal::new(draft.prompt.clone()),
            caption: RwSignal::new(draft.caption.clone()),
            format: RwSignal::new(draft.format),
            style: RwSignal::new(draft.style),
            camera: RwSignal::new(draft.camera),
            seed: RwSignal::new(draft.seed),
            saved: RwSignal::new(start.saved.clone()),
            kept: StoredValue::new(start.saved.is_some().then(|| draft.clone())),
            owner: StoredValue::new(start.owner.clone()),
            keeping: RwSignal::new(Keeping::Rest),
            lost: RwSignal::new(None),
            available: RwSignal::new(start.available),
            previews: RwSignal::new(start.previews.clone()),
            animator: Chosen::of(start.animators.clone(), &draft.animator),
            duration: RwSignal::new(draft.settings.duration),
            resolution: RwSignal::new(draft.settings.resolution),
            count: RwSignal::new(draft.settings.count),
        }
    }

    pub fn id(&self) -> String {
        self.id.get_value()
    }

    /// The draft as it stands on the screen.
    pub fn draft(&self) -> SceneDraft {
        SceneDraft {
            id: self.id(),
            subject: self.subject.get(),
            upload: self
                .upload
                .with(|upload| upload.as_ref().map(|one| one.id.clone())),
            prompt: self.prompt.get(),
            caption: self.caption.get(),
            format: self.format.get(),
            style: self.style.get(),
            camera: self.camera.get(),
            seed: self.seed.get(),
            settings: self.settings(),
            animator: self.animator.id(),
        }
    }

    /// What Animate will order.
    pub fn settings(&self) -> AnimationSettings {
        AnimationSettings::new(self.duration.get(), self.resolution.get(), self.count.get())
    }

    /// Whether the server has nothing of the scene yet.
    pub fn is_fresh(&self) -> bool {
        self.kept.with_value(Option::is_none)
    }

    /// Whether the server has exactly what is on the screen.
    pub fn is_kept(&self) -> bool {
        let draft = untrack(|| self.draft());
        self.kept.with_value(|kept| kept.as_ref() == Some(&draft))
    }

    /// Shows a new preview of the scene, and keeps the one of before.
    pub fn regenerate(self, seed: u32) {
        self.step(move |desk| desk.seed.set(seed));
    }

    /// Whether the screen has the words of this preview, also while the server does not know yet.
    fn shows(&self, preview: &PreviewView) -> bool {
        let now = untrack(|| self.draft());
        // What Animate would order is no part of a preview.
        let same = SceneDraft {
            upload: preview.upload.as_ref().map(|upload| upload.id.clone()),
            settings: now.settings,
            animator: now.animator.clone(),
            ..preview.draft.clone()
        };
        same == now
    }

    /// Goes back to an earlier preview and the words of that time; what stood there until now is kept.
    pub fn take_up(self, preview: &PreviewView) {
        if self.shows(preview) {
            // On its way, kept, or refused: then this tries again.
            return self.keep_soon();
        }
        let PreviewView { draft, upload, .. } = preview.clone();
        self.step(move |desk| desk.show(draft, upload));
    }

    /// Puts a draft on the screen; `upload` is the photo it names.
    pub fn show(self, draft: SceneDraft, upload: Option<UploadView>) {
        self.subject.set(draft.subject);
        self.upload.set(upload);
        self.prompt.set(draft.prompt);
        self.caption.set(draft.caption);
        self.format.set(draft.format);
        self.style.set(draft.style);
        self.camera.set(draft.camera);
        self.seed.set(draft.seed);
    }

    /// Chooses what Animate would order as a draft has it.
    pub fn choose(self, draft: &SceneDraft) {
        self.animator.choose(&draft.animator);
        self.duration.set(draft.settings.duration);
        self.resolution.set(draft.settings.resolution);
        self.count.set(draft.settings.count);
    }

    fn step(self, change: impl FnOnce(Self)) {
        let before = untrack(|| self.draft());
        change(self);
        leptos::task::spawn_local(async move {
            let _said_beside_the_fields = self.send(Some(before)).await;
        });
    }

    /// Keeps the draft now.
    pub async fn keep(self) -> Result<(), AppError> {
        self.send(None).await
    }

    /// Keeps the draft, and with it the preview of `before` and its own where there is one. One save at a time, so that
    /// an older one can never come after a newer one.
    async fn send(self, before: Option<SceneDraft>) -> Result<(), AppError> {
        while self.keeping.get_untracked() == Keeping::Saving {
            pause().await;
        }
        // Only an answer tells that somebody who was signed out is signed in again.
        let signed_out = self.lost.get_untracked() == Some(Lost::SignedOut);
        if before.is_none() && self.is_kept() && !signed_out {
            return Ok(());
        }
        let sent = unsaved::on_screen(self);
        self.keeping.set(Keeping::Saving);
        let answer = match before {
            None => api::save(sent.draft.clone()).await,
            Some(before) => {
                let now = sent.draft.clone();
                let done = api::preview(PreviewAsk { before, now }).await;
                done.map(|done| {
                    self.previews.set(done.previews);
                    done.saved
                })
            }
        };
        match answer {
            Ok(saved) => {
                let first = self.is_fresh();
                unsaved::arrived(self, sent.clone());
                self.kept.set_value(Some(sent.draft));
                if !self.is_kept() {
                    unsaved::copy(self);
                }
                self.lost.set(None);
                self.saved.set(Some(saved));
                self.keeping.set(Keeping::Rest);
                if first {
                    show_address(&self.id());
                }
                Ok(())
            }
            Err(error) => {
                self.keeping.set(unsaved::failed(self, &error));
                Err(error)
            }
        }
    }

    /// Keeps the draft when nobody waits for it; what goes wrong stands beside the fields.
    pub fn keep_soon(self) {
        leptos::task::spawn_local(async move {
            let _said_beside_the_fields = self.keep().await;
        });
    }
}

/// Waits a moment.
async fn pause() {
    #[cfg(feature = "hydrate")]
    gloo_timers::future::TimeoutFuture::new(30).await;
}

/// Gives the page the scene's own address, so that a reload finds it.
fn show_address(id: &str) {
    if let Ok(history) = window().history() {
        let _only_the_address = history.replace_state_with_url(
            &wasm_bindgen::JsValue::NULL,
            "",
            Some(&format!("/studio/{id}")),
        );
    }
}

/// Keeps the draft a moment after its last change.
fn keep_changes(desk: Desk) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<SceneDraft>| {
        let draft = desk.draft();
        if before.is_some_and(|before| before != draft) {
            if let Some(earlier) = waiting.get_value() {
                earlier.clear();
            }
            if desk.is_kept() {
                unsaved::forget(desk);
            } else {
                unsaved::copy(desk);
            }
            waiting.set_value(set_timeout_with_handle(move || desk.keep_soon(), PAUSE).ok());
        }
        draft
    });
}

/// The whole page of a scene.
#[island]
pub fn SceneEditor(start: EditorStart) -> impl IntoView {
    let desk = Desk::new(&start);
    keep_changes(desk);
    Effect::new(move |_| {
        unsaved::restore(desk);
        connection::watch(desk.lost, move || desk.keep_soon());
        connection::on_return(move || unsaved::look(desk));
    });
    on_news(move |news| match news {
        News::Balance { balances } => desk.available.set(balances.ai.available),
        News::Draft { id } if id == desk.id() => unsaved::look(desk),
        _ => {}
    });
    let results = start
        .has_results
        .then(|| format!("/studio/{}", start.draft.id));
    view! {
        <div class="subbar">
            {results.map(|href| view! { <a class="iconbtn" href=href aria-label=words::back_to_videos()><Icon symbol=Symbol::Back class="i-points"/></a> })}
            <h1 class="subbar-title">{words::ai_studio()}</h1>
            <span class="small muted hide-m">{words::check_the_still()}</span>
            <LiveCredits available=desk.available/>
            <KeysSheet shortcuts=shortcuts()/>
        </div>
        <LostBanner lost=desk.lost again=move || desk.keep_soon()/>
        <div class="work">
            <SceneFields desk/>
            <SceneStage desk/>
            <AnimatePane desk price_list=start.price_list bundles=start.bundles pace=start.pace/>
        </div>
    }
}

/// "140 AI credits", as they are now; a change counts to its new number.
#[component]
pub fn LiveCredits(available: RwSignal<Credits>) -> impl IntoView {
    let count = Count::new(Memo::new(move |_| available.get().get()));
    view! {
        <span class="row small num push studio-credits">
            <AiGem/>
            <span><b><Counting count/></b>" "{words::ai_credits()}</span>
        </span>
    }
}
