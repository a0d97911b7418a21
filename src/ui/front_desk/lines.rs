//! What a search found, made ready to be shown: who, where they live, why the line is there.

use super::search::{Hit, Line, Results};
use crate::clinic::views::Found;
use crate::people::search::Mark;
use crate::people::{self, Because, Card, MarkKind, Matched, More, Precise, Precision, Typed};
use crate::queue::Row;
use crate::queue::rules::bound_for;
use crate::terms::Age;
use crate::ui::shared::Shared;
use crate::ui::theme::Tone;
use crate::ui::widget::text::Tint;

pub(super) fn results(found: &Found, text: &str, shared: &Shared) -> Results {
    let tickets = found.tickets.iter().map(|row| ticket(row, found, shared));
    let hits = found.people.hits.as_slice();
    let people = hits.iter().map(|hit| person(hit, hits, shared));
    Results {
        text: text.to_owned(),
        by_name: found.people.typed == Typed::Name,
        more: found.people.more == More::Yes,
        tokens: found.people.tokens.clone(),
        villages: found.people.villages.clone(),
        skipped: found.people.skipped,
        total: found.people.total,
        lines: tickets.chain(people).collect(),
    }
}

fn person(hit: &people::Hit, page: &[people::Hit], shared: &Shared) -> Line {
    let card = &hit.card;
    let is_exact = card.birth.precision == Precision::Exact;
    let year = card.birth.date.format("%Y").to_string();
    let birth = shared.birth(card.birth);
    let letters = birth.chars().count();
    let birth_marks = match hit.marks.born {
        None => Vec::new(),
        Some(Precise::Date) if is_exact => vec![tint(0, letters)],
        // The year stands at the end of a date, at the beginning of what is estimated.
        Some(_) if is_exact => vec![tint(letters.saturating_sub(year.len()), letters)],
        Some(_) => vec![tint(0, year.len())],
    };
    let (below, below_marks) = below(hit, shared);
    let (because, tone) = because(hit, page, shared);
    Line {
        what: Hit::Person(card.id),
        name: card.name.clone(),
        name_marks: tints(&hit.marks.name, 0),
        below,
        below_marks,
        birth,
        birth_marks,
        age: sex_and_age(card, shared),
        record: card.record_number.clone(),
        because,
        tone,
    }
}

const fn tint(from: usize, to: usize) -> Tint {
    Tint { from, to, tone: Tone::Serving }
}

fn tints(marks: &[Mark], after: usize) -> Vec<Tint> {
    let tone = |kind| match kind {
        MarkKind::Typed => Tone::Serving,
        MarkKind::Forgiven => Tone::Waiting,
    };
    let tint = |mark: &Mark| Tint {
        from: after + usize::from(mark.from),
        to: after + usize::from(mark.to),
        tone: tone(mark.kind),
    };
    marks.iter().map(tint).collect()
}

/// The mother and where they live, `ibu Sumirah · RT 02, Krajan, Sukorejo`.
fn below(hit: &people::Hit, shared: &Shared) -> (String, Vec<Tint>) {
    let (mut line, mut marks) = (String::new(), Vec::new());
    let mut add = |part: String, gap: &str, before: usize, found: &[Mark]| {
        if part.is_empty() {
            return;
        }
        if !line.is_empty() {
            line.push_str(gap);
        }
        marks.extend(tints(found, line.chars().count() + before));
        line.push_str(&part);
    };
    if let Some(mother) = &hit.mother {
        let said = shared.words.with("found-mother", &[("name", mother.as_str())]);
        let before = said.chars().count().saturating_sub(mother.chars().count());
        add(said, " · ", before, &hit.marks.mother);
    }
    if let Some(rt) = hit.address.rt {
        add(format!("RT {rt:02}"), " · ", 0, &[]);
    }
    let gap = if hit.address.rt.is_some() { ", " } else { " · " };
    add(hit.address.text.clone(), gap, 0, &hit.marks.address);
    let village =
        hit.card.village.clone().or_else(|| hit.card.area.as_ref().map(crate::terms::AreaCode::dotted));
    add(village.unwrap_or_default(), ", ", 0, &hit.marks.village);
    (line, marks)
}

/// Why a line is here, in words.
fn because(hit: &people::Hit, page: &[people::Hit], shared: &Shared) -> (String, Tone) {
    let words = &shared.words;
    match hit.matched {
        Matched::Nik => {
            return (hit.card.nik_masked.clone().unwrap_or_default(), Tone::Muted);
        }
        Matched::Bpjs => return (words.text("found-because-bpjs").into_owned(), Tone::Muted),
        Matched::Phone => return (words.text("found-because-phone").into_owned(), Tone::Muted),
        Matched::RecordNumber | Matched::BirthDate | Matched::Name => {}
    }
    let Some(first) = hit.because.first() else { return (String::new(), Tone::Muted) };
    let word = first.word().unwrap_or_default();
    let said = match first {
        Because::All => words.text("found-because-all").into_owned(),
        Because::OneMore(_) => words.with("found-because-one-more", &[("word", word)]),
        Because::OneLess(_) => words.with("found-because-one-less", &[("word", word)]),
        Because::OneOther(_) => words.with("found-because-one-other", &[("word", word)]),
        Because::Swapped(_) => words.with("found-because-swapped", &[("word", word)]),
        Because::Spelling(_) => words.with("found-because-spelling", &[("word", word)]),
        Because::Together(_) => words.with("found-because-together", &[("word", word)]),
        Because::Former(_) => words.with("found-because-former", &[("word", word)]),
        Because::Title => words.text("found-because-title").into_owned(),
        Because::Mother => words.text("found-because-mother").into_owned(),
        Because::Estimated => words.text("found-because-estimated").into_owned(),
        Because::SameAs(above) => {
            let line = page.iter().position(|hit| hit.card.id == *above).map_or(0, |at| at + 1);
            words.with("found-because-same", &[("line", line)])
        }
    };
    let tone = match first {
        Because::All => Tone::Accent,
        Because::Estimated | Because::SameAs(_) => Tone::Waiting,
        Because::Mother | Because::Former(_) => Tone::Called,
        _ => Tone::Muted,
    };
    (said, tone)
}

fn ticket(row: &Row, found: &Found, shared: &Shared) -> Line {
    let words = &shared.words;
    let card = row.person.and_then(|person| found.names.get(&person));
    let unit = bound_for(row.unit, row.destination, |unit| shared.config.registers(unit));
    let unit = shared.config.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default();
    Line {
        what: Hit::Ticket { ticket: row.ticket, stop: row.stop, person: row.person, state: row.state },
        name: card
            .map_or_else(|| words.text("desk-queue-unregistered").into_owned(), |card| card.name.clone()),
        name_marks: Vec::new(),
        below: unit,
        below_marks: Vec::new(),
        birth: card.map(|card| shared.birth(card.birth)).unwrap_or_default(),
        birth_marks: Vec::new(),
        age: card.map(|card| sex_and_age(card, shared)).unwrap_or_default(),
        record: shared.ticket(row.number.as_ref()),
        because: words.word("state", row.state.as_str()).into_owned(),
        tone: Tone::Muted,
    }
}

/// `P · 25 th`
pub(super) fn sex_and_age(card: &Card, shared: &Shared) -> String {
    let sex = shared.words.text(match card.sex {
        crate::terms::Sex::Male => "sex-male-short",
        crate::terms::Sex::Female => "sex-female-short",
    });
    match Age::between(card.birth.date, shared.date()) {
        Some(age) => format!("{sex} · {}", shared.words.age(age)),
        None => sex.into_owned(),
    }
}
