//! What the animations share, so that each one reads like its storyboard: poses and what leads from one to
//! the next, frames that are broken out of, shadows that tell the distance, captions inside the safe area,
//! and the worlds of the three styles.

mod act;
mod app_screen;
mod book;
mod caption;
mod cover;
mod escape;
mod handset;
mod held;
mod palette;
mod plane;
mod post;
mod room;
mod shade;
mod space;
mod specks;
mod standing;
mod torn;
mod typed;
mod view;
mod view_point;
mod world;

pub use act::{Act, Pose, recoil};
pub use app_screen::{Screen, TALL};
pub use book::Book;
pub use caption::{Anchor, Caption};
pub use cover::{BOOKS, Sheet};
pub use escape::{Escape, lit};
pub use handset::{Handset, phone_size};
pub use held::held;
pub use palette::Palette;
pub use plane::{Plane, on_plane};
pub use post::{Post, filler};
pub use room::{bordered, fit, inset, safe};
pub use shade::{Shade, cast, on_floor};
pub use space::{Space, sine};
pub use specks::{burst, condense, motes};
pub use standing::{Standing, dust, foot_caption};
pub use torn::{perforated, torn};
pub use typed::typed;
pub use view::{drifting, waves};
pub use view_point::{following, panning};
pub use world::{light_picture, world};
