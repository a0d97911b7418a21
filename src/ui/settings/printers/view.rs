//! A line for each kind of paper, then the settings of the chosen one.

use iced::keyboard::key::Named;
use iced::widget::{Space, column, row};
use iced::{Alignment, Length};

use super::super::part::{FORM, section};
use super::super::{Message as Outer, id};
use super::{KNIVES, Message, PrinterForm, WIDTHS, Way};
use crate::printing::{Kind, Line, Outcome, Printer, Road, Width};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::printed;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, choice, field, panel, rows, text};
use crate::words::Words;

pub(super) fn view<'a>(form: &'a PrinterForm, shared: &'a Shared) -> Element<'a, Outer> {
    let words = &shared.words;
    let body = column![
        text::body(words.text("printers-why")).muted().width(Length::Fill),
        list(form, shared),
        waiting(form, words),
        settings(form, words),
        outcome(form, words),
    ]
    .spacing(Gap::L);
    let free = form.flight.is_free();
    let keys = on_keys(section(words.text("printers-title"), body, buttons(form, words)))
        .bind(Shortcut::key(Named::F2), Outer::Printers(Message::Change))
        .bind(Shortcut::key(Named::F5), Outer::Printers(Message::Look))
        .bind_maybe(Shortcut::key(Named::F4), free.then_some(Outer::Printers(Message::Waiting)))
        .bind_maybe(Shortcut::key(Named::F7), free.then_some(Outer::Printers(Message::Test)));
    keys.into()
}

fn list<'a>(form: &'a PrinterForm, shared: &'a Shared) -> Element<'a, Outer> {
    let words = &shared.words;
    let kept = match &form.kept {
        Ok(kept) => kept,
        Err(why) => {
            let said = words.with("printers-unreadable", &[("why", why.as_str())]);
            return panel::note(About::Error, "", &said);
        }
    };
    let lines = Kind::ALL.into_iter().enumerate().map(|(at, kind)| {
        let line = kept.line(kind);
        let name = text::body(words.text(name(kind)).into_owned()).medium().cut();
        let (printer, how) = told(line, words);
        let last = line
            .last
            .as_ref()
            .map_or_else(String::new, |last| format!("{} · {}", shared.time(last.at), last.title));
        let became = line.last.as_ref().map_or_else(
            || words.text("printers-never").into_owned(),
            |last| words.text(short(&last.outcome)).into_owned(),
        );
        let cells: [Element<'a, Outer>; 3] = [
            rows::cell(200, name),
            rows::two_lines(text::body(printer).cut(), how),
            rows::cell(220, rows::two_lines(text::body(became).cut(), last)),
        ];
        rows::row_press(rows::height::TALL, kind == form.kind, cells)
            .on_press(Outer::Printers(Message::Kind(at)))
            .into()
    });
    panel::sheet(rows::list(lines)).width(Length::Fill).into()
}

const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Slip => "printers-kind-slip",
        Kind::Chart => "printers-kind-chart",
        Kind::Summary => "printers-kind-summary",
        Kind::Recovery => "printers-kind-recovery",
    }
}

/// In a word or two.
const fn short(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Printed => "printers-printed",
        Outcome::Taken => "printers-taken",
        Outcome::PaperOut => "printers-paper-out",
        Outcome::CoverOpen => "printers-cover-open",
        Outcome::Offline => "printers-offline",
        Outcome::Unknown => "printers-unknown",
        Outcome::NoPrinter => "printers-none",
        Outcome::Failed(_) => "printers-failed",
    }
}

/// The printer of a line, and how it is reached.
fn told(line: &Line, words: &Words) -> (String, String) {
    let text = |key: &str| words.text(key).into_owned();
    match &line.printer {
        None => (text("printers-not-chosen"), text("printers-as-file")),
        Some(Printer::Sheets { name }) => (name.clone(), format!("{} · A4", text("printers-way-system"))),
        Some(Printer::Thermal { road, width, .. }) => {
            let (name, way) = match road {
                Road::Device(path) => (path.display().to_string(), "printers-way-device"),
                Road::Spooler(name) => (name.clone(), "printers-way-system"),
                Road::Network(address) => (address.clone(), "printers-way-network"),
            };
            let width = if *width == Width::Mm58 { "58 mm" } else { "80 mm" };
            (name, format!("{} · {width}", text(way)))
        }
    }
}

fn waiting<'a>(form: &'a PrinterForm, words: &Words) -> Element<'a, Outer> {
    let count = form.waiting().len();
    if count == 0 {
        return Space::new().into();
    }
    let said = words.with("printers-waiting", &[("count", count)]);
    let go = button::secondary(words.text("printers-print-waiting").into_owned())
        .id(id::WAITING)
        .key("F4")
        .on_press_maybe(form.flight.free(Outer::Printers(Message::Waiting)));
    row![Element::from(row![panel::note(About::Warning, "", &said)].width(Length::Fill)), go]
        .spacing(Gap::M)
        .align_y(Alignment::Center)
        .into()
}

fn settings<'a>(form: &'a PrinterForm, words: &Words) -> Element<'a, Outer> {
    let on = Outer::Printers;
    let text = |key: &str| words.text(key).into_owned();
    let part = |key: &str, element: Element<'a, Outer>| {
        column![text::label(words.text(key).into_owned()), element].spacing(Gap::Xs)
    };
    let mut all = column![text::large(text(name(form.kind))).bold()].spacing(Gap::M).max_width(FORM);
    let mut way = Way::System;
    if form.kind == Kind::Slip {
        way = form.way;
        let ways = ["printers-way-device", "printers-way-system", "printers-way-network"].map(text);
        let chosen = Way::ALL.iter().position(|one| *one == form.way);
        let width = WIDTHS.iter().position(|one| *one == form.width);
        let knife = KNIVES.iter().position(|one| *one == form.knife);
        let knives = ["printers-cut-yes", "printers-cut-no"].map(text);
        all = all
            .push(part(
                "printers-way",
                choice::segments("settings.printer.way", ways, chosen, move |at| on(Message::Way(at))),
            ))
            .push(part(
                "printers-width",
                choice::segments("settings.printer.width", ["80 mm", "58 mm"], width, move |at| {
                    on(Message::Width(at))
                }),
            ))
            .push(part(
                "printers-cut",
                choice::segments("settings.printer.cut", knives, knife, move |at| on(Message::Knife(at))),
            ));
    }
    let (label, help) = match way {
        Way::Device => ("printers-device", "printers-device-hint"),
        Way::System => ("printers-name", "printers-name-hint"),
        Way::Network => ("printers-address", "printers-address-hint"),
    };
    let address = field::field(text(label), &form.address)
        .id(id::PRINTER)
        .icon(Icon::Printer)
        .on_input(move |text| on(Message::Address(text)))
        .on_submit(Outer::Save)
        .help(text(help));
    all = all.push(address);
    if way == Way::System {
        all = all.push(found(form, words));
    }
    all.into()
}

/// The system's printers, each a press away.
fn found<'a>(form: &'a PrinterForm, words: &Words) -> Element<'a, Outer> {
    let said = |key: &str| text::body(words.text(key).into_owned()).muted().into();
    match &form.found {
        _ if !form.looking.is_free() => said("printers-looking"),
        None => Space::new().into(),
        Some(Err(_)) => said("printers-no-spooler"),
        Some(Ok(found)) if found.names.is_empty() => said("printers-found-none"),
        Some(Ok(found)) => {
            let chips = found.names.iter().map(|name| {
                let chosen = *name == form.address;
                choice::chip(name.as_str(), chosen)
                    .on_press(Outer::Printers(Message::Pick(name.clone())))
                    .into()
            });
            rows::flow(chips.collect::<Vec<_>>())
        }
    }
}

fn outcome<'a>(form: &'a PrinterForm, words: &Words) -> Element<'a, Outer> {
    match &form.became {
        Some(outcome) => {
            let about = if outcome.was_sent() { About::Information } else { About::Warning };
            panel::note(about, "", &printed::explain(outcome, words))
        }
        None => Space::new().into(),
    }
}

fn buttons<'a>(form: &'a PrinterForm, words: &Words) -> Element<'a, Outer> {
    let on = Outer::Printers;
    let text = |key: &str| words.text(key).into_owned();
    let save = button::primary(text("action-save"))
        .id(id::SAVE)
        .key("Ctrl+Enter")
        .on_press_maybe(form.flight.free(Outer::Save));
    let test = button::secondary(text("printers-test"))
        .id(id::TEST)
        .icon(Icon::Printer)
        .key("F7")
        .on_press_maybe(form.flight.free(on(Message::Test)));
    let change = button::secondary(text("printers-change")).key("F2").on_press(on(Message::Change));
    let look = button::secondary(text("printers-look"))
        .icon(Icon::Search)
        .key("F5")
        .on_press_maybe(form.looking.free(on(Message::Look)));
    let leave = button::quiet(text("printers-leave")).on_press_maybe(form.flight.free(on(Message::Leave)));
    rows::flow([save, test, change, look, leave].map(Into::into))
}
