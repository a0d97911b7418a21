//! Joining the subjects' own answers by their ids. No SQL of its own: each subject is asked for its part.

use std::collections::BTreeSet;

use super::{Answer, Authors, Board, Child, Found, Names, Patient, Query, Sheet, UnitList};
use crate::clinic::Refusal;
use crate::clinic::house::{self, Known};
use crate::store::{Connection, StoreError};
use crate::terms::{PersonId, ServiceDay, UnitId};
use crate::{people, queue, screening, staff, visits};

/// Earlier visits shown beside an open one.
const HISTORY: u32 = 20;
/// Days back that turns of the paper wait for their visit.
const PAPER_DAYS: u64 = 14;
/// So many of them are told.
const PAPER_MOST: usize = 50;

/// What a view is made from.
pub(in crate::clinic) struct Sources<'a> {
    pub(in crate::clinic) db: &'a Connection,
    pub(in crate::clinic) known: &'a Known,
    pub(in crate::clinic) today: ServiceDay,
}

impl Sources<'_> {
    fn people(&self, query: &people::Query) -> Result<people::Answer, Refusal> {
        Ok(people::table::ask(self.db, query, &house::for_people(&self.known.house, self.today))?)
    }

    fn queue(&self, query: &queue::Query) -> Result<queue::Answer, Refusal> {
        Ok(queue::table::ask(self.db, query, &self.known.queue)?)
    }

    fn visits(&self, query: &visits::Query) -> Result<visits::Answer, Refusal> {
        Ok(visits::table::ask(self.db, query, &house::for_visits(&self.known.house, None))?)
    }

    fn names(&self, rows: &[queue::Row]) -> Result<Names, Refusal> {
        self.names_of(rows.iter().filter_map(|row| row.person).collect())
    }

    fn names_of(&self, wanted: BTreeSet<PersonId>) -> Result<Names, Refusal> {
        let mut names = Names::new();
        let wanted: Vec<PersonId> = wanted.into_iter().collect();
        for part in wanted.chunks(people::MOST_CARDS) {
            if let people::Answer::Cards(cards) = self.people(&people::Query::Cards(part.to_vec()))? {
                names.extend(cards.into_iter().map(|card| (card.id, card)));
            }
        }
        Ok(names)
    }

    fn tickets(&self, query: &queue::Query) -> Result<Vec<queue::Row>, Refusal> {
        match self.queue(query)? {
            queue::Answer::Rows(rows) => Ok(rows),
            _ => Ok(Vec::new()),
        }
    }

    fn history(&self, person: PersonId, limit: u32) -> Result<Vec<visits::VisitLine>, Refusal> {
        let page = visits::History { person, before: None, limit };
        match self.visits(&visits::Query::History(page))? {
            visits::Answer::History(lines) => Ok(lines),
            _ => Ok(Vec::new()),
        }
    }

    fn person(&self, person: PersonId) -> Result<Option<people::Opened>, Refusal> {
        match self.people(&people::Query::Open(person)) {
            Ok(people::Answer::Opened(opened)) => Ok(Some(*opened)),
            Ok(_) | Err(Refusal::People(people::Error::UnknownPerson)) => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }

    fn authors(&self) -> Result<Authors, Refusal> {
        let all = staff::table::accounts(self.db).map_err(StoreError::from)?;
        Ok(all.into_iter().map(|account| (account.id, account.name)).collect())
    }

    /// Turns of the paper whose visit was not written yet.
    fn on_paper(&self, unit: UnitId, day: ServiceDay) -> Result<Vec<queue::Row>, Refusal> {
        let since = ServiceDay(day.0 - chrono::Days::new(PAPER_DAYS));
        let queue::Answer::Rows(rows) = self.queue(&queue::Query::OnPaper { unit, since })? else {
            return Err(odd());
        };
        let mut waiting = Vec::new();
        for row in rows {
            let day = self.known.house.profile.zone.day(row.issued_at);
            let Some(person) = row.person else { continue };
            if !visits::table::is_written(self.db, row.stop, (person, row.unit, day))? {
                waiting.push(row);
            }
        }
        waiting.truncate(PAPER_MOST);
        Ok(waiting)
    }

    fn growth(&self, person: &people::Person) -> Result<screening::History, Refusal> {
        let child = screening::Child {
            person: person.id,
            sex: person.details.sex,
            birth_date: person.details.birth.date,
        };
        let house = screening::House { child: Some(child) };
        match screening::table::ask(self.db, &screening::Query::Child(person.id), &house)? {
            screening::Answer::Child(history) => Ok(*history),
            _ => Err(odd()),
        }
    }
}

/// Answers a question across subjects.
pub(in crate::clinic) fn answer(sources: &Sources<'_>, query: &Query) -> Result<Answer, Refusal> {
    match query {
        Query::Board { day } => {
            let queue::Answer::Board(queue) = sources.queue(&queue::Query::Board { day: *day })? else {
                return Err(odd());
            };
            let names = sources.names(&queue.rows)?;
            Ok(Answer::Board(Box::new(Board { queue, names })))
        }
        Query::UnitList { day, unit } => {
            let asked = queue::Query::UnitList { day: *day, unit: *unit };
            let queue::Answer::UnitList(queue) = sources.queue(&asked)? else { return Err(odd()) };
            let open = match sources.visits(&visits::Query::Open { unit: Some(*unit), day: None })? {
                visits::Answer::Open(lines) => lines,
                _ => Vec::new(),
            };
            let paper = sources.on_paper(*unit, *day)?;
            let served = queue.rows.iter().chain(&paper).filter_map(|row| row.person);
            let names = sources.names_of(served.chain(open.iter().map(|line| line.person)).collect())?;
            Ok(Answer::UnitList(Box::new(UnitList { queue, names, open, paper })))
        }
        Query::Search { day, text } => search(sources, *day, text),
        Query::Patient { person, day } => patient(sources, *person, *day),
        Query::Sheet(visit) => sheet(sources, *visit),
        Query::Child(person) => {
            let Some(opened) = sources.person(*person)? else { return Ok(Answer::Child(None)) };
            let growth = sources.growth(&opened.person)?;
            let mother = mother_of(&opened);
            let authors = sources.authors()?;
            Ok(Answer::Child(Some(Box::new(Child { person: opened.person, mother, growth, authors }))))
        }
    }
}

fn search(sources: &Sources<'_>, day: ServiceDay, text: &str) -> Result<Answer, Refusal> {
    let query = people::Query::Search { text: text.to_owned(), limit: people::MOST_HITS };
    let people::Answer::Found(found) = sources.people(&query)? else { return Err(odd()) };
    let tickets = match found.typed {
        people::Typed::Ticket(_) => sources.tickets(&queue::Query::Find { day, text: text.to_owned() })?,
        _ => Vec::new(),
    };
    let names = sources.names(&tickets)?;
    Ok(Answer::Search(Box::new(Found { people: found, tickets, names })))
}

fn patient(sources: &Sources<'_>, person: PersonId, day: ServiceDay) -> Result<Answer, Refusal> {
    let Some(opened) = sources.person(person)? else { return Ok(Answer::Patient(None)) };
    let history = sources.history(person, HISTORY)?;
    let last = history.iter().find(|line| line.state != visits::State::Voided);
    let open_visit = history.iter().find(|line| line.state == visits::State::Open).map(|line| line.id);
    Ok(Answer::Patient(Some(Box::new(Patient {
        opened,
        last_visit: last.map(|line| (line.service_day, line.unit)),
        last_payer: last.map(|line| line.payer),
        tickets: sources.tickets(&queue::Query::OfPerson { day, person })?,
        open_visit,
    }))))
}

fn sheet(sources: &Sources<'_>, visit: crate::terms::VisitId) -> Result<Answer, Refusal> {
    let visits::Answer::Visit(Some(visit)) = sources.visits(&visits::Query::Visit(visit))? else {
        return Ok(Answer::Sheet(None));
    };
    let Some(opened) = sources.person(visit.person)? else { return Ok(Answer::Sheet(None)) };
    let mut history = sources.history(visit.person, HISTORY + 1)?;
    history.retain(|line| line.id != visit.id);
    let growth = sources.growth(&opened.person)?;
    let of_person = queue::Query::OfPerson { day: visit.service_day, person: visit.person };
    let stop = sources.tickets(&of_person)?.into_iter().find(|row| Some(row.stop) == visit.stop);
    let mother = mother_of(&opened);
    let person = opened.person;
    let authors = sources.authors()?;
    let sheet = Sheet { visit: *visit, person, mother, history, growth, stop, authors };
    Ok(Answer::Sheet(Some(Box::new(sheet))))
}

fn mother_of(opened: &people::Opened) -> Option<String> {
    let details = &opened.person.details;
    let member = |id| opened.family.members.iter().find(|member| member.card.id == id);
    let registered = details.mother.and_then(member).map(|member| member.card.name.clone());
    registered.or_else(|| {
        let guardian = details.guardian.as_ref()?;
        (guardian.relation == people::Relation::Mother).then(|| guardian.name.clone())
    })
}

/// A subject answered with another kind than asked for: a fault of ours.
fn odd() -> Refusal {
    Refusal::Failure("a subject answered with another kind than asked for".to_owned())
}
