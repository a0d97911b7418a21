//! What a growth file holds: its columns as they were understood, and what can be wrong with it.

use std::io;
use std::path::PathBuf;

use super::date::Order;
use super::letters::Letters;
use super::split::fields;
use crate::terms::Posture;

/// The unit of an age for which the header names none.
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
    /// `sex`: m, f, 1, 2, L, P and words.
    Sex,
    /// `age`, in days, months or years.
    Age,
    /// The day of birth.
    Birth,
    /// The day of measuring.
    Visit,
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

/// A number for each column.
pub type PerColumn = [u64; Column::ALL.len()];

impl Column {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Sex,
        Self::Age,
        Self::Birth,
        Self::Visit,
        Self::Weight,
        Self::Length,
        Self::Posture,
        Self::Head,
        Self::Arm,
        Self::Oedema,
    ];

    /// Its name in our own header and in `assets/growth/columns.csv`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::Age => "age",
            Self::Birth => "dob",
            Self::Visit => "dov",
            Self::Weight => "weight",
            Self::Length => "lenhei",
            Self::Posture => "measure",
            Self::Head => "headc",
            Self::Arm => "armc",
            Self::Oedema => "oedema",
        }
    }

    /// Its place in a `PerColumn`.
    pub const fn at(self) -> usize {
        self as usize
    }

    /// Its bit in a set of columns.
    pub const fn bit(self) -> u16 {
        1 << self.at()
    }

    /// Whether its cells are days.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::Birth | Self::Visit)
    }

    /// Whether its cells are numbers.
    pub const fn is_measure(self) -> bool {
        matches!(self, Self::Weight | Self::Length | Self::Head | Self::Arm)
    }
}

/// The columns that are added, in order.
pub(super) const ADDED: [&str; 14] = [
    "clenhei", "cbmi", "zlen", "zwei", "zwfl", "zbmi", "zhc", "zac", "flen", "fwei", "fwfl", "fbmi", "fhc",
    "fac",
];

/// What a file is that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// A workbook: xlsx, ods or the older xls.
    Workbook,
    /// A web page, often named `.xls`.
    WebPage,
    /// Anything else with bytes that no text has.
    Other,
}

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
    /// It is no text.
    NotText(NotText),
    /// There is no header.
    NoHeader,
    /// Rows end with a carriage return alone, as on old Macintoshes: no row would be found.
    OldLineEnds,
    /// None of the columns that we read is there; the first row, shortened.
    NoKnownColumn(String),
    /// More columns than any table has.
    TooManyColumns,
    /// A row longer than any row can be, most likely a quote that is never closed.
    EndlessRow(u64),
    /// A worker ended early.
    Worker,
}

/// Something in one row that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A cell that is not what its column holds; it is left empty.
    Cell {
        /// The row as a spreadsheet counts: the first line is row 1.
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
    /// A row or a cell could not be understood.
    fn problem(&mut self, problem: &Problem);
    /// So much is done.
    fn progress(&mut self, rows: u64, bytes: u64);
}

/// The unit in which an age column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeUnit {
    Days,
    /// Days, for nobody named a unit.
    BareDays,
    Months,
    Years,
    /// Completed years and nothing finer: the age is known by the year alone.
    WholeYears,
    /// Cells say it themselves ("2 tahun 3 bulan"); a number alone is not understood.
    Said,
    /// The same, and none says more than years.
    SaidYears,
}

/// What each cell of a column is to us, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Sex(Letters),
    Posture,
    /// In a column of grades (0, 1, 2, 3) a 2 is a swollen child; elsewhere, as with WHO, it is "no".
    /// A T may be *tidak*.
    Oedema {
        grades: bool,
        t_is_no: bool,
    },
    Age(AgeUnit),
    Birth(Order),
    Visit(Order),
    /// Measures, with what their cells are divided by to be kg or cm; nothing when they are.
    Weight(Option<f64>),
    Length(Option<f64>),
    Head(Option<f64>),
    Arm(Option<f64>),
}

impl Kind {
    pub(super) const fn column(self) -> Column {
        match self {
            Self::Sex(_) => Column::Sex,
            Self::Posture => Column::Posture,
            Self::Oedema { .. } => Column::Oedema,
            Self::Age(_) => Column::Age,
            Self::Birth(_) => Column::Birth,
            Self::Visit(_) => Column::Visit,
            Self::Weight(_) => Column::Weight,
            Self::Length(_) => Column::Length,
            Self::Head(_) => Column::Head,
            Self::Arm(_) => Column::Arm,
        }
    }
}

/// How numbers are written in this file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Some number has a decimal comma: `1.234` may then be a thousand.
    pub(super) comma: bool,
    /// Some number has a decimal point: `1,234` may then be a thousand.
    pub(super) point: bool,
}

/// A column that says again what another says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Again {
    pub(super) at: usize,
    pub(super) kind: Kind,
    /// The position that its name tells, where lengths lie in one column and heights in another.
    pub(super) posture: Option<Posture>,
}

/// What the header says, and what a look at the first rows adds.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// Between cells.
    pub(super) separator: u8,
    /// What each cell of a row is to us, with its column's bit in a set of columns.
    pub(super) columns: Vec<Option<(Kind, u16)>>,
    /// Columns that say again what another says, by their place: compared, and read where the other says nothing.
    pub(super) again: Vec<Again>,
    /// The position that the first column of lengths tells by its name.
    pub(super) posture: Option<Posture>,
    /// Birth and measuring day are both there.
    pub(super) has_dates: bool,
    pub(super) marks: Marks,
    /// Cells to leave out because we compute them anew; empty when there are none.
    pub(super) replaced: Vec<bool>,
    pub(super) line_end: &'static [u8],
    /// The header as it stands in the file: it may come again further down.
    pub(super) row: Vec<u8>,
}

impl Header {
    /// Whether our own numbers are written with a comma. Semicolons are what spreadsheets write where the comma is the
    /// decimal mark; whole numbers alone do not speak against it.
    pub(super) fn writes_commas(&self) -> bool {
        match self.separator {
            b',' => false,
            b';' => self.marks.comma || !self.marks.point,
            _ => self.marks.comma,
        }
    }

    /// Appends a row's own cells, without those that we compute anew.
    pub(super) fn carry(&self, row: &[u8], out: &mut Vec<u8>) {
        if self.replaced.is_empty() {
            out.extend_from_slice(row);
            return;
        }
        let mut first = true;
        for (at, cell) in fields(row, self.separator).enumerate() {
            if self.replaced.get(at) == Some(&true) {
                continue;
            }
            if !first {
                out.push(self.separator);
            }
            first = false;
            out.extend_from_slice(cell);
        }
    }
}

/// A cell's text for a message: at most forty characters, nothing that moves the terminal.
pub(super) fn shown(cell: &[u8]) -> String {
    // Forty characters have at most 160 bytes; a cell may have millions.
    let text = String::from_utf8_lossy(cell.get(..160).unwrap_or(cell));
    text.chars().take(40).map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}
