//! Reading MP4 files, those the engine writes and those others wrote: the first H.264 track, whole in memory.

use super::mp4_times;
use super::verify::Fault;
use crate::Size;

/// Where each frame lies in the file, and what a decoder needs before the first of them.
pub struct Track<'a> {
    file: &'a [u8],
    samples: Vec<(usize, usize)>,
    keys: Vec<usize>,
    parameters: Vec<u8>,
    size: Option<Size>,
    /// When each picture is seen first, in seconds from the first one on, and how long they last together.
    starts: Vec<f64>,
    length: f64,
    /// One track, its pictures stored in the order in which they are seen, the index in front.
    plain: bool,
}

impl<'a> Track<'a> {
    pub fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let moov = child(file, b"moov").ok_or_else(|| broken("it has no index"))?;
        let tracks: Vec<&[u8]> = children(moov, b"trak").collect();
        let (media, table) = tracks
            .iter()
            .find_map(|track| {
                let media = child(track, b"mdia")?;
                let table = child(child(media, b"minf")?, b"stbl")?;
                child(child(table, b"stsd")?.get(8..)?, b"avc1").map(|_| (media, table))
            })
            .ok_or_else(|| broken("its index has no H.264 video"))?;
        let sizes = sizes(table).ok_or_else(|| broken("its frame sizes are missing"))?;
        let samples =
            offsets(table, &sizes).ok_or_else(|| broken("its frame places are missing"))?;
        if samples
            .iter()
            .any(|&(at, len)| at.checked_add(len).is_none_or(|end| end > file.len()))
        {
            return Err(broken("it ends too early"));
        }
        let keys = match child(table, b"stss") {
            Some(list) => words(list, 8)
                .map(|n| (n as usize).saturating_sub(1))
                .collect(),
            None => (0..samples.len()).collect(),
        };
        let parameters =
            parameters(table).ok_or_else(|| broken("its decoder settings are missing"))?;
        let times = mp4_times::read(media, table, samples.len())
            .ok_or_else(|| broken("its times are missing"))?;
        let at = |name: &[u8; 4]| file.windows(4).position(|word| word == name);
        Ok(Self {
            file,
            samples,
            keys,
            parameters,
            size: size(table),
            starts: times.starts,
            length: times.length,
            plain: tracks.len() == 1 && !times.reordered && at(b"moov") < at(b"mdat"),
        })
    }

    /// The size that the index tells.
    pub const fn size(&self) -> Option<Size> {
        self.size
    }

    /// When each picture is seen first, in the order in which they are seen.
    pub fn starts(&self) -> &[f64] {
        &self.starts
    }

    /// How long it lasts, in seconds.
    pub const fn length(&self) -> f64 {
        self.length
    }

    /// Whether it is built like the files the engine writes.
    pub const fn is_plain(&self) -> bool {
        self.plain
    }

    pub const fn frames(&self) -> usize {
        self.samples.len()
    }

    /// The last key frame at or before a frame.
    pub fn key_before(&self, frame: usize) -> usize {
        self.keys
            .iter()
            .copied()
            .filter(|&key| key <= frame)
            .max()
            .unwrap_or(0)
    }

    /// The parameter sets, as a decoder takes them.
    pub fn parameters(&self) -> &[u8] {
        &self.parameters
    }

    /// A frame as a decoder takes it, each unit behind a start code.
    pub fn frame(&self, index: usize) -> Result<Vec<u8>, Fault> {
        let &(at, len) = self
            .samples
            .get(index)
            .ok_or_else(|| broken("a frame is missing"))?;
        let mut units = &self.file[at..at + len];
        let mut out = Vec::with_capacity(len + 16);
        while let Some((length, rest)) = units.split_first_chunk::<4>() {
            let unit = rest
                .get(..u32::from_be_bytes(*length) as usize)
                .ok_or_else(|| broken("a frame is cut"))?;
            out.extend_from_slice(&[0, 0, 0, 1]);
            out.extend_from_slice(unit);
            units = &rest[unit.len()..];
        }
        Ok(out)
    }
}

pub fn broken(why: &str) -> Fault {
    Fault::NotPlayable(why.to_owned())
}

/// The content of the first box of a name among the boxes of `inside`.
pub fn child<'a>(inside: &'a [u8], name: &'static [u8; 4]) -> Option<&'a [u8]> {
    children(inside, name).next()
}

/// The contents of all boxes of a name among the boxes of `inside`.
pub fn children<'a>(inside: &'a [u8], name: &'static [u8; 4]) -> impl Iterator<Item = &'a [u8]> {
    boxes(inside)
        .filter(move |(kind, _)| kind == name)
        .filter_map(|(_, content)| content)
}

/// The boxes of `inside`, each with its name and its content; that of one which is cut off is missing.
pub fn boxes(inside: &[u8]) -> impl Iterator<Item = (&[u8], Option<&[u8]>)> {
    let mut rest = inside;
    std::iter::from_fn(move || {
        let (size, kind) = (rest.get(..4)?, rest.get(4..8)?);
        let (head, size) = match u32::from_be_bytes(size.try_into().ok()?) as usize {
            0 => (8, rest.len()),
            1 => (
                16,
                usize::try_from(u64::from_be_bytes(rest.get(8..16)?.try_into().ok()?)).ok()?,
            ),
            size => (8, size),
        };
        let content = rest.get(head..size);
        rest = rest.get(size.max(8)..).unwrap_or_default();
        Some((kind, content))
    })
}

/// The size in the first entry of the table.
fn size(table: &[u8]) -> Option<Size> {
    let entry = child(child(table, b"stsd")?.get(8..)?, b"avc1")?;
    let side = |at: usize| {
        Some(u32::from(u16::from_be_bytes(
            entry.get(at..at + 2)?.try_into().ok()?,
        )))
    };
    Some(Size::new(side(24)?, side(26)?))
}

/// The 32-bit number at an offset.
pub fn word(table: &[u8], at: usize) -> Option<u32> {
    words(table, at).next()
}

/// The 32-bit numbers of a table from an offset on.
pub fn words(table: &[u8], from: usize) -> impl Iterator<Item = u32> + '_ {
    let list = table.get(from..).unwrap_or(&[]);
    list.chunks_exact(4)
        .map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
}

fn sizes(table: &[u8]) -> Option<Vec<usize>> {
    let list = child(table, b"stsz")?;
    let mut head = words(list, 4);
    let (same, count) = (head.next()?, head.next()? as usize);
    if same != 0 {
        return Some(vec![same as usize; count.min(1 << 20)]);
    }
    let sizes: Vec<_> = words(list, 12)
        .take(count)
        .map(|size| size as usize)
        .collect();
    (sizes.len() == count).then_some(sizes)
}

/// Spreads the samples over their chunks.
fn offsets(table: &[u8], sizes: &[usize]) -> Option<Vec<(usize, usize)>> {
    let chunks: Vec<usize> = match child(table, b"stco") {
        Some(list) => words(list, 8).map(|at| at as usize).collect(),
        None => {
            let list = child(table, b"co64")?.get(8..)?;
            list.chunks_exact(8)
                .map(|b| {
                    b.iter()
                        .fold(0_usize, |sum, &byte| sum << 8 | usize::from(byte))
                })
                .collect()
        }
    };
    let runs: Vec<u32> = words(child(table, b"stsc")?, 8).collect();
    let runs: Vec<(usize, usize)> = runs
        .chunks_exact(3)
        .map(|run| (run[0] as usize, run[1] as usize))
        .collect();
    let mut out = Vec::with_capacity(sizes.len());
    let mut left = sizes.iter();
    for (i, &chunk) in chunks.iter().enumerate() {
        let per = runs.iter().rev().find(|(first, _)| *first <= i + 1)?.1;
        let mut at = chunk;
        for &size in left.by_ref().take(per) {
            out.push((at, size));
            at = at.checked_add(size)?;
        }
    }
    (out.len() == sizes.len()).then_some(out)
}

/// The parameter sets of the track, each behind a start code.
fn parameters(table: &[u8]) -> Option<Vec<u8>> {
    let entry = child(child(table, b"stsd")?.get(8..)?, b"avc1")?;
    let settings = child(entry.get(78..)?, b"avcC")?;
    let mut out = Vec::new();
    let mut rest = settings.get(5..)?;
    for mask in [0x1f, 0xff] {
        let (&count, mut sets) = rest.split_first()?;
        for _ in 0..count & mask {
            let len = usize::from(u16::from_be_bytes(sets.get(..2)?.try_into().ok()?));
            out.extend_from_slice(&[0, 0, 0, 1]);
            out.extend_from_slice(sets.get(2..2 + len)?);
            sets = &sets[2 + len..];
        }
        rest = sets;
    }
    Some(out)
}
