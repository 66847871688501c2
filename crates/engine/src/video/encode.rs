//! The one place that knows the encoder and the colour converter.

use super::frames::Frame;
use crate::{FPS, RenderError, Size};
use openh264::OpenH264API;
use openh264::encoder::{
    BitRate, Complexity, Encoder, EncoderConfig, FrameRate, FrameType, IntraFramePeriod, Profile,
    QpRange, RateControlMode, SpsPpsStrategy, UsageType, VuiConfig,
};
use openh264::formats::YUVSlices;
use yuv::{
    YuvChromaSubsampling, YuvConversionMode, YuvPlanarImageMut, YuvRange, YuvStandardMatrix,
};

/// One encoded frame, as the encoder gives it (Annex B).
#[derive(Clone)]
pub struct Packet {
    pub key: bool,
    pub data: Vec<u8>,
}

/// Encodes the frames of one segment.
pub struct SegmentEncoder {
    encoder: Encoder,
    planes: YuvPlanarImageMut<'static, u8>,
    size: Size,
}

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
            .intra_frame_period(IntraFramePeriod::from_num_frames(super::SEGMENT))
            .vui(VuiConfig::bt709());
        let encoder =
            Encoder::with_api_config(OpenH264API::from_source(), config).map_err(failed)?;
        let planes =
            YuvPlanarImageMut::alloc(size.width, size.height, YuvChromaSubsampling::Yuv420);
        Ok(Self {
            encoder,
            planes,
            size,
        })
    }

    pub fn encode(&mut self, frame: Frame) -> Result<Packet, RenderError> {
        if !frame.repeated {
            yuv::rgba_to_yuv420(
                &mut self.planes,
                frame.rgba,
                self.size.width * 4,
                YuvRange::Limited,
                YuvStandardMatrix::Bt709,
                YuvConversionMode::Balanced,
            )
            .map_err(failed)?;
        }
        let (width, height) = (self.size.width as usize, self.size.height as usize);
        let slices = YUVSlices::new(
            (
                self.planes.y_plane.borrow(),
                self.planes.u_plane.borrow(),
                self.planes.v_plane.borrow(),
            ),
            (width, height),
            (width, width / 2, width / 2),
        );
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

/// About 6 Mb/s at 1080p: flat colour and soft shadows need little, grain and edges get enough.
fn bits_per_second(size: Size) -> u32 {
    let share = f64::from(size.width) * f64::from(size.height) / (1920.0 * 1080.0);
    (6_000_000.0 * libm::pow(share, 0.8)) as u32
}

fn failed(error: impl std::fmt::Display) -> RenderError {
    RenderError::Encoding(error.to_string())
}
