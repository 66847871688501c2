//! Whether the books are true: hourly, after a start and on demand, the wallets are compared with themselves and with
//! what the product did for them. What differs is said loudly and never mended by itself: a figure that was changed to
//! fit would hide the defect that made it wrong.

mod logic;
mod store;
#[cfg(test)]
mod tests;

pub use logic::{Finding, LastReport, Report, keep_watch, reconcile};
pub use store::{BooksStore, BooksWords, SqlBooks};
