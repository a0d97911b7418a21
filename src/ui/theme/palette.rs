//! The colours: three palettes of the same tokens, and the tones a screen may ask for.
//!
//! The contrast of every pair that is drawn as text is tested below: at least 4.5:1, in the high-contrast
//! palette 7:1.

#![expect(clippy::unreadable_literal, reason = "colours are written as in the design: six digits")]

use iced::Color;

/// The tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// The window behind panels.
    pub ground: Color,
    /// Panels, fields, rows.
    pub surface: Color,
    /// Touched, off, and the empty part of a bar.
    pub sunken: Color,
    /// Text.
    pub ink: Color,
    /// Labels and less important text.
    pub ink_2: Color,
    /// Divides.
    pub line: Color,
    /// Edge of a thing that can be pressed or filled.
    pub line_2: Color,
    pub accent: Color,
    /// Text on the accent.
    pub on_accent: Color,
    /// Edge of a key hint on the accent.
    pub on_accent_line: Color,
    /// Chosen.
    pub accent_soft: Color,
    /// The focus ring.
    pub focus: Color,
    pub waiting: Color,
    pub waiting_bg: Color,
    pub called: Color,
    pub called_bg: Color,
    pub serving: Color,
    pub serving_bg: Color,
    pub late: Color,
    pub late_bg: Color,
    pub done: Color,
    pub done_bg: Color,
    pub priority: Color,
    pub priority_bg: Color,
    /// The toast, which is dark on light.
    pub toast: Color,
    pub on_toast: Color,
    pub toast_link: Color,
    pub growth: Growth,
}

/// The colours of a growth chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// −2 … +2 SD.
    pub green: Color,
    /// −1 … +1 SD.
    pub green_inner: Color,
    /// −3 … −2 and +2 … +3 SD.
    pub yellow: Color,
    /// The line at −3 SD.
    pub red: Color,
    pub median: Color,
    /// The other lines.
    pub line: Color,
    /// The grid behind them.
    pub grid: Color,
}

/// What a colour means. A screen asks for a tone, never for a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Text.
    #[default]
    Ink,
    /// Labels and less important text.
    Muted,
    Accent,
    OnAccent,
    Waiting,
    Called,
    Serving,
    /// Too late, refused, wrong, dangerous.
    Late,
    Done,
    Priority,
    /// Dividing lines.
    Line,
    Edge,
    OnToast,
    ToastLink,
}

impl Palette {
    /// A tone as text, line or shape.
    pub const fn tone(&self, tone: Tone) -> Color {
        match tone {
            Tone::Ink => self.ink,
            Tone::Muted => self.ink_2,
            Tone::Accent => self.accent,
            Tone::OnAccent => self.on_accent,
            Tone::Waiting => self.waiting,
            Tone::Called => self.called,
            Tone::Serving => self.serving,
            Tone::Late => self.late,
            Tone::Done => self.done,
            Tone::Priority => self.priority,
            Tone::Line => self.line,
            Tone::Edge => self.line_2,
            Tone::OnToast => self.on_toast,
            Tone::ToastLink => self.toast_link,
        }
    }

    /// The tinted fill behind text of that tone.
    pub const fn fill(&self, tone: Tone) -> Color {
        match tone {
            Tone::Ink | Tone::Line | Tone::Edge => self.surface,
            Tone::Muted | Tone::Done => self.done_bg,
            Tone::Accent => self.accent_soft,
            Tone::OnAccent => self.accent,
            Tone::Waiting => self.waiting_bg,
            Tone::Called => self.called_bg,
            Tone::Serving => self.serving_bg,
            Tone::Late => self.late_bg,
            Tone::Priority => self.priority_bg,
            Tone::OnToast | Tone::ToastLink => self.toast,
        }
    }
}

pub(super) const fn rgb(hex: u32) -> Color {
    Color::from_rgb8((hex >> 16) as u8, (hex >> 8 & 0xFF) as u8, (hex & 0xFF) as u8)
}

pub(super) const LIGHT: Palette = Palette {
    ground: rgb(0xF5F7F6),
    surface: rgb(0xFFFFFF),
    sunken: rgb(0xEDF0EE),
    ink: rgb(0x14201C),
    ink_2: rgb(0x51605A),
    line: rgb(0xDCE3DF),
    line_2: rgb(0x84928B),
    accent: rgb(0x0B6E5B),
    on_accent: rgb(0xFFFFFF),
    on_accent_line: rgb(0x8FC4B9),
    accent_soft: rgb(0xE4F2EE),
    focus: rgb(0x0B6E5B),
    waiting: rgb(0x8A6100),
    waiting_bg: rgb(0xFFF4D6),
    called: rgb(0x0B5CAD),
    called_bg: rgb(0xE3F0FC),
    serving: rgb(0x0B6E5B),
    serving_bg: rgb(0xDDF3EC),
    late: rgb(0xB3261E),
    late_bg: rgb(0xFCE8E6),
    done: rgb(0x51605A),
    done_bg: rgb(0xEDF0EE),
    priority: rgb(0x7A3A8C),
    priority_bg: rgb(0xF5EAF8),
    toast: rgb(0x14201C),
    on_toast: rgb(0xFFFFFF),
    toast_link: rgb(0x7FD8C3),
    growth: Growth {
        green: rgb(0xCDEBD2),
        green_inner: rgb(0xB7DFBF),
        yellow: rgb(0xFBEFB4),
        red: rgb(0xC5221F),
        median: rgb(0x19602D),
        line: rgb(0x7E9C86),
        grid: rgb(0xE6EBE8),
    },
};

pub(super) const DARK: Palette = Palette {
    ground: rgb(0x0F1614),
    surface: rgb(0x18211E),
    sunken: rgb(0x222D29),
    ink: rgb(0xE6EEEA),
    ink_2: rgb(0xA7B5AF),
    line: rgb(0x2D3935),
    line_2: rgb(0x74847D),
    accent: rgb(0x4CC2A8),
    on_accent: rgb(0x06201A),
    on_accent_line: rgb(0x1F5F52),
    accent_soft: rgb(0x17352E),
    focus: rgb(0x4CC2A8),
    waiting: rgb(0xF0C04E),
    waiting_bg: rgb(0x342A10),
    called: rgb(0x8CC0F8),
    called_bg: rgb(0x12293F),
    serving: rgb(0x5FD0B5),
    serving_bg: rgb(0x10312A),
    late: rgb(0xFF9E94),
    late_bg: rgb(0x3D1A17),
    done: rgb(0xA7B5AF),
    done_bg: rgb(0x222D29),
    priority: rgb(0xDDB0EC),
    priority_bg: rgb(0x341F3D),
    toast: rgb(0xE6EEEA),
    on_toast: rgb(0x14201C),
    toast_link: rgb(0x0B6E5B),
    growth: Growth {
        green: rgb(0x1D4029),
        green_inner: rgb(0x265233),
        yellow: rgb(0x4A401A),
        red: rgb(0xFF7B72),
        median: rgb(0x8FD6A3),
        line: rgb(0x5C7A66),
        grid: rgb(0x26312D),
    },
};

pub(super) const CONTRAST: Palette = Palette {
    ground: rgb(0xFFFFFF),
    surface: rgb(0xFFFFFF),
    sunken: rgb(0xF0F0F0),
    ink: rgb(0x000000),
    ink_2: rgb(0x26302C),
    line: rgb(0x5A625E),
    line_2: rgb(0x000000),
    accent: rgb(0x00483A),
    on_accent: rgb(0xFFFFFF),
    on_accent_line: rgb(0xFFFFFF),
    accent_soft: rgb(0xDDF3EC),
    focus: rgb(0x00483A),
    waiting: rgb(0x5C3F00),
    waiting_bg: rgb(0xFFF4D6),
    called: rgb(0x003E7E),
    called_bg: rgb(0xE3F0FC),
    serving: rgb(0x00483A),
    serving_bg: rgb(0xDDF3EC),
    late: rgb(0x8A100A),
    late_bg: rgb(0xFCE8E6),
    done: rgb(0x26302C),
    done_bg: rgb(0xF0F0F0),
    priority: rgb(0x552066),
    priority_bg: rgb(0xF5EAF8),
    toast: rgb(0x000000),
    on_toast: rgb(0xFFFFFF),
    toast_link: rgb(0x9FEBD8),
    growth: Growth {
        green: rgb(0xBFE6C6),
        green_inner: rgb(0xA5D6AF),
        yellow: rgb(0xFFE98A),
        red: rgb(0xA50E0A),
        median: rgb(0x0A4A1E),
        line: rgb(0x3E5C46),
        grid: rgb(0xD5DBD8),
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Look, Theme};

    /// Contrast ratio of WCAG 2, from iced's relative luminance.
    fn contrast(one: Color, other: Color) -> f32 {
        let (one, other) = (one.relative_luminance(), other.relative_luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_stands_out_from_what_it_is_written_on() {
        const STATES: [Tone; 7] = [
            Tone::Accent,
            Tone::Waiting,
            Tone::Called,
            Tone::Serving,
            Tone::Late,
            Tone::Done,
            Tone::Priority,
        ];
        for look in Look::ALL {
            let theme = Theme::new(look);
            let p = theme.palette();
            let least = if look == Look::Contrast { 7.0 } else { 4.5 };
            let check = |what: &str, text: Color, ground: Color| {
                let got = contrast(text, ground);
                assert!(got >= least, "{what} in {look:?}: {got:.2}");
            };
            for ground in [p.ground, p.surface, p.sunken, p.accent_soft] {
                check("ink", p.ink, ground);
                check("ink-2", p.ink_2, ground);
            }
            for tone in STATES {
                check(&format!("{tone:?}"), p.tone(tone), p.fill(tone));
                check(&format!("{tone:?} on surface"), p.tone(tone), p.surface);
                check(&format!("ink on the fill of {tone:?}"), p.ink, p.fill(tone));
            }
            check("text on the accent", p.on_accent, p.accent);
            check("toast", p.on_toast, p.toast);
            check("toast link", p.toast_link, p.toast);
            assert!(contrast(p.line_2, p.surface) >= 3.0, "edge in {look:?}");
            assert!(contrast(p.focus, p.surface) >= 3.0, "focus ring in {look:?}");
        }
    }
}
