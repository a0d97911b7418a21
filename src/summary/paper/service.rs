//! The figures at a glance, and queue service by unit.

use crate::paper::{Align, Cell, Column, Grid, Ink, Place, Sheet, Type};
use crate::summary::figures::{Figures, Queue, Service, Share};
use crate::words::Words;

/// A count with its share behind it, of a whole that stands in a column beside; of nothing there is neither.
pub(super) fn share(share: Option<Share>, words: &Words) -> Cell {
    match share {
        Some(share) if share.part() == 0 => words.count(0).into(),
        Some(share) => Cell::with(words.count(share.part()), percent(share, words)),
        None => NONE.into(),
    }
}

/// There is no such figure.
pub(super) const NONE: &str = "–";

fn percent(share: Share, words: &Words) -> String {
    words.percent(share.part().into(), share.whole().into())
}

/// `dari 1.108 (70,6%)`
fn of(share: Option<Share>, words: &Words) -> String {
    share.map_or_else(String::new, |share| {
        let whole = words.count(share.whole());
        words.with("paper-key-of", &[("whole", whole), ("share", percent(share, words))])
    })
}

/// Four figures in large type.
pub(super) fn key_figures(sheet: &mut Sheet, data: &Figures, words: &Words) {
    let (visits, queue, area) = (&data.visits, &data.queue.total, &data.screening.total);
    let stunted = area.stunted();
    let measured = area.coverage().map_or(area.measured, Share::part);
    let figures = [
        (
            words.text("paper-visits-title"),
            words.count(visits.total),
            words.with(
                "paper-key-new",
                &[("new", words.count(visits.new)), ("old", words.count(visits.returning))],
            ),
        ),
        (
            words.text("paper-queue-median"),
            words.waited(queue.wait.median_seconds),
            words.with(
                "paper-key-ninetieth",
                &[("wait", words.waited(queue.wait.ninetieth_seconds)), ("n", words.count(queue.wait.n))],
            ),
        ),
        (words.text("paper-key-measured"), words.count(measured), of(area.coverage(), words)),
        (
            words.text("paper-key-stunted"),
            stunted.map_or_else(|| NONE.to_owned(), |share| words.count(share.part())),
            of(stunted, words),
        ),
    ];
    let (top, width) = (sheet.top(), Sheet::WIDTH / 4.0);
    let mut left = Sheet::MARGIN;
    for (name, figure, note) in figures {
        let page = sheet.page();
        page.text(Place::at(left, top + 3.0), Align::Left, &name, Type::medium(8.0).ink(Ink::QUIET));
        page.text(Place::at(left, top + 11.0), Align::Left, &figure, Type::semi_bold(17.0));
        page.text(Place::at(left, top + 15.2), Align::Left, &note, Type::regular(7.5).ink(Ink::QUIET));
        left += width;
    }
    sheet.space(18.0);
}

/// Queue service, one row a unit.
pub(super) fn queue(sheet: &mut Sheet, queue: &Queue, words: &Words) {
    let text = |key: &str| words.text(key).into_owned();
    let columns = vec![
        Column::words(text("paper-queue-unit"), 34.0),
        Column::numbers(text("paper-queue-tickets"), 14.0),
        Column::numbers(text("paper-queue-served"), 23.0),
        Column::numbers(text("paper-queue-no-show"), 20.0),
        Column::numbers(text("paper-queue-cancelled"), 13.0),
        Column::numbers(text("paper-queue-moved"), 13.0),
        Column::numbers(text("paper-queue-open"), 15.0),
        Column::numbers(text("paper-queue-called"), 14.0),
        Column::numbers(text("paper-queue-median-short"), 14.0),
        Column::numbers(text("paper-queue-ninetieth-short"), 14.0),
    ];
    let mut grid = Grid::new(columns);
    let row = |name: String, service: &Service| -> Vec<Cell> {
        vec![
            name.into(),
            words.count(service.tickets).into(),
            share(Share::of(service.served, service.tickets), words),
            share(Share::of(service.no_show, service.tickets), words),
            words.count(service.cancelled).into(),
            words.count(service.moved).into(),
            words.count(service.open).into(),
            words.count(service.wait.n).into(),
            words.waited_figure(service.wait.median_seconds).into(),
            words.waited_figure(service.wait.ninetieth_seconds).into(),
        ]
    };
    for unit in &queue.units {
        grid.row(row(format!("{} · {}", unit.unit.letter, unit.unit.name), &unit.service));
    }
    grid.total(row(text("paper-queue-all"), &queue.total));
    sheet.heading(&words.text("paper-queue-title"), grid.height().min(60.0));
    grid.draw(sheet);
    sheet.space(1.0);
    sheet.paragraph(&words.text("paper-queue-note"), Type::regular(7.5).ink(Ink::QUIET));
    if !queue.per_hour.is_empty() {
        let bars: Vec<_> = queue
            .per_hour
            .iter()
            .map(|hour| crate::paper::Bar {
                label: format!("{:02}", hour.hour),
                value: Some(hour.tickets),
                text: words.count(hour.tickets),
            })
            .collect();
        chart(sheet, &words.text("paper-chart-per-hour"), &bars, words);
    }
}

pub(super) fn chart(sheet: &mut Sheet, name: &str, bars: &[crate::paper::Bar], words: &Words) {
    sheet.need(crate::paper::BARS_HEIGHT + 6.0);
    sheet.space(2.0);
    sheet.paragraph(name, Type::semi_bold(9.0));
    crate::paper::bars(sheet, bars, |value| words.count(value));
}
