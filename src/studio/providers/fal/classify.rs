//! What fal's refusals mean.

use crate::studio::providers::Trouble;
use crate::studio::providers::http::Answer;
use crate::studio::rules::Failure;
use serde_json::Value;

/// What a model or the queue says of a request it will not serve; none if the same question may be asked again.
pub fn refusal(answer: &Answer) -> Option<Trouble> {
    if !answer.turns_down() {
        return None;
    }
    let status = answer.status.as_u16();
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let detail = &body["detail"];
    let kinds = detail
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["type"].as_str());
    let failure = match status {
        // A key, a bill or an address of ours.
        401..=404 => Failure::Misconfigured,
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

/// What the queue says of a request whose runner did not get to its end.
pub fn by_type(word: Option<&str>) -> Failure {
    match word {
        Some("bad_request") => Failure::NotCapable,
        _ => Failure::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, body: &str) -> Option<Failure> {
        match refusal(&Answer::said(status, body)) {
            Some(Trouble::Over { failure, .. }) => Some(failure),
            _ => None,
        }
    }

    #[test]
    fn each_refusal_means_one_thing() {
        let of = |kind: &str| format!("{{\"detail\": [{{\"type\": \"{kind}\"}}]}}");
        assert_eq!(
            said(422, &of("content_policy_violation")),
            Some(Failure::Refused)
        );
        assert_eq!(said(422, &of("image_too_small")), Some(Failure::NotCapable));
        assert_eq!(
            said(401, "{\"detail\": \"no\"}"),
            Some(Failure::Misconfigured)
        );
        assert_eq!(said(422, "not json"), Some(Failure::NotCapable));
        for again in [408, 409, 429, 500, 502, 503] {
            assert_eq!(said(again, "{}"), None);
        }
    }
}
