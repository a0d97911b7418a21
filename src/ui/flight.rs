//! What every screen says in one way: that an act is under way, what went wrong with it, and which answer counts.

use iced::widget::Space;

use super::Element;
use super::widget::panel::{self, About};
use crate::clinic::Refusal;
use crate::words::Words;

/// What went wrong: said by a form, or beside its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The sentence of this key.
    Key(&'static str),
    /// The same with a number in it: the key, what the number is called there, the number.
    Number(&'static str, &'static str, usize),
    /// The same of something that is only half typed.
    Unfinished(&'static str, &'static str, usize),
    /// The door said no.
    Refused(Refusal),
    /// Words of somebody else: a file, another computer.
    Said(String),
}

impl Problem {
    /// The sentence for people.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::Key(key) => words.text(key).into_owned(),
            Self::Number(key, name, number) | Self::Unfinished(key, name, number) => {
                words.with(key, &[(*name, *number)])
            }
            Self::Refused(refusal) => refusal.explain(words),
            Self::Said(said) => said.clone(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<String> for Problem {
    fn from(said: String) -> Self {
        Self::Said(said)
    }
}

/// An act: one at a time, and what went wrong with the last is said until the next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Flight<P = Problem> {
    /// Nothing is under way.
    #[default]
    Idle,
    /// The act is under way: a second press does nothing.
    UnderWay,
    /// The last one went wrong.
    Failed(P),
}

impl<P> Flight<P> {
    /// Begins an act; says whether it may: not while another is under way.
    pub fn begin(&mut self) -> bool {
        !matches!(std::mem::replace(self, Self::UnderWay), Self::UnderWay)
    }

    /// Whether nothing is under way.
    pub fn is_free(&self) -> bool {
        !matches!(self, Self::UnderWay)
    }

    /// What a button sends: nothing while the act is under way.
    pub fn free<M>(&self, message: M) -> Option<M> {
        self.is_free().then_some(message)
    }

    /// The act ended; gives what came of it, if it went well.
    pub fn land<T>(&mut self, answer: Result<T, impl Into<P>>) -> Option<T> {
        match answer {
            Ok(done) => {
                *self = Self::Idle;
                Some(done)
            }
            Err(why) => {
                self.fail(why);
                None
            }
        }
    }

    /// It went wrong.
    pub fn fail(&mut self, why: impl Into<P>) {
        *self = Self::Failed(why.into());
    }

    /// Something is typed anew: what went wrong before is no longer said.
    pub fn forget(&mut self) {
        if let Self::Failed(_) = self {
            *self = Self::Idle;
        }
    }

    /// What went wrong with the last one.
    pub const fn problem(&self) -> Option<&P> {
        match self {
            Self::Failed(why) => Some(why),
            Self::Idle | Self::UnderWay => None,
        }
    }
}

impl Flight {
    /// The sentence of what went wrong, above the buttons of a form.
    pub fn note<'a, M: 'a>(&self, words: &Words) -> Element<'a, M> {
        match self.problem() {
            Some(problem) => panel::note(About::Error, "", &problem.explain(words)),
            None => Space::new().into(),
        }
    }
}

/// The number of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Question(u64);

/// Only the answer to the latest question counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Latest(Question);

impl Latest {
    /// Asks anew: every answer that is still on its way is too late.
    pub fn ask(&mut self) -> Question {
        self.0.0 = self.0.0.wrapping_add(1);
        self.0
    }

    /// Whether this is the answer that counts.
    pub fn is(self, question: Question) -> bool {
        self.0 == question
    }
}

/// One question at a time; what happens meanwhile is one more question afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InTurn {
    /// Nothing is asked.
    #[default]
    Idle,
    /// The answer is on its way.
    Asked,
    /// So it is, and it is out of date already.
    Stale,
}

impl InTurn {
    pub fn ask(&mut self) -> bool {
        let idle = *self == Self::Idle;
        *self = if idle { Self::Asked } else { Self::Stale };
        idle
    }

    /// The answer is here; says whether to ask once more.
    pub fn answered(&mut self) -> bool {
        std::mem::take(self) == Self::Stale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_press_does_nothing_and_a_refusal_is_said_until_something_is_typed() {
        let mut flight = Flight::default();
        assert!(flight.begin() && !flight.begin() && !flight.is_free());
        assert_eq!(flight.free(1), None);
        assert_eq!(flight.land(Err::<(), _>(Refusal::SignedOut)), None);
        assert_eq!(flight.problem(), Some(&Problem::Refused(Refusal::SignedOut)));
        flight.forget();
        assert_eq!((flight.problem(), flight.free(1)), (None, Some(1)));
        assert!(flight.begin());
        flight.forget();
        assert!(!flight.is_free(), "typing does not free what is under way");
        assert_eq!(flight.land(Ok::<_, Problem>(7)), Some(7));
    }

    #[test]
    fn only_the_latest_answer_counts() {
        let mut latest = Latest::default();
        let (first, second) = (latest.ask(), latest.ask());
        assert!(!latest.is(first) && latest.is(second));
    }

    #[test]
    fn what_happens_while_one_asks_is_one_more_question() {
        let mut turn = InTurn::default();
        assert!(turn.ask() && !turn.ask() && !turn.ask());
        assert!(turn.answered() && turn.ask());
        assert!(!turn.answered());
    }
}
