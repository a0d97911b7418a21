//! Words on a screen: six sizes, three weights, and long names that end in "…".
//!
//! `text::body(name).bold().cut()` never breaks a row: it takes the width that is left and ends in "…" when the
//! name is longer. Numbers are never cut: use `.line()`, which keeps them whole on one line.

use std::borrow::Cow;

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::{self as shaping, Paragraph as _, Renderer as _, Span};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Widget, mouse, renderer};
use iced::alignment::{Horizontal, Vertical};
use iced::{Font, Length, Pixels, Rectangle, Renderer};

use crate::ui::Element;
use crate::ui::theme::{Size, Theme, Tone, font};

pub(super) type Paragraph = <Renderer as shaping::Renderer>::Paragraph;
type Plain = shaping::paragraph::Plain<Paragraph>;

/// 12 px: labels, hints.
pub fn small<'a>(content: impl Into<Cow<'a, str>>) -> Words<'a> {
    Words::new(content, Size::Small)
}

/// 14 px: everything else.
pub fn body<'a>(content: impl Into<Cow<'a, str>>) -> Words<'a> {
    Words::new(content, Size::Body)
}

/// 16 px: titles of panels, ticket numbers in rows, big buttons.
pub fn large<'a>(content: impl Into<Cow<'a, str>>) -> Words<'a> {
    Words::new(content, Size::Large)
}

/// 20 px: the person on the screen.
pub fn title<'a>(content: impl Into<Cow<'a, str>>) -> Words<'a> {
    Words::new(content, Size::Title).bold()
}

/// 28 px: the name of a page, a figure.
pub fn heading<'a>(content: impl Into<Cow<'a, str>>) -> Words<'a> {
    Words::new(content, Size::Heading).bold()
}

/// 40 px: the number being called.
pub fn figure<'a>(content: impl Into<Cow<'a, str>>) -> Words<'a> {
    Words::new(content, Size::Figure).bold()
}

/// As large as you say: the waiting-room display and the kiosk only.
pub fn display<'a>(content: impl Into<Cow<'a, str>>, pixels: f32) -> Words<'a> {
    Words::new(content, Size::Display(pixels)).bold().line()
}

/// The label above a field or a value: 12 px, medium, muted.
pub fn label<'a>(content: impl Into<Cow<'a, str>>) -> Words<'a> {
    small(content).medium().muted()
}

/// A sentence whose beginning is bold: what happened, then what is safe and what to do. Either may be empty.
pub fn sentence<'a>(lead: &str, rest: &str) -> Words<'a> {
    let gap = if lead.is_empty() || rest.is_empty() { "" } else { " " };
    Words { lead: lead.len(), ..body(format!("{lead}{gap}{rest}")) }
}

/// What happens when there is not enough room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Goes on in the next line.
    Wrap,
    /// One line, whole.
    Line,
    /// One line that ends in "…".
    Cut,
}

/// Some words in one size, weight and colour.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    content: Cow<'a, str>,
    /// How many bytes at the beginning are bold.
    lead: usize,
    size: Size,
    font: Font,
    tone: Option<Tone>,
    fit: Fit,
    width: Length,
    height: Length,
    align: Horizontal,
    tints: Vec<Tint>,
}

/// Letters with a ground of their own: what was looked for, within what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tint {
    /// The first letter, and the one after the last.
    pub from: usize,
    pub to: usize,
    pub tone: Tone,
}

impl<'a> Words<'a> {
    pub fn new(content: impl Into<Cow<'a, str>>, size: Size) -> Self {
        Self {
            content: content.into(),
            lead: 0,
            size,
            font: font::REGULAR,
            tone: None,
            fit: Fit::Wrap,
            width: Length::Shrink,
            height: Length::Shrink,
            align: Horizontal::Left,
            tints: Vec::new(),
        }
    }

    /// With a ground behind some letters; for a single line.
    pub fn tinted(mut self, tints: Vec<Tint>) -> Self {
        self.tints = tints;
        self
    }

    /// One glyph of the icon font in a square box.
    pub(crate) fn drawing(glyph: char, pixels: f32, font: Font) -> Self {
        Self {
            font,
            width: Length::Fixed(pixels),
            height: Length::Fixed(pixels),
            align: Horizontal::Center,
            ..Self::new(String::from(glyph), Size::Display(pixels)).line()
        }
    }

    /// Weight 500: labels, buttons, names.
    pub fn medium(mut self) -> Self {
        self.font = font::MEDIUM;
        self
    }

    /// Weight 600: titles, ticket numbers, chosen values.
    pub fn bold(mut self) -> Self {
        self.font = font::SEMIBOLD;
        self
    }

    pub fn regular(mut self) -> Self {
        self.font = font::REGULAR;
        self
    }

    /// In that font; [`Words::medium`] and the like say it in words.
    pub fn font(mut self, font: Font) -> Self {
        self.font = font;
        self
    }

    /// In that colour whatever the surroundings.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }

    pub fn muted(self) -> Self {
        self.tone(Tone::Muted)
    }

    /// One line that takes the width that is left and ends in "…" if that is too little. For names, not for numbers.
    pub fn cut(mut self) -> Self {
        self.fit = Fit::Cut;
        self.width = Length::Fill;
        self
    }

    /// One line, always whole.
    pub fn line(mut self) -> Self {
        self.fit = Fit::Line;
        self
    }

    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Right-aligned in the width it has; takes all the width there is unless told otherwise before.
    pub fn right(self) -> Self {
        self.aligned(Horizontal::Right)
    }

    /// Centred in the width it has; takes all the width there is unless told otherwise before.
    pub fn centered(self) -> Self {
        self.aligned(Horizontal::Center)
    }

    fn aligned(mut self, align: Horizontal) -> Self {
        self.align = align;
        if self.width == Length::Shrink {
            self.width = Length::Fill;
        }
        self
    }

    /// How wide they are on one line, in pixels: for the display, whose number is as large as there is room.
    pub fn measured(&self) -> f32 {
        Paragraph::with_text(self.text(&*self.content, iced::Size::INFINITE)).min_width()
    }

    fn text<C>(&self, content: C, bounds: iced::Size) -> shaping::Text<C, Font> {
        let wraps = self.fit == Fit::Wrap;
        shaping::Text {
            content,
            bounds: if wraps { bounds } else { iced::Size::INFINITE },
            size: self.size.pixels(),
            line_height: if self.font == font::ICONS {
                shaping::LineHeight::Absolute(Pixels(self.size.pixels().0))
            } else if wraps {
                self.size.line_height()
            } else {
                // Whatever hangs below the line is inside: else the renderer leaves it standing when the words change.
                let hanging = self.size.pixels().0 * WITH_DESCENDERS;
                shaping::LineHeight::Absolute(Pixels(self.line_height().max(hanging)))
            },
            font: self.font,
            align_x: if wraps { self.align.into() } else { shaping::Alignment::Default },
            align_y: Vertical::Top,
            shaping: shaping::Shaping::Basic,
            wrapping: if wraps { shaping::Wrapping::WordOrGlyph } else { shaping::Wrapping::None },
        }
    }
}

impl Words<'_> {
    /// Height of a line as it is laid out.
    fn line_height(&self) -> f32 {
        self.size.line_height().to_absolute(self.size.pixels()).0
    }

    /// The room that shaped words take: of a single line its height in the layout, whatever hangs out of it.
    fn room_of(&self, shaped: iced::Size) -> iced::Size {
        if self.fit == Fit::Wrap || self.font == font::ICONS {
            shaped
        } else {
            iced::Size::new(shaped.width, self.line_height())
        }
    }
}

/// Height of IBM Plex Sans from its highest to its lowest stroke, for each pixel of its size: 1.025 + 0.275.
const WITH_DESCENDERS: f32 = 1.32;

/// The shaped words, and where they were cut last.
#[derive(Default)]
struct State {
    whole: Plain,
    short: Plain,
    /// A sentence with a bold beginning, and what it was shaped for.
    rich: Option<(String, iced::Size, Paragraph)>,
    /// Width the words were last cut for; `None` when they fit whole.
    cut_at: Option<f32>,
}

impl State {
    fn shown(&self) -> &Paragraph {
        match &self.rich {
            Some((_, _, rich)) => rich,
            None if self.cut_at.is_some() => self.short.raw(),
            None => self.whole.raw(),
        }
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Words<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> iced::Size<Length> {
        iced::Size::new(self.width, self.height)
    }

    fn layout(&mut self, tree: &mut Tree, _renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        layout::sized(limits, self.width, self.height, |limits| {
            let room = limits.max();
            if self.lead > 0 {
                let known =
                    state.rich.as_ref().is_some_and(|(said, at, _)| *said == self.content && *at == room);
                if !known {
                    let (lead, rest) = self.content.split_at_checked(self.lead).unwrap_or_default();
                    let spans: [Span<'_, (), Font>; 2] =
                        [Span::new(lead).font(font::SEMIBOLD), Span::new(rest)];
                    let rich = Paragraph::with_spans(self.text(spans.as_slice(), room));
                    state.rich = Some((self.content.to_string(), room, rich));
                }
                return state.shown().min_bounds();
            }
            state.rich = None;
            let changed = state.whole.update(self.text(&self.content, room));
            if self.fit == Fit::Cut && state.whole.min_width() > room.width + 0.5 {
                if changed || state.cut_at != Some(room.width) {
                    let short = shorten(state.whole.raw(), &self.content, room.width, |part| {
                        Paragraph::with_text(self.text(part, room)).min_width()
                    });
                    state.short.update(self.text(&short, room));
                    state.cut_at = Some(room.width);
                }
            } else {
                state.cut_at = None;
            }
            self.room_of(state.shown().min_bounds())
        })
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let bounds = layout.bounds();
        let color = self.tone.map_or(style.text_color, |tone| theme.tone(tone));
        // On whole pixels: the software renderer leaves an edge of what stood there before on half ones.
        let at = bounds.anchor(state.shown().min_bounds(), self.align, Vertical::Center);
        let at = iced::Point::new(at.x.round(), at.y.round());
        for tint in &self.tints {
            ground(*tint, state, (at, bounds), renderer, theme);
        }
        renderer.fill_paragraph(state.shown(), at, color, *viewport);
    }

    fn operate(
        &mut self,
        _tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.text(None, layout.bounds(), &self.content);
    }
}

/// The ground behind some letters, as far as they are seen.
fn ground(
    tint: Tint,
    state: &State,
    (at, bounds): (iced::Point, Rectangle),
    renderer: &mut Renderer,
    theme: &Theme,
) {
    let place = |letter| state.whole.raw().grapheme_position(0, letter).map(|place| place.x);
    let (Some(from), Some(to)) = (place(tint.from), place(tint.to)) else { return };
    let right = (at.x + to).min(bounds.x + state.shown().min_width());
    let left = (at.x + from).floor();
    if right <= left {
        return;
    }
    let bounds = Rectangle {
        x: left,
        y: bounds.y.floor(),
        width: (right - left).ceil(),
        height: bounds.height.round(),
    };
    let border = iced::Border { radius: 2.0.into(), ..iced::Border::default() };
    let quad = renderer::Quad { bounds, border, ..renderer::Quad::default() };
    renderer::Renderer::fill_quad(renderer, quad, theme.palette().fill(tint.tone));
}

impl<'a, Message: 'a> From<Words<'a>> for Element<'a, Message> {
    fn from(words: Words<'a>) -> Self {
        Self::new(words)
    }
}

/// The longest beginning of the words that fits with "…" behind it. `measure` gives the width of a text.
fn shorten(whole: &Paragraph, content: &str, room: f32, measure: impl Fn(&str) -> f32) -> String {
    const MORE: &str = "…";
    let ends: Vec<usize> = content.char_indices().map(|(at, _)| at).collect();
    let left = room - measure(MORE);
    let mut kept = ends.partition_point(|end| {
        let letters = content.get(..*end).map_or(0, |part| part.chars().count());
        whole.grapheme_position(0, letters).is_some_and(|at| at.x <= left)
    });
    loop {
        kept = kept.saturating_sub(1);
        let end = ends.get(kept).copied().unwrap_or(0);
        let begin = content.get(..end).unwrap_or_default().trim_end();
        let short = format!("{begin}{MORE}");
        if kept == 0 || measure(&short) <= room {
            return short;
        }
    }
}
