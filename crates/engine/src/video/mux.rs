//! The one place that knows the MP4 writer.

use super::encode::Packet;
use crate::{FPS, RenderError, Size};

/// One MP4 file with its index in front of its data, so that it plays while it loads.
pub fn mp4(size: Size, packets: impl Iterator<Item = Packet>) -> Result<Vec<u8>, RenderError> {
    let mut file = Vec::new();
    let mut muxer = muxide::api::MuxerBuilder::new(&mut file)
        .video(
            muxide::api::VideoCodec::H264,
            size.width,
            size.height,
            f64::from(FPS),
        )
        .build()
        .map_err(failed)?;
    for (i, packet) in packets.enumerate() {
        muxer
            .write_video(i as f64 / f64::from(FPS), &packet.data, packet.key)
            .map_err(failed)?;
    }
    muxer.finish().map_err(failed)?;
    Ok(file)
}

fn failed(error: impl std::fmt::Display) -> RenderError {
    RenderError::Encoding(error.to_string())
}
