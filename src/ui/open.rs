//! Opening the windows: is there a display, and what when it goes away.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::app::{App, Start};
use super::theme;

/// Why no window was opened, or why it ended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoWindow {
    /// There is no display to open it on.
    #[error("there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set)")]
    NoDisplay,
    /// The display is named but cannot be used.
    #[error("the display cannot be used: {0}")]
    Refused(String),
    /// The display went away while the program ran. What was confirmed is on disk.
    #[error("the display went away; everything that was confirmed is saved")]
    Lost,
}

/// Whether a display is named in the environment.
pub fn display_named() -> bool {
    if cfg!(windows) {
        return true;
    }
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Opens the program's windows and stays until the last is closed.
pub fn open(start: Start) -> Result<(), NoWindow> {
    guarded(|| {
        iced::daemon(move || App::boot(start.clone()), App::update, App::view)
            .title(App::title)
            .theme(App::theme)
            .scale_factor(App::scale)
            .subscription(App::subscription)
            .settings(theme::settings())
            .run()
    })
}

/// Runs windows. iced panics where the display server refuses or disappears; the store lives on its own thread and is
/// safe. The panic itself is for the log, see the command line's `crash`.
pub(super) fn guarded(run: impl FnOnce() -> iced::Result) -> Result<(), NoWindow> {
    if !display_named() {
        return Err(NoWindow::NoDisplay);
    }
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(NoWindow::Refused(error.to_string())),
        Err(_) => Err(NoWindow::Lost),
    }
}
