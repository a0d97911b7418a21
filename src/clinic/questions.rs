//! Every question of the door in one table: what it is answered with, how, and whose record the answer lays open.

use super::request::{Question, Sources};
use super::{Clinic, Query, Refusal, Session, summaries, views, watch, wire};
use crate::store::StoreError;
use crate::summary::Error::Unknown;
use crate::terms::PersonId;
use crate::{people, queue, screening, setup, staff, summary, visits};

/// Makes a [`Question`] of each line: `Name -> Answer: |question, sources| how, |answer| who was looked at;`.
macro_rules! questions {
    ($($subject:ident($room:ident) {
        $($question:ident -> $answer:ty: |$asked:pat_param, $at:pat_param| $how:expr, |$said:pat_param| $who:expr;)+
    })+) => {$($(
        impl From<$room::query::$question> for Query {
            fn from(question: $room::query::$question) -> Self {
                Self::$subject(question.into())
            }
        }

        impl Question for $room::query::$question {
            type Answer = $answer;

            fn answer(&self, at: &Sources<'_>) -> Result<$answer, Refusal> {
                let ($asked, $at) = (self, at);
                Ok($how?)
            }

            fn looked_at(&self, answer: &$answer) -> Vec<PersonId> {
                let $said = answer;
                Vec::from_iter($who)
            }
        }
    )+)+

        /// Answers a question that came as a value.
        pub(super) fn serve(query: Query, clinic: &Clinic, session: &Session) -> Vec<u8> {
            match query {$(
                Query::$subject(query) => match query {$(
                    $room::Query::$question(asked) => wire::say(clinic, clinic.ask(session, &asked)),
                )+},
            )+}
        }
    };
}

questions! {
    Setup(setup) {
        Config -> Option<Box<setup::Config>>:
            |_, at| Ok::<_, Refusal>(at.known.map(|known| Box::new((*known.config).clone()))), |_| None;
    }
    Staff(staff) {
        Accounts -> Vec<staff::Account>: |_, at| staff::table::accounts(at.db).map_err(StoreError::from), |_| None;
    }
    People(people) {
        Search -> people::Found: |asked, at| people::table::search(at.db, asked, &at.people()?), |_| None;
        Open -> Box<people::Opened>:
            |asked, at| people::table::open(at.db, *asked, &at.people()?).map(Box::new),
            |opened| Some(opened.person.id);
        Similar -> people::Alike: |asked, at| people::table::similar(at.db, asked, &at.people()?), |_| None;
        Same -> Vec<people::Similar>: |asked, at| people::table::same(at.db, *asked, &at.people()?), |_| None;
        Family -> people::Family: |asked, at| people::table::family(at.db, *asked, &at.people()?), |_| None;
        Mothers -> Vec<people::moving::Proposed>:
            |asked, at| people::table::mothers(at.db, *asked, &at.people()?), |_| None;
        Cards -> Vec<people::Card>: |asked, at| people::table::cards(at.db, asked, &at.people()?), |_| None;
        Count -> u64: |_, at| people::table::count(at.db), |_| None;
    }
    Queue(queue) {
        Board -> queue::Board: |asked, at| queue::table::board(at.db, asked, at.queue()?, at.now), |_| None;
        UnitList -> queue::UnitList: |asked, at| queue::table::unit_list(at.db, asked, at.queue()?, at.now), |_| None;
        Display -> queue::Display: |asked, at| queue::table::display(at.db, asked, at.queue()?, at.now), |_| None;
        Ticket -> Option<queue::TicketCard>: |asked, at| queue::table::ticket(at.db, asked), |_| None;
        Find -> Vec<queue::Row>: |asked, at| queue::table::find(at.db, asked), |_| None;
        OnPaper -> Vec<queue::Row>: |asked, at| queue::table::on_paper(at.db, asked), |_| None;
        OfPerson -> Vec<queue::Row>: |asked, at| queue::table::of_person(at.db, asked), |_| None;
        DayReport -> Vec<queue::TicketCard>: |asked, at| queue::table::report(at.db, asked), |_| None;
        GoingOn -> Vec<queue::GoingOn>: |asked, at| queue::table::going_on(at.db, asked, at.queue()?), |_| None;
        LeftOpen -> Vec<queue::LeftOpen>: |asked, at| queue::table::left_open(at.db, asked), |_| None;
    }
    Visits(visits) {
        Visit -> Option<Box<visits::Visit>>:
            |asked, at| visits::table::load(at.db, asked.0).map(|visit| visit.map(Box::new)),
            |visit| visit.as_ref().map(|visit| visit.person);
        History -> Vec<visits::VisitLine>:
            |asked, at| visits::table::page(at.db, asked), |lines| lines.first().map(|line| line.person);
        Open -> Vec<visits::VisitLine>: |asked, at| visits::table::open_visits(at.db, *asked), |_| None;
        Diagnoses -> Vec<visits::DiagnosisHit>: |asked, at| visits::table::diagnoses(at.db, asked), |_| None;
        CaseKind -> visits::CaseKind: |asked, at| visits::table::case_kind(at.db, asked), |_| None;
    }
    Screening(screening) {
        Child -> Box<screening::History>:
            |asked, at| screening::table::child(at.db, *asked, &at.child(asked.0)?).map(Box::new),
            |history| Some(history.child.person);
        Measurement -> Option<Box<screening::Measurement>>:
            |asked, at| screening::table::load(at.db, asked.0).map(|one| one.map(Box::new)),
            |one| one.as_ref().map(|one| one.person);
        Due -> Vec<screening::FollowUp>: |asked, at| screening::table::due(at.db, *asked), |_| None;
    }
    Summary(summary) {
        List -> Vec<summary::Line>: |asked, at| summary::table::list(at.db, *asked), |_| None;
        Files -> Box<summary::Files>:
            |asked, at| summary::table::files(at.db, asked.0)?.map(Box::new).ok_or(Unknown), |_| None;
        Figures -> Box<summary::Preview>:
            |asked, at| summaries::preview(at, asked.0).map(Box::new), |_| None;
        Seal -> summary::ShownSeal: |_, at| summary::table::seal(at.db), |_| None;
    }
    Clock(watch) {
        Standing -> watch::Standing: |_, at| at.clock(), |_| None;
    }
    View(views) {
        Board -> views::Board: |asked, at| views::board(at, *asked), |_| None;
        UnitList -> views::UnitList: |asked, at| views::unit_list(at, *asked), |_| None;
        Search -> views::Found: |asked, at| views::search(at, asked), |_| None;
        Patient -> Option<Box<views::Patient>>:
            |asked, at| views::patient(at, *asked),
            |patient| patient.as_ref().map(|patient| patient.opened.person.id);
        Moving -> Box<views::Moving>:
            |asked, at| views::moving(at, asked), |moving| Some(moving.plan.person.id);
        Comparison -> Option<Box<views::Comparison>>:
            |asked, at| views::comparison(at, *asked),
            |pair| pair.iter().flat_map(|pair| [pair.older.person.id, pair.newer.person.id]).collect::<Vec<_>>();
        Merging -> views::Merging: |asked, at| views::merging(at, asked), |_| None;
        Sheet -> Option<Box<views::Sheet>>:
            |asked, at| views::sheet(at, *asked), |sheet| sheet.as_ref().map(|sheet| sheet.person.id);
        Lacking -> Option<views::Lacks>: |asked, at| views::lacking(at, asked), |_| None;
        Child -> Option<Box<views::Child>>:
            |asked, at| views::child(at, *asked), |child| child.as_ref().map(|child| child.person.id);
    }
}
