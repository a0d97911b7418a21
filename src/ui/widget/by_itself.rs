//! What happens by itself, told from what a hand does: a list that is drawn for the first time, or has another length,
//! says what part of it is seen, and nobody touched anything.

use iced::Event;

use super::around::{Around, Decor, Inside, Told};
use crate::ui::Element;

/// Around an element: what it publishes while its window is drawn, sized or moved is given through `heard`; what follows
/// from a key, the mouse or a finger comes as it is.
pub fn by_itself<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    heard: fn(Message) -> Message,
) -> Element<'a, Message> {
    Element::new(Around { parts: [content.into()], decor: ByItself { heard } })
}

struct ByItself<Message> {
    heard: fn(Message) -> Message,
}

impl<Message> Decor<Message> for ByItself<Message> {
    type State = ();

    fn update(
        &self,
        _state: &mut (),
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        match told.event {
            Event::Window(_) => told.heard_as(self.heard, |told| inside.update(told)),
            Event::Keyboard(_) | Event::Mouse(_) | Event::Touch(_) | Event::InputMethod(_) => {
                inside.update(told);
            }
        }
    }
}
