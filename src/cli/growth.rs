//! `loket growth IN.csv [--months] [--out OUT.csv]`: z-scores for a whole file.
//!
//! The file is read in pieces that end with a row, the pieces are worked on side by side, and written in order:
//! memory does not grow with the file. What is said to people is in `say`.

mod again;
mod cell;
mod date;
mod letters;
mod lists;
mod near;
mod opening;
mod piece;
mod pipeline;
mod say;
mod sheet;
mod split;
mod tally;
#[cfg(test)]
mod tests;
mod text;
mod title;
mod top;

use clap::Args;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::store::place::is_device;
use crate::words::Language;
use say::Voice;

pub use opening::{Findings, How, Taken, UnsureSex};
pub use pipeline::{Report, convert};
pub use sheet::{Column, Failure, Listener, NotText, Problem, Unit};
pub use tally::{Doubt, Tally, Why};
pub use text::Windows;

/// So many cells are told one by one; all are counted.
const MOST_TOLD: u64 = 20;

/// What `loket growth` is asked to do.
#[derive(Debug, Clone, Args)]
pub struct GrowthArgs {
    /// CSV or text file with columns such as sex, age (or dates of birth and visit), weight, lenhei, measure, headc, armc,
    /// oedema, by these names or those of WHO Anthro, ENA, surveys and posyandu lists; `-` reads standard input
    #[arg(value_name = "IN.csv")]
    pub input: PathBuf,
    /// Ages are in months, not days, where the column's name does not say
    #[arg(long)]
    pub months: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "OUT.csv")]
    pub out: Option<PathBuf>,
}

/// Runs the command: 0 when the file was understood, 2 when rows or columns could not be used or the result is doubtful
/// as a whole, 1 when the file could not be done. A single odd cell costs its measure and is counted.
pub fn run(args: &GrowthArgs, language: Language) -> ExitCode {
    let unit = if args.months { Unit::Months } else { Unit::Days };
    let mut listener = Terminal::new(args, language);
    let done = open(&args.input).and_then(|input| match &args.out {
        Some(path) if path.as_os_str() != "-" => {
            to_file(path, |out| convert(input, out, unit, &mut listener))
        }
        _ => convert(input, io::stdout().lock(), unit, &mut listener),
    });
    listener.clear();
    match done {
        Ok(report) => {
            let doubts = report.doubts();
            let voice = &listener.voice;
            let lines = voice.columns(&report).into_iter().chain(voice.notes(&report));
            for line in lines.chain(doubts.iter().map(|doubt| voice.doubt(doubt, &report))) {
                complain(&line);
            }
            let understood = report.tally.bad_rows == 0 && doubts.is_empty();
            if understood { ExitCode::SUCCESS } else { ExitCode::from(2) }
        }
        Err(failure) => {
            complain(&listener.voice.failure(&failure));
            ExitCode::from(1)
        }
    }
}

fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    if cfg!(windows) && is_device(path) {
        return Err(Failure::Device(path.to_owned()));
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) => Err(Failure::Open(path.to_owned(), error)),
    }
}

/// Writes beside the goal and puts the file in its place only when it is whole. What is no file, such as a pipe, is
/// written straight into; behind a link the file that it points to is replaced, not the link. It is not forced onto the
/// disk: a table of any size would wait for it, and can be computed again.
fn to_file(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<Report, Failure>,
) -> Result<Report, Failure> {
    if cfg!(windows) && is_device(path) {
        return Err(Failure::Device(path.to_owned()));
    }
    let create = |error| Failure::Create(path.to_owned(), error);
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(path).map_err(create)?);
        return write(&mut out).and_then(|report| out.flush().map_err(Failure::Write).map(|()| report));
    }
    let goal = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (file, partial) = beside(&goal).map_err(create)?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let done = write(&mut out)
        .and_then(|report| out.flush().map_err(Failure::Write).map(|()| report))
        .and_then(|report| fs::rename(&partial, &goal).map_err(Failure::Write).map(|()| report));
    drop(out);
    if done.is_err() {
        // The half-written file helps nobody; that it may stay behind changes nothing in what we report.
        let _ = fs::remove_file(&partial);
    }
    done
}

/// A new file beside the goal, of a name that nobody has: `OUT.csv.4711-0.part`.
fn beside(goal: &Path) -> io::Result<(File, PathBuf)> {
    let mut number = 0;
    loop {
        let mut name = goal.as_os_str().to_owned();
        name.push(format!(".{}-{number}.part", std::process::id()));
        let partial = PathBuf::from(name);
        match File::create_new(&partial) {
            Ok(file) => return Ok((file, partial)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Bad cells and progress, on the terminal's error stream.
struct Terminal {
    voice: Voice,
    progress: bool,
    shown: bool,
    told: u64,
    size: Option<u64>,
}

impl Terminal {
    fn new(args: &GrowthArgs, language: Language) -> Self {
        let progress = io::stderr().is_terminal() && (args.out.is_some() || !io::stdout().is_terminal());
        let size = fs::metadata(&args.input).ok().filter(fs::Metadata::is_file).map(|about| about.len());
        Self { voice: Voice::new(language), progress, shown: false, told: 0, size }
    }

    /// Takes the progress line away.
    fn clear(&mut self) {
        if self.shown {
            draw("\r\x1b[K");
            self.shown = false;
        }
    }
}

impl Listener for Terminal {
    fn problem(&mut self, problem: &Problem) {
        self.told += 1;
        if self.told <= MOST_TOLD {
            self.clear();
            complain(&self.voice.problem(problem));
        }
    }

    fn progress(&mut self, rows: u64, bytes: u64) {
        if self.progress {
            draw(&format!("\r{}\x1b[K", self.voice.progress(rows, bytes, self.size)));
            self.shown = true;
        }
    }
}

fn draw(text: &str) {
    let mut stderr = io::stderr().lock();
    // A terminal that went away must not end the work.
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

#[expect(
    clippy::print_stderr,
    reason = "this is the command line, and its problems belong on the error stream"
)]
fn complain(line: &str) {
    eprintln!("{line}");
}
