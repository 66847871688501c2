//! The one closed set of errors that crosses from server to browser.
//!
//! Business outcomes (too few credits, a changed price) are not errors: they are `Ok` values of their feature.
//! What stands here is safe to show to anybody: no database text, no paths, only a reference for the log.

use crate::words::app as words;
use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

/// What a server function can fail with, as the person may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// There is no session, or it has ended.
    #[error("{}", words::error_signed_out())]
    SignedOut,
    /// The thing does not exist, or belongs to another account: the two are told apart by nobody.
    #[error("{}", words::error_not_found())]
    NotFound,
    /// A value that a field cannot take; `field` is the control's name.
    #[error("{message}")]
    Invalid { field: String, message: String },
    /// Too many requests of this kind in a short time.
    #[error("{}", words::error_too_many(.seconds))]
    TooMany { seconds: u64 },
    /// The request did not reach the server, or its answer did not come back.
    #[error("{}", words::error_unreachable())]
    Unreachable,
    /// The payment service gave no answer: whether it took the money is found out later.
    #[error("{}", words::error_payment_unanswered())]
    PaymentUnanswered,
    /// Something broke on our side; the reference finds it in the log.
    #[error("{}", words::error_internal(.reference))]
    Internal { reference: String },
}

impl AppError {
    /// A problem with one field of a form.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.into(),
            message: message.into(),
        }
    }

    /// Logs the cause and returns only a reference to it.
    #[cfg(feature = "ssr")]
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        let reference = uuid::Uuid::new_v4().simple().to_string()[..8].to_owned();
        tracing::error!(reference, %cause, "request failed");
        Self::Internal { reference }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::invalid("", words::error_unreadable()),
            _ => Self::Internal {
                reference: "rpc".to_owned(),
            },
        }
    }
}

#[cfg(feature = "ssr")]
impl From<sqlx::Error> for AppError {
    fn from(cause: sqlx::Error) -> Self {
        let code = cause.as_database_error().and_then(|error| error.code());
        if code.as_deref() == Some(NOT_A_TEXT) {
            return Self::invalid("", words::error_not_a_text());
        }
        Self::internal(cause)
    }
}

/// How PostgreSQL says that what came from outside is no text: it knows no NUL. Nobody types one.
#[cfg(feature = "ssr")]
const NOT_A_TEXT: &str = "22021";

#[cfg(feature = "ssr")]
impl From<::credits::LedgerError> for AppError {
    fn from(cause: ::credits::LedgerError) -> Self {
        Self::internal(cause)
    }
}

#[cfg(feature = "ssr")]
mod http {
    use super::AppError;
    use axum::http::{HeaderValue, StatusCode, header};
    use axum::response::{IntoResponse, Response};

    impl AppError {
        /// The HTTP status that tells machines the same as the sentence tells people.
        pub fn status(&self) -> StatusCode {
            match self {
                Self::SignedOut => StatusCode::UNAUTHORIZED,
                Self::NotFound => StatusCode::NOT_FOUND,
                Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
                Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
                Self::Unreachable => StatusCode::BAD_GATEWAY,
                Self::PaymentUnanswered => StatusCode::SERVICE_UNAVAILABLE,
                Self::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            }
        }

        /// Tells machines on a page what its sentence tells people: the status, and how long to wait.
        pub fn mark(&self, page: &mut Response) {
            *page.status_mut() = self.status();
            if let Self::TooMany { seconds } = self {
                let wait = HeaderValue::from(*seconds);
                page.headers_mut().insert(header::RETRY_AFTER, wait);
            }
        }
    }

    impl IntoResponse for AppError {
        fn into_response(self) -> Response {
            let told = serde_json::json!({ "error": self, "message": self.to_string() });
            let mut response = axum::Json(told).into_response();
            self.mark(&mut response);
            // Whoever waits for a page gets one (`app::failure`).
            response.extensions_mut().insert(self);
            response
        }
    }
}
