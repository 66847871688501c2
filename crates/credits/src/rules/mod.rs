//! What things cost, how orders settle, when periods begin and which credits go first.

pub mod burn_order;
pub mod periods;
pub mod price_list;
pub mod settlement;
