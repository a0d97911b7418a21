//! One piece of the file: whole rows in, whole rows with their values out.

use super::pipeline::Tally;
use super::sheet::{Column, Header, Problem, Unit, place, shown};
use super::split::{fields, row_end, stays_open, without_line_end};
use crate::growth::decimal::{hundredths, push_hundredths};
use crate::growth::{Child, Empty, Index, Scores, score_all};

/// The order of the added z columns and flags.
const ORDER: [Index; 6] = [
    Index::LengthForAge,
    Index::WeightForAge,
    Index::WeightForLength,
    Index::BmiForAge,
    Index::HeadForAge,
    Index::ArmForAge,
];

/// A row as it was found.
struct Row {
    from: usize,
    to: usize,
    cells: usize,
    bad: bool,
    /// Its last quote was never closed.
    open: bool,
}

/// Works on pieces, one after the other, with its memory kept between them.
pub(super) struct Worker {
    rows: Vec<Row>,
    children: Vec<Child>,
    scores: Vec<Scores>,
}

/// What became of a piece.
#[derive(Default)]
pub(super) struct Done {
    pub(super) input: Vec<u8>,
    pub(super) output: Vec<u8>,
    pub(super) problems: Vec<Problem>,
    pub(super) tally: Tally,
    /// Lines in the piece, blank ones too; rows in `problems` count from 0 at its beginning.
    pub(super) lines: u64,
}

impl Worker {
    pub(super) fn new() -> Self {
        Self { rows: Vec::new(), children: Vec::new(), scores: Vec::new() }
    }

    /// Turns `done.input` into `done.output`.
    pub(super) fn work(&mut self, header: &Header, done: &mut Done) {
        self.read(header, done);
        self.scores.clear();
        self.scores.resize(self.children.len(), Scores::EMPTY);
        score_all(&self.children, &mut self.scores);
        self.write(header, done);
    }

    fn read(&mut self, header: &Header, done: &mut Done) {
        self.rows.clear();
        self.children.clear();
        done.problems.clear();
        done.tally = Tally::default();
        done.lines = 0;
        let has_quotes = done.input.contains(&b'"');
        let mut from = 0;
        while let Some(rest) = done.input.get(from..).filter(|rest| !rest.is_empty()) {
            let end = row_end(rest, has_quotes);
            let length = end.unwrap_or(rest.len());
            let row = without_line_end(rest.get(..length).unwrap_or_default());
            let open = end.is_none() && has_quotes && stays_open(row);
            if !row.is_empty() {
                let mut child = Child::UNMEASURED;
                let before = done.problems.len();
                let cells = read_row(header, row, done.lines, &mut child, &mut done.problems);
                if open {
                    done.problems.push(Problem::OpenQuote { row: done.lines });
                }
                let bad = done.problems.len() > before;
                self.rows.push(Row { from, to: from + row.len(), cells, bad, open });
                self.children.push(if bad { Child::UNMEASURED } else { child });
            }
            done.lines += 1;
            from += length;
        }
    }

    fn write(&self, header: &Header, done: &mut Done) {
        done.output.clear();
        done.output.reserve(done.input.len() + self.rows.len() * 64);
        for ((row, child), scores) in self.rows.iter().zip(&self.children).zip(&self.scores) {
            header.carry(done.input.get(row.from..row.to).unwrap_or_default(), &mut done.output);
            if row.open {
                done.output.push(b'"');
            }
            // Of a short row what is missing is empty; a column that is written anew is missing nowhere.
            let missing = row.cells..header.columns.len();
            for _ in missing.filter(|at| header.replaced.get(*at) != Some(&true)) {
                done.output.push(b',');
            }
            done.tally.rows += 1;
            if row.bad {
                done.tally.bad_rows += 1;
                done.output.extend_from_slice(b",,,,,,,,,,,,,,");
            } else {
                push_values(scores, &mut done.output);
                done.tally.count(child, scores);
            }
            done.output.extend_from_slice(header.line_end);
        }
    }
}

/// Fills a child from a row and says how many cells it has.
fn read_row(header: &Header, row: &[u8], line: u64, child: &mut Child, problems: &mut Vec<Problem>) -> usize {
    let unit: Unit = header.unit;
    let mut cells = 0;
    let mut columns = header.columns.iter();
    for cell in fields(row) {
        cells += 1;
        if let Some(&Some(column)) = columns.next()
            && place(child, column, cell, unit).is_none()
        {
            problems.push(Problem::Cell { row: line, column, text: shown(cell) });
        }
    }
    if cells > header.columns.len() {
        problems.push(Problem::TooManyCells { row: line, cells, header: header.columns.len() });
    }
    cells
}

fn push_values(scores: &Scores, out: &mut Vec<u8>) {
    for value in [scores.length, scores.bmi] {
        out.push(b',');
        if !value.is_nan() {
            push_hundredths(out, hundredths(value));
        }
    }
    let found = ORDER.map(|index| scores.z(index));
    for z in found {
        out.push(b',');
        if let Some(z) = z {
            push_hundredths(out, i64::from(z.0));
        }
    }
    for (index, z) in ORDER.into_iter().zip(found) {
        out.push(b',');
        if let Some(z) = z {
            out.push(b'0' + u8::from(index.is_implausible(z)));
        }
    }
}

impl Tally {
    /// Counts what left a z empty although something was given.
    fn count(&mut self, child: &Child, scores: &Scores) {
        let measures = [
            (Column::Weight, child.weight),
            (Column::Length, child.length),
            (Column::Head, child.head),
            (Column::Arm, child.arm),
        ];
        for ((_, count), (_, measure)) in self.not_positive.iter_mut().zip(measures) {
            *count += u64::from(measure <= 0.0);
        }
        if child.age.is_known() && !child.age.is_under_five() {
            self.outside_age += 1;
            return;
        }
        let outside = |index| scores.why_empty(child, index) == Some(Empty::OutsideTable);
        self.outside_length +=
            u64::from(scores.z(Index::WeightForLength).is_none() && outside(Index::WeightForLength));
        self.outside_arm += u64::from(scores.z(Index::ArmForAge).is_none() && outside(Index::ArmForAge));
    }
}
