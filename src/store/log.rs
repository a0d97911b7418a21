//! The write-ahead log beside a database: is it whole? SQLite reads it up to the first frame that does not fit and says
//! nothing of what comes behind.
//!
//! Source: SQLite, "Database File Format", section 4 (the WAL: header, frames, checksums). A power cut tears at most the
//! transaction that nobody was told is saved: under FULL the next one begins only when the one before is on the disk. So
//! a frame that does not fit, with the end of its own transaction *and* a whole later one behind it, was altered.

use std::path::Path;

use super::set_aside::failed;
use super::{Finding, StoreError, set_aside};

/// The log's own header, and that of each frame.
const HEADER: usize = 32;
const FRAME: usize = 24;
/// The magic number; its last bit says in which order of bytes the sums are made.
const MAGIC: u32 = 0x377f_0682;

/// The sums of a frame, which the next one's go on from.
type Sums = (u32, u32);

/// What is not as it should be with the log beside a database. It may be written to meanwhile: what was found is looked
/// at once more.
pub fn log_findings(database: &Path) -> Result<Vec<Finding>, StoreError> {
    let path = set_aside::log_of(database);
    let found = read(&path)?;
    Ok(if found.is_empty() {
        found
    } else {
        read(&path)?.into_iter().filter(|one| found.contains(one)).collect()
    })
}

fn read(path: &Path) -> Result<Vec<Finding>, StoreError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(look(&bytes).into_iter().map(|text| Finding { check: "log", text }).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => Err(failed(path)(source)),
    }
}

/// What is wrong with the bytes of a log.
fn look(bytes: &[u8]) -> Option<String> {
    let log = Log::of(bytes)?;
    let begins = log.header_sums();
    if begins != Some(log.stored(HEADER - 8)?) {
        // SQLite takes no frame of such a log. Where it is of another go than its frames, it was being begun anew.
        let last = log.committed(0, log.stored(HEADER - 8)?)?;
        return Some(format!("its header does not fit, {last} frames behind it are not read"));
    }
    let mut sums = begins?;
    for number in 0.. {
        let frame = log.frame(number)?;
        // A frame of other salts is what an earlier go of the log left behind: nothing of this go follows it.
        let summed = log.sums(sums, &frame);
        if !frame.is_of(&log) || frame.number == 0 || summed != frame.sums {
            let end = log.end_of_transaction(number)?;
            // Where that is the frame itself, its sums may be what was altered.
            let from = |sums| log.committed(end + 1, sums);
            let lost = from(log.frame(end)?.sums).or_else(|| from(summed))? - number;
            return Some(format!(
                "frame {} was altered, {lost} frames from there on are not read",
                number + 1
            ));
        }
        sums = frame.sums;
    }
    None
}

/// The bytes of a log with what its header says.
struct Log<'a> {
    bytes: &'a [u8],
    page: usize,
    salts: (u32, u32),
    big: bool,
}

/// One frame.
struct Frame<'a> {
    /// Which page it holds; none has the number 0.
    number: u32,
    /// How large the database is after a transaction's last frame; 0 in every other.
    commit: u32,
    salts: (u32, u32),
    sums: Sums,
    summed: [&'a [u8]; 2],
}

impl Frame<'_> {
    /// Whether it was written in this go of the log.
    fn is_of(&self, log: &Log<'_>) -> bool {
        self.salts == log.salts
    }
}

impl<'a> Log<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let number = |at: usize| word(bytes, at, true);
        let page = usize::try_from(number(8)?).ok()?;
        let sized = page.is_power_of_two() && (512..=65_536).contains(&page);
        let big = number(0)? & 1 == 1;
        sized.then_some(Self { bytes, page, salts: (number(16)?, number(20)?), big })
    }

    fn header_sums(&self) -> Option<Sums> {
        let magic = word(self.bytes, 0, true)?;
        let summed = self.bytes.get(..HEADER - 8)?;
        (magic & !1 == MAGIC).then(|| add((0, 0), summed, self.big))
    }

    fn stored(&self, at: usize) -> Option<Sums> {
        Some((word(self.bytes, at, true)?, word(self.bytes, at + 4, true)?))
    }

    /// A frame by its place, counted from 0; none behind the end.
    fn frame(&self, place: usize) -> Option<Frame<'a>> {
        let at = HEADER + place * (FRAME + self.page);
        let whole = self.bytes.get(at..at + FRAME + self.page)?;
        let (head, page) = whole.split_at(FRAME);
        let number = |at: usize| word(head, at, true);
        Some(Frame {
            number: number(0)?,
            commit: number(4)?,
            salts: (number(8)?, number(12)?),
            sums: (number(16)?, number(20)?),
            summed: [head.get(..8)?, page],
        })
    }

    fn sums(&self, before: Sums, frame: &Frame<'_>) -> Sums {
        frame.summed.into_iter().fold(before, |sums, bytes| add(sums, bytes, self.big))
    }

    /// The last frame of the transaction to which the frame at a place belongs. SQLite may write it several times, to
    /// fill a sector.
    fn end_of_transaction(&self, broken: usize) -> Option<usize> {
        let mut end = broken;
        loop {
            let frame = self.frame(end)?;
            if frame.commit != 0 && (end == broken || frame.is_of(self)) {
                let again = |next: &Frame<'_>| (next.number, next.commit) == (frame.number, frame.commit);
                while self.frame(end + 1).is_some_and(|next| again(&next)) {
                    end += 1;
                }
                return Some(end);
            }
            end += 1;
        }
    }

    /// How many frames there are up to the end of the last transaction of those that go on, each from the one before,
    /// from a place; none where no transaction is whole.
    fn committed(&self, place: usize, mut sums: Sums) -> Option<usize> {
        let mut last = None;
        for place in place.. {
            let Some(frame) = self.frame(place).filter(|frame| frame.is_of(self)) else { break };
            if self.sums(sums, &frame) != frame.sums {
                break;
            }
            sums = frame.sums;
            if frame.commit != 0 {
                last = Some(place + 1);
            }
        }
        last
    }
}

fn word(bytes: &[u8], at: usize, big: bool) -> Option<u32> {
    let four = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
}

/// The log's checksum: two sums over words of 32 bits, each taking in the other.
fn add((mut one, mut other): Sums, bytes: &[u8], big: bool) -> Sums {
    for at in (0..bytes.len()).step_by(8) {
        let (Some(left), Some(right)) = (word(bytes, at, big), word(bytes, at + 4, big)) else { break };
        one = one.wrapping_add(left).wrapping_add(other);
        other = other.wrapping_add(right).wrapping_add(one);
    }
    (one, other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    /// A log of four transactions of one frame and more, and where each frame begins.
    fn log() -> (Vec<u8>, Vec<usize>) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("loket.db");
        let db = Connection::open(&file).unwrap();
        db.execute_batch("PRAGMA page_size=1024; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;").unwrap();
        db.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT) STRICT").unwrap();
        for number in 0..3 {
            db.execute("INSERT INTO t (text) VALUES (?1)", [format!("{number}").repeat(3_000)]).unwrap();
        }
        let bytes = std::fs::read(set_aside::log_of(&file)).unwrap();
        assert_eq!(log_findings(&file).unwrap(), []);
        let frames = (bytes.len() - HEADER) / (FRAME + 1024);
        (bytes, (0..frames).map(|place| HEADER + place * (FRAME + 1024)).collect())
    }

    #[test]
    fn a_frame_that_was_altered_before_a_later_transaction_is_found_wherever_it_was_altered() {
        let (whole, frames) = log();
        assert!(frames.len() > 8, "{}", frames.len());
        assert_eq!(look(&whole), None);
        // Page, salt, sum and content of an early frame.
        for at in [0, 3, 9, 17, 24, 500] {
            let mut bent = whole.clone();
            bent[frames[1] + at] ^= 0x40;
            let said = look(&bent).unwrap_or_default();
            assert!(said.starts_with("frame 2 was altered"), "byte {at}: {said}");
        }
        let mut bent = whole;
        bent[12] ^= 1;
        assert!(look(&bent).unwrap().starts_with("its header does not fit"));
    }

    #[test]
    fn what_a_power_cut_leaves_is_no_finding() {
        let (whole, frames) = log();
        // Cut short anywhere, or the last transaction torn in any of its frames while its end is on the disk.
        for length in (0..whole.len()).step_by(97) {
            assert_eq!(look(&whole[..length]), None, "{length} bytes");
        }
        for at in &frames[frames.len() - 4..] {
            let mut torn = whole.clone();
            torn[at + 100..at + 600].fill(0);
            assert_eq!(look(&torn), None);
        }
        // A new go of the log over a longer one before.
        let mut again = whole.clone();
        let (new, _) = log();
        again[..frames[2]].copy_from_slice(&new[..frames[2]]);
        assert_eq!(look(&again), None);
        assert_eq!(look(b"no log at all"), None);
    }
}
