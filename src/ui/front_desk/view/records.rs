//! On the panel of whoever is at the counter: who is perhaps the same person, and which record was merged into theirs.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};

use super::super::{FrontDesk, Message, likeness, merge_id};
use crate::clinic::views::Patient;
use crate::clinic::{Permission, Refusal};
use crate::people::Similar;
use crate::ui::Element;
use crate::ui::front_desk::MergeMessage as Merge;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::shape::Shape;
use crate::ui::widget::{badge, button, text};

/// Somebody else is likely the same person.
pub(super) fn same<'a>(same: &'a Similar, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let why: Vec<_> = same.because.iter().map(|why| words.text(likeness(*why))).collect();
    let who = format!("{}, {} · {}", same.card.name, same.card.record_number, why.join(", "));
    let compare = button::quiet(words.text("merge-compare")).small().tight().icon(Icon::Users).key("Ctrl+G");
    let compare = compare.on_press(Message::Merge(Merge::Begin));
    let badge = Element::from(badge::badge(Shape::HalfDisc, words.text("merge-likely"), Tone::Waiting));
    let said = column![badge, text::small(who).muted().width(Length::Fill)].spacing(Gap::Xs);
    row![container(said).width(Length::Fill), compare].spacing(Gap::S).align_y(Alignment::Center).into()
}

/// The last record that was merged into this one, as long as that is recent; taken back where the door says that it can be.
pub(super) fn merged<'a>(
    desk: &'a FrontDesk,
    patient: &'a Patient,
    shared: &'a Shared,
) -> Option<Element<'a, Message>> {
    let words = &shared.words;
    let today = shared.date();
    let merge = patient.opened.merges.iter().find(|merge| today <= merge.until)?;
    let (record, on) = (merge.record_number.clone(), words.date(merge.on));
    let said = match &merge.refused {
        None => {
            let until = words.date(merge.until);
            words.with("merge-was", &[("record", record), ("on", on), ("until", until)])
        }
        Some(why) => {
            let why = Refusal::from(why.clone()).explain(words);
            words.with("merge-was-only", &[("record", record), ("on", on), ("why", why)])
        }
    };
    let said = text::small(said).tone(Tone::Muted).width(Length::Fill);
    if !shared.may(Permission::CorrectPeople) || merge.refused.is_some() {
        return Some(said.into());
    }
    let undo =
        button::quiet(words.text("action-undo")).small().tight().icon(Icon::History).id(merge_id::UNDO);
    let undo = undo.on_press_maybe(desk.unmerging.free(Message::Merge(Merge::Undo(merge.id))));
    Some(row![container(said).width(Length::Fill), undo].spacing(Gap::S).align_y(Alignment::Center).into())
}
