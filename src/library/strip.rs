//! Your AI videos: the latest of them below the Studio, and the way to the rest.

use super::card::Card;
use super::logic;
use super::rules::{KindChoice, Search};
use crate::accounts::Account;
use crate::error::AppError;
use crate::server::App;
use crate::ui::play_on_hover::PlayOnHover;
use crate::words::library as words;
use leptos::prelude::*;

/// How many stand in the strip.
const SHOWN: usize = 6;

/// The account's latest AI videos.
#[derive(Debug, Clone)]
pub struct AiVideos(Vec<Card>);

impl AiVideos {
    pub async fn of(app: &App, account: &Account) -> Result<Self, AppError> {
        Ok(Self(logic::latest_ai(app, account, SHOWN).await?))
    }
}

/// Nothing at all as long as there are none.
#[component]
pub fn AiVideosStrip(videos: AiVideos) -> impl IntoView {
    let AiVideos(cards) = videos;
    if cards.is_empty() {
        return ().into_any();
    }
    let all = Search {
        kind: KindChoice::Ai,
        ..Search::default()
    }
    .address();
    let video = |card: Card| {
        let frame = format!("video-frame {}", card.shape);
        view! {
            <li class="video-card strip-card">
                <a class="strip-open" href=card.open data-motion=card.motion>
                    <span class="strip-picture"><span class=frame>{card.picture.map(|picture| view! { <img src=picture alt="" loading="lazy" decoding="async"/> })}</span></span>
                    <b class="strip-title">{card.title}</b>
                    <span class="small muted">{card.state}</span>
                </a>
            </li>
        }
    };
    view! {
        <section class="ai-videos" aria-labelledby="ai-videos-title">
            <div class="row-b">
                <h2 id="ai-videos-title">{words::your_ai_videos()}</h2>
                <a class="link" href=all>{words::all_ai_videos()}</a>
            </div>
            <ul class="ai-videos-list">{cards.into_iter().map(video).collect_view()}</ul>
            <PlayOnHover/>
        </section>
    }
    .into_any()
}
