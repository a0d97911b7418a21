//! A child's growth on paper: who, the sentence of screening, the charts, all measurements that count.

use super::said::{self, Current};
use super::{Child, History, Measurement, rules};
use crate::growth::Index;
use crate::growth::chart::Scene;
use crate::paper::{About, Align, Cell, Column, Furniture, Grid, PaperError, Place, Sheet, Type, chart};
use crate::terms::{Age, Instant};
use crate::words::Words;

/// What stands above the charts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head<'a> {
    /// The clinic's name.
    pub clinic: &'a str,
    /// The child's name.
    pub name: &'a str,
    /// Sex, birth date, record number, mother: a line each.
    pub lines: &'a [String],
    /// When the paper was made.
    pub made_at: Instant,
    /// The same, as people write it.
    pub made: &'a str,
}

/// Size of the scenes in pixels; paper scales them.
const LARGE: (f32, f32) = (690.0, 400.0);

/// The paper as a PDF; the same history gives the same bytes.
pub fn growth_chart_pdf(head: &Head<'_>, history: &History, words: &Words) -> Result<Vec<u8>, PaperError> {
    let title = format!("{} · {}", words.text("paper-chart-title"), head.name);
    let printed = words.with("paper-printed", &[("time", head.made)]);
    let foot = format!("{} {printed}", words.text("paper-screening-method"));
    let mut sheet = Sheet::new(Furniture { running: title.clone(), foot });
    let top = sheet.top();
    let right = Sheet::MARGIN + Sheet::WIDTH;
    let quiet = Type::regular(9.0).ink(crate::paper::Ink::QUIET);
    sheet.page().text(Place::at(right, top + 4.0), Align::Right, head.clinic, quiet);
    sheet.paragraph(&words.text("paper-chart-title"), Type::regular(10.0).ink(crate::paper::Ink::ACCENT));
    sheet.paragraph(head.name, Type::semi_bold(16.0));
    for line in head.lines {
        sheet.paragraph(line, quiet);
    }
    sheet.space(2.0);
    let child = &history.child;
    let newest = history.measurements.iter().find(|one| one.voided.is_none());
    let preview = newest.and_then(|one| rules::said(child, one).ok());
    if let Some(preview) = &preview {
        let finding = said::finding(words, preview);
        sheet.paragraph(&format!("{} {}", finding.lead, finding.rest), Type::medium(10.0));
        sheet.space(2.0);
    }
    let counted: Vec<&Measurement> = history.measurements.iter().filter(|one| one.voided.is_none()).collect();
    if !child.is_age_known() {
        sheet.paragraph(&words.text("screening-year-only"), quiet);
        sheet.space(2.0);
    }
    let drawn = said::first_indices(child).into_iter().filter(|index| said::is_drawn(child, *index));
    for index in drawn {
        let current = match (newest, &preview) {
            (Some(one), Some(preview)) => {
                Some(Current { on: one.measured_on, measures: &one.measures, preview })
            }
            _ => None,
        };
        let before = counted.get(1..).unwrap_or_default();
        let scene = said::scene(words, child, index, LARGE, before, current);
        let days = preview.as_ref().map_or(0, |preview| preview.age_days);
        draw(&mut sheet, &said::index_long(words, index, days), &scene);
    }
    if !counted.is_empty() {
        sheet.heading(&words.text("screening-measurement"), 20.0);
        table(child, &counted, words).draw(&mut sheet);
    }
    let about = About { title, author: head.clinic.to_owned(), made_at: head.made_at, keys: Vec::new() };
    sheet.finish(about, words).bytes()
}

fn draw(sheet: &mut Sheet, title: &str, scene: &Scene) {
    let (_, height) = chart::size(scene, Sheet::WIDTH);
    sheet.heading(title, height);
    let at = Place::at(Sheet::MARGIN, sheet.top());
    chart::paint(sheet.page(), at, Sheet::WIDTH, scene);
    sheet.space(height + 2.0);
}

fn table(child: &Child, counted: &[&Measurement], words: &Words) -> Grid {
    let upright = crate::growth::FIRST_DAY_OF_HEIGHT;
    let short = |index| said::index_short(words, index, upright).into_owned();
    let mut columns = vec![
        Column::words(words.text("table-date"), 24.0),
        Column::numbers(words.text("table-age"), 16.0),
        Column::numbers(words.text("table-weight"), 15.0),
        Column::numbers(words.text("table-length"), 17.0),
    ];
    columns.extend(Index::ALL.map(|index| Column::numbers(short(index), 15.0)));
    columns.push(Column::words(words.text("table-kms"), 12.0));
    let mut grid = Grid::new(columns);
    for one in counted {
        let age = Age::between(child.birth_date, one.measured_on);
        let nothing = || "–".to_owned();
        let mut cells: Vec<Cell> = vec![
            words.date(one.measured_on).into(),
            age.map(|age| Words::age_about(words.age_months(age), child.precision))
                .unwrap_or_default()
                .into(),
            one.measures.weight.map_or_else(nothing, |weight| words.kilograms(weight)).into(),
            one.measures.length.map_or_else(nothing, |length| words.centimetres(length)).into(),
        ];
        for index in Index::ALL {
            cells.push(said::z_of(words, one, index).into());
        }
        let mark = one.gain.map(|gain| words.text(&format!("kms-{}-short", said::mark(gain.letter))));
        cells.push(mark.unwrap_or_default().into_owned().into());
        grid.row(cells);
    }
    grid
}
