//! How often somebody may ask for something. Counted in this process: behind several, each counts for itself.

use crate::error::AppError;
use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::hash::Hash;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;

/// Above this many keys, those that are back at rest are forgotten.
const MANY: usize = 10_000;

/// A limit for each key of its own: some in a row, then one more now and then.
pub struct Limit<K: Hash + Eq + Clone>(DefaultKeyedRateLimiter<K>);

impl<K: Hash + Eq + Clone> Limit<K> {
    /// `burst` in a row, then one more every `refill`.
    pub fn new(burst: NonZeroU32, refill: Duration) -> Self {
        let quota = Quota::with_period(refill)
            .map_or(Quota::per_second(burst), |quota| quota.allow_burst(burst));
        Self(RateLimiter::keyed(quota))
    }

    /// Counts one for the key, or says how long to wait.
    pub fn count(&self, key: &K) -> Result<(), AppError> {
        if self.0.len() > MANY {
            self.0.retain_recent();
        }
        self.0.check_key(key).map_err(|wait| {
            let seconds = wait.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
            AppError::TooMany { seconds }
        })
    }
}

/// The client's address. A forwarded one counts only when a proxy on this very machine hands it on; then
/// it is the last in the list, which that proxy wrote itself.
pub fn client_of(parts: &Parts) -> IpAddr {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    if !peer.is_loopback() {
        return peer;
    }
    let forwarded = parts
        .headers
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok());
    forwarded
        .and_then(|list| list.rsplit(',').next()?.trim().parse().ok())
        .unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_is_slowed_down_and_another_is_not() {
        let limit = Limit::new(NonZeroU32::MIN.saturating_add(1), Duration::from_secs(30));
        assert!(limit.count(&"ana").is_ok());
        assert!(limit.count(&"ana").is_ok());
        assert!(matches!(
            limit.count(&"ana"),
            Err(AppError::TooMany { seconds: 1..=31 })
        ));
        assert!(limit.count(&"bo").is_ok());
    }

    #[test]
    fn only_a_proxy_on_this_machine_names_the_client() {
        let parts = |peer: &str| {
            let mut request = axum::http::Request::new(());
            request.headers_mut().insert(
                "x-forwarded-for",
                axum::http::HeaderValue::from_static("1.2.3.4, 5.6.7.8"),
            );
            if let Ok(peer) = peer.parse::<SocketAddr>() {
                request.extensions_mut().insert(ConnectInfo(peer));
            }
            request.into_parts().0
        };
        assert_eq!(client_of(&parts("127.0.0.1:9")).to_string(), "5.6.7.8");
        assert_eq!(client_of(&parts("9.9.9.9:9")).to_string(), "9.9.9.9");
    }
}
