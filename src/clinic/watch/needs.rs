//! What each command needs of the clock. Exhaustive: a new command decides it.

use super::{Asked, Doubt};
use crate::clinic::{Command, Refusal, flow};
use crate::store::{Connection, Problem, StoreError};
use crate::terms::Precision;
use crate::{people, queue, screening, summary, visits};

/// What a command needs of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    /// Nothing: it may be entered under whatever clock there is.
    Nothing,
    /// The same, but for a birth that was told as an age or a year: from it and today a date was made.
    Birth,
    /// A clock that fits the last entry.
    NoDoubt,
    /// A clock that somebody confirmed today.
    Confirmed,
}

/// What a command needs. Exhaustive where something is counted, closed or aged: a new command decides it.
fn needs(command: &Command) -> Needs {
    use queue::Command as Queue;
    match command {
        Command::Flow(command) => match command {
            flow::Command::RegisterAndIssue(given) => {
                of_ticket(&given.issue).max(of_registration(&given.registration))
            }
            flow::Command::SaveExam(save) if save.measurement.is_some() => Needs::NoDoubt,
            flow::Command::SaveExam(_)
            | flow::Command::Admit(_)
            | flow::Command::Link(_)
            | flow::Command::Serve(_)
            | flow::Command::ServeOnPaper(_)
            | flow::Command::CloseVisit(_)
            | flow::Command::HandOver(_)
            | flow::Command::WaitAgain(_)
            | flow::Command::RenewRecovery(_)
            | flow::Command::Recover(_)
            | flow::Command::Undo(_) => Needs::Nothing,
            // From the one to the other days are counted.
            flow::Command::Merge(_) | flow::Command::Unmerge(_) => Needs::NoDoubt,
        },
        Command::Queue(command) => match command {
            Queue::Issue(issue) => of_ticket(issue),
            // An emergency that is none gets its number with it.
            Queue::SetPriority(set) => of_urgency(set.urgency),
            Queue::CloseDay(_) | Queue::EnterFromPaper(_) => Needs::Confirmed,
            // It ends nothing, and goes the way back with the day.
            Queue::CarryOn(_) => Needs::NoDoubt,
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
        | Command::Summary(summary::Command::Store(_)) => Needs::NoDoubt,
        Command::People(command) => match command {
            people::Command::Register(new) => of_registration(new),
            people::Command::Amend(amendment) => of_changes(&amendment.changes),
            // From the one to the other days are counted.
            people::Command::Move(_) | people::Command::Unmove(_) => Needs::NoDoubt,
            people::Command::SetNik(_)
            | people::Command::MarkDeceased(_)
            | people::Command::MarkLiving(_)
            | people::Command::TellApart(_)
            | people::Command::TellApartNoMore(_)
            | people::Command::RebuildSearch(_) => Needs::Nothing,
        },
        Command::Begin(_)
        | Command::Setup(_)
        | Command::Staff(_)
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

fn of_registration(new: &people::Registration) -> Needs {
    match new.details.birth.precision {
        Precision::Exact => Needs::Nothing,
        Precision::Estimated | Precision::Year => Needs::Birth,
    }
}

/// A birth that is written anew, unless it is said to be exact from here on.
fn of_changes(changes: &people::Changes) -> Needs {
    let written = changes.birth_date.is_some() || changes.birth_precision.is_some();
    let exact = changes.birth_precision.as_ref().is_some_and(|change| change.new == Precision::Exact);
    if written && !exact { Needs::Birth } else { Needs::Nothing }
}

/// Whose birth date is corrected while nothing is said about how exact it is: it is as exact as it was.
fn stays_exact(db: &Connection, command: &Command) -> Result<bool, StoreError> {
    let Command::People(people::Command::Amend(amendment)) = command else { return Ok(false) };
    if amendment.changes.birth_precision.is_some() {
        return Ok(false);
    }
    let details = people::rows::table::details(db, amendment.person)?;
    Ok(details.is_some_and(|details| details.birth.precision == Precision::Exact))
}

impl Needs {
    /// Whether the clock as it stands is enough; a birth that stays as exact as it was needs less.
    const fn are_met(self, asked: Asked) -> bool {
        match (self, asked) {
            (Self::Nothing, _) | (_, Asked::Nothing) => true,
            // Another zone is a day's difference at most.
            (Self::Birth | Self::NoDoubt, Asked::Day | Asked::Doubt(Doubt::Zone { .. })) => true,
            (Self::Birth | Self::NoDoubt | Self::Confirmed, _) => false,
        }
    }
}

impl Asked {
    /// Whether ordinary numbers are given and days are closed.
    pub const fn gives_numbers(self) -> bool {
        Needs::Confirmed.are_met(self)
    }

    /// Whether it can be told how long somebody waits: by a clock that does not fit every minute would be false.
    pub const fn tells_waits(self) -> bool {
        !matches!(self, Self::Doubt(_))
    }
}

/// Refuses what the clock as it stands does not allow.
pub(super) fn refuse(db: &Connection, command: &Command, asked: Asked) -> Result<(), Problem<Refusal>> {
    let needed = needs(command);
    if needed.are_met(asked) {
        return Ok(());
    }
    match needed {
        Needs::Birth if stays_exact(db, command)? => Ok(()),
        Needs::Birth => Err(Problem::Refused(Refusal::ClockAged)),
        Needs::Nothing | Needs::NoDoubt | Needs::Confirmed => Err(Problem::Refused(Refusal::ClockAsked)),
    }
}
