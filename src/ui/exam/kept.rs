//! What was typed into visits and is not saved yet, in a small file of this account until it is: a crash or a power cut
//! costs nobody an examination. Only the same account's session reads it, and only for the same visit.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::page::Page;
use crate::clinic::Session;
use crate::screening::Doubt;
use crate::terms::{Instant, Posture, VisitId};
use crate::ui::form::{Event, Form as _};
use crate::ui::screening::follow_up::Typed;
use crate::ui::screening::measuring;
use crate::ui::secret::Secret;
use crate::ui::shared::Shared;
use crate::ui::small_file;
use crate::ui::widget::area;
use crate::visits::{Changes, NewDiagnosis, Sign, State, Written};

/// One visit's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Draft {
    visit: VisitId,
    /// When it was typed.
    at: Option<Instant>,
    /// What stood in the visit then.
    shown: Written,
    typed: Written,
    note: String,
    referral: String,
    signs: Vec<(Sign, String, String)>,
    measured: Option<Measured>,
    follow: Typed,
    /// An addition to a closed visit.
    amendment: String,
    added: Vec<NewDiagnosis>,
}

/// A measuring as it was typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Measured {
    fields: BTreeMap<String, String>,
    posture: Posture,
    oedema: bool,
    reasons: Vec<(Doubt, String)>,
}

/// What is kept of all of them.
#[derive(Debug, Default)]
pub(super) struct Kept {
    file: Option<PathBuf>,
    /// Of visits that are not open here yet.
    waiting: Vec<Draft>,
    written: Vec<Draft>,
}

impl Kept {
    /// Reads what this account left, once.
    fn read(&mut self, shared: &Shared) {
        let Some(account) = shared.session.as_ref().and_then(Session::account) else { return };
        if self.file.is_some() {
            return;
        }
        let file = shared.pc.file(&format!("exam-{}.json", account.0));
        let read = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        self.waiting = read.unwrap_or_default();
        self.written.clone_from(&self.waiting);
        self.file = Some(file);
    }

    /// What was typed for this visit before the program ended.
    pub(super) fn take(&mut self, visit: VisitId, shared: &Shared) -> Option<Draft> {
        self.read(shared);
        let at = self.waiting.iter().position(|draft| draft.visit == visit)?;
        Some(self.waiting.remove(at))
    }

    /// Writes what is typed now, where it is something else than before.
    pub(super) fn keep(&mut self, typed: Vec<Draft>, shared: &Shared) {
        self.read(shared);
        let Some(file) = &self.file else { return };
        let all: Vec<Draft> = self.waiting.iter().cloned().chain(typed).collect();
        if all == self.written {
            return;
        }
        let done = if all.is_empty() {
            std::fs::remove_file(file).or_else(|error| match error.kind() {
                std::io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })
        } else {
            small_file::keep_private(file, &all)
        };
        match done {
            Ok(()) => self.written = all,
            Err(error) => tracing::warn!(%error, "What is typed into visits could not be kept"),
        }
    }
}

impl Page {
    /// What is typed here and not saved.
    pub(super) fn draft(&mut self) -> Option<Draft> {
        if !self.is_touched() {
            return None;
        }
        let signs = self.vitals_shown().fields().iter().filter(|field| field.is_touched());
        let signs = signs.map(|one| (one.sign, one.typed.text().to_owned(), one.reason.clone())).collect();
        let measured = self.measuring.as_mut().filter(|form| form.is_touched()).map(|form| {
            let inputs = form.inputs();
            let fields = inputs.iter().map(|one| (one.id().to_owned(), one.text().to_owned())).collect();
            let reasons = form.oddities().map(|(oddity, reason)| (oddity.doubt(), reason.to_owned()));
            let reasons = reasons.filter(|(_, reason)| !reason.is_empty()).collect();
            Measured { fields, posture: form.posture(), oedema: form.oedema(), reasons }
        });
        Some(Draft {
            visit: self.visit().id,
            at: self.typed_at,
            shown: self.shown.clone(),
            typed: self.typed(),
            note: self.note.trim().to_owned(),
            referral: self.typed_referral().unwrap_or_default().to_owned(),
            signs,
            measured,
            follow: self.follow.typed(),
            amendment: self.amending.text.text().trim().to_owned(),
            added: self.amending.diagnoses.list.clone(),
        })
    }

    /// What was typed before the program ended stands in its fields again, unsaved. What others wrote meanwhile stays
    /// where nothing was typed; of a visit that was closed meanwhile it waits as an addition.
    pub(super) fn take_back(&mut self, draft: Draft, shared: &Shared) {
        if self.visit().state == State::Voided {
            return;
        }
        let was_amending = !draft.amendment.is_empty() || !draft.added.is_empty();
        let today = shared.date();
        let typed = Changes::between(&draft.shown, &draft.typed).over(&self.shown);
        self.complaint = typed.complaint;
        self.findings = area::Content::with_text(&typed.findings);
        self.plan = area::Content::with_text(&typed.plan);
        self.diagnoses.list = typed.diagnoses;
        self.note = draft.note;
        if !draft.referral.is_empty() {
            self.referral = draft.referral;
        }
        let vitals = if was_amending { &mut self.amending.vitals } else { &mut self.vitals };
        for (sign, text, reason) in draft.signs {
            vitals.hear(Event::Typed(super::vitals::id_of(sign), Secret(text)), today);
            vitals.explain(sign, reason);
        }
        if let (Some(form), Some(measured)) = (&mut self.measuring, draft.measured) {
            measured.type_into(form, today);
        }
        self.follow.type_again(draft.follow);
        self.amending.text = area::Content::with_text(&draft.amendment);
        self.amending.diagnoses.list = draft.added;
        if !self.is_open() && !was_amending {
            self.keep_as_amendment(&shared.words);
        }
        (self.typed_at, self.taken_back) = (draft.at, draft.at.or(Some(shared.now)));
        self.draw(&shared.words);
    }
}

impl Measured {
    fn type_into(self, form: &mut measuring::Measuring, today: chrono::NaiveDate) {
        let ids: Vec<&'static str> = form.inputs().iter().map(|one| one.id()).collect();
        for (id, text) in ids.into_iter().filter_map(|id| Some((id, self.fields.get(id)?))) {
            form.update(measuring::Message::Form(Event::Typed(id, Secret(text.clone()))), today);
        }
        form.update(measuring::Message::Posture(usize::from(self.posture == Posture::Standing)), today);
        form.update(measuring::Message::Oedema(usize::from(self.oedema)), today);
        for (doubt, reason) in self.reasons {
            form.update(measuring::Message::Reason(doubt, reason), today);
        }
    }
}
