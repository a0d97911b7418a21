//! The form as it is seen: fields at the left, who is alike and what looks wrong at the right.

use iced::keyboard::key::Named;
use iced::widget::{Column, Space, column, container, row, scrollable};
use iced::{Alignment, Length};

use super::super::Message as Desk;
use super::super::{FrontDesk, Mode, death, likeness, merge};
use super::check::sex_word;
use super::{Form, Message, civil, family, id};
use crate::people::rules::may_answer;
use crate::people::{Disability, Role, Similar};
use crate::terms::Sex;
use crate::ui::Element;
use crate::ui::form::{Event, Field};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::field::{self as face, Note};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::panel::About;
use crate::ui::widget::{badge, button, choice, field, panel, rows, text};
use crate::words::Words;

/// The column of likely duplicates.
const BESIDE: f32 = 248.0;

pub(in crate::ui::front_desk) fn panel<'a>(
    desk: &'a FrontDesk,
    narrow: bool,
    shared: &'a Shared,
) -> Element<'a, Desk> {
    let Some(form) = desk.form() else { return Space::new().into() };
    let words = &shared.words;
    let title = if desk.mode == Mode::New { "person-new" } else { "person-edit" };
    let number = if desk.mode == Mode::New { words.text("person-record-new") } else { "".into() };
    // Where the column of those who are alike stands below the fields, it is announced above them.
    let hint = if narrow && !form.similar.is_empty() {
        text::small(words.text("duplicate-below")).medium().tone(Tone::Waiting).right()
    } else {
        text::small(number).muted().right()
    };
    let mut head = row![text::title(words.text(title).into_owned()), hint].align_y(Alignment::Center);
    if form.amends.is_some() {
        let died = button::quiet(words.text("death-begin")).small().tight();
        head = head.push(died.on_press(Desk::Death(death::Message::Begin))).spacing(Gap::S);
    }
    let fields = fields(form, narrow, shared);
    let beside = beside(form, shared);
    let body: Element<'a, Desk> = if narrow {
        column![fields, beside].spacing(Gap::L).into()
    } else {
        row![container(fields).width(Length::Fill), container(beside).width(BESIDE)].spacing(Gap::Xl).into()
    };
    let inside = column![head, body].spacing(Gap::S).padding(Gap::around(Gap::M, Gap::L));
    // What is about a field is said there; where the window shows little more than the field itself, here too.
    let said =
        if form.refused_field().is_none() || narrow { form.flight.note(words) } else { Space::new().into() };
    let foot =
        column![said, buttons(form, narrow, shared)].spacing(Gap::S).padding(Gap::around(Gap::S, Gap::L));
    panel::sheet(column![container(scrollable(inside)).height(Length::Fill), panel::divider(), foot])
        .width(Length::Fill)
        .into()
}

fn buttons<'a>(form: &'a Form, narrow: bool, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let label = if form.warnings.is_empty() { "action-save" } else { "warning-confirm" };
    let save =
        button::primary(words.text(label).into_owned()).icon(Icon::Check).key("Ctrl+Enter").id(id::SAVE);
    let save = save.on_press_maybe(form.flight.free(Desk::Form(Message::Save)));
    let back = button::secondary(words.text("action-back")).key("Esc").on_press(Desk::Back);
    let discard = button::quiet(words.text("person-discard")).on_press(Desk::Form(Message::Discard));
    if narrow {
        // In large letters the last one goes below.
        return rows::flow([save.into(), back.into(), discard.into()]);
    }
    row![save, back, Space::new().width(Length::Fill), discard].spacing(Gap::S).into()
}

fn fields<'a>(form: &'a Form, narrow: bool, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let sexes = [Sex::Male, Sex::Female];
    let at = form.sex.and_then(|sex| sexes.iter().position(|one| *one == sex));
    let sex = choice::segments(id::SEX, sexes.map(|sex| sex_word(sex, words)), at, |at| {
        Desk::Form(Message::Sex(at))
    });
    let proposal = form
        .proposed(shared)
        .0
        .map(|sex| Note::fine(words.with("nik-proposes", &[("value", sex_word(sex, words))])));
    let note = proposal.or_else(|| form.note_at(id::SEX, words));
    // In both languages: laki-laki and male, perempuan and female.
    let letters = [('l', 0), ('m', 0), ('p', 1), ('f', 1)];
    let sex =
        letters.into_iter().fold(on_keys(entering(sex, id::SEX)).while_focused(), |keys, (letter, at)| {
            keys.bind(Shortcut::letter(letter), Desk::Form(Message::SexByLetter(at)))
        });
    let sex = sex.go_to(id::BIRTH);
    let sex = labelled("person-sex", sex.into(), note, shared);
    let estimated = choice::check(
        id::ESTIMATED,
        words.text("person-birth-estimated"),
        form.is_estimated(),
        Some(Desk::Form(Message::Estimated)),
    );
    let disabled = choice::check(
        id::DISABLED,
        words.text("person-disabled"),
        form.disability == Disability::Present,
        Some(Desk::Form(Message::Disabled)),
    );
    let birth = form.birth.view(words).dense().placeholder(words.text("person-birth-form"));
    let birth = birth.note_maybe(form.birth_note(shared));
    let nik = form.nik.view(words).dense().note_maybe(form.nik_note(shared));
    let bpjs = typed(form, &form.bpjs, words);
    let nothing = words.text("select-nothing");
    let no_nik = form.no_nik.view_with(
        words.text("person-no-nik"),
        id::NO_NIK,
        nothing.clone(),
        form.note_at(id::NO_NIK, words),
    );
    let village = form.village.view_with(
        words.text("person-village"),
        id::VILLAGE,
        nothing,
        form.note_at(id::VILLAGE, words),
    );
    let no_nik = entering(no_nik.map(|event| Desk::Form(Message::NoNik(event))), id::NO_NIK);
    let village = entering(village.map(|event| Desk::Form(Message::Village(event))), id::VILLAGE);
    let mut lives = row![container(village).width(Length::Fill)].spacing(Gap::M);
    if form.is_elsewhere() {
        lives = lives.push(on(typed(form, &form.area, words).width(128)));
    }
    lives = lives
        .push(on(typed(form, &form.rt, words).width(64)))
        .push(on(typed(form, &form.rw, words).width(64)));
    let two = |one: Element<'a, Desk>, other: Element<'a, Desk>| {
        row![container(one).width(Length::Fill), container(other).width(Length::Fill)].spacing(Gap::M)
    };
    let phone = typed(form, &form.phone, words);
    let numbers: Element<'a, Desk> = if narrow {
        column![no_nik, two(on(bpjs), on(phone))].spacing(Gap::S).into()
    } else {
        row![container(no_nik).width(Length::Fill), on(bpjs.width(148)), on(phone.width(128))]
            .spacing(Gap::M)
            .into()
    };
    // Always there, so that no field loses its cursor when it comes.
    let mother: Element<'a, Desk> = match form.proposed_mother(shared) {
        Some(card) => {
            let said = words.with("person-baby-of", &[("name", card.name.as_str())]);
            let take = Desk::Form(Message::Family(family::Message::Mother));
            let take = button::secondary(said).small().tight().key("Alt+I").on_press(take);
            container(take).padding(iced::Padding::ZERO.top(Gap::S.pixels())).into()
        }
        None => Space::new().into(),
    };
    let checks = iced::widget::Row::with_children([estimated, disabled]).spacing(Gap::L).wrap();
    let name = typed(form, &form.name, words);
    let name = name.placeholder(words.text("person-name-hint"));
    let mut all = column![
        row![container(on(name)).width(Length::Fill), sex].spacing(Gap::M),
        row![container(on(birth)).width(164), container(on(nik)).width(Length::Fill)].spacing(Gap::M),
        numbers,
        column![Element::from(checks), mother],
        lives,
        on(typed(form, &form.address, words)),
    ]
    .spacing(Gap::S);
    if form.amends.is_none() {
        all = all.push(folder(form, shared));
    }
    all.push(guardian(form, shared)).push(civil::view(form, shared)).into()
}

pub(super) fn typed<'a, T>(form: &'a Form, field: &'a Field<T>, words: &'a Words) -> face::Field<'a, Event> {
    let note = form.note_at(field.id, words).or_else(|| field.note(words));
    field.view(words).dense().note_maybe(note)
}

pub(super) fn on(field: face::Field<'_, Event>) -> Element<'_, Desk> {
    Element::from(field).map(|event| Desk::Form(Message::Form(event)))
}

/// Enter in something that is no text field goes on, too.
pub(super) fn entering<'a>(content: impl Into<Element<'a, Desk>>, id: &'static str) -> Element<'a, Desk> {
    let next = Desk::Form(Message::Form(Event::Enter(id)));
    on_keys(content).while_focused().bind(Shortcut::key(Named::Enter), next).into()
}

fn labelled<'a>(
    key: &str,
    content: Element<'a, Desk>,
    note: Option<Note<'a>>,
    shared: &'a Shared,
) -> Element<'a, Desk> {
    let mut parts = Column::new().spacing(Gap::Xs);
    parts = parts.push(text::label(shared.words.text(key).into_owned())).push(content);
    if let Some(note) = note {
        parts = parts.push(note.said());
    }
    parts.into()
}

fn folder<'a>(form: &'a Form, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let folder = &form.family;
    let wrap = |message| Desk::Form(Message::Family(message));
    let roles = Role::ALL.iter().map(|role| words.word("relation", role.as_str()).into_owned());
    let role = form.role(shared);
    let at = Role::ALL.iter().position(|one| *one == role);
    let roles = choice::segments(id::ROLE, roles, at, |at| Desk::Form(Message::Role(at)));
    let roles = entering(roles, id::ROLE);
    let search = field::field(words.text("person-family-join"), folder.finder.typed())
        .dense()
        .id(id::FAMILY)
        .placeholder(match &folder.joins {
            Some(family) => family_name(family, shared),
            None => words.text("person-family-new").into_owned(),
        })
        .on_input(move |text| wrap(family::Message::Typed(text)))
        .on_submit(wrap(family::Message::Take))
        .note_maybe(form.note_at(id::FAMILY, words));
    let search = on_keys(Element::from(search))
        .while_focused()
        .bind(Shortcut::key(Named::ArrowUp), wrap(family::Message::Mark(-1)))
        .bind(Shortcut::key(Named::ArrowDown), wrap(family::Message::Mark(1)));
    let mut all = column![Element::from(search)].spacing(Gap::S);
    if let Some(why) = folder.finder.trouble() {
        all = all.push(panel::note(About::Error, "", &why.explain(words)));
    } else if folder.finder.is_in_vain() {
        all = all.push(text::small(words.text("screening-search-none")).muted());
    } else if !folder.finder.hits.is_empty() {
        let hits = folder.finder.hits.iter().enumerate().map(|(at, card)| {
            let cells = [
                text::body(card.name.as_str()).cut().into(),
                text::body(card.record_number.as_str()).line().into(),
            ];
            let face =
                rows::row_press(rows::height::SHEET, Some(at) == folder.finder.at(), cells).mouse_only();
            face.on_press(wrap(family::Message::Join(card.id))).into()
        });
        all = all.push(panel::sheet(rows::list(hits)));
    }
    let chips: Vec<Element<'a, Desk>> = match (&folder.joins, &folder.offered) {
        (Some(family), _) => {
            let leave = button::quiet(words.text("person-family-new")).small().tight().icon(Icon::X);
            let answer = family.members.iter().filter(|member| may_answer(member, shared.date()));
            let members = answer.map(|member| {
                let words = words.with("person-guardian-is", &[("name", member.card.name.as_str())]);
                choice::chip(words, form.guardian.text() == member.card.name)
                    .on_press(wrap(family::Message::Guardian(member.card.id)))
                    .into()
            });
            members.take(4).chain([leave.on_press(wrap(family::Message::Leave)).into()]).collect()
        }
        (None, Some(offered)) => {
            let card = &offered.card;
            let words = words.with("person-family-with", &[("name", card.name.as_str())]);
            vec![choice::chip(words, false).on_press(wrap(family::Message::Join(card.id))).into()]
        }
        (None, None) => Vec::new(),
    };
    if !chips.is_empty() {
        all = all.push(rows::flow(chips));
    }
    all.push(roles).extend(form.note_at(id::ROLE, words).map(Note::said)).into()
}

fn family_name(family: &crate::people::Family, shared: &Shared) -> String {
    let first = family.members.first().map(|member| member.card.name.as_str()).unwrap_or_default();
    shared.words.with("person-family-of", &[("name", first)])
}

fn guardian<'a>(form: &'a Form, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let name = typed(form, &form.guardian, words);
    let relation = form.relation.view_with(
        words.text("person-relation"),
        id::RELATION,
        words.text("select-nothing"),
        form.note_at(id::RELATION, words),
    );
    let relation = entering(relation.map(|event| Desk::Form(Message::Relation(event))), id::RELATION);
    row![container(on(name)).width(Length::Fill), container(relation).width(180)].spacing(Gap::M).into()
}

/// At the right: who is perhaps here already, and what looks wrong.
fn beside<'a>(form: &'a Form, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let mut all = Column::new().spacing(Gap::M);
    if form.similar.is_empty() && form.warnings.is_empty() {
        return all.push(text::small(words.text("duplicate-none")).muted()).into();
    }
    if !form.similar.is_empty() {
        all = all.push(text::body(words.text("duplicate-title")).bold());
        all = all.push(text::small(words.text("duplicate-hint")).muted());
    }
    for one in &form.similar {
        all = all.push(alike(one, form, shared));
    }
    if !form.warnings.is_empty() {
        all = all.push(text::body(words.text("warning-title")).bold());
    }
    for (at, (warning, id)) in form.warnings.iter().zip(id::REASONS).enumerate() {
        let reason = form.reasons.get(warning).map(String::as_str).unwrap_or_default();
        let sentence = form.warning(*warning, shared);
        let typed = field::field(words.text("word-reason"), reason)
            .dense()
            .id(id)
            .placeholder(words.text(match warning.about() {
                Some(_) => "warning-confirm-other",
                None => "warning-confirm-reason",
            }))
            .on_input(move |text| Desk::Form(Message::Reason(at, text)))
            .on_submit(Desk::Form(Message::Form(Event::Enter(id))));
        let missing = form.name.is_tried() && reason.trim().is_empty();
        let typed =
            typed.note_maybe(missing.then(|| Note::refuse(words.text("refusal-person-reason-missing"))));
        all = all
            .push(column![panel::note(About::Warning, "", &sentence), Element::from(typed)].spacing(Gap::Xs));
    }
    all.into()
}

fn alike<'a>(one: &'a Similar, form: &'a Form, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let card = &one.card;
    let line = super::super::view::person_line(card, shared);
    let place = card.village.as_deref().unwrap_or_default();
    let why: Vec<_> = one.because.iter().map(|why| words.text(likeness(*why))).collect();
    let instead = button::secondary(words.text("duplicate-is-this")).small();
    // Of somebody who is registered: the two can be compared.
    let compare = form.amends.as_ref().filter(|_| one.is_likely()).map(|of| {
        let mut compare = button::quiet(words.text("merge-compare")).small().tight();
        if form.likely_same() == Some((of.person, card.id)) {
            compare = compare.key("Ctrl+G");
        }
        compare.on_press(Desk::Merge(merge::Message::Compare(of.person, card.id))).into()
    });
    let inside = column![
        text::body(card.name.as_str()).bold().cut(),
        text::small(line).width(Length::Fill),
        text::small(format!("{} · {place}", card.record_number)).muted().cut(),
        Element::from(badge::draft(why.join(", ")).plain()),
        instead.on_press(Desk::Form(Message::Instead(card.id))),
    ]
    .extend(compare)
    .spacing(Gap::Xs);
    panel::tinted(if one.is_likely() { Tone::Waiting } else { Tone::Done }, inside).padding(Gap::M).into()
}
