//! Pictures painted by us: shapes, bars, charts.
//!
//! What was painted is kept until the picture or the colours change. This matters: the software renderer repaints every
//! place whose geometry is new, so a picture made anew in every frame would be repainted with every blink of a caret.

use std::borrow::Cow;
use std::cell::RefCell;

use iced::advanced::graphics::geometry::Renderer as _;
use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Renderer as _, Widget, mouse, renderer};
use iced::widget::canvas::{Cache, Frame};
use iced::{Color, Length, Rectangle, Renderer, Size, Vector};

use crate::ui::Element;
use crate::ui::theme::{Look, Theme};

/// Something that can be painted, and compared with what was painted before.
pub(super) trait Picture: Clone + PartialEq + 'static {
    /// Paints into a frame of the size it was given; `ink` is the colour of the text around it.
    fn paint(&self, frame: &mut Frame, theme: &Theme, ink: Color);
}

/// A picture as an element of that size.
pub(super) fn painting<'a, Message: 'a, P: Picture>(
    picture: Cow<'a, P>,
    size: Size<Length>,
) -> Element<'a, Message> {
    Element::new(Painting { picture, size })
}

struct Painting<'a, P: Picture> {
    picture: Cow<'a, P>,
    size: Size<Length>,
}

struct State<P> {
    cache: Cache,
    painted: RefCell<Option<(P, Look, Color)>>,
}

impl<Message, P: Picture> Widget<Message, Theme, Renderer> for Painting<'_, P> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State<P>>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::<P> { cache: Cache::new(), painted: RefCell::new(None) })
    }

    fn size(&self) -> Size<Length> {
        self.size
    }

    fn layout(&mut self, _tree: &mut Tree, _renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::atomic(limits, self.size.width, self.size.height)
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let Some(seen) =
            bounds.intersection(viewport).filter(|_| bounds.width >= 1.0 && bounds.height >= 1.0)
        else {
            return;
        };
        let state = tree.state.downcast_ref::<State<P>>();
        let (look, ink) = (theme.look(), style.text_color);
        let mut painted = state.painted.borrow_mut();
        let known = painted
            .as_ref()
            .is_some_and(|(picture, l, i)| (l, i) == (&look, &ink) && *picture == *self.picture);
        if !known {
            state.cache.clear();
            *painted = Some((self.picture.as_ref().clone(), look, ink));
        }
        let drawing =
            state.cache.draw(renderer, bounds.size(), |frame| self.picture.paint(frame, theme, ink));
        renderer.with_layer(seen, |renderer| {
            // A layer of its own: the software renderer mistakes where words changed that stand in one layer with a
            // drawing, and leaves them out.
            renderer.with_translation(Vector::new(bounds.x, bounds.y), |renderer| {
                renderer.draw_geometry(drawing);
            });
        });
    }
}
