//! The files of a version: what each is good for, and where it stands.

use super::rules::{ExportState, FileView, FilesView, bytes_words};
use crate::live::{News, on_news};
use crate::ui::connection::{self, Lost, LostBanner};
use crate::ui::fetch::follow_json;
use crate::ui::icon::{Icon, Symbol};
use crate::words::{clips_exports as words, formats};
use leptos::prelude::*;
use std::time::Duration;

/// How often unfinished files are looked at when no news comes.
const POLL: Duration = Duration::from_millis(1_500);

/// The page's values.
#[derive(Clone, Copy)]
struct Board {
    view: RwSignal<FilesView>,
    reading: StoredValue<bool>,
    /// Why the files cannot be followed just now.
    lost: RwSignal<Option<Lost>>,
}

impl Board {
    /// Reads where the files stand; one reading at a time.
    fn read(self) {
        if self.reading.get_value() {
            return;
        }
        self.reading.set_value(true);
        leptos::task::spawn_local(async move {
            let address = self.view.with_untracked(|view| {
                format!("/clips/{}/files/state?version={}", view.clip, view.version)
            });
            // A reading that fails is followed by the next one; what is shown stays.
            let answer = follow_json::<FilesView>(&address).await;
            self.lost.set(answer.as_ref().err().and_then(Lost::by));
            if let Ok(fresh) = answer
                && self.view.with_untracked(|shown| *shown != fresh)
            {
                self.view.set(fresh);
            }
            self.reading.set_value(false);
        });
    }

    /// Keeps up with the server: by news, and by looking now and then while a file is unfinished.
    fn follow(self) {
        let clip = self.view.with_untracked(|view| view.clip.clone());
        on_news(move |news| {
            if matches!(&news, News::Render { clip: moved } if *moved == clip) {
                self.read();
            }
        });
        Effect::new(move |_| {
            connection::watch(self.lost, move || self.read());
            let looking = set_interval_with_handle(
                move || {
                    let unfinished = self.view.with_untracked(FilesView::unfinished);
                    if Lost::goes_on(self.lost, unfinished) {
                        self.read();
                    }
                },
                POLL,
            );
            if let Ok(looking) = looking {
                on_cleanup(move || looking.clear());
            }
        });
    }
}

/// The whole page.
#[island]
pub fn FilesBoard(view: FilesView) -> impl IntoView {
    let (clip, number, title) = (view.clip.clone(), view.number, view.title.clone());
    let original = format!("/clips/{clip}/download");
    let version = view.version.clone();
    let board = Board {
        view: RwSignal::new(view),
        reading: StoredValue::new(false),
        lost: RwSignal::new(None),
    };
    board.follow();
    let rows = move || {
        let files = board.view.with(|view| view.files.clone());
        files.into_iter().enumerate().collect::<Vec<_>>()
    };
    // A row is built anew only when it ends or begins, so that the focus on its button stays while it moves on.
    let key = |(index, file): &(usize, FileView)| (*index, file.state.label());
    let said = move || words::being_made(board.view.with(FilesView::unfinished));
    view! {
        <LostBanner lost=board.lost again=move || board.read() says=Lost::of_view/>
        <div class="wrap files">
            <header class="stack-s">
                <p><a class="link small" href=format!("/clips/{clip}")>{words::back_to_video()}</a></p>
                <h1>{words::heading(title)}</h1>
                <p class="muted">{words::all_yours(number)}</p>
            </header>
            <ul class="file-list" aria-label=words::files()>
                <li class="file-row card" id="mp4-1080p">
                    <div class="stack-s">
                        <h2 id="file-mp4-1080p">{words::mp4_1080p()}</h2>
                        <p class="small muted">{words::mp4_1080p_purpose()}</p>
                    </div>
                    <form method="get" action=original>
                        <input type="hidden" name="version" value=version/>
                        <button class="btn btn-secondary" type="submit" aria-describedby="file-mp4-1080p"><Icon symbol=Symbol::Download class="i-s"/>{words::download()}</button>
                    </form>
                </li>
                <For each=rows key=key children=move |(index, file)| view! { <Row board index file/> }/>
            </ul>
            <p class="vh" role="status">{said}</p>
        </div>
    }
}

#[component]
fn Row(board: Board, index: usize, file: FileView) -> impl IntoView {
    let slug = file.kind.slug();
    let heading = format!("file-{slug}");
    let size = words::size(file.width, file.height);
    let size = match file.state {
        ExportState::Ready { bytes } => words::size_and_bytes(size, bytes_words(bytes)),
        _ => size,
    };
    let acts = match file.state.clone() {
        ExportState::Possible => wish(board, &file, heading.clone(), words::make_it()).into_any(),
        ExportState::Waiting { .. } | ExportState::Making { .. } => {
            on_the_way(board, index, slug, heading.clone()).into_any()
        }
        ExportState::Ready { .. } => ready(board, slug, heading.clone()).into_any(),
        ExportState::Failed { problem } => view! {
            <p class="small">{problem}</p>
            {wish(board, &file, heading.clone(), words::try_again())}
        }
        .into_any(),
        ExportState::Cancelled => view! {
            <p class="small">{words::cancelled()}</p>
            {wish(board, &file, heading.clone(), words::make_it())}
        }
        .into_any(),
    };
    view! {
        <li class="file-row card" id=slug>
            <div class="stack-s">
                <h2 id=heading>{file.kind.label()}</h2>
                <p class="small muted">{file.kind.purpose()}</p>
                <p class="small num">{size}</p>
            </div>
            <div class="stack-s file-acts">{acts}</div>
        </li>
    }
}

/// A form that asks for something about a file.
fn form(board: Board, path: &'static str, slug: &'static str, button: AnyView) -> impl IntoView {
    let (clip, version) = board
        .view
        .with_untracked(|view| (view.clip.clone(), view.version.clone()));
    view! {
        <form method="post" action=format!("/clips/{clip}/{path}")>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="kind" value=slug/>
            {button}
        </form>
    }
}

fn wish(board: Board, file: &FileView, heading: String, words: &'static str) -> impl IntoView {
    let button = view! { <button class="btn btn-secondary" type="submit" aria-describedby=heading>{words}</button> };
    form(board, "files", file.kind.slug(), button.into_any())
}

fn on_the_way(board: Board, index: usize, slug: &'static str, heading: String) -> impl IntoView {
    let state = Memo::new(move |_| {
        board
            .view
            .with(|view| view.files.get(index).map(|file| file.state.clone()))
    });
    let words = move || match state.get() {
        Some(ExportState::Waiting { ahead: 0 }) => words::waiting_next().to_owned(),
        Some(ExportState::Waiting { ahead }) => words::waiting_ahead(ahead),
        Some(ExportState::Making { percent }) => words::making(formats::percent(percent)),
        _ => String::new(),
    };
    let percent = move || match state.get() {
        Some(ExportState::Making { percent }) => percent.to_string(),
        _ => "0".to_owned(),
    };
    let described = heading.clone();
    let button = view! { <button class="btn btn-ghost btn-small" type="submit" aria-describedby=described>{words::cancel()}</button> };
    view! {
        <p class="small num">{words}</p>
        <progress class="progress" max="100" value=percent aria-labelledby=heading></progress>
        {form(board, "files/cancel", slug, button.into_any())}
    }
}

fn ready(board: Board, slug: &'static str, heading: String) -> impl IntoView {
    let (clip, version) = board
        .view
        .with_untracked(|view| (view.clip.clone(), view.version.clone()));
    view! {
        <form method="get" action=format!("/clips/{clip}/files/{slug}")>
            <input type="hidden" name="version" value=version/>
            <button class="btn btn-secondary" type="submit" aria-describedby=heading><Icon symbol=Symbol::Download class="i-s"/>{words::download()}</button>
        </form>
    }
}
