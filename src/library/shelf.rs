//! My videos: the search, the page of cards, and what there is to say when there are none.

use super::card::{Card, DeletedRow, VideoCard};
use super::logic::Shelf;
use super::rules::{
    KindChoice, PAGE, Search, SortChoice, StateChoice, storage_words, videos_words,
};
use crate::ui::icon::{Icon, Symbol};
use crate::ui::notice::{Notice, Tone};
use crate::ui::play_on_hover::PlayOnHover;
use crate::words::library as words;
use leptos::prelude::*;

/// The name by which buttons outside of the search's form belong to it.
const SEARCH_FORM: &str = "videos-search";

/// What a form that was sent from here has done, to be said on the page it led back to.
#[derive(Debug, Clone)]
pub enum Told {
    Deleted(Card),
    Copied(Card),
}

impl Shelf {
    /// What was found, in words: it stands above the list and in the page's title, so that it is announced.
    pub fn found_words(&self) -> String {
        let count = self.counts.found;
        let search = &self.search;
        if search.state == StateChoice::Deleted && search.text.is_empty() {
            return words::videos_deleted(count);
        }
        match (search.text.is_empty(), search.narrows()) {
            (false, _) => words::videos_found_for(count, &search.text),
            (true, true) => words::videos_found(count),
            (true, false) => videos_words(count),
        }
    }
}

#[component]
pub fn MyVideos(shelf: Shelf, told: Option<Told>) -> impl IntoView {
    let back = shelf.search.query();
    let nothing_yet = shelf.counts.everything + shelf.counts.deleted == 0;
    let found = shelf.found_words();
    // A page has one primary action; an empty one has it in its middle.
    let choose = if nothing_yet {
        "btn btn-secondary"
    } else {
        "btn btn-primary"
    };
    view! {
        <main id="main" class="wrap videos-page">
            <div class="row-b videos-top">
                <h1>{words::my_videos()}</h1>
                <div class="row">
                    <a class="btn btn-secondary" href="/studio">{words::new_scene()}</a>
                    <a class=choose href="/"><Icon symbol=Symbol::Plus class="i-s"/>" "{words::choose_a_template()}</a>
                </div>
            </div>
            {told.map(|told| view! { <ToldNotice told back=back.clone()/> })}
            {if nothing_yet {
                view! { <NothingYet/> }.into_any()
            } else {
                view! {
                    <SearchForm search=shelf.search.clone()/>
                    {(shelf.search.state == StateChoice::Deleted).then(|| view! { <h2>{words::deleted_list()}</h2> })}
                    <div class="row-b">
                        <p class="small muted" role="status">{found}</p>
                        <SortChips sort=shelf.search.sort/>
                    </div>
                    <Found shelf=shelf.clone() back/>
                    <Foot shelf/>
                }.into_any()
            }}
            <PlayOnHover/>
        </main>
    }
}

#[component]
fn ToldNotice(told: Told, back: String) -> impl IntoView {
    match told {
        Told::Deleted(card) => {
            let undo = format!("/library/{}/{}/restore", card.kind.slug(), card.id);
            view! {
                <Notice tone=Tone::Neutral role="status">
                    <b>{words::is_deleted(card.title)}</b>
                    " "{words::downloads_stay_yours()}" "
                    <form class="inline-form" method="post" action=undo>
                        <input type="hidden" name="back" value=back/>
                        <button class="link" type="submit">{words::undo()}</button>
                    </form>
                </Notice>
            }
            .into_any()
        }
        Told::Copied(card) => {
            let cost = if card.paid {
                words::copy_of_downloaded()
            } else {
                words::copy_is_free()
            };
            view! {
                <Notice tone=Tone::Positive role="status">
                    <b>{words::is_a_new_draft(card.title)}</b>
                    " "{cost}" "
                    <a class="link" href=card.open>{words::open_it()}</a>
                </Notice>
            }
            .into_any()
        }
    }
}

/// A plain form: its address can be kept and shared. Enter presses its first button, so that is the search.
#[component]
fn SearchForm(search: Search) -> impl IntoView {
    let Search {
        text,
        kind,
        state,
        sort,
        ..
    } = search;
    let kinds = KindChoice::ALL
        .iter()
        .map(|one| chip("kind", one.slug(), one.label(), *one == kind));
    // What is deleted is not among the choices, but whoever looks at it sees that it is chosen.
    let states = [
        StateChoice::Any,
        StateChoice::Drafts,
        StateChoice::Ready,
        StateChoice::Downloaded,
    ]
    .into_iter()
    .chain((state == StateChoice::Deleted).then_some(StateChoice::Deleted))
    .map(|one| chip("state", one.slug(), one.label(), one == state));
    view! {
        <form class="videos-search" id=SEARCH_FORM action="/clips" role="search" aria-label=words::your_videos()>
            <div class="row videos-words">
                <input class="input" type="search" name="q" value=text maxlength="100" aria-label=words::search_videos() placeholder=words::what_is_searched() autocomplete="off"/>
                <button class="btn btn-secondary" type="submit">{words::search()}</button>
            </div>
            <input type="hidden" name="kind" value=kind.slug()/>
            <input type="hidden" name="state" value=state.slug()/>
            <input type="hidden" name="sort" value=sort.slug()/>
            <div class="chips" role="group" aria-label=words::kind()>{kinds.collect_view()}</div>
            <div class="chips" role="group" aria-label=words::state()>{states.collect_view()}</div>
        </form>
    }
}

/// A button that chooses. It belongs to the search's form wherever it stands.
fn chip(group: &str, slug: &str, label: &'static str, on: bool) -> impl IntoView {
    let pressed = if on { "true" } else { "false" };
    view! { <button class="chip" form=SEARCH_FORM name="set" value=format!("{group}:{slug}") aria-pressed=pressed>{label}</button> }
}

#[component]
fn SortChips(sort: SortChoice) -> impl IntoView {
    let sorts = SortChoice::ALL
        .iter()
        .map(|one| chip("sort", one.slug(), one.label(), *one == sort));
    view! { <div class="chips videos-sort" role="group" aria-label=words::sort_by()>{sorts.collect_view()}</div> }
}

#[component]
fn Found(shelf: Shelf, back: String) -> impl IntoView {
    if shelf.cards.is_empty() {
        return view! { <NothingFound search=shelf.search/> }.into_any();
    }
    let deleted = shelf.search.state == StateChoice::Deleted;
    let cards = shelf.cards.into_iter().map(|card| {
        let back = back.clone();
        if deleted {
            view! { <DeletedRow card back/> }.into_any()
        } else {
            view! { <VideoCard card back/> }.into_any()
        }
    });
    let class = if deleted { "stack-s" } else { "videos" };
    let label = if deleted {
        words::deleted_list()
    } else {
        words::list()
    };
    view! { <ul class=class aria-label=label>{cards.collect_view()}</ul> }.into_any()
}

/// The way on, and what is kept.
#[component]
fn Foot(shelf: Shelf) -> impl IntoView {
    let Shelf {
        search,
        counts,
        next,
        storage,
        cards,
    } = shelf;
    let left = counts.from_here.saturating_sub(cards.len() as u64);
    let more = next.map(|after| {
        let address = Search {
            after: Some(after),
            ..search.clone()
        }
        .address();
        let show = words::show_more(left.min(PAGE as u64));
        view! {
            <a class="btn btn-secondary" href=address>{show}</a>
            <span class="small muted">{words::left(left)}</span>
        }
    });
    let first = search.after.is_some().then(|| {
        view! { <a class="btn btn-ghost" href=search.from_the_top().address()>{words::back_to_first()}</a> }
    });
    let deleted = (search.state != StateChoice::Deleted && counts.deleted > 0).then(|| {
        let address = Search {
            state: StateChoice::Deleted,
            ..Search::default()
        }
        .address();
        view! { <a class="link" href=address>{words::deleted_count(counts.deleted)}</a> }
    });
    let paged = more.is_some() || first.is_some();
    view! {
        {paged.then(|| view! { <nav class="row videos-more" aria-label=words::pages()>{more}{first}</nav> })}
        <footer class="row-b small muted videos-foot">
            <p>{words::kept_until_deleted(storage_words(storage.bytes, storage.files))}</p>
            {deleted}
        </footer>
    }
}

#[component]
fn NothingYet() -> impl IntoView {
    view! {
        <div class="card tc stack videos-empty">
            <img class="videos-empty-art" src="/art/sneaker.svg" alt="" width="220" height="138"/>
            <h2>{words::nothing_yet()}</h2>
            <p>{words::how_to_begin()}</p>
            <p class="row videos-empty-acts">
                <a class="btn btn-primary" href="/clips/new/step-out">{words::start_with_step_out()}</a>
                <a class="btn btn-secondary" href="/studio">{words::direct_a_scene()}</a>
            </p>
        </div>
    }
}

#[component]
fn NothingFound(search: Search) -> impl IntoView {
    let (heading, sentence) = nothing_words(&search);
    view! {
        <div class="card tc stack videos-empty">
            <h2>{heading}</h2>
            <p>{sentence}</p>
            <p><a class="btn btn-secondary" href="/clips">{words::show_all()}</a></p>
        </div>
    }
}

/// What there is none of, and what to do.
fn nothing_words(search: &Search) -> (String, &'static str) {
    if !search.text.is_empty() {
        return (
            words::nothing_found_for(&search.text),
            words::nothing_found_advice(),
        );
    }
    match (search.state, search.kind) {
        (StateChoice::Deleted, _) => (
            words::nothing_deleted().to_owned(),
            words::nothing_deleted_advice(),
        ),
        (StateChoice::Downloaded, KindChoice::Ai) => (
            words::ai_downloads().to_owned(),
            words::ai_downloads_advice(),
        ),
        (StateChoice::Drafts, _) => (words::no_drafts().to_owned(), words::no_drafts_advice()),
        (StateChoice::Ready, _) => (
            words::nothing_ready().to_owned(),
            words::nothing_ready_advice(),
        ),
        (StateChoice::Downloaded, _) => (
            words::nothing_downloaded().to_owned(),
            words::nothing_downloaded_advice(),
        ),
        (StateChoice::Any, KindChoice::Ai) => (
            words::no_ai_videos().to_owned(),
            words::no_ai_videos_advice(),
        ),
        (StateChoice::Any, KindChoice::HandCrafted) => (
            words::no_hand_crafted().to_owned(),
            words::no_hand_crafted_advice(),
        ),
        (StateChoice::Any, KindChoice::All) => (
            words::no_videos_here().to_owned(),
            words::no_videos_here_advice(),
        ),
    }
}
