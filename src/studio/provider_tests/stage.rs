//! What the tests of providers share: the faults, the video that providers deliver, and an account that orders.

use crate::accounts::Account;
use crate::server::App;
use crate::server::testing::{TestApp, grant};
use crate::studio::logic::{animate, handler, id_of, save};
use crate::studio::providers::{Made, Pace, ProviderSettings};
use crate::studio::rules::{AnimateAsk, Format, OrderAnswer, SceneDraft};
use crate::studio::store::{Take, TakeEnd};
use crate::work::{JobKind, Workers};
use ::credits::{
    AnimationSettings, Duration as Seconds, PriceList, Resolution, VideoCount, Wallet, quote,
};
use engine::studio::{Inputs, Style};
use engine::video::{Plan, Unwatched, render};
use std::collections::HashMap;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use uuid::Uuid;

/// What happens to one take at its provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// It takes several questions.
    Slow,
    /// Too many requests at first, with a time to come back.
    Busy,
    /// The server breaks down three times.
    Down,
    /// An answer that is no JSON.
    Malformed,
    /// The file breaks off.
    Truncated,
    /// The request is accepted, and the answer lost.
    HangUp,
    /// What was accepted is not known any more.
    Vanished,
    /// The model will not make it.
    Refused,
    /// The file is no video.
    Invalid,
    /// It never ends.
    Never,
}

pub const FAULTS: [Fault; 10] = [
    Fault::Slow,
    Fault::Busy,
    Fault::Down,
    Fault::Malformed,
    Fault::Truncated,
    Fault::HangUp,
    Fault::Vanished,
    Fault::Refused,
    Fault::Invalid,
    Fault::Never,
];

/// How often each question about a take came to a server.
#[derive(Default)]
pub struct Counts(HashMap<(Uuid, &'static str), u32>);

impl Counts {
    /// Counts a question; how many there were before.
    pub fn count(&mut self, take: Uuid, question: &'static str) -> u32 {
        let count = self.0.entry((take, question)).or_default();
        *count += 1;
        *count - 1
    }

    /// How often this was asked about a take.
    pub fn of(&self, take: Uuid, question: &'static str) -> u32 {
        self.0.get(&(take, question)).copied().unwrap_or(0)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A port of its own on loopback, and the address that it has.
pub async fn loopback() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    (listener, address)
}

/// Tests ask often.
pub const PACE: Pace = Pace {
    first: Duration::from_millis(2),
    most: Duration::from_millis(20),
};
/// More time than any test takes.
pub const LONG: Duration = Duration::from_secs(600);

/// A video as it is ordered here: 5 s, 720p, 1:1.
pub fn video() -> &'static Made {
    static VIDEO: OnceLock<Made> = OnceLock::new();
    VIDEO.get_or_init(|| {
        let scene = engine::studio::scene(&Inputs {
            subject: None,
            prompt: "A lighthouse above the clouds".to_owned(),
            caption: String::new(),
            format: engine::Format::Square,
            style: Style::Studio,
            seed: 7,
            seconds: 5,
            camera: engine::studio::CameraMove::FromWords,
        });
        let plan = Plan {
            full: engine::Size::new(720, 720),
            preview: None,
            threads: 2,
        };
        let rendered = render(&scene, engine::Assets::new(), &plan, &Unwatched).expect("rendered");
        Made {
            mp4: rendered.full,
            poster_png: rendered.poster_png,
            plate: None,
        }
    })
}

/// An account with credits and a scene.
pub struct Stage {
    pub test: TestApp,
    pub account: Account,
    pub scene: String,
}

impl Stage {
    pub async fn with(providers: ProviderSettings) -> Self {
        Self::on(TestApp::with_providers(providers).await).await
    }

    pub async fn on(test: TestApp) -> Self {
        let account = test.account().await;
        let stage = Self {
            scene: Uuid::now_v7().to_string(),
            test,
            account,
        };
        stage.prepare().await;
        stage
    }

    /// The same scene with a caption, which our own engine puts over what comes: that takes time.
    pub async fn captioned(self) -> Self {
        self.describe("Never for models").await;
        self
    }

    /// Another account, with as many credits and a scene of its own.
    pub async fn become_another(&mut self) {
        self.account = self.test.account().await;
        self.scene = Uuid::now_v7().to_string();
        self.prepare().await;
    }

    pub fn app(&self) -> &App {
        &self.test.app
    }

    async fn prepare(&self) {
        grant(self.app(), &self.account, Wallet::Ai, 10_000).await;
        self.describe("").await;
    }

    async fn describe(&self, caption: &str) {
        let draft = SceneDraft {
            prompt: "A lighthouse above the clouds".to_owned(),
            caption: caption.to_owned(),
            format: Format::Square,
            ..SceneDraft::fresh(self.scene.clone(), 7)
        };
        save(self.app(), &self.account, draft).await.expect("kept");
    }

    pub async fn ask(&self, animator: &str, settings: AnimationSettings) -> OrderAnswer {
        let quote = quote(&PriceList::default_v1(), settings);
        let ask = AnimateAsk {
            scene: self.scene.clone(),
            settings,
            price_list: quote.price_list,
            total: quote.total,
            animator: animator.to_owned(),
            key: Uuid::new_v4().to_string(),
        };
        animate(self.app().clone(), self.account.clone(), ask)
            .await
            .expect("answered")
    }

    /// Orders so many short videos; the animation's id.
    pub async fn order(&self, animator: &str, count: VideoCount) -> Uuid {
        let settings = AnimationSettings::new(Seconds::S5, Resolution::P720, count);
        match self.ask(animator, settings).await {
            OrderAnswer::Started { animation, .. } => id_of(&animation).expect("an id"),
            other => panic!("not started: {other:?}"),
        }
    }

    pub async fn takes(&self, animation: Uuid) -> Vec<Take> {
        let studio = &self.app().studio;
        studio
            .takes(&self.account.id, animation)
            .await
            .expect("readable")
    }

    /// What is available and held.
    pub async fn wallet(&self) -> (i64, i64) {
        let balances = self.app().ledger.balances(&self.account.id).await;
        let ai = balances.expect("readable").ai;
        (ai.available.get(), ai.held.get())
    }

    /// Works until every take has ended.
    pub async fn work(&self) {
        let (stop, stopped) = watch::channel(false);
        let workers = Workers::new(self.app().clone())
            .on(JobKind::Take, handler())
            .start(stopped);
        let mut news = self.app().events.listen();
        while !self
            .app()
            .studio
            .open_takes(1)
            .await
            .expect("readable")
            .is_empty()
        {
            // Whoever falls behind looks again; news comes as long as something is made.
            let _or_fell_behind = news.recv().await;
        }
        stop.send(true).expect("workers listen");
        for worker in workers {
            worker.await.expect("no panic");
        }
    }

    /// That the books are in order: nothing is held, nothing contradicts, and who has a video has paid for it.
    pub async fn assert_settled(&self) {
        assert_eq!(self.wallet().await.1, 0, "a hold is open");
        let later = self.account.now().ms() + 24 * 3_600_000;
        let report = crate::reconciler::reconcile(self.app(), later)
            .await
            .expect("compared");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}

/// Whether a take's file is the one that was delivered, whole; below its caption, where it has one.
pub async fn is_the_video(app: &App, take: &Take) -> bool {
    let Some(video_key) = take
        .video
        .as_ref()
        .filter(|_| take.state == TakeEnd::Delivered)
    else {
        return false;
    };
    let plate = app.versions.plate(take.id).await.expect("readable");
    let key = plate.as_ref().unwrap_or(video_key);
    app.media.get(key).await.expect("stored").as_ref() == video().mp4.as_slice()
}
