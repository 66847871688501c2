//! What decoding a video comes down to, whoever made it.

use super::mp4_file::broken;
use super::verify::Fault;
use crate::Size;
use openh264::OpenH264API;
use openh264::decoder::{DecodedYUV, Decoder, DecoderConfig};
use openh264::formats::YUVSource;
use yuv::{YuvPlanarImage, YuvRange, YuvStandardMatrix};

/// A decoder that has heard of nothing yet.
pub fn decoder(config: DecoderConfig) -> Result<Decoder, Fault> {
    Decoder::with_api_config(OpenH264API::from_source(), config).map_err(undecodable)
}

/// What is said of a frame that cannot be decoded, whatever the decoder has against it.
pub fn undecodable(_: openh264::Error) -> Fault {
    broken("a frame cannot be decoded")
}

/// The size of a picture.
pub fn size_of(picture: &DecodedYUV<'_>) -> Size {
    let (width, height) = picture.dimensions();
    Size::new(width as u32, height as u32)
}

/// The picture as the converter takes it.
pub fn planes_of<'p>(picture: &'p DecodedYUV<'_>) -> YuvPlanarImage<'p, u8> {
    let size = size_of(picture);
    let (y_stride, u_stride, v_stride) = picture.strides();
    YuvPlanarImage {
        y_plane: picture.y(),
        y_stride: y_stride as u32,
        u_plane: picture.u(),
        u_stride: u_stride as u32,
        v_plane: picture.v(),
        v_stride: v_stride as u32,
        width: size.width,
        height: size.height,
    }
}

/// A picture in colours, RGBA8, of the limited range that all video here has.
pub fn rgba(
    planes: &YuvPlanarImage<'_, u8>,
    matrix: YuvStandardMatrix,
    pixels: &mut Vec<u8>,
) -> Result<(), Fault> {
    let size = Size::new(planes.width, planes.height);
    pixels.resize(size.rgba_len(), 255);
    yuv::yuv420_to_rgba(planes, pixels, size.width * 4, YuvRange::Limited, matrix)
        .map_err(|_| broken("a frame has no pixels"))
}
