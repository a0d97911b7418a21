//! How two records look side by side: the choices, what follows, and in one sentence what becomes of it.

use iced::keyboard::key::Named;
use iced::widget::{Column, Space, column, container, row};
use iced::{Alignment, Length};

use super::foot::{foot, until};
use super::rows::{self, What};
use super::{Message, id, wrap};
use crate::clinic::views::{Comparison, Record};
use crate::people::repair::{Part, Side};
use crate::people::{Disability, Likeness};
use crate::terms::Sex;
use crate::ui::Element;
use crate::ui::front_desk::view::Room;
use crate::ui::front_desk::{FrontDesk, Message as Desk};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind, Tone};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::panel::About;
use crate::ui::widget::press::press;
use crate::ui::widget::shape::Shape;
use crate::ui::widget::{badge, button, choice as chips, field, panel, rows as lines, text};

/// The column of the rows' names.
const NAMES: f32 = 112.0;
/// A figure's column.
const FIGURE: f32 = 56.0;
/// PgDn shows as much more of the rows, and of what stands below them.
const PAGE: f32 = 160.0;
/// A row of what follows.
const FOLLOWS: f32 = 24.0;

pub(in crate::ui::front_desk) fn view<'a>(
    desk: &'a FrontDesk,
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Desk> {
    match desk.merging.seen.as_deref() {
        Some(seen) => {
            let turn = |side| wrap(Message::Turn(side));
            on_keys(both(desk, seen, room, shared))
                .bind(Shortcut::key(Named::ArrowUp), wrap(Message::Mark(-1)))
                .bind(Shortcut::key(Named::ArrowDown), wrap(Message::Mark(1)))
                .bind(Shortcut::key(Named::ArrowLeft), turn(Side::Older))
                .bind(Shortcut::key(Named::ArrowRight), turn(Side::Newer))
                .bind(Shortcut::key(Named::PageUp), wrap(Message::Page(-PAGE)))
                .bind(Shortcut::key(Named::PageDown), wrap(Message::Page(PAGE)))
                .bind(Shortcut::alt('b'), wrap(Message::Apart))
                .into()
        }
        None => looking(desk, shared),
    }
}

/// The other one is looked for, or on the way.
fn looking<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Element<'a, Desk> {
    let (words, page) = (&shared.words, &desk.merging);
    let back = button::secondary(words.text("action-back")).key("Esc").on_press(Desk::Back);
    let mut all = column![text::title(words.text("merge-title"))].spacing(Gap::M);
    if page.other.is_some() {
        let note: Element<'a, Desk> = match page.flight.problem() {
            Some(_) => page.flight.note(words),
            None => text::body(words.text("word-loading")).muted().into(),
        };
        return panel::panel(all.push(note).push(back)).width(Length::Fill).into();
    }
    let search = field::field(words.text("merge-other"), page.finder.typed())
        .id(id::OTHER)
        .placeholder(words.text("merge-other-hint"))
        .on_input(|text| wrap(Message::Typed(text)))
        .on_submit(wrap(Message::Take));
    let search = on_keys(Element::from(search))
        .while_focused()
        .bind(Shortcut::key(Named::ArrowUp), wrap(Message::Mark(-1)))
        .bind(Shortcut::key(Named::ArrowDown), wrap(Message::Mark(1)));
    all = all.push(text::body(words.text("merge-none-likely")).muted()).push(Element::from(search));
    // Below the box, which keeps the cursor.
    let trouble = page.trouble.as_ref().or(page.finder.trouble());
    let trouble = trouble.map(|why| panel::note(About::Error, "", &why.explain(words)));
    all = all.extend(trouble);
    let hits = page.finder.hits.iter().enumerate().map(|(at, card)| {
        let below = format!("{} · {}", super::super::view::person_line(card, shared), card.record_number);
        let cells = [lines::two_lines(text::body(card.name.as_str()).bold().cut(), below)];
        let face = lines::row_press(lines::height::NORMAL, Some(at) == page.finder.at(), cells).mouse_only();
        face.on_press(wrap(Message::With(card.id))).into()
    });
    let hits: Vec<Element<'a, Desk>> = hits.collect();
    if !hits.is_empty() {
        all = all.push(panel::sheet(lines::list(hits)));
    }
    panel::panel(all.push(back)).width(Length::Fill).into()
}

fn both<'a>(desk: &'a FrontDesk, seen: &'a Comparison, room: Room, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let mut head = row![text::title(words.text("merge-title"))].spacing(Gap::M).align_y(Alignment::Center);
    let is_likely = seen.is_likely && !seen.is_apart;
    if is_likely && !room.narrow {
        head = head.push(badge::badge(Shape::HalfDisc, words.text("merge-likely"), Tone::Waiting));
    }
    let apart = if seen.is_apart { "merge-not-apart" } else { "merge-apart" };
    let apart = button::quiet(words.text(apart)).small().tight().icon(Icon::Users).key("Alt+B").id(id::APART);
    let apart = apart.on_press_maybe(desk.merging.flight.free(wrap(Message::Apart)));
    let head = row![container(head.wrap()).width(Length::Fill), apart].align_y(Alignment::Center);
    let why: Vec<_> = seen.because.iter().map(|one| words.text(likeness(*one))).collect();
    let why = if why.is_empty() {
        words.text("merge-because-nothing").into_owned()
    } else {
        words.with("merge-because", &[("why", why.join(" · "))])
    };
    let mut table = Column::new();
    for (at, what) in desk.merging.rows().into_iter().enumerate() {
        let row = match what {
            What::NextHead => next_head(desk, at, room, shared),
            _ => choice(desk, (at, what), room, shared),
        };
        let row = container(row);
        let row = if at == desk.merging.at { row.id(id::MARKED) } else { row };
        table = table.push(row).push(panel::divider());
    }
    table = table.push(line(("merge-same", "merge-same-note"), settled(seen, shared), room, shared));
    let is_disabled = |record: &Record| record.person.details.disability == Disability::Present;
    if is_disabled(&seen.older) || is_disabled(&seen.newer) {
        let warning = words.text("person-disabled").into_owned();
        table =
            table.push(panel::divider()).push(line(("merge-warning", "merge-always"), warning, room, shared));
    }
    let figures = panel::sheet(follows(seen, shared)).width(Length::FillPortion(5));
    let known = panel::panel(to_know(seen, shared)).width(Length::FillPortion(4));
    let lower: Element<'a, Desk> = if room.tight {
        column![figures.width(Length::Fill), known.width(Length::Fill)].spacing(Gap::M).into()
    } else {
        row![figures, known].spacing(Gap::M).into()
    };
    let (table, why) = (panel::sheet(table), text::small(why).muted());
    let mut all = column![head];
    // In large letters as little as possible stands still.
    let inside = if room.narrow {
        let until = text::small(until(shared)).muted();
        column![why, table, lower, until]
    } else {
        all = all.push(why);
        column![table, lower]
    };
    all.push(container(panel::scroll(id::TABLE, inside.spacing(Gap::M))).height(Length::Fill))
        .push(foot(desk, seen, room, shared))
        .spacing(Gap::S)
        .into()
}

/// A row in which one of two is taken.
fn choice<'a>(
    desk: &'a FrontDesk,
    (at, what): (usize, What),
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Desk> {
    let (words, page) = (&shared.words, &desk.merging);
    let Some(seen) = page.seen.as_deref() else { return Space::new().into() };
    let (key, taken) = match what {
        What::Part(part) => (rows::label(part), page.side_of(part)),
        What::Number | What::NextHead => ("merge-number", page.kept()),
    };
    let name = named(words.text(key).into_owned(), at == page.at);
    let cell = |side: Side| {
        let record = if side == Side::Older { &seen.older } else { &seen.newer };
        let is_taken = taken == side;
        let shape = if is_taken { Shape::Disc.tone(Tone::Accent) } else { Shape::Ring.tone(Tone::Muted) };
        let (value, below, note) = said(what, record, is_taken, seen, shared);
        let value = text::body(value);
        let value = if is_taken { value.bold() } else { value };
        let mut first = row![value.width(Length::Fill)].spacing(Gap::S).align_y(Alignment::Center);
        if !note.is_empty() {
            let tone = if is_taken && what == What::Number { Tone::Accent } else { Tone::Muted };
            first = first.push(text::small(note).line().tone(tone));
        }
        let value: Element<'a, Desk> = match below {
            Some(below) => column![first, text::small(below).muted().width(Length::Fill)].into(),
            None => first.into(),
        };
        let inside = row![shape, value].spacing(Gap::S).align_y(Alignment::Center);
        press(inside.width(Length::Fill))
            .kind(Kind::Row(is_taken.into()))
            .width(Length::FillPortion(1))
            .padding(Gap::around(Gap::S, Gap::M))
            .mouse_only()
            .on_press(wrap(Message::Choose(what, side)))
    };
    let (older, newer) = (cell(Side::Older), cell(Side::Newer));
    if room.narrow {
        // There is no room for two beside each other.
        return column![container(name).padding(Gap::around(Gap::Xs, Gap::S)), older, newer].into();
    }
    row![container(name).width(NAMES).padding(Gap::around(Gap::S, Gap::S)), older, newer]
        .align_y(Alignment::Center)
        .into()
}

/// The name of a row, with the mark of the one that the keys change.
fn named<'a>(name: String, is_marked: bool) -> Element<'a, Desk> {
    let name = text::label(name);
    let name = if is_marked { name.tone(Tone::Accent).bold() } else { name };
    let mark: Element<'a, Desk> = if is_marked {
        Icon::ChevronRight.size(14.0).tone(Tone::Accent).into()
    } else {
        Space::new().width(14).into()
    };
    row![mark, name.cut()].spacing(Gap::Xs).align_y(Alignment::Center).into()
}

/// Who heads the folder of the one that goes: one of those who are left in it.
fn next_head<'a>(desk: &'a FrontDesk, at: usize, room: Room, shared: &'a Shared) -> Element<'a, Desk> {
    let (words, page) = (&shared.words, &desk.merging);
    let folder = page.of(page.kept().other()).map(|gone| gone.folder.as_str()).unwrap_or_default();
    let said = text::small(words.with("merge-head-of", &[("folder", folder)])).muted();
    let chips = page.next_heads().iter().enumerate().map(|(place, card)| {
        let chip = chips::chip(card.name.as_str(), page.next_head == Some(card.id))
            .tall()
            .on_press(wrap(Message::NextHead(card.id)));
        if place == 0 { chip.id(id::NEXT_HEAD).into() } else { chip.into() }
    });
    let inside = column![said.width(Length::Fill), lines::flow(chips)].spacing(Gap::Xs);
    let name = named(words.text("merge-head").into_owned(), at == page.at);
    if room.narrow {
        let name = container(name).padding(Gap::around(Gap::Xs, Gap::S));
        return column![name, container(inside).padding(Gap::around(Gap::S, Gap::M))].into();
    }
    row![
        container(name).width(NAMES).padding(Gap::around(Gap::S, Gap::S)),
        container(inside).padding(Gap::around(Gap::S, Gap::M)).width(Length::Fill)
    ]
    .align_y(Alignment::Center)
    .into()
}

/// The value of a cell, what stands below it, and what is noted beside it.
fn said(
    what: What,
    of: &Record,
    is_taken: bool,
    seen: &Comparison,
    shared: &Shared,
) -> (String, Option<String>, String) {
    let words = &shared.words;
    let made = words.date(shared.zone().local(of.person.registered_at).date());
    match what {
        What::Number => {
            let role = words.word("relation", of.person.role.as_str()).into_owned();
            let members = words.count(of.members);
            let below = words.with("merge-made", &[("date", made), ("role", role), ("count", members)]);
            let note = if is_taken { "merge-stays" } else { "merge-old-number" };
            (of.person.record_number.clone(), Some(below), words.text(note).into_owned())
        }
        What::Part(part) => {
            let note = if part == Part::Phone { made } else { String::new() };
            (rows::value(part, &of.person, seen, shared), None, note)
        }
        What::NextHead => (String::new(), None, String::new()),
    }
}

/// A row that is no choice: one cell over both.
fn line<'a>((key, note): (&str, &str), said: String, room: Room, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let name = row![Space::new().width(14), text::label(words.text(key).into_owned()).cut()].spacing(Gap::Xs);
    let tick = Element::from(Shape::Tick.tone(Tone::Serving));
    let mut said =
        row![tick, text::body(said).width(Length::Fill)].spacing(Gap::S).align_y(Alignment::Center);
    if room.narrow {
        let name = container(name).padding(Gap::around(Gap::Xs, Gap::S));
        return column![name, container(said).padding(Gap::around(Gap::S, Gap::M))].into();
    }
    said = said.push(text::small(words.text(note).into_owned()).muted().line());
    row![
        container(name).width(NAMES).padding(Gap::around(Gap::S, Gap::S)),
        container(said).padding(Gap::around(Gap::S, Gap::M)).width(Length::Fill)
    ]
    .align_y(Alignment::Center)
    .into()
}

/// What both say alike, or one alone, with its name where it does not speak for itself.
fn settled(seen: &Comparison, shared: &Shared) -> String {
    let words = &shared.words;
    let sexes = [&seen.older, &seen.newer].map(|record| record.person.details.sex);
    let sex = |sex: Sex| words.word("sex", sex.as_str()).into_owned();
    let sex = if sexes[0] == sexes[1] { sex(sexes[0]) } else { sexes.map(sex).join(" / ") };
    let parts = rows::settled(seen).into_iter().map(|part| {
        let value = rows::either(part, seen, shared);
        match part {
            Part::Name | Part::Birth | Part::Address => value,
            _ => format!("{} {value}", words.text(rows::label(part))),
        }
    });
    std::iter::once(sex).chain(parts).collect::<Vec<_>>().join(" · ")
}

/// How much follows: of both, and together.
fn follows<'a>(seen: &'a Comparison, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let heads =
        ["merge-older", "merge-newer", "merge-sum"].map(|key| lines::head_right(FIGURE, words.text(key)));
    let head = std::iter::once(lines::head(Length::Fill, words.text("merge-follows"))).chain(heads);
    let (older, newer) = (seen.older.follows, seen.newer.follows);
    let both = older.and(newer);
    let kinds = [
        ("merge-visits", [older, newer, both].map(|of| of.visits)),
        ("merge-tickets", [older, newer, both].map(|of| of.tickets)),
        ("merge-measured", [older, newer, both].map(|of| of.measurements)),
        ("merge-follow-ups", [older, newer, both].map(|of| of.follow_ups)),
        ("merge-children", [older, newer, both].map(|of| of.children)),
    ];
    let mut all = column![lines::header(lines::height::DENSE, head)];
    for (name, [older, newer, both]) in kinds {
        let sum = text::body(words.count(both)).bold().line().right();
        let cells = [
            lines::cell(Length::Fill, text::body(words.text(name)).cut()),
            lines::figure(FIGURE, words.count(older)),
            lines::figure(FIGURE, words.count(newer)),
            lines::cell(FIGURE, sum),
        ];
        all = all.push(lines::line(FOLLOWS, cells));
    }
    all.into()
}

/// What becomes of tickets and of what was sealed.
fn to_know<'a>(seen: &'a Comparison, shared: &'a Shared) -> Element<'a, Desk> {
    let words = &shared.words;
    let mut all = column![text::label(words.text("merge-to-know"))].spacing(Gap::S);
    let said = |shape: Shape, tone, above: String, below: String| {
        row![
            Element::from(shape.tone(tone)),
            column![text::body(above).width(Length::Fill), text::small(below).muted().width(Length::Fill)]
        ]
        .spacing(Gap::S)
        .align_y(Alignment::Center)
    };
    for two in &seen.joined {
        let (stays, goes) =
            (shared.ticket(two.stays.number.as_ref()), shared.ticket(two.goes.number.as_ref()));
        let above = words.with("merge-ticket-goes", &[("ticket", goes)]);
        let below = words.with("merge-ticket-stays", &[("ticket", stays)]);
        all = all.push(said(Shape::Cross, Tone::Late, above, below));
    }
    if !seen.sealed.is_empty() {
        let months: Vec<_> = seen.sealed.iter().map(|month| words.month(month.first().0)).collect();
        let above = words.with("merge-sealed", &[("months", months.join(", "))]);
        all = all.push(said(Shape::Dash, Tone::Muted, above, words.text("merge-sealed-below").into_owned()));
    }
    if seen.joined.is_empty() && seen.sealed.is_empty() {
        all = all.push(text::body(words.text("merge-nothing-to-know")).muted().width(Length::Fill));
    }
    all.into()
}

/// The key of the words for why two are alike.
pub(in crate::ui::front_desk) const fn likeness(why: Likeness) -> &'static str {
    match why {
        Likeness::SameNik => "duplicate-same-nik",
        Likeness::SameBpjs => "duplicate-same-bpjs",
        Likeness::SameBirthDate => "duplicate-same-birth",
        Likeness::BirthDaySwapped => "duplicate-swapped-birth",
        Likeness::SamePhone => "duplicate-same-phone",
        Likeness::SameName => "duplicate-same-name",
        Likeness::NameAlike => "duplicate-name",
        Likeness::BirthDateNear => "duplicate-near-birth",
        Likeness::BirthYearNear => "duplicate-near-year",
        Likeness::SameVillage => "duplicate-same-village",
        Likeness::SameMother => "duplicate-same-mother",
        Likeness::SameFamilyCard => "duplicate-same-card",
    }
}
