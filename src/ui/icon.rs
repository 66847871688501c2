//! Line icons, the two gems and the logo, drawn on a 24 px grid. All are decoration: names stand in the text.

use leptos::prelude::*;

/// A line icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    Back,
    Calendar,
    Check,
    Clock,
    Close,
    Download,
    Eye,
    Frames,
    Info,
    Keyboard,
    Lock,
    Menu,
    Pause,
    Pencil,
    Person,
    Play,
    Plus,
    Redo,
    Repeat,
    Speech,
    Star,
    Undo,
    Warning,
}

impl Symbol {
    /// The subpaths of the drawing.
    fn path(self) -> &'static str {
        match self {
            Self::Back => "M14 6l-6 6 6 6",
            Self::Calendar => {
                "M7 5h10a3 3 0 013 3v9a3 3 0 01-3 3H7a3 3 0 01-3-3V8a3 3 0 013-3zM4 10h16M8 3v4M16 3v4"
            }
            Self::Check => "M5 13l4 4L19 7",
            Self::Clock => "M7 4h10M7 20h10M8 4c0 5 8 6 8 8s-8 3-8 8M16 4c0 5-8 6-8 8s8 3 8 8",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Download => "M12 4v11m-5-4l5 5 5-5M5 20h14",
            Self::Eye => {
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 110 6 3 3 0 010-6z"
            }
            Self::Frames => {
                "M7 4h10a3 3 0 013 3v10a3 3 0 01-3 3H7a3 3 0 01-3-3V7a3 3 0 013-3zM9 4v16M15 4v16M4 12h16"
            }
            Self::Info => "M12 3.5a8.5 8.5 0 110 17 8.5 8.5 0 010-17zM12 11v5M12 8v.2",
            Self::Keyboard => {
                "M3 6h18v12H3zM7 10h.2M11 10h.2M15 10h.2M18 10h.2M7 14h.2M10 14h5M18 14h.2"
            }
            Self::Lock => {
                "M7.5 11h9a2.5 2.5 0 012.5 2.5v4a2.5 2.5 0 01-2.5 2.5h-9A2.5 2.5 0 015 17.500v-4A2.5 2.5 0 017.5 11zM8 11V8a4 4 0 018 0v3"
            }
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Pause => "M8 5h3v14H8zM14 5h3v14h-3z",
            Self::Pencil => "M4 20l1-4L16 5l3 3L8 19z",
            Self::Person => "M12 4a4 4 0 110 8 4 4 0 010-8zM4 21c1-5 4-7 8-7s7 2 8 7",
            Self::Play => "M8 5l11 7-11 7z",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Redo => "M16 5l4 4-4 4M20 9H10a5 5 0 000 10h3",
            Self::Repeat => "M20 12a8 8 0 11-2.5-5.8M20 3v4h-4",
            Self::Speech => "M4 5h16v11H10l-4 4v-4H4z",
            Self::Star => {
                "M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z"
            }
            Self::Undo => "M8 5L4 9l4 4M4 9h10a5 5 0 010 10h-3",
            Self::Warning => "M12 4l9 16H3zM12 10v4M12 17v.2",
        }
    }
}

/// A line icon at text size; `class` adds `i-s` (16 px) or `i-l` (24 px), and `i-points` to what shows a way back or on, which
/// is the other way where one reads from right to left.
#[component]
pub fn Icon(symbol: Symbol, #[prop(optional)] class: &'static str) -> impl IntoView {
    view! {
        <svg class=format!("i {class}") viewBox="0 0 24 24" aria-hidden="true"><path d=symbol.path()></path></svg>
    }
}

/// The brilliant-cut diamond of download credits.
#[component]
pub fn DownloadGem(#[prop(optional)] class: &'static str) -> impl IntoView {
    view! {
        <svg class=format!("gem {class}") viewBox="0 0 24 24" aria-hidden="true">
            <path class="f2" d="M7 4h10l4.5 6L12 21 2.5 10z"></path>
            <path class="f1" d="M12 21L7.6 10h8.8zM2.5 10L7 4l.6 6zM17 4l4.5 6h-5.1z"></path>
            <path class="ln" d="M7 4h10l4.5 6L12 21 2.5 10zM2.5 10h19M7 4l.6 6L12 21l4.4-11L17 4M7.6 10L12 4l4.4 6"></path>
        </svg>
    }
}

/// The tall diamond with a spark of AI credits.
#[component]
pub fn AiGem(#[prop(optional)] class: &'static str) -> impl IntoView {
    view! {
        <svg class=format!("gem gem-ai {class}") viewBox="0 0 24 24" aria-hidden="true">
            <path class="f2" d="M10 4l7 9-7 9-7-9z"></path>
            <path class="f1" d="M10 22L3 13h14z"></path>
            <path class="ln" d="M10 4l7 9-7 9-7-9zM3 13h14"></path>
            <path class="sp" d="M19 1l1.1 3.4L23.5 5.5l-3.4 1.1L19 10l-1.1-3.4L14.5 5.5l3.4-1.1z"></path>
        </svg>
    }
}

/// The subject above its frame.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg viewBox="0 0 28 32" aria-hidden="true">
            <rect x="2" y="10" width="24" height="20" rx="6" fill="none" stroke="currentColor" stroke-width="3"></rect>
            <circle cx="14" cy="11" r="11" fill="var(--surface-page)"></circle>
            <circle cx="14" cy="11" r="8" fill="currentColor"></circle>
        </svg>
    }
}
