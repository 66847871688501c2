//! Said So: a line of praise types itself onto a card; its quotation mark grows, opens like a door, and the
//! book steps through it.

mod door;
mod layout;

use super::kit::{
    Act, BOOKS, Book, Palette, Pose, Shade, Sheet, Standing, cast, dust, recoil, typed, world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::{Colour, Format};
use drawing::colour::INK;
use drawing::scene::{Camera, Clip, Ease, Kind, Layer, Motion, Paint, Scene, Shape, Track};
use layout::{Layout, layout};

pub const TEMPLATE: Template = Template {
    slug: "said-so",
    version: 1,
    category: Category::Book,
    seconds: 7,
    still_s: 5.5,
    breaks_s: LEAP,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 40,
    line_max: 40,
    sample: Sample {
        picture: sample!("praised"),
        headline: "I missed my stop, twice",
        line: "The Harbour Review",
    },
    draw: scene,
};

/// The beats. The first letters stand before the first frame.
const TYPES: f64 = -0.5;
const GATHER: f64 = 1.0;
const GROWS: f64 = 1.25;
const KNOCKS: [f64; 2] = [2.0, 2.25];
const OPENS: f64 = 2.5;
const LEAP: f64 = 3.5;
const TOP: f64 = 4.0;
const LAND: f64 = 4.5;
const LIGHT: f64 = 5.5;
const END: f64 = TEMPLATE.seconds as f64;

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 20.0, 25.0),
        Style::Dusk => Palette::of(style, 300.0, 55.0),
        Style::Bold => Palette::of(style, 70.0, 25.0),
    }
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs);
    let mut sheet = Sheet::new(&inputs.subject, layout.most, BOOKS, palette.binding());
    let mut book = Book::new(
        &mut sheet,
        &inputs.subject,
        &palette,
        LIGHT,
        TEMPLATE.seconds,
    );
    act(&mut book, &layout);
    let answer = answer();
    let mark = mark(&layout);
    let units = inputs.format.units();
    let mut layers = world(&palette, units, (layout.x, layout.door.1), TEMPLATE.seconds);
    sheet.sprites.push(door::sprite());
    let (x, y, height) = layout.door;
    let hint = door::hint((x, y), height, &palette).during(0.0, GROWS + 0.25);
    let flies = mark_shadow(sheet.sprites.len() - 1, &mark, &palette);
    layers.extend(stage(
        &layout,
        &answer,
        &book,
        &palette,
        vec![hint, flies, light(&mark)],
    ));
    let caption = layout
        .caption
        .layer_struck(inputs, INK, (0.0, LAND + 0.25), Some((LAND, 7.0)));
    layers.push(on_card(&answer, &layout, vec![typed(caption, TYPES)]));
    layers.extend(doorway(&mark, &book, &palette));
    layers.push(dust(&palette, LAND, (layout.x, layout.foot), book.size.0));
    layers.push(Layer::group(book.layers()).during(LEAP, END));
    let mut camera = Camera::still(layout.x, layout.door.1);
    camera.zoom = Track::fixed(1.0).to(END, 1.03, Ease::InOut);
    let beats = [
        ("type", 0.0),
        ("grow", GROWS),
        ("open", OPENS),
        ("step", LEAP),
        ("land", LAND),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sheet.sprites, layers))
}

/// The card answers the mark that leaves it, each knock, and the step.
fn answer() -> Motion {
    let mut answer = recoil(GATHER, GROWS, 8.0);
    for knock in KNOCKS {
        answer.turn = answer.turn.struck(knock, 0.5, 3.0, 9.0);
    }
    answer.y = answer.y.struck(LEAP, -12.0, 1.7, 3.4);
    answer
}

/// What lies on the card moves with it.
fn on_card(answer: &Motion, layout: &Layout, layers: Vec<Layer>) -> Layer {
    let (x, y) = (layout.card.x, layout.card.y);
    let back = Layer::group(layers).at(-x, -y);
    Layer::group(vec![back]).moved(answer.clone().shifted(x, y))
}

/// The quotation mark: small above the text, it draws itself in, grows, and trembles when somebody knocks.
fn mark(layout: &Layout) -> Motion {
    let pose = |(x, y, height): (f64, f64, f64)| Pose::new(x, y, 0.0, height / door::HIGH);
    let small = pose(layout.mark);
    let tight = Pose {
        size: small.size * 0.92,
        ..small
    };
    let mut motion = Act::at(small)
        .wait(GATHER)
        .to(GROWS, tight, Ease::InOut)
        .spring(GROWS + 0.75, pose(layout.door))
        .motion(TEMPLATE.seconds);
    for knock in KNOCKS {
        motion.y = motion.y.struck(knock, -7.0, 4.0, 12.0);
        motion.turn = motion.turn.struck(knock, 1.2, 4.0, 12.0);
    }
    motion
}

/// It comes to the door, crouches, steps through it and lands before the card.
fn act(book: &mut Book, layout: &Layout) {
    let (yaw, pitch) = Standing::TURNED;
    book.space.yaw = Track::fixed(26.0)
        .until(LEAP)
        .to(LAND, yaw, Ease::InOut)
        .struck(LAND, -8.0, 1.2, 3.2)
        .until(LIGHT)
        .to(END, yaw - 5.0, Ease::InOut);
    book.space.pitch = Track::fixed(5.0).until(LEAP).to(LAND, pitch, Ease::InOut);
    let thick = book.full();
    let (x, y, height) = layout.door;
    let scale = height / door::HIGH;
    // Deep in the doorway it fits through the full part of both strokes.
    let room = (
        door::WIDE * 2.0 * scale * 0.62,
        (door::HIGH / 2.0 - door::FULL) * scale * 0.90,
    );
    let small = (room.0 / book.size.0).min(room.1 / book.size.1) * 0.94;
    let floor = y + door::HIGH / 2.0 * scale - 6.0;
    let deep = Pose::new(
        x,
        floor - book.stands(thick, (26.0, 5.0), small),
        0.0,
        small,
    );
    let far = Pose {
        size: small * 0.82,
        ..deep.by(0.0, -height * 0.02)
    };
    let landed = Pose::new(
        layout.x,
        layout.foot - book.stands(thick, (yaw, pitch), 1.0),
        2.0,
        1.0,
    );
    let apex = Pose::new(
        f64::midpoint(deep.x, landed.x),
        landed.y - 110.0,
        -5.0,
        0.86,
    );
    book.space.motion = Act::at(far)
        .wait(OPENS)
        .to(OPENS + 0.75, deep, Ease::InOut)
        .gather(LEAP - 0.25, LEAP, height * 0.015)
        .leap(TOP, apex)
        .fall(LAND, landed, 12.0)
        .motion(TEMPLATE.seconds);
}

/// The card on the wall, and the shadows of what stands before it.
fn stage(
    layout: &Layout,
    answer: &Motion,
    book: &Book,
    palette: &Palette,
    on_it: Vec<Layer>,
) -> Vec<Layer> {
    let card = layout.card;
    let radius = 44.0;
    let shape = Shape::rect(card.width, card.height, radius);
    let far = Track::fixed(0.0)
        .until(LEAP)
        .to(TOP, 1.0, Ease::Out)
        .to(LAND, 0.7, Ease::In);
    let outline = Clip {
        shape: shape.clone(),
        motion: answer.clone().shifted(card.x, card.y),
    };
    let shadow = if palette.hard() {
        Layer::shape(shape.clone(), Paint::Flat(palette.shade.alpha(0.30))).at(26.0, 26.0)
    } else {
        Layer::new(Kind::BoxShadow {
            width: card.width - 30.0,
            height: card.height - 30.0,
            radius,
            blur: Track::fixed(34.0),
            colour: palette.shade.alpha(0.34),
        })
        .at(0.0, 40.0)
    };
    let paper = palette.paper();
    let light = Paint::linear(
        (0.0, -card.height / 2.0),
        (0.0, card.height / 2.0),
        &[paper, paper.mix(palette.picture.0, 0.10)],
    );
    vec![
        book.shadow(&far, Shade::WALL, palette).during(LEAP, END),
        Layer::group(vec![shadow, Layer::shape(shape, light)])
            .moved(answer.clone().shifted(card.x, card.y)),
        Layer::clipped(outline.clone(), on_it),
        Layer::clipped(outline, vec![book.shadow(&far, Shade::FRAME, palette)]).during(LEAP, END),
    ]
}

/// The open door with the book in it, and its leaves.
fn doorway(mark: &Motion, book: &Book, palette: &Palette) -> Vec<Layer> {
    let swing = Track::fixed(0.0)
        .until(OPENS)
        .to(OPENS + 0.75, 108.0, Ease::SPRING);
    let room = Layer::group(door::inside(palette)).moved(mark.clone());
    let held = Layer::group(book.layers()).during(OPENS, LEAP);
    let open = Layer::clipped(door::opening(mark), vec![room, held]).during(OPENS, END);
    let mut layers = vec![open];
    layers.extend(door::leaves(mark, &swing, palette, TEMPLATE.seconds));
    layers
}

/// The mark is ink on the card, then something above it.
fn mark_shadow(sprite: usize, mark: &Motion, palette: &Palette) -> Layer {
    let far = Track::fixed(0.0)
        .until(GROWS)
        .to(GROWS + 0.25, 0.8, Ease::Out)
        .to(GROWS + 0.75, 0.12, Ease::InOut);
    cast(sprite, mark, &far, Shade::FRAME, palette, TEMPLATE.seconds).during(GROWS, END)
}

/// The light that falls out of the door.
fn light(mark: &Motion) -> Layer {
    let light = Colour::oklch(0.95, 0.09, 90.0);
    let spill = Paint::radial(
        (0.0, 0.0),
        door::HIGH * 1.25,
        &[light.alpha(0.75), light.alpha(0.3), light.alpha(0.0)],
    );
    Layer::shape(Shape::circle(door::HIGH * 2.5), spill)
        .moved(mark.clone())
        .opacity(
            Track::fixed(0.0)
                .until(OPENS)
                .to(OPENS + 0.5, 1.0, Ease::Out)
                .to(LAND, 0.6, Ease::InOut),
        )
        .during(OPENS, END)
}
