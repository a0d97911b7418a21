//! Lines of lists and tables.
//!
//! A [`row_press`] is pressed to choose; a [`fn@line`] is only read. Heights: 44 (queue, results), 60 (who waits),
//! 36 (sheets), 32 and 28 (tables). A table is a [`header`] and rows with the same widths, given once as a constant.

use std::borrow::Cow;

use iced::widget::{Column, Container, Row, container};
use iced::{Alignment, Length};

use super::panel::divider;
use super::press::{Press, press};
use super::text::{self, Words};
use crate::ui::Element;
use crate::ui::theme::{Choice, Gap, Kind, LINE, Theme};

/// Heights of rows in pixels.
pub mod height {
    /// Queue, results.
    pub const NORMAL: f32 = 44.0;
    /// Who waits: two lines and a badge.
    pub const TALL: f32 = 60.0;
    pub const SHEET: f32 = 36.0;
    pub const TABLE: f32 = 32.0;
    /// Dense tables, the status bar.
    pub const DENSE: f32 = 28.0;
}

/// A row that is pressed to choose or open it. Its ring is inside, for rows touch each other.
/// Where arrows move through the list, add `.mouse_only()`.
pub fn row_press<'a, Message: 'a>(
    height: f32,
    choice: impl Into<Choice>,
    cells: impl IntoIterator<Item = Element<'a, Message>>,
) -> Press<'a, Message> {
    press(cells_line(cells).width(Length::Fill))
        .kind(Kind::Row(choice.into()))
        .width(Length::Fill)
        .height(height)
        .padding(Gap::around(Gap::None, Gap::L))
        .ring_inside()
}

/// A row that is only read.
pub fn line<'a, Message: 'a>(
    height: f32,
    cells: impl IntoIterator<Item = Element<'a, Message>>,
) -> Container<'a, Message, Theme> {
    container(cells_line(cells)).width(Length::Fill).padding(Gap::around(Gap::None, Gap::L)).center_y(height)
}

/// The names of the columns, with a line below.
pub fn header<'a, Message: 'a>(
    height: f32,
    cells: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    Column::new().push(line(height, cells)).push(divider()).into()
}

/// One cell of the given width; the content is cut by its own `.cut()`.
pub fn cell<'a, Message: 'a>(
    width: impl Into<Length>,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    container(content).width(width).into()
}

/// A cell with a column's name.
pub fn head<'a, Message: 'a>(
    width: impl Into<Length>,
    name: impl Into<Cow<'a, str>>,
) -> Element<'a, Message> {
    cell(width, text::label(name).cut())
}

/// A cell with a column's name above figures.
pub fn head_right<'a, Message: 'a>(
    width: impl Into<Length>,
    name: impl Into<Cow<'a, str>>,
) -> Element<'a, Message> {
    cell(width, text::label(name).line().right())
}

/// A figure: whole, right-aligned.
pub fn figure<'a, Message: 'a>(
    width: impl Into<Length>,
    number: impl Into<Cow<'a, str>>,
) -> Element<'a, Message> {
    cell(width, text::body(number).line().right())
}

/// A name above and a smaller line below, both cut where they are too long.
pub fn two_lines<'a, Message: 'a>(
    above: impl Into<Element<'a, Message>>,
    below: impl Into<Cow<'a, str>>,
) -> Element<'a, Message> {
    let below: Words<'a> = text::small(below).muted().cut();
    Column::new().push(above).push(below).width(Length::Fill).into()
}

/// Small things beside each other, 8 px apart, that go on in the next line when the window is narrow.
pub fn flow<'a, Message: 'a>(items: impl IntoIterator<Item = Element<'a, Message>>) -> Element<'a, Message> {
    Row::with_children(items).spacing(Gap::S).align_y(Alignment::Center).wrap().into()
}

/// A row with its line below, together as high as the row was to be. For [`super::list`].
pub fn ruled<'a, Message: 'a>(
    height: f32,
    row: impl FnOnce(f32) -> Element<'a, Message>,
) -> Element<'a, Message> {
    Column::new().push(row(height - LINE)).push(divider()).into()
}

/// Rows under each other with a line between.
pub fn list<'a, Message: 'a>(
    rows: impl IntoIterator<Item = Element<'a, Message>>,
) -> Column<'a, Message, Theme> {
    let mut all = Column::new();
    for (at, row) in rows.into_iter().enumerate() {
        if at > 0 {
            all = all.push(divider());
        }
        all = all.push(row);
    }
    all
}

fn cells_line<'a, Message: 'a>(
    cells: impl IntoIterator<Item = Element<'a, Message>>,
) -> Row<'a, Message, Theme> {
    Row::with_children(cells).spacing(Gap::L).align_y(Alignment::Center).height(Length::Fill)
}
