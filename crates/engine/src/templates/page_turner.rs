//! Page Turner: the pages of an open book fan from right to left, faster and faster; the last one is the
//! cover, which flies out past the frame towards us, a book on its way, and lands on the caption.

mod pages;

use super::kit::{
    Act, Anchor, BOOKS, Book, Caption, Palette, Pose, Shade, Sheet, Space, THICK, burst, fit, safe,
    world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::Format;
use crate::frame_art::Inset;
use crate::scene::{
    Align, Camera, Clip, Ease, Flow, Layer, Look as Speck, Motion, Scene, Shape, Sweep, Track,
};
use pages::Spread;

pub const TEMPLATE: Template = Template {
    slug: "page-turner",
    version: 1,
    name: "Page Turner",
    category: Category::Book,
    stage: "Open spread",
    seconds: 8,
    still_s: 6.75,
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
    most: (f64, f64),
    x: f64,
    foot: f64,
    caption: Caption,
}

fn layout(inputs: &Inputs) -> Layout {
    let format = inputs.format;
    let room = safe(format);
    let inset = |x, y, width, height| Inset {
        x,
        y,
        width,
        height,
    };
    let caption = |x, y, width, size, align| Caption {
        x,
        y,
        anchor: Anchor::Bottom,
        width,
        size,
        align,
    };
    let (spread, most, x, caption) = match format {
        Format::Portrait => (
            inset(540.0, 690.0, 1000.0, 760.0),
            (700.0, 800.0),
            540.0,
            caption(540.0, room.bottom() - 8.0, room.width, 112.0, Align::Centre),
        ),
        Format::Square => (
            inset(540.0, 374.0, 980.0, 560.0),
            (460.0, 640.0),
            306.0,
            caption(590.0, 966.0, 424.0, 92.0, Align::Left),
        ),
        Format::Feed => (
            inset(540.0, 490.0, 1000.0, 660.0),
            (640.0, 690.0),
            540.0,
            caption(540.0, room.bottom() - 8.0, room.width, 104.0, Align::Centre),
        ),
        Format::Landscape => (
            inset(960.0, 340.0, 1300.0, 540.0),
            (640.0, 740.0),
            600.0,
            caption(1010.0, 934.0, 814.0, 116.0, Align::Left),
        ),
    };
    let foot = match caption.align {
        Align::Centre => caption.top(inputs) - 14.0,
        Align::Left => caption.y + 30.0,
    };
    Layout {
        spread,
        most,
        x,
        foot,
        caption,
    }
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
    let spine = sheet.spine(&inputs.subject);
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
    let book = book(&layout, &sheet, spine, &palette);
    let units = inputs.format.units();
    let mut layers = world(
        &palette,
        units,
        (layout.x, layout.spread.y),
        TEMPLATE.seconds,
    );
    layers.extend(stage(&spread, &book, &palette));
    layers.push(dust(&palette, &layout));
    layers.push(Layer::group(book.layers()).during(LEAP, END));
    layers.push(layout.caption.layer_struck(
        inputs,
        palette.text,
        (LAND - 0.1, LAND + 0.25),
        Some((LAND, 18.0)),
    ));
    let mut camera = Camera::still(layout.x, layout.foot - layout.most.1 / 2.0);
    camera.zoom = Track::fixed(1.0).to(END, 1.03, Ease::InOut);
    let beats = [
        ("Pages", 0.0),
        ("Cover", GATHER),
        ("Fly", LEAP),
        ("Stand", LAND),
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

fn book(layout: &Layout, sheet: &Sheet, spine: Option<usize>, palette: &Palette) -> Book {
    let thick = sheet.size.1 * THICK;
    let mut book = Book {
        cover: sheet.sprite,
        spine,
        size: sheet.size,
        // A page first; a book when it has turned around.
        thick: Track::fixed(0.0).until(LEAP).to(TOP, thick, Ease::InOut),
        space: Space {
            motion: Motion::default(),
            yaw: Track::fixed(0.0)
                .until(LEAP)
                .to(TOP, -360.0, Ease::InOut)
                .to(LAND, -384.0, Ease::InOut)
                .struck(LAND, -9.0, 1.2, 3.2)
                .until(LIGHT)
                .to(END, -389.0, Ease::InOut),
            pitch: Track::fixed(0.0).until(LEAP).to(LAND, 7.0, Ease::InOut),
        },
        sweep: Sweep {
            from: LIGHT,
            until: LIGHT + 0.9,
            strength: 0.6,
        },
        boards: palette.binding().1,
        seconds: TEMPLATE.seconds,
    };
    let (_, high) = fit(sheet.size.0 / sheet.size.1, layout.most.0, layout.most.1);
    let size = high / sheet.size.1;
    let page = Pose::new(
        layout.spread.x + sheet.size.0 / 2.0,
        layout.spread.y,
        0.0,
        1.0,
    );
    let stands = book.stands(thick, (-24.0, 7.0), size);
    let landed = Pose::new(layout.x, layout.foot - stands, 2.0, size);
    // Past the frame: nearer to us than it will end up.
    let apex = Pose::new(
        f64::midpoint(layout.spread.x, landed.x),
        landed.y - high * 0.12,
        -7.0,
        size * 1.34,
    );
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
    book
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

/// What its landing kicks up, low and to both sides.
fn dust(palette: &Palette, layout: &Layout) -> Layer {
    let wide = layout.most.0;
    let flow = Flow::Burst {
        start: LAND,
        life: 0.8,
        speed: (wide * 0.4, wide * 1.9),
        spread: 176.0,
        angle: -90.0,
        gravity: 700.0,
    };
    let colours = [palette.paper(), palette.picture.0, palette.accent];
    burst(
        Speck::Scrap,
        26,
        (5.0, 12.0),
        &colours,
        flow,
        (layout.x, layout.foot),
    )
}
