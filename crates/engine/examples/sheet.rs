//! Draws contact sheets of the animations, to be looked at with a critical eye.
//!
//! `cargo run -p engine --features video --example sheet -- FOLDER [SLUG|all|studio|cameras] [PICTURE_WIDTH]`
//!
//! For each animation: `SLUG.png`, every format at eight times; `SLUG-looks.png`, every style in every format
//! as first, middle and last frame, and what people really fill in: photos, odd shapes, long, right-to-left
//! and missing texts; and `SLUG.mp4`, small.

use engine::scene::Scene;
use engine::studio;
use engine::templates::{self, Inputs, Style, Template};
use engine::video::{Plan, Unwatched, render};
use engine::{Assets, Format, ImageId, Renderer, Resolution, Size, Subject, SubjectKind};
use std::error::Error;
use std::path::Path;

type Outcome = Result<(), Box<dyn Error>>;

/// Pictures side by side in rows. Portrait and square ones are `width` wide, landscape ones twice that.
struct Sheet {
    width: u32,
    rows: Vec<Vec<(Size, Vec<u8>)>>,
}

impl Sheet {
    const fn new(width: u32) -> Self {
        Self {
            width,
            rows: Vec::new(),
        }
    }

    fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    fn add(&mut self, scene: &Scene, assets: &Assets, times: &[f64]) -> Outcome {
        let (w, h) = scene.format().units();
        let width = if w > h { self.width * 2 } else { self.width };
        let size = Size::new(width, (f64::from(width) * h / w) as u32 / 2 * 2);
        let mut renderer = Renderer::new(scene, assets, size)?;
        let row = self.rows.last_mut().ok_or("a sheet starts with a row")?;
        for &seconds in times {
            let pixels = renderer.frame(scene.frame_at(seconds))?.to_vec();
            row.push((size, pixels));
        }
        Ok(())
    }

    fn save(&self, path: &Path) -> Outcome {
        let gap = 6;
        let wide = |row: &Vec<(Size, Vec<u8>)>| row.iter().map(|(s, _)| s.width + gap).sum::<u32>();
        let high =
            |row: &Vec<(Size, Vec<u8>)>| row.iter().map(|(s, _)| s.height + gap).max().unwrap_or(0);
        let width = self.rows.iter().map(wide).max().unwrap_or(1);
        let height = self.rows.iter().map(high).sum::<u32>();
        let mut out = vec![255_u8; (width * height * 3) as usize];
        let mut above = 0;
        for row in &self.rows {
            let mut left = 0;
            for (size, pixels) in row {
                for (y, line) in pixels.chunks_exact(size.width as usize * 4).enumerate() {
                    let at = ((above + y as u32) * width + left) as usize * 3;
                    for (to, from) in out[at..].chunks_exact_mut(3).zip(line.chunks_exact(4)) {
                        to.copy_from_slice(&from[..3]);
                    }
                }
                left += size.width + gap;
            }
            above += high(row);
        }
        let mut encoder = png::Encoder::new(std::fs::File::create(path)?, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header()?.write_image_data(&out)?;
        Ok(())
    }
}

/// The first frame, the way to the break-out and through it, the landing, the last frame.
fn times(scene: &Scene) -> [f64; 8] {
    let beat = |i: usize| scene.beats.get(i).map_or(1.0, |beat| beat.start_s);
    let (leaps, lands) = (beat(1), beat(scene.beats.len().saturating_sub(1)));
    let steps = beat(2);
    [
        0.0,
        leaps * 0.6,
        leaps,
        leaps + 0.17,
        leaps + 0.4,
        steps + 0.3,
        lands + 0.2,
        scene.duration_s(),
    ]
}

/// What people really fill in, two to a row.
fn hard_inputs(template: &Template, format: Format, style: Style) -> Vec<Inputs> {
    let sample = template.sample_inputs(format, style);
    let shaped = |width, height, kind| Subject {
        image: ImageId::new("ground"),
        width,
        height,
        kind,
        edge: engine::Edge::default(),
    };
    let with = |subject: Subject, headline: &str, line: &str| Inputs {
        subject,
        headline: headline.to_owned(),
        line: line.to_owned(),
        ..sample.clone()
    };
    let long = "Everything you ever wanted";
    vec![
        with(
            shaped(900, 640, SubjectKind::FramedCrop),
            long,
            "And a line of forty characters, no more",
        ),
        with(
            shaped(500, 900, SubjectKind::FramedCrop),
            "שלום עולם",
            "ابتداء من اليوم 🚀",
        ),
        with(
            shaped(1200, 200, SubjectKind::FramedCrop),
            "",
            "Only a line",
        ),
        with(sample.subject.clone(), "Unverwechselbarkeitsding", ""),
        with(sample.subject.clone(), "", ""),
    ]
}

fn template(folder: &Path, template: &Template, width: u32) -> Outcome {
    let mut assets = Assets::new();
    let picture = template.sample.picture;
    assets.add_png(ImageId::new(picture.name), picture.png)?;
    assets.add_png(
        ImageId::new("ground"),
        templates::find("step-out@1")
            .ok_or("no Step Out")?
            .sample
            .picture
            .png,
    )?;
    let styles = if template.styles.is_empty() {
        &[Style::Studio]
    } else {
        template.styles
    };
    let mut sheet = Sheet::new(width);
    for &format in template.formats {
        let scene = template.scene(&template.sample_inputs(format, styles[0]));
        let columns = if format == Format::Landscape { 4 } else { 8 };
        for times in times(&scene).chunks(columns) {
            sheet.row();
            sheet.add(&scene, &assets, times)?;
        }
    }
    sheet.save(&folder.join(format!("{}.png", template.slug)))?;
    looks(template, styles, &assets, width * 4 / 5)?
        .save(&folder.join(format!("{}-looks.png", template.slug)))?;

    let scene = template.scene(&template.sample_inputs(Format::Portrait, styles[0]));
    let plan = Plan {
        full: Resolution::P540.size(Format::Portrait),
        preview: None,
        threads: 2,
    };
    let made = render(&scene, assets, &plan, &Unwatched)?;
    std::fs::write(folder.join(format!("{}.mp4", template.slug)), made.full)?;
    Ok(())
}

/// Every style in every format, then every format with hard inputs.
fn looks(
    template: &Template,
    styles: &[Style],
    assets: &Assets,
    width: u32,
) -> Result<Sheet, Box<dyn Error>> {
    let mut sheet = Sheet::new(width);
    for &style in styles {
        sheet.row();
        for &format in template.formats {
            let scene = template.scene(&template.sample_inputs(format, style));
            sheet.add(&scene, assets, &[0.0, scene.still_s])?;
        }
    }
    for &format in template.formats {
        sheet.row();
        for (i, inputs) in hard_inputs(template, format, styles[i_of(styles, format)])
            .into_iter()
            .enumerate()
        {
            let scene = template.scene(&inputs);
            let middle = scene.beats[1].start_s + 0.15 + 0.1 * i as f64;
            let times = [middle, scene.duration_s()];
            sheet.add(
                &scene,
                assets,
                if format == Format::Landscape {
                    &times[1..]
                } else {
                    &times
                },
            )?;
        }
    }
    Ok(sheet)
}

/// Each format shows its hard inputs in another style.
fn i_of(styles: &[Style], format: Format) -> usize {
    Format::ALL
        .iter()
        .position(|&one| one == format)
        .unwrap_or(0)
        % styles.len()
}

fn studio(folder: &Path, width: u32) -> Outcome {
    let mut sheet = Sheet::new(width);
    for (style, prompt) in studio::Style::ALL.into_iter().zip([
        "The bottle rises out of a phone and hovers above desert dunes at dusk, warm wind, slow turn.",
        "A sneaker leaps from a poster in a bright studio.",
        "A book steps out of a post above a paper sea with clouds and stars.",
        "A rocket bursts out of a phone over a city in the rain.",
    ]) {
        sheet.row();
        for seed in 1..3 {
            let scene = studio::scene(&studio::Inputs {
                subject: None,
                prompt: prompt.to_owned(),
                caption: "Wear the evening".to_owned(),
                format: Format::Portrait,
                style,
                seed,
                seconds: 5,
                camera: studio::CameraMove::FromWords,
            });
            let times = [0.0, 1.2, 1.6, studio::still_time(&scene), 4.9];
            sheet.add(&scene, &Assets::new(), &times)?;
        }
    }
    sheet.save(&folder.join("studio.png"))
}

/// Every camera move over two styles and formats, six times each.
fn cameras(folder: &Path, width: u32) -> Outcome {
    let mut sheet = Sheet::new(width);
    for (format, style, prompt) in [
        (
            Format::Portrait,
            studio::Style::Dusk,
            "The bottle rises out of a phone above desert dunes at dusk",
        ),
        (
            Format::Portrait,
            studio::Style::Neon,
            "A rocket leaps out of a poster over the city",
        ),
        (
            Format::Landscape,
            studio::Style::Paper,
            "A cup floats out of a post above a paper sea",
        ),
    ] {
        for camera in studio::CameraMove::ALL {
            sheet.row();
            let scene = studio::scene(&studio::Inputs {
                subject: None,
                prompt: prompt.to_owned(),
                caption: "Wear the evening".to_owned(),
                format,
                style,
                seed: 2,
                seconds: 5,
                camera,
            });
            let times = [0.0, 0.9, 1.5, 2.2, 3.4, 4.9];
            sheet.add(&scene, &Assets::new(), &times)?;
        }
    }
    sheet.save(&folder.join("cameras.png"))
}

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("a folder is missing")?;
    let wanted = arguments.next().unwrap_or_else(|| "all".to_owned());
    let width = arguments.next().map_or(Ok(188), |width| width.parse())?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for one in templates::ALL {
        if wanted == "all" || wanted == one.slug {
            template(folder, one, width)?;
            println!("{}", one.slug);
        }
    }
    if wanted == "all" || wanted == "studio" {
        studio(folder, width)?;
    }
    if wanted == "all" || wanted == "cameras" {
        cameras(folder, width)?;
    }
    Ok(())
}
