//! What `loket growth` says to people, in the clinic's language; the sentences are in `assets/words/*/cli.ftl`.

use std::cell::OnceCell;

use super::opening::{How, Taken};
use super::pipeline::Report;
use super::sheet::{Column, Failure, NotText, PerColumn, Problem};
use super::tally::{Doubt, Why};
use super::text::Windows;
use crate::terms::Posture;
use crate::words::{Language, Words};

/// So many names of columns that are carried only are said; a survey has hundreds.
const MOST_NAMES: usize = 12;

/// The words, read when the first thing has to be said.
#[derive(Debug)]
pub(super) struct Voice {
    language: Language,
    words: OnceCell<Words>,
}

/// The key for what a column holds, for the message that something else stands there.
const fn holds(column: Column) -> &'static str {
    match column {
        Column::Sex => "cli-growth-holds-sex",
        Column::Posture => "cli-growth-holds-measure",
        Column::Oedema => "cli-growth-holds-oedema",
        Column::Birth | Column::Visit => "cli-growth-holds-date",
        Column::Age => "cli-growth-holds-age",
        Column::Weight | Column::Length | Column::Head | Column::Arm => "cli-growth-holds-number",
    }
}

/// The key for a column's name in a sentence.
const fn name(column: Column) -> &'static str {
    match column {
        Column::Sex => "cli-growth-name-sex",
        Column::Age => "cli-growth-name-age",
        Column::Birth => "cli-growth-name-birth",
        Column::Visit => "cli-growth-name-visit",
        Column::Weight => "cli-growth-name-weight",
        Column::Length => "cli-growth-name-length",
        Column::Posture => "cli-growth-name-posture",
        Column::Head => "cli-growth-name-head",
        Column::Arm => "cli-growth-name-arm",
        Column::Oedema => "cli-growth-name-oedema",
    }
}

/// The key for how a column's cells are read, where there is a choice.
const fn how(how: How) -> Option<&'static str> {
    Some(match how {
        How::Plain => return None,
        How::Days => "cli-growth-how-days",
        How::Months => "cli-growth-how-months",
        How::Years => "cli-growth-how-years",
        How::WholeYears => "cli-growth-how-whole-years",
        How::Said => "cli-growth-how-said",
        How::DayFirst => "cli-growth-how-day-first",
        How::MonthFirst => "cli-growth-how-month-first",
        How::PerhapsDayFirst => "cli-growth-how-perhaps-day-first",
        How::Grams => "cli-growth-how-grams",
        How::Tenths => "cli-growth-how-tenths",
        How::Millimetres => "cli-growth-how-millimetres",
        How::Metres => "cli-growth-how-metres",
        How::Grades => "cli-growth-how-grades",
        How::PriaWanita => "cli-growth-how-pria-wanita",
        How::HombreMujer => "cli-growth-how-hombre-mujer",
        How::Tidak => "cli-growth-how-tidak",
        How::Serial => "cli-growth-how-serial",
    })
}

const fn reason(why: Why) -> &'static str {
    match why {
        Why::Months => "cli-growth-why-months",
        Why::Grams => "cli-growth-why-grams",
        Why::Metres => "cli-growth-why-metres",
        Why::Millimetres => "cli-growth-why-millimetres",
        Why::ArmMillimetres => "cli-growth-why-arm-millimetres",
    }
}

impl Voice {
    pub(super) fn new(language: Language) -> Self {
        Self { language, words: OnceCell::new() }
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(self.language))
    }

    /// Row numbers are written without a thousands mark, as a spreadsheet shows them.
    pub(super) fn problem(&self, problem: &Problem) -> String {
        let words = self.words();
        match problem {
            Problem::Cell { row, column, text } => {
                let (row, holds) = (row.to_string(), words.text(holds(*column)));
                let name = words.text(name(*column));
                let values = [("row", row.as_str()), ("column", &name), ("text", text), ("holds", &holds)];
                match column {
                    // Empty here is not the same as none: nobody knows whether the child was swollen.
                    Column::Oedema => words.with("cli-growth-cell-oedema", &values),
                    _ => words.with("cli-growth-cell", &values),
                }
            }
            Problem::OpenQuote { row } => words.with("cli-growth-open-quote", &[("row", row.to_string())]),
            Problem::TooManyCells { row, cells, header } => {
                let values = [
                    ("row", row.to_string()),
                    ("cells", words.count(*cells)),
                    ("header", words.count(*header)),
                ];
                words.with("cli-growth-too-many-cells", &values)
            }
        }
    }

    pub(super) fn progress(&self, rows: u64, bytes: u64, size: Option<u64>) -> String {
        let words = self.words();
        let rows = words.count(rows);
        match size.filter(|size| *size > 0) {
            Some(size) => {
                let percent = words.percent(bytes.min(size), size);
                words.with("cli-growth-progress", &[("rows", rows), ("percent", percent)])
            }
            None => words.with("cli-growth-rows", &[("rows", rows)]),
        }
    }

    /// Which columns were taken for what.
    pub(super) fn columns(&self, report: &Report) -> Vec<String> {
        let (words, findings) = (self.words(), &report.findings);
        let mut lines = Vec::new();
        match report.windows {
            Windows::Nothing => {}
            Windows::Whole => lines.push(words.text("cli-growth-note-windows").into_owned()),
            Windows::Places(places) => {
                lines.push(words.with("cli-growth-note-windows-places", &[("count", words.count(places))]));
            }
        }
        if findings.above > 0 {
            lines.push(words.with("cli-growth-note-above", &[("lines", words.count(findings.above))]));
        }
        let taken: Vec<String> =
            findings.taken.iter().filter(|taken| !taken.again).map(|taken| self.taken(taken)).collect();
        lines.push(words.with("cli-growth-note-columns", &[("list", taken.join("; "))]));
        let again = findings.taken.iter().filter(|taken| taken.again);
        let again: Vec<String> = again.take(MOST_NAMES).map(|taken| self.taken(taken)).collect();
        if !again.is_empty() {
            lines.push(words.with("cli-growth-note-again", &[("list", again.join("; "))]));
        }
        if !findings.carried.is_empty() {
            let mut names: Vec<&str> = findings.carried.iter().take(MOST_NAMES).map(String::as_str).collect();
            if findings.carried.len() > MOST_NAMES {
                names.push("…");
            }
            lines.push(words.with("cli-growth-note-carried", &[("list", names.join(", "))]));
        }
        lines
    }

    fn taken(&self, taken: &Taken) -> String {
        let words = self.words();
        let mut meaning = words.text(name(taken.column)).into_owned();
        if let Some(how) = how(taken.how) {
            meaning = format!("{meaning}, {}", words.text(how));
        }
        if let Some(posture) = taken.posture {
            let posture = match posture {
                Posture::Lying => words.text("cli-growth-how-lying"),
                Posture::Standing => words.text("cli-growth-how-standing"),
            };
            meaning = format!("{meaning}, {posture}");
        }
        let values = [("name", taken.name.as_str()), ("meaning", &meaning)];
        words.with("cli-growth-taken", &values)
    }

    /// Counts above zero with the names of their columns.
    fn counted(&self, counts: &PerColumn) -> String {
        let words = self.words();
        let list: Vec<String> = Column::ALL
            .into_iter()
            .zip(counts)
            .filter(|(_, count)| **count > 0)
            .map(|(column, count)| format!("{} {}", words.text(name(column)), words.count(*count)))
            .collect();
        list.join(", ")
    }

    /// What is counted; nothing when there is nothing to say.
    pub(super) fn notes(&self, report: &Report) -> Vec<String> {
        let (words, tally) = (self.words(), &report.tally);
        let mut notes = Vec::new();
        for (key, counts) in [
            ("cli-growth-note-odd", &tally.odd),
            ("cli-growth-note-sentinels", &tally.sentinels),
            ("cli-growth-note-not-positive", &tally.not_positive),
            ("cli-growth-note-differ", &tally.differ),
        ] {
            let list = self.counted(counts);
            if !list.is_empty() {
                notes.push(words.with(key, &[("list", list)]));
            }
        }
        if tally.odd.get(Column::Oedema.at()).is_some_and(|count| *count > 0) {
            notes.push(words.text("cli-growth-note-odd-oedema").into_owned());
        }
        let outside: Vec<String> = [
            ("cli-growth-outside-age", tally.outside_age),
            ("cli-growth-outside-length", tally.outside_length),
            ("cli-growth-outside-arm", tally.outside_arm),
        ]
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words.with(key, &[("count", words.count(*count))]))
        .collect();
        if !outside.is_empty() {
            notes.push(words.with("cli-growth-note-outside", &[("list", outside.join(", "))]));
        }
        if tally.stood_early > 0 {
            let values =
                [("count", words.count(tally.stood_early)), ("row", tally.first_stood_early.to_string())];
            notes.push(words.with("cli-growth-note-stood-early", &values));
        }
        if tally.scored < tally.rows {
            let without = tally.rows - tally.scored;
            let values = [("count", words.count(without)), ("rows", words.count(tally.rows))];
            notes.push(words.with("cli-growth-note-without", &values));
        }
        if tally.not_children > 0 {
            notes.push(
                words.with("cli-growth-note-not-children", &[("count", words.count(tally.not_children))]),
            );
        }
        if tally.bad_rows > 0 {
            let values = [("bad", words.count(tally.bad_rows)), ("rows", words.count(tally.rows))];
            notes.push(words.with("cli-growth-note-bad-rows", &values));
        }
        notes
    }

    /// What must be looked at before anything of the result is used.
    pub(super) fn doubt(&self, doubt: &Doubt, report: &Report) -> String {
        let words = self.words();
        let column =
            |key: &str, column: Column| words.with(key, &[("column", words.text(name(column)).into_owned())]);
        match doubt {
            Doubt::No(Column::Age) => words.text("cli-growth-doubt-no-age").into_owned(),
            Doubt::No(which) => column("cli-growth-doubt-no-column", *which),
            Doubt::NoMeasure => words.text("cli-growth-doubt-no-measure").into_owned(),
            Doubt::NoVisit => words.text("cli-growth-doubt-no-visit").into_owned(),
            Doubt::NoRows => words.text("cli-growth-doubt-no-rows").into_owned(),
            Doubt::NoScore => words.text("cli-growth-doubt-no-score").into_owned(),
            Doubt::FewScores => words.text("cli-growth-doubt-few-scores").into_owned(),
            Doubt::WholeYears => words.text("cli-growth-doubt-whole-years").into_owned(),
            Doubt::OpenOrder => words.text("cli-growth-doubt-open-order").into_owned(),
            Doubt::Resembles(title, which) => {
                let meaning = words.text(name(*which)).into_owned();
                let values =
                    [("name", title.clone()), ("column", meaning), ("known", which.name().to_owned())];
                words.with("cli-growth-doubt-resembles", &values)
            }
            Doubt::Unread(which) => column("cli-growth-doubt-unread", *which),
            Doubt::Differ(which) => column("cli-growth-doubt-differ", *which),
            Doubt::SexZeros => words.text("cli-growth-doubt-sex-zeros").into_owned(),
            Doubt::SexLetters => words.text("cli-growth-doubt-sex-letters").into_owned(),
            Doubt::ManySwollen => words.text("cli-growth-doubt-many-swollen").into_owned(),
            Doubt::DaysOrMonths => words.text("cli-growth-doubt-days-or-months").into_owned(),
            Doubt::OedemaCodes => words.text("cli-growth-doubt-oedema-codes").into_owned(),
            Doubt::BothOrders(which) => column("cli-growth-doubt-both-orders", *which),
            Doubt::OutsideAge => {
                let tally = &report.tally;
                let values = [("count", words.count(tally.outside_age)), ("rows", words.count(tally.rows))];
                words.with("cli-growth-doubt-outside-age", &values)
            }
            Doubt::Implausible(causes) => {
                let tally = &report.tally;
                let values = [("count", words.count(tally.flagged)), ("rows", words.count(tally.scored))];
                let mut said = words.with("cli-growth-doubt-implausible", &values);
                for cause in causes {
                    said.push(' ');
                    said.push_str(&words.text(reason(*cause)));
                }
                said
            }
        }
    }

    pub(super) fn failure(&self, failure: &Failure) -> String {
        let words = self.words();
        let about = |key: &str, error: &std::io::Error| words.with(key, &[("why", error.to_string())]);
        let file = |key: &str, path: &std::path::Path, error: &std::io::Error| {
            words.with(key, &[("path", path.display().to_string()), ("why", error.to_string())])
        };
        match failure {
            Failure::Open(path, error) => file("cli-growth-cannot-open", path, error),
            Failure::Create(path, error) => file("cli-growth-cannot-create", path, error),
            Failure::Device(path) => words.with("cli-growth-device", &[("path", path.display().to_string())]),
            Failure::Read(error) => about("cli-growth-cannot-read", error),
            Failure::Write(error) => about("cli-growth-cannot-write", error),
            Failure::NotText(NotText::Workbook) => words.text("cli-growth-workbook").into_owned(),
            Failure::NotText(NotText::WebPage) => words.text("cli-growth-web-page").into_owned(),
            Failure::NotText(NotText::Other) => words.text("cli-growth-not-text").into_owned(),
            Failure::NoHeader => words.text("cli-growth-no-header").into_owned(),
            Failure::OldLineEnds => words.text("cli-growth-old-line-ends").into_owned(),
            Failure::NoKnownColumn(line) => {
                let own = Column::ALL.into_iter().filter(|column| !column.is_date());
                let columns = own.map(Column::name).collect::<Vec<_>>().join(", ");
                words.with("cli-growth-no-known-column", &[("columns", columns), ("line", line.clone())])
            }
            Failure::TooManyColumns => words.text("cli-growth-too-many-columns").into_owned(),
            Failure::EndlessRow(row) => words.with("cli-growth-endless-row", &[("row", row.to_string())]),
            Failure::Worker => words.text("cli-growth-stopped").into_owned(),
        }
    }
}
