//! A wrong clock: a dead battery, a first boot, a zone left on Pacific. It is asked about, nothing closes by it, no
//! ordinary number is given by it, and what was answered is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use chrono::{Duration, NaiveDateTime};
use loket::clinic::watch::command::{Confirm, Correct};
use loket::clinic::watch::{Asked, Doubt};
use loket::clinic::{Clinic, Clock, Envelope, PcClock, Refusal, Session, SignIn, StandingClock};
use loket::queue::command::{CallNext, CloseDay, Issued};
use loket::queue::{self, Urgency};
use loket::setup;
use loket::staff::AttemptOutcome;
use loket::store::Options;
use loket::terms::{Instant, UnitId};
use tempfile::TempDir;

use crate::support::{PASSWORD, beginning, morning, ticket};

/// Seconds of western Indonesia's zone.
pub const WIB: i32 = 7 * 3_600;

/// A clinic's PC, with a clock that may be wrong.
pub struct Pc {
    pub folder: TempDir,
    pub clock: StandingClock,
    pub zone: Arc<AtomicI32>,
    pub clinic: Option<Clinic>,
}

impl Pc {
    /// Set up, started again and confirmed on a Saturday at half past seven.
    pub fn new() -> Self {
        let clock = StandingClock::at(morning());
        let (folder, zone) = (tempfile::tempdir().unwrap(), Arc::new(AtomicI32::new(WIB)));
        let mut pc = Self { folder, clock, zone, clinic: None };
        pc.start();
        pc.clinic().begin(beginning()).unwrap();
        pc.start();
        pc.confirm().unwrap();
        pc
    }

    /// The program is started anew; nobody confirmed anything in this run.
    pub fn start(&mut self) {
        self.clinic = None;
        let clock = Clock::Pc(PcClock::standing(self.clock.clone(), Arc::clone(&self.zone)));
        let options = Options { role: "test".into(), ..Options::default() };
        self.clinic = Some(Clinic::open(self.folder.path(), clock, &options).unwrap());
        // What the program does by itself before its window opens.
        self.clinic().begin_day().unwrap();
    }

    pub fn start_at(&mut self, at: Instant) {
        self.clock.set(at);
        self.start();
    }

    pub fn clinic(&self) -> &Clinic {
        self.clinic.as_ref().unwrap()
    }

    pub fn administrator(&self) -> Session {
        match self.clinic().sign_in("wahyu", PASSWORD, "Loket 1").unwrap() {
            SignIn::Welcome(welcome) => welcome.session,
            other => panic!("{other:?}"),
        }
    }

    /// A receptionist, made by the administrator at first.
    pub fn receptionist(&self) -> Session {
        let new = loket::staff::NewAccount {
            name: "Rina Wulandari".into(),
            username: "rina".into(),
            role: loket::staff::Role::Receptionist,
            password: crate::support::password_hash(),
            pin: None,
        };
        let _ = self.clinic().run(&self.administrator(), Envelope::new(new));
        match self.clinic().sign_in("rina", PASSWORD, "Loket 1").unwrap() {
            SignIn::Welcome(welcome) => welcome.session,
            other => panic!("{other:?}"),
        }
    }

    pub fn asked(&self) -> Asked {
        self.clinic().clock().unwrap().asked
    }

    pub fn confirm(&self) -> Result<(), Refusal> {
        self.confirm_as(&self.administrator())
    }

    pub fn confirm_as(&self, session: &Session) -> Result<(), Refusal> {
        let shown = self.clinic().clock().unwrap().now;
        self.clinic().run(session, Envelope::new(Confirm { shown }))?;
        self.clinic().begin_day().map(drop)
    }

    pub fn correct(&self, right: &str) -> Result<(), Refusal> {
        let right: NaiveDateTime = right.parse().unwrap();
        self.clinic().run(&self.administrator(), Envelope::new(Correct::to(right)))
    }

    pub fn unit(&self) -> UnitId {
        let config = self.clinic().ask(&self.clinic().display(), &setup::query::Config).unwrap().unwrap();
        config.services().next().unwrap().id
    }

    pub fn ticket(&self) -> Result<Issued, Refusal> {
        self.clinic().run(&self.administrator(), Envelope::new(ticket(self.unit())))
    }

    pub fn waiting(&self) -> u32 {
        let day = self.clinic().today().unwrap();
        self.clinic().ask(&self.administrator(), &queue::query::Board { day }).unwrap().waiting
    }
}

fn is_asked(refused: &Result<Issued, Refusal>) -> bool {
    matches!(refused, Err(Refusal::ClockAsked))
}

#[test]
fn one_key_confirms_every_day_and_after_every_start_and_before_it_only_emergencies_are_let_in() {
    let mut pc = Pc::new();
    assert_eq!(pc.asked(), Asked::Nothing);
    pc.ticket().unwrap();
    // Started again, ten minutes later.
    pc.start_at(morning() + Duration::minutes(10));
    assert_eq!(pc.asked(), Asked::Day);
    assert!(is_asked(&pc.ticket()));
    let emergency = queue::Issue { urgency: Urgency::Emergency, ..ticket(pc.unit()) };
    pc.clinic().run(&pc.administrator(), Envelope::new(emergency)).unwrap();
    // Who was here is called by their order all the same.
    let config = pc.clinic().ask(&pc.clinic().display(), &setup::query::Config).unwrap().unwrap();
    let counter = config.counters_of(pc.unit()).next().unwrap().id;
    pc.clinic().run(&pc.administrator(), Envelope::new(CallNext { unit: pc.unit(), counter })).unwrap();
    pc.confirm().unwrap();
    pc.ticket().unwrap();
    // It ran through the night: the next service day asks again, and midnight does not.
    pc.clock.set(morning() + Duration::hours(17));
    assert_eq!(pc.asked(), Asked::Nothing, "midnight is no new service day");
    pc.clock.set(morning() + Duration::hours(24));
    assert_eq!(pc.asked(), Asked::Day);
    assert!(is_asked(&pc.ticket()));
}

#[test]
fn a_start_of_half_a_minute_under_a_later_date_closes_nothing_and_cancels_nobody() {
    let mut pc = Pc::new();
    for _ in 0..26 {
        pc.ticket().unwrap();
    }
    pc.start_at(morning() + Duration::days(12));
    let last = Asked::Doubt(Doubt::Ahead { last: morning() });
    assert_eq!(pc.asked(), last);
    let day = pc.clinic().today().unwrap();
    let close = CloseDay { day, reason: "tutup".into() };
    let refused = pc.clinic().run(&pc.administrator(), Envelope::new(close)).unwrap_err();
    assert_eq!(refused, Refusal::ClockAsked);
    pc.start_at(morning() + Duration::minutes(1));
    assert_eq!(pc.asked(), Asked::Day, "entries of the wrong start count for nothing");
    pc.confirm().unwrap();
    assert_eq!(pc.waiting(), 26);
}

#[test]
fn a_clock_of_2020_is_asked_about_and_what_is_answered_is_used_until_the_clock_is_right() {
    let mut pc = Pc::new();
    pc.ticket().unwrap();
    let dead = "2020-01-01T00:07:00Z".parse::<Instant>().unwrap();
    pc.start_at(dead);
    assert!(matches!(pc.asked(), Asked::Doubt(Doubt::Back { .. })), "{:?}", pc.asked());
    assert!(is_asked(&pc.ticket()));
    // Whoever sits there cannot declare the entries to be of the future.
    let refused = pc.confirm_as(&pc.receptionist()).unwrap_err();
    assert_eq!(refused, Refusal::ClockOtherDay);
    let wrong: NaiveDateTime = "2025-11-21T08:15:00".parse().unwrap();
    let refused = pc.clinic().run(&pc.receptionist(), Envelope::new(Correct::to(wrong))).unwrap_err();
    assert!(matches!(refused, Refusal::ClockUnlikely { .. }), "a year mistyped");
    pc.correct("2026-11-21T08:15:00").unwrap();
    assert_eq!(pc.asked(), Asked::Nothing);
    assert_eq!(pc.clinic().today().unwrap().to_string(), "2026-11-21");
    assert_eq!(pc.ticket().unwrap().number.unwrap().number, 2, "the series goes on");
    // It is kept over a start, and asked about as every day.
    pc.start_at(dead + Duration::hours(1));
    assert_eq!(pc.asked(), Asked::Day);
    assert_eq!(pc.clinic().now(), morning() + Duration::minutes(45 + 60));
    pc.confirm().unwrap();
    // Somebody may set Windows' clock at last: what was added goes.
    pc.start_at(morning() + Duration::hours(3));
    assert_eq!((pc.asked(), pc.clinic().now()), (Asked::Day, morning() + Duration::hours(3)));
    pc.confirm().unwrap();
    pc.start_at(morning() + Duration::hours(4));
    assert_eq!(pc.clinic().now(), morning() + Duration::hours(4));
    assert_eq!(pc.waiting(), 2);
}

#[test]
fn a_typed_time_before_the_last_entry_is_told_before_it_is_taken_whoever_types_it() {
    let mut pc = Pc::new();
    pc.ticket().unwrap();
    // Started under a clock of 2020; it is 44 minutes earlier than the last ticket, or somebody misread the wall.
    pc.start_at("2020-01-01T00:07:00Z".parse().unwrap());
    let right: NaiveDateTime = "2026-11-21T06:46:00".parse().unwrap();
    for session in [pc.receptionist(), pc.administrator()] {
        let refused = pc.clinic().run(&session, Envelope::new(Correct::to(right)));
        assert_eq!(refused, Err(Refusal::ClockBefore { last: morning() }));
        // Told of another entry than the last one.
        let despite = Some(morning() - Duration::minutes(5));
        let refused = pc.clinic().run(&session, Envelope::new(Correct { right, despite }));
        assert_eq!(refused, Err(Refusal::ClockBefore { last: morning() }));
    }
    assert!(matches!(pc.asked(), Asked::Doubt(Doubt::Back { .. })), "nothing was taken");
    // The minute of the last entry is no earlier time.
    let same: NaiveDateTime = "2026-11-21T07:30:00".parse().unwrap();
    let despite = Some(morning());
    pc.clinic().run(&pc.receptionist(), Envelope::new(Correct { right, despite })).unwrap();
    assert_eq!(pc.clinic().now(), morning() - Duration::minutes(44));
    pc.clinic().run(&pc.receptionist(), Envelope::new(Correct::to(same))).unwrap();
}

#[test]
fn a_zone_left_on_pacific_with_the_clock_set_by_hand_is_asked_about_once() {
    let mut pc = Pc::new();
    pc.zone.store(-8 * 3_600, Ordering::SeqCst);
    // Its wall shows 07.40, so that its clock is fifteen hours ahead.
    pc.start_at(morning() + Duration::minutes(10) + Duration::hours(15));
    assert_eq!(pc.asked(), Asked::Doubt(Doubt::Zone { seconds: -8 * 3_600 }));
    let standing = pc.clinic().clock().unwrap();
    assert_eq!(standing.pc.to_string(), "2026-11-21 07:40:00", "what its wall shows is proposed");
    assert!(is_asked(&pc.ticket()));
    pc.correct("2026-11-21T07:40:00").unwrap();
    assert_eq!(pc.clinic().now(), morning() + Duration::minutes(10));
    pc.ticket().unwrap();
    pc.start();
    assert_eq!(pc.asked(), Asked::Day, "the zone is known by now");
}

#[test]
fn a_weekend_is_no_doubt_and_a_feast_of_ten_days_is_one_key() {
    let mut pc = Pc::new();
    pc.ticket().unwrap();
    pc.start_at(morning() + Duration::days(3));
    assert_eq!(pc.asked(), Asked::Day);
    pc.confirm().unwrap();
    pc.start_at(morning() + Duration::days(13));
    assert!(matches!(pc.asked(), Asked::Doubt(Doubt::Ahead { .. })));
    pc.confirm_as(&pc.receptionist()).unwrap();
    assert_eq!(pc.asked(), Asked::Nothing);
    pc.ticket().unwrap();
}

#[test]
fn a_clock_that_goes_wrong_while_the_program_runs_stops_numbers_and_goes_on_when_it_is_right() {
    let pc = Pc::new();
    pc.ticket().unwrap();
    pc.clock.set(morning() - Duration::minutes(59));
    pc.ticket().unwrap();
    pc.clock.set(morning() - Duration::hours(3));
    assert!(is_asked(&pc.ticket()));
    assert!(matches!(pc.asked(), Asked::Doubt(Doubt::Back { .. })));
    pc.clock.set(morning() + Duration::minutes(1));
    assert_eq!(pc.asked(), Asked::Day, "it was wrong: somebody looks once more");
    // An answer is about the time that was shown.
    let late = Confirm { shown: morning() - Duration::hours(3) };
    assert_eq!(pc.clinic().run(&pc.administrator(), Envelope::new(late)), Err(Refusal::ClockAsked));
    pc.confirm().unwrap();
    pc.ticket().unwrap();
}

#[test]
fn wrong_passwords_under_a_future_clock_lock_nobody_out_until_then() {
    let mut pc = Pc::new();
    pc.start_at(morning() + Duration::days(400));
    for _ in 0..5 {
        let _ = pc.clinic().sign_in("wahyu", "salah", "Loket 1").unwrap();
        pc.clock.forward(Duration::minutes(20));
    }
    pc.start_at(morning() + Duration::minutes(5));
    let tried = pc.clinic().sign_in("wahyu", PASSWORD, "Loket 1").unwrap();
    assert!(matches!(tried, SignIn::Welcome(_)), "{tried:?}");
    // And those of now count.
    for _ in 0..4 {
        let _ = pc.clinic().sign_in("wahyu", "salah", "Loket 1").unwrap();
    }
    let tried = pc.clinic().sign_in("wahyu", PASSWORD, "Loket 1").unwrap();
    assert!(matches!(tried, SignIn::Not(AttemptOutcome::TooEarly { .. })), "{tried:?}");
}

#[test]
fn a_first_run_under_a_dead_battery_is_put_right_by_its_administrator() {
    let clock = StandingClock::at("2020-01-01T00:07:00Z".parse().unwrap());
    let (folder, zone) = (tempfile::tempdir().unwrap(), Arc::new(AtomicI32::new(WIB)));
    let mut pc = Pc { folder, clock, zone, clinic: None };
    pc.start();
    pc.clinic().begin(beginning()).unwrap();
    assert_eq!(pc.asked(), Asked::Day);
    assert!(is_asked(&pc.ticket()));
    pc.correct("2026-11-21T07:30:00").unwrap();
    assert_eq!(pc.clinic().today().unwrap().to_string(), "2026-11-21");
    pc.ticket().unwrap();
}

/// A Friday's desk on a PC two days behind, put right by hand with what is added to it; its last ticket is of one o'clock.
pub fn two_days_behind() -> Pc {
    let mut pc = Pc::new();
    pc.start_at(morning() - Duration::days(2));
    pc.correct("2026-11-21T07:30:00").unwrap();
    pc.clock.forward(Duration::hours(6));
    pc.ticket().unwrap();
    pc.ticket().unwrap();
    assert_eq!(pc.clinic().now(), morning() + Duration::hours(6));
    pc
}

/// What the journal says was added to the PC's clock, in the order of its rows.
fn added(pc: &Pc) -> Vec<i64> {
    let events = pc.clinic().events_after(0, 10_000).unwrap();
    let offset = |event: loket::clinic::Published| match event.event {
        loket::clinic::Event::Offset(milliseconds) => Some(milliseconds),
        _ => None,
    };
    events.into_iter().filter_map(offset).collect()
}

#[test]
fn a_clock_put_right_over_a_start_is_not_corrected_twice_and_no_key_closes_the_day_for_it() {
    let mut pc = two_days_behind();
    // Put right in the evening, and started while today's tickets still wait.
    let evening = morning() + Duration::hours(9);
    pc.start_at(evening);
    let other = evening + Duration::days(2);
    assert_eq!(pc.asked(), Asked::Doubt(Doubt::Offset { other }), "both times are told");
    assert_eq!(pc.clinic().now(), evening);
    assert!(is_asked(&pc.ticket()));
    assert_eq!(pc.waiting(), 2);
    pc.confirm_as(&pc.receptionist()).unwrap();
    assert_eq!((pc.asked(), pc.waiting()), (Asked::Nothing, 2), "nobody was cancelled");
    pc.ticket().unwrap();
    // It is kept, and written in the journal.
    assert_eq!(added(&pc), [2 * 86_400_000, 0]);
    pc.start_at(evening + Duration::hours(1));
    assert_eq!((pc.asked(), pc.clinic().now()), (Asked::Day, evening + Duration::hours(1)));
}

#[test]
fn of_two_possible_times_whoever_sits_there_types_the_later_one() {
    let mut pc = two_days_behind();
    // Still two days behind, after a weekend: the PC's own time is possible too.
    let now = morning() + Duration::days(2) + Duration::hours(9);
    pc.start_at(now - Duration::days(2));
    assert_eq!(pc.asked(), Asked::Doubt(Doubt::Offset { other: now }));
    let right: NaiveDateTime = "2026-11-23T16:30:00".parse().unwrap();
    pc.clinic().run(&pc.receptionist(), Envelope::new(Correct::to(right))).unwrap();
    assert_eq!((pc.asked(), pc.clinic().now()), (Asked::Nothing, now));
    // In this run nothing happened to the clock since: the next day asks as every day.
    pc.clock.forward(Duration::hours(15));
    assert_eq!(pc.asked(), Asked::Day);
    assert_eq!(pc.clinic().now(), now + Duration::hours(15));
}

#[test]
fn a_clock_put_right_while_the_program_runs_loses_what_was_added_and_the_next_command_keeps_that() {
    let pc = two_days_behind();
    pc.clock.put(Duration::days(2) + Duration::minutes(2));
    assert_eq!(pc.asked(), Asked::Day, "somebody looks once more");
    let now = morning() + Duration::hours(6) + Duration::minutes(2);
    assert_eq!(pc.clinic().now(), now);
    assert_eq!(added(&pc), [2 * 86_400_000], "a question keeps nothing");
    let emergency = queue::Issue { urgency: Urgency::Emergency, ..ticket(pc.unit()) };
    pc.clinic().run(&pc.administrator(), Envelope::new(emergency)).unwrap();
    assert_eq!(added(&pc), [2 * 86_400_000, 0]);
    // By something else than what had been added: nobody knows what it shows.
    pc.confirm().unwrap();
    pc.correct("2026-11-22T13:32:00").unwrap();
    pc.clock.put(Duration::days(2));
    assert!(matches!(pc.asked(), Asked::Doubt(Doubt::Offset { .. })), "{:?}", pc.asked());
    assert!(is_asked(&pc.ticket()));
}

/// Somebody whose birth is as exact as this.
fn born(precision: loket::people::Precision) -> loket::people::Registration {
    use loket::people::{Birth, Details, FamilyChoice, Identity, NoNik, Role};
    let birth = Birth { date: "1966-11-21".parse().unwrap(), precision };
    let identity = Identity::Without(NoNik::NotBrought);
    let details = Details::new("Sumiati", loket::terms::Sex::Female, birth, identity);
    let family = FamilyChoice::New { area: 0 };
    loket::people::Registration { details, family, role: Role::Head, confirmed: Vec::new() }
}

#[test]
fn under_a_doubted_clock_no_birth_date_is_made_of_an_age_or_a_year() {
    use loket::people::{Amendment, Changes, Precision};
    let mut pc = Pc::new();
    pc.ticket().unwrap();
    pc.start_at("2020-01-01T00:07:00Z".parse().unwrap());
    let session = pc.administrator();
    for told in [Precision::Estimated, Precision::Year] {
        assert_eq!(pc.clinic().run(&session, Envelope::new(born(told))), Err(Refusal::ClockAged));
        let issue = queue::Issue { urgency: Urgency::Emergency, ..ticket(pc.unit()) };
        let both =
            loket::clinic::flow::command::RegisterAndIssue { registration: Box::new(born(told)), issue };
        assert_eq!(pc.clinic().run(&session, Envelope::new(both)), Err(Refusal::ClockAged));
    }
    // A date in full needs no clock; and it is corrected by another one.
    let exact = born(Precision::Exact);
    let person = pc.clinic().run(&session, Envelope::new(exact.clone())).unwrap().person;
    let amend = |precision, date: &str| {
        let mut new = exact.details.clone();
        (new.birth.precision, new.birth.date) = (precision, date.parse().unwrap());
        let changes = Changes::between(&exact.details, &new);
        Envelope::new(Amendment { person, changes, confirmed: Vec::new() })
    };
    let estimated = amend(Precision::Estimated, "1960-01-01");
    assert_eq!(pc.clinic().run(&session, estimated), Err(Refusal::ClockAged));
    pc.clinic().run(&session, amend(Precision::Exact, "1967-11-21")).unwrap();
    // Under a clock that only waits for its daily key it is all the same.
    pc.start_at(morning() + Duration::hours(1));
    assert_eq!(pc.asked(), Asked::Day);
    let mut other = born(Precision::Estimated);
    other.details.name = "Bambang".into();
    pc.clinic().run(&pc.administrator(), Envelope::new(other)).unwrap();
}

#[test]
fn two_records_become_one_only_under_a_clock_that_is_not_doubted() {
    use loket::clinic::flow::command::Merge;
    use loket::people::{Changes, Which};
    use loket::terms::PersonId;
    let mut pc = Pc::new();
    pc.start_at("2020-01-01T00:07:00Z".parse().unwrap());
    let which = |person| Which { person: PersonId(person), seen: None };
    let merge = Merge {
        keep: which(1),
        gone: which(2),
        changes: Changes::default(),
        tickets: Vec::new(),
        next_head: None,
    };
    assert_eq!(pc.clinic().run(&pc.administrator(), Envelope::new(merge)), Err(Refusal::ClockAsked));
}
