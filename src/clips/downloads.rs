//! Downloads: the right and its price in one transaction, and who may fetch which file.

use super::names;
use super::renders;
use super::rules;
use super::status::DownloadAnswer;
use super::store::{Clip, RenderFiles, Version};
use crate::accounts::Account;
use crate::credits::refusals::refused;
use crate::error::AppError;
use crate::live::News;
use crate::server::App;
use crate::words::clips as words;
use ::credits::{
    Command, Credits, Entitlement, IdempotencyKey, Note, Outcome, Reason, Refusal, Request,
    VersionHash,
};
use serde::Deserialize;
use uuid::Uuid;

/// What the form sends: which version, the price that was shown, and a key that makes a repetition recognisable.
#[derive(Debug, Clone, Deserialize)]
pub struct Asked {
    pub version: String,
    pub price: i64,
    pub key: String,
}

/// Records the right to a version and takes its price, once. A broken transfer afterwards costs nothing: the right stays.
pub async fn ask(
    app: &App,
    account: &Account,
    clip: Uuid,
    asked: Asked,
) -> Result<DownloadAnswer, AppError> {
    let key = IdempotencyKey::new(asked.key)
        .map_err(|_| AppError::invalid("key", words::unreadable_request()))?;
    let (clip, version) = find(app, account, clip, &asked.version).await?;
    let fingerprint = format!("download {} {}", version.hash, asked.price);
    if let Some(outcome) = app.ledger.replay(&account.id, &key, &fingerprint).await? {
        return answer(&clip, &version, outcome);
    }
    let owned = app
        .ledger
        .right(&account.id, &version.hash)
        .await?
        .is_some();
    if !owned
        && renders::files(app, &account.id, &version.hash)
            .await?
            .is_none()
    {
        return Ok(DownloadAnswer::NotRendered);
    }
    let entitlement = crate::billing::logic::standing(app, account)
        .await?
        .entitlement();
    let command = Command::Download {
        version: version.hash.clone(),
        shown_price: Credits::new(asked.price),
        entitlement,
    };
    let request = Request {
        account: account.id,
        key,
        fingerprint,
        at: account.now(),
        command,
        note: note(&clip, &version, entitlement),
    };
    let outcome = settle(app, account, clip.id, &version.hash, request).await?;
    answer(&clip, &version, outcome)
}

/// Applies the request in a task of its own: a browser that hangs up cannot stop it half-way.
async fn settle(
    app: &App,
    account: &Account,
    clip: Uuid,
    version: &VersionHash,
    request: Request,
) -> Result<Outcome, AppError> {
    let (app, account, version) = (app.clone(), account.id, version.clone());
    let task = tokio::spawn(async move {
        let outcome = app.ledger.apply(request).await?;
        if matches!(outcome, Outcome::Applied(_) | Outcome::Duplicate(_)) {
            app.clips.number_version(clip, &version).await?;
        }
        app.tell_balance(&account).await;
        app.events.tell(
            &account,
            News::Render {
                clip: clip.to_string(),
            },
        );
        Ok(outcome)
    });
    task.await.map_err(AppError::internal)?
}

fn note(clip: &Clip, version: &Version, entitlement: Entitlement) -> Note {
    let title = rules::shown_title(&clip.title, &version.inputs);
    let detail = match entitlement {
        Entitlement::Metered => {
            let template = engine::templates::find(&version.inputs.template);
            let name = template.map_or(words::a_video(), names::name);
            words::note_metered(name, version.inputs.format.label())
        }
        Entitlement::Unlimited => words::note_included().to_owned(),
    };
    Note::new(Reason::Download, title, detail).linked(format!("/clips/{}", clip.id))
}

fn answer(clip: &Clip, version: &Version, outcome: Outcome) -> Result<DownloadAnswer, AppError> {
    match outcome {
        Outcome::Applied(receipt) | Outcome::Duplicate(receipt) => Ok(DownloadAnswer::Downloaded {
            url: file_url(clip.id, &version.hash),
            taken: receipt.moved.get(),
        }),
        Outcome::Refused(Refusal::PriceChanged { now }) => {
            Ok(DownloadAnswer::PriceChanged { price: now.get() })
        }
        Outcome::Refused(Refusal::Insufficient { available, needed }) => {
            Ok(DownloadAnswer::Short {
                available: available.get(),
                needed: needed.get(),
            })
        }
        Outcome::Refused(refusal) => Err(AppError::invalid("key", refused(&refusal))),
        Outcome::InFlight => Err(AppError::TooMany { seconds: 1 }),
    }
}

/// Where the full file of a version is.
pub fn file_url(clip: Uuid, version: &VersionHash) -> String {
    format!("/clips/{clip}/download?version={version}")
}

/// The clip, deleted or not, and its version; `NotFound` for everybody but its owner.
pub async fn find(
    app: &App,
    account: &Account,
    clip: Uuid,
    version: &str,
) -> Result<(Clip, Version), AppError> {
    let hash = VersionHash::new(version).map_err(|_| AppError::NotFound)?;
    let found = app
        .clips
        .get(&account.id, clip)
        .await?
        .ok_or(AppError::NotFound)?;
    let version = app
        .clips
        .version(&account.id, clip, &hash)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok((found, version))
}

/// What somebody who asks for a full file gets.
pub enum FileAnswer {
    /// The file, to be saved under this name.
    File(RenderFiles, String),
    /// There is no right to it yet.
    Unpaid,
    /// It is theirs, but its files are gone: they are being made again, free.
    MadeAgain,
}

/// Decides about the full file of a version. Never takes a credit.
pub async fn file(
    app: &App,
    account: &Account,
    clip: Uuid,
    version: &str,
) -> Result<FileAnswer, AppError> {
    let (clip, version) = find(app, account, clip, version).await?;
    if app
        .ledger
        .right(&account.id, &version.hash)
        .await?
        .is_none()
    {
        return Ok(FileAnswer::Unpaid);
    }
    match renders::files(app, &account.id, &version.hash).await? {
        Some(files) => Ok(FileAnswer::File(
            files,
            format!("{}.mp4", rules::shown_title("", &version.inputs)),
        )),
        None => {
            renders::ask(app, &account.id, clip.id, &version.hash).await?;
            Ok(FileAnswer::MadeAgain)
        }
    }
}
