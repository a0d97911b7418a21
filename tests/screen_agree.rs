//! What is proposed is proposed alike wherever it is asked: who pays and what a visit counts as.

use crate::screen_front_desk::{Desk, details};
use crate::support::drive::Drive;
use loket::clinic::flow;
use loket::people::Role;
use loket::queue::{self, FirstStop, Issue, Source, Urgency};
use loket::staff;
use loket::terms::{BpjsNumber, PersonId, Sex, StopId, VisitId};
use loket::ui::exam::{self, Exam, WaitingMessage};
use loket::ui::front_desk::{FrontDesk, Message as DeskMessage, QueueMessage};
use loket::ui::screen::Screen as _;
use loket::visits::{self, Kind, Payer};

/// A clinic where one nurse does everything, so that every way stands open.
struct Ways {
    desk: Desk,
    number: u32,
}

/// What is known of somebody who comes.
#[derive(Debug, Clone, Copy)]
struct Known {
    ticket: Option<Payer>,
    last: Option<Payer>,
    card: bool,
    unit: &'static str,
}

/// A way from a ticket to its visit.
#[derive(Debug, Clone, Copy)]
enum Way {
    Exam,
    DeskPerson,
    DeskRow,
    Door,
}

impl Ways {
    fn open() -> Self {
        let mut desk = Desk::open();
        desk.session = desk.fixture.somebody(staff::Role::Head);
        Self { desk, number: 0 }
    }

    fn somebody(&mut self, known: Known) -> (String, PersonId) {
        self.number += 1;
        let n = self.number as usize;
        let syllables = ["ba", "ri", "tu", "ke", "mo", "sa", "ni", "du", "lo", "we"];
        let name = [n % 10, n / 10 % 10, (n + 3) % 10, n * 7 % 10].map(|at| syllables[at]).concat();
        let mut new = details(&name, Sex::Male, &format!("{}-03-0{}", 1950 + n, 1 + n % 9), None);
        new.bpjs = known.card.then(|| BpjsNumber::parse(&format!("{:013}", 1_000_000 + n)).unwrap());
        (name, self.desk.register(new, Role::Head, None))
    }

    /// Somebody who was here before, where that is known.
    fn comes(&mut self, known: Known) -> (String, PersonId) {
        let (name, person) = self.somebody(known);
        if let Some(payer) = known.last {
            let unit = self.desk.unit(known.unit);
            let open = visits::Open { person, unit, ticket: None, stop: None, payer, kind: Kind::Sick };
            let visit = self.desk.run(open).visit;
            self.desk.run(visits::command::Close {
                on: visits::On { visit, seen: None },
                undiagnosed: visits::Undiagnosed::Known,
            });
        }
        (name, person)
    }

    fn ticket(&self, person: PersonId, known: Known) -> StopId {
        let issue = Issue {
            unit: self.desk.unit(known.unit),
            first_stop: FirstStop::Unit,
            person: Some(person),
            priority: None,
            urgency: Urgency::Ordinary,
            source: Source::Kiosk,
            payer: known.ticket.map(|payer| payer.as_str().to_owned()),
        };
        self.desk.run(issue).stop
    }

    fn serve(&self, way: Way, (name, person): (&str, PersonId), stop: StopId, unit: &str) -> VisitId {
        let session = Some(self.desk.session.clone());
        match way {
            Way::Exam => {
                let mut drive = Drive::new(Exam::default(), &self.desk.fixture, session);
                let room = drive.shared.config.counters_of(self.desk.unit(unit)).next().unwrap().id;
                drive.shared.seat.counter = Some(room);
                let action = drive.screen.shown(&drive.shared.clone());
                drive.carry_out(action).send(exam::Message::Waiting(WaitingMessage::Choose(stop)));
                drive.press("F4").hear();
            }
            Way::DeskPerson => {
                let mut drive = Drive::new(FrontDesk::default(), &self.desk.fixture, session);
                drive.write(name).press("Enter").hear().press("F4").hear();
            }
            Way::DeskRow => {
                let mut drive = Drive::new(FrontDesk::default(), &self.desk.fixture, session);
                drive.send(DeskMessage::Queue(QueueMessage::Select(stop))).press("F8").hear();
            }
            Way::Door => {
                let on = queue::OnStop { stop, seen: None };
                self.desk.run(flow::command::Serve { on, payer: None, kind: None });
            }
        }
        self.desk.patient(person).open_visit.unwrap()
    }

    /// The visit never was, and the turn is over.
    fn take_back(&self, visit: VisitId, stop: StopId) {
        let on = visits::On { visit, seen: None };
        self.desk.run(visits::VoidVisit { on, reason: "uji".into() });
        self.desk.run(queue::command::Finish { stop, next: None, seen: None });
    }
}

#[test]
fn every_screen_and_the_door_propose_the_same_payer_and_count_a_visit_alike() {
    let mut ways = Ways::open();
    for unit in ["Umum", "KIA"] {
        for ticket in [None, Some(Payer::Jamkesda)] {
            for (last, card) in [(None, false), (None, true), (Some(Payer::Free), true)] {
                let known = Known { ticket, last, card, unit };
                let (name, person) = ways.comes(known);
                let expected = match (ticket, last, card) {
                    (Some(said), ..) => said,
                    (None, Some(last), _) => last,
                    (None, None, true) => Payer::Bpjs,
                    (None, None, false) => Payer::Cash,
                };
                let kind = if unit == "KIA" { Kind::Well } else { Kind::Sick };
                for way in [Way::Exam, Way::DeskPerson, Way::DeskRow, Way::Door] {
                    let stop = ways.ticket(person, known);
                    let visit = ways.serve(way, (&name, person), stop, unit);
                    let sheet = ways.desk.sheet(visit).visit;
                    assert_eq!((sheet.payer, sheet.kind), (expected, kind), "{way:?} {known:?}");
                    assert_eq!(sheet.stop, Some(stop), "{way:?} {known:?}");
                    ways.take_back(visit, stop);
                }
            }
        }
    }
}

#[test]
fn who_is_served_again_after_it_was_taken_back_goes_on_with_what_was_written() {
    let mut ways = Ways::open();
    let known = Known { ticket: None, last: None, card: false, unit: "Umum" };
    let (_, person) = ways.comes(known);
    let stop = ways.ticket(person, known);
    let on = queue::OnStop { stop, seen: None };
    let serve = flow::command::Serve { on, payer: None, kind: None };
    let visit = ways.desk.run(serve).visit.unwrap();
    let on = visits::On { visit, seen: None };
    let text = "Batuk".to_owned();
    ways.desk.run(visits::Write { on, kind: visits::NoteKind::Complaint, text });
    ways.desk.run(flow::command::Undo { on: loket::queue::OnStop { stop, seen: None } });
    let again = ways.desk.run(serve);
    assert_eq!((again.visit, again.stop.state), (Some(visit), queue::State::Serving));
}
