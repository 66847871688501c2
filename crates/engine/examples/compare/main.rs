//! Our side of the comparison with Remotion (`scripts/compare`, `benches/remotion`): three scenes, made into a file
//! the way the product makes the one that is downloaded, which ends with looking at it.
//!
//! `cargo run --release -p engine --features video --example compare -- title|text|photo SECONDS 720|1080 OUT.mp4 [PHOTO.png] [THREADS]`
//!
//! An `OUT.png` gets the frame at two seconds instead, before any encoder saw it, and `compare photograph PHOTO.png`
//! computes the picture of the third scene.

mod photograph;
mod scenes;

use engine::scene::Scene;
use engine::video::{Expected, Plan, Unwatched, give_back_large_blocks, render, verify};
use engine::{Assets, ImageId, Resolution, Size, poster_png};
use std::error::Error;

/// The moment that is looked at, in seconds.
const LOOK: f64 = 2.0;

fn main() -> Result<(), Box<dyn Error>> {
    give_back_large_blocks();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["photograph", out] => Ok(std::fs::write(out, photograph::png()?)?),
        [scene, seconds, size, out, ref more @ ..] => {
            let scene = scenes::named(scene, seconds.parse()?).ok_or("no such scene")?;
            let size = size_of(&scene, size.parse()?).ok_or("no such size")?;
            let mut assets = Assets::new();
            if let Some(photo) = more.first().filter(|_| !scene.sprites.is_empty()) {
                assets.add_png(ImageId::new(scenes::PHOTO), &std::fs::read(photo)?)?;
            }
            let threads = more.get(1).map_or(Ok(2), |word| word.parse())?;
            make(&scene, assets, size, threads, out)
        }
        _ => Err("usage: compare SCENE SECONDS SIZE OUT [PHOTO] [THREADS]".into()),
    }
}

fn size_of(scene: &Scene, short_side: u32) -> Option<Size> {
    Resolution::ALL
        .into_iter()
        .find(|resolution| resolution.short_side() == short_side)
        .map(|resolution| resolution.size(scene.format()))
}

fn make(
    scene: &Scene,
    assets: Assets,
    size: Size,
    threads: usize,
    out: &str,
) -> Result<(), Box<dyn Error>> {
    if out.ends_with(".png") {
        let png = poster_png(scene, &assets, size, scene.frame_at(LOOK))?;
        return Ok(std::fs::write(out, png)?);
    }
    let plan = Plan {
        full: size,
        preview: None,
        threads,
    };
    let made = render(scene, assets, &plan, &Unwatched)?;
    let frames = scene.frame_count();
    verify(&made.full, &Expected { size, frames })?;
    Ok(std::fs::write(out, made.full)?)
}
