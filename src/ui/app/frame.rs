//! The frame around the screens: the rail, the status bar, the toast.

use iced::Length;
use iced::keyboard::key::Named;
use iced::widget::{column, container, row};

use super::{App, Gate, Message};
use crate::clinic::Permission;
use crate::ui::Element;
use crate::ui::action::{Place, ToastTone};
use crate::ui::icon::Icon;
use crate::ui::screen::Screen;
use crate::ui::theme::Gap;
use crate::ui::widget::chrome::{self, RailItem, Sign};
use crate::ui::widget::keys::{Shortcut, on_keys, tab_stops};
use crate::ui::widget::panel;

impl App {
    pub(super) fn main_view(&self) -> Element<'_, Message> {
        let shared = &self.shared;
        let inside = match &self.gate {
            Gate::FirstRun(screen) => screen.view(shared).map(Message::FirstRun),
            Gate::Closed(screen) => {
                let screen = container(screen.view(shared).map(Message::SignIn)).height(Length::Fill);
                column![screen, self.bad_end_line(), self.red_line()].into()
            }
            Gate::Open => self.framed(),
        };
        let places = if matches!(self.gate, Gate::Open) { self.places() } else { Vec::new() };
        let keys = ('1'..='9').zip(places).fold(on_keys(inside), |keys, (digit, place)| {
            keys.bind(Shortcut::ctrl(digit), Message::Go(place))
        });
        let keys = keys
            .bind_maybe(Shortcut::ctrl('z'), self.undo_offered().then_some(Message::Undo))
            .bind_maybe(Shortcut::ctrl('l'), matches!(self.gate, Gate::Open).then_some(Message::Lock))
            .bind(Shortcut::shift_key(Named::F11), Message::ToggleDisplay);
        tab_stops(keys).into()
    }

    fn framed(&self) -> Element<'_, Message> {
        let shared = &self.shared;
        let screen = match self.place {
            Place::Desk | Place::DeskWith(_) | Place::Register(_) => {
                self.screens.desk.view(shared).map(Message::Desk)
            }
            Place::Exam | Place::ExamVisit(_) => self.screens.exam.view(shared).map(Message::Exam),
            Place::Screening | Place::ScreeningOf(_) => {
                self.screens.screening.view(shared).map(Message::Screening)
            }
            Place::Summary => self.screens.summary.view(shared).map(Message::Summary),
            Place::Settings => self.screens.settings.view(shared).map(Message::Settings),
        };
        let body = iced::widget::stack![screen, self.toast_view()];
        column![
            row![self.rail(), container(body).width(Length::Fill).height(Length::Fill)].height(Length::Fill),
            self.red_line(),
            self.status()
        ]
        .into()
    }

    /// The places this person may go to, in the rail's order; settings are the last.
    fn places(&self) -> Vec<Place> {
        let may = |right| self.shared.may(right);
        let mut places = Vec::new();
        if may(Permission::SeeQueue) {
            places.push(Place::Desk);
        }
        if may(Permission::SeeCare) {
            places.extend([Place::Exam, Place::Screening]);
        }
        if may(Permission::SeeSummary) {
            places.push(Place::Summary);
        }
        places.push(Place::Settings);
        places
    }

    fn rail(&self) -> Element<'_, Message> {
        let home = self.home();
        let places = self.places();
        let keys = format!("Ctrl+1…{}", places.len());
        let mut items: Vec<_> = places
            .into_iter()
            .map(|place| {
                let (id, icon, key) = match place {
                    Place::Exam | Place::ExamVisit(_) => ("nav.exam", Icon::Stethoscope, "nav-exam"),
                    Place::Screening | Place::ScreeningOf(_) => ("nav.growth", Icon::Ruler, "nav-growth"),
                    Place::Summary => ("nav.summary", Icon::FileCheck, "nav-summary"),
                    Place::Settings => ("nav.settings", Icon::Settings, "nav-settings"),
                    Place::Desk | Place::DeskWith(_) | Place::Register(_) => {
                        ("nav.desk", Icon::Ticket, "nav-desk")
                    }
                };
                let label = std::borrow::Cow::Owned(self.shared.words.text(key).into_owned());
                RailItem { id: id.into(), icon, label, chosen: home == place, message: Message::Go(place) }
            })
            .collect();
        let last = items.pop();
        chrome::rail(items, last, keys)
    }

    /// The rail item a place belongs to.
    fn home(&self) -> Place {
        match self.place {
            Place::DeskWith(_) | Place::Register(_) => Place::Desk,
            Place::ExamVisit(_) => Place::Exam,
            Place::ScreeningOf(_) => Place::Screening,
            other => other,
        }
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
        let local = self.shared.zone().local(self.shared.now);
        let session = self.shared.session.as_ref();
        let role = session.and_then(crate::clinic::Session::role);
        let role =
            role.map(|role| words.text(&format!("role-{}", role.as_str())).into_owned()).unwrap_or_default();
        let place = self.shared.counter().map(|counter| counter.name.clone()).unwrap_or_default();
        let name = session.map(|session| session.name().to_owned()).unwrap_or_default();
        let left =
            [chrome::status(Some(Sign::Icon(Icon::Building2)), "", self.shared.house.profile.name.as_str())];
        let right = [
            chrome::status(Some(Sign::Icon(Icon::Users)), "", name),
            chrome::status(None, format!("{role} · {place}"), ""),
            chrome::status(None, words.date_short(local.date()), words.time(local.time())),
        ];
        chrome::status_bar(left, right)
    }

    pub(super) fn undo_offered(&self) -> bool {
        self.toast.as_ref().is_some_and(|shown| shown.toast.undo.is_some())
    }

    fn toast_view(&self) -> Element<'_, Message> {
        let Some(shown) = &self.toast else { return iced::widget::Space::new().into() };
        let words = &self.shared.words;
        let icon = match shown.toast.tone {
            ToastTone::Done => Icon::CircleCheck,
            ToastTone::Trouble => Icon::CircleAlert,
        };
        let mut toast = panel::toast(icon, shown.toast.text.as_str());
        if shown.toast.undo.is_some() {
            let left = (shown.until - self.shared.now).num_seconds().max(0);
            toast = toast.undo(words.text("action-undo"), "Ctrl+Z", Message::Undo).left(words.seconds(left));
        }
        // Above the bar of buttons where a screen has one at its lower edge: a notice never covers what is pressed.
        let has_bar = match self.home() {
            Place::Exam => true,
            Place::Desk => self.screens.desk.is_filling_in(),
            _ => false,
        };
        let below = if has_bar { 2.0 * Gap::Xxl.pixels() + Gap::L.pixels() } else { Gap::L.pixels() };
        container(container(Element::from(toast)).max_width(782).width(Length::Fill))
            .padding(Gap::around(Gap::L, Gap::Xl).bottom(below))
            .align_bottom(Length::Fill)
            .width(Length::Fill)
            .into()
    }
}
