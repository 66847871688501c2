//! Closed sets of choices, as forms show them, addresses say them and databases keep them.

/// A choice of a group in an address: what is not known chooses nothing, and what goes without saying is not said.
pub trait InAddress: Copy + Default + PartialEq + 'static {
    /// Every choice of the group with how it is stored and sent.
    fn slugs() -> impl Iterator<Item = (&'static str, Self)>;

    /// The choice that an address names.
    fn named(slug: &str) -> Self {
        let found = Self::slugs().find(|(known, _)| *known == slug);
        found.map_or_else(Self::default, |(_, choice)| choice)
    }

    /// How an address says it: not at all where it is the first of the group.
    fn said(self) -> Option<&'static str> {
        let found = Self::slugs().find(|(_, choice)| *choice == self);
        found
            .filter(|_| self != Self::default())
            .map(|(slug, _)| slug)
    }
}

/// Declares a closed set of choices: the slug is how each is stored and sent, the label what people read, as the catalogue has it.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$first:meta])* $variant:ident = $slug:literal, $label:expr;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$first])* #[serde(rename = $slug)] $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }

            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }

        impl $crate::choices::InAddress for $name {
            fn slugs() -> impl Iterator<Item = (&'static str, Self)> {
                Self::ALL.iter().map(|choice| (choice.slug(), *choice))
            }
        }
    };
}

pub(crate) use choices;
