//! Opening the windows: is there a display, and what when it goes away.

use iced::{Subscription, Task, window};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Element;
use super::app::{App, Message, Start};
use super::theme::{self, Theme};

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
    guarded(|| iced_winit::run(Windows(start)).map_err(iced::Error::from))
}

/// The program with its main window. It ends when no window is left, whoever closed them: a `taskkill` on Windows closes
/// the hidden window too through which a message would have to come that ends it.
struct Windows(Start);

impl iced::Program for Windows {
    type State = App;
    type Message = Message;
    type Theme = Theme;
    type Renderer = iced::Renderer;
    type Executor = iced::executor::Default;

    fn name() -> &'static str {
        "loket"
    }

    fn settings(&self) -> iced::Settings {
        theme::settings()
    }

    fn window(&self) -> Option<window::Settings> {
        Some(App::main_window())
    }

    fn boot(&self) -> (App, Task<Message>) {
        App::boot(self.0.clone())
    }

    fn update(&self, app: &mut App, message: Message) -> Task<Message> {
        app.update(message)
    }

    fn view<'a>(&self, app: &'a App, id: window::Id) -> Element<'a, Message> {
        app.view(id)
    }

    fn title(&self, app: &App, id: window::Id) -> String {
        app.title(id)
    }

    fn theme(&self, app: &App, id: window::Id) -> Option<Theme> {
        Some(app.theme(id))
    }

    fn scale_factor(&self, app: &App, id: window::Id) -> f32 {
        app.scale(id)
    }

    fn subscription(&self, app: &App) -> Subscription<Message> {
        app.subscription()
    }
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
