//! Who may do what. One table says which role has which right; every command names the right that it needs
//! (`commands.rs`), every question what its answer lays open, and so the rights that the answer needs (`answers.rs`).

pub mod answers;
pub mod commands;

use serde::{Deserialize, Serialize};

pub use answers::{Field, lays_open};
pub use commands::for_command;

use super::session::Who;
use crate::staff::Role;

/// One right. Input, correction and viewing are apart, as Permenkes 24/2022 art. 30(3) asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// The first run, before anybody has an account.
    Begin,
    /// Read numbers and places, never a name.
    ReadNumbers,
    /// See the queue with names.
    SeeQueue,
    /// Give tickets, link people, mark priority.
    GiveTickets,
    /// Call, serve, move, finish, no-show.
    CallPeople,
    /// Close a day left open; enter what was served on paper.
    KeepTheDay,
    /// Find and open people's records.
    SeePeople,
    RegisterPeople,
    /// Correct people's records.
    CorrectPeople,
    /// Read visits, diagnoses, screening.
    SeeCare,
    /// Write visits: vitals, complaint, findings, diagnosis, plan.
    WriteCare,
    /// Void what was entered by mistake.
    VoidCare,
    /// Measure children.
    Measure,
    /// See the clinic's figures.
    SeeSummary,
    /// Make and seal a summary.
    SealSummary,
    /// Change the clinic's data.
    ManageSetup,
    /// Manage people who work here.
    ManageStaff,
    /// One's own password and PIN.
    OwnSecrets,
    ReadJournal,
    /// What the program does by itself.
    System,
}

use Permission as P;

/// The one table of roles.
pub const fn of_role(role: Role) -> &'static [Permission] {
    match role {
        Role::Receptionist => &[
            P::ReadNumbers,
            P::SeeQueue,
            P::GiveTickets,
            P::CallPeople,
            P::KeepTheDay,
            P::SeePeople,
            P::RegisterPeople,
            P::CorrectPeople,
            P::OwnSecrets,
        ],
        Role::Nurse | Role::Midwife => &[
            P::ReadNumbers,
            P::SeeQueue,
            P::GiveTickets,
            P::CallPeople,
            P::KeepTheDay,
            P::SeePeople,
            P::RegisterPeople,
            P::CorrectPeople,
            P::SeeCare,
            P::WriteCare,
            P::VoidCare,
            P::Measure,
            P::SeeSummary,
            P::OwnSecrets,
        ],
        Role::Nutritionist => &[
            P::ReadNumbers,
            P::SeeQueue,
            P::CallPeople,
            P::SeePeople,
            P::SeeCare,
            P::WriteCare,
            P::VoidCare,
            P::Measure,
            P::SeeSummary,
            P::OwnSecrets,
        ],
        Role::Doctor => &[
            P::ReadNumbers,
            P::SeeQueue,
            P::CallPeople,
            P::SeePeople,
            P::CorrectPeople,
            P::SeeCare,
            P::WriteCare,
            P::VoidCare,
            P::Measure,
            P::SeeSummary,
            P::OwnSecrets,
        ],
        Role::Head => &[
            P::ReadNumbers,
            P::SeeQueue,
            P::GiveTickets,
            P::CallPeople,
            P::KeepTheDay,
            P::SeePeople,
            P::RegisterPeople,
            P::CorrectPeople,
            P::SeeCare,
            P::WriteCare,
            P::VoidCare,
            P::Measure,
            P::SeeSummary,
            P::SealSummary,
            P::ManageSetup,
            P::ReadJournal,
            P::OwnSecrets,
        ],
        Role::Administrator => &[
            P::ReadNumbers,
            P::SeeQueue,
            P::GiveTickets,
            P::CallPeople,
            P::KeepTheDay,
            P::SeePeople,
            P::RegisterPeople,
            P::CorrectPeople,
            P::SeeSummary,
            P::SealSummary,
            P::ManageSetup,
            P::ManageStaff,
            P::ReadJournal,
            P::OwnSecrets,
        ],
    }
}

/// Whether this one has the right.
pub fn has(who: &Who, permission: Permission) -> bool {
    match who {
        Who::Person { role, .. } => of_role(*role).contains(&permission),
        Who::System => permission != Permission::Begin,
        Who::Display => permission == Permission::ReadNumbers,
        Who::Nobody => permission == Permission::Begin,
    }
}

/// All rights of this one. The program itself has no screen that would ask.
pub(super) fn rights_of(who: &Who) -> Vec<Permission> {
    match who {
        Who::Person { role, .. } => of_role(*role).to_vec(),
        Who::System => Vec::new(),
        Who::Display => vec![P::ReadNumbers],
        Who::Nobody => vec![P::Begin],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_display_reads_numbers_and_nothing_else() {
        for role in Role::ALL {
            for permission in of_role(role) {
                assert_eq!(has(&Who::Display, *permission), *permission == P::ReadNumbers);
            }
        }
        assert!(!has(&Who::Nobody, P::ReadNumbers));
    }

    #[test]
    fn a_session_knows_the_rights_that_the_door_grants() {
        let role = |role| Who::Person { account: crate::terms::AccountId(1), name: String::new(), role };
        for who in Role::ALL.into_iter().map(role).chain([Who::Display, Who::Nobody]) {
            let rights = rights_of(&who);
            for right in Role::ALL.into_iter().flat_map(of_role).chain([&P::Begin, &P::System]) {
                assert_eq!(rights.contains(right), has(&who, *right), "{who:?} {right:?}");
            }
        }
    }

    #[test]
    fn a_receptionist_sees_who_somebody_is_but_not_what_ails_them() {
        let receptionist = of_role(Role::Receptionist);
        assert!(receptionist.contains(&P::SeePeople));
        assert!(!receptionist.contains(&P::SeeCare) && !receptionist.contains(&P::WriteCare));
        assert!(!of_role(Role::Administrator).contains(&P::SeeCare));
    }
}
