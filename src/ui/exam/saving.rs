//! Saving a visit: the form with what was measured, then the remark and the referral, then what was wanted after it.

use crate::clinic::{Refusal, flow};
use crate::ui::action::{Action, Toast};
use crate::ui::screening::measuring;
use crate::ui::shared::Shared;
use crate::visits::{self, Form, NoteKind};

use super::message::{Message, Notice, Tab, Then};
use super::page::{Page, diagnoses_of};
use super::vitals;

impl Page {
    /// Saves what differs; what has to be looked at first gets the cursor.
    pub(super) fn save(&mut self, then: Then, shared: &Shared) -> Action<Message> {
        if !self.is_open() {
            return self.act(Message::Save, shared);
        }
        if self.busy {
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
        let differs = |text: &str, kind| (text.trim() != self.text_of(kind)).then(|| text.trim().to_owned());
        let diagnoses = &self.diagnoses.list;
        let form = Form {
            on: self.on(),
            complaint: differs(&self.complaint, NoteKind::Complaint),
            vitals,
            confirmed,
            findings: differs(&self.findings.text(), NoteKind::Findings),
            diagnoses: (*diagnoses != diagnoses_of(&self.sheet.visit)).then(|| diagnoses.clone()),
            plan: differs(&self.plan.text(), NoteKind::Plan),
        };
        let corrects = measured.as_ref().and_then(|ready| ready.corrects);
        let measurement = measured.and_then(|ready| ready.new).map(Box::new);
        self.busy = true;
        Action::run(flow::command::SaveExam { form: Box::new(form), measurement, corrects }, Message::Saved)
    }

    pub(super) fn look(&mut self, field: &'static str, shared: &Shared) -> Action<Message> {
        self.tab = Tab::Examine;
        let key = match field {
            vitals::id::REASON | measuring::id::REASON => "exam-look-reason",
            _ => "exam-look-value",
        };
        self.notice = Some(Notice::Look(shared.words.text(key).into_owned()));
        Action::focus(field)
    }

    pub(super) fn saved(
        &mut self,
        reply: Result<flow::command::Saved, Refusal>,
        shared: &Shared,
    ) -> Action<Message> {
        self.busy = false;
        match reply {
            Ok(flow::command::Saved { revision, .. }) => {
                self.sheet.visit.revision = revision;
                self.saved_at = Some(shared.now);
                self.notice = None;
                let ask = self.ask();
                ask.and(self.write_loose(shared))
            }
            Err(refusal) => self.refused(refusal),
        }
    }

    /// The remark and the referral are entries of their own, one after the other.
    fn write_loose(&mut self, shared: &Shared) -> Action<Message> {
        let Some((kind, text)) = self.loose_text() else { return self.done(shared) };
        self.busy = true;
        let write = visits::Write { on: self.on(), kind, text };
        Action::run(write, move |reply| Message::Noted(kind, reply))
    }

    pub(super) fn noted(
        &mut self,
        kind: NoteKind,
        reply: Result<visits::Changed, Refusal>,
        shared: &Shared,
    ) -> Action<Message> {
        self.busy = false;
        match reply {
            Ok(visits::Changed { revision, .. }) => {
                self.sheet.visit.revision = revision;
                match kind {
                    NoteKind::Referral => self.referral.clear(),
                    _ => self.note.clear(),
                }
                let ask = self.ask();
                ask.and(self.write_loose(shared))
            }
            Err(refusal) => self.refused(refusal),
        }
    }

    /// What was typed stays; the sheet is read again, for it may have moved on.
    fn refused(&mut self, refusal: Refusal) -> Action<Message> {
        self.notice = Some(Notice::Refused(refusal));
        self.ask()
    }

    /// Everything is saved: on with what was wanted.
    fn done(&mut self, shared: &Shared) -> Action<Message> {
        self.saved_at = Some(shared.now);
        match std::mem::replace(&mut self.then, Then::Nothing) {
            Then::Nothing => Action::say(Toast::done(shared.words.text("word-saved"))),
            Then::Close => self.close_now(),
        }
    }
}
