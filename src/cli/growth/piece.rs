//! One piece of the file: whole rows in, whole rows with their values out.

use super::again::settle;
use super::cell::{Cell, Found, place};
use super::date::{self, Order, Proof};
use super::lists::is_no_child;
use super::sheet::{Column, Header, Kind, PerColumn, Problem, shown};
use super::split::{content, fields, numbers, row_end, stays_open, without_line_end};
use super::tally::Tally;
use crate::growth::decimal::{hundredths, push_hundredths};
use crate::growth::{Age, Child, Empty, Index, Scores, is_too_young_to_stand, score_all};
use crate::terms::Posture;

/// The order of the added z columns and flags.
const ORDER: [Index; 6] = [
    Index::LengthForAge,
    Index::WeightForAge,
    Index::WeightForLength,
    Index::BmiForAge,
    Index::HeadForAge,
    Index::ArmForAge,
];

/// How many problems a piece keeps to be told one by one; all are counted.
const MOST_TOLD: usize = 20;

/// A row as it was found.
struct Row {
    from: usize,
    to: usize,
    cells: usize,
    line: u64,
    is: Is,
    /// Its age is known by the year alone.
    by_year: bool,
    /// Nobody named the unit of its age.
    bare_age: bool,
}

/// What a row is to us.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    Child,
    /// It cannot be used.
    Bad,
    /// The same, and its last quote was never closed.
    Open,
    /// Totals, signatures, the header again.
    NoChild,
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

/// What reading one row found besides its values.
struct Read {
    cells: usize,
    /// Columns with something in their cell, a bit each.
    given: u16,
    /// Columns whose cell was not understood, and whose cell is a survey's "none", a bit each.
    odd: u16,
    sentinel: u16,
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
        let mut given = Given { set: 0, rows: 0 };
        let mut from = 0;
        while let Some(rest) = done.input.get(from..).filter(|rest| !rest.is_empty()) {
            let end = row_end(rest, has_quotes, header.separator);
            let length = end.unwrap_or(rest.len());
            let text = without_line_end(rest.get(..length).unwrap_or_default());
            let open = end.is_none() && has_quotes && stays_open(text, header.separator);
            if !text.is_empty() {
                let mut found = Found::NOTHING;
                let read = read_row(header, text, &mut found, &mut done.tally);
                given.one_more(read.given, &mut done.tally.given);
                let (to, cells, line) = (from + text.len(), read.cells, done.lines);
                let mut row = Row { from, to, cells, line, is: Is::Child, by_year: false, bare_age: false };
                if open {
                    row.is = Is::Open;
                    tell(&mut done.problems, Problem::OpenQuote { row: done.lines });
                } else if header.has_dates || !header.again.is_empty() {
                    settle(header, text, &mut found, &mut done.tally.differ);
                }
                if row.cells > header.columns.len() {
                    shorten(header, text, &mut row, &mut done.problems);
                }
                let odd = read.odd | read.sentinel;
                let nothing =
                    found.child.sex.is_none() && row.is == Is::Child && is_nothing(header, text, &mut row);
                if odd != 0 && row.is == Is::Child {
                    count_odd(header, text, &read, &mut row, &mut done.problems, &mut done.tally);
                    // Whoever may be swollen has no z-score of weight.
                    found.child.oedema |= read.odd & Column::Oedema.bit() != 0;
                }
                (row.by_year, row.bare_age) = (found.by_year, found.bare_age);
                if !nothing {
                    self.children.push(if row.is == Is::Child { found.child } else { Child::UNMEASURED });
                    self.rows.push(row);
                }
            }
            done.lines += 1;
            from += length;
        }
        given.count(&mut done.tally.given);
    }

    fn write(&self, header: &Header, done: &mut Done) {
        done.output.clear();
        done.output.reserve(done.input.len() + self.rows.len() * 64);
        let commas = header.writes_commas();
        for ((row, child), scores) in self.rows.iter().zip(&self.children).zip(&self.scores) {
            header.carry(done.input.get(row.from..row.to).unwrap_or_default(), &mut done.output);
            if row.is == Is::Open {
                done.output.push(b'"');
            }
            // Of a short row what is missing is empty; a column that is written anew is missing nowhere.
            let missing = row.cells..header.columns.len();
            for _ in missing.filter(|at| header.replaced.get(*at) != Some(&true)) {
                done.output.push(header.separator);
            }
            done.tally.rows += u64::from(row.is != Is::NoChild);
            if row.is == Is::Child {
                let from = done.output.len();
                let scores = &if row.by_year { scores.without_age() } else { *scores };
                done.tally.by_year += u64::from(row.by_year);
                done.tally.bare_ages += u64::from(row.bare_age);
                done.tally.bare_small += u64::from(row.bare_age && may_be_months(child.age));
                let plausible = push_values(scores, header.separator, &mut done.output);
                if commas {
                    let values = done.output.get_mut(from..).unwrap_or_default();
                    values.iter_mut().filter(|byte| **byte == b'.').for_each(|byte| *byte = b',');
                }
                done.tally.count(child, scores, plausible, row.line);
            } else {
                done.tally.bad_rows += u64::from(row.is != Is::NoChild);
                done.tally.not_children += u64::from(row.is == Is::NoChild);
                done.output.extend_from_slice(&[header.separator; 14]);
            }
            done.output.extend_from_slice(header.line_end);
        }
    }
}

/// Whether so many days would be an age in months too: no child of the tables is older than sixty.
#[inline]
fn may_be_months(age: Age) -> bool {
    age.in_days() < 60.5
}

/// Rows one after the other with something in the same columns, counted together: most rows of a file are alike.
struct Given {
    set: u16,
    rows: u64,
}

impl Given {
    #[inline]
    fn one_more(&mut self, set: u16, counts: &mut PerColumn) {
        if set != self.set {
            self.count(counts);
            *self = Self { set, rows: 0 };
        }
        self.rows += 1;
    }

    fn count(&self, counts: &mut PerColumn) {
        for (at, count) in counts.iter_mut().enumerate() {
            *count += self.rows * u64::from(self.set >> at & 1);
        }
    }
}

fn tell(problems: &mut Vec<Problem>, problem: Problem) {
    if problems.len() < MOST_TOLD {
        problems.push(problem);
    }
}

fn one_more(counts: &mut PerColumn, column: Column) {
    if let Some(count) = counts.get_mut(column.at()) {
        *count += 1;
    }
}

/// Fills what is known of a row.
#[inline]
fn read_row(header: &Header, row: &[u8], found: &mut Found, tally: &mut Tally) -> Read {
    let mut read = Read { cells: 0, given: 0, odd: 0, sentinel: 0 };
    let mut columns = header.columns.iter();
    for (cell, plain) in numbers(row, header.separator) {
        read.cells += 1;
        let Some(&Some((kind, bit))) = columns.next() else { continue };
        let cell = if plain.is_some() { cell } else { content(cell) };
        let is = place(found, kind, cell, plain, header.marks);
        if is == Cell::Missing {
            continue;
        }
        read.given |= bit;
        match is {
            Cell::Read | Cell::Missing => {}
            Cell::Odd => read.odd |= bit,
            Cell::Sentinel => read.sentinel |= bit,
            Cell::Digit | Cell::Two | Cell::Grade => tally.oedema_digit(is, found.child.oedema),
        }
    }
    read
}

/// Cells behind the header's last: empty ones are left out, anything else makes the row useless.
#[cold]
fn shorten(header: &Header, text: &[u8], row: &mut Row, problems: &mut Vec<Problem>) {
    let mut cells = fields(text, header.separator);
    let kept: usize = cells.by_ref().take(header.columns.len()).map(|cell| cell.len() + 1).sum();
    if row.is == Is::Child && cells.all(|cell| content(cell).is_empty()) {
        row.to = row.from + kept.saturating_sub(1);
        row.cells = header.columns.len();
    } else {
        if row.is == Is::Child {
            row.is = Is::Bad;
        }
        let (cells, header) = (row.cells, header.columns.len());
        tell(problems, Problem::TooManyCells { row: row.line, cells, header });
    }
}

/// Whether a row without a sex holds nothing at all; where it is a row of totals or the header again, it is so marked.
#[cold]
fn is_nothing(header: &Header, text: &[u8], row: &mut Row) -> bool {
    let first = fields(text, header.separator).map(content).find(|cell| !cell.is_empty());
    match first {
        None => return true,
        Some(first) if is_no_child(first) || text == header.row.as_slice() => row.is = Is::NoChild,
        Some(_) => {}
    }
    false
}

/// Counts the cells of a row that were not read, and tells of the first.
#[cold]
fn count_odd(
    header: &Header,
    text: &[u8],
    read: &Read,
    row: &mut Row,
    problems: &mut Vec<Problem>,
    tally: &mut Tally,
) {
    for (cell, kind) in fields(text, header.separator).zip(&header.columns) {
        let Some((kind, _)) = kind else { continue };
        let column = kind.column();
        if read.sentinel & column.bit() != 0 {
            one_more(&mut tally.sentinels, column);
        }
        if read.odd & column.bit() == 0 {
            continue;
        }
        one_more(&mut tally.odd, column);
        let plain = content(cell);
        match kind {
            Kind::Birth(order) | Kind::Visit(order) => {
                let other = match order {
                    Order::DayFirst => Order::MonthFirst,
                    Order::MonthFirst => Order::DayFirst,
                };
                if date::proof(plain) == Proof::Only(other) {
                    one_more(&mut tally.other_order, column);
                }
            }
            Kind::Sex(letters) => {
                tally.sex_letters += u64::from(letters.contradicted_by(plain));
                tally.sex_zeros += u64::from(super::cell::code(plain) == Some(0));
                row.is = Is::Bad;
            }
            _ => {}
        }
        tell(problems, Problem::Cell { row: row.line, column, text: shown(cell) });
    }
}

/// What the z of a child are as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plausible {
    /// There is none.
    Nothing,
    Yes,
    No,
}

/// Appends the values of a child.
fn push_values(scores: &Scores, separator: u8, out: &mut Vec<u8>) -> Plausible {
    for value in [scores.length, scores.bmi] {
        out.push(separator);
        if !value.is_nan() {
            push_hundredths(out, hundredths(value));
        }
    }
    let found = ORDER.map(|index| scores.z(index));
    for z in found {
        out.push(separator);
        if let Some(z) = z {
            push_hundredths(out, i64::from(z.0));
        }
    }
    let (mut any, mut flagged) = (false, false);
    for (index, z) in ORDER.into_iter().zip(found) {
        out.push(separator);
        if let Some(z) = z {
            let flag = index.is_implausible(z);
            any = true;
            flagged |= flag;
            out.push(b'0' + u8::from(flag));
        }
    }
    match (any, flagged) {
        (false, _) => Plausible::Nothing,
        (true, false) => Plausible::Yes,
        (true, true) => Plausible::No,
    }
}

impl Tally {
    /// Counts what the person should know: what left a z empty although something was given, and what is implausible.
    fn count(&mut self, child: &Child, scores: &Scores, plausible: Plausible, line: u64) {
        let measures = [
            (Column::Weight, child.weight),
            (Column::Length, child.length),
            (Column::Head, child.head),
            (Column::Arm, child.arm),
        ];
        for (column, measure) in measures {
            if measure <= 0.0 {
                one_more(&mut self.not_positive, column);
            }
        }
        self.scored += u64::from(plausible != Plausible::Nothing);
        if plausible == Plausible::No {
            self.flagged(child);
        }
        if child.posture == Some(Posture::Standing)
            && is_too_young_to_stand(child.age)
            && !child.length.is_nan()
        {
            self.stood_early += 1;
            if self.first_stood_early == 0 {
                self.first_stood_early = line + 1;
            }
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

    /// Counts a digit in the column of oedema.
    fn oedema_digit(&mut self, is: Cell, swollen: bool) {
        self.oedema_twos += u64::from(is == Cell::Two);
        self.oedema_grades += u64::from(is == Cell::Grade);
        self.oedema_digits += 1;
        self.swollen_digits += u64::from(swollen);
    }

    #[cold]
    fn flagged(&mut self, child: &Child) {
        self.flagged += 1;
        self.flagged_young += u64::from(child.age.day().is_some_and(|day| day <= 60));
        self.flagged_heavy += u64::from(child.weight > 100.0);
        self.flagged_short += u64::from(child.length < 3.0);
        self.flagged_long += u64::from(child.length > 200.0);
        self.flagged_thick += u64::from(child.arm > 40.0);
    }
}
