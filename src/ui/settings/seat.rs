//! This seat: look, text size, language, and the counter it calls to. Each choice counts at once.

use iced::widget::column;

use super::part::{FORM, section};
use super::{Message as Outer, id};
use crate::terms::CounterId;
use crate::ui::Element;
use crate::ui::action::{Action, Preference, Program};
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Look, TextScale};
use crate::ui::widget::select::{self, Select};
use crate::ui::widget::{button, choice, text};
use crate::words::Language;

/// The counters to choose from.
#[derive(Debug, Clone)]
pub(super) struct SeatForm {
    counter: Select<CounterId>,
}

impl Default for SeatForm {
    fn default() -> Self {
        Self { counter: Select::new([]) }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Look(usize),
    Scale(usize),
    Language(usize),
    Counter(select::Event),
    Display,
}

impl SeatForm {
    /// Lists the counters as they are now.
    pub(super) fn open(&mut self, shared: &Shared) {
        let config = &shared.config;
        let counters = config.units.iter().flat_map(|unit| {
            let label = move |name: &str| format!("{name} · {}", unit.name);
            config.counters_of(unit.id).map(move |counter| (counter.id, label(&counter.name)))
        });
        self.counter = Select::new(counters);
        self.counter.choose(shared.counter().map(|counter| &counter.id));
    }

    pub(super) fn update(&mut self, message: Message) -> Action<Outer> {
        let preference = match message {
            Message::Look(at) => Look::ALL.get(at).copied().map(Preference::Look),
            Message::Scale(at) => TextScale::STEPS.get(at).copied().map(Preference::Scale),
            Message::Language(at) => Language::ALL.get(at).copied().map(Preference::Language),
            Message::Counter(event) => self.counter.update(event).map(Preference::Counter),
            Message::Display => return Action::program(Program::ToggleDisplay),
        };
        preference.map_or_else(Action::none, Action::prefer)
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let on = Outer::Seat;
        let counter = self
            .counter
            .view(words.text("settings-counter"), id::COUNTER, words.text("settings-counter-none"))
            .map(move |event| on(Message::Counter(event)));
        let looks = Look::ALL.map(|look| words.text(&format!("settings-theme-{}", look.name())).into_owned());
        let look = Look::ALL.iter().position(|look| *look == shared.seat.look);
        let sizes = TextScale::STEPS
            .map(|scale| words.with("settings-text-size-value", &[("percent", i64::from(scale.percent()))]));
        let size = TextScale::STEPS.iter().position(|scale| *scale == shared.seat.scale);
        let languages = Language::ALL.map(Language::own_name);
        let language = Language::ALL.iter().position(|language| *language == words.language());
        let part = |key: &str, element: Element<'a, Outer>| {
            column![text::label(words.text(key).into_owned()), element].spacing(Gap::Xs)
        };
        let display = button::secondary(words.text("signin-open-display"))
            .id(id::DISPLAY)
            .key("Shift+F11")
            .on_press(on(Message::Display));
        let form = column![
            counter,
            part("settings-theme", choice::segments(id::LOOK, looks, look, move |at| on(Message::Look(at)))),
            part(
                "settings-text-size",
                choice::segments(id::SCALE, sizes, size, move |at| on(Message::Scale(at)))
            ),
            part(
                "settings-language",
                choice::segments(id::LANGUAGE, languages, language, move |at| on(Message::Language(at)))
            ),
            display,
        ]
        .spacing(Gap::L)
        .max_width(FORM);
        section(words.text("settings-look"), form, iced::widget::Space::new().into())
    }
}
