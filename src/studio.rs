//! The AI Studio: scenes, quotes, animations and their takes.

mod animate_pane;
mod animator_choice;
pub mod api;
pub mod edits;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
mod introduction;
#[cfg(feature = "ssr")]
pub mod logic;
mod names;
#[cfg(feature = "ssr")]
mod operators;
#[cfg(feature = "ssr")]
mod pages;
mod preview_strip;
#[cfg(feature = "ssr")]
mod provider_jobs;
#[cfg(all(test, feature = "ssr"))]
mod provider_tests;
#[cfg(feature = "ssr")]
pub mod providers;
pub mod rules;
pub mod run_board;
mod run_compare;
mod run_credits;
mod run_sheet;
pub mod scene_editor;
mod scene_fields;
mod scene_regrets;
mod scene_stage;
#[cfg(feature = "ssr")]
mod set_up;
#[cfg(feature = "ssr")]
mod store;
mod take_tile;
mod unsaved;

#[cfg(feature = "ssr")]
pub use operators::routes as operators_routes;
#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(feature = "ssr")]
pub use provider_jobs::{ProviderJobs, SqlProviderJobs};
#[cfg(feature = "ssr")]
pub use providers::fal::webhook::routes as provider_routes;
#[cfg(test)]
pub use store::{Animation, Order, OrderedTake, TakeEnd};
#[cfg(feature = "ssr")]
pub use store::{SqlStudio, StudioStore};

/// Where the small still of a take is.
#[cfg(feature = "ssr")]
pub fn still_of(take: uuid::Uuid) -> String {
    format!("/studio/takes/{take}/still?small=true")
}
