use super::*;
use crate::media::uploads::prepare;
use drawing::png_io;
use engine::Size;
use engine::uploads::Prepared;
use std::path::Path;

const SIDE: u32 = 96;

/// A PNG of which every pixel is what this says of its place.
fn drawn(pixel: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let places = (0..SIDE * SIDE).map(|at| (at % SIDE, at / SIDE));
    let rgba: Vec<u8> = places
        .flat_map(|(x, y)| {
            let [r, g, b] = pixel(x, y);
            [r, g, b, 255]
        })
        .collect();
    png_io::encode(Size::new(SIDE, SIDE), &rgba)
}

fn in_disc(x: u32, y: u32, radius: f32) -> bool {
    let from_middle = |v: u32| v as f32 - SIDE as f32 / 2.0;
    from_middle(x).hypot(from_middle(y)) < radius
}

/// A red disc before a calm wall, which the engine cuts out by itself.
fn photo() -> Vec<u8> {
    drawn(|x, y| match in_disc(x, y, 30.0) {
        true => [170, 40, 30],
        false => [230, 228, 224],
    })
}

/// Only the middle of that disc, so that it shows whose mask was used.
fn mask() -> Vec<u8> {
    drawn(|x, y| match in_disc(x, y, 15.0) {
        true => [255; 3],
        false => [0; 3],
    })
}

/// A program that is these lines of a shell, of which `$1` is a folder that has a mask in it.
fn program(lines: &str, folder: &Path) -> CutOutProgram {
    CutOutProgram {
        program: "/bin/sh".to_owned(),
        arguments: vec![
            "-c".to_owned(),
            lines.to_owned(),
            "sh".to_owned(),
            folder.to_str().expect("a folder with a name").to_owned(),
        ],
        patience: Duration::from_secs(60),
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("mask.png"), mask()).expect("writes the mask");
    folder
}

async fn prepared(program: Option<&CutOutProgram>, photo: Vec<u8>) -> Prepared {
    let prepared = prepare(program, photo).await.expect("is prepared");
    prepared.expect("is a photo")
}

#[tokio::test]
async fn a_program_s_mask_is_what_is_cut_out() {
    let folder = folder();
    // It has to have been given a whole PNG, and nothing of our settings.
    let answers = r#"cat > "$1/photo.png" && [ -z "$CARGO_MANIFEST_DIR" ] && cat "$1/mask.png""#;
    let by_mask = prepared(Some(&program(answers, folder.path())), photo()).await;
    let alone = prepared(None, photo()).await;
    let sent = std::fs::read(folder.path().join("photo.png")).expect("it was sent the photo");
    assert_eq!(sent, alone.original_png);
    let (by_mask, alone) = (by_mask.cut_out.expect("one"), alone.cut_out.expect("one"));
    assert!((26..34).contains(&by_mask.width), "{}", by_mask.width);
    assert!((56..64).contains(&alone.width), "{}", alone.width);
}

#[tokio::test]
async fn without_a_mask_the_photo_is_cut_out_as_ever() {
    let folder = folder();
    let alone = prepared(None, photo()).await;
    assert!(alone.cut_out.is_some());
    for (what, lines) in [
        ("it fails", "cat > /dev/null; exit 3"),
        ("it fails behind its answer", r#"cat "$1/mask.png"; exit 1"#),
        ("it says nothing", "cat > /dev/null"),
        ("it says something else", "cat > /dev/null; echo sorry"),
        ("it sends the photo back", "cat"),
        ("it never stops talking", "cat > /dev/null; cat /dev/zero"),
    ] {
        let made = prepared(Some(&program(lines, folder.path())), photo()).await;
        assert_eq!(made, alone, "{what}");
    }
    let missing = CutOutProgram {
        program: folder.path().join("nothing").display().to_string(),
        ..program("", folder.path())
    };
    assert_eq!(prepared(Some(&missing), photo()).await, alone);
    let hanging = CutOutProgram {
        patience: Duration::from_millis(50),
        ..program("sleep 600", folder.path())
    };
    assert!(matches!(
        hanging.mask(&photo()).await,
        Err(NoAnswer::TooSlow(_))
    ));
    assert_eq!(prepared(Some(&hanging), photo()).await, alone);
}

/// A photo that brings its own transparency has its outline already.
#[tokio::test]
async fn a_transparent_picture_is_not_asked_about() {
    let folder = folder();
    let clear = png_io::encode(Size::new(SIDE, SIDE), &[90, 60, 30, 120].repeat(96 * 96));
    let asked = program(r#"touch "$1/asked"; cat "$1/mask.png""#, folder.path());
    let made = prepared(Some(&asked), clear).await;
    assert!(made.has_transparency);
    assert!(!folder.path().join("asked").exists());
}

/// Whether a process runs; one that has ended and that nobody has asked about yet does not.
#[cfg(target_os = "linux")]
fn runs(id: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let state = stat.rsplit(')').next().unwrap_or_default().trim_start();
    !state.is_empty() && !state.starts_with(['Z', 'X'])
}

/// Neither the program nor what it started outlives the wait for it.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_program_nobody_waits_for_is_ended_with_all_it_started() {
    let folder = folder();
    let lines = r#"sleep 600 & echo "$! $$" > "$1/ids.new"; mv "$1/ids.new" "$1/ids"; wait"#;
    let hanging = program(lines, folder.path());
    let ids = folder.path().join("ids");
    let started = async {
        loop {
            if let Ok(ids) = std::fs::read_to_string(&ids) {
                break ids;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let photo = photo();
    let ids = tokio::select! {
        answer = hanging.mask(&photo) => panic!("it ended by itself: {answer:?}"),
        ids = started => ids,
    };
    let ended = async {
        while ids.split_whitespace().any(runs) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let ended = tokio::time::timeout(Duration::from_secs(30), ended).await;
    assert!(ended.is_ok(), "one of {ids} still runs");
}

#[test]
fn a_command_is_a_program_and_its_arguments_and_no_shell_s() {
    let program =
        CutOutProgram::from_command("/opt/cut --model 'fine hair' $(id) ; x").expect("one");
    assert_eq!(program.program, "/opt/cut");
    assert_eq!(
        program.arguments,
        ["--model", "fine hair", "$(id)", ";", "x"]
    );
    for wrong in ["", "  ", "''", "cut 'open"] {
        assert_eq!(CutOutProgram::from_command(wrong), None, "{wrong:?}");
    }
}
