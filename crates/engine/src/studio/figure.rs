//! Subjects drawn from words alone.

use super::direction::Direction;
use super::tones::Tones;
use super::words::Thing;
use crate::Colour;
use drawing::scene::{Clip, Layer, Motion, Paint, Picture, Shape, Sprite, Track};

/// Width over height.
pub const fn ratio(thing: Thing) -> f64 {
    let (w, h) = grid(thing);
    w / h
}

/// The grid a thing is drawn on.
const fn grid(thing: Thing) -> (f64, f64) {
    match thing {
        Thing::Bottle => (300.0, 440.0),
        Thing::Book => (320.0, 420.0),
        Thing::Cup => (400.0, 360.0),
        Thing::Rocket => (260.0, 460.0),
        Thing::Flower => (320.0, 460.0),
        Thing::Sneaker => (580.0, 330.0),
        Thing::Planet => (520.0, 360.0),
        Thing::Gem => (400.0, 360.0),
    }
}

pub fn sprite(direction: &Direction, tones: &Tones, size: (f64, f64)) -> Sprite {
    let (w, h) = grid(direction.thing);
    let accent = tones.light.mix(Colour::oklch(0.70, 0.17, 45.0), 0.55);
    let layers = match direction.thing {
        Thing::Bottle => bottle(accent),
        Thing::Book => book(accent),
        Thing::Cup => cup(accent),
        Thing::Rocket => rocket(accent),
        Thing::Flower => flower(accent),
        Thing::Sneaker => sneaker(accent),
        Thing::Planet => planet(accent),
        Thing::Gem => gem(accent),
    };
    // Drawn from the grid's corner, scaled about the sprite's middle.
    let drawn = Layer::group(layers).at(-w / 2.0, -h / 2.0);
    let scaled = Layer::group(vec![drawn]).moved(Motion::default().sized(Track::fixed(size.0 / w)));
    Sprite {
        width: size.0,
        height: size.1,
        picture: Picture::Drawn(vec![scaled]),
    }
}

const NIGHT: Colour = Colour::hex(0x1b2446);
const CREAM: Colour = Colour::hex(0xfff6e4);

fn flat(path: &str, colour: Colour) -> Layer {
    Layer::shape(Shape::svg(path), Paint::Flat(colour))
}

fn across(path: &str, from: (f64, f64), to: (f64, f64), colours: &[Colour]) -> Layer {
    Layer::shape(Shape::svg(path), Paint::linear(from, to, colours))
}

fn white(a: f64) -> Colour {
    Colour::hex(0xffffff).alpha(a)
}

fn bottle(accent: Colour) -> Vec<Layer> {
    let deep = accent.mix(Colour::hex(0x3a1203), 0.5);
    let body = "M44 130L256 130C280 130 292 144 292 168L292 396C292 422 278 436 254 436L46 436C22 436 8 422 8 396L8 168C8 144 20 130 44 130Z";
    vec![
        across(
            "M96 0L204 0C212 0 216 4 216 12L216 92L84 92L84 12C84 4 88 0 96 0Z",
            (84.0, 0.0),
            (216.0, 0.0),
            &[
                NIGHT.mix(white(1.0), 0.18),
                NIGHT,
                NIGHT.mix(Colour::hex(0), 0.4),
            ],
        ),
        flat("M98 92L202 92L202 132L98 132Z", Colour::hex(0xd9a94a)),
        flat("M98 104L202 104L202 110L98 110Z", Colour::hex(0x9c6f22)),
        across(
            body,
            (0.0, 130.0),
            (300.0, 440.0),
            &[accent.mix(white(1.0), 0.25), accent, deep],
        ),
        across(
            "M40 190C100 176 200 204 260 188L260 396C260 410 252 418 240 418L60 418C48 418 40 410 40 396Z",
            (0.0, 180.0),
            (0.0, 420.0),
            &[accent.mix(white(1.0), 0.12).alpha(0.6), deep.alpha(0.75)],
        ),
        flat(
            "M28 168C28 154 36 148 48 148L58 148L58 400C40 396 28 380 28 360Z",
            white(0.35),
        ),
        flat("M84 236L216 236L216 356L84 356Z", CREAM),
        flat(
            "M96 262L204 262L204 270L96 270ZM96 290L204 290L204 298L96 298ZM120 318L180 318L180 324L120 324Z",
            NIGHT.alpha(0.8),
        ),
    ]
}

fn book(accent: Colour) -> Vec<Layer> {
    let deep = accent.mix(NIGHT, 0.55);
    vec![
        flat(
            "M30 14L300 0C312 0 318 6 318 16L318 398C318 410 310 418 298 418L36 420Z",
            CREAM.mix(Colour::hex(0xc9b48a), 0.4),
        ),
        flat("M40 396L310 388L310 396L40 406Z", Colour::hex(0xffffff)),
        flat(
            "M8 22C8 10 14 4 26 4L282 4C294 4 300 10 300 22L300 384C300 396 294 402 282 402L26 402C14 402 8 396 8 384Z",
            accent.mix(deep, 0.3),
        ),
        flat("M176 4L276 4L150 402L50 402Z", white(0.10)),
        flat(
            "M8 22C8 10 14 4 26 4L40 4L40 402L26 402C14 402 8 396 8 384Z",
            Colour::hex(0x000000).alpha(0.22),
        ),
        Layer::shape(Shape::circle(150.0), Paint::Flat(CREAM)).at(172.0, 160.0),
        flat(
            "M96 196C130 150 150 210 176 170C204 130 220 190 248 160C244 206 214 236 172 236C136 236 108 222 96 196Z",
            deep,
        ),
        flat(
            "M84 288L260 288L260 304L84 304ZM112 322L232 322L232 332L112 332Z",
            CREAM,
        ),
    ]
}

fn cup(accent: Colour) -> Vec<Layer> {
    vec![
        Layer::line(
            Shape::Ellipse {
                width: 120.0,
                height: 130.0,
            },
            30.0,
            CREAM.mix(Colour::hex(0xb59c6e), 0.35),
        )
        .at(310.0, 190.0),
        across(
            "M30 80L330 80C332 200 300 330 230 344L130 344C60 330 28 200 30 80Z",
            (30.0, 0.0),
            (330.0, 0.0),
            &[Colour::hex(0xffffff), CREAM, Colour::hex(0xcdb78f)],
        ),
        flat(
            "M38 170C130 200 230 200 322 170C318 206 310 240 298 268C220 296 140 296 62 268C50 240 42 206 38 170Z",
            accent,
        ),
        Layer::shape(
            Shape::Ellipse {
                width: 300.0,
                height: 84.0,
            },
            Paint::Flat(CREAM),
        )
        .at(180.0, 80.0),
        Layer::shape(
            Shape::Ellipse {
                width: 264.0,
                height: 62.0,
            },
            Paint::Flat(Colour::hex(0x4a2412)),
        )
        .at(180.0, 82.0),
        flat(
            "M120 84C150 66 210 66 240 84C210 100 150 100 120 84Z",
            Colour::hex(0xc98a4e),
        ),
        flat(
            "M140 30C120 10 160 0 142 0C176 4 150 24 156 44ZM214 34C196 14 236 6 218 2C252 8 226 28 232 48Z",
            white(0.7),
        ),
    ]
}

fn rocket(accent: Colour) -> Vec<Layer> {
    let fire = Colour::hex(0xffb52e);
    vec![
        flat(
            "M92 350C84 400 116 420 130 460C144 420 176 400 168 350Z",
            fire,
        ),
        flat(
            "M110 350C106 384 122 396 130 424C138 396 154 384 150 350Z",
            Colour::hex(0xfff1b8),
        ),
        flat(
            "M60 220C20 244 4 290 10 350L74 316ZM200 220C240 244 256 290 250 350L186 316Z",
            accent,
        ),
        across(
            "M130 0C190 50 214 130 208 220C206 270 196 320 180 352L80 352C64 320 54 270 52 220C46 130 70 50 130 0Z",
            (50.0, 0.0),
            (210.0, 0.0),
            &[Colour::hex(0xffffff), CREAM, Colour::hex(0xc3ad86)],
        ),
        flat(
            "M130 0C158 24 180 58 193 98L67 98C80 58 102 24 130 0Z",
            accent,
        ),
        Layer::shape(Shape::circle(84.0), Paint::Flat(NIGHT)).at(130.0, 178.0),
        Layer::shape(Shape::circle(60.0), Paint::Flat(Colour::hex(0x8fd3f0))).at(130.0, 178.0),
        flat("M66 300L194 300L186 330L74 330Z", NIGHT),
    ]
}

fn flower(accent: Colour) -> Vec<Layer> {
    let leaf = Colour::oklch(0.52, 0.11, 150.0);
    let mut layers = vec![
        flat(
            "M152 200L170 200C176 300 172 380 166 456L154 456C148 380 146 300 152 200Z",
            leaf,
        ),
        flat(
            "M160 360C210 300 270 300 300 320C280 372 214 396 160 396Z",
            leaf.mix(white(1.0), 0.15),
        ),
        flat(
            "M160 410C110 350 56 352 24 372C48 420 108 440 160 440Z",
            leaf.mix(NIGHT, 0.15),
        ),
    ];
    for i in 0..8 {
        let tone = if i % 2 == 0 {
            accent
        } else {
            accent.mix(white(1.0), 0.28)
        };
        let petal = Layer::shape(
            Shape::Ellipse {
                width: 88.0,
                height: 150.0,
            },
            Paint::Flat(tone),
        )
        .at(0.0, -88.0);
        let turned = Motion::still(160.0, 160.0).turned(Track::fixed(f64::from(i) * 45.0 + 12.0));
        layers.push(Layer::group(vec![petal]).moved(turned));
    }
    layers.push(
        Layer::shape(Shape::circle(104.0), Paint::Flat(Colour::hex(0x5b2d12))).at(160.0, 160.0),
    );
    layers.push(
        Layer::shape(Shape::circle(64.0), Paint::Flat(Colour::hex(0x8a4a1f))).at(154.0, 152.0),
    );
    layers
}

fn sneaker(accent: Colour) -> Vec<Layer> {
    let upper = "M38 210C22 154 36 104 44 48C48 28 76 24 88 44C106 74 152 80 180 62C196 40 206 16 226 2C244 -8 266 8 272 32C304 78 354 112 412 132C480 148 534 156 550 210Z";
    vec![
        across(
            "M30 270C24 284 36 296 60 297L480 300C524 300 554 288 564 270L544 248Z",
            (0.0, 240.0),
            (0.0, 300.0),
            &[NIGHT, Colour::hex(0x0d1430)],
        ),
        across(
            upper,
            (0.0, 0.0),
            (400.0, 220.0),
            &[
                Colour::hex(0xfffaf0),
                Colour::hex(0xf3e7d3),
                Colour::hex(0xd9c6a8),
            ],
        ),
        Layer::clipped(
            Clip {
                shape: Shape::svg(upper),
                motion: Motion::default(),
            },
            vec![
                flat(
                    "M20 240C20 170 52 136 110 136C150 136 174 168 192 240Z",
                    NIGHT,
                ),
                flat(
                    "M44 0L104 0C96 40 98 80 112 132C82 132 50 140 28 162Z",
                    accent,
                ),
                flat(
                    "M166 240C186 178 228 146 304 116L352 140C282 162 246 190 236 240Z",
                    accent,
                ),
                flat(
                    "M260 240C268 202 300 178 370 156L394 168C340 190 310 208 304 240Z",
                    NIGHT,
                ),
                flat(
                    "M412 132C386 148 376 176 378 224L578 224L578 164C540 144 460 144 412 132Z",
                    CREAM,
                ),
            ],
        ),
        Layer::line(
            Shape::svg("M228 66L276 42M256 92L302 66M288 114L332 88M322 132L362 110"),
            10.0,
            Colour::hex(0xffffff),
        ),
        across(
            "M22 202C16 240 22 270 60 274L480 278C532 278 566 262 566 224C566 202 550 188 530 194C450 220 390 188 306 204C216 222 116 220 48 196C34 190 24 192 22 202Z",
            (0.0, 190.0),
            (0.0, 280.0),
            &[
                Colour::hex(0xffffff),
                Colour::hex(0xf4ead9),
                Colour::hex(0xc9b493),
            ],
        ),
        Layer::line(
            Shape::svg("M56 240C160 260 260 240 340 236C420 232 490 252 558 236"),
            7.0,
            accent,
        ),
    ]
}

fn planet(accent: Colour) -> Vec<Layer> {
    let deep = accent.mix(NIGHT, 0.6);
    let ball = Shape::circle(300.0);
    let bands = vec![
        flat(
            "M100 60C200 110 320 40 420 90L420 124C320 80 200 150 100 100Z",
            white(0.28),
        ),
        flat(
            "M100 190C200 240 320 180 420 226L420 262C320 216 200 280 100 232Z",
            deep.alpha(0.5),
        ),
    ];
    let cut = Layer::group(bands).at(-260.0, -180.0);
    let ring = |a: f64| {
        Layer::line(
            Shape::Ellipse {
                width: 490.0,
                height: 116.0,
            },
            18.0,
            CREAM.alpha(a),
        )
    };
    let upper = Clip {
        shape: Shape::polygon(&[
            (-300.0, -200.0),
            (300.0, -200.0),
            (300.0, 0.0),
            (-300.0, 0.0),
        ]),
        motion: Motion::default(),
    };
    let lower = Clip {
        shape: Shape::polygon(&[(-300.0, 0.0), (300.0, 0.0), (300.0, 200.0), (-300.0, 200.0)]),
        motion: Motion::default(),
    };
    let all = vec![
        Layer::clipped(upper, vec![ring(1.0)]),
        Layer::shape(
            ball.clone(),
            Paint::radial(
                (-60.0, -70.0),
                300.0,
                &[accent.mix(white(1.0), 0.4), accent, deep],
            ),
        ),
        Layer::clipped(
            Clip {
                shape: ball,
                motion: Motion::default(),
            },
            vec![cut],
        ),
        Layer::clipped(lower, vec![ring(1.0)]),
    ];
    vec![Layer::group(all).moved(Motion::still(260.0, 180.0).turned(Track::fixed(-12.0)))]
}

fn gem(accent: Colour) -> Vec<Layer> {
    let light = |share: f64| accent.mix(Colour::hex(0xffffff), share);
    let dark = |share: f64| accent.mix(NIGHT, share);
    vec![
        flat("M100 0L300 0L200 110Z", light(0.75)),
        flat("M100 0L200 110L0 110Z", light(0.45)),
        flat("M300 0L400 110L200 110Z", light(0.25)),
        flat("M0 110L120 110L200 360Z", dark(0.15)),
        flat("M120 110L280 110L200 360Z", light(0.12)),
        flat("M280 110L400 110L200 360Z", dark(0.38)),
        flat("M100 0L120 110L0 110Z", light(0.3)),
        flat("M300 0L280 110L400 110Z", light(0.08)),
        flat("M130 24L190 24L160 70Z", white(0.6)),
    ]
}
