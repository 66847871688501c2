//! Renders that the Lab disturbs, whatever they make.

use super::{Broken, Job, JobControl, telling};
use crate::faults::{self, RenderFault};
use crate::server::App;

/// Disturbs a render as the Lab asks, before its first frame: one that stalls stays where the Lab says until the fault is
/// cleared or it is cancelled.
pub async fn obey_faults(app: &App, job: &Job, control: &JobControl) -> Result<(), Broken> {
    loop {
        let faults = faults::of(app, &job.account).await;
        let at = faults.stall_at.of(job.frames_total);
        match faults.render {
            None if faults.fail_next && faults::take_failure(app, &job.account).await => {
                return Err(Broken::Fault);
            }
            None => return Ok(()),
            Some(RenderFault::Fail) => {
                control.progress(at);
                return Err(Broken::Fault);
            }
            Some(RenderFault::Stall) if control.should_stop() => return Err(Broken::Fault),
            Some(RenderFault::Stall) => {
                control.progress(at);
                // Who waits for nothing must not keep others waiting.
                control.park();
                tokio::time::sleep(telling::EVERY / 2).await;
            }
        }
    }
}
