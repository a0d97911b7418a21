//! A thing that can be pressed: by mouse, by touch, and by Space or Enter once Tab has reached it.
//!
//! Every button, chip, row, tab and rail item of the kit is one of these. It is what makes "everything by keyboard"
//! true, for iced's own button takes no part in Tab. Wrap anything in it: `press(element).on_press(Message::X)`.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, Widget, mouse, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Alignment, Border, Color, Event, Length, Padding, Rectangle, Renderer, Vector, touch, window};

use crate::ui::Element;
use crate::ui::theme::{Bar, Gap, Kind, Status, Theme};

/// Width of the focus ring.
const RING: f32 = 2.0;
/// Width of the bar of a chosen row.
const BAR: f32 = 3.0;

/// Makes any element pressable and reachable by Tab. Without [`Press::on_press`] it is off.
pub fn press<'a, Message>(content: impl Into<Element<'a, Message>>) -> Press<'a, Message> {
    Press {
        content: content.into(),
        id: None,
        message: None,
        keys: Vec::new(),
        kind: Kind::Bare,
        width: Length::Shrink,
        height: Length::Shrink,
        padding: Padding::ZERO,
        align: Alignment::Center,
        stop: Stop::Tab,
    }
}

/// Whether Tab comes here, and where the ring is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// Tab comes; the ring is 2 px away.
    Tab,
    /// Tab comes; the ring is inside, for rows that touch each other.
    TabInside,
    /// Only the mouse comes: the keyboard has another way.
    Never,
}

/// See [`press`].
pub struct Press<'a, Message> {
    content: Element<'a, Message>,
    id: Option<Id>,
    message: Option<Message>,
    keys: Vec<(Named, Message)>,
    kind: Kind,
    width: Length,
    height: Length,
    padding: Padding,
    align: Alignment,
    stop: Stop,
}

impl<Message> Press<'_, Message> {
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    pub fn on_press(self, message: Message) -> Self {
        self.on_press_maybe(Some(message))
    }

    /// `None` switches it off.
    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.message = message;
        self
    }

    /// A key that does something while this is focused (arrows of a choice).
    pub fn on_key(mut self, key: Named, message: Message) -> Self {
        self.keys.push((key, message));
        self
    }

    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }

    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    /// Where the content stands from left to right; centred unless told otherwise.
    pub fn align(mut self, align: Alignment) -> Self {
        self.align = align;
        self
    }

    /// The ring is drawn inside: for rows that touch each other.
    pub fn ring_inside(mut self) -> Self {
        self.stop = Stop::TabInside;
        self
    }

    /// Tab passes over it: the keyboard has another way to the same thing (arrows, a key).
    pub fn mouse_only(mut self) -> Self {
        self.stop = Stop::Never;
        self
    }

    fn is_on(&self) -> bool {
        self.message.is_some() || !self.keys.is_empty()
    }
}

/// Where focus came from decides whether the ring is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Focus {
    #[default]
    None,
    /// Clicked: Tab goes on from here, without a ring.
    Mouse,
    Keyboard,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    focus: Focus,
    pressed: bool,
    hovered: bool,
}

impl Focusable for State {
    fn is_focused(&self) -> bool {
        self.focus != Focus::None
    }

    fn focus(&mut self) {
        self.focus = Focus::Keyboard;
    }

    fn unfocus(&mut self) {
        self.focus = Focus::None;
    }
}

impl<Message: Clone> Press<'_, Message> {
    /// What a key does here while it is focused.
    fn key(&self, event: &keyboard::Event) -> Option<Message> {
        let keyboard::Event::KeyPressed { key: Key::Named(named), modifiers, repeat, .. } = event else {
            return None;
        };
        if !modifiers.is_empty() {
            return None;
        }
        let bound = self.keys.iter().find(|(key, _)| key == named).map(|(_, message)| message.clone());
        bound.or_else(|| match named {
            Named::Enter | Named::Space if !*repeat => self.message.clone(),
            _ => None,
        })
    }

    fn mouse(&self, state: &mut State, event: &Event, is_over: bool, shell: &mut Shell<'_, Message>) {
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                if is_over && self.message.is_some() && !shell.is_event_captured() {
                    state.pressed = true;
                    if self.stop != Stop::Never {
                        state.focus = Focus::Mouse;
                    }
                    shell.capture_event();
                    shell.request_redraw();
                } else if !is_over && state.is_focused() {
                    state.unfocus();
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. })
                if state.pressed =>
            {
                state.pressed = false;
                shell.request_redraw();
                if let Some(message) = self.message.clone().filter(|_| is_over) {
                    shell.publish(message);
                }
                shell.capture_event();
            }
            Event::Touch(touch::Event::FingerLost { .. }) => state.pressed = false,
            _ => {}
        }
    }
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Press<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
        if !self.is_on() {
            tree.state.downcast_mut::<State>().unfocus();
        }
    }

    fn size(&self) -> iced::Size<Length> {
        iced::Size::new(self.width, self.height)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let Some(child) = tree.children.first_mut() else { return layout::Node::default() };
        let align = self.align;
        layout::positioned(
            limits,
            self.width,
            self.height,
            self.padding,
            |limits| self.content.as_widget_mut().layout(child, renderer, &limits.loose()),
            |content, size| content.align(align, Alignment::Center, size),
        )
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if self.is_on() && self.stop != Stop::Never {
            let state = tree.state.downcast_mut::<State>();
            operation.focusable(self.id.as_ref(), layout.bounds(), state);
        } else {
            operation.container(self.id.as_ref(), layout.bounds());
        }
        operation.traverse(&mut |operation| {
            if let (Some(child), Some(inside)) = (tree.children.first_mut(), layout.children().next()) {
                self.content.as_widget_mut().operate(child, inside, renderer, operation);
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
        if let (Some(child), Some(inside)) = (tree.children.first_mut(), layout.children().next()) {
            let content = self.content.as_widget_mut();
            content.update(child, event, inside, cursor, renderer, clipboard, shell, viewport);
        }
        let state = tree.state.downcast_mut::<State>();
        let is_over = cursor.is_over(layout.bounds());
        self.mouse(state, event, is_over, shell);
        if let Event::Keyboard(event) = event
            && state.is_focused()
            && !shell.is_event_captured()
            && let Some(message) = self.key(event)
        {
            state.focus = Focus::Keyboard;
            shell.publish(message);
            shell.capture_event();
            shell.request_redraw();
        }
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            state.hovered = is_over;
        } else if state.hovered != is_over {
            shell.request_redraw();
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
        if let (Some(child), Some(inside)) = (tree.children.first(), layout.children().next()) {
            let content = self.content.as_widget();
            let inner = content.mouse_interaction(child, inside, cursor, viewport, renderer);
            if inner != mouse::Interaction::None {
                return inner;
            }
        }
        if self.message.is_some() && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::None
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
        let state = tree.state.downcast_ref::<State>();
        let bounds = layout.bounds();
        let is_over = cursor.is_over(bounds);
        let status = match (self.is_on(), state.pressed && is_over, is_over) {
            (false, ..) => Status::Off,
            (true, true, _) => Status::Pressed,
            (true, false, true) if self.message.is_some() => Status::Hovered,
            _ => Status::Active,
        };
        let face = theme.face(self.kind, status);
        let edge = Border { color: face.edge, width: face.edge_width, radius: face.radius };
        quad(renderer, bounds, edge, face.fill);
        if let Some(bar) = bar(face.bar, bounds) {
            quad(renderer, bar, Border::default(), Some(face.bar_color));
        }
        if let (Some(child), Some(inside)) = (tree.children.first(), layout.children().next()) {
            let style = renderer::Style { text_color: face.ink };
            self.content.as_widget().draw(child, renderer, theme, &style, inside, cursor, viewport);
        }
        if state.focus == Focus::Keyboard && self.is_on() {
            let (ring, radius) = match self.stop {
                Stop::Tab => (bounds.expand(RING * 2.0), face.radius.top_left + RING * 2.0),
                Stop::TabInside | Stop::Never => (bounds.shrink(1.0), face.radius.top_left),
            };
            let color = match self.kind {
                Kind::ToastLink => face.ink,
                _ => theme.palette().focus,
            };
            quad(renderer, ring, Border { color, width: RING, radius: radius.into() }, None);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        let (child, inside) = (tree.children.first_mut()?, layout.children().next()?);
        self.content.as_widget_mut().overlay(child, inside, renderer, viewport, translation)
    }
}

impl<'a, Message: Clone + 'a> From<Press<'a, Message>> for Element<'a, Message> {
    fn from(press: Press<'a, Message>) -> Self {
        Self::new(press)
    }
}

/// Paints one rectangle, unless there is nothing to see of it.
pub(super) fn quad(renderer: &mut Renderer, bounds: Rectangle, border: Border, fill: Option<Color>) {
    if fill.is_some() || border.width > 0.0 {
        let quad = renderer::Quad { bounds, border, ..renderer::Quad::default() };
        renderer.fill_quad(quad, fill.unwrap_or(Color::TRANSPARENT));
    }
}

fn bar(bar: Bar, bounds: Rectangle) -> Option<Rectangle> {
    match bar {
        Bar::None => None,
        Bar::Left => Some(Rectangle { width: BAR, ..bounds }),
        Bar::Rail => Some(Rectangle {
            x: bounds.x - Gap::S.pixels(),
            y: bounds.y + Gap::M.pixels(),
            width: BAR,
            height: bounds.height - Gap::Xl.pixels(),
        }),
        Bar::Below => Some(Rectangle { y: bounds.y + bounds.height - BAR, height: BAR, ..bounds }),
    }
}
