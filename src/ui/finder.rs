//! A search box: what is typed, what was found for it, and which hit is marked.

use super::flight::{Latest, Question};

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
}

impl<T> Default for Finder<T> {
    fn default() -> Self {
        let (asked, hits) = (Latest::default(), Vec::new());
        Self { typed: String::new(), asked, hits, at: 0, waits: false, early: false }
    }
}

impl<T> Finder<T> {
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Something was typed; gives the question to ask, unless nothing is left to look for.
    pub fn type_in(&mut self, text: String) -> Option<Question> {
        (self.typed, self.at, self.early) = (text, 0, false);
        let question = self.asked.ask();
        self.waits = !self.typed.trim().is_empty();
        if !self.waits {
            self.hits.clear();
        }
        self.waits.then_some(question)
    }

    /// Says whether this is the answer to what is typed now, and takes it.
    pub fn found(&mut self, question: Question, hits: impl IntoIterator<Item = T>) -> bool {
        let counts = self.asked.is(question);
        if counts {
            (self.hits, self.at, self.waits) = (hits.into_iter().collect(), 0, false);
        }
        counts
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
        let first = finder.type_in("a".into()).unwrap();
        let second = finder.type_in("ab".into()).unwrap();
        assert!(!finder.found(first, [1]) && finder.hits.is_empty());
        assert!(finder.found(second, [1, 2]));
        finder.mark(5, 2);
        assert_eq!(finder.marked(), Some(&2));
        finder.mark(-5, 2);
        assert_eq!(finder.marked(), Some(&1));
        // What was found for other letters is marked no more.
        let third = finder.type_in("abc".into()).unwrap();
        finder.mark(1, 2);
        assert_eq!((finder.marked(), finder.at()), (None, None));
        assert!(!finder.enter() && finder.found(third, [7]) && finder.was_entered());
        assert_eq!(finder.marked(), Some(&7));
        assert!(finder.enter() && !finder.was_entered());
        // Another letter after Enter: it was about the text before.
        finder.type_in("abcd".into());
        assert!(!finder.enter());
        let last = finder.type_in("abcde".into()).unwrap();
        assert!(finder.found(last, [8]) && !finder.was_entered());
        assert_eq!(finder.type_in(" ".into()), None);
        assert!(finder.hits.is_empty() && !finder.found(second, [3]));
    }
}
