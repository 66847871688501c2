//! The workflow that ComfyUI runs: a file in its API format, and a file that says which of its inputs are ours.

use crate::studio::providers::TakeRequest;
use crate::studio::providers::file::{self, Abilities, InvalidFile, wrong};
use crate::studio::rules::Animator;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

/// Which inputs of the workflow are filled in, each as "node.input".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Bind {
    prompt: Vec<String>,
    seed: Vec<String>,
    width: Vec<String>,
    height: Vec<String>,
    frames: Vec<String>,
    image: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct File {
    workflow: String,
    /// How many pictures a second the workflow makes.
    fps: u32,
    /// Sides are made a multiple of this, as many models want it; what is too much is cropped.
    #[serde(default = "two")]
    multiple_of: u32,
    #[serde(flatten)]
    abilities: Abilities,
    bind: Bind,
}

const fn two() -> u32 {
    2
}

/// A workflow that takes can be filled into.
#[derive(Debug, Clone)]
pub struct Workflow {
    file: File,
    animator: Animator,
    graph: Value,
}

impl Workflow {
    /// Reads both files; the workflow's stands beside the other.
    ///
    /// # Errors
    /// Which file is wrong, and why.
    pub fn open(path: &Path) -> Result<Self, InvalidFile> {
        let file: File = file::toml(path)?;
        let beside = path.with_file_name(&file.workflow);
        let graph: Value = serde_json::from_str(&file::text(&beside)?)
            .map_err(|cause| wrong(&beside, cause.to_string()))?;
        let animator = file
            .abilities
            .animator(super::ID)
            .map_err(|problem| wrong(path, problem))?;
        let Bind {
            prompt,
            seed,
            width,
            height,
            frames,
            image,
        } = &file.bind;
        for place in [prompt, seed, width, height, frames, image]
            .into_iter()
            .flatten()
        {
            if spot(&graph, place).is_none() {
                return Err(wrong(path, format!("the workflow has no input {place:?}")));
            }
        }
        if prompt.is_empty() || file.fps == 0 || file.multiple_of == 0 {
            return Err(wrong(path, "bind.prompt, fps and multiple_of are needed"));
        }
        Ok(Self {
            file,
            animator,
            graph,
        })
    }

    pub fn animator(&self) -> Animator {
        self.animator.clone()
    }

    pub const fn at_once(&self) -> u32 {
        self.file.abilities.at_once
    }

    /// How many of its nodes count steps: those that are told how many.
    pub fn stages(&self) -> usize {
        let nodes = self
            .graph
            .as_object()
            .into_iter()
            .flat_map(|all| all.values());
        nodes
            .filter(|node| node["inputs"]["steps"].is_u64())
            .count()
    }

    /// The graph with a take's own values; `photo` is the name ComfyUI gave the upload.
    pub fn filled(&self, request: &TakeRequest, photo: Option<&str>) -> Value {
        let File {
            fps,
            multiple_of,
            bind,
            ..
        } = &self.file;
        let side = |side: u32| json!(side.next_multiple_of(*multiple_of));
        // One more than the length takes: models count the picture they start from.
        let frames = request.frames * fps / engine::FPS + 1;
        let mut graph = self.graph.clone();
        let mut fill = |places: &[String], value: Value| {
            for place in places {
                if let Some(pointer) = spot(&graph, place)
                    && let Some(input) = graph.pointer_mut(&pointer)
                {
                    *input = value.clone();
                }
            }
        };
        fill(&bind.prompt, json!(request.prompt()));
        fill(&bind.seed, json!(request.short_seed()));
        fill(&bind.width, side(request.size.width));
        fill(&bind.height, side(request.size.height));
        fill(&bind.frames, json!(frames));
        if let Some(photo) = photo {
            fill(&bind.image, json!(photo));
        }
        graph
    }
}

/// The JSON pointer of "node.input", if the graph has it.
fn spot(graph: &Value, place: &str) -> Option<String> {
    let (node, input) = place.split_once('.')?;
    let pointer = format!("/{node}/inputs/{input}");
    graph.pointer(&pointer).map(|_| pointer)
}
