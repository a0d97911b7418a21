//! Where Tab goes: to the next stop, round at the ends, and into view where the stop is scrolled away; and where a screen
//! sends the cursor itself.

use iced::advanced::widget::operation::{self, Focusable, Outcome, Scrollable};
use iced::advanced::widget::{Id, Operation};
use iced::keyboard::{self, Key, key::Named};
use iced::{Rectangle, Vector};

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
    Arrive { id: id.into(), seek: Seek::default() }
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

/// Focuses one stop, and looks for it on the way.
struct Arrive {
    id: Id,
    seek: Seek,
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

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if id == Some(&self.id) {
            state.focus();
        } else {
            state.unfocus();
        }
        self.seek.focusable(id, bounds, state);
    }

    fn finish(&self) -> Outcome<()> {
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
