//! Four providers x ten faults x 1, 2 and 4 takes, all at once. The fault strikes the first take of each order.

use super::comfyui::Comfy;
use super::fal::FakeFal;
use super::stage::{FAULTS, Fault, LONG, PACE, Stage, is_the_video, video};
use super::videos::FakeVideos;
use crate::studio::providers::{Draw, Embedded, ProviderSettings, Trouble};
use crate::studio::rules::Failure;
use crate::studio::store::{Take, TakeEnd};
use ::credits::VideoCount;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

type Faults = HashMap<Uuid, Fault>;

/// Orders 1, 2 and 4 videos under each fault, and returns the takes with what befalls the first of each.
async fn ordered(stage: &Stage, animator: &str, faults: &[Fault]) -> Vec<(Uuid, Fault, Vec<Take>)> {
    let mut orders = Vec::new();
    for &fault in faults {
        for count in [VideoCount::One, VideoCount::Two, VideoCount::Four] {
            let animation = stage.order(animator, count).await;
            orders.push((animation, fault, stage.takes(animation).await));
        }
    }
    orders
}

fn struck(orders: &[(Uuid, Fault, Vec<Take>)]) -> Faults {
    orders
        .iter()
        .map(|(_, fault, takes)| (takes[0].id, *fault))
        .collect()
}

/// Works off the orders and looks at how every take ended.
async fn assert_ends(
    stage: &Stage,
    orders: &[(Uuid, Fault, Vec<Take>)],
    expected: fn(Fault) -> Option<Failure>,
) {
    stage.work().await;
    for (animation, fault, before) in orders {
        let takes = stage.takes(*animation).await;
        assert_eq!(takes.len(), before.len());
        for (at, take) in takes.iter().enumerate() {
            match expected(*fault).filter(|_| at == 0) {
                Some(failure) => {
                    assert_eq!(take.state, TakeEnd::Failed, "{fault:?}");
                    assert_eq!(take.failure, Some(failure), "{fault:?}");
                    assert_eq!(take.taken.get(), 0, "{fault:?}");
                }
                None => {
                    assert!(
                        is_the_video(stage.app(), take).await,
                        "{fault:?}, take {at}: {take:?}"
                    );
                    assert!(take.taken.get() > 0, "{fault:?}: delivered unpaid");
                }
            }
        }
    }
    stage.assert_settled().await;
}

/// The faults that end by themselves, and those that only a deadline ends.
fn split(by_deadline: &[Fault]) -> (Vec<Fault>, Vec<Fault>) {
    FAULTS
        .into_iter()
        .partition(|fault| !by_deadline.contains(fault))
}

fn failure_of_comfyui(fault: Fault) -> Option<Failure> {
    match fault {
        Fault::Vanished => Some(Failure::Gone),
        // It knows no refusal: a node raises an error, on a machine of ours.
        Fault::Refused => Some(Failure::BrokeOff),
        Fault::Invalid => Some(Failure::InvalidOutput),
        Fault::Never => Some(Failure::TimedOut),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn comfyui_under_every_fault() {
    let (soon, by_deadline) = split(&[Fault::Never]);
    for (faults, deadline) in [(soon, LONG), (by_deadline, Duration::from_millis(1))] {
        let (comfy, folder) = (Comfy::open().await, tempfile::tempdir().expect("a folder"));
        let stage = Stage::with(ProviderSettings {
            comfyui: Some(comfy.settings(folder.path(), deadline)),
            ..ProviderSettings::default()
        })
        .await;
        let orders = ordered(&stage, "comfyui", &faults).await;
        comfy.with(|books| books.faults = struck(&orders));
        assert_ends(&stage, &orders, failure_of_comfyui).await;
        comfy.with(|books| {
            assert_eq!(books.complaints, Vec::<String>::new());
            assert!(
                books.prompts.values().all(|asked| *asked == 1),
                "asked for twice"
            );
        });
    }
}

/// Of fal and of the `/v1/videos` dialect, which know as much as each other.
fn failure_of_hosted(fault: Fault) -> Option<Failure> {
    match fault {
        Fault::Vanished => Some(Failure::Gone),
        Fault::Refused => Some(Failure::Refused),
        Fault::Invalid => Some(Failure::InvalidOutput),
        // What was accepted without an answer cannot be found: it is over when its time is.
        Fault::HangUp | Fault::Never => Some(Failure::TimedOut),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fal_under_every_fault() {
    let (soon, by_deadline) = split(&[Fault::Never, Fault::HangUp]);
    for (faults, deadline) in [(soon, LONG), (by_deadline, Duration::from_millis(1))] {
        let (fal, folder) = (
            FakeFal::open().await,
            tempfile::tempdir().expect("a folder"),
        );
        let stage = Stage::with(ProviderSettings {
            fal: Some(fal.settings(folder.path(), deadline)),
            ..ProviderSettings::default()
        })
        .await;
        let orders = ordered(&stage, "fal", &faults).await;
        fal.with(|books| books.faults = struck(&orders));
        assert_ends(&stage, &orders, failure_of_hosted).await;
        fal.with(|books| {
            assert_eq!(books.complaints, Vec::<String>::new());
            assert!(
                books.requests.values().all(|asked| *asked == 1),
                "asked for twice"
            );
        });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_videos_dialect_under_every_fault() {
    let (soon, by_deadline) = split(&[Fault::Never, Fault::HangUp]);
    for (faults, deadline) in [(soon, LONG), (by_deadline, Duration::from_millis(1))] {
        let (server, folder) = (
            FakeVideos::open().await,
            tempfile::tempdir().expect("a folder"),
        );
        let stage = Stage::with(ProviderSettings {
            videos: Some(server.settings(folder.path(), deadline)),
            ..ProviderSettings::default()
        })
        .await;
        let orders = ordered(&stage, "videos", &faults).await;
        server.with(|books| books.faults = struck(&orders));
        assert_ends(&stage, &orders, failure_of_hosted).await;
        server.with(|books| {
            assert_eq!(books.complaints, Vec::<String>::new());
            assert!(
                books.orders.values().all(|asked| *asked == 1),
                "asked for twice"
            );
        });
    }
}

/// An animator on the spot that each fault strikes in the way it can.
fn hand(faults: Arc<Mutex<Faults>>) -> Draw {
    let begun = Mutex::new(HashMap::<Uuid, u32>::new());
    Arc::new(move |request, control| {
        let fault = faults.lock().expect("faults").get(&request.take).copied();
        let before = {
            let mut begun = begun.lock().expect("counted");
            let count = begun.entry(request.take).or_default();
            *count += 1;
            *count - 1
        };
        let mut made = video().clone();
        match (fault, before) {
            (Some(Fault::Slow), _) => (0..150).for_each(|frame| control.progress(frame)),
            (Some(Fault::Busy | Fault::Malformed), 0) | (Some(Fault::Down), 0..3) => {
                return Err(Trouble::later("not now"));
            }
            (Some(Fault::HangUp), 0) => return Err(Trouble::Unclear("no answer".to_owned())),
            (Some(Fault::Truncated), _) => made.mp4.truncate(made.mp4.len() / 2),
            (Some(Fault::Invalid), _) => made.mp4 = b"<html>not a video</html>".to_vec(),
            (Some(Fault::Vanished), _) => panic!("the hand slipped"),
            (Some(Fault::Refused), _) => return Err(Trouble::over(Failure::Refused, "no")),
            (Some(Fault::Never), _) => return Err(Trouble::later("never")),
            _ => {}
        }
        Ok(made)
    })
}

fn failure_of_embedded(fault: Fault) -> Option<Failure> {
    match fault {
        Fault::Truncated | Fault::Invalid => Some(Failure::InvalidOutput),
        Fault::Vanished => Some(Failure::BrokeOff),
        Fault::Refused => Some(Failure::Refused),
        Fault::Never => Some(Failure::Unavailable),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_animator_under_every_fault() {
    let (soon, by_deadline) = split(&[Fault::Never]);
    for (faults, deadline) in [(soon, LONG), (by_deadline, Duration::from_millis(1))] {
        let known = Arc::new(Mutex::new(Faults::new()));
        let embedded = Embedded::drawing(hand(Arc::clone(&known)), deadline, PACE);
        let stage = Stage::with(ProviderSettings {
            embedded: Some(Arc::new(embedded)),
            ..ProviderSettings::default()
        })
        .await;
        let orders = ordered(&stage, "embedded", &faults).await;
        *known.lock().expect("faults") = struck(&orders);
        assert_ends(&stage, &orders, failure_of_embedded).await;
    }
}
