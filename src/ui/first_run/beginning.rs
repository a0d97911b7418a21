//! What is handed to the door when the first run ends. The one place that builds it.

use super::FirstRun;
use super::admin::Sealed;
use crate::clinic::Beginning;
use crate::setup;
use crate::staff::secret::NewSheet;

/// Everything that was typed, as the door wants it.
pub(super) fn beginning(screen: &FirstRun, sealed: &Sealed) -> Beginning {
    Beginning {
        clinic: setup::Beginning {
            profile: screen.clinic.profile(),
            villages: screen.villages.villages(),
            units: screen.units.drafts(),
        },
        administrator: sealed.account.clone(),
        recovery: NewSheet::of(sealed.code.clone(), sealed.recovery.clone()),
        // The door makes the seal and fills this in.
        seal: Vec::new(),
        key_copy: None,
    }
}
