//! The door over a wire: bytes in, bytes out, and every value of them read before it is believed.
//!
//! What can be asked is one value, [`Asked`]; what is said to it is `Said` around the type that belongs to the question.
//! A session is believed by its mark alone, which only this door can make.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Beginning, Clinic, Envelope, Made, Permission, Query, Question, Refusal, Replied, Session, SignIn,
    questions, summaries,
};
use crate::staff::SecretHash;
use crate::staff::secret::{NewSheet, RecoveryCode};
use crate::summary::{Despite, Period};
use crate::terms::{AccountId, Instant};
use crate::words::Language;

/// The longest that is asked, in bytes: a whole list of diagnoses fits in.
pub const MOST_ASKED: usize = 16 << 20;
/// The longest that is said, in bytes: the papers of a summary fit in.
pub const MOST_SAID: usize = 64 << 20;
/// How deep values stand in one another: no answer of ours is half as deep.
pub const MOST_DEPTH: usize = 48;

/// Everything that can be asked of the door.
#[derive(Serialize, Deserialize)]
pub enum Asked {
    /// The first word of a seat.
    Hello,
    /// Something of somebody.
    Of(Session, Box<What>),
}

/// What a seat knows before anybody signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    pub display: Session,
}

/// What is said, and when: a seat learns from it how its own clock stands.
#[derive(Serialize, Deserialize)]
pub struct Said<T> {
    /// The door's time.
    pub now: Instant,
    pub answer: Result<T, Refusal>,
}

/// Something that is asked of the door by somebody, with what it is answered with.
pub trait Request: Into<What> + Send + 'static {
    /// What it is answered with.
    type Answer: Serialize + DeserializeOwned + Send + 'static;

    /// Does it. The door asks who may, as for every question and command.
    fn carry_out(self, clinic: &Clinic, session: &Session) -> Result<Self::Answer, Refusal>;
}

/// A question as a request.
pub struct Ask<Q>(pub Q);

impl<Q: Question> From<Ask<Q>> for What {
    fn from(Ask(question): Ask<Q>) -> Self {
        Self::Ask(question.into())
    }
}

impl<Q: Question> Request for Ask<Q> {
    type Answer = Q::Answer;

    fn carry_out(self, clinic: &Clinic, session: &Session) -> Result<Q::Answer, Refusal> {
        clinic.ask(session, &self.0)
    }
}

/// A command as a request.
pub struct Run(pub Envelope);

impl From<Run> for What {
    fn from(Run(envelope): Run) -> Self {
        Self::Run(envelope)
    }
}

impl Request for Run {
    type Answer = Replied;

    fn carry_out(self, clinic: &Clinic, session: &Session) -> Result<Replied, Refusal> {
        clinic.run_any(session, self.0)
    }
}

/// Makes a [`Request`] of each line, and the enum of them all. A line without the right that it needs does not compile.
macro_rules! requests {
    ($($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $kind:ty),* $(,)? } -> $answer:ty,
        needs $right:expr => |$asked:ident, $clinic:ident, $session:pat_param| $how:expr;)+) => {
        /// What somebody asks of the door, as a value.
        #[derive(Serialize, Deserialize)]
        #[expect(clippy::large_enum_variant, reason = "one lives at a time, in the box of what is asked")]
        pub enum What {
            /// A question.
            Ask(Query),
            /// A command.
            Run(Envelope),
            $($(#[$about])* $name($name),)+
        }

        impl What {
            fn serve(self, clinic: &Clinic, session: &Session) -> Vec<u8> {
                match self {
                    Self::Ask(query) => questions::serve(query, clinic, session),
                    Self::Run(envelope) => say(clinic, clinic.run_any(session, envelope)),
                    $(Self::$name(asked) => say(clinic, asked.carry_out(clinic, session)),)+
                }
            }
        }

        $(
            $(#[$about])*
            #[derive(Serialize, Deserialize)]
            pub struct $name {
                $($(#[$field_about])* pub $field: $kind,)*
            }

            impl $name {
                /// The right it needs; none where the secret in it is the proof.
                pub const NEEDS: Option<Permission> = $right;
            }

            impl From<$name> for What {
                fn from(asked: $name) -> Self {
                    Self::$name(asked)
                }
            }

            impl Request for $name {
                type Answer = $answer;

                fn carry_out(self, clinic: &Clinic, session: &Session) -> Result<$answer, Refusal> {
                    clinic.must_have(session, Self::NEEDS)?;
                    let ($asked, $clinic, $session) = (self, clinic, session);
                    $how
                }
            }
        )+
    };
}

requests! {
    /// Signs in by username and password.
    ByPassword {
        /// As typed.
        username: String,
        /// As typed.
        password: String,
        /// At which desk.
        seat: String,
    } -> SignIn, needs None => |asked, clinic, _| clinic.sign_in(&asked.username, &asked.password, &asked.seat);

    /// Switches by quick PIN.
    ByPin {
        /// To whom.
        account: AccountId,
        /// As typed.
        pin: String,
        /// At which desk.
        seat: String,
    } -> SignIn, needs None => |asked, clinic, _| clinic.switch(asked.account, &asked.pin, &asked.seat);

    /// Asks the password of whoever is signed in once more.
    Prove {
        /// As typed.
        password: String,
    } -> SignIn, needs None => |asked, clinic, session| clinic.prove(session, &asked.password);

    /// Lets an administrator back in by the recovery sheet.
    Recover {
        /// Whose password is forgotten.
        username: String,
        /// The code of the sheet, as typed.
        code: Code,
        /// Hash of the new password.
        password: SecretHash,
        /// The next sheet: the used one is void.
        next_sheet: Sheet,
    } -> SignIn, needs None => |asked, clinic, _| {
        clinic.recover(&asked.username, &asked.code.0, &asked.password, &asked.next_sheet.into())
    };

    /// A new recovery sheet is valid from now on.
    RenewRecovery {
        sheet: Sheet,
    } -> (), needs Some(Permission::ManageStaff) => |asked, clinic, session| clinic.renew_recovery(session, &asked.sheet.into());

    /// The first run: makes the seal, then everything in one command; the administrator's account.
    Begin {
        /// Everything typed.
        beginning: Box<Beginning>,
        /// The code of its recovery sheet, which is no part of the command.
        code: Option<Code>,
    } -> AccountId, needs None => |asked, clinic, _| {
        let mut beginning = *asked.beginning;
        beginning.recovery.code = asked.code.map(|code| code.0);
        clinic.begin(beginning)
    };

    /// Makes and seals a summary.
    MakeSummary {
        /// Of which period.
        period: Period,
        /// Of its paper.
        language: Language,
        /// What of all that is missing was asked about.
        despite: Despite,
    } -> Made, needs Some(summaries::SEALS) => |asked, clinic, session| clinic.make_summary(session, asked.period, asked.language, &asked.despite);

    /// Brings the seal's key back by the code of the recovery sheet; whether it fitted.
    RecoverSeal {
        /// As typed.
        code: Code,
    } -> bool, needs Some(summaries::KEEPS_SEAL) => |asked, clinic, session| clinic.recover_seal(session, &asked.code.0);

    /// A new seal in the place of one whose key is lost.
    ReplaceSeal {} -> (), needs Some(summaries::KEEPS_SEAL) => |_asked, clinic, session| clinic.replace_seal(session);
}

impl From<Beginning> for Begin {
    fn from(beginning: Beginning) -> Self {
        let code = beginning.recovery.code.clone().map(Code);
        Self { beginning: Box::new(beginning), code }
    }
}

/// The code of a recovery sheet on its way to the door: nowhere else is it written down.
pub struct Code(pub RecoveryCode);

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.printed())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = RecoveryCode::typed(&String::deserialize(deserializer)?);
        typed.map(Self).ok_or_else(|| serde::de::Error::custom("no code of a recovery sheet"))
    }
}

/// A new recovery sheet with its code: the door hides the seal's key behind it.
#[derive(Serialize, Deserialize)]
pub struct Sheet {
    hash: SecretHash,
    code: Option<Code>,
}

impl From<NewSheet> for Sheet {
    fn from(NewSheet { hash, code }: NewSheet) -> Self {
        Self { hash, code: code.map(Code) }
    }
}

impl From<Sheet> for NewSheet {
    fn from(Sheet { hash, code }: Sheet) -> Self {
        Self { hash, code: code.map(|code| code.0) }
    }
}

/// Answers what came over a wire; whatever it is, the answer is one that a seat can read.
pub fn serve(clinic: &Clinic, bytes: &[u8]) -> Vec<u8> {
    // A fault of ours ends neither the line nor the program: who asks hears that there is one.
    let answer = catch_unwind(AssertUnwindSafe(|| answer(clinic, bytes)));
    answer.unwrap_or_else(|fault| {
        let why = fault.downcast::<String>().map_or_else(|_| String::new(), |why| *why);
        say::<()>(clinic, Err(Refusal::Failure(why)))
    })
}

fn answer(clinic: &Clinic, bytes: &[u8]) -> Vec<u8> {
    match read(bytes, MOST_ASKED) {
        Ok(Asked::Hello) => say(clinic, Ok(Hello { display: clinic.display() })),
        Ok(Asked::Of(session, what)) if clinic.made(&session) => what.serve(clinic, &session),
        Ok(Asked::Of(..)) => say::<()>(clinic, Err(Refusal::SignedOut)),
        Err(refusal) => say::<()>(clinic, Err(refusal)),
    }
}

/// An answer as bytes.
pub(super) fn say<T: Serialize>(clinic: &Clinic, answer: Result<T, Refusal>) -> Vec<u8> {
    let now = clinic.now();
    serde_json::to_vec(&Said { now, answer }).unwrap_or_else(|error| {
        tracing::error!(%error, "An answer has no form on the wire");
        let answer: Result<(), Refusal> = Err(Refusal::Failure(error.to_string()));
        serde_json::to_vec(&Said { now, answer }).unwrap_or_default()
    })
}

/// A value as bytes.
pub fn write(value: &impl Serialize) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(value).map_err(|error| Refusal::Unreadable(error.to_string()))
}

/// Reads a value: not longer than `most` bytes, not deeper than [`MOST_DEPTH`], and nothing behind it.
pub fn read<T: DeserializeOwned>(bytes: &[u8], most: usize) -> Result<T, Refusal> {
    if bytes.len() > most {
        return Err(Refusal::Unreadable(format!("{} bytes, of at most {most}", bytes.len())));
    }
    if is_too_deep(bytes) {
        return Err(Refusal::Unreadable(format!("more than {MOST_DEPTH} values in one another")));
    }
    // What was in it is for nobody's eyes: only where it broke off is said.
    serde_json::from_slice(bytes)
        .map_err(|error| Refusal::Unreadable(format!("{:?} at byte {}", error.classify(), error.column())))
}

/// Counted before anything is built of it.
fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        match (in_text, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'[' | b'{') => {
                depth += 1;
                if depth > MOST_DEPTH {
                    return true;
                }
            }
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
