//! Carrying out what screens want, and what the program does of itself.

use iced::futures::{Stream, StreamExt as _, stream};
use iced::{Subscription, Task, window};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use tokio::sync::broadcast::error::RecvError;

use super::preferences::Corner;
use super::{App, Gate, Message, Role, Shown, TOAST_SECONDS};
use crate::clinic::{Envelope, Refusal, Session, Welcome, flow};
use crate::desk::Desk;
use crate::queue;
use crate::ui::action::{Action, Asking, Place, Preference, Recovery, Toast, Wish};
use crate::ui::screen::Screen as _;
use crate::ui::sign_in::{Holder, SignIn};
use crate::words::Words;

/// No window is smaller.
const SMALLEST: iced::Size = iced::Size::new(640.0, 400.0);

impl App {
    /// Carries out everything a screen wants, in its order.
    pub(super) fn perform(&mut self, action: Action<Message>) -> Task<Message> {
        let tasks: Vec<_> = action.into_wishes().into_iter().map(|wish| self.carry_out(wish)).collect();
        Task::batch(tasks)
    }

    fn carry_out(&mut self, wish: Wish<Message>) -> Task<Message> {
        let desk = self.desk.clone();
        match wish {
            Wish::Ask(asked) => answered(asked(Asking { desk, session: self.asker() })),
            Wish::Run(command, hear) => {
                let session = self.doer();
                let envelope = Envelope::new(*command);
                answered(async move { hear(desk.run_any(session, envelope).await) })
            }
            Wish::Begin(beginning, hear) => answered(async move { hear(desk.begin(*beginning).await) }),
            Wish::MakeSummary(period, hear) => {
                let (session, words) = (self.asker(), Arc::clone(&self.shared.words));
                answered(async move { hear(desk.make_summary(session, period, words).await) })
            }
            Wish::SignIn(name, secret, hear) => {
                let seat = self.seat_name();
                answered(async move { hear(desk.sign_in(name, secret, seat).await) })
            }
            Wish::Switch(account, pin, hear) => {
                let seat = self.seat_name();
                answered(async move { hear(desk.switch(account, pin, seat).await) })
            }
            Wish::Prove(password, hear) => {
                let session = self.asker();
                answered(async move { hear(desk.prove(session, password.0).await) })
            }
            Wish::Recover(recovery, hear) => {
                let Recovery { username, code, password, next_sheet } = *recovery;
                answered(async move { hear(desk.recover(username, code, password, next_sheet).await) })
            }
            Wish::RenewSheet(sheet, hear) => {
                let session = self.asker();
                answered(async move { hear(desk.renew_recovery(session, sheet).await) })
            }
            Wish::Copies(what, hear) => self.copies(what, hear),
            Wish::Seal(what, hear) => self.seal(what, hear),
            Wish::StartAgain(restore) => {
                *self.after.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(*restore);
                iced::exit()
            }
            Wish::Do(task) => task.map(|message| Message::Answered(Box::new(message))),
            Wish::Focus(id) => iced::widget::operation::focus(id),
            Wish::Go(place) => self.go(place),
            Wish::Say(toast) => self.say(toast),
            Wish::Enter(welcome) => self.enter(*welcome),
            Wish::Lock => self.lock(),
            Wish::ToggleDisplay => self.toggle_display(),
            Wish::Prefer(preference) => self.prefer(preference),
        }
    }

    /// Who asks: the person here, else the display, who may know the house's names and numbers.
    pub(super) fn asker(&self) -> Session {
        self.shared.session.clone().unwrap_or_else(|| self.desk.display())
    }

    /// Who does something: the person here, or the first run's nobody.
    fn doer(&self) -> Session {
        match self.gate {
            Gate::FirstRun(_) => self.desk.nobody(),
            _ => self.asker(),
        }
    }

    fn seat_name(&self) -> String {
        self.shared.counter().map_or_else(|| "desk".to_owned(), |counter| counter.name.clone())
    }

    pub(super) fn go(&mut self, place: Place) -> Task<Message> {
        self.place = place;
        let shared = &self.shared;
        let opened = match place {
            Place::DeskWith(person) => self.screens.desk.open(person, shared).map(Message::Desk),
            Place::Register(person) => self.screens.desk.register(person, shared).map(Message::Desk),
            Place::ExamVisit(visit) => self.screens.exam.open(visit, shared).map(Message::Exam),
            Place::ScreeningOf(person) => self.screens.screening.open(person, shared).map(Message::Screening),
            _ => Action::none(),
        };
        let shown = self.shown();
        Task::batch([shown, self.perform(opened)])
    }

    pub(super) fn bad_end_said(&self, end: &super::BadEnd) -> String {
        match end {
            super::BadEnd::Crash(file) => {
                self.shared.words.with("end-crash", &[("file", file.display().to_string())])
            }
            super::BadEnd::Cut => self.shared.words.text("end-cut").into_owned(),
        }
    }

    pub(super) fn say(&mut self, toast: Toast) -> Task<Message> {
        let until = self.shared.now + chrono::Duration::seconds(TOAST_SECONDS);
        self.toast = Some(Shown { toast, until });
        Task::none()
    }

    fn enter(&mut self, welcome: Welcome) -> Task<Message> {
        let (left, comes) = (self.shared.session.as_ref().and_then(Session::account), welcome.account.id);
        if left != Some(comes) {
            // What somebody has half typed is not shown to whoever comes next; it waits for their return.
            let display = std::mem::take(&mut self.screens.display);
            let (place, screens) = self
                .waiting
                .remove(&comes)
                .unwrap_or_else(|| (Place::first_of(welcome.account.role), super::Screens::default()));
            let screens = std::mem::replace(&mut self.screens, super::Screens { display, ..screens });
            let place = std::mem::replace(&mut self.place, place);
            if let Some(left) = left {
                self.waiting.insert(left, (place, screens));
            }
        }
        self.shared.came(&welcome.account);
        self.shared.session = Some(welcome.session);
        self.gate = Gate::Open;
        // Said below the sign-in until now; once more, in passing.
        let told = self.bad_end.take().map(|end| Toast::trouble(self.bad_end_said(&end)));
        let told = told.map_or_else(Task::none, |toast| self.say(toast));
        Task::batch([told, self.shown()])
    }

    pub(super) fn lock(&mut self) -> Task<Message> {
        let Some(session) = &self.shared.session else { return Task::none() };
        let Some(account) = session.account() else { return Task::none() };
        let holder = Holder { name: session.name().to_owned(), account };
        self.toast = None;
        self.gate = Gate::Closed(Box::new(SignIn::locked(holder)));
        self.shown()
    }

    fn prefer(&mut self, preference: Preference) -> Task<Message> {
        self.preferences.prefer(preference);
        self.shared.seat = self.preferences.seat;
        if matches!(preference, Preference::Language(_)) {
            self.shared.words = Arc::new(Words::new(self.shared.seat.language));
        }
        Task::none()
    }

    /// Every ten seconds, each second while a toast stands: the toast goes, an idle desk locks.
    pub(super) fn tick(&mut self) -> Task<Message> {
        let now = self.shared.now;
        if self.toast.as_ref().is_some_and(|shown| shown.until <= now) {
            self.toast = None;
        }
        let idle = i64::from(self.shared.house.profile.idle_lock_minutes);
        if matches!(self.gate, Gate::Open) && idle > 0 && (now - self.last_touch).num_minutes() >= idle {
            return self.lock();
        }
        Task::none()
    }

    pub(super) fn undo(&mut self) -> Task<Message> {
        let Some(stop) = self.toast.take().and_then(|shown| shown.toast.undo) else { return Task::none() };
        self.perform(undo_of(stop))
    }

    pub(super) fn undone(&mut self, reply: Result<queue::Undone, Refusal>) -> Task<Message> {
        let toast = match reply {
            Ok(_) => Toast::done(self.shared.words.text("toast-undone")),
            Err(refusal) => Toast::trouble(refusal.explain(&self.shared.words)),
        };
        self.say(toast)
    }

    /// How the main window begins: the whole screen of an old PC, less what its own bars take.
    pub fn main_window() -> window::Settings {
        let size = iced::Size::new(1366.0, 768.0);
        window::Settings { size, maximized: true, min_size: Some(SMALLEST), ..window::Settings::default() }
    }

    fn open_display(&mut self) -> Task<Message> {
        let Corner { at, size: (width, height), full } = self.preferences.display;
        let mut settings = window::Settings {
            size: iced::Size::new(width, height),
            min_size: Some(SMALLEST),
            fullscreen: full,
            ..window::Settings::default()
        };
        if let Some((x, y)) = at {
            settings.position = window::Position::Specific(iced::Point::new(x, y));
        }
        let (id, task) = window::open(settings);
        self.windows.insert(id, Role::Display);
        task.discard()
    }

    fn display_window(&self) -> Option<window::Id> {
        self.windows.iter().find(|(_, role)| **role == Role::Display).map(|(id, _)| *id)
    }

    pub(super) fn toggle_display(&mut self) -> Task<Message> {
        if let Some(id) = self.display_window() {
            return window::close(id);
        }
        let open = self.open_display();
        let shown = self.screens.display.shown(&self.shared).map(Message::Display);
        Task::batch([open, self.perform(shown)])
    }

    pub(super) fn full_screen(&mut self, id: window::Id) -> Task<Message> {
        if self.windows.get(&id) != Some(&Role::Display) {
            return Task::none();
        }
        let display = &mut self.preferences.display;
        display.full = !display.full;
        let mode = if display.full { window::Mode::Fullscreen } else { window::Mode::Windowed };
        self.preferences.write();
        window::set_mode(id, mode)
    }

    /// The main window's end is the program's; the display's is only its own.
    pub(super) fn closed(&mut self, id: window::Id) -> Task<Message> {
        match self.windows.remove(&id) {
            Some(Role::Display) => Task::none(),
            _ => iced::exit(),
        }
    }

    /// Where the display's window stands; while it fills the screen, where it stood before is kept.
    pub(super) fn placed(&mut self, id: window::Id, event: &window::Event) -> Task<Message> {
        let display = &mut self.preferences.display;
        if self.windows.get(&id) == Some(&Role::Display) && !display.full {
            match event {
                window::Event::Moved(point) => display.at = Some((point.x, point.y)),
                window::Event::Resized(size) => display.size = (size.width, size.height),
                _ => return Task::none(),
            }
            self.preferences.write();
        }
        Task::none()
    }

    /// Moves, sizes and F11 of the display's window; nothing is listened to while there is none.
    pub(super) fn display_events(&self) -> Subscription<Message> {
        if self.display_window().is_none() {
            return Subscription::none();
        }
        iced::event::listen_with(|event, _, id| match event {
            iced::Event::Window(event @ (window::Event::Moved(_) | window::Event::Resized(_))) => {
                Some(Message::Placed(id, event))
            }
            iced::Event::Keyboard(iced::keyboard::Event::KeyPressed {
                key: iced::keyboard::Key::Named(iced::keyboard::key::Named::F11),
                modifiers,
                ..
            }) if modifiers.is_empty() => Some(Message::FullScreen(id)),
            _ => None,
        })
    }
}

/// What comes by itself later: nobody touched anything.
fn answered(answer: impl Future<Output = Message> + Send + 'static) -> Task<Message> {
    Task::perform(answer, |message| Message::Answered(Box::new(message)))
}

/// Hears every event of the clinic; who fell behind asks for everything.
pub(super) fn events(desk: &Desk) -> Subscription<Message> {
    Subscription::run_with(Heard(desk.clone()), |heard| listen(&heard.0))
}

struct Heard(Desk);

impl Hash for Heard {
    fn hash<H: Hasher>(&self, state: &mut H) {
        "clinic events".hash(state);
    }
}

fn listen(desk: &Desk) -> impl Stream<Item = Message> + use<> {
    let receiver = desk.events();
    stream::unfold(receiver, |mut receiver| async move {
        let heard = match receiver.recv().await {
            Ok(published) => Some(Box::new(published)),
            Err(RecvError::Lagged(_)) => None,
            Err(RecvError::Closed) => return None,
        };
        Some((Message::Heard(heard), receiver))
    })
    .boxed()
}

fn undo_of(stop: crate::terms::StopId) -> Action<Message> {
    Action::run(flow::command::Undo { stop }, Message::Undone)
}
