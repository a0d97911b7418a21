//! The edge around a text input, with what stands left and right of it inside.
//!
//! It knows whether the input has focus (the edge becomes 2 px), a click anywhere inside goes to the input, it
//! keeps from the input the keys that belong to the screen (Esc, Ctrl+Enter, Alt and Ctrl with most letters), and it
//! holds the caret still: a blink would paint the window twice a second for as long as the program runs.

use iced::advanced::layout::{Limits, Node};
use iced::advanced::widget::{Id, Operation};
use iced::advanced::{Shell, mouse};
use iced::keyboard;
use iced::time::Instant;
use iced::widget::text_input;
use iced::{Border, Event, Length, Point, Rectangle, Size, window};

use super::around::{Around, Canvas, Decor, Inside, Told};
use super::keys::for_screen;
use super::pasted;
use super::press::quad;
use super::text::Paragraph;
use super::travel::{self, Sent};
use crate::ui::Element;
use crate::ui::theme::{Gap, LINE, RADIUS, Theme, Tone};

/// How the edge looks, and whether the input can be typed into.
pub(super) struct Frame {
    pub(super) height: f32,
    pub(super) sides: f32,
    pub(super) tone: Tone,
    pub(super) enabled: bool,
    /// Where Enter goes, in the very event.
    pub(super) next: Option<Id>,
}

/// The input with what stands left and right of it.
pub(super) fn framed<'a, Message: Clone + 'a>(
    input: text_input::TextInput<'a, Message, Theme>,
    left: Option<Element<'a, Message>>,
    right: Option<Element<'a, Message>>,
    frame: Frame,
) -> Element<'a, Message> {
    let empty = || iced::widget::Space::new().into();
    let parts = [input.into(), left.unwrap_or_else(empty), right.unwrap_or_else(empty)];
    Element::new(Around { parts, decor: frame })
}

/// The places of the parts.
const INPUT: usize = 0;
const LEFT: usize = 1;
const RIGHT: usize = 2;

/// The time as the input is told it: that of the first frame, for ever. It shows its caret for the first half
/// second after each key, which so never ends.
#[derive(Debug, Default)]
pub(super) struct Still {
    since: Option<Instant>,
    sent: Sent,
}

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

impl<Message> Decor<Message> for Frame {
    type State = Still;

    fn size(&self, _inside: Size<Length>) -> Size<Length> {
        Size::new(Length::Fill, Length::Fixed(self.height))
    }

    fn layout(&self, _: &Still, limits: &Limits, lay: &mut dyn FnMut(usize, &Limits) -> Node) -> Node {
        let limits = limits.width(Length::Fill).height(self.height);
        let size = limits.resolve(Length::Fill, self.height, Size::ZERO);
        let mut room = (size.width - self.sides * 2.0).max(0.0);
        // The sides first: the input gets what they leave.
        let [right, left, input] = [RIGHT, LEFT, INPUT].map(|part| {
            let node = lay(part, &Limits::new(Size::ZERO, Size::new(room, size.height)));
            if node.size().width > 0.0 {
                room = (room - node.size().width - Gap::S.pixels()).max(0.0);
            }
            node
        });
        let middle = |node: &Node| ((size.height - node.size().height) / 2.0).round();
        let shift = if left.size().width > 0.0 { left.size().width + Gap::S.pixels() } else { 0.0 };
        let (input_y, left_y, right_y) = (middle(&input), middle(&left), middle(&right));
        let right_x = size.width - self.sides - right.size().width;
        Node::with_children(
            size,
            vec![
                input.move_to(Point::new(self.sides + shift, input_y)),
                left.move_to(Point::new(self.sides, left_y)),
                right.move_to(Point::new(right_x, right_y)),
            ],
        )
    }

    fn announce(&self, still: &mut Still, bounds: Rectangle, operation: &mut dyn Operation) {
        operation.container(None, bounds);
        operation.custom(None, bounds, &mut still.sent);
    }

    fn update(
        &self,
        still: &mut Still,
        told: &mut Told<'_, '_, Message>,
        inside: &mut Inside<'_, '_, Message>,
    ) {
        let was_captured = told.shell.is_event_captured();
        inside.update_part(LEFT, told);
        inside.update_part(RIGHT, told);
        let taken_inside = told.shell.is_event_captured() && !was_captured;
        if taken_inside || belongs_to_screen(told.event) {
            return;
        }
        if let (Some(point), Some(input)) = (told.cursor.position_over(told.bounds), inside.bounds(INPUT))
            && self.enabled
        {
            told.cursor = mouse::Cursor::Available(clamp(point, input));
        }
        if let Event::Window(window::Event::RedrawRequested(now)) = told.event {
            let held = Event::Window(window::Event::RedrawRequested(*still.since.get_or_insert(*now)));
            let asked = told.shell.redraw_request();
            inside.update_part(INPUT, &mut told.instead(&held));
            Shell::replace_redraw_request(told.shell, asked);
        } else {
            let was_captured = told.shell.is_event_captured();
            told.pasting(&pasted::one_line, |told| inside.update_part(INPUT, told));
            // Only the input that has the cursor takes Enter.
            if travel::is_enter(told.event) && told.shell.is_event_captured() && !was_captured {
                still.sent.to(self.next.clone());
            }
        }
    }

    fn pointer(&self, inside: mouse::Interaction, is_over: bool) -> mouse::Interaction {
        if inside == mouse::Interaction::None && self.enabled && is_over {
            mouse::Interaction::Text
        } else {
            inside
        }
    }

    fn draw(&self, _: &Still, canvas: &mut Canvas<'_>, inside: &dyn Fn(&mut Canvas<'_>)) {
        let p = canvas.theme.palette();
        let has_focus = canvas
            .trees
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
        quad(canvas.renderer, canvas.bounds, Border { color, width, radius: RADIUS.into() }, Some(fill));
        canvas.style.text_color = if self.enabled { p.ink } else { p.ink_2 };
        canvas.viewport = canvas.bounds.shrink(width).intersection(&canvas.viewport).unwrap_or_default();
        inside(canvas);
    }
}
