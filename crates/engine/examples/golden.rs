//! Writes the golden frames of the hand-crafted animations anew, those of the Studio's camera moves, or those of a
//! cut-out's edges: eight frames of each, small.
//!
//! `cargo run -p engine --example golden > crates/engine/tests/golden/templates.json`
//! `cargo run -p engine --example golden -- cameras > crates/engine/tests/golden/cameras.json`
//! `cargo run -p engine --example golden -- edges > crates/engine/tests/golden/edges.json`
//!
//! Do so only when a frame is meant to change, and look at `make sheet` first. Raise `ENGINE_RELEASE` if a person could see
//! the change, so that browsers ask for pictures again; versions stay what they are, with their files and what was paid.

use engine::scene::Scene;
use engine::studio;
use engine::templates::{self, Style};
use engine::{Assets, Edge, Format, ImageId, Renderer, Size};
use std::error::Error;

/// FNV-1a over the pixels, as the tests compute it.
fn hash(pixels: &[u8]) -> String {
    let hash = pixels
        .chunks_exact(4)
        .map(|p| u32::from_le_bytes([p[0], p[1], p[2], p[3]]))
        .fold(0x811c_9dc5_u32, |hash, word| {
            (hash ^ word).wrapping_mul(0x0100_0193)
        });
    format!("{hash:08x}")
}

/// Eight small frames of a scene, under a name and with the request they follow from.
fn case(
    name: String,
    request: serde_json::Value,
    scene: &Scene,
    assets: &Assets,
) -> Result<serde_json::Value, Box<dyn Error>> {
    let (w, h) = scene.format().units();
    let size = Size::new((w / 6.0) as u32, (h / 6.0) as u32);
    let mut renderer = Renderer::new(scene, assets, size)?;
    let last = scene.frame_count() - 1;
    let mut frames = serde_json::Map::new();
    for step in 0..8 {
        let index = last * step / 7;
        frames.insert(index.to_string(), hash(renderer.frame(index)?).into());
    }
    Ok(serde_json::json!({
        "name": name,
        "request": request,
        "width": size.width,
        "height": size.height,
        "frames": frames,
    }))
}

fn of_templates() -> Result<Vec<serde_json::Value>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for template in templates::ALL {
        let mut assets = Assets::new();
        let picture = template.sample.picture;
        assets.add_png(ImageId::new(picture.name), picture.png)?;
        for (format, style) in Format::ALL.into_iter().zip(Style::ALL.into_iter().cycle()) {
            let inputs = template.sample_inputs(format, style);
            let name = format!("{} {}", template.slug, format.label());
            let request = serde_json::json!({ "kind": "template", "template": template.id(), "inputs": inputs });
            cases.push(case(name, request, &template.scene(&inputs), &assets)?);
        }
    }
    Ok(cases)
}

fn of_cameras() -> Result<Vec<serde_json::Value>, Box<dyn Error>> {
    let styles = studio::Style::ALL.into_iter().cycle();
    let mut cases = Vec::new();
    for (camera, style) in studio::CameraMove::ALL.into_iter().zip(styles) {
        for format in [Format::Portrait, Format::Square, Format::Landscape] {
            let inputs = studio::Inputs {
                subject: None,
                prompt: "The bottle leaps out of a phone above the sea".to_owned(),
                caption: "Wear the evening".to_owned(),
                format,
                style,
                seed: 5,
                seconds: 5,
                camera,
            };
            let name = format!("studio {camera:?} {}", format.label());
            let request = serde_json::json!({ "kind": "studio", "inputs": inputs });
            cases.push(case(
                name,
                request,
                &studio::scene(&inputs),
                &Assets::new(),
            )?);
        }
    }
    Ok(cases)
}

fn of_edges() -> Result<Vec<serde_json::Value>, Box<dyn Error>> {
    let template = templates::ALL[0];
    let picture = template.sample.picture;
    let mut assets = Assets::new();
    assets.add_png(ImageId::new(picture.name), picture.png)?;
    let mut cases = Vec::new();
    for edge in [Edge::Closer, Edge::Softer] {
        let mut inputs = template.sample_inputs(Format::Square, Style::default());
        inputs.subject.edge = edge;
        let request =
            serde_json::json!({ "kind": "template", "template": template.id(), "inputs": inputs });
        let scene = template.scene(&inputs);
        cases.push(case(
            format!("{} {edge:?}", template.slug),
            request,
            &scene,
            &assets,
        )?);
    }
    Ok(cases)
}

fn main() -> Result<(), Box<dyn Error>> {
    let cases = match std::env::args().nth(1).as_deref() {
        Some("cameras") => of_cameras()?,
        Some("edges") => of_edges()?,
        _ => of_templates()?,
    };
    let lines: Vec<String> = cases.iter().map(ToString::to_string).collect();
    println!("[\n{}\n]", lines.join(",\n"));
    Ok(())
}
