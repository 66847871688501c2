//! Drawing a scene that has no ground over pictures that come from elsewhere.

use crate::{Assets, RenderError, Size};
use drawing::canvas::Canvas;
use drawing::draw::{Painter, Prepared};
use drawing::renderer::{canvas, guarded};
use drawing::scene::Scene;

/// A scene's layers, drawn over one frame after the other.
pub struct Overlay {
    scene: Scene,
    prepared: Prepared,
    canvas: Canvas,
    size: Size,
    /// From when on the layers no longer change, in seconds.
    settled: f64,
    drawn: Option<Drawn>,
}

/// The layers as pixels, as far as there are any.
struct Drawn {
    settled: bool,
    /// The first byte of the first row that has something in it.
    from: usize,
    /// Premultiplied.
    pixels: Vec<u8>,
}

impl Overlay {
    /// Prepares the texts; from `settled` on, in seconds, the layers are taken to stand still.
    pub fn new(
        scene: Scene,
        settled: f64,
        assets: &Assets,
        size: Size,
    ) -> Result<Self, RenderError> {
        Ok(Self {
            canvas: canvas(size)?,
            prepared: guarded(|| Prepared::new(&scene, assets, size))?,
            scene,
            size,
            settled,
            drawn: None,
        })
    }

    /// Draws what is there at a moment over an opaque frame, RGBA8.
    pub fn over(&mut self, t: f64, frame: &mut [u8]) -> Result<(), RenderError> {
        let settled = t >= self.settled;
        let drawn = match self.drawn.take() {
            Some(drawn) if settled && drawn.settled => drawn,
            _ => self.draw(t, settled)?,
        };
        let under = frame.get_mut(drawn.from..).unwrap_or_default();
        for (below, above) in under
            .chunks_exact_mut(4)
            .zip(drawn.pixels.chunks_exact(4))
            .filter(|(_, above)| above[3] > 0)
        {
            let through = 255 - u32::from(above[3]);
            for (b, &a) in below[..3].iter_mut().zip(above) {
                *b = (u32::from(a) + (u32::from(*b) * through + 127) / 255).min(255) as u8;
            }
        }
        self.drawn = Some(drawn);
        Ok(())
    }

    fn draw(&mut self, t: f64, settled: bool) -> Result<Drawn, RenderError> {
        let Self {
            scene,
            prepared,
            canvas,
            size,
            ..
        } = self;
        guarded(|| {
            canvas.clear();
            Painter::new(scene, prepared, canvas, *size).staged(t);
            let pixels = canvas.finish();
            let row = size.width as usize * 4;
            let is_seen = |row: &[u8]| row.chunks_exact(4).any(|pixel| pixel[3] > 0);
            let first = pixels.chunks_exact(row).position(is_seen);
            let last = pixels.chunks_exact(row).rposition(is_seen);
            Ok(match (first, last) {
                (Some(first), Some(last)) => Drawn {
                    settled,
                    from: first * row,
                    pixels: pixels[first * row..(last + 1) * row].to_vec(),
                },
                _ => Drawn {
                    settled,
                    from: 0,
                    pixels: Vec::new(),
                },
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format;
    use crate::caption::{Caption, Font, Position, Tint};

    #[test]
    fn nothing_of_a_moment_is_left_in_the_next() {
        let caption = Caption {
            text: "Wear the evening".to_owned(),
            font: Font::default(),
            tint: Tint::Paper,
            position: Position::Middle,
            enters: 1.0,
            grounded: false,
        };
        let assets = Assets::new();
        let size = Size::new(180, 320);
        let scene = caption.scene(Format::Portrait, 90, &assets).expect("set");
        let mut overlay = Overlay::new(scene, caption.settled(), &assets, size).expect("prepared");
        let mut at = |t: f64| {
            let mut frame = vec![200; size.rgba_len()];
            overlay.over(t, &mut frame).expect("drawn");
            frame
        };
        let (bare, whole) = (at(0.5), at(2.5));
        assert!(bare.iter().all(|&value| value == 200));
        assert!(whole != bare && at(2.9) == whole);
        assert_eq!(at(0.9), bare, "going back takes the words away again");
    }
}
