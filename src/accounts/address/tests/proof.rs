//! Who may confirm: whoever reads the new mailbox may be a stranger, if the address was mistyped.

use super::*;

const THEIRS: &str = "another set of words";
const NOT_IT: &str = "This is not the password of that account";

async fn confirm(browser: &mut Browser<'_>, password: &str) -> Response {
    let form = fields(&[("password", password)]);
    browser.post("/confirm", form).await
}

async fn is_waiting(here: &mut Browser<'_>) -> bool {
    let page = text(here.get("/account").await).await;
    page.contains("Waiting for confirmation at")
}

/// Somebody else's account, with a password of its own, and a browser that is signed in to it.
async fn somebody_else(test: &TestApp) -> (Account, Browser<'_>) {
    let email = fresh();
    let account = logic::sign_up(&test.app, &email, THEIRS.to_owned(), Default::default()).await;
    let mut browser = Browser::new(&test.app);
    let form = fields(&[("email", &email), ("password", THEIRS)]);
    let answer = browser.post("/login", form).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    (account.expect("it was free"), browser)
}

#[tokio::test]
async fn the_link_alone_confirms_nothing_and_tells_nothing() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let (other, theirs) = somebody_else(&test).await;
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let link = asked(&test, &mut here, &new).await;
    for mut stranger in [Browser::new(&test.app), theirs] {
        stranger.get(&link).await;
        let asks = stranger.get("/confirm").await;
        assert_eq!(asks.status(), StatusCode::OK);
        let asks = text(asks).await;
        assert!(asks.contains("name=\"password\""), "{asks}");
        assert!(!asks.contains(&account.email) && !asks.contains(&new));
        for password in ["", "not my password", THEIRS] {
            let refused = confirm(&mut stranger, password).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let page = text(refused).await;
            let said = match password {
                "" => "Enter the password of that account",
                _ => NOT_IT,
            };
            assert!(page.contains(said), "{password:?}: {page}");
            assert!(page.contains("aria-invalid=\"true\""), "{page}");
            assert!(!page.contains(&account.email) && !page.contains(&new));
            assert!(password.is_empty() || !page.contains(password));
        }
    }
    assert!(has(&test.app, &account.email, &account).await);
    assert!(has(&test.app, &other.email, &other).await);
    assert!(is_waiting(&mut here).await);
}

#[tokio::test]
async fn who_knows_the_password_confirms_wherever_they_are() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let (other, mut theirs) = somebody_else(&test).await;
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let link = asked(&test, &mut here, &new).await;
    theirs.get(&link).await;
    let refused = confirm(&mut theirs, "not my password").await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let confirmed = confirm(&mut theirs, PASSWORD).await;
    assert_eq!(leads_to(&confirmed), "/confirm?done=yes");
    assert!(has(&test.app, &new, &account).await);
    assert!(has(&test.app, &other.email, &other).await);
    let page = text(theirs.get("/account").await).await;
    assert!(page.contains(&format!("Signed in as {}.", other.email)));
}

#[tokio::test]
async fn who_is_signed_in_to_the_account_is_asked_for_no_password() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let link = asked(&test, &mut here, &new).await;
    here.get(&link).await;
    let page = text(here.get("/confirm").await).await;
    assert!(page.contains(&account.email) && page.contains(&new));
    assert!(!page.contains("name=\"password\""), "{page}");
}

#[tokio::test]
async fn a_stranger_guesses_as_often_as_at_the_door_and_locks_nobody_out() {
    let test = TestApp::start().await;
    let account = test.account().await;
    let new = fresh();
    let mut here = signed_in(&test, &account).await;
    let link = asked(&test, &mut here, &new).await;
    for guess in 0..8 {
        // A browser of its own for each guess: it is the account that is counted.
        let mut stranger = Browser::new(&test.app);
        stranger.get(&link).await;
        let refused = confirm(&mut stranger, &format!("guess number {guess}")).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut stranger = Browser::new(&test.app);
    stranger.get(&link).await;
    let refused = confirm(&mut stranger, PASSWORD).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers().contains_key(header::RETRY_AFTER));
    let page = text(refused).await;
    assert!(page.contains("name=\"password\""), "{page}");
    assert!(has(&test.app, &account.email, &account).await);

    signed_in(&test, &account).await;
    here.get(&link).await;
    let confirmed = here.post("/confirm", "").await;
    assert_eq!(leads_to(&confirmed), "/account?saved=address");
}

on_postgres_too!(
    the_link_alone_confirms_nothing_and_tells_nothing,
    who_knows_the_password_confirms_wherever_they_are,
);
