//! What can be made to go wrong with a switch on the Lab's front page.

use super::fault_store::FaultChange;
use crate::faults::{Faults, ProviderFault, RenderFault};
use crate::words::lab as words;
use serde::Deserialize;

/// What a switch of the Lab sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lever {
    SlowNetwork,
    SlowRendering,
    StalledRendering,
    FailTheNextVideo,
    FailingVideos,
    Offline,
}

impl Lever {
    pub const ALL: [Self; 6] = [
        Self::SlowNetwork,
        Self::SlowRendering,
        Self::StalledRendering,
        Self::FailTheNextVideo,
        Self::FailingVideos,
        Self::Offline,
    ];
    const SLOW_MS: u64 = 2_000;
    /// Four frames a second.
    const SLOW_FRAME_MS: u64 = 250;

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SlowNetwork => "slow-network",
            Self::SlowRendering => "slow-rendering",
            Self::StalledRendering => "stalled-rendering",
            Self::FailTheNextVideo => "fail-the-next-video",
            Self::FailingVideos => "failing-videos",
            Self::Offline => "offline",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::SlowNetwork => words::slow_network(),
            Self::SlowRendering => words::slow_rendering(),
            Self::StalledRendering => words::stalled_rendering(),
            Self::FailTheNextVideo => words::fail_the_next_video(),
            Self::FailingVideos => words::failing_videos(),
            Self::Offline => words::offline(),
        }
    }

    pub fn about(self) -> &'static str {
        match self {
            Self::SlowNetwork => words::slow_network_about(),
            Self::SlowRendering => words::slow_rendering_about(),
            Self::StalledRendering => words::stalled_rendering_about(),
            Self::FailTheNextVideo => words::fail_the_next_video_about(),
            Self::FailingVideos => words::failing_videos_about(),
            Self::Offline => words::offline_about(),
        }
    }

    pub fn is_on(self, faults: Faults) -> bool {
        match self {
            Self::SlowNetwork => faults.latency_ms > 0,
            Self::SlowRendering => faults.frame_latency_ms > 0,
            Self::FailTheNextVideo => faults.fail_next,
            Self::StalledRendering => {
                faults.render == Some(RenderFault::Stall)
                    && faults.provider == Some(ProviderFault::Stall)
            }
            Self::FailingVideos => {
                faults.render == Some(RenderFault::Fail)
                    && faults.provider == Some(ProviderFault::Fail)
            }
            Self::Offline => faults.offline,
        }
    }

    /// What switching it on or off changes; everything else stays.
    pub fn change(self, on: bool) -> FaultChange {
        let videos = |render, provider| FaultChange {
            render: Some(on.then_some(render)),
            provider: Some(on.then_some(provider)),
            ..FaultChange::default()
        };
        match self {
            Self::SlowNetwork => FaultChange {
                latency_ms: Some(on.then_some(Self::SLOW_MS)),
                ..FaultChange::default()
            },
            Self::SlowRendering => FaultChange {
                frame_latency_ms: Some(on.then_some(Self::SLOW_FRAME_MS)),
                ..FaultChange::default()
            },
            Self::FailTheNextVideo => FaultChange {
                fail_next: Some(Some(on)),
                ..FaultChange::default()
            },
            Self::StalledRendering => videos(RenderFault::Stall, ProviderFault::Stall),
            Self::FailingVideos => videos(RenderFault::Fail, ProviderFault::Fail),
            Self::Offline => FaultChange {
                offline: Some(Some(on)),
                ..FaultChange::default()
            },
        }
    }
}
