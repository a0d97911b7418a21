//! What a unit is for, and which numbers its people get.

use super::stored_words;

stored_words! {
    /// Registration, or a unit that serves.
    UnitKind {
        /// The counters where people register.
        Registration = "registration",
        /// A unit that examines or treats.
        Service = "service",
    }
    /// Which letter a priority ticket gets.
    #[derive(Default)]
    PriorityMode {
        /// One clinic-wide series `P`.
        #[default]
        Clinic = "clinic",
        /// The unit's own letter, with a mark.
        Unit = "unit",
    }
}
