//! The cross of the window, told to the program.

use iced::{Event, window};

use super::around::{Around, Decor, Inside, Told};
use crate::ui::Element;

/// Around everything in a window: publishes the message when somebody wants to close it.
pub fn on_close<'a, Message: Clone + 'a>(
    content: impl Into<Element<'a, Message>>,
    message: Message,
) -> Element<'a, Message> {
    Element::new(Around { parts: [content.into()], decor: OnClose { message } })
}

struct OnClose<Message> {
    message: Message,
}

impl<Message: Clone> Decor<Message> for OnClose<Message> {
    type State = ();

    fn update(
        &self,
        _state: &mut (),
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        inside.update(told);
        if matches!(told.event, Event::Window(window::Event::CloseRequested)) {
            told.shell.publish(self.message.clone());
        }
    }
}
