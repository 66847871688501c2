//! Every provider under every fault, against servers on loopback that behave as the published APIs do.

mod comfyui;
mod dial;
mod fairness;
mod fal;
mod life;
mod matrix;
mod stage;
mod videos;
mod webhooks;
