//! The end of a take: what the ledger books for it, once, whoever comes to say so.

use super::animation_of;
use super::orders::page_of;
use crate::error::AppError;
use crate::live::News;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio::store::{Animation, Take, TakeEnd, TakeOrigin};
use crate::words::studio as words;
use ::credits::{
    Command, Credits, IdempotencyKey, Note, Outcome, Reason, Receipt, Refusal, Request, Verdict,
};
use uuid::Uuid;

/// How somebody saw a take end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Delivered,
    Failed,
    Cancelled,
}

/// Ends a take. A video that was verified and stored counts as delivered, whatever came after; and where two say
/// different things at once, the ledger's first answer stands.
pub async fn settle(app: &App, id: Uuid, end: End) -> Result<(), AppError> {
    let Some(take) = app.studio.take_of_job(id).await? else {
        return Ok(());
    };
    if take.state != TakeEnd::Open {
        return Ok(());
    }
    let end = if take.video.is_some() {
        End::Delivered
    } else {
        end
    };
    let (end, taken, returned) = match take.origin {
        // Nothing is held for it, so there is nothing to book.
        TakeOrigin::Free => (end, Credits::ZERO, Credits::ZERO),
        TakeOrigin::Ordered | TakeOrigin::Paid => book(app, &take, end).await?,
    };
    let kept = match end {
        End::Delivered => TakeEnd::Delivered,
        End::Failed => TakeEnd::Failed,
        End::Cancelled => TakeEnd::Cancelled,
    };
    if app
        .studio
        .end_take(take.id, kept, taken, returned, wall_clock_ms())
        .await?
    {
        app.tell_balance(&take.account).await;
        app.events.tell(
            &take.account,
            News::Animation {
                animation: take.root.to_string(),
            },
        );
    }
    Ok(())
}

/// Books the verdict, and returns what stands in the ledger now.
async fn book(app: &App, take: &Take, end: End) -> Result<(End, Credits, Credits), AppError> {
    // Also of an account that was closed while it was ordered: what is on hold must not stay so.
    let (account, _) = app
        .accounts
        .ever(&take.account)
        .await?
        .ok_or(AppError::NotFound)?;
    let animation = animation_of(app, &take.account, take.animation).await?;
    let mut end = end;
    // The second round only comes if the opposite verdict was given first.
    for _ in 0..2 {
        let request = verdict(take, &animation, end, account.now())?;
        let ledger = app.ledger.clone();
        match tokio::spawn(async move { ledger.apply(request).await })
            .await
            .map_err(AppError::internal)??
        {
            Outcome::Applied(Receipt {
                captured, released, ..
            })
            | Outcome::Duplicate(Receipt {
                captured, released, ..
            }) => {
                return Ok((end, captured, released));
            }
            Outcome::Refused(Refusal::KeyReused) => {
                end = if end == End::Delivered {
                    End::Failed
                } else {
                    End::Delivered
                }
            }
            Outcome::Refused(refusal) => return Err(AppError::internal(refusal)),
            Outcome::InFlight => return Err(AppError::internal("a verdict is being booked")),
        }
    }
    Err(AppError::internal(
        "the ledger knows neither verdict of a take",
    ))
}

fn verdict(
    take: &Take,
    animation: &Animation,
    end: End,
    at: ::credits::Timestamp,
) -> Result<Request, AppError> {
    let number = take.number;
    let (verdict, reason, said) = match end {
        End::Delivered => (
            Verdict::Delivered,
            Reason::Delivered,
            words::video_finished(number),
        ),
        End::Failed => (
            Verdict::Failed,
            Reason::Failed,
            words::video_did_not_finish(number),
        ),
        End::Cancelled => (
            Verdict::Failed,
            Reason::Cancelled,
            words::video_cancelled(number),
        ),
    };
    Ok(Request {
        account: take.account,
        key: IdempotencyKey::new(format!("take:{}:verdict", take.id))
            .map_err(AppError::internal)?,
        fingerprint: verdict.as_str().to_owned(),
        at,
        command: Command::Verdict {
            hold: animation.hold(),
            take: take.id.to_string(),
            verdict,
        },
        note: Note::new(reason, &animation.title, said).linked(page_of(animation)),
    })
}
