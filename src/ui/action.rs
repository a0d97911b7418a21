//! What a screen wants of the program. The program alone holds the desk; a screen says what shall be asked or done
//! and which message the answer becomes.

pub use super::app::screens::Place;

use iced::Task;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use crate::clinic::copies::Copies;
use crate::clinic::wire::{Ask, Request};
use crate::clinic::{Envelope, Order, Question, Refusal, Session, Welcome};
use crate::desk::{Desk, ThisPc};
use crate::people::Which;
use crate::queue::OnStop;
use crate::terms::{MergeId, MoveId};
use crate::ui::secret::Secret;
use crate::words::Words;

/// A short notice below, with a way back where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What happened, in one sentence.
    pub text: String,
    /// The act that can be taken back for ten seconds.
    pub undo: Option<Undo>,
    /// Which number of whom, where it can be taken back: said again once it is.
    pub about: String,
    /// The paper that it tells of: it can be opened, and its folder shown.
    pub file: Option<PathBuf>,
    /// Whether it is bad news.
    pub tone: ToastTone,
}

/// What a notice takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    /// The last act on a turn of the queue.
    Turn(OnStop),
    /// Somebody's move to another folder or place in the family.
    Move(MoveId),
    /// Two records became one.
    Merge(MergeId),
    /// The mark that somebody died.
    Death(Which),
}

impl From<OnStop> for Undo {
    fn from(on: OnStop) -> Self {
        Self::Turn(on)
    }
}

impl From<MoveId> for Undo {
    fn from(id: MoveId) -> Self {
        Self::Move(id)
    }
}

impl From<MergeId> for Undo {
    fn from(id: MergeId) -> Self {
        Self::Merge(id)
    }
}

/// Good or bad news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastTone {
    Done,
    /// It is not.
    Trouble,
}

impl Toast {
    /// Something is done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), undo: None, about: String::new(), file: None, tone: ToastTone::Done }
    }

    /// Something is done and can be taken back (Ctrl+Z).
    pub fn undoable(text: impl Into<String>, act: impl Into<Undo>) -> Self {
        Self { undo: Some(act.into()), ..Self::done(text) }
    }

    /// Whose number it is about; of nobody known, the number alone.
    #[must_use]
    pub fn about(mut self, ticket: &str, name: Option<&str>) -> Self {
        let parts = [Some(ticket), name].into_iter().flatten().filter(|part| !part.is_empty());
        self.about = parts.collect::<Vec<_>>().join(", ");
        self
    }

    /// With the name of whom it is about, where that is known.
    #[must_use]
    pub fn named(self, name: Option<&str>) -> Self {
        let number = self.about.clone();
        self.about(&number, name)
    }

    /// Something is not done.
    pub fn trouble(text: impl Into<String>) -> Self {
        Self { tone: ToastTone::Trouble, ..Self::done(text) }
    }
}

/// What something is asked of the clinic with.
pub struct Asking {
    /// Where it goes.
    pub desk: Desk,
    /// Who asks.
    pub session: Session,
    /// What this seat is called.
    pub seat: String,
}

/// What something of this PC is done with.
pub struct AtThisPc {
    pub pc: ThisPc,
    /// The clinic, where it has a part in it.
    pub asking: Asking,
    /// In which language it is said why it came to nothing.
    pub words: Arc<Words>,
}

/// Something that comes later.
pub type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// How it stands with the copies, where that was looked at, and the message.
pub type Stands<M> = (Option<Copies>, M);

/// What a screen wants of the program.
pub enum Effect<M> {
    /// Asks the clinic, or has it do something; what comes of it is a message.
    Clinic(Box<dyn FnOnce(Asking) -> Later<M> + Send>),
    /// Something of this PC; how it stands with the copies then is for every screen.
    ThisPc(Box<dyn FnOnce(AtThisPc) -> Later<Stands<M>> + Send>),
    /// Work that is the screen's own (a file, a PDF, the tree of its widgets), off the window's thread.
    Task(Task<M>),
    /// Put the cursor into the element of this id.
    Focus(&'static str),
    /// Scroll the part of this id wholly into view.
    Reveal(&'static str),
    /// What only the program can do; nobody answers.
    Program(Program),
}

/// What only the program can do.
pub enum Program {
    /// Go somewhere.
    Go(Place),
    /// Say something below.
    Say(Toast),
    /// Show a file or folder in the desktop's own program.
    Show(PathBuf),
    /// This person works here from now on.
    Enter(Box<Welcome>),
    /// Lock the desk; what was typed stays.
    Lock,
    /// Open or close the waiting room's display.
    ToggleDisplay,
    /// Another look, text size or language was chosen; the program keeps it.
    Prefer(Preference),
    /// The program ends, comes back from a copy and starts again.
    StartAgain(Box<Restore>),
}

/// The copy to come back from.
#[derive(Debug, Clone)]
pub struct Restore {
    pub file: std::path::PathBuf,
    /// The recovery sheet's code as typed; empty goes on with a new seal.
    pub code: Secret,
}

/// A choice of this seat, kept in its own small file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference {
    /// Light, dark or high contrast.
    Look(super::theme::Look),
    /// Text size.
    Scale(super::theme::TextScale),
    Language(crate::words::Language),
    /// The counter this seat calls to.
    Counter(crate::terms::CounterId),
}

/// Everything a screen wants after one message; most want nothing.
pub struct Action<M>(Vec<Effect<M>>);

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
        Self::call(Ask(question), hear)
    }

    /// Has something done; the reply becomes a message.
    pub fn run<C: Order>(
        command: C,
        hear: impl FnOnce(Result<C::Reply, Refusal>) -> M + Send + 'static,
    ) -> Self {
        let envelope = Envelope::new(command);
        Self::of(Effect::Clinic(Box::new(move |Asking { desk, session, .. }| {
            Box::pin(async move { hear(desk.run(session, envelope).await) })
        })))
    }

    /// Asks anything else of the door; the answer becomes a message.
    pub fn call<R: Request>(
        request: R,
        hear: impl FnOnce(Result<R::Answer, Refusal>) -> M + Send + 'static,
    ) -> Self {
        Self::call_from(|_| request, hear)
    }

    /// The same with a request that says at which seat it was made.
    pub fn call_from<R: Request>(
        request: impl FnOnce(String) -> R + Send + 'static,
        hear: impl FnOnce(Result<R::Answer, Refusal>) -> M + Send + 'static,
    ) -> Self {
        Self::of(Effect::Clinic(Box::new(move |Asking { desk, session, seat }| {
            Box::pin(async move { hear(desk.call(session, request(seat)).await) })
        })))
    }

    /// Does something of this PC that says how it stands with the copies then, or why not.
    pub fn at_this_pc<D: Future<Output = Result<Copies, String>> + Send>(
        work: impl FnOnce(AtThisPc) -> D + Send + 'static,
        hear: impl FnOnce(Result<Copies, String>) -> M + Send + 'static,
    ) -> Self {
        Self::of(Effect::ThisPc(Box::new(move |at| {
            Box::pin(async move {
                let done = work(at).await;
                (done.as_ref().ok().cloned(), hear(done))
            })
        })))
    }

    /// A single effect.
    pub fn of(effect: Effect<M>) -> Self {
        Self(vec![effect])
    }

    /// Work of the screen's own.
    pub fn task(task: Task<M>) -> Self {
        Self::of(Effect::Task(task))
    }

    /// What only the program can do.
    pub fn program(what: Program) -> Self {
        Self::of(Effect::Program(what))
    }

    /// Puts the cursor somewhere.
    pub fn focus(id: &'static str) -> Self {
        Self::of(Effect::Focus(id))
    }

    /// Scrolls something wholly into view.
    pub fn reveal(id: &'static str) -> Self {
        Self::of(Effect::Reveal(id))
    }

    /// Goes somewhere.
    pub fn go(place: Place) -> Self {
        Self::program(Program::Go(place))
    }

    /// Shows a file or folder in the desktop's own program.
    pub fn show(path: PathBuf) -> Self {
        Self::program(Program::Show(path))
    }

    /// Says something below.
    pub fn say(toast: Toast) -> Self {
        Self::program(Program::Say(toast))
    }

    /// This person works here from now on.
    pub fn enter(welcome: Box<Welcome>) -> Self {
        Self::program(Program::Enter(welcome))
    }

    /// A choice of this seat.
    pub fn prefer(preference: Preference) -> Self {
        Self::program(Program::Prefer(preference))
    }

    /// The same without moving the cursor.
    pub fn unfocused(mut self) -> Self {
        self.0.retain(|effect| !matches!(effect, Effect::Focus(_)));
        self
    }

    /// Both, in this order.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The effects, for the program and for tests.
    pub fn into_effects(self) -> Vec<Effect<M>> {
        self.0
    }

    /// The same effects, with their messages wrapped for the program.
    pub fn map<N>(self, wrap: impl Fn(M) -> N + Clone + Send + Sync + 'static) -> Action<N>
    where
        M: Send + 'static,
        N: Send + 'static,
    {
        let effects = self.0.into_iter().map(|effect| {
            let wrap = wrap.clone();
            match effect {
                Effect::Clinic(asked) => Effect::Clinic(Box::new(move |asking| {
                    let message = asked(asking);
                    Box::pin(async move { wrap(message.await) })
                })),
                Effect::ThisPc(work) => Effect::ThisPc(Box::new(move |at| {
                    let done = work(at);
                    Box::pin(async move {
                        let (copies, message) = done.await;
                        (copies, wrap(message))
                    })
                })),
                Effect::Task(task) => Effect::Task(task.map(wrap)),
                Effect::Focus(id) => Effect::Focus(id),
                Effect::Reveal(id) => Effect::Reveal(id),
                Effect::Program(what) => Effect::Program(what),
            }
        });
        Action(effects.collect())
    }
}
