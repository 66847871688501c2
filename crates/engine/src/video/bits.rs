//! The bits of H.264's headers, as clause 7.2 of ITU-T H.264 reads and writes them.

/// The units of a byte stream (annex B), without the start codes before them.
pub fn units(stream: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = after_start_code(stream);
    std::iter::from_fn(move || {
        let unit = rest?;
        let end = unit
            .windows(3)
            .position(|three| three[..2] == [0, 0] && three[2] <= 1)
            .unwrap_or(unit.len());
        rest = after_start_code(&unit[end..]);
        Some(&unit[..end])
    })
}

fn after_start_code(stream: &[u8]) -> Option<&[u8]> {
    let at = stream.windows(3).position(|three| three == [0, 0, 1])?;
    Some(&stream[at + 3..])
}

/// Adds a unit to a byte stream, behind a start code.
pub fn push_unit(stream: &mut Vec<u8>, unit: &[u8]) {
    stream.extend_from_slice(&[0, 0, 0, 1]);
    stream.extend_from_slice(unit);
}

/// A unit without the bytes that keep start codes out of it (clause 7.3.1).
pub fn unguarded(unit: &[u8]) -> Vec<u8> {
    let (mut out, mut zeros) = (Vec::with_capacity(unit.len()), 0);
    for &byte in unit {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        out.push(byte);
    }
    out
}

/// A unit with the bytes that keep start codes out of it (clause 7.4.1). It has to end with a byte that is not zero, as all
/// do but those of slices that are coded arithmetically.
pub fn guarded(unit: &[u8]) -> Vec<u8> {
    let (mut out, mut zeros) = (Vec::with_capacity(unit.len() + 16), 0);
    for &byte in unit {
        if zeros >= 2 && byte <= 3 {
            out.push(3);
            zeros = 0;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        out.push(byte);
    }
    out
}

/// Reads bits from the first of a byte on. Everything is none behind the end.
pub struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bits have been read.
    pub const fn position(&self) -> usize {
        self.at
    }

    /// A flag, `u(1)`.
    pub fn flag(&mut self) -> Option<bool> {
        Some(self.bits(1)? == 1)
    }

    /// An unsigned number of at most 32 bits, `u(n)`.
    pub fn bits(&mut self, count: usize) -> Option<u32> {
        let mut value = 0;
        for at in self.at..self.at + count {
            let byte = self.bytes.get(at / 8)?;
            value = value << 1 | u32::from(byte >> (7 - at % 8) & 1);
        }
        self.at += count;
        Some(value)
    }

    /// An unsigned Exp-Golomb number, `ue(v)` (clause 9.1).
    pub fn ue(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
        }
        if zeros >= 32 {
            return None;
        }
        Some((1 << zeros) - 1 + self.bits(zeros)?)
    }

    /// Passes over so many Exp-Golomb numbers, signed ones too, which are as long (clause 9.1.1).
    pub fn pass_numbers(&mut self, count: usize) -> Option<()> {
        (0..count).try_for_each(|_| self.ue().map(drop))
    }
}

/// Writes bits from the first of a byte on.
#[derive(Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    written: usize,
}

impl BitWriter {
    /// An unsigned number, `u(n)`.
    pub fn bits(&mut self, count: usize, value: u32) {
        self.bytes.resize((self.written + count).div_ceil(8), 0);
        put(&mut self.bytes, self.written, count, value);
        self.written += count;
    }

    /// An unsigned Exp-Golomb number, `ue(v)` (clause 9.1).
    pub fn ue(&mut self, value: u32) {
        let code = value + 1;
        let length = code.ilog2() as usize;
        self.bits(length, 0);
        self.bits(length + 1, code);
    }

    /// Ends a unit: a one, and zeros up to the end of the byte (clause 7.3.2.11).
    pub fn finish(mut self) -> Vec<u8> {
        self.bits(1, 1);
        self.bytes
    }
}

/// Writes a number over the bits that begin at `at`, all of which have to be there.
pub fn put(bytes: &mut [u8], at: usize, count: usize, value: u32) {
    for i in 0..count {
        let (byte, mask) = (&mut bytes[(at + i) / 8], 1 << (7 - (at + i) % 8));
        match value >> (count - 1 - i) & 1 {
            1 => *byte |= mask,
            _ => *byte &= !mask,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        let numbers = [0, 1, 2, 3, 7, 8, 254, 255, 8_159, 70_000];
        let mut writer = BitWriter::default();
        for &number in &numbers {
            writer.ue(number);
            writer.bits(17, number);
        }
        let bytes = writer.finish();
        let mut reader = BitReader::new(&bytes);
        for &number in &numbers {
            assert_eq!(reader.ue(), Some(number));
            assert_eq!(reader.bits(17), Some(number));
        }
        assert_eq!(reader.flag(), Some(true));
        assert!(bytes.len() * 8 - reader.position() < 8);
        assert_eq!(reader.bits(8), None);
        assert_eq!(BitReader::new(&[0; 5]).ue(), None);
        assert_eq!(BitReader::new(&[0, 0, 0, 0, 0x80, 0, 0, 0, 0]).ue(), None);
    }

    #[test]
    fn the_first_numbers_have_the_codes_of_table_9_1() {
        let mut writer = BitWriter::default();
        (0..=4).for_each(|number| writer.ue(number));
        // 1 010 011 00100 00101, and the one that ends it.
        assert_eq!(writer.finish(), [0b1010_0110, 0b0100_0010, 0b1100_0000]);
    }

    #[test]
    fn a_number_is_written_over_its_own_bits_alone() {
        let mut bytes = [0xff, 0x00, 0xff];
        put(&mut bytes, 6, 12, 0b1010_0101_1010);
        assert_eq!(bytes, [0b1111_1110, 0b1001_0110, 0b1011_1111]);
    }

    #[test]
    fn nothing_in_a_guarded_unit_looks_like_a_start_code() {
        // Every six bytes of those that matter.
        for number in 0..5_u32.pow(6) {
            let byte = |place| [0, 1, 2, 3, 0x80][(number / 5_u32.pow(place) % 5) as usize];
            let unit: Vec<u8> = (0..6).map(byte).chain([0x80]).collect();
            let safe = guarded(&unit);
            let bare = |three: &[u8]| three[..2] == [0, 0] && three[2] < 3;
            assert!(!safe.windows(3).any(bare), "{unit:?} became {safe:?}");
            assert_eq!(unguarded(&safe), unit);
        }
    }

    #[test]
    fn a_stream_falls_into_its_units() {
        let mut stream = vec![0, 0, 1, 9, 16];
        push_unit(&mut stream, &[0x67, 1, 0, 0, 3, 1]);
        push_unit(&mut stream, &[0x41, 7]);
        let found: Vec<&[u8]> = units(&stream).collect();
        assert_eq!(found, [&[9, 16][..], &[0x67, 1, 0, 0, 3, 1], &[0x41, 7]]);
        assert_eq!(units(&[1, 2, 3]).count(), 0);
    }
}
