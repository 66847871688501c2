use super::*;
use image::Rgba;

const SIDE: u32 = 320;

type Pixel = [u8; 3];
type Drawing<'a> = &'a dyn Fn(i32, i32) -> Pixel;

const PAPER: Pixel = [244, 243, 240];
const DARK: Pixel = [60, 40, 30];

/// A picture of which this says each pixel.
fn drawn(pixel: impl Fn(i32, i32) -> Pixel) -> RgbaImage {
    RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let [r, g, b] = pixel(x as i32, y as i32);
        Rgba([r, g, b, 255])
    })
}

fn in_disc((x, y): (i32, i32), (cx, cy): (i32, i32), radius: i32) -> bool {
    (x - cx).pow(2) + (y - cy).pow(2) < radius.pow(2)
}

/// What is cut out, with the margin around it trimmed.
fn cut(picture: &RgbaImage) -> RgbaImage {
    let cut = find(picture).expect("a subject is found");
    image::load_from_memory(&cut.png)
        .expect("a PNG")
        .into_rgba8()
}

/// How many pixels are seen.
fn seen(cut: &RgbaImage) -> usize {
    cut.pixels().filter(|p| p.0[3] > 127).count()
}

/// A ring of which this says what is seen in its hole.
fn ring(hole: impl Fn(i32, i32) -> Pixel) -> RgbaImage {
    drawn(|x, y| {
        match (
            in_disc((x, y), (160, 160), 100),
            in_disc((x, y), (160, 160), 60),
        ) {
            (_, true) => hole(x, y),
            (true, false) => DARK,
            (false, false) => PAPER,
        }
    })
}

fn is_open(cut: &RgbaImage) -> bool {
    let (w, h) = cut.dimensions();
    cut.get_pixel(w / 2, h / 2).0[3] == 0
}

#[test]
fn a_pair_stays_a_pair() {
    let pair =
        drawn(
            |x, y| match in_disc((x, y), (90, 160), 50) || in_disc((x, y), (235, 170), 40) {
                true => DARK,
                false => PAPER,
            },
        );
    let cut = cut(&pair);
    // From the left edge of the one to the right edge of the other.
    assert!((228..240).contains(&cut.width()), "{}", cut.width());
    assert_eq!(cut.get_pixel(50, 50).0[3], 255);
    assert_eq!(cut.get_pixel(195, 60).0[3], 255);
    assert_eq!(cut.get_pixel(123, 55).0[3], 0);
}

#[test]
fn specks_go() {
    let disc = |x, y| in_disc((x, y), (160, 160), 60);
    let alone = drawn(|x, y| if disc(x, y) { DARK } else { PAPER });
    let littered = drawn(|x, y| {
        let specks = [(20, 40), (300, 90), (50, 290), (250, 280)];
        let speck = specks.iter().any(|&at| in_disc((x, y), at, 9));
        if speck || disc(x, y) { DARK } else { PAPER }
    });
    assert_eq!(cut(&littered), cut(&alone));
}

/// Of a picture of 200 x 200 pixels everything is ground but these rectangles (left, top, width, height); whether each is kept.
fn kept<const N: usize>(rectangles: [(usize, usize, usize, usize); N]) -> [bool; N] {
    let mut ground = vec![true; 200 * 200];
    for (left, top, width, height) in rectangles {
        for y in top..top + height {
            ground[y * 200 + left..y * 200 + left + width].fill(false);
        }
    }
    let subject = Parts::beside(&ground, 200).subject();
    rectangles.map(|(left, top, ..)| subject[top * 200 + left])
}

#[test]
fn a_part_counts_by_its_size_and_not_as_a_rim() {
    let largest = (70, 70, 60, 60);
    // A twentieth of it is 180 pixels.
    assert_eq!(kept([largest, (10, 10, 18, 10)]), [true, true]);
    assert_eq!(kept([largest, (10, 10, 18, 9)]), [true, false]);
    // What the border cuts off is a second shoe if it is thick, and a table's edge if it is not.
    assert_eq!(kept([largest, (0, 80, 30, 30)]), [true, true]);
    assert_eq!(kept([largest, (50, 195, 100, 5)]), [true, false]);
    assert_eq!(kept([largest, (0, 0, 20, 20)]), [true, false]);
    // The largest is what there is, wherever it stands.
    assert_eq!(kept([(0, 190, 200, 10), (90, 90, 8, 8)]), [true, false]);
}

#[test]
fn a_ring_keeps_its_hole() {
    let cut = cut(&ring(|_, _| PAPER));
    assert!(is_open(&cut));
    let whole = std::f64::consts::PI * f64::from(100 * 100 - 60 * 60);
    let share = seen(&cut) as f64 / whole;
    assert!((0.93..1.0).contains(&share), "{share}");
    // The rim of the hole is as soft as the outline.
    let row = cut.height() / 2;
    let soft = (20..180).filter(|&x| (1..255).contains(&cut.get_pixel(x, row).0[3]));
    assert!(soft.count() >= 2);
}

/// Light falls off over the paper, and the hole shows the paper at its own height.
#[test]
fn a_hole_before_a_gradient_is_seen() {
    let paper = |y: i32| [250 - y / 8, 249 - y / 8, 246 - y / 8].map(|v| v as u8);
    let mug = drawn(|x, y| {
        let body = (70..190).contains(&x) && (80..250).contains(&y);
        let handle = in_disc((x, y), (190, 165), 60) && !in_disc((x, y), (190, 165), 42);
        if body || handle { DARK } else { paper(y) }
    });
    let cut = cut(&mug);
    // The handle reaches 60 pixels out of the body, and 42 of them are air.
    assert!((176..184).contains(&cut.width()), "{}", cut.width());
    assert_eq!(cut.get_pixel(140, 85).0[3], 0);
    assert_eq!(cut.get_pixel(172, 85).0[3], 255);
    assert_eq!(cut.get_pixel(60, 85).0[3], 255);
}

/// A bottle before white paper, of which this says what its label shows.
fn bottle(label: impl Fn(i32, i32) -> Pixel) -> RgbaImage {
    drawn(|x, y| {
        let glass = (100..220).contains(&x) && (40..290).contains(&y);
        let on_label = (115..205).contains(&x) && (120..230).contains(&y);
        match (glass, on_label) {
            (_, true) => label(x, y),
            (true, false) => DARK,
            (false, false) => PAPER,
        }
    })
}

/// Each of these is white enough to pass for the paper to whoever looks at colours alone.
#[test]
fn a_white_label_stays_on_its_bottle() {
    let whole = cut(&bottle(|_, _| DARK));
    let brighter = [253, 253, 252];
    // Lines of print, with gaps between the words, in a frame.
    let print = |x: i32, y: i32| (y - 120) % 18 > 11 && (x - 110) % 23 > 6;
    let shade = |x: i32| ((x - 115) / 3) as u8;
    let fine = |x: i32, y: i32| if (x + y) % 2 == 0 { 8 } else { 0 };
    let labels: [(&str, Drawing); 5] = [
        ("another white", &|_, _| brighter),
        ("another white, printed", &|x, y| {
            if print(x, y) { DARK } else { brighter }
        }),
        ("the paper's white, printed", &|x, y| {
            if print(x, y) { DARK } else { PAPER }
        }),
        (
            "round, so light on one side and dark on the other",
            &|x, _| PAPER.map(|v| v + 10 - shade(x)),
        ),
        ("woven", &|x, y| PAPER.map(|v| v - fine(x, y))),
    ];
    for (what, label) in labels {
        let cut = cut(&bottle(label));
        assert_eq!(cut.dimensions(), whole.dimensions(), "{what}");
        for (with, without) in cut.pixels().zip(whole.pixels()) {
            assert_eq!(with.0[3], without.0[3], "{what}");
        }
    }
}

#[test]
fn reflections_and_small_or_huge_patches_stay_closed() {
    let whole = seen(&cut(&bottle(|_, _| DARK)));
    // A strip of light, and a spot that fades out, both as bright as the paper.
    let strip = bottle(|x, _| if (120..128).contains(&x) { PAPER } else { DARK });
    let spot = drawn(|x, y| {
        let from_middle = f64::from((x - 160).pow(2) + (y - 160).pow(2)).sqrt();
        let light = (1.0 - (from_middle - 40.0) / 28.0).clamp(0.0, 1.0);
        let within = (60..260).contains(&x) && (60..260).contains(&y);
        [0, 1, 2].map(|i| {
            let (dark, paper) = (f64::from(DARK[i]), f64::from(PAPER[i]));
            let light = if within { light } else { 1.0 };
            (dark + (paper - dark) * light) as u8
        })
    });
    assert!(!is_open(&cut(&spot)));
    let dot = bottle(|x, y| {
        if in_disc((x, y), (160, 175), 6) {
            PAPER
        } else {
            DARK
        }
    });
    for (what, picture) in [("strip", strip), ("dot", dot)] {
        assert_eq!(seen(&cut(&picture)), whole, "{what}");
    }
    // White paper with a drawn outline is a drawing of something white, not a hoop of wire.
    let outlined = drawn(|x, y| {
        match (
            in_disc((x, y), (160, 160), 100),
            in_disc((x, y), (160, 160), 92),
        ) {
            (true, false) => DARK,
            _ => PAPER,
        }
    });
    assert!(!is_open(&cut(&outlined)));
}

/// What stands in the hole is shown, so the hole is left as it is.
#[test]
fn a_hole_with_something_in_it_stays_closed() {
    let stand = ring(|x, y| {
        if in_disc((x, y), (160, 175), 12) {
            [150, 30, 30]
        } else {
            PAPER
        }
    });
    let cut = cut(&stand);
    assert_eq!(
        cut.get_pixel(cut.width() / 2, cut.height() / 2 - 40).0[3],
        255
    );
}
