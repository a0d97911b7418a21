//! The program behind the windows: state and routing only. What a screen wants is carried out here.

mod clock;
mod copying;
mod effects;
pub mod forward;
mod frame;
mod idle;
mod leaving;
mod morning;
mod preferences;
pub mod screens;
mod windows;

pub use preferences::Preferences;

use iced::{Subscription, Task, window};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::action::{Action, Place, Restore, Toast};
use super::display::{self, Display};
use super::first_run::{self, FirstRun};
use super::screen::Screen;
use super::shared::Shared;
use super::sign_in::{self, SignIn};
use super::{Element, theme};
use crate::clinic::{Published, Refusal, Session};
use crate::desk::{Desk, ThisPc};
use crate::setup::{self, Config};
use crate::terms::{AccountId, Instant, ServiceDay};
use crate::words::Language;
use screens::{Name, Screens};

/// What the program is started with.
#[derive(Clone)]
pub struct Start {
    /// Where commands and questions go.
    pub desk: Desk,
    /// Who is here already (the synthetic clinic opens signed in).
    pub session: Option<Session>,
    /// What is set up; `None` begins the first run.
    pub config: Option<Box<Config>>,
    pub pc: ThisPc,
    /// What is to be done once the windows are closed.
    pub after: After,
    /// How the run before ended, to be said once.
    pub bad_end: Option<BadEnd>,
    /// The language that the command line asked for, instead of the one that was chosen here.
    pub language: Option<Language>,
}

/// How the run before ended, when it ended badly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadEnd {
    /// It crashed; what is known stands in that file.
    Crash(std::path::PathBuf),
    /// It was cut off: a power cut, or somebody ended it by force.
    Cut,
}

/// Set when the program shall come back from a copy and start again.
pub type After = Arc<Mutex<Option<Restore>>>;

/// What somebody left here, and the answers that came after they went.
struct Left {
    place: Name,
    screens: Screens,
    late: Vec<screens::Message>,
}

/// The program.
pub struct App {
    desk: Desk,
    shared: Shared,
    preferences: Preferences,
    /// The screen in view.
    place: Name,
    gate: Gate,
    screens: Screens,
    display: Display,
    /// Of those who worked here before and may come back.
    waiting: HashMap<AccountId, Left>,
    windows: HashMap<window::Id, Role>,
    /// The display's window that was just opened: it does not keep the keyboard.
    opening: Option<window::Id>,
    toast: Option<Shown>,
    /// It was asked whether to close the window with something unsaved.
    leaving: bool,
    /// When a key or the mouse was touched last, by [`Desk::passed`]: a clock that is set locks nobody out.
    last_touch: chrono::Duration,
    copying: copying::Copying,
    clock: clock::ClockLine,
    /// The day that was begun last.
    day: ServiceDay,
    after: After,
    /// How the run before ended, until it was said.
    bad_end: Option<BadEnd>,
}

/// Whether the screens are open.
enum Gate {
    /// No clinic yet.
    FirstRun(Box<FirstRun>),
    /// Nobody is here, or the desk is locked.
    Closed(Box<SignIn>),
    /// Somebody works.
    Open,
}

/// What a window is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Main,
    Display,
}

/// A toast and when it goes.
struct Shown {
    toast: Toast,
    until: Instant,
    /// Whether something was done or typed since: Ctrl+Z is then about that, and no longer about the act told of here.
    gone_on: bool,
}

/// Seconds a toast stays; an act can be taken back as long.
const TOAST_SECONDS: i64 = 10;

/// Everything that can happen.
#[derive(Debug, Clone)]
pub enum Message {
    FirstRun(first_run::Message),
    /// On the sign-in screen.
    SignIn(sign_in::Message),
    /// On a screen of the rail.
    Screen(Option<AccountId>, screens::Message),
    Display(display::Message),
    /// What was asked for or wanted before is there.
    Answered(Box<Message>),
    /// Somebody wants to go somewhere.
    Go(Place),
    /// The clinic changed; `None`: more than can be told.
    Heard(Option<Box<Published>>),
    /// What is set up, read again.
    Config(Result<Option<Box<Config>>, Refusal>),
    /// The time went on.
    Tick,
    /// The program was started a second time: this one comes to the front.
    Forward,
    /// Take back what the toast tells of.
    Undo,
    /// What became of it.
    Undone(String, Result<crate::queue::Undone, Refusal>),
    /// The same of a move to another family folder or of a merge, with the key of what is said then.
    UndoneRepair(&'static str, Result<(), Refusal>),
    /// The same of the mark that this one died.
    UndoneDeath(String, Result<crate::people::Changed, Refusal>),
    /// Whether a copy was due, and how it stands with them now.
    Copied(Option<Result<crate::clinic::copies::Copies, Refusal>>),
    /// What was left open of the day before is closed, as far as it could be.
    DayBegan(Result<(), Refusal>),
    /// About the clock.
    Clock(clock::Message),
    /// Show a file or folder in the desktop's own program.
    Show(PathBuf),
    /// That could not be done; what to say.
    NotShown(Option<String>),
    /// Lock the desk.
    Lock,
    /// Open or close the display's window.
    ToggleDisplay,
    /// F11 in the display's window.
    FullScreen(window::Id),
    /// The cross of the window.
    Leave,
    /// It is closed, whatever is unsaved.
    End,
    /// It is not.
    Stay,
    Opened(window::Id),
    Closed(window::Id),
    /// The display's window was moved or resized.
    Placed(window::Id, window::Event),
}

impl App {
    /// The program at its start, and what it does first.
    pub fn boot(start: Start) -> (Self, Task<Message>) {
        let mut preferences = Preferences::read(start.pc.folder());
        if let Some(language) = start.language {
            preferences.speak(language);
        }
        // Somebody may be here from the start.
        if let Some(account) = start.session.as_ref().and_then(Session::account) {
            preferences.sits(account);
        }
        let (now, last_touch) = (start.desk.now(), start.desk.passed());
        let shared = preferences.shared(&start, now);
        let day = shared.day();
        first_run::tidy(&shared.pc, start.config.is_some());
        let gate = match (&start.config, &start.session) {
            (None, _) => Gate::FirstRun(Box::default()),
            (Some(_), None) => Gate::Closed(Box::new(SignIn::fresh())),
            (Some(_), Some(_)) => Gate::Open,
        };
        let mut app = Self {
            desk: start.desk,
            shared,
            preferences,
            place: Name::FrontDesk,
            gate,
            screens: Screens::default(),
            display: Display::default(),
            waiting: HashMap::new(),
            windows: HashMap::new(),
            opening: None,
            toast: None,
            leaving: false,
            last_touch,
            copying: copying::Copying::default(),
            clock: clock::ClockLine::default(),
            day,
            after: start.after,
            bad_end: start.bad_end,
        };
        app.clock.shows(now);
        let shown = app.shown();
        let copy = app.copy_when_due();
        let clock = app.ask_clock();
        (app, Task::batch([shown, copy, clock]))
    }

    /// One arm a message, a few words an arm.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        self.shared.now = self.desk.now();
        // What comes by itself is no touch: else the work of others would keep a desk open that was left. Neither are
        // answers and what lists say when they are drawn (`frame`), else nothing could be taken back in a full room.
        if !matches!(
            message,
            Message::Answered(_) | Message::Tick | Message::Forward | Message::Heard(_) | Message::Placed(..)
        ) {
            self.last_touch = self.desk.passed();
        }
        if let (Message::Screen(..), Some(shown)) = (&message, &mut self.toast) {
            shown.gone_on = true;
        }
        let task = self.take(message);
        // What is drawn next shows this time.
        self.clock.shows(self.shared.now);
        task
    }

    fn take(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Answered(message) => self.take(*message),
            Message::FirstRun(message) => match &mut self.gate {
                Gate::FirstRun(screen) => {
                    let action = screen.update(message, &self.shared);
                    self.perform(action.map(Message::FirstRun))
                }
                _ => Task::none(),
            },
            Message::SignIn(message) => match &mut self.gate {
                Gate::Closed(screen) => {
                    let action = screen.update(message, &self.shared);
                    self.perform(action.map(Message::SignIn))
                }
                _ => Task::none(),
            },
            Message::Screen(whose, message) => self.screen(whose, message),
            Message::Display(message) => {
                let action = self.display.update(message, &self.shared);
                self.perform(action.map(Message::Display))
            }
            Message::Go(place) => self.go(place),
            Message::Show(path) => self.show(path),
            Message::NotShown(Some(why)) => self.say(Toast::trouble(why)),
            Message::NotShown(None) => Task::none(),
            Message::Heard(event) => self.heard(event.as_deref()),
            Message::Config(answer) => self.config_read(answer),
            Message::Tick => {
                // Whether the clock was set meanwhile the door knows.
                let clock = self.ask_clock();
                Task::batch([self.tick(), self.begin_day_when_new(), self.copy_when_due(), clock])
            }
            Message::Clock(message) => self.clock_message(message),
            Message::DayBegan(done) => self.day_began(done),
            Message::Copied(done) => self.copied(done),
            Message::Forward => self.forward(),
            Message::Undo => self.undo(),
            Message::Undone(about, reply) => self.undone(&about, reply),
            Message::UndoneRepair(said, reply) => self.undone_repair(said, reply),
            Message::UndoneDeath(name, reply) => self.undone_death(&name, reply),
            Message::Lock => self.lock(),
            Message::ToggleDisplay => self.toggle_display(),
            Message::FullScreen(id) => self.full_screen(id),
            // The program's own window: every other one was opened by this program and is known.
            Message::Opened(id) if !self.windows.contains_key(&id) => {
                self.windows.insert(id, Role::Main);
                // Asked again here: some window managers overhear it of a window that is not shown yet.
                Task::batch([window::maximize(id, true), self.shown()])
            }
            Message::Opened(_) => Task::none(),
            Message::Leave => self.leave(),
            Message::End => self.end(),
            Message::Stay => self.stay(),
            Message::Closed(id) => self.closed(id),
            Message::Placed(id, event) => self.placed(id, &event),
        }
    }

    /// What a window shows.
    pub fn view(&self, id: window::Id) -> Element<'_, Message> {
        match self.windows.get(&id) {
            Some(Role::Display) => self.display.view(&self.shared).map(Message::Display),
            Some(Role::Main) | None => self.main_view(),
        }
    }

    /// The palette.
    pub fn theme(&self, _id: window::Id) -> theme::Theme {
        theme::Theme::new(self.shared.seat.look)
    }

    /// The text size, as the window's scale; the display keeps its own.
    pub fn scale(&self, id: window::Id) -> f32 {
        match self.windows.get(&id) {
            Some(Role::Display) => 1.0,
            _ => self.shared.seat.scale.factor(),
        }
    }

    pub fn title(&self, _id: window::Id) -> String {
        let name = &self.shared.config.profile.name;
        if name.is_empty() { "Loket".to_owned() } else { format!("Loket · {name}") }
    }

    /// What the program listens to.
    pub fn subscription(&self) -> Subscription<Message> {
        let pace = if self.toast.is_some() { Duration::from_secs(1) } else { Duration::from_secs(10) };
        Subscription::batch([
            iced::time::every(pace).map(|_| Message::Tick),
            forward::wanted(self.shared.pc.folder()).map(|()| Message::Forward),
            window::open_events().map(Message::Opened),
            window::close_events().map(Message::Closed),
            effects::events(&self.desk),
            self.display_events(),
        ])
    }

    /// The screen in view asks for what it shows.
    fn shown(&mut self) -> Task<Message> {
        let shared = &self.shared;
        let action = match &mut self.gate {
            Gate::FirstRun(screen) => screen.shown(shared).map(Message::FirstRun),
            Gate::Closed(screen) => screen.shown(shared).map(Message::SignIn),
            Gate::Open => self.screens.shown(self.place, shared).map(self.of_screen()),
        };
        self.perform(action)
    }

    /// On whose screens something happens: of whoever is here now.
    fn of_screen(&self) -> impl Fn(screens::Message) -> Message + Clone + Send + Sync + use<> {
        let whose = self.account();
        move |message| Message::Screen(whose, message)
    }

    fn account(&self) -> Option<AccountId> {
        self.shared.session.as_ref().and_then(Session::account)
    }

    /// What was asked by somebody who left since waits for their return, and reaches nobody else's screens.
    fn screen(&mut self, whose: Option<AccountId>, message: screens::Message) -> Task<Message> {
        if whose == self.account() {
            let action = self.screens.update(message, &self.shared);
            return self.perform(action.map(self.of_screen()));
        }
        if let Some(left) = whose.and_then(|whose| self.waiting.get_mut(&whose)) {
            left.late.push(message);
        }
        Task::none()
    }

    /// Every open screen hears of a change.
    fn heard(&mut self, event: Option<&Published>) -> Task<Message> {
        let mut tasks = Vec::new();
        if event.is_none_or(|event| {
            matches!(event.event, crate::clinic::Event::Clock | crate::clinic::Event::Offset(_))
        }) {
            tasks.push(self.ask_clock());
        }
        if event.is_none_or(|event| matches!(event.event, crate::clinic::Event::Setup(_))) {
            tasks.push(self.perform(Action::ask(setup::query::Config, Message::Config)));
        }
        if matches!(self.gate, Gate::Open) {
            let action = self.screens.heard(event, &self.shared);
            tasks.push(self.perform(action.map(self.of_screen())));
        }
        if self.windows.values().any(|role| *role == Role::Display) {
            let action = self.display.heard(event, &self.shared);
            tasks.push(self.perform(action.map(Message::Display)));
        }
        Task::batch(tasks)
    }

    fn config_read(&mut self, answer: Result<Option<Box<Config>>, Refusal>) -> Task<Message> {
        if let Ok(Some(config)) = answer {
            self.shared.config = (*config).into();
            if matches!(self.gate, Gate::FirstRun(_)) {
                self.gate = Gate::Closed(Box::new(SignIn::fresh()));
                return self.shown();
            }
        }
        Task::none()
    }
}
