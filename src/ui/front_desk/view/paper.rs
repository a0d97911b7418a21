//! The form for what was served on paper.

use iced::keyboard::key::Named;
use iced::widget::{column, container, row, scrollable};
use iced::{Alignment, Length};

use super::super::paper::{End, Message as P, id};
use super::super::{FrontDesk, Message};
use crate::queue::Priority;
use crate::ui::Element;
use crate::ui::form;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Field;
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::{button, choice, field, panel, rows, text};

pub(super) fn panel<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let paper = &desk.paper;
    let who = desk.chosen.as_ref().and_then(|chosen| chosen.name());
    let who = who.map_or_else(|| words.text("paper-nobody").into_owned(), str::to_owned);
    let unit = paper.unit(shared).map(|unit| unit.id);
    let units = shared.config.services().map(|one| {
        choice::chip(one.name.as_str(), unit == Some(one.id))
            .tall()
            .on_press(Message::OnPaper(P::Unit(one.id)))
            .into()
    });
    let ends = End::ALL.map(|end| words.text(end.key()).into_owned());
    let at = End::ALL.iter().position(|end| *end == paper.end);
    let ends = choice::segments(id::END, ends, at, |at| Message::OnPaper(P::End(at)));
    let ends = on_keys(ends)
        .while_focused()
        .bind(Shortcut::key(Named::Enter), Message::OnPaper(P::Form(form::Event::Enter(id::END))));
    let none = [words.text("priority-none").into_owned()];
    let names = Priority::ALL.iter().map(|one| words.word("priority", one.as_str()).into_owned());
    let at = paper
        .priority
        .map_or(Some(0), |one| Priority::ALL.iter().position(|all| *all == one).map(|at| at + 1));
    let priorities = choice::segments(id::PRIORITY, none.into_iter().chain(names), at, |at| {
        Message::OnPaper(P::Priority(at))
    });
    let line = |fields: [Field<'a, form::Event>; 2]| fields.map(on);
    let since = paper.since.view(words);
    let since = if paper.end == End::NoShow { since.label(words.text("paper-no-show-at")) } else { since };
    // A time that this ending does not have is off, and stays in its place.
    let since = if paper.end == End::Open { since.off() } else { since };
    let until = paper.until.view(words);
    let until = if paper.end == End::Done { until } else { until.off() };
    let [number, day] = line([paper.number.view(words), paper.day.view(words)]);
    let [issued, called] = line([paper.issued.view(words), paper.called.view(words)]);
    let [since, until] = line([since, until]);
    let fields = column![
        row![number, day].spacing(Gap::L),
        labelled(words.text("desk-unit").into_owned(), rows::flow(units)),
        labelled(words.text("paper-end").into_owned(), ends.into()),
        row![issued, called, since, until].spacing(Gap::M),
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
    let buttons = row![
        button::primary(words.text("action-save"))
            .key("Ctrl+Enter")
            .id(id::SAVE)
            .on_press_maybe(paper.flight.free(Message::OnPaper(P::Save))),
        button::secondary(words.text("action-back")).key("Esc").on_press(Message::Back),
    ]
    .spacing(Gap::S);
    let inside = column![head, fields, paper.flight.note(words)].spacing(Gap::L).padding(Gap::L);
    panel::sheet(column![
        container(scrollable(inside)).height(Length::Fill),
        panel::divider(),
        container(buttons).padding(Gap::L)
    ])
    .width(Length::Fill)
    .into()
}

fn labelled(label: String, content: Element<'_, Message>) -> Element<'_, Message> {
    column![text::label(label), content].spacing(Gap::Xs).align_x(Alignment::Start).into()
}

fn on(field: Field<'_, form::Event>) -> Element<'_, Message> {
    Element::from(field).map(|event| Message::OnPaper(P::Form(event)))
}
