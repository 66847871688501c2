//! What an edit is made from: the take, what was ordered, and its plate.

use super::rules::{self, Edit, Original};
use crate::accounts::Account;
use crate::error::AppError;
use crate::media::MediaKey;
use crate::server::App;
use crate::studio::logic::{engine_format, inputs_of, material, seconds_of, size_of};
use crate::studio::rules::EMBEDDED;
use crate::studio::store::{Animation, Take};
use crate::work::{Broken, JobControl};
use ::credits::AccountId;
use engine::caption::{self, Caption};
use engine::scene::Scene;
use engine::video::{self, Plan};
use engine::{Assets, FPS, Format, Size};
use std::sync::Arc;

/// A take on the bench.
#[derive(Debug, Clone)]
pub struct Bench {
    pub take: Take,
    pub animation: Animation,
    pub original: Original,
    /// The moment at which its caption comes, in seconds.
    enters: f64,
}

impl Bench {
    pub fn new(animation: Animation, take: Take) -> Self {
        let (snapshot, seconds) = (&animation.snapshot, seconds_of(&animation));
        // Moments follow from the words and the seed; they need no picture.
        let (scene, caption) =
            engine::studio::plate(&inputs_of(snapshot, None, take.seed, seconds));
        let still = (scene.still_s * 10.0).round() as u32;
        Self {
            original: Original::of(snapshot, seconds, still),
            enters: caption.enters,
            animation,
            take,
        }
    }

    /// The account's own take, with what was ordered.
    ///
    /// # Errors
    /// `NotFound` if there is none of this account.
    pub async fn of(app: &App, account: &AccountId, take: uuid::Uuid) -> Result<Self, AppError> {
        let found = app.studio.take(account, take).await?;
        let take = found.ok_or(AppError::NotFound)?;
        let found = app.studio.animation(account, take.animation).await?;
        Ok(Self::new(found.ok_or(AppError::NotFound)?, take))
    }

    /// Whether the built-in animator made it: its scenes are known here, others only as files.
    fn is_ours(&self) -> bool {
        self.animation.provider == EMBEDDED
    }

    /// Format and size of the plate.
    pub fn picture(&self) -> (Format, Size) {
        let format = self.animation.snapshot.format;
        (
            engine_format(format),
            size_of(format, self.animation.settings.resolution),
        )
    }

    /// How many frames the plate has.
    pub fn frames(&self) -> u32 {
        frames(self.original.length)
    }

    /// The size of the edited video.
    pub fn size_of(&self, edit: &Edit) -> Option<Size> {
        let (format, whole) = self.picture();
        video::crop(whole, format, format_of(edit.format), part_of(edit.part))
            .map(|(.., size)| size)
    }

    /// What finishes a picture that came without words.
    pub fn finished_by(&self) -> video::Edit {
        let edit = self.for_engine(&self.original.edit);
        let caption = Caption {
            grounded: false,
            ..edit.caption
        };
        video::Edit { caption, ..edit }
    }

    /// The edit as the engine takes it.
    pub fn for_engine(&self, edit: &Edit) -> video::Edit {
        let own = &self.original.edit;
        // A caption that comes with the end, or after it, would hardly be read.
        let middle = f64::from(edit.from + edit.to) / 20.0;
        video::Edit {
            caption: Caption {
                text: edit.caption.clone(),
                font: match edit.font {
                    rules::Font::Bricolage => caption::Font::Bricolage,
                    rules::Font::Inter => caption::Font::Inter,
                },
                tint: match edit.colour {
                    rules::Tint::Paper => caption::Tint::Paper,
                    rules::Tint::Ink => caption::Tint::Ink,
                    rules::Tint::Sun => caption::Tint::Sun,
                    rules::Tint::InkLabel => caption::Tint::InkLabel,
                    rules::Tint::SunLabel => caption::Tint::SunLabel,
                },
                position: match edit.position {
                    rules::Position::Top => caption::Position::Top,
                    rules::Position::Middle => caption::Position::Middle,
                    rules::Position::Bottom => caption::Position::Bottom,
                },
                enters: self.enters.min(middle),
                // The Studio's own scenes lay a ground where their caption stands.
                grounded: self.is_ours()
                    && !own.caption.is_empty()
                    && (edit.colour, edit.position, edit.format)
                        == (own.colour, own.position, own.format),
            },
            from: frames(edit.from),
            until: frames(edit.to),
            poster: frames(edit.poster),
            format: format_of(edit.format),
            part: part_of(edit.part),
        }
    }

    /// The plate, where one is kept: a video without a caption is its own.
    pub async fn plate(&self, app: &App) -> Result<Option<MediaKey>, AppError> {
        if self.original.edit.caption.is_empty() {
            return Ok(self.take.video.clone());
        }
        Ok(app.versions.plate(self.take.id).await?)
    }

    /// The scene that the plate shows, with its pictures: the built-in animator's videos follow from it.
    pub async fn scene(&self, app: &App, account: &Account) -> Result<(Scene, Assets), AppError> {
        if !self.is_ours() {
            return Err(AppError::internal(
                "a plate that came from elsewhere is gone",
            ));
        }
        let (animation, seed) = (&self.animation, self.take.seed);
        let seconds = seconds_of(animation);
        let (inputs, images) = material(app, account, &animation.snapshot, seed, seconds).await?;
        let mut assets = Assets::new();
        for (id, png) in &images {
            assets
                .add_png(id.clone(), png)
                .map_err(AppError::internal)?;
        }
        Ok((engine::studio::plate(&inputs).0, assets))
    }

    /// The plate of a take that is older than plates: rendered again as it was, and kept from now on.
    pub async fn plate_again(
        &self,
        app: &App,
        account: &Account,
        control: &Arc<JobControl>,
    ) -> Result<MediaKey, Broken> {
        let (scene, assets) = self.scene(app, account).await?;
        let plan = Plan {
            full: self.picture().1,
            preview: None,
            threads: control.threads(),
        };
        let follower = Arc::clone(control);
        let work =
            tokio::task::spawn_blocking(move || video::render(&scene, assets, &plan, &*follower));
        let mp4 = work.await?.map_err(Broken::of)?.full;
        let plate = app.media.put(mp4, "mp4").await?;
        app.versions.keep_plate(self.take.id, &plate).await?;
        Ok(plate)
    }
}

/// How many frames so many tenths of a second are.
pub const fn frames(tenths: u32) -> u32 {
    tenths * FPS / 10
}

pub const fn format_of(format: rules::EditFormat) -> Format {
    match format {
        rules::EditFormat::Portrait => Format::Portrait,
        rules::EditFormat::Feed => Format::Feed,
        rules::EditFormat::Square => Format::Square,
        rules::EditFormat::Landscape => Format::Landscape,
    }
}

pub const fn part_of(part: rules::Part) -> video::Part {
    match part {
        rules::Part::First => video::Part::First,
        rules::Part::Middle => video::Part::Middle,
        rules::Part::Last => video::Part::Last,
    }
}
