//! A browser as the server knows one: what it asks for, and the cookie it holds.

use crate::server::App;
use crate::server::router::router;
use axum::body::Body;
use axum::http::{Request, header, request};
use axum::response::Response;
use tower::ServiceExt;

pub struct Browser<'a> {
    app: &'a App,
    pub cookie: Option<String>,
}

impl<'a> Browser<'a> {
    pub fn new(app: &'a App) -> Self {
        Self { app, cookie: None }
    }

    pub async fn get(&mut self, path: &str) -> Response {
        self.ask(Request::get(path), String::new()).await
    }

    /// Sends a form that has been written as forms are.
    pub async fn post(&mut self, path: &str, form: impl Into<String>) -> Response {
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.ask(request, form.into()).await
    }

    async fn ask(&mut self, mut request: request::Builder, body: String) -> Response {
        request = request.header(header::ACCEPT, "text/html");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let answer = router(self.app.clone()).oneshot(request).await;
        let answer = answer.expect("the router never fails");
        if let Some(set) = answer.headers().get(header::SET_COOKIE) {
            let set = set.to_str().expect("plain letters");
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        answer
    }
}
