//! In which theme, and on how wide a screen, the Lab's front page opens a state.

use super::modes::{Modes, Theme};
use crate::words::lab as words;
use serde::{Deserialize, Serialize};

/// How wide a screen is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Width {
    #[default]
    Desktop,
    Tablet,
    Phone,
}

impl Width {
    pub const ALL: [Self; 3] = [Self::Desktop, Self::Tablet, Self::Phone];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Tablet => "tablet",
            Self::Phone => "phone",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Desktop => words::device_desktop(),
            Self::Tablet => words::device_tablet(),
            Self::Phone => words::device_phone(),
        }
    }

    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// What is chosen on the front page. Its address says it, and so do the addresses of its forms, so that it stays chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// None follows the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    #[serde(skip_serializing_if = "Width::is_usual")]
    pub width: Width,
}

impl Window {
    /// The path with what is chosen as its query; what is as for everybody is not said.
    pub fn at(self, path: &str) -> String {
        let query = serde_urlencoded::to_string(self).unwrap_or_default();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }

    /// The modes of a page in it.
    pub fn modes(self) -> Modes {
        Modes {
            theme: self.theme,
            ..Modes::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_chosen_and_nothing_else() {
        let dark_phone = Window {
            theme: Some(Theme::Dark),
            width: Width::Phone,
        };
        let address = dark_phone.at("/lab");
        assert_eq!(address, "/lab?theme=dark&width=phone");
        let query = address.split_once('?').map_or("", |(_, query)| query);
        assert_eq!(serde_urlencoded::from_str::<Window>(query), Ok(dark_phone));
        assert_eq!(Window::default().at("/lab"), "/lab");
        assert_eq!(
            serde_urlencoded::from_str::<Window>(""),
            Ok(Window::default())
        );
    }
}
