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
use crate::ui::first_run::recovery::{self, Kept, SheetFile};
use crate::ui::flight::Flight;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::widget::{button, text};

/// The sheet that was drawn, if one was.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetForm {
    drawn: Option<Drawn>,
    kept: Kept,
    file: Option<SheetFile>,
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
    Written(Option<std::path::PathBuf>),
    Keep,
    Saved(Result<(), Refusal>),
}

fn draw() -> Result<Drawn, WeakSecret> {
    let code = RecoveryCode::draw()?;
    let hash = SecretHash::of_recovery(&code)?;
    Ok(Drawn { code, hash })
}

impl SheetForm {
    pub(super) fn save(&mut self) -> Action<Outer> {
        match &self.drawn {
            Some(_) if self.kept == Kept::NotYet => Action::focus(crate::ui::first_run::id::KEPT),
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
                (self.drawn, self.kept) = (self.flight.land(drawn), Kept::NotYet);
                return self.write(shared).and(Action::focus(crate::ui::first_run::id::KEPT));
            }
            Message::Written(path) => self.file = Some(path.map_or(SheetFile::Failed, SheetFile::Written)),
            Message::Keep => self.kept = self.kept.other(),
            Message::Saved(reply) => {
                if self.flight.land(reply).is_some() {
                    SheetFile::forget(self.file.take());
                    *self = Self::default();
                    return Action::say(Toast::done(shared.words.text("settings-sheet-done")));
                }
            }
        }
        Action::none()
    }

    fn write(&mut self, shared: &Shared) -> Action<Outer> {
        let Some(drawn) = &self.drawn else { return Action::none() };
        self.file = Some(SheetFile::Writing);
        let clinic = &shared.config.profile.name;
        recovery::write(shared, clinic, &drawn.code, |path| Outer::Sheet(Message::Written(path)))
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
        let file = self.file.as_ref().unwrap_or(&SheetFile::Failed);
        let body = recovery::view(shared, &drawn.code, file, self.kept, Outer::Sheet(Message::Keep));
        let ready = self.flight.free(Outer::Save).filter(|_| self.kept == Kept::Kept);
        let go = button::primary(words.text("settings-sheet-use"))
            .id(id::SAVE)
            .key("Ctrl+Enter")
            .on_press_maybe(ready);
        section(title, body, below(words, &self.flight, row![go, Space::new().width(Length::Fill)]))
    }
}
