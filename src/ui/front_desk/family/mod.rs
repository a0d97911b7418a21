//! The page that repairs a family: into the mother's folder, into another folder, another place in the same one.
//!
//! What a choice comes to is asked of the clinic and shown; what was shown is sent with the command, and only that is done.

mod changes;
mod choose;
mod folders;
pub(super) mod view;

use super::{Asked, FrontDesk, Message as Desk, Mode};
use crate::clinic::views::{self, Patient};
use crate::clinic::{Permission, Refusal};
use crate::people::moving::{Because, Moved, Proposed, Residence, Target};
use crate::people::{self, Card, Changed, FamilyChoice, FolderMove, Person, Role, Unmove, Which};
use crate::terms::{FamilyId, PersonId};
use crate::ui::action::{Action, Toast};
use crate::ui::finder::Finder;
use crate::ui::flight::{Flight, Latest, Question};
use crate::ui::shared::Shared;

/// Ids of what is focused.
pub mod id {
    /// The ways, beside the name.
    pub const WAYS: &str = "family.ways";
    /// F3.
    pub const SEARCH: &str = "family.search";
    pub const NEW: &str = "family.new";
    /// The address stays as it is.
    pub const ADDRESS: &str = "family.address";
    /// Places in the family, in their order.
    pub const ROLES: [&str; 4] = ["family.role.1", "family.role.2", "family.role.3", "family.role.4"];
    /// The first of those who could head the folder that is left.
    pub const NEXT_HEAD: &str = "family.next-head";
    pub const BODY: &str = "family.body";
    /// Ctrl+Enter.
    pub const SAVE: &str = "family.save";
    /// Ctrl+U.
    pub const UNDO: &str = "family.undo";
}

/// How a family is repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Way {
    /// A child goes into its mother's folder.
    Mother,
    /// Into the folder of somebody else, or a new one.
    #[default]
    Folder,
    /// Another place in the same folder.
    Place,
}

/// Where somebody is to go.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    pub(super) family: FamilyChoice,
    /// By whom it was found; nobody for a new folder.
    pub(super) by: Option<Card>,
    /// Why she is proposed, where she is a mother.
    pub(super) because: Option<Because>,
}

/// What was asked and what it comes to.
#[derive(Debug)]
pub(super) struct Shown {
    asked: FolderMove,
    pub(super) moving: Box<views::Moving>,
}

#[derive(Debug, Default)]
pub struct FamilyPage {
    /// Whose page it is; nobody's is never saved.
    person: Option<PersonId>,
    pub(super) way: Way,
    pub(super) mothers: Vec<Proposed>,
    pub(super) finder: Finder<Card>,
    pub(super) goal: Option<Goal>,
    /// Chosen by hand; else the likely one.
    role: Option<Role>,
    pub(super) residence: Residence,
    pub(super) next_head: Option<PersonId>,
    asked: Latest,
    asked_mothers: Latest,
    /// Whose folder was picked last.
    picked: Latest,
    /// What was asked last.
    pending: Option<FolderMove>,
    pub(super) shown: Option<Shown>,
    /// The answer to what is chosen now is on its way.
    waits: bool,
    /// It came out otherwise than it was shown because somebody changed something: to be looked at before it is done.
    pub(super) changed: bool,
    pub(super) trouble: Option<Refusal>,
    pub(super) flight: Flight,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// Ctrl+F.
    Begin,
    /// Who may be the mother.
    Mothers(Question, Asked<Vec<Proposed>>),
    /// A way, by its place among those that are offered.
    Way(usize),
    /// F3.
    ToSearch,
    Typed(String),
    Found(Question, Asked<people::Found>),
    /// Up or down.
    Mark(isize),
    /// Enter: the folder of the marked one.
    Take,
    Pick(PersonId),
    /// Whose folder it is to be.
    Opened(Question, PersonId, Asked<Box<people::Opened>>),
    NewFolder,
    Role(Role),
    /// The address stays, or follows after all.
    Address,
    /// Who heads the folder that is left.
    NextHead(PersonId),
    Previewed(Question, Asked<Box<views::Moving>>),
    /// What changed meanwhile was looked at.
    Looked,
    /// Ctrl+Enter.
    Save,
    Saved(Result<Moved, Refusal>),
    /// Ctrl+U.
    Undo,
    Undone(Result<Changed, Refusal>),
}

impl FamilyPage {
    /// The plan, where it is the answer to what is chosen now and nothing speaks against it.
    pub(super) fn ready(&self) -> Option<&Shown> {
        let shown = self.shown.as_ref().filter(|_| !self.waits)?;
        shown.moving.plan.problem.is_none().then_some(shown)
    }
}

impl FamilyPage {
    /// The folders that are shown.
    fn folders(&self) -> impl Iterator<Item = &people::Family> {
        let plan = self.shown.as_ref().map(|shown| &shown.moving.plan);
        plan.into_iter().flat_map(|plan| {
            let to = match &plan.to {
                Target::Other(folder) => Some(folder),
                Target::Same | Target::New(_) => None,
            };
            std::iter::once(&plan.from).chain(to)
        })
    }

    fn has_folder(&self, family: FamilyId) -> bool {
        self.folders().any(|folder| folder.id == family)
    }

    /// Whether somebody stands on this page: in one of the folders, as a mother, or as who was chosen.
    fn concerns(&self, person: PersonId) -> bool {
        let members = self.folders().flat_map(|folder| &folder.members).map(|member| member.card.id);
        let named = self.shown.iter().flat_map(|shown| shown.moving.names.keys().copied());
        let chosen = self.goal.iter().filter_map(|goal| goal.by.as_ref()).map(|card| card.id);
        members.chain(named).chain(chosen).chain(self.person).any(|one| one == person)
    }
}

impl FrontDesk {
    /// The person whose family is repaired.
    pub(super) fn moving(&self) -> Option<&Patient> {
        let patient = self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref());
        patient.filter(|patient| self.family.person == Some(patient.opened.person.id))
    }

    /// What Ctrl+Enter does: it is looked at first where it changed.
    pub(super) fn can_move(&self) -> Option<Message> {
        let page = &self.family;
        page.ready().filter(|_| page.flight.is_free() && self.moving().is_some())?;
        Some(if page.changed { Message::Looked } else { Message::Save })
    }

    /// What Ctrl+U does, on the page that says so.
    pub(super) fn can_unmove(&self) -> Option<Message> {
        let last = self.moving().filter(|_| self.mode == Mode::Family)?.opened.last_move.as_ref();
        last.filter(|_| self.family.flight.is_free()).map(|_| Message::Undo)
    }

    pub(super) fn on_move(&mut self, message: Message, shared: &Shared) -> Action<Desk> {
        if let Message::Begin = message {
            return self.begin_family(shared);
        }
        match message {
            Message::Save => self.save_move(),
            Message::Saved(reply) => self.saved_move(reply, shared),
            Message::Undo => self.unmove(),
            Message::Undone(reply) => self.unmoved(reply, shared),
            Message::Previewed(n, answer) => self.previewed(n, answer),
            Message::Looked => {
                self.family.changed = false;
                self.family.flight.forget();
                Action::none()
            }
            other => self.on_choice(other, shared),
        }
    }

    /// Ctrl+F: begun anew each time, so that nothing is left of somebody else.
    fn begin_family(&mut self, shared: &Shared) -> Action<Desk> {
        let patient = self.chosen.as_ref().and_then(|chosen| chosen.patient.as_deref());
        let Some(patient) = patient.filter(|_| shared.may(Permission::CorrectPeople)) else {
            return Action::none();
        };
        let person = patient.opened.person.id;
        let FamilyPage { mut asked, mut asked_mothers, mut picked, mut finder, .. } =
            std::mem::take(&mut self.family);
        // What is still on its way was asked from an earlier page.
        finder.clear();
        asked.ask();
        picked.ask();
        let n = asked_mothers.ask();
        self.family = FamilyPage {
            person: Some(person),
            asked,
            asked_mothers,
            picked,
            finder,
            ..FamilyPage::default()
        };
        self.mode = Mode::Family;
        let mothers = people::query::Mothers(person);
        Action::ask(mothers, move |answer| Desk::Family(Message::Mothers(n, answer))).and(self.focus())
    }

    /// The move as it stands, asked of the clinic.
    fn ask_move(&mut self, shared: &Shared) -> Action<Desk> {
        let Some(asked) = self.as_asked(shared) else {
            // Nothing is chosen: a late answer to what was chosen before is nobody's.
            self.family.asked.ask();
            (self.family.shown, self.family.waits) = (None, false);
            return Action::none();
        };
        let n = self.family.asked.ask();
        self.family.waits = true;
        self.family.pending = Some(asked.clone());
        Action::ask(views::query::Moving(asked), move |answer| Desk::Family(Message::Previewed(n, answer)))
    }

    /// What is shown may be out of date.
    pub(super) fn move_again(&mut self, shared: &Shared) -> Action<Desk> {
        if self.mode != Mode::Family || !self.family.flight.is_free() || self.family.person.is_none() {
            return Action::none();
        }
        self.ask_move(shared)
    }

    /// Something happened to somebody: asked again only where they stand on this page, for whoever looks at a record is
    /// written down.
    pub(super) fn family_heard(&mut self, event: &people::Event, shared: &Shared) -> Action<Desk> {
        let is_here = match event {
            people::Event::Registered { family, .. } => self.family.has_folder(*family),
            other => other.about().any(|person| self.family.concerns(person)),
        };
        if is_here { self.move_again(shared) } else { Action::none() }
    }

    fn previewed(&mut self, n: Question, answer: Asked<Box<views::Moving>>) -> Action<Desk> {
        let page = &mut self.family;
        if !page.asked.is(n) {
            return Action::none();
        }
        page.waits = false;
        match answer {
            Ok(moving) => {
                let asked = page.pending.clone();
                let before = page.shown.take().filter(|shown| Some(&shown.asked) == asked.as_ref());
                page.changed |= before.is_some_and(|shown| shown.moving.plan != moving.plan);
                page.trouble = None;
                page.shown = asked.map(|asked| Shown { asked, moving });
            }
            Err(refusal) => {
                page.shown = None;
                page.trouble = Some(refusal);
            }
        }
        Action::none()
    }

    fn save_move(&mut self) -> Action<Desk> {
        let whose = self.moving().map(|patient| patient.opened.person.id);
        let page = &mut self.family;
        let Some(shown) = page.ready().filter(|_| !page.changed) else { return Action::none() };
        let plan = &shown.moving.plan;
        if whose != Some(plan.person.id) {
            return Action::none();
        }
        let which = Which { person: plan.person.id, seen: Some(plan.person.revision) };
        let command = FolderMove { which, shown: Some(Box::new(plan.clone())), ..shown.asked.clone() };
        if !page.flight.begin() {
            return Action::none();
        }
        Action::run(command, |reply| Desk::Family(Message::Saved(reply)))
    }

    fn saved_move(&mut self, reply: Result<Moved, Refusal>, shared: &Shared) -> Action<Desk> {
        let Some(moved) = self.family.flight.land(reply) else {
            // It stands as it was; what it comes to now is shown.
            return self.ask_move(shared);
        };
        let said = match (&self.family.shown, moved.undo) {
            (Some(shown), Some(undo)) => Toast::undoable(done(shown, shared), undo),
            _ => Toast::done(shared.words.text("toast-saved")),
        };
        self.leave_move(moved.person, shared).and(Action::say(said))
    }

    fn unmove(&mut self) -> Action<Desk> {
        let Some(id) =
            self.moving().and_then(|patient| patient.opened.last_move.as_ref()).map(|last| last.id)
        else {
            return Action::none();
        };
        if !self.family.flight.begin() {
            return Action::none();
        }
        Action::run(Unmove(id), |reply| Desk::Family(Message::Undone(reply)))
    }

    fn unmoved(&mut self, reply: Result<Changed, Refusal>, shared: &Shared) -> Action<Desk> {
        let Some(changed) = self.family.flight.land(reply) else { return Action::none() };
        let said = Toast::done(shared.words.text("family-undone"));
        self.leave_move(changed.person, shared).and(Action::say(said))
    }

    /// Nobody is at the counter any more: the page was about them.
    pub(super) fn leave_nobodys_page(&mut self) {
        if self.mode == Mode::Family {
            self.mode = Mode::Desk;
        }
    }

    /// Done: back at the desk, unless whoever works here went on to somebody else meanwhile.
    fn leave_move(&mut self, person: PersonId, shared: &Shared) -> Action<Desk> {
        // What the form of this person holds is older than what is stored now.
        if self.amend.as_deref().is_some_and(|form| form.is_of(person)) {
            self.amend = None;
        }
        if self.mode != Mode::Family || self.family.person != Some(person) {
            return self.ask_again(shared);
        }
        self.mode = Mode::Desk;
        self.ask_again(shared).and(self.focus())
    }
}

/// What was done, in one sentence.
fn done(shown: &Shown, shared: &Shared) -> String {
    let plan = &shown.moving.plan;
    let name = plan.person.details.name.as_str();
    let number = plan.number.as_deref().unwrap_or_default();
    if plan.to == people::moving::Target::Same {
        let place = shared.words.word("relation", plan.role.as_str()).to_lowercase();
        return shared.words.with("family-placed", &[("name", name), ("place", place.as_str())]);
    }
    shared.words.with("family-moved", &[("name", name), ("record", number)])
}

/// The person on whose page one is.
pub(super) fn of(patient: &Patient) -> &Person {
    &patient.opened.person
}
