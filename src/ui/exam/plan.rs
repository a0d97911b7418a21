//! The plan of a visit: what is done, what follows, who pays, where to next; and the end.

use iced::widget::{Column, column, row};
use iced::{Alignment, Length};

use super::acts::{Target, next_units};
use super::after;
use super::page::{Message, Page, id};
use crate::clinic::Permission;
use crate::ui::Element;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::{area, button, choice, field, panel, rows, text};
use crate::visits::{Kind, Payer, Undiagnosed};

/// Plan, note, follow-up, referral, payer, the end.
pub fn view<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let mut all = Column::new().spacing(Gap::M).width(Length::Fill);
    if page.closing.asked {
        all = all.push(closing(page, shared));
    }
    let note = field::field(words.text("exam-note"), &page.note)
        .id(id::NOTE)
        .dense()
        .on_input(Message::Note)
        .on_submit(Message::Next(id::REFERRAL))
        .enter_to(Some(id::REFERRAL));
    let referral = field::field(words.text("note-referral"), &page.referral)
        .id(id::REFERRAL)
        .dense()
        .placeholder(words.text("exam-referral-hint"))
        .on_input(Message::Referral)
        .on_submit(Message::Refer);
    let write = button::secondary(words.text("exam-referral-write")).key("F8");
    let may_refer = (!page.referral.trim().is_empty()).then_some(Message::Refer);
    all = all
        .push(area::area(id::PLAN, words.text("exam-plan"), &page.plan, 3, Some(Message::Plan)))
        .push(note)
        .push(row![referral, write.on_press_maybe(may_refer)].spacing(Gap::M).align_y(Alignment::End));
    let loose = page.visit().notes.iter().filter(|note| !note.kind.is_single());
    all = all.extend(loose.filter_map(|note| after::note(page, note, shared)));
    if page.measuring.is_some() {
        let follow = page.follow.view(page.about(), words).map(Message::Follow);
        all = all.push(text::body(words.text("plan-title")).bold()).push(follow);
    }
    let payers = Payer::ALL.iter().map(|payer| words.word("payer", payer.as_str()));
    let payer = Payer::ALL.iter().position(|payer| *payer == page.visit().payer);
    all = all.push(
        column![
            text::label(words.text("exam-payer")),
            choice::segments(id::PAYER, payers, payer, Message::Payer)
        ]
        .spacing(Gap::Xs),
    );
    if shared.may(Permission::VoidCare) {
        all = all.push(after::void_block(page, Target::Visit, words));
    }
    all.into()
}

fn closing<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let here = page.visit().unit;
    let home = std::iter::once(words.text("exam-next-home"));
    let units = next_units(shared, here).map(|unit| std::borrow::Cow::Borrowed(unit.name.as_str()));
    let chosen = page.closing.next.and_then(|next| next_units(shared, here).position(|unit| unit.id == next));
    let chosen = chosen.map_or(0, |at| at + 1);
    let name = page.sheet.person.details.name.as_str();
    let close = button::primary(words.text("visit-close")).key("F12").on_press(Message::Close);
    let back = button::quiet(words.text("action-back")).key("Esc").on_press(Message::Back);
    let undiagnosed = (page.closing.undiagnosed == Undiagnosed::Known).then(|| match page.visit().kind {
        Kind::Sick if page.diagnoses.list.is_empty() => "exam-close-undiagnosed",
        Kind::Sick | Kind::Well => "exam-close-finding",
    });
    let unreferred = page.closing.unreferred.then_some("exam-close-unreferred");
    let asked = [undiagnosed, unreferred].into_iter().flatten().map(|key| words.text(key).into_owned());
    let away = page.closing.away.map(|(unit, since)| {
        let unit = shared.config.unit(unit).map(|unit| unit.name.as_str()).unwrap_or_default();
        let since = words.time(shared.zone().local(since).time());
        words.with("exam-close-away", &[("name", name), ("unit", unit), ("since", since.as_str())])
    });
    let asked = away.into_iter().chain(asked).map(|said| panel::note(panel::About::Warning, "", &said));
    let asked = Column::with_children(asked).spacing(Gap::S).width(Length::Fill);
    let ask = column![
        text::body(words.with("exam-close-ask", &[("name", name)])).bold(),
        asked,
        text::label(words.text("exam-next")),
        choice::segments(id::NEXT, home.chain(units), Some(chosen), Message::NextUnit),
        rows::flow(
            [close.into()]
                .into_iter()
                .chain(page.may_hand_over().map(|_| {
                    let over = button::secondary(words.text("exam-hand-over")).key("F5");
                    over.on_press(Message::HandOver).into()
                }))
                .chain([back.into()])
        ),
    ];
    panel::panel(ask.spacing(Gap::S)).width(Length::Fill).into()
}
