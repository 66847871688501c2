//! A busy server moves the work on an answer from thread to thread. Here it moves each time it can.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::runtime::Handle;

/// Polls a future on a new thread every time, so that what only one thread may touch or drop is found.
pub struct Wandering<F>(Pin<Box<F>>);

impl<F: Future> Wandering<F> {
    pub fn new(future: F) -> Self {
        Self(Box::pin(future))
    }
}

impl<F: Future + Send> Future for Wandering<F>
where
    F::Output: Send,
{
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (future, runtime) = (&mut self.0, Handle::current());
        let waker = context.waker().clone();
        std::thread::scope(|threads| {
            let elsewhere = threads.spawn(move || {
                let _entered = runtime.enter();
                future.as_mut().poll(&mut Context::from_waker(&waker))
            });
            elsewhere
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }
}
