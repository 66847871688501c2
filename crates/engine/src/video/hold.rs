//! Pictures that repeat the one before them, written without the encoder: an H.264 slice all of whose macroblocks are
//! skipped (P_Skip). Clauses are those of ITU-T H.264.
//!
//! Such a picture is an exact copy. With a reference index of 0 it is predicted from the reference picture before it
//! (clause 8.2.4.2.1). Its motion vectors are zero, as each one's neighbours are missing or have vectors of zero themselves
//! (8.4.1.1). It has no residual, and the deblocking filter finds nothing to do where two blocks have the same reference,
//! the same vector and no coefficients (8.7.2.1).
//!
//! The encoder orders pictures by `frame_num` alone (`pic_order_cnt_type` 2), which allows no two pictures in a row that
//! are not references (7.4.2.1.1). So the repeats are references as well, each takes a `frame_num`, and those that the
//! encoder gave to later pictures are written anew: it is the number of pictures since the key frame. Nothing else in a
//! slice depends on it; its list of references counts backwards from the picture itself (8.2.4.3.1).

use super::bits::{BitReader, BitWriter, guarded, push_unit, put, unguarded, units};

/// `nal_unit_type`s (table 7-1).
const SLICE: u8 = 1;
const SEQUENCE: u8 = 7;
const PICTURE: u8 = 8;
/// Of a slice whose picture others refer to, with the `nal_ref_idc` that the encoder gives as well.
const HEADER: u8 = 2 << 5 | SLICE;
/// `slice_type` of a picture that has P slices alone (table 7-6).
const P: u32 = 5;
/// `profile_idc` High.
const HIGH: u32 = 100;

/// What the headers of a stream say about its slices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slices {
    /// Of `frame_num`, in bits.
    number: usize,
    /// In a picture.
    macroblocks: u32,
    /// The picture parameter set's id.
    parameters: u32,
    /// Whether each slice says how it is deblocked.
    deblocking: bool,
}

impl Slices {
    /// Reads the parameter sets in front of a key frame. None if slices have to be written in another way than they are
    /// here.
    pub fn read(key: &[u8]) -> Option<Self> {
        let of = |kind: u8| {
            let unit = units(key).find(|unit| unit.first().is_some_and(|&b| b & 31 == kind))?;
            Some(unguarded(&unit[1..]))
        };
        let (number, macroblocks) = sequence(&of(SEQUENCE)?)?;
        let (parameters, deblocking) = picture(&of(PICTURE)?)?;
        Some(Self {
            number,
            macroblocks,
            parameters,
            deblocking,
        })
    }

    /// The picture before it once more, as so many pictures after the key frame: slice header (7.3.3) and data (7.3.4).
    pub fn repeat(&self, since_key: u32) -> Vec<u8> {
        let mut slice = BitWriter::default();
        slice.bits(8, u32::from(HEADER));
        slice.ue(0); // first_mb_in_slice
        slice.ue(P);
        slice.ue(self.parameters);
        slice.bits(self.number, since_key);
        slice.bits(1, 0); // num_ref_idx_active_override_flag
        slice.bits(1, 0); // ref_pic_list_modification_flag_l0
        slice.bits(1, 0); // adaptive_ref_pic_marking_mode_flag
        slice.ue(0); // slice_qp_delta
        if self.deblocking {
            slice.ue(1); // disable_deblocking_filter_idc
        }
        slice.ue(self.macroblocks); // mb_skip_run
        let mut stream = Vec::new();
        push_unit(&mut stream, &guarded(&slice.finish()));
        stream
    }

    /// A picture that is no key frame, as so many pictures after one. None if a header cannot be read.
    pub fn numbered(&self, picture: &[u8], since_key: u32) -> Option<Vec<u8>> {
        let mut stream = Vec::with_capacity(picture.len() + 16);
        for unit in units(picture) {
            if unit.first()? & 31 != SLICE {
                push_unit(&mut stream, unit);
                continue;
            }
            let mut slice = unguarded(unit);
            let mut header = BitReader::new(&slice);
            header.bits(8)?;
            header.pass_numbers(3)?; // first_mb_in_slice, slice_type, pic_parameter_set_id
            let at = header.position();
            header.bits(self.number)?;
            put(&mut slice, at, self.number, since_key);
            push_unit(&mut stream, &guarded(&slice));
        }
        Some(stream)
    }
}

/// The bits of a `frame_num` and the macroblocks of a picture by a sequence parameter set (7.3.2.1.1).
fn sequence(set: &[u8]) -> Option<(usize, u32)> {
    let mut set = BitReader::new(set);
    let profile = set.bits(8)?;
    set.bits(16)?; // constraint flags, level_idc
    set.ue()?; // seq_parameter_set_id
    let chroma = set.ue()?;
    set.pass_numbers(2)?; // bit depths
    set.flag()?; // qpprime_y_zero_transform_bypass_flag
    let scaling = set.flag()?;
    let number = set.ue()? as usize + 4;
    let order = set.ue()?;
    if profile != HIGH || chroma != 1 || scaling || number > 16 || order != 2 {
        return None;
    }
    set.ue()?; // max_num_ref_frames
    set.flag()?; // gaps_in_frame_num_value_allowed_flag
    let (width, height) = (set.ue()?.checked_add(1)?, set.ue()?.checked_add(1)?);
    let frames_only = set.flag()?;
    frames_only.then_some((number, width.checked_mul(height)?))
}

/// The id of a picture parameter set and whether its slices say how they are deblocked (7.3.2.2).
fn picture(set: &[u8]) -> Option<(u32, bool)> {
    let mut set = BitReader::new(set);
    let id = set.ue()?;
    set.ue()?; // seq_parameter_set_id
    let arithmetic = set.flag()?;
    set.flag()?; // bottom_field_pic_order_in_frame_present_flag, of no meaning where frame_num orders
    let groups = set.ue()?;
    set.pass_numbers(2)?; // how many references are in a list by default
    let weighted = set.flag()?;
    set.bits(2)?; // weighted_bipred_idc
    set.pass_numbers(3)?; // pic_init_qp_minus26, pic_init_qs_minus26, chroma_qp_index_offset
    let deblocking = set.flag()?;
    set.flag()?; // constrained_intra_pred_flag
    let redundant = set.flag()?;
    (!arithmetic && groups == 0 && !weighted && !redundant).then_some((id, deblocking))
}

#[cfg(test)]
mod tests;
