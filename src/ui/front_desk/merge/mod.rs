//! Two records that may be of one person: side by side, what becomes of them, and the act that makes them one.
//!
//! What speaks against it, what is proposed and what follows is decided by the door and by people's rules; this page shows
//! it and sends back what was shown, so that nothing is merged that nobody saw.

mod foot;
mod heard;
mod rows;
mod view;

pub(super) use view::{likeness, view};

use iced::widget::scrollable::AbsoluteOffset;
use std::collections::BTreeMap;

use super::{Asked, FrontDesk, Message as Desk, Mode, id as desk_id};
use crate::clinic::flow::command::{Merge, Merged, Unmerge, Unmerged};
use crate::clinic::views::{self, Comparison, Record};
use crate::clinic::{Permission, Refusal};
use crate::people::command::{Pair, TellApart, TellApartNoMore};
use crate::people::repair::{Part, Side, parts};
use crate::people::{self, Card, Changes, Details, Similar, Which};
use crate::terms::{MergeId, PersonId, ServiceDay};
use crate::ui::action::{Action, Toast};
use crate::ui::finder::Finder;
use crate::ui::flight::{Flight, Latest, Question};
use crate::ui::shared::Shared;

/// Ids of what is focused or looked for.
pub mod id {
    /// The search for the other record.
    pub const OTHER: &str = "merge.other";
    /// The rows, which scroll where there are many.
    pub const TABLE: &str = "merge.table";
    /// The row that the keys change.
    pub const MARKED: &str = "merge.marked";
    /// Ctrl+Enter.
    pub const SAVE: &str = "merge.save";
    /// Alt+B.
    pub const APART: &str = "merge.apart";
    /// The first of those who could head the folder that is left.
    pub const NEXT_HEAD: &str = "merge.next-head";
    /// A merge is taken back, on the panel of who was kept.
    pub const UNDO: &str = "merge.undo";
}

/// Hits offered while the other one is looked for.
const OFFERED: u8 = 6;

#[derive(Debug, Clone)]
pub enum Message {
    /// Ctrl+G: with who is likely the same, else with whoever is looked for.
    Begin,
    /// These two.
    Compare(PersonId, PersonId),
    /// Who is likely the same as the one the page is about.
    Likely(Question, Asked<Vec<Similar>>),
    /// The other one is looked for.
    Typed(String),
    Found(Question, Asked<people::Found>),
    /// Up or down among the hits, or among the rows.
    Mark(isize),
    /// The rows, and what stands below them, by so many pixels.
    Page(f32),
    /// Enter: the marked hit is the other one.
    Take,
    With(PersonId),
    /// How it stands with what is chosen.
    Stands(Question, Asked<views::Merging>),
    /// Both as they are.
    Here(Question, Asked<Option<Box<Comparison>>>),
    /// Left or right: the marked row's value is that of this record.
    Turn(Side),
    /// The value of a row is that of this record.
    Choose(rows::What, Side),
    /// Who heads the folder of the one that goes.
    NextHead(PersonId),
    /// Ctrl+Enter.
    Save,
    Merged(Asked<Merged>),
    /// Alt+B: they are two people, or may be one after all.
    Apart,
    ToldApart(Asked<()>),
    /// A merge is taken back.
    Undo(MergeId),
    Undone(Asked<Unmerged>),
}

/// The page as far as it got.
#[derive(Debug, Default)]
pub(super) struct Merging {
    /// Whom it is about, and the other once there is one.
    one: Option<PersonId>,
    other: Option<PersonId>,
    finder: Finder<Card>,
    asked: Latest,
    seen: Option<Box<Comparison>>,
    /// Whose number is kept.
    kept: Option<Side>,
    chosen: BTreeMap<Part, Side>,
    /// Who heads the folder of the one that goes, where that is asked.
    next_head: Option<PersonId>,
    /// How it stands with what is chosen: asked again whenever something else is.
    stands: Latest,
    against: Option<Refusal>,
    /// A question that came to nothing.
    trouble: Option<Refusal>,
    /// Whose tickets: the day that both were asked for.
    day: Option<ServiceDay>,
    /// The marked row.
    at: usize,
    /// One of them changed while they were looked at: it is looked at again before anything is done.
    has_changed: bool,
    flight: Flight,
    /// Somebody was called meanwhile, and is at the counter afterwards.
    has_called: bool,
}

impl Merging {
    fn of(&self, side: Side) -> Option<&Record> {
        let seen = self.seen.as_deref()?;
        Some(match side {
            Side::Older => &seen.older,
            Side::Newer => &seen.newer,
        })
    }

    fn kept(&self) -> Side {
        self.kept.unwrap_or(Side::Older)
    }

    /// Whose value of a part is taken: as chosen, else as proposed.
    fn side_of(&self, part: Part) -> Side {
        let proposed =
            || self.seen.as_deref().map(|seen| part.proposed(&seen.older.person, &seen.newer.person));
        self.chosen.get(&part).copied().or_else(proposed).unwrap_or(self.kept())
    }

    /// The form after the merge, and what is sent of it.
    fn result(&self) -> Option<(Details, Changes)> {
        let details = |side| self.of(side).map(|record| &record.person.details);
        let (kept, gone) = (details(self.kept())?, details(self.kept().other())?);
        Some(parts::result(kept, gone, |part| details(self.side_of(part)).unwrap_or(kept)))
    }

    /// Why it cannot be done as it stands, by what the door would say.
    fn refusal(&self) -> Option<&Refusal> {
        self.against.as_ref()
    }

    /// Who could head the folder of the one that goes; nobody where nobody is asked for.
    fn next_heads(&self) -> &[Card] {
        self.of(self.kept().other()).map_or(&[], |gone| &gone.next_heads)
    }

    /// Whoever was chosen to head it, with the digits of the folder.
    fn headed(&self) -> Option<(&Card, &str)> {
        let folder = &self.of(self.kept().other())?.folder;
        let head = self.next_heads().iter().find(|card| Some(card.id) == self.next_head)?;
        Some((head, folder))
    }

    /// Whether both are here, and nothing speaks against it.
    fn can_merge(&self) -> bool {
        self.seen.is_some() && self.refusal().is_none() && self.flight.is_free()
    }

    fn rows(&self) -> Vec<rows::What> {
        let heads = !self.next_heads().is_empty();
        self.seen.as_deref().map(|seen| rows::to_choose(seen, heads)).unwrap_or_default()
    }

    /// The two that stand there.
    fn both(&self) -> impl Iterator<Item = PersonId> + use<> {
        let seen = self.seen.as_deref().map(|seen| [seen.older.person.id, seen.newer.person.id]);
        seen.into_iter().flatten()
    }

    /// Somebody was called while the page is open: it stays, and they are at the counter afterwards.
    pub(super) fn somebody_was_called(&mut self) {
        self.has_called = true;
    }
}

fn wrap(message: Message) -> Desk {
    Desk::Merge(message)
}

impl FrontDesk {
    /// What Ctrl+G begins with: the marked hit while a search is open, else who is at the counter.
    pub(super) fn to_compare(&self, shared: &Shared) -> Option<PersonId> {
        if !shared.may(Permission::CorrectPeople) {
            return None;
        }
        if self.search.comes_first() {
            return self.search.marked_person();
        }
        self.patient().map(|patient| patient.opened.person.id)
    }

    /// The message of Ctrl+G: on the form of somebody with the first who is likely the same.
    pub(super) fn on_ctrl_g(&self, shared: &Shared) -> Option<Desk> {
        match self.mode {
            Mode::Desk | Mode::History => self.to_compare(shared).map(|_| wrap(Message::Begin)),
            Mode::Amend => {
                let (one, other) = self.form()?.likely_same()?;
                Some(wrap(Message::Compare(one, other)))
            }
            Mode::New | Mode::Paper | Mode::Death | Mode::Family | Mode::Merge => None,
        }
    }

    pub(super) fn on_merge(&mut self, message: Message, shared: &Shared) -> Action<Desk> {
        let page = &mut self.merging;
        match message {
            Message::Begin => return self.begin_merge(shared),
            Message::Compare(one, other) => return self.compare(one, Some(other), shared),
            Message::Likely(n, answer) if page.asked.is(n) && page.other.is_none() => {
                match answer.map(|same| same.into_iter().next()) {
                    Ok(Some(same)) => return self.with(same.card.id, shared),
                    Ok(None) => {}
                    Err(refusal) => page.trouble = Some(refusal),
                }
                return Action::focus(id::OTHER);
            }
            Message::Typed(text) => {
                page.trouble = None;
                let Some(n) = page.finder.type_in(text) else { return Action::none() };
                let text = page.finder.typed().to_owned();
                let query = people::query::Search { text, limit: OFFERED, skip: 0 };
                return Action::ask(query, move |answer| wrap(Message::Found(n, answer)));
            }
            Message::Found(n, answer) => {
                let one = page.one;
                let hits = answer.map(|found| {
                    let cards = found.hits.into_iter().map(|hit| hit.card);
                    cards.filter(move |card| Some(card.id) != one)
                });
                if page.finder.found(n, hits) && page.finder.was_entered() {
                    return self.with_marked(shared);
                }
            }
            Message::Mark(by) if page.seen.is_none() => page.finder.mark(by, page.finder.hits.len()),
            Message::Mark(by) => {
                let last = page.rows().len().saturating_sub(1);
                page.at = page.at.saturating_add_signed(by).min(last);
                return Self::see_marked();
            }
            Message::Page(by) => {
                let by = AbsoluteOffset { x: 0.0, y: by };
                return Action::task(iced::widget::operation::scroll_by(id::TABLE, by));
            }
            Message::Take => {
                if page.finder.enter() {
                    return self.with_marked(shared);
                }
            }
            Message::With(other) => return self.with(other, shared),
            Message::Here(n, answer) if page.asked.is(n) => return self.both_here(answer, shared),
            Message::Stands(n, answer) if page.stands.is(n) => return self.it_stands(answer, shared),
            Message::Turn(side) => {
                if let Some(what) = page.rows().get(page.at).copied() {
                    page.choose(what, side);
                    return self.weigh().and(Self::see_marked());
                }
            }
            Message::Choose(what, side) => {
                page.at = page.rows().iter().position(|row| *row == what).unwrap_or(page.at);
                page.choose(what, side);
                return self.weigh();
            }
            Message::NextHead(person) => {
                page.at = page.rows().iter().position(|row| *row == rows::What::NextHead).unwrap_or(page.at);
                page.flight.forget();
                page.next_head = Some(person);
                return self.weigh();
            }
            Message::Save => return self.save_merge(),
            Message::Merged(answer) => return self.merged(answer, shared),
            Message::Apart => return self.tell_apart(),
            Message::ToldApart(answer) => {
                page.flight.land(answer);
                return self.ask_both(shared);
            }
            Message::Undo(merge) => {
                if self.unmerging.begin() {
                    return Action::run(Unmerge(merge), |answer| wrap(Message::Undone(answer)));
                }
            }
            Message::Undone(answer) => return self.unmerged(answer, shared),
            Message::Likely(..) | Message::Here(..) | Message::Stands(..) => {}
        }
        Action::none()
    }

    /// The marked row comes wholly into view: what a key changes is seen.
    pub(super) fn see_marked() -> Action<Desk> {
        Action::reveal(id::MARKED)
    }

    fn begin_merge(&mut self, shared: &Shared) -> Action<Desk> {
        let Some(one) = self.to_compare(shared) else { return Action::none() };
        let chosen = self.chosen.as_ref().filter(|chosen| chosen.id == one);
        let other = chosen.and_then(|chosen| chosen.same()).map(|same| same.card.id);
        self.compare(one, other, shared)
    }

    fn compare(&mut self, one: PersonId, other: Option<PersonId>, shared: &Shared) -> Action<Desk> {
        let Merging { asked, mut stands, .. } = self.merging;
        // What is still on its way was asked of other two.
        stands.ask();
        self.merging = Merging { one: Some(one), other, asked, stands, ..Merging::default() };
        self.mode = Mode::Merge;
        if other.is_some() {
            return self.ask_both(shared);
        }
        let n = self.merging.asked.ask();
        let likely = Action::ask(people::query::Same(one), move |answer| wrap(Message::Likely(n, answer)));
        likely.and(Action::focus(id::OTHER))
    }

    /// The marked one beside the chosen one, where none is there yet.
    fn with_marked(&mut self, shared: &Shared) -> Action<Desk> {
        let page = &self.merging;
        match page.finder.marked().filter(|_| page.seen.is_none()).map(|card| card.id) {
            Some(other) => self.with(other, shared),
            None => Action::none(),
        }
    }

    fn with(&mut self, other: PersonId, shared: &Shared) -> Action<Desk> {
        self.merging.other = Some(other);
        self.merging.finder.clear();
        self.ask_both(shared)
    }

    fn ask_both(&mut self, shared: &Shared) -> Action<Desk> {
        let (Some(one), Some(other)) = (self.merging.one, self.merging.other) else { return Action::none() };
        let n = self.merging.asked.ask();
        self.merging.day = Some(shared.day());
        let query = views::query::Comparison { one, other, day: shared.day() };
        Action::ask(query, move |answer| wrap(Message::Here(n, answer)))
    }

    fn both_here(&mut self, answer: Asked<Option<Box<Comparison>>>, shared: &Shared) -> Action<Desk> {
        let page = &mut self.merging;
        match answer {
            Ok(Some(now)) => {
                let is_other = |before: &Comparison| {
                    let seen = |of: &Comparison| {
                        (of.older.person.clone(), of.newer.person.clone(), of.joined.clone())
                    };
                    seen(before) != seen(&now)
                };
                page.has_changed |= page.seen.as_deref().is_some_and(is_other);
                page.against = now.refused.clone().map(Refusal::from);
                page.seen = Some(now);
                page.propose_head();
                page.at = page.at.min(page.rows().len().saturating_sub(1));
                self.weigh()
            }
            // Somebody else was quicker: one of them was merged, and the other is the one that is left.
            Ok(None) => {
                let gone: Refusal = people::Error::UnknownPerson.into();
                self.leave_merge(shared).and(Self::trouble(&gone, shared))
            }
            Err(refusal) => {
                page.seen = None;
                page.flight.fail(refusal);
                Action::none()
            }
        }
    }

    fn save_merge(&mut self) -> Action<Desk> {
        let page = &mut self.merging;
        if !page.can_merge() {
            return Action::none();
        }
        // Seen now; the next one merges.
        if std::mem::take(&mut page.has_changed) {
            return Action::none();
        }
        let sent = page.command();
        match sent.filter(|_| page.flight.begin()) {
            Some(merge) => Action::run(merge, |answer| wrap(Message::Merged(answer))),
            None => Action::none(),
        }
    }

    fn merged(&mut self, answer: Asked<Merged>, shared: &Shared) -> Action<Desk> {
        let number = |side: Side| self.merging.of(side).map(|record| record.person.record_number.clone());
        let (kept, gone) = (number(self.merging.kept()), number(self.merging.kept().other()));
        let Some(merged) = self.merging.flight.land(answer) else { return self.ask_both(shared) };
        let (kept, gone) = (kept.unwrap_or_default(), gone.unwrap_or_default());
        let said = shared.words.with("toast-merged", &[("kept", kept), ("gone", gone)]);
        let said = Action::say(Toast::undoable(said, merged.merge));
        // What a form of one of them holds is older than what is stored now.
        let both = [merged.kept].into_iter().chain(self.merging.both());
        if both.into_iter().any(|one| self.amend.as_deref().is_some_and(|form| form.is_of(one))) {
            self.amend = None;
        }
        if self.mode != Mode::Merge {
            return said;
        }
        if self.merging.has_called {
            return self.leave_merge(shared).and(said);
        }
        self.clear_search();
        self.choose(merged.kept, shared).and(said).and(Action::focus(desk_id::SEARCH))
    }

    fn tell_apart(&mut self) -> Action<Desk> {
        let page = &mut self.merging;
        let Some(seen) = page.seen.as_deref() else { return Action::none() };
        let pair = Pair { one: seen.older.person.id, other: seen.newer.person.id };
        let is_apart = seen.is_apart;
        if !page.flight.begin() {
            return Action::none();
        }
        if is_apart {
            Action::run(TellApartNoMore(pair), |answer| wrap(Message::ToldApart(answer)))
        } else {
            Action::run(TellApart(pair), |answer| wrap(Message::ToldApart(answer)))
        }
    }

    fn unmerged(&mut self, answer: Asked<Unmerged>, shared: &Shared) -> Action<Desk> {
        let said = match answer {
            Ok(_) => Action::say(Toast::done(shared.words.text("toast-unmerged"))),
            Err(refusal) => Self::trouble(&refusal, shared),
        };
        self.unmerging = Flight::Idle;
        said.and(self.ask_again(shared)).and(self.ask_board(shared))
    }

    /// The page is left; an answer that is on its way is too late.
    pub(super) fn leave_merge(&mut self, shared: &Shared) -> Action<Desk> {
        self.mode = Mode::Desk;
        self.merging.asked.ask();
        self.ask_again(shared).and(Action::focus(desk_id::SEARCH))
    }
}

impl Merging {
    /// Where only one can head the folder that is left, it is that one; else it is asked.
    fn propose_head(&mut self) {
        if self.headed().is_none() {
            self.next_head = match self.next_heads() {
                [only] => Some(only.id),
                _ => None,
            };
        }
    }

    fn choose(&mut self, what: rows::What, side: Side) {
        self.flight.forget();
        match what {
            rows::What::Number if self.kept() != side => {
                self.kept = Some(side);
                self.propose_head();
            }
            rows::What::Number => {}
            rows::What::NextHead => {
                let heads = self.next_heads();
                let at = heads.iter().position(|card| Some(card.id) == self.next_head);
                let by = if side == Side::Older { -1 } else { 1 };
                let at = at.map_or(0, |at| at.saturating_add_signed(by).min(heads.len().saturating_sub(1)));
                self.next_head = heads.get(at).map(|card| card.id);
            }
            rows::What::Part(part) => {
                self.chosen.insert(part, side);
            }
        }
    }

    fn command(&self) -> Option<Merge> {
        let seen = self.seen.as_deref()?;
        let (_, changes) = self.result()?;
        let which = |side| {
            let person = &self.of(side)?.person;
            Some(Which { person: person.id, seen: Some(person.revision) })
        };
        Some(Merge {
            keep: which(self.kept())?,
            gone: which(self.kept().other())?,
            changes,
            tickets: seen.joined.iter().map(|two| two.goes.ticket).collect(),
            next_head: self.next_head,
        })
    }
}
