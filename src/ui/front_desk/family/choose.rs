//! What is chosen on the page: the way, the folder, the place in it, who heads the other one.

use super::{FamilyPage, Goal, Message, Way, id, of};
use crate::people::moving::{Because, Follow, Proposed, Residence, rules};
use crate::people::{self, Card, Details, FamilyChoice, FolderMove, Home, Which};
use crate::terms::PersonId;
use crate::ui::action::Action;
use crate::ui::front_desk::{FrontDesk, Message as Desk};
use crate::ui::shared::Shared;

/// People offered while typing.
const OFFERED: u8 = 5;

impl FrontDesk {
    /// The ways that there are: a mother is asked for of every child, proposed or looked for.
    pub(in crate::ui::front_desk) fn ways(&self, shared: &Shared) -> Vec<Way> {
        let is_child =
            self.moving().is_some_and(|patient| rules::is_child(&of(patient).details, shared.date()));
        is_child.then_some(Way::Mother).into_iter().chain([Way::Folder, Way::Place]).collect()
    }

    pub(super) fn on_choice(&mut self, message: Message, shared: &Shared) -> Action<Desk> {
        let page = &mut self.family;
        page.flight.forget();
        match message {
            Message::Mothers(n, Ok(mothers)) if page.asked_mothers.is(n) => {
                return self.mothers_known(mothers, shared);
            }
            Message::Mothers(n, Err(refusal)) if page.asked_mothers.is(n) => page.trouble = Some(refusal),
            Message::Opened(n, _, Err(refusal)) if page.picked.is(n) => page.trouble = Some(refusal),
            Message::Way(at) => {
                if let Some(way) = self.ways(shared).get(at) {
                    return self.go(*way, shared);
                }
            }
            Message::ToSearch => return Action::focus(id::SEARCH),
            Message::Typed(text) => {
                page.trouble = None;
                let Some(n) = page.finder.type_in(text) else { return Action::none() };
                let text = page.finder.typed().to_owned();
                // Of many of one name only some can be the mother.
                let limit = if page.way == Way::Mother { people::MOST_HITS } else { OFFERED };
                let query = people::query::Search { text, limit, skip: 0 };
                return Action::ask(query, move |answer| Desk::Family(Message::Found(n, answer)));
            }
            Message::Found(n, answer) => {
                let hits = answer.map(|found| {
                    let cards = found.hits.into_iter().map(|hit| hit.card);
                    let hits = cards.filter(|card| self.may_lead(card)).take(usize::from(OFFERED));
                    hits.collect::<Vec<Card>>()
                });
                if self.family.finder.found(n, hits) && self.family.finder.was_entered() {
                    return self.pick_marked();
                }
            }
            Message::Mark(by) => {
                let among = self.offered().len();
                self.family.finder.mark(by, among);
            }
            Message::Take if page.finder.enter() => return self.pick_marked(),
            Message::Pick(person) => return self.pick_folder(person),
            Message::Opened(n, person, Ok(opened)) if page.picked.is(n) => {
                return self.found_folder(person, &opened, shared);
            }
            Message::NewFolder => {
                let area = self.moving().map_or(0, |patient| area(&of(patient).details, shared));
                let family = FamilyChoice::New { area };
                self.family.aim(Goal { family, by: None, because: None });
                return self.ask_move(shared);
            }
            Message::Role(role) => {
                (page.role, page.next_head) = (Some(role), None);
                return self.ask_move(shared);
            }
            Message::Address => {
                page.residence = match page.residence {
                    Residence::Mothers => Residence::AsItIs,
                    Residence::AsItIs => Residence::Mothers,
                };
                return self.ask_move(shared);
            }
            Message::NextHead(person) => {
                page.next_head = Some(person);
                return self.ask_move(shared);
            }
            _ => {}
        }
        Action::none()
    }

    fn pick_marked(&mut self) -> Action<Desk> {
        let marked = self.family.finder.at().and_then(|at| self.offered().get(at).map(|card| card.id));
        match marked {
            Some(person) => self.pick_folder(person),
            None => Action::none(),
        }
    }

    /// The mother's folder first, where there is one to go to; what was chosen meanwhile stays.
    fn mothers_known(&mut self, mothers: Vec<Proposed>, shared: &Shared) -> Action<Desk> {
        let Some(patient) = self.moving() else { return Action::none() };
        let (family, recorded) = (of(patient).family, of(patient).details.mother);
        // With her already.
        let is_new = |one: &Proposed| !(one.family == family && recorded == Some(one.card.id));
        self.family.mothers = mothers.into_iter().filter(is_new).collect();
        let is_proposed = !self.family.mothers.is_empty() && self.ways(shared).contains(&Way::Mother);
        let page = &self.family;
        let is_fresh = page.goal.is_none() && page.way != Way::Place && page.finder.typed().is_empty();
        if is_proposed && is_fresh { self.go(Way::Mother, shared) } else { Action::none() }
    }

    fn go(&mut self, way: Way, shared: &Shared) -> Action<Desk> {
        let page = &mut self.family;
        // A folder that was picked for another way is not taken for this one.
        page.picked.ask();
        page.way = way;
        (page.goal, page.role, page.next_head, page.trouble) = (None, None, None, None);
        (page.shown, page.changed) = (None, false);
        page.finder.clear();
        if way == Way::Mother {
            page.goal = page.surest();
        }
        self.ask_move(shared)
    }

    /// Whether somebody found can be the one to go to: anybody else, and of a mother, whoever can be one.
    fn may_lead(&self, card: &Card) -> bool {
        let Some(patient) = self.moving() else { return false };
        let child = of(patient);
        let can = || rules::may_be_mother((child.id, &child.details), card).is_ok();
        card.id != child.id && (self.family.way != Way::Mother || can())
    }

    /// Who is offered below the box: whoever was found, else who may be the mother while none is chosen.
    pub(in crate::ui::front_desk) fn offered(&self) -> Vec<&Card> {
        let page = &self.family;
        let proposed =
            page.way == Way::Mother && page.goal.is_none() && page.finder.typed().trim().is_empty();
        if proposed {
            page.mothers.iter().map(|one| &one.card).collect()
        } else {
            page.finder.hits.iter().collect()
        }
    }

    fn pick_folder(&mut self, person: PersonId) -> Action<Desk> {
        let n = self.family.picked.ask();
        let query = people::query::Open(person);
        Action::ask(query, move |answer| Desk::Family(Message::Opened(n, person, answer)))
    }

    fn found_folder(&mut self, person: PersonId, opened: &people::Opened, shared: &Shared) -> Action<Desk> {
        // Of a record that was merged meanwhile it is the one that was kept.
        let member = opened.family.members.iter().find(|member| member.card.id == opened.person.id);
        let Some(member) = member.filter(|member| self.may_lead(&member.card)) else {
            let why = if self.family.way == Way::Mother {
                people::Error::BadMother
            } else {
                people::Error::UnknownFamily
            };
            self.family.trouble = Some(why.into());
            return Action::none();
        };
        let because = self.family.mothers.iter().find(|one| one.card.id == person).map(|one| one.because);
        let family = FamilyChoice::Existing(opened.person.family);
        self.family.aim(Goal { family, by: Some(member.card.clone()), because });
        self.ask_move(shared)
    }

    /// The move as it is chosen; none while the folder is not.
    pub(super) fn as_asked(&self, shared: &Shared) -> Option<FolderMove> {
        let person = of(self.moving()?);
        let page = &self.family;
        let likely = |is_new| rules::usual_role(&person.details, is_new, shared.date());
        let (family, role) = match (page.way, &page.goal) {
            (Way::Place, _) => (FamilyChoice::Existing(person.family), person.role),
            (_, None) => return None,
            (_, Some(goal)) => (goal.family, likely(matches!(goal.family, FamilyChoice::New { .. }))),
        };
        let mother = page.goal.as_ref().and_then(|goal| goal.by.as_ref()).filter(|_| page.way == Way::Mother);
        Some(FolderMove {
            which: Which { person: person.id, seen: None },
            family,
            role: page.role.unwrap_or(role),
            follow: mother.map(|card| Follow { mother: card.id, residence: page.residence }),
            next_head: page.next_head,
            shown: None,
        })
    }
}

impl FamilyPage {
    fn aim(&mut self, goal: Goal) {
        self.goal = Some(goal);
        (self.role, self.next_head, self.changed) = (None, None, false);
        self.finder.clear();
    }

    /// The mother who is recorded, or the only one of the name that the record gives.
    fn surest(&self) -> Option<Goal> {
        let is_sure = |one: &&Proposed| one.because != Because::Alike;
        let mut sure = self.mothers.iter().filter(is_sure);
        let (first, None) = (sure.next()?, sure.next()) else { return None };
        let family = FamilyChoice::Existing(first.family);
        Some(Goal { family, by: Some(first.card.clone()), because: Some(first.because) })
    }
}

/// A new folder is numbered within the village; people from outside are of area 0.
fn area(details: &Details, shared: &Shared) -> u32 {
    match &details.home {
        Home::Village(code) => shared.config.village(code).map_or(0, |village| village.area),
        Home::Elsewhere(_) | Home::Unknown => 0,
    }
}
