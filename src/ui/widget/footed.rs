//! What scrolls, and below it what always stays. The foot takes the room it needs first, whatever there is.

use iced::advanced::layout::{Limits, Node};
use iced::{Length, Point, Size};

use super::around::{Around, Decor};
use crate::ui::Element;

/// The foot as high as it is, the body above it as high as it is and at most in what is left.
pub fn footed<'a, Message: 'a>(
    body: impl Into<Element<'a, Message>>,
    foot: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    Element::new(Around { parts: [body.into(), foot.into()], decor: Footed })
}

const BODY: usize = 0;
const FOOT: usize = 1;

struct Footed;

impl<Message> Decor<Message> for Footed {
    type State = ();

    fn size(&self, _body: Size<Length>) -> Size<Length> {
        Size::new(Length::Fill, Length::Shrink)
    }

    fn layout(&self, _: &(), limits: &Limits, lay: &mut dyn FnMut(usize, &Limits) -> Node) -> Node {
        let most = limits.max();
        let foot = lay(FOOT, &Limits::new(Size::ZERO, most));
        let rest = Size::new(most.width, (most.height - foot.size().height).max(0.0));
        let body = lay(BODY, &Limits::new(Size::ZERO, rest));
        let top = body.size().height;
        let size = Size::new(most.width, top + foot.size().height);
        Node::with_children(size, vec![body, foot.move_to(Point::new(0.0, top))])
    }
}
