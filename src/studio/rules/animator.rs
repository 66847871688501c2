//! Who can animate, and what each can do: it shapes the form, and the server refuses what the form would not offer.

use super::{Format, SceneDraft};
use crate::studio::names;
use crate::words::studio as words;
use ::credits::{AnimationSettings, Duration, Resolution};
use serde::{Deserialize, Serialize};

/// What an animator does with a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhotoUse {
    /// It animates nothing else.
    Required,
    #[default]
    Optional,
    /// It only reads words.
    Never,
}

/// One who animates, as people choose it. Nothing here depends on a price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Animator {
    /// What the order remembers.
    pub id: String,
    pub name: String,
    /// What it is, said honestly.
    pub honestly: String,
    pub durations: Vec<Duration>,
    pub resolutions: Vec<Resolution>,
    pub formats: Vec<Format>,
    pub photo: PhotoUse,
    /// Whether it follows the scene's style.
    pub styles: bool,
}

impl Animator {
    /// Why it cannot make videos this long; none if it can.
    pub fn bars_duration(&self, duration: Duration) -> Option<String> {
        let all = || list(self.durations.iter().map(|one| names::duration(*one)));
        (!self.durations.contains(&duration)).then(|| words::makes_videos_of(&self.name, all()))
    }

    /// Why it cannot make videos this large; none if it can.
    pub fn bars_resolution(&self, resolution: Resolution) -> Option<String> {
        let all = || list(self.resolutions.iter().map(|one| one.label()));
        (!self.resolutions.contains(&resolution)).then(|| words::makes_videos_in(&self.name, all()))
    }

    /// Why it cannot animate this scene; none if it can.
    pub fn bars_scene(&self, draft: &SceneDraft) -> Option<String> {
        let Self { name, .. } = self;
        if !self.formats.contains(&draft.format) {
            let all = list(self.formats.iter().map(|one| one.label()));
            return Some(words::other_format(name, all));
        }
        match (self.photo, draft.photo()) {
            (PhotoUse::Required, None) => Some(words::animates_photos(name)),
            (PhotoUse::Never, Some(_)) => Some(words::works_from_words(name)),
            _ => None,
        }
    }

    /// Why it cannot make this order, in one sentence; none if it can.
    pub fn bars(&self, settings: AnimationSettings, draft: &SceneDraft) -> Option<String> {
        self.bars_duration(settings.duration)
            .or_else(|| self.bars_resolution(settings.resolution))
            .or_else(|| self.bars_scene(draft))
    }
}

/// "5 s", "5 s and 10 s", "5 s, 10 s and 15 s".
fn list(all: impl Iterator<Item = &'static str>) -> String {
    let all: Vec<_> = all.collect();
    match all.split_last() {
        None => String::new(),
        Some((one, [])) => (*one).to_owned(),
        Some((last, rest)) => words::list(rest.join(", "), last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::credits::VideoCount;

    fn animator() -> Animator {
        Animator {
            id: "one".to_owned(),
            name: "One".to_owned(),
            honestly: String::new(),
            durations: vec![Duration::S5, Duration::S10],
            resolutions: vec![Resolution::P720],
            formats: vec![Format::Portrait],
            photo: PhotoUse::Required,
            styles: false,
        }
    }

    #[test]
    fn what_it_cannot_do_is_said_and_what_it_can_is_not() {
        let one = animator();
        let with_photo = SceneDraft {
            upload: Some("photo".to_owned()),
            ..SceneDraft::fresh("id".to_owned(), 1)
        };
        let settings =
            |duration, resolution| AnimationSettings::new(duration, resolution, VideoCount::Two);
        let short = settings(Duration::S5, Resolution::P720);
        assert_eq!(one.bars(short, &with_photo), None);
        assert_eq!(
            one.bars(settings(Duration::S15, Resolution::P720), &with_photo),
            Some("One makes videos of 5 s and 10 s.".to_owned())
        );
        assert_eq!(
            one.bars(settings(Duration::S5, Resolution::P1080), &with_photo),
            Some("One makes videos in 720p.".to_owned())
        );
        let wide = SceneDraft {
            format: Format::Landscape,
            ..with_photo.clone()
        };
        assert!(one.bars(short, &wide).is_some());
        let described = SceneDraft::fresh("id".to_owned(), 1);
        assert!(one.bars(short, &described).is_some());
        let words_alone = Animator {
            photo: PhotoUse::Never,
            ..animator()
        };
        assert!(words_alone.bars(short, &with_photo).is_some());
        assert_eq!(words_alone.bars(short, &described), None);
    }
}
