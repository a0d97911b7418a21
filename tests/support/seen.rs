//! What a test looks for in a drawn window.

use iced::Size;
use iced::advanced::widget::operation::{self, Operation};
use iced_test::selector::{Candidate, Selector};

/// A text that holds another.
pub struct Holds(pub String);

impl Selector for Holds {
    type Output = iced::Rectangle;

    fn select(&mut self, candidate: Candidate<'_>) -> Option<iced::Rectangle> {
        match candidate {
            Candidate::Text { content, bounds, .. } if content.contains(&self.0) => Some(bounds),
            _ => None,
        }
    }

    fn description(&self) -> String {
        format!("text with {:?}", self.0)
    }
}

/// A text that holds another and lies whole in a window of that size.
pub struct Seen(pub String, pub Size);

impl Selector for Seen {
    type Output = ();

    fn select(&mut self, candidate: Candidate<'_>) -> Option<()> {
        let Candidate::Text { content, bounds, visible_bounds: Some(seen), .. } = candidate else {
            return None;
        };
        let window = iced::Rectangle::with_size(self.1).intersection(&seen)?;
        let whole = window.height + 1.0 >= bounds.height && window.width + 1.0 >= bounds.width;
        (content.contains(&self.0) && whole).then_some(())
    }

    fn description(&self) -> String {
        format!("text with {:?} in the window", self.0)
    }
}

/// Where the focused element is.
#[derive(Default)]
pub struct FocusedBounds(pub Option<iced::Rectangle>);

impl Operation for FocusedBounds {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(
        &mut self,
        _id: Option<&iced::widget::Id>,
        bounds: iced::Rectangle,
        state: &mut dyn operation::Focusable,
    ) {
        if state.is_focused() {
            self.0 = Some(bounds);
        }
    }
}
