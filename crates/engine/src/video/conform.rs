//! Bringing a video that somebody else made into the shape that was ordered: our size, our frames a second, our length.
//! What would have to be made up to get there is not: a picture is enlarged a little at most, cropped a little at most,
//! and a video that is too short stays too short.

use super::decode::{decoder, planes_of, rgba, size_of, undecodable};
use super::encode::SegmentEncoder;
use super::fit::Fit;
use super::frames::Frame;
use super::limits::{Course, Memory};
use super::mp4_file::{Track, broken};
use super::spool::{Kept, Spool};
use super::verify::Fault;
use super::{Control, Expected, SEGMENT, mux};
use crate::{FPS, RenderError, Size};
use drawing::png_io;
use openh264::decoder::{DecodedYUV, DecoderConfig, Flush};
use std::ops::ControlFlow;
use yuv::YuvStandardMatrix;

/// A video in the ordered shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conformed {
    pub mp4: Vec<u8>,
    /// The picture in its middle.
    pub poster_png: Vec<u8>,
}

/// Why there is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConformError {
    /// The file is not, and cannot honestly be made, what was ordered.
    #[error("{0}")]
    Source(#[from] Fault),
    #[error("{0}")]
    Engine(#[from] RenderError),
}

/// The most a picture is enlarged.
const ENLARGED: f64 = 1.25;
/// The share of a side that has to stay after cropping.
const LEFT: f64 = 0.8;
/// Fewer pictures a second than this do not move, they change.
const SLOWEST: f64 = 12.0;
/// How long the last picture may stand still for what is missing, in seconds.
const SHORT: f64 = 0.1;
/// Pictures larger than this are not taken.
const WIDEST: u32 = 4096;
/// Bytes that a picture takes for each of its pixels while it is decoded and fitted, and for each of those that it is to have
/// while it is encoded.
const DECODED: u64 = 24;
const ENCODED: u64 = 24;

/// Decodes a file and encodes it anew as what was ordered. A file that is that already stays as it is. `control` is asked
/// before every picture whether to go on, and hears of no progress: whose file it is has told its own.
///
/// # Errors
/// `Source` if it is not what was ordered, `Engine` if encoding failed, was cancelled or exceeded its limits.
pub fn conform(
    file: Vec<u8>,
    expected: &Expected,
    control: &dyn Control,
) -> Result<Conformed, ConformError> {
    let track = Track::read(&file)?;
    let plan = plan(&track, expected)?;
    let is_conform = is_conform(&track, expected);
    let encoded = (!is_conform).then_some(expected.size);
    memory(claimed(&track), encoded).threads(1, control.limits().memory)?;
    let course = Course::begin(control);
    if is_conform {
        let poster_png = poster(&track, expected, &course)?;
        return Ok(Conformed {
            mp4: file,
            poster_png,
        });
    }
    let mut work = Work {
        plan,
        expected: *expected,
        encoder: SegmentEncoder::new(expected.size)?,
        fit: None,
        packets: Vec::with_capacity(expected.frames as usize),
        spool: Spool::new()?,
        poster: None,
        pixels: Vec::new(),
        picture: 0,
    };
    pictures(&track, 0, &course, |picture| work.take(picture))?;
    work.finish()
}

/// Which picture each frame of ours shows.
fn plan(track: &Track<'_>, expected: &Expected) -> Result<Vec<usize>, Fault> {
    let starts = track.starts();
    let fps = f64::from(FPS);
    let seconds = f64::from(expected.frames) / fps;
    let found = |length: f64| Fault::Frames {
        found: (length * fps) as u32,
        expected: expected.frames,
    };
    if starts.is_empty() || track.length() + SHORT < seconds {
        return Err(found(track.length()));
    }
    if (starts.len() as f64) < track.length() * SLOWEST {
        return Err(broken("it has too few pictures a second"));
    }
    let frames = (0..expected.frames).map(|frame| {
        // A millisecond of grace, as files round their times.
        let at = f64::from(frame) / fps + 0.001;
        starts.partition_point(|&start| start <= at).max(1) - 1
    });
    Ok(frames.collect())
}

/// The size of a file's pictures as its index has it. One that does not say may have pictures as large as there are.
fn claimed(track: &Track<'_>) -> Size {
    let said = track
        .size()
        .filter(|size| size.width > 0 && size.height > 0);
    said.unwrap_or(Size::new(WIDEST, WIDEST))
}

/// What decoding pictures of a size takes beside the file, and encoding those that are encoded.
fn memory(decoded: Size, encoded: Option<Size>) -> Memory {
    let decoded = Memory::per_pixel(decoded, DECODED);
    match encoded {
        Some(size) => decoded.and(Memory::per_pixel(size, ENCODED)),
        None => decoded,
    }
}

/// Whether nothing has to be done. Key frames are as close to each other as in our own files, so that an edit may begin
/// anywhere.
fn is_conform(track: &Track<'_>, expected: &Expected) -> bool {
    let on_time =
        |(frame, start): (usize, &f64)| (start - frame as f64 / f64::from(FPS)).abs() < 0.001;
    track.is_plain()
        && track.size() == Some(expected.size)
        && track.frames() == expected.frames as usize
        && (0..track.frames()).all(|frame| frame - track.key_before(frame) < SEGMENT as usize)
        && track.starts().iter().enumerate().all(on_time)
}

/// Decodes a track from a key frame on, and shows each picture in the order in which it is seen.
fn pictures(
    track: &Track<'_>,
    from: usize,
    course: &Course<'_>,
    mut see: impl FnMut(&DecodedYUV<'_>) -> Result<ControlFlow<()>, ConformError>,
) -> Result<(), ConformError> {
    let claimed = claimed(track);
    let mut see = |picture: &DecodedYUV<'_>| {
        let size = size_of(picture);
        match size.width > claimed.width || size.height > claimed.height {
            true => Err(broken("its pictures are larger than it says").into()),
            false => see(picture),
        }
    };
    // Flushing after each frame would give pictures in the order in which they are stored.
    let config = DecoderConfig::new().flush_after_decode(Flush::NoFlush);
    let mut decoder = decoder(config)?;
    decoder.decode(track.parameters()).map_err(undecodable)?;
    for index in from..track.frames() {
        course.goes_on()?;
        let data = track.frame(index)?;
        if let Some(picture) = decoder.decode(&data).map_err(undecodable)?
            && see(&picture)?.is_break()
        {
            return Ok(());
        }
    }
    for picture in decoder.flush_remaining().map_err(undecodable)? {
        if see(&picture)?.is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// The middle picture of a file that stays as it is.
fn poster(
    track: &Track<'_>,
    expected: &Expected,
    course: &Course<'_>,
) -> Result<Vec<u8>, ConformError> {
    let middle = (expected.frames / 2) as usize;
    let key = track.key_before(middle);
    let (mut seen, mut png) = (key, None);
    pictures(track, key, course, |picture| {
        if seen < middle {
            seen += 1;
            return Ok(ControlFlow::Continue(()));
        }
        let mut pixels = Vec::new();
        rgba(&planes_of(picture), assumed(size_of(picture)), &mut pixels)?;
        png = Some(png_io::encode(size_of(picture), &pixels));
        Ok(ControlFlow::Break(()))
    })?;
    png.ok_or_else(|| broken("a frame cannot be decoded").into())
}

/// A video on its way into its new shape.
struct Work {
    plan: Vec<usize>,
    expected: Expected,
    encoder: SegmentEncoder,
    fit: Option<Fit>,
    packets: Vec<Kept>,
    spool: Spool,
    poster: Option<Vec<u8>>,
    /// The newest picture in colours; kept, so that no picture needs memory of its own.
    pixels: Vec<u8>,
    /// The number of the picture that comes next.
    picture: usize,
}

impl Work {
    /// Encodes a picture as often as it is shown.
    fn take(&mut self, picture: &DecodedYUV<'_>) -> Result<ControlFlow<()>, ConformError> {
        let number = self.picture;
        self.picture += 1;
        let shows = |work: &Self| work.plan.get(work.packets.len()) == Some(&number);
        if !shows(self) {
            return Ok(ControlFlow::Continue(()));
        }
        let size = size_of(picture);
        let fit = match &mut self.fit {
            Some(fit) if fit.from() == size => fit,
            fit => fit.insert(fitting(size, self.expected.size)?),
        };
        rgba(&planes_of(picture), assumed(size), &mut self.pixels)?;
        let pixels = fit.frame(&self.pixels);
        let mut repeated = false;
        while shows(self) {
            if self.packets.len() as u32 == self.expected.frames / 2 {
                self.poster = Some(png_io::encode(self.expected.size, &pixels));
            }
            let rgba = &pixels;
            let packet = self.encoder.encode(Frame { rgba, repeated })?;
            self.packets.push(self.spool.keep(&packet)?);
            repeated = true;
        }
        Ok(match self.packets.len() == self.plan.len() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        })
    }

    fn finish(self) -> Result<Conformed, ConformError> {
        let found = u32::try_from(self.packets.len()).unwrap_or(u32::MAX);
        let packets = self.packets.iter().map(|kept| self.spool.packet(*kept));
        match self.poster {
            Some(poster_png) if found == self.expected.frames => Ok(Conformed {
                mp4: mux::mp4(self.expected.size, packets, &[])?,
                poster_png,
            }),
            _ => Err(Fault::Frames {
                found,
                expected: self.expected.frames,
            }
            .into()),
        }
    }
}

/// How a picture of this size becomes one of that size, if that is honest.
fn fitting(from: Size, to: Size) -> Result<Fit, Fault> {
    let fit = Fit::covering(from, to);
    if from.width > WIDEST
        || from.height > WIDEST
        || fit.enlarges() > ENLARGED
        || fit.leaves() < LEFT
    {
        return Err(Fault::Size {
            found_width: from.width,
            found_height: from.height,
            width: to.width,
            height: to.height,
        });
    }
    Ok(fit)
}

/// The colours of a file of this size that does not say: BT.709 for high definition, BT.601 below it, as players assume.
fn assumed(size: Size) -> YuvStandardMatrix {
    match size.width.min(size.height) {
        0..600 => YuvStandardMatrix::Bt601,
        _ => YuvStandardMatrix::Bt709,
    }
}
