//! How the front desk looks: the middle column and the queue beside it, in the room there is.

mod history;
mod paper;
mod patient;
mod queue;
mod records;
mod results;
mod strip;

pub(super) use patient::{address, masked_phone, one_line as person_line};

use iced::widget::{column, container, responsive, row};
use iced::{Length, Padding, Size};

use super::{FrontDesk, Message, Mode, death, family, form, merge};
use crate::queue::Closed;
use crate::ui::Element;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::panel::{self, About};

/// The queue's column where there is room for it, and where there is less and little.
const QUEUE_WIDEST: f32 = 620.0;
const QUEUE_WIDE: f32 = 464.0;
const QUEUE_LESS: f32 = 400.0;
const QUEUE_NARROW: f32 = 360.0;
/// From this width of the screen on, long names in the queue have room.
const WIDEST: f32 = 1600.0;
/// Below these widths of the screen the queue gives way, and then things move together.
const LESS: f32 = 1180.0;
const NARROW: f32 = 1000.0;
/// Below this height the hits become fewer and the queue's rows lose the name.
const LOW: f32 = 660.0;
/// Below this height the hits shrink to the chosen one, and the figures above the list go too.
const VERY_LOW: f32 = 520.0;

/// How much room there is; decided once for the whole screen.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "five thresholds, each asked by its own name")]
pub(super) struct Room {
    wide: bool,
    pub(super) narrow: bool,
    /// Not narrow, but the middle column has no room for two columns of its own.
    pub(super) tight: bool,
    pub(super) low: bool,
    pub(super) very_low: bool,
    pub(super) height: f32,
}

impl Room {
    fn of(size: Size) -> Self {
        Self {
            wide: size.width >= WIDEST,
            narrow: size.width < NARROW,
            tight: size.width < LESS,
            low: size.height < LOW,
            very_low: size.height < VERY_LOW,
            height: size.height,
        }
    }

    fn queue(self) -> f32 {
        match (self.narrow, self.tight) {
            (true, _) => QUEUE_NARROW,
            (false, true) => QUEUE_LESS,
            (false, false) if self.wide => QUEUE_WIDEST,
            (false, false) => QUEUE_WIDE,
        }
    }

    fn sides(self) -> Gap {
        if self.tight { Gap::M } else { Gap::Xl }
    }
}

pub(super) fn screen<'a>(desk: &'a FrontDesk, shared: &'a Shared) -> Element<'a, Message> {
    responsive(move |size| {
        let room = Room::of(size);
        let queue = container(panel::plain(row![panel::upright(), queue::panel(desk, room, shared)]));
        row![
            container(middle(desk, room, shared)).width(Length::Fill).height(Length::Fill),
            queue.width(room.queue()).height(Length::Fill)
        ]
        .into()
    })
    .into()
}

/// That today was closed, and what waits until it is opened again: over the middle only.
fn closed_today<'a>(closed: &Closed, shared: &'a Shared) -> Element<'a, Message> {
    let said = shared.words.with("desk-day-closed", &[("at", queue::closed_when(closed, shared))]);
    panel::note(About::Warning, "", &said)
}

fn middle<'a>(desk: &'a FrontDesk, room: Room, shared: &'a Shared) -> Element<'a, Message> {
    let sides = room.sides().pixels();
    let padding = Padding { top: Gap::L.pixels(), right: sides, bottom: Gap::L.pixels(), left: sides };
    let inside = match desk.mode {
        Mode::Desk => column![
            results::search(desk, room, shared),
            patient::panel(desk, results::results(desk, room, shared), room, shared)
        ]
        .into(),
        Mode::History => {
            column![results::search(desk, room, shared), history::panel(desk, shared)].spacing(Gap::M).into()
        }
        Mode::New | Mode::Amend => form::view::panel(desk, room.tight, shared),
        Mode::Paper => paper::panel(desk, shared),
        Mode::Death => death::view(desk, shared),
        Mode::Family => family::view::page(desk, room.tight, shared),
        Mode::Merge => merge::view(desk, room, shared),
    };
    let inside: Element<'a, Message> = inside;
    // A low window has no room for it: the button of the ticket and the queue's note say the same.
    let inside = match desk.queue.closed_today().filter(|_| !room.low) {
        Some(closed) => column![closed_today(closed, shared), inside].spacing(Gap::M).into(),
        None => inside,
    };
    container(inside).padding(padding).width(Length::Fill).height(Length::Fill).into()
}
