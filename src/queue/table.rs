//! The queue's commands on the store: read the state, let the rules decide, write what follows.
//!
//! Runs inside the transaction of the writer, which undoes everything when a refusal comes back.

use rusqlite::{Connection, named_params};

pub use super::board::table::{
    board, display, find, gone_on, left_open, of_person, on_paper, report, ticket, unit_list,
};
pub use super::closed::table::is_closed;
use super::command::{
    Call, CallAgain, CallId, CallNext, Called, Cancel, CloseDay, DayClosed, DayReopened, EndUnserved, Finish,
    Hold, Move, NoShow, OnStop, Pass, ReopenDay, Restore, Return, Serve, StopChanged, WaitAgain,
};
use super::held::table::must_be_only;
use super::line::table::{head, line, opening, tail};
use super::order::{self, Lane, Tail};
use super::overnight::table::carry_on;
pub use super::overnight::table::going_on;
pub use super::paper::table::served;
pub use super::right_day::table::bring as bring_to_right_day;
use super::rules::{self, Entry, Held, Progress, Step, act_time};
use super::stored::table::{
    NewLine, NewStop, QueueProblem, Stop, add_line, closed_at, give_up, last_sequence, last_stop, open_stop,
    open_stops, read_stop, read_ticket, write_progress,
};
use super::told::table::{keep, tell};
pub use super::undo::table::wait_again;
use super::undo::table::{come_back, ended_by_closing};
use super::{Class, Config, Did, Error, Event, State, Unit, query};
use crate::store::{Finding, Problem, StoreError, millis};
use crate::terms::{CounterId, Moment, PersonId, Request, Revision, ServiceDay, StopId, TicketId, UnitId};

/// The tables of the queue.
pub const SCHEMA: &str = include_str!("schema.sql");
/// Away for a moment, back from another unit, taken back.
pub const AWAY: &str = include_str!("away.sql");
/// What tickets said before priority or payer were told with an act.
pub const TOLD: &str = include_str!("told.sql");
/// Which turns ended because their person died.
pub const BY_DEATH: &str = include_str!("death.sql");

/// What a command replies and tells, or why it is not done.
pub type Outcome<R> = Result<(R, Vec<Event>), Problem<Error>>;

/// A command of the queue on the store.
pub trait Run: Request {
    /// Does what is asked, or refuses and leaves nothing that the writer would not undo.
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Self::Reply>;

    /// The ticket that gets a person, and whom: the door looks whether a visit hangs on it.
    fn links(&self) -> Option<(TicketId, PersonId)> {
        None
    }
}

impl Run for Call {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Called> {
        let step = Step::Call(self.counter);
        call(db, &checked(db, self.stop, self.seen, step)?, step, moment, config)
    }
}

impl Run for CallAgain {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Called> {
        let stop = checked(db, self.0.stop, self.0.seen, Step::CallAgain)?;
        call(db, &stop, Step::CallAgain, moment, config)
    }
}

impl Run for NoShow {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<StopChanged> {
        must_not_be_elsewhere(db, &checked(db, self.0.stop, self.0.seen, Step::NoShow)?)?;
        on_stop(db, self.0, Step::NoShow, moment)
    }
}

impl Run for Restore {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<StopChanged> {
        let done = on_stop(db, self.0, Step::Restore, moment)?;
        must_be_only(db, read_stop(db, self.0.stop)?.ticket, config)?;
        Ok(done)
    }
}

impl Run for Hold {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<StopChanged> {
        on_stop(db, self.0, Step::Hold(Held::from(moment).until), moment)
    }
}

impl Run for Return {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<StopChanged> {
        on_stop(db, self.0, Step::Return, moment)
    }
}

impl Run for Serve {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<StopChanged> {
        on_stop(db, self.0, Step::Serve, moment)
    }
}

impl Run for WaitAgain {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<StopChanged> {
        on_stop(db, self.0, Step::WaitAgain, moment)
    }
}

impl Run for EndUnserved {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<StopChanged> {
        let Self { on, reason } = *self;
        let stop = checked(db, on.stop, on.seen, Step::EndUnserved)?;
        let beside = Beside { note: Some(reason), ..Beside::default() };
        let acted = act(db, &stop, Step::EndUnserved, moment, &beside)?;
        give_up(db, stop.ticket, acted.now.since, reason)?;
        Ok((changed(&stop, &acted, None), vec![event(&stop, Did::Cancelled)]))
    }
}

impl Run for Finish {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<StopChanged> {
        let Self { stop, next, seen } = *self;
        match next {
            None => on_stop(db, OnStop { stop, seen }, Step::Finish, moment),
            Some(to) => {
                let there = checked(db, stop, seen, Step::Finish)?;
                onward(db, &there, (Step::Finish, to), Act::default(), moment, config)
            }
        }
    }
}

impl Run for Pass {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<StopChanged> {
        let Self { stop, next, seen, linked, told } = *self;
        let mut act_of = Act { linked, ..Act::default() };
        let mut there = read_stop(db, stop)?;
        let mut events = Vec::new();
        if there.progress.state == State::Serving {
            there.must_be_as(seen)?;
        } else {
            there = checked(db, stop, seen, Step::Serve)?;
        }
        // Said first: the next stop opens in the class and at the place that follow from it.
        let before = tell(db, &read_ticket(db, there.ticket)?, told)?;
        let ticket = read_ticket(db, there.ticket)?;
        there.class = Class::of(ticket.urgency, ticket.priority);
        if there.progress.state != State::Serving {
            act(db, &there, Step::Serve, moment, &Beside { act: act_of, ..Beside::default() })?;
            events.push(event(&there, Did::Serving));
            act_of = Act { one_act: true, ..Act::default() };
            there = read_stop(db, stop)?;
        }
        let (reply, more) = onward(db, &there, (Step::Finish, next), act_of, moment, config)?;
        events.extend(more);
        if let Some(before) = before {
            keep(db, stop, &before)?;
            events.push(Event::TicketChanged { ticket: there.ticket });
        }
        Ok((reply, events))
    }
}

impl Run for Move {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<StopChanged> {
        let stop = checked(db, self.stop, self.seen, Step::Move)?;
        onward(db, &stop, (Step::Move, self.to), Act::default(), moment, config)
    }
}

/// The ticket of a stop, with everything that happened to it: for what the door composes.
pub fn ticket_of(db: &Connection, stop: StopId) -> Result<super::TicketCard, Problem<Error>> {
    let stop = read_stop(db, stop)?;
    Ok(super::board::table::card(db, stop.ticket)?)
}

/// Who is being served on a day.
pub fn serving_on(db: &Connection, day: ServiceDay) -> Result<Vec<StopId>, StoreError> {
    let serving = open_stops(db, day)?.into_iter().filter(|stop| stop.progress.state == State::Serving);
    Ok(serving.map(|stop| stop.id).collect())
}

/// What must always hold; each finding by ids only.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    super::doctor::table::doctor(db)
}

/// The stop, once the rules allow the step and the screen saw its newest state. The rule speaks first: "already
/// called to counter 2" helps more than "has changed".
fn checked(
    db: &Connection,
    stop: StopId,
    seen: Option<Revision>,
    step: Step,
) -> Result<Stop, Problem<Error>> {
    let stop = read_stop(db, stop)?;
    stop.progress.after(step)?;
    stop.must_be_as(seen)?;
    Ok(stop)
}

/// Nobody is absent who is being served with another ticket, or was called with it first.
fn must_not_be_elsewhere(db: &Connection, stop: &Stop) -> Result<(), QueueProblem> {
    let Some(person) = read_ticket(db, stop.ticket)?.person else { return Ok(()) };
    let rows = of_person(db, &query::OfPerson { day: stop.day, person })?;
    match rows.iter().find(|row| row.stop == stop.id) {
        Some(row) => Ok(rules::may_be_absent(row, rules::elsewhere(&rows, row))?),
        None => Ok(()),
    }
}

/// What an act left behind.
pub(super) struct Acted {
    line: i64,
    pub(super) now: Progress,
    revision: Revision,
}

/// What goes with an act into its line.
#[derive(Default)]
pub(super) struct Beside<'a> {
    pub(super) note: Option<&'a str>,
    pub(super) act: Act,
}

/// What a line says of the act that it belongs to; see [`Entry`].
#[derive(Default, Clone, Copy)]
pub(super) struct Act {
    pub(super) one_act: bool,
    pub(super) linked: bool,
    pub(super) by_death: bool,
}

pub(super) fn act(
    db: &Connection,
    stop: &Stop,
    step: Step,
    moment: &Moment,
    beside: &Beside<'_>,
) -> Result<Acted, QueueProblem> {
    let Act { one_act, linked, by_death } = beside.act;
    // Who is being served when the day turns is served to the end, and goes home; and nobody waits who died.
    let to_the_end = matches!(step, Step::Finish | Step::EndUnserved) && stop.day < moment.day;
    if step != Step::Close && !to_the_end && !by_death {
        must_be_today(db, (stop.day, stop.class), moment)?;
    }
    stop.progress.after(step)?;
    let (counter, until) = match step {
        Step::Call(counter) => (Some(counter), None),
        Step::Hold(until) => (None, Some(until)),
        _ => (None, None),
    };
    let at = act_time(moment, stop.progress.since);
    let entry = Entry { counter, until, one_act, linked, by_death, ..Entry::new(step.did(), at, moment) };
    let line = NewLine { note: beside.note, ..NewLine::from(entry) };
    let line = add_line(db, stop, &line)?;
    let now = stop.progress.with(&entry);
    let revision = write_progress(db, stop, &now)?;
    Ok(Acted { line, now, revision })
}

/// Everything but closing happens today, on a day that is open; an emergency comes on a closed one too.
pub(super) fn must_be_today(
    db: &Connection,
    (day, class): (ServiceDay, Class),
    moment: &Moment,
) -> Result<(), QueueProblem> {
    if day != moment.day {
        return Err(Error::NotToday { day }.into());
    }
    match closed_at(db, day)?.filter(|_| class != Class::Emergency) {
        Some(_) => Err(Error::DayClosed { day }.into()),
        None => Ok(()),
    }
}

/// The unit; refused when there is none.
pub(super) fn unit(config: &Config, id: UnitId) -> Result<&Unit, Error> {
    config.units.iter().find(|unit| unit.id == id).ok_or(Error::UnknownUnit { unit: id })
}

/// The unit; refused when it takes nobody.
pub(super) fn active_unit(config: &Config, id: UnitId) -> Result<&Unit, Error> {
    Some(unit(config, id)?).filter(|unit| unit.active).ok_or(Error::UnitClosed { unit: id })
}

/// Refuses a counter of another unit.
pub(super) fn must_belong(config: &Config, counter: CounterId, unit: UnitId) -> Result<(), Error> {
    let fits = config.counters.iter().any(|one| one.id == counter && one.unit == unit);
    if fits { Ok(()) } else { Err(Error::WrongCounter { counter, unit }) }
}

/// The reason, trimmed; refused when there is none.
fn needed(reason: &str) -> Result<&str, Error> {
    Some(reason.trim()).filter(|reason| !reason.is_empty()).ok_or(Error::ReasonMissing)
}

fn on_stop(db: &Connection, on: OnStop, step: Step, moment: &Moment) -> Outcome<StopChanged> {
    let stop = checked(db, on.stop, on.seen, step)?;
    let acted = act(db, &stop, step, moment, &Beside::default())?;
    Ok((changed(&stop, &acted, None), vec![event(&stop, step.did())]))
}

fn changed(stop: &Stop, acted: &Acted, next: Option<StopId>) -> StopChanged {
    StopChanged {
        stop: stop.id,
        state: acted.now.state,
        revision: acted.revision,
        next,
        held: acted.now.held,
    }
}

pub(super) fn event(stop: &Stop, did: Did) -> Event {
    Event::StopChanged { stop: stop.id, unit: stop.unit, did }
}

fn call(db: &Connection, stop: &Stop, step: Step, moment: &Moment, config: &Config) -> Outcome<Called> {
    if let Step::Call(counter) = step {
        must_belong(config, counter, stop.unit)?;
    }
    let number = read_ticket(db, stop.ticket)?.number;
    let acted = act(db, stop, step, moment, &Beside::default())?;
    let call = CallId(acted.line);
    let reply = Called {
        call,
        stop: stop.id,
        ticket: stop.ticket,
        number,
        unit: stop.unit,
        counter: acted.now.counter,
        times: acted.now.call_count,
        revision: acted.revision,
    };
    Ok((reply, vec![Event::Called { call, stop: stop.id, unit: stop.unit }]))
}

impl Run for CallNext {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Called> {
        let Self { unit: id, counter } = *self;
        unit(config, id)?;
        must_belong(config, counter, id)?;
        // On a day that is closed emergencies alone wait.
        let mut heads = Vec::with_capacity(Lane::ALL.len());
        for lane in Lane::ALL {
            heads.extend(head(db, (moment.day, id), lane, moment.now)?);
        }
        // Whose turn it is matters only where more than one lane waits.
        let tail = if heads.len() > 1 { tail(db, moment.day, id, config)? } else { Tail::default() };
        let stop = order::next(&heads, &tail, config.ratio).ok_or(Error::NobodyWaits { unit: id })?;
        call(db, &read_stop(db, stop)?, Step::Call(counter), moment, config)
    }
}

/// Ends this stop and opens one in another unit: after serving, or because the person waited in the wrong place.
fn onward(
    db: &Connection,
    stop: &Stop,
    (step, to): (Step, UnitId),
    act_of: Act,
    moment: &Moment,
    config: &Config,
) -> Outcome<StopChanged> {
    active_unit(config, to)?;
    if to == stop.unit {
        return Err(Error::SameUnit.into());
    }
    must_be_today(db, (stop.day, stop.class), moment)?;
    let ticket = read_ticket(db, stop.ticket)?;
    let class = Class::of(ticket.urgency, ticket.priority);
    let ended = act_time(moment, stop.progress.since);
    let came_back = was_served(db, stop.ticket, to)?;
    let opened_at = if order::wait_goes_on(stop.progress.after(step)?, stop.progress.first_called_at) {
        stop.progress.opened_at
    } else {
        opening(&line(db, stop.day, to, Lane::of(class, came_back))?, moment, Some(ended))
    };
    let new = NewStop {
        ticket: stop.ticket,
        sequence: last_sequence(db, stop.ticket)? + 1,
        unit: to,
        day: stop.day,
        class,
        came_back,
        opened_at,
        recorded_at: moment.now,
        by: moment.by,
        paper: false,
    };
    // The old one must be closed before the new one opens; its line names the new one all the same.
    let Act { one_act, linked, by_death } = act_of;
    let entry = Entry { one_act, linked, by_death, ..Entry::new(step.did(), ended, moment) };
    let now = stop.progress.with(&entry);
    let revision = write_progress(db, stop, &now)?;
    let next = open_stop(db, &new)?;
    let line = add_line(db, stop, &NewLine { next: Some(next.id), ..NewLine::from(entry) })?;
    must_be_only(db, stop.ticket, config)?;
    let acted = Acted { line, now, revision };
    Ok((changed(stop, &acted, Some(next.id)), vec![event(stop, step.did()), event(&next, Did::Opened)]))
}

/// Whether a ticket was served in a unit already: then its person comes back there.
fn was_served(db: &Connection, ticket: TicketId, unit: UnitId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM stop WHERE ticket_id = :ticket AND unit_id = :unit \
             AND serving_at IS NOT NULL AND taken_back = 0)",
        )?
        .query_row(named_params! {":ticket": ticket, ":unit": unit}, |row| row.get(0))?)
}

impl Run for Cancel {
    fn run(&self, db: &Connection, moment: &Moment, _: &Config) -> Outcome<StopChanged> {
        let Self { ticket: id, reason, seen } = self;
        let (id, reason, seen) = (*id, needed(reason)?, *seen);
        let ticket = read_ticket(db, id)?;
        if ticket.cancelled.is_some() {
            return Err(Error::TicketCancelled.into());
        }
        let stop = last_stop(db, id)?;
        stop.progress.after(Step::Cancel)?;
        if ticket.revision.is_other_than(seen) {
            return Err(Error::Changed { state: Some(stop.progress.state), revision: ticket.revision }.into());
        }
        let acted =
            act(db, &stop, Step::Cancel, moment, &Beside { note: Some(reason), ..Beside::default() })?;
        give_up(db, id, acted.now.since, reason)?;
        Ok((changed(&stop, &acted, None), vec![event(&stop, Did::Cancelled)]))
    }
}

impl Run for CloseDay {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<DayClosed> {
        let (day, reason) = (self.day, needed(&self.reason)?);
        if day > moment.day {
            return Err(Error::DayAhead { day }.into());
        }
        // Who goes on is ended by no day before.
        let mut events = carry_on(db, moment, config)?;
        let open = open_stops(db, day)?;
        if closed_at(db, day)?.is_some() && open.is_empty() {
            return Err(Error::DayClosed { day }.into());
        }
        for stop in &open {
            act(db, stop, Step::Close, moment, &Beside { note: Some(reason), ..Beside::default() })?;
        }
        db.prepare_cached(
        "INSERT INTO queue_day (service_day, closed_at, closed_by, reason) VALUES (:day, :at, :by, :reason) \
         ON CONFLICT (service_day) DO UPDATE SET closed_at = :at, closed_by = :by, reason = :reason \
         WHERE closed_at IS NULL",
    )?
    .execute(named_params! {":day": day, ":at": millis(moment.now), ":by": moment.by, ":reason": reason})?;
        let ended = u32::try_from(open.len()).unwrap_or(u32::MAX);
        events.push(Event::DayClosed { day });
        Ok((DayClosed { ended }, events))
    }
}

impl Run for ReopenDay {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<DayReopened> {
        let day = self.day;
        if day != moment.day {
            return Err(Error::NotToday { day }.into());
        }
        if closed_at(db, day)?.is_none() {
            return Err(Error::DayOpen { day }.into());
        }
        db.prepare_cached("UPDATE queue_day SET closed_at = NULL WHERE service_day = :day")?
            .execute(named_params! {":day": day})?;
        let mut reply = DayReopened { back: 0, left: 0 };
        for (stop, n) in ended_by_closing(db, day)? {
            if come_back(db, stop, n, moment, config)? {
                reply.back += 1;
            } else {
                reply.left += 1;
            }
        }
        Ok((reply, vec![Event::DayReopened { day }]))
    }
}
