//! Frames: the same pixels everywhere, and texts of every kind.

use engine::scene::{Face, Kind, Layer, Scene};
use engine::studio::{self, Style};
use engine::templates::{self, Frame, Inputs, Template};
use engine::{Assets, Format, ImageId, RenderError, Renderer, Size, Subject, SubjectKind};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// FNV-1a over the pixels, as the script for the browser's side computes it.
fn hash(pixels: &[u8]) -> String {
    let hash = pixels
        .chunks_exact(4)
        .map(|p| u32::from_le_bytes([p[0], p[1], p[2], p[3]]))
        .fold(0x811c_9dc5_u32, |hash, word| {
            (hash ^ word).wrapping_mul(0x0100_0193)
        });
    format!("{hash:08x}")
}

fn samples() -> Result<Assets, engine::AssetError> {
    let mut assets = Assets::new();
    for template in templates::ALL {
        let picture = template.sample.picture;
        assets.add_png(ImageId::new(picture.name), picture.png)?;
    }
    Ok(assets)
}

fn step_out() -> &'static Template {
    templates::ALL[0]
}

fn inputs() -> Inputs {
    step_out().sample_inputs(Format::Portrait, templates::Style::Studio)
}

/// Frames at full preview size and odd inputs, which the browser's side must give too.
#[test]
fn the_golden_frames_have_not_changed() -> Outcome {
    compare(include_str!("golden/frames.json"))
}

/// Eight small frames of every animation in every format; `examples/golden.rs` writes them.
#[test]
fn every_animation_draws_the_frames_it_drew() -> Outcome {
    compare(include_str!("golden/templates.json"))
}

/// The Studio's camera moves in every format it offers; the default's are as they were before there was a choice.
#[test]
fn every_camera_draws_the_frames_it_drew() -> Outcome {
    compare(include_str!("golden/cameras.json"))
}

/// Both edges that a cut-out may have besides its own.
#[test]
fn the_edges_of_a_cut_out_have_not_changed() -> Outcome {
    compare(include_str!("golden/edges.json"))
}

#[test]
fn every_animation_has_golden_frames() {
    let golden = include_str!("golden/templates.json");
    for template in templates::ALL {
        assert!(golden.contains(&template.id()), "{}", template.slug);
    }
}

fn compare(golden: &str) -> Outcome {
    let golden: serde_json::Value = serde_json::from_str(golden)?;
    let assets = samples()?;
    let mut changed = Vec::new();
    for case in golden.as_array().ok_or("golden frames are a list")? {
        let request = &case["request"];
        let inputs = request["inputs"].clone();
        let scene = match request["kind"].as_str() {
            Some("template") => request["template"]
                .as_str()
                .and_then(templates::find)
                .ok_or("a template that is not there")?
                .scene(&serde_json::from_value(inputs)?),
            _ => studio::scene(&serde_json::from_value(inputs)?),
        };
        let side = |name: &str| {
            case[name]
                .as_u64()
                .and_then(|v| u32::try_from(v).ok())
                .unwrap_or(0)
        };
        let mut renderer =
            Renderer::new(&scene, &assets, Size::new(side("width"), side("height")))?;
        for (index, expected) in case["frames"].as_object().ok_or("frames by index")? {
            let found = hash(renderer.frame(index.parse()?)?);
            if expected.as_str() != Some(&found) {
                changed.push(format!(
                    "{} frame {index}: {found} instead of {expected}",
                    case["name"]
                ));
            }
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
    Ok(())
}

#[test]
fn a_frame_does_not_depend_on_those_before_it() -> Outcome {
    let (assets, scene) = (samples()?, step_out().scene(&inputs()));
    let size = Size::new(216, 384);
    let mut forward = Renderer::new(&scene, &assets, size)?;
    let mut backward = Renderer::new(&scene, &assets, size)?;
    let indices = [0, 37, 45, 52, 90, 125, 179];
    let first: Vec<_> = indices
        .iter()
        .map(|&i| forward.frame(i).map(hash))
        .collect::<Result<_, _>>()?;
    let mut second: Vec<_> = indices
        .iter()
        .rev()
        .map(|&i| backward.frame(i).map(hash))
        .collect::<Result<_, _>>()?;
    second.reverse();
    assert_eq!(first, second);
    assert!(
        forward.frame(0)?.chunks_exact(4).all(|p| p[3] == 255),
        "a frame is see-through"
    );
    assert!(matches!(
        forward.frame(180),
        Err(RenderError::NoSuchFrame { .. })
    ));
    Ok(())
}

#[test]
fn every_text_is_drawn_or_refused_and_none_leaves_a_box() -> Outcome {
    let assets = samples()?;
    let size = Size::new(216, 384);
    let last = |headline: &str, line: &str| -> Result<String, RenderError> {
        let inputs = Inputs {
            headline: headline.to_owned(),
            line: line.to_owned(),
            ..inputs()
        };
        Ok(hash(
            Renderer::new(&step_out().scene(&inputs), &assets, size)?.frame(170)?,
        ))
    };
    let empty = last("", "")?;
    for text in [
        "שלום עולם",
        "مرحبا بالعالم",
        "Καλημέρα",
        "Привет",
        "Łódź über",
        "🚀🔥",
        "👍",
        "a",
        "Wide✨open",
    ] {
        assert_ne!(last(text, "")?, empty, "{text} was not drawn");
    }
    // No font has these: they are left out rather than shown as boxes.
    for text in ["日本語", "\u{10ffff}", "\u{7}\u{8}", "   ", "\u{200d}"] {
        assert_eq!(last(text, text)?, empty, "{text:?} left a mark");
    }
    assert_eq!(last("日本語Run", "")?, last("Run", "")?);
    last(&"W".repeat(10_000), &"שלום 🚀 ".repeat(1_000))?;
    last(
        "Supercalifragilisticexpi",
        "e\u{301}\u{302}\u{303}".repeat(20).as_str(),
    )?;
    Ok(())
}

#[test]
fn a_scene_with_an_endless_text_is_refused() -> Outcome {
    let mut scene = step_out().scene(&inputs());
    let text = Kind::Text(engine::scene::TextLayer {
        text: "x".repeat(10_000),
        face: Face::Line,
        size: 40.0,
        width: 500.0,
        lines: 1,
        align: engine::scene::Align::Left,
        colour: engine::Colour::hex(0),
        enters: None,
    });
    scene.layers.push(Layer::new(text));
    let refused = Renderer::new(&scene, &samples()?, Size::new(216, 384)).err();
    assert_eq!(
        refused,
        Some(RenderError::TextTooLong {
            len: 10_000,
            max: 200
        })
    );
    Ok(())
}

#[test]
fn seeds_look_different() -> Outcome {
    for style in Style::ALL {
        let mut seen = Vec::new();
        for seed in 1..=4 {
            let inputs = studio::Inputs {
                subject: None,
                prompt: "A cup of coffee floats above the sea".to_owned(),
                caption: "Slow down".to_owned(),
                format: Format::Square,
                style,
                seed,
                seconds: 5,
                camera: studio::CameraMove::FromWords,
            };
            let scene = studio::scene(&inputs);
            let mut renderer = Renderer::new(&scene, &Assets::new(), Size::new(120, 120))?;
            seen.push(
                renderer
                    .frame(scene.frame_at(studio::still_time(&scene)))?
                    .to_vec(),
            );
        }
        for (i, a) in seen.iter().enumerate() {
            for b in &seen[i + 1..] {
                let differ = a
                    .iter()
                    .zip(b)
                    .map(|(x, y)| u64::from(x.abs_diff(*y)))
                    .sum::<u64>();
                assert!(
                    differ / a.len() as u64 >= 3,
                    "{style:?}: two variations look alike"
                );
            }
        }
    }
    Ok(())
}

/// What people really fill in: photos of any shape, kind and text.
#[test]
fn every_animation_takes_any_subject_and_any_text() -> Outcome {
    let assets = samples()?;
    let texts = [
        ("", ""),
        ("Supercalifragilisticexpi", "שלום 🚀 مرحبا"),
        ("Two whole lines of words", ""),
    ];
    let shapes = [(900, 640), (64, 2000), (4000, 100)];
    for template in templates::ALL {
        for (i, format) in Format::ALL.into_iter().enumerate() {
            let (w, h) = format.units();
            let size = Size::new((w / 10.0) as u32, (h / 10.0) as u32);
            let (headline, line) = texts[i % texts.len()];
            let (width, height) = shapes[(i + 1) % shapes.len()];
            for kind in [SubjectKind::CutOut, SubjectKind::FramedCrop] {
                let inputs = template.sample_inputs(format, templates::Style::ALL[i % 3]);
                let image = inputs.subject.image.clone();
                let scene = template.scene(&Inputs {
                    subject: Subject {
                        image,
                        width,
                        height,
                        kind,
                        edge: engine::Edge::default(),
                    },
                    frame: Frame::ALL[i % 3],
                    headline: headline.to_owned(),
                    line: line.to_owned(),
                    ..inputs
                });
                let again: Scene = serde_json::from_str(&serde_json::to_string(&scene)?)?;
                assert_eq!(scene.frame_count(), again.frame_count());
                let mut renderer = Renderer::new(&scene, &assets, size)?;
                for index in [0, scene.frame_at(scene.still_s), scene.frame_count() - 1] {
                    renderer.frame(index)?;
                }
            }
        }
    }
    Ok(())
}

/// As in the browser, where a person writes a letter, takes another edge, and writes again.
#[test]
fn a_renderer_that_follows_another_takes_over_its_pictures_and_draws_the_same() -> Outcome {
    let assets = samples()?;
    // The names are the same and the pictures are not, so that one sees which of them was drawn.
    let mut others = Assets::new();
    for (template, next) in templates::ALL
        .iter()
        .zip(templates::ALL.iter().cycle().skip(1))
    {
        let (own, next) = (template.sample.picture, next.sample.picture);
        others.add_png(ImageId::new(own.name), next.png)?;
    }
    let size = Size::new(216, 384);
    for template in templates::ALL {
        let scene = |headline: &str, edge: engine::Edge| {
            let mut inputs = template.sample_inputs(Format::Portrait, templates::Style::Studio);
            inputs.headline = headline.to_owned();
            inputs.subject.edge = edge;
            template.scene(&inputs)
        };
        let (as_found, closer) = (engine::Edge::AsFound, engine::Edge::Closer);
        let mut renderer = Renderer::following(None, &scene("One", as_found), &assets, size)?;
        for (headline, edge) in [("Onë", as_found), ("Onë", closer), ("One", as_found)] {
            let scene = scene(headline, edge);
            let still = scene.frame_at(scene.still_s);
            let mut fresh = Renderer::new(&scene, &assets, size)?;
            let expected = hash(fresh.frame(still)?);
            for assets in [&assets, &others] {
                renderer = Renderer::following(Some(renderer), &scene, assets, size)?;
                assert_eq!(hash(renderer.frame(still)?), expected, "{}", template.slug);
            }
        }
    }
    Ok(())
}
