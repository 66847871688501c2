//! A sentence set apart from the page, in one of four tones.

use super::icon::{Icon, Symbol};
use leptos::prelude::*;

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Neutral,
    Positive,
    Warning,
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Neutral => "notice",
            Self::Positive => "notice notice-ok",
            Self::Warning => "notice notice-warn",
            Self::Danger => "notice notice-bad",
        }
    }

    fn symbol(self) -> Symbol {
        match self {
            Self::Neutral => Symbol::Info,
            Self::Positive => Symbol::Check,
            Self::Warning | Self::Danger => Symbol::Warning,
        }
    }
}

/// The notice; `role` is `status` or `alert` where it appears while the person works.
#[component]
pub fn Notice(
    tone: Tone,
    #[prop(optional)] role: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tone.class() role=role>
            <Icon symbol=tone.symbol()/>
            <div>{children()}</div>
        </div>
    }
}
