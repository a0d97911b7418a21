//! The left column: the unit, the call button, who waits.

use iced::widget::{Column, Space, column, container, responsive, row};
use iced::{Alignment, Length};

use super::waiting::{Message, Waiting, id, unit};
use crate::queue::{Row, Source, State, Urgency};
use crate::terms::{Instant, UnitId, VisitId};
use crate::ui::Element;
use crate::ui::calling::{self, Act};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind as Face, Theme};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::press::press;
use crate::ui::widget::{button, list, panel, rows, text};

/// Height of a row with its line.
pub const ROW: f32 = rows::height::TALL;
const NUMBER: f32 = 56.0;
const LEFT_OPEN: usize = 3;

pub fn view<'a>(waiting: &'a Waiting, open: Option<VisitId>, shared: &'a Shared) -> Element<'a, Message> {
    if waiting.choosing_room || unit(shared).is_none() {
        return rooms(shared);
    }
    let body = column![
        head(waiting, shared),
        called(waiting, open, shared),
        panel::divider(),
        people(waiting, shared),
        left_open(waiting, shared),
        on_paper(waiting, shared)
    ];
    body.height(Length::Fill).into()
}

fn head<'a>(waiting: &'a Waiting, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let place = shared.counter().map_or("", |counter| counter.name.as_str());
    let line = waiting.list.as_ref().map(|list| &list.queue.line);
    let figures = line
        .map(|line| words.with("exam-waiting-done", &[("waiting", line.waiting), ("done", line.done)]))
        .unwrap_or_default();
    let change = button::icon(Face::Quiet, Icon::Repeat).on_press(Message::Rooms);
    let title = row![
        column![text::large(place).bold().cut(), text::small(figures).muted().cut()].width(Length::Fill),
        change
    ]
    .align_y(Alignment::Center);
    let next = line.and_then(|line| line.next.as_ref());
    let below = next.map(|(stop, number)| {
        let number = shared.ticket(number.as_ref());
        let wait = waiting.rows().iter().find(|row| row.stop == *stop);
        let wait = wait.map(|row| shared.waits(row)).unwrap_or_default();
        words.with("exam-call-next", &[("ticket", number), ("wait", wait)])
    });
    let call = button::primary(words.text("action-call"))
        .id(id::CALL)
        .big()
        .key("F9")
        .below(below.unwrap_or_else(|| words.text("exam-nobody-short").into_owned()))
        .width(Length::Fill)
        .on_press_maybe(next.filter(|_| waiting.may_call(shared)).map(|_| Message::CallNext));
    column![title, call].spacing(Gap::M).padding(Gap::around(Gap::M, Gap::L)).into()
}

/// Whoever was called and has not come in yet.
fn called<'a>(waiting: &'a Waiting, open: Option<VisitId>, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let mut all = Column::new().spacing(Gap::S).padding(Gap::around(Gap::None, Gap::L).bottom(Gap::M));
    if let Some(problem) = &waiting.problem {
        all = all.push(panel::note(panel::About::Error, "", &problem.explain(words)));
    }
    let serve = match waiting.chosen().map(|row| row.state) {
        Some(State::Waiting | State::Called) => Some("exam-serve"),
        Some(State::Serving) if waiting.chosen().is_some_and(|row| waiting.was_voided(row)) => None,
        // Without a person there is no visit to go on with.
        Some(State::Serving) if waiting.chosen().is_some_and(|row| row.person.is_none()) => None,
        Some(State::Serving) if open.is_none() || waiting.chosen_visit() != open => Some("exam-continue"),
        Some(State::NoShow) => Some("exam-restore"),
        _ => None,
    };
    if let (Some(key), Some(row)) = (serve, waiting.chosen()) {
        let number = shared.ticket(row.number.as_ref());
        let label = words.with(key, &[("ticket", number)]);
        let button = button::secondary(label).key("F4").tight().width(Length::Fill);
        all = all.push(button.on_press(Message::Serve));
    }
    if let Some(row) = waiting.asked_about(shared) {
        all = all.push(calling::question(row, shared));
    }
    // Back to waiting stands in the middle, where it is said what became of the visit.
    if let Some(act) = waiting.can_hold(shared).filter(|act| *act != Act::WaitAgain) {
        let key = if act == Act::Return { "action-return" } else { "action-hold" };
        let hold = button::secondary(words.text(key)).small().tight().key("F2").width(Length::Fill);
        all = all.push(hold.on_press(Message::Hold));
    }
    if waiting.called_row(shared).is_some() {
        // The button above says whom: here is no room for it.
        let again = calling::again(None, shared).small().tight().width(Length::Fill);
        let again = again.on_press(Message::CallAgain);
        let skip = calling::skip(None, shared).small().tight().width(Length::Fill).on_press(Message::NoShow);
        all = all.push(row![again, skip].spacing(Gap::S));
    }
    all.into()
}

fn people<'a>(waiting: &'a Waiting, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let all = waiting.rows();
    if all.is_empty() {
        let hint = words.text("exam-nobody-waits-hint");
        return container(panel::empty(Icon::Users, words.text("exam-nobody-waits"), hint, None))
            .height(Length::Fill)
            .into();
    }
    let rows =
        list::list(id::SCROLL, &waiting.window, all.len(), ROW, Message::Scrolled, move |at| {
            match all.get(at) {
                Some(row) => rows::ruled(ROW, |height| line(waiting, row, shared, height)),
                None => Space::new().into(),
            }
        });
    let stop = press(rows)
        .id(id::LIST)
        .kind(Face::Bare)
        .ring_inside()
        .width(Length::Fill)
        .height(Length::Fill)
        .align(Alignment::Start)
        .on_press(Message::Serve);
    on_keys(stop)
        .while_focused()
        .bind(Shortcut::key(iced::keyboard::key::Named::ArrowDown), Message::Down)
        .bind(Shortcut::key(iced::keyboard::key::Named::ArrowUp), Message::Up)
        .into()
}

/// Visits left open earlier, a few; the rest show when these are closed.
fn left_open<'a>(waiting: &'a Waiting, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let mut all = Column::new();
    for (line, card) in waiting.left_open().take(LEFT_OPEN) {
        let name = text::body(card.map_or("", |card| card.name.as_str())).medium().cut();
        let since = words.with("exam-open-from", &[("date", words.date(line.service_day.0))]);
        let cells = [rows::two_lines(name, since)];
        let marked = waiting.chosen().is_none() && waiting.with().visit == Some(line.id);
        let row = rows::row_press(ROW, marked, cells).on_press(Message::Open(line.id));
        all = all.push(panel::divider()).push(row);
    }
    all.into()
}

/// Who was served on paper while the power was away, a few: their visits are written now.
fn on_paper<'a>(waiting: &'a Waiting, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let mut all = Column::new();
    for (row, card) in waiting.on_paper().take(LEFT_OPEN) {
        let name = text::body(card.map_or("", |card| card.name.as_str())).medium().cut();
        let number = shared.ticket(row.number.as_ref());
        let called = shared.zone().local(row.first_called_at.unwrap_or(row.issued_at));
        let today = called.date() == shared.date();
        let when = if today { words.time(called.time()) } else { words.date(called.date()) };
        let said = words.with("exam-on-paper", &[("ticket", number), ("when", when)]);
        let cells = [rows::two_lines(name, said)];
        all = all
            .push(panel::divider())
            .push(rows::row_press(ROW, false, cells).on_press(Message::OnPaper(row.stop)));
    }
    all.into()
}

fn line<'a>(waiting: &'a Waiting, row: &'a Row, shared: &'a Shared, height: f32) -> Element<'a, Message> {
    let cells = [
        rows::cell(NUMBER, numbered(row, shared)),
        responsive(move |size| about(waiting, row, shared, size.width)).into(),
    ];
    rows::row_press(height, waiting.with().stop == Some(row.stop), cells)
        .mouse_only()
        .on_press(Message::Choose(row.stop))
        .into()
}

/// The number; of who waits the place, and why it is that one.
fn numbered<'a>(row: &'a Row, shared: &'a Shared) -> Column<'a, Message, Theme> {
    let words = &shared.words;
    let place = row.position.map(|place| words.with("exam-place", &[("place", place)]));
    let reason = row.reason.filter(|_| place.is_some());
    let reason = reason.map(|reason| words.word("exam-place", reason.as_str()));
    column![text::large(shared.ticket_short(row.number.as_ref())).bold().line()]
        .push(place.map(|place| text::small(place).muted().line()))
        .push(reason.map(|reason| text::small(reason).muted().line()))
}

/// Who it is, where from, and in which state.
fn about<'a>(waiting: &'a Waiting, row: &'a Row, shared: &'a Shared, room: f32) -> Element<'a, Message> {
    let words = &shared.words;
    let name = match waiting.card(row) {
        Some(card) => text::body(card.name.as_str()).medium().cut(),
        None => text::body(words.text("exam-no-name")).muted().cut(),
    };
    let badge = calling::state(row, true, shared.too_long_since(waiting.rows()), shared).plain();
    let time = time(row, shared).map(|time| text::small(time).muted().line());
    let mut came_from = came_from(row, shared);
    let below: Element<'a, Message> = match (waiting.away(row), calling::elsewhere(row, shared)) {
        (Some(away), _) => {
            let unit = shared.config.unit(away.unit).map(|unit| unit.name.as_str()).unwrap_or_default();
            let since = words.time(shared.zone().local(away.since).time());
            let said = words.with("exam-away", &[("unit", unit), ("since", since.as_str())]);
            came_from = None;
            text::small(said).muted().width(Length::Fill).into()
        }
        (None, Some(there)) => text::small(there).muted().cut().into(),
        (None, None) => {
            // Where these two need a line each, no third has room.
            let beside = time.as_ref().map_or(0.0, |time| Gap::S.pixels() + time.measured());
            came_from = came_from.filter(|_| badge.measured() + beside <= room);
            row![badge]
                .push(time)
                .spacing(Gap::S)
                .align_y(Alignment::Center)
                .wrap()
                .vertical_spacing(Gap::None)
                .into()
        }
    };
    let from = came_from.map(|(unit, at)| origin(unit, at, shared, room));
    container(column![name].push(from).push(below)).center_y(Length::Fill).into()
}

/// The unit where somebody was before, and until when; a ticket of the desk was given at registration, but for an
/// emergency, which comes past it. Of who is through it is no matter.
fn came_from(row: &Row, shared: &Shared) -> Option<(UnitId, Instant)> {
    let given = || {
        let desk = shared.config.units.iter().find(|unit| shared.config.registers(unit.id));
        let there = row.source == Source::Desk && row.urgency == Urgency::Ordinary;
        desk.filter(|_| there).map(|desk| (desk.id, row.issued_at))
    };
    let from = row.came_from.map(|from| (from.unit, from.at)).or_else(given);
    from.filter(|_| row.state.is_open() || row.state == State::NoShow)
}

/// A long name of a unit ends in "…", its time never.
fn origin(unit: UnitId, at: Instant, shared: &Shared, room: f32) -> Element<'_, Message> {
    let unit = text::small(shared.config.unit(unit).map_or("", |unit| unit.name.as_str())).medium();
    let time = text::small(shared.time(at)).muted().line();
    let fits = unit.measured() + Gap::Xs.pixels() + time.measured() <= room;
    row![if fits { unit.line() } else { unit.cut() }, time].spacing(Gap::Xs).into()
}

fn time(row: &Row, shared: &Shared) -> Option<String> {
    // Until when says the state itself.
    (!row.is_held(shared.now)).then(|| calling::time(row, shared))
}

/// Where this seat works: rooms of every open unit that examines.
fn rooms(shared: &Shared) -> Element<'_, Message> {
    let words = &shared.words;
    let mut all = Column::new()
        .spacing(Gap::S)
        .padding(Gap::L)
        .push(text::large(words.text("exam-room-title")).bold())
        .push(text::small(words.text("exam-room-hint")).muted().width(Length::Fill));
    let counters = shared.config.services().flat_map(|unit| shared.config.counters_of(unit.id));
    let mut digits = Vec::new();
    for (at, counter) in counters.enumerate() {
        let mut button = button::secondary(counter.name.as_str()).width(Length::Fill);
        if let Some(digit) = u32::try_from(at + 1).ok().and_then(|at| char::from_digit(at, 10)) {
            button = button.key(digit.to_string());
            digits.push((Shortcut::letter(digit), Message::Room(counter.id)));
        }
        all = all.push(button.on_press(Message::Room(counter.id)));
    }
    let rooms = on_keys(panel::scroll("exam.rooms", all).height(Length::Fill));
    digits.into_iter().fold(rooms, |rooms, (key, message)| rooms.bind(key, message)).into()
}
