//! What the library promises, on a real application.

mod acts;
mod finding;

use super::logic::{self, Shelf};
use super::rules::Search;
use crate::accounts::Account;
use crate::clips::downloads::{self, Asked};
use crate::clips::rules::ClipInputs;
use crate::clips::status::Draft;
use crate::clips::{self, RenderFiles};
use crate::media::MediaKey;
use crate::server::App;
use crate::server::testing::{TestApp, grant};
use crate::studio;
use crate::studio::rules::SceneDraft;
use crate::studio::{Animation, Order, OrderedTake, TakeEnd};
use ::credits::{
    AnimationSettings, Credits, Duration, Resolution, StatementQuery, VersionHash, VideoCount,
    Wallet,
};
use uuid::Uuid;

/// An application and somebody who has videos in it.
struct Desk {
    test: TestApp,
    account: Account,
}

impl Desk {
    async fn start() -> Self {
        let test = TestApp::start().await;
        let account = test.account().await;
        grant(&test.app, &account, Wallet::Download, 3).await;
        Self { test, account }
    }

    fn app(&self) -> &App {
        &self.test.app
    }

    /// A clip with this headline.
    async fn clip(&self, headline: &str) -> Uuid {
        let id = Uuid::now_v7();
        self.save(id, headline).await;
        id
    }

    async fn save(&self, id: Uuid, headline: &str) {
        clips::logic::save(self.app(), &self.account, draft(id, headline))
            .await
            .expect("saved");
    }

    /// Has the clip's preview asked for and finished; the version's hash.
    async fn preview(&self, id: Uuid, headline: &str) -> String {
        let asked = draft(id, headline);
        let canonical = asked.inputs.canonical();
        let status = clips::logic::preview(self.app(), &self.account, asked)
            .await
            .expect("asked for");
        let hash = &status.version_of(&canonical).expect("on record").hash;
        let key = self
            .app()
            .media
            .put(hash.clone().into_bytes(), "mp4")
            .await
            .expect("stored");
        let files = RenderFiles {
            full: key.clone(),
            preview: key.clone(),
            poster: key,
            strip: Vec::new(),
            bytes: 64,
        };
        let version = VersionHash::new(hash.as_str()).expect("a hash");
        let kept = self
            .app()
            .clips
            .put_files(&self.account.id, &version, &files);
        kept.await.expect("kept");
        hash.clone()
    }

    async fn download(&self, clip: Uuid, hash: &str) {
        let asked = Asked {
            version: hash.to_owned(),
            price: 1,
            key: format!("download-{}", &hash[..8]),
        };
        downloads::ask(self.app(), &self.account, clip, asked)
            .await
            .expect("answered");
    }

    async fn scene(&self, prompt: &str) -> Uuid {
        let id = Uuid::now_v7();
        studio::logic::save(self.app(), &self.account, described(id, prompt))
            .await
            .expect("saved");
        id
    }

    /// An animation of a scene of its own, of whose takes the first `delivered` are finished.
    async fn animation(&self, prompt: &str, takes: usize, delivered: usize) -> Uuid {
        let scene = self.scene(prompt).await;
        let id = Uuid::now_v7();
        let takes: Vec<OrderedTake> = (0..takes)
            .map(|_| OrderedTake {
                id: Uuid::now_v7(),
                seed: 1,
                of_take: None,
            })
            .collect();
        let order = Order {
            animation: Animation {
                id,
                account: self.account.id,
                scene,
                root: id,
                settings: AnimationSettings::new(Duration::S5, Resolution::P720, VideoCount::Four),
                price_list: 1,
                total: Credits::new(10),
                title: prompt.to_owned(),
                snapshot: described(scene, prompt),
                provider: "embedded".to_owned(),
                at: self.account.now(),
            },
            takes: takes.clone(),
        };
        let studio = &self.app().studio;
        studio.begin(&order, 1).await.expect("begun");
        for take in &takes[..delivered] {
            let file = self.app().media.put(take.id.as_bytes().to_vec(), "mp4");
            let file: MediaKey = file.await.expect("stored");
            let kept = studio.keep_video(take.id, &file, &file).await;
            assert!(kept.expect("answered"));
            let none = Credits::new(0);
            let ended = studio.end_take(take.id, TakeEnd::Delivered, none, none, 2);
            assert!(ended.await.expect("answered"));
        }
        id
    }

    async fn shelf(&self, query: &str) -> Shelf {
        logic::shelf(self.app(), &self.account, Search::read(query))
            .await
            .expect("readable")
    }

    /// The titles that a search finds on its first page.
    async fn titles(&self, query: &str) -> Vec<String> {
        let shelf = self.shelf(query).await;
        shelf.cards.into_iter().map(|card| card.title).collect()
    }

    async fn entries(&self) -> usize {
        let all = StatementQuery::newest(100);
        let entries = self.app().ledger.statement(&self.account.id, all).await;
        entries.expect("readable").len()
    }
}

fn draft(id: Uuid, headline: &str) -> Draft {
    Draft {
        clip: id.to_string(),
        title: String::new(),
        inputs: ClipInputs {
            headline: headline.to_owned(),
            ..ClipInputs::draft()
        },
    }
}

fn described(id: Uuid, prompt: &str) -> SceneDraft {
    SceneDraft {
        prompt: prompt.to_owned(),
        ..SceneDraft::fresh(id.to_string(), 7)
    }
}
