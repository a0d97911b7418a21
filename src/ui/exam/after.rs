//! A visit that is over: what stands in it, what was voided, additions; each mistake is voided with its reason.

use iced::widget::{Column, Space, column, row};
use iced::{Alignment, Length};

use super::acts::Target;
use super::page::{Message, Page, id};
use crate::clinic::Permission;
use crate::ui::Element;
use crate::ui::screening::said;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note as Below;
use crate::ui::widget::{area, badge, button, field, panel, rows, text};
use crate::visits::{Entry, EntryState, Note, State};
use crate::words::Words;

/// Width of the names of entries.
const NAME: f32 = 132.0;

/// Everything in it.
pub fn view<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let visit = page.visit();
    let mut all = Column::new().spacing(Gap::M).width(Length::Fill);
    if let EntryState::Voided { reason, .. } = &visit.voided {
        let lead = format!("{}.", words.text("visit-state-voided"));
        all = all.push(panel::note(panel::About::Warning, &lead, reason));
    }
    let mut lines: Vec<Element<'a, Message>> = Vec::new();
    for vital in &visit.vitals {
        let value = said::sign_value(words, vital.sign, vital.value);
        let said = format!("{value} {}", words.text(vital.sign.unit_key()));
        let name = words.text(&vital.sign.name_key());
        lines.extend(entry(page, shared, name, said, &vital.state, Entry::Vital(vital.id)));
    }
    for diagnosis in &visit.diagnoses {
        let what = &diagnosis.what;
        let case = words.word("case", what.case_kind.as_str());
        let said = format!("{} {} · {case}", what.code, what.name);
        let rank = words.text("exam-diagnosis");
        lines.extend(entry(page, shared, rank, said, &diagnosis.state, Entry::Diagnosis(diagnosis.id)));
    }
    for one in &visit.notes {
        let kind = words.word("note", one.kind.as_str());
        lines.extend(entry(page, shared, kind, one.text.clone(), &one.state, Entry::Note(one.id)));
    }
    for one in page.sheet.growth.measurements.iter().filter(|one| one.visit == Some(visit.id)) {
        let mut parts = Vec::new();
        parts.extend(one.measures.weight.map(|it| format!("{} kg", words.kilograms(it))));
        parts.extend(one.measures.length.map(|it| format!("{} cm", words.centimetres(it))));
        parts.extend(one.scores.iter().filter_map(|score| {
            let short = said::index_short(words, score.index, one.age_days);
            score.z.map(|z| format!("{short} {}", said::z(words, Some(z))))
        }));
        let name = words.text("screening-measurement");
        let target = Target::Measurement(one.id);
        let reason = one.voided.as_ref().map(|voided| voided.reason.as_str());
        lines.push(line(page, shared, name, parts.join(" · "), reason, target));
    }
    if lines.is_empty() {
        lines.push(text::body(words.text("exam-nothing-written")).muted().into());
    }
    all = all.push(rows::list(lines));
    if visit.state == State::Closed {
        let amend = button::primary(words.text("visit-amend")).key("Ctrl+Enter");
        let text = page.amendment.text();
        let may = (!text.trim().is_empty()).then_some(Message::Save);
        let label = words.text("note-amendment");
        all = all
            .push(area::area(id::AMEND, label, &page.amendment, 3, Some(Message::Amend)))
            .push(amend.on_press_maybe(may));
    }
    if visit.state != State::Voided && shared.may(Permission::VoidCare) {
        all = all.push(void_block(page, Target::Visit, words));
    }
    all.into()
}

/// A written note with its way to be voided.
pub fn note<'a>(page: &'a Page, note: &'a Note, shared: &'a Shared) -> Element<'a, Message> {
    let kind = shared.words.word("note", note.kind.as_str());
    line(page, shared, kind, note.text.clone(), None, Target::Entry(Entry::Note(note.id)))
}

/// An entry that counts or was voided; what was replaced is history and not shown here.
fn entry<'a>(
    page: &'a Page,
    shared: &'a Shared,
    name: impl Into<std::borrow::Cow<'a, str>>,
    said: String,
    state: &'a EntryState,
    which: Entry,
) -> Option<Element<'a, Message>> {
    let reason = match state {
        EntryState::Current => None,
        EntryState::Replaced { .. } => return None,
        EntryState::Voided { reason, .. } => Some(reason.as_str()),
    };
    Some(line(page, shared, name, said, reason, Target::Entry(which)))
}

fn line<'a>(
    page: &'a Page,
    shared: &'a Shared,
    name: impl Into<std::borrow::Cow<'a, str>>,
    said: String,
    voided: Option<&'a str>,
    target: Target,
) -> Element<'a, Message> {
    let words = &shared.words;
    let name = rows::cell(NAME, text::body(name).muted().cut());
    let mut said = text::body(said).width(Length::Fill);
    if page.visit().state == State::Voided {
        said = said.muted();
    }
    let Some(reason) = voided else {
        let may = shared.may(Permission::VoidCare) && page.visit().state != State::Voided;
        let act: Element<'a, Message> = if may {
            let button = button::quiet(words.text("action-void")).small().tight();
            button.on_press(Message::Void(target)).into()
        } else {
            Space::new().into()
        };
        let line = row![name, said, act].spacing(Gap::M).align_y(Alignment::Center).padding([4, 0]);
        return column![line, asking(page, target, words)].into();
    };
    let mark = badge::closed(words.text("word-voided")).plain();
    let why = text::small(reason).muted().width(Length::Fill);
    let below = row![Space::new().width(NAME), mark, why].spacing(Gap::M);
    column![row![name, said.muted()].spacing(Gap::M), below].padding([4, 0]).into()
}

/// The button that voids, and beneath it the question why once it was pressed.
pub fn void_block<'a>(page: &'a Page, target: Target, words: &'a Words) -> Element<'a, Message> {
    if page.voiding.as_ref().is_some_and(|voiding| voiding.target == target) {
        return asking(page, target, words);
    }
    button::quiet(words.text("visit-void")).on_press(Message::Void(target)).into()
}

fn asking<'a>(page: &'a Page, target: Target, words: &'a Words) -> Element<'a, Message> {
    let Some(voiding) = page.voiding.as_ref().filter(|voiding| voiding.target == target) else {
        return Space::new().into();
    };
    let reason = field::field(words.text("visit-void-reason"), &voiding.reason)
        .id(id::VOID)
        .dense()
        .on_input(Message::VoidReason)
        .on_submit(Message::VoidNow)
        .note_maybe(voiding.trouble.as_deref().map(Below::refuse));
    let key = if target == Target::Visit { "visit-void" } else { "action-void" };
    row![
        reason,
        button::danger(words.text(key)).on_press(Message::VoidNow),
        button::quiet(words.text("action-back")).key("Esc").on_press(Message::Back),
    ]
    .spacing(Gap::S)
    .align_y(Alignment::End)
    .into()
}
