//! Trying a template without an account. What a guest filled in waits in the guest's session, on the server, from the
//! moment an account is asked for until there is one; before that it is in the browser alone.

use super::rules::{Background, ClipInputs, FormatChoice, FrameChoice, SoundChoice, StyleChoice};
use super::status::{ClipStatus, Draft, Offer};
use super::{logic, version};
use crate::accounts::Account;
use crate::error::AppError;
use crate::server::App;
use engine::templates::Template;
use serde::{Deserialize, Serialize};
use time::Duration;
use tower_sessions::{Expiry, Session};
use uuid::Uuid;

/// The key under which a session keeps a draft that waits for its account.
const WAITING: &str = "waiting-draft";
/// How long it waits. The row of the session goes with those of other sessions that have ended.
const WAITS: Duration = Duration::days(1);

/// What the guest wanted when the account was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// To go on editing, with a photo of one's own for instance.
    #[default]
    Edit,
    /// The finished video. Its free preview comes first, so that is asked for as soon as there is an account.
    Video,
}

/// The guest's editor as a plain form sends it, with script or without. What a template has no choice of is absent.
#[derive(Debug, Deserialize)]
pub struct Filled {
    #[serde(default)]
    headline: String,
    #[serde(default)]
    line: String,
    style: Option<StyleChoice>,
    frame: Option<FrameChoice>,
    background: Option<Background>,
    format: Option<FormatChoice>,
    #[serde(default)]
    sound: SoundChoice,
    #[serde(default)]
    wish: Wish,
}

/// A draft that waits for its account. Its clip has its id already, so that taking it over twice makes one clip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    clip: Uuid,
    inputs: ClipInputs,
    wish: Wish,
}

impl Waiting {
    /// The draft of a form that was filled in on this template's page.
    ///
    /// # Errors
    /// `Invalid` when a text is too long to be kept at all.
    pub fn read(template: &Template, filled: Filled) -> Result<Self, AppError> {
        let sample = version::draft(template);
        let inputs = ClipInputs {
            headline: filled.headline,
            line: filled.line,
            style: filled.style.or(sample.style),
            frame: filled.frame.unwrap_or(sample.frame),
            background: filled.background.unwrap_or(sample.background),
            format: filled.format.unwrap_or(sample.format),
            sound: filled.sound,
            ..sample
        };
        logic::keepable(&inputs)?;
        Ok(Self {
            clip: Uuid::now_v7(),
            inputs,
            wish: filled.wish,
        })
    }

    /// What the draft is called.
    pub fn title(&self) -> String {
        super::rules::shown_title("", &self.inputs)
    }
}

/// Keeps the draft for whoever this session turns out to be. A newer one takes the place of an older one, so a session
/// holds one at most.
pub async fn keep(session: &Session, waiting: &Waiting) -> Result<(), AppError> {
    session.set_expiry(Some(Expiry::OnInactivity(WAITS)));
    session
        .insert(WAITING, waiting)
        .await
        .map_err(AppError::internal)
}

/// The draft that waits in this session.
pub async fn waiting(session: &Session) -> Result<Option<Waiting>, AppError> {
    session.get(WAITING).await.map_err(AppError::internal)
}

/// Makes the draft that waits in this session a clip of the account, and answers where its editor is.
///
/// # Errors
/// `Internal` when it cannot be kept just now; then it goes on waiting.
pub async fn take_over(
    app: &App,
    session: &Session,
    account: &Account,
) -> Result<Option<String>, AppError> {
    let Some(waiting) = waiting(session).await? else {
        return Ok(None);
    };
    let address = make_clip(app, account, waiting).await?;
    session
        .remove_value(WAITING)
        .await
        .map_err(AppError::internal)?;
    Ok(Some(address))
}

/// Keeps the draft as a clip of the account, and answers where its editor is. A preview that was wished for is asked for
/// as well; a text that does not fit into the video is said in the editor, where it can be mended.
pub async fn make_clip(app: &App, account: &Account, waiting: Waiting) -> Result<String, AppError> {
    let draft = Draft {
        clip: waiting.clip.to_string(),
        title: String::new(),
        inputs: waiting.inputs,
    };
    let clip = logic::save(app, account, draft.clone()).await?;
    if waiting.wish == Wish::Video {
        match logic::preview(app, account, draft).await {
            Ok(_) | Err(AppError::Invalid { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(format!("/clips/{}", clip.id))
}

/// Where a guest stands: nothing was made, and there are no wallets.
pub fn status() -> ClipStatus {
    ClipStatus {
        versions: Vec::new(),
        offer: Offer {
            included_in: None,
            available: 0,
            next_refresh: None,
            payment_failed: false,
            way_in: None,
        },
    }
}

#[cfg(test)]
mod tests;
