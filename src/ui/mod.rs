//! The screens. This room knows iced; no other room does.
//!
//! # How a screen is written
//!
//! A screen is a `struct` in a folder of its own that implements [`screen::Screen`], of which the chief parts are
//!
//! ```text
//! fn update(&mut self, message: Message, shared: &Shared) -> Action<Message>   // a few lines per arm, waits for nothing
//! fn view(&self, shared: &Shared) -> Element<'_, Message>                      // pure and cheap: lists are prepared in update
//! ```
//!
//! It is registered by its line in [`app::screens`]: its word, its icon, who may see it, its place in the rail and so its key.
//!
//! * `Message` says what happened (`PinTyped(String)`, `Saved(Result<..>)`); `Action` says what the screen wants of
//!   the program (run a command, open a screen, show a toast). The program alone owns the `Desk`.
//! * A view uses [`widget`], [`icon`] and [`theme`] only: no colour, size or padding literal. Words come from the
//!   translation files, dates and numbers from one formatting module.
//! * Every field and button that code must find again (focus, tests) has an id. Ids are string constants in the
//!   screen's own file, named `screen.thing`: `"desk.search"`.
//! * Keys of a screen are bound in one place with [`widget::keys::on_keys`] around its whole view; what a key does is
//!   printed on the button that does the same. The program wraps everything once in [`widget::keys::tab_stops`],
//!   which makes Tab and Shift+Tab go round; a test of one screen wraps that screen in it.
//! * The shape of the tree stays the same while a person types (iced keeps focus by place): show nothing with an
//!   empty element of the same place, not by leaving a child out in front of a field.
//! * One [`widget::button::primary`] per region. A state is a [`widget::badge::Badge`]: shape, word and colour.
//! * Long names get `.cut()`, numbers never do.

pub mod action;
pub mod app;
mod background;
pub mod calling;
pub mod copies;
mod dialog;
pub mod display;
pub mod editor;
pub mod exam;
pub mod finder;
pub mod first_run;
pub mod flight;
pub mod form;
pub mod front_desk;
pub mod icon;
pub mod notice;
pub mod open;
pub mod printed;
pub mod screen;
pub mod screening;
pub mod secret;
pub mod settings;
pub mod shared;
pub mod sign_in;
mod small_file;
pub mod sound;
pub mod summary;
pub mod theme;
pub mod widget;

/// An element of a screen, drawn with our theme.
pub type Element<'a, Message> = iced::Element<'a, Message, theme::Theme>;
