use super::*;

fn inputs() -> Inputs {
    TEMPLATE.sample_inputs(Format::Portrait, super::super::Style::default())
}

#[test]
fn it_lasts_six_seconds_and_tells_four_beats() {
    let scene = TEMPLATE.scene(&inputs());
    assert_eq!(scene.frame_count(), 180);
    let keys: Vec<_> = scene.beats().into_iter().map(|beat| beat.name).collect();
    assert_eq!(keys, ["scroll-in", "break-out", "step", "land"]);
}

#[test]
fn the_depth_swaps_soon_after_the_leap_for_every_shape() {
    for format in Format::ALL {
        for (width, height) in [(900, 500), (300, 900), (500, 500), (4000, 100), (64, 2000)] {
            let subject = crate::Subject {
                width,
                height,
                ..inputs().subject
            };
            let inputs = Inputs {
                subject,
                format,
                ..inputs()
            };
            let layout = Layout::new(&inputs, "");
            let art = frame_art::draw(
                inputs.frame,
                layout.frame.width,
                layout.frame.height,
                &look(&Palette::of(inputs.background)),
            );
            let moves = Moves::new(&layout, &art, format);
            assert!(
                moves.swap > BREAK && moves.swap < BREAK + 0.9,
                "{format:?} {width}x{height}"
            );
            assert!(layout.landed.0 + layout.subject.0 * layout.growth / 2.0 <= format.units().0);
        }
    }
}

#[test]
fn a_headline_fills_the_lines_that_are_kept_free_for_it() -> Result<(), lettering::TextError> {
    let mut typesetter = lettering::Typesetter::new(crate::Assets::new().fonts())?;
    let mut seen = Vec::new();
    for format in Format::ALL {
        let inputs = Inputs { format, ..inputs() };
        for headline in [
            "Go",
            "Built to outrun",
            "Out of the ordinary",
            "Everything must go today",
            "Straßenbahnhaltestelle M",
            "מבצע סוף עונה",
        ] {
            let place = Layout::new(&inputs, headline).headline;
            let laid = typesetter.set(lettering::Text {
                text: headline,
                face: Face::Headline,
                size: place.size,
                width: place.width,
                lines: place.lines,
                align: Align::Centre,
            })?;
            assert_eq!(
                laid.lines.len(),
                place.lines as usize,
                "{format:?} {headline}"
            );
            // A text that has to shrink leaves what was kept free for it.
            let (top, bottom) = laid.lines[0];
            let height = (bottom - top) / place.size;
            assert!(
                (height / 1.04 - 1.0).abs() < 0.02,
                "{format:?} {headline}: {height}"
            );
            seen.push(place.lines);
        }
    }
    assert!(seen.contains(&1) && seen.contains(&2));
    Ok(())
}
