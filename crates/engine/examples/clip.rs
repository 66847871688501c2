//! Makes the sample clip's MP4 file, or that of another animation or take, and says how long it took.
//!
//! `cargo run --release -p engine --features video --example clip -- OUT.mp4 [540|720|1080|2160] [THREADS] [WHAT]`
//!
//! WHAT is an animation's slug, `take` or `edited-take`. A take is made as the Studio makes it, with its caption over a plate,
//! which is kept as `OUT.plate.mp4`; `edited-take` puts another caption over the plate that such a run left there.
//!
//! WHAT may also be a scene that was written by hand, `SCENE.json`: it is filmed with the pictures of the samples, or refused
//! with the path of the field that is wrong. With a `.json` for the file the scene is written there instead, to begin from.
//!
//! With `-` for the file it writes the frames as they are before they are encoded, RGBA, to the standard output:
//! that is what `make film` compares the file with.

use engine::scene::Scene;
use engine::studio::{self, Style};
use engine::templates;
use engine::video::{
    Edit, Expected, Part, Plan, Rendered, Unwatched, give_back_large_blocks, render,
    render_captioned, retouch, verify,
};
use engine::{Assets, Format, ImageId, Renderer, Resolution};
use std::error::Error;
use std::io::Write;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    give_back_large_blocks();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |i: usize, default: &str| {
        arguments
            .get(i)
            .cloned()
            .unwrap_or_else(|| default.to_owned())
    };
    let short: u32 = argument(1, "720").parse()?;
    let resolution = Resolution::ALL
        .into_iter()
        .find(|r| r.short_side() == short)
        .ok_or("no such size")?;
    let what = argument(3, "step-out");
    let format = match is_scene(&what) {
        true => found(&what)?.0.format(),
        false => Format::Portrait,
    };
    let plan = Plan {
        full: resolution.size(format),
        preview: None,
        threads: argument(2, "2").parse()?,
    };
    match argument(0, "clip.mp4").as_str() {
        "-" => draw(&what, &plan),
        file if is_scene(file) => write(file, &what),
        file => film(file, &what, &plan),
    }
}

fn is_scene(file: &str) -> bool {
    std::path::Path::new(file).extension() == Some("json".as_ref())
}

/// Writes the scene itself.
fn write(file: &str, what: &str) -> Result<(), Box<dyn Error>> {
    let (scene, _) = found(what)?;
    Ok(std::fs::write(file, serde_json::to_string_pretty(&scene)?)?)
}

/// A scene by the name of what it shows, or from a file, with its pictures.
fn found(what: &str) -> Result<(Scene, Assets), Box<dyn Error>> {
    if what == "take" {
        return Ok((studio::scene(&take()), Assets::new()));
    }
    if !is_scene(what) {
        return sample(what);
    }
    let scene = Scene::from_json(&std::fs::read_to_string(what)?)?;
    let mut assets = Assets::new();
    for template in templates::ALL {
        let picture = template.sample.picture;
        assets.add_png(ImageId::new(picture.name), picture.png)?;
    }
    Ok((scene, assets))
}

/// Writes the frames of an animation, or of a take with its caption.
fn draw(what: &str, plan: &Plan) -> Result<(), Box<dyn Error>> {
    let (scene, assets) = found(what)?;
    let mut renderer = Renderer::new(&scene, &assets, plan.full)?;
    let mut out = std::io::stdout().lock();
    for index in 0..scene.frame_count() {
        out.write_all(renderer.frame(index)?)?;
    }
    Ok(())
}

fn film(file: &str, what: &str, plan: &Plan) -> Result<(), Box<dyn Error>> {
    let plate = format!("{file}.plate.mp4");
    let start = Instant::now();
    let (made, frames) = match what {
        "take" => drawn_take(plan)?,
        "edited-take" => edited_take(&std::fs::read(&plate)?, plan)?,
        slug => animation(slug, plan)?,
    };
    let took = start.elapsed().as_secs_f64();
    let checking = Instant::now();
    let size = plan.full;
    verify(&made.full, &Expected { size, frames })?;
    println!(
        "{frames} frames of {} x {} in {took:.2} s: {:.1} frames/s; {} bytes, preview {} bytes; checked in {:.2} s",
        size.width,
        size.height,
        f64::from(frames) / took,
        made.full.len(),
        made.preview.map_or(0, |file| file.len()),
        checking.elapsed().as_secs_f64(),
    );
    if let Some(kept) = made.plate {
        std::fs::write(plate, kept)?;
    }
    Ok(std::fs::write(file, made.full)?)
}

/// As the first render of a clip: with its small preview, if the file itself is larger.
fn animation(slug: &str, plan: &Plan) -> Result<(Rendered, u32), Box<dyn Error>> {
    let (scene, assets) = found(slug)?;
    let small = Resolution::P540.size(scene.format());
    let plan = Plan {
        preview: (plan.full.width > small.width).then_some(small),
        ..*plan
    };
    let frames = scene.frame_count();
    Ok((render(&scene, assets, &plan, &Unwatched)?, frames))
}

fn drawn_take(plan: &Plan) -> Result<(Rendered, u32), Box<dyn Error>> {
    let inputs = take();
    let (scene, caption) = studio::plate(&inputs);
    let words = studio::caption_over(&inputs);
    let times = (caption.enters, f64::INFINITY);
    let made = render_captioned(&scene, &words, times, &Assets::new(), plan, &Unwatched)?;
    Ok((made, scene.frame_count()))
}

/// A take whose caption was written anew.
fn edited_take(plate: &[u8], plan: &Plan) -> Result<(Rendered, u32), Box<dyn Error>> {
    let (scene, mut caption) = studio::plate(&take());
    "Out of the blue".clone_into(&mut caption.text);
    let edit = Edit {
        caption,
        from: 0,
        until: scene.frame_count(),
        poster: scene.frame_at(scene.still_s),
        format: scene.format(),
        part: Part::Middle,
    };
    let of = (scene.format(), plan.full);
    let made = retouch(plate, of, &edit, plan.threads, &Unwatched)?;
    Ok((made, scene.frame_count()))
}

fn take() -> studio::Inputs {
    studio::Inputs {
        subject: None,
        prompt: "The sneaker leaps out of a phone above desert dunes, warm wind".to_owned(),
        caption: "Wear the evening".to_owned(),
        format: Format::Portrait,
        style: Style::Dusk,
        seed: 1,
        seconds: 5,
        camera: studio::CameraMove::FromWords,
    }
}

/// An animation with its sample's words and picture.
fn sample(slug: &str) -> Result<(Scene, Assets), Box<dyn Error>> {
    let template = templates::ALL
        .into_iter()
        .find(|template| template.slug == slug)
        .ok_or("no such animation")?;
    let mut assets = Assets::new();
    let picture = template.sample.picture;
    assets.add_png(ImageId::new(picture.name), picture.png)?;
    let scene = template.scene(&template.sample_inputs(Format::Portrait, templates::Style::Studio));
    Ok((scene, assets))
}
