//! The server's half: `GET /live`, one stream of news for one account.

use super::News;
use crate::accounts::Visitor;
use crate::server::App;
use ::credits::{AccountId, Balances};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::stream;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep_until};

/// How often the wallets are looked at, so that a worker in another process is heard too.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// A stream ends after this long. The browser opens the next one, if its session still stands.
const AT_MOST: Duration = Duration::from_secs(600);
/// Proxies close connections that stay silent for a minute.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

pub fn routes() -> Router<App> {
    Router::new().route("/live", get(live))
}

/// Tells the account's news as they happen. Without a session it answers 204, which tells a browser's `EventSource` to
/// stop asking: a page that is being left by signing out may ask once more, and that is nobody's error.
async fn live(State(app): State<App>, visitor: Visitor) -> Response {
    let Some(account) = visitor.account else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let listener = Listener::new(app, account.id);
    let news = stream::unfold(listener, async |mut listener| {
        let news = listener.next().await?;
        // Plain data always serialises; an empty event would only be ignored.
        let event = Event::default().json_data(&news).unwrap_or_default();
        Some((Ok::<_, Infallible>(event), listener))
    });
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    (
        unbuffered,
        Sse::new(news).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)),
    )
        .into_response()
}

/// One open stream.
struct Listener {
    app: App,
    account: AccountId,
    heard: broadcast::Receiver<(AccountId, News)>,
    closing: watch::Receiver<bool>,
    look: Interval,
    end: Instant,
    /// The versions of the wallets that were told last; none before the first.
    told: Option<(i64, i64)>,
}

/// What woke a stream.
enum Woken {
    Heard(News),
    /// News of another account.
    Elsewhere,
    /// Time to look at the wallets, or too much was said at once to have heard it all.
    Look,
    Over,
}

impl Listener {
    fn new(app: App, account: AccountId) -> Self {
        let mut look = interval(LOOK_EVERY);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (heard, closing) = (app.events.listen(), app.events.closing());
        Self {
            app,
            account,
            heard,
            closing,
            look,
            end: Instant::now() + AT_MOST,
            told: None,
        }
    }

    /// The next piece of news; none when the stream is over. The interval's first tick comes at once, so a stream
    /// begins with the wallets and whatever happened before it was open is not missed.
    async fn next(&mut self) -> Option<News> {
        loop {
            let news = match self.woken().await {
                Woken::Over => return None,
                Woken::Elsewhere => continue,
                Woken::Heard(news) => Some(news),
                Woken::Look => self.look().await,
            };
            if let Some(News::Balance { balances }) = &news {
                if !self.is_newer(balances) {
                    continue;
                }
                self.told = Some(versions(balances));
            }
            if news.is_some() {
                return news;
            }
        }
    }

    async fn woken(&mut self) -> Woken {
        tokio::select! {
            _ = self.closing.wait_for(|closed| *closed) => Woken::Over,
            () = sleep_until(self.end) => Woken::Over,
            heard = self.heard.recv() => match heard {
                Ok((account, news)) if account == self.account => Woken::Heard(news),
                Ok(_) => Woken::Elsewhere,
                Err(broadcast::error::RecvError::Lagged(_)) => Woken::Look,
                Err(broadcast::error::RecvError::Closed) => Woken::Over,
            },
            _ = self.look.tick() => Woken::Look,
        }
    }

    async fn look(&self) -> Option<News> {
        match self.app.ledger.balances(&self.account).await {
            Ok(balances) => Some(News::Balance { balances }),
            Err(cause) => {
                tracing::warn!(%cause, "the wallets could not be read for a stream; the next look tries again");
                None
            }
        }
    }

    /// Balances may arrive out of order; only newer ones are told.
    fn is_newer(&self, balances: &Balances) -> bool {
        let (download, ai) = versions(balances);
        self.told
            .is_none_or(|told| download >= told.0 && ai >= told.1 && (download, ai) != told)
    }
}

fn versions(balances: &Balances) -> (i64, i64) {
    (balances.download.version, balances.ai.version)
}
