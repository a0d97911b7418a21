//! Saving a visit: the form with what was measured, then the remark and the referral, then what was wanted after it.

use crate::clinic::{Refusal, flow};
use crate::screening;
use crate::ui::action::{Action, Toast};
use crate::ui::screening::{follow_up, measuring};
use crate::ui::shared::Shared;
use crate::visits::{self, Changes, Form, NoteKind, On};

use super::message::{Message, Notice, Tab, Then};
use super::page::Page;
use super::vitals;

impl Page {
    /// Saves what differs; what has to be looked at first gets the cursor.
    pub(super) fn save(&mut self, then: Then, shared: &Shared) -> Action<Message> {
        if !self.is_open() {
            return self.act(Message::Save, shared);
        }
        if !self.flight.is_free() {
            return Action::none();
        }
        self.then = then;
        let (vitals, confirmed) = match self.vitals.changes() {
            Ok(ready) => ready,
            Err(field) => return self.look(field, shared),
        };
        let visit = self.sheet.visit.id;
        let measured = self.measuring.as_ref().map_or(Ok(None), |form| form.changes(Some(visit)));
        let measured = match measured {
            Ok(measured) => measured,
            Err(field) => return self.look(field, shared),
        };
        if !self.form_touched() && vitals.is_empty() && measured.is_none() {
            return self.write_loose(shared);
        }
        // Of what was seen each change tells by itself.
        let on = On { visit, seen: None };
        let changes = Changes::between(&self.shown, &self.typed());
        let form = Box::new(Form { on, changes, vitals, confirmed });
        let corrects = measured.as_ref().and_then(|ready| ready.corrects);
        let measurement = measured.and_then(|ready| ready.new).map(Box::new);
        self.flight.begin();
        let save = flow::command::SaveExam { form: form.clone(), measurement, corrects };
        Action::run(save, |reply| Message::Saved(form, reply))
    }

    pub(super) fn look(&mut self, field: &'static str, shared: &Shared) -> Action<Message> {
        self.then = Then::Nothing;
        let top = self.show(Tab::Examine);
        let key = match field {
            vitals::id::REASON => "exam-look-reason",
            reason if measuring::id::REASONS.contains(&reason) => "exam-look-reason",
            _ => "exam-look-value",
        };
        self.flight.fail(Notice::Look(shared.words.text(key).into_owned()));
        top.and(Action::focus(field))
    }

    pub(super) fn saved(
        &mut self,
        form: &Form,
        reply: Result<flow::command::Saved, Refusal>,
        shared: &Shared,
    ) -> Action<Message> {
        match &reply {
            Ok(_) => {
                self.shown = form.changes.over(&self.shown);
                self.vitals.written(&form.vitals);
            }
            Err(Refusal::Visits(visits::Error::Clash(clash))) => {
                // The sentence tells of it; saved once more, it is saved over what is there now.
                self.follow(&clash.now);
                self.shown.clone_from(&clash.now);
            }
            Err(Refusal::Visits(visits::Error::SignsClash(now))) => self.vitals.overtaken(now, &shared.words),
            Err(_) => {}
        }
        let Some(flow::command::Saved { revision, measurement, .. }) = self.flight.land(reply) else {
            self.then = Then::Nothing;
            return self.ask();
        };
        self.sheet.visit.revision = revision;
        self.measured = measurement;
        self.saved_at = Some(shared.now);
        let ask = self.ask();
        ask.and(self.write_loose(shared))
    }

    /// The remark and the referral are entries of their own, one after the other.
    fn write_loose(&mut self, shared: &Shared) -> Action<Message> {
        let Some((kind, text)) = self.loose_text() else { return self.plan_chosen(shared) };
        self.flight.begin();
        let write = visits::Write { on: self.on(), kind, text };
        Action::run(write, move |reply| Message::Noted(kind, reply))
    }

    pub(super) fn noted(
        &mut self,
        kind: NoteKind,
        reply: Result<visits::Changed, Refusal>,
        shared: &Shared,
    ) -> Action<Message> {
        // What was typed stays where it was refused; the sheet is read again, for it may have moved on.
        let Some(visits::Changed { revision, .. }) = self.flight.land(reply) else {
            self.then = Then::Nothing;
            return self.ask();
        };
        self.sheet.visit.revision = revision;
        match kind {
            NoteKind::Referral => self.referral.clear(),
            _ => self.note.clear(),
        }
        let ask = self.ask();
        ask.and(self.write_loose(shared))
    }

    /// The follow-up that was chosen or typed is planned too, whoever pressed its own button or not.
    fn plan_chosen(&mut self, shared: &Shared) -> Action<Message> {
        if !self.follow.is_touched() {
            return self.done(shared);
        }
        self.tab = Tab::Plan;
        if !self.follow.is_free() {
            // Its own button was pressed meanwhile.
            self.waits = std::mem::take(&mut self.then);
            return Action::none();
        }
        let planned = |message| match message {
            follow_up::Message::Planned(reply) => Message::Followed(reply),
            other => Message::Follow(other),
        };
        self.followed_by(|follow, about| follow.plan(about, shared)).map(planned)
    }

    pub(super) fn followed(
        &mut self,
        reply: Result<screening::FollowUpChanged, Refusal>,
        shared: &Shared,
    ) -> Action<Message> {
        let (planned, message) = (reply.is_ok(), follow_up::Message::Planned(reply));
        let action = self.followed_by(|follow, about| follow.update(message, about, shared));
        let ask = self.ask();
        let then = if planned {
            self.done(shared)
        } else {
            self.then = Then::Nothing;
            Action::focus(follow_up::id::NOTE)
        };
        action.map(Message::Follow).and(ask).and(then)
    }

    /// Saves what is typed and does what was wanted; once what is under way is over, where something is.
    pub(super) fn go(&mut self, then: Then, shared: &Shared) -> Action<Message> {
        if self.is_busy() {
            // What is on its way to be closed is not closed twice.
            if self.then == Then::Nothing {
                self.waits = then;
            }
            return Action::none();
        }
        if self.is_touched() {
            return self.save(then, shared);
        }
        match then {
            Then::Nothing => Action::none(),
            Then::Close => self.close_now(),
            Then::HandOver => self.hand_over_now(),
        }
    }

    fn is_busy(&self) -> bool {
        !self.flight.is_free() || !self.follow.is_free()
    }

    /// What was asked for while something was under way, now that it is over; where it went wrong, that is said and
    /// nothing else is done.
    pub(super) fn go_on(&mut self, shared: &Shared) -> Action<Message> {
        if self.waits == Then::Nothing || self.is_busy() {
            return Action::none();
        }
        let waits = std::mem::take(&mut self.waits);
        if self.follow.has_problem() {
            return Action::focus(follow_up::id::NOTE);
        }
        if self.flight.problem().is_some() || !self.is_open() {
            return Action::none();
        }
        self.go(waits, shared)
    }

    /// Everything is saved: on with what was wanted.
    fn done(&mut self, shared: &Shared) -> Action<Message> {
        self.saved_at = Some(shared.now);
        match std::mem::take(&mut self.then) {
            Then::Nothing => Action::say(Toast::done(shared.words.text("word-saved"))),
            Then::Close => self.close_now(),
            Then::HandOver => self.hand_over_now(),
        }
    }
}
