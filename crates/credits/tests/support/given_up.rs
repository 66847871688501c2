//! Askers that go away.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A future that is given up after so many polls.
pub struct GivenUp<F> {
    inner: Pin<Box<F>>,
    polls: usize,
}

impl<F: Future> Future for GivenUp<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls == 0 {
            return Poll::Ready(None);
        }
        self.polls -= 1;
        self.inner.as_mut().poll(context).map(Some)
    }
}

/// What the future answers, if it does within so many polls; it is dropped at the next one.
pub fn given_up<F: Future>(polls: usize, inner: F) -> GivenUp<F> {
    GivenUp {
        inner: Box::pin(inner),
        polls,
    }
}
