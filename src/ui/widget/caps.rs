//! Caps Lock, told of where what is typed cannot be read. The window system does not say how it stands: a letter that
//! comes large without Shift, or small with it, does.

use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::Operation;
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Length, Point, Size};

use super::around::{Around, Decor, Inside, Told};
use super::travel;
use crate::ui::Element;
use crate::ui::theme::Gap;

/// The field, and below it the hint while Caps Lock is seen to be on.
pub(super) fn told_of<'a, Message: 'a>(
    field: impl Into<Element<'a, Message>>,
    hint: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    Element::new(Around { parts: [field.into(), hint.into()], decor: Caps })
}

const FIELD: usize = 0;
const HINT: usize = 1;

struct Caps;

/// How Caps Lock was seen to stand last.
#[derive(Debug, Default)]
pub(super) struct Lock {
    is_on: bool,
}

impl<Message> Decor<Message> for Caps {
    type State = Lock;

    fn size(&self, field: Size<Length>) -> Size<Length> {
        Size::new(field.width, Length::Shrink)
    }

    fn layout(&self, lock: &Lock, limits: &Limits, lay: &mut dyn FnMut(usize, &Limits) -> Node) -> Node {
        let field = lay(FIELD, limits);
        let size = field.size();
        if !lock.is_on {
            return Node::with_children(size, vec![field]);
        }
        let hint = lay(HINT, &Limits::new(Size::ZERO, Size::new(size.width, f32::INFINITY)));
        let top = size.height + Gap::Xs.pixels();
        let size = Size::new(size.width, top + hint.size().height);
        Node::with_children(size, vec![field, hint.move_to(Point::new(0.0, top))])
    }

    fn update(
        &self,
        lock: &mut Lock,
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        let seen = stands(told.event, lock.is_on);
        let is_typed_here = seen.is_some()
            && travel::has_focus(&mut |operation: &mut dyn Operation| inside.operate(operation));
        inside.update(told);
        if let Some(is_on) = seen.filter(|is_on| is_typed_here && *is_on != lock.is_on) {
            lock.is_on = is_on;
            told.shell.invalidate_layout();
            told.shell.request_redraw();
        }
    }
}

/// How Caps Lock stands by this key; most tell nothing.
fn stands(event: &Event, was_on: bool) -> Option<bool> {
    let Event::Keyboard(keyboard::Event::KeyPressed { key, text, modifiers, .. }) = event else {
        return None;
    };
    if *key == Key::Named(Named::CapsLock) {
        return was_on.then_some(false);
    }
    let mut held = *modifiers;
    held.remove(Modifiers::SHIFT);
    let mut letters = text.as_ref().filter(|_| held.is_empty())?.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
    let is_letter = letter.is_uppercase() || letter.is_lowercase();
    is_letter.then(|| letter.is_uppercase() != modifiers.shift())
}
