//! A state as a badge: shape, word and colour, never a colour alone.

use std::borrow::Cow;

use iced::widget::{Row, container};
use iced::{Alignment, Border};

use super::shape::{self, Shape};
use super::text;
use crate::ui::Element;
use crate::ui::theme::{Gap, RADIUS, RADIUS_SMALL, Theme, Tone};

/// Between the shape and its word.
const BESIDE: f32 = 6.0;

/// A badge with this shape, word and colour; see also the named ones ([`waiting`], [`called`], …).
pub fn badge<'a>(shape: Shape, word: impl Into<Cow<'a, str>>, tone: Tone) -> Badge<'a> {
    Badge { shape, word: word.into(), tone, look: Look::Filled }
}

/// The states of the queue, each with its shape and colour; the word comes from the translations.
pub fn waiting<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Ring, word, Tone::Waiting)
}
pub fn called<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Disc, word, Tone::Called)
}
pub fn serving<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Play, word, Tone::Serving)
}
pub fn done<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Tick, word, Tone::Done)
}
pub fn no_show<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Cross, word, Tone::Late)
}
pub fn too_long<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Up, word, Tone::Late)
}
pub fn priority<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Diamond, word, Tone::Priority)
}
/// Cancelled, closed, not weighed.
pub fn closed<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Dash, word, Tone::Done)
}
pub fn draft<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::HalfDisc, word, Tone::Done)
}
/// Growth: within −2 … +2 SD.
pub fn normal<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Tick, word, Tone::Serving)
}
/// Growth: −3 … −2 SD.
pub fn low<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Down, word, Tone::Waiting)
}
/// Growth: below −3 SD.
pub fn very_low<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Square, word, Tone::Late)
}
/// Growth: above.
pub fn high<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Up, word, Tone::Waiting)
}
/// KMS: gained weight (N).
pub fn gained<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Up, word, Tone::Serving).plain()
}
/// KMS: did not gain (T).
pub fn not_gained<'a>(word: impl Into<Cow<'a, str>>) -> Badge<'a> {
    badge(Shape::Down, word, Tone::Late).plain()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Filled,
    Large,
    Plain,
}

#[derive(Debug, Clone)]
pub struct Badge<'a> {
    shape: Shape,
    word: Cow<'a, str>,
    tone: Tone,
    look: Look,
}

impl Badge<'_> {
    /// How wide it is without fill and padding in one line, in pixels.
    pub fn measured(&self) -> f32 {
        shape::BOX + BESIDE + text::small(&*self.word).medium().measured()
    }

    /// Without fill and padding: beside other words.
    pub fn plain(mut self) -> Self {
        self.look = Look::Plain;
        self
    }

    /// 32 high, 14 px: the result of a screening.
    pub fn large(mut self) -> Self {
        self.look = Look::Large;
        self
    }
}

impl<'a, Message: 'a> From<Badge<'a>> for Element<'a, Message> {
    fn from(badge: Badge<'a>) -> Self {
        let tone = badge.tone;
        let (word, gap) = match badge.look {
            Look::Large => (text::body(badge.word), 8.0),
            Look::Filled | Look::Plain => (text::small(badge.word), BESIDE),
        };
        let line = Row::new()
            .push(badge.shape.tone(tone))
            // Where there is too little room the words go on below: they are never cut and never written over.
            .push(word.medium().tone(tone))
            .spacing(gap)
            .align_y(Alignment::Center);
        // 24 and 32 high in one line.
        let (above, sides, radius) = match badge.look {
            Look::Plain => return line.into(),
            Look::Filled => (4.0, Gap::S, RADIUS_SMALL),
            Look::Large => (6.0, Gap::M, RADIUS),
        };
        container(line)
            .style(move |theme: &Theme| container::Style {
                background: Some(theme.palette().fill(tone).into()),
                border: Border { radius: radius.into(), ..Border::default() },
                ..container::Style::default()
            })
            .padding([above, sides.pixels()])
            .into()
    }
}
