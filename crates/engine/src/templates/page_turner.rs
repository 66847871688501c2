//! Page Turner: the pages of an open book fan from right to left, faster and faster; the last one is the
//! cover, which flies out past the frame towards us, a book on its way, and lands on the caption.

mod pages;

use super::kit::{Act, BOOKS, Book, Palette, Pose, Shade, Sheet, Standing, inset, world};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::Format;
use crate::frame_art::Inset;
use drawing::scene::{Clip, Ease, Layer, Motion, Scene, Shape, Track};
use pages::Spread;

pub const TEMPLATE: Template = Template {
    slug: "page-turner",
    version: 1,
    category: Category::Book,
    seconds: 8,
    still_s: 6.75,
    breaks_s: LEAP,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("summit"),
        headline: "Read it in one night",
        line: "The Long Way Up, out now",
    },
    draw: scene,
};

/// The beats; the pages have their own.
const GATHER: f64 = 3.75;
const LEAP: f64 = 4.0;
const TOP: f64 = 4.5;
const LAND: f64 = 5.0;
const BREEZE: f64 = 4.25;
const LIGHT: f64 = 6.0;
const END: f64 = TEMPLATE.seconds as f64;

struct Layout {
    /// The most the spread may be wide and high, and its middle.
    spread: Inset,
    end: Standing,
}

fn layout(inputs: &Inputs) -> Layout {
    let (spread, end) = match inputs.format {
        Format::Portrait => (
            inset((540.0, 690.0), (1000.0, 760.0)),
            Standing::on(inputs, 112.0, (700.0, 800.0)),
        ),
        Format::Square => (
            inset((540.0, 374.0), (980.0, 560.0)),
            Standing::beside((590.0, 966.0, 424.0, 92.0), (460.0, 640.0), 306.0),
        ),
        Format::Feed => (
            inset((540.0, 490.0), (1000.0, 660.0)),
            Standing::on(inputs, 104.0, (640.0, 690.0)),
        ),
        Format::Landscape => (
            inset((960.0, 340.0), (1300.0, 540.0)),
            Standing::beside((1010.0, 934.0, 814.0, 116.0), (640.0, 740.0), 600.0),
        ),
    };
    Layout { spread, end }
}

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 245.0, 20.0),
        Style::Dusk => Palette::of(style, 250.0, 30.0),
        Style::Bold => Palette::of(style, 195.0, 20.0),
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs);
    let room = (layout.spread.width / 2.0, layout.spread.height);
    let mut sheet = Sheet::new(&inputs.subject, room, BOOKS, palette.binding());
    let mut book = Book::new(
        &mut sheet,
        &inputs.subject,
        &palette,
        LIGHT,
        TEMPLATE.seconds,
    );
    act(&mut book, &layout);
    let spread = Spread {
        place: Inset {
            width: sheet.size.0 * 2.0,
            height: sheet.size.1,
            ..layout.spread
        },
        first: sheet.sprites.len(),
        answer: answer(),
    };
    sheet.sprites.extend(spread.sprites(&palette));
    let units = inputs.format.units();
    let mut layers = world(
        &palette,
        units,
        (layout.end.x, layout.spread.y),
        TEMPLATE.seconds,
    );
    layers.extend(stage(&spread, &book, &palette));
    layers.push(layout.end.dust(&palette, LAND));
    layers.push(Layer::group(book.layers()).during(LEAP, END));
    layers.push(layout.end.words(inputs, &palette, LAND));
    let camera = layout.end.camera(TEMPLATE.seconds);
    let beats = [
        ("pages", 0.0),
        ("cover", GATHER),
        ("fly", LEAP),
        ("stand", LAND),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sheet.sprites, layers))
}

/// The open book is drawn tight, recoils from what leaves it, and lies still.
fn answer() -> Motion {
    let size = Track::fixed(1.0)
        .until(GATHER)
        .to(LEAP, 0.985, Ease::InOut)
        .to(LEAP + 0.75, 1.0, Ease::SPRING);
    Motion {
        y: Track::fixed(0.0).struck(LEAP + 0.03, 14.0, 1.7, 3.4),
        turn: Track::fixed(0.0).struck(LEAP + 0.03, 0.9, 1.5, 3.2),
        ..Motion::default()
    }
    .sized(size)
}

/// A page first; it leaves, turns around, is a book when it is nearest, and lands.
fn act(book: &mut Book, layout: &Layout) {
    book.thick = Track::fixed(0.0)
        .until(LEAP)
        .to(TOP, book.full(), Ease::InOut);
    book.space.yaw = Track::fixed(0.0)
        .until(LEAP)
        .to(TOP, -360.0, Ease::InOut)
        .to(LAND, Standing::TURNED.0 - 360.0, Ease::InOut)
        .struck(LAND, -9.0, 1.2, 3.2)
        .until(LIGHT)
        .to(END, Standing::TURNED.0 - 365.0, Ease::InOut);
    book.space.pitch = Track::fixed(0.0)
        .until(LEAP)
        .to(LAND, Standing::TURNED.1, Ease::InOut);
    let (x, y) = (layout.spread.x + book.size.0 / 2.0, layout.spread.y);
    let page = Pose::new(x, y, 0.0, 1.0);
    let landed = layout.end.pose(book);
    // Past the frame: nearer to us than it will end up.
    let apex = Pose {
        x: f64::midpoint(layout.spread.x, landed.x),
        y: landed.y - book.size.1 * landed.size * 0.12,
        turn: -7.0,
        size: landed.size * 1.34,
    };
    book.space.motion = Act::at(page)
        .wait(GATHER)
        .to(
            LEAP,
            Pose {
                size: 0.965,
                ..page
            },
            Ease::InOut,
        )
        .leap(TOP, apex)
        .fall(LAND, landed, 12.0)
        .motion(TEMPLATE.seconds);
}

/// The open book, its pages, and the cover while it is the last of them.
fn stage(spread: &Spread, book: &Book, palette: &Palette) -> Vec<Layer> {
    let far = Track::fixed(0.0)
        .until(LEAP)
        .to(TOP, 1.0, Ease::Out)
        .to(LAND, 0.8, Ease::In);
    let place = spread.place;
    let outline = Clip {
        shape: Shape::rect(place.width, place.height, 4.0),
        motion: spread.answer.clone().shifted(place.x, place.y),
    };
    let mut layers = vec![
        book.shadow(&far, Shade::WALL, palette).during(LEAP, END),
        spread.base(palette),
        Layer::group(book.layers()).during(0.0, LEAP),
    ];
    layers.extend(spread.right());
    layers.push(
        Layer::clipped(outline, vec![book.shadow(&far, Shade::FRAME, palette)]).during(LEAP, END),
    );
    layers.extend(spread.left());
    layers
}
