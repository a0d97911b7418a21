//! Sending the form through the door, and what comes of it.

use super::super::{FrontDesk, Mode, id as desk_id};
use super::{Form, Message, Place, id};
use crate::clinic::Refusal;
use crate::people::{self, Amendment, Changes, Confirmation, FamilyChoice, Registration};
use crate::terms::PersonId;
use crate::ui::action::{Action, Toast};
use crate::ui::flight::Flight;
use crate::ui::form::Form as _;
use crate::ui::front_desk::Message as Desk;
use crate::ui::shared::Shared;

impl Form {
    /// Whether this person's data are amended here.
    pub fn is_of(&self, person: PersonId) -> bool {
        self.amends.as_ref().is_some_and(|of| of.person == person)
    }

    /// Whether it was sent and not answered yet.
    pub(super) fn is_saving(&self) -> bool {
        !self.flight.is_free()
    }

    /// Of somebody who is amended: they, and who is likely the same person.
    pub fn likely_same(&self) -> Option<(PersonId, PersonId)> {
        let likely = self.similar.iter().find(|one| one.is_likely())?;
        Some((self.amends.as_ref()?.person, likely.card.id))
    }

    /// Warnings that have a reason to go on.
    fn confirmed(&self) -> Vec<Confirmation> {
        self.warnings
            .iter()
            .filter_map(|warning| Some((warning, self.reasons.get(warning)?.trim())))
            .filter(|(_, reason)| !reason.is_empty())
            .map(|(warning, reason)| Confirmation { warning: *warning, reason: reason.to_owned() })
            .collect()
    }

    fn command(&self, details: people::Details, shared: &Shared) -> Action<Desk> {
        let confirmed = self.confirmed();
        match &self.amends {
            Some(of) => {
                let changes = Changes::between(&of.shown, &details);
                let amendment = Amendment { person: of.person, changes, confirmed };
                Action::run(amendment, |reply| Desk::Form(Message::Amended(reply)))
            }
            None => {
                let family = self.family.joined();
                let family = family.map_or_else(|| self.new_folder(shared), FamilyChoice::Existing);
                let registration = Registration { details, family, role: self.role(shared), confirmed };
                Action::run(registration, |reply| Desk::Form(Message::Registered(reply)))
            }
        }
    }

    /// A new folder is numbered within the village; people from outside are of area 0.
    fn new_folder(&self, shared: &Shared) -> FamilyChoice {
        let village = match self.village.value() {
            Some(Place::Village(code)) => shared.config.village(code),
            _ => None,
        };
        FamilyChoice::New { area: village.map_or(0, |village| village.area) }
    }

    /// The first warning that has no reason yet.
    fn unreasoned(&self) -> Option<usize> {
        let has = |warning| self.reasons.get(warning).is_some_and(|reason| !reason.trim().is_empty());
        self.warnings.iter().position(|warning| !has(warning))
    }

    fn ask_reason(&self) -> Action<Desk> {
        let at = self.unreasoned().unwrap_or(0);
        id::REASONS.get(at).map_or_else(Action::none, |id| Action::focus(id))
    }
}

impl FrontDesk {
    pub(super) fn save(&mut self, shared: &Shared) -> Action<Desk> {
        let Some(form) = self.form_mut() else { return Action::none() };
        if let Err(field) = form.ready() {
            return Action::focus(field);
        }
        if form.unreasoned().is_some() {
            return form.ask_reason();
        }
        let Some(details) = form.details().filter(|_| form.flight.begin()) else { return Action::none() };
        form.command(details, shared)
    }

    pub(super) fn registered(
        &mut self,
        reply: Result<people::Registered, Refusal>,
        shared: &Shared,
    ) -> Action<Desk> {
        match reply {
            Ok(registered) => {
                let is_here = self.new.as_deref().is_some_and(Form::is_saving);
                if is_here {
                    self.new = None;
                } else {
                    self.drafts.retain(|draft| !draft.is_saving());
                }
                // Left meanwhile: somebody else is at the counter, who stays.
                if self.mode != Mode::New || !is_here {
                    return Action::say(Toast::done(shared.words.text("toast-saved")));
                }
                self.clear_search();
                let chosen = self.choose(registered.person, shared);
                if let Some(chosen) = &mut self.chosen {
                    chosen.announce_when_opened();
                }
                chosen.and(Action::focus(desk_id::SEARCH))
            }
            Err(refusal) => self.not_saved(refusal, shared),
        }
    }

    pub(super) fn amended(
        &mut self,
        reply: Result<people::Changed, Refusal>,
        shared: &Shared,
    ) -> Action<Desk> {
        match reply {
            Ok(changed) => {
                let said = Action::say(Toast::done(shared.words.text("toast-saved")));
                if !self.amend.as_deref().is_some_and(|form| form.is_of(changed.person)) {
                    return said;
                }
                self.amend = None;
                if self.mode != Mode::Amend {
                    return said;
                }
                self.choose(changed.person, shared).and(said).and(Action::focus(desk_id::SEARCH))
            }
            Err(refusal) => self.not_saved(refusal, shared),
        }
    }

    fn not_saved(&mut self, refusal: Refusal, shared: &Shared) -> Action<Desk> {
        // The answer belongs to the form that asked, which may have been left meanwhile.
        let forms = self.new.iter_mut().chain(&mut self.amend).chain(&mut self.drafts);
        let Some(form) = forms.map(Box::as_mut).find(|form| form.is_saving()) else {
            return Action::none();
        };
        if let Refusal::People(people::Error::NeedsConfirmation(warnings)) = refusal {
            form.flight = Flight::Idle;
            form.warnings = warnings;
            return form.ask_reason();
        }
        if let Refusal::People(people::Error::Clash(clash)) = &refusal {
            // The sentence tells of it; saved once more, it is saved over what is there now.
            form.catch_up(clash, shared);
        }
        form.flight.fail(refusal);
        // Said beside its field, which comes into view with the cursor.
        let field = form.refused_field().filter(|_| matches!(self.mode, Mode::New | Mode::Amend));
        field.map_or_else(Action::none, Action::focus)
    }

    /// It is somebody who is here already: they are chosen, and the draft is done with.
    pub(super) fn instead(&mut self, person: PersonId, shared: &Shared) -> Action<Desk> {
        if self.mode == Mode::New {
            self.new = None;
        }
        self.clear_search();
        self.choose(person, shared).and(Action::focus(desk_id::SEARCH))
    }

    pub(super) fn discard(&mut self) -> Action<Desk> {
        match self.mode {
            Mode::New => self.new = None,
            Mode::Amend => self.amend = None,
            Mode::Desk | Mode::History | Mode::Paper | Mode::Death | Mode::Family | Mode::Merge => {}
        }
        self.mode = Mode::Desk;
        Action::focus(desk_id::SEARCH)
    }
}
