//! Whether every word on a screen has its room: none beyond the window, none beyond what holds it.

use iced::advanced::widget::Id;
use iced::advanced::widget::operation::{Operation, Scrollable};
use iced::{Rectangle, Size, Vector};

/// Of a rounded dot more or less nobody sees anything.
const TOLERANCE: f32 = 1.5;

/// Walks through a screen.
pub struct Room {
    /// What holds the words that come next; whether it can be scrolled there.
    holders: Vec<(Rectangle, bool)>,
    next: Option<(Rectangle, bool)>,
    /// The words that have no room, and where they stand.
    pub cut: Vec<String>,
}

impl Room {
    /// In a window of this size.
    pub fn of(size: Size) -> Self {
        Self { holders: vec![(Rectangle::with_size(size), false)], next: None, cut: Vec::new() }
    }

    fn holder(&self) -> (Rectangle, bool) {
        self.holders.last().copied().unwrap_or_default()
    }
}

impl Operation for Room {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let inside = self.next.take().unwrap_or_else(|| self.holder());
        self.holders.push(inside);
        operate(self);
        self.holders.pop();
    }

    fn container(&mut self, _id: Option<&Id>, bounds: Rectangle) {
        let (_, scrolled) = self.holder();
        self.next = Some((bounds, scrolled));
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        _translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        // Down it goes on as far as its content; to the right nothing is ever scrolled.
        self.next = Some((Rectangle { height: content.height, ..bounds }, true));
    }

    fn text(&mut self, _id: Option<&Id>, bounds: Rectangle, text: &str) {
        let (holder, scrolled) = self.holder();
        let (window, _) = self.holders.first().copied().unwrap_or_default();
        let within = |from: f32, length: f32, room_from: f32, room: f32| {
            from >= room_from - TOLERANCE && from + length <= room_from + room + TOLERANCE
        };
        let across = within(bounds.x, bounds.width, holder.x, holder.width)
            && within(bounds.x, bounds.width, window.x, window.width);
        let down = scrolled || within(bounds.y, bounds.height, window.y, window.height);
        let is_seen = across && down && bounds.width >= 1.0 && bounds.height >= 1.0;
        if !(is_seen || text.trim().is_empty()) {
            self.cut.push(format!("“{text}” at {bounds:?} in {holder:?}"));
        }
    }
}
