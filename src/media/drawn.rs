//! Pictures that are drawn when somebody looks at them, and kept for a while under the name of what they show.

use crate::error::AppError;
use bytes::Bytes;
use engine::RenderError;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OnceCell, Semaphore};

/// What a browser is told of a picture whose address will show it for ever.
pub const LASTING: &str = "private, max-age=31536000, immutable";
/// What a browser is told of a picture whose address shows something else after the next edit.
pub const PASSING: &str = "private, no-store";

/// How many are drawn at once; further ones wait their turn, none is refused.
static TURNS: Semaphore = Semaphore::const_new(2);
/// How many are kept, at up to half a megabyte each.
const KEPT: usize = 96;
/// Those looked at last, newest at the end. One that is being drawn is waited for by everybody who wants it.
static PICTURES: Mutex<VecDeque<(String, Arc<OnceCell<Bytes>>)>> = Mutex::new(VecDeque::new());

/// The picture of this name: the one that is kept, else what `material` leads to by way of `draw`, which works on a thread
/// of its own. Equal names must be equal pictures.
///
/// # Errors
/// What gathering the material says, and `Internal` where the engine cannot draw it.
pub async fn drawn<M, D>(
    name: String,
    material: impl Future<Output = Result<M, AppError>>,
    draw: D,
) -> Result<Bytes, AppError>
where
    M: Send + 'static,
    D: FnOnce(M) -> Result<Vec<u8>, RenderError> + Send + 'static,
{
    let place = place(name);
    let file = place.get_or_try_init(|| async move {
        let _turn = TURNS.acquire().await.map_err(AppError::internal)?;
        let material = material.await?;
        let drawing = tokio::task::spawn_blocking(move || draw(material));
        let file = drawing.await.map_err(AppError::internal)?;
        file.map(Bytes::from).map_err(AppError::internal)
    });
    file.await.cloned()
}

/// The place of a picture, moved to the end of those that are kept.
fn place(name: String) -> Arc<OnceCell<Bytes>> {
    let mut pictures = PICTURES.lock().unwrap_or_else(PoisonError::into_inner);
    let known = pictures.iter().position(|(one, _)| *one == name);
    let entry = known
        .and_then(|at| pictures.remove(at))
        .unwrap_or_else(|| (name, Arc::default()));
    let place = Arc::clone(&entry.1);
    pictures.push_back(entry);
    if pictures.len() > KEPT {
        pictures.pop_front();
    }
    place
}
