//! Who is at the counter: what is known of them, their family, earlier visits.

use super::{Asked, FrontDesk, Message, Mode};
use crate::clinic::Permission;
use crate::clinic::views::{self, Patient};
use crate::people::{self, Similar};
use crate::terms::PersonId;
use crate::ui::action::{Action, Toast};
use crate::ui::flight::{Latest, Question};
use crate::ui::shared::Shared;
use crate::visits::{self, VisitLine};

/// Earlier visits shown.
const HISTORY: u32 = 50;
/// The chosen person.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) id: PersonId,
    asked: Latest,
    /// What is known; stays while it is asked again.
    pub(super) patient: Option<Box<Patient>>,
    pub(super) history: Option<Vec<VisitLine>>,
    /// Who is likely the same person, once that was asked.
    same: Option<Vec<Similar>>,
    then: Then,
}

/// What was in hand when something was asked of the clinic: where it is still so, the hand follows the answer;
/// where the next one is being attended to, an answer that comes late moves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    mode: Mode,
    chosen: Option<PersonId>,
    searched: Latest,
}

/// What follows once the person is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Nothing,
    /// Say under which record number they were registered.
    Announce,
    /// Open the form.
    Amend,
}

impl Chosen {
    pub(super) fn amend_when_opened(&mut self) {
        self.then = Then::Amend;
    }

    pub(super) fn announce_when_opened(&mut self) {
        self.then = Then::Announce;
    }

    /// Whether somebody's data are on the screen: the person or the family.
    pub(super) fn concerns(&self, person: PersonId) -> bool {
        let family = self.patient.iter().flat_map(|patient| &patient.opened.family.members);
        self.id == person || family.into_iter().any(|member| member.card.id == person)
    }

    /// Whether an event may be about what is shown of them, or about what is still asked for. To ask for somebody again is
    /// another look, and each look is journalled: what happens to others is no reason.
    pub(super) fn may_show(&self, is_shown: impl FnOnce(&Patient) -> bool) -> bool {
        self.patient.as_deref().is_none_or(is_shown)
    }

    /// Lines that the family's chips take, about.
    pub(super) fn family_lines(&self) -> usize {
        const CHIPS_IN_A_LINE: usize = 4;
        let members = self.patient.as_ref().map_or(0, |patient| patient.opened.family.members.len());
        members.div_ceil(CHIPS_IN_A_LINE)
    }

    /// Who is likely the same person.
    pub(super) fn same(&self) -> Option<&Similar> {
        self.same.as_ref()?.first()
    }

    /// Somebody's data changed: it is asked again who is alike.
    pub(super) fn forget_same(&mut self) {
        self.same = None;
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.patient.as_ref().map(|patient| patient.opened.person.details.name.as_str())
    }
}

impl FrontDesk {
    /// What is in hand now.
    pub(super) fn hand(&self) -> Hand {
        let chosen = self.chosen.as_ref().map(|chosen| chosen.id);
        Hand { mode: self.mode, chosen, searched: self.search.asked() }
    }

    pub(super) fn choose(&mut self, person: PersonId, shared: &Shared) -> Action<Message> {
        self.mode = Mode::Desk;
        self.before = None;
        self.search.is_over();
        if self.chosen.as_ref().is_none_or(|chosen| chosen.id != person) {
            let asked = self.chosen.as_ref().map_or(Latest::default(), |chosen| chosen.asked);
            self.chosen = Some(Chosen {
                id: person,
                asked,
                patient: None,
                history: None,
                same: None,
                then: Then::Nothing,
            });
            self.choices.forget();
        }
        self.ask_again(shared)
    }

    pub(super) fn unchoose(&mut self) {
        self.before = None;
        if self.chosen.take().is_some() {
            self.choices.forget();
        }
        self.leave_nobodys_page();
    }

    /// Something happened to visits: the chosen person's, where it is theirs.
    pub(super) fn visits_changed(&mut self, event: &visits::Event, shared: &Shared) -> Action<Message> {
        let Some(chosen) = &self.chosen else { return Action::none() };
        let concerns = match event {
            visits::Event::Opened { person, .. } => *person == chosen.id,
            visits::Event::Written { visit } | visits::Event::Closed { visit } => {
                chosen.may_show(|patient| patient.open_visit == Some(*visit))
            }
            visits::Event::Voided { .. } | visits::Event::LeftOpen => true,
            visits::Event::DiagnosesImported => false,
        };
        if concerns { self.ask_again(shared) } else { Action::none() }
    }

    /// Asks for the chosen person again.
    pub(super) fn ask_again(&mut self, shared: &Shared) -> Action<Message> {
        let Some(chosen) = &mut self.chosen else { return Action::none() };
        let n = chosen.asked.ask();
        let query = views::query::Patient { person: chosen.id, day: shared.day() };
        Action::ask(query, move |answer| Message::Opened(n, answer))
    }

    pub(super) fn opened(
        &mut self,
        n: Question,
        answer: Asked<Option<Box<Patient>>>,
        shared: &Shared,
    ) -> Action<Message> {
        let Some(chosen) = self.chosen.as_mut().filter(|chosen| chosen.asked.is(n)) else {
            return Action::none();
        };
        match answer {
            // An answer about whoever was asked for before is nobody's.
            Ok(Some(patient)) if patient.opened.person.id != chosen.id => Action::none(),
            Ok(Some(patient)) => {
                self.choices.suit(&patient, shared);
                let person = &patient.opened.person;
                let (name, record) = (person.details.name.clone(), person.record_number.clone());
                chosen.patient = Some(patient);
                let same = match chosen.same {
                    Some(_) => Action::none(),
                    None => Self::ask_same(chosen.id, shared),
                };
                let then = match std::mem::replace(&mut chosen.then, Then::Nothing) {
                    Then::Nothing => Action::none(),
                    Then::Announce => {
                        let words = &shared.words;
                        let said = words.with("toast-registered", &[("name", name), ("record", record)]);
                        Action::say(Toast::done(said))
                    }
                    Then::Amend => self.begin_amend(shared),
                };
                same.and(then)
            }
            Ok(None) => {
                self.chosen = None;
                self.leave_nobodys_page();
                Self::trouble(&people::Error::UnknownPerson.into(), shared)
            }
            Err(refusal) => Self::trouble(&refusal, shared),
        }
    }

    /// Who is likely the same person is for those who can repair it.
    fn ask_same(person: PersonId, shared: &Shared) -> Action<Message> {
        if !shared.may(Permission::CorrectPeople) {
            return Action::none();
        }
        Action::ask(people::query::Same(person), move |answer| Message::Same(person, answer))
    }

    pub(super) fn same_here(&mut self, person: PersonId, answer: Asked<Vec<Similar>>) -> Action<Message> {
        if let (Some(chosen), Ok(same)) = (self.chosen.as_mut().filter(|chosen| chosen.id == person), answer)
        {
            chosen.same = Some(same);
        }
        Action::none()
    }

    /// F7, for those who may read care.
    pub(super) fn ask_history(&mut self, shared: &Shared) -> Action<Message> {
        let Some(chosen) = &mut self.chosen else { return Action::none() };
        if !shared.may(Permission::SeeCare) {
            return Action::none();
        }
        if self.mode == Mode::History {
            self.mode = Mode::Desk;
            return Action::none();
        }
        self.mode = Mode::History;
        let person = chosen.id;
        let page = visits::query::History { person, before: None, limit: HISTORY };
        Action::ask(page, move |answer| Message::Visits(person, answer))
    }

    pub(super) fn visits(&mut self, person: PersonId, answer: Asked<Vec<VisitLine>>) -> Action<Message> {
        if let (Some(chosen), Ok(lines)) = (&mut self.chosen, answer)
            && chosen.id == person
        {
            chosen.history = Some(lines);
        }
        Action::none()
    }
}
