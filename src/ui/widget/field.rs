//! Fields: label above, unit at the right, one sentence below when something is wrong.
//!
//! ```text
//! field(words.get("weight"), &self.weight)
//!     .id("exam.weight")
//!     .unit("kg")
//!     .on_input(Message::WeightTyped)
//!     .on_submit(Message::NextField)
//!     .note(Note::refuse("Berat 92 kg tidak mungkin untuk umur ini."))
//! ```

use std::borrow::Cow;

use iced::widget::{Column, Row, column, row, text_input};
use iced::{Alignment, Length, Padding, alignment, widget};

use super::caps;
use super::frame::{Frame, framed};
use super::pasted;
use super::text::{self, Words};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::{Gap, Size, Tone, font};

/// A field for one line, with its label above.
pub fn field<'a, Message>(label: impl Into<Cow<'a, str>>, value: &'a str) -> Field<'a, Message> {
    Field { label: Some(label.into()), ..bare(value) }
}

/// A field without a label: in bars and tables, where the place says what it is.
pub fn bare<Message>(value: &str) -> Field<'_, Message> {
    Field {
        label: None,
        value,
        placeholder: Cow::Borrowed(""),
        id: None,
        on_input: None,
        on_submit: None,
        next: None,
        unit: None,
        icon: None,
        trail: None,
        note: None,
        edge: None,
        height: Height::Normal,
        align: alignment::Horizontal::Left,
        secret: None,
        width: Length::Fill,
    }
}

/// The search box: 44 high, 16 px, a magnifying glass.
pub fn search<Message>(value: &str) -> Field<'_, Message> {
    Field { icon: Some(Icon::Search), height: Height::Search, ..bare(value) }
}

/// The sentence below a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note<'a> {
    tone: Tone,
    words: Cow<'a, str>,
}

impl<'a> Note<'a> {
    /// It cannot be saved so; the field's edge says it too.
    pub fn refuse(words: impl Into<Cow<'a, str>>) -> Self {
        Self { tone: Tone::Late, words: words.into() }
    }

    /// It can be saved, but look again.
    pub fn warn(words: impl Into<Cow<'a, str>>) -> Self {
        Self { tone: Tone::Waiting, words: words.into() }
    }

    /// It is known to be right.
    pub fn fine(words: impl Into<Cow<'a, str>>) -> Self {
        Self { tone: Tone::Serving, words: words.into() }
    }

    /// What to write here.
    pub fn help(words: impl Into<Cow<'a, str>>) -> Self {
        Self { tone: Tone::Muted, words: words.into() }
    }

    /// The sentence by itself, below something that is no text field.
    pub fn said<Message: 'a>(self) -> Element<'a, Message> {
        let icon = match self.tone {
            Tone::Late => Some(Icon::CircleAlert),
            Tone::Waiting => Some(Icon::TriangleAlert),
            Tone::Serving => Some(Icon::Check),
            _ => None,
        };
        let words = text::small(self.words).tone(self.tone).width(Length::Fill);
        let mut line = Row::new().spacing(Gap::Xs);
        if let Some(icon) = icon {
            // 14 px in a line of 16.
            line =
                line.push(widget::container(icon.size(14.0).tone(self.tone)).padding(Padding::ZERO.top(1)));
        }
        line.push(words).into()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Height {
    /// 40.
    Normal,
    /// 36, in sheets.
    Dense,
    /// 32, in bars.
    Bar,
    /// 44 with 16 px letters.
    Search,
}

impl Height {
    const fn pixels(self) -> f32 {
        match self {
            Self::Normal => 40.0,
            Self::Dense => 36.0,
            Self::Bar => 32.0,
            Self::Search => 44.0,
        }
    }

    const fn text(self) -> Size {
        match self {
            Self::Search => Size::Large,
            _ => Size::Body,
        }
    }

    const fn sides(self) -> f32 {
        match self {
            Self::Bar => 10.0,
            _ => 12.0,
        }
    }
}

pub struct Field<'a, Message> {
    label: Option<Cow<'a, str>>,
    value: &'a str,
    placeholder: Cow<'a, str>,
    id: Option<iced::advanced::widget::Id>,
    on_input: Option<Box<dyn Fn(String) -> Message + 'a>>,
    on_submit: Option<Message>,
    next: Option<iced::advanced::widget::Id>,
    unit: Option<Cow<'a, str>>,
    icon: Option<Icon>,
    trail: Option<Element<'a, Message>>,
    note: Option<Note<'a>>,
    edge: Option<Tone>,
    height: Height,
    align: alignment::Horizontal,
    /// What is said of Caps Lock, where what is typed is not shown.
    secret: Option<Cow<'a, str>>,
    width: Length,
}

impl<'a, Message> Field<'a, Message> {
    /// The id of the text input itself: focus it, type into it, find it in a test.
    pub fn id(mut self, id: impl Into<iced::advanced::widget::Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Without this the field is off.
    pub fn on_input(mut self, on_input: impl Fn(String) -> Message + 'a) -> Self {
        self.on_input = Some(Box::new(on_input));
        self
    }

    /// It stays in its place, and cannot be typed into.
    pub fn off(mut self) -> Self {
        // Nothing is to be done about it.
        self.note = None;
        self.on_input = None;
        self
    }

    /// Enter, alone. Ctrl+Enter goes to the screen's keys.
    pub fn on_submit(mut self, message: Message) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// Where Enter goes, known before anybody answers: the cursor is there in the very event, and what is typed after
    /// Enter is for there, however late the window is. The message of Enter sends the cursor to the same field.
    pub fn enter_to(mut self, id: Option<&'static str>) -> Self {
        self.next = id.map(Into::into);
        self
    }

    pub fn placeholder(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.placeholder = words.into();
        self
    }

    /// kg, cm, mmHg: at the right, inside.
    pub fn unit(mut self, unit: impl Into<Cow<'a, str>>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Anything at the right end, inside: a key hint, what may be typed, a button that clears.
    pub fn trail(mut self, trail: impl Into<Element<'a, Message>>) -> Self {
        self.trail = Some(trail.into());
        self
    }

    pub fn note(mut self, note: Note<'a>) -> Self {
        self.note = Some(note);
        self
    }

    pub fn note_maybe(mut self, note: Option<Note<'a>>) -> Self {
        self.note = note;
        self
    }

    /// What to write here, where nothing else is said below.
    pub fn help(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.note.get_or_insert_with(|| Note::help(words));
        self
    }

    /// Another label: where there is less room.
    pub fn label(mut self, label: impl Into<Cow<'a, str>>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The edge in a tone, where the sentence about it stands elsewhere.
    pub fn edge_maybe(mut self, tone: Option<Tone>) -> Self {
        self.edge = tone;
        self
    }

    pub fn height(mut self, height: Height) -> Self {
        self.height = height;
        self
    }

    /// 36 px, in sheets.
    pub fn dense(self) -> Self {
        self.height(Height::Dense)
    }

    /// Figures in a column stand at the right.
    pub fn right(mut self) -> Self {
        self.align = alignment::Horizontal::Right;
        self
    }

    /// A password or PIN: dots, and below them this hint while Caps Lock is on.
    pub fn secret(mut self, caps_lock: impl Into<Cow<'a, str>>) -> Self {
        self.secret = Some(caps_lock.into());
        self
    }

    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }
}

impl<'a, Message: Clone + 'a> From<Field<'a, Message>> for Element<'a, Message> {
    fn from(field: Field<'a, Message>) -> Self {
        let size = field.height.text();
        let is_on = field.on_input.is_some();
        let on_input = field.on_input.map(|hear| move |text| hear(pasted::at_most(text, pasted::MOST)));
        let mut input = text_input(&field.placeholder, field.value)
            .on_input_maybe(on_input)
            .on_submit_maybe(field.on_submit)
            .secure(field.secret.is_some())
            .align_x(field.align)
            .font(font::REGULAR)
            .size(size.pixels())
            .line_height(size.line_height())
            .padding(0);
        if let Some(id) = field.id {
            input = input.id(id);
        }
        let tone = field.note.as_ref().map(|note| note.tone).or(field.edge).unwrap_or(Tone::Edge);
        let lead = field.icon.map(|icon| icon.size(if size == Size::Large { 20.0 } else { 16.0 }).into());
        let unit = field.unit.map(|unit| Element::from(text::small(unit).line().muted()));
        let trail = match (unit, field.trail) {
            (Some(unit), Some(trail)) => {
                Some(row![unit, trail].spacing(Gap::S).align_y(Alignment::Center).into())
            }
            (unit, trail) => unit.or(trail),
        };
        let (height, sides) = (field.height.pixels(), field.height.sides());
        let framed =
            framed(input, lead, trail, Frame { height, sides, tone, enabled: is_on, next: field.next });
        let mut parts = Column::new().spacing(Gap::Xs).width(field.width);
        if let Some(label) = field.label {
            parts = parts.push(text::label(label));
        }
        parts = parts.push(match field.secret {
            Some(caps_lock) => caps::told_of(framed, Note::warn(caps_lock).said()),
            None => framed,
        });
        if let Some(note) = field.note {
            parts = parts.push(note.said());
        }
        parts.into()
    }
}

/// A value that is shown, not typed: label above, the value in the same place as in a field.
pub fn value<'a, Message: 'a>(
    label: impl Into<Cow<'a, str>>,
    value: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    column![text::label(label).cut(), value.into()].spacing(2).width(Length::Fill).into()
}

/// The words of a [`value`].
pub fn value_text<'a>(words: impl Into<Cow<'a, str>>) -> Words<'a> {
    text::body(words).cut()
}
