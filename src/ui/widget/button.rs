//! Buttons, with the key that does the same printed on them.
//!
//! ```text
//! button::primary("Cetak tiket").big().icon(Icon::Printer).below("P-005 · KIA").key("F2")
//!     .width(Length::Fill).id("desk.print").on_press(Message::Print)
//! ```

use std::borrow::Cow;

use iced::widget::{Column, Row, container};
use iced::{Alignment, Border, Length, Padding};

use super::press::press;
use super::text::{self, Words};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::{Gap, Kind, LINE, RADIUS_SMALL, Theme, Tone};

/// The one action of a region.
pub fn primary<'a, Message>(label: impl Into<Cow<'a, str>>) -> Button<'a, Message> {
    Button::new(Kind::Primary, label.into())
}

pub fn secondary<'a, Message>(label: impl Into<Cow<'a, str>>) -> Button<'a, Message> {
    Button::new(Kind::Secondary, label.into())
}

/// Text only: less important actions, links.
pub fn quiet<'a, Message>(label: impl Into<Cow<'a, str>>) -> Button<'a, Message> {
    Button::new(Kind::Quiet, label.into())
}

/// Something that cannot be taken back.
pub fn danger<'a, Message>(label: impl Into<Cow<'a, str>>) -> Button<'a, Message> {
    Button::new(Kind::Danger, label.into())
}

/// A button with nothing but an icon, square: where the row or the heading beside it says what it is about.
pub fn icon<'a, Message>(kind: Kind, icon: Icon) -> Button<'a, Message> {
    Button { icon: Some(icon), ..Button::new(kind, Cow::Borrowed("")) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Big,
    Normal,
    Small,
}

/// See the module. Without [`Button::on_press`] it is off.
pub struct Button<'a, Message> {
    kind: Kind,
    label: Cow<'a, str>,
    below: Option<Cow<'a, str>>,
    icon: Option<Icon>,
    key: Option<Cow<'a, str>>,
    scale: Scale,
    sides: Option<Gap>,
    width: Length,
    id: Option<iced::advanced::widget::Id>,
    message: Option<Message>,
}

impl<'a, Message> Button<'a, Message> {
    fn new(kind: Kind, label: Cow<'a, str>) -> Self {
        Self {
            kind,
            label,
            below: None,
            icon: None,
            key: None,
            scale: Scale::Normal,
            sides: None,
            width: Length::Shrink,
            id: None,
            message: None,
        }
    }

    /// 56 high, for what is done all day.
    pub fn big(mut self) -> Self {
        self.scale = Scale::Big;
        self
    }

    /// 32 high.
    pub fn small(mut self) -> Self {
        self.scale = Scale::Small;
        self
    }

    /// Less room at the sides: 12 on big buttons, 8 on others.
    pub fn tight(mut self) -> Self {
        self.sides = Some(if self.scale == Scale::Big { Gap::M } else { Gap::S });
        self
    }

    /// A second line, on big buttons.
    pub fn below(mut self, words: impl Into<Cow<'a, str>>) -> Self {
        self.below = Some(words.into());
        self
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The key that does the same, as printed on the keyboard. Binding it is the screen's `on_keys`.
    pub fn key(mut self, key: impl Into<Cow<'a, str>>) -> Self {
        self.key = Some(key.into());
        self
    }

    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    pub fn id(mut self, id: impl Into<iced::advanced::widget::Id>) -> Self {
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
}

impl<'a, Message: Clone + 'a> From<Button<'a, Message>> for Element<'a, Message> {
    fn from(button: Button<'a, Message>) -> Self {
        let is_wide = button.width != Length::Shrink;
        let is_big = button.scale == Scale::Big;
        let is_bare = button.label.is_empty();
        // Where the width is given, a long label ends in "…" rather than running over the key.
        let fit = |words: Words<'a>| if is_wide && is_big { words.cut() } else { words.line() };
        let title = match button.scale {
            Scale::Big => fit(text::large(button.label).bold()),
            Scale::Normal | Scale::Small => fit(text::body(button.label).medium()),
        };
        let mut parts = Row::new().spacing(Gap::S).align_y(Alignment::Center);
        if let Some(icon) = button.icon {
            parts = parts.push(icon.size(if is_big { 20.0 } else { 16.0 }));
        }
        parts = match button.below {
            Some(below) => parts.push(Column::new().push(title).push(fit(text::small(below)))),
            None if is_bare => parts,
            // The key stands at the other end.
            None if is_wide && !is_big && button.key.is_some() => {
                parts.push(container(title).width(Length::Fill))
            }
            None => parts.push(title),
        };
        if let Some(key) = button.key {
            let on = if button.kind == Kind::Primary && button.message.is_some() {
                KeyOn::Accent
            } else {
                KeyOn::Surface
            };
            parts = parts.push(key_hint(key, on));
        }
        let sides = button.sides.unwrap_or(match button.scale {
            Scale::Small => Gap::M,
            Scale::Big | Scale::Normal => Gap::L,
        });
        let height = match button.scale {
            Scale::Big => 56.0,
            Scale::Normal => 40.0,
            Scale::Small => 32.0,
        };
        let mut face = press(parts)
            .kind(button.kind)
            .width(if is_bare { Length::Fixed(height) } else { button.width })
            .height(height)
            // The design's edge stands outside its padding.
            .padding([0.0, if is_bare { 0.0 } else { sides.pixels() + LINE }])
            .align(if is_big && !is_bare { Alignment::Start } else { Alignment::Center })
            .on_press_maybe(button.message);
        if let Some(id) = button.id {
            face = face.id(id);
        }
        face.into()
    }
}

/// What a key hint is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOn {
    Surface,
    Accent,
    Toast,
}

/// The id of every printed key: a test finds them all and presses them.
pub const PRINTED: &str = "key";

/// A key as it is printed on the keyboard: `F2`, `Ctrl+N`, `Enter`, `↑`.
pub fn key_hint<'a, Message: 'a>(key: impl Into<Cow<'a, str>>, on: KeyOn) -> Element<'a, Message> {
    let key = key.into();
    let tone = match on {
        KeyOn::Surface => Tone::Muted,
        KeyOn::Accent => Tone::OnAccent,
        KeyOn::Toast => Tone::ToastLink,
    };
    let single = key.chars().count() == 1;
    let style = move |theme: &Theme| {
        let p = theme.palette();
        let (background, color) = match on {
            KeyOn::Surface => (Some(p.surface.into()), p.line),
            KeyOn::Accent => (None, p.on_accent_line),
            KeyOn::Toast => (None, p.toast_link),
        };
        container::Style {
            background,
            border: Border { color, width: LINE, radius: RADIUS_SMALL.into() },
            ..container::Style::default()
        }
    };
    container(text::small(key).medium().line().tone(tone))
        .id(PRINTED)
        .style(style)
        .height(20)
        .width(if single { Length::Fixed(24.0) } else { Length::Shrink })
        .padding(Padding { top: 0.0, right: 7.0, bottom: 1.0, left: 7.0 })
        .center_y(20)
        .align_x(Alignment::Center)
        .into()
}
