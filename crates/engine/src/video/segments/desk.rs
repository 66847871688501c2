//! What becomes of the frames of one segment.

use super::{Segment, Work};
use crate::overlay::Drawn;
use crate::video::encode::{Packet, Planes, SegmentEncoder};
use crate::video::frames::Frame;
use crate::video::preview::{Preview, Shrink};
use crate::video::spool::{self, Spool};
use crate::{RenderError, Size};
use drawing::png_io;
use std::borrow::Cow;
use std::fs::File;
use std::io::Seek;

/// How many small frames the strip has.
const STRIP: u32 = 12;
/// The short side of a frame of the strip.
const STRIP_SIDE: u32 = 120;
/// So many rows are converted at a time where words may be on them, an even number: nobody needs memory for a whole picture
/// with its words, which is hardly ever asked for.
const BAND: usize = 16;

/// The encoders and shrinkers of one segment, and what they gave so far.
pub struct Desk<'w, 'a> {
    work: &'w Work<'a>,
    spool: &'w Spool,
    full: SegmentEncoder,
    /// Kept apart only where the words are seen; elsewhere it is the same as the full one.
    plate: Option<Later>,
    preview: Option<Preview>,
    strip: Shrink,
    made: Segment,
}

impl<'w, 'a> Desk<'w, 'a> {
    /// For a segment that ends with the frame `last`.
    pub fn new(work: &'w Work<'a>, spool: &'w Spool, last: u32) -> Result<Self, RenderError> {
        let full = work.plan.full;
        let apart = work
            .words
            .as_ref()
            .is_some_and(|words| words.keep_plate && words.moment(last) >= words.enters);
        Ok(Self {
            work,
            spool,
            full: SegmentEncoder::new(full)?,
            plate: match apart {
                true => Some(Later::new(full)?),
                false => None,
            },
            preview: match work.plan.preview {
                Some(size) => Some(Preview::new(full, size)?),
                None => None,
            },
            strip: Shrink::new(full, strip_size(full)),
            made: Segment::default(),
        })
    }

    /// Takes the next frame: the picture, and the words that are on it.
    pub fn frame(
        &mut self,
        index: u32,
        picture: Frame,
        words: Option<&Drawn>,
    ) -> Result<(), RenderError> {
        let packet = self.full_packet(picture, words)?;
        let packet = self.spool.keep(&packet)?;
        if self
            .work
            .words
            .as_ref()
            .is_some_and(|words| words.keep_plate)
        {
            match &mut self.plate {
                Some(later) => later.take(picture)?,
                None => self.made.plate.push(packet),
            }
        }
        self.made.full.push(packet);
        self.smaller(index, picture, words)
    }

    fn full_packet(
        &mut self,
        picture: Frame,
        words: Option<&Drawn>,
    ) -> Result<Packet, RenderError> {
        let Some(words) = words else {
            return self.full.encode(picture);
        };
        let row = self.work.plan.full.width as usize * 4;
        self.full
            .encode_drawn(false, |planes| put(planes, row, picture.rgba, words))
    }

    /// What is made of whole frames: the small rendition, the poster and the strip.
    fn smaller(
        &mut self,
        index: u32,
        picture: Frame,
        words: Option<&Drawn>,
    ) -> Result<(), RenderError> {
        let work = self.work;
        let mut slots = (0..STRIP)
            .filter(|slot| slot * work.frames / STRIP == index)
            .peekable();
        let is_poster = index == work.poster;
        if self.preview.is_none() && !is_poster && slots.peek().is_none() {
            return Ok(());
        }
        let mut seen = Cow::Borrowed(picture.rgba);
        if let Some(words) = words {
            words.over(0, seen.to_mut());
        }
        if let Some(preview) = &mut self.preview {
            let packet = preview.encode(Frame {
                rgba: &seen,
                repeated: picture.repeated && words.is_none(),
            })?;
            self.made.preview.push(self.spool.keep(&packet)?);
        }
        if is_poster {
            self.made.poster = Some(png_io::encode(work.plan.full, &seen));
        }
        for slot in slots {
            let png = png_io::encode(strip_size(work.plan.full), &self.strip.frame(&seen));
            self.made.strip.push((slot, png));
        }
        Ok(())
    }

    /// What the segment gave. `goes_on` is asked before each frame that is still to be encoded.
    pub fn done(
        self,
        goes_on: impl Fn() -> Result<(), RenderError>,
    ) -> Result<Segment, RenderError> {
        let Self {
            work,
            spool,
            full,
            plate,
            mut made,
            ..
        } = self;
        drop(full);
        if let Some(later) = plate {
            later.encode(work.plan.full, |packet| {
                made.plate.push(spool.keep(&packet)?);
                goes_on()
            })?;
        }
        Ok(made)
    }
}

/// Pictures that wait on the disk, converted, until the encoder before theirs is done: an encoder takes as much memory as
/// everything else of a segment, and so there is only one at a time. A segment of 1080 x 1920 takes up to 190 MB there.
struct Later {
    planes: Planes,
    file: File,
    /// Of each picture, whether it repeats the one before it. Such a one is not in the file.
    repeated: Vec<bool>,
}

impl Later {
    fn new(size: Size) -> Result<Self, RenderError> {
        Ok(Self {
            planes: Planes::new(size),
            file: spool::scratch()?,
            repeated: Vec::new(),
        })
    }

    fn take(&mut self, picture: Frame) -> Result<(), RenderError> {
        self.repeated.push(picture.repeated);
        if !picture.repeated {
            self.planes.put(0, picture.rgba)?;
            self.planes.write(&mut self.file).map_err(spool::failed)?;
        }
        Ok(())
    }

    fn encode(
        self,
        size: Size,
        mut keep: impl FnMut(Packet) -> Result<(), RenderError>,
    ) -> Result<(), RenderError> {
        let Self {
            planes,
            mut file,
            repeated,
        } = self;
        drop(planes);
        file.rewind().map_err(spool::failed)?;
        let mut encoder = SegmentEncoder::new(size)?;
        for repeated in repeated {
            keep(encoder.encode_drawn(repeated, |planes| {
                planes.read(&mut file).map_err(spool::failed)
            })?)?;
        }
        Ok(())
    }
}

/// Converts a frame with words on it, of so many bytes a row.
fn put(planes: &mut Planes, row: usize, rgba: &[u8], words: &Drawn) -> Result<(), RenderError> {
    let written = words.rows();
    let mut band = Vec::new();
    for (rows, first) in rgba.chunks(row * BAND).zip((0..).step_by(BAND)) {
        if first < written.end && written.start < first + BAND {
            band.clear();
            band.extend_from_slice(rows);
            words.over(first, &mut band);
            planes.put(first as u32, &band)?;
        } else {
            planes.put(first as u32, rows)?;
        }
    }
    Ok(())
}

fn strip_size(full: Size) -> Size {
    let short = full.width.min(full.height);
    let side = |v: u32| (v * STRIP_SIDE / short).max(2);
    Size::new(side(full.width), side(full.height))
}
