//! How the page of the family looks: who, which way, both folders, what changes, and the sentence before the button.

use iced::widget::{Column, Space, column, container, row};
use iced::{Alignment, Length};

use super::super::view::person_line;
use super::super::{FrontDesk, Message as Desk};
use super::{Message, Way, changes, folders, id, of};
use crate::clinic::views::Patient;
use crate::people::moving::rules::too_young;
use crate::people::moving::{Plan, Target};
use crate::people::{Error, Role};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::panel::{self, About};
use crate::ui::widget::{button, choice, rows, text};

/// The label beside a line of choices.
const LABEL: f32 = 104.0;

pub(in crate::ui::front_desk) fn page<'a>(
    desk: &'a FrontDesk,
    tight: bool,
    shared: &'a Shared,
) -> Element<'a, Desk> {
    let Some(patient) = desk.moving() else {
        return text::body(shared.words.text("word-loading")).muted().into();
    };
    let page = &desk.family;
    let moving = page.shown.as_ref().map(|shown| &*shown.moving);
    let plan = moving.map(|moving| &moving.plan);
    // Notes come and go in a place of their own: the box below keeps the cursor.
    let notes = Column::with_children(notes(desk, patient, shared)).spacing(Gap::S);
    let mut body = column![notes, folders::view(desk, patient, tight, shared)].spacing(Gap::S);
    if let (Some(plan), Some(moving)) = (plan, moving) {
        body = body.push(places(plan, tight, shared)).extend(next_heads(desk, plan, tight, shared));
        body =
            body.extend(changes::view(desk, moving, tight, shared)).extend(address_tick(desk, plan, shared));
    }
    column![
        head(desk, patient, tight, shared),
        container(panel::scroll(id::BODY, body)).height(Length::Fill),
        foot(desk, plan, tight, shared)
    ]
    .spacing(Gap::S)
    .into()
}

fn wrap(message: Message) -> Desk {
    Desk::Family(message)
}

fn head<'a>(desk: &'a FrontDesk, patient: &'a Patient, tight: bool, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let ways = desk.ways(shared);
    let at = ways.iter().position(|way| *way == desk.family.way);
    let names = ways.into_iter().map(|way| {
        words
            .text(match way {
                Way::Mother => "family-way-mother",
                Way::Folder => "family-way-folder",
                Way::Place => "family-way-place",
            })
            .into_owned()
    });
    let ways = choice::segments(id::WAYS, names, at, |at| wrap(Message::Way(at)));
    let person = of(patient);
    let card = patient.opened.family.members.iter().find(|member| member.card.id == person.id);
    let facts = card.map(|member| person_line(&member.card, shared)).unwrap_or_default();
    let who = column![
        text::title(person.details.name.as_str()).cut(),
        text::small(format!("{facts} · {}", person.record_number)).muted().cut()
    ]
    .width(Length::Fill);
    if tight {
        return column![who, ways].spacing(Gap::S).into();
    }
    row![who, ways].spacing(Gap::M).align_y(Alignment::Center).into()
}

/// What is wrong as it stands, what was done last, and what changed meanwhile.
fn notes<'a>(desk: &'a FrontDesk, patient: &'a Patient, shared: &'a Shared) -> Vec<Element<'a, Desk>> {
    let words = &shared.words;
    let person = of(patient);
    let mut all = Vec::new();
    if desk.family.changed {
        let (lead, rest) = (words.text("family-changed-lead"), words.text("family-changed"));
        all.push(panel::note(About::Warning, &lead, &rest));
    }
    if !desk.family.changed && too_young(person, shared.date()).is_err() {
        let place = words.word("relation", person.role.as_str()).to_lowercase();
        let name = person.details.name.as_str();
        let folder = patient.opened.family.name.as_str();
        let said =
            words.with("family-too-young", &[("name", name), ("place", place.as_str()), ("folder", folder)]);
        all.push(panel::note(About::Warning, "", &said));
    }
    if let Some(last) = &patient.opened.last_move {
        let (date, until) = (words.date(last.on), words.date(last.until));
        let said = words.with(
            "family-last",
            &[("date", date.as_str()), ("record", last.number.as_str()), ("until", until.as_str())],
        );
        let undo = button::secondary(words.text("family-undo")).small().icon(Icon::Undo2).key("Ctrl+U");
        let undo = undo.id(id::UNDO).on_press_maybe(desk.can_unmove().map(Desk::Family));
        all.push(column![panel::note(About::Information, "", &said), undo].spacing(Gap::S).into());
    }
    if let Some(trouble) = desk.family.trouble.as_ref().or(desk.family.finder.trouble()) {
        all.push(panel::note(About::Error, "", &trouble.explain(words)));
    }
    all
}

/// The places in the family; one that is not possible has the dash, and why beside it.
fn places<'a>(plan: &'a Plan, tight: bool, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let chips = plan.roles.iter().zip(id::ROLES).map(|((role, why), id)| {
        choice::chip(words.word("relation", role.as_str()), *role == plan.role)
            .tall()
            .id(id)
            .on_press_maybe(why.is_none().then_some(wrap(Message::Role(*role))))
            .into()
    });
    let has = |is: fn(&Error) -> bool| plan.roles.iter().any(|(_, why)| why.as_ref().is_some_and(is));
    let why = if has(|why| matches!(why, Error::TooYoung(_))) {
        Some("family-roles-young")
    } else {
        has(|why| matches!(why, Error::MemberTaken(_))).then_some("family-roles-taken")
    };
    let chips: Vec<Element<'a, Desk>> = chips.collect();
    let why = why.map(|key| text::small(words.text(key)).muted().into());
    labelled(words.text("family-relation").into_owned(), rows::flow(chips.into_iter().chain(why)), tight)
}

fn next_heads<'a>(
    desk: &'a FrontDesk,
    plan: &'a Plan,
    tight: bool,
    shared: &'a Shared,
) -> Option<Element<'a, Desk>> {
    if plan.next_heads.is_empty() {
        return None;
    }
    let chips = plan.next_heads.iter().enumerate().map(|(at, card)| {
        let chip = choice::chip(card.name.as_str(), desk.family.next_head == Some(card.id))
            .tall()
            .on_press(wrap(Message::NextHead(card.id)));
        if at == 0 { chip.id(id::NEXT_HEAD).into() } else { chip.into() }
    });
    let label = shared.words.with("family-next-head", &[("folder", plan.from.name.as_str())]);
    Some(labelled(label, rows::flow(chips), tight))
}

fn labelled(label: String, content: Element<'_, Desk>, tight: bool) -> Element<'_, Desk> {
    let label = text::label(label);
    if tight {
        return column![label, content].spacing(Gap::Xs).into();
    }
    row![container(label).width(LABEL), container(content).width(Length::Fill)]
        .spacing(Gap::S)
        .align_y(Alignment::Center)
        .into()
}

/// Offered where the mother lives somewhere else than the child does.
fn address_tick<'a>(desk: &'a FrontDesk, plan: &'a Plan, shared: &'a Shared) -> Option<Element<'a, Desk>> {
    use crate::people::Home;
    use crate::people::moving::Residence;
    let mother = plan.mother.as_ref()?;
    let (hers, now) = (&mother.details, &plan.person.details);
    let other_home = hers.home != Home::Unknown && hers.home != now.home;
    let other_address = hers.address != crate::people::Address::default() && hers.address != now.address;
    let stays = desk.family.residence == Residence::AsItIs;
    (other_home || other_address).then(|| {
        let words = shared.words.text("family-address-stays");
        choice::check(id::ADDRESS, words, stays, Some(wrap(Message::Address)))
    })
}

/// What it comes to in one sentence, and the buttons: they always stay.
fn foot<'a>(
    desk: &'a FrontDesk,
    plan: Option<&'a Plan>,
    tight: bool,
    shared: &'a Shared,
) -> Element<'a, Desk> {
    let words = &shared.words;
    let page = &desk.family;
    let mut all = Column::new().spacing(Gap::S);
    if page.flight.problem().is_some() {
        all = all.push(page.flight.note(words));
    }
    if let Some(plan) = plan {
        all = all.push(match &plan.problem {
            Some(problem) => panel::note(About::Information, "", &refused(problem, shared)),
            // Where there is little room, what changes stands above it.
            None if tight => panel::note(About::Success, &becomes(plan, shared), ""),
            None => panel::note(About::Success, &becomes(plan, shared), &stays(plan, shared)),
        });
    }
    let label = match page.way {
        _ if page.changed => words.text("family-looked"),
        Way::Place => words.text("family-save-place"),
        Way::Mother | Way::Folder => words.text("family-move"),
    };
    let save = button::primary(label).key("Ctrl+Enter").id(id::SAVE);
    let save = save.icon(Icon::FolderOpen).on_press_maybe(desk.can_move().map(wrap));
    let cancel = button::secondary(words.text("family-cancel")).key("Esc").on_press(Desk::Back);
    let mut buttons = row![save, cancel].spacing(Gap::S).align_y(Alignment::Center);
    if plan.is_some_and(|plan| plan.problem.is_none()) {
        let until = crate::people::rules::undone_until(shared.date());
        let said = words.with("family-until", &[("date", words.date(until))]);
        let said = text::small(said).muted();
        buttons = if tight {
            buttons
        } else {
            buttons.push(Space::new().width(Length::Fill)).push(container(said).width(200))
        };
    }
    all.push(buttons).into()
}

fn refused(problem: &Error, shared: &Shared) -> String {
    crate::clinic::Refusal::from(problem.clone()).explain(&shared.words)
}

fn becomes(plan: &Plan, shared: &Shared) -> String {
    let words = &shared.words;
    let name = plan.person.details.name.as_str();
    let place = words.word("relation", plan.role.as_str()).to_lowercase();
    let record = plan.number.as_deref().unwrap_or_default();
    let same = plan.to == Target::Same;
    let folder = match &plan.to {
        Target::Same => plan.from.name.as_str(),
        Target::Other(folder) => folder.name.as_str(),
        Target::New(name) => name.as_deref().unwrap_or_default(),
    };
    if same {
        return words.with(
            "family-becomes-place",
            &[("name", name), ("place", place.as_str()), ("folder", folder), ("record", record)],
        );
    }
    words.with(
        "family-becomes",
        &[("name", name), ("place", place.as_str()), ("folder", folder), ("record", record)],
    )
}

fn stays(plan: &Plan, shared: &Shared) -> String {
    let words = &shared.words;
    let old = (plan.to != Target::Same).then(|| words.text("family-old-number").into_owned());
    let data = (plan.to != Target::Same && plan.after == plan.person.details)
        .then(|| words.text("family-data-stay").into_owned());
    old.into_iter().chain(data).collect::<Vec<_>>().join(" ")
}

/// A word for a place in the family.
pub(super) fn place(role: Role, shared: &Shared) -> String {
    shared.words.word("relation", role.as_str()).to_lowercase()
}
