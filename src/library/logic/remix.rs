//! Remixes: whatever is in the library opens as a new scene of the Studio, free until it is animated.

use super::acts::{new_scene, scene_of};
use crate::accounts::Account;
use crate::clips::rules::{ClipInputs, FormatChoice, StyleChoice, tidy};
use crate::clips::{self, names, version};
use crate::error::AppError;
use crate::library::rules::Kind;
use crate::server::App;
use crate::studio;
use crate::studio::rules::{CAPTION_MAX, Format, SceneDraft, Style};
use crate::words::library as words;
use engine::templates::Template;
use uuid::Uuid;

/// Opens an entry as a new scene; returns the scene's id. An animation goes on from its first finished take.
///
/// # Errors
/// `NotFound` if there is no such entry, it is a deleted clip, or it is another account's.
pub async fn open_as_scene(
    app: &App,
    account: &Account,
    kind: Kind,
    id: Uuid,
) -> Result<Uuid, AppError> {
    match kind {
        Kind::Clip => {
            let clip = clips::logic::clip(app, account, id).await?;
            let template = version::template(&clip.inputs)?;
            let draft = scene_from(template, &clip.inputs);
            new_scene(app, account, draft).await
        }
        Kind::Scene => {
            let entry = scene_of(app, account, kind, id).await?;
            new_scene(app, account, entry.draft).await
        }
        Kind::Animation => {
            let entry = scene_of(app, account, kind, id).await?;
            let takes = app.studio.takes(&account.id, id).await?;
            let finished = takes.iter().find(|take| take.video.is_some());
            match finished {
                Some(take) => studio::logic::remix(app, account, &take.id.to_string()).await,
                None => new_scene(app, account, entry.draft).await,
            }
        }
    }
}

/// The scene that a clip suggests: its photo, its words and its shape, and a prompt from what its template does.
pub fn scene_from(template: &Template, inputs: &ClipInputs) -> SceneDraft {
    let headline = tidy(&inputs.headline);
    SceneDraft {
        upload: inputs.photo.as_ref().map(|photo| photo.id.clone()),
        prompt: prompt(template, inputs.photo.is_some()),
        caption: headline.chars().take(CAPTION_MAX).collect(),
        format: match inputs.format {
            // The Studio has no 4:5; upright stays upright.
            FormatChoice::Portrait | FormatChoice::Feed => Format::Portrait,
            FormatChoice::Square => Format::Square,
            FormatChoice::Landscape => Format::Landscape,
        },
        style: match inputs.style {
            Some(StyleChoice::Dusk) => Style::Dusk,
            Some(StyleChoice::Bold) => Style::Neon,
            Some(StyleChoice::Studio) | None => Style::Studio,
        },
        ..SceneDraft::fresh(String::new(), rand::random())
    }
}

/// What a template does, as somebody would describe it. Its sample is named, as no photo comes along with it.
fn prompt(template: &Template, photo: bool) -> String {
    let picture = template.sample.picture.name;
    let subject = if photo {
        words::prompt_subject().to_owned()
    } else {
        words::prompt_sample(sample_words(picture).unwrap_or(picture))
    };
    let stage = names::stage(template).to_lowercase();
    if stage.starts_with(['a', 'e', 'i', 'o', 'u']) {
        words::prompt_with_vowel(subject, stage)
    } else {
        words::prompt(subject, stage)
    }
}

/// What the sample of this name shows.
fn sample_words(picture: &str) -> Option<&'static str> {
    Some(match picture {
        "app" | "recipes" => words::sample_app(),
        "book" | "praised" => words::sample_book(),
        "coffee" => words::sample_coffee(),
        "dashboard" => words::sample_dashboard(),
        "dog" => words::sample_dog(),
        "garden" => words::sample_garden(),
        "giraffe" => words::sample_giraffe(),
        "headphones" => words::sample_headphones(),
        "lake" => words::sample_lake(),
        "lighthouse" => words::sample_lighthouse(),
        "perfume" => words::sample_perfume(),
        "sneaker" => words::sample_sneaker(),
        "summit" => words::sample_summit(),
        "whale" => words::sample_whale(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::rules::SubjectSource;

    #[test]
    fn every_template_suggests_a_scene_that_can_be_shown() {
        for template in engine::templates::ALL {
            let draft = scene_from(template, &version::draft(template));
            assert_eq!(draft.missing(), None, "{}", template.slug);
            assert_eq!(draft.too_long(), None, "{}", template.slug);
            assert_eq!(draft.subject, SubjectSource::Upload);
            let picture = template.sample.picture.name;
            assert!(sample_words(picture).is_some(), "{picture}");
            let stage = names::stage(template).to_lowercase();
            assert!(draft.prompt.contains(&stage), "{}", draft.prompt);
        }
    }

    #[test]
    fn words_and_shape_come_along() {
        let template = engine::templates::ALL[0];
        let inputs = ClipInputs {
            headline: "  Summer\n drop ".to_owned(),
            format: FormatChoice::Feed,
            style: Some(StyleChoice::Dusk),
            ..version::draft(template)
        };
        let draft = scene_from(template, &inputs);
        assert_eq!(draft.caption, "Summer drop");
        assert_eq!((draft.format, draft.style), (Format::Portrait, Style::Dusk));
        let long = ClipInputs {
            headline: "x".repeat(200),
            ..inputs
        };
        assert_eq!(scene_from(template, &long).caption.len(), CAPTION_MAX);
    }
}
