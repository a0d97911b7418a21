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
use super::aside::aside;
use super::copies::{self, FolderForm};
use super::screen::Screen;
use super::shared::Shared;
use crate::clinic::copies::Copies;
use crate::clinic::wire::Begin;
use crate::clinic::{Published, Refusal};
use crate::reference::areas;
use crate::terms::{AccountId, AreaCode};
use admin::{Admin, BadSecret, Sealed};
use clinic::Clinic;
use draft::Draft;
use recovery::{Kept, SheetFile};
use units::Units;
use villages::Villages;

/// Ids of the fields, for focus and tests.
pub mod id {
    /// The clinic's name.
    pub const NAME: &str = "firstrun.name";
    /// Its code.
    pub const CODE: &str = "firstrun.code";
    /// Its district.
    pub const DISTRICT: &str = "firstrun.district";
    /// Its time zone.
    pub const ZONE: &str = "firstrun.zone";
    /// A village's name.
    pub const VILLAGE: &str = "firstrun.village";
    /// A village's code.
    pub const VILLAGE_CODE: &str = "firstrun.village.code";
    /// Posyandu in it.
    pub const POSYANDU: &str = "firstrun.village.posyandu";
    /// Its target.
    pub const TARGET: &str = "firstrun.village.target";
    /// Adds the village.
    pub const ADD: &str = "firstrun.village.add";
    /// Adds all villages of the district.
    pub const ADD_ALL: &str = "firstrun.village.all";
    /// Adds a unit.
    pub const ADD_UNIT: &str = "firstrun.unit.add";
    /// The first unit's letter.
    pub const FIRST_UNIT: &str = "firstrun.unit.0.letter";
    /// The administrator's name.
    pub const ADMIN_NAME: &str = "firstrun.admin";
    /// The administrator's username.
    pub const USERNAME: &str = "firstrun.username";
    /// The password.
    pub const PASSWORD: &str = "firstrun.password";
    /// The password once more.
    pub const AGAIN: &str = "firstrun.again";
    /// The quick PIN.
    pub const PIN: &str = "firstrun.pin";
    /// The recovery sheet is kept.
    pub const KEPT: &str = "firstrun.kept";
    /// What scrolls.
    pub const BODY: &str = "firstrun.body";
    /// Goes on from a copy.
    pub const FROM_COPY: &str = "firstrun.copy";
    /// The copy's file.
    pub const BACK_FILE: &str = "firstrun.copy.file";
    /// The recovery sheet's code.
    pub const BACK_CODE: &str = "firstrun.copy.code";
    /// Goes on.
    pub const NEXT: &str = "firstrun.next";
    /// Goes back.
    pub const BACK: &str = "firstrun.back";
}

/// Width of a form at most.
const FORM: f32 = 640.0;

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

/// The screen.
#[derive(Debug, Default)]
pub struct FirstRun {
    step: Step,
    clinic: Clinic,
    villages: Villages,
    units: Units,
    admin: Admin,
    sealed: Option<Sealed>,
    file: Option<SheetFile>,
    kept: Kept,
    copies: FolderForm,
    from_copy: back::Back,
    busy: Busy,
    refused: Option<Refusal>,
    /// What the file of this folder holds; none until it was looked for.
    saved: Option<Draft>,
}

/// Whether something is being waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Busy {
    #[default]
    Idle,
    Working,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The list of districts.
    Districts(Option<Vec<(AreaCode, String)>>),
    /// The villages are unpacked.
    Warm,
    /// On step 1.
    Clinic(clinic::Message),
    /// On step 2.
    Villages(villages::Message),
    /// On step 3.
    Units(units::Message),
    /// On step 4.
    Admin(admin::Message),
    /// Where copies go.
    Copies(copies::Message),
    /// That folder was chosen, or cannot be.
    Chosen(Result<Copies, String>),
    /// Go on from a copy.
    FromCopy,
    /// On that page.
    Back(back::Message),
    /// Go on.
    Next,
    /// Go back.
    Return,
    /// The secrets are hashed, or cannot be used.
    Sealed(Option<Result<Box<Sealed>, BadSecret>>),
    /// The sheet's file is written, or is not.
    Written(Option<std::path::PathBuf>),
    /// The sheet is kept.
    Keep,
    /// The door answered.
    Begun(Result<AccountId, Refusal>),
}

impl FirstRun {
    fn go(&mut self, step: Step, shared: &Shared) -> Action<Message> {
        self.step = step;
        self.refused = None;
        self.keep(shared);
        let looks = match step {
            Step::Villages => {
                self.villages.of_district(self.clinic.district());
                Action::none()
            }
            Step::Units => {
                self.units.begin(&shared.words);
                Action::none()
            }
            Step::Sheet => self.copies.open(shared, Message::Copies),
            Step::Back => back::Back::open(),
            Step::Clinic | Step::Admin => Action::none(),
        };
        looks.and(Action::focus(match step {
            Step::Clinic => id::NAME,
            Step::Villages => id::VILLAGE,
            Step::Units => id::FIRST_UNIT,
            Step::Admin => id::ADMIN_NAME,
            Step::Sheet => id::KEPT,
            Step::Back => id::BACK_FILE,
        }))
    }

    fn next(&mut self, shared: &Shared) -> Action<Message> {
        if self.busy == Busy::Working {
            return Action::none();
        }
        let checked = match self.step {
            Step::Clinic => self.clinic.check().map(|()| Step::Villages),
            Step::Villages => self.villages.check().map(|()| Step::Units),
            Step::Units => self.units.check().map(|()| Step::Admin).map_err(|()| id::FIRST_UNIT),
            Step::Admin => match self.admin.check() {
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
            Step::Sheet if self.busy == Busy::Working => Action::none(),
            Step::Sheet => self.go(Step::Admin, shared),
        }
    }

    fn seal(&mut self) -> Action<Message> {
        self.busy = Busy::Working;
        let code = self.sealed.as_ref().map(|sealed| sealed.code.clone());
        let work = self.admin.to_seal(code);
        aside(move || work.seal().map(Box::new), Message::Sealed)
    }

    fn sealed(&mut self, done: Option<Result<Box<Sealed>, BadSecret>>, shared: &Shared) -> Action<Message> {
        self.busy = Busy::Idle;
        match done {
            Some(Ok(sealed)) => {
                // The code is the same after going back: so is the paper that may be printed already.
                let written = matches!(self.file, Some(SheetFile::Written(_)));
                let write = if written { Action::none() } else { self.write(&sealed, shared) };
                self.sealed = Some(*sealed);
                write.and(self.go(Step::Sheet, shared))
            }
            Some(Err(bad)) => Action::focus(self.admin.refused(bad)),
            None => Action::focus(id::PASSWORD),
        }
    }

    /// Writes the sheet into the folder of papers.
    fn write(&mut self, sealed: &Sealed, shared: &Shared) -> Action<Message> {
        self.file = Some(SheetFile::Writing);
        recovery::write(shared, &self.clinic.profile().name, &sealed.code, Message::Written)
    }

    /// First the folder of copies is chosen, then everything is handed to the door.
    fn begin(&mut self, shared: &Shared) -> Action<Message> {
        let Some(sealed) = self.sealed.as_ref().filter(|_| self.kept == Kept::Kept) else {
            return Action::focus(id::KEPT);
        };
        self.busy = Busy::Working;
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
            Message::Clinic(message) => self.clinic.update(message),
            Message::Villages(message) => self.villages.update(message),
            Message::Units(units::Message::Next) => {
                return Action::task(iced::widget::operation::focus_next());
            }
            Message::Units(message) => {
                self.units.update(message);
                None
            }
            Message::Admin(message) => self.admin.update(message),
            Message::Copies(message) => {
                self.copies.update(message);
                None
            }
            Message::Chosen(Ok(_)) => return self.begin(shared),
            Message::Chosen(Err(why)) => {
                self.busy = Busy::Idle;
                self.copies.refuse(&why, &shared.words);
                return Action::focus(copies::id::FOLDER);
            }
            Message::FromCopy => return self.go(Step::Back, shared),
            Message::Back(message) => return self.from_copy.update(message),
            Message::Next => return self.next(shared),
            Message::Return => return self.back(shared),
            Message::Sealed(done) => return self.sealed(done, shared),
            Message::Written(path) => {
                self.file = Some(path.map_or(SheetFile::Failed, SheetFile::Written));
                None
            }
            Message::Keep => {
                self.kept = if self.kept == Kept::Kept { Kept::NotYet } else { Kept::Kept };
                None
            }
            Message::Begun(reply) => {
                self.busy = Busy::Idle;
                self.refused = reply.err();
                if self.refused.is_none() {
                    Draft::forget(&shared.pc);
                    SheetFile::forget(self.file.take());
                }
                return Action::none();
            }
        };
        self.keep(shared);
        focus.map_or_else(Action::none, Action::focus)
    }

    /// Keeps what was typed, once it was looked whether something had been kept.
    fn keep(&mut self, shared: &Shared) {
        let now = Draft::of(self);
        if self.saved.as_ref().is_some_and(|saved| *saved != now) {
            now.write(&shared.pc);
            self.saved = Some(now);
        }
    }
}

impl Screen for FirstRun {
    type Message = Message;

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
                draft.restore(self);
            }
            self.saved = Some(kept.unwrap_or_else(|| Draft::of(self)));
        }
        let lists = aside(clinic::districts, Message::Districts);
        let warm = aside(areas::warm, |_| Message::Warm);
        lists.and(warm).and(self.go(self.step, shared))
    }

    fn heard(&mut self, _event: Option<&Published>, _shared: &Shared) -> Action<Message> {
        Action::none()
    }
}
