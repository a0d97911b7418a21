//! A thing that can be pressed: by mouse, by touch, and by Space or Enter once Tab has reached it.
//!
//! Every button, chip, row, tab and rail item of the kit is one of these. It is what makes "everything by keyboard"
//! true, for iced's own button takes no part in Tab. Wrap anything in it: `press(element).on_press(Message::X)`.

use iced::advanced::layout::{self, Limits, Node};
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation};
use iced::advanced::{Renderer as _, mouse, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Alignment, Border, Color, Event, Length, Padding, Rectangle, Renderer, Size, touch, window};

use super::around::{Around, Canvas, Decor, Inside, Told};
use crate::ui::Element;
use crate::ui::theme::{Bar, Gap, Kind, Status};

/// Width of the focus ring.
const RING: f32 = 2.0;
/// Width of the bar of a chosen row.
const BAR: f32 = 3.0;

/// Makes any element pressable and reachable by Tab. Without [`Press::on_press`] it is off.
pub fn press<'a, Message>(content: impl Into<Element<'a, Message>>) -> Press<'a, Message> {
    let face = Face {
        id: None,
        message: None,
        keys: Vec::new(),
        kind: Kind::Bare,
        width: Length::Shrink,
        height: Length::Shrink,
        padding: Padding::ZERO,
        align: Alignment::Center,
        stop: Stop::Tab,
    };
    Press { content: content.into(), face }
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

pub struct Press<'a, Message> {
    content: Element<'a, Message>,
    face: Face<Message>,
}

/// What is around the content, and what pressing it does.
struct Face<Message> {
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
        self.face.id = Some(id.into());
        self
    }

    pub fn on_press(self, message: Message) -> Self {
        self.on_press_maybe(Some(message))
    }

    /// `None` switches it off.
    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.face.message = message;
        self
    }

    /// A key that does something while this is focused (arrows of a choice).
    pub fn on_key(mut self, key: Named, message: Message) -> Self {
        self.face.keys.push((key, message));
        self
    }

    pub fn kind(mut self, kind: Kind) -> Self {
        self.face.kind = kind;
        self
    }

    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.face.width = width.into();
        self
    }

    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.face.height = height.into();
        self
    }

    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.face.padding = padding.into();
        self
    }

    /// Where the content stands from left to right; centred unless told otherwise.
    pub fn align(mut self, align: Alignment) -> Self {
        self.face.align = align;
        self
    }

    /// The ring is drawn inside: for rows that touch each other.
    pub fn ring_inside(mut self) -> Self {
        self.face.stop = Stop::TabInside;
        self
    }

    /// Tab passes over it: the keyboard has another way to the same thing (arrows, a key).
    pub fn mouse_only(mut self) -> Self {
        self.face.stop = Stop::Never;
        self
    }
}

impl<Message> Face<Message> {
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
pub(super) struct State {
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

impl<Message: Clone> Face<Message> {
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

    fn mouse(&self, state: &mut State, told: &mut Told<'_, '_, Message>) {
        let (is_over, shell) = (told.is_over(), &mut *told.shell);
        match told.event {
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

impl<Message: Clone> Decor<Message> for Face<Message> {
    type State = State;

    fn renew(&self, state: &mut State) {
        if !self.is_on() {
            state.unfocus();
        }
    }

    fn size(&self, _inside: Size<Length>) -> Size<Length> {
        Size::new(self.width, self.height)
    }

    fn layout(&self, _: &State, limits: &Limits, lay: &mut dyn FnMut(usize, &Limits) -> Node) -> Node {
        layout::positioned(
            limits,
            self.width,
            self.height,
            self.padding,
            |limits| lay(0, &limits.loose()),
            |content, size| content.align(self.align, Alignment::Center, size),
        )
    }

    fn announce(&self, state: &mut State, bounds: Rectangle, operation: &mut dyn Operation) {
        if self.is_on() && self.stop != Stop::Never {
            operation.focusable(self.id.as_ref(), bounds, state);
        } else {
            operation.container(self.id.as_ref(), bounds);
        }
    }

    fn update(
        &self,
        state: &mut State,
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        inside.update(told);
        self.mouse(state, told);
        if let Event::Keyboard(event) = told.event
            && state.is_focused()
            && !told.shell.is_event_captured()
            && let Some(message) = self.key(event)
        {
            state.focus = Focus::Keyboard;
            told.shell.publish(message);
            told.shell.capture_event();
            told.shell.request_redraw();
        }
        if let Event::Window(window::Event::RedrawRequested(_)) = told.event {
            state.hovered = told.is_over();
        } else if state.hovered != told.is_over() {
            told.shell.request_redraw();
        }
    }

    fn pointer(&self, inside: mouse::Interaction, is_over: bool) -> mouse::Interaction {
        if inside == mouse::Interaction::None && self.message.is_some() && is_over {
            mouse::Interaction::Pointer
        } else {
            inside
        }
    }

    fn draw(&self, state: &State, canvas: &mut Canvas<'_>, inside: &dyn Fn(&mut Canvas<'_>)) {
        let bounds = canvas.bounds;
        let is_over = canvas.cursor.is_over(bounds);
        let status = match (self.is_on(), state.pressed && is_over, is_over) {
            (false, ..) => Status::Off,
            (true, true, _) => Status::Pressed,
            (true, false, true) if self.message.is_some() => Status::Hovered,
            _ => Status::Active,
        };
        let face = canvas.theme.face(self.kind, status);
        let edge = Border { color: face.edge, width: face.edge_width, radius: face.radius };
        quad(canvas.renderer, bounds, edge, face.fill);
        if let Some(bar) = bar(face.bar, bounds) {
            quad(canvas.renderer, bar, Border::default(), Some(face.bar_color));
        }
        canvas.style.text_color = face.ink;
        inside(canvas);
        if state.focus == Focus::Keyboard && self.is_on() {
            let (ring, radius) = match self.stop {
                Stop::Tab => (bounds.expand(RING * 2.0), face.radius.top_left + RING * 2.0),
                Stop::TabInside | Stop::Never => (bounds.shrink(1.0), face.radius.top_left),
            };
            let color = match self.kind {
                Kind::ToastLink => face.ink,
                _ => canvas.theme.palette().focus,
            };
            quad(canvas.renderer, ring, Border { color, width: RING, radius: radius.into() }, None);
        }
    }
}

impl<'a, Message: Clone + 'a> From<Press<'a, Message>> for Element<'a, Message> {
    fn from(press: Press<'a, Message>) -> Self {
        Self::new(Around { parts: [press.content], decor: press.face })
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
