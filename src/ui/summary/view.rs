//! The summary drawn: figures, bars, table; at the right what is missing, the seal, and those that were made.

use iced::keyboard::key::Named;
use iced::widget::{Column, Row, Space, column, container, responsive, row};
use iced::{Alignment, Length, Size};

use super::prepared::{self, Figure, Item, Prepared};
use super::{Message, Summary, id};
use crate::clinic::Permission;
use crate::summary::{Line, Period, Standing};
use crate::ui::Element;
use crate::ui::action::Place;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind, Theme, Tone};
use crate::ui::widget::bars::{self, Bar};
use crate::ui::widget::button::{KeyOn, key_hint};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::shape::Shape;
use crate::ui::widget::{badge, button, choice, panel, rows, text};
use crate::words::Words;

/// Width of the right column.
const SIDE: f32 = 336.0;
/// In a narrower window (large text) the right column stands below.
const NARROW: f32 = 1000.0;
/// Height of the upright bars.
const BARS: f32 = 144.0;

pub(super) fn view<'a>(screen: &'a Summary, shared: &'a Shared) -> Element<'a, Message> {
    let may = shared.may(Permission::SealSummary);
    let seal = screen.making.free(Message::Seal).filter(|_| may && !screen.asking);
    // While the question stands Ctrl+Enter seals nothing: a double press cannot.
    let wait = screen.asking.then_some(Message::Wait);
    let anyway = screen.asking.then_some(Message::SealAnyway);
    on_keys(responsive(move |size| page(screen, shared, size)))
        .bind(Shortcut::key(Named::PageUp), Message::Before)
        .bind(Shortcut::key(Named::PageDown), Message::After)
        .bind(Shortcut::key(Named::F5), Message::Refresh)
        .bind_maybe(Shortcut::ctrl_key(Named::Enter), seal)
        .bind_maybe(Shortcut::key(Named::Enter), wait.clone())
        .bind_maybe(Shortcut::key(Named::Escape), wait)
        .bind_maybe(Shortcut::alt('s'), anyway)
        .into()
}

fn page<'a>(screen: &'a Summary, shared: &'a Shared, size: Size) -> Element<'a, Message> {
    let body = body(screen, shared);
    let side = side(screen, shared);
    let both: Element<'a, Message> = if size.width < NARROW {
        column![body, side].spacing(Gap::L).into()
    } else {
        row![body, container(side).width(SIDE)].spacing(Gap::Xl).into()
    };
    let all = column![head(screen, shared), both].spacing(Gap::L);
    let all = container(all).padding(Gap::around(Gap::L, Gap::Xl)).width(Length::Fill);
    panel::scroll(id::BODY, all).height(Length::Fill).into()
}

/// `Oktober 2026`, or `Sabtu, 21 November 2026`.
fn name(period: Period, words: &Words) -> String {
    match period {
        Period::Month(first) => words.month(first.0),
        Period::Day(day) => words.date_full(day.0),
    }
}

fn head<'a>(screen: &'a Summary, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let period = screen.period(shared);
    let last = period.last() >= shared.day();
    let before =
        button::icon(Kind::Secondary, Icon::ChevronLeft).small().id(id::BEFORE).on_press(Message::Before);
    let after = button::icon(Kind::Secondary, Icon::ChevronRight)
        .small()
        .id(id::AFTER)
        .on_press_maybe((!last).then_some(Message::After));
    let before = row![key_hint("PgUp", KeyOn::Surface), before].spacing(Gap::Xs).align_y(Alignment::Center);
    let after = row![after, key_hint("PgDn", KeyOn::Surface)].spacing(Gap::Xs).align_y(Alignment::Center);
    let state: Element<'a, Message> = match screen.shown.as_ref().map(|shown| shown.sealed) {
        Some(Some((_, Standing::Current))) => badge::normal(words.text("summary-sealed")).into(),
        Some(Some((_, Standing::Outdated))) => {
            badge::badge(Shape::HalfDisc, words.text("summary-outdated"), Tone::Waiting).into()
        }
        Some(None) => badge::badge(Shape::HalfDisc, words.text("summary-unsealed"), Tone::Waiting).into(),
        None => Space::new().into(),
    };
    let chosen = usize::from(matches!(period, Period::Day(_)));
    let kinds = ["summary-kind-month", "summary-kind-day"].map(|key| words.text(key).into_owned());
    let refresh: Element<'a, Message> = if screen.reading.is_free() {
        let key = if screen.stale { "summary-stale" } else { "summary-refresh" };
        button::quiet(words.text(key)).key("F5").id(id::REFRESH).on_press(Message::Refresh).into()
    } else {
        text::body(words.text("word-loading")).muted().line().into()
    };
    let running: Element<'a, Message> = match screen.shown.as_ref().and_then(|shown| shown.running.as_ref()) {
        Some(running) => badge::badge(Shape::HalfDisc, running.as_str(), Tone::Waiting).into(),
        None => Space::new().into(),
    };
    let line = row![before, text::title(name(period, words)).line(), after, running, state]
        .spacing(Gap::M)
        .align_y(Alignment::Center);
    let workbook = button::secondary(words.text("summary-workbook"))
        .small()
        .icon(Icon::Download)
        .id(id::WORKBOOK)
        .on_press_maybe(screen.preview.is_some().then_some(Message::Workbook));
    let right = row![refresh, workbook, choice::segments(id::KIND, kinds, Some(chosen), Message::Kind)]
        .spacing(Gap::M)
        .align_y(Alignment::Center);
    Row::new()
        .push(line)
        .push(Space::new().width(Gap::Xl))
        .push(right)
        .align_y(Alignment::Center)
        .wrap()
        .into()
}

fn body<'a>(screen: &'a Summary, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let Some(shown) = &screen.shown else { return Space::new().width(Length::Fill).into() };
    if shown.empty {
        let period = name(screen.period(shared), words);
        let title = words.with("summary-empty", &[("month", period.as_str())]);
        let why = words.text("summary-empty-hint");
        return panel::sheet(panel::empty(Icon::ChartColumn, title, why, None)).width(Length::Fill).into();
    }
    let figures = shown.figures.iter().map(figure);
    let mut cells = Row::new();
    for (at, cell) in figures.enumerate() {
        if at > 0 {
            cells = cells.push(container(panel::upright()).height(FIGURE));
        }
        cells = cells.push(cell);
    }
    column![panel::sheet(cells).width(Length::Fill), chart(shown, words), table(shown)]
        .spacing(Gap::L)
        .width(Length::Fill)
        .into()
}

/// Height of a figure.
const FIGURE: f32 = 90.0;

fn figure(figure: &Figure) -> Element<'_, Message> {
    let inside = column![
        text::label(figure.name.as_str()).cut(),
        text::heading(figure.value.as_str()).line(),
        text::small(figure.of.as_str()).muted().cut(),
    ];
    container(inside).padding(Gap::around(Gap::None, Gap::L)).width(Length::Fill).center_y(FIGURE).into()
}

fn chart<'a>(shown: &'a Prepared, words: &'a Words) -> Element<'a, Message> {
    let all = shown.columns.iter().map(|column| Bar {
        value: column.value.map(|value| value as f32),
        label: column.label.clone(),
        figure: column.value.filter(|_| column.marked).map(|value| words.count(value)),
    });
    let title = row![
        text::body(shown.columns_title.as_str()).bold().line(),
        text::small(shown.columns_hint.as_str()).muted().cut().right()
    ]
    .spacing(Gap::L)
    .align_y(Alignment::Center);
    let bars = bars::upright(all.collect(), BARS, |value| words.count(value.round() as i64));
    panel::panel(column![title, bars].spacing(Gap::S)).width(Length::Fill).into()
}

fn table(shown: &Prepared) -> Element<'_, Message> {
    let title = row![
        text::body(shown.table_title.as_str()).bold().cut(),
        text::small(shown.table_hint.as_str()).muted().line()
    ]
    .spacing(Gap::L)
    .align_y(Alignment::Center);
    let title = container(title).padding(Gap::around(Gap::M, Gap::L));
    let mut heads: Vec<Element<'_, Message>> = Vec::with_capacity(shown.heads.len() + 1);
    for (at, head) in shown.heads.iter().enumerate() {
        heads.push(if at == 0 {
            rows::head(Length::FillPortion(3), head.as_str())
        } else {
            rows::cell(Length::FillPortion(2), text::label(head.as_str()).cut().right())
        });
    }
    heads.push(Space::new().width(Length::FillPortion(2)).into());
    let mut all =
        Column::new().push(title).push(panel::divider()).push(rows::header(rows::height::TABLE, heads));
    for line in &shown.lines {
        if line.total {
            all = all.push(panel::divider());
        }
        all = all.push(table_line(line));
    }
    panel::sheet(all).width(Length::Fill).into()
}

fn table_line(line: &prepared::Line) -> Element<'_, Message> {
    let weight = |words: text::Words<'static>| if line.total { words.bold() } else { words };
    let mut cells: Vec<Element<'_, Message>> = Vec::with_capacity(line.cells.len() + 2);
    let name = text::body(line.name.as_str()).cut();
    cells.push(rows::cell(Length::FillPortion(3), if line.total { name.bold() } else { name }));
    for cell in &line.cells {
        let figure = weight(text::body(cell.clone()).line().right());
        cells.push(rows::cell(Length::FillPortion(2), figure));
    }
    let tone = if line.total { Tone::Muted } else { Tone::Accent };
    cells.push(rows::cell(Length::FillPortion(2), bars::share(line.share, tone)));
    let row = rows::line(rows::height::TABLE, cells);
    if line.total {
        row.style(|theme: &Theme| container::background(theme.palette().ground)).into()
    } else {
        row.into()
    }
}

fn side<'a>(screen: &'a Summary, shared: &'a Shared) -> Element<'a, Message> {
    let asking = screen.shown.as_ref().filter(|_| screen.asking);
    match asking.and_then(|shown| Some((shown, shown.question.as_deref()?))) {
        Some((shown, asked)) => column![question(asked, shown, shared), made(screen, shared)],
        None => column![missing(screen, shared), seal(screen, shared), made(screen, shared)],
    }
    .spacing(Gap::L)
    .into()
}

fn missing<'a>(screen: &'a Summary, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let list = screen.shown.as_ref().map_or(&[][..], |shown| &shown.missing);
    let count: Element<'a, Message> = if list.is_empty() {
        Space::new().into()
    } else {
        badge::waiting(words.with("summary-missing-count", &[("count", list.len())])).into()
    };
    let title = row![text::body(words.text("summary-missing")).bold().cut(), count]
        .align_y(Alignment::Center)
        .height(rows::height::DENSE);
    let mut all = column![title].spacing(Gap::S);
    if list.is_empty() {
        all = all.push(badge::normal(words.text("summary-missing-none")).plain());
    }
    for one in list {
        all = all.push(item(one, shared));
    }
    panel::panel(all).width(Length::Fill).into()
}

/// Something that is missing, and the way to where it can be helped, for who may go there.
fn item<'a>(item: &'a Item, shared: &'a Shared) -> Element<'a, Message> {
    let what = text::body(item.what.as_str()).width(Length::Fill);
    let said = match &item.more {
        Some(more) => column![what, text::small(more.as_str()).muted().width(Length::Fill)],
        None => column![what],
    };
    let place = item.place.as_ref().filter(|place| {
        let right = match place {
            Place::Settings(Some(section)) => section.right(),
            _ => place.name().label().right,
        };
        right.is_none_or(|right| shared.may(right))
    });
    let help: Element<'a, Message> = match place {
        Some(place) => button::quiet(shared.words.text("summary-help"))
            .small()
            .on_press(Message::Help(item.missing.clone(), place.clone()))
            .into(),
        None => Space::new().into(),
    };
    row![said, help].spacing(Gap::S).align_y(Alignment::Center).into()
}

/// The one question before sealing, in the place of the seal: what is missing, and two ways out.
fn question<'a>(asked: &'a str, shown: &'a Prepared, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let title = column![
        text::body(asked).bold().width(Length::Fill),
        text::small(words.text("summary-ask-why")).width(Length::Fill),
    ]
    .spacing(Gap::Xs);
    let mut all = Column::new().push(panel::tinted(Tone::Waiting, title).width(Length::Fill)).spacing(Gap::S);
    for one in &shown.missing {
        all = all.push(item(one, shared));
    }
    let wait = button::primary(words.text("summary-ask-wait"))
        .id(id::WAIT)
        .key("Enter")
        .width(Length::Fill)
        .on_press(Message::Wait);
    let label = if shown.running.is_some() { "summary-ask-anyway-running" } else { "summary-ask-anyway" };
    let anyway = button::secondary(words.text(label))
        .id(id::ANYWAY)
        .icon(Icon::FileSignature)
        .key("Alt+S")
        .width(Length::Fill)
        .on_press(Message::SealAnyway);
    let printed = text::small(words.text("summary-ask-printed")).muted().width(Length::Fill);
    panel::panel(all.push(wait).push(anyway).push(printed)).width(Length::Fill).into()
}

fn seal<'a>(screen: &'a Summary, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let may = shared.may(Permission::SealSummary);
    let sealed = screen.shown.as_ref().and_then(|shown| shown.sealed);
    let label = match (screen.making.is_free(), sealed) {
        (false, _) => "summary-making",
        (true, Some((_, Standing::Current))) => "summary-seal-same",
        (true, Some((_, Standing::Outdated))) => "summary-seal-again",
        (true, None) => "summary-seal",
    };
    let go = button::primary(words.text(label))
        .id(id::SEAL)
        .icon(Icon::FileSignature)
        .key("Ctrl+Enter")
        .width(Length::Fill)
        .on_press_maybe(screen.making.free(Message::Seal).filter(|_| may && screen.shown.is_some()));
    let failed = if screen.making.problem().is_some() { &screen.making } else { &screen.reading };
    let who: Element<'a, Message> =
        if may { Space::new().into() } else { text::small(words.text("summary-seal-who")).muted().into() };
    let all = column![
        text::body(words.text("summary-seal-title")).bold(),
        go,
        failed.note(words),
        who,
        text::small(words.text("summary-seal-note")).muted().width(Length::Fill),
    ]
    .spacing(Gap::S);
    panel::panel(all).width(Length::Fill).into()
}

fn made<'a>(screen: &'a Summary, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let title = container(text::body(words.text("summary-made")).bold()).padding(Gap::around(Gap::M, Gap::L));
    if screen.list.is_empty() {
        let none = text::body(words.text("summary-made-none")).muted().width(Length::Fill);
        let none = container(none).padding(Gap::around(Gap::None, Gap::L));
        return panel::sheet(column![title, none, Space::new().height(Gap::M)]).width(Length::Fill).into();
    }
    let lines = screen.list.iter().map(|line| made_line(line, shared));
    let list = rows::list(lines);
    let folder = shared.pc.paper_folder().display().to_string();
    let place = words.with("summary-made-folder", &[("path", folder.as_str())]);
    let place =
        container(text::small(place).muted().width(Length::Fill)).padding(Gap::around(Gap::S, Gap::L));
    panel::sheet(column![title, panel::divider(), list, panel::divider(), place]).width(Length::Fill).into()
}

fn made_line<'a>(line: &'a Line, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let period = match line.period {
        Period::Month(first) => words.month(first.0),
        Period::Day(day) => words.date(day.0),
    };
    let at = shared.zone().local(line.created_at);
    let number = words.with("summary-sequence", &[("number", line.seq.0)]);
    let below = format!("{number} · {}, {}", words.date(at.date()), words.time(at.time()));
    let state: Element<'a, Message> = match line.superseded_by {
        Some(_) => badge::closed(words.text("summary-replaced")).plain().into(),
        None => badge::normal(words.text("summary-sealed")).plain().into(),
    };
    let open = button::icon(Kind::Quiet, Icon::Download).small();
    let words_cell = rows::two_lines(text::body(period).medium().cut(), below);
    row![
        rows::row_press(rows::height::TALL, false, [words_cell, state]).on_press(Message::Open(line.period)),
        button::icon(Kind::Quiet, Icon::Printer).small().on_press(Message::Print(line.seq)),
        open.on_press(Message::Write(line.seq)),
    ]
    .align_y(Alignment::Center)
    .into()
}
