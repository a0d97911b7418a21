//! What `loket growth` says to people, in the clinic's language; the sentences are in `assets/words/*/cli.ftl`.

use std::cell::OnceCell;

use super::pipeline::Tally;
use super::sheet::{Column, Failure, Problem};
use crate::words::{Language, Words};

/// The words, read when the first thing has to be said: a file without a mistake needs none.
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
        Column::Age | Column::Weight | Column::Length | Column::Head | Column::Arm => {
            "cli-growth-holds-number"
        }
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
                let values =
                    [("row", row.as_str()), ("column", column.name()), ("text", text), ("holds", &holds)];
                words.with("cli-growth-cell", &values)
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

    /// What is said at the end; nothing when there is nothing to say.
    pub(super) fn notes(&self, tally: &Tally) -> Vec<String> {
        if *tally == (Tally { rows: tally.rows, ..Tally::default() }) {
            return Vec::new();
        }
        let words = self.words();
        let mut notes = Vec::new();
        let not_positive: Vec<String> = tally
            .not_positive
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(column, count)| format!("{} {}", column.name(), words.count(*count)))
            .collect();
        let outside: Vec<String> = [
            ("cli-growth-outside-age", tally.outside_age),
            ("cli-growth-outside-length", tally.outside_length),
            ("cli-growth-outside-arm", tally.outside_arm),
        ]
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words.with(key, &[("count", *count)]))
        .collect();
        for (key, list) in
            [("cli-growth-note-not-positive", not_positive), ("cli-growth-note-outside", outside)]
        {
            if !list.is_empty() {
                notes.push(words.with(key, &[("list", list.join(", "))]));
            }
        }
        if tally.bad_rows > 0 {
            let values = [("bad", tally.bad_rows), ("rows", tally.rows)];
            notes.push(words.with("cli-growth-note-bad-rows", &values));
        }
        notes
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
            Failure::NoHeader => words.text("cli-growth-no-header").into_owned(),
            Failure::OldLineEnds => words.text("cli-growth-old-line-ends").into_owned(),
            Failure::NoKnownColumn => words
                .with("cli-growth-no-known-column", &[("columns", Column::ALL.map(Column::name).join(", "))]),
            Failure::Twice(column) => words.with("cli-growth-twice", &[("column", column.name())]),
            Failure::EndlessRow(row) => words.with("cli-growth-endless-row", &[("row", row.to_string())]),
            Failure::Worker => words.text("cli-growth-stopped").into_owned(),
        }
    }
}
