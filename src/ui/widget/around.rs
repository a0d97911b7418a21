//! A widget around others. It forwards everything to what it holds; a [`Decor`] says only what it does beside that.

use iced::advanced::layout::{Layout, Limits, Node};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Shell, Widget, clipboard, mouse, overlay, renderer};
use iced::{Event, Length, Rectangle, Renderer, Size, Vector};

use super::drop::Hanging;
use crate::ui::Element;
use crate::ui::theme::Theme;

/// What a widget around others does beside forwarding.
pub(super) trait Decor<Message> {
    /// What it keeps between frames.
    type State: Default + 'static;

    /// The view is new: what no longer fits it is forgotten.
    fn renew(&self, _state: &mut Self::State) {}

    /// Its size; `inside` is that of the first part.
    fn size(&self, inside: Size<Length>) -> Size<Length> {
        inside
    }

    /// Lays the parts out; `lay` does it with the one at that place. A part without a node is not seen; those that are
    /// come first.
    fn layout(
        &self,
        _state: &Self::State,
        limits: &Limits,
        lay: &mut dyn FnMut(usize, &Limits) -> Node,
    ) -> Node {
        let first = lay(0, limits);
        Node::with_children(first.size(), vec![first])
    }

    /// What Tab and tests find here.
    fn announce(&self, _state: &mut Self::State, _bounds: Rectangle, _operation: &mut dyn Operation) {}

    fn update(
        &self,
        _state: &mut Self::State,
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        inside.update(told);
    }

    /// The pointer's shape; `inside` is what the parts want.
    fn pointer(&self, inside: mouse::Interaction, _is_over: bool) -> mouse::Interaction {
        inside
    }

    /// Draws it; `inside` draws the parts.
    fn draw(&self, _state: &Self::State, canvas: &mut Canvas<'_>, inside: &dyn Fn(&mut Canvas<'_>)) {
        inside(canvas);
    }

    /// Whether the last part hangs below, above everything else.
    fn hangs(&self) -> bool {
        false
    }
}

/// An event and all that comes with it.
pub(super) struct Told<'t, 's, Message> {
    pub(super) event: &'t Event,
    pub(super) bounds: Rectangle,
    pub(super) cursor: mouse::Cursor,
    pub(super) shell: &'t mut Shell<'s, Message>,
    clipboard: &'t mut dyn Clipboard,
    viewport: &'t Rectangle,
}

impl<'s, Message> Told<'_, 's, Message> {
    /// The same with another event.
    pub(super) fn instead<'n>(&'n mut self, event: &'n Event) -> Told<'n, 's, Message> {
        let Self { bounds, cursor, viewport, .. } = *self;
        Told { event, bounds, cursor, shell: self.shell, clipboard: self.clipboard, viewport }
    }

    /// The same, with what is published given through `heard` first.
    pub(super) fn heard_as(
        &mut self,
        heard: impl Fn(Message) -> Message,
        tell: impl FnOnce(&mut Told<'_, '_, Message>),
    ) {
        let Self { event, bounds, cursor, viewport, .. } = *self;
        let mut messages = Vec::new();
        let mut shell = Shell::new(&mut messages);
        if self.shell.is_event_captured() {
            shell.capture_event();
        }
        let clipboard = &mut *self.clipboard;
        tell(&mut Told { event, bounds, cursor, shell: &mut shell, clipboard, viewport });
        self.shell.merge(shell, heard);
    }

    /// The same, with what is pasted given through `fit` first.
    pub(super) fn pasting(
        &mut self,
        fit: &dyn Fn(String) -> String,
        tell: impl FnOnce(&mut Told<'_, '_, Message>),
    ) {
        let Self { event, bounds, cursor, viewport, .. } = *self;
        let mut clipboard = Fitted { from: &mut *self.clipboard, fit };
        tell(&mut Told {
            event,
            bounds,
            cursor,
            shell: &mut *self.shell,
            clipboard: &mut clipboard,
            viewport,
        });
    }

    pub(super) fn is_over(&self) -> bool {
        self.cursor.is_over(self.bounds)
    }
}

/// A clipboard of which only what fits is read.
struct Fitted<'c> {
    from: &'c mut dyn Clipboard,
    fit: &'c dyn Fn(String) -> String,
}

impl Clipboard for Fitted<'_> {
    fn read(&self, kind: clipboard::Kind) -> Option<String> {
        self.from.read(kind).map(self.fit)
    }

    fn write(&mut self, kind: clipboard::Kind, contents: String) {
        self.from.write(kind, contents);
    }
}

/// The parts that are seen, to be told something.
pub(super) struct Inside<'i, 'a, Message> {
    parts: &'i mut [Element<'a, Message>],
    trees: &'i mut [Tree],
    layout: Layout<'i>,
    renderer: &'i Renderer,
}

impl<Message> Inside<'_, '_, Message> {
    pub(super) fn update(&mut self, told: &mut Told<'_, '_, Message>) {
        for at in 0..self.parts.len() {
            self.update_part(at, told);
        }
    }

    pub(super) fn update_part(&mut self, at: usize, told: &mut Told<'_, '_, Message>) {
        let mut parts = self.parts.iter_mut().zip(self.trees.iter_mut()).zip(self.layout.children());
        if let Some(((part, tree), layout)) = parts.nth(at) {
            let Told { event, cursor, shell, clipboard, viewport, .. } = told;
            let part = part.as_widget_mut();
            part.update(tree, event, layout, *cursor, self.renderer, *clipboard, shell, viewport);
        }
    }

    /// Where one of them is.
    pub(super) fn bounds(&self, at: usize) -> Option<Rectangle> {
        self.layout.children().nth(at).map(|layout| layout.bounds())
    }

    /// Lets an operation pass through them.
    pub(super) fn operate(&mut self, operation: &mut dyn Operation) {
        let parts = self.parts.iter_mut().zip(self.trees.iter_mut()).zip(self.layout.children());
        for ((part, tree), layout) in parts {
            part.as_widget_mut().operate(tree, layout, self.renderer, operation);
        }
    }
}

/// What is drawn on, and how.
pub(super) struct Canvas<'c> {
    pub(super) renderer: &'c mut Renderer,
    pub(super) theme: &'c Theme,
    pub(super) style: renderer::Style,
    pub(super) bounds: Rectangle,
    pub(super) cursor: mouse::Cursor,
    pub(super) viewport: Rectangle,
    /// What the parts keep between frames.
    pub(super) trees: &'c [Tree],
}

/// The state in a wrapping of its own: iced takes `()` for a widget that keeps nothing at all.
struct Kept<S>(S);

/// Some parts and what is done around them.
pub(super) struct Around<'a, Message, D, const PARTS: usize> {
    pub(super) parts: [Element<'a, Message>; PARTS],
    pub(super) decor: D,
}

impl<Message, D: Decor<Message>, const PARTS: usize> Widget<Message, Theme, Renderer>
    for Around<'_, Message, D, PARTS>
{
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Kept<D::State>>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Kept(D::State::default()))
    }

    fn children(&self) -> Vec<Tree> {
        self.parts.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.parts);
        self.decor.renew(kept(&mut tree.state));
    }

    fn size(&self) -> Size<Length> {
        let first = self
            .parts
            .first()
            .map_or(Size::new(Length::Shrink, Length::Shrink), |part| part.as_widget().size());
        self.decor.size(first)
    }

    fn size_hint(&self) -> Size<Length> {
        let first = self.parts.first().map(|part| part.as_widget().size_hint());
        first.map_or_else(|| self.size(), |first| self.decor.size(first))
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let Self { parts, decor } = self;
        let Tree { state, children, .. } = tree;
        decor.layout(kept(state), limits, &mut |at, limits| match (parts.get_mut(at), children.get_mut(at)) {
            (Some(part), Some(tree)) => part.as_widget_mut().layout(tree, renderer, limits),
            _ => Node::default(),
        })
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        self.decor.announce(kept(&mut tree.state), layout.bounds(), operation);
        let mut inside = Inside { parts: &mut self.parts, trees: &mut tree.children, layout, renderer };
        operation.traverse(&mut |operation| inside.operate(operation));
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
        let mut told = Told { event, bounds: layout.bounds(), cursor, shell, clipboard, viewport };
        let mut inside = Inside { parts: &mut self.parts, trees: &mut tree.children, layout, renderer };
        self.decor.update(kept(&mut tree.state), &mut told, &mut inside);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        let parts = self.parts.iter().zip(&tree.children).zip(layout.children());
        let wanted = parts.map(|((part, tree), layout)| {
            part.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
        });
        self.decor.pointer(wanted.max().unwrap_or_default(), cursor.is_over(layout.bounds()))
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
        let (bounds, viewport, trees) = (layout.bounds(), *viewport, tree.children.as_slice());
        let mut canvas = Canvas { renderer, theme, style: *style, bounds, cursor, viewport, trees };
        self.decor.draw(&tree.state.downcast_ref::<Kept<D::State>>().0, &mut canvas, &|canvas| {
            for ((part, tree), layout) in self.parts.iter().zip(trees).zip(layout.children()) {
                let Canvas { renderer, theme, style, cursor, viewport, .. } = canvas;
                part.as_widget().draw(tree, renderer, theme, style, layout, *cursor, viewport);
            }
        });
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        if self.decor.hangs() {
            let (content, tree) = (self.parts.last_mut()?, tree.children.last_mut()?);
            let hanging = Hanging { content, tree, base: layout.bounds() + translation };
            return Some(overlay::Element::new(Box::new(hanging)));
        }
        let mut parts = self.parts.iter_mut().zip(&mut tree.children).zip(layout.children());
        parts.find_map(|((part, tree), layout)| {
            part.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
        })
    }
}

fn kept<S: 'static>(state: &mut tree::State) -> &mut S {
    &mut state.downcast_mut::<Kept<S>>().0
}
