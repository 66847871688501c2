//! Drawing a scene that has no ground over pictures that come from elsewhere.

use crate::{Assets, RenderError, Size};
use drawing::canvas::Canvas;
use drawing::draw::{Painter, Prepared, Reuse};
use drawing::renderer::{canvas, guarded};
use drawing::scene::Scene;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// A scene's layers, drawn over one frame after the other, by any number of threads.
pub struct Overlay {
    scene: Scene,
    size: Size,
    /// From when on the layers no longer change, in seconds.
    settled: f64,
    /// One for all threads: it has a picture's worth of pixels, and is needed only where the layers move, which is in few
    /// segments of a video.
    brush: Mutex<Brush>,
}

struct Brush {
    prepared: Prepared,
    /// None where it would only take up memory: once the layers have settled.
    canvas: Option<Canvas>,
    /// What the canvas shows.
    newest: Option<Arc<Drawn>>,
    settled: Option<Arc<Drawn>>,
}

/// The layers at a moment as pixels, as far as there are any.
pub struct Drawn {
    /// Bytes of a row.
    row: usize,
    /// The rows that have something in them.
    rows: Range<usize>,
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
        scene.check_with(assets)?;
        let brush = Brush {
            prepared: guarded(|| Prepared::new(&scene, assets, size, Reuse::Never))?,
            canvas: None,
            newest: None,
            settled: None,
        };
        Ok(Self {
            scene,
            size,
            settled,
            brush: Mutex::new(brush),
        })
    }

    /// The layers at a moment.
    ///
    /// # Errors
    /// If they cannot be drawn.
    pub fn at(&self, t: f64) -> Result<Arc<Drawn>, RenderError> {
        let mut brush = self.brush.lock().unwrap_or_else(PoisonError::into_inner);
        if t < self.settled {
            return brush.draw(&self.scene, self.size, t);
        }
        if let Some(settled) = &brush.settled {
            return Ok(Arc::clone(settled));
        }
        let drawn = brush.draw(&self.scene, self.size, t)?;
        brush.settled = Some(Arc::clone(&drawn));
        (brush.canvas, brush.newest) = (None, None);
        Ok(drawn)
    }
}

impl Brush {
    fn draw(&mut self, scene: &Scene, size: Size, t: f64) -> Result<Arc<Drawn>, RenderError> {
        // A drawing that failed leaves no canvas, so that the next one starts clean.
        let mut onto = match self.canvas.take() {
            Some(canvas) => canvas,
            None => canvas(size)?,
        };
        let prepared = &mut self.prepared;
        let newest = self.newest.take();
        let (onto, drawn) = guarded(move || {
            onto.clear();
            Painter::new(scene, prepared, &mut onto, size).staged(t);
            onto.finish();
            let drawn = match newest {
                Some(newest) if onto.is_repeated() => newest,
                _ => Arc::new(Drawn::new(size, onto.pixels())),
            };
            Ok((onto, drawn))
        })?;
        self.canvas = Some(onto);
        self.newest = Some(Arc::clone(&drawn));
        Ok(drawn)
    }
}

impl Drawn {
    fn new(size: Size, pixels: &[u8]) -> Self {
        let row = size.width as usize * 4;
        let is_seen = |row: &[u8]| row.chunks_exact(4).any(|pixel| pixel[3] > 0);
        let first = pixels.chunks_exact(row).position(is_seen);
        let last = pixels.chunks_exact(row).rposition(is_seen);
        let rows = match (first, last) {
            (Some(first), Some(last)) => first..last + 1,
            _ => 0..0,
        };
        Self {
            row,
            pixels: pixels[rows.start * row..rows.end * row].to_vec(),
            rows,
        }
    }

    /// The rows of a frame that have something in them.
    pub fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// Draws them over whole rows of an opaque frame, RGBA8, from the row `first` on.
    pub fn over(&self, first: usize, under: &mut [u8]) {
        let from = self.rows.start.max(first);
        let under = under
            .get_mut((from - first) * self.row..)
            .unwrap_or_default();
        let above = self
            .pixels
            .get((from - self.rows.start) * self.row..)
            .unwrap_or_default();
        for (below, above) in under
            .chunks_exact_mut(4)
            .zip(above.chunks_exact(4))
            .filter(|(_, above)| above[3] > 0)
        {
            let through = 255 - u32::from(above[3]);
            for (b, &a) in below[..3].iter_mut().zip(above) {
                *b = (u32::from(a) + (u32::from(*b) * through + 127) / 255).min(255) as u8;
            }
        }
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
        let overlay = Overlay::new(scene, caption.settled(), &assets, size).expect("prepared");
        let at = |t: f64| {
            let mut frame = vec![200; size.rgba_len()];
            overlay.at(t).expect("drawn").over(0, &mut frame);
            frame
        };
        let (bare, whole) = (at(0.5), at(2.5));
        assert!(bare.iter().all(|&value| value == 200));
        assert!(whole != bare && at(2.9) == whole);
        assert_eq!(at(0.9), bare, "going back takes the words away again");
        // In bands as in one piece, wherever these begin.
        let drawn = overlay.at(2.5).expect("drawn");
        let row = size.width as usize * 4;
        let mut banded = vec![200; size.rgba_len()];
        for (index, band) in banded.chunks_mut(row * 14).enumerate() {
            drawn.over(index * 14, band);
        }
        assert_eq!(banded, whole);
    }
}
