//! The Lab's front page, the way a browser has it.

use crate::lab::levers::Lever;
use crate::lab::personas::Persona;
use crate::server::testing::{Browser, TestApp};
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::Value;

/// What was answered, with plain ampersands in its addresses.
async fn text(answer: Response) -> String {
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 22).await;
    let bytes = bytes.expect("a whole page");
    String::from_utf8_lossy(&bytes).replace("&amp;", "&")
}

fn location(answer: &Response) -> &str {
    let location = answer.headers().get(header::LOCATION);
    location
        .and_then(|location| location.to_str().ok())
        .unwrap_or("")
}

#[tokio::test]
async fn every_state_has_a_card_that_opens_it_as_chosen() {
    let test = TestApp::start().await;
    let mut browser = Browser::new(&test.app);
    let states = text(browser.get("/lab/scenarios.json").await).await;
    let states: Vec<Value> = serde_json::from_str(&states).expect("a list");
    assert!(!states.is_empty());
    let usual = text(browser.get("/lab").await).await;
    let dark = text(browser.get("/lab?theme=dark").await).await;
    let phone = text(browser.get("/lab?theme=light&width=phone").await).await;
    for state in &states {
        let name = state["name"].as_str().expect("a name");
        for (page, address) in [
            (&usual, format!("/lab/scenarios/{name}")),
            (&dark, format!("/lab/scenarios/{name}?theme=dark")),
            (
                &phone,
                format!("/lab/frames/{name}?theme=light&width=phone"),
            ),
        ] {
            assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
        }
    }
}

#[tokio::test]
async fn what_is_chosen_stays_so_behind_every_form() {
    let test = TestApp::start().await;
    let mut browser = Browser::new(&test.app);
    let chosen = "?theme=dark&width=phone";
    for (path, form) in [
        ("/lab/become", "persona=pro"),
        ("/lab/travel", "advance=1+hour"),
        ("/lab/next-payment", "next=fail"),
        ("/lab/switch", "lever=offline&on=true"),
    ] {
        let answer = browser.post(&format!("{path}{chosen}"), form).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        assert_eq!(location(&answer), format!("/lab{chosen}"), "{path}");
    }
    let page = text(browser.get(&format!("/lab{chosen}")).await).await;
    for path in [
        "/lab/become",
        "/lab/travel",
        "/lab/next-payment",
        "/lab/switch",
    ] {
        let action = format!("action=\"{path}{chosen}\"");
        assert!(page.contains(&action), "{action}");
    }
    assert!(page.contains("value=\"pro\" checked"), "who one is");
}

#[tokio::test]
async fn a_device_shows_a_state_in_a_frame_and_leaves_the_session_alone() {
    let test = TestApp::start().await;
    let mut browser = Browser::new(&test.app);
    browser.post("/lab/become", "persona=starter").await;
    let session = browser.cookie.clone();
    let answer = browser
        .get("/lab/frames/billing-pro?theme=dark&width=tablet")
        .await;
    assert_eq!(answer.status(), StatusCode::OK);
    let page = text(answer).await;
    assert!(page.contains("lab-device-tablet"));
    assert!(page.contains("src=\"/lab/scenarios/billing-pro?theme=dark\""));
    assert_eq!(browser.cookie, session);
    let nowhere = browser.get("/lab/frames/no-such-state").await;
    assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_light_says_what_contradicts_the_books() {
    let test = TestApp::start().await;
    let mut browser = Browser::new(&test.app);
    browser.post("/lab/become", "persona=starter").await;
    let sound = text(browser.get("/lab").await).await;
    assert!(sound.contains("The books agree"));
    assert!(!sound.contains("periods-are-granted"));
    let broken = "UPDATE period SET ai = ai + 1";
    test.app.database.run(broken).await.expect(broken);
    // What was granted just now may still be on its way between two tables.
    browser.post("/lab/travel", "advance=1+day").await;
    let page = text(browser.get("/lab").await).await;
    assert!(page.contains("1 contradiction in the books"));
    assert!(page.contains("periods-are-granted"));
    assert!(!page.contains("The books agree"));
    // Whose books are sound is told nothing of it.
    browser.post("/lab/become", "persona=new").await;
    let other = text(browser.get("/lab").await).await;
    assert!(other.contains("The books agree"));
}

#[tokio::test]
async fn the_books_of_every_persona_agree() {
    let test = TestApp::start().await;
    let mut browser = Browser::new(&test.app);
    for persona in Persona::ALL {
        let form = format!("persona={}", persona.as_str());
        browser.post("/lab/become", form).await;
        browser.post("/lab/travel", "advance=1+day").await;
        let page = text(browser.get("/lab").await).await;
        assert!(page.contains("The books agree"), "{}", persona.as_str());
    }
}

#[tokio::test]
async fn every_switch_goes_on_and_off_by_itself() {
    let test = TestApp::start().await;
    let mut browser = Browser::new(&test.app);
    browser.post("/lab/become", "persona=starter").await;
    for lever in Lever::ALL {
        let name = lever.as_str();
        for (on, checked) in [(true, 1), (false, 0)] {
            let form = format!("lever={name}&on={on}");
            let answer = browser.post("/lab/switch", &form).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{form}");
            let page = text(browser.get("/lab").await).await;
            let found = page.matches("aria-checked=\"true\"").count();
            assert_eq!(found, checked, "{form}");
            let says = format!("aria-checked=\"{on}\" aria-label=\"{}\"", lever.name());
            assert!(page.contains(&says), "{says}");
        }
    }
}

#[tokio::test]
async fn work_stalls_at_a_percentage_that_stays_when_it_goes_on() {
    let test = TestApp::start().await;
    let mut browser = Browser::new(&test.app);
    browser.post("/lab/become", "persona=starter").await;
    for (form, status) in [
        ("on=true&stall_at=75", StatusCode::SEE_OTHER),
        ("on=false", StatusCode::SEE_OTHER),
        ("on=true&stall_at=0", StatusCode::UNPROCESSABLE_ENTITY),
        ("on=true&stall_at=100", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let form = format!("lever=stalled-rendering&{form}");
        let answer = browser.post("/lab/switch", &form).await;
        assert_eq!(answer.status(), status, "{form}");
    }
    let page = text(browser.get("/lab").await).await;
    assert!(page.contains("name=\"stall_at\""));
    assert!(page.contains("value=\"75\""));
    assert!(!page.contains("aria-checked=\"true\""));
}
