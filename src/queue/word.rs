//! The stable words of the queue, as tables and the wire keep them.

use crate::terms::stored_words;

stored_words! {
    /// Why somebody goes before others (lansia, ibu hamil, disabilitas, balita).
    Priority {
        /// Lansia, from 60 years.
        Elderly = "elderly",
        /// Ibu hamil.
        Pregnant = "pregnant",
        /// Penyandang disabilitas.
        Disabled = "disabled",
        /// Balita, under five years.
        UnderFive = "under_five",
    }
    /// Whether it can wait at all.
    Urgency {
        /// Can wait.
        Ordinary = "ordinary",
        /// Gawat darurat: goes before everybody and needs no number.
        Emergency = "emergency",
    }
    /// Where a ticket was taken.
    Source {
        /// At the counter.
        Desk = "desk",
        Kiosk = "kiosk",
        /// Booked online.
        Online = "online",
        /// On paper, entered later.
        Paper = "paper",
    }
    /// The class in which a stop waits, in the order in which classes are looked at.
    Class {
        /// Before everybody.
        Emergency = "emergency",
        /// Merged with the ordinary by the ratio.
        Priority = "priority",
        /// Everybody else.
        Ordinary = "ordinary",
    }
    /// The state of a stop.
    State {
        /// Menunggu.
        Waiting = "waiting",
        /// Dipanggil.
        Called = "called",
        /// Dilayani.
        Serving = "serving",
        /// Selesai.
        Done = "done",
        /// Tidak hadir: ended, but can be restored.
        NoShow = "no_show",
        /// Went on to another unit with the same number.
        Moved = "moved",
        /// Batal.
        Cancelled = "cancelled",
    }
    /// One line of a stop's log.
    Did {
        /// The first stop of a ticket was opened with the ticket.
        Issued = "issued",
        /// A further stop was opened by the one before.
        Opened = "opened",
        Called = "called",
        /// Called once more.
        CalledAgain = "called_again",
        /// Did not come.
        NoShow = "no_show",
        /// Came after all.
        Restored = "restored",
        /// Away for a moment: keeps the place and is not called meanwhile.
        Held = "held",
        /// Back before the moment was over.
        Returned = "returned",
        /// Somebody began to serve.
        Serving = "serving",
        /// Served.
        Done = "done",
        /// Went to another unit.
        Moved = "moved",
        /// Given up.
        Cancelled = "cancelled",
        /// The day was closed.
        Closed = "closed",
        /// Got another priority or urgency.
        Marked = "marked",
        /// The line before was taken back.
        Undone = "undone",
    }
}

impl Class {
    /// The class that follows from a ticket's urgency and priority.
    pub const fn of(urgency: Urgency, priority: Option<Priority>) -> Self {
        match (urgency, priority) {
            (Urgency::Emergency, _) => Self::Emergency,
            (Urgency::Ordinary, Some(_)) => Self::Priority,
            (Urgency::Ordinary, None) => Self::Ordinary,
        }
    }
}

impl State {
    /// Whether somebody still has to do something here; a ticket has at most one open stop.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Called | Self::Serving)
    }

    /// Whether it ends when its person died: who waits or is called. Who is being served is served to the end.
    pub const fn ends_with_death(self) -> bool {
        matches!(self, Self::Waiting | Self::Called)
    }
}
