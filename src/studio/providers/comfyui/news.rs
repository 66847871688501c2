//! What ComfyUI tells over its websocket, and how far a prompt is by that.

use serde::Deserialize;
use std::collections::HashMap;

/// The messages that say something of a prompt; all others are for ComfyUI's own page.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
enum Message {
    /// One node has come one step further.
    Progress {
        prompt_id: String,
        node: String,
        value: f64,
        max: f64,
    },
    /// All nodes that have begun, as newer versions tell them.
    ProgressState {
        prompt_id: String,
        nodes: HashMap<String, Node>,
    },
    /// A node begins; without one the prompt has ended, as older versions say it.
    Executing {
        prompt_id: String,
        node: Option<String>,
    },
    ExecutionSuccess {
        prompt_id: String,
    },
    ExecutionError {
        prompt_id: String,
    },
    ExecutionInterrupted {
        prompt_id: String,
    },
}

#[derive(Debug, Deserialize)]
struct Node {
    value: f64,
    max: f64,
}

/// What a message means for one prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Nothing, or nothing that is readable.
    Nothing,
    Moved,
    Ended,
}

/// How far each node of a prompt is that counts its steps.
#[derive(Debug, Default)]
pub struct Tally {
    nodes: HashMap<String, f64>,
    furthest: u8,
}

impl Tally {
    /// Takes in a message about the prompt `id`, whose workflow has so many nodes that count steps.
    pub fn hear(&mut self, id: &str, stages: usize, text: &str) -> News {
        let Ok(message) = serde_json::from_str(text) else {
            return News::Nothing;
        };
        match message {
            Message::Progress {
                prompt_id,
                node,
                value,
                max,
            } if prompt_id == id => self.note(node, value, max),
            Message::ProgressState { prompt_id, nodes } if prompt_id == id => {
                for (node, Node { value, max }) in nodes {
                    self.note(node, value, max);
                }
            }
            Message::Executing {
                prompt_id,
                node: None,
            }
            | Message::ExecutionSuccess { prompt_id }
            | Message::ExecutionError { prompt_id }
            | Message::ExecutionInterrupted { prompt_id }
                if prompt_id == id =>
            {
                return News::Ended;
            }
            _ => return News::Nothing,
        }
        self.advance(stages);
        News::Moved
    }

    /// How far the prompt is; none as long as no node has counted a step.
    pub fn percent(&self) -> Option<u8> {
        (!self.nodes.is_empty()).then_some(self.furthest)
    }

    /// A node that does its work in one go says nothing of time, so it does not count.
    fn note(&mut self, node: String, value: f64, max: f64) {
        if max > 1.0 && value >= 0.0 {
            self.nodes.insert(node, (value / max).min(1.0));
        }
    }

    /// Each counting node is an equal part of the way. A dial never goes back, also where there are more of them than
    /// the workflow lets expect.
    fn advance(&mut self, stages: usize) {
        let parts = stages.max(self.nodes.len()).max(1) as f64;
        let now = self.nodes.values().sum::<f64>() * 100.0 / parts;
        self.furthest = self.furthest.max(now as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn step(node: &str, value: u32, max: u32) -> String {
        let data = json!({ "prompt_id": "ours", "node": node, "value": value, "max": max });
        json!({ "type": "progress", "data": data }).to_string()
    }

    #[test]
    fn two_samplers_are_one_way_and_the_dial_never_goes_back() {
        let mut tally = Tally::default();
        let mut after = |text: String| {
            tally.hear("ours", 2, &text);
            tally.percent()
        };
        assert_eq!(after(step("load", 1, 1)), None, "one go is no step");
        assert_eq!(after(step("first", 10, 20)), Some(25));
        assert_eq!(after(step("first", 20, 20)), Some(50));
        assert_eq!(after(step("second", 5, 10)), Some(75));
        assert_eq!(after(step("unforeseen", 0, 10)), Some(75));
        assert_eq!(after(step("second", 90, 10)), Some(75));
    }

    #[test]
    fn a_whole_state_counts_like_its_steps() {
        let nodes = json!({
            "44": { "value": 1.0, "max": 1.0, "state": "finished" },
            "72": { "value": 12.0, "max": 30.0, "state": "running" },
        });
        let data = json!({ "prompt_id": "ours", "nodes": nodes });
        let text = json!({ "type": "progress_state", "data": data }).to_string();
        let mut tally = Tally::default();
        assert_eq!(tally.hear("another", 1, &text), News::Nothing);
        assert_eq!(tally.percent(), None);
        assert_eq!(tally.hear("ours", 1, &text), News::Moved);
        assert_eq!(tally.percent(), Some(40));
    }

    #[test]
    fn ends_are_known_and_the_rest_says_nothing() {
        let told = |kind: &str, data: serde_json::Value| {
            let text = json!({ "type": kind, "data": data }).to_string();
            Tally::default().hear("ours", 1, &text)
        };
        let ours = json!({ "prompt_id": "ours", "node": null });
        for kind in [
            "executing",
            "execution_success",
            "execution_error",
            "execution_interrupted",
        ] {
            assert_eq!(told(kind, ours.clone()), News::Ended, "{kind}");
            let other = json!({ "prompt_id": "another", "node": null });
            assert_eq!(told(kind, other), News::Nothing, "{kind}");
        }
        let begins = json!({ "prompt_id": "ours", "node": "72" });
        assert_eq!(told("executing", begins), News::Nothing);
        assert_eq!(told("status", json!({ "sid": "ours" })), News::Nothing);
        assert_eq!(told("progress", json!(null)), News::Nothing);
        assert_eq!(Tally::default().hear("ours", 1, "{"), News::Nothing);
    }
}
