//! Who may do what: every command and question names its permission in an exhaustive match, and one table
//! says which role has which.

use serde::{Deserialize, Serialize};

use super::session::Who;
use super::{Command, Query};
use super::{flow, views, watch};
use crate::staff::Role;
use crate::staff::command::{SetPassword, SetPin};
use crate::{people, queue, screening, setup, staff, summary, visits};

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

/// The right a command needs. Exhaustive: a command without a rule does not compile.
pub fn for_command(who: &Who, command: &Command) -> Permission {
    match command {
        Command::Begin(_) => P::Begin,
        Command::Setup(command) => match command {
            setup::Command::Begin(_) => P::System,
            setup::Command::SaveProfile(_)
            | setup::Command::SaveVillage(_)
            | setup::Command::SaveUnit(_)
            | setup::Command::CorrectLimit(_) => P::ManageSetup,
        },
        Command::Staff(command) => match command {
            staff::Command::Add(_) | staff::Command::Change(_) | staff::Command::Employ(_) => P::ManageStaff,
            staff::Command::SetPassword(SetPassword { account, .. })
            | staff::Command::SetPin(SetPin { account, .. }) => match who {
                Who::Person { account: own, .. } if own == account => P::OwnSecrets,
                _ => P::ManageStaff,
            },
            staff::Command::SetRecovery(_) => P::ManageStaff,
            staff::Command::Try(_) | staff::Command::Recover(_) | staff::Command::NoteAll(_) => P::System,
        },
        Command::Flow(command) => match command {
            flow::Command::RegisterAndIssue(_) => P::RegisterPeople,
            // Whose ticket it is, is said with it: the right of whoever may say that.
            flow::Command::Admit(admit) if admit.person.is_some() || !admit.told.is_nothing() => {
                P::GiveTickets
            }
            flow::Command::Link(_) => P::GiveTickets,
            flow::Command::Admit(_) | flow::Command::Undo(_) => P::CallPeople,
            flow::Command::RenewRecovery(_) => P::ManageStaff,
            flow::Command::Recover(_) => P::System,
            flow::Command::Merge(_) | flow::Command::Unmerge(_) => P::CorrectPeople,
            flow::Command::Serve(_)
            | flow::Command::ServeOnPaper(_)
            | flow::Command::SaveExam(_)
            | flow::Command::CloseVisit(_)
            | flow::Command::HandOver(_)
            | flow::Command::WaitAgain(_) => P::WriteCare,
        },
        Command::People(command) => match command {
            people::Command::Register(_) => P::RegisterPeople,
            people::Command::Amend(_)
            | people::Command::Move(_)
            | people::Command::Unmove(_)
            | people::Command::SetNik(_)
            | people::Command::MarkDeceased(_)
            | people::Command::MarkLiving(_)
            | people::Command::TellApart(_)
            | people::Command::TellApartNoMore(_) => P::CorrectPeople,
            people::Command::RebuildSearch(_) => P::ManageSetup,
        },
        Command::Queue(command) => match command {
            queue::Command::Issue(_)
            | queue::Command::LinkPerson(_)
            | queue::Command::Cancel(_)
            | queue::Command::SetPriority(_) => P::GiveTickets,
            queue::Command::CallNext(_)
            | queue::Command::Call(_)
            | queue::Command::CallAgain(_)
            | queue::Command::NoShow(_)
            | queue::Command::Restore(_)
            | queue::Command::Hold(_)
            | queue::Command::Return(_)
            | queue::Command::Serve(_)
            | queue::Command::Finish(_)
            | queue::Command::Move(_)
            | queue::Command::Undo(_) => P::CallPeople,
            queue::Command::CloseDay(_)
            | queue::Command::CarryOn(_)
            | queue::Command::ReopenDay(_)
            | queue::Command::EnterFromPaper(_) => P::KeepTheDay,
        },
        Command::Visits(command) => match command {
            visits::Command::Open(_)
            | visits::Command::RecordVitals(_)
            | visits::Command::Write(_)
            | visits::Command::Diagnose(_)
            | visits::Command::Save(_)
            | visits::Command::TakeOver(_)
            | visits::Command::SetPayer(_)
            | visits::Command::Close(_)
            | visits::Command::Amend(_) => P::WriteCare,
            visits::Command::Void(_) | visits::Command::VoidEntry(_) => P::VoidCare,
            visits::Command::MarkLeftOpen(_) => P::KeepTheDay,
            visits::Command::ImportDiagnoses(_) => P::ManageSetup,
        },
        Command::Screening(command) => match command {
            screening::Command::Measure(_)
            | screening::Command::Correct(_)
            | screening::Command::Plan(_)
            | screening::Command::FinishFollowUp(_)
            | screening::Command::CancelFollowUp(_) => P::Measure,
            screening::Command::Void(_) => P::VoidCare,
        },
        Command::Summary(command) => match command {
            summary::Command::KeepSeal(_) | summary::Command::KeepKeyCopy(_) => P::System,
            summary::Command::ReplaceSeal(_) | summary::Command::Confirm(_) => P::ManageSetup,
            summary::Command::Store(_) => P::SealSummary,
        },
        // Whoever works here sees a clock on the wall.
        Command::Clock(_) => P::OwnSecrets,
        Command::Looked(_) => P::SeePeople,
    }
}

/// The right a question needs. Exhaustive: a question without a rule does not compile.
pub fn for_query(query: &Query) -> Permission {
    match query {
        Query::Setup(query) => match query {
            setup::Query::Config(_) => P::ReadNumbers,
        },
        Query::Staff(query) => match query {
            staff::Query::Accounts(_) => P::OwnSecrets,
        },
        Query::People(query) => match query {
            people::Query::Search(_)
            | people::Query::Open(_)
            | people::Query::Similar(_)
            | people::Query::Same(_)
            | people::Query::Family(_)
            | people::Query::Mothers(_)
            | people::Query::Cards(_)
            | people::Query::Count(_) => P::SeePeople,
        },
        Query::Queue(query) => match query {
            queue::Query::Display(_) => P::ReadNumbers,
            queue::Query::Board(_)
            | queue::Query::UnitList(_)
            | queue::Query::Ticket(_)
            | queue::Query::Find(_)
            | queue::Query::OnPaper(_)
            | queue::Query::OfPerson(_)
            | queue::Query::DayReport(_)
            | queue::Query::GoingOn(_)
            | queue::Query::LeftOpen(_) => P::SeeQueue,
        },
        Query::Visits(query) => match query {
            visits::Query::Visit(_)
            | visits::Query::History(_)
            | visits::Query::Open(_)
            | visits::Query::Diagnoses(_)
            | visits::Query::CaseKind(_) => P::SeeCare,
        },
        Query::Screening(query) => match query {
            screening::Query::Child(_) | screening::Query::Measurement(_) | screening::Query::Due(_) => {
                P::SeeCare
            }
        },
        Query::Summary(query) => match query {
            // A certificate is public.
            summary::Query::Seal(_) => P::ReadNumbers,
            summary::Query::List(_) | summary::Query::Files(_) | summary::Query::Figures(_) => P::SeeSummary,
        },
        Query::Clock(query) => match query {
            watch::Query::Standing(_) => P::ReadNumbers,
        },
        Query::View(query) => match query {
            views::Query::Board(_) | views::Query::UnitList(_) => P::SeeQueue,
            views::Query::Search(_) | views::Query::Patient(_) => P::SeePeople,
            views::Query::Moving(_) | views::Query::Comparison(_) | views::Query::Merging(_) => {
                P::CorrectPeople
            }
            views::Query::Sheet(_) | views::Query::Child(_) => P::SeeCare,
            views::Query::Lacking(_) => P::SeeSummary,
        },
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
