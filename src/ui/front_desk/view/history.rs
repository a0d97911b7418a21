//! Earlier visits of the chosen person, for those who may read care.

use iced::Length;
use iced::widget::{column, container, scrollable};

use super::super::{FrontDesk, Message};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::{button, panel, rows, text};
use crate::visits::VisitLine;

/// The panel; no more rows than were asked for.
pub(super) fn panel<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let name = desk.chosen.as_ref().and_then(|chosen| chosen.name()).unwrap_or_default();
    let back = button::quiet(words.text("action-back")).small().key("Esc").on_press(Message::Back);
    let head =
        iced::widget::row![text::large(words.with("desk-history-of", &[("name", name)])).bold().cut(), back]
            .align_y(iced::Alignment::Center);
    let lines = desk.chosen.as_ref().and_then(|chosen| chosen.history.as_deref());
    let body: Element<'a, Message> = match lines {
        None => container(text::body(words.text("word-loading")).muted()).padding(Gap::L).into(),
        Some([]) => panel::empty(Icon::Clock, words.text("desk-history-none"), "", None),
        Some(lines) => scrollable(rows::list(lines.iter().map(|line| visit(line, shared)))).into(),
    };
    panel::sheet(column![container(head).padding(Gap::around(Gap::S, Gap::L)), panel::divider(), body])
        .width(Length::Fill)
        .into()
}

fn visit<'a>(line: &'a VisitLine, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let unit = shared.config.unit(line.unit).map(|unit| unit.name.as_str()).unwrap_or_default();
    let cells = [
        rows::cell(88, text::body(words.date(line.service_day.0)).line()),
        text::body(unit).medium().cut().into(),
        rows::cell(72, text::body(words.word("payer", line.payer.as_str())).line()),
        rows::cell(80, text::body(words.word("visit-state", line.state.as_str())).muted().line()),
    ];
    rows::row_press(rows::height::NORMAL, false, cells).on_press(Message::OpenVisit(line.id)).into()
}
