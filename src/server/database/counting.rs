//! How many questions a piece of work asks of the database, for tests of what must not grow with the data.

use std::cell::Cell;

tokio::task_local! {
    static ASKED: Cell<u32>;
}

/// Does the work, and says how many statements it ran itself; tasks that it spawned count for themselves.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, u32) {
    let counting = async {
        let done = work.await;
        (done, ASKED.with(Cell::get))
    };
    ASKED.scope(Cell::new(0), counting).await
}

/// Counts a statement where somebody wants to know.
pub(super) fn count_one() {
    let _nobody_counts = ASKED.try_with(|asked| asked.set(asked.get() + 1));
}
