//! One visit in the middle: what is typed, what is saved, what is wanted. Kept while other visits are looked at.

use crate::clinic::views::{self, Sheet};
use crate::queue::{Row, State as StopState};
use crate::screening::FollowUpKind;
use crate::terms::{Instant, MeasurementId, PersonId, StopId};
use crate::ui::action::{Action, Place};
use crate::ui::flight::{Flight, Latest};
use crate::ui::form::{Event, Form as _};
use crate::ui::screening::follow_up::{self, FollowUps};
use crate::ui::screening::growth::{self, Growth};
use crate::ui::screening::measuring::{self, Measuring};
use crate::ui::shared::Shared;
use crate::ui::widget::area;
use crate::visits::{self, Changes, Kind, NoteKind, On, Payer, Sign, State, Visit, Written};
use crate::words::Words;

use super::acts::{Closing, Voiding};
use super::amend::Amending;
use super::diagnosis::{self, Diagnoses};
use super::form::after_signs;
use super::message::Then;
pub use super::message::{Message, Notice, Tab, id};
use super::vitals::{self, Vitals};
use super::whose;

/// Width of the chart.
const WIDTH: f32 = 422.0;
/// Its heights, the highest first: it takes what the sentence above it and the table below it leave.
const HEIGHTS: [f32; 6] = [384.0, 344.0, 304.0, 264.0, 224.0, 184.0];

/// One visit.
#[derive(Debug)]
pub struct Page {
    pub(super) sheet: Sheet,
    /// What stood in the fields before anybody typed over it.
    pub(super) shown: Written,
    pub(super) tab: Tab,
    pub(super) complaint: String,
    pub(super) findings: area::Content,
    pub(super) plan: area::Content,
    pub(super) note: String,
    pub(super) referral: String,
    /// What the program wrote into the referral: not typed by anybody.
    pub(super) referral_start: String,
    pub(super) vitals: Vitals,
    pub(super) diagnoses: Diagnoses,
    pub(super) measuring: Option<Measuring>,
    pub(super) growth: Growth,
    pub(super) follow: FollowUps,
    pub(super) closing: Closing,
    pub(super) amending: Amending,
    pub(super) voiding: Option<Voiding>,
    /// One act at a time.
    pub(super) flight: Flight<Notice>,
    pub(super) typed_at: Option<Instant>,
    pub(super) saved_at: Option<Instant>,
    /// When it was typed what came back after the program had ended with it unsaved.
    pub(super) taken_back: Option<Instant>,
    /// The measurement that was just written; until the visit was read again.
    pub(super) measured: Option<MeasurementId>,
    pub(super) then: Then,
    /// What was asked for while something else was under way: it is done once that is over.
    pub(super) waits: Then,
    asked: Latest,
}

impl Page {
    /// A visit as it was read.
    pub fn new(sheet: Sheet, shared: &Shared) -> Self {
        let words = &shared.words;
        let visit = &sheet.visit;
        let (measuring, whose) = (whose::measuring(&sheet, shared), whose::whose(&sheet, shared));
        let usual: &[Sign] = if measuring.is_some() { &vitals::OF_CHILD } else { &vitals::OF_OTHERS };
        let shown = Written::of(visit);
        let mut page = Self {
            tab: Tab::Examine,
            complaint: shown.complaint.clone(),
            findings: area::Content::with_text(&shown.findings),
            plan: area::Content::with_text(&shown.plan),
            note: String::new(),
            referral: String::new(),
            referral_start: String::new(),
            vitals: Vitals::new(usual, whose.clone(), visit, words),
            diagnoses: Diagnoses::of(shown.diagnoses.clone()),
            measuring,
            growth: Growth::new(WIDTH, &HEIGHTS),
            follow: FollowUps::default(),
            closing: Closing { next: sheet.returns_to, ..Closing::default() },
            amending: Amending::new(visit, usual, whose, words),
            voiding: None,
            flight: Flight::Idle,
            typed_at: None,
            saved_at: None,
            taken_back: None,
            measured: None,
            then: Then::Nothing,
            waits: Then::Nothing,
            asked: Latest::default(),
            sheet,
            shown,
        };
        page.draw(words);
        page
    }

    /// Which visit.
    pub const fn visit(&self) -> &Visit {
        &self.sheet.visit
    }

    /// The visit as it was seen.
    pub(super) const fn on(&self) -> On {
        On { visit: self.sheet.visit.id, seen: Some(self.sheet.visit.revision) }
    }

    /// Whether it can still be written.
    pub fn is_open(&self) -> bool {
        self.sheet.visit.state == State::Open
    }

    /// Turn and person of a visit that was voided.
    pub fn voided_turn(&self) -> Option<(StopId, PersonId)> {
        let visit = &self.sheet.visit;
        (visit.state == State::Voided).then_some(()).and(visit.stop).map(|stop| (stop, visit.person))
    }

    /// Whether it is the page of this turn, and of the person whose turn it is now.
    pub fn is_of(&self, row: &Row) -> bool {
        let visit = &self.sheet.visit;
        // By the ticket: who comes back from another unit is at another stop, with the same visit.
        let here = visit.ticket == Some(row.ticket) && visit.unit == row.unit;
        (here || visit.stop == Some(row.stop)) && row.person == Some(visit.person)
    }

    /// Whether its visit was voided and the turn waits for another one: what was undone is not in the way.
    pub fn is_over_for(&self, row: &Row) -> bool {
        self.sheet.visit.state == State::Voided && matches!(row.state, StopState::Waiting | StopState::Called)
    }

    /// Where the cursor goes when the page comes into view.
    pub fn first_field(&self) -> &'static str {
        if !self.is_open() {
            return id::AMEND;
        }
        // A well child comes to be weighed; nobody tabs through what is asked of the sick.
        let weighed = self.measuring.is_some() && self.sheet.visit.kind == Kind::Well;
        if weighed { measuring::id::WEIGHT } else { id::COMPLAINT }
    }

    /// Asks for the visit again.
    pub fn ask(&mut self) -> Action<Message> {
        let question = self.asked.ask();
        Action::ask(views::query::Sheet(self.sheet.visit.id), move |answer| Message::Read(question, answer))
    }

    /// Takes the visit as it is now; what was typed and not saved stays.
    fn read(&mut self, sheet: Sheet, shared: &Shared) {
        let words = &shared.words;
        let old = std::mem::replace(&mut self.sheet, sheet);
        self.measured = None;
        let (was, is) = (&old.visit, &self.sheet.visit);
        let (now, closed) = (Written::of(is), was.state == State::Open && is.state == State::Closed);
        if now.diagnoses != Written::of(was).diagnoses {
            self.closing.undiagnosed = visits::Undiagnosed::Ask;
        }
        // Of another place it is asked anew.
        if self.closing.away != self.away() {
            self.closing.away = None;
        }
        // Sex and birth date may have been put right from elsewhere: what is typed is judged by them.
        let whose = whose::whose(&self.sheet, shared);
        self.amending.vitals.be_of(whose.clone());
        self.vitals.be_of(whose);
        self.vitals.read(is, words);
        match &mut self.measuring {
            Some(form) => {
                let child = whose::child(&self.sheet);
                form.read_of(child, &self.sheet.growth.measurements, Some(is.id), words);
            }
            None => self.measuring = whose::measuring(&self.sheet, shared),
        }
        self.follow(&now);
        if closed {
            self.keep_as_amendment(words);
        }
        self.amending.read(&self.sheet.visit, words);
        if closed {
            self.amending.diagnoses.take_over(&self.diagnoses.list, &self.sheet.visit);
        }
        self.draw(words);
    }

    /// What was not touched is as it is now; what was typed stays.
    pub(super) fn follow(&mut self, now: &Written) {
        let typed = self.typed();
        let merged = Changes::between(&self.shown, &typed).over(now);
        let shown = &mut self.shown;
        keep_up(&mut shown.complaint, &typed.complaint, &now.complaint);
        keep_up(&mut shown.findings, &typed.findings, &now.findings);
        keep_up(&mut shown.plan, &typed.plan, &now.plan);
        keep_up(&mut shown.diagnoses, &typed.diagnoses, &now.diagnoses);
        // A text that stays the same keeps its cursor.
        if merged.complaint != typed.complaint {
            self.complaint = merged.complaint;
        }
        if merged.findings != typed.findings {
            self.findings = area::Content::with_text(&merged.findings);
        }
        if merged.plan != typed.plan {
            self.plan = area::Content::with_text(&merged.plan);
        }
        self.diagnoses.list = merged.diagnoses;
    }

    /// Somebody else closed the visit while it was written here: what was typed waits as an addition.
    pub(super) fn keep_as_amendment(&mut self, words: &Words) {
        let (findings, plan) = (self.findings.text(), self.plan.text());
        let texts = [
            (NoteKind::Complaint, self.complaint.trim(), self.text_of(NoteKind::Complaint)),
            (NoteKind::Findings, findings.trim(), self.text_of(NoteKind::Findings)),
            (NoteKind::Plan, plan.trim(), self.text_of(NoteKind::Plan)),
            (NoteKind::Note, self.note.trim(), ""),
            (NoteKind::Referral, self.referral.trim(), self.referral_start.trim()),
        ];
        let texts = texts.into_iter().filter(|(_, typed, saved)| !typed.is_empty() && typed != saved);
        let mut lines: Vec<String> =
            texts.map(|(kind, typed, _)| format!("{}: {typed}", words.word("note", kind.as_str()))).collect();
        let signs =
            self.vitals.fields().iter().filter(|field| field.is_touched() && !field.typed.text().is_empty());
        lines.extend(
            signs.map(|field| format!("{}: {}", words.text(&field.sign.name_key()), field.typed.text())),
        );
        if let Some(form) = self.measuring.as_ref().filter(|form| form.is_touched()) {
            let typed = measuring::Measure::ALL.into_iter().filter(|one| !form.field(*one).is_empty());
            lines.extend(
                typed.map(|one| format!("{}: {}", words.text(one.words_key()), form.field(one).text())),
            );
        }
        if self.follow.is_touched() {
            lines.push(format!("{}: {}", words.text("plan-title"), self.follow.line_of(words)));
        }
        if !lines.is_empty() {
            self.amending.text = area::Content::with_text(&lines.join("\n"));
        }
    }

    /// Draws the chart with what is typed.
    pub(super) fn draw(&mut self, words: &Words) {
        let Some(form) = &self.measuring else { return };
        let voided = self.sheet.visit.state == State::Voided;
        let current = form.preview().filter(|_| !voided).map(|preview| growth::Current {
            on: form.day(),
            measures: form.measures(),
            preview,
        });
        let history = if voided { &self.sheet.growth.measurements } else { form.earlier() };
        self.growth.draw(words, form.child(), history, current);
    }

    /// Whether something typed is not saved.
    pub fn is_touched(&self) -> bool {
        match self.sheet.visit.state {
            State::Open => {
                self.form_touched()
                    || self.vitals.is_touched()
                    || self.loose_text().is_some()
                    || self.follow.is_touched()
                    || self.measuring.as_ref().is_some_and(Measuring::is_touched)
            }
            State::Closed => self.amending.is_touched(),
            State::Voided => false,
        }
    }

    /// What is typed beside the form and becomes an entry of its own: the remark, the referral.
    pub(super) fn loose_text(&self) -> Option<(NoteKind, String)> {
        let note = self.note.trim();
        if !note.is_empty() {
            return Some((NoteKind::Note, note.to_owned()));
        }
        self.typed_referral().map(|referral| (NoteKind::Referral, referral.to_owned()))
    }

    /// The referral that is typed, beyond what the program began it with.
    pub(super) fn typed_referral(&self) -> Option<&str> {
        let referral = self.referral.trim();
        (!referral.is_empty() && referral != self.referral_start.trim()).then_some(referral)
    }

    pub(super) fn text_of(&self, kind: NoteKind) -> &str {
        self.sheet.visit.note(kind).map(|note| note.text.as_str()).unwrap_or_default()
    }

    pub(super) fn form_touched(&self) -> bool {
        self.typed() != self.shown
    }

    /// What is typed, as it would be written.
    pub(super) fn typed(&self) -> Written {
        let tidy = |text: &str| text.trim().to_owned();
        Written {
            complaint: tidy(&self.complaint),
            findings: tidy(&self.findings.text()),
            plan: tidy(&self.plan.text()),
            diagnoses: self.diagnoses.list.clone(),
        }
    }

    pub fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        let action = self.take(message, shared);
        action.and(self.go_on(shared))
    }

    fn take(&mut self, message: Message, shared: &Shared) -> Action<Message> {
        match message {
            Message::Read(question, answer) if self.asked.is(question) => {
                if let Ok(Some(sheet)) = answer {
                    self.read(*sheet, shared);
                }
            }
            Message::Read(..) => {}
            Message::Tab(at) => return self.turn(at),
            Message::TurnTo(at) => return self.turn_to(at),
            Message::Next(id) => return self.next(id),
            Message::Complaint(text) => self.typing(shared).complaint = text,
            Message::Findings(action) => {
                self.edited(&action, shared);
                self.findings.perform(action);
            }
            Message::Plan(action) => {
                self.edited(&action, shared);
                self.plan.perform(action);
            }
            Message::Note(text) => self.typing(shared).note = text,
            Message::Vital(Event::Enter(field)) => {
                let next = self.vitals_mut().after(field);
                return self.next(next.unwrap_or_else(|| after_signs(self)));
            }
            Message::Vital(event) => {
                self.typing(shared).vitals_mut().hear(event, shared.date());
            }
            Message::VitalReason(sign, text) => self.typing(shared).vitals_mut().explain(sign, text),
            Message::Measure(message) => return self.measure(message, shared),
            Message::Diagnosis(message) => return self.diagnose(message, shared),
            Message::Growth(message) => {
                self.growth.update(message);
                self.draw(&shared.words);
            }
            Message::Follow(message) => return self.follow_up(message, shared),
            Message::DropTyped => {
                *self = Self::new(self.sheet.clone(), shared);
                return Action::focus(self.first_field());
            }
            Message::Payer(at) => return self.pay(at),
            Message::Save => return self.save(Then::Nothing, shared),
            Message::Saved(form, reply) => return self.saved(&form, reply, shared),
            Message::Noted(kind, reply) => return self.noted(kind, reply, shared),
            Message::Followed(reply) => return self.followed(reply, shared),
            Message::Open(visit) => return Action::go(Place::Exam(Some(visit))),
            other => return self.act(other, shared),
        }
        Action::none()
    }

    /// The signs that are typed now: those of the visit, or those that are added to a closed one.
    pub(super) fn vitals_shown(&self) -> &Vitals {
        if self.is_open() { &self.vitals } else { &self.amending.vitals }
    }

    fn vitals_mut(&mut self) -> &mut Vitals {
        if self.is_open() { &mut self.vitals } else { &mut self.amending.vitals }
    }

    fn typing(&mut self, shared: &Shared) -> &mut Self {
        self.typed_at = Some(shared.now);
        self.flight.forget();
        self
    }

    fn edited(&mut self, action: &area::Action, shared: &Shared) {
        if action.is_edit() {
            self.typing(shared);
        }
    }

    fn measure(&mut self, message: measuring::Message, shared: &Shared) -> Action<Message> {
        if let (measuring::Message::Form(Event::Enter(_)), Some(form)) = (&message, &mut self.measuring) {
            let next = form.update(message, shared.date());
            return self.next(next.unwrap_or(diagnosis::id::SEARCH));
        }
        if let Some(form) = &mut self.typing(shared).measuring {
            form.update(message, shared.date());
        }
        self.draw(&shared.words);
        Action::none()
    }

    fn diagnose(&mut self, message: diagnosis::Message, shared: &Shared) -> Action<Message> {
        let about = diagnosis::About { person: self.sheet.person.id, visit: self.sheet.visit.id };
        let (next, open) = (if self.is_open() { id::PLAN } else { id::AMEND }, self.is_open());
        let page = self.typing(shared);
        // Whatever becomes of the list, a visit without a diagnosis is asked about anew.
        page.closing.undiagnosed = visits::Undiagnosed::Ask;
        let diagnoses = if open { &mut page.diagnoses } else { &mut page.amending.diagnoses };
        // Enter in the empty search: nothing more to add.
        if matches!(message, diagnosis::Message::Add) && diagnoses.typed().trim().is_empty() {
            return self.next(next);
        }
        diagnoses.update(message, about, &shared.words).map(Message::Diagnosis)
    }

    fn follow_up(&mut self, message: follow_up::Message, shared: &Shared) -> Action<Message> {
        let ended = matches!(message, follow_up::Message::Planned(Ok(_)) | follow_up::Message::Ended(Ok(_)));
        if matches!(
            message,
            follow_up::Message::Kind(_) | follow_up::Message::Note(_) | follow_up::Message::Due(_)
        ) {
            self.typing(shared);
        }
        let action = self.followed_by(|follow, about| follow.update(message, about, shared));
        let action = action.map(Message::Follow);
        if ended { action.and(self.ask()) } else { action }
    }

    /// Does something with what follows, which is about this child.
    pub(super) fn followed_by<T>(
        &mut self,
        act: impl FnOnce(&mut FollowUps, follow_up::About<'_>) -> T,
    ) -> T {
        let mut follow = std::mem::take(&mut self.follow);
        let done = act(&mut follow, self.about());
        self.follow = follow;
        done
    }

    /// What is planned for this child, and what screening advises of what is typed.
    pub(super) fn about(&self) -> follow_up::About<'_> {
        follow_up::About {
            person: self.sheet.person.id,
            measurement: self.own_measurement(),
            planned: &self.sheet.growth.follow_ups,
            advice: self.advice(),
        }
    }

    pub(super) fn advice(&self) -> &[FollowUpKind] {
        let preview = self.measuring.as_ref().and_then(Measuring::preview);
        preview.map_or(&[], |preview| &preview.advice)
    }

    /// The measurement of this visit.
    pub(super) fn own_measurement(&self) -> Option<MeasurementId> {
        if self.measured.is_some() {
            return self.measured;
        }
        let all = &self.sheet.growth.measurements;
        let own = |one: &&crate::screening::Measurement| {
            one.voided.is_none() && one.visit == Some(self.sheet.visit.id)
        };
        all.iter().find(own).map(|one| one.id)
    }

    fn pay(&mut self, at: usize) -> Action<Message> {
        let Some(payer) = Payer::ALL.get(at).copied().filter(|_| self.flight.begin()) else {
            return Action::none();
        };
        Action::run(visits::SetPayer { on: self.on(), payer }, Message::Paid)
    }
}

/// What was typed over is remembered as it was then.
fn keep_up<T: Clone + PartialEq>(shown: &mut T, typed: &T, now: &T) {
    if typed == shown || typed == now {
        shown.clone_from(now);
    }
}
