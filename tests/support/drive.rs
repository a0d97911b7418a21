//! A screen without a window: real keys, the real clinic behind it, everything a screen wants carried out at once.

use iced::advanced::widget::operation::{self, Operation, Outcome};
use iced::{Event, Size, mouse};
use iced_test::core::theme::Base as _;
use iced_test::core::{clipboard, renderer, renderer::Headless, window};
use iced_test::futures::futures::{FutureExt as _, StreamExt as _, executor::block_on};
use iced_test::renderer::Renderer;
use iced_test::runtime::UserInterface;
use iced_test::runtime::user_interface::Cache;
use iced_test::selector::{Candidate, Selector};
use iced_test::{Simulator, runtime, simulator};
use loket::clinic::copies::Copies;
use loket::clinic::{Event as Happened, Session, Welcome};
use loket::desk::{Desk, Events, ThisPc};
use loket::setup::{self, Config, Profile};
use loket::terms::{AreaCode, Revision, TimeZone};
use loket::ui::action::{Action, Asking, AtThisPc, Effect, Place, Preference, Program, Restore, Toast};
use loket::ui::screen::Screen;
use loket::ui::shared::{Seat, Shared};
use loket::ui::theme::{self, Theme};
use loket::ui::widget::keys::{focus, reveal, tab_stops};
use loket::words::{Language, Words};
use std::collections::VecDeque;
use std::sync::Arc;

use super::Fixture;
use super::album::{self, Album};
use super::keys::events_of;
use super::picture::Picture;
use super::room::Room;
use super::seen::{FocusedBounds, Holds, Seen};
use super::wire::is_second_run;

/// The window of an old PC.
const WINDOW: Size = Size::new(1366.0, 768.0);
/// What the rail and the status bar take of it.
pub const FRAME: Size = Size::new(72.0, 28.0);

/// A screen being worked on.
pub struct Drive<S: Screen> {
    pub screen: S,
    pub shared: Shared,
    /// Where it wanted to go.
    pub gone: Vec<Place>,
    /// What it said below.
    pub said: Vec<Toast>,
    /// From which copy it wants to start again.
    pub again: Option<Restore>,
    /// Who came in.
    pub welcome: Option<Welcome>,
    desk: Desk,
    events: Events,
    cache: Option<Cache>,
    renderer: Renderer,
    size: Size,
    album: Album,
    /// Keys are held down.
    held: bool,
    /// What the screen wanted while the hand was faster.
    late: Option<Vec<Action<S::Message>>>,
}

/// What every screen sees.
pub fn shared(fixture: &Fixture, session: Option<Session>) -> Shared {
    let display = fixture.clinic.display();
    let config = fixture.clinic.ask(&display, &setup::query::Config).unwrap();
    // Before the first run there is nothing yet, as the program starts.
    let config = config.unwrap_or_else(|| {
        let profile = Profile::named("", "", TimeZone::Wib, AreaCode(String::new()));
        Box::new(Config {
            profile,
            villages: Vec::new(),
            units: Vec::new(),
            counters: Vec::new(),
            corrections: Vec::new(),
            revision: Revision(0),
        })
    });
    Shared {
        words: Arc::new(Words::new(Language::Indonesian)),
        config: (*config).into(),
        now: fixture.clinic.now(),
        clock: loket::clinic::watch::Asked::Nothing,
        held: None,
        session,
        seat: Seat::default(),
        pc: ThisPc::of(fixture.clinic.clone()),
        copies: Arc::new(Copies::read(fixture.folder.path())),
        crew: Vec::new(),
    }
}

impl<S: Screen> Drive<S> {
    /// A screen in a window of 1366 × 768, less the frame's rail and status bar, shown for the first time.
    pub fn new(screen: S, fixture: &Fixture, session: Option<Session>) -> Self {
        Self::with_size(screen, fixture, session, WINDOW - FRAME)
    }

    pub fn with_size(screen: S, fixture: &Fixture, session: Option<Session>, size: Size) -> Self {
        // Loads the fonts into the one font system of the process.
        drop(Simulator::<(), Theme>::with_size(theme::settings(), size, iced::widget::Space::new()));
        let renderer = block_on(<Renderer as Headless>::new(theme::font::REGULAR, 14.into(), None)).unwrap();
        let desk = fixture.desk();
        let mut drive = Self {
            screen,
            shared: shared(fixture, session),
            gone: Vec::new(),
            said: Vec::new(),
            again: None,
            welcome: None,
            events: desk.events(),
            desk,
            cache: Some(Cache::default()),
            renderer,
            size,
            album: Album::open(),
            held: false,
            late: None,
        };
        let action = drive.screen.shown(&drive.shared);
        drive.perform(action);
        drive
    }

    /// Holds a key down for a second: the keyboard says it again and again, and the door answers in between.
    pub fn hold(&mut self, key: &str) -> &mut Self {
        self.press(key).hear();
        self.held = true;
        for _ in 0..10 {
            self.press(key).hear();
        }
        self.held = false;
        self
    }

    /// Presses a key: `F2`, `Ctrl+Enter`, `Shift+Tab`, `Esc`, `Up`, `Space`, `a`.
    pub fn press(&mut self, key: &str) -> &mut Self {
        let events = events_of(key, self.held);
        self.feed(&events)
    }

    /// Keys and letters that all lie there when the window, which was busy, looks again: `Enter`, then `98`.
    pub fn at_once(&mut self, keys: &[&str]) -> &mut Self {
        let mut events = Vec::new();
        for key in keys {
            match *key {
                "Enter" | "Tab" => events.extend(events_of(key, self.held)),
                text => events.extend(simulator::typewrite(text)),
            }
        }
        self.feed(&events)
    }

    /// Types letters one after the other, as a person does.
    pub fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            let events: Vec<Event> = simulator::typewrite(&letter.to_string()).collect();
            self.feed(&events);
        }
        self
    }

    /// Presses Tab until the element of this id has the focus; fails after a whole round.
    pub fn tab_to(&mut self, id: &'static str) -> &mut Self {
        for _ in 0..200 {
            if self.focused(id) {
                return self;
            }
            self.press("Tab");
        }
        panic!("Tab never reaches {id}");
    }

    /// Whether the element of this id has the focus.
    pub fn focused(&mut self, id: &'static str) -> bool {
        let wanted = iced::widget::Id::new(id);
        let mut seek = operation::focusable::find_focused();
        self.operate(&mut operation::black_box(&mut seek));
        matches!(seek.finish(), Outcome::Some(found) if found == wanted)
    }

    /// Whether this text is somewhere on the screen.
    pub fn shows(&mut self, text: &str) -> bool {
        let mut find = text.to_owned().find();
        self.operate(&mut operation::black_box(&mut find));
        matches!(find.finish(), Outcome::Some(Some(_)))
    }

    /// Whether some text on the screen holds this: a sentence is one text.
    pub fn tells(&mut self, part: &str) -> bool {
        let mut find = Holds(part.to_owned()).find();
        self.operate(&mut operation::black_box(&mut find));
        matches!(find.finish(), Outcome::Some(Some(_)))
    }

    /// Where a text stands and how much room its line has, in pixels; `None` where it is nowhere.
    pub fn place_of(&mut self, text: &str) -> Option<iced::Rectangle> {
        let mut find = text.to_owned().find();
        self.operate(&mut operation::black_box(&mut find));
        match find.finish() {
            Outcome::Some(Some(found)) => Some(found.bounds()),
            _ => None,
        }
    }

    /// How much room the text of the field with that id has across, and what it holds.
    pub fn field(&mut self, id: &'static str) -> Option<(f32, String)> {
        let id = iced::widget::Id::from(id);
        let mut find = (move |candidate: Candidate<'_>| match candidate {
            Candidate::TextInput { id: Some(one), bounds, state, .. } if *one == id => {
                Some((bounds.width, state.text().to_owned()))
            }
            _ => None,
        })
        .find();
        self.operate(&mut operation::black_box(&mut find));
        match find.finish() {
            Outcome::Some(found) => found,
            _ => None,
        }
    }

    /// Where a text that holds this one stands.
    pub fn place(&mut self, part: &str) -> iced::Rectangle {
        let mut find = Holds(part.to_owned()).find();
        self.operate(&mut operation::black_box(&mut find));
        let Outcome::Some(Some(found)) = find.finish() else { panic!("nothing says {part}") };
        found
    }

    /// Where the part of that id stands, and how much of it is in view.
    pub fn seen(&mut self, id: &'static str) -> Option<(iced::Rectangle, Option<iced::Rectangle>)> {
        let mut find = iced_test::selector::id(id).find();
        self.operate(&mut operation::black_box(&mut find));
        let Outcome::Some(Some(found)) = find.finish() else { return None };
        let window = iced::Rectangle::with_size(self.size);
        let seen = found.visible_bounds().and_then(|seen| seen.intersection(&window));
        Some((found.bounds(), seen))
    }

    /// Where each text that holds this one stands.
    pub fn places(&mut self, part: &str) -> Vec<iced::Rectangle> {
        let mut find = Holds(part.to_owned()).find_all();
        self.operate(&mut operation::black_box(&mut find));
        let Outcome::Some(found) = find.finish() else { return Vec::new() };
        found
    }

    /// Whether a text that holds this lies whole in the window, not scrolled away and not below its edge.
    pub fn sees(&mut self, part: &str) -> bool {
        let mut find = Seen(part.to_owned(), self.size).find();
        self.operate(&mut operation::black_box(&mut find));
        matches!(find.finish(), Outcome::Some(Some(())))
    }

    /// Everything that happened in the clinic since is told to the screen, as the program does.
    pub fn hear(&mut self) -> &mut Self {
        while let Some(Some(published)) = self.events.next().now_or_never() {
            self.shared.now = self.desk.now();
            if published.as_ref().is_none_or(|published| matches!(published.event, Happened::Setup(_))) {
                let config = block_on(self.desk.clone().ask(self.desk.display(), setup::query::Config));
                if let Ok(Some(config)) = config {
                    self.shared.config = (*config).into();
                }
            }
            let action = self.screen.heard(published.as_ref(), &self.shared);
            self.perform(action);
        }
        self
    }

    /// Time went on and the window was drawn again.
    pub fn wait(&mut self) -> &mut Self {
        self.shared.now = self.desk.now();
        self
    }

    /// Holds what is seen against the stored picture of this name; words without room fail.
    pub fn picture(&mut self, name: &str) -> &mut Self {
        // The second run is about answers, not about looks.
        if is_second_run() {
            return self;
        }
        let elsewhere = album::elsewhere(&self.shared);
        let shared = std::mem::replace(&mut self.shared, elsewhere);
        let mut drawn = self.draw();
        let size = self.size;
        // The smallest window of an old PC shows every state in the largest letters too.
        let frame = WINDOW - size;
        let is_whole = frame == Size::ZERO || frame == FRAME;
        let largest = is_whole.then(|| WINDOW * (1.0 / 1.6) - frame);
        for each in [Some(size), largest].into_iter().flatten() {
            let mut room = Room::of(each);
            self.size = each;
            self.operate(&mut room);
            assert!(room.cut.is_empty(), "{name} in {each:?}:\n{}", room.cut.join("\n"));
            if each == size {
                room.changing().into_iter().for_each(|place| drawn.cover(place));
            }
        }
        self.size = size;
        self.shared = shared;
        self.album.hold(name, &drawn);
        self
    }

    /// What is seen, with the focus where it is.
    fn draw(&mut self) -> Picture {
        let (theme, size) = (Theme::new(self.shared.seat.look), self.size);
        let base = theme.base();
        let view = tab_stops(self.screen.view(&self.shared));
        let cache = self.cache.take().unwrap_or_default();
        let mut ui: UserInterface<'_, S::Message, Theme, Renderer> =
            UserInterface::build(view, size, cache, &mut self.renderer);
        let redraw = Event::Window(window::Event::RedrawRequested(std::time::Instant::now()));
        let cursor = mouse::Cursor::Unavailable;
        let _ = ui.update(&[redraw], cursor, &mut self.renderer, &mut clipboard::Null, &mut Vec::new());
        let style = renderer::Style { text_color: base.text_color };
        ui.draw(&mut self.renderer, &theme, &style, cursor);
        self.cache = Some(ui.into_cache());
        let pixels = Size::new(size.width.round() as u32, size.height.round() as u32);
        let drawn = self.renderer.screenshot(pixels, 1.0, base.background_color);
        Picture::of(&drawn, pixels.width as usize)
    }

    pub(super) fn operate(&mut self, operation: &mut dyn Operation) {
        let view = tab_stops(self.screen.view(&self.shared));
        let cache = self.cache.take().unwrap_or_default();
        let mut ui: UserInterface<'_, S::Message, Theme, Renderer> =
            UserInterface::build(view, self.size, cache, &mut self.renderer);
        ui.operate(&self.renderer, operation);
        self.cache = Some(ui.into_cache());
    }

    /// An operation and what follows from it; nothing is said of it.
    fn operate_all<M>(&mut self, operation: Box<dyn Operation>) -> Option<M> {
        let mut next = Some(operation);
        while let Some(mut now) = next.take() {
            self.operate(now.as_mut());
            if let Outcome::Chain(then) = now.finish() {
                next = Some(then);
            }
        }
        None
    }

    fn feed(&mut self, events: &[Event]) -> &mut Self {
        for message in self.told_of(events, mouse::Cursor::Unavailable, &mut clipboard::Null) {
            self.send(message);
        }
        self
    }

    /// What the screen makes of it.
    pub(super) fn told_of(
        &mut self,
        events: &[Event],
        cursor: mouse::Cursor,
        clipboard: &mut dyn clipboard::Clipboard,
    ) -> Vec<S::Message> {
        let mut messages = Vec::new();
        let view = tab_stops(self.screen.view(&self.shared));
        let cache = self.cache.take().unwrap_or_default();
        let mut ui: UserInterface<'_, S::Message, Theme, Renderer> =
            UserInterface::build(view, self.size, cache, &mut self.renderer);
        let redraw = Event::Window(window::Event::RedrawRequested(std::time::Instant::now()));
        // Fields take their own state over only when they are drawn.
        for batch in [std::slice::from_ref(&redraw), events] {
            let _ = ui.update(batch, cursor, &mut self.renderer, clipboard, &mut messages);
        }
        self.cache = Some(ui.into_cache());
        messages
    }

    /// Something happens.
    pub fn send(&mut self, message: S::Message) -> &mut Self {
        self.shared.now = self.desk.now();
        let action = self.screen.update(message, &self.shared);
        match &mut self.late {
            Some(late) => late.push(action),
            None => self.perform(action),
        }
        self
    }

    /// A hand that is faster than the program: what it asks the door is answered after all of it.
    pub fn faster(&mut self, hand: impl FnOnce(&mut Self)) -> &mut Self {
        self.late = Some(Vec::new());
        hand(self);
        for action in self.late.take().unwrap_or_default() {
            self.perform(action);
        }
        self
    }

    /// Goes by Tab to the button with this text and presses it.
    pub fn press_button(&mut self, label: &str) -> &mut Self {
        let mut find = label.to_owned().find();
        self.operate(&mut operation::black_box(&mut find));
        let Outcome::Some(Some(found)) = find.finish() else { panic!("no button says {label}") };
        let words = found.bounds();
        for _ in 0..200 {
            self.press("Tab");
            let mut seek = FocusedBounds::default();
            self.operate(&mut seek);
            if seek.0.is_some_and(|bounds| bounds.contains(words.center())) {
                return self.press("Enter");
            }
        }
        panic!("Tab never reaches the button {label}");
    }

    /// Carries out what the screen wanted of the program.
    pub fn carry_out(&mut self, action: Action<S::Message>) -> &mut Self {
        self.perform(action);
        self
    }

    fn session(&self) -> Session {
        self.shared.session.clone().unwrap_or_else(|| self.desk.display())
    }

    fn asking(&self) -> Asking {
        Asking { desk: self.desk.clone(), session: self.session(), seat: "Loket 1".to_owned() }
    }

    fn perform(&mut self, action: Action<S::Message>) {
        let mut effects: VecDeque<_> = action.into_effects().into();
        while let Some(effect) = effects.pop_front() {
            let message = match effect {
                Effect::Clinic(asked) => Some(block_on(asked(self.asking()))),
                Effect::ThisPc(work) => {
                    let (pc, words) = (self.shared.pc.clone(), Arc::clone(&self.shared.words));
                    let (copies, message) = block_on(work(AtThisPc { pc, asking: self.asking(), words }));
                    // As the program does: everybody sees how it stands with the copies.
                    if let Some(copies) = copies {
                        self.shared.copies = Arc::new(copies);
                    }
                    Some(message)
                }
                Effect::Task(task) => {
                    let Some(stream) = runtime::task::into_stream(task) else { continue };
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    let actions: Vec<_> = runtime.block_on(stream.collect());
                    for action in actions {
                        match action {
                            runtime::Action::Output(message) => {
                                let action = self.screen.update(message, &self.shared);
                                effects.extend(action.into_effects());
                            }
                            runtime::Action::Widget(mut operation) => self.operate(operation.as_mut()),
                            _ => {}
                        }
                    }
                    None
                }
                Effect::Focus(id) => self.operate_all(Box::new(focus(id))),
                Effect::Reveal(id) => self.operate_all(Box::new(reveal(id))),
                Effect::Program(what) => {
                    self.of_itself(what);
                    None
                }
            };
            if let Some(message) = message {
                let action = self.screen.update(message, &self.shared);
                effects.extend(action.into_effects());
            }
        }
    }

    fn of_itself(&mut self, what: Program) {
        match what {
            Program::Go(place) => self.gone.push(place),
            Program::Say(toast) => self.said.push(toast),
            Program::StartAgain(restore) => self.again = Some(*restore),
            Program::Enter(welcome) => {
                self.shared.session = Some(welcome.session.clone());
                self.welcome = Some(*welcome);
            }
            Program::Prefer(Preference::Look(look)) => self.shared.seat.look = look,
            Program::Prefer(Preference::Scale(scale)) => self.shared.seat.scale = scale,
            Program::Prefer(Preference::Counter(counter)) => self.shared.seat.counter = Some(counter),
            Program::Prefer(Preference::Language(language)) => {
                self.shared.seat.language = language;
                self.shared.words = Arc::new(Words::new(language));
            }
            Program::Lock | Program::ToggleDisplay | Program::Show(_) => {}
        }
    }
}
