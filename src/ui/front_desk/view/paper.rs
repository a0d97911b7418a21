//! The form for what was served on paper.

use iced::keyboard::key::Named;
use iced::widget::{Space, column, container, row, scrollable};
use iced::{Alignment, Length};

use super::super::paper::{End, Message as P, Text, id};
use super::super::ticket::services;
use super::super::{FrontDesk, Message};
use crate::queue::Priority;
use crate::ui::Element;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note;
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, choice, field, panel, rows, text};

/// The form.
pub(super) fn panel<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let paper = &desk.paper;
    let who = desk.chosen.as_ref().and_then(|chosen| chosen.name());
    let who = who.map_or_else(|| words.text("paper-nobody").into_owned(), str::to_owned);
    let unit = paper.unit(shared).map(|unit| unit.id);
    let units = services(shared).map(|one| {
        choice::chip(one.name.as_str(), unit == Some(one.id))
            .tall()
            .on_press(Message::OnPaper(P::Unit(one.id)))
            .into()
    });
    let ends = End::ALL.map(|end| words.text(end.key()).into_owned());
    let at = End::ALL.iter().position(|end| *end == paper.end);
    let ends = choice::segments(id::END, ends, at, |at| Message::OnPaper(P::End(at)));
    let ends = on_keys(ends).while_focused().bind(Shortcut::key(Named::Enter), after(id::END));
    let none = [words.text("priority-none").into_owned()];
    let names = Priority::ALL.iter().map(|one| words.word("priority", one.as_str()).into_owned());
    let at = paper
        .priority
        .map_or(Some(0), |one| Priority::ALL.iter().position(|all| *all == one).map(|at| at + 1));
    let priorities = choice::segments(id::PRIORITY, none.into_iter().chain(names), at, |at| {
        Message::OnPaper(P::Priority(at))
    });
    let since = if paper.end == End::NoShow { "paper-no-show-at" } else { "paper-since" };
    let fields = column![
        row![
            typed(desk, Text::Number, id::NUMBER, "paper-number", &paper.number, shared),
            typed(desk, Text::Day, id::DAY, "paper-day", &paper.day, shared),
        ]
        .spacing(Gap::L),
        labelled(words.text("desk-unit").into_owned(), rows::flow(units)),
        labelled(words.text("paper-end").into_owned(), ends.into()),
        row![
            typed(desk, Text::Issued, id::ISSUED, "paper-issued", &paper.issued, shared),
            typed(desk, Text::Called, id::CALLED, "paper-called", &paper.called, shared),
            typed(desk, Text::Since, id::SINCE, since, &paper.since, shared),
            typed(desk, Text::Until, id::UNTIL, "paper-until", &paper.until, shared),
        ]
        .spacing(Gap::M),
        labelled(words.text("desk-priority").into_owned(), priorities),
        choice::check(
            id::EMERGENCY,
            words.text("priority-emergency"),
            paper.emergency,
            Some(Message::OnPaper(P::Emergency)),
        ),
    ]
    .spacing(Gap::L);
    let head = column![
        text::title(words.text("desk-late-entry")),
        text::body(words.text("desk-late-entry-hint")).muted(),
        field::value(words.text("paper-person"), field::value_text(who)),
    ]
    .spacing(Gap::S);
    let refusal: Element<'a, Message> = match &paper.refusal {
        Some(refusal) => panel::note(About::Error, "", &refusal.explain(words)),
        None => Space::new().into(),
    };
    let buttons = row![
        button::primary(words.text("action-save"))
            .key("Ctrl+Enter")
            .id(id::SAVE)
            .on_press(Message::OnPaper(P::Save)),
        button::secondary(words.text("action-back")).key("Esc").on_press(Message::Back),
    ]
    .spacing(Gap::S);
    let inside = column![head, fields, refusal].spacing(Gap::L).padding(Gap::L);
    panel::sheet(column![
        container(scrollable(inside)).height(Length::Fill),
        panel::divider(),
        container(buttons).padding(Gap::L)
    ])
    .width(Length::Fill)
    .into()
}

fn after(id: &'static str) -> Message {
    Message::OnPaper(P::After(id))
}

fn labelled(label: String, content: Element<'_, Message>) -> Element<'_, Message> {
    column![text::label(label), content].spacing(Gap::Xs).align_x(Alignment::Start).into()
}

fn typed<'a>(
    desk: &'a FrontDesk,
    which: Text,
    id: &'static str,
    label: &str,
    value: &'a str,
    shared: &'a Shared,
) -> Element<'a, Message> {
    let words = &shared.words;
    let paper = &desk.paper;
    let unread = paper.read(shared).err().filter(|unread| paper.tried && unread.id == id);
    let face = field::field(words.text(label).into_owned(), value)
        .id(id)
        .on_submit(after(id))
        .note_maybe(unread.map(|unread| Note::refuse(words.text(unread.key))));
    // A time that this ending does not have is off, and stays in its place.
    if paper.wants(which) {
        face.on_input(move |text| Message::OnPaper(P::Typed(which, text))).into()
    } else {
        face.into()
    }
}
