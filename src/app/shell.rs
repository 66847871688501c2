//! The document around a page: head, header, help, and the scripts that wake the islands.

use super::HydrationSignal;
use super::appearance::Appearance;
use super::header::{Header, SignedInHeader};
use super::wake::WakeScripts;
use crate::accounts::Visitor;
use crate::error::AppError;
use crate::help::corner::{HelpContent, HelpCorner};
use crate::server::{App, Mode, security};
use crate::words::{app as words, language};
use axum::body::Body;
use axum::extract::Request;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Which entry of the main navigation the page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Templates,
    Studio,
    Clips,
    Lab,
    Elsewhere,
}

/// What the shell has to know about a page.
#[derive(Debug, Clone)]
pub struct Page {
    pub title: String,
    pub section: Section,
    pub chrome: Chrome,
    pub bundle: Bundle,
}

/// Which bundle of browser code wakes the page's islands. Every bundle has the shell's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bundle {
    /// The balance menu, live news and help.
    Shell,
    /// The shell's and the clip editor's.
    Editor,
    /// The shell's and the AI Studio's.
    Studio,
}

impl Bundle {
    /// The name of its files in `pkg/`, which is also the name of the feature it is built with.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shell => "shell",
            Self::Editor => "editor",
            Self::Studio => "studio",
        }
    }
}

/// What stands around the page's own content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chrome {
    /// The header with navigation and tools.
    Full,
    /// Nothing: the page is a door of its own.
    Bare,
}

impl Page {
    /// A page outside the main navigation's sections.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            section: Section::Elsewhere,
            chrome: Chrome::Full,
            bundle: Bundle::Shell,
        }
    }

    /// The same page within a section of the navigation.
    pub fn within(self, section: Section) -> Self {
        Self { section, ..self }
    }

    /// The same page, woken by another bundle.
    pub fn woken_by(self, bundle: Bundle) -> Self {
        Self { bundle, ..self }
    }

    /// Whether its text has the network to itself. A workbench's bundle is three times as large as the shell's and would keep
    /// the text waiting on a slow network. Among the templates, and outside the sections, on doors, statements and help, nothing
    /// but text comes before the bundle, and nothing waits for it: links and forms work without.
    fn is_read_first(&self) -> bool {
        self.bundle != Bundle::Shell
            || matches!(self.section, Section::Templates | Section::Elsewhere)
    }

    /// The same page without the header.
    pub fn bare(self) -> Self {
        Self {
            chrome: Chrome::Bare,
            ..self
        }
    }
}

/// The name of the style sheet in `pkg/`.
pub const STYLE: &str = "breakout-clips.css";
const FONT: &str =
    "</fonts/inter-latin.woff2>; rel=preload; as=font; type=\"font/woff2\"; crossorigin";

/// How a request wants its page shown, apart from what is on it. A browser may ask for a theme, and the Lab for anything.
#[derive(Debug, Clone, Default)]
pub struct Direction {
    /// `light` or `dark`; none follows the system.
    pub theme: Option<&'static str>,
    /// Scripts that go on from the page as it comes, in this order.
    pub scripts: Vec<String>,
}

impl Direction {
    /// What the Lab directs, and in the theme that was chosen for this browser where the Lab says none.
    pub fn of(request: &Request) -> Self {
        let directed = request.extensions().get::<Self>().cloned();
        let directed = directed.unwrap_or_default();
        let chosen = Appearance::of(request.headers()).theme();
        Self {
            theme: directed.theme.or(chosen),
            ..directed
        }
    }
}

/// Renders a page for its visitor. The view is a function of data that is already there: no view waits, so the
/// status is known before the first byte.
pub async fn render(
    app: App,
    visitor: Visitor,
    request: Request,
    page: Page,
    body: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> Response {
    let header = match &visitor.account {
        None => None,
        Some(account) => match crate::credits::logic::summary(&app, account).await {
            Ok(summary) => Some(SignedInHeader {
                email: account.email.clone(),
                account: account.id.to_string(),
                summary,
            }),
            Err(error) => return error.into_response(),
        },
    };
    let here = request
        .uri()
        .path_and_query()
        .map_or("/", PathAndQuery::as_str);
    let help = match HelpContent::gather(&app, &visitor, here).await {
        Ok(help) => help,
        Err(error) => return error.into_response(),
    };
    let direction = Direction::of(&request);
    let has_lab = cfg!(feature = "lab") && app.settings.mode == Mode::Demo;
    let form_targets = app.gateway.form_targets();
    let style = app.site.address(STYLE);
    let name = page.bundle.name();
    let addresses = (
        app.site.address(&format!("{name}.js")),
        app.site.address(&format!("{name}_bg.wasm")),
    );
    let render = leptos_axum::render_app_async_with_context(
        || {},
        move || {
            let page = page.clone();
            let header = header.clone();
            let help = help.clone();
            let body = body.clone();
            set_content_security_policy(form_targets);
            view! {
                <!DOCTYPE html>
                <html lang=language().tag() data-theme=direction.theme>
                    <head>
                        {head(&page.title, style.clone())}
                        <WakeScripts comes_after_text=page.is_read_first() addresses=addresses.clone()/>
                        {direction.scripts.iter().cloned().map(|src| view! { <script src=src nonce=use_nonce() defer></script> }).collect_view()}
                    </head>
                    <body>
                        <a class="skip" href="#main">{words::skip_to_content()}</a>
                        {(page.bundle != Bundle::Shell).then(|| view! { <noscript><p class="notice notice-warn needs-script" role="note">{words::needs_script()}</p></noscript> })}
                        {(page.chrome == Chrome::Full).then(|| view! { <Header section=page.section header=header.clone() has_lab/> })}
                        {body()}
                        <HelpCorner help=help.clone()/>
                        <HydrationSignal/>
                    </body>
                </html>
            }
        },
    );
    let mut response = as_valid_html(render(request).await).await;
    // Pages show balances; none of them may come out of a cache.
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The font of nearly all text is fetched together with the style sheet that will ask for it.
    response
        .headers_mut()
        .insert(header::LINK, HeaderValue::from_static(FONT));
    response
}

/// What stands in every document's head. `style` is the address of the style sheet.
pub fn head(title: &str, style: String) -> impl IntoView + use<> {
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="description" content=words::description()/>
        <title>{words::document_title(title)}</title>
        <link rel="stylesheet" href=style/>
        <link rel="icon" href="/art/icon.svg" type="image/svg+xml"/>
    }
}

async fn as_valid_html(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(cause) => return AppError::internal(cause).into_response(),
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    let html = valid_html(&String::from_utf8_lossy(&bytes));
    Response::from_parts(parts, Body::from(html))
}

/// Leptos marks places between nodes with `<!>`, which browsers read as an empty comment, and its last scripts follow
/// the document's end, which browsers take for its body's. HTML allows neither. Text and attributes have no such marks,
/// because they are escaped; the document stays the same, node by node.
pub fn valid_html(html: &str) -> String {
    const MARK: &str = "<!>";
    const COMMENT: &str = "<!---->";
    const END: &str = "</body></html>";
    let html = html.replace(MARK, COMMENT);
    match html.rsplit_once(END) {
        Some((before, scripts)) => format!("{before}{scripts}{END}"),
        None => html,
    }
}

fn set_content_security_policy(form_targets: &str) {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    if let Ok(policy) = HeaderValue::from_str(&security::content_security_policy(
        &nonce.to_string(),
        form_targets,
    )) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}
