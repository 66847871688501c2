//! Renders every animation in every format to a file at 720p, as a person would get it with the sample in it.
//!
//! `cargo run -p engine --features video --example films -- FOLDER`
//!
//! The files are called `SLUG WIDTHxHEIGHT FRAMES.mp4`, so that who looks at them knows what to expect.

use engine::templates::{self, Style, Template};
use engine::video::{Plan, Unwatched, give_back_large_blocks, render};
use engine::{Assets, Format, ImageId, Resolution};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    give_back_large_blocks();
    let folder = std::env::args().nth(1).ok_or("usage: films FOLDER")?;
    std::fs::create_dir_all(&folder)?;
    for template in &templates::ALL {
        for format in Format::ALL {
            film(template, format, Path::new(&folder))?;
        }
    }
    Ok(())
}

fn film(template: &Template, format: Format, folder: &Path) -> Result<(), Box<dyn Error>> {
    let picture = template.sample.picture;
    let mut assets = Assets::new();
    assets.add_png(ImageId::new(picture.name), picture.png)?;
    let scene = template.scene(&template.sample_inputs(format, Style::Studio));
    let full = Resolution::P720.size(format);
    let plan = Plan {
        full,
        preview: None,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
    };
    let made = render(&scene, assets, &plan, &Unwatched)?;
    let (width, height, frames) = (full.width, full.height, scene.frame_count());
    let name = format!("{} {width}x{height} {frames}.mp4", template.slug);
    Ok(std::fs::write(folder.join(name), made.full)?)
}
