//! Orders, verdicts and regenerations on a real application.

mod prices;
mod shelf;

use super::orders::{Item, drawn_up, hold_for};
use super::settle::{End, settle};
use super::{again, animate, cancel, handler, id_of, resume, save, status, take_of, take_seed};
use crate::accounts::Account;
use crate::error::AppError;
use crate::media::MediaKey;
use crate::server::App;
use crate::server::testing::TestApp;
use crate::studio::rules::{
    AgainAsk, AnimateAsk, EMBEDDED, OrderAnswer, Regeneration, SceneDraft, ShownPrice, TakeState,
};
use crate::studio::store::{Take, TakeEnd};
use crate::work::{JobId, JobKind, JobState, Workers};
use ::credits::{
    AnimationSettings, Command, Credits, CreditsPerSecond, Duration, IdempotencyKey, Note, Origin,
    Outcome, PriceList, QUOTE_HONOURED_MS, Reason, Request, Resolution, VideoCount, Wallet,
    WalletBalance, quote, settled,
};
use std::collections::HashSet;
use tokio::sync::watch;
use uuid::Uuid;

const SMALL_ONE: AnimationSettings =
    AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::One);
const SMALL_TWO: AnimationSettings =
    AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::Two);
const SMALL_FOUR: AnimationSettings =
    AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::Four);

/// An account with AI credits and a scene.
struct Desk {
    test: TestApp,
    account: Account,
    scene: String,
}

impl Desk {
    async fn with_credits(amount: i64) -> Self {
        let test = TestApp::start().await;
        let account = test.account().await;
        grant(&test.app, &account, amount).await;
        let scene = scene(&test.app, &account).await;
        Self {
            test,
            account,
            scene,
        }
    }

    fn app(&self) -> &App {
        &self.test.app
    }

    fn ask(&self, settings: AnimationSettings) -> AnimateAsk {
        let quote = quote(&PriceList::default_v1(), settings);
        AnimateAsk {
            scene: self.scene.clone(),
            settings,
            price_list: quote.price_list,
            total: quote.total,
            animator: EMBEDDED.to_owned(),
            key: Uuid::new_v4().to_string(),
        }
    }

    async fn order(&self, ask: AnimateAsk) -> OrderAnswer {
        animate(self.app().clone(), self.account.clone(), ask)
            .await
            .expect("answered")
    }

    /// Orders and returns the animation's id.
    async fn started(&self, settings: AnimationSettings) -> String {
        match self.order(self.ask(settings)).await {
            OrderAnswer::Started { animation, .. } => animation,
            other => panic!("not started: {other:?}"),
        }
    }

    async fn takes(&self, animation: &str) -> Vec<Take> {
        self.app()
            .studio
            .takes(&self.account.id, id_of(animation).expect("an id"))
            .await
            .expect("readable")
    }

    async fn ai(&self) -> WalletBalance {
        self.app()
            .ledger
            .balances(&self.account.id)
            .await
            .expect("readable")
            .ai
    }

    /// What is available and held.
    async fn wallet(&self) -> (i64, i64) {
        let ai = self.ai().await;
        (ai.available.get(), ai.held.get())
    }

    /// Says that a take's file was verified and stored, as its job does before the verdict.
    async fn keep_file(&self, take: &Take) -> bool {
        let file = MediaKey::of(take.id.as_bytes(), "mp4");
        self.app()
            .studio
            .keep_video(take.id, &file, &file)
            .await
            .expect("written")
    }

    async fn deliver(&self, take: &Take) {
        assert!(self.keep_file(take).await);
        settle(self.app(), take.id, End::Delivered)
            .await
            .expect("settled");
    }

    async fn regenerate(&self, take: &Take, shown: Option<ShownPrice>) -> OrderAnswer {
        let ask = AgainAsk {
            take: take.id.to_string(),
            shown,
            key: Uuid::new_v4().to_string(),
        };
        again(self.app().clone(), self.account.clone(), ask)
            .await
            .expect("answered")
    }
}

async fn grant(app: &App, account: &Account, amount: i64) {
    let request = Request {
        account: account.id,
        key: IdempotencyKey::new(format!("grant:{}", Uuid::new_v4())).expect("a key"),
        fingerprint: amount.to_string(),
        at: account.now(),
        command: Command::Grant {
            wallet: Wallet::Ai,
            amount: Credits::new(amount),
            origin: Origin::Lab,
            source: Uuid::new_v4().to_string(),
            expires_at: None,
        },
        note: Note::new(Reason::Lab, "Lab", "granted"),
    };
    assert!(matches!(
        app.ledger.apply(request).await.expect("answered"),
        Outcome::Applied(_)
    ));
}

async fn scene(app: &App, account: &Account) -> String {
    let draft = SceneDraft {
        prompt: "A lighthouse above the clouds".to_owned(),
        ..SceneDraft::fresh(Uuid::now_v7().to_string(), 7)
    };
    save(app, account, draft.clone()).await.expect("kept");
    draft.id
}

#[tokio::test]
async fn what_is_quoted_is_held_for_every_setting_and_comes_back_when_cancelled() {
    let desk = Desk::with_credits(10_000).await;
    for settings in AnimationSettings::all() {
        let total = quote(&PriceList::default_v1(), settings).total.get();
        let animation = desk.started(settings).await;
        assert_eq!(desk.wallet().await, (10_000 - total, total), "{settings:?}");
        let takes = desk.takes(&animation).await;
        assert_eq!(takes.len(), settings.count.videos() as usize);
        assert_eq!(
            takes
                .iter()
                .map(|take| take.seed)
                .collect::<HashSet<_>>()
                .len(),
            takes.len(),
            "variations differ"
        );
        let run = cancel(desk.app(), &desk.account, &animation)
            .await
            .expect("cancelled");
        assert!(
            run.takes
                .iter()
                .all(|take| take.state == TakeState::Cancelled)
        );
        assert_eq!(desk.wallet().await, (10_000, 0));
    }
}

#[tokio::test]
async fn captures_follow_the_settlement_rule_for_every_setting_and_outcome() {
    let desk = Desk::with_credits(100_000).await;
    for settings in AnimationSettings::all() {
        for delivered in 0..=settings.count.videos() {
            let before = desk.wallet().await.0;
            let animation = desk.started(settings).await;
            for take in desk.takes(&animation).await {
                if take.number <= delivered {
                    desk.deliver(&take).await;
                } else {
                    settle(desk.app(), take.id, End::Failed)
                        .await
                        .expect("settled");
                }
            }
            let total = quote(&PriceList::default_v1(), settings).total;
            let videos = settings.count.videos();
            let due = settled(total, videos, delivered, videos - delivered);
            assert_eq!(
                desk.wallet().await,
                (before - due.captured.get(), 0),
                "{settings:?}, {delivered} delivered"
            );
            let takes = desk.takes(&animation).await;
            assert_eq!(
                takes.iter().map(|take| take.taken).sum::<Credits>(),
                due.captured
            );
            assert_eq!(
                takes.iter().map(|take| take.returned).sum::<Credits>(),
                due.released
            );
            assert!(
                takes
                    .iter()
                    .filter(|take| take.state == TakeEnd::Failed)
                    .all(|take| take.taken.is_zero()),
                "a failed take takes 0"
            );
        }
    }
}

#[tokio::test]
async fn fifty_at_once_with_credits_for_three_start_three() {
    let desk = Desk::with_credits(30).await;
    let orders = (0..50).map(|_| {
        let (app, account, ask) = (
            desk.app().clone(),
            desk.account.clone(),
            desk.ask(SMALL_TWO),
        );
        tokio::spawn(animate(app, account, ask))
    });
    let answers = futures::future::join_all(orders).await;
    let (mut started, mut short) = (HashSet::new(), 0);
    for answer in answers {
        match answer.expect("no panic").expect("answered") {
            OrderAnswer::Started { animation, .. } => drop(started.insert(animation)),
            OrderAnswer::Short { missing, available } => {
                assert_eq!((missing.get(), available.get()), (10, 0));
                short += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((started.len(), short), (3, 47));
    assert_eq!(desk.wallet().await, (0, 30));
    for animation in &started {
        assert_eq!(desk.takes(animation).await.len(), 2);
    }
}

#[tokio::test]
async fn one_key_is_one_order_however_often_and_late_it_is_sent() {
    let desk = Desk::with_credits(100).await;
    let ask = desk.ask(SMALL_FOUR);
    let orders = (0..50).map(|_| {
        tokio::spawn(animate(
            desk.app().clone(),
            desk.account.clone(),
            ask.clone(),
        ))
    });
    let answers: HashSet<String> = futures::future::join_all(orders)
        .await
        .into_iter()
        .map(|one| format!("{:?}", one.expect("no panic").expect("answered")))
        .collect();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(desk.wallet().await, (80, 20));

    // The price may change, and the credits be spent: the first answer stands.
    publish_dearer(&desk).await;
    let late = Account {
        clock_ahead_ms: QUOTE_HONOURED_MS + 1_000,
        ..desk.account.clone()
    };
    let answer = animate(desk.app().clone(), late, ask.clone())
        .await
        .expect("answered");
    assert!(answers.contains(&format!("{answer:?}")));

    let other = AnimateAsk {
        settings: SMALL_ONE,
        total: Credits::new(10),
        ..ask
    };
    assert!(
        matches!(desk.order(other).await, OrderAnswer::Refused { .. }),
        "the same key for something else"
    );
    assert_eq!(desk.wallet().await, (80, 20));
}

/// A second price list, twice as dear, from now on.
async fn publish_dearer(desk: &Desk) {
    let per_second = CreditsPerSecond {
        p720: Credits::new(4),
        p1080: Credits::new(6),
        p2160: Credits::new(12),
    };
    let list = PriceList {
        version: 2,
        credits_per_second: per_second,
        valid_from: desk.account.now(),
        download: Credits::new(1),
    };
    desk.app()
        .ledger
        .publish_price_list(list)
        .await
        .expect("published");
}

#[tokio::test]
async fn a_price_that_was_shown_counts_for_a_quarter_of_an_hour() {
    let desk = Desk::with_credits(100).await;
    publish_dearer(&desk).await;
    desk.started(SMALL_ONE).await;
    assert_eq!(desk.wallet().await, (90, 10));

    let later = Account {
        clock_ahead_ms: QUOTE_HONOURED_MS + 1_000,
        ..desk.account.clone()
    };
    match animate(desk.app().clone(), later, desk.ask(SMALL_ONE))
        .await
        .expect("answered")
    {
        OrderAnswer::QuoteChanged { quote, price_list } => {
            assert_eq!((quote.total.get(), price_list.version), (20, 2))
        }
        other => panic!("{other:?}"),
    }
    let wrong = AnimateAsk {
        total: Credits::new(9),
        ..desk.ask(SMALL_ONE)
    };
    assert!(
        matches!(desk.order(wrong).await, OrderAnswer::QuoteChanged { .. }),
        "a total that does not follow"
    );
    assert_eq!(desk.wallet().await, (90, 10));
}

#[tokio::test]
async fn an_empty_scene_is_not_animated() {
    let desk = Desk::with_credits(100).await;
    let empty = SceneDraft::fresh(desk.scene.clone(), 1);
    save(desk.app(), &desk.account, empty).await.expect("kept");
    assert!(matches!(
        desk.order(desk.ask(SMALL_ONE)).await,
        OrderAnswer::Refused { .. }
    ));
    assert_eq!(desk.wallet().await, (100, 0));
}

/// The ledger keeps fingerprints: a repetition that comes after a release, or in another language, has to be known again.
#[test]
fn an_order_has_the_fingerprint_it_always_had() {
    let scene = Uuid::nil();
    let shown = ShownPrice {
        price_list: 1,
        total: Credits::new(60),
    };
    let of = |settings, animator: &str| {
        Item::Scene(scene, settings, animator.to_owned()).fingerprint(shown)
    };
    let large = AnimationSettings::new(Duration::S10, Resolution::P2160, VideoCount::Four);
    assert_eq!(
        of(large, EMBEDDED),
        format!("animate:{scene}:10 s, 4K, 4 videos:1:60")
    );
    assert_eq!(
        of(SMALL_ONE, "fal"),
        format!("animate:{scene}:5 s, 720p, 1 video:1:60:fal")
    );
}

#[tokio::test]
async fn a_crash_between_hold_and_queue_is_made_good_at_the_next_start() {
    let desk = Desk::with_credits(100).await;
    let item = Item::Scene(
        id_of(&desk.scene).expect("an id"),
        SMALL_TWO,
        EMBEDDED.to_owned(),
    );
    let shown = ShownPrice {
        price_list: 1,
        total: Credits::new(10),
    };
    let order = drawn_up(desk.app(), &desk.account, &item, shown)
        .await
        .expect("readable")
        .expect("complete");
    let key = IdempotencyKey::new("crash").expect("a key");
    let request = hold_for(&order, key, item.fingerprint(shown)).expect("a request");
    assert!(matches!(
        desk.app().ledger.apply(request).await.expect("answered"),
        Outcome::Applied(_)
    ));
    assert_eq!(desk.takes(&order.animation.id.to_string()).await.len(), 0);

    let Desk {
        test,
        account,
        scene,
    } = desk;
    let desk = Desk {
        test: test.restarted().await,
        account,
        scene,
    };
    resume(desk.app()).await.expect("resumed");
    resume(desk.app()).await.expect("resumed again");
    let takes = desk.takes(&order.animation.id.to_string()).await;
    assert_eq!(
        takes.iter().map(|take| take.number).collect::<Vec<_>>(),
        [1, 2]
    );
    for take in &takes {
        let job = desk
            .app()
            .jobs
            .get(JobId(take.id))
            .await
            .expect("readable")
            .expect("queued");
        assert_eq!(job.state, JobState::Queued);
    }
    // A job that ended without anybody giving the verdict, as when its worker died over it.
    desk.app()
        .jobs
        .cancel(JobId(takes[0].id))
        .await
        .expect("cancelled");
    assert!(desk.keep_file(&takes[1]).await);
    desk.app()
        .jobs
        .cancel(JobId(takes[1].id))
        .await
        .expect("cancelled");
    resume(desk.app()).await.expect("resumed");
    let ends: Vec<TakeEnd> = desk
        .takes(&order.animation.id.to_string())
        .await
        .iter()
        .map(|take| take.state)
        .collect();
    assert_eq!(
        ends,
        [TakeEnd::Cancelled, TakeEnd::Delivered],
        "what was verified before the end counts"
    );
    assert_eq!(desk.wallet().await, (95, 0));
}

#[tokio::test]
async fn a_verdict_is_given_once_whoever_gives_it() {
    let desk = Desk::with_credits(100).await;
    let animation = desk.started(SMALL_ONE).await;
    let take = desk.takes(&animation).await.remove(0);
    let verdicts = (0..20).map(|n| {
        let app = desk.app().clone();
        tokio::spawn(async move {
            settle(
                &app,
                take.id,
                if n % 2 == 0 {
                    End::Failed
                } else {
                    End::Cancelled
                },
            )
            .await
        })
    });
    for verdict in futures::future::join_all(verdicts).await {
        verdict.expect("no panic").expect("settled");
    }
    assert_eq!(desk.wallet().await, (100, 0));
    assert!(
        !desk.keep_file(&desk.takes(&animation).await[0]).await,
        "a file that comes later is not kept"
    );
    settle(desk.app(), take.id, End::Delivered)
        .await
        .expect("answered");
    assert_eq!(desk.wallet().await, (100, 0));
}

#[tokio::test]
async fn one_free_regeneration_whatever_is_clicked() {
    let desk = Desk::with_credits(100).await;
    let animation = desk.started(SMALL_ONE).await;
    let first = desk.takes(&animation).await.remove(0);
    assert!(
        matches!(
            desk.regenerate(&first, None).await,
            OrderAnswer::Refused { .. }
        ),
        "not before it is finished"
    );
    desk.deliver(&first).await;
    let clicks = futures::future::join_all((0..20).map(|_| desk.regenerate(&first, None))).await;
    assert_eq!(
        clicks
            .iter()
            .filter(|answer| matches!(answer, OrderAnswer::Started { .. }))
            .count(),
        1
    );
    let takes = desk.takes(&animation).await;
    assert_eq!(takes.len(), 2, "a take was added");

    // A free one that fails is given back.
    settle(desk.app(), takes[1].id, End::Failed)
        .await
        .expect("settled");
    assert!(matches!(
        desk.regenerate(&first, None).await,
        OrderAnswer::Started { .. }
    ));
    let run = status(desk.app(), &desk.account, &animation)
        .await
        .expect("readable");
    // No price stands where the free one was asked for: a second click would take it.
    assert_eq!(run.takes[0].regeneration, Regeneration::FreeRunning);
    assert!(run.money.free, "nothing is on hold for it");
    let free = desk.takes(&animation).await.remove(2);
    desk.deliver(&free).await;
    assert!(
        matches!(
            desk.regenerate(&first, None).await,
            OrderAnswer::Refused { .. }
        ),
        "used"
    );
    assert!(
        matches!(
            desk.regenerate(&free, None).await,
            OrderAnswer::Refused { .. }
        ),
        "its result has none"
    );
    assert_eq!(desk.wallet().await, (90, 0));

    let run = status(desk.app(), &desk.account, &animation)
        .await
        .expect("readable");
    let offers: Vec<Regeneration> = run.takes.iter().map(|take| take.regeneration).collect();
    assert_eq!(
        offers,
        [
            Regeneration::Priced,
            Regeneration::NotYet,
            Regeneration::Priced
        ]
    );
}

#[tokio::test]
async fn a_further_take_is_an_order_of_one_and_brings_its_own_free_one() {
    let desk = Desk::with_credits(100).await;
    let animation = desk.started(SMALL_FOUR).await;
    let takes = desk.takes(&animation).await;
    for take in &takes[..3] {
        desk.deliver(take).await;
    }
    settle(desk.app(), takes[3].id, End::Failed)
        .await
        .expect("settled");
    assert_eq!(desk.wallet().await, (85, 0));
    let price = ShownPrice {
        price_list: 1,
        total: Credits::new(10),
    };
    assert!(
        matches!(
            desk.regenerate(&takes[3], Some(price)).await,
            OrderAnswer::Started { .. }
        ),
        "try again"
    );
    assert_eq!(desk.wallet().await, (75, 10));
    let fifth = desk.takes(&animation).await.remove(4);
    desk.deliver(&fifth).await;
    assert_eq!(desk.wallet().await, (75, 0));
    assert!(matches!(
        desk.regenerate(&fifth, None).await,
        OrderAnswer::Started { .. }
    ));
    let run = status(desk.app(), &desk.account, &animation)
        .await
        .expect("readable");
    assert_eq!(run.money.taken.get(), 25);
    assert_eq!(run.takes.len(), 6);
}

#[tokio::test]
async fn nothing_of_mine_is_anothers() {
    let desk = Desk::with_credits(100).await;
    let animation = desk.started(SMALL_ONE).await;
    let take = desk.takes(&animation).await.remove(0);
    desk.deliver(&take).await;
    let other = desk.test.account().await;
    grant(desk.app(), &other, 100).await;
    let app = desk.app();
    let not_found = |result: Result<(), AppError>| assert_eq!(result, Err(AppError::NotFound));
    not_found(status(app, &other, &animation).await.map(drop));
    not_found(cancel(app, &other, &animation).await.map(drop));
    not_found(take_of(app, &other, &take.id.to_string()).await.map(drop));
    not_found(
        super::still(app, &other, &desk.scene, None, false)
            .await
            .map(drop),
    );
    not_found(
        super::remix(app, &other, &take.id.to_string())
            .await
            .map(drop),
    );
    not_found(
        super::editor_start(app, &other, Some(&desk.scene))
            .await
            .map(drop),
    );
    not_found(
        save(app, &other, SceneDraft::fresh(desk.scene.clone(), 1))
            .await
            .map(drop),
    );
    not_found(
        animate(app.clone(), other.clone(), desk.ask(SMALL_ONE))
            .await
            .map(drop),
    );
    let ask = AgainAsk {
        take: take.id.to_string(),
        shown: None,
        key: Uuid::new_v4().to_string(),
    };
    not_found(again(app.clone(), other.clone(), ask).await.map(drop));
    assert_eq!(
        app.ledger
            .balances(&other.id)
            .await
            .expect("readable")
            .ai
            .held,
        Credits::ZERO
    );
}

#[tokio::test]
async fn a_worker_makes_verifies_and_delivers() {
    let desk = Desk::with_credits(100).await;
    let (stop, stopped) = watch::channel(false);
    let workers = Workers::new(desk.app().clone())
        .on(JobKind::Take, handler())
        .start(stopped);
    let mut news = desk.app().events.listen();
    let animation = desk.started(SMALL_ONE).await;
    while desk.takes(&animation).await[0].state == TakeEnd::Open {
        news.recv().await.expect("news as long as it is made");
    }
    stop.send(true).expect("workers listen");
    for worker in workers {
        worker.await.expect("no panic");
    }
    let take = desk.takes(&animation).await.remove(0);
    assert_eq!((take.state, take.taken.get()), (TakeEnd::Delivered, 10));
    assert_eq!(desk.wallet().await, (90, 0));
    let file = desk
        .app()
        .media
        .get(take.video.as_ref().expect("kept"))
        .await
        .expect("stored");
    assert_eq!(file.get(4..8), Some(b"ftyp".as_slice()));
}

#[test]
fn seeds_follow_from_scene_number_and_regeneration() {
    assert_eq!(
        take_seed(7, 1, 0),
        7,
        "the first video is the one that was previewed"
    );
    let seeds: HashSet<u64> = (1..=4)
        .flat_map(|number| (0..4).map(move |regeneration| take_seed(7, number, regeneration)))
        .collect();
    assert_eq!(seeds.len(), 16);
    assert_eq!(take_seed(7, 3, 2), take_seed(7, 3, 2));
}

crate::server::testing::on_postgres_too!(
    what_is_quoted_is_held_for_every_setting_and_comes_back_when_cancelled,
    captures_follow_the_settlement_rule_for_every_setting_and_outcome,
    fifty_at_once_with_credits_for_three_start_three,
    one_key_is_one_order_however_often_and_late_it_is_sent,
    a_price_that_was_shown_counts_for_a_quarter_of_an_hour,
    an_empty_scene_is_not_animated,
    a_crash_between_hold_and_queue_is_made_good_at_the_next_start,
    a_verdict_is_given_once_whoever_gives_it,
    one_free_regeneration_whatever_is_clicked,
    a_further_take_is_an_order_of_one_and_brings_its_own_free_one,
    nothing_of_mine_is_anothers,
);
