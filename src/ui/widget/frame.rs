//! The edge around a text input, with what stands left and right of it inside.
//!
//! It knows whether the input has focus (the edge becomes 2 px), a click anywhere inside goes to the input, it
//! keeps from the input the keys that belong to the screen (Esc, Ctrl+Enter, Alt and Ctrl with most letters), and it
//! holds the caret still: a blink would paint the window twice a second for as long as the program runs.

use iced::advanced::layout::{self, Layout, Limits, Node};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Shell, Widget, mouse, renderer};
use iced::keyboard;
use iced::time::Instant;
use iced::widget::text_input;
use iced::{Border, Event, Length, Point, Rectangle, Renderer, window};

use super::keys::for_screen;
use super::press::quad;
use super::text::Paragraph;
use crate::ui::Element;
use crate::ui::theme::{Gap, LINE, RADIUS, Theme, Tone};

pub(super) struct Frame<'a, Message> {
    /// The input, then what stands left, then what stands right; the last two may be empty.
    parts: [Element<'a, Message>; 3],
    height: f32,
    sides: f32,
    tone: Tone,
    enabled: bool,
}

impl<'a, Message: Clone + 'a> Frame<'a, Message> {
    pub(super) fn new(
        input: text_input::TextInput<'a, Message, Theme>,
        left: Option<Element<'a, Message>>,
        right: Option<Element<'a, Message>>,
    ) -> Self {
        let empty = || iced::widget::Space::new().into();
        Self {
            parts: [input.into(), left.unwrap_or_else(empty), right.unwrap_or_else(empty)],
            height: 40.0,
            sides: 12.0,
            tone: Tone::Edge,
            enabled: true,
        }
    }

    pub(super) fn height(self, height: f32) -> Self {
        Self { height, ..self }
    }

    pub(super) fn sides(self, sides: f32) -> Self {
        Self { sides, ..self }
    }

    pub(super) fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    pub(super) fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }
}

/// The time as the input is told it: that of the first frame, for ever. It shows its caret for the first half
/// second after each key, which so never ends.
#[derive(Debug, Default)]
struct Still(Option<Instant>);

/// Where a point inside the frame but beside the input lies on the input.
fn clamp(point: Point, bounds: Rectangle) -> Point {
    let right = (bounds.x + bounds.width - 1.0).max(bounds.x);
    let middle = bounds.y + bounds.height / 2.0;
    let y = if point.y < bounds.y || point.y >= bounds.y + bounds.height { middle } else { point.y };
    Point::new(point.x.clamp(bounds.x, right), y)
}

/// Keys that a text input would swallow though they belong to the screen.
fn belongs_to_screen(event: &Event) -> bool {
    matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, modifiers, .. })
        if for_screen(key, *physical_key, *modifiers))
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Frame<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Still>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Still::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.parts.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.parts);
    }

    fn size(&self) -> iced::Size<Length> {
        iced::Size::new(Length::Fill, Length::Fixed(self.height))
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let limits = limits.width(Length::Fill).height(self.height);
        let size = limits.resolve(Length::Fill, self.height, iced::Size::ZERO);
        let mut room = (size.width - self.sides * 2.0).max(0.0);
        let mut nodes = [Node::default(), Node::default(), Node::default()];
        // The sides first: the input gets what they leave.
        for ((part, child), node) in self.parts.iter_mut().zip(&mut tree.children).zip(&mut nodes).rev() {
            let limits = Limits::new(iced::Size::ZERO, iced::Size::new(room, size.height));
            *node = part.as_widget_mut().layout(child, renderer, &limits);
            if node.size().width > 0.0 {
                room = (room - node.size().width - Gap::S.pixels()).max(0.0);
            }
        }
        let [input, left, right] = nodes;
        let middle = |node: &Node| ((size.height - node.size().height) / 2.0).round();
        let shift = if left.size().width > 0.0 { left.size().width + Gap::S.pixels() } else { 0.0 };
        let (input_y, left_y, right_y) = (middle(&input), middle(&left), middle(&right));
        let right_x = size.width - self.sides - right.size().width;
        layout::Node::with_children(
            size,
            vec![
                input.move_to(Point::new(self.sides + shift, input_y)),
                left.move_to(Point::new(self.sides, left_y)),
                right.move_to(Point::new(right_x, right_y)),
            ],
        )
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(None, layout.bounds());
        operation.traverse(&mut |operation| {
            for ((part, child), layout) in
                self.parts.iter_mut().zip(&mut tree.children).zip(layout.children())
            {
                part.as_widget_mut().operate(child, layout, renderer, operation);
            }
        });
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
        let was_captured = shell.is_event_captured();
        let sides = self.parts.iter_mut().zip(&mut tree.children).zip(layout.children()).skip(1);
        for ((part, child), layout) in sides {
            let part = part.as_widget_mut();
            part.update(child, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
        let taken_inside = shell.is_event_captured() && !was_captured;
        if taken_inside || belongs_to_screen(event) {
            return;
        }
        let [input, ..] = &mut self.parts;
        if let (Some(child), Some(inside)) = (tree.children.first_mut(), layout.children().next()) {
            let cursor = match cursor.position_over(layout.bounds()) {
                Some(point) if self.enabled => mouse::Cursor::Available(clamp(point, inside.bounds())),
                _ => cursor,
            };
            let input = input.as_widget_mut();
            if let Event::Window(window::Event::RedrawRequested(now)) = event {
                let still = tree.state.downcast_mut::<Still>().0.get_or_insert(*now);
                let event = Event::Window(window::Event::RedrawRequested(*still));
                let asked = shell.redraw_request();
                input.update(child, &event, inside, cursor, renderer, clipboard, shell, viewport);
                Shell::replace_redraw_request(shell, asked);
            } else {
                input.update(child, event, inside, cursor, renderer, clipboard, shell, viewport);
            }
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
        let all = self.parts.iter().zip(&tree.children).zip(layout.children());
        let inner = all
            .map(|((part, child), layout)| {
                part.as_widget().mouse_interaction(child, layout, cursor, viewport, renderer)
            })
            .max()
            .unwrap_or_default();
        if inner == mouse::Interaction::None && self.enabled && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Text
        } else {
            inner
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let p = theme.palette();
        let has_focus = tree
            .children
            .first()
            .is_some_and(|child| child.state.downcast_ref::<text_input::State<Paragraph>>().is_focused());
        let (color, width) = match (self.tone, has_focus) {
            (Tone::Late, _) => (p.late, 2.0),
            (_, true) => (p.focus, 2.0),
            (Tone::Waiting, false) => (p.waiting, LINE),
            _ if self.enabled => (p.line_2, LINE),
            _ => (p.line, LINE),
        };
        let fill = if self.enabled { p.surface } else { p.sunken };
        quad(renderer, layout.bounds(), Border { color, width, radius: RADIUS.into() }, Some(fill));
        let style = renderer::Style { text_color: if self.enabled { p.ink } else { p.ink_2 } };
        let clip = layout.bounds().shrink(width);
        let clip = clip.intersection(viewport).unwrap_or_default();
        for ((part, child), inside) in self.parts.iter().zip(&tree.children).zip(layout.children()) {
            part.as_widget().draw(child, renderer, theme, &style, inside, cursor, &clip);
        }
    }
}

impl<'a, Message: Clone + 'a> From<Frame<'a, Message>> for Element<'a, Message> {
    fn from(frame: Frame<'a, Message>) -> Self {
        Self::new(frame)
    }
}
