//! Edits on a real application: free, the same one once, nobody else's, and not lost with their worker.

mod promises;
mod rules;
