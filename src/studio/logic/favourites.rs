//! Favourites among the videos: a mark that costs nothing and changes nothing else.

use super::take_of;
use crate::accounts::Account;
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio::rules::FavouriteAsk;
use crate::studio::store::{Take, TakeEnd};

/// Marks an own finished video as a favourite, or takes the mark away; a second time changes nothing.
///
/// # Errors
/// `NotFound` where the video is another account's or not finished.
pub async fn favourite(app: &App, account: &Account, ask: &FavouriteAsk) -> Result<Take, AppError> {
    let take = take_of(app, account, &ask.take).await?;
    if take.state != TakeEnd::Delivered {
        return Err(AppError::NotFound);
    }
    app.studio
        .set_favourite(&account.id, take.id, ask.favourite, wall_clock_ms())
        .await?;
    Ok(take)
}
