//! The kit: every component of the screens, in the sizes and colours of [`super::theme`].
//!
//! ```text
//! use crate::ui::Element;
//! use crate::ui::icon::Icon;
//! use crate::ui::theme::{Gap, Tone};
//! use crate::ui::widget::{badge, button, field, keys, panel, text};
//!
//! fn view(&self) -> Element<'_, Message> {
//!     let form = column![
//!         text::title(&self.name).cut(),
//!         field::field("Berat badan", &self.weight).id("exam.weight").unit("kg").on_input(Message::WeightTyped),
//!         button::primary("Simpan").icon(Icon::Check).key("Ctrl+Enter").on_press_maybe(self.save()),
//!     ]
//!     .spacing(Gap::M);
//!     keys::on_keys(panel::panel(form))
//!         .bind_maybe(Shortcut::ctrl_key(Named::Enter), self.save())
//!         .bind(Shortcut::key(Named::Escape), Message::Back)
//!         .into()
//! }
//! ```
//!
//! | want | take |
//! |---|---|
//! | words | [`text`] |
//! | a button, a key hint | [`button`] |
//! | a field, a search box, a shown value | [`field`] |
//! | one of a list that is searched by typing | [`select`] |
//! | several lines of text | [`area`] |
//! | anything else that can be pressed | [`press`] |
//! | shortcuts, Tab | [`keys`] |
//! | the cross of the window | [`closing`] |
//! | what no hand did told from what one did | [`by_itself`] |
//! | a state | [`badge`], [`shape`] |
//! | chips, segments, tabs, a check box | [`choice`] |
//! | panels, notes, the toast, an empty place, progress | [`panel`] |
//! | a line above a screen | [`above`] |
//! | rows, tables | [`rows`] |
//! | thousands of rows | [`list`] |
//! | bars, the growth chart | [`bars`], [`chart`] |
//! | the rail, the status bar, the steps of the first run | [`chrome`] |

pub mod above;
pub mod area;
mod around;
pub mod badge;
pub mod bars;
pub mod button;
pub mod by_itself;
mod caps;
pub mod chart;
pub mod choice;
pub mod chrome;
pub mod closing;
mod drop;
pub mod field;
pub mod footed;
mod frame;
mod keypad;
pub mod keys;
pub mod list;
mod paint;
pub mod panel;
mod pasted;
pub mod press;
pub mod rows;
pub mod select;
pub mod shape;
pub mod text;
mod travel;
