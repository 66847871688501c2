//! Stage directions in an address: in which modes a page is shown, what is done on it once it is awake, and whose
//! session a frame has. All scenarios of the Lab can thus stand beside each other on one page, each with an account of its own,
//! although a browser keeps one session cookie.

use super::modes::{Directions, Modes};
use super::scenarios::{Step, comes_from_elsewhere};
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// The frame of somebody who is not signed in.
const NOBODY: &str = "nobody";
const COOKIE: &str = "session=";

/// The address of a page in these modes, with a step to take on it.
pub fn directed(path: &str, modes: Modes, step: Option<Step>) -> String {
    with_directions(path, &Directions::new(modes, step))
}

fn with_directions(path: &str, directions: &Directions) -> String {
    let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
    let query = serde_urlencoded::to_string(directions).unwrap_or_default();
    let join = match (query.is_empty(), path.contains('?')) {
        (true, _) => "",
        (false, true) => "&",
        (false, false) => "?",
    };
    let hash = if fragment.is_empty() { "" } else { "#" };
    format!("{path}{join}{query}{hash}{fragment}")
}

/// The directions in a query, and the query without them.
fn read(query: &str) -> (Directions, String) {
    let directions = serde_urlencoded::from_str(query).unwrap_or_default();
    let rest: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lab-"))
        .collect();
    (directions, rest.join("&"))
}

/// Follows the directions of an address, or of the page that asks.
pub async fn direct(mut request: Request, next: Next) -> Response {
    let (mut directions, rest) = read(request.uri().query().unwrap_or_default());
    let asking = of_asking_page(request.headers());
    if comes_from_elsewhere(request.headers()) {
        // Some steps change something: no other site takes them on behalf of whoever follows its link.
        directions.step = None;
    }
    if opens_a_frame(&request) {
        return in_a_new_frame(request, next, directions).await;
    }
    let navigates = is(request.headers(), "sec-fetch-mode", "navigate");
    let framed = is(request.headers(), "sec-fetch-dest", "iframe");
    let may_keep = match &asking.frame {
        Some(_) => directions.frame.is_none() && (framed || !navigates),
        // A window keeps its modes until an address says others, or leads back to the Lab.
        None => !says_something(request.uri()) && !request.uri().path().starts_with("/lab"),
    };
    if may_keep && asking != Directions::default() {
        directions = Directions {
            step: directions.step,
            ..asking
        };
        if navigates && request.method() == Method::GET {
            // A link or a redirect: the next address says it as well.
            let here = without_directions(request.uri(), &rest);
            return Redirect::to(&with_directions(&here, &directions)).into_response();
        }
    }
    if says_something(request.uri())
        && let Ok(uri) = without_directions(request.uri(), &rest).parse()
    {
        *request.uri_mut() = uri;
    }
    let direction = directions.modes().direction(directions.step.as_deref());
    let has_scripts = !direction.scripts.is_empty();
    request.extensions_mut().insert(direction);
    let response = match directions.frame {
        None => next.run(request).await,
        Some(frame) => in_frame(request, next, &frame).await,
    };
    if has_scripts {
        with_scripts(response)
    } else {
        response
    }
}

/// Whether an address directs anything.
fn says_something(uri: &Uri) -> bool {
    let mut pairs = uri.query().unwrap_or_default().split('&');
    pairs.any(|pair| pair.starts_with("lab-"))
}

/// The directions of the page that asks for this: browsers name it within one site.
fn of_asking_page(headers: &HeaderMap) -> Directions {
    headers
        .get(header::REFERER)
        .and_then(|referer| referer.to_str().ok())
        .and_then(|referer| referer.parse::<Uri>().ok())
        .map(|referer| read(referer.query().unwrap_or_default()).0)
        .unwrap_or_default()
}

fn is(headers: &HeaderMap, name: &str, value: &str) -> bool {
    headers.get(name).is_some_and(|found| found == value)
}

fn without_directions(uri: &Uri, rest: &str) -> String {
    match rest {
        "" => uri.path().to_owned(),
        rest => format!("{}?{rest}", uri.path()),
    }
}

/// Whether a scenario is being opened in a frame.
fn opens_a_frame(request: &Request) -> bool {
    request.uri().path().starts_with("/lab/scenarios/")
        && is(request.headers(), "sec-fetch-dest", "iframe")
}

/// Opens a scenario in a session of its own, which the address it leads to names from then on.
async fn in_a_new_frame(mut request: Request, next: Next, directions: Directions) -> Response {
    request.headers_mut().remove(header::COOKIE);
    let mut response = next.run(request).await;
    let session = response
        .headers()
        .get(header::SET_COOKIE)
        .and_then(|cookie| cookie.to_str().ok()?.strip_prefix(COOKIE))
        .and_then(|cookie| cookie.split(';').next())
        .filter(|session| !session.is_empty())
        .unwrap_or(NOBODY)
        .to_owned();
    let on = Directions {
        frame: Some(session),
        ..directions
    };
    let location = response
        .headers()
        .get(header::LOCATION)
        .and_then(|location| location.to_str().ok())
        .and_then(|location| HeaderValue::from_str(&with_directions(location, &on)).ok());
    if let Some(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    framed(response)
}

/// Answers as the frame's own session, and lets the Lab show it.
async fn in_frame(mut request: Request, next: Next, session: &str) -> Response {
    if request.uri().path() == "/live" {
        // A browser opens six connections to a host; a stream in each frame would use them up. 204 ends it.
        return StatusCode::NO_CONTENT.into_response();
    }
    let headers = request.headers_mut();
    headers.remove(header::COOKIE);
    if session != NOBODY
        && let Ok(cookie) = HeaderValue::from_str(&format!("{COOKIE}{session}"))
    {
        headers.insert(header::COOKIE, cookie);
    }
    framed(next.run(request).await)
}

/// A response that may stand in a frame of this site and leaves the window's own session alone.
fn framed(mut response: Response<Body>) -> Response {
    let headers = response.headers_mut();
    headers.remove(header::SET_COOKIE);
    headers.insert(
        header::X_FRAME_OPTIONS,
        HeaderValue::from_static("SAMEORIGIN"),
    );
    with_policy(response, |policy| {
        policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    })
}

/// A response whose policy lets the Lab's scripts run: the page of a failure has none of its own and allows none.
fn with_scripts(response: Response<Body>) -> Response {
    with_policy(response, |policy| {
        if policy.contains("script-src") {
            policy.to_owned()
        } else {
            format!("{policy}; script-src 'self'")
        }
    })
}

fn with_policy(mut response: Response<Body>, changed: impl Fn(&str) -> String) -> Response {
    let policy = response
        .headers()
        .get(header::CONTENT_SECURITY_POLICY)
        .and_then(|policy| policy.to_str().ok())
        .and_then(|policy| HeaderValue::from_str(&changed(policy)).ok());
    if let Some(policy) = policy {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::modes::{Contrast, Motion, TextSize, Theme, Words};

    #[test]
    fn pages_never_see_directions() {
        let (directions, rest) = read("view=scene&lab-theme=dark&lab-frame=abc&q=a%26b");
        assert_eq!(directions.frame.as_deref(), Some("abc"));
        assert_eq!(directions.theme, Some(Theme::Dark));
        assert_eq!(rest, "view=scene&q=a%26b");
        assert_eq!(read("q=lab").0, Directions::default());
    }

    #[test]
    fn modes_are_read_and_written_alike() {
        let directions =
            read("lab-words=ar-XB&lab-text=200&lab-motion=reduced&lab-contrast=more").0;
        let modes = Modes {
            words: Words::RightToLeft,
            text: TextSize::Double,
            motion: Motion::Reduced,
            contrast: Contrast::More,
            ..Modes::default()
        };
        assert_eq!(directions.modes(), modes);
        assert_eq!(
            directed("/help", modes, None),
            "/help?lab-words=ar-XB&lab-text=200&lab-motion=reduced&lab-contrast=more"
        );
        let usual = "lab-words=as-they-are&lab-text=100&lab-motion=as-the-system-says&lab-contrast=as-the-system-says";
        let usual = read(usual).0;
        assert_eq!(usual, Directions::default());
    }

    #[test]
    fn an_address_keeps_its_own_query_and_fragment() {
        let light = Modes {
            theme: Some(Theme::Light),
            ..Modes::default()
        };
        let on = |path: &str| directed(path, light, Some(Step::OpenHelp));
        assert_eq!(on("/"), "/?lab-theme=light&lab-step=open-help");
        assert_eq!(
            on("/studio?a=b#c"),
            "/studio?a=b&lab-theme=light&lab-step=open-help#c"
        );
        assert_eq!(directed("/clips", Modes::default(), None), "/clips");
    }
}
