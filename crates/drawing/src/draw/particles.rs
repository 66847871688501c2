//! Many small things. Where each one is follows from its seed and the time, so any frame can be drawn
//! without those before it.

use crate::Colour;
use crate::canvas::{Affine, Canvas, Picture, Rect};
use crate::geometry;
use crate::rng::Rng;
use crate::scene::{Flow, Look, Particles, Shape};

/// One particle at one moment.
struct Speck {
    x: f64,
    y: f64,
    size: f64,
    turn: f64,
    opacity: f64,
    /// Where a streak points, in degrees.
    heading: f64,
}

pub fn draw(canvas: &mut Canvas, glow: &Picture, of: &Particles, at: Affine, t: f64, opacity: f64) {
    let mut rng = Rng::new(of.seed);
    for _ in 0..of.count {
        // The same number of draws for each particle, whatever the time, keeps them independent of it.
        let dice: [f64; 8] = std::array::from_fn(|_| rng.unit());
        let colour = match of.colours.len() {
            0 => Colour::hex(0xffffff),
            n => of.colours[(dice[7] * n as f64) as usize % n],
        };
        let size = of.size.0 + (of.size.1 - of.size.0) * dice[0] * dice[0];
        if let Some(speck) = place(&of.flow, &dice, size, t) {
            let opacity = opacity * speck.opacity * f64::from(colour.a) / 255.0;
            one(canvas, glow, of.look, &speck, at, colour.alpha(opacity));
        }
    }
}

fn place(flow: &Flow, dice: &[f64; 8], size: f64, t: f64) -> Option<Speck> {
    match *flow {
        Flow::Drift {
            width,
            height,
            velocity,
            sway,
            twinkle,
        } => {
            // Larger ones are nearer and move faster.
            let near = 0.6 + 0.8 * dice[0];
            let phase = core::f64::consts::TAU * (dice[3] + t * (0.15 + 0.25 * dice[4]));
            let wrap = |v: f64, span: f64| {
                let span = span + 200.0;
                v - libm::floor(v / span) * span - span / 2.0
            };
            let x = wrap(dice[1] * (width + 200.0) + velocity.0 * near * t, width)
                + sway * libm::sin(phase);
            let y = wrap(dice[2] * (height + 200.0) + velocity.1 * near * t, height);
            let shine = 1.0 - twinkle * (0.5 + 0.5 * libm::sin(phase * 2.0 + dice[5] * 6.0));
            let heading = libm::atan2(velocity.1, velocity.0).to_degrees();
            let turn = dice[6] * 360.0 + t * 90.0 * (dice[5] - 0.5);
            Some(Speck {
                x,
                y,
                size,
                turn,
                opacity: shine * (0.5 + 0.5 * dice[6]),
                heading,
            })
        }
        Flow::Burst {
            start,
            life,
            speed,
            spread,
            angle,
            gravity,
        } => {
            let age = t - start;
            let life = life * (0.6 + 0.4 * dice[4]);
            if age < 0.0 || age >= life {
                return None;
            }
            let degrees = angle + spread * (dice[1] - 0.5);
            let way = degrees.to_radians();
            let speed = speed.0 + (speed.1 - speed.0) * dice[2];
            // Air takes the speed away; gravity does the rest.
            let reach = (1.0 - libm::exp(-2.2 * age)) / 2.2;
            let x = libm::cos(way) * speed * reach;
            let y = libm::sin(way) * speed * reach + gravity * age * age / 2.0;
            let left = 1.0 - age / life;
            let turn = dice[3] * 360.0 + age * 540.0 * (dice[5] - 0.5);
            Some(Speck {
                x,
                y,
                size,
                turn,
                opacity: (left * 2.5).min(1.0),
                heading: degrees,
            })
        }
        Flow::Gather {
            start,
            life,
            width,
            height,
            reach,
        } => {
            let share = (t - start - life * 0.5 * dice[4]) / (life * 0.5);
            if !(0.0..1.0).contains(&share) {
                return None;
            }
            let way = core::f64::consts::TAU * dice[3];
            let left = 1.0 - crate::scene::Ease::InOut.apply(share);
            let away = reach * (0.4 + 0.6 * dice[5]) * left;
            Some(Speck {
                x: (dice[1] - 0.5) * width + libm::cos(way) * away,
                y: (dice[2] - 0.5) * height + libm::sin(way) * away,
                size: size * (0.35 + 0.65 * left),
                turn: dice[6] * 360.0,
                opacity: libm::sin(share * core::f64::consts::PI),
                heading: way.to_degrees(),
            })
        }
    }
}

fn one(canvas: &mut Canvas, glow: &Picture, look: Look, speck: &Speck, at: Affine, colour: Colour) {
    let here = at * Affine::translate((speck.x, speck.y));
    let r = speck.size;
    match look {
        Look::Dot => canvas.fill(here, &geometry::ellipse(0.0, 0.0, r, r), colour),
        Look::Glow => canvas.silhouette(here, Rect::new(-r, -r, r, r), glow, colour),
        Look::Streak => {
            let path = geometry::path(&Shape::rect(r * 9.0, r * 0.7, r * 0.35));
            canvas.fill(here * geometry::turn(speck.heading), &path, colour);
        }
        Look::Scrap => {
            let tip = libm::cos(speck.turn.to_radians() * 1.7);
            let path = geometry::path(&Shape::rect(
                r * 2.0,
                r * 1.3 * tip.abs().max(0.15),
                r * 0.15,
            ));
            canvas.fill(here * geometry::turn(speck.turn), &path, colour);
        }
        Look::Star => {
            let (a, b) = (r, r * 0.22);
            let star = [
                (0.0, -a),
                (b, -b),
                (a, 0.0),
                (b, b),
                (0.0, a),
                (-b, b),
                (-a, 0.0),
                (-b, -b),
            ];
            canvas.fill(here, &geometry::path(&Shape::polygon(&star)), colour);
        }
    }
}
