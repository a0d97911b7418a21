//! Screening of children under five: coverage, then one table an index, by village on a monthly paper.

use super::service::{NONE, share};
use crate::growth::{Category, Index};
use crate::paper::{Cell, Column, Grid, Ink, Sheet, Type};
use crate::summary::Kind;
use crate::summary::figures::{Area, Card, IndexCount, Screening, Share, TargetSource};
use crate::words::Words;

/// Names of an area's rows.
type Lines<'a> = Vec<(String, &'a Area)>;

pub(super) fn screening(sheet: &mut Sheet, screening: &Screening, kind: Kind, words: &Words) {
    let small = Type::regular(7.5).ink(Ink::QUIET);
    let mut lines: Lines<'_> =
        screening.villages.iter().map(|village| (village.name.clone(), &village.area)).collect();
    if let Some(elsewhere) = screening.elsewhere.as_ref().filter(|area| area.measured > 0) {
        lines.push((words.text("paper-screening-elsewhere").into_owned(), elsewhere));
    }
    if let Some(unknown) = &screening.village_unknown {
        lines.push((words.text("paper-screening-village-unknown").into_owned(), unknown));
    }
    // Many villages still stay on four pages.
    let points = match lines.len() {
        0..=14 => 8.5,
        15..=24 => 6.2,
        _ => 6.0,
    };
    match kind {
        Kind::Monthly => {
            let grid = coverage(&lines, &screening.total, words).points(points);
            sheet.heading(&words.text("paper-screening-title"), grid.height().min(35.0));
            grid.draw(sheet);
            sheet.space(1.0);
            sheet.paragraph(&words.text("paper-screening-target-note"), small);
            sheet.paragraph(&words.text("paper-card-note"), small);
        }
        Kind::Daily => {
            sheet.heading(&words.text("paper-screening-title-day"), 30.0);
            let measured = words.count(screening.total.measured);
            let said = words.with("paper-screening-line", &[("measured", measured)]);
            sheet.paragraph(&said, Type::regular(9.0));
            if screening.total.measured == 0 {
                return;
            }
        }
    }
    for index in [Index::LengthForAge, Index::WeightForAge, Index::WeightForLength, Index::BmiForAge] {
        let Some(grid) = by_index(&lines, &screening.total, index, words) else { continue };
        let grid = grid.points(points);
        sheet.space(2.0);
        sheet.need(grid.height().min(48.0) + 6.0);
        sheet.paragraph(&index_name(index, words), Type::semi_bold(9.0));
        grid.draw(sheet);
    }
    sheet.space(1.0);
    let oedema = words.with("paper-screening-oedema", &[("count", words.count(screening.total.oedema))]);
    sheet.paragraph(&oedema, small);
    sheet.paragraph(&words.text("paper-screening-note"), small);
    sheet.paragraph(&words.text("paper-screening-method"), small);
}

fn coverage(lines: &Lines<'_>, total: &Area, words: &Words) -> Grid {
    let text = |key: &str| words.text(key).into_owned();
    let mut grid = Grid::new(vec![
        Column::words(text("paper-screening-village"), 36.0),
        Column::numbers(text("paper-screening-target"), 14.0),
        Column::words(text("paper-screening-source"), 26.0),
        Column::numbers(text("paper-screening-measured"), 24.0),
        Column::numbers(text("paper-screening-not-measured"), 18.0),
        Column::numbers(text("paper-card-weighed"), 7.0),
        Column::numbers(text("paper-card-gained"), 7.0),
        Column::numbers(text("paper-card-not-gained"), 7.0),
        Column::numbers(text("paper-card-not-weighed-before"), 7.0),
        Column::numbers(text("paper-card-first"), 7.0),
        Column::numbers(text("paper-card-none"), 6.0),
        Column::numbers(text("paper-card-twice"), 7.0),
        Column::numbers(text("paper-card-red"), 8.0),
    ]);
    let row = |name: &str, area: &Area| -> Vec<Cell> {
        let source = area.target.map_or(String::new(), |target| {
            text(match target.source {
                TargetSource::Set => "paper-screening-target-set",
                TargetSource::Registered => "paper-screening-target-residents",
                TargetSource::Mixed => "paper-screening-target-mixed",
            })
        });
        let mut cells: Vec<Cell> = vec![
            name.into(),
            area.target.map_or_else(|| NONE.to_owned(), |target| words.count(target.children)).into(),
            source.into(),
            share(area.coverage(), words),
            area.not_measured.map_or_else(|| NONE.to_owned(), |count| words.count(count)).into(),
        ];
        let Card { weighed, gained, not_gained, not_weighed_before, first, .. } =
            area.card.unwrap_or_default();
        let Card { without_letter, twice_not_gained, below_red_line, .. } = area.card.unwrap_or_default();
        cells.push(words.count(weighed).into());
        // Where nobody was weighed nobody gained or did not.
        let said = |count: u32| if weighed == 0 { NONE.to_owned() } else { words.count(count) };
        let card = [gained, not_gained, not_weighed_before, first];
        cells.extend(card.map(|count| Cell::from(said(count))));
        cells.extend([without_letter, twice_not_gained, below_red_line].map(|count| said(count).into()));
        cells
    };
    for (name, area) in lines {
        grid.row(row(name, area));
    }
    grid.total(row(&words.text("paper-screening-all"), total));
    grid
}

fn by_index(lines: &Lines<'_>, total: &Area, index: Index, words: &Words) -> Option<Grid> {
    let text = |key: &str| words.text(key).into_owned();
    let first = if lines.is_empty() { String::new() } else { text("paper-screening-village") };
    let whole = total.index(index)?;
    let each = (Sheet::WIDTH - 34.0 - 26.0 - 26.0) / whole.categories.len().max(1) as f32;
    let mut columns = vec![
        Column::words(first, 34.0),
        Column::numbers(text("paper-screening-measured-all"), 13.0),
        Column::numbers(text("paper-screening-counted"), 13.0),
    ];
    for count in &whole.categories {
        let name = Category::from_key(&count.category)
            .map(|category| words.word("category", category.key()).into_owned());
        columns.push(Column::numbers(name.unwrap_or_default(), each));
    }
    columns.push(Column::numbers(text("paper-screening-implausible"), 13.0));
    columns.push(Column::numbers(text("paper-screening-without"), 13.0));
    let mut grid = Grid::new(columns);
    let row = |name: &str, counts: &IndexCount| -> Vec<Cell> {
        let plausible = counts.plausible();
        let said = |count: u32| if counts.of == 0 { NONE.to_owned() } else { words.count(count) };
        let mut cells: Vec<Cell> = vec![name.into(), words.count(counts.of).into(), said(plausible).into()];
        let shares = counts.categories.iter().map(|count| Share::of(count.children, plausible));
        cells.extend(shares.map(|of| share(of, words)));
        cells.extend([said(counts.implausible).into(), said(counts.not_measured).into()]);
        cells
    };
    for (name, area) in lines {
        if let Some(counts) = area.index(index) {
            grid.row(row(name, counts));
        }
    }
    grid.total(row(&words.text("paper-screening-all"), whole));
    Some(grid)
}

/// An index in words.
pub(in crate::summary) fn index_name(index: Index, words: &Words) -> String {
    let key = match index {
        Index::WeightForAge => "paper-index-weight-for-age",
        Index::LengthForAge => "paper-index-length-for-age",
        Index::WeightForLength => "paper-index-weight-for-length",
        Index::BmiForAge | Index::HeadForAge | Index::ArmForAge => "paper-index-bmi-for-age",
    };
    words.text(key).into_owned()
}
