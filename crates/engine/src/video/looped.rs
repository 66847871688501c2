//! Small renditions that play round and round beside a still.

use super::frames::{Frame, Frames};
use super::segments::{Work, drawn, make};
use super::{Control, Plan};
use crate::{Assets, RenderError, Renderer, Size};
use drawing::renderer::Stage;
use drawing::scene::Scene;

/// The frames of a scene once round, beginning somewhere in it.
struct Round {
    renderer: Renderer,
    first: u32,
    frames: u32,
}

impl Frames for Round {
    fn frame(&mut self, index: u32) -> Result<Frame<'_>, RenderError> {
        Frames::frame(&mut self.renderer, (self.first + index) % self.frames)
    }
}

/// Renders the scene once round, beginning at its still, so that it may be laid upon the still and start without a jump.
///
/// # Errors
/// As [`super::render`].
pub fn render_loop(
    scene: &Scene,
    assets: &Assets,
    size: Size,
    threads: usize,
    control: &dyn Control,
) -> Result<Vec<u8>, RenderError> {
    let plan = Plan {
        full: size,
        preview: None,
        threads,
    };
    let stage = Stage::new(scene, assets, size)?;
    let open = || -> Result<Box<dyn Frames>, RenderError> {
        Ok(Box::new(Round {
            renderer: stage.renderer()?,
            first: scene.frame_at(scene.still_s),
            frames: scene.frames,
        }))
    };
    let made = make(&Work {
        frames: scene.frames,
        poster: 0,
        open: &open,
        memory: drawn(&stage, size),
        words: None,
        sound: None,
        plan: &plan,
        control,
    })?;
    Ok(made.full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::{self, Style};
    use crate::{Format, ImageId};

    #[test]
    fn a_round_begins_with_the_still_and_goes_on_from_the_end_to_the_start() {
        let template = templates::ALL[0];
        let scene = template.scene(&template.sample_inputs(Format::Feed, Style::ALL[0]));
        let picture = template.sample.picture;
        let mut assets = Assets::new();
        assets
            .add_png(ImageId::new(picture.name), picture.png)
            .expect("the sample");
        let size = Size::new(64, 80);
        let mut plain = Renderer::new(&scene, &assets, size).expect("a renderer");
        let first = scene.frame_at(scene.still_s);
        let mut round = Round {
            renderer: Renderer::new(&scene, &assets, size).expect("a renderer"),
            first,
            frames: scene.frames,
        };
        for (index, shown) in [(0, first), (scene.frames - first, 0)] {
            assert_eq!(
                round.frame(index).expect("drawn").rgba,
                plain.frame(shown).expect("drawn")
            );
        }
    }
}
