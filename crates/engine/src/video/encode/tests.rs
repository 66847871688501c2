//! What becomes of frames that repeat themselves, judged by what a decoder shows of them.

use super::*;
use crate::video::frames::Frames;
use crate::video::mp4_file::Track;
use crate::video::mux;
use crate::video::plate::{Cut, Plate};
use std::process::Command;

const SIZE: Size = Size::new(90, 160);
/// More than two segments' length.
const COUNT: u32 = 2 * SEGMENT + 20;

/// Which picture a frame shows: nine that differ, the last of which stands for 27 frames, and so on. One of these stands when
/// the first key frame is due, and another ends with the second.
const fn shown(index: u32) -> u32 {
    let (round, place) = (index / 35, index % 35);
    round * 35 + if place < 8 { place } else { 8 }
}

const fn is_repeated(index: u32) -> bool {
    index > 0 && shown(index) == shown(index - 1)
}

/// Soft waves that move, and a few grains that do not.
fn picture(number: u32) -> Vec<u8> {
    let wave = |v: u32, speed: u32| {
        let at = (v * 2 + number * speed) % 128;
        if at < 64 { at * 3 } else { (128 - at) * 3 }
    };
    (0..SIZE.height)
        .flat_map(|y| (0..SIZE.width).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let grain = (x * 31 + y * 57) % 5;
            [wave(x, 7) + grain, wave(y, 11), wave(x + y, 3) + grain, 255].map(|v| v as u8)
        })
        .collect()
}

/// The packets of all frames. If it `tells`, the encoder hears of those that repeat themselves.
fn packets(tells: bool) -> Vec<Packet> {
    let mut encoder = SegmentEncoder::new(SIZE).expect("an encoder");
    let frame = |index| {
        let rgba = picture(shown(index));
        let repeated = tells && is_repeated(index);
        let frame = Frame {
            rgba: &rgba,
            repeated,
        };
        encoder.encode(frame).expect("a packet")
    };
    (0..COUNT).map(frame).collect()
}

fn file(packets: &[Packet]) -> Vec<u8> {
    mux::mp4(SIZE, packets.iter().cloned().map(Ok), &[]).expect("a file")
}

/// All pictures of a file, decoded one after the other.
fn decoded(file: &[u8]) -> Vec<Vec<u8>> {
    let mut plate = opened(file);
    let picture = |index| plate.frame(index).expect("a picture").rgba.to_vec();
    (0..COUNT).map(picture).collect()
}

fn opened(file: &[u8]) -> Plate<'_> {
    let (x, y) = (0, 0);
    let (whole, size) = (SIZE, SIZE);
    Plate::open(file, 0, Cut { whole, x, y, size }).expect("a file")
}

/// How far two pictures are apart, of 255, on average.
fn distance(one: &[u8], other: &[u8]) -> f64 {
    let apart = one
        .iter()
        .zip(other)
        .map(|(a, b)| u64::from(a.abs_diff(*b)));
    apart.sum::<u64>() as f64 / one.len() as f64
}

#[test]
fn a_frame_that_stands_is_shown_as_it_was_and_costs_next_to_nothing() {
    let packets = packets(true);
    let pictures = decoded(&file(&packets));
    let slices = Slices::read(&packets[0].data).expect("parameter sets");
    let (mut repeats, mut held) = (0, 0);
    for index in 1..COUNT {
        let (at, packet) = (index as usize, &packets[index as usize]);
        assert_eq!(packet.key, index % SEGMENT == 0, "frame {index}");
        let again = is_repeated(index) && !packet.key;
        repeats = if again { repeats + 1 } else { 0 };
        let repeat = packet.data == slices.repeat(index % SEGMENT);
        assert_eq!(repeat, repeats > REFINED, "frame {index}");
        if repeat {
            assert!(pictures[at] == pictures[at - 1], "frame {index}");
            held += 1;
        }
    }
    assert!(held > COUNT / 3, "{held} frames were held");
}

#[test]
fn frames_are_as_close_to_what_was_drawn_as_without_holds() {
    let [plain, held] = [false, true].map(|tells| file(&packets(tells)));
    let times = |file: &[u8]| Track::read(file).expect("an index").starts().to_vec();
    assert_eq!(times(&plain), times(&held));
    assert_eq!(times(&held).len(), COUNT as usize);
    assert!(held.len() < plain.len());
    let [plain, held] = [plain, held].map(|file| decoded(&file));
    let [plain, held] = [plain, held].map(|pictures| {
        let apart = |index| distance(&pictures[index as usize], &picture(shown(index)));
        (0..COUNT).map(apart).collect::<Vec<f64>>()
    });
    let sum = |all: &[f64]| all.iter().sum::<f64>();
    assert!(sum(&held) < sum(&plain) * 1.01);
    // Right after a hold there is less left of the bitrate than after a rest of the encoder's own.
    let worst = |all: &[f64]| all.iter().copied().fold(0.0, f64::max);
    assert!(worst(&held) < worst(&plain) + 0.1);
}

#[test]
fn a_hold_can_be_entered_in_its_middle() {
    let file = file(&packets(true));
    let pictures = decoded(&file);
    for index in [15, 20, 30, 34, 35, 58, 60, 69, 70, 100, 119, COUNT - 1] {
        let mut plate = opened(&file);
        let found = plate.frame(index).expect("a picture").rgba;
        assert!(found == pictures[index as usize], "frame {index}");
    }
}

#[test]
fn pictures_are_numbered_one_after_the_other() {
    let packets = packets(true);
    let slices = Slices::read(&packets[0].data).expect("parameter sets");
    for (index, packet) in (0..).zip(packets) {
        let numbered = slices.numbered(&packet.data, index % SEGMENT);
        assert!(packet.key || numbered == Some(packet.data), "frame {index}");
    }
}

/// Asks ffmpeg, where there is one: another decoder, which is strict and says what it does not like.
#[test]
fn other_decoders_show_the_same() {
    let packets = packets(true);
    let path = std::env::temp_dir().join(format!("engine-hold-{}.mp4", std::process::id()));
    std::fs::write(&path, file(&packets)).expect("written");
    let asked = Command::new("ffmpeg")
        .args(["-v", "warning", "-err_detect", "explode", "-i"])
        .arg(&path)
        .args(["-f", "framemd5", "-"])
        .output();
    std::fs::remove_file(&path).expect("removed");
    let Ok(answer) = asked else { return };
    assert!(answer.stderr.is_empty(), "{answer:?}");
    let said = String::from_utf8(answer.stdout).expect("text");
    let pictures: Vec<&str> = said
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.rsplit(',').next())
        .collect();
    assert_eq!(pictures.len(), COUNT as usize);
    let slices = Slices::read(&packets[0].data).expect("parameter sets");
    for index in 1..COUNT {
        let (at, repeat) = (index as usize, slices.repeat(index % SEGMENT));
        let alike = pictures[at] == pictures[at - 1];
        assert!(alike || packets[at].data != repeat, "frame {index}");
    }
}
