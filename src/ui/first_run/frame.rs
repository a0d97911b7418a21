//! The frame of the first run: the steps at the left, the step's question, its body, and the way back and on.

use iced::keyboard::key::Named;
use iced::widget::{Space, column, container, responsive, row};
use iced::{Alignment, Length, Size};
use std::borrow::Cow;

use super::{FirstRun, Message, Step, admin, id};
use crate::staff::secret::RecoveryCode;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, RADIUS, Theme, Tone};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::{button, chrome, panel, text};

/// Width of the steps at the left.
const STEPS: f32 = 320.0;
/// In a narrower window (large text) the steps are left out.
const NARROW: f32 = 1000.0;
/// Height of the bar below.
const BAR: f32 = 80.0;

pub(super) fn view<'a>(screen: &'a FirstRun, shared: &'a Shared) -> Element<'a, Message> {
    let inside = responsive(move |size| both(screen, shared, size));
    let back = (screen.step != Step::Clinic).then_some(Message::Return);
    on_keys(inside)
        .bind(Shortcut::ctrl_key(Named::Enter), Message::Next)
        .bind_maybe(Shortcut::key(Named::Escape), back)
        .into()
}

fn both<'a>(screen: &'a FirstRun, shared: &'a Shared, size: Size) -> Element<'a, Message> {
    let narrow = size.width < NARROW;
    let left: Element<'a, Message> = if narrow { Space::new().into() } else { steps(screen, shared) };
    let pane = panel::plain(pane(screen, shared, narrow)).width(Length::Fill).height(Length::Fill);
    row![left, pane].into()
}

fn steps<'a>(screen: &'a FirstRun, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let mark = container(Icon::Ticket.size(24.0).tone(Tone::OnAccent)).center(40).style(|theme: &Theme| {
        container::Style {
            background: Some(theme.palette().accent.into()),
            border: iced::Border { radius: RADIUS.into(), ..iced::Border::default() },
            ..container::Style::default()
        }
    });
    // On from a copy: none of the steps is done.
    let at = if screen.step == Step::Back { Step::Clinic } else { screen.step };
    let hint = |step, done: String, key: &str| -> Cow<'a, str> {
        if at > step { done.into() } else { words.text(key).into_owned().into() }
    };
    let listed = screen.villages.count();
    let villages = if listed > 0 {
        let posyandu = i64::from(screen.villages.posyandu());
        words.with("firstrun-villages-done", &[("villages", listed as i64), ("posyandu", posyandu)])
    } else {
        words.text("firstrun-villages-hint").into_owned()
    };
    let units = words.with("firstrun-units-done", &[("count", screen.units.count())]);
    let step = |key: &str, detail| chrome::Step { name: words.text(key).into_owned().into(), detail };
    let all = [
        step("firstrun-clinic", hint(Step::Clinic, screen.clinic.summary(shared), "firstrun-clinic-hint")),
        step("firstrun-villages", villages.into()),
        step("firstrun-units", hint(Step::Units, units, "firstrun-units-hint")),
        step(
            "firstrun-admin",
            hint(Step::Admin, screen.admin.name.text().trim().to_owned(), "firstrun-admin-hint"),
        ),
    ];
    let current = match screen.step {
        Step::Clinic => 0,
        Step::Villages => 1,
        Step::Units => 2,
        Step::Admin => 3,
        Step::Sheet => 4,
        Step::Back => 0,
    };
    let safe = row![
        Icon::Lock.size(14.0).tone(Tone::Muted),
        text::small(words.text("firstrun-safe")).muted().width(Length::Fill)
    ]
    .spacing(Gap::S);
    let inside = column![
        row![mark, text::title(words.text("app-name"))].spacing(Gap::M).align_y(Alignment::Center),
        text::body(words.text("firstrun-intro")).muted(),
        chrome::steps(all, current),
        Space::new().height(Length::Fill),
        safe,
    ]
    .spacing(Gap::Xl);
    let inside =
        container(inside).padding(Gap::around(Gap::Xxl, Gap::Xxl)).width(STEPS - 1.0).height(Length::Fill);
    row![inside, panel::upright()].into()
}

fn pane<'a>(screen: &'a FirstRun, shared: &'a Shared, narrow: bool) -> Element<'a, Message> {
    let words = &shared.words;
    let number = match screen.step {
        Step::Clinic | Step::Back => 1,
        Step::Villages => 2,
        Step::Units => 3,
        Step::Admin | Step::Sheet => 4,
    };
    let question = words.text(match screen.step {
        Step::Clinic => "firstrun-clinic-question",
        Step::Villages => "firstrun-villages-question",
        Step::Units => "firstrun-units-question",
        Step::Admin => "firstrun-admin-question",
        Step::Sheet => "firstrun-recovery-title",
        Step::Back => "copies-continue-title",
    });
    let place = match screen.step {
        Step::Back => words.text("firstrun-instead").into_owned(),
        _ => words.with("firstrun-step", &[("step", number), ("steps", 4)]),
    };
    let head = column![text::label(place), text::heading(question)].spacing(Gap::Xs);
    let head = container(head).padding(Gap::around(Gap::None, Gap::Xs));
    let body: Element<'a, Message> = match screen.step {
        Step::Clinic => {
            let from_copy = button::secondary(words.text("copies-continue"))
                .id(id::FROM_COPY)
                .icon(Icon::History)
                .on_press(Message::FromCopy);
            let form = screen.clinic.view(shared).map(Message::Clinic);
            column![form, row![from_copy]].spacing(Gap::Xl).into()
        }
        Step::Villages => screen.villages.view(shared, narrow).map(Message::Villages),
        Step::Units => screen.units.view(shared).map(Message::Units),
        Step::Admin => admin::view(&screen.admin, shared).map(Message::Admin),
        Step::Sheet => sheet(screen, shared),
        Step::Back => screen.from_copy.view(shared),
    };
    // The ring of a focused field stands 2 px outside it.
    let body = container(body).padding(Gap::Xs);
    let inside = column![head, panel::scroll(id::BODY, body).height(Length::Fill), screen.flight.note(words)]
        .spacing(Gap::Xl);
    let sides = if narrow { Gap::Xl.pixels() } else { Gap::Xl.pixels() + Gap::Xxl.pixels() };
    let top = if narrow { Gap::L.pixels() } else { Gap::Xxl.pixels() + Gap::S.pixels() };
    let padding = iced::Padding { top, right: sides, bottom: 0.0, left: sides };
    column![container(inside).height(Length::Fill), panel::divider(), bar(screen, shared)]
        .padding(padding)
        .into()
}

fn sheet<'a>(screen: &'a FirstRun, shared: &'a Shared) -> Element<'a, Message> {
    let Some(sealed) = &screen.sealed else { return Space::new().into() };
    let code: &RecoveryCode = &sealed.code;
    let sheet = screen.paper.view(shared, code).map(Message::Paper);
    let words = &shared.words;
    let copies = column![
        text::large(words.text("copies-title")).bold(),
        text::body(words.text("copies-why")).muted(),
        screen.copies.view(shared, Message::Copies)
    ];
    column![sheet, copies.spacing(Gap::S).max_width(super::FORM)].spacing(Gap::Xl).into()
}

fn bar<'a>(screen: &'a FirstRun, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let back = button::quiet(words.text("action-back"))
        .id(id::BACK)
        .icon(Icon::ChevronLeft)
        .key("Esc")
        .on_press_maybe((screen.step != Step::Clinic).then_some(Message::Return));
    let what = |key: &str| {
        let name = words.text(key).into_owned();
        words.with("action-next-to", &[("what", name.as_str())])
    };
    let next = match screen.step {
        Step::Clinic => what("firstrun-villages"),
        Step::Villages => what("firstrun-units"),
        Step::Units => what("firstrun-admin"),
        Step::Admin => what("firstrun-recovery-title"),
        Step::Sheet => words.text("firstrun-finish").into_owned(),
        Step::Back => words.text("copies-restore").into_owned(),
    };
    let ready = match screen.step {
        Step::Sheet => screen.paper.is_kept(),
        Step::Back => screen.from_copy.is_ready(),
        _ => true,
    };
    let ready = screen.flight.free(Message::Next).filter(|_| ready);
    let next = button::primary(next).id(id::NEXT).key("Ctrl+Enter").on_press_maybe(ready);
    row![back, Space::new().width(Length::Fill), next].align_y(Alignment::Center).height(BAR).into()
}
