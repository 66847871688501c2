//! Shelf Life: a row of spines; one trembles, slides out and turns its cover to us; the row closes the gap
//! like dominoes.

mod row;

use super::kit::{Act, BOOKS, Book, Palette, Pose, Shade, Sheet, Standing, world};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::Inset;
use crate::{Colour, Format};
use drawing::scene::{Clip, Ease, Kind, Layer, Motion, Paint, Scene, Shape, Track};
use row::Row;

pub const TEMPLATE: Template = Template {
    slug: "shelf-life",
    version: 1,
    category: Category::Book,
    seconds: 7,
    still_s: 5.0,
    breaks_s: OUT,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("garden"),
        headline: "Back on every shelf",
        line: "Night Garden, the new edition",
    },
    draw: scene,
};

/// The beats.
const TREMBLE: f64 = 0.25;
const GATHER: f64 = 1.0;
const OUT: f64 = 1.25;
const CLOSE: f64 = 1.6;
const TURN: f64 = 1.75;
const TOP: f64 = 2.5;
const LAND: f64 = 3.0;
const LIGHT: f64 = 4.75;
const END: f64 = TEMPLATE.seconds as f64;
/// How thick the shelf's boards are.
const BOARD: f64 = 30.0;

struct Layout {
    shelf: Inset,
    /// Where along the shelf the book stands, 0 to 1.
    place: f64,
    end: Standing,
}

fn layout(inputs: &Inputs) -> Layout {
    let shelf = |x, y, width, height| Inset {
        x,
        y,
        width,
        height,
    };
    let (shelf, place, end) = match inputs.format {
        Format::Portrait => (
            shelf(540.0, 610.0, 1000.0, 760.0),
            0.52,
            Standing::on(inputs, 112.0, (700.0, 800.0)),
        ),
        Format::Square => (
            shelf(540.0, 372.0, 1000.0, 560.0),
            0.30,
            Standing::beside((590.0, 966.0, 424.0, 92.0), (460.0, 640.0), 310.0),
        ),
        Format::Feed => (
            shelf(540.0, 460.0, 1000.0, 660.0),
            0.52,
            Standing::on(inputs, 104.0, (640.0, 680.0)),
        ),
        Format::Landscape => (
            shelf(960.0, 306.0, 1760.0, 500.0),
            0.28,
            Standing::beside((960.0, 930.0, 860.0, 120.0), (640.0, 720.0), 520.0),
        ),
    };
    Layout { shelf, place, end }
}

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 60.0, 150.0),
        Style::Dusk => Palette::of(style, 320.0, 60.0),
        Style::Bold => Palette::of(style, 48.0, 255.0),
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs);
    let (row, sheet_room) = row(&layout);
    let mut sheet = Sheet::new(&inputs.subject, sheet_room, BOOKS, palette.binding());
    let mut book = Book::new(
        &mut sheet,
        &inputs.subject,
        &palette,
        LIGHT,
        TEMPLATE.seconds,
    );
    let row = Row {
        gap: (row.gap.0, book.full() + 4.0),
        ..row
    };
    act(&mut book, &layout.end, &row);
    let units = inputs.format.units();
    let mut layers = world(
        &palette,
        units,
        (layout.end.x, layout.shelf.y),
        TEMPLATE.seconds,
    );
    layers.extend(stage(&layout, &row, &book, &palette));
    layers.push(layout.end.dust(&palette, LAND));
    layers.push(Layer::group(book.layers()).during(OUT, END));
    layers.push(layout.end.words(inputs, &palette, LAND));
    let camera = layout.end.camera(TEMPLATE.seconds);
    let beats = [("row", 0.0), ("out", OUT), ("turn", TURN), ("stand", LAND)];
    TEMPLATE.film(inputs.format, &beats, camera, (sheet.sprites, layers))
}

/// The row on the shelf, its gap yet without a width, and how much room a cover has in it.
fn row(layout: &Layout) -> (Row, (f64, f64)) {
    let shelf = layout.shelf;
    let inner = shelf.width - 2.0 * BOARD;
    let high = (shelf.height - 2.0 * BOARD) * 0.90;
    let left = shelf.x - inner / 2.0;
    let row = Row {
        left: left + 4.0,
        right: left + inner - 4.0,
        floor: shelf.bottom() - BOARD,
        high,
        gap: (left + inner * layout.place, 0.0),
    };
    (row, (high * 1.2, high * 0.94))
}

/// It trembles among the others, is pressed in, slides out, turns its cover to us and lands.
fn act(book: &mut Book, end: &Standing, row: &Row) {
    book.space.yaw = Track::fixed(90.0)
        .until(TURN - 0.1)
        .to(LAND, Standing::TURNED.0, Ease::InOut)
        .struck(LAND, -9.0, 1.2, 3.2)
        .until(LIGHT)
        .to(END, Standing::TURNED.0 - 5.0, Ease::InOut);
    book.space.pitch = Track::fixed(0.0)
        .until(OUT)
        .to(LAND, Standing::TURNED.1, Ease::InOut);
    let high = book.size.1;
    let rest = Pose::new(row.gap.0, row.floor - high / 2.0, 0.0, 1.0);
    let pressed = Pose {
        size: 0.965,
        ..rest.by(0.0, high * 0.0175)
    };
    let out = Pose {
        size: 1.12,
        ..rest.by(0.0, -high * 0.10)
    };
    let landed = end.pose(book);
    let apex = Pose::new(
        f64::midpoint(rest.x, landed.x),
        (landed.y - 150.0).max(high * landed.size * 0.46),
        -5.0,
        1.12 + (landed.size - 1.12) * 0.7,
    );
    book.space.motion = Act::at(rest)
        .wait(GATHER)
        .to(OUT, pressed, Ease::InOut)
        .spring(TURN, out)
        .leap(TOP, apex)
        .fall(LAND, landed, 12.0)
        .motion(TEMPLATE.seconds);
    let turn = book.space.motion.turn.clone();
    book.space.motion.turn =
        turn.struck(TREMBLE, 0.9, 7.0, 3.0)
            .struck(TREMBLE + 0.3, 1.5, 8.0, 3.6);
}

/// The shelf, its row, and the book while it is in it.
fn stage(layout: &Layout, row: &Row, book: &Book, palette: &Palette) -> Vec<Layer> {
    let shelf = layout.shelf;
    let mut answer = Motion::still(shelf.x, shelf.y);
    answer.y = answer.y.struck(OUT + 0.03, 7.0, 1.7, 3.4);
    let outline = Clip {
        shape: Shape::rect(shelf.width, shelf.height, 8.0),
        motion: answer.clone(),
    };
    let far = Track::fixed(0.0)
        .until(OUT)
        .to(TURN, 0.35, Ease::Out)
        .to(TOP, 1.0, Ease::InOut)
        .to(LAND, 0.8, Ease::In);
    let back = Layer::group(row.layers(palette)).at(-shelf.x, -shelf.y);
    let held = Layer::group(book.layers()).during(0.0, OUT);
    let case = vec![
        Layer::group(case(shelf, palette)),
        back,
        lip(shelf, palette),
    ];
    vec![
        book.shadow(&far, Shade::WALL, palette).during(TURN, END),
        Layer::group(case).moved(answer),
        Layer::clipped(outline, vec![book.shadow(&far, Shade::FRAME, palette)]).during(OUT, END),
        held,
    ]
}

/// The shelf's boards and what is dark behind the books.
fn case(shelf: Inset, palette: &Palette) -> Vec<Layer> {
    let (w, h) = (shelf.width, shelf.height);
    let wood = palette.paper().mix(palette.accent, 0.16);
    let deep = wood.mix(palette.shade, 0.72);
    let shadow = if palette.hard() {
        Layer::shape(
            Shape::rect(w, h, 8.0),
            Paint::Flat(palette.shade.alpha(0.30)),
        )
        .at(24.0, 24.0)
    } else {
        Layer::new(Kind::BoxShadow {
            width: w - 20.0,
            height: h - 20.0,
            radius: 8.0,
            blur: Track::fixed(30.0),
            colour: palette.shade.alpha(0.40),
        })
        .at(0.0, 36.0)
    };
    let (inner_w, inner_h) = (w - 2.0 * BOARD, h - 2.0 * BOARD);
    let back = Paint::linear(
        (0.0, -inner_h / 2.0),
        (0.0, inner_h / 2.0),
        &[deep.mix(Colour::hex(0), 0.35), deep],
    );
    // The upper board keeps the light off the back wall.
    let dim = Paint::linear(
        (0.0, -inner_h / 2.0),
        (0.0, -inner_h / 2.0 + 120.0),
        &[Colour::hex(0).alpha(0.45), Colour::hex(0).alpha(0.0)],
    );
    vec![
        shadow,
        Layer::shape(Shape::rect(w, h, 8.0), Paint::Flat(wood)),
        Layer::shape(Shape::rect(inner_w, inner_h, 0.0), back),
        Layer::shape(Shape::rect(inner_w, inner_h, 0.0), dim),
    ]
}

/// The lower board's front edge catches the light.
fn lip(shelf: Inset, palette: &Palette) -> Layer {
    let light = palette.paper().mix(palette.accent, 0.08);
    Layer::shape(Shape::rect(shelf.width, 5.0, 0.0), Paint::Flat(light))
        .at(0.0, shelf.height / 2.0 - BOARD + 2.5)
}
