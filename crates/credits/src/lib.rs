//! The two wallets as a library.
