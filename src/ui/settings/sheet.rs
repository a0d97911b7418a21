//! A new recovery sheet: drawn, written down or printed, and only then the one that counts.

use iced::Length;
use iced::widget::{Space, column, row};

use super::part::{FORM, below, section};
use super::{Message as Outer, id};
use crate::clinic::Refusal;
use crate::clinic::wire::RenewRecovery;
use crate::staff::secret::{NewSheet, RecoveryCode};
use crate::staff::{SecretHash, WeakSecret};
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::background::in_background;
use crate::ui::first_run::recovery::{self, OnPaper};
use crate::ui::flight::Flight;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::widget::{button, text};

/// The sheet that was drawn, if one was.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetForm {
    drawn: Option<Drawn>,
    paper: OnPaper,
    /// Drawing one, or making it the one that counts.
    flight: Flight,
}

/// A code and its hash.
#[derive(Debug, Clone)]
pub struct Drawn {
    code: RecoveryCode,
    hash: SecretHash,
}

#[derive(Debug, Clone)]
pub enum Message {
    Draw,
    Drawn(Option<Result<Drawn, WeakSecret>>),
    Paper(recovery::Message),
    Saved(Result<(), Refusal>),
}

fn draw() -> Result<Drawn, WeakSecret> {
    let code = RecoveryCode::draw()?;
    let hash = SecretHash::of_recovery(&code)?;
    Ok(Drawn { code, hash })
}

fn on_paper(message: recovery::Message) -> Outer {
    Outer::Sheet(Message::Paper(message))
}

impl SheetForm {
    pub(super) fn save(&mut self) -> Action<Outer> {
        match &self.drawn {
            Some(_) if !self.paper.is_kept() => Action::focus(crate::ui::first_run::id::KEPT),
            _ if !self.flight.begin() => Action::none(),
            None => in_background(draw, |drawn| Outer::Sheet(Message::Drawn(drawn))),
            Some(drawn) => {
                let sheet = NewSheet::of(drawn.code.clone(), drawn.hash.clone());
                let renew = RenewRecovery { sheet: sheet.into() };
                Action::call(renew, |reply| Outer::Sheet(Message::Saved(reply)))
            }
        }
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Draw => return self.save(),
            Message::Drawn(drawn) => {
                let drawn = drawn.unwrap_or(Err(WeakSecret::Failed));
                self.drawn = self.flight.land(drawn);
                return self.write(shared).and(Action::focus(crate::ui::first_run::id::KEPT));
            }
            Message::Paper(message) => return self.paper.update(message, shared, on_paper),
            Message::Saved(reply) => {
                if self.flight.land(reply).is_some() {
                    self.paper.forget(shared);
                    *self = Self::default();
                    return Action::say(Toast::done(shared.words.text("settings-sheet-done")));
                }
            }
        }
        Action::none()
    }

    fn write(&mut self, shared: &Shared) -> Action<Outer> {
        let Some(drawn) = &self.drawn else { return Action::none() };
        self.paper.write(shared, &shared.config.profile.name, &drawn.code, on_paper)
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let title = words.text("firstrun-recovery-title");
        let Some(drawn) = &self.drawn else {
            let new = button::primary(words.text("settings-sheet-new"))
                .id(id::SAVE)
                .icon(Icon::KeyRound)
                .key("Ctrl+Enter")
                .on_press_maybe(self.flight.free(Outer::Save));
            let why = text::body(words.text("settings-sheet-why")).width(Length::Fill);
            return section(title, column![why].max_width(FORM), row![new].into());
        };
        let body = self.paper.view(shared, &drawn.code).map(on_paper);
        let ready = self.flight.free(Outer::Save).filter(|_| self.paper.is_kept());
        let go = button::primary(words.text("settings-sheet-use"))
            .id(id::SAVE)
            .key("Ctrl+Enter")
            .on_press_maybe(ready);
        section(title, body, below(words, &self.flight, row![go, Space::new().width(Length::Fill)]))
    }
}
