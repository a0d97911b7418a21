//! Beside the visit: the child's growth, or of everybody else the earlier visits.

use iced::widget::{Column, column, responsive};
use iced::{Alignment, Length};

use super::page::{Message, Page};
use crate::terms::VisitId;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::screening::growth;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Theme};
use crate::ui::widget::{badge, panel, rows, text};
use crate::visits::State;

/// The right column. What screening advises stands first and whole, however low the window: the chart takes what is left.
pub fn view<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    if page.measuring.is_none() {
        return history(page, shared);
    }
    let below = responsive(move |room| below(page, shared, room.height));
    said(page, shared).push(below).height(Length::Fill).into()
}

/// The same as a part of the page, where the window is narrow: it scrolls with the page.
pub fn in_page<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    if page.measuring.is_none() {
        return history(page, shared);
    }
    let table = page.growth.table(&shared.words, growth::FEW);
    said(page, shared).push(page.growth.chart(f32::INFINITY)).push(table).into()
}

fn said<'a>(page: &'a Page, shared: &'a Shared) -> Column<'a, Message, Theme> {
    let chips = page.growth.chips(&shared.words).map(Message::Growth);
    let sentence = page.growth.finding().map(|_| page.growth.sentence());
    Column::new().push(chips).push(sentence).spacing(Gap::M).width(Length::Fill)
}

/// The chart as high as there is room, and the table.
fn below<'a>(page: &'a Page, shared: &'a Shared, room: f32) -> Element<'a, Message> {
    let room = room - page.growth.table_height(growth::FEW) - Gap::M.pixels();
    let parts = column![page.growth.chart(room), page.growth.table(&shared.words, growth::FEW)];
    let parts = parts.spacing(Gap::M).width(Length::Fill);
    if page.growth.has_room(room) {
        return parts.into();
    }
    panel::scroll("exam.side", parts).height(Length::Fill).into()
}

fn history<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let title = text::large(words.text("exam-history")).bold();
    if page.sheet.history.is_empty() {
        let none = words.text("exam-history-none");
        let hint = words.text("exam-history-none-hint");
        return column![title, panel::empty(Icon::History, none, hint, None)].spacing(Gap::M).into();
    }
    let list = panel::sheet(lines(page, shared)).width(Length::Fill);
    column![title, panel::scroll("exam.history", Column::new().push(list)).height(Length::Fill)]
        .spacing(Gap::M)
        .into()
}

/// Of which visit another one is a part, by the unit where that is written.
pub fn part_of(whole: VisitId, page: &Page, shared: &Shared) -> String {
    let open = page.visit();
    let line = page.sheet.history.iter().find(|line| line.id == whole).map(|line| line.unit);
    let unit = line.or((open.id == whole).then_some(open.unit)).and_then(|unit| shared.config.unit(unit));
    match unit {
        Some(unit) => shared.words.with("exam-part-of", &[("unit", unit.name.as_str())]),
        None => shared.words.text("exam-part-of-another").into_owned(),
    }
}

/// Earlier visits, newest first.
pub fn lines<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let lines = page.sheet.history.iter().map(|line| {
        let unit = shared.config.unit(line.unit).map_or("", |unit| unit.name.as_str());
        let names: Vec<String> = line.diagnoses.iter().map(|(code, name)| format!("{code} {name}")).collect();
        let below = match line.within {
            _ if !names.is_empty() => names.join(", "),
            Some(whole) => part_of(whole, page, shared),
            None => words.text("exam-diagnosis-none").into_owned(),
        };
        let state: Element<'a, Message> = match line.state {
            State::Open => badge::serving(words.text("visit-open")).plain().into(),
            State::Closed => iced::widget::Space::new().into(),
            State::Voided => badge::closed(words.text("visit-state-voided")).plain().into(),
        };
        let above = iced::widget::row![text::body(unit).medium().cut(), state].align_y(Alignment::Center);
        let cells = [
            rows::cell(88, text::body(words.date(line.service_day.0)).line()),
            Column::new().push(above).push(text::small(below).muted().cut()).width(Length::Fill).into(),
        ];
        rows::row_press(rows::height::TALL, false, cells).on_press(Message::Open(line.id)).into()
    });
    rows::list(lines).into()
}
