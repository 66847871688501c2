//! The Studio's logic on a real application: somebody with credits and a scene, and what they do.

mod orders;
mod others;
mod prices;
mod regenerations;
mod shelf;
mod verdicts;

use super::settle::{End, settle};
use super::{again, animate, id_of, save};
use crate::accounts::Account;
use crate::media::MediaKey;
use crate::server::App;
use crate::server::testing::{self, TestApp};
use crate::studio::rules::{AgainAsk, AnimateAsk, EMBEDDED, OrderAnswer, SceneDraft, ShownPrice};
use crate::studio::store::Take;
use ::credits::{
    AnimationSettings, Duration, PriceList, Resolution, VideoCount, Wallet, WalletBalance, quote,
};
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
        Self::on(TestApp::start().await, amount).await
    }

    async fn on(test: TestApp, amount: i64) -> Self {
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
    testing::grant(app, account, Wallet::Ai, amount).await;
}

async fn scene(app: &App, account: &Account) -> String {
    let draft = SceneDraft {
        prompt: "A lighthouse above the clouds".to_owned(),
        ..SceneDraft::fresh(Uuid::now_v7().to_string(), 7)
    };
    save(app, account, draft.clone()).await.expect("kept");
    draft.id
}
