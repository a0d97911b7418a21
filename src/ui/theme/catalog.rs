//! The styles of iced's own widgets in our theme, so that nothing falls back to a look of its own.

use iced::widget::{button, container, progress_bar, rule, scrollable, text, text_editor, text_input};
use iced::{Background, Border, Color, Shadow};

use super::{LINE, RADIUS, Theme};

impl text::Catalog for Theme {
    type Class<'a> = text::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_| text::Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> text::Style {
        class(self)
    }
}

impl container::Catalog for Theme {
    type Class<'a> = container::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_| container::Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> container::Style {
        class(self)
    }
}

impl button::Catalog for Theme {
    type Class<'a> = button::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme, _| button::Style { text_color: theme.palette().ink, ..button::Style::default() })
    }

    fn style(&self, class: &Self::Class<'_>, status: button::Status) -> button::Style {
        class(self, status)
    }
}

impl rule::Catalog for Theme {
    type Class<'a> = rule::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme| rule::Style {
            color: theme.palette().line,
            radius: 0.0.into(),
            fill_mode: rule::FillMode::Full,
            snap: true,
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> rule::Style {
        class(self)
    }
}

impl progress_bar::Catalog for Theme {
    type Class<'a> = progress_bar::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme| progress_bar::Style {
            background: theme.palette().sunken.into(),
            bar: theme.palette().accent.into(),
            border: Border { radius: 4.0.into(), ..Border::default() },
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> progress_bar::Style {
        class(self)
    }
}

/// The inside of a field: its edge is drawn by [`crate::ui::widget::field`].
impl text_input::Catalog for Theme {
    type Class<'a> = text_input::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme, status| {
            let p = theme.palette();
            text_input::Style {
                background: Background::Color(Color::TRANSPARENT),
                border: Border::default(),
                icon: p.ink_2,
                placeholder: p.ink_2,
                value: match status {
                    text_input::Status::Disabled => p.ink_2,
                    _ => p.ink,
                },
                selection: selection(theme),
            }
        })
    }

    fn style(&self, class: &Self::Class<'_>, status: text_input::Status) -> text_input::Style {
        class(self, status)
    }
}

impl text_editor::Catalog for Theme {
    type Class<'a> = text_editor::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme, status| {
            let p = theme.palette();
            let (color, width) = match status {
                text_editor::Status::Focused { .. } => (p.focus, 2.0),
                text_editor::Status::Disabled => (p.line, LINE),
                _ => (p.line_2, LINE),
            };
            text_editor::Style {
                background: match status {
                    text_editor::Status::Disabled => p.sunken,
                    _ => p.surface,
                }
                .into(),
                border: Border { color, width, radius: RADIUS.into() },
                placeholder: p.ink_2,
                value: p.ink,
                selection: selection(theme),
            }
        })
    }

    fn style(&self, class: &Self::Class<'_>, status: text_editor::Status) -> text_editor::Style {
        class(self, status)
    }
}

impl scrollable::Catalog for Theme {
    type Class<'a> = scrollable::StyleFn<'a, Self>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme, status| {
            let p = theme.palette();
            let rail = |touched: bool| scrollable::Rail {
                background: None,
                border: Border::default(),
                scroller: scrollable::Scroller {
                    background: if touched { p.ink_2 } else { p.line_2 }.into(),
                    border: Border { radius: 4.0.into(), ..Border::default() },
                },
            };
            let (across, down) = match status {
                scrollable::Status::Active { .. } => (false, false),
                scrollable::Status::Hovered {
                    is_horizontal_scrollbar_hovered,
                    is_vertical_scrollbar_hovered,
                    ..
                } => (is_horizontal_scrollbar_hovered, is_vertical_scrollbar_hovered),
                scrollable::Status::Dragged {
                    is_horizontal_scrollbar_dragged,
                    is_vertical_scrollbar_dragged,
                    ..
                } => (is_horizontal_scrollbar_dragged, is_vertical_scrollbar_dragged),
            };
            scrollable::Style {
                container: container::Style::default(),
                vertical_rail: rail(down),
                horizontal_rail: rail(across),
                gap: None,
                auto_scroll: scrollable::AutoScroll {
                    background: p.surface.into(),
                    border: Border { color: p.line, width: LINE, radius: RADIUS.into() },
                    shadow: Shadow::default(),
                    icon: p.ink_2,
                },
            }
        })
    }

    fn style(&self, class: &Self::Class<'_>, status: scrollable::Status) -> scrollable::Style {
        class(self, status)
    }
}

fn selection(theme: &Theme) -> Color {
    Color { a: 0.3, ..theme.palette().accent }
}
