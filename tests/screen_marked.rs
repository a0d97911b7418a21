//! What a key acts on is what is marked, and nothing is written into a page of anybody else.

use crate::support::drive::Drive;
use crate::support::ticket;
use crate::support::ward::Ward;
use loket::clinic::flow::command::StillAway;
use loket::clinic::{Envelope, Order, Session, flow};
use loket::queue::{self, FirstStop, Issue, State as StopState, Urgency};
use loket::setup::command::SaveUnit;
use loket::setup::{UnitChanges, UnitDraft};
use loket::terms::{PersonId, Sex, StopId, VisitId};
use loket::ui::action::Action;
use loket::ui::exam::{Exam, Message, PageMessage, WaitingMessage, id};
use loket::ui::screen::Screen as _;
use loket::visits::{self, NoteKind, State};

fn station(ward: &Ward) -> Drive<Exam> {
    let mut drive = Drive::new(Exam::default(), &ward.fixture, Some(ward.session.clone()));
    drive.shared.seat.counter = Some(ward.room("Ruang KIA"));
    let action = drive.screen.shown(&drive.shared.clone());
    drive.carry_out(action);
    drive
}

/// Two children wait, and the first is being served: the station, her visit, and who is next.
fn first_of_two(ward: &Ward) -> (Drive<Exam>, visits::Visit, PersonId) {
    let other = ward.register("Arsya Maulana", Sex::Male, "2025-01-05", Some("Dewi"));
    ward.ticket("KIA", Some(ward.child), None);
    ward.ticket("KIA", Some(other), None);
    let mut drive = station(ward);
    drive.press("F9").hear().press("F4").hear();
    let first = drive.screen.written().unwrap().clone();
    (drive, first, other)
}

fn emergency(ward: &Ward) {
    let issue = Issue { urgency: Urgency::Emergency, ..ticket(ward.unit("KIA")) };
    ward.run(issue);
}

/// Everything that stands in a visit as text.
fn complaint(ward: &Ward, visit: VisitId) -> String {
    ward.sheet(visit).visit.note(NoteKind::Complaint).map(|note| note.text.clone()).unwrap_or_default()
}

#[test]
fn an_emergency_without_a_person_is_served_and_the_patient_before_is_not_written_into() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    let mut drive = station(&ward);
    drive.press("F9").hear().press("F4").hear();
    drive.tab_to(id::page::COMPLAINT).write("Batuk").press("Ctrl+Enter").hear();
    let first = ward.list("KIA").open.first().unwrap().id;
    emergency(&ward);
    drive.hear().press("F9").hear().press("F4").hear();
    let marked = drive.screen.marked().unwrap();
    assert_eq!((marked.state, marked.person), (StopState::Serving, None));
    assert!(drive.screen.written().is_none(), "there is no page for who is not known");
    assert!(!drive.focused(id::page::COMPLAINT));
    drive.write(" darah").press("Ctrl+Enter").hear();
    assert_eq!(complaint(&ward, first), "Batuk");
    // Her page waits in the list as it was left.
    drive.carry_out(Action::focus(id::waiting::LIST)).press("Down").press("Enter").hear();
    assert_eq!(drive.screen.written().map(|visit| visit.id), Some(first));
    assert_eq!(drive.screen.marked().unwrap().person, Some(ward.child));
}

#[test]
fn every_sentence_about_an_emergency_without_a_number_has_a_subject() {
    let ward = Ward::open();
    emergency(&ward);
    let mut drive = station(&ward);
    drive.hear().press("F9").hear();
    assert_eq!(drive.said.last().unwrap().text, "Gawat darurat dipanggil ke Ruang KIA.");
    assert!(drive.shows("Layani Gawat darurat"));
    drive.picture("exam-called");
    drive.press("F10").hear().press("F11").hear();
    assert_eq!(drive.said.last().unwrap().text, "Gawat darurat ditandai tidak hadir.");
    assert!(drive.shows("Kembalikan Gawat darurat"));
    drive.press("F4").hear();
    assert_eq!(drive.said.last().unwrap().text, "Gawat darurat kembali ke antrean.");
    drive.press("F4").hear();
    assert_eq!(drive.said.last().unwrap().text, "Gawat darurat mulai dilayani.");
    assert!(drive.shows("Selesaikan Gawat darurat"));
    drive.press("F12").hear();
    assert_eq!(drive.said.last().unwrap().text, "Gawat darurat selesai.");
    assert!(drive.said.iter().all(|toast| !toast.text.starts_with(' ')), "{:?}", drive.said);
}

#[test]
fn again_and_no_show_are_about_the_marked_turn_alone() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    ward.ticket("KIA", None, None);
    let config = ward.fixture.config();
    let unit = config.unit(ward.unit("KIA")).unwrap();
    let shown = config.draft(unit);
    let counters = vec!["Ruang KIA".into(), "Ruang Imunisasi".into()];
    let changes = UnitChanges::between(&shown, &UnitDraft { counters, ..shown.clone() });
    let save = SaveUnit { unit: Some(unit.id), changes };
    ward.fixture.clinic.run(&ward.fixture.administrator(), Envelope::new(save)).unwrap();
    let mut drive = station(&ward);
    let states = |ward: &Ward| ward.list("KIA").queue.rows.iter().map(|row| row.state).collect::<Vec<_>>();
    // Somebody else calls the first one to another counter; here the second is marked and waits.
    let rows = ward.list("KIA").queue.rows;
    let called = rows.first().unwrap();
    let marked = rows.last().unwrap().stop;
    let elsewhere = ward.room("Ruang Imunisasi");
    ward.run(queue::command::Call { stop: called.stop, counter: elsewhere, seen: None });
    drive.hear().send(Message::Waiting(WaitingMessage::Choose(marked)));
    assert!(!drive.shows("F11"));
    drive.press("F11").hear();
    assert_eq!(states(&ward), [StopState::Called, StopState::Waiting]);
    // Marked, it is what the keys are about, wherever it was called to.
    drive.send(Message::Waiting(WaitingMessage::Choose(called.stop))).press("F11").hear();
    assert_eq!(states(&ward), [StopState::Waiting, StopState::NoShow]);
}

#[test]
fn an_answer_that_comes_late_takes_nobody_out_of_the_page_that_was_opened_since() {
    let ward = Ward::open();
    let (mut drive, first, other) = first_of_two(&ward);
    for late in [WaitingMessage::CallNext, WaitingMessage::Serve] {
        let row = ward.list("KIA").queue.rows.into_iter().find(|row| row.person == Some(other)).unwrap();
        drive.send(Message::Waiting(WaitingMessage::Choose(row.stop)));
        assert!(drive.screen.written().is_none());
        let asked = drive.screen.update(Message::Waiting(late), &drive.shared.clone());
        // Before the door answers, the hand is back at the patient before and writes.
        drive.send(Message::Waiting(WaitingMessage::Choose(first.stop.unwrap())));
        drive.carry_out(asked).hear();
        assert_eq!(drive.screen.written().map(|visit| visit.id), Some(first.id));
        assert_eq!(drive.screen.marked().unwrap().person, Some(ward.child));
    }
    let rows = ward.list("KIA").queue.rows;
    assert!(rows.iter().all(|row| row.state == StopState::Serving), "both are served: {rows:?}");
}

#[test]
fn ctrl_z_takes_back_what_was_said_and_nothing_that_came_since() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    let mut drive = station(&ward);
    let call = drive.press("F9").hear().said.last().unwrap().undo;
    drive.press("F4").hear();
    assert!(call.is_some() && drive.screen.written().is_some());
    let serving = drive.said.last().unwrap().undo;
    assert!(serving.is_some() && serving != call, "the call's sentence makes room for the serving's");
}

#[test]
fn a_visit_closed_late_takes_no_cursor_from_the_next_patient() {
    let ward = Ward::open();
    let (mut drive, first, other) = first_of_two(&ward);
    let first = first.id;
    drive.press("F12");
    let asked = drive.screen.update(Message::Page(first, PageMessage::Close), &drive.shared.clone());
    drive.press("F9").hear().press("F4").hear();
    assert_eq!(drive.screen.written().map(|visit| visit.person), Some(other));
    assert!(drive.focused(id::measuring::WEIGHT));
    drive.carry_out(asked).hear();
    assert_eq!(ward.sheet(first).visit.state, State::Closed);
    assert!(drive.focused(id::measuring::WEIGHT), "the cursor went to the list");
}

#[test]
fn a_turn_that_goes_elsewhere_takes_the_mark_with_it() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    ward.ticket("KIA", None, None);
    let mut drive = station(&ward);
    drive.press("F9").hear();
    let stop = drive.screen.marked().unwrap().stop;
    ward.run(queue::command::Move { stop, to: ward.unit("Umum"), seen: None });
    drive.hear();
    assert!(drive.screen.marked().is_none(), "F4 would serve somebody who was never marked");
    drive.press("F4").hear();
    assert!(ward.list("KIA").queue.rows.iter().all(|row| row.state != StopState::Serving));
    drive.press("F9").hear();
    assert_eq!(drive.screen.marked().map(|row| row.state), Some(StopState::Called));
}

/// What is done at the station.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Act {
    CallNext,
    CallAgain,
    NoShow,
    Restore,
    Serve,
    ServeEmergency,
    Finish,
    Up,
    Down,
    Enter,
    OpenById,
    Write,
    Lock,
    Room,
}

const ACTS: [Act; 14] = [
    Act::CallNext,
    Act::CallAgain,
    Act::NoShow,
    Act::Restore,
    Act::Serve,
    Act::ServeEmergency,
    Act::Finish,
    Act::Up,
    Act::Down,
    Act::Enter,
    Act::OpenById,
    Act::Write,
    Act::Lock,
    Act::Room,
];

/// What others do meanwhile.
#[derive(Debug, Clone, Copy)]
enum Meanwhile {
    Undo,
    HandOver,
    Finish,
    Cancel,
    Void,
    VoidAndRelink,
    Close,
    Call,
    Emergency,
    Nothing,
}

const MEANWHILE: [Meanwhile; 11] = [
    Meanwhile::Undo,
    Meanwhile::HandOver,
    Meanwhile::Finish,
    Meanwhile::Cancel,
    Meanwhile::Void,
    Meanwhile::VoidAndRelink,
    Meanwhile::Close,
    Meanwhile::Call,
    Meanwhile::Emergency,
    Meanwhile::Nothing,
    // Taken back most often: it is what a hand in a hurry does.
    Meanwhile::Undo,
];

/// A station among others, with everything that happened named for a failure.
struct Together {
    ward: Ward,
    desk: Session,
    drive: Drive<Exam>,
    visits: Vec<VisitId>,
    done: Vec<String>,
    number: u32,
    notes: u32,
}

impl Together {
    fn begin() -> Self {
        let ward = Ward::open();
        let desk = ward.fixture.administrator();
        let drive = station(&ward);
        Self { ward, desk, drive, visits: Vec::new(), done: Vec::new(), number: 0, notes: 0 }
    }

    /// The desk does it where it may; a refusal is an answer too.
    fn desk<C: Order>(&self, command: C) {
        let _ = self.ward.fixture.clinic.run(&self.desk, Envelope::new(command));
    }

    /// Somebody always waits.
    fn fill(&mut self) {
        let waiting = self.ward.list("KIA").queue.line.waiting;
        for _ in waiting..3 {
            let person = self.somebody();
            self.ward.ticket("KIA", Some(person), None);
        }
        self.drive.hear();
    }

    /// Somebody with a name is served and their page is open, so that there is one to be left behind.
    fn serve_somebody(&mut self) {
        self.fill();
        if self.drive.screen.written().is_some() {
            return;
        }
        let person = self.somebody();
        self.ward.ticket("KIA", Some(person), None);
        let rows = self.ward.list("KIA").queue.rows;
        let row = rows.iter().find(|row| row.person == Some(person)).unwrap();
        let on = queue::OnStop { stop: row.stop, seen: None };
        self.ward.run(flow::command::Serve { on, payer: None, kind: None });
        self.drive.hear().send(Message::Waiting(WaitingMessage::Choose(row.stop)));
    }

    /// Somebody like nobody before.
    fn somebody(&mut self) -> PersonId {
        self.number += 1;
        let n = self.number;
        let syllables = ["ba", "ri", "tu", "ke", "mo", "sa", "ni", "du", "lo", "we"];
        let name: String = [n / 100, n / 10, n, n + 3].map(|at| syllables[at as usize % 10]).concat();
        let birth = format!("{}-{:02}-{:02}", 1940 + n * 7 % 60, 1 + n % 12, 1 + n * 5 % 28);
        let sex = if n.is_multiple_of(2) { Sex::Female } else { Sex::Male };
        self.ward.register(&name, sex, &birth, None)
    }

    fn at_list(&mut self) -> &mut Drive<Exam> {
        self.drive.carry_out(Action::focus(id::waiting::LIST))
    }

    fn act(&mut self, act: Act) {
        self.done.push(format!("{act:?}"));
        match act {
            Act::CallNext => drop(self.drive.press("F9").hear()),
            Act::CallAgain => drop(self.drive.press("F10").hear()),
            Act::NoShow => drop(self.drive.press("F11").hear()),
            Act::Restore => {
                let absent = self.ward.list("KIA").queue.rows;
                if let Some(row) = absent.iter().find(|row| row.state == StopState::NoShow) {
                    self.drive.send(Message::Waiting(WaitingMessage::Choose(row.stop)));
                    self.drive.press("F4").hear();
                }
            }
            Act::Serve => drop(self.drive.press("F4").hear()),
            Act::ServeEmergency => {
                emergency(&self.ward);
                self.drive.hear().press("F9").hear().press("F4").hear();
            }
            Act::Finish => drop(self.drive.press("F12").press("F12").hear()),
            Act::Up => drop(self.at_list().press("Up")),
            Act::Down => drop(self.at_list().press("Down")),
            Act::Enter => drop(self.at_list().press("Enter").hear()),
            Act::OpenById => {
                let at = self.done.len() % self.visits.len().max(1);
                if let Some(visit) = self.visits.get(at).copied() {
                    let shared = self.drive.shared.clone();
                    let action = self.drive.screen.open(visit, &shared);
                    self.drive.carry_out(action);
                }
            }
            Act::Write => self.write(),
            Act::Lock => {
                let shared = self.drive.shared.clone();
                let action = self.drive.screen.shown(&shared);
                self.drive.carry_out(action);
            }
            Act::Room => {
                for room in ["Ruang Umum", "Ruang KIA"] {
                    let room = self.ward.room(room);
                    self.drive.send(Message::Waiting(WaitingMessage::Room(room)));
                    self.check();
                }
            }
        }
        if let Some(visit) = self.drive.screen.written().map(|visit| visit.id)
            && !self.visits.contains(&visit)
        {
            self.visits.push(visit);
        }
        self.check();
        if let Some(visit) = self.drive.screen.written() {
            let whose = self.ward.sheet(visit.id).person.details.name;
            assert!(self.drive.shows(&whose), "{whose} is not named: {:?}", self.done);
        }
    }

    /// Types and saves: it arrives at whoever is marked, and at nobody else.
    fn write(&mut self) {
        let Some(visit) = self.drive.screen.written().map(|visit| visit.id) else { return };
        let person = self.whose();
        self.notes += 1;
        let note = format!("({})", self.notes);
        if self.ward.sheet(visit).visit.state != State::Open {
            return;
        }
        self.drive.carry_out(Action::focus(id::page::COMPLAINT)).press("End").write(&note);
        self.drive.press("Ctrl+Enter").hear();
        for other in &self.visits {
            let sheet = self.ward.sheet(*other);
            let has = sheet.visit.note(NoteKind::Complaint).is_some_and(|one| one.text.contains(&note));
            assert!(
                !has || sheet.visit.person == person,
                "{note} of {person:?} in {other:?}: {:?}",
                self.done
            );
        }
    }

    /// Whose page it is by what is marked: the turn's person, else whom the visit itself names.
    fn whose(&self) -> PersonId {
        let marked = self.drive.screen.marked().and_then(|row| row.person);
        marked.unwrap_or_else(|| self.drive.screen.written().unwrap().person)
    }

    fn meanwhile(&mut self, meanwhile: Meanwhile) {
        self.done.push(format!("({meanwhile:?})"));
        let marked = self.drive.screen.marked().cloned();
        let visit = self.drive.screen.written().map(|visit| visit.id);
        let stop = marked.as_ref().map_or(StopId(0), |row| row.stop);
        match meanwhile {
            Meanwhile::Undo => {
                self.desk(flow::command::Undo { on: loket::queue::OnStop { stop, seen: None } });
            }
            Meanwhile::HandOver => {
                self.desk(queue::command::Move { stop, to: self.ward.unit("Umum"), seen: None });
            }
            Meanwhile::Finish => self.desk(queue::command::Finish { stop, next: None, seen: None }),
            Meanwhile::Cancel => {
                if let Some(row) = &marked {
                    let cancel =
                        queue::command::Cancel { ticket: row.ticket, reason: "pulang".into(), seen: None };
                    self.desk(cancel);
                }
            }
            Meanwhile::Void | Meanwhile::VoidAndRelink => {
                if let Some(visit) = visit {
                    let on = visits::On { visit, seen: None };
                    let void = visits::VoidVisit { on, reason: "salah orang".into() };
                    let _ = self.ward.try_run(void);
                }
                if let (Meanwhile::VoidAndRelink, Some(row)) = (meanwhile, &marked) {
                    let person = self.somebody();
                    let seen = Some(row.ticket_revision);
                    self.desk(queue::command::LinkPerson { ticket: row.ticket, person, seen });
                }
            }
            Meanwhile::Close => {
                if let Some(visit) = visit {
                    let on = visits::On { visit, seen: None };
                    let _ = self.ward.try_run(flow::command::CloseVisit {
                        on,
                        next: None,
                        undiagnosed: loket::visits::Undiagnosed::Known,
                        still_away: StillAway::Ask,
                    });
                }
            }
            Meanwhile::Call => {
                let (unit, counter) = (self.ward.unit("KIA"), self.ward.room("Ruang KIA"));
                self.desk(queue::command::CallNext { unit, counter });
            }
            Meanwhile::Emergency => {
                let issue = Issue {
                    urgency: Urgency::Emergency,
                    first_stop: FirstStop::Unit,
                    ..ticket(self.ward.unit("KIA"))
                };
                self.desk(issue);
            }
            Meanwhile::Nothing => {}
        }
        // Also before the station has heard of it.
        self.check();
        self.drive.hear();
        self.check();
        // What the station believes of the marked turn is what the clinic has.
        if let Some(row) = self.drive.screen.marked() {
            let now = self.ward.list("KIA").queue.rows.into_iter().find(|one| one.stop == row.stop);
            assert_eq!(now.map(|one| one.person), Some(row.person), "{:?}", self.done);
        }
    }

    /// A page that can be written is the page of who is marked; where no turn is marked, its own is not listed.
    fn check(&self) {
        let Some(visit) = self.drive.screen.written() else { return };
        match self.drive.screen.marked() {
            Some(row) => {
                assert_eq!(row.person, Some(visit.person), "{:?}", self.done);
                assert_eq!(visit.stop, Some(row.stop), "{:?}", self.done);
            }
            None => {
                let listed = self.ward.list("KIA").queue.rows;
                assert!(listed.iter().all(|row| visit.stop != Some(row.stop)), "{:?}", self.done);
            }
        }
    }
}

#[test]
fn whatever_is_done_after_whatever_and_whatever_others_do_between_the_page_is_of_who_is_marked() {
    let mut between = MEANWHILE.iter().cycle();
    let (mut pages, mut none) = (0, 0);
    for (at, first) in ACTS.iter().enumerate() {
        let mut together = Together::begin();
        for second in ACTS {
            together.serve_somebody();
            together.act(*first);
            together.meanwhile(*between.next().unwrap());
            together.act(second);
            match together.drive.screen.written() {
                Some(_) => pages += 1,
                None => none += 1,
            }
        }
        // Each row begins with another neighbour, so that in the end every pair has met many of them.
        between.nth(at % 3);
    }
    assert!(pages > 40 && none > 40, "both were seen: {pages} pages, {none} times nobody's");
}
