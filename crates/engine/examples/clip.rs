//! Renders the sample clip to an MP4 file and says how long it took.
//!
//! `cargo run --release -p engine --features video --example clip -- OUT.mp4 [540|720|1080|2160] [THREADS] [SLUG|studio]`
//!
//! With `-` for the file it writes the frames as they are before they are encoded, RGBA, to the standard output:
//! that is what `make film` compares the file with.

use engine::studio::{self, Style};
use engine::templates;
use engine::video::{Expected, Plan, Unwatched, give_back_large_blocks, render, verify};
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
    let threads = argument(2, "2").parse()?;
    let wanted = argument(3, "step-out");
    let mut assets = Assets::new();
    let scene = if wanted == "studio" {
        studio::scene(&studio::Inputs {
            subject: None,
            prompt: "The sneaker leaps out of a phone above desert dunes, warm wind".to_owned(),
            caption: "Wear the evening".to_owned(),
            format: Format::Portrait,
            style: Style::Dusk,
            seed: 1,
            seconds: 5,
            camera: studio::CameraMove::FromWords,
        })
    } else {
        let template = templates::ALL
            .into_iter()
            .find(|template| template.slug == wanted)
            .ok_or("no such template")?;
        let picture = template.sample.picture;
        assets.add_png(ImageId::new(picture.name), picture.png)?;
        template.scene(&template.sample_inputs(Format::Portrait, templates::Style::Studio))
    };
    let full = resolution.size(scene.format());
    if argument(0, "clip.mp4") == "-" {
        let mut renderer = Renderer::new(&scene, &assets, full)?;
        let mut out = std::io::stdout().lock();
        for index in 0..scene.frame_count() {
            out.write_all(renderer.frame(index)?)?;
        }
        return Ok(());
    }
    let preview = (short > 540).then(|| Resolution::P540.size(scene.format()));
    let start = Instant::now();
    let made = render(
        &scene,
        assets,
        &Plan {
            full,
            preview,
            threads,
        },
        &Unwatched,
    )?;
    let took = start.elapsed().as_secs_f64();
    let checking = Instant::now();
    verify(
        &made.full,
        &Expected {
            size: full,
            frames: scene.frame_count(),
        },
    )?;
    println!(
        "{} frames of {} x {} in {took:.2} s: {:.1} frames/s; {} bytes, preview {} bytes; checked in {:.2} s",
        scene.frame_count(),
        full.width,
        full.height,
        f64::from(scene.frame_count()) / took,
        made.full.len(),
        made.preview.map_or(0, |file| file.len()),
        checking.elapsed().as_secs_f64(),
    );
    std::fs::write(argument(0, "clip.mp4"), made.full)?;
    Ok(())
}
