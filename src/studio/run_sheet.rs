//! The next step of an animation on a phone, in reach of the thumb: to cancel while videos are made, or the one that is done.

use super::rules::TakeState;
use super::run_board::Run;
use super::run_credits::{CancelButton, comes_back};
use super::take_tile::heading_id;
use crate::ui::icon::{Icon, Symbol};
use crate::words::studio as words;
use leptos::prelude::*;

/// What the sheet offers.
#[derive(Clone, PartialEq)]
enum Step {
    Cancel,
    /// The id of the only finished video, and its number.
    Download(String, u32),
    Nothing,
}

/// The bottom sheet. Several finished videos have a download of their own there, see `DownloadAll`.
#[component]
pub fn RunSheet(run: Run, ready: Memo<usize>, unfinished: Memo<usize>) -> impl IntoView {
    let step = Memo::new(move |_| {
        if unfinished.get() > 0 {
            return Step::Cancel;
        }
        let one = ready.get() == 1;
        let only = one.then(|| only_ready(run)).flatten();
        only.map_or(Step::Nothing, |(take, number)| Step::Download(take, number))
    });
    move || match step.get() {
        Step::Cancel => Some(making(run, ready, unfinished)),
        Step::Download(take, number) => Some(download(&take, number)),
        Step::Nothing => None,
    }
}

/// The finished video where it is the only one: its id and number.
fn only_ready(run: Run) -> Option<(String, u32)> {
    run.view.with(|shown| {
        let mut ready = shown
            .takes
            .iter()
            .filter(|take| take.state == TakeState::Ready);
        ready.next().map(|take| (take.id.clone(), take.number))
    })
}

fn making(run: Run, ready: Memo<usize>, unfinished: Memo<usize>) -> AnyView {
    let percent = move || run.view.with(|shown| shown.percent.to_string());
    view! {
        <div class="sheet only-m" role="region" aria-label=words::next_step()>
            <progress class="all-progress" aria-label=words::all_videos() max="100" value=percent></progress>
            <p class="micro muted">{comes_back(run, ready)}</p>
            <CancelButton run unfinished/>
        </div>
    }
    .into_any()
}

fn download(take: &str, number: u32) -> AnyView {
    view! {
        <div class="sheet only-m" role="region" aria-label=words::next_step()>
            <form method="get" action=format!("/studio/takes/{take}/download")>
                <button class="btn btn-primary btn-wide" type="submit" aria-describedby=heading_id(number)>
                    <Icon symbol=Symbol::Download class="i-s"/>
                    {words::download_free()}
                </button>
            </form>
        </div>
    }
    .into_any()
}
