//! A Stripe of the tests' own: a server on loopback that keeps books, checks the shape of every request, answers like
//! Stripe's documentation says and signs messages like Stripe.

use axum::extract::{Path, RawForm, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use stripe_webhook::Webhook;

pub const SECRET_KEY: &str = "sk_test_desk";
pub const WEBHOOK_SECRET: &str = "whsec_desk";

/// What the desk does with the next payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Next {
    #[default]
    Pay,
    Decline,
    /// Takes the payment and breaks off before the answer.
    PayAndHangUp,
    Fail,
}

/// What the desk does when a customer is to be deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Deletes {
    #[default]
    Anybody,
    /// Refuses to delete `cus_1`.
    NotTheFirst,
    /// Deletes and breaks off before the answer.
    AndHangsUp,
    Nobody,
}

#[derive(Debug, Default)]
pub struct Books {
    pub next: Next,
    /// Payments that were taken, each by its id.
    pub payments: Vec<Value>,
    /// Answers by idempotency key; Stripe forgets them after a day.
    pub answers: HashMap<String, (StatusCode, Value)>,
    /// The key that each customer was made under; the same key again makes no other one.
    pub customers: Vec<String>,
    /// Addresses that customers were given later: whose, which, and how many payments had been taken by then.
    pub addresses: Vec<(String, String, usize)>,
    /// Whether such an address is kept and the answer gets lost.
    pub loses_addresses: bool,
    pub deletes: Deletes,
    /// Customers that were to be deleted, once for each time.
    pub to_delete: Vec<String>,
    /// Customers that are.
    pub deleted: Vec<String>,
    pub sessions: Vec<String>,
    /// The card that whoever visits a checkout leaves; none: they leave without.
    pub card: Option<String>,
}

/// The desk and its address.
#[derive(Clone)]
pub struct Desk {
    pub books: Arc<Mutex<Books>>,
    pub address: String,
}

impl Desk {
    pub async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let address = format!("http://{}/", listener.local_addr().expect("an address"));
        let books = Books {
            card: Some("pm_1".to_owned()),
            ..Books::default()
        };
        let desk = Self {
            books: Arc::new(Mutex::new(books)),
            address,
        };
        let routes = Router::new()
            .route("/v1/customers", post(customer))
            .route(
                "/v1/customers/{id}",
                post(change_customer).delete(delete_customer),
            )
            .route("/v1/checkout/sessions", post(begin_session))
            .route("/v1/checkout/sessions/{id}", get(session))
            .route("/v1/payment_intents", post(pay).get(list))
            .route("/v1/billing_portal/sessions", post(portal))
            .with_state(desk.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        desk
    }

    pub fn with<T>(&self, work: impl FnOnce(&mut Books) -> T) -> T {
        work(&mut self.books.lock().expect("books"))
    }

    /// What was taken in all, in cents.
    pub fn taken(&self) -> i64 {
        self.with(|books| {
            let paid = books
                .payments
                .iter()
                .filter(|payment| payment["status"] == "succeeded");
            paid.filter_map(|payment| payment["amount"].as_i64()).sum()
        })
    }
}

/// A message as Stripe sends it, with its signature of that second.
pub fn message(id: &str, kind: &str, object: &Value, at_s: i64) -> (String, String) {
    message_with(id, kind, &json!({ "object": object }), at_s)
}

/// The same, with what its object was before.
pub fn message_with(id: &str, kind: &str, data: &Value, at_s: i64) -> (String, String) {
    let body = json!({
        "id": id, "object": "event", "api_version": stripe_shared::version::VERSION.as_str(), "created": at_s, "livemode": false,
        "pending_webhooks": 1, "request": null, "type": kind, "data": data,
    })
    .to_string();
    let signature = Webhook::generate_test_header(&body, WEBHOOK_SECRET, Some(at_s));
    (body, signature)
}

/// What every request has to carry.
fn checked(headers: &HeaderMap) {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    assert_eq!(
        header("authorization"),
        Some(format!("Bearer {SECRET_KEY}").as_str())
    );
    assert_eq!(
        header("stripe-version"),
        Some(stripe_shared::version::VERSION.as_str()),
        "the API's version is pinned"
    );
}

fn fields(bytes: &[u8]) -> HashMap<String, String> {
    serde_urlencoded::from_bytes(bytes).expect("a form")
}

fn key(headers: &HeaderMap) -> Option<String> {
    let key = headers.get("idempotency-key")?;
    Some(key.to_str().expect("plain text").to_owned())
}

async fn customer(
    State(desk): State<Desk>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Json<Value> {
    checked(&headers);
    let form = fields(&form);
    assert!(form["email"].contains('@') && form.contains_key("metadata[account]"));
    let key = key(&headers).expect("every customer has a key");
    let number = desk.with(|books| {
        let known = books.customers.iter().position(|known| *known == key);
        known.unwrap_or_else(|| {
            books.customers.push(key);
            books.customers.len() - 1
        }) + 1
    });
    Json(
        json!({ "id": format!("cus_{number}"), "object": "customer", "created": 0, "livemode": false }),
    )
}

async fn change_customer(
    State(desk): State<Desk>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawForm(form): RawForm,
) -> Response {
    checked(&headers);
    let form = fields(&form);
    assert_eq!(form.len(), 1, "nothing else changes");
    assert_eq!(key(&headers), None, "an older answer would change nothing");
    let is_lost = desk.with(|books| {
        let taken = books.payments.len();
        let email = form["email"].clone();
        books.addresses.push((id.clone(), email, taken));
        books.loses_addresses
    });
    if is_lost {
        let body = json!({ "error": { "type": "api_error" } });
        return (StatusCode::BAD_GATEWAY, Json(body)).into_response();
    }
    Json(json!({ "id": id, "object": "customer", "created": 0, "livemode": false })).into_response()
}

async fn delete_customer(
    State(desk): State<Desk>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    checked(&headers);
    desk.with(|books| {
        books.to_delete.push(id.clone());
        let refusal = |status: StatusCode, error: Value| {
            (status, Json(json!({ "error": error }))).into_response()
        };
        match books.deletes {
            // As whatever stands before Stripe answers while Stripe is away.
            Deletes::Nobody => return (StatusCode::BAD_GATEWAY, "Bad gateway").into_response(),
            Deletes::NotTheFirst if id == "cus_1" => {
                return refusal(StatusCode::FORBIDDEN, json!({ "type": "invalid_request_error" }));
            }
            Deletes::Anybody | Deletes::NotTheFirst | Deletes::AndHangsUp => {}
        }
        if books.deleted.contains(&id) {
            let missing = json!({ "type": "invalid_request_error", "code": "resource_missing", "param": "id",
                "message": format!("No such customer: '{id}'") });
            return refusal(StatusCode::NOT_FOUND, missing);
        }
        books.deleted.push(id.clone());
        match books.deletes {
            Deletes::AndHangsUp => refusal(StatusCode::BAD_GATEWAY, json!({ "type": "api_error" })),
            _ => Json(json!({ "id": id, "object": "customer", "deleted": true })).into_response(),
        }
    })
}

pub fn session_body(id: &str, card: Option<&str>) -> Value {
    let status = if card.is_some() { "complete" } else { "open" };
    let intent = card.map(|card| {
        json!({ "id": "seti_1", "object": "setup_intent", "created": 0, "livemode": false, "payment_method_types": ["card"],
            "status": "succeeded", "usage": "off_session", "payment_method": card })
    });
    json!({ "id": id, "object": "checkout.session", "automatic_tax": { "enabled": false }, "created": 0, "custom_fields": [],
        "custom_text": {}, "expires_at": 1, "livemode": false, "mode": "setup", "payment_method_types": ["card"],
        "payment_status": "no_payment_required", "shipping_options": [], "status": status, "customer": "cus_1",
        "setup_intent": intent, "url": format!("https://checkout.stripe.com/c/{id}") })
}

async fn begin_session(
    State(desk): State<Desk>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Json<Value> {
    checked(&headers);
    let form = fields(&form);
    assert_eq!(form["mode"], "setup");
    assert!(form["customer"].starts_with("cus_"));
    assert_eq!(
        form["success_url"],
        "https://clips.example.com/billing/checkout?session={CHECKOUT_SESSION_ID}"
    );
    assert_eq!(
        form["cancel_url"],
        "https://clips.example.com/billing?from=card"
    );
    let id = desk.with(|books| {
        let id = format!("cs_test_{}", books.sessions.len() + 1);
        books.sessions.push(id.clone());
        id
    });
    Json(session_body(&id, None))
}

async fn session(
    State(desk): State<Desk>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Json<Value> {
    checked(&headers);
    assert!(query.is_some_and(|query| query.contains("setup_intent")));
    Json(session_body(
        &id,
        desk.with(|books| books.card.clone()).as_deref(),
    ))
}

async fn pay(State(desk): State<Desk>, headers: HeaderMap, RawForm(form): RawForm) -> Response {
    checked(&headers);
    let form = fields(&form);
    let key = key(&headers).expect("every payment has a key");
    assert_eq!(form["metadata[key]"], key);
    assert!(key.starts_with(&form["metadata[invoice]"]));
    assert_eq!(
        (
            form["currency"].as_str(),
            form["confirm"].as_str(),
            form["off_session"].as_str()
        ),
        ("usd", "true", "true")
    );
    assert_eq!(form["customer"], "cus_1");
    let (status, body) = desk.with(|books| {
        if let Some(answer) = books.answers.get(&key) {
            return answer.clone();
        }
        let next = std::mem::take(&mut books.next);
        if next == Next::Fail {
            return (StatusCode::INTERNAL_SERVER_ERROR, json!({ "error": { "type": "api_error" } }));
        }
        let id = format!("pi_{}", books.payments.len() + 1);
        let status = if next == Next::Decline { "requires_payment_method" } else { "succeeded" };
        let payment = payment(&id, form["amount"].parse().expect("cents"), status, &key);
        books.payments.push(payment.clone());
        let answer = match next {
            Next::Decline => (
                StatusCode::PAYMENT_REQUIRED,
                json!({ "error": { "type": "card_error", "code": "card_declined", "message": "Your card has insufficient funds.", "payment_intent": payment } }),
            ),
            _ => (StatusCode::OK, payment),
        };
        books.answers.insert(key.clone(), answer.clone());
        match next {
            Next::PayAndHangUp => (StatusCode::BAD_GATEWAY, json!({ "error": { "type": "api_error" } })),
            _ => answer,
        }
    });
    (status, Json(body)).into_response()
}

/// A payment as Stripe shows it.
pub fn payment(id: &str, cents: i64, status: &str, key: &str) -> Value {
    json!({ "id": id, "object": "payment_intent", "amount": cents, "amount_capturable": 0, "amount_received": cents,
        "capture_method": "automatic", "confirmation_method": "automatic", "created": 0, "currency": "usd", "livemode": false,
        "metadata": { "key": key }, "payment_method_types": ["card"], "status": status })
}

async fn list(
    State(desk): State<Desk>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Json<Value> {
    checked(&headers);
    assert!(query.is_some_and(|query| query.contains("customer=cus_1")));
    let payments = desk.with(|books| books.payments.clone());
    Json(
        json!({ "object": "list", "data": payments, "has_more": false, "url": "/v1/payment_intents" }),
    )
}

async fn portal(headers: HeaderMap, RawForm(form): RawForm) -> Json<Value> {
    checked(&headers);
    let form = fields(&form);
    assert_eq!(
        form["return_url"],
        "https://clips.example.com/billing?from=card"
    );
    Json(
        json!({ "id": "bps_1", "object": "billing_portal.session", "configuration": "bpc_1", "created": 0, "customer": form["customer"],
        "livemode": false, "url": "https://billing.stripe.com/p/1" }),
    )
}
