//! Reading the pictures of a finished video one after the other.

use super::decode::{decoder, planes_of, rgba, size_of, undecodable};
use super::encode::Planes;
use super::frames::{Frame, Frames};
use super::mp4_file::{Track, broken};
use super::spool;
use super::verify::Fault;
use crate::{RenderError, Size};
use openh264::decoder::{DecodedYUV, Decoder, DecoderConfig};
use std::fs::File;
use std::io::Seek;
use std::ops::Range;
use yuv::{YuvPlanarImage, YuvStandardMatrix};

/// A part of each picture of a video, in the order in which it is asked for. Beside what the decoder keeps, only one picture is
/// in memory at a time.
pub struct Plate<'a> {
    track: Track<'a>,
    /// None until a picture is asked for.
    decoder: Option<Decoder>,
    /// The next sample that the decoder takes, and the picture that it gives next.
    sample: usize,
    picture: usize,
    /// The first picture that is wanted.
    from: u32,
    cut: Cut,
    pixels: Vec<u8>,
    part: Vec<u8>,
}

/// The part of a picture that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    pub whole: Size,
    pub x: u32,
    pub y: u32,
    pub size: Size,
}

impl<'a> Plate<'a> {
    pub fn open(mp4: &'a [u8], from: u32, cut: Cut) -> Result<Self, Fault> {
        Ok(Self {
            track: Track::read(mp4)?,
            decoder: None,
            sample: 0,
            picture: 0,
            from,
            cut,
            pixels: Vec::new(),
            part: Vec::new(),
        })
    }

    /// Starts decoding at the last key frame before a picture.
    fn begin(&mut self, picture: usize) -> Result<(), Fault> {
        let key = self.track.key_before(picture);
        // The old one goes first: each has several pictures in memory.
        self.decoder = None;
        let mut decoder = decoder(DecoderConfig::new())?;
        decoder
            .decode(self.track.parameters())
            .map_err(undecodable)?;
        self.decoder = Some(decoder);
        (self.sample, self.picture) = (key, key);
        Ok(())
    }

    /// Decodes up to a picture and takes a look at it.
    fn reach<T>(
        &mut self,
        wanted: usize,
        look: impl FnOnce(&YuvPlanarImage<'_, u8>) -> T,
    ) -> Result<T, Fault> {
        let goes_on = wanted >= self.picture && self.track.key_before(wanted) <= self.picture;
        if !goes_on || self.decoder.is_none() {
            self.begin(wanted)?;
        }
        let Some(decoder) = &mut self.decoder else {
            return Err(broken("a frame cannot be decoded"));
        };
        while self.sample < self.track.frames() {
            let data = self.track.frame(self.sample)?;
            self.sample += 1;
            let Some(decoded) = decoder.decode(&data).map_err(undecodable)? else {
                continue;
            };
            self.picture += 1;
            if self.picture > wanted {
                return seen(&decoded, self.cut.whole, look);
            }
        }
        // Videos whose pictures refer to later ones keep the last of them back.
        let behind = wanted - self.picture;
        let rest = decoder.flush_remaining().map_err(undecodable)?;
        self.picture = wanted + 1;
        let last = rest
            .get(behind)
            .ok_or_else(|| broken("a frame cannot be decoded"))?;
        seen(last, self.cut.whole, look)
    }
}

impl Frames for Plate<'_> {
    fn frame(&mut self, index: u32) -> Result<Frame<'_>, RenderError> {
        let mut pixels = std::mem::take(&mut self.pixels);
        self.reach((self.from + index) as usize, |picture| {
            colours(picture, &mut pixels)
        })
        .flatten()
        .map_err(unreadable)?;
        self.pixels = pixels;
        Ok(Frame::new(self.cut.of(&self.pixels, &mut self.part)))
    }
}

/// The pictures of a plate, decoded a segment at a time: they wait on the disk, and the decoder goes before an encoder comes,
/// as each takes about as much memory. A segment of 1080 x 1920 takes up to 190 MB there, one of 2160 x 3840 up to 750.
pub struct Developed<'a> {
    plate: Plate<'a>,
    file: File,
    planes: Planes,
    /// Those in the file.
    segment: Range<u32>,
}

impl<'a> Developed<'a> {
    pub fn new(plate: Plate<'a>) -> Result<Self, RenderError> {
        Ok(Self {
            planes: Planes::new(plate.cut.whole),
            file: spool::scratch()?,
            segment: 0..0,
            plate,
        })
    }
}

impl Frames for Developed<'_> {
    fn prepare(
        &mut self,
        segment: Range<u32>,
        goes_on: &dyn Fn() -> Result<(), RenderError>,
    ) -> Result<(), RenderError> {
        self.file.rewind().map_err(spool::failed)?;
        for index in segment.clone() {
            goes_on()?;
            let (planes, wanted) = (&mut self.planes, self.plate.from + index);
            self.plate
                .reach(wanted as usize, |picture| planes.copy(picture))
                .map_err(unreadable)?;
            planes.write(&mut self.file).map_err(spool::failed)?;
        }
        self.plate.decoder = None;
        self.segment = segment;
        self.file.rewind().map_err(spool::failed)
    }

    fn frame(&mut self, index: u32) -> Result<Frame<'_>, RenderError> {
        if self.segment.next() != Some(index) {
            return Err(unreadable(broken("a frame was not asked for in order")));
        }
        self.planes.read(&mut self.file).map_err(spool::failed)?;
        let Plate {
            cut, pixels, part, ..
        } = &mut self.plate;
        colours(&self.planes.image(), pixels).map_err(unreadable)?;
        Ok(Frame::new(cut.of(pixels, part)))
    }
}

impl Cut {
    /// The part of a whole picture, copied into `part` unless it is all of it.
    pub fn of<'p>(&self, whole: &'p [u8], part: &'p mut Vec<u8>) -> &'p [u8] {
        if self.size == self.whole {
            return whole;
        }
        part.clear();
        let (left, width) = (self.x as usize * 4, self.size.width as usize * 4);
        for row in whole
            .chunks_exact(self.whole.width as usize * 4)
            .skip(self.y as usize)
            .take(self.size.height as usize)
        {
            part.extend_from_slice(&row[left..left + width]);
        }
        part
    }
}

/// Looks at a decoded picture if it is of the size that all have.
fn seen<T>(
    decoded: &DecodedYUV<'_>,
    expected: Size,
    look: impl FnOnce(&YuvPlanarImage<'_, u8>) -> T,
) -> Result<T, Fault> {
    let found = size_of(decoded);
    if found != expected {
        return Err(Fault::Size {
            found_width: found.width,
            found_height: found.height,
            width: expected.width,
            height: expected.height,
        });
    }
    Ok(look(&planes_of(decoded)))
}

fn colours(picture: &YuvPlanarImage<'_, u8>, pixels: &mut Vec<u8>) -> Result<(), Fault> {
    // Whatever its size, our own encoder writes BT.709.
    rgba(picture, YuvStandardMatrix::Bt709, pixels)
}

fn unreadable(fault: Fault) -> RenderError {
    RenderError::Encoding(fault.to_string())
}
