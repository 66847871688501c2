//! The one place that knows the encoder and the colour converter.

use super::SEGMENT;
use super::frames::Frame;
use super::hold::Slices;
use crate::{FPS, RenderError, Size};
use openh264::OpenH264API;
use openh264::encoder::{
    BitRate, Complexity, Encoder, EncoderConfig, FrameRate, FrameType, IntraFramePeriod, Profile,
    QpRange, RateControlMode, SpsPpsStrategy, UsageType, VuiConfig,
};
use openh264::formats::YUVSlices;
use std::fs::File;
use std::io::{Read, Write};
use std::ops::Range;
use yuv::{
    BufferStoreMut, YuvConversionMode, YuvPlanarImage, YuvPlanarImageMut, YuvRange,
    YuvStandardMatrix,
};

/// One encoded frame, as the encoder gives it (Annex B).
#[cfg_attr(test, derive(Clone))]
pub struct Packet {
    pub key: bool,
    pub data: Vec<u8>,
}

/// Encodes frames one after the other, with a key frame at the first and after every segment's length.
pub struct SegmentEncoder {
    encoder: Encoder,
    planes: Planes,
    /// How the stream's slices are written, from its newest key frame on.
    slices: Option<Slices>,
    /// Frames since that key frame, itself included.
    since_key: u32,
    /// How many of these the encoder has not seen.
    unseen: u32,
    /// How often the encoder has been given the newest frame once more.
    refined: u32,
}

/// How often a frame that stands is encoded once more before it is only repeated. While nothing moves the encoder makes its
/// picture finer from frame to frame; after so many there is next to nothing left to gain.
const REFINED: u32 = 8;

impl SegmentEncoder {
    pub fn new(size: Size) -> Result<Self, RenderError> {
        let config = EncoderConfig::new()
            .max_frame_rate(FrameRate::from_hz(FPS as f32))
            .bitrate(BitRate::from_bps(bits_per_second(size)))
            .rate_control_mode(RateControlMode::Quality)
            .qp(QpRange::new(12, 40))
            .complexity(Complexity::Low)
            // Neither changes a byte of what is made here: the quality mode leaves the quantiser alone, and scenes have no cuts.
            .scene_change_detect(false)
            .adaptive_quantization(false)
            .num_threads(1)
            .usage_type(UsageType::CameraVideoRealTime)
            .skip_frames(false)
            .profile(Profile::High)
            // One header for all segments, so that they can be joined.
            .sps_pps_strategy(SpsPpsStrategy::ConstantId)
            // The encoder does not see every frame: when a key frame is due is counted here.
            .intra_frame_period(IntraFramePeriod::from_num_frames(0))
            .vui(VuiConfig::bt709());
        let encoder =
            Encoder::with_api_config(OpenH264API::from_source(), config).map_err(failed)?;
        Ok(Self {
            encoder,
            planes: Planes::new(size),
            slices: None,
            since_key: 0,
            unseen: 0,
            refined: 0,
        })
    }

    /// The next frame as a packet. One that repeats the frame before it is shown as that one was, and costs next to nothing,
    /// as soon as the encoder has made of it what it can.
    ///
    /// # Errors
    /// If the converter or the encoder failed.
    pub fn encode(&mut self, frame: Frame) -> Result<Packet, RenderError> {
        self.encode_drawn(frame.repeated, |planes| planes.put(0, frame.rgba))
    }

    /// The next frame as [`encode`](Self::encode) gives it, converted by `draw` unless it repeats the one before it.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    pub fn encode_drawn(
        &mut self,
        repeated: bool,
        draw: impl FnOnce(&mut Planes) -> Result<(), RenderError>,
    ) -> Result<Packet, RenderError> {
        if self.since_key == SEGMENT {
            self.encoder.force_intra_frame();
        } else if repeated
            && self.refined == REFINED
            && let Some(slices) = &self.slices
        {
            let data = slices.repeat(self.since_key);
            self.since_key += 1;
            self.unseen += 1;
            return Ok(Packet { key: false, data });
        }
        if !repeated {
            draw(&mut self.planes)?;
        }
        let packet = self.encode_planes()?;
        self.refined = match repeated && !packet.key {
            true => self.refined + 1,
            false => 0,
        };
        self.placed(packet)
    }

    /// Puts a picture of the encoder's among those that it has not seen.
    fn placed(&mut self, mut packet: Packet) -> Result<Packet, RenderError> {
        if packet.key {
            self.slices = Slices::read(&packet.data);
            (self.since_key, self.unseen) = (0, 0);
        } else if self.unseen > 0 {
            let numbered = |slices: &Slices| slices.numbered(&packet.data, self.since_key);
            packet.data = self.slices.as_ref().and_then(numbered).ok_or_else(|| {
                RenderError::Encoding("the encoder wrote a slice that cannot be read".to_owned())
            })?;
        }
        self.since_key += 1;
        Ok(packet)
    }

    /// Has the encoder encode what was converted last.
    fn encode_planes(&mut self) -> Result<Packet, RenderError> {
        let Planes { size, y, u, v } = &self.planes;
        let (width, height) = (size.width as usize, size.height as usize);
        let slices = YUVSlices::new((y, u, v), (width, height), (width, width / 2, width / 2));
        let stream = self.encoder.encode(&slices).map_err(failed)?;
        let key = matches!(stream.frame_type(), FrameType::IDR);
        let data = stream.to_vec();
        if data.is_empty() {
            return Err(RenderError::Encoding(
                "the encoder dropped a frame".to_owned(),
            ));
        }
        Ok(Packet { key, data })
    }
}

/// A frame as the encoder takes it: its brightness, and two planes of colour at half the size.
pub struct Planes {
    size: Size,
    y: Vec<u8>,
    u: Vec<u8>,
    v: Vec<u8>,
}

impl Planes {
    /// For frames of even sides.
    pub fn new(size: Size) -> Self {
        let pixels = size.width as usize * size.height as usize;
        let [y, u, v] = [pixels, pixels / 4, pixels / 4].map(|length| vec![0; length]);
        Self { size, y, u, v }
    }

    /// Writes the planes to a file, one behind the other.
    pub fn write(&self, file: &mut File) -> std::io::Result<()> {
        [&self.y, &self.u, &self.v]
            .into_iter()
            .try_for_each(|plane| file.write_all(plane))
    }

    /// Takes over a picture of the same size; what a row of it has beyond its width is left out.
    pub fn copy(&mut self, picture: &YuvPlanarImage<'_, u8>) {
        let width = self.size.width as usize;
        for (plane, from, stride, row) in [
            (&mut self.y, picture.y_plane, picture.y_stride, width),
            (&mut self.u, picture.u_plane, picture.u_stride, width / 2),
            (&mut self.v, picture.v_plane, picture.v_stride, width / 2),
        ] {
            let rows = from.chunks(stride as usize);
            for (to, from) in plane.chunks_exact_mut(row).zip(rows) {
                to.copy_from_slice(&from[..row]);
            }
        }
    }

    /// The frame as the converter takes it back.
    pub fn image(&self) -> YuvPlanarImage<'_, u8> {
        YuvPlanarImage {
            y_plane: &self.y,
            y_stride: self.size.width,
            u_plane: &self.u,
            u_stride: self.size.width / 2,
            v_plane: &self.v,
            v_stride: self.size.width / 2,
            width: self.size.width,
            height: self.size.height,
        }
    }

    /// Reads what [`write`](Self::write) has written of a frame of the same size.
    pub fn read(&mut self, file: &mut File) -> std::io::Result<()> {
        [&mut self.y, &mut self.u, &mut self.v]
            .into_iter()
            .try_for_each(|plane| file.read_exact(plane))
    }

    /// Converts whole rows of a frame, RGBA8, from the row `first` on. This has to be an even one, and so many too.
    pub fn put(&mut self, first: u32, rgba: &[u8]) -> Result<(), RenderError> {
        let width = self.size.width as usize;
        let (at, pixels) = (first as usize * width, rgba.len() / 4);
        let colour = at / 4..(at + pixels) / 4;
        let mut planes = YuvPlanarImageMut {
            y_plane: part(&mut self.y, at..at + pixels)?,
            y_stride: self.size.width,
            u_plane: part(&mut self.u, colour.clone())?,
            u_stride: self.size.width / 2,
            v_plane: part(&mut self.v, colour)?,
            v_stride: self.size.width / 2,
            width: self.size.width,
            height: (pixels / width) as u32,
        };
        yuv::rgba_to_yuv420(
            &mut planes,
            rgba,
            self.size.width * 4,
            YuvRange::Limited,
            YuvStandardMatrix::Bt709,
            YuvConversionMode::Balanced,
        )
        .map_err(failed)
    }
}

fn part(plane: &mut [u8], range: Range<usize>) -> Result<BufferStoreMut<'_, u8>, RenderError> {
    let rows = plane.get_mut(range).map(BufferStoreMut::Borrowed);
    rows.ok_or_else(|| failed("more rows than the frame has"))
}

/// About 6 Mb/s at 1080p: flat colour and soft shadows need little, grain and edges get enough.
fn bits_per_second(size: Size) -> u32 {
    let share = f64::from(size.width) * f64::from(size.height) / (1920.0 * 1080.0);
    (6_000_000.0 * libm::pow(share, 0.8)) as u32
}

fn failed(error: impl std::fmt::Display) -> RenderError {
    RenderError::Encoding(error.to_string())
}

#[cfg(test)]
mod tests;
