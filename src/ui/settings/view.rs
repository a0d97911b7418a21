//! The sections at the left, the chosen one at the right.

use iced::keyboard::key::Named;
use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length};

use super::part::{FORM, section};
use super::{Message, Section, Settings, id};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::button::{KeyOn, key_hint};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::{field, panel, rows, text};

/// Alt with these goes to the sections, in their order.
const KEYS: &str = "1234567890";
/// Width of the list of sections.
const SECTIONS: f32 = 280.0;

pub(super) fn view<'a>(screen: &'a Settings, shared: &'a Shared) -> Element<'a, Message> {
    let body = match screen.section {
        Section::Clinic => screen.profile.view(shared),
        Section::Villages => screen.villages.view(shared),
        Section::Units => screen.units.view(shared),
        Section::People => screen.people.view(shared),
        Section::Own => screen.own.view(shared),
        Section::Seat => screen.seat.view(shared),
        Section::Diagnoses => screen.diagnoses.view(shared),
        Section::Sheet => screen.sheet.view(shared),
        Section::Copies => screen.copies.view(shared),
        Section::Limits => screen.limits.view(shared),
        Section::Printers => screen.printers.view(shared),
        Section::About => about(shared),
    };
    let body = container(body).padding(Gap::Xl).width(Length::Fill);
    let right = panel::scroll(id::BODY, body).height(Length::Fill);
    let both = row![sections(screen, shared), panel::upright(), right].height(Length::Fill);
    let mut keys = on_keys(both)
        .bind(Shortcut::ctrl_key(Named::Enter), Message::Save)
        .bind(Shortcut::key(Named::Escape), Message::Back);
    // The last stands beyond the digits.
    for (at, digit) in KEYS.chars().enumerate().take(Section::of(shared).count()) {
        keys = keys.bind(Shortcut::alt(digit), Message::Section(at));
    }
    keys.into()
}

fn sections<'a>(screen: &'a Settings, shared: &'a Shared) -> Element<'a, Message> {
    let words = &shared.words;
    let mut all = Column::new();
    for (at, one) in Section::of(shared).enumerate() {
        let (icon, key) = face(one);
        let chosen = one == screen.section;
        let name = text::body(words.text(key).into_owned()).cut();
        let name = if chosen { name.bold() } else { name };
        let tone = if chosen { Tone::Accent } else { Tone::Muted };
        let key: Element<'a, Message> = match KEYS.chars().nth(at) {
            Some(digit) => key_hint(format!("Alt+{digit}"), KeyOn::Surface),
            None => iced::widget::Space::new().into(),
        };
        let cells: [Element<'a, Message>; 3] = [icon.tone(tone).into(), name.into(), key];
        let line = rows::row_press(rows::height::NORMAL, chosen, cells);
        all = all.push(line.on_press(Message::Section(at)));
    }
    let head = container(text::title(words.text("settings-title"))).padding(Gap::around(Gap::L, Gap::L));
    // In large letters there are more of them than the window is high.
    let all = panel::scroll(id::SECTIONS, all).height(Length::Fill);
    panel::plain(column![head, all]).width(SECTIONS).height(Length::Fill).into()
}

const fn face(section: Section) -> (Icon, &'static str) {
    match section {
        Section::Clinic => (Icon::Building2, "settings-clinic"),
        Section::Villages => (Icon::MapPin, "settings-villages"),
        Section::Units => (Icon::DoorOpen, "settings-units"),
        Section::People => (Icon::Users, "settings-people"),
        Section::Own => (Icon::KeyRound, "settings-own"),
        Section::Seat => (Icon::Palette, "settings-look"),
        Section::Diagnoses => (Icon::BookOpen, "settings-diagnoses"),
        Section::Sheet => (Icon::ShieldCheck, "firstrun-recovery-title"),
        Section::Copies => (Icon::FolderOpen, "copies-title"),
        Section::Limits => (Icon::Ruler, "settings-limits"),
        Section::Printers => (Icon::Printer, "printers-title"),
        Section::About => (Icon::Info, "settings-about"),
    }
}

fn about(shared: &Shared) -> Element<'_, Message> {
    let words = &shared.words;
    let version = format!("{} {}", words.text("app-name"), env!("CARGO_PKG_VERSION"));
    let folder = shared.pc.folder().display().to_string();
    let value = |key: &str, text: String| {
        field::value(words.text(key).into_owned(), text::body(text).width(Length::Fill))
    };
    let body = column![
        text::body(words.text("app-tagline")).muted(),
        value("settings-version", version),
        value("settings-folder", folder),
        text::body(words.text("settings-licences")).muted().width(Length::Fill),
    ]
    .spacing(Gap::L)
    .max_width(FORM)
    .align_x(Alignment::Start);
    section(words.text("settings-about"), body, iced::widget::Space::new().into())
}
