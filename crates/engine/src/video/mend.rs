//! What the MP4 writer leaves out of a file's index, put in.

use super::mp4_file::{boxes, child, children, word, words};

/// The boxes of an index that hold others, with the length of what stands before the first of these.
const HOLDERS: [(&[u8; 4], usize); 6] = [
    (b"trak", 0),
    (b"mdia", 0),
    (b"minf", 0),
    (b"stbl", 0),
    (b"stsd", 8),
    (b"avc1", 78),
];
/// H.264 High, as a stream names its profile.
const HIGH: u8 = 100;
/// What a High stream's settings end with (ISO/IEC 14496-15, `AVCDecoderConfigurationRecord`): colours at half the size, eight
/// bits of brightness and of colour, and no further parameter sets. Reserved bits are ones. The encoder knows nothing else.
const HIGH_FIELDS: [u8; 4] = [0xfc | 1, 0xf8, 0xf8, 0];

/// By how many bytes a file may grow.
pub const MENDED: usize = HIGH_FIELDS.len();

/// Mends a file's index: its video's settings say what a High stream's have to, and the whole lasts as long as its longest
/// track (ISO/IEC 14496-12, `mvhd`). None if it has no index that can be read; the file is as it was then.
///
/// The fields make the index longer, so what lies behind it moves, and so do the places that the index tells of it.
pub fn mend(file: &mut Vec<u8>) -> Option<()> {
    let (at, length) = place_of_index(file)?;
    let index = file.get(at + 8..at + length)?;
    let lacks = children(index, b"trak").any(|track| settings(track).is_some_and(lacks_fields));
    let mending = Mending {
        grows: if lacks { HIGH_FIELDS.len() as u32 } else { 0 },
        behind: u32::try_from(at + length).ok()?,
        lasts: longest(index)?,
    };
    let mended = mending.rebuilt(b"moov", index)?;
    drop(file.splice(at..at + length, mended));
    Some(())
}

/// Where the index begins, and its length.
fn place_of_index(file: &[u8]) -> Option<(usize, usize)> {
    let mut at = 0;
    loop {
        let length = word(file, at)? as usize;
        match file.get(at + 4..at + 8)? {
            b"moov" => return Some((at, length)),
            _ if length < 8 => return None,
            _ => at += length,
        }
    }
}

/// The decoder settings of a track, if it is an H.264 one.
fn settings(track: &[u8]) -> Option<&[u8]> {
    let table = child(child(child(track, b"mdia")?, b"minf")?, b"stbl")?;
    let entry = child(child(table, b"stsd")?.get(8..)?, b"avc1")?;
    child(entry.get(78..)?, b"avcC")
}

/// Whether settings of a High stream end with its parameter sets.
fn lacks_fields(settings: &[u8]) -> bool {
    settings.get(1) == Some(&HIGH) && behind_parameters(settings).is_some_and(<[u8]>::is_empty)
}

/// What stands in decoder settings behind both lists of parameter sets.
fn behind_parameters(settings: &[u8]) -> Option<&[u8]> {
    let mut rest = settings.get(5..)?;
    for mask in [0x1f, 0xff] {
        let (&count, mut sets) = rest.split_first()?;
        for _ in 0..count & mask {
            let length = usize::from(u16::from_be_bytes(sets.get(..2)?.try_into().ok()?));
            sets = sets.get(2 + length..)?;
        }
        rest = sets;
    }
    Some(rest)
}

/// The length of the longest track, in the time of the whole.
fn longest(index: &[u8]) -> Option<u32> {
    children(index, b"trak")
        .map(|track| word(first_version(child(track, b"tkhd")?)?, 20))
        .try_fold(0, |longest, length| Some(longest.max(length?)))
}

/// A box whose times have 32 bits, as those of all our files have.
fn first_version(content: &[u8]) -> Option<&[u8]> {
    (content.first() == Some(&0)).then_some(content)
}

/// What is different in a mended index.
struct Mending {
    /// By how many bytes it is longer.
    grows: u32,
    /// Where it ended before that.
    behind: u32,
    /// How long the whole lasts.
    lasts: u32,
}

impl Mending {
    /// A box with what is mended in it.
    fn rebuilt(&self, kind: &[u8], content: &[u8]) -> Option<Vec<u8>> {
        let mut mended = vec![0; 4];
        mended.extend_from_slice(kind);
        let holder = HOLDERS.iter().find(|(holder, _)| holder.as_slice() == kind);
        match (kind, holder) {
            (b"moov", _) => self.boxes(&mut mended, content)?,
            (_, Some(&(_, before))) => {
                mended.extend_from_slice(content.get(..before)?);
                self.boxes(&mut mended, &content[before..])?;
            }
            (b"mvhd", _) => {
                let content = first_version(content)?;
                mended.extend_from_slice(content.get(..16)?);
                mended.extend_from_slice(&self.lasts.to_be_bytes());
                mended.extend_from_slice(content.get(20..)?);
            }
            (b"stco", _) => {
                mended.extend_from_slice(content.get(..8)?);
                for place in words(content, 8) {
                    let moves = if place >= self.behind { self.grows } else { 0 };
                    mended.extend_from_slice(&place.checked_add(moves)?.to_be_bytes());
                }
            }
            (b"avcC", _) => {
                mended.extend_from_slice(content);
                if lacks_fields(content) {
                    mended.extend_from_slice(&HIGH_FIELDS);
                }
            }
            _ => mended.extend_from_slice(content),
        }
        let length = u32::try_from(mended.len()).ok()?;
        mended[..4].copy_from_slice(&length.to_be_bytes());
        Some(mended)
    }

    fn boxes(&self, mended: &mut Vec<u8>, inside: &[u8]) -> Option<()> {
        for (kind, content) in boxes(inside) {
            mended.extend(self.rebuilt(kind, content?)?);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::{Bed, Sound};
    use crate::video::encode::SegmentEncoder;
    use crate::video::frames::Frame;
    use crate::video::{Expected, mux, sounding, verify};
    use crate::{RenderError, Size};

    const SIZE: Size = Size::new(64, 48);
    const FRAMES: u32 = 60;

    /// Two seconds of stripes that move, with a sound or without.
    fn file(sound: &[Vec<u8>]) -> Vec<u8> {
        let mut encoder = SegmentEncoder::new(SIZE).expect("an encoder");
        let packets = (0..FRAMES).map(|number| -> Result<_, RenderError> {
            let pixel = |at: u32| [((at + number) % 16 * 15) as u8, 90, 160, 255];
            let rgba: Vec<u8> = (0..SIZE.width * SIZE.height).flat_map(pixel).collect();
            encoder.encode(Frame::new(&rgba))
        });
        mux::mp4(SIZE, packets, sound).expect("a file")
    }

    fn index(file: &[u8]) -> &[u8] {
        child(file, b"moov").expect("an index")
    }

    #[test]
    fn an_index_tells_the_profile_the_length_and_where_everything_lies() {
        let sound = Sound {
            bed: Bed::WarmPulse,
            accent: 30,
        };
        let sound = sounding::packets(Some(sound), FRAMES).expect("a sound");
        for (sound, lasts) in [(Vec::new(), 2_000), (sound, 2_005)] {
            let file = file(&sound);
            let expected = Expected {
                size: SIZE,
                frames: FRAMES,
            };
            assert_eq!(verify(&file, &expected), Ok(()));
            let index = index(&file);
            let header = child(index, b"mvhd").expect("a header");
            assert_eq!(word(header, 16), Some(lasts));
            let tracks: Vec<&[u8]> = children(index, b"trak").collect();
            let settings = settings(tracks[0]).expect("decoder settings");
            assert_eq!(settings[1], HIGH);
            assert_eq!(behind_parameters(settings), Some(&HIGH_FIELDS[..]));
            if let (Some(track), Some(first)) = (tracks.get(1), sound.first()) {
                let inner = |inside, name| child(inside, name).expect("a table");
                let table = [b"mdia", b"minf", b"stbl", b"stco"]
                    .into_iter()
                    .fold(*track, inner);
                let at = word(table, 8).expect("a place") as usize;
                // A file has its sound without the seven bytes that stand before each packet of a stream.
                assert!(file[at..].starts_with(&first[7..]), "the sound has moved");
            }
        }
    }

    #[test]
    fn what_is_mended_already_stays_and_what_is_no_file_too() {
        let whole = file(&[]);
        let mut again = whole.clone();
        assert_eq!(mend(&mut again), Some(()));
        assert!(again == whole);
        for cut in [0, 7, 40, 200, 600] {
            let mut broken = whole[..cut].to_vec();
            assert_eq!(mend(&mut broken), None, "{cut} bytes");
            assert_eq!(broken, whole[..cut]);
        }
    }
}
