//! A search box: what is typed, what was found for it, and which hit is marked.

use super::flight::{Latest, Question};
use crate::clinic::Refusal;

#[derive(Debug, Clone)]
pub struct Finder<T> {
    typed: String,
    asked: Latest,
    pub hits: Vec<T>,
    at: usize,
    /// The hits are of another text: the answer to this one is on its way.
    waits: bool,
    /// Enter was pressed before the answer: it is about what will be found.
    early: bool,
    /// Why the last question has no answer.
    trouble: Option<Refusal>,
}

impl<T> Default for Finder<T> {
    fn default() -> Self {
        let (asked, hits) = (Latest::default(), Vec::new());
        Self { typed: String::new(), asked, hits, at: 0, waits: false, early: false, trouble: None }
    }
}

impl<T> Finder<T> {
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Something was typed; gives the question to ask, unless nothing is left to look for.
    pub fn type_in(&mut self, text: String) -> Option<Question> {
        (self.typed, self.at, self.early, self.trouble) = (text, 0, false, None);
        let question = self.asked.ask();
        self.waits = !self.typed.trim().is_empty();
        if !self.waits {
            self.hits.clear();
        }
        self.waits.then_some(question)
    }

    /// Takes the answer, if it is the one to what is typed now; says whether there are hits of it. Of a refusal there are
    /// none, and an Enter from before it means nothing any more.
    pub fn found(
        &mut self,
        question: Question,
        answer: Result<impl IntoIterator<Item = T>, Refusal>,
    ) -> bool {
        if !self.asked.is(question) {
            return false;
        }
        (self.at, self.waits) = (0, false);
        match answer {
            Ok(hits) => {
                self.hits = hits.into_iter().collect();
                true
            }
            Err(refusal) => {
                (self.hits, self.early, self.trouble) = (Vec::new(), false, Some(refusal));
                false
            }
        }
    }

    /// Why what is typed has no answer.
    pub const fn trouble(&self) -> Option<&Refusal> {
        self.trouble.as_ref()
    }

    /// Whether it is known that nothing fits what is typed.
    pub fn is_in_vain(&self) -> bool {
        let asked = !self.typed.trim().is_empty();
        asked && !self.waits && self.trouble.is_none() && self.hits.is_empty()
    }

    /// Enter: whether what is marked is meant. Before the answer nothing is, and Enter is kept for what will be found.
    pub fn enter(&mut self) -> bool {
        self.early = self.waits;
        !self.waits
    }

    /// After an answer: whether Enter was pressed before it and is done now.
    pub fn was_entered(&mut self) -> bool {
        std::mem::take(&mut self.early)
    }

    /// The place of the marked one; nothing is marked while the hits are of another text.
    pub fn at(&self) -> Option<usize> {
        (!self.waits).then_some(self.at)
    }

    /// Moves the mark by so many among so many.
    pub fn mark(&mut self, by: isize, among: usize) {
        if self.waits {
            return;
        }
        self.at = self.at.saturating_add_signed(by).min(among.saturating_sub(1));
    }

    pub fn marked(&self) -> Option<&T> {
        self.hits.get(self.at()?)
    }

    /// Nothing is looked for; an answer that is on its way is too late.
    pub fn clear(&mut self) {
        self.type_in(String::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_answer_changes_nothing_and_the_mark_stays_among_the_hits() {
        let mut finder = Finder::default();
        let ok = |hits: &[i32]| Ok::<_, Refusal>(hits.to_vec());
        let first = finder.type_in("a".into()).unwrap();
        let second = finder.type_in("ab".into()).unwrap();
        assert!(!finder.found(first, ok(&[1])) && finder.hits.is_empty());
        assert!(finder.found(second, ok(&[1, 2])));
        finder.mark(5, 2);
        assert_eq!(finder.marked(), Some(&2));
        finder.mark(-5, 2);
        assert_eq!(finder.marked(), Some(&1));
        // What was found for other letters is marked no more.
        let third = finder.type_in("abc".into()).unwrap();
        finder.mark(1, 2);
        assert_eq!((finder.marked(), finder.at()), (None, None));
        assert!(!finder.enter() && finder.found(third, ok(&[7])) && finder.was_entered());
        assert_eq!(finder.marked(), Some(&7));
        assert!(finder.enter() && !finder.was_entered());
        // Another letter after Enter: it was about the text before.
        finder.type_in("abcd".into());
        assert!(!finder.enter());
        let last = finder.type_in("abcde".into()).unwrap();
        assert!(finder.found(last, ok(&[8])) && !finder.was_entered());
        assert_eq!(finder.type_in(" ".into()), None);
        assert!(finder.hits.is_empty() && !finder.found(second, ok(&[3])));
    }

    #[test]
    fn a_question_that_fails_leaves_no_hits_of_other_letters_and_says_so() {
        let ok = |hits: &[i32]| Ok::<_, Refusal>(hits.to_vec());
        let refused = || Err::<Vec<i32>, _>(Refusal::NotBegun);
        let mut finder = Finder::default();
        let first = finder.type_in("a".into()).unwrap();
        assert!(finder.found(first, ok(&[1])) && !finder.is_in_vain());
        let second = finder.type_in("ab".into()).unwrap();
        assert!(!finder.enter() && !finder.found(second, refused()));
        assert!(finder.hits.is_empty() && !finder.was_entered() && !finder.is_in_vain());
        assert!(matches!(finder.trouble(), Some(Refusal::NotBegun)));
        // The next letter asks anew; an old refusal says nothing about it.
        let third = finder.type_in("abc".into()).unwrap();
        assert!(finder.trouble().is_none() && !finder.found(second, refused()) && finder.trouble().is_none());
        assert!(!finder.is_in_vain(), "not before the answer");
        assert!(finder.found(third, ok(&[])) && finder.is_in_vain());
    }
}
