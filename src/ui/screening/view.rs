//! The screening screen: search and the child at the left, the large chart at the right.

use iced::keyboard::key::Named;
use iced::widget::{Column, Row, Space, column, container, responsive, row};
use iced::{Alignment, Length, Size};

use super::child::{Message as PageMessage, Page, Tab, id as page_id};
use super::{Message, Screening, follow_up, growth, id, measuring_view, said};
use crate::clinic::Permission;
use crate::growth::{Index, LAST_DAY};
use crate::people::Card;
use crate::screening::Measurement;
use crate::terms::{Age, Sex};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind};
use crate::ui::widget::button::{KeyOn, key_hint};
use crate::ui::widget::field::Note;
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::press::press;
use crate::ui::widget::{badge, button, choice, field, panel, rows, text};
use crate::words::Words;

const SIDE: f32 = 648.0;
/// Below this width the chart becomes a part of the page.
const WIDE: f32 = 1150.0;

pub fn view<'a>(screen: &'a Screening, shared: &'a Shared) -> Element<'a, Message> {
    let columns = responsive(move |size| columns(screen, shared, size));
    let page = screen.page.as_ref();
    let on_page = |message| page.map(|page| Message::Page(page.person(), message));
    on_keys(columns)
        .bind(Shortcut::key(Named::F3), Message::Search)
        .bind_maybe(Shortcut::key(Named::F2), on_page(PageMessage::New))
        .bind_maybe(Shortcut::key(Named::F7), on_page(PageMessage::Print))
        .bind_maybe(Shortcut::ctrl_key(Named::Enter), on_page(PageMessage::Save))
        .bind_maybe(Shortcut::key(Named::Escape), on_page(PageMessage::Back))
        .into()
}

fn columns<'a>(screen: &'a Screening, shared: &'a Shared, size: Size) -> Element<'a, Message> {
    let words = &shared.words;
    let wide = size.width >= WIDE;
    let left = column![search(screen, words), body(screen, shared, wide)].spacing(Gap::M).padding(Gap::L);
    let left = panel::plain(left).width(Length::Fill).height(Length::Fill);
    let right: Element<'a, Message> = match &screen.page {
        Some(page) if wide => {
            let person = page.person();
            // A long sentence leaves the figures below it within reach.
            let side = container(side(page, words)).width(SIDE - 2.0 * Gap::L.pixels());
            // The bar stands in the gap on the right.
            let side = container(side).padding(iced::Padding::from(Gap::L).right(Gap::None.pixels()));
            let side = panel::scroll("screening.side", side);
            let side = container(side.height(Length::Fill)).width(SIDE);
            let side = row![panel::upright(), side];
            Element::from(side).map(move |message| Message::Page(person, message))
        }
        _ => Space::new().into(),
    };
    row![left, right].height(Length::Fill).into()
}

fn search<'a>(screen: &'a Screening, words: &'a Words) -> Element<'a, Message> {
    let field = field::search(screen.finder.typed())
        .id(id::SEARCH)
        .placeholder(words.text("screening-search"))
        .trail(key_hint("F3", KeyOn::Surface))
        .on_input(Message::Typed)
        .on_submit(Message::Take);
    let open = !screen.finder.typed().is_empty();
    on_keys(field)
        .while_focused()
        .bind(Shortcut::key(Named::ArrowDown), Message::Down)
        .bind(Shortcut::key(Named::ArrowUp), Message::Up)
        .bind_maybe(Shortcut::key(Named::Escape), open.then(|| Message::Typed(String::new())))
        .into()
}

fn body<'a>(screen: &'a Screening, shared: &'a Shared, wide: bool) -> Element<'a, Message> {
    let words = &shared.words;
    if let Some(problem) = &screen.problem {
        return panel::note(panel::About::Error, "", &problem.explain(words));
    }
    if !screen.finder.typed().trim().is_empty() {
        return hits(screen, shared);
    }
    match &screen.page {
        Some(page) => {
            let person = page.person();
            child(page, shared, wide).map(move |message| Message::Page(person, message))
        }
        None => due(screen, words),
    }
}

fn hits<'a>(screen: &'a Screening, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    if let Some(why) = screen.finder.trouble() {
        return panel::note(panel::About::Error, "", &why.explain(words));
    }
    if screen.finder.is_in_vain() {
        return panel::empty(
            Icon::Search,
            words.text("screening-search-none"),
            words.text("screening-search-none-hint"),
            None,
        );
    }
    let lines = screen.finder.hits.iter().enumerate().map(|(at, card)| {
        let age = Age::between(card.birth.date, shared.date());
        let age = age.map(|age| words.age(age)).unwrap_or_default();
        let below = format!("{} · {}", card.record_number, card.village.as_deref().unwrap_or_default());
        let cells = [
            rows::two_lines(text::body(card.name.as_str()).medium().cut(), below),
            text::body(age).line().into(),
        ];
        let row = rows::row_press(rows::height::TALL, Some(at) == screen.finder.at(), cells);
        row.mouse_only().on_press(Message::Open(card.id)).into()
    });
    panel::sheet(rows::list(lines)).width(Length::Fill).into()
}

/// Before a child is chosen: whom to see this week.
fn due<'a>(screen: &'a Screening, words: &'a Words) -> Element<'a, Message> {
    if screen.due.is_empty() {
        return panel::empty(
            Icon::Ruler,
            words.text("screening-title"),
            words.text("screening-empty-hint"),
            None,
        );
    }
    let card = |person| screen.names.iter().find(move |card: &&Card| card.id == person);
    let lines = screen.due.iter().take(growth::MANY).map(|one| {
        let name = card(one.person).map_or("", |card| card.name.as_str());
        let day = one.due_on.map(|day| words.date(day)).unwrap_or_default();
        let cells = [
            rows::two_lines(text::body(name).medium().cut(), words.text(one.kind.words_key())),
            text::body(day).line().into(),
        ];
        rows::row_press(rows::height::TALL, false, cells).on_press(Message::Open(one.person)).into()
    });
    let list = panel::sheet(rows::list(lines)).width(Length::Fill);
    let title = text::large(words.text("screening-due")).bold();
    column![title, panel::scroll("screening.due", Column::new().push(list)).height(Length::Fill)]
        .spacing(Gap::S)
        .into()
}

fn child<'a>(page: &'a Page, shared: &'a Shared, wide: bool) -> Element<'a, PageMessage> {
    let words = &shared.words;
    let part = match page.tab {
        Tab::Measurements => measurements(page, shared),
        Tab::New => new(page, shared),
        Tab::FollowUp => follow(page, words),
        Tab::Chart if !wide => side(page, words),
        Tab::Chart => measurements(page, shared),
    };
    let person = &page.record.person;
    let sex = match person.details.sex {
        Sex::Male => "sex-male",
        Sex::Female => "sex-female",
    };
    let age = Age::between(person.details.birth.date, shared.date());
    let precision = person.details.birth.precision;
    let age = age.map(|age| words.age_known(words.age_long(age), precision)).unwrap_or_default();
    let mut line = words.with(
        "exam-patient-line",
        &[("sex", words.text(sex).into_owned()), ("age", age), ("record", person.record_number.clone())],
    );
    if let Some(mother) = &page.record.mother {
        line = format!("{line} · {}", words.with("exam-mother", &[("name", mother)]));
    }
    let mut tabs = vec![
        (words.text("screening-tab-measurements"), Tab::Measurements),
        (words.text("screening-tab-new"), Tab::New),
        (words.text("plan-title"), Tab::FollowUp),
    ];
    if !wide {
        tabs.push((words.text("exam-tab-growth"), Tab::Chart));
    }
    let chosen = tabs.iter().position(|(_, tab)| *tab == page.tab).unwrap_or(0);
    let places: Vec<Tab> = tabs.iter().map(|(_, tab)| *tab).collect();
    let labels: Vec<_> = tabs.into_iter().map(|(label, _)| label).collect();
    let tabs = choice::segments(page_id::TABS, labels, Some(chosen), move |at| {
        PageMessage::Tab(places.get(at).copied().unwrap_or(Tab::Measurements))
    });
    let mut name = row![text::title(person.details.name.as_str()).bold().cut()];
    if person.deceased_on.is_some() {
        name = name.push(badge::closed(words.text("desk-deceased")));
    }
    column![
        name.spacing(Gap::S).align_y(Alignment::Center),
        text::body(line).muted().cut(),
        row![
            tabs,
            Space::new().width(Length::Fill),
            button::secondary(words.text("screening-tab-new"))
                .small()
                .tight()
                .key("F2")
                .on_press(PageMessage::New),
            button::secondary(words.text("action-print"))
                .small()
                .tight()
                .key("F7")
                .on_press(PageMessage::Print),
        ]
        .spacing(Gap::S)
        .align_y(Alignment::Center),
        panel::scroll("screening.page", container(part).padding([Gap::S.pixels(), 0.0])).height(Length::Fill),
    ]
    .spacing(Gap::S)
    .into()
}

fn side<'a>(page: &'a Page, words: &'a Words) -> Element<'a, PageMessage> {
    column![
        page.growth.chips(words).map(PageMessage::Growth),
        page.growth.chart(f32::INFINITY),
        page.growth.sentence(),
        indices(page, words),
    ]
    .spacing(Gap::M)
    .width(Length::Fill)
    .into()
}

/// All indices with their z and label, two beside each other; what the growth card says.
fn indices<'a>(page: &'a Page, words: &'a Words) -> Element<'a, PageMessage> {
    let Some(preview) = page.preview() else { return Space::new().into() };
    let cell = |index: Index| -> Element<'a, PageMessage> {
        let score = preview.assessment.score(index);
        let label: Element<'a, PageMessage> = match (preview.is_doubted(index), score.category) {
            (true, _) => said::implausible(words).into(),
            (false, Some(category)) => said::label(words, category).into(),
            (false, None) => Space::new().into(),
        };
        row![
            rows::cell(44, text::body(said::index_short(words, index, preview.age_days)).muted().line()),
            rows::cell(48, text::body(said::z(words, score.z.ok())).bold().line().right()),
            label,
        ]
        .spacing(Gap::S)
        .align_y(Alignment::Center)
        .width(Length::Fill)
        .into()
    };
    let mut all = Column::new().spacing(Gap::Xs);
    for pair in Index::ALL.chunks(2) {
        let line = Row::with_children(pair.iter().map(|index| cell(*index))).spacing(Gap::M);
        all = all.push(container(line).center_y(rows::height::DENSE));
    }
    if let Some(gain) = preview.gain {
        let line = row![
            said::gain(words, gain.letter),
            text::small(said::gain_line(words, gain.letter)).muted().width(Length::Fill),
        ];
        all = all.push(line.spacing(Gap::M).align_y(Alignment::Center));
    }
    if preview.age_days > LAST_DAY {
        all = all.push(text::small(words.text("screening-outside-age")).muted());
    }
    all.into()
}

const WIDTHS: [f32; 8] = [84.0, 40.0, 36.0, 48.0, 48.0, 48.0, 48.0, 48.0];

fn measurements<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, PageMessage> {
    let words = &shared.words;
    if page.all().is_empty() {
        let hint = words.text("screening-no-measurement-hint");
        return panel::empty(Icon::Ruler, words.text("screening-no-measurement"), hint, None);
    }
    let upright = crate::growth::FIRST_DAY_OF_HEIGHT;
    let names = [
        words.text("table-date"),
        words.text("table-age"),
        words.text("table-weight"),
        words.text("table-length"),
        said::index_short(words, Index::LengthForAge, upright),
        said::index_short(words, Index::WeightForAge, upright),
        said::index_short(words, Index::WeightForLength, upright),
        said::index_short(words, Index::HeadForAge, upright),
    ];
    let mut head = Row::new().spacing(Gap::M).align_y(Alignment::Center);
    for (at, (name, width)) in names.into_iter().zip(WIDTHS).enumerate() {
        let name = text::label(name).line();
        head = head.push(rows::cell(width, if at == 0 { name } else { name.right() }));
    }
    head = head.push(text::label(words.text("table-kms")).line());
    let head = container(head).center_y(Gap::Xl).padding(Gap::around(Gap::None, Gap::M));
    let looked = page.looked().map(|one| one.id);
    let lines = page.all().iter().map(|one| {
        let chosen = Some(one.id) == looked;
        rows::row_press(rows::height::TABLE, chosen, [table_row(page, words, one)])
            .padding(Gap::around(Gap::None, Gap::M))
            .mouse_only()
            .on_press(PageMessage::Look(one.id))
            .into()
    });
    let table = press(rows::list(lines))
        .id(page_id::TABLE)
        .kind(Kind::Bare)
        .ring_inside()
        .width(Length::Fill)
        .align(Alignment::Start)
        .on_key(Named::ArrowUp, PageMessage::Up)
        .on_key(Named::ArrowDown, PageMessage::Down);
    let sheet = panel::sheet(column![head, panel::divider(), table]).width(Length::Fill);
    column![sheet, void(page, shared)].spacing(Gap::M).into()
}

fn table_row<'a>(page: &'a Page, words: &'a Words, one: &'a Measurement) -> Element<'a, PageMessage> {
    let age = Age::between(page.record.person.details.birth.date, one.measured_on);
    let z = |index| said::z_of(words, one, index);
    let nothing = || "–".to_owned();
    let cells = [
        words.date(one.measured_on),
        age.map(|age| Words::age_about(words.age_months(age), page.record.person.details.birth.precision))
            .unwrap_or_default(),
        one.measures.weight.map_or_else(nothing, |weight| words.kilograms(weight)),
        one.measures.length.map_or_else(nothing, |length| words.centimetres(length)),
        z(Index::LengthForAge),
        z(Index::WeightForAge),
        z(Index::WeightForLength),
        z(Index::HeadForAge),
    ];
    let mut all = Row::new().spacing(Gap::M).align_y(Alignment::Center);
    for (at, (cell, width)) in cells.into_iter().zip(WIDTHS).enumerate() {
        let mut cell = text::body(cell).line();
        if one.voided.is_some() {
            cell = cell.muted();
        }
        all = all.push(rows::cell(width, if at == 0 { cell } else { cell.right() }));
    }
    let last: Element<'a, PageMessage> = match (&one.voided, &one.gain) {
        (Some(_), _) => badge::closed(words.text("word-voided")).plain().into(),
        (None, Some(gain)) => said::gain_short(words, gain.letter).into(),
        (None, None) => Space::new().into(),
    };
    all.push(last).into()
}

/// What became of the looked-at one, or the way to void it.
fn void<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, PageMessage> {
    let words = &shared.words;
    let Some(one) = page.looked() else { return Space::new().into() };
    if let Some(voided) = &one.voided {
        let name = said::author(&page.record.authors, voided.by, words);
        let by = words.with("visit-voided-by", &[("name", name), ("reason", voided.reason.as_str().into())]);
        return panel::note(panel::About::Information, "", &by);
    }
    let name = said::author(&page.record.authors, one.stamp.by, words);
    let mut measured = vec![words.with("exam-measured-by", &[("name", name)])];
    measured.extend(
        one.confirmed.iter().map(|one| words.with("exam-confirmed", &[("reason", one.reason.as_str())])),
    );
    let measured = text::small(measured.join(" · ")).muted().width(Length::Fill);
    column![measured, take_back(page, one, shared)].spacing(Gap::S).into()
}

/// The way to void a measurement, for those who may.
fn take_back<'a>(page: &'a Page, one: &Measurement, shared: &'a Shared) -> Element<'a, PageMessage> {
    let words = &shared.words;
    if !shared.may(Permission::VoidCare) {
        return Space::new().into();
    }
    let day = words.date(one.measured_on);
    let Some(voiding) = &page.voiding else {
        let label = words.with("screening-void", &[("date", day)]);
        return button::quiet(label).on_press(PageMessage::Void).into();
    };
    let reason = field::field(words.text("screening-void-reason"), &voiding.reason)
        .id(page_id::VOID)
        .dense()
        .on_input(PageMessage::Reason)
        .on_submit(PageMessage::VoidNow)
        .note_maybe(voiding.flight.problem().map(|problem| Note::refuse(problem.explain(words))));
    row![
        reason,
        button::danger(words.text("action-void")).on_press(PageMessage::VoidNow),
        button::quiet(words.text("action-back")).key("Esc").on_press(PageMessage::Back),
    ]
    .spacing(Gap::S)
    .align_y(Alignment::End)
    .into()
}

fn new<'a>(page: &'a Page, shared: &'a Shared) -> Element<'a, PageMessage> {
    let words = &shared.words;
    let day = page.day.view(words).dense().width(160);
    let form = measuring_view::view(&page.measuring, words);
    let may = shared.may(Permission::Measure) && page.flight.is_free();
    let save = button::primary(words.text("action-save")).icon(Icon::Check).key("Ctrl+Enter");
    let problem: Element<'a, PageMessage> = match page.flight.problem() {
        Some(problem) => panel::note(panel::About::Warning, "", &problem.explain(words)),
        None => Space::new().into(),
    };
    column![
        problem,
        Element::from(day).map(PageMessage::Day),
        form.map(PageMessage::Measure),
        save.on_press_maybe(may.then_some(PageMessage::Save))
    ]
    .spacing(Gap::M)
    .into()
}

fn follow<'a>(page: &'a Page, words: &'a Words) -> Element<'a, PageMessage> {
    let about = follow_up::About {
        person: page.record.person.id,
        measurement: page.looked().map(|one| one.id),
        planned: &page.record.growth.follow_ups,
        advice: &page.advice,
    };
    page.follow.view(about, words).map(PageMessage::Follow)
}
