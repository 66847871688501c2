//! The one place that knows the MP4 writer.

use super::aac;
use super::encode::Packet;
use crate::sound::RATE;
use crate::{FPS, RenderError, Size};
use muxide::api::{AacProfile, AudioCodec, Muxer, MuxerBuilder, VideoCodec};

/// One MP4 file with its index in front of its data, so that it plays while it loads. It has a sound if there are
/// packets of one.
pub fn mp4(
    size: Size,
    packets: impl Iterator<Item = Packet>,
    sound: &[Vec<u8>],
) -> Result<Vec<u8>, RenderError> {
    let mut file = Vec::new();
    let mut builder = MuxerBuilder::new(&mut file).video(
        VideoCodec::H264,
        size.width,
        size.height,
        f64::from(FPS),
    );
    if !sound.is_empty() {
        builder = builder.audio(AudioCodec::Aac(AacProfile::Lc), RATE, 2);
    }
    let mut muxer = builder.build().map_err(failed)?;
    for (i, packet) in packets.enumerate() {
        muxer
            .write_video(i as f64 / f64::from(FPS), &packet.data, packet.key)
            .map_err(failed)?;
    }
    write_sound(&mut muxer, sound)?;
    muxer.finish().map_err(failed)?;
    Ok(file)
}

/// A file of nothing but a sound.
pub fn m4a(sound: &[Vec<u8>]) -> Result<Vec<u8>, RenderError> {
    let mut file = Vec::new();
    let mut muxer = MuxerBuilder::new(&mut file)
        .audio(AudioCodec::Aac(AacProfile::Lc), RATE, 2)
        .build()
        .map_err(failed)?;
    write_sound(&mut muxer, sound)?;
    muxer.finish().map_err(failed)?;
    Ok(file)
}

fn write_sound(muxer: &mut Muxer<&mut Vec<u8>>, sound: &[Vec<u8>]) -> Result<(), RenderError> {
    for (i, packet) in sound.iter().enumerate() {
        let at = (i * aac::FRAME) as f64 / f64::from(RATE);
        muxer.write_audio(at, packet).map_err(failed)?;
    }
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> RenderError {
    RenderError::Encoding(error.to_string())
}
