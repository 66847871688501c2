//! What the Studio does on the server.

mod drive;
mod favourites;
mod late;
mod orders;
mod previews;
mod resume;
mod run;
mod scenes;
mod settle;
mod stills;
mod takes;
#[cfg(test)]
mod tests;
mod waiting;

pub use favourites::favourite;
pub use late::look as look_for_overdue;
pub use orders::{again, animate, page_of};
pub use previews::preview;
pub use resume::{resume, resume_forever};
pub use run::{run_of, status};
pub use scenes::{editor_start, inputs_of, material, remix, save, scene_now, seconds_of};
pub use stills::{Still, still, take_still};
pub use takes::{cancel, handler};

use super::rules::Format;
use super::store::{Animation, Take};
use crate::accounts::Account;
use crate::error::AppError;
use crate::server::App;
use ::credits::AccountId;
use uuid::Uuid;

/// The topic under which the ledger's outbox carries orders.
const TOPIC: &str = "studio/animation";

/// An id as it came from a browser; what is no id is nowhere.
pub fn id_of(text: &str) -> Result<Uuid, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// The account's own take, or `NotFound`.
pub async fn take_of(app: &App, account: &Account, id: &str) -> Result<Take, AppError> {
    app.studio
        .take(&account.id, id_of(id)?)
        .await?
        .ok_or(AppError::NotFound)
}

/// The account's own animation, or `NotFound`.
pub async fn animation_of(app: &App, account: &AccountId, id: Uuid) -> Result<Animation, AppError> {
    app.studio
        .animation(account, id)
        .await?
        .ok_or(AppError::NotFound)
}

/// The engine's size of a video.
pub fn size_of(format: Format, resolution: ::credits::Resolution) -> engine::Size {
    let resolution = match resolution {
        ::credits::Resolution::P720 => engine::Resolution::P720,
        ::credits::Resolution::P1080 => engine::Resolution::P1080,
        ::credits::Resolution::P2160 => engine::Resolution::P2160,
    };
    resolution.size(engine_format(format))
}

pub fn engine_format(format: Format) -> engine::Format {
    match format {
        Format::Portrait => engine::Format::Portrait,
        Format::Square => engine::Format::Square,
        Format::Landscape => engine::Format::Landscape,
    }
}

/// The seed of a take: the first video ordered is the preview's own, further ones differ by their number, and
/// regenerations of a video differ by theirs. The same three always give the same seed.
pub fn take_seed(scene_seed: u32, number: u32, regeneration: u32) -> u64 {
    if number <= 1 && regeneration == 0 {
        return u64::from(scene_seed);
    }
    // SplitMix64's finaliser spreads neighbouring numbers over all 64 bits.
    let mut mixed = (u64::from(scene_seed) << 32 | u64::from(regeneration))
        .wrapping_add(u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// What tells one regeneration of a video from the next: part of its take's own id.
fn regeneration_number(take: Uuid) -> u32 {
    (take.as_u128() & 0xffff_ffff) as u32 | 1
}
