//! Visits and diagnoses.

use chrono::Datelike as _;

use super::service::{chart, share};
use crate::paper::{Bar, Cell, Column, Grid, Ink, Sheet, Type};
use crate::reference::bands::{self, Form};
use crate::summary::figures::{AgeBand, Diagnoses, Share, Visits};
use crate::summary::{Kind, Period};
use crate::words::{Language, Words};

/// Visits: by day, by age and sex, by payer and unit.
pub(super) fn visits(sheet: &mut Sheet, visits: &Visits, period: Period, words: &Words) {
    let text = |key: &str| words.text(key).into_owned();
    let ages = by_age(visits, words);
    sheet.heading(&words.text("paper-visits-title"), 24.0);
    let counted = |count: u32| words.count(count);
    sheet.paragraph(
        &words.with(
            "paper-visits-line",
            &[
                ("total", counted(visits.total)),
                ("new", counted(visits.new)),
                ("old", counted(visits.returning)),
                ("sick", counted(visits.sick)),
                ("well", counted(visits.well)),
            ],
        ),
        Type::regular(9.0),
    );
    if period.kind() == Kind::Monthly {
        let bars: Vec<Bar> = period
            .days()
            .map(|day| {
                let value = visits.on(day);
                let text = value.map_or_else(String::new, |visits| words.count(visits));
                Bar { label: day.0.day().to_string(), value, text }
            })
            .collect();
        chart(sheet, &words.text("paper-chart-per-day"), &bars, words);
    }
    sheet.space(2.0);
    let mut beside = Grid::new(vec![
        Column::words(text("paper-visits-unit"), 43.0),
        Column::numbers(text("paper-visits-title"), 25.0),
    ]);
    for unit in &visits.by_unit {
        let name = format!("{} · {}", unit.unit.letter, unit.unit.name);
        beside.row(vec![name.into(), share(Share::of(unit.visits, visits.total), words)]);
    }
    let mut payers = Grid::new(vec![
        Column::words(text("paper-visits-payer"), 43.0),
        Column::numbers(text("paper-visits-title"), 25.0),
    ]);
    for payer in &visits.by_payer {
        let name = words.word("payer", &payer.payer).into_owned();
        payers.row(vec![name.into(), share(Share::of(payer.visits, visits.total), words)]);
    }
    ages.draw_beside(&[&payers, &beside], 6.0, sheet);
}

fn by_age(visits: &Visits, words: &Words) -> Grid {
    let text = |key: &str| words.text(key).into_owned();
    let mut grid = Grid::new(vec![
        Column::words(text("paper-visits-age"), 22.0),
        Column::numbers(text("paper-visits-male-new"), 15.0),
        Column::numbers(text("paper-visits-male-old"), 15.0),
        Column::numbers(text("paper-visits-female-new"), 15.0),
        Column::numbers(text("paper-visits-female-old"), 15.0),
        Column::numbers(text("paper-total"), 18.0),
    ]);
    let row = |name: String, band: &AgeBand| -> Vec<Cell> {
        let counts =
            [band.male_new, band.male_returning, band.female_new, band.female_returning, band.total()];
        std::iter::once(name.into()).chain(counts.map(|count| words.count(count).into())).collect()
    };
    let mut all =
        AgeBand { band: String::new(), male_new: 0, male_returning: 0, female_new: 0, female_returning: 0 };
    for (band, known) in visits.by_age_and_sex.iter().zip(bands::all(Form::Lb1)) {
        let label = match words.language() {
            Language::Indonesian => known.label_id,
            Language::English => known.label_en,
        };
        grid.row(row(label.to_owned(), band));
        all.male_new += band.male_new;
        all.male_returning += band.male_returning;
        all.female_new += band.female_new;
        all.female_returning += band.female_returning;
    }
    grid.total(row(text("paper-total"), &all));
    grid
}

/// The commonest diagnoses.
pub(super) fn diagnoses(sheet: &mut Sheet, diagnoses: &Diagnoses, words: &Words) {
    let text = |key: &str| words.text(key).into_owned();
    let mut grid = Grid::new(vec![
        Column::numbers(text("paper-diagnoses-rank"), 10.0),
        Column::words(text("paper-diagnoses-code"), 18.0),
        Column::words(text("paper-diagnoses-name"), 82.0),
        Column::numbers(text("paper-diagnoses-new"), 18.0),
        Column::numbers(text("paper-diagnoses-old"), 18.0),
        Column::numbers(text("paper-diagnoses-cases"), 28.0),
    ]);
    for (rank, count) in (1_u32..).zip(&diagnoses.top) {
        grid.row(vec![
            words.count(rank).into(),
            count.code.clone().into(),
            count.name.clone().into(),
            words.count(count.new_cases).into(),
            words.count(count.old_cases).into(),
            share(Share::of(count.new_cases + count.old_cases, diagnoses.total), words),
        ]);
    }
    let height = grid.height();
    sheet.heading(
        &words.text("paper-diagnoses-title"),
        if diagnoses.top.is_empty() { 12.0 } else { height.min(70.0) },
    );
    if !diagnoses.top.is_empty() {
        grid.draw(sheet);
        sheet.space(1.0);
    }
    let small = Type::regular(7.5).ink(Ink::QUIET);
    let said = [("total", words.count(diagnoses.total)), ("unlisted", words.count(diagnoses.unlisted))];
    sheet.paragraph(&words.with("paper-diagnoses-line", &said), small);
    if diagnoses.least > 1 {
        sheet.paragraph(&words.with("paper-diagnoses-hidden", &[("least", diagnoses.least)]), small);
    }
}
