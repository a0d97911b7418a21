//! A summary that a replaced seal sealed after its end, because the PC's clock was ahead: an administrator vouches for it
//! again. Shown only where a seal was ever replaced.

use iced::widget::column;

use super::Message as Outer;
use super::copies::Message as Copies;
use crate::clinic::Refusal;
use crate::seal::Fingerprint;
use crate::summary::command::Confirm;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::flight::{Flight, Problem};
use crate::ui::form::{self, Field, Form, Input};
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::Note;
use crate::ui::widget::{button, text};

/// The field's id.
pub const HASH: &str = "copies.confirm";

/// The number that `verify` and the paper name, as typed.
#[derive(Debug, Clone)]
pub(super) struct ConfirmForm {
    hash: Field<Confirm>,
    flight: Flight,
}

impl Default for ConfirmForm {
    fn default() -> Self {
        let hash = Field::new(HASH, "copies-confirm", |text, _| {
            // 64 hexadecimal digits, with whatever people write between them.
            let read: Result<Fingerprint, _> = text.parse();
            read.map(|hash| Confirm(hash.0)).map_err(|_| Problem::Key("copies-confirm-no-hash"))
        });
        Self { hash, flight: Flight::Idle }
    }
}

impl Form for ConfirmForm {
    fn inputs(&mut self) -> Vec<&mut dyn Input> {
        vec![&mut self.hash]
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Hash(form::Event),
    Confirm,
    Done(Result<(), Refusal>),
}

fn outer(message: Message) -> Outer {
    Outer::Copies(Copies::Confirm(message))
}

impl ConfirmForm {
    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Hash(event @ form::Event::Typed(..)) => {
                self.flight.forget();
                self.hear(event, shared.date());
            }
            Message::Hash(form::Event::Enter(_)) | Message::Confirm => {
                if let (Ok(()), Some(confirm)) = (self.ready(), self.hash.value().copied())
                    && self.flight.begin()
                {
                    return Action::run(confirm, |reply| outer(Message::Done(reply)));
                }
            }
            Message::Done(reply) => {
                if self.flight.land(reply).is_some() {
                    self.hash.set("", shared.date());
                    return Action::say(Toast::done(shared.words.text("copies-confirm-done")));
                }
            }
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let mut hash = self.hash.view(words);
        if let Some(why) = self.flight.problem() {
            hash = hash.note(Note::refuse(why.explain(words)));
        }
        let hash = Element::from(hash).map(|event| outer(Message::Hash(event)));
        let confirm = button::secondary(words.text("copies-confirm-do"))
            .on_press_maybe(self.flight.free(outer(Message::Confirm)));
        column![text::body(words.text("copies-confirm-why")).muted(), hash, confirm].spacing(Gap::M).into()
    }
}
