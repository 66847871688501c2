//! What can be done with a clip: keep its draft, ask for its preview, say where it stands.

use super::renders;
use super::rules::{self, ClipInputs};
use super::status::{ClipStatus, Draft, Offer, Owned, VersionView};
use super::store::{Clip, Version};
use super::version;
use crate::accounts::Account;
use crate::billing::rules::Catalogue;
use crate::credits::rules::NextRefresh;
use crate::error::AppError;
use crate::live::News;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::ui::amount;
use crate::words::clips as words;
use ::credits::{Credits, Right, VersionHash};
use uuid::Uuid;

/// The longest text a draft keeps; what is too long for a video is kept as typed, but not without end.
const KEPT_TEXT_MAX: usize = 2_000;
/// How many versions that were never downloaded a clip's status still tells.
const UNOWNED_SHOWN: usize = 12;

/// Keeps the draft as it is, too long texts included, so that nothing typed is lost.
pub async fn save(app: &App, account: &Account, draft: Draft) -> Result<Clip, AppError> {
    let id: Uuid = draft.clip.parse().map_err(|_| AppError::NotFound)?;
    let inputs = version::resolved(app, &account.id, draft.inputs).await?;
    keepable(&inputs)?;
    let title = rules::title(&draft.title).unwrap_or_default();
    let clip = Clip {
        id,
        template: inputs.template.clone(),
        title,
        inputs,
        updated_ms: wall_clock_ms(),
        deleted: false,
    };
    let before = app.clips.get(&account.id, id).await?;
    if !app.clips.save(&account.id, &clip).await? {
        return Err(AppError::NotFound);
    }
    if before.is_some_and(|before| before.inputs != clip.inputs) {
        app.events.tell(&account.id, News::Draft { id: draft.clip });
    }
    Ok(clip)
}

/// Whether a draft is short enough to be kept as it was typed.
///
/// # Errors
/// `Invalid` when it is not.
pub fn keepable(inputs: &ClipInputs) -> Result<(), AppError> {
    let longest = inputs
        .headline
        .chars()
        .count()
        .max(inputs.line.chars().count());
    if longest > KEPT_TEXT_MAX {
        return Err(AppError::invalid("headline", words::text_far_too_long()));
    }
    Ok(())
}

/// Keeps the draft and asks for its free preview: the finished file, made once for each version.
pub async fn preview(app: &App, account: &Account, draft: Draft) -> Result<ClipStatus, AppError> {
    let clip = save(app, account, draft).await?;
    let template = version::view(version::template(&clip.inputs)?);
    if let Some((field, sentence)) = clip.inputs.problems(&template).into_iter().next() {
        return Err(AppError::invalid(field.name(), sentence));
    }
    let hash = version::hash(&clip.inputs)?;
    // The version is on record before anything can be paid for it.
    app.clips
        .add_version(clip.id, &hash, &clip.inputs, wall_clock_ms())
        .await?;
    renders::ask(app, &account.id, clip.id, &hash).await?;
    status(app, account, clip.id).await
}

/// The clip, unless it is deleted or another account's.
pub async fn clip(app: &App, account: &Account, id: Uuid) -> Result<Clip, AppError> {
    app.clips
        .get(&account.id, id)
        .await?
        .filter(|clip| !clip.deleted)
        .ok_or(AppError::NotFound)
}

/// Where the clip and the account's means stand.
pub async fn status(app: &App, account: &Account, id: Uuid) -> Result<ClipStatus, AppError> {
    clip(app, account, id).await?;
    status_of(app, account, id).await
}

/// The same for a clip that is known to be the account's, deleted or not.
pub async fn status_of(app: &App, account: &Account, id: Uuid) -> Result<ClipStatus, AppError> {
    let versions = app.clips.versions(&account.id, id).await?;
    let hashes: Vec<VersionHash> = versions
        .iter()
        .map(|version| version.hash.clone())
        .collect();
    let rights = app.ledger.rights(&account.id, &hashes).await?;
    let mut shown = Vec::new();
    let mut unowned = 0;
    for version in versions {
        let right = rights.iter().find(|right| right.version == version.hash);
        unowned += usize::from(right.is_none());
        if right.is_some() || unowned <= UNOWNED_SHOWN {
            shown.push(view(app, account, id, version, right).await?);
        }
    }
    Ok(ClipStatus {
        versions: shown,
        offer: offer(app, account).await?,
    })
}

async fn view(
    app: &App,
    account: &Account,
    clip: Uuid,
    version: Version,
    right: Option<&Right>,
) -> Result<VersionView, AppError> {
    let number = match (right, version.number) {
        // The right came by another clip with the same content, so this clip has not counted it yet.
        (Some(_), None) => {
            app.clips.number_version(clip, &version.hash).await?;
            app.clips
                .version(&account.id, clip, &version.hash)
                .await?
                .and_then(|version| version.number)
        }
        (_, number) => number,
    };
    Ok(VersionView {
        render: renders::status(app, &account.id, &version.hash).await?,
        hash: version.hash.as_str().to_owned(),
        inputs: version.inputs,
        number,
        owned: right.map(|right| Owned {
            on: account.zone.day_and_time(right.at, account.now()),
            paid: right.entry.is_some(),
        }),
    })
}

/// What the account's plan and wallet say about downloads.
pub async fn offer(app: &App, account: &Account) -> Result<Offer, AppError> {
    let standing = crate::billing::logic::standing(app, account).await?;
    let balances = app.ledger.balances(&account.id).await?;
    let way_in = match &standing.plan_name {
        Some(_) => None,
        None => way_in(&app.catalogue),
    };
    let payment_failed = standing.payment_failed;
    let promised = standing.next_refresh.filter(|_| !payment_failed);
    let plan = standing
        .plan_name
        .unwrap_or_else(|| words::your_plan().to_owned());
    // What is promised can be spent: what is owed is settled first.
    let next_refresh = promised.map(|next| {
        let coming = Credits::new(next.download);
        let settled = balances.download.settled_by(coming);
        NextRefresh {
            download: coming.get() - settled.get(),
            ..next
        }
    });
    Ok(Offer {
        included_in: standing.unlimited_downloads.then_some(plan),
        available: balances.download.available.get(),
        next_refresh,
        payment_failed,
        way_in,
    })
}

/// "Plans begin with Starter: 10 download credits and 60 AI credits a month for $19."
fn way_in(catalogue: &Catalogue) -> Option<String> {
    let smallest = catalogue.plans.iter().find(|plan| !plan.is_unlimited())?;
    let credits = amount::both(smallest.download_credits(), smallest.ai)?;
    Some(words::plans_begin_with(
        &smallest.name,
        credits,
        smallest.monthly.short(),
    ))
}

/// Ends the render of what the clip shows; what is finished stays.
pub async fn cancel(
    app: &App,
    account: &Account,
    id: Uuid,
    hash: &str,
) -> Result<ClipStatus, AppError> {
    let hash = VersionHash::new(hash).map_err(|_| AppError::NotFound)?;
    app.clips
        .version(&account.id, id, &hash)
        .await?
        .ok_or(AppError::NotFound)?;
    renders::cancel(app, &account.id, &hash).await?;
    status(app, account, id).await
}
