//! Light, dark or as the device: what a browser was told holds for whoever uses it, signed in or not, so that it is kept in a
//! cookie and with no account. A plain form sets it, and every page is written in it.

use crate::accounts::LocalPath;
use crate::server::{App, Mode, form};
use crate::words::app as words;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use leptos::prelude::*;
use serde::Deserialize;
use time::Duration;
use tower_sessions::cookie::{Cookie, SameSite};

/// How long a browser keeps it.
const KEPT: Duration = Duration::days(365);
const NAME: &str = "appearance";
/// Its name in production, which no other host and no plain connection can set.
const NAME_IN_PRODUCTION: &str = "__Host-appearance";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Appearance {
    #[default]
    Device,
    Light,
    Dark,
}

impl Appearance {
    const ALL: [Self; 3] = [Self::Device, Self::Light, Self::Dark];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Device => words::as_the_device(),
            Self::Light => words::light(),
            Self::Dark => words::dark(),
        }
    }

    /// The theme of a document; none follows the device.
    pub fn theme(self) -> Option<&'static str> {
        (self != Self::Device).then_some(self.as_str())
    }

    /// What the browser that asks was told. A page that says that something failed knows no mode, and a theme is no secret, so
    /// that either name will do.
    pub fn of(headers: &HeaderMap) -> Self {
        headers
            .get_all(header::COOKIE)
            .into_iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(Cookie::split_parse)
            .flatten()
            .filter(|cookie| [NAME, NAME_IN_PRODUCTION].contains(&cookie.name()))
            .find_map(|cookie| {
                let mut all = Self::ALL.into_iter();
                all.find(|one| one.as_str() == cookie.value())
            })
            .unwrap_or_default()
    }

    /// The cookie that tells a browser; to follow the device needs none.
    fn cookie(self, mode: Mode) -> String {
        let production = mode == Mode::Production;
        let name = if production { NAME_IN_PRODUCTION } else { NAME };
        let kept = self.theme().map_or(Duration::ZERO, |_| KEPT);
        Cookie::build((name, self.as_str()))
            .path("/")
            .max_age(kept)
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(production)
            .build()
            .to_string()
    }
}

pub fn routes() -> Router<App> {
    Router::new().route("/appearance", post(choose))
}

#[derive(Deserialize)]
struct Wanted {
    appearance: Appearance,
    /// The page that the form stands on.
    #[serde(default)]
    back: LocalPath,
}

async fn choose(State(app): State<App>, request: Request) -> Response {
    let wanted = match form::read::<Wanted>(request).await {
        Ok((wanted, _)) => wanted,
        Err(unreadable) => return unreadable,
    };
    let cookie = wanted.appearance.cookie(app.settings.mode);
    let back = Redirect::to(wanted.back.as_str());
    ([(header::SET_COOKIE, cookie)], back).into_response()
}

/// The form. It leads to `back` once a choice is made.
#[component]
pub fn AppearanceForm(chosen: Appearance, back: &'static str) -> impl IntoView {
    let options = Appearance::ALL.map(|one| {
        view! { <label><input type="radio" name="appearance" value=one.as_str() checked=one == chosen/>{one.name()}</label> }
    });
    view! {
        <form id="appearance" class="card account-card appearance stack" method="post" action="/appearance">
            <fieldset>
                <legend><h2>{words::appearance()}</h2></legend>
                <div class="seg">{options.into_iter().collect_view()}</div>
            </fieldset>
            <p class="small muted">{words::appearance_hint()}</p>
            <input type="hidden" name="back" value=back/>
            <button class="btn btn-secondary" type="submit">{words::save_appearance()}</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::router::router;
    use crate::server::testing::TestApp;
    use axum::body::Body;
    use axum::http::{HeaderValue, StatusCode};
    use tower::ServiceExt;

    fn said(lines: &[&'static str]) -> Appearance {
        let lines = lines.iter().map(|line| HeaderValue::from_static(line));
        Appearance::of(&lines.map(|line| (header::COOKIE, line)).collect())
    }

    #[test]
    fn a_browser_says_what_it_was_told_among_its_other_cookies() {
        assert_eq!(said(&[]), Appearance::Device);
        assert_eq!(said(&["session=dark"]), Appearance::Device);
        assert_eq!(said(&["appearance=sepia"]), Appearance::Device);
        assert_eq!(said(&["session=a; appearance=dark"]), Appearance::Dark);
        let two = ["__Host-session=a", "__Host-appearance=light"];
        assert_eq!(said(&two), Appearance::Light);
    }

    #[test]
    fn the_cookie_stays_for_a_year_and_goes_when_the_device_decides() {
        assert_eq!(
            Appearance::Dark.cookie(Mode::Production),
            "__Host-appearance=dark; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=31536000"
        );
        assert_eq!(
            Appearance::Device.cookie(Mode::Demo),
            "appearance=device; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"
        );
    }

    #[tokio::test]
    async fn a_choice_leads_back_to_its_page_and_never_to_another_host() {
        let test = TestApp::start().await;
        for (form, status, location) in [
            (
                "appearance=dark&back=/help%23appearance",
                StatusCode::SEE_OTHER,
                "/help#appearance",
            ),
            (
                "appearance=dark&back=//elsewhere.example",
                StatusCode::SEE_OTHER,
                "/",
            ),
            ("appearance=sepia", StatusCode::UNPROCESSABLE_ENTITY, ""),
        ] {
            let request = Request::post("/appearance")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(form))
                .expect("a request");
            let answer = router(test.app.clone()).oneshot(request).await;
            let answer = answer.expect("the router never fails");
            assert_eq!(answer.status(), status, "{form}");
            let header = |name| answer.headers().get(name).map(HeaderValue::as_bytes);
            let found = header(header::LOCATION).unwrap_or_default();
            assert_eq!(found, location.as_bytes(), "{form}");
            let is_set = header(header::SET_COOKIE).is_some();
            assert_eq!(is_set, status == StatusCode::SEE_OTHER, "{form}");
        }
    }

    #[tokio::test]
    async fn pages_and_failures_are_written_in_what_was_chosen() {
        let test = TestApp::start().await;
        for path in ["/login", "/nowhere", "/templates/none/still.jpg"] {
            let request = Request::get(path)
                .header(header::ACCEPT, "text/html")
                .header(header::COOKIE, "appearance=dark")
                .body(Body::empty())
                .expect("a request");
            let answer = router(test.app.clone()).oneshot(request).await;
            let answer = answer.expect("the router never fails");
            let page = axum::body::to_bytes(answer.into_body(), 1 << 20).await;
            let page = String::from_utf8_lossy(&page.expect("a short page")).into_owned();
            assert!(page.contains("data-theme=\"dark\""), "{path}: {page}");
        }
    }
}
