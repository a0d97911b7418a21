//! Both folders: whom somebody leaves and what goes along, and among whom they come.

use iced::keyboard::key::Named;
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length};

use super::super::{FrontDesk, Message as Desk};
use super::view::place;
use super::{Goal, Message, Shown, Way, id};
use crate::clinic::views::Patient;
use crate::people::moving::{Because, Plan, Target};
use crate::people::{Card, Family, Role};
use crate::terms::{Age, PersonId};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::button::{KeyOn, key_hint};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::{button, field, panel, rows, text};

/// The old folder beside the new one.
const FROM: f32 = 272.0;
/// Digits in front of a name.
const DIGITS: f32 = 28.0;
/// More members of a folder than these are only counted.
const MOST: usize = 6;

pub(super) fn view<'a>(
    desk: &'a FrontDesk,
    patient: &'a Patient,
    tight: bool,
    shared: &'a Shared,
) -> Element<'a, Desk> {
    let shown = desk.family.shown.as_ref();
    if desk.family.way == Way::Place {
        let plan = shown.map(|shown| &shown.moving.plan);
        return plan.map_or_else(|| loading(shared), |plan| own(plan, shared));
    }
    // The same tree before and after the answer: the box keeps the cursor.
    let (from, to) = (panel::sheet(from(shown, patient, shared)), panel::sheet(to(desk, tight, shared)));
    if tight {
        return column![to.width(Length::Fill), from.width(Length::Fill)].spacing(Gap::S).into();
    }
    let arrow = container(Icon::ArrowRight.size(20.0).tone(Tone::Muted)).padding([Gap::Xxl.pixels(), 0.0]);
    row![from.width(FROM), arrow, to.width(Length::Fill)].spacing(Gap::S).into()
}

fn loading(shared: &Shared) -> Element<'_, Desk> {
    text::body(shared.words.text("word-loading")).muted().into()
}

fn title<'a>(said: String) -> Element<'a, Desk> {
    container(text::body(said).bold().line()).padding(Gap::around(Gap::S, Gap::L)).into()
}

/// The folder that is left, and what goes along.
fn from<'a>(shown: Option<&'a Shown>, patient: &'a Patient, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let opened = &patient.opened;
    let all = column![
        title(words.with("family-from", &[("folder", opened.family.name.as_str())])),
        panel::divider(),
        members(&opened.family, Some(opened.person.id), shared)
    ];
    let Some(moving) = shown.map(|shown| &shown.moving) else { return all.into() };
    let count = |key: &str, count: u32| {
        let count = words.count(count);
        row![text::body(words.text(key).into_owned()).cut(), text::body(count).line()]
    };
    let mut along = column![text::label(words.text("family-along"))];
    along = along.push(count("family-visits", moving.follows.visits));
    along = along.push(count("family-measurements", moving.follows.measurements));
    for ticket in patient.tickets.iter().filter(|ticket| ticket.state.is_open()) {
        let number = text::body(shared.ticket(ticket.number.as_ref())).line();
        along = along.push(row![text::body(words.text("family-ticket")).cut(), number]);
    }
    let stay = opened.family.members.len().saturating_sub(1);
    let after = if moving.plan.closes {
        words.text("family-closes").into_owned()
    } else {
        words.with("family-stays-open", &[("count", stay)])
    };
    let after = container(text::small(after).muted()).padding(iced::Padding::ZERO.top(Gap::S.pixels()));
    let along = container(along.push(after)).padding(Gap::around(Gap::S, Gap::L));
    all.push(panel::divider()).push(along).into()
}

/// The folder in which only the place changes.
fn own<'a>(plan: &'a Plan, shared: &'a Shared) -> Element<'a, Desk> {
    let all = column![
        title(shared.words.with("family-in", &[("folder", plan.from.name.as_str())])),
        panel::divider(),
        members(&plan.from, None, shared)
    ];
    panel::sheet(all).width(Length::Fill).into()
}

fn to<'a>(desk: &'a FrontDesk, tight: bool, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let page = &desk.family;
    let wrap = |message| Desk::Family(message);
    let placeholder = if page.way == Way::Mother { "family-search-mother" } else { "family-search" };
    let search = field::search(page.finder.typed())
        .id(id::SEARCH)
        .placeholder(words.text(placeholder))
        .trail(key_hint("F3", KeyOn::Surface))
        .on_input(move |text| wrap(Message::Typed(text)))
        .on_submit(wrap(Message::Take));
    let search = on_keys(Element::from(search))
        .while_focused()
        .bind(Shortcut::key(Named::ArrowUp), wrap(Message::Mark(-1)))
        .bind(Shortcut::key(Named::ArrowDown), wrap(Message::Mark(1)));
    let mut above = column![Element::from(search)].spacing(Gap::S);
    let offered = desk.offered();
    above = above.extend(
        page.goal.as_ref().filter(|_| offered.is_empty()).and_then(|goal| found_by(goal, tight, shared)),
    );
    if page.way == Way::Folder && offered.is_empty() {
        let new = button::quiet(words.text("family-new")).small().tight().icon(Icon::Folder).id(id::NEW);
        above = above.push(new.on_press(wrap(Message::NewFolder)));
    }
    let mut all = column![container(above).padding(Gap::M)];
    if !offered.is_empty() {
        return all.push(panel::divider()).push(hits(&offered, page.finder.at(), shared)).into();
    }
    match page.shown.as_ref().map(|shown| &shown.moving.plan) {
        Some(plan) => all = all.push(panel::divider()).push(target(plan, shared)),
        None if page.goal.is_some() && page.trouble.is_none() => all = all.push(padded(loading(shared))),
        None => {
            let key = if page.way == Way::Mother { "family-choose-mother" } else { "family-choose" };
            all = all.push(padded(text::body(words.text(key)).muted().into()));
        }
    }
    all.into()
}

fn padded(content: Element<'_, Desk>) -> Element<'_, Desk> {
    container(content).padding(Gap::around(Gap::S, Gap::L)).into()
}

/// By whom the folder was found, and why a mother is thought to be one.
fn found_by<'a>(goal: &'a Goal, tight: bool, shared: &'a Shared) -> Option<Element<'a, Desk>> {
    let words = &shared.words;
    let card = goal.by.as_ref()?;
    let name =
        column![text::body(card.name.as_str()).medium().cut(), text::small(told(card, shared)).muted().cut()];
    let mut who =
        row![Icon::Check.size(14.0).tone(Tone::Serving), name].spacing(Gap::S).align_y(Alignment::Center);
    if card.deceased_on.is_some() {
        who = who.push(text::small(words.text("family-deceased")).tone(Tone::Waiting).line());
    }
    let why = goal.because.map(|because| match because {
        Because::Recorded => "family-because-recorded",
        Because::Named => "family-because-named",
        Because::Alike => "family-because-alike",
    });
    let Some(why) = why.map(|key| text::small(words.text(key)).tone(Tone::Serving)) else {
        return Some(who.into());
    };
    Some(if tight { column![who, why.cut()].into() } else { who.push(why.line()).into() })
}

fn named(card: &Card, shared: &Shared) -> String {
    match Age::between(card.birth.date, shared.date()) {
        Some(age) => format!("{} · {}", card.name, shared.words.age(age)),
        None => card.name.clone(),
    }
}

/// What tells somebody from others of the same name: age, birth date, village.
fn told(card: &Card, shared: &Shared) -> String {
    let age = Age::between(card.birth.date, shared.date()).map(|age| shared.words.age(age));
    let parts = [age, Some(shared.birth(card.birth)), card.village.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn hits<'a>(offered: &[&'a Card], at: Option<usize>, shared: &'a Shared) -> Element<'a, Desk> {
    let lines = offered.iter().enumerate().map(|(place, card)| {
        // Of two women with one name, the birth date and the village say which.
        let number = text::body(card.record_number.as_str()).line().into();
        let name = text::body(card.name.as_str()).bold().cut();
        let cells = [rows::two_lines(name, told(card, shared)), number];
        let face = rows::row_press(rows::height::NORMAL, Some(place) == at, cells).mouse_only();
        face.on_press(Desk::Family(Message::Pick(card.id))).into()
    });
    rows::list(lines).into()
}

/// Who is in the folder already, and the one who comes.
fn target<'a>(plan: &'a Plan, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let mut all = Column::new();
    match &plan.to {
        Target::Other(folder) => all = all.push(members(folder, None, shared)).push(panel::divider()),
        Target::New(name) => {
            let name = name.as_deref().unwrap_or_default();
            all = all.push(title(words.with("family-to-new", &[("folder", name)])));
        }
        Target::Same => return members(&plan.from, None, shared),
    }
    let Some(member) = plan.member else { return all.into() };
    let place = place(plan.role, shared);
    let new = words.with("family-here", &[("place", place)]);
    let line = rows::line(
        rows::height::TABLE,
        [
            rows::cell(DIGITS, text::body(format!("{member:02}")).bold().line()),
            text::body(plan.person.details.name.as_str()).medium().cut().into(),
            Icon::Check.size(14.0).tone(Tone::Serving).into(),
            text::small(new).tone(Tone::Serving).line().into(),
        ],
    );
    all.push(line).into()
}

/// The members of a folder, the one who leaves it muted.
fn members<'a>(family: &'a Family, leaves: Option<PersonId>, shared: &'a Shared) -> Element<'a, Desk> {
    let lines = family.members.iter().take(MOST).map(|member| {
        let gone = leaves == Some(member.card.id);
        // The narrow panel of the old folder has room for the name alone.
        let name = if leaves.is_some() { member.card.name.clone() } else { named(&member.card, shared) };
        let name = text::body(name).cut();
        let role = match (member.card.deceased_on, member.role) {
            (Some(_), _) => shared.words.text("family-deceased").into_owned(),
            (None, Role::Head) if leaves.is_some() => shared.words.text("family-head").into_owned(),
            (None, role) => place(role, shared),
        };
        let cells: [Element<'a, Desk>; 3] = [
            rows::cell(DIGITS, text::body(format!("{:02}", member.member)).bold().line()),
            if gone { name.muted().into() } else { name.into() },
            text::small(role).muted().line().into(),
        ];
        rows::line(rows::height::DENSE, cells).into()
    });
    let mut all = rows::list(lines);
    let more = family.members.len().saturating_sub(MOST);
    if more > 0 {
        let said = shared.words.with("family-more", &[("count", more)]);
        all = all.push(padded(text::small(said).muted().into()));
    }
    all.into()
}
