//! What a screen wants of the program. The program alone holds the desk; a screen says what shall be asked or done
//! and which message the answer becomes.

use iced::Task;
use std::pin::Pin;

use crate::clinic::copies::Copies;
use crate::clinic::{Beginning, Command, Made, Order, Question, Refusal, Said, Session, SignIn, Welcome};
use crate::desk::Desk;
use crate::staff::secret::{NewSheet, RecoveryCode};
use crate::staff::{Role, SecretHash};
use crate::summary::Period;
use crate::terms::{AccountId, PersonId, StopId, VisitId};
use crate::ui::secret::Secret;

/// Where the program can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Place {
    /// The front desk.
    #[default]
    Desk,
    /// The front desk with this person chosen.
    DeskWith(PersonId),
    /// The form for somebody new, or to amend somebody.
    Register(Option<PersonId>),
    /// The exam station.
    Exam,
    /// The exam station with this visit open.
    ExamVisit(VisitId),
    /// Growth screening.
    Screening,
    /// Growth screening of this child.
    ScreeningOf(PersonId),
    /// The clinic's figures.
    Summary,
    /// Settings.
    Settings,
}

impl Place {
    /// Where somebody of this role begins.
    pub const fn first_of(role: Role) -> Self {
        match role {
            Role::Nurse | Role::Midwife | Role::Nutritionist | Role::Doctor => Self::Exam,
            Role::Receptionist | Role::Head | Role::Administrator => Self::Desk,
        }
    }
}

/// A short notice below, with a way back where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What happened, in one sentence.
    pub text: String,
    /// The act that can be taken back for ten seconds.
    pub undo: Option<StopId>,
    /// Whether it is bad news.
    pub tone: ToastTone,
}

/// Good or bad news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastTone {
    /// It is done.
    Done,
    /// It is not.
    Trouble,
}

impl Toast {
    /// Something is done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), undo: None, tone: ToastTone::Done }
    }

    /// Something is done and can be taken back (Ctrl+Z).
    pub fn undoable(text: impl Into<String>, stop: StopId) -> Self {
        Self { undo: Some(stop), ..Self::done(text) }
    }

    /// Something is not done.
    pub fn trouble(text: impl Into<String>) -> Self {
        Self { text: text.into(), undo: None, tone: ToastTone::Trouble }
    }
}

/// What brings an administrator back in.
#[derive(Debug, Clone)]
pub struct Recovery {
    /// Whose password is forgotten.
    pub username: String,
    /// The code of the sheet, as typed.
    pub code: RecoveryCode,
    /// Hash of the new password.
    pub password: SecretHash,
    /// The next sheet: the used one is void.
    pub next_sheet: NewSheet,
}

/// What a question to the clinic is asked with.
pub struct Asking {
    /// Where it goes.
    pub desk: Desk,
    /// Who asks.
    pub session: Session,
}

/// A question to the clinic whose answer becomes a message.
pub type Asked<M> = Box<dyn FnOnce(Asking) -> Pin<Box<dyn Future<Output = M> + Send>> + Send>;

type Hear<T, M> = Box<dyn FnOnce(T) -> M + Send>;

/// One wish.
pub enum Wish<M> {
    /// Ask the clinic.
    Ask(Asked<M>),
    /// Have something done.
    Run(Box<Command>, Hear<Result<Said, Refusal>, M>),
    /// The first run: the seal is made, everything else in one command; the administrator's account.
    Begin(Box<Beginning>, Hear<Result<AccountId, Refusal>, M>),
    /// Make and seal a summary; the stored one where nothing has changed.
    MakeSummary(Period, Hear<Result<Made, Refusal>, M>),
    /// Sign in by username and password.
    SignIn(String, String, Hear<Result<SignIn, Refusal>, M>),
    /// Switch by quick PIN.
    Switch(AccountId, String, Hear<Result<SignIn, Refusal>, M>),
    /// The password of whoever is signed in, once more.
    Prove(Secret, Hear<Result<SignIn, Refusal>, M>),
    /// Back in by the recovery sheet.
    Recover(Box<Recovery>, Hear<Result<SignIn, Refusal>, M>),
    /// A new recovery sheet is valid from now on.
    RenewSheet(NewSheet, Hear<Result<(), Refusal>, M>),
    /// Something with the copies of the data; how it stands with them then, or why not.
    Copies(CopyWish, Hear<Result<Copies, String>, M>),
    /// The clinic's seal again, when its key is not on this PC; how it stands then, or why not.
    Seal(SealWish, Hear<Result<Copies, String>, M>),
    /// The program ends, comes back from a copy and starts again.
    StartAgain(Box<Restore>),
    /// Work that is the screen's own (a file, a PDF), off the window's thread.
    Do(Task<M>),
    /// Put the cursor into the element of this id.
    Focus(&'static str),
    /// Go somewhere.
    Go(Place),
    /// Say something below.
    Say(Toast),
    /// This person works here from now on.
    Enter(Box<Welcome>),
    /// Lock the desk; what was typed stays.
    Lock,
    /// Open or close the waiting room's display.
    ToggleDisplay,
    /// Another look, text size or language was chosen; the program keeps it.
    Prefer(Preference),
}

/// The copy to come back from.
#[derive(Debug, Clone)]
pub struct Restore {
    /// Its file.
    pub file: std::path::PathBuf,
    /// The recovery sheet's code as typed; empty goes on with a new seal.
    pub code: Secret,
}

/// What is wanted of the copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyWish {
    /// One now.
    Make,
    /// From now on they go there.
    Choose(std::path::PathBuf),
    /// How it stands.
    Look,
}

/// What is wanted of the seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealWish {
    /// Its key back, by the code of the recovery sheet.
    Recover(RecoveryCode),
    /// A new one in the place of one whose key is lost.
    Replace,
}

/// A choice of this seat, kept in its own small file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// Light, dark or high contrast.
    Look(super::theme::Look),
    /// Text size.
    Scale(super::theme::TextScale),
    /// Language.
    Language(crate::words::Language),
    /// The counter this seat calls to.
    Counter(crate::terms::CounterId),
}

/// Everything a screen wants after one message; most want nothing.
pub struct Action<M>(Vec<Wish<M>>);

impl<M> Action<M> {
    /// Nothing.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Asks the clinic; the answer becomes a message.
    pub fn ask<Q: Question>(
        question: Q,
        hear: impl FnOnce(Result<Q::Answer, Refusal>) -> M + Send + 'static,
    ) -> Self {
        Self::of(Wish::Ask(Box::new(move |Asking { desk, session }| {
            Box::pin(async move { hear(desk.ask(session, question).await) })
        })))
    }

    /// Has something done; the reply becomes a message.
    pub fn run<C: Order>(
        command: C,
        hear: impl FnOnce(Result<C::Reply, Refusal>) -> M + Send + 'static,
    ) -> Self {
        let hear = |said: Result<Said, Refusal>| hear(said.and_then(|said| said.read::<C>()));
        Self(vec![Wish::Run(Box::new(command.into()), Box::new(hear))])
    }

    /// A single wish.
    pub fn of(wish: Wish<M>) -> Self {
        Self(vec![wish])
    }

    /// Puts the cursor somewhere.
    pub fn focus(id: &'static str) -> Self {
        Self::of(Wish::Focus(id))
    }

    /// Goes somewhere.
    pub fn go(place: Place) -> Self {
        Self::of(Wish::Go(place))
    }

    /// Says something below.
    pub fn say(toast: Toast) -> Self {
        Self::of(Wish::Say(toast))
    }

    /// Both, in this order.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The wishes, for the program and for tests.
    pub fn into_wishes(self) -> Vec<Wish<M>> {
        self.0
    }

    /// The same wishes, with their answers wrapped for the program.
    pub fn map<N>(self, wrap: impl Fn(M) -> N + Clone + Send + Sync + 'static) -> Action<N>
    where
        M: Send + 'static,
        N: Send + 'static,
    {
        let wishes = self.0.into_iter().map(|wish| {
            let wrap = wrap.clone();
            match wish {
                Wish::Ask(asked) => Wish::Ask(Box::new(move |asking| {
                    let message = asked(asking);
                    Box::pin(async move { wrap(message.await) })
                })),
                Wish::Run(command, hear) => Wish::Run(command, Box::new(move |reply| wrap(hear(reply)))),
                Wish::SignIn(name, word, hear) => {
                    Wish::SignIn(name, word, Box::new(move |answer| wrap(hear(answer))))
                }
                Wish::Begin(beginning, hear) => {
                    Wish::Begin(beginning, Box::new(move |answer| wrap(hear(answer))))
                }
                Wish::MakeSummary(period, hear) => {
                    Wish::MakeSummary(period, Box::new(move |answer| wrap(hear(answer))))
                }
                Wish::Switch(who, pin, hear) => {
                    Wish::Switch(who, pin, Box::new(move |answer| wrap(hear(answer))))
                }
                Wish::Prove(password, hear) => {
                    Wish::Prove(password, Box::new(move |answer| wrap(hear(answer))))
                }
                Wish::Recover(recovery, hear) => {
                    Wish::Recover(recovery, Box::new(move |answer| wrap(hear(answer))))
                }
                Wish::RenewSheet(sheet, hear) => {
                    Wish::RenewSheet(sheet, Box::new(move |reply| wrap(hear(reply))))
                }
                Wish::Copies(what, hear) => Wish::Copies(what, Box::new(move |answer| wrap(hear(answer)))),
                Wish::Seal(what, hear) => Wish::Seal(what, Box::new(move |answer| wrap(hear(answer)))),
                Wish::StartAgain(restore) => Wish::StartAgain(restore),
                Wish::Do(task) => Wish::Do(task.map(wrap)),
                Wish::Focus(id) => Wish::Focus(id),
                Wish::Go(place) => Wish::Go(place),
                Wish::Say(toast) => Wish::Say(toast),
                Wish::Enter(welcome) => Wish::Enter(welcome),
                Wish::Lock => Wish::Lock,
                Wish::ToggleDisplay => Wish::ToggleDisplay,
                Wish::Prefer(preference) => Wish::Prefer(preference),
            }
        });
        Action(wishes.collect())
    }
}
