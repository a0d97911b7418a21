//! The right that each command needs. Exhaustive: a command without a rule does not compile.

use super::Permission as P;
use crate::clinic::session::Who;
use crate::clinic::{Command, flow, watch};
use crate::staff::command::{SetPassword, SetPin};
use crate::{people, queue, screening, setup, staff, summary, visits};

/// The right a command needs, where whose it is or what it says counts too.
pub fn for_command(who: &Who, command: &Command) -> P {
    match command {
        Command::Begin(_) => BEGINS,
        Command::Staff(
            staff::Command::SetPassword(SetPassword { account, .. })
            | staff::Command::SetPin(SetPin { account, .. }),
        ) if is_own(who, *account) => OF_ONES_OWN,
        // Whose ticket it is, is said with it: the right of whoever may say that.
        Command::Flow(flow::Command::Admit(admit)) if admit.person.is_some() || !admit.told.is_nothing() => {
            TELLS_WHOSE
        }
        Command::Setup(command) => of_setup(command.sort()),
        Command::Staff(command) => of_staff(command.sort()),
        Command::Flow(command) => of_flow(command.sort()),
        Command::People(command) => of_people(command.sort()),
        Command::Queue(command) => of_queue(command.sort()),
        Command::Visits(command) => of_visits(command.sort()),
        Command::Screening(command) => of_screening(command.sort()),
        Command::Summary(command) => of_summary(command.sort()),
        Command::Clock(command) => of_clock(command.sort()),
        Command::Looked(_) => LOOKS,
    }
}

/// Every command by its word, with its right: `Begin`, and one's own secrets, stand apart.
pub fn all() -> Vec<(String, P)> {
    let mut all: Vec<(String, P)> = vec![
        ("Begin".into(), BEGINS),
        ("Looked".into(), LOOKS),
        ("Staff.SetPassword, Staff.SetPin of oneself".into(), OF_ONES_OWN),
        ("Flow.Admit that says whose ticket it is".into(), TELLS_WHOSE),
    ];
    macro_rules! each {
        ($($($room:ident)::+ => $of:ident),+ $(,)?) => {
            $(all.extend($($room)::+::Sort::ALL.iter().map(|sort| (sort.word().to_owned(), $of(*sort))));)+
        };
    }
    each!(
        setup::command => of_setup, staff::command => of_staff, flow::command => of_flow,
        people::command => of_people, queue::command => of_queue, visits::command => of_visits,
        screening::command => of_screening, summary::command => of_summary, watch::command => of_clock,
    );
    all
}

const BEGINS: P = P::Begin;
const LOOKS: P = P::SeePeople;
const OF_ONES_OWN: P = P::OwnSecrets;
const TELLS_WHOSE: P = P::GiveTickets;

fn is_own(who: &Who, account: crate::terms::AccountId) -> bool {
    matches!(who, Who::Person { account: own, .. } if *own == account)
}

const fn of_setup(sort: setup::command::Sort) -> P {
    use setup::command::Sort as W;
    match sort {
        W::Begin => P::System,
        W::SaveProfile | W::SaveVillage | W::SaveUnit | W::CorrectLimit => P::ManageSetup,
    }
}

const fn of_staff(sort: staff::command::Sort) -> P {
    use staff::command::Sort as W;
    match sort {
        W::Add | W::Change | W::Employ | W::SetPassword | W::SetPin | W::SetRecovery => P::ManageStaff,
        W::Try | W::Recover | W::NoteAll => P::System,
    }
}

const fn of_flow(sort: flow::command::Sort) -> P {
    use flow::command::Sort as W;
    match sort {
        W::RegisterAndIssue => P::RegisterPeople,
        W::Link => P::GiveTickets,
        W::Admit | W::Undo => P::CallPeople,
        W::RenewRecovery => P::ManageStaff,
        W::Recover => P::System,
        W::Merge | W::Unmerge => P::CorrectPeople,
        W::Serve | W::ServeOnPaper | W::SaveExam | W::CloseVisit | W::HandOver | W::WaitAgain => P::WriteCare,
    }
}

const fn of_people(sort: people::command::Sort) -> P {
    use people::command::Sort as W;
    match sort {
        W::Register => P::RegisterPeople,
        W::Amend
        | W::Move
        | W::Unmove
        | W::SetNik
        | W::MarkDeceased
        | W::MarkLiving
        | W::TellApart
        | W::TellApartNoMore => P::CorrectPeople,
        W::RebuildSearch => P::ManageSetup,
    }
}

const fn of_queue(sort: queue::command::Sort) -> P {
    use queue::command::Sort as W;
    match sort {
        W::Issue | W::LinkPerson | W::Cancel | W::SetPriority => P::GiveTickets,
        W::CallNext
        | W::Call
        | W::CallAgain
        | W::NoShow
        | W::Restore
        | W::Hold
        | W::Return
        | W::Serve
        | W::Finish
        | W::Move
        | W::Undo => P::CallPeople,
        W::CloseDay | W::CarryOn | W::ReopenDay | W::EnterFromPaper => P::KeepTheDay,
    }
}

const fn of_visits(sort: visits::command::Sort) -> P {
    use visits::command::Sort as W;
    match sort {
        W::Open
        | W::RecordVitals
        | W::Write
        | W::Diagnose
        | W::Save
        | W::TakeOver
        | W::SetPayer
        | W::Close
        | W::Amend => P::WriteCare,
        W::Void | W::VoidEntry => P::VoidCare,
        W::MarkLeftOpen => P::KeepTheDay,
        W::ImportDiagnoses => P::ManageSetup,
    }
}

const fn of_screening(sort: screening::command::Sort) -> P {
    use screening::command::Sort as W;
    match sort {
        W::Measure | W::Correct | W::Plan | W::FinishFollowUp | W::CancelFollowUp => P::Measure,
        W::Void => P::VoidCare,
    }
}

const fn of_summary(sort: summary::command::Sort) -> P {
    use summary::command::Sort as W;
    match sort {
        W::KeepSeal | W::KeepKeyCopy => P::System,
        W::ReplaceSeal | W::Confirm => P::ManageSetup,
        W::Store => P::SealSummary,
    }
}

/// Whoever works here sees a clock on the wall: each of them.
const fn of_clock(_: watch::command::Sort) -> P {
    P::OwnSecrets
}
