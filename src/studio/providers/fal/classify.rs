//! What fal's refusals mean.

use crate::studio::providers::Trouble;
use crate::studio::providers::http::Answer;
use crate::studio::rules::Failure;
use serde_json::Value;

/// What a model or the queue says of a request it will not serve; none if the same question may be asked again.
pub fn refusal(answer: &Answer) -> Option<Trouble> {
    let status = answer.status.as_u16();
    if !(400..500).contains(&status) || matches!(status, 408 | 409 | 425 | 429) {
        return None;
    }
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let detail = &body["detail"];
    let kinds = detail
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["type"].as_str());
    let failure = match status {
        401 | 402 | 403 => Failure::Misconfigured,
        404 => Failure::Misconfigured,
        _ => kinds
            .map(|kind| match kind {
                "content_policy_violation" | "no_media_generated" => Failure::Refused,
                "downstream_service_unavailable" | "internal_server_error" => Failure::Unavailable,
                "generation_timeout" => Failure::TimedOut,
                // The input does not fit the model: its file here promises what it cannot do.
                _ => Failure::NotCapable,
            })
            .next()
            .unwrap_or(Failure::NotCapable),
    };
    Some(Trouble::over(failure, answer.words()))
}

/// What the queue says of a runner that broke down for good.
pub fn by_type(word: Option<&str>) -> Failure {
    match word {
        Some("request_timeout" | "startup_timeout") => Failure::Unavailable,
        Some("client_cancelled" | "client_disconnected") => Failure::Unavailable,
        Some("bad_request") => Failure::NotCapable,
        Some(word) if word.starts_with("runner_") => Failure::Unavailable,
        _ => Failure::Unavailable,
    }
}
