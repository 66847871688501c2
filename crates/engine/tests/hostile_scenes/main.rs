//! Scenes and inputs that were edited by hand, well or badly: each is drawn, or refused with the path of the field.

mod edit;

use edit::{Edit, edit};
use engine::scene::check::{KEYS_MAX, LAYERS_MAX};
use engine::scene::{Fault, Kind, Layer, Scene, SceneError, Track};
use engine::studio::{self, CameraMove};
use engine::templates::{self, Inputs, Style};
use engine::{Assets, Format, ImageId, RenderError, Renderer, Size};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Small, but large enough that everything of a scene is drawn.
const SIZE: Size = Size::new(64, 64);

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let mut assets = Assets::new();
    for template in templates::ALL {
        let picture = template.sample.picture;
        let id = ImageId::new(picture.name);
        assets.add_png(id, picture.png).expect("a sample's picture");
    }
    assets
});

fn take(prompt: &str, seed: u64, seconds: u32) -> studio::Inputs {
    studio::Inputs {
        subject: None,
        prompt: prompt.to_owned(),
        caption: "Wear the evening".to_owned(),
        format: Format::Square,
        style: studio::Style::ALL[seed as usize % 4],
        seed,
        seconds,
        camera: CameraMove::ALL[seed as usize % 6],
    }
}

/// Leaves some of the keys of long movements: such scenes are as varied as before, and far quicker to read.
fn thinned(value: &mut Value) {
    match value {
        Value::Array(items) => {
            if items.len() > 24 && items[0].get("ease").is_some() {
                let step = items.len() / 8;
                *items = items.iter().step_by(step).cloned().collect();
            }
            items.iter_mut().for_each(thinned);
        }
        Value::Object(fields) => fields.values_mut().for_each(thinned),
        _ => {}
    }
}

/// Scenes as JSON, every animation once, and two of the Studio's.
static SCENES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let formats = Format::ALL.into_iter().cycle();
    let made = templates::ALL.into_iter().zip(formats);
    let mut scenes: Vec<_> = made
        .map(|(template, format)| template.scene(&template.sample_inputs(format, Style::Dusk)))
        .collect();
    scenes.push(studio::scene(&take("a gem spins in the rain", 2, 3)));
    scenes.push(studio::scene(&take("a rocket bursts out of a post", 5, 4)));
    let mut values: Vec<_> = scenes.into_iter().map(|scene| json!(scene)).collect();
    values.iter_mut().for_each(thinned);
    values
});

fn scene() -> Value {
    SCENES[0].clone()
}

fn read(value: &Value) -> Result<Scene, SceneError> {
    Scene::from_json(&value.to_string())
}

/// Draws a scene that was let pass at its beginning, in the middle and at its end.
fn draws(scene: &Scene) -> Result<(), RenderError> {
    let mut renderer = Renderer::new(scene, &ASSETS, SIZE)?;
    let last = scene.frame_count() - 1;
    for index in [0, last / 2, last] {
        renderer.frame(index)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_edited_scene_is_drawn_or_refused_by_its_field(
        which in 0..18_usize,
        edits in prop::collection::vec(any::<Edit>(), 1..3),
    ) {
        let mut value = SCENES[which].clone();
        let paths: Vec<_> = edits.into_iter().map(|one| edit(&mut value, one)).collect();
        match read(&value) {
            Ok(scene) => match draws(&scene) {
                Ok(()) | Err(RenderError::UnknownImage(_) | RenderError::OutOfMemory { .. }) => {}
                Err(error) => prop_assert!(false, "{paths:?}: {error}"),
            },
            // What was never valid is told where it was edited, within it or just around it.
            Err(SceneError { path, fault: Fault::Number { .. } | Fault::Unreadable(_) }) => {
                let near = |edited: &String| edited.starts_with(&path) || path.starts_with(edited);
                prop_assert!(paths.iter().any(near), "{path} was not among {paths:?}");
            }
            Err(error) => prop_assert!(!error.path.is_empty(), "{paths:?}: {error}"),
        }
    }

    #[test]
    fn any_inputs_make_a_scene_that_can_be_drawn(
        which in 0..16_usize,
        edits in prop::collection::vec(any::<Edit>(), 1..6),
    ) {
        let template = templates::ALL[which];
        let mut inputs = json!(template.sample_inputs(Format::ALL[which % 4], Style::Bold));
        for one in &edits {
            edit(&mut inputs, *one);
        }
        if let Ok(inputs) = serde_json::from_value::<Inputs>(inputs) {
            prop_assert_eq!(template.scene(&inputs).check(), Ok(()));
        }
        let mut inputs = json!(take("a shoe leaps over dunes", which as u64, 5));
        for one in &edits {
            edit(&mut inputs, *one);
        }
        if let Ok(inputs) = serde_json::from_value::<studio::Inputs>(inputs) {
            prop_assert_eq!(studio::scene(&inputs).check(), Ok(()));
        }
    }
}

#[test]
fn whatever_the_engine_writes_it_also_reads() {
    for value in SCENES.iter() {
        let scene = read(value).expect("a scene of our own");
        assert_eq!(scene.check_with(&ASSETS), Ok(()));
    }
    for template in templates::ALL {
        for format in Format::ALL {
            for style in Style::ALL {
                let sample = template.sample_inputs(format, style);
                for (width, height) in [(1, 4_000), (4_000, 1), (0, 0), (700, 700)] {
                    let mut inputs = sample.clone();
                    (inputs.subject.width, inputs.subject.height) = (width, height);
                    let checked = template.scene(&inputs).check();
                    assert_eq!(checked, Ok(()), "{} {format:?}", template.slug);
                }
            }
        }
    }
    for seed in 0..120 {
        for seconds in [0, 1, 2, 5, 10, 60, u32::MAX] {
            let prompts = [
                "",
                "stars above the sea",
                "rain in a city",
                "leaves, a turning book",
            ];
            let mut inputs = take(prompts[seed as usize % 4], seed, seconds);
            inputs.format = Format::ALL[seed as usize / 3 % 4];
            assert_eq!(studio::scene(&inputs).check(), Ok(()), "{inputs:?}");
        }
    }
}

/// The error of a scene with one field put in place of another.
fn wrong(pointer: &str, value: Value) -> SceneError {
    let mut whole = scene();
    let field = whole.pointer_mut(pointer).expect("a field of the scene");
    *field = value;
    read(&whole).expect_err("a scene that cannot be drawn")
}

#[test]
fn an_error_names_its_field_and_what_may_stand_there() {
    let number = |found: f64, least: f64, most: f64| Fault::Number { found, least, most };
    let zero = SceneError {
        path: "frames".to_owned(),
        fault: number(0.0, 1.0, 3_600.0),
    };
    assert_eq!(wrong("/frames", json!(0)), zero);
    assert_eq!(
        zero.to_string(),
        "frames: 0.0 is not a number from 1 to 3600"
    );
    let version = wrong("/version", json!(7));
    assert_eq!(version.fault, Fault::Version { found: 7, known: 1 });
    assert_eq!(version.path, "version");
    for (pointer, value, path, said) in [
        (
            "/format",
            json!("2:1"),
            "format",
            "expected one of `9:16`, `1:1`",
        ),
        ("/format", json!(null), "format", "expected"),
        ("/frames", json!("six"), "frames", "expected u32"),
        (
            "/layers/0/depth",
            json!(99),
            "layers[0].depth",
            "from -4 to 4",
        ),
        (
            "/layers/0/kind",
            json!({ "blob": {} }),
            "layers[0].kind",
            "unknown variant `blob`",
        ),
        (
            "/camera/zoom/keys/0/ease",
            json!("bounce"),
            "camera.zoom.keys[0].ease",
            "unknown variant",
        ),
        (
            "/camera/zoom/keys/0/v",
            json!(1e300),
            "camera.zoom.keys[0].v",
            "from -10 to 10",
        ),
        (
            "/sprites/0/width",
            json!(0),
            "sprites[0].width",
            "from 0.01 to 20000",
        ),
        ("/layers", json!(null), "layers", "expected a sequence"),
        ("", json!([]), "the scene", "invalid length"),
    ] {
        let error = wrong(pointer, value).to_string();
        assert!(error.starts_with(&format!("{path}: ")), "{error}");
        assert!(error.contains(said), "{error} does not say {said}");
    }
    let mut whole = scene();
    whole["layers"][0]
        .as_object_mut()
        .expect("a layer")
        .remove("kind");
    let missing = read(&whole).expect_err("a layer of no kind");
    assert_eq!(
        missing.to_string().split(" at line").next(),
        Some("layers[0]: missing field `kind`")
    );
    let misspelt = wrong("/layers/0/motion/x", json!({ "keys": [], "swigns": [] }));
    assert!(
        misspelt.to_string().starts_with("layers[0].motion.x"),
        "{misspelt}"
    );
}

fn text(text: &str) -> Value {
    json!({ "text": {
        "text": text, "face": "line", "size": 40.0, "width": 500.0, "lines": 1, "align": "left",
        "colour": { "r": 0, "g": 0, "b": 0, "a": 255 }, "enters": null,
    } })
}

#[test]
fn there_is_an_end_to_everything() {
    let layer = |kind: Value| {
        let mut layer = scene()["layers"][0].clone();
        layer["kind"] = kind;
        layer
    };
    let with = |kind: Value| wrong("/layers", json!([layer(kind)]));
    let long = with(text(&"x".repeat(201)));
    assert_eq!(long.path, "layers[0].kind.text.text");
    assert_eq!(long.fault, Fault::TooLong { len: 201, max: 200 });
    let mut zero = text("x");
    zero["text"]["size"] = json!(0);
    assert_eq!(with(zero).path, "layers[0].kind.text.size");
    let nowhere = with(json!({ "sprite": { "sprite": 9_999, "sweep": null } }));
    assert_eq!(nowhere.path, "layers[0].kind.sprite.sprite");
    let mut nested = text("x");
    for _ in 0..17 {
        nested = json!({ "group": { "layers": [layer(nested)], "clip": null } });
    }
    assert_eq!(with(nested).fault, Fault::TooDeep { max: 16 });
    let many = wrong("/layers", json!(vec![layer(text("x")); 201]));
    assert_eq!(
        (many.path.as_str(), &many.fault),
        (
            "layers[200].kind.text",
            &Fault::TooMany {
                what: "texts",
                max: 200
            }
        )
    );
    let crowd =
        with(json!({ "group": { "layers": vec![layer(text("")); LAYERS_MAX], "clip": null } }));
    assert_eq!(crowd.path, "layers[0].kind.group.layers");
    let path = with(json!({ "shape": {
        "shape": { "path": [{ "L": [0, 0] }] }, "paint": { "flat": { "r": 0, "g": 0, "b": 0, "a": 0 } }, "stroke": null,
    } }));
    assert_eq!(
        (path.path.as_str(), &path.fault),
        ("layers[0].kind.shape.shape.path[0]", &Fault::NoStart)
    );
}

#[test]
fn scenes_that_programs_write_are_checked_as_well() {
    let mut scene = read(&scene()).expect("a scene");
    let found = |scene: &Scene| Renderer::new(scene, &ASSETS, SIZE).err();
    let whole = scene.clone();
    for value in [f64::NAN, f64::INFINITY] {
        scene.layers[0].opacity = Track::fixed(value);
        let Some(RenderError::Scene(said)) = found(&scene) else {
            panic!("{value} was drawn")
        };
        assert!(said.starts_with("layers[0].opacity.keys[0].v: "), "{said}");
    }
    scene = whole.clone();
    let key = scene.layers[0].opacity.keys[0];
    scene.layers[0].opacity.keys = vec![key; KEYS_MAX + 1];
    assert!(scene.check().is_err());
    scene = whole.clone();
    // Groups that enlarge one another.
    let mut inner = scene.layers.remove(0);
    for _ in 0..4 {
        inner = Layer::group(vec![inner]);
        inner.motion.scale_x = Track::fixed(10.0);
    }
    assert!(matches!(inner.kind, Kind::Group { .. }));
    scene.layers.push(inner);
    assert!(matches!(
        scene.check(),
        Err(SceneError {
            fault: Fault::TooLarge { .. },
            ..
        })
    ));
    let missing = whole.check_with(&Assets::new()).expect_err("no pictures");
    assert_eq!(missing.path, "sprites[0].picture.image");
    assert!(matches!(missing.fault, Fault::MissingImage(_)));
}

/// Each of these sprites shows all before it: an engine that follows every way through them never ends.
#[test]
fn pictures_in_pictures_in_pictures_come_to_an_end() {
    let mut scene = read(&scene()).expect("a scene");
    let first = scene.sprites[0].clone();
    scene.sprites.truncate(1);
    for index in 1..60 {
        let layers = (0..index).map(Layer::sprite).collect();
        scene.sprites.push(engine::scene::Sprite {
            picture: engine::scene::Picture::Drawn(layers),
            ..first.clone()
        });
    }
    scene.layers = vec![Layer::sprite(59)];
    assert_eq!(draws(&scene), Ok(()));
}
