//! The built-in animator as the Lab has it. Every opened state of the Studio is the same scene with the same seed, so
//! what was drawn for one is there for all, and a wall of states opens in seconds.

use crate::studio::providers::{Draw, Embedded, Made, TakeRequest, draw};
use engine::Size;
use engine::studio::Inputs;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What the Lab's scenes show; nobody else's are remembered.
pub const PROMPT: &str = "A perfume bottle rises out of a phone at dusk and hovers in warm light";

/// All that a scene without a photo is drawn from.
type Scene = (Inputs, Size);
/// A scene's video, once it is drawn. Who asks meanwhile waits for it.
type Remembered = Arc<Mutex<Option<Made>>>;

/// The animator that remembers the videos of the Lab's scenes as long as the process lives: there are no more of them
/// than scenarios order.
pub fn remembering() -> Arc<Embedded> {
    Arc::new(Embedded::by_hand(remembered_or(Arc::new(draw))))
}

fn remembered_or(draw: Draw) -> Draw {
    let scenes = Mutex::new(HashMap::<Scene, Remembered>::new());
    Arc::new(move |request, control| {
        // A slow one has to be seen being drawn, and must not keep others waiting for its scene.
        if control.is_slowed() || !is_of_the_lab(request) {
            return draw(request, control);
        }
        let scene = (request.inputs.clone(), request.size);
        let remembered = Arc::clone(lock(&scenes).entry(scene).or_default());
        let mut remembered = lock(&remembered);
        match &*remembered {
            Some(made) => Ok(made.clone()),
            None => draw(request, control).inspect(|made| *remembered = Some(made.clone())),
        }
    })
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_of_the_lab(request: &TakeRequest) -> bool {
    request.inputs.prompt == PROMPT && request.images.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::providers::Trouble;
    use crate::work::JobControl;
    use std::sync::atomic::{AtomicU32, Ordering};
    use uuid::Uuid;

    fn wanted(prompt: &str, seed: u64) -> TakeRequest {
        TakeRequest {
            take: Uuid::new_v4(),
            inputs: Inputs {
                subject: None,
                prompt: prompt.to_owned(),
                caption: String::new(),
                format: engine::Format::Portrait,
                style: engine::studio::Style::Dusk,
                seed,
                seconds: 5,
                camera: engine::studio::CameraMove::default(),
            },
            images: Vec::new(),
            size: Size::new(720, 1280),
            frames: 150,
            resolution: "720p",
            format: "9:16",
        }
    }

    #[test]
    fn a_scene_of_the_lab_is_drawn_once_and_anybody_elses_each_time() -> Result<(), Trouble> {
        let drawn = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&drawn);
        let hand: Draw = Arc::new(move |request, _| {
            let so_far = counted.fetch_add(1, Ordering::Relaxed);
            Ok(Made {
                mp4: [so_far.to_be_bytes(), request.short_seed().to_be_bytes()].concat(),
                poster_png: Vec::new(),
                plate: None,
            })
        });
        let animator = remembered_or(hand);
        let control = JobControl::default();
        let first = animator(&wanted(PROMPT, 7), &control)?;
        assert_eq!(animator(&wanted(PROMPT, 7), &control)?, first);
        assert_ne!(animator(&wanted(PROMPT, 8), &control)?, first);
        assert_eq!(drawn.load(Ordering::Relaxed), 2);
        let own = wanted("A kite over the sea", 7);
        assert_ne!(animator(&own, &control)?, animator(&own, &control)?);
        assert_eq!(drawn.load(Ordering::Relaxed), 4);
        Ok(())
    }
}
