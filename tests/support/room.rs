//! Whether every word on a screen has its room: none beyond the window, none beyond what holds it.

use iced::advanced::widget::Id;
use iced::advanced::widget::operation::{Operation, Scrollable, TextInput};
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
    /// Where words of four capital letters and digits stand, one after the other.
    groups: Vec<Rectangle>,
    /// What is another in every run: recovery codes (five such groups), typed paths of folders made for the test.
    changing: Vec<Rectangle>,
}

impl Room {
    /// In a window of this size.
    pub fn of(size: Size) -> Self {
        Self {
            holders: vec![(Rectangle::with_size(size), false)],
            next: None,
            cut: Vec::new(),
            groups: Vec::new(),
            changing: Vec::new(),
        }
    }

    /// Where something stands that is another in every run, whole to the end of its line; left, top, right, bottom in
    /// pixels.
    pub fn changing(&self) -> Vec<[usize; 4]> {
        let whole = |place: &Rectangle| {
            let (right, bottom) = (place.x + place.width, place.y + place.height);
            [place.x.floor(), place.y.floor(), right.ceil(), bottom.ceil()].map(|edge| edge as usize)
        };
        self.changing.iter().map(whole).collect()
    }

    fn group(&mut self, bounds: Rectangle, text: &str) {
        let is_group =
            text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if !is_group {
            self.groups.clear();
            return;
        }
        self.groups.push(bounds);
        if let [first, _, _, _, last] = self.groups.as_slice() {
            // What is as wide as the code itself is another width in every run.
            let edge = self.groups.iter().map(|group| group.x + group.width).fold(0.0, f32::max) + 1.0;
            let rights = self.holders.iter().rev().map(|(holder, _)| holder.x + holder.width);
            let right = rights.into_iter().find(|right| *right > edge).unwrap_or(edge);
            let height = last.y + last.height - first.y;
            self.changing.push(Rectangle { width: right - first.x, height, ..*first });
            self.groups.clear();
        }
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

    fn text_input(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn TextInput) {
        if std::path::Path::new(state.text()).starts_with(std::env::temp_dir()) {
            self.changing.push(bounds);
        }
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
        self.group(bounds, text);
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
