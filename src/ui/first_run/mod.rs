//! The first run: clinic, villages, units, administrator, then the recovery sheet. Whatever was typed stays while one
//! goes back and forth, also over a power cut; the clinic begins with the last button.

mod admin;
mod back;
mod beginning;
mod clinic;
mod draft;
mod frame;
pub(in crate::ui) mod recovery;
mod units;
mod villages;

use serde::{Deserialize, Serialize};

use super::Element;
use super::action::Action;
use super::background::in_background;
use super::copies::{self, CopiesFolderForm};
use super::editor::{self, FORM, account::AccountForm};
use super::flight::Flight;
use super::form::{Event, Form as _};
use super::screen::Screen;
use super::shared::Shared;
use crate::clinic::copies::Copies;
use crate::clinic::wire::Begin;
use crate::clinic::{Published, Refusal};
use crate::desk::ThisPc;
use crate::reference::areas;
use crate::staff::WeakSecret;
use crate::terms::{AccountId, AreaCode};
use admin::{Sealed, ToSeal};
use clinic::Clinic;
use draft::Draft;
use recovery::OnPaper;
use units::Units;
use villages::Villages;

/// Ids of the fields, for focus and tests.
pub mod id {
    pub use crate::ui::editor::clinic::id as clinic;
    pub use crate::ui::editor::{account::id as account, villages::id as village};

    pub const DISTRICT: &str = "firstrun.district";
    pub const ZONE: &str = "firstrun.zone";
    pub const ADD: &str = "firstrun.village.add";
    /// Adds all villages of the district.
    pub const ADD_ALL: &str = "firstrun.village.all";
    pub const ADD_UNIT: &str = "firstrun.unit.add";
    pub const FIRST_UNIT: &str = "firstrun.unit.0.letter";
    /// The recovery sheet is kept.
    pub const KEPT: &str = "firstrun.kept";
    /// Prints the recovery sheet.
    pub const PRINT: &str = "firstrun.print";
    pub const BODY: &str = "firstrun.body";
    /// Goes on from a copy.
    pub const FROM_COPY: &str = "firstrun.copy";
    pub const BACK_FILE: &str = "firstrun.copy.file";
    pub const BACK_PICK: &str = "firstrun.copy.pick";
    pub const BACK_CODE: &str = "firstrun.copy.code";
    pub const NEXT: &str = "firstrun.next";
    pub const BACK: &str = "firstrun.back";
}

/// The steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
enum Step {
    #[default]
    Clinic,
    Villages,
    Units,
    Admin,
    Sheet,
    /// Instead of all steps: on from a copy.
    Back,
}

#[derive(Debug, Default)]
pub struct FirstRun {
    step: Step,
    clinic: Clinic,
    villages: Villages,
    units: Units,
    admin: AccountForm,
    sealed: Option<Sealed>,
    paper: OnPaper,
    copies: CopiesFolderForm,
    from_copy: back::Back,
    /// Hashing the secrets, choosing the folder of copies, beginning.
    flight: Flight,
    /// What the file of this folder holds; none until it was looked for.
    saved: Option<Draft>,
    /// The clinic has begun: nothing that was typed is kept any more.
    over: bool,
}

#[derive(Debug, Clone)]
pub enum Message {
    Districts(Option<Vec<(AreaCode, String)>>),
    /// The villages are unpacked.
    Warm,
    Clinic(clinic::Message),
    Villages(villages::Message),
    Units(units::Message),
    Admin(Event),
    Copies(copies::Message),
    /// That folder was chosen, or cannot be.
    Chosen(Result<Copies, String>),
    /// Go on from a copy.
    FromCopy,
    /// On that page.
    Back(back::Message),
    Next,
    /// Go back.
    Return,
    /// The secrets are hashed, or cannot be used.
    Sealed(Option<Result<Box<Sealed>, WeakSecret>>),
    /// About the recovery sheet's paper.
    Paper(recovery::Message),
    /// The door answered.
    Begun(Result<AccountId, Refusal>),
}

impl FirstRun {
    fn go(&mut self, step: Step, shared: &Shared) -> Action<Message> {
        self.step = step;
        self.flight.forget();
        self.keep(shared);
        let looks = match step {
            Step::Villages => {
                self.villages.of_district(self.clinic.district());
                Action::none()
            }
            Step::Units => {
                self.units.begin(shared);
                Action::none()
            }
            Step::Sheet => self.copies.open(shared, Message::Copies),
            Step::Back => back::Back::open(),
            Step::Clinic | Step::Admin => Action::none(),
        };
        looks.and(Action::focus(match step {
            Step::Clinic => id::clinic::NAME,
            Step::Villages => id::village::NAME,
            Step::Units => id::FIRST_UNIT,
            Step::Admin => id::account::NAME,
            Step::Sheet => id::KEPT,
            Step::Back => id::BACK_FILE,
        }))
    }

    fn next(&mut self, shared: &Shared) -> Action<Message> {
        if !self.flight.is_free() {
            return Action::none();
        }
        let checked = match self.step {
            Step::Clinic => self.clinic.check().map(|()| Step::Villages),
            Step::Villages => self.villages.check().map(|()| Step::Units),
            Step::Units => self.units.check().map(|()| Step::Admin),
            Step::Admin => match self.admin.ready() {
                Ok(()) => return self.seal(),
                Err(field) => Err(field),
            },
            Step::Sheet => return self.begin(shared),
            Step::Back => return self.from_copy.go(shared),
        };
        match checked {
            Ok(step) => self.go(step, shared),
            Err(field) => Action::focus(field),
        }
    }

    fn back(&mut self, shared: &Shared) -> Action<Message> {
        match self.step {
            Step::Clinic => Action::none(),
            Step::Back if self.from_copy.is_busy() => Action::none(),
            Step::Villages | Step::Back => self.go(Step::Clinic, shared),
            Step::Units => self.go(Step::Villages, shared),
            Step::Admin => self.go(Step::Units, shared),
            Step::Sheet if !self.flight.is_free() => Action::none(),
            Step::Sheet => self.go(Step::Admin, shared),
        }
    }

    fn seal(&mut self) -> Action<Message> {
        self.flight.begin();
        let code = self.sealed.as_ref().map(|sealed| sealed.code.clone());
        let work = ToSeal::of(&self.admin, code);
        in_background(move || work.seal(), Message::Sealed)
    }

    fn sealed(&mut self, done: Option<Result<Box<Sealed>, WeakSecret>>, shared: &Shared) -> Action<Message> {
        match self.flight.land(done.unwrap_or(Err(WeakSecret::Failed))) {
            Some(sealed) => {
                // The code is the same after going back: so is the paper that may be printed already.
                let write = if self.paper.has_file() { Action::none() } else { self.write(&sealed, shared) };
                self.sealed = Some(*sealed);
                write.and(self.go(Step::Sheet, shared))
            }
            None => Action::focus(id::account::PASSWORD),
        }
    }

    /// Writes the sheet into the folder of papers.
    fn write(&mut self, sealed: &Sealed, shared: &Shared) -> Action<Message> {
        self.paper.write(shared, &self.clinic.profile().name, &sealed.code, Message::Paper)
    }

    /// First the folder of copies is chosen, then everything is handed to the door.
    fn begin(&mut self, shared: &Shared) -> Action<Message> {
        let Some(sealed) = self.sealed.as_ref().filter(|_| self.paper.is_kept()) else {
            return Action::focus(id::KEPT);
        };
        self.flight.begin();
        if let Some(choose) = self.copies.choose(Message::Chosen).filter(|_| self.copies.is_new(shared)) {
            return choose;
        }
        let beginning = beginning::beginning(self, sealed);
        Action::call(Begin::from(beginning), Message::Begun)
    }
}

impl FirstRun {
    fn take(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        let focus = match message {
            Message::Districts(list) => {
                self.clinic.list(list.unwrap_or_default());
                if self.step == Step::Villages {
                    self.villages.of_district(self.clinic.district());
                }
                None
            }
            Message::Warm => None,
            Message::Clinic(message) => self.clinic.update(message, shared),
            Message::Villages(message) => self.villages.update(message, shared),
            Message::Units(units::Message::Unit(_, editor::units::Message::Form(Event::Enter(_)))) => {
                return Action::task(iced::widget::operation::focus_next());
            }
            Message::Units(message) => {
                self.units.update(message, shared);
                None
            }
            Message::Admin(event) => {
                if matches!(event, Event::Enter(id::account::NAME)) {
                    self.admin.offer_username(shared.date());
                }
                self.admin.hear(event, shared.date())
            }
            Message::Copies(message) => {
                let hear = Message::Copies;
                return self.copies.update(message, &shared.words, hear);
            }
            Message::Chosen(Ok(_)) => return self.begin(shared),
            Message::Chosen(Err(why)) => {
                self.flight = Flight::Idle;
                self.copies.refuse(&why, &shared.words);
                return Action::focus(copies::id::FOLDER);
            }
            Message::FromCopy => return self.go(Step::Back, shared),
            Message::Back(message) => return self.from_copy.update(message, &shared.words),
            Message::Next => return self.next(shared),
            Message::Return => return self.back(shared),
            Message::Sealed(done) => return self.sealed(done, shared),
            Message::Paper(message) => return self.paper.update(message, shared, Message::Paper),
            Message::Begun(reply) => {
                if self.flight.land(reply).is_some() {
                    self.over = true;
                    Draft::forget(&shared.pc);
                    self.paper.forget(shared);
                }
                return Action::none();
            }
        };
        self.keep(shared);
        focus.map_or_else(Action::none, Action::focus)
    }

    /// Keeps what was typed, once it was looked whether something had been kept.
    fn keep(&mut self, shared: &Shared) {
        if self.over {
            return;
        }
        let now = Draft::of(self);
        if self.saved.as_ref().is_some_and(|saved| *saved != now) {
            now.write(&shared.pc);
            self.saved = Some(now);
        }
    }
}

/// What a start finds of before: once there is a clinic nothing of its first run stays, and no recovery sheet that is on
/// paper.
pub(in crate::ui) fn tidy(pc: &ThisPc, is_begun: bool) {
    pc.forget_sheets();
    if is_begun {
        Draft::forget(pc);
    }
}

impl Screen for FirstRun {
    type Message = Message;
    type Opening = ();

    fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        self.take(message, shared)
    }

    fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        frame::view(self, shared)
    }

    fn shown(&mut self, shared: &Shared) -> Action<Message> {
        if self.saved.is_none() {
            let kept = Draft::read(&shared.pc);
            if let Some(draft) = kept.clone() {
                draft.restore(self, shared);
            }
            self.saved = Some(kept.unwrap_or_else(|| Draft::of(self)));
        }
        let lists = in_background(crate::ui::editor::clinic::districts, Message::Districts);
        let warm = in_background(areas::warm, |_| Message::Warm);
        lists.and(warm).and(self.go(self.step, shared))
    }

    fn heard(&mut self, _event: Option<&Published>, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}
