//! What the dialect's refusals mean.

use crate::studio::providers::Trouble;
use crate::studio::providers::http::Answer;
use crate::studio::rules::Failure;
use serde_json::Value;

/// What a server says of why there is no video.
#[derive(Debug)]
pub struct Said {
    code: String,
    kind: String,
    message: String,
}

impl Said {
    /// Reads an `error` as far as it goes: servers leave different fields out, and some have numbers for codes.
    pub fn read(error: &Value) -> Self {
        let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
        Self {
            code: text("code"),
            kind: text("type"),
            message: text("message"),
        }
    }

    /// What its code means; none if that is none we know.
    fn failure(&self) -> Option<Failure> {
        let words = format!("{} {}", self.code, self.kind).to_lowercase();
        let one_of = |known: &[&str]| known.iter().any(|known| words.contains(known));
        if one_of(&["moderation", "content_policy", "content_filter", "safety"]) {
            Some(Failure::Refused)
        } else if one_of(&["timeout", "timed_out"]) {
            Some(Failure::TimedOut)
        } else {
            None
        }
    }

    /// The end of a video that was accepted and failed.
    pub fn of_a_video(self) -> Trouble {
        let failure = self.failure().unwrap_or(Failure::Unavailable);
        Trouble::over(failure, format!("{} {}", self.code, self.message))
    }
}

/// What a server says of an order that it will not serve; none if that does not follow from its answer.
pub fn refusal(answer: &Answer) -> Option<Trouble> {
    if !answer.turns_down() {
        return None;
    }
    let status = answer.status.as_u16();
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let failure = match (Said::read(&body["error"]).failure(), status) {
        (Some(failure), _) => failure,
        // A key, a bill or an address of ours.
        (None, 401..=404) => Failure::Misconfigured,
        // The order does not fit the model: its file here promises what it cannot do.
        (None, _) => Failure::NotCapable,
    };
    Some(Trouble::over(failure, answer.words()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(status: u16, body: &str) -> Option<Failure> {
        match refusal(&Answer::said(status, body)) {
            Some(Trouble::Over { failure, .. }) => Some(failure),
            _ => None,
        }
    }

    #[test]
    fn each_refusal_means_one_thing() {
        let of =
            |code: &str| format!("{{\"error\": {{\"code\": \"{code}\", \"message\": \"no\"}}}}");
        assert_eq!(said(400, &of("moderation_blocked")), Some(Failure::Refused));
        assert_eq!(
            said(403, &of("content_policy_violation")),
            Some(Failure::Refused)
        );
        assert_eq!(said(400, &of("invalid_size")), Some(Failure::NotCapable));
        assert_eq!(
            said(401, &of("invalid_api_key")),
            Some(Failure::Misconfigured)
        );
        assert_eq!(said(404, "not json"), Some(Failure::Misconfigured));
        for again in [408, 409, 429, 500, 502, 503] {
            assert_eq!(said(again, "{}"), None);
        }
    }

    #[test]
    fn a_failed_video_says_why_as_far_as_it_can() {
        let of = |error: Value| match Said::read(&error).of_a_video() {
            Trouble::Over { failure, .. } => Some(failure),
            _ => None,
        };
        assert_eq!(
            of(json!({ "code": "moderation_blocked" })),
            Some(Failure::Refused)
        );
        assert_eq!(
            of(json!({ "code": "generation_timeout", "message": "too long" })),
            Some(Failure::TimedOut)
        );
        for other in [json!({ "code": 500 }), json!("broken"), Value::Null] {
            assert_eq!(of(other), Some(Failure::Unavailable));
        }
    }
}
