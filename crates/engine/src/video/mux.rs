//! The one place that knows the MP4 writer.

use super::aac;
use super::encode::Packet;
use super::mend::{MENDED, mend};
use super::spool::scratch;
use crate::sound::RATE;
use crate::{FPS, RenderError, Size};
use muxide::api::{AacProfile, AudioCodec, Muxer, MuxerBuilder, VideoCodec};
use std::io::{BufWriter, Read, Seek, Write};

/// One MP4 file with its index in front of its data, so that it plays while it loads. It has a sound if there are
/// packets of one.
///
/// The writer has all packets in memory by the time it knows where each of them stands. It writes to the disk and lets go
/// of them before the file is read: in memory there is one copy of a video at any time.
pub fn mp4(
    size: Size,
    packets: impl Iterator<Item = Result<Packet, RenderError>>,
    sound: &[Vec<u8>],
) -> Result<Vec<u8>, RenderError> {
    let mut file = scratch()?;
    let mut writer = BufWriter::new(&file);
    let mut builder = MuxerBuilder::new(&mut writer).video(
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
        let packet = packet?;
        muxer
            .write_video(i as f64 / f64::from(FPS), &packet.data, packet.key)
            .map_err(failed)?;
    }
    write_sound(&mut muxer, sound)?;
    muxer.finish().map_err(failed)?;
    writer.flush().map_err(failed)?;
    drop(writer);
    file.rewind().map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    // Mending makes it a few bytes longer, for which it is not to be copied.
    let mut bytes = Vec::with_capacity(usize::try_from(length).map_err(failed)? + MENDED);
    file.read_to_end(&mut bytes).map_err(failed)?;
    mend(&mut bytes).ok_or_else(|| failed("the file's index cannot be read"))?;
    Ok(bytes)
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

fn write_sound(muxer: &mut Muxer<impl Write>, sound: &[Vec<u8>]) -> Result<(), RenderError> {
    for (i, packet) in sound.iter().enumerate() {
        let at = (i * aac::FRAME) as f64 / f64::from(RATE);
        muxer.write_audio(at, packet).map_err(failed)?;
    }
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> RenderError {
    RenderError::Encoding(error.to_string())
}
