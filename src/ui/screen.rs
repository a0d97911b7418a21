//! What every screen is to the program and to tests.

use super::Element;
use super::action::Action;
use super::shared::Shared;
use crate::clinic::Published;

/// A screen: state, messages, a view. It asks and waits for nothing; answers come back as messages.
pub trait Screen {
    /// What can happen on it.
    type Message: Clone + Send + 'static;
    /// What it can be opened with: a visit, a child; `()` where it is only ever gone to.
    type Opening;

    /// Takes what happened, says what it wants.
    fn update(&mut self, message: Self::Message, shared: &Shared) -> Action<Self::Message>;

    /// Draws what is; pure and cheap.
    fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Self::Message>;

    /// It comes into view (first time or again): ask for what it shows.
    fn shown(&mut self, shared: &Shared) -> Action<Self::Message>;

    /// Something changed in the clinic; `None` means: more than can be told, ask for everything.
    fn heard(&mut self, event: Option<&Published>, shared: &Shared) -> Action<Self::Message>;

    /// Whether something is typed on it that is not saved.
    fn is_unsaved(&self) -> bool {
        false
    }

    /// Somebody goes to it for this one thing; [`Screen::shown`] follows.
    fn open(&mut self, opening: Self::Opening, shared: &Shared) -> Action<Self::Message> {
        let _ = (opening, shared);
        Action::none()
    }
}
