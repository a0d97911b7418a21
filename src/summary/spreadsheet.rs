//! The same figures as a workbook (XLSX) with real numbers, to go on working with. It is not sealed, and the first row of
//! each sheet says so. Knows no file and no clock; `rust_xlsxwriter` is named here only.

use chrono::Datelike as _;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::document::{Document, Facility};
use super::figures::{Area, Figures, IndexCount, Service, Share, Visits};
use super::{Files, Kind, Missing, Period, Preview, Running};
use crate::growth::{Category, Index};
use crate::reference::bands::{self, Form};
use crate::terms::{Instant, ServiceDay};
use crate::words::{Language, Words};

/// What the workbook is made of.
#[derive(Debug, Clone, Copy)]
struct Said<'a> {
    facility: &'a Facility,
    period: Period,
    running: Option<Running>,
    missing: &'a [Missing],
    data: &'a Figures,
    /// Name of the sealed files that say the same.
    sealed: Option<&'a str>,
    made_at: Instant,
}

/// A workbook could not be made; why, for the log.
#[derive(Debug, thiserror::Error)]
pub enum CannotWrite {
    #[error("{0}")]
    Workbook(#[from] XlsxError),
    #[error("the summary's JSON cannot be read: {0}")]
    Json(#[from] serde_json::Error),
}

/// The workbook beside a sealed summary, and its file's name.
pub fn of_files(files: &Files, words: &Words) -> Result<(String, Vec<u8>), CannotWrite> {
    let document: Document = serde_json::from_slice(&files.json)?;
    let said = Said {
        facility: &document.facility,
        period: document.period,
        running: document.running,
        missing: &document.missing,
        data: &document.data,
        sealed: Some(&files.name),
        made_at: files.created_at,
    };
    Ok((format!("{}.xlsx", files.name), book(&said, words)?))
}

/// The workbook of figures that are looked at, sealed or not, and its file's name.
pub fn of_preview(
    preview: &Preview,
    facility: &Facility,
    now: Instant,
    words: &Words,
) -> Result<(String, Vec<u8>), CannotWrite> {
    let said = Said {
        facility,
        period: preview.period,
        running: preview.running,
        missing: &preview.missing,
        data: &preview.figures,
        sealed: None,
        made_at: now,
    };
    let name = super::about::series(&facility.code, preview.period);
    Ok((format!("{name}.xlsx"), book(&said, words)?))
}

fn book(said: &Said<'_>, words: &Words) -> Result<Vec<u8>, CannotWrite> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(said.made_at.timestamp())?;
    let about = DocProperties::new().set_author(&said.facility.name).set_creation_datetime(&made);
    book.set_properties(&about);
    at_a_glance(&mut Page::new(&mut book, "sheet-glance", said, words)?)?;
    queue(&mut Page::new(&mut book, "paper-queue-title", said, words)?)?;
    visits(&mut Page::new(&mut book, "paper-visits-title", said, words)?)?;
    diagnoses(&mut Page::new(&mut book, "paper-diagnoses-title", said, words)?)?;
    screening(&mut Page::new(&mut book, "sheet-screening", said, words)?)?;
    Ok(book.save_to_buffer()?)
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Text(String),
    Count(u32),
    /// A share: its part, its whole, and one by the other.
    Share(Option<Share>),
    /// Minutes, from seconds.
    Minutes(Option<u32>),
    Day(ServiceDay),
    /// No figure; not the same as 0.
    None,
}

/// A sheet that is written line by line.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    said: &'a Said<'a>,
    words: &'a Words,
}

impl<'a> Page<'a> {
    fn new(
        book: &'a mut Workbook,
        name: &'static str,
        said: &'a Said<'a>,
        words: &'a Words,
    ) -> Result<Self, XlsxError> {
        let sheet = book.add_worksheet();
        // Excel allows a sheet 31 letters.
        let name: String = words.text(name).chars().take(31).collect();
        sheet.set_name(name)?;
        sheet.set_column_width(0, 42)?;
        let mut page = Self { sheet, row: 0, said, words };
        let first = match said.sealed {
            Some(name) => words.with("sheet-not-sealed-but", &[("name", name)]),
            None => words.text("sheet-not-sealed").into_owned(),
        };
        page.bold(vec![Cell::Text(first)])?;
        page.line(vec![Cell::Text(format!(
            "{} · {}",
            said.facility.name,
            super::paper::title(said.period, words)
        ))])?;
        if let Some(running) = said.running {
            page.bold(vec![Cell::Text(running.said(said.period, words))])?;
        }
        Ok(page)
    }

    fn text(&self, key: &str) -> Cell {
        Cell::Text(self.words.text(key).into_owned())
    }

    fn line(&mut self, cells: Vec<Cell>) -> Result<(), XlsxError> {
        self.write(cells, &Format::new())
    }

    fn bold(&mut self, cells: Vec<Cell>) -> Result<(), XlsxError> {
        self.write(cells, &Format::new().set_bold())
    }

    /// An empty row, then the heads of a table.
    fn heads(&mut self, keys: &[&'static str]) -> Result<(), XlsxError> {
        self.row += 1;
        let cells = keys.iter().map(|key| self.text(key)).collect();
        self.bold(cells)
    }

    fn write(&mut self, cells: Vec<Cell>, format: &Format) -> Result<(), XlsxError> {
        let mut column = 0;
        for cell in cells {
            column = self.cell(column, cell, format)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes a cell; says which column is the next.
    fn cell(&mut self, column: u16, cell: Cell, format: &Format) -> Result<u16, XlsxError> {
        let (row, none) = (self.row, "–");
        match cell {
            Cell::Text(text) => self.sheet.write_string_with_format(row, column, text, format)?,
            Cell::Count(count) => self.sheet.write_number_with_format(row, column, count, format)?,
            Cell::Minutes(Some(seconds)) => {
                let minutes = f64::from(seconds) / 60.0;
                let format = format.clone().set_num_format("0.0");
                self.sheet.write_number_with_format(row, column, minutes, &format)?
            }
            Cell::Day(day) => {
                // A date that a workbook cannot hold is said in words, not as another one.
                match excel_date(day) {
                    Some(date) => {
                        let format = format.clone().set_num_format("yyyy-mm-dd");
                        self.sheet.write_datetime_with_format(row, column, &date, &format)?
                    }
                    None => self.sheet.write_string_with_format(row, column, day.to_string(), format)?,
                }
            }
            Cell::Share(Some(share)) => {
                self.sheet.write_number_with_format(row, column, share.part(), format)?;
                self.sheet.write_number_with_format(row, column + 1, share.whole(), format)?;
                let rate = f64::from(share.part()) / f64::from(share.whole());
                let percent = format.clone().set_num_format("0.0%");
                self.sheet.write_number_with_format(row, column + 2, rate, &percent)?;
                return Ok(column + 3);
            }
            Cell::Share(None) => {
                for place in column..column + 3 {
                    self.sheet.write_string_with_format(row, place, none, format)?;
                }
                return Ok(column + 3);
            }
            Cell::None | Cell::Minutes(None) => {
                self.sheet.write_string_with_format(row, column, none, format)?
            }
        };
        Ok(column + 1)
    }
}

/// The same day in a workbook, whose calendar is from 1900 to 9999.
fn excel_date(day: ServiceDay) -> Option<ExcelDateTime> {
    let (year, month) = (u16::try_from(day.0.year()).ok()?, u8::try_from(day.0.month()).ok()?);
    ExcelDateTime::from_ymd(year, month, u8::try_from(day.0.day()).ok()?).ok()
}

fn at_a_glance(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let (said, words) = (page.said, page.words);
    for missing in said.missing {
        page.line(vec![Cell::Text(missing.line(words))])?;
    }
    let (visits, queue, area) = (&said.data.visits, &said.data.queue.total, &said.data.screening.total);
    page.heads(&["sheet-figure", "sheet-part", "sheet-whole", "sheet-percent"])?;
    page.line(vec![page.text("paper-visits-title"), Cell::Count(visits.total)])?;
    page.line(vec![page.text("sheet-new"), Cell::Share(Share::of(visits.new, visits.total))])?;
    page.line(vec![page.text("sheet-returning"), Cell::Share(Share::of(visits.returning, visits.total))])?;
    page.line(vec![page.text("sheet-sick"), Cell::Share(Share::of(visits.sick, visits.total))])?;
    page.line(vec![page.text("sheet-well"), Cell::Share(Share::of(visits.well, visits.total))])?;
    page.line(vec![page.text("paper-queue-median-short"), Cell::Minutes(queue.wait.median_seconds)])?;
    page.line(vec![page.text("paper-queue-ninetieth-short"), Cell::Minutes(queue.wait.ninetieth_seconds)])?;
    page.line(vec![page.text("paper-queue-called"), Cell::Count(queue.wait.n)])?;
    page.line(vec![page.text("paper-screening-measured-all"), Cell::Count(area.measured)])?;
    page.line(vec![page.text("paper-key-measured"), Cell::Share(area.coverage())])?;
    page.line(vec![page.text("paper-key-stunted"), Cell::Share(area.stunted())])
}

fn queue(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let queue = &page.said.data.queue;
    page.heads(&[
        "paper-queue-unit",
        "paper-queue-served",
        "paper-queue-tickets",
        "sheet-percent",
        "paper-queue-no-show",
        "paper-queue-cancelled",
        "paper-queue-moved",
        "paper-queue-open",
        "paper-queue-called",
        "paper-queue-median-short",
        "paper-queue-ninetieth-short",
    ])?;
    let row = |name: Cell, service: &Service| {
        let counts = [service.no_show, service.cancelled, service.moved, service.open, service.wait.n];
        let mut cells = vec![name, Cell::Share(Share::of(service.served, service.tickets))];
        cells.extend(counts.map(Cell::Count));
        let wait = service.wait;
        cells.extend([wait.median_seconds, wait.ninetieth_seconds].map(Cell::Minutes));
        cells
    };
    for unit in &queue.units {
        let name = Cell::Text(format!("{} · {}", unit.unit.letter, unit.unit.name));
        page.line(row(name, &unit.service))?;
    }
    page.bold(row(page.text("paper-queue-all"), &queue.total))?;
    if !queue.per_hour.is_empty() {
        page.heads(&["paper-chart-per-hour", "paper-queue-tickets"])?;
        for hour in &queue.per_hour {
            page.line(vec![Cell::Count(hour.hour), Cell::Count(hour.tickets)])?;
        }
    }
    Ok(())
}

fn visits(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let (visits, words, period) = (&page.said.data.visits, page.words, page.said.period);
    page.heads(&[
        "paper-visits-age",
        "paper-visits-male-new",
        "paper-visits-male-old",
        "paper-visits-female-new",
        "paper-visits-female-old",
        "paper-total",
    ])?;
    for (band, known) in visits.by_age_and_sex.iter().zip(bands::all(Form::Lb1)) {
        let label = match words.language() {
            Language::Indonesian => known.label_id,
            Language::English => known.label_en,
        };
        let mut cells = vec![Cell::Text(label.to_owned())];
        let counts =
            [band.male_new, band.male_returning, band.female_new, band.female_returning, band.total()];
        cells.extend(counts.map(Cell::Count));
        page.line(cells)?;
    }
    let of = |count: u32| Cell::Share(Share::of(count, visits.total));
    page.heads(&["paper-visits-payer", "paper-visits-title", "sheet-whole", "sheet-percent"])?;
    for payer in &visits.by_payer {
        let name = words.word("payer", &payer.payer).into_owned();
        page.line(vec![Cell::Text(name), of(payer.visits)])?;
    }
    page.heads(&["paper-visits-unit", "paper-visits-title", "sheet-whole", "sheet-percent"])?;
    for unit in &visits.by_unit {
        let name = format!("{} · {}", unit.unit.letter, unit.unit.name);
        page.line(vec![Cell::Text(name), of(unit.visits)])?;
    }
    if period.kind() == Kind::Monthly {
        per_day(page, visits)?;
    }
    Ok(())
}

/// Each day of the month; one to come has no figure.
fn per_day(page: &mut Page<'_>, visits: &Visits) -> Result<(), XlsxError> {
    page.heads(&["paper-chart-per-day", "paper-visits-title"])?;
    for day in page.said.period.days() {
        page.line(vec![Cell::Day(day), visits.on(day).map_or(Cell::None, Cell::Count)])?;
    }
    Ok(())
}

fn diagnoses(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let diagnoses = &page.said.data.diagnoses;
    page.heads(&[
        "paper-diagnoses-name",
        "paper-diagnoses-code",
        "paper-diagnoses-new",
        "paper-diagnoses-old",
        "paper-total",
        "sheet-whole",
        "sheet-percent",
    ])?;
    for one in &diagnoses.top {
        let cases = Share::of(one.new_cases + one.old_cases, diagnoses.total);
        page.line(vec![
            Cell::Text(one.name.clone()),
            Cell::Text(one.code.clone()),
            Cell::Count(one.new_cases),
            Cell::Count(one.old_cases),
            Cell::Share(cases),
        ])?;
    }
    page.line(vec![
        page.text("sheet-unlisted"),
        Cell::None,
        Cell::None,
        Cell::None,
        Cell::Count(diagnoses.unlisted),
    ])
}

fn screening(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let (screening, words) = (&page.said.data.screening, page.words);
    let mut areas: Vec<(String, &Area)> =
        screening.villages.iter().map(|village| (village.name.clone(), &village.area)).collect();
    if let Some(elsewhere) = &screening.elsewhere {
        areas.push((words.text("paper-screening-elsewhere").into_owned(), elsewhere));
    }
    if let Some(unknown) = &screening.village_unknown {
        areas.push((words.text("paper-screening-village-unknown").into_owned(), unknown));
    }
    areas.push((words.text("paper-screening-all").into_owned(), &screening.total));
    page.heads(&[
        "paper-screening-village",
        "paper-screening-measured-all",
        "paper-screening-measured",
        "paper-screening-target",
        "sheet-percent",
        "paper-screening-not-measured",
        "sheet-oedema",
        "paper-card-weighed",
        "paper-card-gained",
        "paper-card-not-gained",
        "paper-card-not-weighed-before",
        "paper-card-first",
        "sheet-card-none",
        "paper-card-twice",
        "paper-card-red",
    ])?;
    for (name, area) in &areas {
        page.line(coverage(name, area))?;
    }
    for index in [Index::LengthForAge, Index::WeightForAge, Index::WeightForLength, Index::BmiForAge] {
        by_index(page, &areas, index)?;
    }
    Ok(())
}

fn coverage(name: &str, area: &Area) -> Vec<Cell> {
    let mut cells =
        vec![Cell::Text(name.to_owned()), Cell::Count(area.measured), Cell::Share(area.coverage())];
    cells.push(area.not_measured.map_or(Cell::None, Cell::Count));
    cells.push(if area.measured == 0 { Cell::None } else { Cell::Count(area.oedema) });
    let Some(card) = area.card else {
        cells.extend((0..8).map(|_| Cell::None));
        return cells;
    };
    cells.push(Cell::Count(card.weighed));
    let letters = [
        card.gained,
        card.not_gained,
        card.not_weighed_before,
        card.first,
        card.without_letter,
        card.twice_not_gained,
        card.below_red_line,
    ];
    cells.extend(letters.map(|count| if card.weighed == 0 { Cell::None } else { Cell::Count(count) }));
    cells
}

fn by_index(page: &mut Page<'_>, areas: &[(String, &Area)], index: Index) -> Result<(), XlsxError> {
    let words = page.words;
    let Some(whole) = areas.last().and_then(|(_, area)| area.index(index)) else { return Ok(()) };
    page.row += 1;
    let mut heads = vec![
        Cell::Text(super::paper::index_name(index, words)),
        page.text("paper-screening-measured-all"),
        page.text("paper-screening-counted"),
    ];
    for count in &whole.categories {
        let name = Category::from_key(&count.category)
            .map(|category| words.word("category", category.key()).into_owned());
        heads.extend([Cell::Text(name.unwrap_or_default()), page.text("sheet-percent")]);
    }
    heads.extend([page.text("paper-screening-implausible"), page.text("paper-screening-without")]);
    page.bold(heads)?;
    for (name, area) in areas {
        if let Some(counts) = area.index(index) {
            by_category(page, name, counts)?;
        }
    }
    Ok(())
}

/// Parts and rates; the whole of all of them stands once in the row.
fn by_category(page: &mut Page<'_>, name: &str, counts: &IndexCount) -> Result<(), XlsxError> {
    let (plain, plausible) = (Format::new(), counts.plausible());
    let said = |count: u32| if counts.of == 0 { Cell::None } else { Cell::Count(count) };
    let mut column = 0;
    for cell in [Cell::Text(name.to_owned()), Cell::Count(counts.of), said(plausible)] {
        column = page.cell(column, cell, &plain)?;
    }
    for count in &counts.categories {
        match Share::of(count.children, plausible) {
            Some(share) => {
                column = page.cell(column, Cell::Count(share.part()), &plain)?;
                let rate = f64::from(share.part()) / f64::from(share.whole());
                let percent = Format::new().set_num_format("0.0%");
                page.sheet.write_number_with_format(page.row, column, rate, &percent)?;
                column += 1;
            }
            None => {
                column = page.cell(column, Cell::None, &plain)?;
                column = page.cell(column, Cell::None, &plain)?;
            }
        }
    }
    for count in [counts.implausible, counts.not_measured] {
        column = page.cell(column, said(count), &plain)?;
    }
    page.row += 1;
    Ok(())
}
