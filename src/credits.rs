//! What a person sees of their wallets: the balance menu, the statement, live balances.

pub mod balance_menu;
#[cfg(feature = "ssr")]
pub mod logic;
#[cfg(feature = "ssr")]
mod pages;
pub mod rules;

#[cfg(feature = "ssr")]
pub use pages::routes;
