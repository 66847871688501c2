//! The edits of a take at work: fields, free still, versions. One island, for they share every value.

use super::fields::EditFields;
use super::rules::{Edit, EditForm, EditFormat, Original, Problem, VersionView, Versions};
use super::stage::EditStage;
use super::unsaved;
use super::versions::VersionList;
use crate::live::{News, on_news};
use crate::ui::amount::grouped;
use crate::ui::connection::{self, Lost, LostBanner};
use crate::ui::fetch::follow_json;
use crate::ui::icon::{Icon, Symbol};
use crate::words::{around, studio_edits as words};
use ::credits::Credits;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long after the last change the still is drawn anew.
const PAUSE: Duration = Duration::from_millis(250);
/// How often unfinished versions are looked at when no news comes.
const POLL: Duration = Duration::from_millis(1_500);

/// What the page begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditorStart {
    /// Whose edits these are: what a browser keeps of them is shown to nobody else.
    pub owner: String,
    pub take: String,
    pub scene: String,
    pub animation: String,
    pub title: String,
    pub number: u32,
    pub original: Original,
    pub form: EditForm,
    /// What was wrong with the form that was sent, which stands in the fields.
    pub problem: Option<Problem>,
    pub versions: Versions,
    pub price_of_one: Credits,
    /// "5 s at 720p".
    pub settings: String,
}

/// The values of the edit, shared by the panes.
#[derive(Clone, Copy)]
pub struct Desk {
    start: StoredValue<EditorStart>,
    pub form: RwSignal<EditForm>,
    /// The poster frame that was chosen: what is typed into the trim may move it away for a moment.
    poster: StoredValue<String>,
    /// What is wrong with the fields as they stand.
    pub problem: RwSignal<Option<Problem>>,
    pub versions: RwSignal<Versions>,
    /// The version that plays on the stage instead of the still.
    pub playing: RwSignal<Option<usize>>,
    /// The fields whose still is shown.
    pub shown: RwSignal<EditForm>,
    /// Why the versions cannot be followed just now.
    lost: RwSignal<Option<Lost>>,
    reading: StoredValue<bool>,
}

impl Desk {
    fn new(start: EditorStart) -> Self {
        // Fields that cannot be read have no still; the original's stands in until they can.
        let shown = match start.form.read(&start.original) {
            Ok(edit) => EditForm::from(&edit),
            Err(_) => EditForm::from(&start.original.edit),
        };
        Self {
            form: RwSignal::new(start.form.clone()),
            poster: StoredValue::new(start.form.poster.clone()),
            problem: RwSignal::new(start.problem.clone()),
            versions: RwSignal::new(start.versions.clone()),
            playing: RwSignal::new(None),
            shown: RwSignal::new(shown),
            lost: RwSignal::new(None),
            reading: StoredValue::new(false),
            start: StoredValue::new(start),
        }
    }

    pub fn owner(&self) -> String {
        self.start.with_value(|start| start.owner.clone())
    }

    pub fn take(&self) -> String {
        self.start.with_value(|start| start.take.clone())
    }

    pub fn original(&self) -> Original {
        self.start.with_value(|start| start.original.clone())
    }

    /// The edit that the fields describe.
    pub fn edit(&self) -> Result<Edit, Problem> {
        self.form.with(|form| self.edit_of(form))
    }

    fn edit_of(&self, form: &EditForm) -> Result<Edit, Problem> {
        self.start.with_value(|start| form.read(&start.original))
    }

    /// The version that the fields describe already: then there is nothing to save.
    pub fn saved_as(&self) -> Option<VersionView> {
        self.form.with(|form| self.version_of(form))
    }

    /// The version that fields describe, the original among them. One that did not get there can be saved again.
    pub fn version_of(&self, form: &EditForm) -> Option<VersionView> {
        let fields = EditForm::from(&self.edit_of(form).ok()?);
        let is_there = |version: &&VersionView| version.form == fields && version.state.stands();
        self.versions
            .with(|versions| versions.list.iter().find(is_there).cloned())
    }

    /// The format that is shown.
    pub fn format(&self) -> EditFormat {
        let label = self.shown.with(|form| form.format.clone());
        EditFormat::ALL
            .into_iter()
            .find(|format| format.label() == label)
            .unwrap_or_default()
    }

    /// Changes the fields; the poster frame stays where it was chosen, as far as the trim lets it.
    pub fn change(self, with: impl FnOnce(&mut EditForm)) {
        let original = self.original();
        self.form.update(|form| {
            with(form);
            let wanted = self.poster.get_value();
            form.put_poster(&wanted, &original);
        });
        self.playing.set(None);
        unsaved::changed(self);
    }

    /// Chooses the poster frame.
    pub fn choose_poster(self, poster: String) {
        self.poster.set_value(poster);
        self.change(|_| ());
    }

    /// Goes on from a version.
    pub fn go_on_from(self, form: EditForm) {
        self.poster.set_value(form.poster.clone());
        self.change(|fields| *fields = form);
    }

    /// Reads the versions; one reading at a time.
    fn read(self) {
        if self.reading.get_value() {
            return;
        }
        self.reading.set_value(true);
        leptos::task::spawn_local(async move {
            let address = format!("/studio/takes/{}/versions", self.take());
            // A reading that fails is followed by the next one; what is shown stays.
            let answer = follow_json::<Versions>(&address).await;
            self.lost.set(answer.as_ref().err().and_then(Lost::by));
            if let Ok(fresh) = answer
                && self.versions.with_untracked(|shown| *shown != fresh)
            {
                self.versions.set(fresh);
            }
            self.reading.set_value(false);
        });
    }
}

/// Checks the fields at each change, and shows their still a moment after the last one.
fn show_changes(desk: Desk) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<EditForm>| {
        let (form, edit) = (desk.form.get(), desk.edit());
        if before.is_some_and(|before| before != form) {
            if let Some(earlier) = waiting.get_value() {
                earlier.clear();
            }
            match edit {
                Ok(edit) => {
                    let fresh = EditForm::from(&edit);
                    let show = move || desk.shown.set(fresh.clone());
                    waiting.set_value(set_timeout_with_handle(show, PAUSE).ok());
                    desk.problem.set(None);
                }
                Err(problem) => desk.problem.set(Some(problem)),
            }
        }
        form
    });
}

/// Keeps the versions up with the server: by news, and by looking now and then while one is unfinished.
fn follow(desk: Desk, animation: String) {
    on_news(move |news| {
        if matches!(&news, News::Animation { animation: moved } if *moved == animation) {
            desk.read();
        }
    });
    Effect::new(move |_| {
        connection::watch(desk.lost, move || desk.read());
        let looking = set_interval_with_handle(
            move || {
                let unfinished = desk.versions.with_untracked(Versions::unfinished);
                if Lost::goes_on(desk.lost, unfinished) {
                    desk.read();
                }
            },
            POLL,
        );
        if let Ok(looking) = looking {
            on_cleanup(move || looking.clear());
        }
    });
}

/// The whole page of a take's edits.
#[island]
pub fn TakeEditor(start: EditorStart) -> impl IntoView {
    let desk = Desk::new(start.clone());
    show_changes(desk);
    follow(desk, start.animation.clone());
    Effect::new(move |_| unsaved::restore(desk));
    let back = format!("/studio/{}?animation={}", start.scene, start.animation);
    view! {
        <div class="subbar">
            <a class="iconbtn" href=back aria-label=words::back_to_videos()><Icon symbol=Symbol::Back class="i-points"/></a>
            <h1 class="subbar-title">{words::edit_video(start.number)}</h1>
            <span class="small muted hide-m">{words::edits_are_free(start.title)}</span>
        </div>
        <LostBanner lost=desk.lost again=move || desk.read() says=Lost::of_view/>
        <div class="work edit-work">
            <EditFields desk/>
            <EditStage desk/>
            <aside class="pane pane-r edit-side" aria-label=words::versions()>
                <VersionList desk/>
                <hr class="rule"/>
                <NewAnimation take=start.take price=start.price_of_one settings=start.settings/>
            </aside>
        </div>
    }
}

/// What no edit can change, and what it costs instead.
#[component]
fn NewAnimation(take: String, price: Credits, settings: String) -> impl IntoView {
    let (before, after) = around(|price| words::todays_price(price, settings));
    view! {
        <section class="stack-s" aria-labelledby="needs-animation">
            <h2 id="needs-animation">{words::needs_animation()}</h2>
            <p class="small">{words::part_of_the_picture()}</p>
            <p class="small">
                {(!before.is_empty()).then_some(before)}<b class="num">{words::ai_credits(grouped(price.get()))}</b>{after}
            </p>
            <form method="post" action=format!("/studio/takes/{take}/remix")>
                <button class="btn btn-ghost btn-small" type="submit">{words::open_as_new_scene()}</button>
            </form>
        </section>
    }
}
