//! Where Tab goes: to the next stop, round at the ends, and into view where the stop is scrolled away; and where a screen
//! sends the cursor itself.

use iced::advanced::widget::operation::{self, Focusable, Outcome, Scrollable};
use iced::advanced::widget::{Id, Operation};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Rectangle, Vector};
use std::any::Any;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Next,
    Previous,
}

/// The way a key goes, if it is Tab with or without Shift.
pub(super) fn way(event: &keyboard::Event) -> Option<Way> {
    let keyboard::Event::KeyPressed { key: Key::Named(Named::Tab), modifiers, .. } = event else {
        return None;
    };
    if modifiers.is_empty() {
        Some(Way::Next)
    } else if *modifiers == keyboard::Modifiers::SHIFT {
        Some(Way::Previous)
    } else {
        None
    }
}

/// Whether it is Enter alone.
pub(super) fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(Named::Enter), modifiers, .. })
        if modifiers.is_empty())
}

/// Where a key sent the cursor, left beside the widget that took the key: whoever holds all stops goes there at once.
#[derive(Debug, Default)]
pub(super) struct Sent(Option<Id>);

impl Sent {
    pub(super) fn to(&mut self, id: Option<Id>) {
        self.0 = id;
    }
}

/// Where the cursor went by such a key, and the screen has not sent it yet: it will, a round later.
#[derive(Debug, Default)]
pub(super) struct Ahead(Vec<Id>);

impl Ahead {
    /// Goes where the key that was just taken sent the cursor. Gives whether it went.
    pub(super) fn follow(&mut self, operate: &mut Operate<'_>) -> bool {
        let mut collect = Collect(None);
        operate(&mut collect);
        let Some(id) = collect.0 else { return false };
        let mut find = Find { id: id.clone(), is_there: false };
        operate(&mut find);
        // What is not on the screen yet is left to the screen.
        if find.is_there {
            run(Box::new(Arrive::at(id.clone())), operate);
            self.0.push(id);
        }
        find.is_there
    }
}

struct Collect(Option<Id>);

impl Operation for Collect {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn custom(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Any) {
        if let Some(sent) = state.downcast_mut::<Sent>().and_then(|sent| sent.0.take()) {
            self.0 = Some(sent);
        }
    }
}

struct Find {
    id: Id,
    is_there: bool,
}

impl Operation for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, id: Option<&Id>, _bounds: Rectangle, _state: &mut dyn Focusable) {
        self.is_there |= id == Some(&self.id);
    }
}

type Operate<'a> = dyn FnMut(&mut dyn Operation) + 'a;

/// Moves focus and scrolls it into view. At the ends iced leaves nothing focused: then once more, to go round.
pub(super) fn go(way: Way, operate: &mut Operate<'_>) {
    for _ in 0..2 {
        match way {
            Way::Next => run(Box::new(operation::focusable::focus_next::<()>()), operate),
            Way::Previous => run(Box::new(operation::focusable::focus_previous::<()>()), operate),
        }
        let mut seek = Seek::default();
        operate(&mut seek);
        if let Some(stop) = seek.stop {
            if let Some(reveal) = Reveal::next(stop) {
                run(Box::new(reveal), operate);
            }
            return;
        }
    }
}

/// Focuses the stop of this id and scrolls it into view.
pub fn focus(id: impl Into<Id>) -> impl Operation + 'static {
    Arrive::at(id.into())
}

/// Scrolls the container of this id wholly into view, by no more than that takes.
pub fn reveal(id: impl Into<Id>) -> impl Operation + 'static {
    Look { id: id.into(), seek: Seek::default() }
}

/// Whether anything inside has focus.
pub(super) fn has_focus(operate: &mut Operate<'_>) -> bool {
    let mut seek = Seek::default();
    operate(&mut seek);
    seek.stop.is_some()
}

fn run(operation: Box<dyn Operation>, operate: &mut Operate<'_>) {
    let mut current = Some(operation);
    while let Some(mut operation) = current.take() {
        operate(operation.as_mut());
        if let Outcome::Chain(next) = operation.finish() {
            current = Some(next);
        }
    }
}

/// The focused stop and the scrollable panes around it, by the order in which they are met.
#[derive(Clone)]
struct Stop {
    bounds: Rectangle,
    panes: Vec<usize>,
}

#[derive(Default)]
struct Seek {
    met: usize,
    entering: Option<usize>,
    inside: Vec<usize>,
    stop: Option<Stop>,
}

impl Operation for Seek {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let entered = self.entering.take();
        self.inside.extend(entered);
        operate(self);
        if entered.is_some() {
            self.inside.pop();
        }
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content: Rectangle,
        _translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entering = Some(self.met);
        self.met += 1;
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.stop = Some(Stop { bounds, panes: self.inside.clone() });
        }
    }
}

/// Looks for one container.
struct Look {
    id: Id,
    seek: Seek,
}

impl Operation for Look {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let entered = self.seek.entering.take();
        self.seek.inside.extend(entered);
        operate(self);
        if entered.is_some() {
            self.seek.inside.pop();
        }
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        if id == Some(&self.id) {
            self.seek.stop = Some(Stop { bounds, panes: self.seek.inside.clone() });
        }
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        self.seek.scrollable(id, bounds, content, translation, state);
    }

    fn finish(&self) -> Outcome<()> {
        let reveal = self.seek.stop.clone().and_then(Reveal::next);
        reveal.map_or(Outcome::None, |reveal| Outcome::Chain(Box::new(reveal)))
    }
}

/// Focuses one stop, and looks for it on the way.
struct Arrive {
    id: Id,
    seek: Seek,
    /// The key itself went there, and whoever typed may be further by now.
    was_there: bool,
}

impl Arrive {
    fn at(id: Id) -> Self {
        Self { id, seek: Seek::default(), was_there: false }
    }
}

impl Operation for Arrive {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let entered = self.seek.entering.take();
        self.seek.inside.extend(entered);
        operate(self);
        if entered.is_some() {
            self.seek.inside.pop();
        }
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        self.seek.scrollable(id, bounds, content, translation, state);
    }

    fn custom(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Any) {
        let Some(ahead) = state.downcast_mut::<Ahead>() else { return };
        match ahead.0.iter().position(|id| *id == self.id) {
            Some(at) => {
                ahead.0.drain(..=at);
                self.was_there = true;
            }
            None => ahead.0.clear(),
        }
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if self.was_there {
            // The cursor stays where it is.
        } else if id == Some(&self.id) {
            state.focus();
        } else {
            state.unfocus();
        }
        self.seek.focusable(id, bounds, state);
    }

    fn finish(&self) -> Outcome<()> {
        if self.was_there && self.seek.stop.is_none() {
            // The field that had it is gone: then it goes where the screen says.
            return Outcome::Chain(Box::new(Self::at(self.id.clone())));
        }
        let reveal = self.seek.stop.clone().and_then(Reveal::next);
        reveal.map_or(Outcome::None, |reveal| Outcome::Chain(Box::new(reveal)))
    }
}

/// Scrolls one pane by just as much as shows the stop, and then those around it.
struct Reveal {
    pane: usize,
    stop: Stop,
    at: usize,
}

impl Reveal {
    /// The first pane that is left.
    fn next(mut stop: Stop) -> Option<Self> {
        if stop.panes.is_empty() {
            return None;
        }
        Some(Self { pane: stop.panes.remove(0), stop, at: 0 })
    }
}

impl Operation for Reveal {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        /// Room kept around the stop, for its ring.
        const ROOM: f32 = 8.0;
        let is_it = self.at == self.pane;
        self.at += 1;
        if !is_it || content.height <= bounds.height {
            return;
        }
        let stop = self.stop.bounds;
        let above = stop.y - ROOM - (bounds.y + translation.y);
        let below = stop.y + stop.height + ROOM - (bounds.y + bounds.height + translation.y);
        // What is higher than the pane is never seen whole: it stays where it begins.
        let is_begun = stop.height + 2.0 * ROOM > bounds.height && above < bounds.height;
        let by = if above < 0.0 {
            above
        } else if below > 0.0 && !is_begun {
            below.min(above)
        } else {
            return;
        };
        let offset = operation::scrollable::AbsoluteOffset { x: 0.0, y: by };
        state.scroll_by(offset, bounds, content);
    }

    fn finish(&self) -> Outcome<()> {
        Self::next(self.stop.clone()).map_or(Outcome::None, |next| Outcome::Chain(Box::new(next)))
    }
}
