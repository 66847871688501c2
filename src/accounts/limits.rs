//! How often somebody may try to get in. Counted in this process: behind several, each counts for itself.

use crate::error::AppError;
use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;

/// Tries for one e-mail address in a row; then one more every [`ADDRESS_REFILL`].
const ADDRESS_BURST: NonZeroU32 = NonZeroU32::new(8).expect("not zero");
const ADDRESS_REFILL: Duration = Duration::from_secs(30);
/// Tries from one client in a row; then one more every [`CLIENT_REFILL`]. An office shares one client.
const CLIENT_BURST: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
const CLIENT_REFILL: Duration = Duration::from_secs(1);
/// Above this many keys, those that are back at rest are forgotten.
const MANY: usize = 10_000;

/// The limits on signing in and up.
pub struct SignInLimits {
    addresses: DefaultKeyedRateLimiter<String>,
    clients: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for SignInLimits {
    fn default() -> Self {
        let quota = |burst, refill| Quota::with_period(refill).map_or(Quota::per_second(burst), |quota| quota.allow_burst(burst));
        Self {
            addresses: RateLimiter::keyed(quota(ADDRESS_BURST, ADDRESS_REFILL)),
            clients: RateLimiter::keyed(quota(CLIENT_BURST, CLIENT_REFILL)),
        }
    }
}

impl SignInLimits {
    /// Counts a try from the client.
    pub fn count_client(&self, client: IpAddr) -> Result<(), AppError> {
        if self.clients.len() > MANY {
            self.clients.retain_recent();
        }
        self.clients.check_key(&client).map_err(|wait| too_many(wait.wait_time_from(DefaultClock::default().now())))
    }

    /// Counts a try for the e-mail address.
    pub fn count_address(&self, email: &str) -> Result<(), AppError> {
        if self.addresses.len() > MANY {
            self.addresses.retain_recent();
        }
        self.addresses
            .check_key(&email.trim().to_lowercase())
            .map_err(|wait| too_many(wait.wait_time_from(DefaultClock::default().now())))
    }
}

fn too_many(wait: Duration) -> AppError {
    AppError::TooMany { seconds: wait.as_secs() + 1 }
}

/// The client's address. A forwarded one counts only when a proxy on this very machine hands it on; then
/// it is the last in the list, which that proxy wrote itself.
pub fn client_of(parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    if !peer.is_loopback() {
        return peer;
    }
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok()).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_slowed_down_and_another_is_not() {
        let limits = SignInLimits::default();
        for _ in 0..ADDRESS_BURST.get() {
            assert!(limits.count_address("Ana@example.com ").is_ok());
        }
        assert!(matches!(limits.count_address("ana@example.com"), Err(AppError::TooMany { seconds: 1..=31 })));
        assert!(limits.count_address("bo@example.com").is_ok());
    }

    #[test]
    fn only_a_proxy_on_this_machine_names_the_client() {
        let parts = |peer: &str| {
            let mut request = axum::http::Request::new(());
            request.headers_mut().insert("x-forwarded-for", axum::http::HeaderValue::from_static("1.2.3.4, 5.6.7.8"));
            if let Ok(peer) = peer.parse::<SocketAddr>() {
                request.extensions_mut().insert(ConnectInfo(peer));
            }
            request.into_parts().0
        };
        assert_eq!(client_of(&parts("127.0.0.1:9")).to_string(), "5.6.7.8");
        assert_eq!(client_of(&parts("9.9.9.9:9")).to_string(), "9.9.9.9");
    }
}
