//! Writes the golden frames of the hand-crafted animations anew: eight frames of each in every format, small.
//!
//! `cargo run -p engine --example golden > crates/engine/tests/golden/templates.json`
//!
//! Do so only when a frame is meant to change, look at `make sheet` first, and raise `ENGINE_RELEASE`.

use engine::templates::{self, Style};
use engine::{Assets, Format, ImageId, Renderer, Size};
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

fn main() -> Result<(), Box<dyn Error>> {
    let mut cases = Vec::new();
    for template in templates::ALL {
        let mut assets = Assets::new();
        let picture = template.sample.picture;
        assets.add_png(ImageId::new(picture.name), picture.png)?;
        for (format, style) in Format::ALL.into_iter().zip(Style::ALL.into_iter().cycle()) {
            let inputs = template.sample_inputs(format, style);
            let scene = template.scene(&inputs);
            let (w, h) = format.units();
            let size = Size::new((w / 6.0) as u32, (h / 6.0) as u32);
            let mut renderer = Renderer::new(&scene, &assets, size)?;
            let last = scene.frame_count() - 1;
            let mut frames = serde_json::Map::new();
            for step in 0..8 {
                let index = last * step / 7;
                frames.insert(index.to_string(), hash(renderer.frame(index)?).into());
            }
            cases.push(serde_json::json!({
                "name": format!("{} {}", template.slug, format.label()),
                "request": { "kind": "template", "template": template.id(), "inputs": inputs },
                "width": size.width,
                "height": size.height,
                "frames": frames,
            }));
        }
    }
    let lines: Vec<String> = cases.iter().map(ToString::to_string).collect();
    println!("[\n{}\n]", lines.join(",\n"));
    Ok(())
}
