//! The beginning of a file: what each column is to us, and what only a look at the first rows can tell: decimal marks, the order of dates, millimetres, how oedema is coded.
//!
//! What is decided here holds for the whole file; rows further down that speak against it are counted and said.

use super::cell::{code, number_seen};
use super::date::{self, Order, Proof};
use super::letters::{Letters, LettersSeen};
use super::lists::is_missing;
use super::sheet::{ADDED, Again, AgeUnit, Column, Failure, Header, Kind, Marks, Unit, shown};
use super::split::{content, fields};
use super::title::{Title, posture, title};
use super::top::{Top, find, is_numbering, rows};
use crate::terms::Posture;

/// How many rows are looked at.
const SAMPLE: usize = 2000;

/// What was understood before the first child.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) header: Header,
    pub(super) findings: Findings,
    /// Lines above the header that belong to the people whose file it is, their line ends included.
    pub(super) above: Vec<u8>,
    /// A row of 1, 2, 3, … below the header.
    pub(super) numbering: Option<Vec<u8>>,
    /// Where the rows of children begin, and how many lines are before.
    pub(super) begins: usize,
    pub(super) lines: u64,
}

/// A column that is read, by the name that it has in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its name in the file, shortened.
    pub name: String,
    /// What it was taken for.
    pub column: Column,
    /// How its cells are read, where there is a choice.
    pub how: How,
    /// Another column before it says the same: it is only compared.
    pub again: bool,
    /// The position of whoever is measured there, where no other column says it.
    pub posture: Option<Posture>,
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Plain,
    Days,
    Months,
    Years,
    /// Completed years alone.
    WholeYears,
    /// An age in words.
    Said,
    DayFirst,
    MonthFirst,
    /// Nothing in the first rows says which number is the day.
    PerhapsDayFirst,
    Grams,
    /// Tenths of a kilogram or a centimetre, as the files of the DHS have them.
    Tenths,
    Millimetres,
    Metres,
    Grades,
    /// P is *pria*, W is *wanita*.
    PriaWanita,
    /// H is *hombre*, M is *mujer*.
    HombreMujer,
    /// T is *tidak*.
    Tidak,
    /// Days as a spreadsheet keeps them, such as 45582.
    Serial,
}

/// Why a column of sex cannot be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsureSex {
    /// It holds a 0: nobody knows whether 1 is then a boy.
    Zero,
    /// Its letters may mean either.
    Letters,
}

/// What was found in the header and the first rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The columns that are read, in the file's order.
    pub taken: Vec<Taken>,
    /// The names of columns that are carried only.
    pub carried: Vec<String>,
    /// Columns that look like one that we read and that no other column is.
    pub resembles: Vec<(String, Column)>,
    /// Lines above the header.
    pub above: u64,
    /// The age's unit was not in its name.
    pub bare_age: bool,
    /// Why sex is not read, though there is a column for it.
    pub unsure_sex: Option<UnsureSex>,
    /// Nothing proves the order of the dates, and the ages differ by it.
    pub open_order: bool,
}

impl Findings {
    /// Whether any column was taken for this.
    pub fn has(&self, column: Column) -> bool {
        self.taken.iter().any(|taken| taken.column == column)
    }
}

/// Reads the beginning of a file; `first` holds its first rows, perhaps with a part of one more.
pub(super) fn open(first: &[u8], unit: Unit) -> Result<Opening, Failure> {
    let top = find(first)?;
    let mut opening = understood(first, &top, unit);
    opening.above = first.get(top.begins..top.starts).unwrap_or_default().to_vec();
    opening.findings.above = top.above;
    Ok(opening)
}

fn understood(first: &[u8], top: &Top<'_>, unit: Unit) -> Opening {
    let (separator, names) = (top.separator, &top.names);
    let titles: Vec<Title> = names.iter().map(|name| title(name)).collect();
    let rest = first.get(top.ends..).unwrap_or_default();
    let mut below = rows(rest, rest.contains(&b'"'), separator).take(SAMPLE).peekable();
    // Forms number their columns below the header.
    let numbered = below.next_if(|row| is_numbering(row.text, separator));
    let (skipped, more) = numbered.as_ref().map_or((0, 0), |row| (row.ends, row.lines));
    let mut sample: Vec<Seen> = titles.iter().map(|_| Seen::default()).collect();
    for row in below {
        for ((cell, seen), title) in fields(row.text, separator).zip(&mut sample).zip(&titles) {
            if let Title::Read(column, _) = title {
                seen.look(*column, content(cell));
            }
        }
    }
    let numbers = titles.iter().zip(&sample).filter(
        |(title, _)| matches!(title, Title::Read(column, _) if column.is_measure() || *column == Column::Age),
    );
    let mut marks = Marks::default();
    for (_, seen) in numbers {
        marks.comma |= seen.comma > 0;
        marks.point |= seen.point > 0;
    }
    let mut findings = Findings::default();
    let order = order(&titles, &sample);
    let mut columns: Vec<Option<(Kind, u16)>> = vec![None; names.len()];
    let mut again = Vec::new();
    let postures = postures(&titles, names);
    let mut first_posture = None;
    let chosen = Column::ALL.map(|column| chosen(column, &titles, names));
    let place = |column: Column| chosen.get(column.at()).copied().flatten();
    for (at, ((title, seen), name)) in titles.iter().zip(&sample).zip(names).enumerate() {
        let Title::Read(column, written) = title else { continue };
        let (kind, how) = kind(*column, written, seen, unit, order);
        if *column == Column::Sex && seen.letters.sexes(written).is_none() {
            findings.unsure_sex = Some(UnsureSex::Letters);
        }
        let second = place(*column) != Some(at);
        let posture = postures.get(at).copied().flatten();
        if *column == Column::Length && !second {
            first_posture = posture;
        }
        if second {
            again.push(Again { at, kind, posture });
        } else if let Some(slot) = columns.get_mut(at) {
            *slot = Some((kind, column.bit()));
            findings.bare_age |= *written == "bare" && *column == Column::Age;
            if *column == Column::Sex && seen.has(0) {
                findings.unsure_sex = Some(UnsureSex::Zero);
            }
        }
        findings.taken.push(Taken { name: shown(name), column: *column, how, again: second, posture });
    }
    let (_, proven) = order;
    if !proven && let [Some(birth), Some(visit)] = [Column::Birth, Column::Visit].map(place) {
        let skipped = rest.get(skipped..).unwrap_or_default();
        let mut below = rows(skipped, skipped.contains(&b'"'), separator).take(SAMPLE);
        findings.open_order = below.any(|row| differs_by_order(row.text, separator, birth, visit));
    }
    let has = Column::ALL.map(|column| findings.has(column));
    for (title, name) in titles.iter().zip(names) {
        match title {
            Title::Resembles(column) if has.get(column.at()) == Some(&false) => {
                findings.resembles.push((shown(name), *column));
            }
            Title::Read(..) => {}
            _ if name.is_empty() || ADDED.iter().any(|added| added.as_bytes() == *name) => {}
            _ => findings.carried.push(shown(name)),
        }
    }
    if findings.unsure_sex.is_some() {
        let sex = |kind: Kind| kind.column() == Column::Sex;
        columns.iter_mut().for_each(|read| *read = read.filter(|(kind, _)| !sex(*kind)));
        again.retain(|again| !sex(again.kind));
    }
    let replaced: Vec<bool> = names
        .iter()
        .map(|name| ADDED.iter().any(|added| name.eq_ignore_ascii_case(added.as_bytes())))
        .collect();
    let line = first.get(..top.ends).unwrap_or_default();
    let header = Header {
        separator,
        has_dates: findings.has(Column::Birth) && findings.has(Column::Visit),
        columns,
        again,
        posture: first_posture,
        marks,
        replaced: if replaced.contains(&true) { replaced } else { Vec::new() },
        line_end: if line.ends_with(b"\r\n") { b"\r\n" } else { b"\n" },
        row: top.row.to_vec(),
    };
    Opening {
        header,
        findings,
        above: Vec::new(),
        numbering: numbered.map(|row| row.text.to_vec()),
        begins: top.ends + skipped,
        lines: top.lines + more,
    }
}

/// The position that each column of lengths tells by its name; nothing where not both are there, for then one name stands
/// for either.
fn postures(titles: &[Title], names: &[&[u8]]) -> Vec<Option<Posture>> {
    let told: Vec<Option<Posture>> = titles
        .iter()
        .zip(names)
        .map(|(title, name)| match title {
            Title::Read(Column::Length, _) => posture(name),
            _ => None,
        })
        .collect();
    let both = [Posture::Lying, Posture::Standing].map(Some).iter().all(|posture| told.contains(posture));
    if both { told } else { Vec::new() }
}

/// Ages that differ by no more are the same to every table.
const SAME_AGE: i32 = 7;

/// Whether a row's age depends on which number of its dates is the day.
fn differs_by_order(row: &[u8], separator: u8, birth: usize, visit: usize) -> bool {
    let cell = |at| fields(row, separator).nth(at).map(content);
    let (Some(birth), Some(visit)) = (cell(birth), cell(visit)) else { return false };
    let age = |order| Some(date::day(visit, order)? - date::day(birth, order)?);
    let ages = (age(Order::DayFirst), age(Order::MonthFirst));
    matches!(ages, (Some(one), Some(other)) if (one - other).abs() > SAME_AGE)
}

/// Which of several columns of the same meaning is read: ours by name, then the most exact age, then the first.
fn chosen(column: Column, titles: &[Title], names: &[&[u8]]) -> Option<usize> {
    let rank = |(_, (title, name)): &(usize, (&Title, &&[u8]))| match title {
        Title::Read(found, unit) if *found == column => Some(match *unit {
            "days" => 0,
            _ if name.eq_ignore_ascii_case(column.name().as_bytes()) => 1,
            "months" | "bare" => 2,
            "years" => 3,
            _ => 2,
        }),
        _ => None,
    };
    let all = titles.iter().zip(names).enumerate();
    all.filter_map(|one| Some((rank(&one)?, one.0))).min().map(|(_, at)| at)
}

/// What was seen in the first rows of one column.
#[derive(Debug, Default)]
struct Seen {
    /// How often each code was there, from 0 to 3.
    codes: [usize; 4],
    letters: LettersSeen,
    comma: usize,
    point: usize,
    /// Numbers with something behind the mark.
    fractions: usize,
    words: usize,
    /// Of these: ages in words finer than years.
    finer: usize,
    serials: usize,
    day_first: usize,
    month_first: usize,
    either: usize,
    numbers: usize,
    /// The numbers of a column of arms: their middle tells centimetres from millimetres.
    arms: Vec<f64>,
}

impl Seen {
    fn look(&mut self, column: Column, cell: &[u8]) {
        match column {
            Column::Birth | Column::Visit => match date::proof(cell) {
                Proof::Only(Order::DayFirst) => self.day_first += 1,
                Proof::Only(Order::MonthFirst) => self.month_first += 1,
                Proof::Either => self.either += 1,
                Proof::None => self.serials += usize::from(date::is_serial(cell)),
            },
            Column::Sex | Column::Oedema | Column::Posture => {
                let count = code(cell).and_then(|code| self.codes.get_mut(usize::from(code)));
                count.into_iter().for_each(|count| *count += 1);
                match column {
                    Column::Sex => self.letters.look_at_sex(cell),
                    Column::Oedema => self.letters.look_at_oedema(cell),
                    _ => {}
                }
            }
            Column::Age | Column::Weight | Column::Length | Column::Head | Column::Arm => {
                match number_seen(column, cell) {
                    Some(number) => {
                        self.comma += usize::from(cell.contains(&b','));
                        self.point += usize::from(cell.contains(&b'.'));
                        self.fractions += usize::from(number.fract() != 0.0);
                        self.numbers += 1;
                        if column == Column::Arm {
                            self.arms.push(number);
                        }
                    }
                    None => {
                        if let Some(said) = date::said_age(cell).filter(|_| !is_missing(cell)) {
                            self.words += 1;
                            self.finer += usize::from(!said.in_whole_years);
                        }
                    }
                }
            }
        }
    }

    fn has(&self, code: usize) -> bool {
        self.codes.get(code).is_some_and(|count| *count > 0)
    }

    /// The middle of the arms above zero.
    fn middle(&self) -> f64 {
        let mut numbers: Vec<f64> = self.arms.iter().copied().filter(|number| *number > 0.0).collect();
        numbers.sort_by(f64::total_cmp);
        numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// The order of all dates of a file, and whether anything proves it: one program wrote them.
fn order(titles: &[Title], sample: &[Seen]) -> (Order, bool) {
    let dates = titles
        .iter()
        .zip(sample)
        .filter(|(title, _)| matches!(title, Title::Read(Column::Birth | Column::Visit, _)));
    let (mut day, mut month, mut either) = (0, 0, 0);
    for (_, seen) in dates {
        day += seen.day_first;
        month += seen.month_first;
        either += seen.either;
    }
    let order = if month > day { Order::MonthFirst } else { Order::DayFirst };
    (order, day != month || either == 0)
}

fn kind(
    column: Column,
    written: &str,
    seen: &Seen,
    unit: Unit,
    (order, proven): (Order, bool),
) -> (Kind, How) {
    let how_dated = || match (order, proven, seen.day_first + seen.month_first + seen.either) {
        (.., 0) if seen.serials > 0 => How::Serial,
        (.., 0) => How::Plain,
        (Order::DayFirst, true, _) => How::DayFirst,
        (Order::MonthFirst, true, _) => How::MonthFirst,
        (_, false, _) => How::PerhapsDayFirst,
    };
    match column {
        Column::Sex => {
            let letters = seen.letters.sexes(written).unwrap_or(Letters::Usual);
            let how = match letters {
                Letters::PriaWanita => How::PriaWanita,
                Letters::HombreMujer => How::HombreMujer,
                Letters::Usual | Letters::OnlyGirls | Letters::OnlyBoys => How::Plain,
            };
            (Kind::Sex(letters), how)
        }
        Column::Posture => (Kind::Posture, How::Plain),
        Column::Oedema => {
            let grades = seen.has(0) || seen.has(3);
            let t_is_no = seen.letters.t_is_no(written);
            let how = match (grades && (seen.has(2) || seen.has(3)), t_is_no) {
                (true, _) => How::Grades,
                (false, true) => How::Tidak,
                (false, false) => How::Plain,
            };
            (Kind::Oedema { grades, t_is_no }, how)
        }
        Column::Birth => (Kind::Birth(order), how_dated()),
        Column::Visit => (Kind::Visit(order), how_dated()),
        Column::Age => match (written, unit) {
            ("days", _) => (Kind::Age(AgeUnit::Days), How::Days),
            ("months", _) => (Kind::Age(AgeUnit::Months), How::Months),
            ("years", _) if seen.fractions + seen.finer == 0 => {
                (Kind::Age(AgeUnit::WholeYears), How::WholeYears)
            }
            ("years", _) => (Kind::Age(AgeUnit::Years), How::Years),
            _ if seen.words * 10 > seen.numbers && seen.finer == 0 => {
                (Kind::Age(AgeUnit::SaidYears), How::WholeYears)
            }
            // Who writes "27 bln" in one row means no days by the 27 in the next.
            _ if seen.words * 10 > seen.numbers => (Kind::Age(AgeUnit::Said), How::Said),
            (_, Unit::Days) => (Kind::Age(AgeUnit::BareDays), How::Days),
            (_, Unit::Months) => (Kind::Age(AgeUnit::Months), How::Months),
        },
        Column::Weight | Column::Length | Column::Head | Column::Arm => {
            let (divisor, how) = measured(column, written, seen);
            let kind = match column {
                Column::Weight => Kind::Weight(divisor),
                Column::Head => Kind::Head(divisor),
                Column::Arm => Kind::Arm(divisor),
                _ => Kind::Length(divisor),
            };
            (kind, how)
        }
    }
}

/// What the cells of a measure are divided by. Where a name leaves the unit open, the middle of the first rows decides
/// for the whole column: no arm is 40 cm around, and what has decimals is not in tenths.
fn measured(column: Column, written: &str, seen: &Seen) -> (Option<f64>, How) {
    match written {
        "g" => (Some(1000.0), How::Grams),
        "mm" => (Some(10.0), How::Millimetres),
        "m" => (Some(0.01), How::Metres),
        "mm?" if column == Column::Arm && seen.middle() >= 40.0 => (Some(10.0), How::Millimetres),
        "mm?" | "hg?" if column != Column::Arm && seen.point + seen.comma == 0 => (Some(10.0), How::Tenths),
        _ => (None, How::Plain),
    }
}
