//! Chapter One: the cover hangs on the wall as a flat print; it gains pages, leans off the wall, turns once
//! in the air over the frame's bottom edge, and stands on the caption.

use super::kit::{
    Act, BOOKS, Book, Palette, Pose, Shade, Sheet, Standing, inset, light_picture, recoil, world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::{self, Frame, FrameArt, Inset, Look};
use crate::{FPS, Format};
use drawing::scene::{
    Align, Clip, Ease, Face, Kind, Layer, Motion, Paint, Scene, Shape, TextLayer, Track,
};

pub const TEMPLATE: Template = Template {
    slug: "chapter-one",
    version: 1,
    category: Category::Book,
    seconds: 8,
    still_s: 5.5,
    breaks_s: LEAP,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("book"),
        headline: "Out in paperback",
        line: "The Low Tide, from 3 May",
    },
    draw: scene,
};

/// The beats.
const PAGES: f64 = 0.5;
const LEAN: f64 = 1.75;
const GATHER: f64 = 2.75;
const LEAP: f64 = 3.0;
const TOP: f64 = 3.5;
const LAND: f64 = 4.0;
const LIGHT: f64 = 5.5;
/// How much of its height the print slips behind the frame's bottom edge when it gathers.
const SINK: f64 = 0.04;

struct Layout {
    poster: Inset,
    end: Standing,
}

fn layout(inputs: &Inputs) -> Layout {
    let (poster, end) = match inputs.format {
        Format::Portrait => (
            inset((540.0, 640.0), (680.0, 900.0)),
            Standing::on(inputs, 112.0, (680.0, 780.0)),
        ),
        Format::Square => (
            inset((330.0, 410.0), (480.0, 640.0)),
            Standing::beside((618.0, 946.0, 396.0, 88.0), (470.0, 610.0), 310.0),
        ),
        Format::Feed => (
            inset((540.0, 470.0), (560.0, 740.0)),
            Standing::on(inputs, 104.0, (620.0, 640.0)),
        ),
        Format::Landscape => (
            inset((600.0, 400.0), (520.0, 690.0)),
            Standing::beside((1010.0, 926.0, 810.0, 132.0), (620.0, 660.0), 570.0),
        ),
    };
    Layout { poster, end }
}

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 85.0, 62.0),
        Style::Dusk => Palette::of(style, 225.0, 70.0),
        Style::Bold => Palette::of(style, 352.0, 92.0),
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs);
    let poster = layout.poster;
    let look = Look {
        ground: Paint::linear(
            (0.0, -poster.height / 2.0),
            (0.0, poster.height / 2.0),
            &[palette.picture.0, palette.picture.1],
        ),
        accent: palette.accent,
        figure: None,
    };
    let mut art = frame_art::draw(Frame::Poster, poster.width, poster.height, &look);
    light_picture(&mut art, &palette);
    let room = (art.picture.width * 0.74, art.picture.height * 0.66);
    let mut sheet = Sheet::new(&inputs.subject, room, BOOKS, palette.binding());
    let mut book = Book::new(
        &mut sheet,
        &inputs.subject,
        &palette,
        LIGHT,
        TEMPLATE.seconds,
    );
    let floor = poster.y + art.picture.bottom();
    turn(&mut book);
    act(&mut book, &layout, floor);
    let mut answer = recoil(GATHER, LEAP, -poster.height * 0.012);
    // It hangs from its tape, and has just been hung.
    answer.turn = answer.turn.struck(0.0, -1.1, 1.1, 2.0);
    let units = inputs.format.units();
    let mut layers = world(&palette, units, (layout.end.x, poster.y), TEMPLATE.seconds);
    let swap = swap(&book, floor);
    layers.extend(stage(&layout, &art, &answer, (&book, swap), &palette));
    layers.push(layout.end.dust(&palette, LAND));
    layers.push(Layer::group(book.layers()).during(swap, f64::from(TEMPLATE.seconds)));
    layers.push(layout.end.words(inputs, &palette, LAND));
    let camera = layout.end.camera(TEMPLATE.seconds);
    let beats = [
        ("print", 0.0),
        ("pages", PAGES),
        ("lean", LEAN),
        ("leap", LEAP),
        ("stand", LAND),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sheet.sprites, layers))
}

/// How thick it is and how it is turned: the print shows its pages, leans off the wall, and turns once in
/// the air.
fn turn(book: &mut Book) {
    let (yaw, pitch) = Standing::TURNED;
    book.thick = Track::fixed(0.0)
        .until(PAGES)
        .to(PAGES + 1.0, book.full(), Ease::SPRING);
    book.space.yaw = Track::fixed(0.0)
        .until(PAGES)
        .to(PAGES + 1.0, -24.0, Ease::SPRING)
        .until(GATHER)
        .to(LEAP, -12.0, Ease::InOut)
        .to(LAND, yaw - 360.0, Ease::InOut)
        .struck(LAND, -9.0, 1.2, 3.2)
        .until(LIGHT)
        .to(f64::from(TEMPLATE.seconds), yaw - 365.0, Ease::InOut);
    book.space.pitch = Track::fixed(0.0)
        .until(PAGES)
        .to(PAGES + 1.0, 4.0, Ease::InOut)
        .until(LEAN)
        .to(LEAN + 0.75, 17.0, Ease::SPRING)
        .until(LEAP)
        .to(LAND, pitch, Ease::InOut);
}

/// Where it is: on the print, then off it, and down onto the caption.
fn act(book: &mut Book, layout: &Layout, floor: f64) {
    let high = book.size.1;
    let print = Pose::new(layout.poster.x, floor - high / 2.0, 0.0, 1.0);
    let leaning = Pose {
        size: 1.06,
        turn: -2.0,
        ..print.by(0.0, -high * 0.02)
    };
    let landed = layout.end.pose(book);
    let apex = Pose::new(
        f64::midpoint(print.x, landed.x),
        (print.y - high * 0.42)
            .min(landed.y - 60.0)
            .max(high * landed.size * 0.5),
        -7.0,
        1.0 + (landed.size - 1.0) * 0.62,
    );
    book.space.motion = Act::at(print)
        .wait(LEAN)
        .spring(LEAN + 0.75, leaning)
        .gather(GATHER, LEAP, high * SINK)
        .leap(TOP, apex)
        .fall(LAND, landed, 12.0)
        .motion(TEMPLATE.seconds);
}

/// The first frame on which its foot is clear of the frame's bottom edge: there it comes to the front.
fn swap(book: &Book, floor: f64) -> f64 {
    let frame = 1.0 / f64::from(FPS);
    let clear = |t: f64| {
        let angles = (book.space.yaw.at(t), book.space.pitch.at(t));
        let size = book.space.motion.scale_y.at(t);
        book.space.motion.y.at(t) + book.stands(book.thick.at(t), angles, size) <= floor
    };
    (0..15)
        .map(|i| LEAP + f64::from(i) * frame)
        .find(|&t| clear(t))
        .unwrap_or(TOP)
}

/// The poster on the wall, and all that happens on it.
fn stage(
    layout: &Layout,
    art: &FrameArt,
    answer: &Motion,
    (book, swap): (&Book, f64),
    palette: &Palette,
) -> Vec<Layer> {
    let end = f64::from(TEMPLATE.seconds);
    let (poster, picture) = (layout.poster, art.picture);
    let at = |x: f64, y: f64| answer.clone().shifted(poster.x + x, poster.y + y);
    let inside = Clip {
        shape: Shape::rect(picture.width, picture.height, art.corner),
        motion: at(picture.x, picture.y),
    };
    let outline = Clip {
        shape: art.outline.clone(),
        motion: at(0.0, 0.0),
    };
    let far = Track::fixed(0.0)
        .until(PAGES)
        .to(PAGES + 1.0, 0.12, Ease::InOut)
        .until(LEAN)
        .to(LEAN + 0.75, 0.35, Ease::InOut)
        .until(LEAP)
        .to(TOP, 1.0, Ease::Out)
        .to(LAND, 0.8, Ease::In);
    let mut body = vec![art.shadow.clone()];
    body.extend(art.body.iter().cloned());
    body.push(numeral(palette, picture));
    let frame = |layers| Layer::group(layers).moved(at(0.0, 0.0));
    let on_frame = || book.shadow(&far, Shade::FRAME, palette);
    vec![
        book.shadow(&far, Shade::WALL, palette).during(swap, end),
        frame(body),
        Layer::clipped(inside.clone(), vec![on_frame()]).during(PAGES, swap),
        Layer::clipped(outline, vec![on_frame()]).during(swap, end),
        Layer::clipped(inside, book.layers()).during(0.0, swap),
        frame(art.over.clone()),
    ]
}

/// The large word on the poster. It answers one beat after the leap.
fn numeral(palette: &Palette, picture: Inset) -> Layer {
    let size = (picture.width * 0.46).min(picture.height * 0.34);
    let colour = if palette.hard() {
        palette.wall.0
    } else {
        palette.paper().alpha(0.62)
    };
    let text = Layer::new(Kind::Text(TextLayer {
        text: "ONE".to_owned(),
        face: Face::Headline,
        size,
        width: picture.width,
        lines: 1,
        align: Align::Centre,
        colour,
        enters: None,
    }))
    .at(0.0, -size * 0.55);
    let late = LEAP + 0.5;
    Layer::group(vec![text]).moved(Motion {
        y: Track::fixed(picture.top() + size * 0.62).struck(late, 22.0, 1.9, 3.6),
        turn: Track::fixed(0.0).struck(late, -2.5, 1.6, 3.2),
        ..Motion::default()
    })
}
