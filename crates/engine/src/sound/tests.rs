use super::*;
use crate::templates;

const FRAMES: u32 = 8 * FPS;

fn sound(bed: Bed) -> Sound {
    Sound { bed, accent: 60 }
}

fn played(bed: Bed) -> Vec<[i16; 2]> {
    sound(bed).samples(FRAMES).expect("a bed")
}

/// The root of the mean square of a stretch, 1 being full scale.
fn loudness(samples: &[[i16; 2]]) -> f64 {
    let square: f64 = samples
        .iter()
        .flatten()
        .map(|&value| libm::pow(f64::from(value) / 32_768.0, 2.0))
        .sum();
    libm::sqrt(square / (2 * samples.len()) as f64)
}

/// FNV-1a over the samples.
fn hash(samples: &[[i16; 2]]) -> u32 {
    samples
        .iter()
        .flatten()
        .flat_map(|value| value.to_le_bytes())
        .fold(0x811c_9dc5, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
}

#[test]
fn a_bed_is_as_long_as_its_video_to_the_sample() {
    for template in templates::ALL {
        let frames = template.seconds * FPS;
        let sound = Sound {
            bed: Bed::LowDrift,
            accent: template.breaks_at(),
        };
        let samples = sound.samples(frames).expect("a bed for every template");
        assert_eq!(samples.len(), (frames * 1_600) as usize);
    }
}

#[test]
fn nothing_clips_and_every_bed_is_equally_loud() {
    for bed in Bed::ALL {
        let samples = played(bed);
        let peak = samples.iter().flatten().map(|value| value.unsigned_abs());
        let peak = f64::from(peak.max().unwrap_or_default()) / 32_768.0;
        assert!((0.25..0.8).contains(&peak), "{bed:?} peaks at {peak}");
        let loudness = loudness(&samples);
        assert!((0.1..0.13).contains(&loudness), "{bed:?} has {loudness}");
    }
}

#[test]
fn there_is_no_hole_in_it_and_it_ends_in_silence() {
    for bed in Bed::ALL {
        let samples = played(bed);
        let quarter = (RATE / 4) as usize;
        let heard = &samples[quarter..samples.len() - 3 * quarter];
        for (at, stretch) in heard.chunks_exact(quarter).enumerate() {
            let loudness = loudness(stretch);
            assert!(loudness > 0.01, "{bed:?} at {at}: {loudness}");
        }
        assert_eq!(samples[0], [0, 0]);
        let end = &samples[samples.len() - (RATE / 60) as usize..];
        assert!(end.iter().all(|frame| *frame == [0, 0]), "{bed:?}");
        let steps = samples.windows(2).flat_map(|pair| {
            [0, 1].map(|side| (i32::from(pair[0][side]) - i32::from(pair[1][side])).abs())
        });
        let step = steps.max().unwrap_or_default();
        assert!(step < 9_000, "{bed:?} jumps by {step}");
    }
}

#[test]
fn the_accent_is_the_loudest_moment_around_it() {
    for bed in Bed::ALL {
        let samples = played(bed);
        let stretch = |from: f64, to: f64| {
            let at = |seconds: f64| (seconds * f64::from(RATE)) as usize;
            loudness(&samples[at(from)..at(to)])
        };
        let (before, on) = (stretch(1.0, 1.4), stretch(2.0, 2.2));
        assert!(on > before * 1.3, "{bed:?}: {before} before, {on} on it");
    }
}

/// Change these only when a bed is meant to sound otherwise, and listen first.
#[test]
fn the_samples_are_the_same_everywhere_and_each_bed_its_own() {
    let hashes = Bed::ALL.map(|bed| hash(&played(bed)));
    assert_eq!(
        hashes,
        [0xa53d_722d, 0xad63_2571, 0xbef0_e6cc, 0x8222_ec2f],
        "{hashes:#010x?}"
    );
}

#[test]
fn lengths_and_accents_that_cannot_be_are_refused() {
    for frames in [0, 1, SHORTEST - 1, LONGEST + 1, u32::MAX] {
        let refused = Sound {
            bed: Bed::WarmPulse,
            accent: 0,
        };
        assert_eq!(refused.samples(frames), Err(SoundError::Length { frames }));
    }
    let late = Sound {
        bed: Bed::WarmPulse,
        accent: SHORTEST,
    };
    assert_eq!(
        late.samples(SHORTEST),
        Err(SoundError::Accent {
            accent: SHORTEST,
            frames: SHORTEST
        })
    );
    for (frames, accent) in [(SHORTEST, 0), (SHORTEST, SHORTEST - 1), (LONGEST, 7)] {
        for bed in Bed::ALL {
            assert!(Sound { bed, accent }.samples(frames).is_ok());
        }
    }
}
