//! A search box: what is typed, what was found for it, and which hit is marked.

use super::flight::{Latest, Question};

#[derive(Debug, Clone)]
pub struct Finder<T> {
    typed: String,
    asked: Latest,
    pub hits: Vec<T>,
    /// The place of the marked one.
    pub at: usize,
}

impl<T> Default for Finder<T> {
    fn default() -> Self {
        Self { typed: String::new(), asked: Latest::default(), hits: Vec::new(), at: 0 }
    }
}

impl<T> Finder<T> {
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Something was typed; gives the question to ask, unless nothing is left to look for.
    pub fn type_in(&mut self, text: String) -> Option<Question> {
        (self.typed, self.at) = (text, 0);
        let question = self.asked.ask();
        if self.typed.trim().is_empty() {
            self.hits.clear();
            return None;
        }
        Some(question)
    }

    /// Says whether this is the answer to what is typed now, and takes it.
    pub fn found(&mut self, question: Question, hits: impl IntoIterator<Item = T>) -> bool {
        let counts = self.asked.is(question);
        if counts {
            (self.hits, self.at) = (hits.into_iter().collect(), 0);
        }
        counts
    }

    /// Moves the mark by so many among so many.
    pub fn mark(&mut self, by: isize, among: usize) {
        self.at = self.at.saturating_add_signed(by).min(among.saturating_sub(1));
    }

    pub fn marked(&self) -> Option<&T> {
        self.hits.get(self.at)
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
        assert_eq!(finder.type_in(" ".into()), None);
        assert!(finder.hits.is_empty() && !finder.found(second, [3]));
    }
}
