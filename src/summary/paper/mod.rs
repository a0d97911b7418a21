//! The summary on paper: the same figures as its JSON, with rates beside the counts they come from.

mod care;
mod screening;
mod service;

use super::{Document, Error, Hash, Kind, Period};
use crate::paper::{About, Align, Document as Pdf, Furniture, Ink, Line, Place, Sheet, Type};
use crate::terms::{Instant, TimeZone};
use crate::words::{Arg, Words};

/// What is printed.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'a> {
    /// The document.
    pub document: &'a Document,
    /// When it was made.
    pub created_at: Instant,
    /// For the times on paper.
    pub zone: TimeZone,
    /// SHA-256 of the JSON that says the same.
    pub json_hash: Hash,
}

/// The paper, not yet sealed.
pub fn pdf(printed: &Printed<'_>, words: &Words) -> Result<Vec<u8>, Error> {
    Ok(draw(printed, words).bytes()?)
}

fn draw(printed: &Printed<'_>, words: &Words) -> Pdf {
    let document = printed.document;
    let title = title(document.period, words);
    let furniture = Furniture {
        running: format!("{} · {title}", document.facility.name),
        foot: words.text("paper-seal-note").into_owned(),
    };
    let mut sheet = Sheet::new(furniture);
    head(&mut sheet, printed, &title, words);
    service::key_figures(&mut sheet, &document.data, words);
    service::queue(&mut sheet, &document.data.queue, words);
    care::visits(&mut sheet, &document.data.visits, document.kind, words);
    care::diagnoses(&mut sheet, &document.data.diagnoses, words);
    screening::screening(&mut sheet, &document.data.screening, document.kind, words);
    seal(&mut sheet, printed, words);
    let about = About {
        title: format!("{title}, {}", document.facility.name),
        author: document.facility.name.clone(),
        made_at: printed.created_at,
        keys: vec![("LoketSummarySHA256", super::document::hex(&printed.json_hash))],
    };
    sheet.finish(about, words)
}

fn title(period: Period, words: &Words) -> String {
    let first = period.first().0;
    match period.kind() {
        Kind::Monthly => words.with("paper-summary-title-month", &[("month", words.month(first))]),
        Kind::Daily => words.with("paper-summary-title-day", &[("date", words.date_full(first))]),
    }
}

fn head(sheet: &mut Sheet, printed: &Printed<'_>, title: &str, words: &Words) {
    let (document, facility) = (printed.document, &printed.document.facility);
    sheet.paragraph(&facility.name, Type::semi_bold(11.0).ink(Ink::ACCENT));
    let parts = [
        (!facility.district.is_empty())
            .then(|| words.with("paper-summary-district", &[("name", &facility.district)])),
        (!facility.regency.is_empty()).then(|| facility.regency.clone()),
        Some(words.with("paper-summary-code", &[("code", &facility.code)])),
    ];
    let place: Vec<String> = parts.into_iter().flatten().collect();
    sheet.paragraph(&place.join(" · "), Type::regular(8.5).ink(Ink::QUIET));
    sheet.space(3.0);
    sheet.paragraph(title, Type::semi_bold(18.0));
    sheet.space(0.5);
    let local = printed.zone.local(printed.created_at);
    let made = words.with(
        "paper-summary-made",
        &[
            ("date", Arg::from(words.date_words(local.date()))),
            ("time", Arg::from(words.time(local.time()))),
            ("zone", Arg::from(printed.zone.as_str().to_uppercase())),
        ],
    );
    let mut said = vec![words.with("paper-summary-sequence", &[("number", document.seq)]), made];
    said.extend(document.supersedes.map(|seq| words.with("paper-summary-supersedes", &[("number", seq)])));
    sheet.paragraph(&said.join(" · "), Type::regular(9.0));
    if !facility.regency.is_empty() {
        let to = words.with("paper-summary-to", &[("regency", &facility.regency)]);
        sheet.paragraph(&to, Type::regular(9.0));
    }
    sheet.space(2.0);
    let (top, right) = (sheet.top(), Sheet::MARGIN + Sheet::WIDTH);
    sheet.page().line(&[Place::at(Sheet::MARGIN, top), Place::at(right, top)], Line::solid(1.2, Ink::ACCENT));
    sheet.space(4.0);
}

/// Whose seal it is and how anybody checks it; the head's name on a line.
fn seal(sheet: &mut Sheet, printed: &Printed<'_>, words: &Words) {
    let small = Type::regular(7.5);
    sheet.heading(&words.text("paper-seal-title"), 36.0);
    sheet.paragraph(&words.text("paper-seal-note"), Type::medium(8.5));
    sheet.space(1.0);
    let fingerprint = grouped(&printed.document.seal.fingerprint);
    for (key, value) in [
        ("paper-seal-fingerprint", fingerprint),
        ("paper-seal-json", super::document::hex(&printed.json_hash)),
        (
            "paper-seal-journal",
            format!("{} · {}", printed.document.journal_head.seq, printed.document.journal_head.hash),
        ),
    ] {
        sheet.paragraph(&format!("{}: {value}", words.text(key)), small);
    }
    sheet.paragraph(&words.text("paper-seal-check"), small.ink(Ink::QUIET));
    sheet.space(4.0);
    sheet.need(26.0);
    let (top, right) = (sheet.top(), Sheet::MARGIN + Sheet::WIDTH);
    let left = right - 62.0;
    let set = Type::regular(8.5);
    sheet.page().text(Place::at(left, top + 3.0), Align::Left, &words.text("paper-acknowledged"), set);
    sheet
        .page()
        .line(&[Place::at(left, top + 20.0), Place::at(right, top + 20.0)], Line::solid(0.6, Ink::BLACK));
    let role = words.text("paper-summary-head-of-clinic");
    sheet.page().text(Place::at(left, top + 24.0), Align::Left, &role, set.ink(Ink::QUIET));
    sheet.space(26.0);
}

/// Groups of four, as they are read over the telephone.
fn grouped(hexadecimal: &str) -> String {
    let letters: Vec<char> = hexadecimal.to_uppercase().chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}
