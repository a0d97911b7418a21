//! The queue through its own door: commands in, answers out, on a database in memory.

mod away;
mod elsewhere;
mod held;
mod model;
mod morning;
mod outlook;
mod overnight;
mod paper;

use chrono::{Duration, NaiveTime};
use std::fmt::Debug;

use super::command::{
    Call, CallAgain, CallNext, Called, Cancel, CloseDay, DayReopened, Finish, Hold, HowIssued, LinkPerson,
    Move, NoShow, Pass, ReopenDay, Restore, Return, Serve, StopChanged, TicketChanged, Told, Undone,
};
use super::table::Run;
use super::{
    Board, Config, Counter, Display, Error, Event, FirstStop, Issue, Issued, Number, OnStop, Priority,
    PriorityMode, Ratio, Source, TicketCard, Unit, UnitKind, Urgency, query, table,
};
use crate::store::{Connection, Problem};
use crate::terms::{
    AccountId, Calendar, CounterId, Instant, Moment, ServiceDay, StopId, TicketId, TimeZone, UnitId,
};

const REGISTRATION: UnitId = UnitId(1);
const GENERAL: UnitId = UnitId(2);
const MOTHERS: UnitId = UnitId(3);
const CLOSED: UnitId = UnitId(4);
const DESK_1: CounterId = CounterId(1);
const DESK_2: CounterId = CounterId(2);
const GENERAL_ROOM: CounterId = CounterId(3);
const MOTHERS_ROOM: CounterId = CounterId(4);

/// A clinic with its clock.
struct Clinic {
    db: Connection,
    config: Config,
    moment: Moment,
}

impl Clinic {
    fn new() -> Self {
        Self::with(PriorityMode::Clinic)
    }

    fn with(priority_mode: PriorityMode) -> Self {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(
            "PRAGMA foreign_keys = ON;
             CREATE TABLE account (id INTEGER PRIMARY KEY) STRICT;
             CREATE TABLE unit (id INTEGER PRIMARY KEY) STRICT;
             CREATE TABLE counter (id INTEGER PRIMARY KEY) STRICT;
             CREATE TABLE person (id INTEGER PRIMARY KEY) STRICT;
             INSERT INTO account VALUES (7); INSERT INTO person VALUES (1), (2);
             INSERT INTO unit VALUES (1), (2), (3), (4); INSERT INTO counter VALUES (1), (2), (3), (4);",
        )
        .unwrap();
        db.execute_batch(table::SCHEMA).unwrap();
        db.execute_batch(table::AWAY).unwrap();
        db.execute_batch(table::BY_DEATH).unwrap();
        db.execute_batch(table::TOLD).unwrap();
        let unit = |id: i64, name: &str, prefix: &str, kind| Unit {
            id: UnitId(id),
            name: name.into(),
            prefix: prefix.into(),
            kind,
            active: id != CLOSED.0,
        };
        let counter = |id: i64, unit, name: &str| Counter { id: CounterId(id), unit, name: name.into() };
        let config = Config {
            units: vec![
                unit(1, "Pendaftaran", "L", UnitKind::Registration),
                unit(2, "Umum", "A", UnitKind::Service),
                unit(3, "KIA", "C", UnitKind::Service),
                unit(4, "KB", "K", UnitKind::Service),
            ],
            counters: vec![
                counter(1, REGISTRATION, "Loket 1"),
                counter(2, REGISTRATION, "Loket 2"),
                counter(3, GENERAL, "Ruang Umum"),
                counter(4, MOTHERS, "Ruang KIA"),
            ],
            priority_mode,
            ratio: Ratio::default(),
            long_wait_minutes: 30,
            calendar: Calendar::usual(TimeZone::Wib),
        };
        let day: ServiceDay = "2026-11-23".parse().unwrap();
        let now = TimeZone::Wib.instant(day.0, NaiveTime::from_hms_opt(8, 0, 0).unwrap());
        Self {
            db,
            config,
            moment: Moment { now, day, date: day.0, by: Some(AccountId(7)), entered_at: None },
        }
    }

    /// Lets time go by (or sets the clock back).
    fn pass(&mut self, seconds: i64) {
        self.moment.now += Duration::seconds(seconds);
        self.moment.day = self.config.calendar.day(self.moment.now);
        self.moment.date = self.config.calendar.date(self.moment.now);
    }

    fn now(&self) -> Instant {
        self.moment.now
    }

    /// One command in its savepoint, as the writer runs it.
    fn try_run<C: Run + Debug>(&self, command: &C) -> Result<(C::Reply, Vec<Event>), Error> {
        self.db.execute_batch("SAVEPOINT one").unwrap();
        let outcome = command.run(&self.db, &self.moment, &self.config);
        let end = if outcome.is_ok() { "RELEASE one" } else { "ROLLBACK TO one; RELEASE one" };
        self.db.execute_batch(end).unwrap();
        outcome.map_err(|problem| match problem {
            Problem::Refused(error) => error,
            Problem::Failed(failure) => panic!("{failure}: {command:?}"),
        })
    }

    fn run<C: Run + Debug>(&self, command: &C) -> C::Reply {
        self.try_run(command).unwrap_or_else(|error| panic!("{error}: {command:?}")).0
    }

    fn refused<C: Run<Reply: Debug> + Debug>(&self, command: &C) -> Error {
        self.try_run(command).map(|(reply, _)| reply).expect_err("should be refused")
    }

    fn board(&self) -> Board {
        table::board(&self.db, &query::Board { day: self.moment.day }, &self.config, self.moment.now).unwrap()
    }

    fn display(&self) -> Display {
        table::display(&self.db, &query::Display { day: self.moment.day }, &self.config, self.moment.now)
            .unwrap()
    }

    fn card(&self, ticket: TicketId) -> TicketCard {
        table::ticket(&self.db, &query::Ticket { ticket }).unwrap().unwrap()
    }

    /// A ticket straight for a unit.
    fn ticket(&self, unit: UnitId, priority: Option<Priority>) -> Issued {
        self.run(&Issue { priority, ..new(unit) })
    }

    /// A ticket that waits at registration first.
    fn registered(&self, unit: UnitId) -> Issued {
        self.run(&Issue { first_stop: FirstStop::Registration, ..new(unit) })
    }

    fn emergency(&self, unit: UnitId) -> Issued {
        self.run(&Issue { urgency: Urgency::Emergency, ..new(unit) })
    }

    fn call_next(&self, unit: UnitId, counter: CounterId) -> Called {
        self.run(&CallNext { unit, counter })
    }

    fn sound(&self) {
        assert_eq!(table::doctor(&self.db).unwrap(), []);
    }

    fn count(&self, sql: &str) -> i64 {
        self.db.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

impl Issued {
    fn text(&self) -> String {
        self.number.as_ref().map(Number::to_string).unwrap_or_default()
    }
}

fn new(unit: UnitId) -> Issue {
    Issue {
        unit,
        first_stop: FirstStop::Unit,
        person: None,
        priority: None,
        urgency: Urgency::Ordinary,
        source: Source::Desk,
        payer: None,
    }
}

fn on(stop: StopId) -> OnStop {
    OnStop { stop, seen: None }
}

fn number(prefix: &str, number: u32) -> Number {
    Number { prefix: prefix.into(), number }
}
