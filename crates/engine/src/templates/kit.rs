//! What the animations share, so that each one reads like its storyboard: poses and what leads from one to
//! the next, frames that are broken out of, shadows that tell the distance, captions inside the safe area,
//! and the worlds of the three styles.

mod act;
mod caption;
mod escape;
mod palette;
mod room;
mod shade;
mod specks;
mod torn;
mod view;
mod view_point;
mod world;

pub use act::{Act, Pose, recoil};
pub use caption::{Anchor, Caption};
pub use escape::{Escape, lit};
pub use palette::Palette;
pub use room::{fit, safe};
pub use shade::{Shade, cast, on_floor};
pub use specks::{burst, condense, motes};
pub use torn::{perforated, torn};
pub use view::{drifting, waves};
pub use view_point::{following, panning};
pub use world::world;
