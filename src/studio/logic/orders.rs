//! Orders: from what was shown on the button to credits on hold and work in the queue.

use super::{TOPIC, animation_of, id_of, regeneration_number, resume, take_of, take_seed};
use crate::accounts::Account;
use crate::credits::refusals::refused;
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::studio::rules::{
    AgainAsk, AnimateAsk, EMBEDDED, OrderAnswer, SceneDraft, ShownPrice, settings_words, title_of,
};
use crate::studio::store::{Animation, Order, OrderedTake, Take, TakeEnd, TakeOrigin};
use crate::words::studio as words;
use ::credits::{
    AnimationSettings, Command, Credits, IdempotencyKey, Note, Outbox, Outcome, Reason, Refusal,
    Request, VideoCount, Wallet, current, honoured, quote,
};
use uuid::Uuid;

/// What is ordered.
pub(super) enum Item {
    /// The videos of a scene, with these settings, by this animator.
    Scene(Uuid, AnimationSettings, String),
    /// One more take of a video.
    Again(Box<Take>, Box<Animation>),
}

impl Item {
    fn settings(&self) -> AnimationSettings {
        match self {
            Self::Scene(_, settings, _) => *settings,
            Self::Again(_, animation) => AnimationSettings {
                count: VideoCount::One,
                ..animation.settings
            },
        }
    }

    fn scene(&self) -> Uuid {
        match self {
            Self::Scene(scene, ..) => *scene,
            Self::Again(_, animation) => animation.scene,
        }
    }

    /// What the request comes down to, so that the same key with another body is refused.
    pub(super) fn fingerprint(&self, shown: ShownPrice) -> String {
        let ShownPrice { price_list, total } = shown;
        match self {
            Self::Scene(scene, settings, animator) => {
                // The default is not named, as it was not when there was no other.
                let by = match animator.as_str() {
                    EMBEDDED => String::new(),
                    other => format!(":{other}"),
                };
                // Whoever asks, in whatever language and whenever: the same order has the same fingerprint, which the ledger keeps.
                let (seconds, resolution) =
                    (settings.duration.seconds(), settings.resolution.label());
                let videos = match settings.count {
                    VideoCount::One => "1 video",
                    VideoCount::Two => "2 videos",
                    VideoCount::Four => "4 videos",
                };
                format!(
                    "animate:{scene}:{seconds} s, {resolution}, {videos}:{price_list}:{total}{by}"
                )
            }
            Self::Again(take, _) => format!("again:{}:{price_list}:{total}", take.id),
        }
    }
}

/// Orders the videos of a scene. The work is detached from the request: a browser that goes away changes nothing.
pub async fn animate(app: App, account: Account, ask: AnimateAsk) -> Result<OrderAnswer, AppError> {
    let item = Item::Scene(id_of(&ask.scene)?, ask.settings, ask.animator);
    let shown = ShownPrice {
        price_list: ask.price_list,
        total: ask.total,
    };
    detached(app, account, item, shown, ask.key).await
}

/// One more take of a video: free if the button said so, else a further order of one.
pub async fn again(app: App, account: Account, ask: AgainAsk) -> Result<OrderAnswer, AppError> {
    let take = take_of(&app, &account, &ask.take).await?;
    let animation = animation_of(&app, &account.id, take.animation).await?;
    match ask.shown {
        None => regenerate_free(&app, take, &animation, &ask.key).await,
        Some(shown) => {
            detached(
                app,
                account,
                Item::Again(Box::new(take), Box::new(animation)),
                shown,
                ask.key,
            )
            .await
        }
    }
}

async fn detached(
    app: App,
    account: Account,
    item: Item,
    shown: ShownPrice,
    key: String,
) -> Result<OrderAnswer, AppError> {
    let key = IdempotencyKey::new(key)
        .map_err(|_| AppError::invalid("key", words::request_unreadable()))?;
    tokio::spawn(async move { order(&app, &account, &item, shown, key).await })
        .await
        .map_err(AppError::internal)?
}

async fn order(
    app: &App,
    account: &Account,
    item: &Item,
    shown: ShownPrice,
    key: IdempotencyKey,
) -> Result<OrderAnswer, AppError> {
    let fingerprint = item.fingerprint(shown);
    // A repetition is answered before anything else is looked at: its price may have run out since.
    if let Some(outcome) = app.ledger.replay(&account.id, &key, &fingerprint).await? {
        return Ok(answer(item, outcome));
    }
    let now = account.now();
    let lists = app.ledger.price_lists().await?;
    let promised =
        honoured(&lists, shown.price_list, now).map(|list| quote(list, item.settings()).total);
    if promised != Some(shown.total) {
        let list =
            current(&lists, now).ok_or_else(|| AppError::internal("there is no price list"))?;
        return Ok(OrderAnswer::QuoteChanged {
            quote: quote(list, item.settings()),
            price_list: *list,
        });
    }
    let order = match drawn_up(app, account, item, shown).await? {
        Ok(order) => order,
        Err(sentence) => return Ok(OrderAnswer::Refused { sentence }),
    };
    let outcome = app
        .ledger
        .apply(hold_for(&order, key, fingerprint)?)
        .await?;
    if matches!(outcome, Outcome::Applied(_)) {
        // The order is booked; if this fails, the next round of `resume` takes it up.
        if let Err(cause) = resume::materialise(app).await {
            tracing::error!(%cause, animation = %order.animation.id, "an order waits in the outbox");
        }
        app.tell_balance(&account.id).await;
    }
    Ok(answer(item, outcome))
}

/// The order as it will be kept, or why there is none.
pub(super) async fn drawn_up(
    app: &App,
    account: &Account,
    item: &Item,
    shown: ShownPrice,
) -> Result<Result<Order, String>, AppError> {
    let id = Uuid::now_v7();
    let (root, work) = match item {
        Item::Scene(scene, settings, animator) => {
            let draft = app
                .studio
                .scene(&account.id, *scene)
                .await?
                .ok_or(AppError::NotFound)?
                .draft;
            (id, all_takes(app, draft, *settings, animator))
        }
        Item::Again(take, animation) => {
            (take.root, one_more(app, take, animation, item.settings()))
        }
    };
    let (snapshot, provider, takes) = match work {
        Ok(work) => work,
        Err(sentence) => return Ok(Err(sentence)),
    };
    let animation = Animation {
        id,
        account: account.id,
        scene: item.scene(),
        root,
        settings: item.settings(),
        price_list: shown.price_list,
        total: shown.total,
        title: title_of(&snapshot),
        provider,
        snapshot,
        at: account.now(),
    };
    Ok(Ok(Order { animation, takes }))
}

/// What is animated, by whom, and as which takes.
type Work = (SceneDraft, String, Vec<OrderedTake>);

/// The work of a scene's order, or why there is none.
fn all_takes(
    app: &App,
    draft: SceneDraft,
    settings: AnimationSettings,
    animator: &str,
) -> Result<Work, String> {
    if let Some(missing) = draft.missing() {
        return Err(words::and_nothing_taken(missing));
    }
    if let Some(barred) = barred(app, animator, settings, &draft) {
        return Err(barred);
    }
    let seed = draft.seed;
    let takes = (1..=settings.count.videos()).map(|number| OrderedTake {
        id: Uuid::now_v7(),
        seed: take_seed(seed, number, 0),
        of_take: None,
    });
    // What was ordered is what is opened again later.
    let ordered = SceneDraft {
        settings,
        animator: animator.to_owned(),
        ..draft
    };
    Ok((ordered, animator.to_owned(), takes.collect()))
}

/// The work of a further take, or why there is none.
fn one_more(
    app: &App,
    take: &Take,
    animation: &Animation,
    settings: AnimationSettings,
) -> Result<Work, String> {
    if take.state == TakeEnd::Open {
        return Err(words::video_still_being_made().to_owned());
    }
    let (provider, snapshot) = (&animation.provider, &animation.snapshot);
    if let Some(barred) = barred(app, provider, settings, snapshot) {
        return Err(barred);
    }
    let id = Uuid::new_v4();
    let new = OrderedTake {
        id,
        seed: take_seed(snapshot.seed, take.number, regeneration_number(id)),
        of_take: Some(take.id),
    };
    Ok((snapshot.clone(), provider.clone(), vec![new]))
}

/// Why the animator cannot make this order; none if it can.
fn barred(
    app: &App,
    animator: &str,
    settings: AnimationSettings,
    draft: &SceneDraft,
) -> Option<String> {
    match app.providers.get(animator) {
        None => Some(words::animator_gone().to_owned()),
        Some(provider) => provider
            .about()
            .animator
            .bars(settings, draft)
            .map(words::and_nothing_taken),
    }
}

/// The request that puts the order's total on hold and enqueues its work, in one transaction.
pub(super) fn hold_for(
    order: &Order,
    key: IdempotencyKey,
    fingerprint: String,
) -> Result<Request, AppError> {
    let animation = &order.animation;
    let settings = settings_words(animation.settings);
    let note = match order.takes.iter().any(|take| take.of_take.is_some()) {
        false => Note::new(Reason::Animation, &animation.title, settings),
        true => Note::new(
            Reason::Regeneration,
            &animation.title,
            words::one_more_take(settings),
        ),
    };
    let payload = serde_json::to_string(order).map_err(AppError::internal)?;
    Ok(Request {
        account: animation.account,
        key,
        fingerprint,
        at: animation.at,
        command: Command::Hold {
            wallet: Wallet::Ai,
            hold: animation.hold(),
            amount: animation.total,
            ordered: animation.settings.count.videos(),
            outbox: Some(Outbox {
                topic: TOPIC.to_owned(),
                payload,
            }),
        },
        note: note.linked(page_of(animation)),
    })
}

/// Where an order's videos are shown.
pub fn page_of(animation: &Animation) -> String {
    format!("/studio/{}?animation={}", animation.scene, animation.root)
}

fn answer(item: &Item, outcome: Outcome) -> OrderAnswer {
    match outcome {
        Outcome::Applied(receipt) | Outcome::Duplicate(receipt) => {
            let animation = match (item, receipt.hold) {
                (Item::Scene(..), Some(hold)) => hold.to_string(),
                (Item::Scene(..), None) => String::new(),
                (Item::Again(take, _), _) => take.root.to_string(),
            };
            OrderAnswer::Started {
                scene: item.scene().to_string(),
                animation,
            }
        }
        Outcome::Refused(Refusal::Insufficient { available, needed }) => OrderAnswer::Short {
            missing: needed.checked_sub(available).unwrap_or(Credits::ZERO),
            available,
        },
        Outcome::Refused(refusal) => OrderAnswer::Refused {
            sentence: refused(&refusal),
        },
        Outcome::InFlight => OrderAnswer::Refused {
            sentence: words::order_in_flight().to_owned(),
        },
    }
}

/// Reserves the free regeneration of a video and starts it. The key is the new take's id, so a repetition finds it.
async fn regenerate_free(
    app: &App,
    take: Take,
    animation: &Animation,
    key: &str,
) -> Result<OrderAnswer, AppError> {
    let started = OrderAnswer::Started {
        scene: animation.scene.to_string(),
        animation: take.root.to_string(),
    };
    let id: Uuid = key
        .parse()
        .map_err(|_| AppError::invalid("key", words::request_unreadable()))?;
    let refused = |sentence: &str| {
        Ok(OrderAnswer::Refused {
            sentence: sentence.to_owned(),
        })
    };
    if let Some(known) = app.studio.take_of_job(id).await? {
        return if known.of_take == Some(take.id) && known.account == take.account {
            Ok(started)
        } else {
            refused(words::request_reused())
        };
    }
    if take.origin == TakeOrigin::Free {
        return refused(words::free_take_has_none());
    }
    if take.late {
        return refused(words::late_take_has_none());
    }
    if let Some(barred) = barred(
        app,
        &animation.provider,
        animation.settings,
        &animation.snapshot,
    ) {
        return refused(&barred);
    }
    if take.state != TakeEnd::Delivered {
        return refused(words::only_finished());
    }
    let seed = take_seed(
        animation.snapshot.seed,
        take.number,
        regeneration_number(id),
    );
    if !app
        .studio
        .add_free_take(id, &take, seed, wall_clock_ms())
        .await?
    {
        return refused(words::free_regeneration_used());
    }
    if let Some(new) = app.studio.take_of_job(id).await? {
        resume::enqueue(app, &new).await?;
    }
    Ok(started)
}
