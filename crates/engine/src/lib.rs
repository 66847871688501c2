//! The video engine.
