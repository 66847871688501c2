//! What is one person's is nowhere for everybody else.

use super::{Desk, SMALL_ONE, grant};
use crate::error::AppError;
use crate::studio::logic::{self, again, animate, cancel, save, status, take_of};
use crate::studio::rules::{AgainAsk, SceneDraft};
use ::credits::Credits;
use uuid::Uuid;

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
        logic::still(app, &other, &desk.scene, None, false)
            .await
            .map(drop),
    );
    not_found(
        logic::remix(app, &other, &take.id.to_string())
            .await
            .map(drop),
    );
    not_found(
        logic::editor_start(app, &other, Some(&desk.scene))
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

crate::server::testing::on_postgres_too!(nothing_of_mine_is_anothers);
