//! The four sentences that say what will be animated, made of what the engine says will be seen.

use super::rules::SetUp;
use crate::words::studio_set_up as words;
use engine::SubjectKind;
use engine::studio::{
    Act, Aside, CameraMove, Composition, Inputs, Place, Setting, Shown, Style, Thing, Weather,
};
use engine::templates::Frame;

/// What will be seen of these inputs, in sentences.
pub fn sentences(inputs: &Inputs) -> SetUp {
    let seen = engine::studio::set_up(inputs);
    let caption = match seen.caption_lines {
        0 => words::caption_none(),
        1 => words::caption_one_line(),
        _ => words::caption_two_lines(),
    };
    SetUp {
        subject: subject(seen.subject),
        composition: composition(seen.composition),
        setup: setting(seen.setting),
        caption: caption.to_owned(),
    }
}

fn subject(shown: Shown) -> String {
    match shown {
        Shown::Drawn(what) => words::drawn(thing(what)),
        Shown::StandsIn(what) => words::stands_in(thing(what)),
        Shown::Photo { kind, named } => {
            let what = named.map_or(words::something(), thing);
            match kind {
                SubjectKind::CutOut => words::cut_out(what),
                SubjectKind::FramedCrop => words::photo_card(what),
            }
        }
    }
}

fn thing(one: Thing) -> &'static str {
    match one {
        Thing::Bottle => words::bottle(),
        Thing::Book => words::book(),
        Thing::Cup => words::cup(),
        Thing::Rocket => words::rocket(),
        Thing::Flower => words::flower(),
        Thing::Sneaker => words::sneaker(),
        Thing::Planet => words::planet(),
        Thing::Gem => words::gem(),
    }
}

fn composition(seen: Composition) -> String {
    let frame = match seen.frame {
        Frame::Post => words::post(),
        Frame::Phone => words::phone(),
        Frame::Poster => words::poster(),
    };
    let act = match seen.act {
        Act::Rise => words::rises(frame),
        Act::Leap => words::leaps(frame),
        Act::Turn => words::turns(frame),
        Act::Hover => words::floats(frame),
    };
    let aside = match seen.aside {
        Aside::Left => words::left(),
        Aside::Centred => words::centred(),
        Aside::Right => words::right(),
    };
    words::composition(act, aside, seen.tilt)
}

fn setting(seen: Setting) -> String {
    let place = match seen.place {
        Place::Dunes => words::dunes(),
        Place::City => words::city(),
        Place::Sea => words::sea(),
        Place::Forest => words::forest(),
        Place::Mountains => words::hills(),
        Place::Sky => words::open_sky(),
        Place::Room => words::quiet_room(),
    };
    let light = match seen.style {
        Style::Dusk => words::light_dusk(),
        Style::Studio => words::light_studio(),
        Style::Paper => words::light_paper(),
        Style::Neon => words::light_neon(),
    };
    let mut said = words::setting(place, light);
    if let Some(air) = air(seen.weather) {
        said = words::setting_and_air(said, air);
    }
    if let Some(camera) = camera(seen.camera) {
        said = words::setting_and_camera(said, camera);
    }
    said
}

/// What is seen in the air; some of what moves there goes without saying.
fn air(weather: Weather) -> Option<&'static str> {
    match weather {
        Weather::Wind | Weather::Motes => None,
        Weather::Stars => Some(words::stars()),
        Weather::Rain => Some(words::rain()),
        Weather::Snow => Some(words::snow()),
        Weather::Leaves => Some(words::drifting_scraps()),
        Weather::Sparks => Some(words::sparks()),
    }
}

/// How the camera moves, if somebody chose it.
fn camera(one: CameraMove) -> Option<&'static str> {
    match one {
        CameraMove::FromWords => None,
        CameraMove::Calm => Some(words::camera_calm()),
        CameraMove::PushIn => Some(words::camera_pushes_in()),
        CameraMove::PullBack => Some(words::camera_pulls_back()),
        CameraMove::Orbit => Some(words::camera_orbits()),
        CameraMove::Handheld => Some(words::camera_handheld()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::{Format, ImageId, Subject};

    fn inputs(prompt: &str, caption: &str, style: Style) -> Inputs {
        Inputs {
            subject: None,
            prompt: prompt.to_owned(),
            caption: caption.to_owned(),
            format: Format::Portrait,
            style,
            seed: 0,
            seconds: 5,
            camera: CameraMove::FromWords,
        }
    }

    fn photo(kind: SubjectKind) -> Option<Subject> {
        Some(Subject {
            image: ImageId::new("a"),
            width: 300,
            height: 500,
            kind,
            edge: engine::Edge::default(),
        })
    }

    #[test]
    fn the_set_up_says_what_the_design_says() {
        let prompt = "The bottle rises out of a phone and hovers above desert dunes at dusk, warm wind, slow turn.";
        let said = sentences(&Inputs {
            subject: photo(SubjectKind::CutOut),
            ..inputs(prompt, "Wear the evening", Style::Dusk)
        });
        assert_eq!(said.subject, "Your bottle, cut out from the photo");
        let composition = &said.composition;
        assert!(
            composition.starts_with("Rises from the phone, "),
            "{composition}"
        );
        assert!(composition.contains(", tilted "), "{composition}");
        assert!(composition.ends_with('°'), "{composition}");
        assert_eq!(said.setup, "Dunes at dusk, light from behind");
        assert_eq!(said.caption, "Bottom, one line, reads at thumb size");
    }

    #[test]
    fn guesses_weather_and_a_chosen_camera_are_said() {
        let said = sentences(&Inputs {
            camera: CameraMove::PushIn,
            ..inputs("Rain in the city", "", Style::Neon)
        });
        assert_eq!(
            said.subject,
            "A gem stands in; a photo shows the real thing"
        );
        assert_eq!(
            said.setup,
            "City in neon, light from the horizon, rain. Camera pushes in"
        );
        assert_eq!(said.caption, "None, the picture speaks");

        let named = sentences(&inputs("A rocket", &"x".repeat(21), Style::Paper));
        assert_eq!(named.subject, "A rocket, drawn from your words");
        assert_eq!(named.caption, "Bottom, two lines, reads at thumb size");

        let unnamed = sentences(&Inputs {
            subject: photo(SubjectKind::FramedCrop),
            ..inputs("Something", "", Style::Studio)
        });
        assert_eq!(unnamed.subject, "Your subject, as a photo card");
    }

    #[test]
    fn a_chosen_camera_is_named_and_the_default_is_not() {
        for camera in CameraMove::ALL {
            let said = sentences(&Inputs {
                camera,
                ..inputs("A cup", "", Style::Dusk)
            });
            let names = said.setup.to_lowercase().contains("camera");
            assert_eq!(names, !camera.is_from_words(), "{}", said.setup);
        }
    }
}
