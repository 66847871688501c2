//! What a person sees of their wallets: the balance menu, the statement, live balances.

pub mod balance_menu;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
mod export;
#[cfg(feature = "ssr")]
mod filter_bar;
#[cfg(feature = "ssr")]
pub mod logic;
#[cfg(feature = "ssr")]
mod month;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod pictures;
#[cfg(feature = "ssr")]
pub mod refusals;
pub mod rules;
#[cfg(feature = "ssr")]
mod statement;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use pages::routes;
#[cfg(all(feature = "ssr", feature = "lab"))]
pub use statement::gem;
#[cfg(all(feature = "ssr", feature = "lab"))]
pub use words::{reason_of, signed, wallet_name};
