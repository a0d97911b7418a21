//! Joining the subjects' own answers by their ids. No SQL of its own: each subject is asked for its part.

use std::collections::{BTreeMap, BTreeSet};

use super::query;
use super::{Authors, Away, Board, Child, Follows, Found, Moving, Names, Patient, Sheet, UnitList};
use crate::clinic::request::Sources;
use crate::clinic::{Refusal, config, flow};
use crate::store::{Problem, StoreError};
use crate::terms::{PersonId, ServiceDay, UnitId};
use crate::{people, queue, screening, staff, visits};

/// Earlier visits shown beside an open one.
const HISTORY: u32 = 20;
/// Days back that turns of the paper wait for their visit.
const PAPER_DAYS: u64 = 14;
/// So many of them are told.
const PAPER_MOST: usize = 50;

/// The subjects' own answers, as the views need them.
impl Sources<'_> {
    fn names(&self, rows: &[queue::Row]) -> Result<Names, Refusal> {
        self.names_of(rows.iter().filter_map(|row| row.person).collect())
    }

    pub(super) fn names_of(&self, wanted: BTreeSet<PersonId>) -> Result<Names, Refusal> {
        let (mut names, config) = (Names::new(), self.people()?);
        let wanted: Vec<PersonId> = wanted.into_iter().collect();
        for part in wanted.chunks(people::MOST_CARDS) {
            let cards = people::table::cards(self.db, &people::query::Cards(part.to_vec()), &config)?;
            names.extend(cards.into_iter().map(|card| (card.id, card)));
        }
        Ok(names)
    }

    fn tickets_of(&self, person: PersonId, day: ServiceDay) -> Result<Vec<queue::Row>, Refusal> {
        Ok(queue::table::of_person(self.db, &queue::query::OfPerson { day, person })?)
    }

    fn history(&self, person: PersonId, limit: u32) -> Result<Vec<visits::VisitLine>, Refusal> {
        Ok(visits::table::page(self.db, &visits::query::History { person, before: None, limit })?)
    }

    fn person(&self, person: PersonId) -> Result<Option<people::Opened>, Refusal> {
        match people::table::open(self.db, people::query::Open(person), &self.people()?) {
            Ok(opened) => Ok(Some(opened)),
            Err(Problem::Refused(people::Error::UnknownPerson)) => Ok(None),
            Err(problem) => Err(problem.into()),
        }
    }

    fn authors(&self) -> Result<Authors, Refusal> {
        let all = staff::table::accounts(self.db).map_err(StoreError::from)?;
        Ok(all.into_iter().map(|account| (account.id, account.name)).collect())
    }

    /// Turns of the paper whose visit was not written yet.
    fn on_paper(&self, unit: UnitId, day: ServiceDay) -> Result<Vec<queue::Row>, Refusal> {
        let since = day.0.checked_sub_days(chrono::Days::new(PAPER_DAYS)).map_or(day, ServiceDay);
        let calendar = self.config()?.profile.calendar();
        let mut waiting = Vec::new();
        for row in queue::table::on_paper(self.db, &queue::query::OnPaper { unit, since })? {
            let Some(person) = row.person else { continue };
            if !visits::table::is_written(self.db, row.stop, (person, row.unit, calendar.day(row.issued_at)))?
            {
                waiting.push(row);
            }
        }
        waiting.truncate(PAPER_MOST);
        Ok(waiting)
    }

    fn growth(&self, person: &people::Person) -> Result<screening::History, Refusal> {
        let child = config::child(person.id, &person.details);
        let config = config::for_screening(self.known, Some(child));
        Ok(screening::table::child(self.db, screening::query::Child(person.id), &config)?)
    }
}

/// The front desk's panel with names.
pub(in crate::clinic) fn board(at: &Sources<'_>, asked: query::Board) -> Result<Board, Refusal> {
    let queue = queue::table::board(at.db, &queue::query::Board { day: asked.day }, at.queue()?, at.now)?;
    let names = at.names(&queue.rows)?;
    let by = queue.closed.as_ref().and_then(|closed| closed.by);
    let closed_by = match by {
        Some(by) => at.authors()?.remove(&by),
        None => None,
    };
    Ok(Board { queue, names, closed_by })
}

/// Who waits for one unit.
pub(in crate::clinic) fn unit_list(at: &Sources<'_>, asked: query::UnitList) -> Result<UnitList, Refusal> {
    let query::UnitList { day, unit } = asked;
    let asked = queue::query::UnitList { day, unit };
    let mut queue = queue::table::unit_list(at.db, &asked, at.queue()?, at.now)?;
    let open = visits::table::open_visits(at.db, visits::query::Open { unit: Some(unit), day: None })?;
    let away = away_from(at, open.iter())?;
    // Who comes back is not done here, though the turn is.
    let sent = u32::try_from(away.len()).unwrap_or(u32::MAX);
    queue.line.done = queue.line.done.saturating_sub(sent);
    let paper = at.on_paper(unit, day)?;
    let served = queue.rows.iter().chain(&paper).filter_map(|row| row.person);
    let names = at.names_of(served.chain(open.iter().map(|line| line.person)).collect())?;
    let mut payers = BTreeMap::new();
    for row in queue.rows.iter().filter(|row| row.state != queue::State::Done).chain(&paper) {
        if let Some(person) = row.person {
            payers.insert(row.stop, config::usual_payer(at.db, person, row.payer.as_deref())?);
        }
    }
    let mut voided = Vec::new();
    for row in queue.rows.iter().filter(|row| row.state == queue::State::Serving) {
        let of = visits::table::of_turn(at.db, (row.ticket, unit, day), row.person)?;
        if of.theirs_voided && !of.counts {
            voided.push(row.stop);
        }
    }
    Ok(UnitList { queue, names, open, voided, away, paper, payers })
}

/// Where those with an open visit are meanwhile whose turn in its unit is over.
fn away_from<'a>(
    at: &Sources<'_>,
    open: impl Iterator<Item = &'a visits::VisitLine>,
) -> Result<Vec<Away>, Refusal> {
    let turns: Vec<_> = open.filter_map(|visit| Some((visit.ticket?, visit.unit))).collect();
    let gone_on = queue::table::gone_on(at.db, &turns)?;
    Ok(gone_on.into_iter().map(|(ticket, unit, since)| Away { ticket, unit, since }).collect())
}

/// People and tickets for what was typed.
pub(in crate::clinic) fn search(at: &Sources<'_>, asked: &query::Search) -> Result<Found, Refusal> {
    let query::Search { day, text, limit, skip } = asked.clone();
    let people = people::query::Search { text: text.clone(), limit, skip };
    let people = people::table::search(at.db, &people, &at.people()?)?;
    let tickets = match people.typed {
        people::Typed::Ticket(_) => queue::table::find(at.db, &queue::query::Find { day, text })?,
        _ => Vec::new(),
    };
    let names = at.names(&tickets)?;
    Ok(Found { people, tickets, names })
}

/// One person as the front desk sees them.
pub(in crate::clinic) fn patient(
    at: &Sources<'_>,
    asked: query::Patient,
) -> Result<Option<Box<Patient>>, Refusal> {
    let Some(mut opened) = at.person(asked.person)? else { return Ok(None) };
    for merge in &mut opened.merges {
        merge.refused = match flow::repair::can_unmerge(at.db, merge.id, at.today()?) {
            Ok(_) => None,
            Err(Problem::Refused(why)) => Some(why),
            Err(Problem::Failed(problem)) => return Err(problem.into()),
        };
    }
    let history = at.history(asked.person, HISTORY)?;
    let last = history.iter().find(|line| line.state != visits::State::Voided);
    let open_visit = history.iter().find(|line| line.state == visits::State::Open).map(|line| line.id);
    Ok(Some(Box::new(Patient {
        opened,
        last_visit: last.map(|line| (line.service_day, line.unit)),
        last_payer: visits::table::last_payer(at.db, asked.person)?,
        tickets: at.tickets_of(asked.person, asked.day)?,
        open_visit,
    })))
}

/// What a move comes to, and what goes along.
pub(in crate::clinic) fn moving(at: &Sources<'_>, asked: &query::Moving) -> Result<Box<Moving>, Refusal> {
    let plan = people::moving::table::plan(at.db, &asked.0, &at.people()?)?;
    let follows = Follows::of(at.db, plan.person.id)?;
    let mothers = [plan.person.details.mother, plan.after.mother];
    let names = at.names_of(mothers.into_iter().flatten().collect())?;
    Ok(Box::new(Moving { plan, follows, names }))
}

/// One visit and all around it.
pub(in crate::clinic) fn sheet(at: &Sources<'_>, asked: query::Sheet) -> Result<Option<Box<Sheet>>, Refusal> {
    let Some(visit) = visits::table::load(at.db, asked.0)? else { return Ok(None) };
    let Some(opened) = at.person(visit.person)? else { return Ok(None) };
    let mut history = at.history(visit.person, HISTORY + 1)?;
    history.retain(|line| line.id != visit.id);
    let growth = at.growth(&opened.person)?;
    let mut tickets = at.tickets_of(visit.person, visit.service_day)?;
    // An emergency of the night is one of today's turns by now.
    tickets.extend(at.tickets_of(visit.person, at.day()?)?);
    // By the ticket: who was sent away and came back is at another stop of it.
    let stop = tickets.into_iter().find(|row| visit.stop.is_some() && Some(row.ticket) == visit.ticket);
    let returns_to = match visit.ticket {
        Some(ticket) => visits::table::written_elsewhere(at.db, (ticket, visit.unit))?,
        None => None,
    };
    let (mother, authors) = (mother_of(&opened), at.authors()?);
    Ok(Some(Box::new(Sheet {
        visit,
        person: opened.person,
        mother,
        history,
        growth,
        stop,
        returns_to,
        authors,
    })))
}

/// One child with all measurements.
pub(in crate::clinic) fn child(at: &Sources<'_>, asked: query::Child) -> Result<Option<Box<Child>>, Refusal> {
    let Some(opened) = at.person(asked.0)? else { return Ok(None) };
    let (growth, mother, authors) = (at.growth(&opened.person)?, mother_of(&opened), at.authors()?);
    Ok(Some(Box::new(Child { person: opened.person, mother, growth, authors })))
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
