//! Windows is shut down, or its user signs out, while Loket is open: the usual end of a clinic's day. Every window is
//! asked then, and the program ends without a word of its own; the data are copied first, as at any close.

use std::sync::{Arc, Mutex, PoisonError};

use winsafe::{co, gui, prelude::*};

use crate::clinic::Clinic;
use crate::words::{Language, Words};

/// The clinic as long as it is open; taken by whichever end comes first.
type Slot = Arc<Mutex<Option<Clinic>>>;

/// Lets go of the clinic when the program ends by itself.
pub struct Watch(Slot);

impl Drop for Watch {
    fn drop(&mut self) {
        take(&self.0);
    }
}

fn take(slot: &Slot) -> Option<Clinic> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// From now on `close` is done with the clinic before Windows ends the session, by a window that nobody sees.
pub fn watch(clinic: &Clinic, language: Language, close: fn(&Clinic)) -> Watch {
    let slot: Slot = Arc::new(Mutex::new(Some(clinic.clone())));
    let watched = Arc::clone(&slot);
    let thread = std::thread::Builder::new().name("loket-session".into());
    if let Err(error) = thread.spawn(move || listen(watched, language, close)) {
        tracing::warn!(%error, "The end of the session will come unannounced");
    }
    Watch(slot)
}

fn listen(slot: Slot, language: Language, close: fn(&Clinic)) {
    let window = gui::WindowMain::new(gui::WindowMainOpts {
        title: "Loket session",
        style: co::WS::OVERLAPPED,
        ..gui::WindowMainOpts::default()
    });
    let handle = window.clone();
    window.on().wm(co::WM::QUERYENDSESSION, move |_| {
        // Said on the screen on which Windows waits.
        let words = Words::new(language);
        if let Err(error) = handle.hwnd().ShutdownBlockReasonCreate(&words.text("end-copying")) {
            tracing::debug!(%error, "Windows was not told what it waits for");
        }
        Ok(1)
    });
    window.on().wm_end_session(move |end| {
        if end.is_session_being_ended
            && let Some(clinic) = take(&slot)
        {
            close(&clinic);
            // Windows ends the program now; it did not break off.
            clinic.store().ends_well();
        }
        Ok(())
    });
    if let Err(error) = window.run_main(Some(co::SW::HIDE)) {
        tracing::warn!(%error, "The end of the session will come unannounced");
    }
}
