//! The screen as a whole: three columns, the visit's header and footer, the keys.

use iced::keyboard::key::Named;
use iced::widget::{Column, Space, column, container, responsive, row};
use iced::{Alignment, Length, Size};

use super::page::{Message as PageMessage, Notice, Page, Tab, id};
use super::waiting::{self, Message as WaitMessage};
use super::{Exam, Message, after, form, plan, side, waiting_view};
use crate::clinic::{Permission, Refusal};
use crate::growth::Index;
use crate::queue::State as StopState;
use crate::terms::{Age, Sex};
use crate::ui::Element;
use crate::ui::calling;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::badge::{self, Badge};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::{button, choice, panel, rows, text};
use crate::visits::{self, Kind, Payer, State};
use crate::words::Words;

const WAITING: f32 = 240.0;
const WAITING_NARROW: f32 = 224.0;
const SIDE: f32 = 472.0;
/// Below this width the right column becomes a part of the page.
const WIDE: f32 = 1150.0;

pub fn view<'a>(exam: &'a Exam, shared: &'a Shared) -> Element<'a, Message> {
    let columns = responsive(move |size| columns(exam, shared, size));
    let page = exam.page();
    let on_page = |message| page.map(|page| Message::Page(page.visit().id, message));
    let key = |named| Shortcut::key(named);
    let wait = Message::Waiting;
    // A voided visit has no end of its own: its turn has.
    let close = on_page(match page.and_then(Page::voided_turn) {
        Some(_) => PageMessage::EndStop,
        None => PageMessage::Close,
    });
    let called = exam.waiting.called_row(shared).is_some();
    let hold = exam.waiting.can_hold(shared).is_some();
    on_keys(columns)
        .bind(key(Named::F9), wait(WaitMessage::CallNext))
        .bind_maybe(key(Named::F10), called.then(|| wait(WaitMessage::CallAgain)))
        .bind_maybe(key(Named::F2), hold.then(|| wait(WaitMessage::Hold)))
        .bind_maybe(key(Named::F11), called.then(|| wait(WaitMessage::NoShow)))
        .bind(key(Named::F4), wait(WaitMessage::Serve))
        .bind_maybe(key(Named::Enter), page.is_none().then(|| wait(WaitMessage::Serve)))
        .bind_maybe(key(Named::ArrowDown), page.is_none().then(|| wait(WaitMessage::Down)))
        .bind_maybe(key(Named::ArrowUp), page.is_none().then(|| wait(WaitMessage::Up)))
        .bind_maybe(Shortcut::ctrl_key(Named::Enter), on_page(PageMessage::Save))
        .bind_maybe(key(Named::F7), on_page(PageMessage::Print))
        .bind_maybe(key(Named::F8), on_page(PageMessage::Refer))
        .bind_maybe(
            key(Named::F5),
            page.and_then(Page::may_hand_over).and_then(|_| on_page(PageMessage::HandOver)),
        )
        .bind(key(Named::F12), close.unwrap_or(wait(WaitMessage::EndStop)))
        .bind_maybe(key(Named::Escape), on_page(PageMessage::Back))
        .bind_maybe(Shortcut::alt('1'), on_page(PageMessage::TurnTo(0)))
        .bind_maybe(Shortcut::alt('2'), on_page(PageMessage::TurnTo(1)))
        .bind_maybe(Shortcut::alt('3'), on_page(PageMessage::TurnTo(2)))
        .into()
}

fn columns<'a>(exam: &'a Exam, shared: &'a Shared, size: Size) -> Element<'a, Message> {
    let wide = size.width >= WIDE;
    let left = container(
        waiting_view::view(&exam.waiting, exam.page().map(|page| page.visit().id), shared)
            .map(Message::Waiting),
    )
    .width(if wide { WAITING } else { WAITING_NARROW });
    let middle: Element<'a, Message> = match exam.page() {
        Some(page) => {
            let visit = page.visit().id;
            body(page, exam, shared, wide).map(move |message| Message::Page(visit, message))
        }
        None => ready(exam, shared),
    };
    let middle = panel::plain(middle).width(Length::Fill).height(Length::Fill);
    let right: Element<'a, Message> = match exam.page() {
        Some(page) if wide => {
            let visit = page.visit().id;
            let side = side::view(page, shared).map(move |message| Message::Page(visit, message));
            row![panel::upright(), container(side).width(SIDE).padding(Gap::L)].into()
        }
        _ => Space::new().into(),
    };
    row![left, panel::upright(), middle, right].height(Length::Fill).into()
}

fn body<'a>(page: &'a Page, exam: &'a Exam, shared: &'a Shared, wide: bool) -> Element<'a, PageMessage> {
    let words = &shared.words;
    let part = match page.tab {
        Tab::Side if !wide => side::in_page(page, shared),
        _ if !page.is_open() => after::view(page, shared),
        Tab::Examine | Tab::Side => form::examine(page, words),
        Tab::Diagnosis => form::diagnosis(page, shared),
        Tab::Plan => plan::view(page, shared),
    };
    let part = container(part).padding(Gap::around(Gap::S, Gap::L).left(20).right(20));
    column![
        header(page, exam, shared, wide),
        taken_back(page, shared),
        notice(page, words),
        panel::scroll(page.scrolled(), part).height(Length::Fill),
        panel::divider(),
        footer(page, shared),
    ]
    .into()
}

fn header<'a>(page: &'a Page, exam: &'a Exam, shared: &'a Shared, wide: bool) -> Element<'a, PageMessage> {
    let words = &shared.words;
    let person = &page.sheet.person;
    let mut parts = if page.is_open() {
        vec![words.text("exam-tab-examine"), words.text("exam-tab-diagnosis"), words.text("exam-tab-plan")]
    } else {
        vec![words.text("exam-tab-visit")]
    };
    if !wide {
        let key = if page.measuring.is_some() { "exam-tab-growth" } else { "exam-history" };
        parts.push(words.text(key));
    }
    let last = parts.len() - 1;
    let chosen = match page.tab {
        Tab::Side if !wide => last,
        _ if !page.is_open() => 0,
        Tab::Examine | Tab::Side => 0,
        Tab::Diagnosis => 1,
        Tab::Plan => 2,
    };
    let side_at = if wide { usize::MAX } else { last };
    let tabs = choice::segments(id::TABS, parts, Some(chosen), move |at| {
        PageMessage::Tab(if at == side_at { 3 } else { at })
    });
    // Whose page it is stands there whole, in two lines where it must.
    let name = text::title(person.details.name.as_str()).bold().width(Length::Fill);
    column![
        row![name, tabs].spacing(Gap::S).align_y(Alignment::Center),
        text::body(who(page, shared)).muted().width(Length::Fill),
        rows::flow(badges(page, exam, shared)),
    ]
    .spacing(Gap::Xs)
    .padding(Gap::around(Gap::L, Gap::L).left(20).right(20).bottom(Gap::S.pixels()))
    .into()
}

/// `Perempuan · 25 bulan 3 hari · RM 01-004821-03 · ibu Siti Nur Azizah`
fn who(page: &Page, shared: &Shared) -> String {
    let person = &page.sheet.person;
    let sex = match person.details.sex {
        Sex::Male => "sex-male",
        Sex::Female => "sex-female",
    };
    let words = &shared.words;
    let age = Age::between(person.details.birth.date, shared.calendar().date(page.visit().opened.at));
    let precision = person.details.birth.precision;
    let age = age.map(|age| words.age_known(words.age_long(age), precision)).unwrap_or_default();
    let line = words.with(
        "exam-patient-line",
        &[("sex", words.text(sex).into_owned()), ("age", age), ("record", person.record_number.clone())],
    );
    let guardian = person.details.guardian.as_ref().map(|guardian| guardian.name.clone());
    match (&page.sheet.mother, guardian) {
        (Some(mother), _) => format!("{line} · {}", words.with("exam-mother", &[("name", mother)])),
        (None, Some(name)) => format!("{line} · {}", words.with("exam-guardian", &[("name", name)])),
        (None, None) => line,
    }
}

/// Where the person of an open visit is: served here since then, waiting here again, in another unit; of whose turn
/// nothing is known any more, since when the visit is open.
fn place<'a>(page: &'a Page, shared: &'a Shared) -> Badge<'a> {
    let words = &shared.words;
    let time = |at| words.time(shared.zone().local(at).time());
    let opened = page.visit().opened.at;
    let Some(row) = page.sheet.stop.as_ref().filter(|row| row.state.is_open()) else {
        return badge::serving(words.with("exam-open-since", &[("time", time(opened))]));
    };
    let ticket = shared.ticket(row.number.as_ref());
    if let Some((unit, since)) = page.away() {
        let unit = shared.config.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default();
        let said =
            words.with("exam-there-since", &[("ticket", ticket), ("unit", unit), ("time", time(since))]);
        return badge::closed(said);
    }
    let at = |key, since| words.with(key, &[("ticket", ticket.clone()), ("time", time(since))]);
    match row.state {
        StopState::Waiting => badge::waiting(at("exam-waiting-since", row.opened_at)),
        StopState::Called => badge::called(at("exam-called-since", row.since)),
        _ => badge::serving(at("exam-serving-since", row.since)),
    }
}

fn badges<'a>(page: &'a Page, exam: &'a Exam, shared: &'a Shared) -> Vec<Element<'a, PageMessage>> {
    let words = &shared.words;
    let visit = page.visit();
    let mut all: Vec<Element<'a, PageMessage>> = Vec::new();
    match visit.state {
        State::Open => all.push(place(page, shared).into()),
        State::Closed => all.push(badge::done(words.text("visit-closed")).into()),
        State::Voided => all.push(badge::closed(words.text("visit-state-voided")).into()),
    }
    if page.sheet.person.deceased_on.is_some() {
        all.push(badge::closed(words.text("desk-deceased")).into());
    }
    if exam.has_draft(visit.id) {
        all.push(badge::draft(words.text("state-draft")).into());
    }
    if let Some(preview) = page.measuring.as_ref().and_then(|form| form.preview()) {
        if preview.gain.is_some_and(|gain| gain.twice_not_gained) {
            let shape = crate::ui::widget::shape::Shape::Down;
            all.push(badge::badge(shape, words.text("kms-twice"), crate::ui::theme::Tone::Late).into());
        }
        if preview.gain.is_some_and(|gain| gain.below_red_line) {
            all.push(badge::very_low(words.text("kms-below-red")).into());
        }
        if preview.assessment.category(Index::WeightForLength)
            == Some(crate::growth::Category::SeverelyWastedOedema)
        {
            let word = words.word("category", crate::growth::Category::SeverelyWastedOedema.key());
            all.push(badge::very_low(word).into());
        }
    }
    for (short, light) in page.sheet.growth.low_at_birth() {
        if let Some(length) = short {
            let said = words.with("screening-birth-length", &[("length", words.centimetres(length))]);
            all.push(badge::low(said).into());
        }
        if let Some(weight) = light {
            let said = words.with("screening-birth-weight", &[("weight", words.kilograms(weight))]);
            all.push(badge::low(said).into());
        }
    }
    if let Some(whole) = visit.within {
        all.push(badge::closed(super::side::part_of(whole, page, shared)).plain().into());
    }
    if visit.left_open.is_some() {
        all.push(badge::too_long(words.text("exam-left-open")).into());
    }
    all
}

/// What was typed before the program ended stands in its fields again: that is said until it is saved or thrown away.
fn taken_back<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, PageMessage> {
    let Some(at) = page.taken_back.filter(|_| page.is_touched()) else { return Space::new().into() };
    let words = &shared.words;
    let local = shared.zone().local(at);
    let when = format!("{} {}", words.date(local.date()), words.time(local.time()));
    let said = words.with("exam-taken-back", &[("when", when)]);
    let away = button::secondary(words.text("exam-drop-typed")).small().on_press(PageMessage::DropTyped);
    let line = column![panel::note(panel::About::Information, "", &said), away].spacing(Gap::S);
    container(line).padding(Gap::around(Gap::None, Gap::L).left(20).right(20)).into()
}

fn notice<'a>(page: &'a Page, words: &'a Words) -> Element<'a, PageMessage> {
    let Some(notice) = page.flight.problem() else { return Space::new().into() };
    let mut line = Column::new().spacing(Gap::S).padding(Gap::around(Gap::None, Gap::L).left(20).right(20));
    match notice {
        Notice::Look(said) => line = line.push(panel::note(panel::About::Warning, "", said)),
        Notice::Refused(refusal) => {
            line = line.push(panel::note(panel::About::Error, "", &refusal.explain(words)));
            match refusal {
                Refusal::Visits(visits::Error::NotResponsible { .. }) => {
                    let take = button::secondary(words.text("exam-take-over")).small();
                    line = line.push(take.on_press(PageMessage::TakeOver));
                }
                Refusal::Visits(visits::Error::Clash(clash)) => {
                    for part in &clash.fields {
                        let label = format!("{} ·", words.text(part.label()));
                        let now = words.with("field-now", &[("value", clash.now.text(*part))]);
                        line = line.push(panel::note(panel::About::Information, &label, &now));
                    }
                }
                _ => {}
            }
        }
    }
    line.into()
}

fn footer<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, PageMessage> {
    let words = &shared.words;
    let may_print = page.measuring.is_some().then_some(PageMessage::Print);
    let print = button::secondary(words.text("action-print")).key("F7").tight().on_press_maybe(may_print);
    let state = match (page.is_touched(), page.saved_at) {
        (true, _) => {
            let at = page.typed_at.map(|at| words.time(shared.zone().local(at).time()));
            format!("{}\n{}", words.text("state-draft"), at.unwrap_or_default())
        }
        (false, Some(at)) => {
            let at = words.time(shared.zone().local(at).time());
            format!("{}\n{at}", words.text("word-saved"))
        }
        (false, None) => String::new(),
    };
    let state = container(text::small(state).muted().right()).width(Length::Fill);
    let line = if page.is_open() {
        let may = shared.may(Permission::WriteCare) && page.flight.is_free();
        let save = button::primary(words.text("action-save")).icon(Icon::Check).key("Ctrl+Enter").tight();
        let refer = button::secondary(words.text("action-refer")).key("F8").tight();
        let close = button::secondary(words.text("action-close")).key("F12").tight();
        row![
            save.on_press_maybe(may.then_some(PageMessage::Save)),
            refer.on_press(PageMessage::Refer),
            print,
            close.on_press(PageMessage::Close),
            state,
        ]
    } else {
        let serving = page.sheet.stop.as_ref().is_some_and(|row| row.state == StopState::Serving);
        let voided = serving && page.voided_turn().is_some();
        let again = (voided && shared.may(Permission::WriteCare)).then(|| {
            let again = button::primary(words.text("exam-wait-again")).key("F2").tight();
            again.on_press(PageMessage::WaitAgain)
        });
        let end = voided.then(|| {
            let number = page.sheet.stop.as_ref().and_then(|row| row.number.as_ref());
            let number = shared.ticket(number);
            let end =
                button::secondary(words.with("exam-end-stop", &[("ticket", number)])).key("F12").tight();
            end.on_press(PageMessage::EndStop)
        });
        iced::widget::Row::new().push(again).push(end).push(print).push(state)
    };
    container(line.spacing(Gap::S).align_y(Alignment::Center)).padding([0, 20]).center_y(64).into()
}

/// Before a visit is open: who is chosen, who pays, what for; or why there is nobody.
fn ready<'a>(exam: &'a Exam, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    if let Some(problem) = exam.problem() {
        let note = panel::note(panel::About::Error, "", &problem.explain(words));
        return container(note).padding(Gap::Xl).into();
    }
    let waiting = &exam.waiting;
    let Some(row) = waiting.chosen().filter(|row| row.state.is_open() || row.state == StopState::NoShow)
    else {
        let (title, hint) = match super::waiting::unit(shared) {
            Some(_) => ("exam-no-visit", "exam-no-visit-hint"),
            None => ("exam-no-room", "exam-no-room-hint"),
        };
        let empty = panel::empty(Icon::Stethoscope, words.text(title), words.text(hint), None);
        return container(empty).center_y(Length::Fill).into();
    };
    let number = shared.ticket(row.number.as_ref());
    let mut all =
        Column::new().spacing(Gap::L).padding(Gap::Xl).push(text::figure(number.clone()).bold().line());
    match waiting.card(row) {
        Some(card) => {
            let age = Age::between(card.birth.date, shared.date());
            let age = age.map(|age| words.age_long(age)).unwrap_or_default();
            all = all
                .push(text::title(card.name.as_str()).bold().width(Length::Fill))
                .push(text::body(age).muted());
        }
        None => {
            all = all.push(panel::note(panel::About::Warning, "", &words.text("exam-no-person")));
        }
    }
    all = all.push(calling::state(row, true, shared.too_long_since(exam.waiting.rows()), shared).plain());
    let voided = waiting.was_voided(row);
    let name = waiting.card(row).map_or("", |card| card.name.as_str());
    if voided {
        let said = words.with("exam-turn-voided", &[("name", name)]);
        all = all.push(panel::note(panel::About::Warning, "", &said));
    }
    if row.state != StopState::NoShow && row.person.is_some() {
        let payers = Payer::ALL.iter().map(|payer| words.word("payer", payer.as_str()));
        let payer = Payer::ALL.iter().position(|payer| *payer == waiting.payer_of(row));
        let kinds = Kind::ALL.iter().map(|kind| words.word("visit-kind", kind.as_str()));
        let kind = Kind::ALL.iter().position(|kind| *kind == waiting.kind_of(shared));
        let wait = |make: fn(usize) -> WaitMessage| move |at| Message::Waiting(make(at));
        all = all
            .push(text::label(words.text("exam-payer")))
            .push(choice::segments(waiting::id::PAYER, payers, payer, wait(WaitMessage::Payer)))
            .push(choice::segments(waiting::id::KIND, kinds, kind, wait(WaitMessage::Kind)));
    }
    let (label, key, message) = match (row.state, row.person) {
        (StopState::Serving, _) if voided => ("exam-wait-again", "F2", WaitMessage::Hold),
        (StopState::NoShow, _) => ("exam-restore", "F4", WaitMessage::Serve),
        (StopState::Serving, None) => ("exam-end-stop", "F12", WaitMessage::EndStop),
        (StopState::Serving, Some(_)) => ("exam-continue", "F4", WaitMessage::Serve),
        _ => ("exam-serve", "F4", WaitMessage::Serve),
    };
    let act = button::primary(words.with(label, &[("ticket", number.as_str())])).key(key);
    all = all.push(act.on_press(Message::Waiting(message)));
    if voided {
        let end = button::secondary(words.with("exam-end-stop", &[("ticket", number.as_str())])).key("F12");
        all = all.push(end.on_press(Message::Waiting(WaitMessage::EndStop)));
        let again = button::secondary(words.with("exam-open-again", &[("name", name)]));
        all = all.push(again.on_press(Message::Waiting(WaitMessage::ServeAgain)));
    }
    panel::scroll("exam.ready", all).height(Length::Fill).into()
}
