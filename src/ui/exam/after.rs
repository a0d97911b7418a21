//! A visit that is over: what stands in it, what was voided, additions; each mistake is voided with its reason.

use iced::widget::{Column, Space, row};
use iced::{Alignment, Length};
use std::borrow::Cow;

use super::acts::Target;
use super::amend;
use super::form;
use super::page::{Message, Page, id};
use crate::clinic::Permission;
use crate::terms::{AccountId, Instant, Stamp};
use crate::ui::Element;
use crate::ui::screening::said;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note as Below;
use crate::ui::widget::{button, field, panel, rows, text};
use crate::visits::{Entry, EntryState, Note, NoteKind, State};
use crate::words::Words;

/// Width of the names of entries.
const NAME: f32 = 132.0;

/// Everything in it.
pub fn view<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let visit = page.visit();
    let mut all = Column::new().spacing(Gap::M).width(Length::Fill);
    if let EntryState::Voided { reason, by, .. } = &visit.voided {
        all = all.push(panel::note(panel::About::Warning, "", &voided_by(page, shared, *by, reason)));
    }
    all = all.push(text::small(who_wrote(page, shared)).muted());
    let mut lines: Vec<Element<'a, Message>> = Vec::new();
    for vital in &visit.vitals {
        let said = said::taken(words, vital.sign, vital.value);
        let name = words.text(&vital.sign.name_key());
        let line = Line { name, said, more: confirmed(vital.confirmed.as_deref(), words) };
        lines.extend(entry(page, shared, line, &vital.state, Entry::Vital(vital.id)));
    }
    for diagnosis in &visit.diagnoses {
        let what = &diagnosis.what;
        let case = words.word("case", what.case_kind.as_str());
        let said = format!("{} {} · {case}", what.code, what.name);
        let line = Line { name: words.text("exam-diagnosis"), said, more: None };
        lines.extend(entry(page, shared, line, &diagnosis.state, Entry::Diagnosis(diagnosis.id)));
    }
    for one in &visit.notes {
        let line = line_of(page, shared, one);
        lines.extend(entry(page, shared, line, &one.state, Entry::Note(one.id)));
    }
    for one in page.sheet.growth.measurements.iter().filter(|one| one.visit == Some(visit.id)) {
        let mut parts = Vec::new();
        parts.extend(one.measures.weight.map(|it| format!("{} kg", words.kilograms(it))));
        parts.extend(one.measures.length.map(|it| format!("{} cm", words.centimetres(it))));
        for (measured, short) in [(one.measures.head, "screening-head"), (one.measures.arm, "screening-arm")]
        {
            let said = |it| format!("{} {} cm", words.text(short), words.centimetres(it));
            parts.extend(measured.map(said));
        }
        parts.extend(one.scores.iter().filter_map(|score| {
            let short = said::index_short(words, score.index, one.age_days);
            score.z.map(|z| format!("{short} {}", said::z(words, Some(z))))
        }));
        let reasons: Vec<_> = one.confirmed.iter().map(|one| one.reason.as_str()).collect();
        let reasons = (!reasons.is_empty()).then(|| reasons.join(" · "));
        let more = confirmed(reasons.as_deref(), words);
        parts.extend(one.measures.oedema.then(|| words.text("screening-oedema").into_owned()));
        let line = Line { name: words.text("screening-measurement"), said: parts.join(" · "), more };
        let voided = one.voided.as_ref().map(|voided| (voided.by, voided.reason.as_str()));
        lines.push(draw(page, shared, line, voided, Target::Measurement(one.id)));
    }
    if lines.is_empty() {
        lines.push(text::body(words.text("exam-nothing-written")).muted().into());
    }
    all = all.push(rows::list(lines));
    if visit.state == State::Closed {
        // What was found stays to be seen, with what is being added.
        all = all.push(form::found(page, words)).push(amend::view(page, shared));
    }
    if visit.state != State::Voided && shared.may(Permission::VoidCare) {
        all = all.push(void_block(page, Target::Visit, words));
    }
    all.into()
}

/// A written note with its way to be voided, or why it was; nothing of one that a later took the place of.
pub fn note<'a>(page: &'a Page, note: &'a Note, shared: &'a Shared) -> Option<Element<'a, Message>> {
    entry(page, shared, line_of(page, shared, note), &note.state, Entry::Note(note.id))
}

/// What stands in one line.
struct Line<'a> {
    name: Cow<'a, str>,
    said: String,
    more: Option<String>,
}

fn line_of<'a>(page: &'a Page, shared: &'a Shared, note: &'a Note) -> Line<'a> {
    let words = &shared.words;
    // An addition says by itself who made it; the rest was written while the visit was open.
    let more = (note.kind == NoteKind::Amendment).then(|| {
        let (name, time) = (author(page, words, note.stamp.by), at(shared, note.stamp.at));
        words.with("visit-amended", &[("name", name), ("time", time.into())])
    });
    Line { name: words.word("note", note.kind.as_str()), said: note.text.clone(), more }
}

fn confirmed(reason: Option<&str>, words: &Words) -> Option<String> {
    reason.map(|reason| words.with("exam-confirmed", &[("reason", reason)]))
}

/// Who wrote the visit, who closed it and when.
fn who_wrote(page: &Page, shared: &Shared) -> String {
    let (words, visit) = (&shared.words, page.visit());
    let said = |key, stamp: &Stamp| {
        let (name, time) = (author(page, words, stamp.by), at(shared, stamp.at));
        words.with(key, &[("name", name), ("time", time.into())])
    };
    let opened = said("exam-written-by", &visit.opened);
    match &visit.closed {
        Some(closed) => format!("{opened} · {}", said("visit-close-by", closed)),
        None => opened,
    }
}

fn author<'a>(page: &'a Page, words: &'a Words, by: Option<AccountId>) -> Cow<'a, str> {
    said::author(&page.sheet.authors, by, words)
}

fn at(shared: &Shared, instant: Instant) -> String {
    let local = shared.zone().local(instant);
    let time = shared.words.time(local.time());
    if local.date() == shared.date() { time } else { format!("{} {time}", shared.words.date(local.date())) }
}

fn voided_by(page: &Page, shared: &Shared, by: Option<AccountId>, reason: &str) -> String {
    let name = author(page, &shared.words, by);
    shared.words.with("visit-voided-by", &[("name", name), ("reason", reason.into())])
}

/// An entry that counts or was voided; what was replaced is history and not shown here.
fn entry<'a>(
    page: &'a Page,
    shared: &'a Shared,
    line: Line<'a>,
    state: &'a EntryState,
    which: Entry,
) -> Option<Element<'a, Message>> {
    let voided = match state {
        EntryState::Current => None,
        EntryState::Replaced { .. } => return None,
        EntryState::Voided { reason, by, .. } => Some((*by, reason.as_str())),
    };
    Some(draw(page, shared, line, voided, Target::Entry(which)))
}

fn draw<'a>(
    page: &'a Page,
    shared: &'a Shared,
    line: Line<'a>,
    voided: Option<(Option<AccountId>, &str)>,
    target: Target,
) -> Element<'a, Message> {
    let words = &shared.words;
    let name = rows::cell(NAME, text::body(line.name).muted().cut());
    let mut said = text::body(line.said).width(Length::Fill);
    if page.visit().state == State::Voided || voided.is_some() {
        said = said.muted();
    }
    let below = |text| row![Space::new().width(NAME), text].spacing(Gap::M);
    let more = line.more.map(|more| below(text::small(more).muted().width(Length::Fill)));
    let Some((by, reason)) = voided else {
        let may = shared.may(Permission::VoidCare) && page.visit().state != State::Voided;
        let act: Element<'a, Message> = if may {
            let button = button::quiet(words.text("action-void")).small().tight();
            button.on_press(Message::Void(target)).into()
        } else {
            Space::new().into()
        };
        let first = row![name, said, act].spacing(Gap::M).align_y(Alignment::Center).padding([4, 0]);
        return Column::new().push(first).push(more).push(asking(page, target, words)).into();
    };
    let why = text::small(voided_by(page, shared, by, reason)).muted().width(Length::Fill);
    let first = row![name, said].spacing(Gap::M);
    Column::new().push(first).push(more).push(below(why)).padding([4, 0]).into()
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
        .note_maybe(voiding.flight.problem().map(|problem| Below::refuse(problem.explain(words))));
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
