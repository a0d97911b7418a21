//! The parts of the page that are filled in: complaint, vital signs, measuring; findings and diagnoses.

use iced::Length;
use iced::widget::{Column, Row, column};

use super::page::{Message, Page, id};
use super::{diagnosis, side, vitals};
use crate::reference::clinical::{Source, Urgency};
use crate::ui::Element;
use crate::ui::screening::{measuring_view, said};
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::{area, field, panel, text};
use crate::visits::vitals::Told;
use crate::words::Words;

/// Vital signs beside each other.
const ACROSS: usize = 4;

pub fn examine<'a>(page: &'a Page, words: &'a Words) -> Element<'a, Message> {
    let first = page.vitals.fields().first().map_or(id::COMPLAINT, |field| vitals::id_of(field.sign));
    let complaint = field::bare(&page.complaint)
        .id(id::COMPLAINT)
        .dense()
        .placeholder(words.text("exam-complaint"))
        .on_input(Message::Complaint)
        .on_submit(Message::Next(first))
        .enter_to(Some(first));
    let mut all = column![
        text::body(words.text("exam-complaint-vitals")).bold(),
        complaint,
        signs(page, words),
        reasons(page, words),
        found(page, words),
    ]
    .spacing(Gap::S)
    .width(Length::Fill);
    if let Some(form) = &page.measuring {
        let form = measuring_view::view(form, words);
        all = all.push(form.map(Message::Measure));
    }
    all.into()
}

pub fn signs<'a>(page: &'a Page, words: &'a Words) -> Element<'a, Message> {
    let fields = page.vitals_shown().fields();
    let last = fields.last().map(|field| field.sign);
    let mut all = Column::new().spacing(Gap::S);
    for part in fields.chunks(ACROSS) {
        let mut row = Row::new().spacing(Gap::M);
        for one in part {
            let mut field = one.typed.view(words).dense().unit(words.text(one.sign.unit_key()));
            if last == Some(one.sign) {
                field = field.enter_to(Some(after_signs(page)));
            }
            row = row.push(Element::from(field.note_maybe(one.note(words))).map(Message::Vital));
        }
        for _ in part.len()..ACROSS {
            row = row.push(iced::widget::Space::new().width(Length::Fill));
        }
        all = all.push(row);
    }
    all.into()
}

/// What the signs say and what is to be done, with where it is known from; an adult's body below.
pub fn found<'a>(page: &'a Page, words: &'a Words) -> Element<'a, Message> {
    let vitals = page.vitals_shown();
    let mut all = Column::new().spacing(Gap::S);
    for Told { finding, if_pregnant } in vitals.told() {
        let about = match finding.urgency {
            Urgency::Now if !if_pregnant => panel::About::Error,
            Urgency::Now | Urgency::Today => panel::About::Warning,
            Urgency::Note => panel::About::Information,
        };
        let lead = words.word("found", &finding.key);
        let lead = if if_pregnant {
            words.with("found-if-pregnant", &[("finding", lead)])
        } else {
            lead.into_owned()
        };
        all = all.push(panel::note(about, &lead, &source(&finding.source, words)));
    }
    if let Some(body) = vitals.body() {
        all = all.push(text::small(said::body(words, body)).muted());
    }
    all.into()
}

/// `Sumber: MTBS napas cepat`, and whether it is background knowledge.
fn source(source: &Source, words: &Words) -> String {
    let key = if source.is_own {
        "found-source-own"
    } else if source.is_background {
        "found-source-background"
    } else {
        "found-source"
    };
    words.with(key, &[("source", source.name.as_str()), ("date", source.date.as_str())])
}

/// The field after the last vital sign.
pub fn after_signs(page: &Page) -> &'static str {
    if page.measuring.is_some() && page.is_open() {
        crate::ui::screening::measuring::id::WEIGHT
    } else {
        diagnosis::id::SEARCH
    }
}

/// What contradicts itself, each with the reason that it is right all the same.
pub fn reasons<'a>(page: &'a Page, words: &'a Words) -> Element<'a, Message> {
    let vitals = page.vitals_shown();
    let unusual = || vitals.fields().iter().filter(|field| field.is_asked());
    // The cursor is sent to the first that is empty.
    let empty = unusual().position(|field| field.reason.trim().is_empty()).unwrap_or(0);
    let mut all = Column::new().spacing(Gap::S);
    for (at, one) in unusual().enumerate() {
        let sign = one.sign;
        let label = words.with("vital-why", &[("sign", words.text(&sign.name_key()))]);
        let mut field = field::field(label, &one.reason)
            .dense()
            .placeholder(words.text("vital-reason"))
            .on_input(move |text| Message::VitalReason(sign, text))
            .on_submit(Message::Next(after_signs(page)))
            .enter_to(Some(after_signs(page)));
        if one.reason.trim().is_empty() {
            field = field.edge_maybe(Some(Tone::Waiting));
        }
        if at == empty {
            field = field.id(vitals::id::REASON);
        }
        all = all.push(field);
    }
    all.into()
}

pub fn diagnosis<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let findings =
        area::area(id::FINDINGS, words.text("exam-findings"), &page.findings, 4, Some(Message::Findings));
    let list = page.diagnoses.view(words).map(Message::Diagnosis);
    let mut all = column![findings, list].spacing(Gap::L).width(Length::Fill);
    // Beside a child stands its growth, so its earlier visits stand here.
    if page.measuring.is_some() && !page.sheet.history.is_empty() {
        let history = panel::sheet(side::lines(page, shared)).width(Length::Fill);
        all = all.push(text::body(words.text("exam-history")).bold()).push(history);
    }
    all.into()
}
