//! What touches two subjects is one command too, composed here from their decisions: all or nothing.

use serde::{Deserialize, Serialize};

use super::apply::Context;
use super::{Beginning, Event, Refusal, house};
use crate::store::Problem;
use crate::terms::{MeasurementId, Moment, PersonId, Revision, StopId, UnitId, VisitId};
use crate::{people, queue, screening, setup, staff, summary, visits};

/// What touches two subjects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Register somebody and give them a ticket.
    RegisterAndIssue {
        /// Who.
        registration: Box<people::Registration>,
        /// The ticket; its person is filled in.
        issue: queue::Issue,
    },
    /// A registration counter is done with a ticket: it is linked to its person and goes on to its unit.
    Admit {
        /// The stop at registration.
        stop: StopId,
        /// Whose ticket, when it was not known yet.
        person: Option<PersonId>,
        /// Where it goes on.
        next: UnitId,
        /// The stop's revision as seen.
        seen: Option<Revision>,
    },
    /// A unit begins to serve: the visit opens with it.
    Serve {
        /// The stop and what was seen of it.
        on: queue::OnStop,
        /// Who pays for this visit.
        payer: visits::Payer,
        /// Sick or well.
        kind: visits::Kind,
    },
    /// Somebody was served on paper and the turn was entered: the visit opens with the time of the paper.
    ServeOnPaper {
        /// The turn that the paper served.
        stop: StopId,
        /// Who paid for this visit.
        payer: visits::Payer,
        /// Sick or well.
        kind: visits::Kind,
    },
    /// Save the exam as it stands: the visit's form and what was measured.
    SaveExam {
        /// The form.
        form: Box<visits::Form>,
        /// A measurement, when the child was measured now.
        measurement: Option<Box<screening::NewMeasurement>>,
        /// The measurement of this visit that the new one corrects; without a new one it is taken back.
        corrects: Option<MeasurementId>,
    },
    /// The visit is closed and its stop ends; the person may go on to another unit.
    CloseVisit {
        /// The visit and what was seen of it.
        on: visits::On,
        /// Where the person goes next.
        next: Option<UnitId>,
    },
    /// A new recovery sheet; the seal's key is hidden behind its code with it. Only the door makes it.
    RenewRecovery {
        /// Hash of the new code.
        sheet: staff::SecretHash,
        /// The hidden key; none where it is not on this PC.
        key_copy: Option<Vec<u8>>,
    },
    /// The recovery code fitted: a new password, and the next sheet with the seal's key behind it. Only the door
    /// makes it.
    Recover {
        /// The administrator, the new password, the next sheet.
        recover: staff::Command,
        /// The hidden key; none where it is not on this PC.
        key_copy: Option<Vec<u8>>,
    },
    /// Take back the last act on a stop; a visit that it opened and that is still empty is voided.
    Undo {
        /// The stop.
        stop: StopId,
    },
}

/// What came of it: ids only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// Registered, with a ticket.
    RegisteredWithTicket {
        /// The person.
        person: PersonId,
        /// The ticket's own reply.
        issued: queue::Reply,
    },
    /// Went on.
    Admitted(queue::Reply),
    /// Being served; the visit, where the ticket has a person.
    Serving {
        /// The stop's own reply.
        stop: queue::Reply,
        /// The visit.
        visit: Option<VisitId>,
    },
    /// A visit of the paper is open.
    OnPaper {
        /// The visit.
        visit: VisitId,
    },
    /// Saved.
    Saved {
        /// The visit.
        visit: VisitId,
        /// Its revision now.
        revision: Revision,
        /// The measurement.
        measurement: Option<MeasurementId>,
    },
    /// Closed.
    Closed {
        /// The visit.
        visit: VisitId,
        /// The stop that ended, where it had one.
        stop: Option<StopId>,
    },
    /// The recovery sheet is valid.
    RecoverySet,
    /// Taken back.
    Undone(queue::Reply),
}

type Outcome<T> = Result<T, Problem<Refusal>>;

/// One subject's part of a flow; its events are collected.
struct Parts<'a> {
    context: &'a Context<'a>,
    events: Vec<Event>,
}

impl Parts<'_> {
    fn people(&mut self, command: &people::Command) -> Outcome<people::Reply> {
        let house = house::for_people(self.context.house()?, self.context.moment.day);
        let done = people::table::run(self.context.db, command, &self.context.moment, &house);
        let (reply, events) = done.map_err(|problem| problem.map(Refusal::from))?;
        self.events.extend(events.into_iter().map(Event::People));
        Ok(reply)
    }

    fn queue(&mut self, command: &queue::Command) -> Outcome<queue::Reply> {
        let (reply, events) = self.context.on_queue(command)?;
        self.events.extend(events.into_iter().map(Event::Queue));
        Ok(reply)
    }

    fn visits(&mut self, command: &visits::Command) -> Outcome<visits::Reply> {
        let (reply, events) = self.context.visits(command)?;
        self.events.extend(events.into_iter().map(Event::Visits));
        Ok(reply)
    }

    fn screening(&mut self, command: &screening::Command) -> Outcome<screening::Reply> {
        let (reply, events) = self.context.screening(command)?;
        self.events.extend(events.into_iter().map(Event::Screening));
        Ok(reply)
    }

    /// A change of the recovery sheet, with the seal's key hidden behind its code.
    fn staff(&mut self, command: &staff::Command, key_copy: Option<&[u8]>) -> Outcome<Reply> {
        let (db, moment) = (self.context.db, &self.context.moment);
        let done = staff::table::run(db, command, moment).map_err(|problem| problem.map(Refusal::from))?;
        self.events.extend(done.1.into_iter().map(Event::Staff));
        if let Some(hidden) = key_copy {
            let keep = summary::Command::KeepKeyCopy(hidden.to_vec());
            summary::table::run(db, &keep, moment).map_err(|problem| problem.map(Refusal::from))?;
        }
        Ok(Reply::RecoverySet)
    }

    fn ticket_of(&self, stop: StopId) -> Outcome<queue::TicketCard> {
        queue::table::ticket_of(self.context.db, stop).map_err(|problem| problem.map(Refusal::from))
    }
}

/// Does a flow as a whole.
pub(super) fn run(context: &Context<'_>, command: &Command) -> Outcome<(super::Reply, Vec<Event>)> {
    let mut parts = Parts { context, events: Vec::new() };
    let reply = match command {
        Command::RegisterAndIssue { registration, issue } => {
            let registered = parts.people(&people::Command::Register(registration.clone()))?;
            let people::Reply::Registered { person, .. } = registered else { return Err(unexpected()) };
            let issue = queue::Issue { person: Some(person), ..issue.clone() };
            let issued = parts.queue(&queue::Command::Issue(issue))?;
            Reply::RegisteredWithTicket { person, issued }
        }
        Command::Admit { stop, person, next, seen } => {
            admit(&mut parts, *stop, *person, *next, *seen).map(Reply::Admitted)?
        }
        Command::Serve { on, payer, kind } => serve(&mut parts, *on, *payer, *kind)?,
        Command::ServeOnPaper { stop, payer, kind } => serve_on_paper(&mut parts, *stop, *payer, *kind)?,
        Command::SaveExam { form, measurement, corrects } => {
            save_exam(&mut parts, form, measurement.as_deref(), *corrects)?
        }
        Command::CloseVisit { on, next } => close(&mut parts, *on, *next)?,
        Command::RenewRecovery { sheet, key_copy } => {
            parts.staff(&staff::Command::SetRecovery(sheet.clone()), key_copy.as_deref())?
        }
        Command::Recover { recover, key_copy } => parts.staff(recover, key_copy.as_deref())?,
        Command::Undo { stop } => undo(&mut parts, *stop).map(Reply::Undone)?,
    };
    Ok((super::Reply::Flow(reply), parts.events))
}

fn admit(
    parts: &mut Parts<'_>,
    stop: StopId,
    person: Option<PersonId>,
    next: UnitId,
    seen: Option<Revision>,
) -> Outcome<queue::Reply> {
    let ticket = parts.ticket_of(stop)?;
    if let Some(person) = person.filter(|person| ticket.person != Some(*person)) {
        let seen = ticket.person.is_some().then_some(ticket.revision);
        parts.queue(&queue::Command::LinkPerson { ticket: ticket.ticket, person, seen })?;
    }
    let state = ticket.stops.iter().find(|line| line.row.stop == stop).map(|line| line.row.state);
    let mut seen = seen;
    if state != Some(queue::State::Serving) {
        parts.queue(&queue::Command::Serve(queue::OnStop { stop, seen }))?;
        seen = None;
    }
    parts.queue(&queue::Command::Finish { stop, next: Some(next), seen })
}

fn serve(
    parts: &mut Parts<'_>,
    on: queue::OnStop,
    payer: visits::Payer,
    kind: visits::Kind,
) -> Outcome<Reply> {
    let stop = parts.queue(&queue::Command::Serve(on))?;
    let ticket = parts.ticket_of(on.stop)?;
    let unit = ticket.stops.iter().find(|line| line.row.stop == on.stop).map(|line| line.row.unit);
    let registers = parts.context.house()?.registration().map(|unit| unit.id) == unit;
    let visit = match (ticket.person, unit) {
        (Some(person), Some(unit)) if !registers => {
            let open =
                visits::Open { person, unit, ticket: Some(ticket.ticket), stop: Some(on.stop), payer, kind };
            match parts.visits(&visits::Command::Open(open))? {
                visits::Reply::Visit { visit, .. } => Some(visit),
                _ => return Err(unexpected()),
            }
        }
        _ => None,
    };
    Ok(Reply::Serving { stop, visit })
}

/// Why a visit of an earlier day is marked at once.
const ENTERED_LATER: &str = "diisi kemudian dari kertas";

fn serve_on_paper(
    parts: &mut Parts<'_>,
    stop: StopId,
    payer: visits::Payer,
    kind: visits::Kind,
) -> Outcome<Reply> {
    let (db, moment, known) = (parts.context.db, parts.context.moment, parts.context.known);
    let served = queue::table::served(db, stop)?.ok_or(Problem::Refused(queue::Error::NotOnPaper.into()))?;
    let person = served.person.ok_or(Problem::Refused(queue::Error::NotOnPaper.into()))?;
    // Everything about the opening happened then; that it was recorded now stands beside it.
    let then = Context { db, moment: Moment { entered_at: Some(served.since), ..moment }, known };
    let open = visits::Open {
        person,
        unit: served.unit,
        ticket: Some(served.ticket),
        stop: Some(stop),
        payer,
        kind,
    };
    let (reply, events) = then.visits(&visits::Command::Open(open))?;
    parts.events.extend(events.into_iter().map(Event::Visits));
    let visits::Reply::Visit { visit, .. } = reply else { return Err(unexpected()) };
    if parts.context.house()?.profile.zone.day(served.since) < moment.day {
        let reason = ENTERED_LATER.to_owned();
        let mark = visits::MarkLeftOpen { before: moment.day, reason, only: Some(visit) };
        parts.visits(&visits::Command::MarkLeftOpen(mark))?;
    }
    Ok(Reply::OnPaper { visit })
}

fn save_exam(
    parts: &mut Parts<'_>,
    form: &visits::Form,
    measurement: Option<&screening::NewMeasurement>,
    corrects: Option<MeasurementId>,
) -> Outcome<Reply> {
    let saved = parts.visits(&visits::Command::Save(form.clone()))?;
    let visits::Reply::Visit { visit, revision } = saved else { return Err(unexpected()) };
    let measurement = match measurement {
        None => {
            if let Some(measurement) = corrects {
                // Only what was measured at this very visit goes with its form.
                if !screening::table::counted_of_visit(parts.context.db, visit)?.contains(&measurement) {
                    return Err(Problem::Refused(screening::Error::NotFound.into()));
                }
                let reason = TAKEN_BACK_WHILE_OPEN.to_owned();
                let void = screening::VoidMeasurement { measurement, seen: None, reason };
                parts.screening(&screening::Command::Void(void))?;
            }
            None
        }
        Some(new) => {
            // What is saved with a visit belongs to it; the door looks whose visit it is.
            let new = &screening::NewMeasurement { visit: Some(visit), ..new.clone() };
            let command = match corrects {
                None => screening::Command::Measure(new.clone()),
                Some(wrong) => screening::Command::Correct(screening::Correct {
                    wrong,
                    seen: None,
                    reason: CORRECTED_WHILE_OPEN.to_owned(),
                    right: new.clone(),
                }),
            };
            match parts.screening(&command)? {
                screening::Reply::Measurement { measurement, .. } => Some(measurement),
                screening::Reply::FollowUp { .. } => return Err(unexpected()),
            }
        }
    };
    Ok(Reply::Saved { visit, revision, measurement })
}

/// The reason kept beside a measurement that was typed again before the visit was closed.
const CORRECTED_WHILE_OPEN: &str = "diukur atau diketik ulang sebelum kunjungan ditutup";
/// The reason kept beside a measurement whose fields were emptied before the visit was closed.
const TAKEN_BACK_WHILE_OPEN: &str = "isian ukuran dikosongkan sebelum kunjungan ditutup";

fn close(parts: &mut Parts<'_>, on: visits::On, next: Option<UnitId>) -> Outcome<Reply> {
    parts.visits(&visits::Command::Close(on))?;
    let stop = visits::table::stop_of(parts.context.db, on.visit)?;
    if let Some(stop) = stop {
        let ticket = parts.ticket_of(stop)?;
        let open = ticket.stops.iter().any(|line| line.row.stop == stop && line.row.state.is_open());
        if open && ticket.day == parts.context.moment.day {
            parts.queue(&queue::Command::Finish { stop, next, seen: None })?;
        }
    }
    Ok(Reply::Closed { visit: on.visit, stop })
}

/// A visits' command from outside; what was measured at a visit that is voided counts nowhere either.
pub(super) fn visits(
    context: &Context<'_>,
    command: &visits::Command,
) -> Outcome<(super::Reply, Vec<Event>)> {
    let mut parts = Parts { context, events: Vec::new() };
    let reply = parts.visits(command)?;
    if let visits::Command::Void(void) = command {
        for measurement in screening::table::counted_of_visit(context.db, void.on.visit)? {
            let reason = void.reason.clone();
            let void = screening::VoidMeasurement { measurement, seen: None, reason };
            parts.screening(&screening::Command::Void(void))?;
        }
    }
    Ok((super::Reply::Visits(reply), parts.events))
}

fn undo(parts: &mut Parts<'_>, stop: StopId) -> Outcome<queue::Reply> {
    let undone = parts.queue(&queue::Command::Undo(queue::Undo::Stop(stop)))?;
    if let queue::Reply::Undone { did: queue::Did::Serving, .. } = &undone
        && let Some(visit) = visits::table::empty_visit_of_stop(parts.context.db, stop)?
        && screening::table::counted_of_visit(parts.context.db, visit)?.is_empty()
    {
        let on = visits::On { visit, seen: None };
        let reason = SERVING_TAKEN_BACK.to_owned();
        parts.visits(&visits::Command::Void(visits::VoidVisit { on, reason }))?;
    }
    Ok(undone)
}

/// The reason of an empty visit whose stop was called back.
const SERVING_TAKEN_BACK: &str = "panggilan diurungkan sebelum ada isian";

/// A subject answered with another kind than asked for: a fault of ours, undone as a whole.
fn unexpected() -> Problem<Refusal> {
    Problem::Refused(Refusal::Failure("a subject answered with another kind than asked for".to_owned()))
}

/// The first run: the clinic, its first administrator, the recovery sheet and the seal, all or nothing.
pub(super) fn begin(context: &Context<'_>, beginning: &Beginning) -> Outcome<(super::Reply, Vec<Event>)> {
    let (db, moment) = (context.db, &context.moment);
    let refused = |problem: Problem<staff::Error>| problem.map(Refusal::from);
    super::apply::check_record_format(&beginning.clinic.profile)?;
    let (_, setups) = setup::table::run(db, &setup::Command::Begin(beginning.clinic.clone()), moment)
        .map_err(|problem| problem.map(Refusal::from))?;
    let mut administrator = beginning.administrator.clone();
    administrator.role = staff::Role::Administrator;
    let (reply, mut staffs) =
        staff::table::run(db, &staff::Command::Add(administrator), moment).map_err(refused)?;
    let staff::Reply::Added(account) = reply else { return Err(unexpected()) };
    let recovery = staff::Command::SetRecovery(beginning.recovery.hash.clone());
    staffs.extend(staff::table::run(db, &recovery, moment).map_err(refused)?.1);
    let keep = summary::Command::KeepSeal(beginning.seal.clone());
    let (_, seals) = summary::table::run(db, &keep, moment).map_err(|problem| problem.map(Refusal::from))?;
    if let Some(hidden) = &beginning.key_copy {
        let keep = summary::Command::KeepKeyCopy(hidden.clone());
        summary::table::run(db, &keep, moment).map_err(|problem| problem.map(Refusal::from))?;
    }
    let events = setups.into_iter().map(Event::Setup).chain(staffs.into_iter().map(Event::Staff));
    let events = events.chain(seals.into_iter().map(Event::Summary));
    Ok((super::Reply::Begun(account), events.collect()))
}
