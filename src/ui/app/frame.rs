//! The frame around the screens: the rail, the status bar, and the toast in its place.

use iced::Length;
use iced::keyboard::key::Named;
use iced::widget::{column, container, row};

use super::screens::{Label, Name};
use super::{App, Gate, Message, Shown, clock};
use crate::ui::Element;
use crate::ui::action::ToastTone;
use crate::ui::icon::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::above::above;
use crate::ui::widget::by_itself::by_itself;
use crate::ui::widget::chrome::{self, RailItem, Sign};
use crate::ui::widget::closing::on_close;
use crate::ui::widget::keys::{Shortcut, on_keys, tab_stops};
use crate::ui::widget::panel;
use crate::ui::widget::shape::Shape;

impl App {
    pub(super) fn main_view(&self) -> Element<'_, Message> {
        let shared = &self.shared;
        if self.leaving {
            return tab_stops(on_close(self.leaving_view(), Message::Leave)).into();
        }
        let inside = match &self.gate {
            Gate::FirstRun(screen) => screen.view(shared).map(Message::FirstRun),
            Gate::Closed(screen) => {
                let screen = container(screen.view(shared).map(Message::SignIn)).height(Length::Fill);
                column![screen, self.bad_end_line(), self.red_line()].into()
            }
            Gate::Open => self.framed(),
        };
        let seen = Name::seen_by(shared).filter(|_| matches!(self.gate, Gate::Open));
        let keys = ('1'..='9').zip(seen).fold(on_keys(inside), |keys, (digit, name)| {
            keys.bind(Shortcut::ctrl(digit), Message::Go(name.into()))
        });
        let keys = keys
            .bind_maybe(Shortcut::ctrl('z'), self.undo_by_key().then_some(Message::Undo))
            .bind_maybe(
                Shortcut::ctrl('k'),
                self.clock_asks().then_some(Message::Clock(clock::Message::Right)),
            )
            .bind_maybe(
                Shortcut::ctrl('j'),
                self.clock_asks().then_some(Message::Clock(clock::Message::Wrong)),
            )
            .bind_maybe(Shortcut::ctrl('l'), matches!(self.gate, Gate::Open).then_some(Message::Lock))
            .bind(Shortcut::shift_key(Named::F11), Message::ToggleDisplay);
        tab_stops(on_close(keys, Message::Leave)).into()
    }

    fn framed(&self) -> Element<'_, Message> {
        let screen = self.screens.view(self.place, &self.shared).map(self.of_screen());
        // What a list says of its size is an answer, and nobody's touch.
        let screen = by_itself(screen, |message| Message::Answered(Box::new(message)));
        let clock = self.clock_line().unwrap_or_else(|| iced::widget::Space::new().into());
        let below = column![
            row![self.rail(), container(screen).width(Length::Fill).height(Length::Fill)]
                .height(Length::Fill),
            self.red_line(),
            self.toast.as_ref().map_or_else(|| self.status(), |shown| self.toast(shown)),
        ];
        above(clock, below)
    }

    fn rail(&self) -> Element<'_, Message> {
        let mut items: Vec<_> = Name::seen_by(&self.shared)
            .map(|name| {
                let Label { id, word, icon, .. } = name.label();
                let label = std::borrow::Cow::Owned(self.shared.words.text(word).into_owned());
                let (chosen, message) = (name == self.place, Message::Go(name.into()));
                RailItem { id: id.into(), icon, label, chosen, message }
            })
            .collect();
        let keys = format!("Ctrl+1…{}", items.len());
        let last = items.pop();
        chrome::rail(items, last, keys)
    }

    /// No good copy of the data for more than a day: said below every screen until there is one.
    fn red_line(&self) -> Element<'_, Message> {
        match crate::ui::copies::late(&self.shared) {
            Some(said) => container(panel::note(panel::About::Error, "", &said))
                .padding(Gap::around(Gap::Xs, Gap::L))
                .width(Length::Fill)
                .into(),
            None => iced::widget::Space::new().into(),
        }
    }

    /// How the run before ended, when badly: said until somebody has come in.
    fn bad_end_line(&self) -> Element<'_, Message> {
        match &self.bad_end {
            Some(end) => container(panel::note(panel::About::Warning, "", &self.bad_end_said(end)))
                .padding(Gap::around(Gap::Xs, Gap::L))
                .width(Length::Fill)
                .into(),
            None => iced::widget::Space::new().into(),
        }
    }

    fn status(&self) -> Element<'_, Message> {
        let words = &self.shared.words;
        let session = self.shared.session.as_ref();
        let role = session.and_then(crate::clinic::Session::role);
        let role =
            role.map(|role| words.text(&format!("role-{}", role.as_str())).into_owned()).unwrap_or_default();
        let place = self.shared.counter().map(|counter| counter.name.clone()).unwrap_or_default();
        let name = session.map(|session| session.name().to_owned()).unwrap_or_default();
        let left =
            [chrome::status(Some(Sign::Icon(Icon::Building2)), "", self.shared.config.profile.name.as_str())];
        let right = [
            chrome::status(Some(Sign::Icon(Icon::Users)), "", name),
            chrome::status(None, format!("{role} · {place}"), ""),
            self.clock_status(),
        ];
        chrome::status_bar(left, right)
    }

    /// What time it is, marked while it does not fit.
    fn clock_status(&self) -> Element<'_, Message> {
        let shared = &self.shared;
        let date = shared.words.date_short(shared.zone().local(shared.now).date());
        let time = shared.time(shared.now);
        if shared.clock.tells_waits() {
            chrome::status(None, date, time)
        } else {
            chrome::status_marked(Shape::Up, format!("{date} {time}"), Tone::Late)
        }
    }

    /// Whether Ctrl+Z takes back what the toast tells of: until something else was typed or opened. Its button does so
    /// as long as it is there.
    fn undo_by_key(&self) -> bool {
        let fresh = |shown: &Shown| shown.toast.undo.is_some() && !shown.gone_on;
        // Nobody is here while the desk is locked.
        matches!(self.gate, Gate::Open) && self.toast.as_ref().is_some_and(fresh)
    }

    /// What was just done, in the status bar's place: nothing there is pressed or waits for an answer.
    fn toast(&self, shown: &Shown) -> Element<'_, Message> {
        let words = &self.shared.words;
        let icon = match shown.toast.tone {
            ToastTone::Done => Icon::CircleCheck,
            ToastTone::Trouble => Icon::CircleAlert,
        };
        let mut toast = panel::toast(icon, shown.toast.text.clone());
        if let Some(file) = &shown.toast.file {
            let folder = file.parent().unwrap_or(file).to_owned();
            toast = toast.link("toast.open", words.text("printed-open"), Message::Show(file.clone())).link(
                "toast.folder",
                words.text("printed-folder"),
                Message::Show(folder),
            );
        }
        if shown.toast.undo.is_some() {
            let key = if self.undo_by_key() { "Ctrl+Z" } else { "" };
            let left = (shown.until - self.shared.now).num_seconds().max(0);
            toast = toast.undo(words.text("action-undo"), key, Message::Undo).left(words.seconds(left));
        }
        toast.into()
    }
}
