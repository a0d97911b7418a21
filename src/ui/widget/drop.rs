//! Something that hangs below an element, above everything else, as wide as the element.
//!
//! Used by [`super::select`]. A press elsewhere, or Tab, closes it.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Clipboard, Overlay, Shell, Widget, mouse, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Length, Point, Rectangle, Renderer, Size, Vector, touch};

use crate::ui::Element;
use crate::ui::theme::{Gap, Theme};

pub(super) struct Drop<'a, Message> {
    /// What it hangs from, then what hangs.
    parts: [Element<'a, Message>; 2],
    is_open: bool,
    on_open: Message,
    on_close: Message,
}

impl<'a, Message: 'a> Drop<'a, Message> {
    pub(super) fn new(
        base: Element<'a, Message>,
        hanging: Option<Element<'a, Message>>,
        on_open: Message,
        on_close: Message,
    ) -> Self {
        let is_open = hanging.is_some();
        let hanging = hanging.unwrap_or_else(|| iced::widget::Space::new().into());
        Self { parts: [base, hanging], is_open, on_open, on_close }
    }
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Drop<'_, Message> {
    fn children(&self) -> Vec<Tree> {
        self.parts.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.parts);
    }

    fn size(&self) -> Size<Length> {
        let [base, _] = &self.parts;
        base.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let [base, _] = &mut self.parts;
        let Some(child) = tree.children.first_mut() else { return layout::Node::default() };
        base.as_widget_mut().layout(child, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let [base, _] = &mut self.parts;
        if let Some(child) = tree.children.first_mut() {
            base.as_widget_mut().operate(child, layout, renderer, operation);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let [base, _] = &mut self.parts;
        if let Some(child) = tree.children.first_mut() {
            let base = base.as_widget_mut();
            base.update(child, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                let is_over = cursor.is_over(layout.bounds());
                if is_over && !self.is_open {
                    shell.publish(self.on_open.clone());
                } else if !is_over && self.is_open {
                    shell.publish(self.on_close.clone());
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(Named::Tab), .. })
                if self.is_open =>
            {
                shell.publish(self.on_close.clone());
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        let [base, _] = &self.parts;
        tree.children.first().map_or(mouse::Interaction::None, |child| {
            base.as_widget().mouse_interaction(child, layout, cursor, viewport, renderer)
        })
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let [base, _] = &self.parts;
        if let Some(child) = tree.children.first() {
            base.as_widget().draw(child, renderer, theme, style, layout, cursor, viewport);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _renderer: &Renderer,
        _viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        if !self.is_open {
            return None;
        }
        let [_, hanging] = &mut self.parts;
        let child = tree.children.get_mut(1)?;
        let base = layout.bounds() + translation;
        Some(overlay::Element::new(Box::new(Hanging { content: hanging, tree: child, base })))
    }
}

impl<'a, Message: Clone + 'a> From<Drop<'a, Message>> for Element<'a, Message> {
    fn from(drop: Drop<'a, Message>) -> Self {
        Self::new(drop)
    }
}

struct Hanging<'a, 'b, Message> {
    content: &'b mut Element<'a, Message>,
    tree: &'b mut Tree,
    /// Where the element is that it hangs from.
    base: Rectangle,
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
