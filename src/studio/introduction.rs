//! `/studio` for whoever has no account yet: what the Studio does, and what it takes.

use crate::accounts::Visitor;
use crate::app::{Page, Section, render};
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio::names;
use crate::ui::amount::grouped;
use crate::ui::icon::AiGem;
use crate::words::{gallery, studio as words};
use ::credits::{
    AnimationSettings, Duration, PriceList, Resolution, Timestamp, VideoCount, current, quote,
};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

// Both ways in lead back to the Studio.
const SIGN_UP: &str = "/signup?next=/studio";
const SIGN_IN: &str = "/login?next=/studio";

/// The page.
pub async fn show(app: App, request: Request) -> Response {
    let list = match prices(&app).await {
        Ok(list) => list,
        Err(error) => return error.into_response(),
    };
    let page = Page::titled(words::ai_studio()).within(Section::Studio);
    render(app, Visitor::default(), request, page, move || {
        view! { <Introduction list/> }.into_any()
    })
    .await
}

/// The prices that hold now.
async fn prices(app: &App) -> Result<PriceList, AppError> {
    let lists = app.ledger.price_lists().await?;
    current(&lists, Timestamp::from_ms(wall_clock_ms()))
        .copied()
        .ok_or_else(|| AppError::internal("there is no price list"))
}

#[component]
fn Introduction(list: PriceList) -> impl IntoView {
    let steps = [
        (words::describe_the_scene(), words::guest_describe_why()),
        (words::guest_check(), words::guest_check_why()),
        (words::animate_it(), words::guest_animate_why()),
    ];
    view! {
        <main id="main" class="wrap studio-intro">
            <section class="studio-intro-top" aria-labelledby="intro-title">
                <div class="studio-intro-words">
                    <h1 id="intro-title">{words::guest_heading()}</h1>
                    <p class="lead">{words::guest_lead()}</p>
                    <div class="row studio-intro-acts">
                        <a class="btn btn-primary btn-big" href=SIGN_UP>{words::guest_sign_up()}</a>
                        <a class="btn btn-secondary btn-big" href=SIGN_IN>{words::guest_sign_in()}</a>
                    </div>
                    <p class="small muted">{words::guest_way_back()}</p>
                </div>
                <div class="studio-intro-art" aria-hidden="true">
                    <div class="scene scene-dusk">
                        <div class="world"></div>
                        <div class="frame f-phone"><i></i><i></i></div>
                        <img class="subject" src="/art/perfume.svg" alt=""/>
                        <div class="cap">{gallery::art_caption()}</div>
                    </div>
                </div>
            </section>
            <ol class="studio-intro-steps">
                {steps.map(|(title, why)| view! { <li class="card stack-s"><h2>{title}</h2><p>{why}</p></li> })}
            </ol>
            <section class="studio-intro-prices" aria-labelledby="intro-prices">
                <div class="stack-s">
                    <h2 id="intro-prices">{words::guest_prices()}</h2>
                    <p>{words::guest_prices_why()}</p>
                    <p><a class="link" href="/help#plans">{words::guest_plans()}</a></p>
                </div>
                <Prices list/>
            </section>
        </main>
    }
}

/// What one video takes, by its length and its size.
#[component]
fn Prices(list: PriceList) -> impl IntoView {
    let sizes =
        Resolution::ALL.map(|resolution| view! { <th scope="col">{resolution.label()}</th> });
    let rows = Duration::ALL.map(|duration| {
        let totals = Resolution::ALL.map(|resolution| {
            let settings = AnimationSettings::new(duration, resolution, VideoCount::One);
            view! { <td class="num">{grouped(quote(&list, settings).total.get())}</td> }
        });
        view! { <tr><th scope="row">{names::duration(duration)}</th>{totals}</tr> }
    });
    view! {
        <div class="card studio-intro-table">
            <table>
                <caption><span class="row"><AiGem/>{words::guest_prices_of_one()}</span></caption>
                <thead><tr><th scope="col">{words::duration()}</th>{sizes}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use crate::server::testing::{Browser, TestApp};
    use axum::http::StatusCode;

    async fn text_of(browser: &mut Browser<'_>, path: &str) -> String {
        let answer = browser.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let body = axum::body::to_bytes(answer.into_body(), 1 << 22)
            .await
            .expect("a whole page");
        String::from_utf8_lossy(&body).into_owned()
    }

    #[tokio::test]
    async fn a_visitor_reads_what_the_studio_takes_and_comes_back_to_it() {
        let test = TestApp::start().await;
        let mut browser = Browser::new(&test.app);
        let page = text_of(&mut browser, "/studio").await;
        for way in ["/signup?next=/studio", "/login?next=/studio"] {
            assert!(page.contains(&format!("href=\"{way}\"")), "{way}");
        }
        // 10 s at 1080p, and 15 s at 4K.
        for total in [">30<", ">90<"] {
            assert!(page.contains(total), "{total}: {page}");
        }
        let door = text_of(&mut browser, "/login?next=/studio").await;
        assert!(door.contains("Sign in to use the AI Studio"), "{door}");
    }
}
