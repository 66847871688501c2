use crate::uploads::{Prepared, prepare};
use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
use image::{ExtendedColorType, ImageEncoder};
use moxcms::ColorProfile;

const SIDE: u32 = 64;

/// Colours of Display P3 that sRGB has too, a grey, black, white, and what phones show and sRGB cannot: the purest red.
const COLOURS: [[u8; 3]; 8] = [
    [200, 100, 50],
    [90, 160, 120],
    [40, 60, 180],
    [230, 60, 60],
    [128, 128, 128],
    [0, 0, 0],
    [255, 255, 255],
    [255, 0, 0],
];

/// A picture of one colour, with a profile if there is one.
fn png(samples: &[u8], kind: ExtendedColorType, profile: Option<Vec<u8>>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = PngEncoder::new(&mut out);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).expect("takes a profile");
    }
    let pixels = samples.repeat((SIDE * SIDE) as usize);
    let written = encoder.write_image(&pixels, SIDE, SIDE, kind);
    written.expect("writes a picture");
    out
}

fn rgb(colour: [u8; 3], profile: Option<Vec<u8>>) -> Vec<u8> {
    png(&colour, ExtendedColorType::Rgb8, profile)
}

fn encoded(profile: &ColorProfile) -> Vec<u8> {
    profile.encode().expect("a profile that can be written")
}

fn taken(file: &[u8]) -> Prepared {
    prepare(file).expect("the photo is taken")
}

/// The colour of the picture's middle, with its alpha.
fn middle(prepared: &Prepared) -> [u8; 4] {
    let picture = image::load_from_memory(&prepared.original_png).expect("a PNG");
    picture.into_rgba8().get_pixel(SIDE / 2, SIDE / 2).0
}

fn to_light(value: u8) -> f64 {
    let value = f64::from(value) / 255.0;
    match value <= 0.04045 {
        true => value / 12.92,
        false => ((value + 0.055) / 1.055).powf(2.4),
    }
}

fn from_light(light: f64) -> f64 {
    let light = light.clamp(0.0, 1.0);
    255.0
        * match light <= 0.003_130_8 {
            true => light * 12.92,
            false => 1.055 * light.powf(1.0 / 2.4) - 0.055,
        }
}

/// sRGB of a Display P3 colour by the matrices of both (SMPTE EG 432-1 and IEC 61966-2-1, both with the white D65).
fn by_theory(colour: [u8; 3]) -> [f64; 3] {
    let light = colour.map(to_light);
    [
        [1.224_940_1, -0.224_940_4, 0.0],
        [-0.042_056_9, 1.042_057_1, 0.0],
        [-0.019_637_6, -0.078_636_1, 1.098_273_5],
    ]
    .map(|row| {
        from_light(
            row.iter()
                .zip(light)
                .map(|(part, light)| part * light)
                .sum(),
        )
    })
}

fn assert_near(found: [u8; 4], expected: [f64; 3], levels: f64, what: &str) {
    for (found, expected) in found.into_iter().zip(expected) {
        let apart = (f64::from(found) - expected).abs();
        assert!(apart <= levels, "{what}: {found} instead of {expected}");
    }
}

#[test]
fn display_p3_comes_out_in_the_srgb_that_theory_gives() {
    let p3 = encoded(&ColorProfile::new_display_p3());
    for colour in COLOURS {
        let found = middle(&taken(&rgb(colour, Some(p3.clone()))));
        assert_near(found, by_theory(colour), 2.0, &format!("{colour:?}"));
    }
    let plain = middle(&taken(&rgb([200, 100, 50], None)));
    assert_eq!(plain, [200, 100, 50, 255]);
}

#[test]
fn every_kind_of_file_is_asked_for_its_profile() {
    let p3 = encoded(&ColorProfile::new_display_p3());
    let colour = [200, 100, 50];
    let pixels = colour.repeat((SIDE * SIDE) as usize);
    let (mut jpeg, mut webp) = (Vec::new(), Vec::new());
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 100);
    encoder
        .set_icc_profile(p3.clone())
        .expect("takes a profile");
    let written = encoder.write_image(&pixels, SIDE, SIDE, ExtendedColorType::Rgb8);
    written.expect("writes a JPEG");
    let mut encoder = WebPEncoder::new_lossless(&mut webp);
    encoder.set_icc_profile(p3).expect("takes a profile");
    let written = encoder.write_image(&pixels, SIDE, SIDE, ExtendedColorType::Rgb8);
    written.expect("writes a WebP");
    // A JPEG may itself be off by a level or two.
    assert_near(middle(&taken(&jpeg)), by_theory(colour), 4.0, "jpeg");
    assert_near(middle(&taken(&webp)), by_theory(colour), 2.0, "webp");
}

/// What is half transparent has the colour of what is opaque: colours are converted as they are, not mixed with nothing.
#[test]
fn alpha_stays_and_changes_no_colour() {
    let p3 = encoded(&ColorProfile::new_display_p3());
    for alpha in [0, 1, 90, 254] {
        let file = png(
            &[200, 100, 50, alpha],
            ExtendedColorType::Rgba8,
            Some(p3.clone()),
        );
        let found = middle(&taken(&file));
        assert_eq!(found[3], alpha);
        assert_near(found, by_theory([200, 100, 50]), 2.0, "half transparent");
    }
}

#[test]
fn a_grey_picture_is_converted_by_its_curve() {
    let profile = encoded(&ColorProfile::new_gray_with_gamma(1.8));
    for grey in [0, 40, 128, 220, 255] {
        let expected = from_light((f64::from(grey) / 255.0).powf(1.8));
        let found = middle(&taken(&png(
            &[grey],
            ExtendedColorType::L8,
            Some(profile.clone()),
        )));
        assert_near(found, [expected; 3], 2.0, &format!("grey {grey}"));
        let alpha = [grey, 77];
        let clear = middle(&taken(&png(
            &alpha,
            ExtendedColorType::La8,
            Some(profile.clone()),
        )));
        assert_near(clear, [expected; 3], 2.0, &format!("clear grey {grey}"));
        assert_eq!(clear[3], 77);
    }
}

#[test]
fn srgb_is_taken_as_it_is() {
    let srgb = encoded(&ColorProfile::new_srgb());
    for colour in COLOURS {
        assert_eq!(
            taken(&rgb(colour, Some(srgb.clone()))),
            taken(&rgb(colour, None))
        );
    }
}

/// The colours of such a photo are taken as sRGB, which is what was done before.
#[test]
fn a_profile_that_cannot_be_understood_changes_nothing() {
    let p3 = encoded(&ColorProfile::new_display_p3());
    let colour = [200, 100, 50];
    let plain = taken(&rgb(colour, None));
    let mut cmyk = p3.clone();
    cmyk[16..20].copy_from_slice(b"CMYK");
    for (what, profile) in [
        ("no profile at all", b"not a profile".to_vec()),
        ("half of one", p3[..p3.len() / 2].to_vec()),
        ("a header alone", p3[..128].to_vec()),
        ("of a CMYK picture", cmyk),
        (
            "of a grey picture",
            encoded(&ColorProfile::new_gray_with_gamma(1.8)),
        ),
        (
            "of a brighter range",
            encoded(&ColorProfile::new_bt2020_pq()),
        ),
    ] {
        assert_eq!(taken(&rgb(colour, Some(profile))), plain, "{what}");
    }
    let grey = png(&[90], ExtendedColorType::L8, None);
    let coloured = png(&[90], ExtendedColorType::L8, Some(p3));
    assert_eq!(
        taken(&coloured),
        taken(&grey),
        "a grey picture with colours"
    );
}

/// Whatever stands in a profile, the photo is taken, white stays light and black dark.
#[test]
fn no_damage_to_a_profile_costs_the_photo() {
    let p3 = encoded(&ColorProfile::new_display_p3());
    let half_white: Vec<u8> = (0..SIDE * SIDE)
        .flat_map(|at| [if at % SIDE < SIDE / 2 { 0 } else { 255 }; 3])
        .collect();
    for at in (0..p3.len()).step_by(5) {
        for byte in [0, 0x7f, 0xff] {
            let mut damaged = p3.clone();
            damaged[at] = byte;
            let mut file = Vec::new();
            let mut encoder = PngEncoder::new(&mut file);
            encoder.set_icc_profile(damaged).expect("takes a profile");
            let written = encoder.write_image(&half_white, SIDE, SIDE, ExtendedColorType::Rgb8);
            written.expect("writes a picture");
            let picture = image::load_from_memory(&taken(&file).original_png).expect("a PNG");
            let picture = picture.into_rgb8();
            let (black, white) = (picture.get_pixel(0, 0).0, picture.get_pixel(SIDE - 1, 0).0);
            assert!(white.iter().all(|&v| v >= 200), "{at}: {white:?}");
            assert!(black.iter().all(|&v| v <= 64), "{at}: {black:?}");
        }
    }
}
