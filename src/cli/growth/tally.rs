//! What was found in a file, counted, and what of it is so much that the person must look before using anything.

use super::opening::{Findings, How, UnsureSex};
use super::sheet::{Column, PerColumn};

/// What was found in the rows of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows of children below the header.
    pub rows: u64,
    /// Rows that could not be used: too many cells, a quote left open, a sex that was not understood.
    pub bad_rows: u64,
    /// Rows that are no child: totals, lines for signatures, the header again.
    pub not_children: u64,
    /// Rows with a z-score.
    pub scored: u64,
    /// Rows with a z-score that is implausible.
    pub flagged: u64,
    /// Of these: an age of 60 days and less, a weight above 100, a length below 3 or above 200, an arm above 40.
    pub flagged_young: u64,
    pub flagged_heavy: u64,
    pub flagged_short: u64,
    pub flagged_long: u64,
    pub flagged_thick: u64,
    /// Cells with something in them, by column.
    pub given: PerColumn,
    /// Of these: not what the column holds, so left empty.
    pub odd: PerColumn,
    /// Of these: numbers by which surveys say that there is none.
    pub sentinels: PerColumn,
    /// Dates that only read in the other order.
    pub other_order: PerColumn,
    /// Rows in which two columns of the same meaning differ; of age, by more than a month.
    pub differ: PerColumn,
    /// Measures of zero or below.
    pub not_positive: PerColumn,
    /// Rows with an age below zero or from 60 months on.
    pub outside_age: u64,
    /// Rows whose length lies outside the tables of weight-for-length.
    pub outside_length: u64,
    /// Rows with an arm circumference before day 91, where its table begins.
    pub outside_arm: u64,
    /// Rows of children under nine months who are said to have stood.
    pub stood_early: u64,
    /// The first of these, as a spreadsheet counts; 0 for none.
    pub first_stood_early: u64,
    /// Rows whose age is known by the year alone: no z by age.
    pub by_year: u64,
    /// Ages whose unit nobody named, and of these the days that could be months.
    pub bare_ages: u64,
    pub bare_small: u64,
    /// Zeros in the column of sex.
    pub sex_zeros: u64,
    /// Letters in the column of sex that speak against how its letters were read.
    pub sex_letters: u64,
    /// In a column of oedema that seemed to have no grades: twos read as "no", and zeros and threes.
    pub oedema_twos: u64,
    pub oedema_grades: u64,
    /// Digits in a column of oedema, and those of them that were read as swollen.
    pub oedema_digits: u64,
    pub swollen_digits: u64,
}

/// What makes the result doubtful as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// None of these columns is there.
    No(Column),
    /// No measure is there.
    NoMeasure,
    /// A birth date without a measuring date.
    NoVisit,
    /// There are no rows of children.
    NoRows,
    /// There are rows, and none has a z-score.
    NoScore,
    /// Most rows have none.
    FewScores,
    /// Ages in completed years alone, in more than a tenth of the rows.
    WholeYears,
    /// Nothing proves which number of a date is the day, and it changes ages.
    OpenOrder,
    /// A column looks like one that nobody read.
    Resembles(String, Column),
    /// Most cells of a column were not understood.
    Unread(Column),
    /// Two columns of the same meaning differ in more than a tenth of the rows.
    Differ(Column),
    /// A column of sex with zeros.
    SexZeros,
    /// Letters in the column of sex that may mean either.
    SexLetters,
    /// A column of oedema in which 2 may mean two things.
    OedemaCodes,
    /// More than a tenth swollen by digits: perhaps 1 is "no".
    ManySwollen,
    /// Ages so small that they may be days or months, and no name says which.
    DaysOrMonths,
    /// Dates of both orders.
    BothOrders(Column),
    /// Most rows are implausible, perhaps because of these.
    Implausible(Vec<Why>),
    /// Most ages lie outside 0 to 60 months.
    OutsideAge,
}

/// What implausible rows have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Months,
    Grams,
    Metres,
    Millimetres,
    ArmMillimetres,
}

impl Tally {
    pub(super) fn add(&mut self, mut other: Self) {
        if self.first_stood_early == 0 {
            self.first_stood_early = other.first_stood_early;
        }
        for (sum, more) in self.counts_mut().into_iter().zip(other.counts_mut()) {
            *sum += *more;
        }
        for (sums, more) in self.by_column_mut().into_iter().zip(other.by_column_mut()) {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += *more;
            }
        }
    }

    fn counts_mut(&mut self) -> [&mut u64; 23] {
        [
            &mut self.rows,
            &mut self.bad_rows,
            &mut self.not_children,
            &mut self.scored,
            &mut self.flagged,
            &mut self.flagged_young,
            &mut self.flagged_heavy,
            &mut self.flagged_short,
            &mut self.flagged_long,
            &mut self.flagged_thick,
            &mut self.outside_age,
            &mut self.outside_length,
            &mut self.outside_arm,
            &mut self.stood_early,
            &mut self.by_year,
            &mut self.bare_ages,
            &mut self.bare_small,
            &mut self.sex_zeros,
            &mut self.sex_letters,
            &mut self.oedema_twos,
            &mut self.oedema_grades,
            &mut self.oedema_digits,
            &mut self.swollen_digits,
        ]
    }

    fn by_column_mut(&mut self) -> [&mut PerColumn; 6] {
        [
            &mut self.given,
            &mut self.odd,
            &mut self.sentinels,
            &mut self.other_order,
            &mut self.differ,
            &mut self.not_positive,
        ]
    }

    /// What must be looked at before anything of the result is used; each ends the command with 2.
    pub fn doubts(&self, findings: &Findings) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        if self.rows == 0 {
            doubts.push(Doubt::NoRows);
        }
        let of = |counts: &PerColumn, column: Column| counts.get(column.at()).copied().unwrap_or_default();
        let dated = findings.has(Column::Birth) && findings.has(Column::Visit);
        if !findings.has(Column::Sex) {
            doubts.push(Doubt::No(Column::Sex));
        }
        if !findings.has(Column::Age) && !dated {
            doubts.push(if findings.has(Column::Birth) { Doubt::NoVisit } else { Doubt::No(Column::Age) });
        }
        if !Column::ALL.into_iter().any(|column| column.is_measure() && findings.has(column)) {
            doubts.push(Doubt::NoMeasure);
        }
        let misses = |column: Column| match column {
            Column::Age | Column::Birth | Column::Visit => !findings.has(Column::Age) && !dated,
            _ => true,
        };
        let resembles = findings.resembles.iter().filter(|(_, column)| misses(*column));
        doubts.extend(resembles.map(|(name, column)| Doubt::Resembles(name.clone(), *column)));
        if findings.unsure_sex == Some(UnsureSex::Zero) || self.sex_zeros > 0 {
            doubts.push(Doubt::SexZeros);
        }
        if findings.unsure_sex == Some(UnsureSex::Letters) || self.sex_letters > 0 {
            doubts.push(Doubt::SexLetters);
        }
        if self.oedema_twos > 0 && self.oedema_grades > 0 {
            doubts.push(Doubt::OedemaCodes);
        }
        // So many are swollen nowhere but where 1 is "no", or in a ward: nobody but its people knows.
        if self.swollen_digits * 10 > self.oedema_digits {
            doubts.push(Doubt::ManySwollen);
        }
        for column in Column::ALL {
            if of(&self.odd, column) * 2 > of(&self.given, column) {
                doubts.push(Doubt::Unread(column));
            }
            let unproven = findings
                .taken
                .iter()
                .any(|taken| taken.column == column && taken.how == How::PerhapsDayFirst);
            let other = of(&self.other_order, column);
            if other > 0 && (unproven || other * 20 > of(&self.given, column)) {
                doubts.push(Doubt::BothOrders(column));
            }
            if of(&self.differ, column) * 10 > self.rows {
                doubts.push(Doubt::Differ(column));
            }
        }
        let why = self.why(findings);
        let flagged = self.flagged * 2 > self.scored;
        // Asked once; and one slip of many does not tell what the others are.
        if self.bare_small * 10 > self.bare_ages * 9 && !(flagged && why.contains(&Why::Months)) {
            doubts.push(Doubt::DaysOrMonths);
        }
        if flagged || why.iter().any(|why| *why != Why::Months) {
            doubts.push(Doubt::Implausible(why));
        }
        if self.outside_age * 2 > self.rows {
            doubts.push(Doubt::OutsideAge);
        } else if self.rows > 0 && doubts.is_empty() {
            doubts.extend(match self.scored {
                0 => Some(Doubt::NoScore),
                scored => (scored * 2 < self.rows).then_some(Doubt::FewScores),
            });
        }
        if self.by_year * 10 > self.rows {
            doubts.push(Doubt::WholeYears);
        }
        if findings.open_order {
            doubts.push(Doubt::OpenOrder);
        }
        doubts
    }

    /// What most of the implausible have in common; of a measure that few have, most of those who have it.
    fn why(&self, findings: &Findings) -> Vec<Why> {
        let given = |column: Column| self.given.get(column.at()).copied().unwrap_or_default();
        let most = |count: u64, column: Column| count * 2 > given(column);
        [
            (Why::Months, findings.bare_age && self.flagged_young * 2 > self.flagged),
            (Why::Grams, most(self.flagged_heavy, Column::Weight)),
            (Why::Metres, most(self.flagged_short, Column::Length)),
            (Why::Millimetres, most(self.flagged_long, Column::Length)),
            (Why::ArmMillimetres, most(self.flagged_thick, Column::Arm)),
        ]
        .into_iter()
        .filter_map(|(why, holds)| holds.then_some(why))
        .collect()
    }
}
