//! The one place that knows the sound encoder: AAC-LC, which is what phones and networks take.

use crate::RenderError;
use crate::sound::RATE;
use fdk_aac::enc::{AudioObjectType, BitRate, ChannelMode, Encoder, EncoderParams, Transport};

/// Samples in a frame of either channel.
pub const FRAME: usize = 1_024;
/// Generous for soft music; a minute takes 1.2 MB.
const BITS_PER_SECOND: u32 = 160_000;

/// Encodes a sound. Each packet is a frame that a muxer takes; the last is filled up with silence.
///
/// The encoder answers late, by whole frames that hold nothing yet. They are left out, so that sound and pictures begin
/// together without any player having to know of it.
pub fn encode(samples: &[[i16; 2]]) -> Result<Vec<Vec<u8>>, RenderError> {
    let encoder = Encoder::new(EncoderParams {
        bit_rate: BitRate::Cbr(BITS_PER_SECOND),
        sample_rate: RATE,
        transport: Transport::Adts,
        channels: ChannelMode::Stereo,
        audio_object_type: AudioObjectType::Mpeg4LowComplexity,
    })
    .map_err(failed)?;
    let info = encoder.info().map_err(failed)?;
    let delay = info.nDelay as usize;
    if !delay.is_multiple_of(FRAME) {
        return Err(failed("its delay is no whole number of frames"));
    }
    let (late, wanted) = (delay / FRAME, samples.len().div_ceil(FRAME));
    let mut rest = samples.iter();
    let mut packets = Vec::with_capacity(wanted);
    let mut packet = vec![0; info.maxOutBufBytes as usize];
    for number in 0..wanted + late {
        let mut input = [0; FRAME * 2];
        for (to, from) in input.chunks_exact_mut(2).zip(rest.by_ref().take(FRAME)) {
            to.copy_from_slice(from);
        }
        let made = encoder.encode(&input, &mut packet).map_err(failed)?;
        if made.input_consumed != input.len() || made.output_size == 0 {
            return Err(failed("the sound encoder left something out"));
        }
        if number >= late {
            packets.push(packet[..made.output_size].to_vec());
        }
    }
    Ok(packets)
}

fn failed(error: impl std::fmt::Display) -> RenderError {
    RenderError::Encoding(error.to_string())
}
