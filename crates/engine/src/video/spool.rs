//! Where encoded frames wait for the file they become a part of: on the disk, so that a long video takes no more memory
//! than a short one.

use super::encode::Packet;
use crate::RenderError;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

/// Packets of any number of videos, kept by any number of threads. Their file has no name, so that nothing of it is left
/// however a render ends.
pub struct Spool {
    file: Mutex<File>,
}

/// Where a packet waits.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    key: bool,
    at: u64,
    length: usize,
}

impl Spool {
    pub fn new() -> Result<Self, RenderError> {
        Ok(Self {
            file: Mutex::new(scratch()?),
        })
    }

    pub fn keep(&self, packet: &Packet) -> Result<Kept, RenderError> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // A write that failed half-way may have left something at the end; what comes later goes behind it.
        let at = file.seek(SeekFrom::End(0)).map_err(failed)?;
        file.write_all(&packet.data).map_err(failed)?;
        Ok(Kept {
            key: packet.key,
            at,
            length: packet.data.len(),
        })
    }

    pub fn packet(&self, kept: Kept) -> Result<Packet, RenderError> {
        let mut data = vec![0; kept.length];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(kept.at)).map_err(failed)?;
        file.read_exact(&mut data).map_err(failed)?;
        Ok(Packet {
            key: kept.key,
            data,
        })
    }
}

/// A file without a name in the system's folder for such.
pub fn scratch() -> Result<File, RenderError> {
    tempfile::tempfile().map_err(failed)
}

pub fn failed(error: std::io::Error) -> RenderError {
    RenderError::Encoding(format!("no place for a video while it is made: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_come_back_as_they_were_whoever_kept_them() {
        let spool = Spool::new().expect("a file");
        let packet = |number: u8| Packet {
            key: number.is_multiple_of(3),
            data: vec![number; usize::from(number) * 100],
        };
        let keep = |numbers: std::ops::Range<u8>| -> Vec<(u8, Kept)> {
            let kept = |number| (number, spool.keep(&packet(number)).expect("kept"));
            numbers.map(kept).collect()
        };
        let kept = std::thread::scope(|threads| {
            let halves = [0..40, 40..80].map(|half| threads.spawn(|| keep(half)));
            halves.map(|half| half.join().expect("a thread")).concat()
        });
        for (number, place) in kept.into_iter().rev() {
            let (found, wanted) = (spool.packet(place).expect("there"), packet(number));
            assert_eq!((found.key, found.data), (wanted.key, wanted.data));
        }
    }
}
