//! What can be done with the chosen row of the queue. It stands below the list and covers nothing.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};

use super::super::queue::{Doing, Message as Q};
use super::super::{FrontDesk, Message, Mode, id};
use super::patient::{opens, short};
use super::{Room, queue};
use crate::clinic::Permission;
use crate::queue::Row;
use crate::queue::rules::{Onward, Step, can};
use crate::setup::Standing;
use crate::ui::Element;
use crate::ui::calling::Act;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind};
use crate::ui::widget::field::Height;
use crate::ui::widget::{button, choice, field, panel, rows, text};

pub(super) fn strip<'a>(
    desk: &'a FrontDesk,
    chosen: &'a Row,
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Message> {
    let words = &shared.words;
    let who = desk.queue.name(chosen).map(str::to_owned);
    let who = who.unwrap_or_else(|| words.text("desk-queue-unregistered").into_owned());
    // In the lowest window the called one stands in no row and no block: all that is known of the turn is here.
    let (who, priority) = if room.very_low {
        (format!("{} · {who}", queue::unit_name(chosen, shared)), queue::priority(chosen, shared))
    } else {
        (who, None)
    };
    let close = button::icon(Kind::Quiet, Icon::X).small().on_press(Message::Back);
    let head = row![text::large(shared.ticket(chosen.number.as_ref())).bold().line(), text::body(who).cut()]
        .push(priority)
        .push(close)
        .spacing(Gap::M)
        .align_y(Alignment::Center);
    let body = match &desk.queue.doing {
        Doing::Nothing => acts(desk, chosen, shared),
        Doing::Moving => units(chosen, shared),
        Doing::Cancelling(reason) => cancel(reason, shared),
        Doing::Marking => marks(chosen, shared),
    };
    let inside = column![head, body].spacing(Gap::S);
    panel::plain(inside).padding(Gap::around(Gap::S, Gap::L)).width(Length::Fill).into()
}

fn acts<'a>(desk: &'a FrontDesk, chosen: &'a Row, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let mut all: Vec<Element<'a, Message>> = Vec::new();
    if let Some((step, _)) = desk.step(shared) {
        all.push(step_button(desk, step, chosen, shared));
    }
    if desk.can_call_chosen(shared).is_some() {
        let call = button::secondary(words.text("action-call")).small();
        // On a page with a button of its own the key is that one's.
        let call =
            if matches!(desk.mode, Mode::Desk | Mode::History) { call.key("Ctrl+Enter") } else { call };
        all.push(call.on_press(Message::Queue(Q::CallChosen)).into());
    }
    let name = desk.chosen.as_ref().and_then(|chosen| chosen.name()).map(short).unwrap_or_default();
    if desk.to_link(chosen).is_some() && shared.may(Permission::GiveTickets) {
        all.push(link(desk, chosen, ("desk-link-person", &name), shared));
    }
    if desk.to_relink(chosen, shared).is_some() {
        all.push(link(desk, chosen, ("desk-relink-person", &name), shared));
    }
    if let Some(act) = desk.can_hold(shared) {
        let key = if act == Act::Return { "action-return" } else { "action-hold" };
        let hold = button::secondary(words.text(key)).small().key("Ctrl+T").id(id::HOLD);
        all.push(hold.on_press(Message::Queue(Q::Hold)).into());
    }
    if can(chosen.state, Step::Move) && shared.may(Permission::CallPeople) {
        let go = button::secondary(words.text("desk-move-unit")).small().id(id::MOVE);
        all.push(go.on_press(Message::Queue(Q::Moving)).into());
    }
    if FrontDesk::can_mark(chosen, shared) {
        let mark = button::secondary(words.text("desk-priority")).small().id(id::MARKING);
        all.push(mark.on_press(Message::Queue(Q::Marking)).into());
    }
    if FrontDesk::can_cancel(chosen, shared) {
        let cancel = button::danger(words.text("desk-cancel-ticket")).small().id(id::CANCEL);
        all.push(cancel.on_press(Message::Queue(Q::Cancelling)).into());
    }
    if all.is_empty() {
        return text::body(words.text("desk-row-nothing")).muted().into();
    }
    rows::flow(all)
}

/// The ticket becomes the chosen person's; off, with the number, where they have one already.
fn link<'a>(
    desk: &'a FrontDesk,
    row: &'a Row,
    (key, name): (&str, &str),
    shared: &'a Shared,
) -> Element<'a, Message> {
    let words = &shared.words;
    let held = desk.held_instead(row, shared).map(|held| shared.ticket(held.number.as_ref()));
    let label = match &held {
        Some(held) => words.with("desk-has-ticket", &[("name", name), ("ticket", held.as_str())]),
        None => words.with(key, &[("name", name)]),
    };
    let link = button::secondary(label).small().icon(Icon::Link);
    link.on_press_maybe(held.is_none().then_some(Message::Queue(Q::Link))).into()
}

/// F8 in words: where the person goes on, and whom the ticket becomes.
fn step_button<'a>(
    desk: &'a FrontDesk,
    step: Onward,
    chosen: &'a Row,
    shared: &'a Shared,
) -> Element<'a, Message> {
    let words = &shared.words;
    let wanted = desk.on_f8(shared);
    let label = match step {
        _ if matches!(wanted, Some(Message::Open)) => opens(desk, shared),
        Onward::Restore => words.text("desk-restore").into_owned(),
        Onward::Serve => words.text("desk-serve").into_owned(),
        Onward::Admit(next) => {
            let unit = shared.config.unit(next).map(|unit| unit.name.as_str()).unwrap_or_default();
            let named = desk.to_link(chosen).and_then(|_| desk.chosen.as_ref()?.name());
            match named {
                _ if let Some(held) = desk.in_the_way(chosen, next, shared) => {
                    let name = named.or_else(|| desk.queue.name(chosen)).map(short).unwrap_or_default();
                    words.with(
                        "desk-has-ticket",
                        &[("name", name), ("ticket", shared.ticket(held.number.as_ref()))],
                    )
                }
                Some(name) => {
                    let name = short(name);
                    words.with("desk-admit-as", &[("unit", unit), ("name", name.as_str())])
                }
                None => words.with("desk-admit", &[("unit", unit)]),
            }
        }
    };
    let face = button::primary(label).small().key("F8").id(id::STEP);
    face.on_press_maybe(wanted).into()
}

fn units<'a>(chosen: &'a Row, shared: &'a Shared) -> Element<'a, Message> {
    let open =
        shared.config.units.iter().filter(|unit| unit.standing == Standing::Open && unit.id != chosen.unit);
    let chips = open.map(|unit| {
        choice::chip(unit.name.as_str(), false).on_press(Message::Queue(Q::Move(unit.id))).into()
    });
    column![text::label(shared.words.text("desk-move-unit")), rows::flow(chips)].spacing(Gap::Xs).into()
}

fn cancel<'a>(reason: &'a str, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let ready = !reason.trim().is_empty();
    let confirm = ready.then_some(Message::Queue(Q::Cancel));
    let mut why = field::bare(reason)
        .id(id::REASON)
        .height(Height::Bar)
        .placeholder(words.text("desk-cancel-reason"))
        .on_input(|text| Message::Queue(Q::ReasonTyped(text)));
    if let Some(confirm) = confirm.clone() {
        why = why.on_submit(confirm);
    }
    let button =
        button::danger(words.text("desk-cancel-ticket")).small().key("Enter").on_press_maybe(confirm);
    row![container(Element::from(why)).width(Length::Fill), button]
        .spacing(Gap::S)
        .align_y(Alignment::Center)
        .into()
}

fn marks<'a>(chosen: &'a Row, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let at = FrontDesk::mark_of(chosen);
    let chips = super::super::queue::marks().into_iter().enumerate().map(|(place, (priority, urgency))| {
        let word = match (priority, urgency) {
            (_, crate::queue::Urgency::Emergency) => words.text("priority-emergency"),
            (Some(priority), _) => words.word("priority", priority.as_str()),
            (None, _) => words.text("priority-none"),
        };
        let chip = choice::chip(word, at == Some(place)).on_press(Message::Queue(Q::SetPriority(place)));
        if place == 0 { chip.id(id::MARK).into() } else { chip.into() }
    });
    rows::flow(chips)
}
