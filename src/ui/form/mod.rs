//! The form kit: a field with what is typed, what it means and what is wrong with it, and the order in which one goes.
//!
//! ```text
//! struct Village { name: Field<String>, posyandu: Field<Option<u32>> }
//!
//! impl Form for Village {
//!     fn inputs(&mut self) -> Vec<&mut dyn Input> { vec![&mut self.name, &mut self.posyandu] }
//! }
//! // update: Message::Form(event) => if let Some(next) = self.form.hear(event, today) { focus(next) }
//! // view:   row![self.form.name.view(words), self.form.posyandu.view(words).width(84)]
//! // save:   self.form.ready()? gives the field that has to be looked at first
//! ```
//!
//! A field's parser says what is wrong; the rule itself lives in its subject ([`parse`] only words it).

pub mod parse;

use chrono::NaiveDate;
use std::borrow::Cow;

use super::flight::Problem;
use super::secret::Secret;
use super::widget::field::{self, Note};
use crate::words::Words;

/// Reads what is typed; a two-digit year is of the hundred years up to the given day.
pub type Parser<T> = fn(&str, NaiveDate) -> Result<T, Problem>;

/// What is typed into a form.
#[derive(Debug, Clone)]
pub enum Event {
    /// Into the field of this id; no log shows it.
    Typed(&'static str, Secret),
    /// Enter in the field of this id.
    Enter(&'static str),
}

/// When a problem is said before anybody tried to save; after that it always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Not at all: the field is only being filled.
    Silent,
    /// At once, where something is typed.
    AtOnce,
}

/// One text field.
#[derive(Clone)]
pub struct Field<T> {
    /// For focus and tests.
    pub id: &'static str,
    label: Cow<'static, str>,
    text: String,
    value: Result<T, Problem>,
    /// What another field or the door says against it.
    against: Option<Problem>,
    /// What somebody else has written into it meanwhile.
    now: Option<String>,
    parse: Parser<T>,
    tidy: fn(String) -> String,
    before: Before,
    secret: bool,
    tried: bool,
    /// Where Enter goes.
    next: Option<&'static str>,
}

impl<T> std::fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Field").field("id", &self.id).finish_non_exhaustive()
    }
}

impl<T> Field<T> {
    /// An empty field; `label` is the key of its name.
    pub fn new(id: &'static str, label: impl Into<Cow<'static, str>>, parse: Parser<T>) -> Self {
        Self {
            id,
            label: label.into(),
            text: String::new(),
            // Nothing typed means the same on every day.
            value: parse("", NaiveDate::MAX),
            against: None,
            now: None,
            parse,
            tidy: |text| text,
            before: Before::Silent,
            secret: false,
            tried: false,
            next: None,
        }
    }

    /// What is wrong is said at once; of what is only half typed as help.
    pub fn at_once(mut self) -> Self {
        self.before = Before::AtOnce;
        self
    }

    /// Dots instead of letters.
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// What is typed is made so before it stands there.
    pub fn tidied(mut self, tidy: fn(String) -> String) -> Self {
        self.tidy = tidy;
        self
    }

    /// With this in it.
    pub fn with(mut self, text: impl Into<String>, today: NaiveDate) -> Self {
        self.set(text, today);
        self
    }

    /// Puts this into it; nobody tried to save it yet.
    pub fn set(&mut self, text: impl Into<String>, today: NaiveDate) {
        self.type_in(text.into(), today);
        (self.tried, self.now) = (false, None);
    }

    /// As it stands there.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing but blanks stands there.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether somebody tried to save it.
    pub const fn is_tried(&self) -> bool {
        self.tried
    }

    /// What it means.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref().ok()
    }

    /// What another field or the door says against it, until it is typed into.
    pub fn object(&mut self, problem: Option<Problem>) {
        self.against = problem;
    }

    /// What the form says against it, at once.
    pub fn refuse(&mut self, problem: Problem) {
        self.tried = true;
        self.against = Some(problem);
    }

    /// The sentence below it.
    pub fn note(&self, words: &Words) -> Option<Note<'static>> {
        let Some(problem) = self.problem() else {
            let now = self.now.as_ref()?;
            return Some(Note::warn(words.with("field-now", &[("value", now.as_str())])));
        };
        let at_once = self.before == Before::AtOnce && !self.text.is_empty();
        let said = |note: fn(String) -> Note<'static>| Some(note(problem.explain(words)));
        match problem {
            _ if self.tried => said(Note::refuse),
            Problem::Unfinished(..) if at_once => said(Note::help),
            _ if at_once => said(Note::refuse),
            _ => None,
        }
    }

    /// As it is drawn, with its label.
    pub fn view<'a>(&'a self, words: &'a Words) -> field::Field<'a, Event> {
        self.dress(field::field(words.text(&self.label), &self.text), words)
    }

    /// Without its label: in tables, where the head says what it is.
    pub fn bare<'a>(&'a self, words: &'a Words) -> field::Field<'a, Event> {
        self.dress(field::bare(&self.text), words)
    }

    fn dress<'a>(&self, field: field::Field<'a, Event>, words: &'a Words) -> field::Field<'a, Event> {
        let id = self.id;
        let field = if self.secret { field.secret(words.text("field-caps-lock")) } else { field };
        field
            .id(id)
            .on_input(move |text| Event::Typed(id, Secret(text)))
            .on_submit(Event::Enter(id))
            .enter_to(self.next)
            .note_maybe(self.note(words))
    }
}

/// A field, whatever it means.
pub trait Input {
    fn id(&self) -> &'static str;
    /// The key of its name.
    fn label(&self) -> &str;
    /// As it stands there.
    fn text(&self) -> &str;
    /// Something was typed.
    fn type_in(&mut self, text: String, today: NaiveDate);
    /// Somebody else has written this into it meanwhile; what was typed here stays.
    fn is_now(&mut self, text: &str);
    /// What is wrong with it.
    fn problem(&self) -> Option<&Problem>;
    /// Somebody tried to save: from now on what is wrong is said.
    fn tried(&mut self);
    /// Where Enter goes from here.
    fn leads_to(&mut self, next: Option<&'static str>);
}

impl<T> Input for Field<T> {
    fn id(&self) -> &'static str {
        self.id
    }

    fn label(&self) -> &str {
        &self.label
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn is_now(&mut self, text: &str) {
        self.now = Some(text.to_owned());
    }

    fn type_in(&mut self, text: String, today: NaiveDate) {
        self.text = (self.tidy)(text);
        self.value = (self.parse)(&self.text, today);
        self.against = None;
    }

    fn problem(&self) -> Option<&Problem> {
        self.against.as_ref().or(self.value.as_ref().err())
    }

    fn tried(&mut self) {
        self.tried = true;
    }

    fn leads_to(&mut self, next: Option<&'static str>) {
        self.next = next;
    }
}

pub trait Form {
    /// The text fields that are there now, in the order in which one goes.
    fn inputs(&mut self) -> Vec<&mut dyn Input>;

    /// Where Enter and Tab go, one after the other: the fields, and stops between them that are no text.
    fn order(&mut self) -> Vec<&'static str> {
        self.inputs().iter().map(|input| input.id()).collect()
    }

    /// Choices between the text fields that are not made yet, each with its sentence.
    fn missing(&self) -> Vec<(&'static str, Problem)> {
        Vec::new()
    }

    /// What fields say of each other; looked at after every change.
    fn compare(&mut self) {}

    /// Takes what happened; gives the field that the cursor goes to.
    fn hear(&mut self, event: Event, today: NaiveDate) -> Option<&'static str> {
        let next = match event {
            Event::Typed(id, text) => {
                if let Some(input) = self.inputs().into_iter().find(|input| input.id() == id) {
                    input.type_in(text.0, today);
                }
                self.compare();
                None
            }
            Event::Enter(id) => self.after(id),
        };
        self.link();
        next
    }

    /// Tells every field where Enter goes from it, so that the cursor moves with the key and not a round later.
    fn link(&mut self) {
        let order = self.order();
        for input in self.inputs() {
            let next = order.iter().skip_while(|one| **one != input.id()).nth(1).copied();
            input.leads_to(next);
        }
    }

    /// The one after this; none after the last.
    fn after(&mut self, id: &str) -> Option<&'static str> {
        let mut order = self.order().into_iter().skip_while(|one| *one != id);
        order.nth(1)
    }

    /// Somebody else was quicker with the fields of these labels: below each stands what the other form has there.
    fn tell(&mut self, labels: &[&str], now: &mut dyn Form) {
        let others = now.inputs();
        for input in self.inputs().into_iter().filter(|input| labels.contains(&input.label())) {
            if let Some(other) = others.iter().find(|other| other.id() == input.id()) {
                input.is_now(other.text());
            }
        }
    }

    /// Somebody wants to save: from now on what is wrong is said. Gives the first field that is.
    fn ready(&mut self) -> Result<(), &'static str> {
        self.compare();
        let mut inputs = self.inputs();
        inputs.iter_mut().for_each(|input| input.tried());
        let mut wrong: Vec<_> =
            inputs.iter().filter(|input| input.problem().is_some()).map(|input| input.id()).collect();
        wrong.extend(self.missing().into_iter().map(|(id, _)| id));
        let first = self.order().into_iter().find(|id| wrong.contains(id));
        first.or(wrong.first().copied()).map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Pair {
        name: Field<String>,
        count: Field<Option<u32>>,
        has_count: bool,
        checked: bool,
    }

    impl Form for Pair {
        fn inputs(&mut self) -> Vec<&mut dyn Input> {
            if self.has_count { vec![&mut self.name, &mut self.count] } else { vec![&mut self.name] }
        }

        fn order(&mut self) -> Vec<&'static str> {
            vec!["name", "check", "count"]
        }

        fn missing(&self) -> Vec<(&'static str, Problem)> {
            if self.checked { Vec::new() } else { vec![("check", Problem::Key("check"))] }
        }

        fn compare(&mut self) {
            let same = !self.name.is_empty() && self.name.text() == self.count.text();
            self.count.object(same.then_some(Problem::Key("same")));
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn pair() -> Pair {
        Pair {
            name: Field::new("name", "label", parse::required),
            count: Field::new("count", "label", parse::number).at_once(),
            has_count: true,
            checked: true,
        }
    }

    fn typed(id: &'static str, text: &str) -> Event {
        Event::Typed(id, Secret(text.into()))
    }

    #[test]
    fn a_field_holds_what_is_typed_what_it_means_and_what_is_wrong() {
        let mut pair = pair();
        pair.hear(typed("count", " 12 "), today());
        assert_eq!((pair.count.text(), pair.count.value()), (" 12 ", Some(&Some(12))));
        pair.hear(typed("count", "x"), today());
        assert_eq!(pair.count.value(), None);
        assert!(pair.count.problem().is_some());
        pair.hear(typed("count", ""), today());
        assert_eq!(pair.count.value(), Some(&None));
    }

    #[test]
    fn the_first_field_that_is_wrong_is_looked_at_first_and_one_that_is_not_there_never() {
        let mut pair = pair();
        pair.hear(typed("count", "x"), today());
        assert_eq!(pair.ready(), Err("name"));
        pair.hear(typed("name", "Sukorejo"), today());
        assert_eq!(pair.ready(), Err("count"));
        pair.checked = false;
        assert_eq!(pair.ready(), Err("check"), "between the two");
        (pair.checked, pair.has_count) = (true, false);
        assert_eq!(pair.ready(), Ok(()));
    }

    #[test]
    fn enter_goes_through_the_order_and_stops_at_its_end() {
        let mut pair = pair();
        assert_eq!(pair.hear(Event::Enter("name"), today()), Some("check"));
        assert_eq!(pair.after("check"), Some("count"));
        assert_eq!((pair.after("count"), pair.after("elsewhere")), (None, None));
    }

    #[test]
    fn what_fields_say_of_each_other_goes_with_the_next_change() {
        let mut pair = pair();
        pair.hear(typed("name", "7"), today());
        pair.hear(typed("count", "7"), today());
        assert_eq!(pair.ready(), Err("count"));
        assert_eq!(pair.count.problem(), Some(&Problem::Key("same")));
        pair.hear(typed("name", "8"), today());
        assert_eq!(pair.ready(), Ok(()));
    }

    #[test]
    fn no_log_shows_what_is_typed() {
        let field = Field::new("pin", "label", parse::text).with("274915", today());
        assert!(!format!("{field:?} {:?}", typed("pin", "274915")).contains("274915"));
    }
}
