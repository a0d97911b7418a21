//! Something that hangs below an element, above everything else, as wide as the element.
//!
//! Used by [`super::select`]. A press elsewhere, or Tab, closes it.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Clipboard, Overlay, Shell, mouse, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Point, Rectangle, Renderer, Size, touch};

use super::around::{Around, Decor, Inside, Told};
use crate::ui::Element;
use crate::ui::theme::{Gap, Theme};

/// Tells the screen when it is to open and when to close.
struct Drop<Message> {
    is_open: bool,
    on_open: Message,
    on_close: Message,
}

/// What hangs hangs from `base`; without it the drop is closed.
pub(super) fn drop<'a, Message: Clone + 'a>(
    base: Element<'a, Message>,
    hanging: Option<Element<'a, Message>>,
    on_open: Message,
    on_close: Message,
) -> Element<'a, Message> {
    let decor = Drop { is_open: hanging.is_some(), on_open, on_close };
    let hanging = hanging.unwrap_or_else(|| iced::widget::Space::new().into());
    Element::new(Around { parts: [base, hanging], decor })
}

impl<Message: Clone> Decor<Message> for Drop<Message> {
    type State = ();

    fn update(&self, (): &mut (), told: &mut Told<'_, '_, Message>, inside: &mut Inside<'_, '_, Message>) {
        inside.update(told);
        match told.event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                let is_over = told.is_over();
                if is_over && !self.is_open {
                    told.shell.publish(self.on_open.clone());
                } else if !is_over && self.is_open {
                    told.shell.publish(self.on_close.clone());
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(Named::Tab), .. })
                if self.is_open =>
            {
                told.shell.publish(self.on_close.clone());
            }
            _ => {}
        }
    }

    fn hangs(&self) -> bool {
        self.is_open
    }
}

pub(super) struct Hanging<'a, 'b, Message> {
    pub(super) content: &'b mut Element<'a, Message>,
    pub(super) tree: &'b mut Tree,
    /// Where the element is that it hangs from.
    pub(super) base: Rectangle,
}

impl<Message> Overlay<Message, Theme, Renderer> for Hanging<'_, '_, Message> {
    fn layout(&mut self, renderer: &Renderer, bounds: Size) -> layout::Node {
        let gap = Gap::Xs.pixels();
        let below = bounds.height - (self.base.y + self.base.height + gap);
        let above = self.base.y - gap;
        let width = self.base.width.min(bounds.width);
        let limits = layout::Limits::new(Size::new(width, 0.0), Size::new(width, below.max(above).max(0.0)));
        let node = self.content.as_widget_mut().layout(self.tree, renderer, &limits);
        let height = node.size().height;
        let fits_below = height <= below || below >= above;
        let y = if fits_below { self.base.y + self.base.height + gap } else { self.base.y - gap - height };
        node.move_to(Point::new(self.base.x, y))
    }

    fn draw(
        &self,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
    ) {
        let all = layout.bounds();
        self.content.as_widget().draw(self.tree, renderer, theme, style, layout, cursor, &all);
    }

    fn operate(&mut self, layout: Layout<'_>, renderer: &Renderer, operation: &mut dyn Operation) {
        self.content.as_widget_mut().operate(self.tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        let bounds = layout.bounds();
        let content = self.content.as_widget_mut();
        content.update(self.tree, event, layout, cursor, renderer, clipboard, shell, &bounds);
        // What happens over the list is no business of what lies below it.
        if matches!(event, Event::Mouse(mouse::Event::ButtonPressed(_))) && cursor.is_over(bounds) {
            shell.capture_event();
        }
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        let bounds = layout.bounds();
        self.content.as_widget().mouse_interaction(self.tree, layout, cursor, &bounds, renderer)
    }
}
