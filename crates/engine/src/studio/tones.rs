//! The colours of a style in one of its four lights.

use super::Style;
use super::direction::Direction;
use super::words::Place;
use crate::Colour;
use crate::caption::Tint;

pub struct Tones {
    /// The sky, from above to the horizon.
    pub sky: Vec<Colour>,
    /// Sun, lamp, paper disc or neon ring.
    pub light: Colour,
    /// Three planes of ground, from far to near.
    pub ground: [Colour; 3],
    /// The picture in the frame, from above to below.
    pub picture: [Colour; 2],
    /// Of the caption.
    pub tint: Tint,
    /// What glows or flies about.
    pub specks: Vec<Colour>,
}

const fn hue(place: Place) -> f64 {
    match place {
        Place::Dunes => 40.0,
        Place::City => 285.0,
        Place::Sea => 235.0,
        Place::Forest => 155.0,
        Place::Mountains => 265.0,
        Place::Sky => 310.0,
        Place::Room => 55.0,
    }
}

impl Tones {
    pub fn of(direction: &Direction) -> Self {
        let hue = hue(direction.place);
        let light = direction.light;
        match direction.style {
            Style::Dusk => dusk(hue, light),
            Style::Studio => studio(hue, light),
            Style::Paper => paper(hue, light),
            Style::Neon => neon(light),
        }
    }
}

fn lch(l: f64, c: f64, h: f64) -> Colour {
    Colour::oklch(l, c, h)
}

fn dusk(hue: f64, light: usize) -> Tones {
    let sky = [
        [
            lch(0.33, 0.075, 268.0),
            lch(0.50, 0.10, 350.0),
            lch(0.74, 0.13, 52.0),
        ],
        [
            lch(0.42, 0.09, 250.0),
            lch(0.70, 0.09, 220.0),
            lch(0.88, 0.08, 84.0),
        ],
        [
            lch(0.52, 0.13, 30.0),
            lch(0.68, 0.14, 45.0),
            lch(0.84, 0.12, 72.0),
        ],
        [
            lch(0.22, 0.05, 274.0),
            lch(0.38, 0.10, 300.0),
            lch(0.66, 0.14, 20.0),
        ],
    ][light];
    Tones {
        sky: sky.to_vec(),
        light: [
            lch(0.88, 0.11, 82.0),
            lch(0.94, 0.07, 90.0),
            lch(0.93, 0.10, 88.0),
            lch(0.80, 0.13, 40.0),
        ][light],
        ground: [
            lch(0.56, 0.13, hue),
            lch(0.40, 0.095, hue - 6.0),
            lch(0.26, 0.055, hue - 12.0),
        ],
        picture: [
            [lch(0.44, 0.09, 300.0), lch(0.80, 0.12, 60.0)],
            [lch(0.46, 0.10, 255.0), lch(0.86, 0.07, 200.0)],
            [lch(0.40, 0.12, 15.0), lch(0.82, 0.13, 70.0)],
            [lch(0.30, 0.09, 290.0), lch(0.70, 0.15, 10.0)],
        ][light],
        tint: Tint::Paper,
        specks: vec![lch(0.93, 0.08, 80.0), lch(0.86, 0.11, 60.0)],
    }
}

fn studio(hue: f64, light: usize) -> Tones {
    let tint = [80.0, 230.0, 20.0, 150.0][light];
    Tones {
        sky: vec![
            lch(0.93, 0.022, tint),
            lch(0.90, 0.03, tint),
            lch(0.86, 0.035, tint),
        ],
        light: Colour::hex(0xffffff),
        ground: [
            lch(0.80, 0.04, hue),
            lch(0.76, 0.04, tint),
            lch(0.70, 0.045, tint),
        ],
        picture: [lch(0.80, 0.085, tint + 40.0), lch(0.66, 0.12, tint + 25.0)],
        tint: Tint::Ink,
        specks: vec![Colour::hex(0xffffff), lch(0.80, 0.09, tint + 30.0)],
    }
}

fn paper(hue: f64, light: usize) -> Tones {
    let tint = [85.0, 210.0, 30.0, 120.0][light];
    Tones {
        sky: vec![lch(0.93, 0.045, tint), lch(0.90, 0.06, tint)],
        light: [
            lch(0.80, 0.15, 60.0),
            lch(0.86, 0.13, 90.0),
            lch(0.72, 0.16, 35.0),
            lch(0.84, 0.14, 80.0),
        ][light],
        ground: [
            lch(0.80, 0.085, hue),
            lch(0.74, 0.10, hue - 14.0),
            lch(0.70, 0.11, hue - 28.0),
        ],
        picture: [lch(0.74, 0.11, tint + 130.0), lch(0.66, 0.12, tint + 140.0)],
        tint: Tint::Ink,
        specks: vec![
            lch(0.72, 0.16, 35.0),
            lch(0.86, 0.13, 90.0),
            lch(0.72, 0.10, 200.0),
            Colour::hex(0xfffdf8),
        ],
    }
}

fn neon(light: usize) -> Tones {
    let (a, b) = [
        (190.0, 330.0),
        (330.0, 270.0),
        (145.0, 220.0),
        (60.0, 350.0),
    ][light];
    Tones {
        sky: vec![
            lch(0.15, 0.035, 274.0),
            lch(0.25, 0.075, b),
            lch(0.38, 0.12, b),
        ],
        light: lch(0.74, 0.19, b),
        ground: [
            lch(0.20, 0.05, b),
            lch(0.17, 0.045, 274.0),
            lch(0.13, 0.03, 274.0),
        ],
        picture: [lch(0.28, 0.11, b), lch(0.62, 0.16, a)],
        tint: Tint::Paper,
        specks: vec![lch(0.84, 0.16, a), lch(0.76, 0.19, b)],
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::inputs;
    use super::*;

    #[test]
    fn captions_hold_their_contrast_on_the_near_ground() {
        for style in Style::ALL {
            for seed in 0..4 {
                for prompt in ["dunes", "city", "sea", "forest", "hills", "sky", "room"] {
                    let mut inputs = inputs(style, seed);
                    inputs.prompt = prompt.to_owned();
                    let tones = Tones::of(&Direction::new(&inputs));
                    // The near ground itself, and the middle one under the scrim.
                    for ground in [tones.ground[2], tones.ground[1].mix(tones.ground[2], 0.5)] {
                        let contrast = tones.tint.text().contrast(ground);
                        assert!(contrast >= 4.5, "{style:?} {seed} {prompt}: {contrast}");
                    }
                }
            }
        }
    }
}
