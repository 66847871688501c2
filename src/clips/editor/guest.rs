//! What is different while somebody tries a template without an account: the next step leads to one, with everything that
//! is filled in. It is a plain form, so nothing is lost before, and without, the page's own code.

use super::playback::Playback;
use super::player::Live;
use super::versions::Facts;
use crate::clips::rules::Category;
use crate::ui::icon::{DownloadGem, Icon, Symbol};
use crate::words::clips as words;
use leptos::prelude::*;

/// The id of the form that the fields belong to wherever they stand.
pub const FORM: &str = "guest-form";

/// For browsers without script. They read it as markup; all others as a text, which hydration must not look into.
fn without_script() -> String {
    format!("<p class=\"small\">{}</p>", words::without_script())
}

/// The pane beside the stage. The form has no address of its own: it goes to the page's, which is its template's.
#[component]
pub fn GuestPane(playback: Playback) -> impl IntoView {
    // Whoever can see the video here sees it at once. The form's own way is for pages that are not awake, or cannot draw.
    let watch = move |event: web_sys::MouseEvent| {
        if playback.live.get_untracked() == Live::Broken {
            return;
        }
        event.prevent_default();
        if let Some(canvas) = playback.canvas.get_untracked()
            && canvas.get_bounding_client_rect().top() < 0.0
        {
            canvas.scroll_into_view();
        }
        playback.play_again();
    };
    view! {
        <aside class="pane pane-r" aria-label=words::preview_and_download()>
            <form id=FORM class="stack" method="post">
                <h2>{words::try_it()}</h2>
                <p class="small">{words::free_to_try_why()}</p>
                <noscript inner_html=without_script()></noscript>
                <WishButton wish="video" class="btn btn-secondary btn-wide" on:click=watch><Icon symbol=Symbol::Play/>" "{words::preview_free()}</WishButton>
            </form>
            <hr class="rule"/>
            <div class="stack">
                <h2>{words::then_download()}</h2>
                <p class="small">{words::sign_up_first()}</p>
                <div class="quote"><div class="sum"><DownloadGem/><span class="amount num">"1"</span><span class="unit">{words::download_credit()}</span></div></div>
                <span class="hide-m"><DownloadButton class="btn btn-primary btn-big btn-wide"/></span>
            </div>
            <Facts desk=playback.desk/>
        </aside>
    }
}

/// On phones the next step stays at hand at the bottom.
#[component]
pub fn GuestSheet() -> impl IntoView {
    view! {
        <div class="sheet only-m" role="region" aria-label=words::next_step()>
            <div class="row-b small"><span class="muted">{words::free_to_try_why()}</span></div>
            <DownloadButton class="btn btn-primary btn-wide"/>
        </div>
    }
}

/// The way to keep the draft for good.
#[component]
pub fn SaveButton() -> impl IntoView {
    view! { <WishButton wish="edit" class="btn btn-quiet btn-small">{words::save_to_account()}</WishButton> }
}

#[component]
fn DownloadButton(class: &'static str) -> impl IntoView {
    view! { <WishButton wish="video" class><Icon symbol=Symbol::Download/>" "{words::download_one_credit()}</WishButton> }
}

/// Sends the form on, and says what for.
#[component]
fn WishButton(wish: &'static str, class: &'static str, children: Children) -> impl IntoView {
    view! { <button class=class type="submit" form=FORM name="wish" value=wish>{children()}</button> }
}

/// The sample, and the way to a photo of one's own: those are kept for an account.
#[component]
pub fn GuestPhoto(category: Category, sample: String) -> impl IntoView {
    view! {
        <div class="field">
            <span class="lab"><span>{category.photo_label()}</span></span>
            <div class="upload">
                <span class="th"><img src=sample alt=""/></span>
                <span class="t"><b>{words::sample_photo()}</b><span class="micro muted">{words::own_photo_needs_account()}</span></span>
                <button class="btn btn-quiet btn-small" type="submit" form=FORM name="wish" value="edit" aria-label=words::upload_photo()>{words::upload()}</button>
            </div>
        </div>
    }
}
