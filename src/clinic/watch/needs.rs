//! What each command needs of the clock. Exhaustive: a new command decides it.

use super::{Asked, Doubt};
use crate::clinic::{Command, Refusal, flow};
use crate::store::{Connection, Problem};
use crate::{people, queue, screening, summary, visits};

/// What a command needs of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing: it may be entered under whatever clock there is.
    Nothing,
    /// A clock that fits the last entry.
    NoDoubt,
    /// A clock that somebody confirmed today.
    Confirmed,
}

/// What a command needs. Exhaustive where something is counted, closed or aged: a new command decides it.
const fn needs(command: &Command) -> Needs {
    use queue::Command as Queue;
    match command {
        Command::Flow(command) => match command {
            flow::Command::RegisterAndIssue(given) => of_ticket(&given.issue),
            flow::Command::SaveExam(save) if save.measurement.is_some() => Needs::NoDoubt,
            flow::Command::SaveExam(_)
            | flow::Command::Admit(_)
            | flow::Command::Serve(_)
            | flow::Command::ServeOnPaper(_)
            | flow::Command::CloseVisit(_)
            | flow::Command::HandOver(_)
            | flow::Command::RenewRecovery(_)
            | flow::Command::Recover(_)
            | flow::Command::Undo(_)
            | flow::Command::Merge(_) => Needs::Nothing,
            // How many days ago is counted.
            flow::Command::Unmerge(_) => Needs::NoDoubt,
        },
        Command::Queue(command) => match command {
            Queue::Issue(issue) => of_ticket(issue),
            // An emergency that is none gets its number with it.
            Queue::SetPriority(set) => of_urgency(set.urgency),
            Queue::CloseDay(_) | Queue::EnterFromPaper(_) => Needs::Confirmed,
            Queue::LinkPerson(_)
            | Queue::CallNext(_)
            | Queue::Call(_)
            | Queue::CallAgain(_)
            | Queue::NoShow(_)
            | Queue::Restore(_)
            | Queue::Hold(_)
            | Queue::Return(_)
            | Queue::Serve(_)
            | Queue::Finish(_)
            | Queue::Move(_)
            | Queue::Cancel(_)
            | Queue::Undo(_)
            | Queue::ReopenDay(_) => Needs::Nothing,
        },
        Command::Visits(visits::Command::MarkLeftOpen(mark)) if mark.only.is_none() => Needs::Confirmed,
        Command::Screening(screening::Command::Measure(_) | screening::Command::Correct(_))
        | Command::Summary(summary::Command::Store(_))
        // How many days ago is counted.
        | Command::People(people::Command::Unmove(_)) => Needs::NoDoubt,
        Command::Begin(_)
        | Command::Setup(_)
        | Command::Staff(_)
        | Command::People(_)
        | Command::Visits(_)
        | Command::Screening(_)
        | Command::Summary(_)
        | Command::Clock(_)
        | Command::Looked(_) => Needs::Nothing,
    }
}

const fn of_ticket(issue: &queue::Issue) -> Needs {
    of_urgency(issue.urgency)
}

const fn of_urgency(urgency: queue::Urgency) -> Needs {
    match urgency {
        queue::Urgency::Emergency => Needs::Nothing,
        queue::Urgency::Ordinary => Needs::Confirmed,
    }
}

/// Refuses what the clock as it stands does not allow.
pub(super) fn refuse(_db: &Connection, command: &Command, asked: Asked) -> Result<(), Problem<Refusal>> {
    let refused = match (needs(command), asked) {
        (Needs::Nothing, _) | (_, Asked::Nothing) => false,
        // Another zone is a day's difference at most.
        (Needs::NoDoubt, Asked::Day | Asked::Doubt(Doubt::Zone { .. })) => false,
        (Needs::NoDoubt | Needs::Confirmed, _) => true,
    };
    if refused { Err(Problem::Refused(Refusal::ClockAsked)) } else { Ok(()) }
}
