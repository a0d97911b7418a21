//! A line above a screen. A press of the pointer is told to the screen first: a field of it that is being typed in has to
//! hear that something else was pressed, and a stack in the screen hears nothing of what was taken already. Of all else the
//! screen hears what the line did not take.

use iced::advanced::layout::{Limits, Node};
use iced::{Event, Length, Point, Size, mouse, touch};

use super::around::{Around, Decor, Inside, Told};
use crate::ui::Element;

/// The line as high as it is, the screen in what is left.
pub fn above<'a, Message: 'a>(
    line: impl Into<Element<'a, Message>>,
    screen: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    Element::new(Around { parts: [line.into(), screen.into()], decor: Above })
}

const LINE: usize = 0;
const SCREEN: usize = 1;

struct Above;

impl<Message> Decor<Message> for Above {
    type State = ();

    fn size(&self, _line: Size<Length>) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&self, _: &(), limits: &Limits, lay: &mut dyn FnMut(usize, &Limits) -> Node) -> Node {
        let size = limits.max();
        let line = lay(LINE, &Limits::new(Size::ZERO, size));
        let top = line.size().height;
        let rest = Size::new(size.width, (size.height - top).max(0.0));
        let screen = lay(SCREEN, &Limits::new(Size::ZERO, rest)).move_to(Point::new(0.0, top));
        Node::with_children(size, vec![line, screen])
    }

    fn update(
        &self,
        _state: &mut Self::State,
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        let is_press = matches!(
            told.event,
            Event::Mouse(mouse::Event::ButtonPressed(_)) | Event::Touch(touch::Event::FingerPressed { .. })
        );
        let order = if is_press { [SCREEN, LINE] } else { [LINE, SCREEN] };
        for part in order {
            // What is typed into the line is nobody else's.
            if !is_press && told.shell.is_event_captured() {
                break;
            }
            inside.update_part(part, told);
        }
    }
}
