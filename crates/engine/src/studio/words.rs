//! What the words of a prompt ask for.

use super::Style;
use crate::frame_art::Frame;

/// Where a scene plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Dunes,
    City,
    Sea,
    Forest,
    Mountains,
    Sky,
    Room,
}

/// What moves in the air.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    Wind,
    Stars,
    Rain,
    Snow,
    Leaves,
    Sparks,
    Motes,
}

/// How the subject leaves its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Rise,
    Leap,
    Turn,
    Hover,
}

/// What is drawn where there is no photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    Bottle,
    Book,
    Cup,
    Rocket,
    Flower,
    Sneaker,
    Planet,
    Gem,
}

/// The words of a prompt, in lower case.
pub struct Words(Vec<String>);

impl Words {
    pub fn new(prompt: &str) -> Self {
        let lower = prompt.to_lowercase();
        Self(
            lower
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }

    /// The choice whose stem begins the earliest word of the prompt.
    fn first<T: Copy>(&self, choices: &[(&[&str], T)]) -> Option<T> {
        self.0.iter().find_map(|word| {
            let hit = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
            choices
                .iter()
                .find(|(stems, _)| hit(stems))
                .map(|(_, choice)| *choice)
        })
    }

    pub fn place(&self) -> Option<Place> {
        self.first(&[
            (&["dune", "desert", "sand", "sahara"], Place::Dunes),
            (
                &[
                    "city", "street", "skyline", "town", "building", "roof", "urban",
                ],
                Place::City,
            ),
            (
                &[
                    "sea", "ocean", "wave", "beach", "water", "lake", "river", "coast",
                ],
                Place::Sea,
            ),
            (
                &["forest", "tree", "wood", "jungle", "garden", "meadow"],
                Place::Forest,
            ),
            (
                &["mountain", "hill", "peak", "alp", "valley", "cliff"],
                Place::Mountains,
            ),
            (
                &["sky", "cloud", "space", "galax", "heaven", "air"],
                Place::Sky,
            ),
            (
                &[
                    "room", "studio", "table", "desk", "kitchen", "podium", "shelf",
                ],
                Place::Room,
            ),
        ])
    }

    pub fn weather(&self) -> Option<Weather> {
        self.first(&[
            (&["star", "galax", "space", "cosm"], Weather::Stars),
            (&["rain", "storm", "drizzl", "wet"], Weather::Rain),
            (&["snow", "winter", "frost", "ice"], Weather::Snow),
            (
                &["leaf", "leaves", "petal", "autumn", "confetti", "blossom"],
                Weather::Leaves,
            ),
            (
                &["spark", "fire", "ember", "glow", "magic", "glitter"],
                Weather::Sparks,
            ),
            (&["wind", "breez", "dust", "sand"], Weather::Wind),
            (&["mist", "fog", "calm", "soft", "quiet"], Weather::Motes),
        ])
    }

    pub fn act(&self) -> Option<Act> {
        self.first(&[
            (
                &["rise", "rising", "rises", "ascend", "emerg", "lift", "grow"],
                Act::Rise,
            ),
            (
                &[
                    "leap", "jump", "burst", "break", "explod", "shoot", "launch", "step", "dash",
                ],
                Act::Leap,
            ),
            (&["turn", "spin", "rotat", "twirl", "roll"], Act::Turn),
            (&["hover", "float", "drift", "levitat", "glide"], Act::Hover),
        ])
    }

    pub fn turns(&self) -> bool {
        self.first(&[(&["turn", "spin", "rotat", "twirl"], ())])
            .is_some()
    }

    pub fn frame(&self) -> Option<Frame> {
        self.first(&[
            (&["phone", "screen", "app", "mobile"], Frame::Phone),
            (
                &[
                    "poster",
                    "painting",
                    "canvas",
                    "print",
                    "picture",
                    "billboard",
                    "wall",
                ],
                Frame::Poster,
            ),
            (&["post", "feed", "photo", "frame", "card"], Frame::Post),
        ])
    }

    pub fn thing(&self) -> Option<Thing> {
        self.first(&[
            (
                &[
                    "bottle", "perfume", "flask", "lotion", "cream", "wine", "scent",
                ],
                Thing::Bottle,
            ),
            (
                &["book", "novel", "magazine", "cover", "journal"],
                Thing::Book,
            ),
            (
                &["cup", "coffee", "mug", "tea", "espresso", "latte"],
                Thing::Cup,
            ),
            (&["rocket", "ship", "plane", "startup"], Thing::Rocket),
            (
                &["flower", "plant", "rose", "bloom", "tulip"],
                Thing::Flower,
            ),
            (
                &["sneaker", "shoe", "runner", "trainer", "boot"],
                Thing::Sneaker,
            ),
            (
                &["planet", "ball", "globe", "moon", "earth", "world"],
                Thing::Planet,
            ),
            (&["gem", "diamond", "jewel", "crystal", "ring"], Thing::Gem),
        ])
    }
}

impl Style {
    /// Where a scene plays if the words do not say.
    pub(super) const fn place(self) -> Place {
        match self {
            Self::Dusk => Place::Dunes,
            Self::Studio => Place::Room,
            Self::Paper => Place::Mountains,
            Self::Neon => Place::City,
        }
    }

    pub(super) const fn weather(self) -> Weather {
        match self {
            Self::Dusk => Weather::Wind,
            Self::Studio => Weather::Motes,
            Self::Paper => Weather::Leaves,
            Self::Neon => Weather::Sparks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_design_prompt_is_understood() {
        let words = Words::new(
            "The bottle rises out of a phone and hovers above desert dunes at dusk, warm wind, slow turn.",
        );
        assert_eq!(words.thing(), Some(Thing::Bottle));
        assert_eq!(words.act(), Some(Act::Rise));
        assert_eq!(words.frame(), Some(Frame::Phone));
        assert_eq!(words.place(), Some(Place::Dunes));
        assert_eq!(words.weather(), Some(Weather::Wind));
        assert!(words.turns());
        assert_eq!(Words::new("").place(), None);
    }
}
