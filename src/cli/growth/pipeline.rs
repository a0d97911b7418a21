//! Reading, working and writing at the same time, in order, with a bounded number of pieces on the way.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::piece::{Done, Worker};
use super::sheet::{ADDED, Column, Failure, Header, Listener, Problem, Unit};
use super::split::{row_end, rows_end, without_line_end};

/// How much is read at once, and how long one row may be.
const PIECE: usize = 256 * 1024;
const LONGEST_ROW: usize = 8 * 1024 * 1024;
/// Pieces on the way for each worker.
const AHEAD: usize = 2;
/// Progress is shown every so many pieces.
const PROGRESS_EVERY: u64 = 16;

/// What was found in a file, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Rows below the header.
    pub rows: u64,
    /// Rows with something that could not be understood.
    pub bad_rows: u64,
    /// Measures of zero or below, by column.
    pub not_positive: [(Column, u64); 4],
    /// Rows with an age below zero or from 60 months on.
    pub outside_age: u64,
    /// Rows whose length lies outside the tables of weight-for-length.
    pub outside_length: u64,
    /// Rows with an arm circumference before day 91, where its table begins.
    pub outside_arm: u64,
}

impl Default for Tally {
    fn default() -> Self {
        let not_positive =
            [Column::Weight, Column::Length, Column::Head, Column::Arm].map(|column| (column, 0));
        Self { rows: 0, bad_rows: 0, not_positive, outside_age: 0, outside_length: 0, outside_arm: 0 }
    }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.bad_rows += other.bad_rows;
        for ((_, count), (_, more)) in self.not_positive.iter_mut().zip(other.not_positive) {
            *count += more;
        }
        self.outside_age += other.outside_age;
        self.outside_length += other.outside_length;
        self.outside_arm += other.outside_arm;
    }
}

/// Reads a growth file and writes it with its values; problems and progress go to `listener` as they come.
pub fn convert(
    input: impl Read,
    output: impl Write,
    unit: Unit,
    listener: &mut dyn Listener,
) -> Result<Tally, Failure> {
    let mut pieces = Pieces { input, waiting: Vec::new(), ended: false };
    let mut first = Vec::with_capacity(PIECE + PIECE / 4);
    if !pieces.next(&mut first)? {
        return Err(Failure::NoHeader);
    }
    if first.starts_with(b"\xef\xbb\xbf") {
        first.drain(..3);
    }
    let end = row_end(&first, first.contains(&b'"')).unwrap_or(first.len());
    let row = first.get(..end).unwrap_or_default();
    let line_end: &'static [u8] = if row.ends_with(b"\r\n") { b"\r\n" } else { b"\n" };
    if !row.contains(&b'"') && without_line_end(row).contains(&b'\r') {
        return Err(Failure::OldLineEnds);
    }
    let header = Header::read(without_line_end(row), line_end, unit)?;
    let mut line = Vec::new();
    header.carry(without_line_end(row), &mut line);
    for name in ADDED {
        line.push(b',');
        line.extend_from_slice(name.as_bytes());
    }
    line.extend_from_slice(line_end);
    first.drain(..end);

    let mut writer =
        Writer { output, listener, tally: Tally::default(), lines: 1, bytes: end as u64, pieces: 0 };
    writer.output.write_all(&line).map_err(Failure::Write)?;
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
        writer.drive(&mut pieces, first, &lanes)
    })?;
    writer.output.flush().map_err(Failure::Write)?;
    Ok(writer.tally)
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
    input: R,
    /// The beginning of a row whose end has not been read yet.
    waiting: Vec<u8>,
    ended: bool,
}

impl<R: Read> Pieces<R> {
    /// Fills `piece` with whole rows; `false` when there are no more.
    fn next(&mut self, piece: &mut Vec<u8>) -> Result<bool, Failure> {
        piece.clear();
        piece.append(&mut self.waiting);
        let mut goal = PIECE;
        while !self.ended {
            let wanted = goal.saturating_sub(piece.len()).max(PIECE / 4) as u64;
            let read = (&mut self.input).take(wanted).read_to_end(piece).map_err(Failure::Read)?;
            self.ended = (read as u64) < wanted;
            let end = if self.ended { piece.len() } else { rows_end(piece) };
            if end > 0 {
                self.waiting.extend_from_slice(piece.get(end..).unwrap_or_default());
                piece.truncate(end);
                return Ok(true);
            }
            if piece.len() > LONGEST_ROW {
                return Err(Failure::EndlessRow(0));
            }
            goal = piece.len() * 2;
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
    fn drive<R: Read>(
        &mut self,
        pieces: &mut Pieces<R>,
        first: Vec<u8>,
        lanes: &[Lane],
    ) -> Result<(), Failure> {
        let mut given = lanes.iter().cycle();
        let mut taken = lanes.iter().cycle();
        let mut on_the_way = 0;
        let mut piece = Done { input: first, ..Done::default() };
        let mut more = true;
        while more {
            given.next().and_then(|lane| lane.give.send(piece).ok()).ok_or(Failure::Worker)?;
            on_the_way += 1;
            piece = Done::default();
            if on_the_way == lanes.len() * AHEAD {
                piece = self.take(taken.next())?;
                on_the_way -= 1;
            }
            more = pieces.next(&mut piece.input).map_err(|failure| match failure {
                Failure::EndlessRow(_) => Failure::EndlessRow(self.lines + 1),
                other => other,
            })?;
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
        self.lines += done.lines;
        self.bytes += done.input.len() as u64;
        self.tally.add(&done.tally);
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
