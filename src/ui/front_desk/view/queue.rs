//! The queue's column: how many wait, the number being called, the list, F9 F10 F11.

use iced::widget::{Column, Space, column, container, row};
use iced::{Alignment, Length};

use super::super::queue::Message as Q;
use super::super::{FrontDesk, Message, id};
use super::{Room, strip};
use crate::clinic::Permission;
use crate::queue::rules::bound_for;
use crate::queue::{Back, Closed, LeftOpen, Row};
use crate::setup::{Standing, UnitKind};
use crate::terms::{Instant, UnitId};
use crate::ui::Element;
use crate::ui::calling;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind, Tone};
use crate::ui::widget::badge;
use crate::ui::widget::panel::About;
use crate::ui::widget::press::press;
use crate::ui::widget::{button, choice, list, panel, rows, text};
use crate::words::Words;

/// So many days that were never closed are told at a time.
const DAYS_TOLD: usize = 2;
/// Widths of the columns; the second takes what is left.
const NUMBER: f32 = 60.0;
const STATE: f32 = 116.0;
const TIME: f32 = 76.0;
/// Rows without the name line.
const LOW_ROW: f32 = rows::height::TABLE;

pub(super) fn panel<'a>(desk: &'a FrontDesk, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let mut all = column![head(desk, shared)].width(Length::Fill);
    if desk.queue.choosing_counter {
        all = all.push(padded(counters(shared)));
    }
    if !room.low {
        all = all.push(padded(filters(desk, shared)));
    }
    for note in notes(desk, shared) {
        // Clear of the chips above it, and of what comes below.
        all = all.push(Space::new().height(Gap::S)).push(padded(note)).push(Space::new().height(Gap::S));
    }
    all = all.push(now(desk, room, shared));
    all = all
        .push(container(queue(desk, room, shared)).padding(iced::Padding::ZERO.top(12)).height(Length::Fill));
    if let Some(row) = desk.queue.chosen_row() {
        all = all.push(panel::divider()).push(strip::strip(desk, row, room, shared));
    }
    all.push(panel::divider()).push(keys(desk, room, shared)).into()
}

impl Room {
    const fn state(self) -> f32 {
        if self.tight { STATE - 12.0 } else { STATE }
    }
}

fn padded<'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    container(content).padding(Gap::around(Gap::None, Gap::L)).width(Length::Fill).into()
}

fn head<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let waiting = desk.queue.board.as_ref().map_or(0, |board| board.queue.waiting);
    let counter = shared.counter().map(|counter| counter.name.as_str()).unwrap_or_default();
    let several =
        shared.config.counters.iter().filter(|counter| counter.standing == Standing::Open).count() > 1;
    let mut line = row![text::large(words.text("desk-queue-title")).bold().cut()];
    if several {
        let name = row![text::body(counter).medium().line(), Icon::ChevronDown.size(16.0)];
        let open = press(name.spacing(Gap::Xs).align_y(Alignment::Center))
            .kind(Kind::Quiet)
            .height(32)
            .padding(Gap::around(Gap::None, Gap::S))
            .id(id::COUNTER)
            .on_press(Message::Queue(Q::Counters));
        line = line.push(open);
    }
    let line = line
        .push(text::body(words.count(waiting)).bold().line())
        .push(text::body(words.text("desk-queue-waiting")).muted().line())
        .spacing(Gap::Xs)
        .align_y(Alignment::Center);
    container(line).padding(Gap::around(Gap::None, Gap::L)).center_y(52).width(Length::Fill).into()
}

/// Where this seat calls to; those of registration first, in the clinic's order.
fn counters(shared: &Shared) -> Element<'_, Message> {
    let mine = shared.counter().map(|counter| counter.id);
    let open = shared.config.counters.iter().filter(|counter| counter.standing == Standing::Open);
    let chips = open.map(|counter| {
        choice::chip(counter.name.as_str(), mine == Some(counter.id))
            .on_press(Message::Queue(Q::Counter(counter.id)))
            .into()
    });
    let title = text::label(shared.words.text("desk-counter-choose"));
    column![title, rows::flow(chips), Space::new().height(Gap::S)].spacing(Gap::Xs).into()
}

fn filters<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let board = desk.queue.board.as_ref().map(|board| &board.queue);
    let filter = desk.queue.filter;
    let closed = desk.queue.closed_today();
    let waiting = board.map_or(0, |board| board.waiting);
    let all = choice::chip(words.text("word-all"), filter.is_none())
        .count(words.count(closed.map_or(waiting, |closed| back(desk, closed, None, shared))))
        .on_press(Message::Queue(Q::Filter(None)));
    let units = shared.config.units.iter().filter(|unit| unit.standing == Standing::Open);
    let units = units.filter_map(|unit| {
        let line = board?.units.iter().find(|line| line.unit == unit.id)?;
        let registers = unit.kind == UnitKind::Registration;
        let count = match closed {
            Some(closed) => back(desk, closed, Some(unit.id), shared),
            None if registers => line.waiting,
            None => line.bound,
        };
        // Registration has a chip while somebody waits there.
        if registers && count == 0 && filter != Some(unit.id) {
            return None;
        }
        let chip = choice::chip(unit.name.as_str(), filter == Some(unit.id)).count(words.count(count));
        Some(chip.on_press(Message::Queue(Q::Filter(Some(unit.id)))).into())
    });
    rows::flow([all.into()].into_iter().chain(units))
}

/// How many come back, to one unit or in all, when the day is opened again.
fn back(desk: &FrontDesk, closed: &Closed, unit: Option<UnitId>, shared: &Shared) -> u32 {
    let goes_to = |row: &Row| bound_for(row.unit, row.destination, |at| shared.config.registers(at));
    let comes = |back: &&Back| {
        unit.is_none_or(|unit| desk.queue.row(back.stop).is_some_and(|row| goes_to(row) == unit))
    };
    u32::try_from(closed.back.iter().filter(comes).count()).unwrap_or(u32::MAX)
}

fn notes<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Vec<Element<'a, Message>> {
    let words = &shared.words;
    let mut notes = Vec::new();
    // The oldest ones; the morning closes all of them.
    for left in desk.queue.left_open.iter().take(DAYS_TOLD) {
        let said = left_open(left, words);
        let close = button::quiet(words.text("desk-day-close")).small().tight();
        let may = shared.may(Permission::KeepTheDay);
        let close = close.on_press_maybe(may.then_some(Message::Queue(Q::CloseDay(left.day))));
        notes.push(column![panel::note(About::Warning, "", &said), close].into());
    }
    if let Some(closed) = desk.queue.closed_today() {
        let said = closed_by(desk, closed, shared);
        let open = button::primary(words.text("desk-day-reopen"))
            .below(words.with("desk-day-reopen-who", &[("count", closed.back.len())]))
            .key("F5")
            .big()
            .id(id::REOPEN)
            .width(Length::Fill)
            .on_press_maybe(desk.can_reopen(shared).then_some(Message::Queue(Q::ReopenDay)));
        notes.push(column![panel::note(About::Warning, "", &said), open].spacing(Gap::S).into());
    }
    if let Some(row) = desk.asked_about(shared) {
        notes.push(calling::question(row, shared));
    }
    notes
}

/// When today was closed: the time, with the day where the clock said another.
pub(super) fn closed_when(closed: &Closed, shared: &Shared) -> String {
    let (words, at) = (&shared.words, shared.zone().local(closed.at));
    let time = words.time(at.time());
    if at.date() == shared.date() { time } else { format!("{}, {time}", words.date_words(at.date())) }
}

/// Who closed today, when and why.
fn closed_by(desk: &FrontDesk, closed: &Closed, shared: &Shared) -> String {
    let (words, when, why) = (&shared.words, closed_when(closed, shared), closed.reason.as_str());
    match desk.queue.board.as_ref().and_then(|board| board.closed_by.as_deref()) {
        Some(by) => words.with("desk-day-closed-by", &[("when", when.as_str()), ("by", by), ("why", why)]),
        None => words.with("desk-day-closed-itself", &[("when", when.as_str()), ("why", why)]),
    }
}

/// The day, and whom closing it would end: nobody who waits is ended unseen.
fn left_open(left: &LeftOpen, words: &Words) -> String {
    let mut said = words.with("desk-day-left-open", &[("day", words.date_long(left.day.0))]);
    let whom = [
        (left.waiting > 0).then(|| words.with("desk-day-left-waiting", &[("count", left.waiting)])),
        (left.serving > 0).then(|| words.with("desk-day-left-serving", &[("count", left.serving)])),
        (left.emergencies > 0)
            .then(|| words.with("desk-day-left-emergencies", &[("count", left.emergencies)])),
    ];
    let whom: Vec<_> = whom.into_iter().flatten().collect();
    if !whom.is_empty() {
        said.push(' ');
        said.push_str(&words.with("desk-day-left-whom", &[("whom", whom.join(", "))]));
    }
    said
}

/// The number being called; pressed, it is the chosen row. In the lowest window, where nobody is called, nothing.
fn now<'a>(desk: &'a FrontDesk, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let block = match desk.queue.now(shared) {
        None if room.very_low => return Space::new().into(),
        None => {
            let line = text::body(shared.words.text("desk-nobody-called")).muted().centered();
            panel::tinted(Tone::Done, line).center_y(56).width(Length::Fill).into()
        }
        // The chosen one stands below the list, with its keys.
        Some(called) if room.very_low && desk.queue.selected == Some(called.stop) => {
            return Space::new().into();
        }
        // It stands in no row of the list: here it stands in every window.
        Some(called) if room.very_low => called_line(desk, called, shared),
        Some(called) => called_block(desk, called, room, shared),
    };
    container(block).padding(iced::Padding::from(Gap::L).top(12).bottom(0)).into()
}

/// The number being called in one line, as high as a row.
fn called_line<'a>(desk: &'a FrontDesk, called: &'a Row, shared: &'a Shared) -> Element<'a, Message> {
    let figure = text::large(shared.ticket_short(called.number.as_ref())).bold().line().tone(Tone::Called);
    let who = format!("{} · {}", unit_name(called, shared), own_name(desk, called, shared));
    let since = shared.ago(called.since);
    let line = row![figure, text::body(who).cut()]
        .push(priority(called, shared))
        .push(text::body(since).bold().line());
    let line = line.spacing(Gap::M).align_y(Alignment::Center);
    let block = panel::tinted(Tone::Called, line).padding(Gap::around(Gap::None, Gap::M));
    pressed(block.center_y(LOW_ROW).width(Length::Fill), called)
}

/// Why somebody goes first, in a word.
pub(super) fn priority<'a>(row: &Row, shared: &'a Shared) -> Option<Element<'a, Message>> {
    let priority = row.priority?;
    Some(badge::priority(shared.words.word("priority", priority.as_str())).plain().into())
}

fn pressed<'a>(block: impl Into<Element<'a, Message>>, called: &Row) -> Element<'a, Message> {
    press(block).width(Length::Fill).mouse_only().on_press(Message::Queue(Q::Select(called.stop))).into()
}

fn called_block<'a>(
    desk: &'a FrontDesk,
    called: &'a Row,
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Message> {
    let words = &shared.words;
    let height = if room.low { 56 } else { 88 };
    let place = called.counter.and_then(|id| shared.config.counter(id));
    let place = place.map(|counter| counter.name.as_str()).unwrap_or_default();
    let word = badge::called(words.with("desk-called-to", &[("place", place)])).plain();
    let who = format!("{} · {}", unit_name(called, shared), own_name(desk, called, shared));
    let figure = shared.ticket_short(called.number.as_ref());
    let figure = if room.tight { text::heading(figure) } else { text::figure(figure) };
    let times = words.with("desk-call-count", &[("count", called.call_count)]);
    let since = shared.ago(called.since);
    let mut right = Column::new().push(text::body(since).bold().line()).align_x(Alignment::End);
    if !room.narrow {
        right = right.push(text::small(times).muted().line());
    }
    let about = column![Element::from(word), text::body(who).cut()].spacing(Gap::Xs).width(Length::Fill);
    let line =
        row![figure.line().tone(Tone::Called), about, right].spacing(Gap::L).align_y(Alignment::Center);
    pressed(panel::tinted(Tone::Called, line).center_y(height).width(Length::Fill), called)
}

fn queue<'a>(desk: &'a FrontDesk, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    if desk.queue.shown.is_empty() {
        return empty(desk, shared);
    }
    let height = if room.low { LOW_ROW } else { rows::height::NORMAL };
    let shown = desk.queue.shown.iter().filter_map(|at| desk.queue.rows().get(*at));
    let late = shared.too_long_since(shown);
    let rows = list::list(
        id::LIST,
        &desk.queue.window,
        desk.queue.shown.len(),
        height,
        |viewport| Message::Queue(Q::Scrolled(viewport)),
        move |at| {
            let row = desk.queue.shown.get(at).and_then(|at| desk.queue.rows().get(*at));
            row.map_or_else(
                || Space::new().into(),
                |row| rows::ruled(height, |height| line(desk, row, (height, late), room, shared)),
            )
        },
    );
    if room.low {
        return rows;
    }
    let time = match desk.queue.closed_today() {
        Some(_) => "desk-queue-becomes",
        None if shared.clock.tells_waits() => "desk-queue-time",
        None => "desk-queue-taken",
    };
    let heads = row![
        rows::head(NUMBER, words.text("desk-queue-number")),
        rows::head(Length::Fill, words.text("desk-queue-unit-name")),
        rows::head(room.state(), words.text("desk-queue-state")),
        rows::head_right(TIME, words.text(time))
    ]
    .spacing(Gap::S)
    .align_y(Alignment::Center);
    let heads = container(heads).padding(Gap::around(Gap::None, Gap::L)).center_y(34);
    column![heads, panel::divider(), rows].into()
}

fn empty<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let unit = desk.queue.filter.and_then(|id| shared.config.unit(id));
    let why = match unit {
        Some(unit) => words.with("desk-queue-empty-hint", &[("unit", unit.name.as_str())]),
        None => words.text("desk-queue-empty-all").into_owned(),
    };
    container(panel::empty(Icon::Users, words.text("desk-queue-empty"), why, None))
        .center_y(Length::Fill)
        .into()
}

fn line<'a>(
    desk: &'a FrontDesk,
    stop: &'a Row,
    (height, late): (f32, Option<Instant>),
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Message> {
    let unit_words = text::body(unit_name(stop, shared)).medium();
    let mut unit = row![if room.tight { unit_words.cut() } else { unit_words.line() }].spacing(Gap::S);
    if let Some(priority) = stop.priority.filter(|_| !room.tight) {
        unit = unit.push(badge::priority(shared.words.word("priority", priority.as_str())).plain());
    }
    let unit = unit.align_y(Alignment::Center);
    let who: Element<'a, Message> = if room.low {
        container(unit).width(Length::Fill).clip(true).into()
    } else {
        rows::two_lines(container(unit).clip(true), name(desk, stop, shared))
    };
    let time = match desk.queue.back(stop) {
        Some(back) => text::body(becomes(back, shared)).medium().line().tone(Tone::Accent),
        None if stop.is_too_long(late) => {
            text::body(calling::time(stop, shared)).bold().line().tone(Tone::Late)
        }
        None => text::body(calling::time(stop, shared)).line(),
    };
    // In a narrow window the mark stands where the state does: who has one and nothing else waits.
    let state = rows::cell(room.state(), calling::state(stop, room.tight, late, shared));
    let chosen = desk.queue.selected == Some(stop.stop);
    let cells = row![
        rows::cell(NUMBER, text::large(shared.ticket_short(stop.number.as_ref())).bold().line()),
        who,
        state,
        rows::cell(TIME, time.right())
    ]
    .spacing(Gap::S)
    .align_y(Alignment::Center);
    rows::row_press(height, chosen, [Element::from(cells)])
        .mouse_only()
        .on_press(Message::Queue(Q::Select(stop.stop)))
        .into()
}

/// Registration, where the row waits there on its way to another unit.
fn on_the_way<'a>(row: &Row, shared: &'a Shared) -> Option<&'a str> {
    let at = shared.config.unit(row.unit).filter(|_| row.unit != row.destination)?;
    (at.kind == UnitKind::Registration).then_some(at.name.as_str())
}

/// The unit the ticket is for, which is where the row is but at registration.
pub(super) fn unit_name(row: &Row, shared: &Shared) -> String {
    let id = if on_the_way(row, shared).is_some() { row.destination } else { row.unit };
    shared.config.unit(id).map(|unit| unit.name.clone()).unwrap_or_default()
}

fn own_name(desk: &FrontDesk, row: &Row, shared: &Shared) -> String {
    let unknown = || shared.words.text("desk-queue-unregistered").into_owned();
    desk.queue.name(row).map_or_else(unknown, str::to_owned)
}

/// The name, and before it that somebody is still at registration.
fn name(desk: &FrontDesk, row: &Row, shared: &Shared) -> String {
    let name = match desk.queue.name(row) {
        Some(name) => name.to_owned(),
        // Who is still at registration has no record yet: that needs no word.
        None if on_the_way(row, shared).is_some() => shared.words.text("desk-queue-nameless").into_owned(),
        None => own_name(desk, row, shared),
    };
    match on_the_way(row, shared) {
        Some(registration) => format!("{registration} · {name}"),
        None => name,
    }
}

/// What somebody is again when the day is opened again: with the place, where they wait.
fn becomes(back: &Back, shared: &Shared) -> String {
    match back.place {
        Some(place) => shared.words.with("desk-day-place", &[("place", place)]),
        None => shared.words.word("state", back.state.as_str()).into_owned(),
    }
}

fn keys<'a>(desk: &'a FrontDesk, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let place = shared.counter().map(|counter| counter.name.as_str()).unwrap_or_default();
    let next = desk.seat_line(shared).and_then(|line| line.next.as_ref());
    let below = match next {
        Some((_, next)) => {
            let ticket = shared.ticket(next.as_ref());
            words.with("desk-call-next", &[("ticket", ticket.as_str()), ("place", place)])
        }
        None => {
            let unit = shared.unit().map(|unit| unit.name.as_str()).unwrap_or_default();
            words.with("desk-call-none", &[("unit", unit)])
        }
    };
    let call = button::primary(words.text("action-call"))
        .big()
        .tight()
        .below(below)
        .key("F9")
        .id(id::CALL)
        .width(Length::Fill)
        .on_press_maybe(desk.can_call(shared).map(|()| Message::Queue(Q::CallNext)));
    let called = desk.called_row(shared);
    let again = called.map(|_| Message::Queue(Q::CallAgain));
    let skip = called.map(|_| Message::Queue(Q::NoShow));
    if room.tight {
        let others = row![
            calling::again(called, shared).width(Length::Fill).on_press_maybe(again),
            calling::skip(called, shared).width(Length::Fill).on_press_maybe(skip)
        ];
        let all = column![call, others.spacing(Gap::S)].spacing(Gap::S);
        return container(all).padding(Gap::around(Gap::M, Gap::L)).into();
    }
    let again = calling::again(called, shared).big().tight().width(120).on_press_maybe(again);
    let skip = calling::skip(called, shared).big().tight().width(120).on_press_maybe(skip);
    let all = row![call, again, skip].spacing(Gap::S);
    container(all).padding(Gap::around(Gap::M, Gap::L)).into()
}
