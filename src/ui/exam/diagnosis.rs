//! Diagnoses of a visit: found by code or words, chosen with the arrows and Enter; the first is the main one.

use iced::keyboard::key::Named;
use iced::widget::{Column, Space, container, row};
use iced::{Alignment, Length};

use crate::clinic::Refusal;
use crate::reference::icd::IcdCode;
use crate::terms::{PersonId, VisitId};
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::finder::Finder;
use crate::ui::flight::Question;
use crate::ui::icon::Icon;
use crate::ui::theme::{Gap, Kind};
use crate::ui::widget::keys::{Shortcut, on_keys};
use crate::ui::widget::{button, choice, field, panel, rows, text};
use crate::visits::{self, CaseKind, DiagnosisHit, NewDiagnosis, Rank};
use crate::words::Words;

pub mod id {
    pub const SEARCH: &str = "exam.diagnosis";
    /// New or old case of the diagnosis added last.
    pub const CASE: &str = "exam.diagnosis.case";
}

/// Hits shown.
const MOST: u32 = 8;

#[derive(Debug, Clone)]
pub enum Message {
    /// Code or words were typed.
    Typed(String),
    /// Hits came.
    Found(Question, Result<Vec<DiagnosisHit>, Refusal>),
    /// The mark goes up.
    Up,
    /// The mark goes down.
    Down,
    /// The marked hit is added.
    Add,
    /// That hit is added.
    Pick(usize),
    /// Whether the added one is a new or old case, by the person's earlier visits.
    Case(String, Result<CaseKind, Refusal>),
    /// New (0) or old (1) case.
    Set(usize, usize),
    /// This one is the main one.
    Main(usize),
    /// Taken off.
    Remove(usize),
    /// The field was emptied.
    Clear,
}

#[derive(Debug, Clone, Default)]
pub struct Diagnoses {
    /// As they shall stand, main one first.
    pub list: Vec<NewDiagnosis>,
    /// Whether the visit has a main one beside these: then none of these becomes it.
    has_main: bool,
    finder: Finder<DiagnosisHit>,
    /// The code that was typed and stands in no list, with what was typed after it.
    unlisted: Option<(IcdCode, String)>,
}

/// Whose visit.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Who.
    pub person: PersonId,
    /// Which visit is being written.
    pub visit: VisitId,
}

impl Diagnoses {
    /// As they stand in a visit.
    pub fn of(list: Vec<NewDiagnosis>) -> Self {
        Self { list, ..Self::default() }
    }

    /// None yet, to be added to a closed visit.
    pub fn added_to(visit: &visits::Visit) -> Self {
        let has_main = visit.current_diagnoses().any(|one| one.what.rank == Rank::Primary);
        Self { has_main, ..Self::default() }
    }

    /// Takes over those that the visit has not; beside its main one they are further ones.
    pub fn take_over(&mut self, typed: &[NewDiagnosis], visit: &visits::Visit) {
        let has = |code: &str| visit.current_diagnoses().any(|one| one.what.code == code);
        for one in typed.iter().filter(|one| !has(&one.code)) {
            let rank = if self.has_main { Rank::Secondary } else { one.rank };
            self.list.push(NewDiagnosis { rank, ..one.clone() });
        }
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        self.finder.typed()
    }

    pub fn update(&mut self, message: Message, about: About, words: &Words) -> Action<Message> {
        match message {
            Message::Typed(text) => return self.typed_in(text),
            Message::Found(question, answer) => {
                self.unlisted = None;
                if self.finder.found(question, answer) {
                    self.unlisted = unlisted(self.finder.typed(), &self.finder.hits);
                    if self.finder.was_entered() {
                        return self.add_marked(about, words);
                    }
                }
            }
            Message::Up => self.finder.mark(-1, self.offered()),
            Message::Down => self.finder.mark(1, self.offered()),
            Message::Add => {
                if self.finder.enter() {
                    return self.add_marked(about, words);
                }
            }
            Message::Pick(at) => return self.add(at, about, words),
            Message::Case(code, Ok(kind)) => {
                if let Some(one) = self.list.iter_mut().find(|one| one.code == code) {
                    one.case_kind = kind;
                }
            }
            Message::Case(..) => {}
            Message::Set(at, kind) => {
                if let Some(one) = self.list.get_mut(at) {
                    one.case_kind = if kind == 0 { CaseKind::New } else { CaseKind::Old };
                }
            }
            Message::Main(at) => {
                if at < self.list.len() {
                    let one = self.list.remove(at);
                    self.list.insert(0, one);
                    self.rank();
                }
            }
            Message::Remove(at) => {
                if at < self.list.len() {
                    self.list.remove(at);
                    self.rank();
                }
                return Action::focus(id::SEARCH);
            }
            Message::Clear => self.clear(),
        }
        Action::none()
    }

    fn clear(&mut self) {
        self.finder.clear();
        self.unlisted = None;
    }

    /// How many rows are offered.
    fn offered(&self) -> usize {
        self.finder.hits.len() + usize::from(self.unlisted.is_some())
    }

    /// Code and name of an offered row; the code that stands in no list comes last.
    fn offer(&self, at: usize, words: &Words) -> Option<(String, String)> {
        if let Some(hit) = self.finder.hits.get(at) {
            return Some((hit.code.clone(), hit.name.clone()));
        }
        let (code, name) = self.unlisted.as_ref().filter(|_| at == self.finder.hits.len())?;
        let name =
            if name.is_empty() { words.text("exam-diagnosis-unlisted").into_owned() } else { name.clone() };
        Some((code.to_string(), name))
    }

    fn typed_in(&mut self, text: String) -> Action<Message> {
        let Some(number) = self.finder.type_in(text) else {
            self.unlisted = None;
            return Action::none();
        };
        let query = visits::query::Diagnoses { text: self.finder.typed().to_owned(), limit: MOST };
        Action::ask(query, move |answer| Message::Found(number, answer))
    }

    fn add_marked(&mut self, about: About, words: &Words) -> Action<Message> {
        match self.finder.at() {
            Some(at) => self.add(at, about, words),
            None => Action::none(),
        }
    }

    fn add(&mut self, at: usize, about: About, words: &Words) -> Action<Message> {
        let Some((code, name)) = self.offer(at, words) else { return Action::none() };
        self.clear();
        if self.list.iter().any(|one| one.code == code) {
            return Action::focus(id::SEARCH);
        }
        let (case_kind, rank) = (CaseKind::New, Rank::Secondary);
        self.list.push(NewDiagnosis { code: code.clone(), name, case_kind, rank });
        self.rank();
        let query = visits::query::CaseKind { person: about.person, code: code.clone(), visit: about.visit };
        Action::ask(query, move |answer| Message::Case(code, answer)).and(Action::focus(id::SEARCH))
    }

    /// The first is the main one, unless the visit has one.
    fn rank(&mut self) {
        for (at, one) in self.list.iter_mut().enumerate() {
            one.rank = if at == 0 && !self.has_main { Rank::Primary } else { Rank::Secondary };
        }
    }

    /// The search, its hits, the chosen ones.
    pub fn view<'a>(&'a self, words: &'a Words) -> Element<'a, Message> {
        let search = field::field(words.text("exam-diagnosis"), self.finder.typed())
            .id(id::SEARCH)
            .icon(Icon::Search)
            .placeholder(words.text("exam-diagnosis-hint"))
            .on_input(Message::Typed)
            .on_submit(Message::Add);
        let mut hits = Column::new();
        for (at, hit) in self.finder.hits.iter().enumerate() {
            let cells = [
                rows::cell(72, text::body(hit.code.as_str()).bold().line()),
                text::body(hit.name.as_str()).cut().into(),
            ];
            let row = rows::row_press(rows::height::SHEET, Some(at) == self.finder.at(), cells);
            hits = hits.push(row.mouse_only().on_press(Message::Pick(at)));
        }
        if let Some((code, name)) = &self.unlisted {
            let at = self.finder.hits.len();
            let said = if name.is_empty() {
                words.with("exam-diagnosis-unknown", &[("code", code.as_str())])
            } else {
                words.with("exam-diagnosis-unknown-name", &[("name", name.as_str())])
            };
            let cells = [
                rows::cell(72, text::body(code.to_string()).bold().line()),
                text::body(said).muted().cut().into(),
            ];
            let row = rows::row_press(rows::height::SHEET, Some(at) == self.finder.at(), cells);
            hits = hits.push(row.mouse_only().on_press(Message::Pick(at)));
        }
        if let Some(why) = self.finder.trouble() {
            hits = hits.push(panel::note(panel::About::Error, "", &why.explain(words)));
        } else if self.finder.is_in_vain() && self.unlisted.is_none() {
            let none = words.text("exam-diagnosis-no-hit");
            hits = hits.push(container(text::small(none).muted()).padding(Gap::around(Gap::S, Gap::M)));
        }
        let open = !self.finder.typed().is_empty();
        let hits: Element<'a, Message> =
            if open { panel::sheet(hits).width(Length::Fill).into() } else { Space::new().into() };
        let searching = on_keys(Column::new().push(search).push(hits))
            .while_focused()
            .bind(Shortcut::key(Named::ArrowDown), Message::Down)
            .bind(Shortcut::key(Named::ArrowUp), Message::Up)
            .bind_maybe(Shortcut::key(Named::Escape), open.then_some(Message::Clear));
        Column::new().push(searching).push(self.chosen(words)).spacing(Gap::M).into()
    }

    fn chosen<'a>(&'a self, words: &'a Words) -> Element<'a, Message> {
        if self.list.is_empty() && self.has_main {
            return Space::new().into();
        }
        if self.list.is_empty() {
            return text::body(words.text("exam-diagnosis-none")).muted().into();
        }
        let lines = self.list.iter().enumerate().map(|(at, one)| {
            let rank = words.word("rank", one.rank.as_str());
            let rank: Element<'a, Message> = if at == 0 || self.has_main {
                text::small(rank).bold().line().into()
            } else {
                button::quiet(rank).small().tight().on_press(Message::Main(at)).into()
            };
            let cases = [words.text("case-new-short"), words.text("case-old-short")];
            let case = choice::segments(
                iced::advanced::widget::Id::from(format!("{}.{at}", id::CASE)),
                cases,
                Some(usize::from(one.case_kind == CaseKind::Old)),
                move |kind| Message::Set(at, kind),
            );
            row![
                rows::cell(64, text::body(one.code.as_str()).bold().line()),
                text::body(one.name.as_str()).cut(),
                rows::cell(84, rank),
                case,
                button::icon(Kind::Quiet, Icon::X).small().on_press(Message::Remove(at)),
            ]
            .spacing(Gap::S)
            .align_y(Alignment::Center)
            .height(rows::height::NORMAL)
            .into()
        });
        rows::list(lines).into()
    }
}

/// The code at the start of what was typed, when it is one and no hit has it, and the words after it.
fn unlisted(typed: &str, hits: &[DiagnosisHit]) -> Option<(IcdCode, String)> {
    let typed = typed.trim();
    let (code, name) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let code = IcdCode::parse(code).ok()?;
    let listed = hits.iter().any(|hit| hit.code == code.as_str());
    (!listed).then(|| (code, name.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visits::DiagnosisSource;

    #[test]
    fn a_code_outside_the_list_is_offered_and_one_in_it_is_not() {
        let offered = |typed: &str, hits: &[DiagnosisHit]| {
            unlisted(typed, hits).map(|(code, name)| (code.to_string(), name))
        };
        let hit =
            DiagnosisHit { code: "J06.9".into(), name: "ISPA".into(), source: DiagnosisSource::Bundled };
        assert_eq!(offered("k529", &[]), Some(("K52.9".into(), String::new())));
        assert_eq!(offered(" K52.9  Diare lain ", &[]), Some(("K52.9".into(), "Diare lain".into())));
        assert_eq!(offered("j069", std::slice::from_ref(&hit)), None);
        assert_eq!(offered("J06", &[hit]), Some(("J06".into(), String::new())));
        assert_eq!(offered("ispa", &[]), None);
    }
}
