//! From what a person filled in to what the engine draws, and to the hash that tells versions apart.

use super::names;
use super::rules::{
    self, Background, Category, ClipInputs, FormatChoice, FrameChoice, SoundChoice, StyleChoice,
    SubjectChoice, TemplateView,
};
use super::status::{BeatView, Film};
use crate::error::AppError;
use crate::library::rules::Listed;
use crate::media::upload_field::ImageView;
use crate::media::uploads;
use crate::server::App;
use ::credits::{AccountId, VersionHash};
use engine::sound::{Bed, Sound};
use engine::templates::{self, SamplePicture, Template};
use engine::{Assets, ENGINE_RELEASE, Format, ImageId, Resolution, Size};
use sha2::{Digest, Sha256};

/// The template that a filling names.
pub fn template(inputs: &ClipInputs) -> Result<&'static Template, AppError> {
    templates::find(&inputs.template).ok_or(AppError::NotFound)
}

/// The template as the browser is told of it.
pub fn view(template: &Template) -> TemplateView {
    TemplateView {
        name: names::name(template).to_owned(),
        stage: names::stage(template).to_owned(),
        category: category(template),
        headline_max: template.headline_max,
        line_max: template.line_max,
        styles: offered(StyleChoice::ALL, style, template.styles),
        frames: offered(FrameChoice::ALL, frame, template.frames),
        backgrounds: offered(Background::ALL, background, template.backgrounds),
        engine: ENGINE_RELEASE.to_owned(),
    }
}

/// Those of our choices that the engine's template has.
fn offered<T: Copy, E: PartialEq>(all: &[T], engine: fn(T) -> E, has: &[E]) -> Vec<T> {
    let ours = all.iter().copied();
    ours.filter(|&one| has.contains(&engine(one))).collect()
}

/// The engine's name for the choice.
fn style(choice: StyleChoice) -> templates::Style {
    match choice {
        StyleChoice::Studio => templates::Style::Studio,
        StyleChoice::Dusk => templates::Style::Dusk,
        StyleChoice::Bold => templates::Style::Bold,
    }
}

/// The engine's name for the choice.
fn frame(choice: FrameChoice) -> templates::Frame {
    match choice {
        FrameChoice::Post => templates::Frame::Post,
        FrameChoice::Phone => templates::Frame::Phone,
        FrameChoice::Poster => templates::Frame::Poster,
    }
}

/// The engine's name for the choice.
fn background(choice: Background) -> templates::Background {
    match choice {
        Background::Cobalt => templates::Background::Cobalt,
        Background::Saffron => templates::Background::Saffron,
        Background::Tangerine => templates::Background::Tangerine,
        Background::Forest => templates::Background::Forest,
        Background::Rose => templates::Background::Rose,
        Background::Sky => templates::Background::Sky,
        Background::Sand => templates::Background::Sand,
    }
}

/// What the template is made for.
pub fn category(template: &Template) -> Category {
    match template.category {
        templates::Category::Product => Category::Product,
        templates::Category::Book => Category::Book,
        templates::Category::App => Category::App,
        templates::Category::Photo => Category::Photo,
    }
}

/// Which of its styles a template is shown in, counted from 0: neighbours in the gallery look different, so that each style
/// is seen.
pub fn shown_style(template: &Template) -> usize {
    let place = templates::ALL
        .iter()
        .position(|one| one.slug == template.slug)
        .unwrap_or_default();
    place % StyleChoice::ALL.len()
}

/// What a new clip starts with: the sample, in the style of the template's card, for whoever opens a card expects what it
/// shows.
pub fn draft(template: &Template) -> ClipInputs {
    settled(
        template,
        ClipInputs {
            template: template.id(),
            headline: template.sample.headline.to_owned(),
            line: template.sample.line.to_owned(),
            style: Some(StyleChoice::ALL[shown_style(template)]),
            // A cover or a screenshot is meant as a whole; its calm ground is no background to cut away.
            subject: match template.category {
                templates::Category::Book | templates::Category::App => SubjectChoice::FramedCrop,
                templates::Category::Product | templates::Category::Photo => SubjectChoice::CutOut,
            },
            ..ClipInputs::default()
        },
    )
}

/// The filling without choices its template does not offer: they would make another version of the same video.
fn settled(template: &Template, inputs: ClipInputs) -> ClipInputs {
    ClipInputs {
        style: (!template.styles.is_empty()).then(|| inputs.style.unwrap_or_default()),
        frame: if template.frames.is_empty() {
            FrameChoice::default()
        } else {
            inputs.frame
        },
        background: if template.backgrounds.is_empty() {
            Background::default()
        } else {
            inputs.background
        },
        ..inputs
    }
}

/// A template's sample picture as the browser knows it.
pub fn sample(template: &Template) -> ImageView {
    let picture: SamplePicture = template.sample.picture;
    let Size { width, height } = picture.size();
    ImageView {
        hash: hex::encode(Sha256::digest(picture.png)),
        width,
        height,
        url: format!("/clips/sample/{}.png", picture.name),
    }
}

/// The hash of everything that changes the video, and of nothing else.
pub fn hash(inputs: &ClipInputs) -> Result<VersionHash, AppError> {
    VersionHash::new(hex::encode(Sha256::digest(inputs.canonical()))).map_err(AppError::internal)
}

/// What a clip is found and sorted by in the library.
pub fn listed(title: &str, inputs: &ClipInputs) -> Listed {
    let template = templates::find(&inputs.template).map_or("", names::name);
    Listed::new(
        &rules::shown_title(title, inputs),
        &[&inputs.headline, &inputs.line, template],
    )
}

/// The same inputs with their photo read from the store, and without choices the template does not have: a browser's
/// word about hashes and sizes is not taken.
pub async fn resolved(
    app: &App,
    account: &AccountId,
    inputs: ClipInputs,
) -> Result<ClipInputs, AppError> {
    let photo = match &inputs.photo {
        None => None,
        Some(photo) => {
            let id = photo.id.parse().map_err(|_| AppError::NotFound)?;
            Some(uploads::find(app, account, id).await?.view())
        }
    };
    let template = template(&inputs)?;
    Ok(settled(template, ClipInputs { photo, ..inputs }))
}

/// The engine's own form of the inputs.
fn engine_inputs(inputs: &ClipInputs) -> Result<templates::Inputs, AppError> {
    let sample = sample(template(inputs)?);
    serde_json::from_value(inputs.engine_inputs(&sample)).map_err(AppError::internal)
}

/// The animation of these inputs.
pub fn scene(inputs: &ClipInputs) -> Result<engine::scene::Scene, AppError> {
    Ok(template(inputs)?.scene(&engine_inputs(inputs)?))
}

/// What is heard with the animation of these inputs, if anything.
pub fn sound(inputs: &ClipInputs) -> Result<Option<Sound>, AppError> {
    let accent = template(inputs)?.breaks_at();
    Ok(bed(inputs.sound).map(|bed| Sound { bed, accent }))
}

/// The engine's name for the choice.
pub fn bed(choice: SoundChoice) -> Option<Bed> {
    match choice {
        SoundChoice::None => None,
        SoundChoice::WarmPulse => Some(Bed::WarmPulse),
        SoundChoice::BrightPluck => Some(Bed::BrightPluck),
        SoundChoice::LowDrift => Some(Bed::LowDrift),
        SoundChoice::GlassBells => Some(Bed::GlassBells),
    }
}

/// The pictures the animation needs.
pub async fn assets(
    app: &App,
    account: &AccountId,
    inputs: &ClipInputs,
) -> Result<Assets, AppError> {
    let template = template(inputs)?;
    let sample = sample(template);
    let picture = inputs.picture(&sample);
    let png = match &inputs.photo {
        None => bytes::Bytes::from_static(template.sample.picture.png),
        Some(photo) => {
            let upload = uploads::find(
                app,
                account,
                photo.id.parse().map_err(|_| AppError::NotFound)?,
            )
            .await?;
            let image = [Some(upload.original), upload.cut_out]
                .into_iter()
                .flatten()
                .find(|image| image.key.hash() == picture.hash);
            let image = image.ok_or_else(|| {
                AppError::internal("a version names a picture that its photo does not have")
            })?;
            app.media
                .get(&image.key)
                .await
                .map_err(AppError::internal)?
        }
    };
    let mut assets = Assets::new();
    assets
        .add_png(ImageId::new(picture.hash.clone()), &png)
        .map_err(AppError::internal)?;
    Ok(assets)
}

/// How long the animation is and what happens when.
pub fn film(inputs: &ClipInputs) -> Result<Film, AppError> {
    let scene = scene(inputs)?;
    Ok(Film {
        frames: scene.frame_count(),
        fps: engine::FPS,
        still: scene.frame_at(scene.still_s),
        beats: scene
            .beats()
            .into_iter()
            .map(|beat| BeatView {
                name: names::beat(&beat.name).to_owned(),
                from_s: beat.start_s,
            })
            .collect(),
    })
}

/// The size of the finished file, and of its smaller rendition.
pub fn sizes(format: FormatChoice) -> (Size, Size) {
    let format = match format {
        FormatChoice::Portrait => Format::Portrait,
        FormatChoice::Square => Format::Square,
        FormatChoice::Feed => Format::Feed,
        FormatChoice::Landscape => Format::Landscape,
    };
    (
        Resolution::P1080.size(format),
        Resolution::P540.size(format),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::templates::Style;

    /// The browser's words and the engine's are two lists; this holds them together.
    #[test]
    fn the_engine_understands_every_choice() {
        for template in templates::ALL {
            let view = view(template);
            assert_eq!(view.styles.len(), template.styles.len());
            assert_eq!(view.frames.len(), template.frames.len());
            assert_eq!(view.backgrounds.len(), template.backgrounds.len());
            assert_eq!(view.category.label(), format!("{:?}", template.category));
            for format in FormatChoice::ALL {
                let inputs = ClipInputs {
                    format: *format,
                    style: view.styles.last().copied(),
                    frame: view.frames.last().copied().unwrap_or_default(),
                    background: view.backgrounds.last().copied().unwrap_or_default(),
                    ..draft(template)
                };
                let engine =
                    engine_inputs(&inputs).expect("the engine reads what the browser writes");
                assert_eq!(engine.frame, frame(inputs.frame));
                assert_eq!(engine.background, background(inputs.background));
                assert_eq!(engine.style, style(inputs.style.unwrap_or_default()));
                assert_eq!(engine.format.label(), format.label());
                assert_eq!(
                    sizes(*format).0,
                    Size::new(format.size().0, format.size().1)
                );
            }
        }
    }

    #[test]
    fn a_new_clip_has_the_style_of_its_card() {
        for template in templates::ALL.iter().filter(|one| !one.styles.is_empty()) {
            let inputs = engine_inputs(&draft(template)).expect("readable");
            assert_eq!(inputs.style, Style::ALL[shown_style(template)]);
        }
    }

    #[test]
    fn every_bed_can_be_chosen() {
        let offered: Vec<_> = SoundChoice::ALL
            .iter()
            .filter_map(|&choice| bed(choice))
            .collect();
        assert_eq!(offered, Bed::ALL);
    }

    #[test]
    fn a_choice_the_template_does_not_have_makes_no_version() {
        for template in templates::ALL {
            let plain = draft(template);
            let odd = settled(
                template,
                ClipInputs {
                    style: plain.style.or(Some(StyleChoice::Bold)),
                    ..plain.clone()
                },
            );
            assert_eq!(hash(&odd), hash(&plain));
        }
    }

    #[test]
    fn undoing_an_edit_gives_the_same_hash() {
        let before = ClipInputs::draft();
        let edited = ClipInputs {
            headline: "Back by demand".to_owned(),
            ..before.clone()
        };
        let undone = ClipInputs {
            headline: before.headline.clone(),
            ..edited.clone()
        };
        assert_ne!(hash(&edited), hash(&before));
        assert_eq!(hash(&undone), hash(&before));
    }
}
