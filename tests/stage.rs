//! A stage for one screen: a window without a window, that is looked at, clicked and typed into.
//!
//! Unlike iced's Simulator it keeps the state between events: it shows, hands each message to `update`, runs the tasks
//! that come out of it (focus, scrolling, results) and shows again. No sleep, no display.

#![expect(clippy::expect_used, clippy::panic, reason = "a stage that does not stand fails its test")]

use std::sync::Once;

use iced::advanced::renderer::{Headless as _, Style};
use iced::advanced::widget::operation::{self, Operation, Outcome};
use iced::advanced::{clipboard, mouse};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::theme::Base;
use iced::{Event, Point, Rectangle, Renderer, Size, Task, window};
use iced_test::futures::futures::{StreamExt as _, executor::block_on};
use iced_test::runtime::user_interface::{Cache, State, UserInterface};
use iced_test::runtime::window::Action as WindowAction;
use iced_test::runtime::{Action, task};
use iced_test::selector::{self, Bounded, Selector};
use loket::ui::theme::{self, Look, TextScale, Theme};
use loket::ui::{Element, widget::keys::tab_stops};

use crate::support::album::Album;
use crate::support::picture::Picture;

/// The text system of iced is one for the process: fonts are loaded once.
static FONTS: Once = Once::new();

type View<S, M> = for<'a> fn(&'a S) -> Element<'a, M>;
type Update<S, M> = fn(&mut S, M) -> Task<M>;

pub struct Stage<S, M> {
    pub state: S,
    view: View<S, M>,
    update: Update<S, M>,
    renderer: Renderer,
    cache: Option<Cache>,
    size: Size,
    cursor: mouse::Cursor,
    album: Album,
    /// Windows that were opened, as they were asked for.
    pub opened: Vec<(window::Id, window::Settings)>,
    /// Windows that were given the keyboard, and those that were closed.
    pub brought: Vec<window::Id>,
    pub closed: Vec<window::Id>,
}

impl<S, M: Clone + Send + 'static> Stage<S, M> {
    /// A window of 1366 × 768 at 100 %.
    pub fn new(state: S, view: View<S, M>, update: Update<S, M>) -> Self {
        Self::scaled(state, view, update, TextScale::default())
    }

    /// The same window at another text scale.
    pub fn scaled(state: S, view: View<S, M>, update: Update<S, M>, scale: TextScale) -> Self {
        let size = Size::new(1366.0 / scale.factor(), 768.0 / scale.factor());
        Self::sized(state, view, update, size)
    }

    pub fn sized(state: S, view: View<S, M>, update: Update<S, M>, size: Size) -> Self {
        let settings = theme::settings();
        FONTS.call_once(|| {
            let mut system = iced::advanced::graphics::text::font_system().write().expect("the font system");
            settings.fonts.iter().for_each(|font| system.load_font(font.clone()));
        });
        let renderer = Renderer::new(settings.default_font, settings.default_text_size);
        Self {
            state,
            view,
            update,
            renderer,
            cache: Some(Cache::default()),
            size,
            cursor: mouse::Cursor::Unavailable,
            album: Album::open(),
            opened: Vec::new(),
            brought: Vec::new(),
            closed: Vec::new(),
        }
    }

    /// Shows the screen and does something with it.
    fn show<T>(
        &mut self,
        act: impl FnOnce(&mut UserInterface<'_, M, Theme, Renderer>, &mut Renderer, &mut Vec<M>) -> T,
    ) -> T {
        let cache = self.cache.take().unwrap_or_default();
        let page = tab_stops((self.view)(&self.state));
        let mut messages = Vec::new();
        let mut ui = UserInterface::build(page, self.size, cache, &mut self.renderer);
        let result = act(&mut ui, &mut self.renderer, &mut messages);
        self.cache = Some(ui.into_cache());
        for message in messages {
            self.send(message);
        }
        result
    }

    /// Hands the screen a message, and runs what comes out of it.
    pub fn send(&mut self, message: M) {
        let task = (self.update)(&mut self.state, message);
        self.run(task);
    }

    /// Runs a task and what comes out of it.
    pub fn run(&mut self, task: Task<M>) {
        let Some(mut actions) = task::into_stream(task) else { return };
        // One after the other: some wait for what became of the one before.
        while let Some(action) = block_on(actions.next()) {
            match action {
                Action::Output(message) => self.send(message),
                Action::Widget(operation) => self.operate(operation),
                Action::Window(WindowAction::Open(id, settings, opened)) => {
                    self.opened.push((id, settings));
                    let _ = opened.send(id);
                }
                Action::Window(WindowAction::GainFocus(id)) => self.brought.push(id),
                Action::Window(WindowAction::Close(id)) => self.closed.push(id),
                _ => {}
            }
        }
    }

    fn operate(&mut self, operation: Box<dyn Operation>) {
        self.show(|ui, renderer, _| {
            let mut current = Some(operation);
            while let Some(mut operation) = current.take() {
                ui.operate(renderer, operation.as_mut());
                if let Outcome::Chain(next) = operation.finish() {
                    current = Some(next);
                }
            }
        });
    }

    /// Lets these events happen, each after the screen has taken in the one before.
    pub fn happen(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            let cursor = self.cursor;
            self.show(|ui, renderer, messages| {
                let _ = ui.update(&[event], cursor, renderer, &mut clipboard::Null, messages);
            });
        }
    }

    pub fn key(&mut self, key: Named) {
        self.key_with(Key::Named(key), Modifiers::empty());
    }

    pub fn ctrl(&mut self, letter: &str) {
        self.key_with(Key::Character(letter.into()), Modifiers::CTRL);
    }

    pub fn ctrl_key(&mut self, key: Named) {
        self.key_with(Key::Named(key), Modifiers::CTRL);
    }

    pub fn shift_key(&mut self, key: Named) {
        self.key_with(Key::Named(key), Modifiers::SHIFT);
    }

    pub fn key_with(&mut self, key: Key, modifiers: Modifiers) {
        let text = match &key {
            // Alt with a letter carries the letter, as the window system sends it; Ctrl does not.
            Key::Character(letter) if modifiers.is_empty() || modifiers == Modifiers::ALT => {
                Some(letter.clone())
            }
            Key::Named(Named::Space) => Some(" ".into()),
            _ => None,
        };
        let held = |modifiers| Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers));
        let Event::Keyboard(keyboard::Event::KeyPressed { physical_key, location, .. }) =
            iced_test::simulator::press_key(key.clone(), None)
        else {
            return;
        };
        let press = keyboard::Event::KeyPressed {
            key: key.clone(),
            modified_key: key.clone(),
            physical_key,
            location,
            modifiers,
            text,
            repeat: false,
        };
        let release = keyboard::Event::KeyReleased {
            key: key.clone(),
            modified_key: key,
            physical_key,
            location,
            modifiers,
        };
        let around = [held(modifiers), Event::Keyboard(press), Event::Keyboard(release)];
        self.happen(around.into_iter().chain([held(Modifiers::empty())]));
    }

    /// Types into whatever has focus.
    pub fn write(&mut self, words: &str) {
        for letter in words.chars() {
            let letter = letter.to_string();
            self.key_with(Key::Character(letter.as_str().into()), Modifiers::empty());
        }
    }

    /// What a selector finds: a `&str` is exact text, an `Id` a widget's id.
    pub fn find<F>(&mut self, what: F) -> Option<F::Output>
    where
        F: Selector + Send,
        F::Output: Clone + Send,
    {
        let mut search = what.find();
        self.show(|ui, renderer, _| ui.operate(renderer, &mut operation::black_box(&mut search)));
        match search.finish() {
            Outcome::Some(found) => found,
            Outcome::None | Outcome::Chain(_) => None,
        }
    }

    /// Whether exactly this text is seen, at least in part.
    pub fn sees(&mut self, text: &str) -> bool {
        self.find(text).is_some_and(|found| found.visible_bounds().is_some())
    }

    /// Where a text is; it must be there.
    pub fn place(&mut self, text: &str) -> Rectangle {
        self.find(text).unwrap_or_else(|| panic!("“{text}” is not on the screen")).bounds()
    }

    /// Where the thing with focus is.
    pub fn focused(&mut self) -> Option<Rectangle> {
        self.find(selector::is_focused()).map(|target| target.bounds())
    }

    /// Whether the widget with that id has focus.
    pub fn has_focus(&mut self, id: &'static str) -> bool {
        let wanted = self.find(selector::id(id)).map(|target| target.bounds());
        wanted.is_some() && wanted == self.focused()
    }

    pub fn focus(&mut self, id: &'static str) {
        self.operate(Box::new(operation::focusable::focus(id.into())));
    }

    /// Clicks what the selector finds; it must be there and seen.
    pub fn click<F>(&mut self, what: F)
    where
        F: Selector + Send,
        F::Output: Bounded + Clone + Send,
    {
        let described = what.description();
        let found = self.find(what).unwrap_or_else(|| panic!("{described} is not on the screen"));
        let seen = found.visible_bounds().unwrap_or_else(|| panic!("{described} is not seen"));
        self.click_at(seen.center());
    }

    pub fn click_at(&mut self, point: Point) {
        self.cursor = mouse::Cursor::Available(point);
        self.happen(iced_test::simulator::click());
        self.cursor = mouse::Cursor::Unavailable;
    }

    /// When the window wants to be painted again after a frame at this time, if nothing happens.
    pub fn next_frame(&mut self, now: std::time::Instant) -> window::RedrawRequest {
        let cursor = self.cursor;
        self.show(|ui, renderer, messages| {
            let redraw = Event::Window(window::Event::RedrawRequested(now));
            match ui.update(&[redraw], cursor, renderer, &mut clipboard::Null, messages).0 {
                State::Updated { redraw_request, .. } => redraw_request,
                State::Outdated => window::RedrawRequest::NextFrame,
            }
        })
    }

    /// Whether the field with that id holds this text.
    pub fn holds(&mut self, id: &'static str, text: &str) -> bool {
        let id = iced::widget::Id::from(id);
        let typed = move |candidate: selector::Candidate<'_>| match candidate {
            selector::Candidate::TextInput { id: Some(one), state, .. } if *one == id => {
                Some(state.text().to_owned())
            }
            _ => None,
        };
        self.find(typed).as_deref() == Some(text)
    }

    /// Draws at a factor of 1 and gives the pixels, red, green, blue, opaque.
    pub fn draw(&mut self, look: Look) -> Vec<u8> {
        let (theme, cursor, size) = (Theme::new(look), self.cursor, self.size);
        let base = theme.base();
        self.show(|ui, renderer, messages| {
            let redraw = Event::Window(window::Event::RedrawRequested(std::time::Instant::now()));
            let _ = ui.update(&[redraw], cursor, renderer, &mut clipboard::Null, messages);
            ui.draw(renderer, &theme, &Style { text_color: base.text_color }, cursor);
        });
        let pixels = Size::new(size.width.round() as u32, size.height.round() as u32);
        self.renderer.screenshot(pixels, 1.0, base.background_color)
    }

    /// Holds what is seen against the stored picture of this name.
    pub fn picture(&mut self, look: Look, name: &str) {
        let pixels = self.draw(look);
        self.album.hold(name, &Picture::of(&pixels, self.size.width.round() as usize));
    }
}
