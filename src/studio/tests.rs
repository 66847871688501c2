//! Orders on a real application.
