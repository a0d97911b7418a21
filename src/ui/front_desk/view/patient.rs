//! The chosen person, or nobody; the choices for the ticket; F2 and F4.

use iced::widget::{Column, Space, column, container, row, scrollable};
use iced::{Alignment, Length};

use super::super::lines::sex_and_age;
use super::super::ticket::{Message as T, VisitStep, all_services};
use super::super::{FamilyMessage, FrontDesk, Message, id};
use super::{Room, records};
use crate::clinic::Permission;
use crate::clinic::views::Patient;
use crate::people::moving::rules as moving;
use crate::people::rules::{self, Missing};
use crate::people::{Details, Similar};
use crate::queue::{Row, State};
use crate::reference::fold;
use crate::setup::Standing;
use crate::terms::Age;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::footed::footed;
use crate::ui::widget::{badge, button, choice, field, panel, rows, text};

/// The panel below the results: it takes the room there is and scrolls inside where that is little. Where it is least the
/// results scroll with it.
pub(super) fn panel<'a>(
    desk: &'a FrontDesk,
    results: Element<'a, Message>,
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Message> {
    let patient = desk.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref());
    let about = match (&desk.chosen, patient) {
        (chosen, Some(patient)) => {
            let same = chosen.as_ref().and_then(|chosen| chosen.same());
            person(desk, (patient, same), room, shared)
        }
        (Some(_), None) => text::body(shared.words.text("word-loading")).muted().into(),
        (None, _) => nobody(desk, room, shared),
    };
    let inside = column![
        container(about).padding(Gap::L),
        panel::divider(),
        container(choices(desk, patient, room, shared)).padding(Gap::L)
    ];
    let buttons = container(buttons(desk, room, shared))
        .padding(iced::Padding::from(Gap::L).top(if room.low { Gap::M.pixels() } else { 0.0 }));
    // The buttons always stay; what is above them scrolls.
    let gap = Space::new().height(Gap::M);
    if room.very_low {
        let all = column![results, gap, panel::sheet(inside).width(Length::Fill)];
        return footed(scrollable(all), panel::sheet(buttons).width(Length::Fill));
    }
    let panel = panel::sheet(footed(scrollable(inside), buttons)).width(Length::Fill);
    column![results, gap, panel].into()
}

fn nobody<'a>(desk: &'a FrontDesk, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let hint = match (desk.search.marked(), desk.draft_name()) {
        (Some(line), _) => words.with("desk-patient-marked-hint", &[("name", line.name.as_str())]),
        (None, Some(name)) => words.with("desk-draft-waits", &[("name", name)]),
        (None, None) => words.text("desk-patient-none-hint").into_owned(),
    };
    let said = column![
        text::title(words.text("desk-patient-none")).cut(),
        text::body(hint).muted().width(Length::Fill)
    ];
    let register = button::secondary(words.text("desk-register-new"))
        .icon(Icon::UserPlus)
        .key("Ctrl+N")
        .on_press_maybe(shared.may(Permission::RegisterPeople).then_some(Message::Register));
    // Where something was found, the same button stands below the hits.
    let side = if room.narrow { Alignment::Start } else { Alignment::End };
    let mut others = Column::new().spacing(Gap::S).align_x(side);
    if desk.search.found.is_none() {
        others = others.push(register);
    }
    if shared.may(Permission::KeepTheDay) {
        let paper = button::quiet(words.text("desk-late-entry")).small().tight().icon(Icon::FilePen);
        others = others.push(paper.key("Ctrl+P").on_press(Message::Paper));
    }
    let said = said.spacing(Gap::Xs).width(Length::Fill);
    if room.narrow {
        return column![said, others].spacing(Gap::S).into();
    }
    row![said, others].spacing(Gap::M).align_y(Alignment::Center).into()
}

fn person<'a>(
    desk: &'a FrontDesk,
    (patient, same): (&'a Patient, Option<&'a Similar>),
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Message> {
    let words = &shared.words;
    let who = &patient.opened.person;
    let details = &who.details;
    let amend = button::quiet(words.text("action-edit")).small().tight().icon(Icon::Pencil).key("F6");
    let amend = amend.on_press_maybe(shared.may(Permission::CorrectPeople).then_some(Message::Amend));
    let mut head = row![container(text::title(details.name.as_str()).cut()).width(Length::Fill)];
    if who.deceased_on.is_some() {
        head = head.push(badge::closed(words.text("desk-deceased")));
    } else if let Some(priority) = desk.choices.priority {
        head = head.push(badge::priority(words.word("priority", priority.as_str())));
    }
    let folder = button::quiet(words.text("family-key")).small().tight().icon(Icon::Folder).key("Ctrl+F");
    let folder = folder.on_press_maybe(
        shared.may(Permission::CorrectPeople).then_some(Message::Family(FamilyMessage::Begin)),
    );
    let mut keys: Vec<Element<'a, Message>> = vec![amend.into(), folder.into()];
    // Only those who may read care see that there is a history at all.
    if shared.may(Permission::SeeCare) {
        let history = button::quiet(words.text("action-history")).small().tight().icon(Icon::Clock).key("F7");
        keys.push(history.on_press(Message::History).into());
    }
    // Who it is comes before what can be done: where there is little room, the keys go below the name.
    let head = head.spacing(Gap::S).align_y(Alignment::Center);
    let head: Element<'a, Message> = if room.narrow {
        column![head, rows::flow(keys)].spacing(Gap::Xs).into()
    } else {
        head.extend(keys).into()
    };
    column![head, facts(patient, room, shared), family(patient, room, shared)]
        .extend(too_young(patient, shared))
        .extend(missing(patient, shared))
        .extend(same.map(|same| records::same(same, shared)))
        .extend(records::merged(desk, patient, shared))
        .spacing(Gap::M)
        .into()
}

/// A child that heads a folder was registered by mistake: it says so, with the key of the page that repairs it.
fn too_young<'a>(patient: &Patient, shared: &'a Shared) -> Option<Element<'a, Message>> {
    let words = &shared.words;
    let person = &patient.opened.person;
    moving::too_young(person, shared.date()).err()?;
    let place = words.word("relation", person.role.as_str()).to_lowercase();
    let mut said = words.with("family-too-young-short", &[("place", place)]);
    if shared.may(Permission::CorrectPeople) {
        said = format!("{said} {}", words.text("family-repairs"));
    }
    Some(text::small(said).tone(Tone::Waiting).into())
}

/// What the record still lacks is asked of whoever may write it.
fn missing<'a>(patient: &Patient, shared: &'a Shared) -> Option<Element<'a, Message>> {
    let words = &shared.words;
    let lacks = rules::missing(&patient.opened.person.details, shared.date());
    let names = lacks.into_iter().map(|what| match what {
        Missing::Village => words.text("person-village"),
        Missing::Guardian => words.text("person-guardian"),
    });
    let names: Vec<_> = names.map(|name| name.to_lowercase()).collect();
    if names.is_empty() || !shared.may(Permission::CorrectPeople) {
        return None;
    }
    let said = words.with("desk-data-missing", &[("what", names.join(", "))]);
    Some(text::small(said).tone(Tone::Waiting).into())
}

/// As wide as an estimated year with its age: "2024, perkiraan (25 bl)".
const BIRTH: f32 = 160.0;

fn facts<'a>(patient: &'a Patient, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let who = &patient.opened.person;
    let details = &who.details;
    let age = Age::between(details.birth.date, shared.date()).map(|age| words.age(age));
    let birth = format!("{} ({})", shared.birth(details.birth), age.unwrap_or_default());
    let nik = details.identity.nik().map(crate::terms::Nik::masked);
    let nik = nik.unwrap_or_else(|| words.text("desk-no-nik").into_owned());
    let nothing = || "–".to_owned();
    let bpjs = details.bpjs.as_ref().map_or_else(nothing, crate::terms::BpjsNumber::masked);
    let phone = if details.phone.is_empty() { nothing() } else { masked_phone(&details.phone) };
    let last = patient.last_visit.map(|(day, unit)| {
        let unit = shared.config.unit(unit).map(|unit| unit.name.as_str()).unwrap_or_default();
        format!("{} · {unit}", words.date(day.0))
    });
    let last = last.unwrap_or_else(|| words.text("desk-last-visit-none").into_owned());
    let value = |key: &str, said: String| field::value(words.text(key).into_owned(), field::value_text(said));
    let cells = [
        value("desk-birth-date", birth),
        value("desk-nik", nik),
        value("desk-bpjs", bpjs),
        value("desk-last-visit", last),
        value("desk-record-number", who.record_number.clone()),
        value("desk-phone", phone),
        value("desk-address", address(details, shared)),
        value("desk-today", today(&patient.tickets, shared)),
    ];
    let [birth, nik, bpjs, last, record, phone, address, today] = cells;
    if room.tight {
        let pair = |one, other| row![one, other].spacing(Gap::L);
        return column![pair(birth, record), pair(today, last), pair(nik, bpjs), pair(phone, address)]
            .spacing(Gap::S)
            .into();
    }
    let line = |one: Element<'a, Message>, two: Element<'a, Message>, three, four: Element<'a, Message>| {
        row![container(one).width(BIRTH), container(two).width(128), three, container(four).width(152)]
            .spacing(Gap::L)
    };
    column![line(birth, nik, bpjs, last), line(record, phone, address, today)].spacing(Gap::M).into()
}

/// Where somebody lives, as much as is known of it; "–" where that is nothing.
pub(in crate::ui::front_desk) fn address(details: &Details, shared: &Shared) -> String {
    let area = details.home.area();
    let village = area.and_then(|code| shared.config.village(code)).map(|village| village.name.clone());
    let village = village.or_else(|| area.map(crate::terms::AreaCode::dotted));
    let mut said = village.unwrap_or_default();
    if let (Some(rt), Some(rw)) = (details.address.rt, details.address.rw) {
        let (rt, rw) = (format!("{rt:02}"), format!("{rw:02}"));
        said = shared.words.with(
            "desk-address-full",
            &[("village", said.as_str()), ("rt", rt.as_str()), ("rw", rw.as_str())],
        );
    }
    match (said.is_empty(), details.address.text.is_empty()) {
        (true, true) => "–".to_owned(),
        (true, false) => details.address.text.clone(),
        (false, true) => said,
        (false, false) => format!("{said}, {}", details.address.text),
    }
}

/// `0812••••4471`: somebody stands behind the one who asks.
pub(in crate::ui::front_desk) fn masked_phone(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.len() < 9 {
        return phone.to_owned();
    }
    let first: String = digits.iter().take(4).collect();
    let last: String = digits.iter().skip(digits.len() - 4).collect();
    format!("{first}••••{last}")
}

fn today(tickets: &[Row], shared: &Shared) -> String {
    let words = &shared.words;
    let newest = tickets.iter().find(|row| row.state.is_open()).or_else(|| tickets.last());
    newest.map_or_else(
        || words.text("desk-today-none").into_owned(),
        |row| {
            let number = shared.ticket(row.number.as_ref());
            format!("{number} · {}", words.word("state", row.state.as_str()))
        },
    )
}

fn family<'a>(patient: &'a Patient, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let chosen = patient.opened.person.id;
    let members = &patient.opened.family.members;
    if members.len() < 2 {
        return Space::new().into();
    }
    let chips = members.iter().map(|member| {
        let age = Age::between(member.card.birth.date, shared.date()).map(|age| shared.words.age(age));
        // The chosen one's full name stands above.
        let name = short(&member.card.name);
        choice::chip(format!("{name} · {}", age.unwrap_or_default()), member.card.id == chosen)
            .on_press(Message::Choose(member.card.id))
            .into()
    });
    labelled("desk-family", rows::flow(chips), room, shared)
}

/// As much of a name as a button holds: two words that are no titles, for `By Ny` is nobody, and what tells twins apart.
pub(super) fn short(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_title = |word: &str| fold::is_leading_title(&word.trim_end_matches('.').to_lowercase());
    let mut named = 0;
    let counts = words.iter().take_while(|word| {
        let more = named < 2;
        named += usize::from(!is_title(word));
        more
    });
    let count = counts.count();
    let tells = |word: &&&str| word.len() <= 3 && word.chars().all(|letter| "IVX123".contains(letter));
    let twin = words.iter().skip(count).last().filter(tells);
    words.iter().take(count).chain(twin).copied().collect::<Vec<_>>().join(" ")
}

fn labelled<'a>(
    key: &str,
    content: Element<'a, Message>,
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Message> {
    let label = text::label(shared.words.text(key).into_owned()).cut();
    if room.narrow {
        return column![label, content].spacing(Gap::Xs).into();
    }
    row![container(label).width(80), container(content).width(Length::Fill)]
        .spacing(Gap::S)
        .align_y(Alignment::Center)
        .into()
}

fn choices<'a>(
    desk: &'a FrontDesk,
    patient: Option<&'a Patient>,
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Message> {
    let words = &shared.words;
    let chosen = desk.unit(shared).map(|unit| unit.id);
    let lines = desk.queue.board.as_ref().map(|board| board.queue.units.as_slice()).unwrap_or_default();
    let chips = all_services(shared).map(|unit| {
        let open = unit.standing == Standing::Open;
        if !open {
            let closed = words.with("desk-unit-closed", &[("unit", unit.name.as_str())]);
            return choice::chip(closed, false).tall().into();
        }
        let waiting = lines.iter().find(|line| line.unit == unit.id).map_or(0, |line| line.bound);
        choice::chip(unit.name.as_str(), chosen == Some(unit.id))
            .count(words.count(waiting))
            .key(unit.prefix.as_str())
            .tall()
            .on_press(Message::Ticket(T::Unit(unit.id)))
            .into()
    });
    let priorities = desk.priorities(shared);
    let at = priorities.iter().position(|one| *one == desk.priority(shared));
    let names = priorities.into_iter().map(|one| match one {
        None => words.text("priority-none").into_owned(),
        Some(one) => words.word("priority", one.as_str()).into_owned(),
    });
    let priorities = choice::segments(id::PRIORITY, names, at, |at| Message::Ticket(T::Priority(at)));
    let units = labelled("desk-unit-keys", rows::flow(chips), room, shared);
    let mut all = Column::new().spacing(Gap::S).push(units);
    // Where there is no room beside F2: its button says who gets what.
    let has_less = room.narrow || room.tight;
    let visit = has_less.then(|| visit(desk, shared)).flatten().map(button::Button::small);
    let beside = visit.map(Element::from);
    if patient.is_none() {
        return all.push(labelled("desk-priority", priorities, room, shared)).extend(beside).into();
    }
    let payers = desk.payers(shared);
    let payer = desk.payer(shared);
    let at = payers.iter().position(|one| Some(*one) == payer);
    let names = payers.iter().map(|one| words.word("payer", one.as_str()).into_owned());
    let payers = choice::segments(id::PAYER, names, at, |at| Message::Ticket(T::Payer(at)));
    if room.tight {
        all = all.push(labelled("desk-payer", payers, room, shared));
        return all.push(labelled("desk-priority", priorities, room, shared)).extend(beside).into();
    }
    let label = text::label(words.text("desk-priority")).line();
    let priorities = row![label, priorities].spacing(Gap::M).align_y(Alignment::Center).into();
    all.push(labelled("desk-payer", rows_wide([payers, priorities]), room, shared)).into()
}

/// Parts 24 apart that go on in the next line where the window is narrow.
fn rows_wide<'a>(items: impl IntoIterator<Item = Element<'a, Message>>) -> Element<'a, Message> {
    iced::widget::Row::with_children(items)
        .spacing(Gap::Xl)
        .align_y(Alignment::Center)
        .wrap()
        .vertical_spacing(Gap::S)
        .into()
}

fn buttons<'a>(desk: &'a FrontDesk, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let unit = desk.unit(shared).map(|unit| unit.name.as_str()).unwrap_or_default();
    let name = desk.patient().map(|patient| short(&patient.opened.person.details.name));
    let (title, below) = match (desk.has_already(shared), name) {
        _ if desk.search.comes_first() => {
            (opens(desk, shared), words.text("desk-open-first-hint").into_owned())
        }
        _ if let Some(row) = desk.found_ticket() => {
            let number = shared.ticket(row.number.as_ref());
            let nobody = words.text("desk-queue-unregistered").into_owned();
            let missed = row.state == State::NoShow;
            let key = if missed { "desk-number-back-hint" } else { "desk-print-again-slip" };
            let title = if missed {
                words.with("desk-number-back", &[("ticket", number), ("name", nobody)])
            } else {
                words.with("desk-print-again", &[("ticket", number), ("name", nobody)])
            };
            (title, words.text(key).into_owned())
        }
        (Some(row), Some(name)) => {
            let number = shared.ticket(row.number.as_ref());
            (
                words.with("desk-print-again", &[("ticket", number), ("name", name)]),
                match desk.ahead_of(row, shared) {
                    Some(count) => words.with("desk-print-again-ahead", &[("count", words.count(count))]),
                    None => words.text("desk-print-again-hint").into_owned(),
                },
            )
        }
        (None, Some(name)) if let Some(row) = desk.has_missed(shared) => {
            let number = shared.ticket(row.number.as_ref());
            (
                words.with("desk-number-back", &[("ticket", number), ("name", name)]),
                words.text("desk-number-back-hint").into_owned(),
            )
        }
        (_, Some(name)) => {
            let (name, unit) = (name.as_str(), unit);
            (words.with("desk-print-for", &[("name", name), ("unit", unit)]), outlook(desk, shared))
        }
        (_, None) if desk.chosen.is_some() => (words.text("word-loading").into_owned(), String::new()),
        (_, None) => (words.with("desk-print-anonymous", &[("unit", unit)]), outlook(desk, shared)),
    };
    let off = if desk.search.comes_first() { None } else { why_off(desk, shared) };
    let below = off.map_or(below, |why| words.text(why).into_owned());
    let print = button::primary(title)
        .big()
        .icon(if desk.search.comes_first() { Icon::Search } else { Icon::Printer })
        .below(below)
        .key("F2")
        .id(id::PRINT)
        .width(Length::FillPortion(8))
        .on_press_maybe(desk.on_f2(shared));
    if room.narrow {
        // There is no room for two beside each other.
        let emergency = emergency(desk, shared).small().width(Length::Fill);
        return column![print, emergency].spacing(Gap::S).into();
    }
    let visit = if room.tight { None } else { visit(desk, shared) };
    let visit = visit.map(|visit| visit.big().tight().width(Length::FillPortion(5)));
    let emergency = emergency(desk, shared).big().tight();
    iced::widget::Row::new().push(print).push(visit).push(emergency).spacing(Gap::S).into()
}

/// Why F2 gives no number now.
fn why_off(desk: &FrontDesk, shared: &Shared) -> Option<&'static str> {
    if desk.queue.closed_today().is_some() {
        Some("desk-day-is-closed")
    } else {
        desk.waits_for_clock(shared).then_some("desk-clock-waits")
    }
}

/// Beside F2 where there is room, else among the choices: a visit of the chosen person.
fn visit<'a>(desk: &FrontDesk, shared: &'a Shared) -> Option<button::Button<'a, Message>> {
    let step = desk.visit_step(shared)?;
    let key = if matches!(step, VisitStep::GoOn(_)) { "desk-go-on-visit" } else { "desk-open-visit" };
    let visit = button::secondary(shared.words.text(key).into_owned()).key("F4").id(id::VISIT);
    Some(visit.on_press(Message::Ticket(T::OpenVisit)))
}

/// Whom Enter opens, on the button of a key that needs somebody: the marked hit, or whoever will be found.
pub(super) fn opens(desk: &FrontDesk, shared: &Shared) -> String {
    match desk.search.marked() {
        Some(line) => shared.words.with("desk-open-first", &[("name", short(&line.name))]),
        None => shared.words.with("desk-searching", &[("text", desk.search.text.trim())]),
    }
}

/// The same of an emergency.
fn emergency<'a>(desk: &FrontDesk, shared: &'a Shared) -> button::Button<'a, Message> {
    let issue = desk.can_issue_emergency(shared).map(|()| Message::Ticket(T::Emergency));
    button::danger(shared.words.text("desk-emergency")).key("Ctrl+E").on_press_maybe(issue)
}

/// The number that comes next, how many are before it (as its slip will say), and when it would be called.
fn outlook(desk: &FrontDesk, shared: &Shared) -> String {
    let words = &shared.words;
    let Some(number) = desk.upcoming(shared).map(|number| number.to_string()) else { return String::new() };
    let Some((ahead, expected)) = desk.outlook(shared) else { return number };
    let ahead = words.count(ahead);
    if let Some(at) = expected {
        let time = words.time(shared.zone().local(at).time());
        return words.with("desk-ticket-next", &[("ticket", number), ("count", ahead), ("time", time)]);
    }
    words.with("desk-ticket-ahead", &[("ticket", number), ("count", ahead)])
}

/// A person in one line: for a list of likely duplicates.
pub(in crate::ui::front_desk) fn one_line(card: &crate::people::Card, shared: &Shared) -> String {
    format!("{} · {}", sex_and_age(card, shared), shared.birth(card.birth))
}
