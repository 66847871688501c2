//! Plans, periods, payments and bundles.

#[cfg(feature = "ssr")]
pub mod gateways;
#[cfg(feature = "ssr")]
pub mod logic;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod plans;
pub mod rules;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
pub mod wish;

#[cfg(feature = "ssr")]
pub use pages::{gateway_routes, routes};
#[cfg(feature = "ssr")]
pub use plans::{InvalidPlans, open_catalogue};
#[cfg(feature = "ssr")]
pub use store::{
    BillingStore, BillingWords, GrantedPeriod, Invoice, InvoiceState, NewInvoice, Payment, Purpose,
    SqlBilling,
};
