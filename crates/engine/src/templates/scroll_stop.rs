//! Scroll Stop: an endless feed blurs by on a phone; it slams to a stop, but one post keeps going, out of
//! the phone, towards us.

use super::kit::{
    Act, Anchor, Caption, Escape, Palette, Pose, Post, burst, filler, foot_caption, world,
};
use super::{Category, Inputs, Sample, Style, Template, sample};
use crate::frame_art::{self, Frame, FrameArt, Inset, Look};
use crate::leap::{self, sampled};
use crate::{FPS, Format};
use drawing::scene::{
    Align, Camera, Clip, Ease, Flow, Layer, Look as Speck, Motion, Paint, Scene, Shape, Sprite,
    Sweep, Track,
};

pub const TEMPLATE: Template = Template {
    slug: "scroll-stop",
    version: 1,
    category: Category::App,
    seconds: 6,
    still_s: 4.5,
    breaks_s: STOP,
    formats: &Format::ALL,
    styles: &Style::ALL,
    frames: &[],
    backgrounds: &[],
    headline_max: 24,
    line_max: 40,
    sample: Sample {
        picture: sample!("recipes"),
        headline: "Dinner, decided",
        line: "Ladle. Free in your store",
    },
    draw: scene,
};

/// The beats.
const STOP: f64 = 1.0;
const TOP: f64 = 1.5;
const NEAR: f64 = 2.25;
const WORDS: f64 = 2.5;
const LIGHT: f64 = 3.75;
const END: f64 = TEMPLATE.seconds as f64;
/// How many of its own heights the feed runs through in a second.
const SPEED: f64 = 5.2;
/// How many moments of a frame a blurred feed is the mean of.
const BLUR: u32 = 6;
/// Posts before the one that matters, and after it.
const BEFORE: i32 = 11;
const AFTER: i32 = 2;

struct Layout {
    phone: Inset,
    /// The most the post may be wide and high where it ends, and its middle there.
    most: (f64, f64),
    near: (f64, f64),
    caption: Caption,
}

fn layout(inputs: &Inputs) -> Layout {
    let inset = |x, y, width, height| Inset {
        x,
        y,
        width,
        height,
    };
    let caption = |x, y, anchor, width, size, align| Caption {
        x,
        y,
        anchor,
        width,
        size,
        align,
    };
    let below = |size| foot_caption(inputs.format, size);
    match inputs.format {
        Format::Portrait => Layout {
            phone: inset(540.0, 706.0, 570.0, 1030.0),
            most: (790.0, 900.0),
            near: (540.0, 606.0),
            caption: below(116.0),
        },
        Format::Square => Layout {
            phone: inset(320.0, 570.0, 430.0, 800.0),
            most: (500.0, 720.0),
            near: (330.0, 440.0),
            caption: caption(636.0, 560.0, Anchor::Middle, 380.0, 92.0, Align::Left),
        },
        Format::Feed => Layout {
            phone: inset(540.0, 560.0, 470.0, 860.0),
            most: (640.0, 720.0),
            near: (540.0, 446.0),
            caption: below(106.0),
        },
        Format::Landscape => Layout {
            phone: inset(560.0, 570.0, 470.0, 860.0),
            most: (660.0, 760.0),
            near: (570.0, 450.0),
            caption: caption(1030.0, 540.0, Anchor::Middle, 790.0, 136.0, Align::Left),
        },
    }
}

fn palette(style: Style) -> Palette {
    match style {
        Style::Studio => Palette::of(style, 50.0, 40.0),
        Style::Dusk => Palette::of(style, 290.0, 20.0),
        Style::Bold => Palette::of(style, 300.0, 30.0),
    }
}

/// The feed: the step from post to post, and the phone's screen it runs behind.
struct Feed {
    step: f64,
    screen: Inset,
    /// Where the posts' middles stand when it has stopped, from the one that matters on.
    stops: (f64, f64),
}

fn scene(inputs: &Inputs) -> Scene {
    let palette = palette(inputs.style);
    let layout = layout(inputs);
    let phone = layout.phone;
    let look = Look {
        ground: Paint::Flat(palette.paper().mix(palette.shade, 0.10)),
        accent: palette.accent,
        figure: None,
    };
    let art = frame_art::draw(Frame::Phone, phone.width, phone.height, &look);
    let post = Post::new(&inputs.subject, art.picture.width * 0.92, &palette);
    let gap = art.picture.width * 0.05;
    let feed = Feed {
        step: post.size.1 + gap,
        screen: art.picture,
        stops: (phone.x, phone.y + phone.height * 0.02),
    };
    let answer = answer(phone);
    let subject = subject(&layout, &feed, post.size);
    let swap = leap::swap(&subject, post.size, phone.top(), (STOP + 0.2, TOP + 0.1));
    let far = Track::fixed(0.0).until(STOP).to(NEAR, 1.0, Ease::InOut);
    let escape = Escape {
        art: &art,
        place: phone,
        answer: &answer,
        subject: &subject,
        sprite: Post::WHOLE,
        opens: STOP,
        swap,
        far: &far,
        sweep: Sweep {
            from: LIGHT,
            until: LIGHT + 0.9,
            strength: 0.55,
        },
        palette: &palette,
        seconds: TEMPLATE.seconds,
    };
    let mut sprites = post.sprites.clone();
    sprites.extend(fillers(&post, &palette));
    let units = inputs.format.units();
    let mut layers = world(&palette, units, layout.near, TEMPLATE.seconds);
    layers.extend(behind(&escape, &art, &feed, &answer));
    layers.push(sparks(&palette, phone, &art));
    layers.push(escape.front());
    let caption = layout.caption;
    layers.push(caption.layer(inputs, palette.text, WORDS, WORDS + 0.25));
    let mut camera = Camera::still(layout.near.0, layout.near.1);
    camera.zoom = Track::fixed(1.0).until(STOP).to(END, 1.03, Ease::InOut);
    let beats = [
        ("scroll", 0.0),
        ("stop", STOP),
        ("near", NEAR),
        ("words", WORDS),
    ];
    TEMPLATE.film(inputs.format, &beats, camera, (sprites, layers))
}

fn fillers(post: &Post, palette: &Palette) -> Vec<Sprite> {
    (0..4)
        .map(|kind| filler(kind, post.size, palette))
        .collect()
}

/// The phone is torn along by the feed, and swings back.
fn answer(phone: Inset) -> Motion {
    let by = phone.height * 0.026;
    Motion {
        y: Track::fixed(0.0)
            .swaying(2.0, 9.0, 0.0)
            .struck(STOP, -by, 1.9, 3.6),
        turn: Track::fixed(0.0).struck(STOP, -1.6, 1.5, 3.2),
        ..Motion::default()
    }
}

/// How far the feed still has to run at a moment; it is stopped hard and swings once.
fn ahead(feed: &Feed) -> impl Fn(f64) -> f64 {
    let speed = SPEED * feed.step;
    let swing = Track::fixed(0.0).struck(STOP, -feed.step * 0.07, 2.2, 5.5);
    move |t: f64| (STOP - t).max(0.0) * speed + swing.at(t)
}

/// With the feed until it stops; then on by itself, over the edge, and towards us.
fn subject(layout: &Layout, feed: &Feed, size: (f64, f64)) -> Motion {
    let growth = (layout.most.0 / size.0).min(layout.most.1 / size.1);
    let (x, y) = feed.stops;
    let stop = Pose::new(x, y, 0.0, 1.0);
    let top = layout.phone.top();
    // Its foot clears as much of the phone as the shape allows without being lost from sight.
    let apex = Pose::new(x, (top - size.1 * 0.16).max(size.1 * 0.36), -4.0, 1.04);
    let near = Pose::new(layout.near.0, layout.near.1, 3.0, growth);
    let mut motion = Act::at(stop)
        .wait(STOP)
        .leap(TOP, apex)
        .spring(NEAR, near)
        .hovering(7.0, 0.7)
        .motion(TEMPLATE.seconds);
    let (own, ahead) = (motion.y.clone(), ahead(feed));
    motion.y = sampled(END, |t| own.at(t) + if t < STOP { ahead(t) } else { 0.0 });
    motion
}

/// What the kit shows of a break-out, and the feed on the screen under it.
fn behind(escape: &Escape<'_>, art: &FrameArt, feed: &Feed, answer: &Motion) -> Vec<Layer> {
    let screen = Clip {
        shape: Shape::rect(feed.screen.width, feed.screen.height, art.corner),
        motion: answer.clone().shifted(
            escape.place.x + feed.screen.x,
            escape.place.y + feed.screen.y,
        ),
    };
    let mut layers = escape.behind();
    // Above the shadow on the wall and the frame's body, below everything that is on the screen.
    let moving = Layer::clipped(screen.clone(), blurred(feed)).during(0.0, STOP);
    let stopped = Layer::clipped(screen, vec![strip(feed, 0.0)]).during(STOP, END);
    layers.splice(2..2, [moving, stopped]);
    layers
}

/// The mean of several moments of a frame: each is laid over those before it with its share.
fn blurred(feed: &Feed) -> Vec<Layer> {
    (0..BLUR)
        .map(|i| {
            let late = f64::from(i) / f64::from(BLUR) * 0.8 / f64::from(FPS);
            strip(feed, late).opacity(Track::fixed(1.0 / f64::from(i + 1)))
        })
        .collect()
}

/// The posts around the one that matters, a part of a frame later.
fn strip(feed: &Feed, late: f64) -> Layer {
    let posts = (-AFTER..=BEFORE)
        .filter(|&i| i != 0)
        .map(|i| {
            let kind = i.rem_euclid(4) as usize;
            Layer::sprite(Post::WHOLE + 1 + kind).at(0.0, -f64::from(i) * feed.step)
        })
        .collect();
    let ahead = ahead(feed);
    Layer::group(posts).moved(Motion {
        x: Track::fixed(feed.stops.0),
        y: sampled(END, |t| feed.stops.1 + ahead(t + late)),
        ..Motion::default()
    })
}

/// What the stop throws off the phone's edge.
fn sparks(palette: &Palette, phone: Inset, art: &FrameArt) -> Layer {
    let flow = Flow::Burst {
        start: STOP + 0.03,
        life: 1.1,
        speed: (500.0, 1900.0),
        spread: 130.0,
        angle: -90.0,
        gravity: 1500.0,
    };
    let colours = [palette.accent, palette.paper(), palette.picture.0];
    let at = (phone.x, phone.y + art.top);
    burst(Speck::Scrap, 26, (6.0, 13.0), &colours, flow, at)
}
