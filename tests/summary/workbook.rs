//! The promise: the workbook has the figures of the sealed JSON as real numbers, says in its first row that it is not sealed,
//! and has no figure where there is none. Read back by another reader than the writer.

use calamine::{Data, Reader as _, Xlsx};
use loket::summary::{self, Files, spreadsheet};
use loket::words::{Language, Words};
use serde_json::Value;
use std::io::Cursor;

use super::days::busy;
use super::{json, make, period, words};

/// Every sheet's rows.
fn read(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    sheets.into_iter().map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
}

fn of(files: &Files, words: &Words) -> Vec<(String, Vec<Vec<Data>>)> {
    read(spreadsheet::of_files(files, words).unwrap().1)
}

/// The rows of a table: from its head, which begins with this word, to the next empty row.
fn table<'a>(rows: &'a [Vec<Data>], head: &str) -> &'a [Vec<Data>] {
    let first = |row: &Vec<Data>| row.first().cloned().unwrap_or(Data::Empty);
    let at = rows.iter().position(|row| first(row) == Data::String(head.into()));
    let at = at.unwrap_or_else(|| panic!("{head} is no head of a table"));
    let end = rows[at..].iter().position(|row| first(row) == Data::Empty).unwrap_or(rows.len() - at);
    &rows[at + 1..at + end]
}

/// A number that is one in the file, too.
fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        other => panic!("{other:?} is no number"),
    }
}

fn is(cell: &Data, wanted: &Value) {
    assert!((number(cell) - wanted.as_f64().unwrap()).abs() < 1e-9, "{cell:?} is not {wanted}");
}

fn is_none(cell: &Data) {
    assert_eq!(cell, &Data::String("–".into()));
}

fn is_percent(cells: &[Data]) {
    assert!((number(&cells[2]) - number(&cells[0]) / number(&cells[1])).abs() < 1e-12);
}

#[test]
fn every_figure_of_the_workbook_is_that_of_the_sealed_json() {
    let busy = busy();
    let made = make(&busy.clinic, "2026-11");
    let data = &json(made.files())["data"];
    let book = of(made.files(), &words());
    let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Ringkasan", "Layanan antrean", "Kunjungan", "Diagnosis terbanyak", "Penapisan"]);
    let rows = |at: usize| &book[at].1;

    let glance = table(rows(0), "Angka");
    let total = &data["screening"]["total"];
    is(&glance[0][1], &data["visits"]["total"]);
    for (row, key) in glance[1..5].iter().zip(["new", "returning", "sick", "well"]) {
        is(&row[1], &data["visits"][key]);
        is(&row[2], &data["visits"]["total"]);
        is_percent(&row[1..4]);
    }
    let wait = &data["queue"]["total"]["wait"];
    assert!((number(&glance[5][1]) * 60.0 - wait["medianSeconds"].as_f64().unwrap()).abs() < 1e-6);
    is(&glance[7][1], &wait["n"]);
    is(&glance[8][1], &total["measured"]);
    is(&glance[9][2], &total["target"]["children"]);

    let queue = table(rows(1), "Unit");
    let units = data["queue"]["units"].as_array().unwrap();
    let services = units.iter().map(|unit| &unit["service"]).chain([&data["queue"]["total"]]);
    assert_eq!(queue.len(), units.len() + 1);
    for (row, service) in queue.iter().zip(services) {
        for (column, key) in
            [(1, "served"), (2, "tickets"), (4, "noShow"), (5, "cancelled"), (6, "moved"), (7, "open")]
        {
            is(&row[column], &service[key]);
        }
        is(&row[8], &service["wait"]["n"]);
        is_percent(&row[1..4]);
    }

    let ages = table(rows(2), "Umur (LB1)");
    for (row, band) in ages.iter().zip(data["visits"]["byAgeAndSex"].as_array().unwrap()) {
        for (column, key) in [(1, "maleNew"), (2, "maleReturning"), (3, "femaleNew"), (4, "femaleReturning")]
        {
            is(&row[column], &band[key]);
        }
    }
    for (head, key) in [("Menurut penjamin", "byPayer"), ("Menurut unit", "byUnit")] {
        let parts = data["visits"][key].as_array().unwrap();
        assert_eq!(table(rows(2), head).len(), parts.len());
        for (row, part) in table(rows(2), head).iter().zip(parts) {
            is(&row[1], &part["visits"]);
            is(&row[2], &data["visits"]["total"]);
        }
    }
    let days = table(rows(2), "Kunjungan per hari");
    let came = data["visits"]["perDay"].as_array().unwrap();
    assert_eq!((days.len(), came.len()), (30, 23));
    days.iter().zip(came).for_each(|(row, day)| is(&row[1], &day["visits"]));
    days[23..].iter().for_each(|row| is_none(&row[1]));

    let top = data["diagnoses"]["top"].as_array().unwrap();
    let diagnoses = table(rows(3), "Diagnosis");
    for (row, one) in diagnoses.iter().zip(top) {
        is(&row[2], &one["newCases"]);
        is(&row[3], &one["oldCases"]);
        is(&row[5], &data["diagnoses"]["total"]);
    }
    is(&diagnoses[top.len()][4], &data["diagnoses"]["unlisted"]);

    let villages = data["screening"]["villages"].as_array().unwrap();
    let areas: Vec<&Value> = villages
        .iter()
        .map(|village| &village["area"])
        .chain([&data["screening"]["elsewhere"], &data["screening"]["villageUnknown"], total])
        .collect();
    let coverage = table(rows(4), "Desa");
    assert_eq!(coverage.len(), areas.len());
    for (row, area) in coverage.iter().zip(&areas) {
        is(&row[1], &area["measured"]);
        if area.get("target").is_some_and(|target| target["children"] != 0) {
            is(&row[3], &area["target"]["children"]);
            is(&row[5], &area["notMeasured"]);
            assert!((number(&row[2]) + number(&row[5]) - number(&row[3])).abs() < 1e-9);
        } else {
            row[2..5].iter().for_each(is_none);
        }
        is(&row[7], &area["card"]["weighed"]);
        let letters = [
            "gained",
            "notGained",
            "notWeighedBefore",
            "first",
            "withoutLetter",
            "twiceNotGained",
            "belowRedLine",
        ];
        for (cell, key) in row[8..].iter().zip(letters) {
            if area["card"]["weighed"] == 0 { is_none(cell) } else { is(cell, &area["card"][key]) }
        }
    }
    for (place, head) in [(1, "PB/U atau TB/U"), (0, "BB/U"), (2, "BB/PB atau BB/TB"), (3, "IMT/U")] {
        let whole = rows(4).iter().find_map(|row| match row.first() {
            Some(Data::String(text)) if text.starts_with(head) => Some(text.clone()),
            _ => None,
        });
        for (row, area) in table(rows(4), &whole.unwrap()).iter().zip(&areas) {
            let index = &area["indices"][place];
            let categories = index["categories"].as_array().unwrap();
            let plausible: i64 = categories.iter().map(|one| one["children"].as_i64().unwrap()).sum();
            is(&row[1], &index["of"]);
            for (at, one) in categories.iter().enumerate() {
                if plausible == 0 {
                    is_none(&row[3 + 2 * at]);
                } else {
                    is(&row[2], &plausible.into());
                    is(&row[3 + 2 * at], &one["children"]);
                    let rate = one["children"].as_f64().unwrap() / plausible as f64;
                    assert!((number(&row[4 + 2 * at]) - rate).abs() < 1e-12);
                }
            }
            if index["of"] != 0 {
                is(&row[3 + 2 * categories.len()], &index["implausible"]);
                is(&row[4 + 2 * categories.len()], &index["notMeasured"]);
            }
        }
    }
}

#[test]
fn a_village_where_nobody_was_measured_has_no_rate_in_the_workbook() {
    let busy = busy();
    let book = of(make(&busy.clinic, "2024-02").files(), &words());
    let (_, rows) = &book[4];
    let head = rows.iter().find_map(|row| match row.first() {
        Some(Data::String(text)) if text.starts_with("PB/U") => Some(text.as_str()),
        _ => None,
    });
    let villages = table(rows, head.unwrap());
    assert!(villages.len() > 3);
    for row in villages {
        is(&row[1], &0.into());
        row[2..].iter().filter(|cell| **cell != Data::Empty).for_each(is_none);
    }
}

#[test]
fn the_first_row_of_each_sheet_says_that_it_is_not_sealed_and_what_runs_says_so() {
    let busy = busy();
    let made = make(&busy.clinic, "2026-11");
    for (language, not_sealed, running) in [
        (Language::Indonesian, "Tidak disegel", "Bulan berjalan, 23 dari 30 hari"),
        (Language::English, "Not sealed", "Month still running, 23 of 30 days"),
    ] {
        let words = Words::new(language);
        let asked = summary::query::Figures(period("2026-11"));
        let preview = busy.clinic.ask(&busy.clinic.system(), &asked).unwrap();
        let facility = loket::clinic::facility(&busy.config);
        let (name, looked_at) =
            spreadsheet::of_preview(&preview, &facility, busy.clock.now(), &words).unwrap();
        assert_eq!(name, "loket-P3510070201-2026-11.xlsx");
        for book in [of(made.files(), &words), read(looked_at)] {
            assert_eq!(book.len(), 5);
            for (sheet, rows) in book {
                let text = |row: usize| rows[row][0].to_string();
                assert!(text(0).starts_with(not_sealed), "{sheet}: {}", text(0));
                assert_eq!(text(2), running, "{sheet}");
                assert!(rows.iter().flatten().all(|cell| !cell.to_string().contains('⟦')), "{sheet}");
            }
        }
    }
    // The same summary is the same workbook.
    let again = || spreadsheet::of_files(made.files(), &words()).unwrap();
    assert_eq!(again(), again());
}
