//! Reading, working and writing at the same time, in order, with a bounded number of pieces on the way.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::opening::{Findings, open};
use super::piece::{Done, Worker};
use super::sheet::{ADDED, Failure, Header, Listener, Problem, Unit};
use super::split::rows_end;
use super::tally::{Doubt, Tally};
use super::text::{Text, Windows};

/// How much is read at once, and how long one row may be.
const PIECE: usize = 256 * 1024;
const LONGEST_ROW: usize = 8 * 1024 * 1024;
/// Pieces on the way for each worker.
const AHEAD: usize = 2;
/// Progress is shown every so many pieces.
const PROGRESS_EVERY: u64 = 16;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What its columns were taken for.
    pub findings: Findings,
    /// What was found in its rows.
    pub tally: Tally,
    /// What of its text was no UTF-8.
    pub windows: Windows,
}

impl Report {
    /// What must be looked at before anything of the result is used.
    pub fn doubts(&self) -> Vec<Doubt> {
        self.tally.doubts(&self.findings)
    }
}

/// Reads a growth file and writes it with its values; problems and progress go to `listener` as they come.
pub fn convert(
    input: impl Read,
    output: impl Write,
    unit: Unit,
    listener: &mut dyn Listener,
) -> Result<Report, Failure> {
    let mut pieces = Pieces { input: Text::new(input)?, waiting: Vec::new(), ended: false, separator: b',' };
    pieces.look()?;
    let opening = open(&pieces.waiting, unit)?;
    let header = opening.header;
    let mut top = opening.above;
    header.carry(&header.row, &mut top);
    for name in ADDED {
        top.push(header.separator);
        top.extend_from_slice(name.as_bytes());
    }
    top.extend_from_slice(header.line_end);
    if let Some(numbering) = opening.numbering {
        header.carry(&numbering, &mut top);
        top.extend_from_slice(&[header.separator; ADDED.len()]);
        top.extend_from_slice(header.line_end);
    }
    pieces.waiting.drain(..opening.begins);
    pieces.separator = header.separator;

    let (lines, bytes) = (opening.lines, opening.begins as u64);
    let mut writer = Writer { output, listener, tally: Tally::default(), lines, bytes, pieces: 0 };
    writer.output.write_all(&top).map_err(Failure::Write)?;
    let workers = thread::available_parallelism().map_or(2, usize::from).clamp(1, 8);
    thread::scope(|scope| {
        let mut lanes = Vec::with_capacity(workers);
        for _ in 0..workers {
            let (give, jobs) = sync_channel::<Done>(AHEAD);
            let (ready, take) = sync_channel::<Done>(AHEAD);
            let header = &header;
            scope.spawn(move || work(header, &jobs, &ready));
            lanes.push(Lane { give, take });
        }
        writer.drive(&mut pieces, &lanes)
    })?;
    writer.output.flush().map_err(Failure::Write)?;
    Ok(Report { findings: opening.findings, tally: writer.tally, windows: pieces.input.windows() })
}

/// The two ends of one worker.
struct Lane {
    give: SyncSender<Done>,
    take: Receiver<Done>,
}

fn work(header: &Header, jobs: &Receiver<Done>, ready: &SyncSender<Done>) {
    let mut worker = Worker::new();
    for mut piece in jobs {
        worker.work(header, &mut piece);
        if ready.send(piece).is_err() {
            break;
        }
    }
}

/// Cuts the input into pieces that end with a row.
struct Pieces<R> {
    input: Text<R>,
    separator: u8,
    /// The beginning of a row whose end has not been read yet.
    waiting: Vec<u8>,
    ended: bool,
}

impl<R: Read> Pieces<R> {
    /// Reads the beginning, at least to the end of a row, and leaves it waiting.
    fn look(&mut self) -> Result<(), Failure> {
        while !self.ended {
            let wanted = PIECE as u64;
            self.waiting.reserve_exact(PIECE + PIECE / 4);
            let read =
                (&mut self.input).take(wanted).read_to_end(&mut self.waiting).map_err(Failure::Read)?;
            self.ended = (read as u64) < wanted;
            if self.waiting.contains(&b'\n') {
                break;
            }
            if self.waiting.len() > LONGEST_ROW {
                return Err(Failure::EndlessRow(1));
            }
        }
        Ok(())
    }

    /// Fills `piece` with whole rows; `false` when there are no more.
    fn next(&mut self, piece: &mut Vec<u8>) -> Result<bool, Failure> {
        piece.clear();
        // What was looked at in the beginning is large; later it is less than a row.
        let waiting = std::mem::take(&mut self.waiting);
        if piece.capacity() < waiting.len() {
            *piece = waiting;
        } else {
            piece.extend_from_slice(&waiting);
        }
        let mut goal = PIECE;
        while !self.ended {
            let wanted = goal.saturating_sub(piece.len()).max(PIECE / 4) as u64;
            let read = (&mut self.input).take(wanted).read_to_end(piece).map_err(Failure::Read)?;
            self.ended = (read as u64) < wanted;
            let end = if self.ended { piece.len() } else { rows_end(piece, self.separator) };
            if end > 0 {
                self.waiting.extend_from_slice(piece.get(end..).unwrap_or_default());
                piece.truncate(end);
                return Ok(true);
            }
            if piece.len() > LONGEST_ROW {
                return Err(Failure::EndlessRow(0));
            }
            goal = (piece.len() * 2).min(LONGEST_ROW + 1);
        }
        Ok(!piece.is_empty())
    }
}

/// Writes pieces in order and keeps count.
struct Writer<'a, W> {
    output: W,
    listener: &'a mut dyn Listener,
    tally: Tally,
    lines: u64,
    bytes: u64,
    pieces: u64,
}

impl<W: Write> Writer<'_, W> {
    fn drive<R: Read>(&mut self, pieces: &mut Pieces<R>, lanes: &[Lane]) -> Result<(), Failure> {
        let mut given = lanes.iter().cycle();
        let mut taken = lanes.iter().cycle();
        let mut on_the_way = 0;
        let mut piece = Done::default();
        loop {
            let more = pieces.next(&mut piece.input).map_err(|failure| match failure {
                Failure::EndlessRow(_) => Failure::EndlessRow(self.lines + 1),
                other => other,
            })?;
            if !more {
                break;
            }
            given.next().and_then(|lane| lane.give.send(piece).ok()).ok_or(Failure::Worker)?;
            on_the_way += 1;
            piece = Done::default();
            if on_the_way == lanes.len() * AHEAD {
                piece = self.take(taken.next())?;
                on_the_way -= 1;
            }
        }
        for _ in 0..on_the_way {
            self.take(taken.next())?;
        }
        Ok(())
    }

    fn take(&mut self, lane: Option<&Lane>) -> Result<Done, Failure> {
        let done = lane.and_then(|lane| lane.take.recv().ok()).ok_or(Failure::Worker)?;
        self.output.write_all(&done.output).map_err(Failure::Write)?;
        for problem in &done.problems {
            self.listener.problem(&problem.clone().moved_down(self.lines));
        }
        let mut tally = done.tally;
        if tally.first_stood_early > 0 {
            tally.first_stood_early += self.lines;
        }
        self.lines += done.lines;
        self.bytes += done.input.len() as u64;
        self.tally.add(tally);
        self.pieces += 1;
        if self.pieces.is_multiple_of(PROGRESS_EVERY) {
            self.listener.progress(self.tally.rows, self.bytes);
        }
        Ok(done)
    }
}

impl Problem {
    /// The same problem with its row counted from the top of the file.
    fn moved_down(mut self, lines: u64) -> Self {
        match &mut self {
            Self::Cell { row, .. } | Self::OpenQuote { row } | Self::TooManyCells { row, .. } => {
                *row += lines + 1;
            }
        }
        self
    }
}
