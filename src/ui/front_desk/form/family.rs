//! Which family folder somebody new goes into: a new one, or the one of somebody who is here.

use super::super::{Asked, FrontDesk};
use super::{Form, id};
use crate::clinic::views::Patient;
use crate::people::moving::rules::proposes_mother;
use crate::people::{self, Card, Details, Family, Relation, Role};
use crate::terms::{FamilyId, PersonId, Sex};
use crate::ui::action::Action;
use crate::ui::finder::Finder;
use crate::ui::flight::Question;
use crate::ui::front_desk::Message as Desk;
use crate::ui::shared::Shared;

/// Members offered while typing.
const OFFERED: u8 = 4;

/// The folder as far as it is chosen.
#[derive(Debug, Default)]
pub(super) struct FamilyPart {
    pub(super) finder: Finder<Card>,
    pub(super) joins: Option<Family>,
    /// Who was at the counter when the form was opened: perhaps the mother.
    pub(super) offered: Option<Box<Offered>>,
}

/// Somebody at the counter, and their folder.
#[derive(Debug)]
pub(super) struct Offered {
    pub(super) card: Card,
    details: Details,
    family: Family,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// A name or record number was typed.
    Typed(String),
    /// Who was found, if it is the latest question.
    Found(Question, Asked<people::Found>),
    /// Up or down.
    Mark(isize),
    /// Enter.
    Take,
    Join(PersonId),
    /// The folder of somebody, opened.
    Opened(Asked<Box<people::Opened>>),
    /// A new folder after all.
    Leave,
    /// This member answers for the child.
    Guardian(PersonId),
    /// Alt+I: it is the child of the woman at the counter.
    Mother,
}

impl FamilyPart {
    /// The folder that is joined.
    pub(super) fn joined(&self) -> Option<FamilyId> {
        self.joins.as_ref().map(|family| family.id)
    }

    /// Offers the folder of the one at the counter.
    pub(super) fn offer(&mut self, patient: Option<&Patient>) {
        let offered = patient.and_then(|patient| {
            let people::Opened { person, family, .. } = &patient.opened;
            let member = family.members.iter().find(|member| member.card.id == person.id)?;
            let (card, details) = (member.card.clone(), person.details.clone());
            Some(Box::new(Offered { card, details, family: family.clone() }))
        });
        self.offered = offered.or_else(|| self.offered.take());
    }
}

impl Form {
    /// The woman at the counter, where the newborn may be hers and is in no folder yet.
    pub(in crate::ui::front_desk) fn proposed_mother(&self, shared: &Shared) -> Option<&Card> {
        let (birth, offered) = (self.birth()?, self.family.offered.as_deref()?);
        let is_free = self.amends.is_none() && self.family.joins.is_none();
        (is_free && proposes_mother(birth.date, &offered.card, shared.date())).then_some(&offered.card)
    }

    /// A place in the family, by its place among them.
    pub(super) fn take_role(&mut self, at: usize) {
        self.role = Role::ALL.get(at).copied();
        self.flight.forget();
    }

    /// Her folder, her as mother and guardian, and where she lives as far as nothing was typed of it.
    fn take_mother(&mut self, shared: &Shared) {
        let Some(offered) = self.family.offered.take() else { return };
        let Offered { card, details, family } = *offered;
        let today = shared.date();
        self.family.joins = Some(family);
        self.family.finder.clear();
        self.mother = Some(card.id);
        self.relation.choose(Some(&Relation::Mother));
        self.guardian.set(card.name, today);
        if self.village.value().is_none() {
            self.live_at(details.home, today);
        }
        if self.address.is_empty() && self.rt.is_empty() && self.rw.is_empty() {
            self.stand_at(details.address, today);
        }
    }
}

impl Form {
    /// Into the folder of the marked one; with nobody found on to the next field.
    fn join_marked(&mut self) -> Action<Desk> {
        match self.family.finder.marked() {
            Some(card) => join(card.id),
            None => self.on_after(id::FAMILY),
        }
    }
}

impl FrontDesk {
    pub(super) fn on_family(&mut self, message: Message, shared: &Shared) -> Action<Desk> {
        let Some(form) = self.form_mut() else { return Action::none() };
        let folder = &mut form.family;
        match message {
            Message::Typed(text) => {
                let Some(n) = folder.finder.type_in(text) else { return Action::none() };
                let text = folder.finder.typed().to_owned();
                let query = people::query::Search { text, limit: OFFERED, skip: 0 };
                return Action::ask(query, move |answer| wrap(Message::Found(n, answer)));
            }
            Message::Found(n, answer) => {
                let hits = answer.map(|found| found.hits.into_iter().map(|hit| hit.card));
                if folder.finder.found(n, hits) && folder.finder.was_entered() {
                    return form.join_marked();
                }
            }
            Message::Mark(by) => folder.finder.mark(by, folder.finder.hits.len()),
            Message::Take => {
                if folder.finder.enter() {
                    return form.join_marked();
                }
            }
            Message::Join(person) => return join(person),
            Message::Opened(Ok(opened)) => {
                folder.joins = Some(opened.family);
                folder.finder.clear();
                form.flight.forget();
                return Action::focus(id::ROLE);
            }
            Message::Opened(Err(refusal)) => return Self::trouble(&refusal, shared),
            Message::Leave => {
                folder.joins = None;
                return Action::focus(id::FAMILY);
            }
            Message::Mother => {
                if form.proposed_mother(shared).is_some() {
                    form.take_mother(shared);
                    return self.ask_similar();
                }
            }
            Message::Guardian(person) => {
                let member = folder.joins.iter().flat_map(|family| &family.members);
                let Some(member) = member.into_iter().find(|member| member.card.id == person) else {
                    return Action::none();
                };
                let is_mother = member.card.sex == Sex::Female;
                let relation = match member.role {
                    Role::Head | Role::Spouse if is_mother => Relation::Mother,
                    Role::Head | Role::Spouse => Relation::Father,
                    Role::Child => Relation::Sibling,
                    Role::Other => Relation::Relative,
                };
                let name = member.card.name.clone();
                form.mother = (relation == Relation::Mother).then_some(person);
                form.relation.choose(Some(&relation));
                form.guardian.set(name, shared.date());
            }
        }
        Action::none()
    }
}

fn join(person: PersonId) -> Action<Desk> {
    Action::ask(people::query::Open(person), |answer| wrap(Message::Opened(answer)))
}

fn wrap(message: Message) -> Desk {
    Desk::Form(super::Message::Family(message))
}
