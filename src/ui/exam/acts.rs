//! What is done with a visit beside writing it: refer, close, take over, add afterwards, void, print.

use super::message::{Message, Notice, Tab, Then, id};
use super::page::Page;
use crate::clinic::flow::command::StillAway;
use crate::clinic::{Refusal, flow};
use crate::queue;
use crate::screening::{self, FollowUpKind, Measurement, advice};
use crate::terms::{Instant, MeasurementId, Revision, UnitId};
use crate::ui::action::{Action, Toast};
use crate::ui::flight::Flight;
use crate::ui::screening::{follow_up, print};
use crate::ui::shared::Shared;
use crate::visits::command::TakeOver;
use crate::visits::{
    self, Amendment, Entry, NoteKind, Reading, SignChange, Undiagnosed, VoidEntry, VoidVisit, Write,
};

/// Whether the end was asked for, and where to go then.
#[derive(Debug, Clone, Copy, Default)]
pub struct Closing {
    /// F12 was pressed once.
    pub asked: bool,
    /// Where next; none goes home.
    pub next: Option<UnitId>,
    /// The door asked about a missing diagnosis: the next F12 closes all the same.
    pub undiagnosed: Undiagnosed,
    /// It was asked about a referral that is advised and was not planned: the next F12 closes all the same.
    pub unreferred: bool,
    /// The door asked about a person who is in another unit, there: the next F12 closes all the same.
    pub away: Option<There>,
}

/// Where a person is whose visit is open in another unit, and since when.
pub type There = (UnitId, Instant);

/// What is to be voided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The whole visit with what was measured.
    Visit,
    Entry(Entry),
    Measurement(MeasurementId),
}

/// What is being voided, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voiding {
    /// What.
    pub target: Target,
    /// Why, so far.
    pub reason: String,
    /// What is wrong with it.
    pub flight: Flight,
}

/// Units somebody may go on to.
pub fn next_units(shared: &Shared, here: UnitId) -> impl Iterator<Item = &crate::setup::Unit> {
    shared.config.services().filter(move |unit| unit.id != here)
}

impl Page {
    pub(super) fn act(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Paid(reply) => return self.changed(reply),
            Message::Refer => return self.refer(shared),
            Message::Referral(text) => self.referral = text,
            Message::Referred(reply) => {
                if reply.is_ok() {
                    self.referral.clear();
                }
                return self.changed(reply);
            }
            Message::Close => return self.close(shared),
            Message::NextUnit(at) => {
                let here = self.sheet.visit.unit;
                let unit = at.checked_sub(1).and_then(|at| next_units(shared, here).nth(at));
                self.closing.next = unit.map(|unit| unit.id);
            }
            Message::Closed(reply) => return self.closed(reply, shared),
            Message::HandOver => return self.hand_over(shared),
            Message::HandedOver(unit, reply) => return self.handed_over(unit, reply, shared),
            Message::TakeOver if self.flight.begin() => {
                return Action::run(TakeOver(self.on()), Message::TakenOver);
            }
            Message::TakenOver(reply) => return self.changed(reply),
            Message::Amend(action) => self.amending.text.perform(action),
            Message::Save => return self.amend(shared),
            Message::Amended(reply) => {
                if reply.is_ok() {
                    self.amending.clear(&self.sheet.visit, &shared.words);
                }
                return self.changed(reply);
            }
            Message::Void(target) => {
                self.voiding = Some(Voiding { target, reason: String::new(), flight: Flight::Idle });
                return Action::focus(id::VOID);
            }
            Message::VoidReason(reason) => {
                if let Some(voiding) = &mut self.voiding {
                    voiding.reason = reason;
                    voiding.flight.forget();
                }
            }
            Message::VoidNow => return self.void(),
            Message::Voided(reply) => return self.voided(reply),
            Message::Back => {
                let said = self.flight.problem().is_some();
                let free = self.voiding.is_none() && !self.closing.asked && !said;
                self.voiding = None;
                self.closing.asked = false;
                self.waits = Then::Nothing;
                self.closing.undiagnosed = Undiagnosed::Ask;
                self.closing.unreferred = false;
                self.closing.away = None;
                self.flight.forget();
                if free {
                    return Action::focus(super::waiting::id::LIST);
                }
            }
            Message::Print => {
                let (person, growth) = (&self.sheet.person, &self.sheet.growth);
                let mother = self.sheet.mother.as_deref();
                return print::chart(person, mother, growth, shared, Message::Printed);
            }
            Message::Printed(done) => return print::said(done, &shared.words),
            _ => {}
        }
        Action::none()
    }

    /// Something small was written: show what is now, or say why not.
    fn changed(&mut self, reply: Result<visits::Changed, Refusal>) -> Action<Message> {
        if let Some(changed) = self.flight.land(reply) {
            self.sheet.visit.revision = changed.revision;
        }
        self.ask()
    }

    fn refer(&mut self, shared: &Shared) -> Action<Message> {
        if !self.is_open() {
            return Action::none();
        }
        let text = self.referral.trim().to_owned();
        if self.tab == Tab::Plan && !text.is_empty() {
            if !self.flight.begin() {
                return Action::none();
            }
            let write = Write { on: self.on(), kind: NoteKind::Referral, text };
            return Action::run(write, Message::Referred);
        }
        if text.is_empty() {
            let finding = self.growth.finding().map(|finding| finding.lead.clone()).unwrap_or_default();
            self.referral = shared.words.with("exam-referral-start", &[("finding", finding)]);
            self.referral_start.clone_from(&self.referral);
        }
        self.show(Tab::Plan).and(Action::focus(id::REFERRAL))
    }

    /// The cursor goes to where next, and what is asked above it is seen, however far the page was scrolled.
    fn question(&self) -> Action<Message> {
        Action::focus(id::NEXT).and(self.to_top())
    }

    /// First asks where next, then does it.
    fn close(&mut self, shared: &Shared) -> Action<Message> {
        if !self.is_open() {
            return Action::none();
        }
        if !self.closing.asked || self.tab != Tab::Plan {
            self.closing.asked = true;
            self.tab = Tab::Plan;
            return self.question();
        }
        if self.follow.is_free() && self.follow.has_outcome() {
            self.flight.fail(Notice::Look(shared.words.text("exam-look-outcome").into_owned()));
            return Action::focus(follow_up::id::OUTCOME);
        }
        if !self.closing.unreferred && self.lacks_referral() {
            self.closing.unreferred = true;
            return self.question();
        }
        self.go(Then::Close, shared)
    }

    /// Whether a referral is advised and neither planned, nor written, nor about to be.
    fn lacks_referral(&self) -> bool {
        let written = self.visit().note(NoteKind::Referral).is_some() || self.typed_referral().is_some();
        let chosen = matches!(self.follow.kind(), Some(FollowUpKind::ReferNow | FollowUpKind::Refer));
        !written && !chosen && advice::lacks_referral(self.advice(), &self.sheet.growth.follow_ups)
    }

    pub(super) fn close_now(&mut self) -> Action<Message> {
        if !self.flight.begin() {
            return Action::none();
        }
        self.then = Then::Close;
        let Closing { next, undiagnosed, away, .. } = self.closing;
        let still_away = if away.is_some() { StillAway::Known } else { StillAway::Ask };
        let close = flow::command::CloseVisit { on: self.on(), next, undiagnosed, still_away };
        Action::run(close, Message::Closed)
    }

    /// Where somebody can be sent from here who comes back: once it was asked where next.
    pub(super) fn may_hand_over(&self) -> Option<UnitId> {
        let here = self.is_open() && self.sheet.visit.stop.is_some() && self.away().is_none();
        self.closing.next.filter(|_| here && self.closing.asked)
    }

    fn hand_over(&mut self, shared: &Shared) -> Action<Message> {
        match self.may_hand_over() {
            None => Action::none(),
            Some(_) => self.go(Then::HandOver, shared),
        }
    }

    pub(super) fn hand_over_now(&mut self) -> Action<Message> {
        let Some(next) = self.may_hand_over() else { return Action::none() };
        if !self.flight.begin() {
            return Action::none();
        }
        self.then = Then::HandOver;
        let command = flow::command::HandOver { on: self.on(), next };
        Action::run(command, move |reply| Message::HandedOver(next, reply))
    }

    fn handed_over(
        &mut self,
        unit: UnitId,
        reply: Result<queue::StopChanged, Refusal>,
        shared: &Shared,
    ) -> Action<Message> {
        self.then = Then::Nothing;
        let Some(changed) = self.flight.land(reply) else { return self.ask() };
        // Once back, nobody is sent there again by itself.
        self.closing = Closing { next: self.sheet.returns_to, ..Closing::default() };
        let name = self.sheet.person.details.name.as_str();
        let unit = shared.config.unit(unit).map(|unit| unit.name.as_str()).unwrap_or_default();
        let said = shared.words.with("exam-handed-over", &[("name", name), ("unit", unit)]);
        let on = queue::OnStop { stop: changed.stop, seen: Some(changed.revision) };
        let ticket =
            self.sheet.stop.as_ref().map(|row| shared.ticket(row.number.as_ref())).unwrap_or_default();
        let toast = Toast::undoable(said, on).about(&ticket, Some(name));
        Action::say(toast).and(self.ask()).and(Action::focus(super::waiting::id::LIST))
    }

    fn closed(&mut self, reply: Result<flow::command::Closed, Refusal>, shared: &Shared) -> Action<Message> {
        self.then = Then::Nothing;
        if let Err(Refusal::Visits(visits::Error::NoDiagnosis | visits::Error::FindingOpen)) = reply {
            self.flight = Flight::Idle;
            self.closing.undiagnosed = Undiagnosed::Known;
            return self.question();
        }
        if let Err(Refusal::Queue(queue::Error::Away { unit, since })) = reply {
            self.flight = Flight::Idle;
            self.closing.away = Some((unit, since));
            return self.ask().and(self.question());
        }
        if self.flight.land(reply).is_none() {
            return self.ask();
        }
        self.closing = Closing { next: self.closing.next, ..Closing::default() };
        let name = self.sheet.person.details.name.as_str();
        let next = self.closing.next.and_then(|unit| shared.config.unit(unit));
        let said = match next {
            Some(unit) => {
                shared.words.with("exam-closed-next", &[("name", name), ("unit", unit.name.as_str())])
            }
            None => shared.words.with("exam-closed", &[("name", name)]),
        };
        // The next one waits in the list: Enter serves whoever is called there.
        Action::say(Toast::done(said)).and(self.ask()).and(Action::focus(super::waiting::id::LIST))
    }

    fn amend(&mut self, shared: &Shared) -> Action<Message> {
        if !self.flight.is_free() {
            return Action::none();
        }
        let (vitals, confirmed) = match self.amending.vitals.changes() {
            Ok(ready) => ready,
            Err(field) => return self.look(field, shared),
        };
        self.flight.begin();
        let reading = |change: SignChange| Reading { sign: change.sign, value: change.value.new };
        let amendment = Amendment {
            on: self.on(),
            text: self.amending.text.text().trim().to_owned(),
            vitals: vitals.into_iter().map(reading).collect(),
            confirmed,
            diagnoses: self.amending.diagnoses.list.clone(),
        };
        Action::run(amendment, Message::Amended)
    }

    fn void(&mut self) -> Action<Message> {
        let Some(voiding) = &mut self.voiding else { return Action::none() };
        if !voiding.flight.begin() {
            return Action::none();
        }
        let (target, reason) = (voiding.target, voiding.reason.clone());
        let changed = |reply: Result<visits::Changed, Refusal>| {
            Message::Voided(reply.map(|changed| Some(changed.revision)))
        };
        match target {
            Target::Visit => Action::run(VoidVisit { on: self.on(), reason }, changed),
            Target::Entry(entry) => Action::run(VoidEntry { on: self.on(), entry, reason }, changed),
            Target::Measurement(measurement) => {
                let seen = self.measurement(measurement).map(|one| one.revision);
                let void = screening::VoidMeasurement { measurement, seen, reason };
                Action::run(void, |reply| Message::Voided(reply.map(|_| None)))
            }
        }
    }

    fn measurement(&self, id: MeasurementId) -> Option<&Measurement> {
        self.sheet.growth.measurements.iter().find(|one| one.id == id)
    }

    fn voided(&mut self, revision: Result<Option<Revision>, Refusal>) -> Action<Message> {
        match (revision, &mut self.voiding) {
            (Err(refusal), Some(voiding)) => {
                voiding.flight.fail(refusal);
                return Action::focus(id::VOID);
            }
            // Given up meanwhile: it is said above the form.
            (Err(refusal), None) => self.flight.fail(refusal),
            (Ok(revision), _) => {
                self.voiding = None;
                self.flight.forget();
                self.sheet.visit.revision = revision.unwrap_or(self.sheet.visit.revision);
            }
        }
        self.ask()
    }
}
