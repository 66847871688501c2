//! What is read from headers and written into slices, bit by bit.

use super::*;
use crate::Size;
use crate::video::encode::SegmentEncoder;
use crate::video::frames::Frame;

/// What the parameter sets of a test say, all of it as the encoder has it at first.
#[derive(Clone, Copy)]
struct Sets {
    profile: u32,
    scaling: u32,
    order: u32,
    frames_only: u32,
    arithmetic: u32,
    groups: u32,
    weighted: u32,
    deblocking: u32,
    redundant: u32,
}

const SETS: Sets = Sets {
    profile: HIGH,
    scaling: 0,
    order: 2,
    frames_only: 1,
    arithmetic: 0,
    groups: 0,
    weighted: 0,
    deblocking: 1,
    redundant: 0,
};

impl Sets {
    /// Of pictures of 5 by 3 macroblocks whose `frame_num` has 6 bits.
    fn stream(self) -> Vec<u8> {
        let mut set = BitWriter::default();
        set.bits(8, u32::from(SEQUENCE));
        set.bits(8, self.profile);
        set.bits(16, 0);
        [0, 1, 0, 0].into_iter().for_each(|number| set.ue(number));
        set.bits(2, self.scaling);
        [2, self.order, 1]
            .into_iter()
            .for_each(|number| set.ue(number));
        set.bits(1, 0);
        [4, 2].into_iter().for_each(|number| set.ue(number));
        set.bits(1, self.frames_only);
        let mut stream = Vec::new();
        push_unit(&mut stream, &guarded(&set.finish()));
        let mut set = BitWriter::default();
        set.bits(8, u32::from(PICTURE));
        [1, 0].into_iter().for_each(|number| set.ue(number));
        set.bits(2, self.arithmetic << 1);
        [self.groups, 0, 0]
            .into_iter()
            .for_each(|number| set.ue(number));
        set.bits(3, self.weighted << 2);
        [0; 3].into_iter().for_each(|number| set.ue(number));
        set.bits(3, self.deblocking << 2 | self.redundant);
        push_unit(&mut stream, &guarded(&set.finish()));
        stream
    }
}

#[test]
fn streams_of_another_kind_are_left_alone() {
    let read = |sets: Sets| Slices::read(&sets.stream());
    let expected = Slices {
        number: 6,
        macroblocks: 15,
        parameters: 1,
        deblocking: true,
    };
    assert_eq!(read(SETS).as_ref(), Some(&expected));
    let deblocking = 0;
    let plain = read(Sets { deblocking, ..SETS });
    let deblocking = false;
    assert_eq!(
        plain,
        Some(Slices {
            deblocking,
            ..expected
        })
    );
    for other in [
        Sets {
            profile: 77,
            ..SETS
        },
        Sets { scaling: 1, ..SETS },
        Sets { order: 0, ..SETS },
        Sets {
            frames_only: 0,
            ..SETS
        },
        Sets {
            arithmetic: 1,
            ..SETS
        },
        Sets { groups: 1, ..SETS },
        Sets {
            weighted: 1,
            ..SETS
        },
        Sets {
            redundant: 1,
            ..SETS
        },
    ] {
        assert_eq!(read(other), None);
    }
    let whole = SETS.stream();
    assert_eq!(Slices::read(&whole[..whole.len() - 3]), None);
    assert_eq!(Slices::read(&[]), None);
}

#[test]
fn a_repeated_picture_is_a_few_bits() {
    let slices = Slices::read(&SETS.stream()).expect("parameter sets");
    // first_mb_in_slice 1, slice_type 00110, pic_parameter_set_id 010, frame_num 000101, three flags 000, slice_qp_delta 1,
    // disable_deblocking_filter_idc 010, mb_skip_run 000010000, and the one that ends it.
    let bits = [0b1001_1001, 0b0000_1010, 0b0010_1000, 0b0010_0001];
    let expected = [&[0, 0, 0, 1, 0x41][..], &bits].concat();
    assert_eq!(slices.repeat(5), expected);
}

#[test]
fn a_slice_gets_its_number_and_keeps_all_else() {
    let slices = Slices::read(&SETS.stream()).expect("parameter sets");
    let mut slice = BitWriter::default();
    slice.bits(8, u32::from(HEADER));
    [0, P, 1].into_iter().for_each(|number| slice.ue(number));
    slice.bits(6, 0b10_0000);
    // With 0 for a number there are start codes in what follows.
    slice.bits(32, 0);
    slice.bits(1, 1);
    slice.bits(24, 1);
    let mut stream = vec![0, 0, 0, 1, 9, 16];
    push_unit(&mut stream, &guarded(&slice.finish()));
    for number in 0..64 {
        let numbered = slices.numbered(&stream, number).expect("a slice");
        assert_eq!(units(&numbered).count(), 2);
        assert_eq!(slices.numbered(&numbered, 0b10_0000), Some(stream.clone()));
        let unit = unguarded(units(&numbered).last().expect("a slice"));
        let mut header = BitReader::new(&unit);
        assert_eq!(header.bits(8 + 9), Some(0x41 << 9 | 0b1_0011_0010));
        assert_eq!(header.bits(6), Some(number));
        assert_eq!(header.bits(32), Some(0));
    }
    assert_eq!(slices.numbered(&[0, 0, 1, 0x41, 0x98], 1), None);
}

#[test]
fn the_encoder_writes_streams_that_can_be_held() {
    for (size, macroblocks) in [(Size::new(64, 48), 12), (Size::new(90, 160), 60)] {
        let mut encoder = SegmentEncoder::new(size).expect("an encoder");
        let grey = vec![128; size.rgba_len()];
        let key = encoder.encode(Frame::new(&grey)).expect("a picture");
        let expected = Slices {
            number: 15,
            macroblocks,
            parameters: 0,
            deblocking: true,
        };
        assert_eq!(Slices::read(&key.data), Some(expected));
    }
}
