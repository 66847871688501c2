//! An animation: its videos as they come, and what they cost.

use super::api;
use super::rules::{AgainAsk, FavouriteAsk, OrderAnswer, RunView, ShownPrice, TakeView};
use super::run_compare::{Compare, CompareButton};
use super::run_credits::RunCredits;
use super::run_sheet::RunSheet;
use super::scene_editor::LiveCredits;
use super::take_tile::{TakeTile, heading_id};
use crate::error::AppError;
use crate::live::{News, on_news};
use crate::ui::amount::grouped;
use crate::ui::connection::{self, Lost, LostBanner};
use crate::ui::icon::{Icon, Symbol};
use crate::words::studio as words;
use leptos::prelude::*;
use std::time::Duration;
use uuid::Uuid;

/// How often an unfinished run is looked at when no news comes.
const POLL: Duration = Duration::from_millis(1_500);

/// How long after an answer no further take can be ordered: a second click that comes late belongs to the first.
const SETTLED: Duration = Duration::from_secs(1);

/// The run as the page knows it, and the requests that change it.
#[derive(Clone, Copy)]
pub struct Run {
    pub view: RwSignal<RunView>,
    /// What a request came to, where it is worth saying.
    pub said: RwSignal<Option<String>>,
    /// A request that moves credits or takes is on its way.
    pub busy: RwSignal<bool>,
    /// Why the run cannot be followed just now.
    pub lost: RwSignal<Option<Lost>>,
    reading: StoredValue<bool>,
    /// The key of a further order whose answer did not arrive, with what was asked.
    unanswered: StoredValue<Option<AgainAsk>>,
}

impl Run {
    fn new(start: RunView) -> Self {
        Self {
            view: RwSignal::new(start),
            said: RwSignal::new(None),
            busy: RwSignal::new(false),
            lost: RwSignal::new(None),
            reading: StoredValue::new(false),
            unanswered: StoredValue::new(None),
        }
    }

    /// Reads how the run stands; one reading at a time.
    fn read(self) {
        if self.reading.get_value() {
            return;
        }
        self.reading.set_value(true);
        leptos::task::spawn_local(async move {
            self.ask().await;
            self.reading.set_value(false);
        });
    }

    /// Asks how the run stands. A question without an answer is followed by the next one; what is shown stays.
    async fn ask(self) {
        let animation = self.view.with_untracked(|run| run.animation.clone());
        match api::status(animation).await {
            Ok(fresh) => {
                self.lost.set(None);
                self.show(fresh);
            }
            Err(error) => self.lost.set(Lost::by(&error)),
        }
    }

    /// Says why a request came to nothing; above the work where signing in helps.
    fn failed(self, error: &AppError) {
        match Lost::by(error) {
            Some(Lost::SignedOut) => self.lost.set(Some(Lost::SignedOut)),
            _ => self.said.set(Some(error.to_string())),
        }
    }

    fn show(self, fresh: RunView) {
        if self.view.with_untracked(|shown| *shown != fresh) {
            self.view.set(fresh);
        }
    }

    /// Calls off what has not ended.
    pub fn cancel(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            match api::cancel(self.view.with_untracked(|run| run.animation.clone())).await {
                Ok(fresh) => self.show(fresh),
                Err(error) => self.failed(&error),
            }
            self.busy.set(false);
        });
    }

    /// Marks a video as a favourite, or no longer; the star turns at once.
    pub fn mark(self, take: String, favourite: bool) {
        self.view.update(|run| {
            for one in run.takes.iter_mut().filter(|one| one.id == take) {
                one.favourite = favourite;
            }
        });
        leptos::task::spawn_local(async move {
            if let Err(error) = api::favourite(FavouriteAsk { take, favourite }).await {
                self.failed(&error);
                self.read();
            }
        });
    }

    /// One more take: free, or at the price that stands on the button.
    pub fn again(self, take: String, shown: Option<ShownPrice>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.said.set(None);
        let fresh = AgainAsk {
            take,
            shown,
            key: Uuid::new_v4().to_string(),
        };
        let ask = match self.unanswered.get_value() {
            Some(lost) if lost.take == fresh.take && lost.shown == fresh.shown => lost,
            _ => fresh,
        };
        self.unanswered.set_value(Some(ask.clone()));
        leptos::task::spawn_local(async move {
            let answer = api::again(ask).await;
            if answer.is_ok() {
                self.unanswered.set_value(None);
            }
            let started = matches!(answer, Ok(OrderAnswer::Started { .. }));
            self.said.set(match answer {
                Ok(OrderAnswer::Started { .. }) => None,
                Ok(OrderAnswer::QuoteChanged { quote, .. }) => {
                    Some(words::take_price_changed(grouped(quote.total.get())))
                }
                Ok(OrderAnswer::Short { missing, .. }) => {
                    Some(words::take_credits_missing(grouped(missing.get())))
                }
                Ok(OrderAnswer::Refused { sentence }) => Some(sentence),
                Err(AppError::Unreachable) => Some(words::take_unanswered().to_owned()),
                // The banner says it, with the way to sign in.
                Err(AppError::SignedOut) => None,
                Err(error) => Some(error.to_string()),
            });
            self.ask().await;
            if started {
                request_animation_frame(move || self.look_at_newest());
            }
            set_timeout(move || self.busy.set(false), SETTLED);
        });
    }

    /// Brings the newest video into sight: it stands behind all others, often below the screen's edge.
    fn look_at_newest(self) {
        let newest = self
            .view
            .with_untracked(|shown| shown.takes.iter().map(|take| take.number).max());
        let heading = newest.and_then(|number| document().get_element_by_id(&heading_id(number)));
        if let Some(tile) = heading.and_then(|heading| heading.closest("li").ok().flatten()) {
            tile.scroll_into_view_with_bool(false);
        }
    }
}

/// Keeps the page up with the server: by news, and by looking now and then while something is unfinished.
fn follow(run: Run) {
    on_news(move |news| match news {
        News::Animation { animation }
            if run
                .view
                .with_untracked(|shown| shown.animation == animation) =>
        {
            run.read()
        }
        News::Balance { .. } => run.read(),
        _ => {}
    });
    Effect::new(move |_| {
        // The page may have been built a while ago: coming back to it shows how things are now.
        run.read();
        connection::watch(run.lost, move || run.read());
        let _runs_as_long_as_the_page = set_interval_with_handle(
            move || {
                if Lost::goes_on(run.lost, run.view.with_untracked(RunView::unfinished)) {
                    run.read();
                }
            },
            POLL,
        );
    });
}

/// The page of an animation.
#[island]
pub fn RunBoard(start: RunView) -> impl IntoView {
    let run = Run::new(start.clone());
    follow(run);
    let available = RwSignal::new(start.money.available);
    Effect::new(move |_| available.set(run.view.with(|shown| shown.money.available)));
    let view = run.view;
    let unfinished = Memo::new(move |_| view.with(RunView::unfinished));
    let ready = Memo::new(move |_| view.with(RunView::ready));
    let favourites = Memo::new(move |_| view.with(RunView::favourites));
    let comparing = RwSignal::new(false);
    let order_runs = Memo::new(move |_| view.with(RunView::order_runs));
    let numbers = Memo::new(move |_| {
        view.with(|shown| {
            shown
                .takes
                .iter()
                .map(|take| take.id.clone())
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div class="subbar">
            <a class="iconbtn" href=format!("/studio/{}?view=scene", start.scene) aria-label=words::back_to_scene()><Icon symbol=Symbol::Back class="i-points"/></a>
            <h1 class="subbar-title">{start.title.clone()}</h1>
            <span class="small muted hide-m">{start.settings.clone()}</span>
            <LiveCredits available/>
        </div>
        <LostBanner lost=run.lost again=move || run.read() says=Lost::of_view/>
        <div class="work work-2">
            <section class="board" aria-labelledby="board-heading">
                <div class="row-b board-head">
                    <Headline run ready unfinished order_runs/>
                    <div class="board-acts">
                        <CompareButton open=comparing ready/>
                        <DownloadFavourites animation=start.animation.clone() favourites/>
                        <DownloadAll animation=start.animation.clone() ready unfinished order_runs/>
                    </div>
                </div>
                <progress
                    class="all-progress mt4 hide-m"
                    aria-label=words::all_videos()
                    max="100"
                    value=move || view.with(|shown| shown.percent.to_string())
                    hidden=move || unfinished.get() == 0
                ></progress>
                {move || run.said.get().map(|said| view! { <p class="notice notice-warn mt4" role="alert">{said}</p> })}
                <Compare run open=comparing/>
                <ul class="vids">
                    <For each=move || numbers.get() key=|id| id.clone() children=move |id| {
                        let take = Memo::new(move |_| view.with(|shown| shown.takes.iter().find(|take| take.id == id).cloned()));
                        view! { <TakeTile run take=Signal::derive(move || take.get().unwrap_or_else(gone))/> }
                    }/>
                </ul>
            </section>
            <RunCredits run ready unfinished/>
        </div>
        <RunSheet run ready unfinished/>
    }
}

/// How many videos are on their way or ready, and what that means.
#[component]
fn Headline(
    run: Run,
    ready: Memo<usize>,
    unfinished: Memo<usize>,
    order_runs: Memo<bool>,
) -> impl IntoView {
    let view = run.view;
    let heading = move || match (unfinished.get(), ready.get()) {
        (1.., _) if order_runs.get() => {
            words::animating_videos(view.with(|shown| shown.takes.len()))
        }
        (open @ 1.., _) => words::animating_videos(open),
        (0, 0) => words::no_video_finished().to_owned(),
        (0, ready) => words::videos_ready(ready),
    };
    let summary = move || match unfinished.get() {
        0 => String::new(),
        _ => view.with(|shown| shown.summary.clone()),
    };
    let ended = move || match (unfinished.get(), ready.get()) {
        (1.., _) => "",
        (0, 0) => words::hold_is_back(),
        _ => words::animating_was_the_payment(),
    };
    // The summary counts down with each look at the server: whoever listens is told only of what begins and ends.
    let spoken = Memo::new(move |_| {
        let (open, done) = (unfinished.get() > 0, ready.get());
        let without = view.with(RunView::not_finished);
        let parts = [
            open.then(heading),
            (done > 0).then(|| words::count_done(done)),
            (without > 0).then(|| words::count_without(without)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    view! {
        <div>
            <h2 id="board-heading">{heading}</h2>
            <p class="muted mt1">{summary}</p>
            <p class="vh" role="status">{move || spoken.get()}</p>
            <p class="muted mt1" role="status">{ended}</p>
        </div>
    }
}

/// Takes never leave a page; this stands for one that did.
fn gone() -> TakeView {
    TakeView {
        id: String::new(),
        number: 0,
        state: super::rules::TakeState::Failed,
        origin: None,
        note: String::new(),
        regeneration: super::rules::Regeneration::NotYet,
        favourite: false,
    }
}

/// All finished videos in one file, once those first ordered have ended; on a phone it stands at the bottom of the screen,
/// unless the sheet does because one more is being made.
#[component]
fn DownloadAll(
    animation: String,
    ready: Memo<usize>,
    unfinished: Memo<usize>,
    order_runs: Memo<bool>,
) -> impl IntoView {
    view! {
        <form
            class:download-all=move || unfinished.get() == 0
            method="get"
            action=format!("/studio/animations/{animation}/download")
            hidden=move || { ready.get() < 2 || order_runs.get() }
        >
            <button class="btn btn-primary" type="submit">
                <Icon symbol=Symbol::Download class="i-s"/>
                {move || words::download_all(ready.get())}
            </button>
        </form>
    }
}

/// The favourites in one file, where there are any.
#[component]
fn DownloadFavourites(animation: String, favourites: Memo<usize>) -> impl IntoView {
    view! {
        <form
            method="get"
            action=format!("/studio/animations/{animation}/download")
            hidden=move || favourites.get() == 0
        >
            <input type="hidden" name="only" value="favourites"/>
            <button class="btn btn-secondary" type="submit">
                <Icon symbol=Symbol::Star class="i-s"/>
                {words::download_favourites()}
            </button>
        </form>
    }
}
