//! The state of an open editor, and everything that can be done to it. Views read it and call it; they decide nothing.

use super::history::History;
use super::{keeping, transfer};
use crate::clips::api;
use crate::clips::rules::{ClipInputs, Field, TemplateView, listed};
use crate::clips::status::{ClipStatus, Draft, EditorView, Film, RenderStatus, VersionView};
use crate::error::AppError;
use crate::media::upload_field::{ImageView, UploadView};
use crate::ui::connection::Lost;
use crate::ui::counted::Count;
use crate::words::clips as words;
use leptos::html::Audio;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Where the person stands with what the fields say now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Not previewed, and nothing of this clip was downloaded yet.
    Draft,
    /// Not previewed, and an earlier version was downloaded.
    Edited,
    Rendering,
    /// Previewed, not downloaded.
    Ready,
    Downloaded,
}

/// Where the draft is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Nothing was changed that would have to be kept.
    Fresh,
    /// A guest's: in this browser until there is an account.
    Browser,
    Saved,
    Saving,
    /// The server did not answer: the draft is in this browser.
    Here,
}

/// Copyable, so that every handler can hold it.
#[derive(Clone, Copy)]
pub struct Desk {
    pub clip: StoredValue<String>,
    pub title: StoredValue<String>,
    pub template: StoredValue<TemplateView>,
    pub sample: StoredValue<ImageView>,
    pub film: StoredValue<Film>,
    pub seed: StoredValue<String>,
    pub owner: StoredValue<Option<String>>,
    /// Somebody tries the template without an account: nothing reaches the server before there is one.
    pub guest: bool,
    /// Whether the server has the clip.
    pub saved: RwSignal<bool>,
    pub inputs: RwSignal<ClipInputs>,
    pub photo: RwSignal<Option<UploadView>>,
    pub history: RwSignal<History>,
    pub status: RwSignal<ClipStatus>,
    /// The download credits, on their way to what the status says.
    pub balance: Count,
    pub kept: RwSignal<Kept>,
    /// Something did not work: a sentence beside the next step.
    pub trouble: RwSignal<Option<String>>,
    /// Why nothing reaches the server just now.
    pub lost: RwSignal<Option<Lost>>,
    /// What Undo and Redo did last, and that the work is saved after all, for those who do not see it.
    pub said: RwSignal<String>,
    /// A download or a preview is being asked for.
    pub busy: RwSignal<bool>,
    /// A render was asked for or seen running on this page, so its end is worth playing.
    pub awaited: RwSignal<bool>,
    pub cancelling: RwSignal<bool>,
    /// The stage plays without sound, for this visit; the file has it all the same.
    pub muted: RwSignal<bool>,
    /// The player of the chosen sound bed, while one is chosen.
    pub bed: NodeRef<Audio>,
    pub canonical: Memo<String>,
    pub phase: Memo<Phase>,
    /// Rises with every refused download, since an answer is final for its key.
    pub attempt: RwSignal<u32>,
    /// Rises with every edit.
    pub edits: StoredValue<u32>,
    /// What the server had when it was heard last.
    pub on_server: StoredValue<ClipInputs>,
}

impl Desk {
    pub fn new(view: EditorView) -> Self {
        let inputs = RwSignal::new(view.inputs.clone());
        let status = RwSignal::new(view.status);
        let canonical = Memo::new(move |_| inputs.with(ClipInputs::canonical));
        let phase = Memo::new(move |_| status.with(|status| phase_of(status, &canonical.get())));
        Self {
            clip: StoredValue::new(view.clip),
            title: StoredValue::new(view.title),
            template: StoredValue::new(view.template),
            sample: StoredValue::new(view.sample),
            film: StoredValue::new(view.film),
            seed: StoredValue::new(view.seed),
            guest: view.owner.is_none(),
            owner: StoredValue::new(view.owner),
            saved: RwSignal::new(view.saved),
            photo: RwSignal::new(view.inputs.photo.clone()),
            inputs,
            history: RwSignal::new(History::default()),
            status,
            balance: Count::new(Memo::new(move |_| {
                status.with(|status| status.offer.available)
            })),
            kept: RwSignal::new(if view.saved { Kept::Saved } else { Kept::Fresh }),
            trouble: RwSignal::new(None),
            lost: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
            awaited: RwSignal::new(false),
            cancelling: RwSignal::new(false),
            muted: RwSignal::new(false),
            bed: NodeRef::new(),
            canonical,
            phase,
            attempt: RwSignal::new(0),
            edits: StoredValue::new(0),
            on_server: StoredValue::new(view.inputs),
        }
    }

    /// The fields that cannot stay as they are.
    pub fn problems(self) -> Vec<(Field, String)> {
        self.template
            .with_value(|template| self.inputs.with(|inputs| inputs.problems(template)))
    }

    /// The version that the fields show now.
    pub fn current(self) -> Option<VersionView> {
        let canonical = self.canonical.get();
        self.status
            .with(|status| status.version_of(&canonical).cloned())
    }

    /// The version that was downloaded last: what edits are compared with.
    pub fn last_downloaded(self) -> Option<VersionView> {
        self.status.with(|status| {
            status
                .downloaded()
                .first()
                .map(|version| (*version).clone())
        })
    }

    /// The fields that differ from the last download, while they make a new video.
    pub fn changed(self) -> Vec<Field> {
        if !matches!(
            self.phase.get(),
            Phase::Edited | Phase::Ready | Phase::Rendering
        ) {
            return Vec::new();
        }
        self.last_downloaded()
            .map(|last| self.inputs.with(|inputs| inputs.changed_from(&last.inputs)))
            .unwrap_or_default()
    }

    /// The form that the fields belong to: a guest's are sent as they stand.
    pub fn form(self) -> Option<&'static str> {
        self.guest.then_some(super::guest::FORM)
    }

    pub fn locked(self) -> bool {
        self.phase.get() == Phase::Rendering
    }

    pub fn draft(self) -> Draft {
        Draft {
            clip: self.clip.get_value(),
            title: self.title.get_value(),
            inputs: self.inputs.get_untracked(),
        }
    }

    /// Changes one field.
    pub fn edit(self, field: Field, change: impl FnOnce(&mut ClipInputs)) {
        if self.phase.get_untracked() == Phase::Rendering {
            return;
        }
        let before = self.inputs.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.history.update(|history| history.record(before, field));
            self.show(after);
        }
    }

    pub fn undo(self) {
        self.travel(words::undone, History::undo);
    }

    pub fn redo(self) {
        self.travel(words::redone, History::redo);
    }

    fn travel(
        self,
        done: fn(String) -> String,
        step: impl FnOnce(&mut History, &ClipInputs) -> Option<ClipInputs>,
    ) {
        if self.phase.get_untracked() == Phase::Rendering {
            return;
        }
        let now = self.inputs.get_untracked();
        if let Some(then) = self
            .history
            .try_update(|history| step(history, &now))
            .flatten()
        {
            self.said.set(done(listed(&then.changed_from(&now))));
            self.show(then);
        }
    }

    /// Goes back to what the last download showed; Undo leads forth again.
    pub fn back_to_downloaded(self) {
        if let Some(last) = self.last_downloaded() {
            self.edit(Field::Photo, |inputs| *inputs = last.inputs);
        }
    }

    /// Puts a filling into the fields and sees to it that it is kept.
    fn show(self, inputs: ClipInputs) {
        self.photo.set(inputs.photo.clone());
        self.inputs.set(inputs);
        self.trouble.set(None);
        keeping::changed(self);
    }

    /// Puts into the fields what another page of the clip said. What could be undone here was of another filling.
    pub fn follow(self, inputs: ClipInputs) {
        self.photo.set(inputs.photo.clone());
        self.inputs.set(inputs);
        self.history.set(History::default());
        self.trouble.set(None);
        self.said.set(words::changed_elsewhere().to_owned());
        self.refresh();
    }

    /// Asks for the preview of what the fields say.
    pub fn preview(self) {
        if let Some((field, _)) = self.problems().first() {
            return super::focus(super::control_of(*field));
        }
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        self.awaited.set(true);
        let sent = keeping::sending(self);
        spawn_local(async move {
            match api::preview_clip(sent.draft.clone()).await {
                Ok(status) => {
                    keeping::arrived(self, sent);
                    self.status.set(status);
                }
                Err(error) => self.fail(&error),
            }
            self.busy.set(false);
        });
    }

    /// Ends the running render.
    pub fn cancel(self) {
        let Some(version) = self.current() else {
            return;
        };
        if self.cancelling.get_untracked() {
            return;
        }
        self.cancelling.set(true);
        self.awaited.set(false);
        spawn_local(async move {
            match api::cancel_render(self.clip.get_value(), version.hash).await {
                Ok(status) => self.take_in(status),
                Err(error) => {
                    self.cancelling.set(false);
                    self.fail(&error);
                }
            }
        });
    }

    /// Reads the clip's state afresh.
    pub fn refresh(self) {
        if !self.saved.get_untracked() {
            return;
        }
        spawn_local(async move {
            // A missed answer is no trouble: the next news or the next look brings it.
            if let Ok(status) = api::read_status(self.clip.get_value()).await {
                self.take_in(status);
            }
        });
    }

    fn take_in(self, status: ClipStatus) {
        self.status.set(status);
        if self.phase.get_untracked() != Phase::Rendering {
            self.cancelling.set(false);
        }
    }

    /// Pays for a version, if it is due, and fetches its file.
    pub fn download(self, version: String, price: i64) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            transfer::download(self, version, price).await;
            self.busy.set(false);
        });
    }

    /// Says what went wrong: above the work where it takes signing in again, else beside the next step.
    pub fn fail(self, error: &AppError) {
        let sentence = match error {
            AppError::SignedOut => return self.lost.set(Some(Lost::SignedOut)),
            // An answer that is none of ours came from somewhere between the server and us.
            AppError::Invalid { field, .. } if field.is_empty() => {
                AppError::Unreachable.to_string()
            }
            error => error.to_string(),
        };
        self.trouble.set(Some(sentence));
    }
}

fn phase_of(status: &ClipStatus, canonical: &str) -> Phase {
    match status.version_of(canonical) {
        Some(version) if version.render.under_way() => Phase::Rendering,
        Some(version) if version.owned.is_some() => Phase::Downloaded,
        Some(VersionView {
            render: RenderStatus::Ready { .. },
            ..
        }) => Phase::Ready,
        _ if status
            .versions
            .iter()
            .any(|version| version.owned.is_some()) =>
        {
            Phase::Edited
        }
        _ => Phase::Draft,
    }
}
