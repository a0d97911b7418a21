//! The waiting room's display: numbers and places only, in a window of its own. It asks for nothing else, so nothing
//! else can be shown. It listens to no clock: the program's own tick draws the time.

mod running;
mod view;

use super::Element;
use super::action::Action;
use super::flight::{Latest, Question};
use super::screen::Screen;
use super::shared::Shared;
use super::sound::Chime;
use crate::clinic::{Event, Published, Refusal};
use crate::queue::{self, CallId};
use crate::terms::Instant;

#[derive(Debug, Default)]
pub struct Display {
    /// What is shown; kept when the clinic does not answer.
    shown: Option<queue::Display>,
    /// Since when the clinic does not answer.
    silent_since: Option<Instant>,
    /// The newest call that was announced, or that was there when the display was opened.
    announced: Announced,
    asked: Latest,
    chime: Chime,
    chimes: u32,
}

/// Which calls need no chime any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Announced {
    /// The display has just been opened: whatever is called already stays silent.
    #[default]
    NotYet,
    UpTo(CallId),
}

impl Announced {
    /// Takes the newest call; says whether it is to be announced.
    fn take(&mut self, newest: Option<CallId>) -> Announce {
        let newest = newest.unwrap_or(CallId(0));
        match *self {
            Self::UpTo(last) if newest.0 <= last.0 => Announce::No,
            before => {
                *self = Self::UpTo(newest);
                if before == Self::NotYet { Announce::No } else { Announce::Yes }
            }
        }
    }
}

/// Whether the chime rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announce {
    Yes,
    No,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The clinic answered.
    Read(Question, Result<queue::Display, Refusal>),
}

impl Display {
    /// How often the chime rang since the program started.
    pub fn chimes(&self) -> u32 {
        self.chimes
    }

    fn ask(&mut self, shared: &Shared) -> Action<Message> {
        let asked = self.asked.ask();
        Action::ask(queue::query::Display { day: shared.day() }, move |answer| Message::Read(asked, answer))
    }

    fn read(&mut self, answer: Result<queue::Display, Refusal>, shared: &Shared) {
        match answer {
            Ok(display) => {
                if self.announced.take(display.current.as_ref().map(|call| call.call)) == Announce::Yes {
                    self.chimes += 1;
                    self.chime.ring();
                }
                self.shown = Some(display);
                self.silent_since = None;
            }
            Err(_) => {
                self.silent_since.get_or_insert(shared.now);
            }
        }
    }

    /// What is shown, while it is of this service day: once the day has turned yesterday's numbers are gone.
    fn today(&self, shared: &Shared) -> Option<&queue::Display> {
        self.shown.as_ref().filter(|display| display.day == shared.day())
    }
}

impl Screen for Display {
    type Message = Message;
    type Opening = ();

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Read(asked, answer) if self.asked.is(asked) => self.read(answer, shared),
            Message::Read(..) => {}
        }
        Action::none()
    }

    fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        view::view(self, shared)
    }

    fn shown(&mut self, shared: &Shared) -> Action<Message> {
        self.announced = Announced::NotYet;
        self.ask(shared)
    }

    fn heard(&mut self, event: Option<&Published>, shared: &Shared) -> Action<Message> {
        match event.map(|published| &published.event) {
            None | Some(Event::Queue(_) | Event::Setup(_) | Event::Unknown) => self.ask(shared),
            Some(_) => Action::none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_is_announced_once_and_none_when_the_display_opens() {
        let mut announced = Announced::default();
        assert_eq!(announced.take(Some(CallId(7))), Announce::No);
        assert_eq!(announced.take(Some(CallId(7))), Announce::No);
        assert_eq!(announced.take(Some(CallId(9))), Announce::Yes);
        // The call was taken back: an older one stands there again.
        assert_eq!(announced.take(Some(CallId(7))), Announce::No);
        assert_eq!(announced.take(None), Announce::No);
        assert_eq!(announced.take(Some(CallId(12))), Announce::Yes);
    }

    #[test]
    fn the_first_call_of_a_quiet_morning_is_announced() {
        let mut announced = Announced::default();
        assert_eq!(announced.take(None), Announce::No);
        assert_eq!(announced.take(Some(CallId(1))), Announce::Yes);
    }
}
