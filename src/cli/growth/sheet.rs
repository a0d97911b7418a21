//! What a growth file holds: its columns, its cells, and what can be wrong with them.

use std::io;
use std::path::PathBuf;

use super::split::{fields, unquoted};
use crate::growth::{Age, Child};
use crate::terms::{Posture, Sex};

/// The unit of the column `age`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days since birth.
    Days,
    /// Months of 30.4375 days.
    Months,
}

/// A column that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// `sex`: m, f, 1, 2.
    Sex,
    /// `age`, in days or months.
    Age,
    /// `weight` in kg.
    Weight,
    /// `lenhei`, length or height in cm.
    Length,
    /// `measure`: l lying, h standing.
    Posture,
    /// `headc` in cm.
    Head,
    /// `armc` in cm.
    Arm,
    /// `oedema`: y, n, 1, 2.
    Oedema,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Sex,
        Self::Age,
        Self::Weight,
        Self::Length,
        Self::Posture,
        Self::Head,
        Self::Arm,
        Self::Oedema,
    ];

    /// Its name in the header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::Age => "age",
            Self::Weight => "weight",
            Self::Length => "lenhei",
            Self::Posture => "measure",
            Self::Head => "headc",
            Self::Arm => "armc",
            Self::Oedema => "oedema",
        }
    }
}

/// The columns that are added, in order.
pub(super) const ADDED: [&str; 14] = [
    "clenhei", "cbmi", "zlen", "zwei", "zwfl", "zbmi", "zhc", "zac", "flen", "fwei", "fwfl", "fbmi", "fhc",
    "fac",
];

/// Why a file could not be done at all; `say` has the sentences.
#[derive(Debug)]
pub enum Failure {
    /// The file to read cannot be opened.
    Open(PathBuf, io::Error),
    /// The file to write cannot be made.
    Create(PathBuf, io::Error),
    /// A name that Windows takes for a device, such as CON.csv.
    Device(PathBuf),
    /// Reading broke off.
    Read(io::Error),
    /// Writing broke off.
    Write(io::Error),
    /// There is no header.
    NoHeader,
    /// Rows end with a carriage return alone, as on old Macintoshes: no row would be found.
    OldLineEnds,
    /// None of the columns that we read is there.
    NoKnownColumn,
    /// A column that we read is there twice.
    Twice(Column),
    /// A row longer than any row can be, most likely a quote that is never closed.
    EndlessRow(u64),
    /// A worker ended early.
    Worker,
}

/// Something in one row that is not what it should be; the row's values stay empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A cell that is not what its column holds.
    Cell {
        /// The row as a spreadsheet counts: the header is row 1.
        row: u64,
        column: Column,
        /// What the cell holds, shortened.
        text: String,
    },
    /// A quote that is never closed; everything after it is taken for this row.
    OpenQuote {
        /// The row as a spreadsheet counts.
        row: u64,
    },
    /// More cells than the header has.
    TooManyCells {
        /// The row as a spreadsheet counts.
        row: u64,
        /// How many cells it has.
        cells: usize,
        /// How many the header has.
        header: usize,
    },
}

/// Who hears of problems and progress while the work goes on.
pub trait Listener {
    /// A row could not be understood.
    fn problem(&mut self, problem: &Problem);
    /// So much is done.
    fn progress(&mut self, rows: u64, bytes: u64);
}

/// What the header says.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// What each cell of a row is to us.
    pub(super) columns: Vec<Option<Column>>,
    /// Cells to leave out because we compute them anew; empty when there are none.
    pub(super) replaced: Vec<bool>,
    pub(super) line_end: &'static [u8],
    pub(super) unit: Unit,
}

impl Header {
    /// Reads the first row, without its line end.
    pub(super) fn read(row: &[u8], line_end: &'static [u8], unit: Unit) -> Result<Self, Failure> {
        let names: Vec<String> = fields(row)
            .map(|cell| String::from_utf8_lossy(unquoted(cell)).trim().to_ascii_lowercase())
            .collect();
        let columns: Vec<Option<Column>> =
            names.iter().map(|name| Column::ALL.into_iter().find(|column| column.name() == name)).collect();
        for column in Column::ALL {
            if columns.iter().filter(|found| **found == Some(column)).count() > 1 {
                return Err(Failure::Twice(column));
            }
        }
        if columns.iter().all(Option::is_none) {
            return Err(Failure::NoKnownColumn);
        }
        let replaced: Vec<bool> = names.iter().map(|name| ADDED.contains(&name.as_str())).collect();
        let replaced = if replaced.contains(&true) { replaced } else { Vec::new() };
        Ok(Self { columns, replaced, line_end, unit })
    }

    /// Appends a row's own cells, without those that we compute anew.
    pub(super) fn carry(&self, row: &[u8], out: &mut Vec<u8>) {
        if self.replaced.is_empty() {
            out.extend_from_slice(row);
            return;
        }
        let mut first = true;
        for (at, cell) in fields(row).enumerate() {
            if self.replaced.get(at) == Some(&true) {
                continue;
            }
            if !first {
                out.push(b',');
            }
            first = false;
            out.extend_from_slice(cell);
        }
    }
}

/// No measure in kg or cm is as large: what stands there is another number, or a slip.
const MOST_MEASURE: f64 = 1e9;

/// Puts one cell into a child; `None` when it is not what the column holds.
pub(super) fn place(child: &mut Child, column: Column, cell: &[u8], unit: Unit) -> Option<()> {
    let cell = unquoted(cell).trim_ascii();
    if cell.is_empty() || cell.eq_ignore_ascii_case(b"NA") {
        return Some(());
    }
    let number = || crate::growth::decimal::parse(cell);
    let measure = || number().filter(|value| *value < MOST_MEASURE);
    match column {
        Column::Sex => {
            child.sex = Some(match cell {
                b"1" | b"m" | b"M" => Sex::Male,
                b"2" | b"f" | b"F" => Sex::Female,
                _ => return None,
            });
        }
        Column::Age => {
            child.age = match unit {
                Unit::Days => Age::from_days(number()?),
                Unit::Months => Age::from_months(number()?),
            };
        }
        Column::Weight => child.weight = measure()?,
        Column::Length => child.length = measure()?,
        Column::Posture => {
            child.posture = Some(match cell {
                b"l" | b"L" => Posture::Lying,
                b"h" | b"H" => Posture::Standing,
                _ => return None,
            });
        }
        Column::Head => child.head = measure()?,
        Column::Arm => child.arm = measure()?,
        Column::Oedema => {
            child.oedema = match cell {
                b"y" | b"Y" | b"1" => true,
                b"n" | b"N" | b"2" => false,
                _ => return None,
            };
        }
    }
    Some(())
}

/// A cell's text for a message: at most forty characters, nothing that moves the terminal.
pub(super) fn shown(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    text.chars().take(40).map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}
