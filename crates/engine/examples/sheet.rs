//! Writes contact sheets of everything the engine draws, to be looked at.
//!
//! `cargo run --release -p engine --example sheet -- OUT_FOLDER [SUBJECT.png]`

use engine::scene::Scene;
use engine::step_out::{self, Background, Frame};
use engine::studio::{self, Style};
use engine::{Assets, Format, ImageId, Renderer, Size, Subject, SubjectKind, poster_png};
use std::error::Error;
use std::path::Path;

/// The height of every picture on a sheet.
const HEIGHT: u32 = 420;
const TIMES: [f64; 8] = [0.0, 0.9, 1.25, 1.5, 1.75, 2.6, 3.4, 4.6];

/// Pictures side by side in rows.
#[derive(Default)]
struct Sheet {
    rows: Vec<Vec<(Size, Vec<u8>)>>,
}

impl Sheet {
    fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    fn add(&mut self, scene: &Scene, assets: &Assets, seconds: f64) -> Result<(), Box<dyn Error>> {
        let (w, h) = scene.format().units();
        let size = Size::new((f64::from(HEIGHT) * w / h) as u32 / 2 * 2, HEIGHT);
        let mut renderer = Renderer::new(scene, assets, size)?;
        let pixels = renderer.frame(scene.frame_at(seconds))?.to_vec();
        self.rows
            .last_mut()
            .ok_or("a sheet starts with a row")?
            .push((size, pixels));
        Ok(())
    }

    fn save(&self, path: &Path) -> Result<(), Box<dyn Error>> {
        let gap = 6;
        let wide = |row: &Vec<(Size, Vec<u8>)>| row.iter().map(|(s, _)| s.width + gap).sum::<u32>();
        let width = self.rows.iter().map(wide).max().unwrap_or(1);
        let height = (HEIGHT + gap) * self.rows.len() as u32;
        let mut out = vec![255_u8; (width * height * 3) as usize];
        for (r, row) in self.rows.iter().enumerate() {
            let mut left = 0;
            for (size, pixels) in row {
                for (y, line) in pixels.chunks_exact(size.width as usize * 4).enumerate() {
                    let at = ((r as u32 * (HEIGHT + gap) + y as u32) * width + left) as usize * 3;
                    for (to, from) in out[at..].chunks_exact_mut(3).zip(line.chunks_exact(4)) {
                        to.copy_from_slice(&from[..3]);
                    }
                }
                left += size.width + gap;
            }
        }
        let mut encoder = png::Encoder::new(std::fs::File::create(path)?, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header()?.write_image_data(&out)?;
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let png = match arguments.next() {
        Some(path) => std::fs::read(path)?,
        None => step_out::sample_subject_png().to_vec(),
    };
    let folder = Path::new(&folder);
    let info = png::Decoder::new(std::io::Cursor::new(&png)).read_info()?;
    let (width, height) = (info.info().width, info.info().height);
    let subject = Subject {
        image: ImageId::new("subject"),
        width,
        height,
        kind: SubjectKind::CutOut,
    };
    let mut assets = Assets::new();
    assets.add_png(subject.image.clone(), &png)?;

    let template = |format, frame, background, kind| step_out::Inputs {
        subject: Subject {
            kind,
            ..subject.clone()
        },
        headline: "Built to outrun".to_owned(),
        line: "Out 14 June".to_owned(),
        frame,
        background,
        format,
    };
    let mut sheet = Sheet::default();
    for format in Format::ALL {
        sheet.row();
        let inputs = template(format, Frame::Post, Background::Cobalt, SubjectKind::CutOut);
        for seconds in TIMES {
            sheet.add(&step_out::scene(&inputs), &assets, seconds)?;
        }
    }
    sheet.save(&folder.join("step-out.png"))?;

    let mut sheet = Sheet::default();
    for (row, kind) in [SubjectKind::CutOut, SubjectKind::FramedCrop]
        .into_iter()
        .enumerate()
    {
        sheet.row();
        for (i, background) in Background::ALL.into_iter().enumerate() {
            let frame = Frame::ALL[(i + row + 1) % 3];
            let inputs = template(Format::Portrait, frame, background, kind);
            sheet.add(
                &step_out::scene(&inputs),
                &assets,
                [5.5, 2.6, 1.1][(i + row) % 3],
            )?;
        }
    }
    sheet.save(&folder.join("step-out-looks.png"))?;

    for subject in [Some(subject.clone()), None] {
        let name = if subject.is_some() {
            "studio-upload.png"
        } else {
            "studio-words.png"
        };
        let mut sheet = Sheet::default();
        for (style, prompt) in Style::ALL.into_iter().zip([
            "The bottle rises out of a phone and hovers above desert dunes at dusk, warm wind, slow turn.",
            "A sneaker leaps from a poster in a bright studio.",
            "A book steps out of a post above a paper sea with clouds and stars.",
            "A rocket bursts out of a phone over a city in the rain.",
        ]) {
            sheet.row();
            for seed in 1..3 {
                let inputs = studio::Inputs {
                    subject: subject.clone(),
                    prompt: prompt.to_owned(),
                    caption: "Wear the evening".to_owned(),
                    format: Format::Portrait,
                    style,
                    seed,
                    seconds: 5,
                };
                let scene = studio::scene(&inputs);
                for seconds in [0.0, 1.2, 1.6, studio::still_time(&scene), 4.9] {
                    sheet.add(&scene, &assets, seconds)?;
                }
            }
        }
        sheet.save(&folder.join(name))?;
    }
    let inputs = template(
        Format::Portrait,
        Frame::Post,
        Background::Cobalt,
        SubjectKind::CutOut,
    );
    let large = poster_png(
        &step_out::scene(&inputs),
        &assets,
        Size::new(720, 1280),
        165,
    )?;
    std::fs::write(folder.join("poster.png"), large)?;
    Ok(())
}
