//! What those who do not see it are told of a clip's state. The line under the title changes with every frame that is
//! rendered and every pause in typing, and read aloud it would never end; here is only what somebody waits for.

use super::desk::{Desk, Phase};
use crate::clips::status::RenderStatus;
use crate::words::{clips as words, formats};
use leptos::prelude::*;

/// Follows the clip's state; empty while there is nothing to tell. That something could not be saved is told by the banner
/// above the work and the notice beside the next step.
pub fn spoken(desk: Desk) -> Memo<String> {
    Memo::new(move |_| {
        let version = desk.current();
        let number = version.as_ref().and_then(|version| version.number);
        of_phase(
            desk.phase.get(),
            version.map(|version| version.render),
            number.unwrap_or(1),
        )
    })
}

/// That a render has begun, each quarter of it, and its end. Why one failed is said beside the next step.
fn of_phase(phase: Phase, render: Option<RenderStatus>, number: u32) -> String {
    match (phase, render) {
        (Phase::Draft | Phase::Edited, _) => String::new(),
        (
            Phase::Rendering,
            Some(RenderStatus::Running {
                frames_done,
                frames_total,
                ..
            }),
        ) => {
            let quarters = frames_done * 4 / frames_total.max(1);
            words::state_rendering(formats::percent(quarters * 25))
        }
        (Phase::Rendering, _) => words::waiting_to_render().to_owned(),
        (Phase::Ready, _) => words::preview_ready().to_owned(),
        (Phase::Downloaded, _) => words::version_downloaded(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(frames_done: u32) -> String {
        let running = RenderStatus::Running {
            frames_done,
            frames_total: 180,
            running_s: 3,
            left_s: None,
        };
        of_phase(Phase::Rendering, Some(running), 1)
    }

    #[test]
    fn a_render_is_told_in_quarters_and_typing_not_at_all() {
        let queued = Some(RenderStatus::Queued { ahead: 0 });
        assert_eq!(
            of_phase(Phase::Rendering, queued, 1),
            words::waiting_to_render()
        );
        assert_eq!(at(0), at(44));
        assert_ne!(at(44), at(45));
        assert_eq!(at(45), at(89));
        assert_ne!(at(179), at(180));
        assert_eq!(of_phase(Phase::Ready, None, 1), words::preview_ready());
        for phase in [Phase::Draft, Phase::Edited] {
            assert_eq!(of_phase(phase, None, 1), "");
        }
    }
}
