//! Whole videos: the same bytes for any number of threads, a file players take, and a check that sees faults.
#![cfg(feature = "video")]

use engine::scene::{Layer, Motion, Paint, Scene, Shape, Track};
use engine::sound::{Bed, Sound};
use engine::studio::{self, Style};
use engine::templates;
use engine::video::{
    Control, Expected, Fault, Plan, Rendered, render, render_with_sound, sound_file, verify,
};
use engine::{
    Assets, Colour, Format, ImageId, RenderError, Resolution, Size, Subject, SubjectKind,
};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[derive(Default)]
struct Counter {
    done: AtomicU32,
    stop_at: Option<u32>,
}

impl Control for Counter {
    fn progress(&self, frames_done: u32) {
        self.done.fetch_max(frames_done, Ordering::SeqCst);
    }

    fn cancelled(&self) -> bool {
        self.stop_at
            .is_some_and(|at| self.done.load(Ordering::SeqCst) >= at)
    }
}

fn sneaker() -> Result<(Subject, Assets), engine::AssetError> {
    let sample = templates::ALL[0].sample.picture;
    let image = ImageId::new(sample.name);
    let mut assets = Assets::new();
    assets.add_png(image.clone(), sample.png)?;
    let size = sample.size();
    Ok((
        Subject {
            image,
            width: size.width,
            height: size.height,
            kind: SubjectKind::CutOut,
            edge: engine::Edge::default(),
        },
        assets,
    ))
}

fn template(subject: Subject) -> Scene {
    let sample = templates::ALL[0].sample_inputs(Format::Landscape, templates::Style::Studio);
    templates::ALL[0].scene(&templates::Inputs { subject, ..sample })
}

const FULL: Size = Size::new(640, 360);

fn rendered(threads: usize) -> Result<Rendered, Box<dyn std::error::Error>> {
    let (subject, assets) = sneaker()?;
    let plan = Plan {
        full: FULL,
        preview: Some(Size::new(320, 180)),
        threads,
    };
    Ok(render(
        &template(subject),
        assets,
        &plan,
        &Counter::default(),
    )?)
}

#[test]
fn threads_change_nothing_and_players_take_the_file() -> Outcome {
    let one = rendered(1)?;
    let two = rendered(2)?;
    assert!(one == two, "one thread and two gave different bytes");
    assert!(one == rendered(4)?, "four threads gave different bytes");
    assert_eq!(one.strip.len(), 12);
    verify(
        &one.full,
        &Expected {
            size: FULL,
            frames: 180,
        },
    )?;
    let preview = one.preview.as_deref().ok_or("no preview")?;
    verify(
        preview,
        &Expected {
            size: Size::new(320, 180),
            frames: 180,
        },
    )?;
    let place = |name: &[u8]| one.full.windows(4).position(|w| w == name);
    assert!(
        place(b"moov") < place(b"mdat"),
        "the index stands behind the data"
    );
    probe(&one.full)
}

#[test]
fn a_sound_comes_beside_the_same_pictures() -> Outcome {
    let (subject, assets) = sneaker()?;
    let scene = template(subject);
    let plan = Plan {
        full: Size::new(320, 180),
        preview: Some(Size::new(160, 90)),
        threads: 1,
    };
    let sound = Sound {
        bed: Bed::BrightPluck,
        accent: templates::ALL[0].breaks_at(),
    };
    let with = |sound| render_with_sound(&scene, assets.clone(), &plan, sound, &Counter::default());
    let silent = with(None)?;
    assert_eq!(
        silent,
        render(&scene, assets.clone(), &plan, &Counter::default())?
    );
    let heard = with(Some(sound))?;
    assert_eq!(heard, with(Some(sound))?);
    let place = |name: &[u8]| heard.full.windows(4).position(|w| w == name);
    assert!(place(b"moov") < place(b"mdat"));
    for file in [&heard.full, heard.preview.as_ref().ok_or("no preview")?] {
        let said = sound_of(file)?;
        let Some((codec, seconds)) = said else {
            return Ok(());
        };
        assert_eq!(codec, "aac 48000 2");
        assert!((seconds - 6.0).abs() <= 1_024.0 / 48_000.0, "{seconds}");
    }
    assert_eq!(sound_of(&silent.full)?, Some((String::new(), 0.0)));
    let alone = sound_file(sound, scene.frame_count())?;
    assert_eq!(sound_of(&alone)?, sound_of(&heard.full)?);
    assert!(sound_file(sound, 10).is_err());
    Ok(())
}

/// What ffprobe says of a file's sound, where there is an ffprobe: codec, rate and channels, and its length.
fn sound_of(file: &[u8]) -> Result<Option<(String, f64)>, Box<dyn std::error::Error>> {
    let path = std::env::temp_dir().join(format!("engine-sound-{}.mp4", std::process::id()));
    std::fs::write(&path, file)?;
    let asked = Command::new("ffprobe")
        .args(["-v", "error", "-select_streams", "a", "-show_entries"])
        .args([
            "stream=codec_name,sample_rate,channels,duration",
            "-of",
            "csv=p=0",
        ])
        .arg(&path)
        .output();
    std::fs::remove_file(&path)?;
    let Ok(answer) = asked else { return Ok(None) };
    let said = String::from_utf8(answer.stdout)?.trim().replace(',', " ");
    let (codec, seconds) = said.rsplit_once(' ').unwrap_or_default();
    Ok(Some((
        codec.to_owned(),
        seconds.parse().unwrap_or_default(),
    )))
}

/// Asks ffprobe, where there is one; elsewhere `verify` has to do.
fn probe(mp4: &[u8]) -> Outcome {
    let path = std::env::temp_dir().join(format!("engine-probe-{}.mp4", std::process::id()));
    std::fs::write(&path, mp4)?;
    let asked = Command::new("ffprobe")
        .args(["-v", "error", "-count_frames", "-show_entries"])
        .arg("stream=codec_name,profile,pix_fmt,width,height,nb_read_frames,color_space,duration")
        .args(["-of", "default=nw=1"])
        .arg(&path)
        .output();
    std::fs::remove_file(&path)?;
    let Ok(answer) = asked else { return Ok(()) };
    let said = String::from_utf8(answer.stdout)?;
    for expected in [
        "codec_name=h264",
        "profile=High",
        "pix_fmt=yuv420p",
        "width=640",
        "height=360",
        "nb_read_frames=180",
        "color_space=bt709",
    ] {
        assert!(said.contains(expected), "{expected} is not in:\n{said}");
    }
    let duration: f64 = said
        .lines()
        .find_map(|l| l.strip_prefix("duration="))
        .ok_or("no duration")?
        .parse()?;
    assert!((duration - 6.0).abs() <= 1.0 / 30.0, "{duration}");
    assert!(
        answer.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    Ok(())
}

#[test]
fn a_cancelled_render_says_so() -> Outcome {
    let (subject, assets) = sneaker()?;
    let plan = Plan {
        full: FULL,
        preview: None,
        threads: 2,
    };
    let control = Counter {
        stop_at: Some(10),
        ..Counter::default()
    };
    assert_eq!(
        render(&template(subject), assets, &plan, &control),
        Err(RenderError::Cancelled)
    );
    assert!(control.done.load(Ordering::SeqCst) < 30);
    Ok(())
}

#[test]
fn missing_pictures_and_odd_sizes_are_refused() -> Outcome {
    let (subject, assets) = sneaker()?;
    let scene = template(subject);
    let plan = Plan {
        full: FULL,
        preview: None,
        threads: 1,
    };
    let lost = render(&scene, Assets::new(), &plan, &Counter::default());
    assert_eq!(lost, Err(RenderError::UnknownImage("sneaker".to_owned())));
    for full in [Size::new(641, 360), Size::new(0, 0), Size::new(9000, 360)] {
        let refused = render(
            &scene,
            assets.clone(),
            &Plan { full, ..plan },
            &Counter::default(),
        );
        assert!(matches!(refused, Err(RenderError::Size { .. })), "{full:?}");
    }
    Ok(())
}

#[test]
fn faults_are_seen() -> Outcome {
    let inputs = studio::Inputs {
        subject: None,
        prompt: "A rocket leaps".to_owned(),
        caption: String::new(),
        format: Format::Square,
        style: Style::Neon,
        seed: 1,
        seconds: 1,
        camera: studio::CameraMove::FromWords,
    };
    let size = Size::new(180, 180);
    let plan = Plan {
        full: size,
        preview: None,
        threads: 1,
    };
    let file =
        |scene: &Scene| render(scene, Assets::new(), &plan, &Counter::default()).map(|r| r.full);
    let expected = Expected { size, frames: 30 };
    let moving = studio::scene(&inputs);
    let good = file(&moving)?;
    verify(&good, &expected)?;

    let mut frozen = moving;
    frozen.camera = engine::scene::Camera::still(540.0, 540.0);
    frozen.layers = vec![
        Layer::shape(Shape::circle(500.0), Paint::Flat(Colour::hex(0xff_ff_ff))).at(540.0, 540.0),
    ];
    assert_eq!(verify(&file(&frozen)?, &expected), Err(Fault::Frozen));
    let mut blank = frozen.clone();
    blank.layers.clear();
    assert_eq!(verify(&file(&blank)?, &expected), Err(Fault::Blank));

    let short = Expected {
        frames: 31,
        ..expected
    };
    assert_eq!(
        verify(&good, &short),
        Err(Fault::Frames {
            found: 30,
            expected: 31
        })
    );
    let larger = Expected {
        size: Size::new(360, 360),
        ..expected
    };
    assert!(matches!(verify(&good, &larger), Err(Fault::Size { .. })));
    for bytes in [
        &good[..good.len() / 2],
        &good[..40],
        b"not a video at all",
        &[],
    ] {
        assert!(
            matches!(verify(bytes, &expected), Err(Fault::NotPlayable(_))),
            "{} bytes",
            bytes.len()
        );
    }
    Ok(())
}

/// A few frames are enough: what 4K could go wrong by is its size, in the canvas, the encoder's level and the file's index.
#[test]
fn a_video_in_4k_is_what_players_take() -> Outcome {
    let (subject, _) = sneaker()?;
    let mut motion = Motion::still(960.0, 540.0);
    motion.x = Track::fixed(960.0).swaying(400.0, 1.0, 0.0);
    let white = Paint::Flat(Colour::hex(0xff_ff_ff));
    let scene = Scene {
        frames: 6,
        camera: engine::scene::Camera::still(960.0, 540.0),
        sprites: vec![],
        layers: vec![Layer::shape(Shape::circle(300.0), white).moved(motion)],
        still_s: 0.0,
        ..template(subject)
    };
    let size = Resolution::P2160.size(Format::Landscape);
    assert_eq!(size, Size::new(3_840, 2_160));
    let plan = Plan {
        full: size,
        preview: None,
        threads: 2,
    };
    let made = render(&scene, Assets::new(), &plan, &Counter::default())?;
    verify(&made.full, &Expected { size, frames: 6 })?;
    Ok(())
}
