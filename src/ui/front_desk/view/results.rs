//! The search box and the rows of what was found.

use iced::keyboard::key::Named;
use iced::widget::{Space, column, container, mouse_area, row};
use iced::{Alignment, Length};

use super::super::search::{Hit, Line, Results};
use super::super::{FrontDesk, Message, id};
use super::Room;
use crate::clinic::Permission;
use crate::people::Means;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind, Tone};
use crate::ui::widget::button::{KeyOn, key_hint};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::press::press;
use crate::ui::widget::text::Tint;
use crate::ui::widget::{button, field, panel, rows, text};

/// Heights that the other parts of the column need, so that the hits take what is left.
const BELOW_WITHOUT_PERSON: f32 = 460.0;
const BELOW_WITH_PERSON: f32 = 590.0;
/// In a low window the units stand in two lines of chips, with more air around them.
const BELOW_IN_LOW: f32 = 30.0;
const CHIPS: f32 = 36.0;
/// What was understood, in its line.
const TOKENS: f32 = 36.0;
/// Villages with a hamlet of one name; more are typed.
const MOST_VILLAGES: usize = 3;
/// More rows than this are not read, one types on.
const MOST: usize = 8;

/// The box.
pub(super) fn search<'a>(desk: &'a FrontDesk, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let hint = key_hint("F3", KeyOn::Surface);
    let trail: Element<'a, Message> = if room.tight {
        hint
    } else {
        let words = text::small(shared.words.text("desk-search-hint")).muted().line();
        row![words, hint].spacing(Gap::M).align_y(Alignment::Center).into()
    };
    field::search(&desk.search.text)
        .id(id::SEARCH)
        .on_input(Message::Typed)
        .on_submit(Message::Open)
        .trail(trail)
        .into()
}

/// What was found; nothing where nothing was looked for.
pub(super) fn results<'a>(desk: &'a FrontDesk, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let Some(found) = &desk.search.found else { return Space::new().into() };
    let words = &shared.words;
    let narrow = room.tight;
    let shown = shown(desk, found, room);
    let lines = found.lines.iter().enumerate().skip(shown.0).take(shown.1);
    let lines = lines.map(|(at, line)| hit(at, line, desk.is_marked(at, line), narrow));
    let list = rows::list(lines);
    // What stands there now decides where the next page begins: nobody is turned over unseen.
    let (first, end) = (found.skipped as usize + shown.0, (shown.0 + shown.1).min(found.lines.len()));
    let before = (first > 0).then(|| u32::try_from(first.saturating_sub(shown.1)).ok()).flatten();
    let is_more = found.more || end < found.lines.len();
    let after = is_more.then(|| u32::try_from(found.skipped as usize + end).ok()).flatten();
    let list = mouse_area(list).on_scroll(|delta| {
        let lines = match delta {
            iced::mouse::ScrollDelta::Lines { y, .. } | iced::mouse::ScrollDelta::Pixels { y, .. } => y,
        };
        Message::Mark(if lines > 0.0 { -1 } else { 1 })
    });
    let register = button::quiet(words.text("desk-register-new"))
        .small()
        .icon(Icon::UserPlus)
        .key("Ctrl+N")
        .id(id::REGISTER)
        .on_press_maybe(shared.may(Permission::RegisterPeople).then_some(Message::Register));
    let left: Element<'a, Message> = match (found.more, found.lines.is_empty(), narrow) {
        (_, _, true) => Space::new().width(Length::Fill).into(),
        _ if before.is_some() || after.is_some() => pages(before, after, shared),
        (_, true, _) => Space::new().width(Length::Fill).into(),
        _ => text::body(words.text("desk-not-listed")).muted().cut().into(),
    };
    let foot = row![left, register].align_y(Alignment::Center).height(rows::height::NORMAL);
    let foot = container(foot).padding(iced::Padding::ZERO.left(Gap::L.pixels()).right(Gap::Xs.pixels()));
    let mut sheet = column![head(desk, found, room, shared), panel::divider(), list];
    if !found.lines.is_empty() {
        sheet = sheet.push(panel::divider());
    }
    // The gap above belongs to what was found: without it the next panel stands there.
    let sheet = container(panel::sheet(sheet.push(foot))).padding(iced::Padding::ZERO.top(Gap::S.pixels()));
    let all: Element<'a, Message> = if has_tokens(found, room) {
        column![understood(found, room, shared), sheet].into()
    } else {
        sheet.into()
    };
    on_keys(all)
        .bind_maybe(Shortcut::key(Named::PageDown), after.map(Message::Page))
        .bind_maybe(Shortcut::key(Named::PageUp), before.map(Message::Page))
        .into()
}

/// Whether what was understood has its line: where more than one thing was.
fn has_tokens(found: &Results, room: Room) -> bool {
    found.tokens.len() > 1 && !room.low
}

/// How many lines there is room for.
fn fits(desk: &FrontDesk, room: Room) -> usize {
    let below = match &desk.chosen {
        // A large family takes more lines of chips.
        Some(chosen) => BELOW_WITH_PERSON + CHIPS * (chosen.family_lines().saturating_sub(1)) as f32,
        None => BELOW_WITHOUT_PERSON,
    };
    let tokens = desk.search.found.as_ref().is_some_and(|found| has_tokens(found, room));
    let below = if tokens { below + TOKENS } else { below };
    let below = if room.low { below + BELOW_IN_LOW } else { below };
    let fits = ((room.height - below) / rows::height::NORMAL).floor().max(1.0) as usize;
    if room.very_low { 1 } else { fits.min(MOST) }
}

/// From which line on, and how many: the marked one is always among them.
fn shown(desk: &FrontDesk, found: &Results, room: Room) -> (usize, usize) {
    let count = fits(desk, room);
    let first = (desk.search.at + 1).saturating_sub(count).min(found.lines.len().saturating_sub(count));
    (first, count)
}

/// The keys to the pages before and after.
fn pages<'a>(before: Option<u32>, after: Option<u32>, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let mut all =
        row![text::body(words.text("found-more")).muted().cut()].spacing(Gap::Xs).align_y(Alignment::Center);
    let key = |key, page: Option<u32>| -> Option<Element<'a, Message>> {
        let hint = key_hint(key, KeyOn::Surface);
        page.map(|page| press(hint).kind(Kind::Quiet).mouse_only().on_press(Message::Page(page)).into())
    };
    for hint in [key("PgUp", before), key("PgDn", after)].into_iter().flatten() {
        all = all.push(hint);
    }
    all.width(Length::Fill).into()
}

fn head<'a>(desk: &'a FrontDesk, found: &'a Results, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let quoted = found.text.trim();
    let line: Element<'a, Message> = if found.lines.is_empty() {
        text::small(words.with("desk-found-none", &[("text", quoted)])).muted().cut().into()
    } else {
        let key = if found.by_name { "desk-found-by-name" } else { "desk-found-for" };
        let lines = u32::try_from(found.lines.len()).unwrap_or(u32::MAX);
        let count = words.with("desk-found", &[("count", found.total.unwrap_or(found.skipped + lines))]);
        let more = if found.more && found.total.is_none() { "+" } else { "" };
        let mut line = row![
            text::small(format!("{count}{more}")).bold().line(),
            text::small(match key {
                "desk-found-by-name" => words.with("desk-found-by-name", &[("text", quoted)]),
                _ => words.with("desk-found-for", &[("text", quoted)]),
            })
            .muted()
            .cut()
        ];
        if room.low || found.lines.len() > 1 {
            let place = format!(
                "{}/{}",
                found.skipped as usize + desk.search.at + 1,
                found.total.unwrap_or(found.skipped + lines)
            );
            line = line.push(text::small(place).muted().line());
        }
        line.spacing(Gap::Xs).width(Length::Fill).into()
    };
    let mut all = row![line].spacing(Gap::S).align_y(Alignment::Center);
    if found.villages.len() > 1 && !room.tight {
        all = all.push(villages(found, shared));
    } else if !room.tight && !found.lines.is_empty() {
        all = all
            .push(key_hint("↑", KeyOn::Surface))
            .push(key_hint("↓", KeyOn::Surface))
            .push(text::small(words.text("word-select")).muted().line())
            .push(key_hint("Enter", KeyOn::Surface))
            .push(text::small(words.text("word-open")).muted().line());
    }
    container(all).padding(Gap::around(Gap::None, Gap::L)).center_y(32).width(Length::Fill).into()
}

/// The villages that a hamlet is in, each a way to mean that one only.
fn villages<'a>(found: &'a Results, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let place = found.tokens.iter().find(|token| token.means == Means::Address);
    let place = place.map(|token| token.text.as_str()).unwrap_or_default();
    let count = found.villages.len().to_string();
    let said = words.with("found-villages", &[("place", place), ("count", count.as_str())]);
    let mut all = row![text::small(said).muted().line()].spacing(Gap::Xs).align_y(Alignment::Center);
    for (at, lives) in found.villages.iter().enumerate().take(MOST_VILLAGES) {
        let people = words.count(lives.people);
        let inside = text::small(format!("{} {people}", lives.village)).medium().tone(Tone::Accent).line();
        all = all
            .push(press(inside).kind(Kind::Quiet).padding([0, 4]).mouse_only().on_press(Message::Narrow(at)));
    }
    all.into()
}

fn hit(at: usize, line: &Line, marked: bool, narrow: bool) -> Element<'_, Message> {
    let name = text::body(line.name.as_str()).bold().cut().tinted(on(&line.name_marks, marked));
    let below = text::small(line.below.as_str()).muted().cut().tinted(on(&line.below_marks, marked));
    let birth = text::body(line.birth.as_str()).line().tinted(on(&line.birth_marks, marked));
    let age = text::small(line.age.as_str()).muted().line();
    let record = text::body(line.record.as_str()).line();
    let because: Element<'_, Message> = match line.what {
        Hit::Ticket { state, .. } => crate::ui::calling::of_state(state, line.because.as_str()).into(),
        Hit::Person(_) => text::small(line.because.as_str()).medium().tone(line.tone).cut().into(),
    };
    let who = column![name, below].width(Length::Fill);
    let cells: Vec<Element<'_, Message>> = if narrow {
        vec![who.into(), rows::cell(84, column![birth, age]), rows::cell(104, record)]
    } else {
        vec![
            who.into(),
            rows::cell(132, column![birth, age]),
            rows::cell(104, record),
            rows::cell(168, because),
        ]
    };
    rows::row_press(rows::height::NORMAL, marked, cells).mouse_only().on_press(Message::Pick(at)).into()
}

/// Behind the letters of the marked row, which is tinted itself, the ground is plain.
fn on(tints: &[Tint], marked: bool) -> Vec<Tint> {
    let plain = |tint: &Tint| Tint {
        tone: if marked && tint.tone == Tone::Serving { Tone::Ink } else { tint.tone },
        ..*tint
    };
    tints.iter().map(plain).collect()
}

/// What the text was understood as, each with its cross, and how it narrows.
fn understood<'a>(found: &'a Results, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let tokens = found.tokens.iter().enumerate().map(|(at, token)| {
        let kind = text::small(words.text(match token.means {
            Means::Name => "found-means-name",
            Means::Mother => "found-means-mother",
            Means::Born => "found-means-born",
            Means::Village => "found-means-village",
            Means::Address => "found-means-address",
        }));
        let inside =
            row![kind.muted().line(), text::body(token.text.as_str()).medium().line(), Icon::X.size(12.0)];
        let inside = inside.spacing(6).align_y(Alignment::Center);
        press(inside)
            .kind(Kind::Chip(true.into()))
            .height(28)
            .padding([0, 8])
            .mouse_only()
            .on_press(Message::Widen(at))
            .into()
    });
    let mut all = row![rows::flow(tokens.collect::<Vec<Element<'a, Message>>>())]
        .spacing(Gap::M)
        .align_y(Alignment::Center);
    if !room.tight && found.tokens.len() > 1 {
        let counts = found.tokens.iter().map(|token| words.count(token.left)).collect::<Vec<_>>().join(" → ");
        all = all.push(text::small(counts).muted().line().right());
    }
    container(all).padding(iced::Padding::ZERO.top(Gap::S.pixels())).into()
}
