//! Where copies of the data go: a folder that is typed, or a stick that is there. The first run and the settings share it.

use iced::Length;
use iced::widget::column;
use std::path::{Path, PathBuf};

use super::Element;
use super::action::{Action, AtThisPc};
use super::background::in_background;
use super::dialogue::{self, Picked};
use super::icon::Icon;
use super::shared::Shared;
use super::theme::Gap;
use super::widget::field::{self, Note};
use super::widget::{button, choice, rows, text};
use crate::clinic::Refusal;
use crate::clinic::copies::{Copies, sticks};
use crate::clinic::wire::{Code, RecoverSeal, ReplaceSeal, Request};
use crate::staff::secret::RecoveryCode;
use crate::words::Words;

/// Ids of the fields.
pub mod id {
    pub const FOLDER: &str = "copies.folder";
    pub const PICK: &str = "copies.pick";
    /// The recovery sheet's code, where the seal's key is missing.
    pub const CODE: &str = "copies.code";
}

/// The folder made on a stick.
const ON_STICK: &str = "Loket";

/// What is typed, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct CopiesFolderForm {
    path: String,
    sticks: Vec<PathBuf>,
    refused: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// A path was typed.
    Typed(String),
    /// One of the sticks was pressed.
    Stick(usize),
    /// These sticks are there.
    Sticks(Vec<PathBuf>),
    /// The system's dialogue is wanted.
    Pick,
    Picked(Picked),
}

impl CopiesFolderForm {
    /// Shows the folder that is chosen, and looks which sticks are there: a drive that is away may take its time.
    pub fn open<M: Send + 'static>(
        &mut self,
        shared: &Shared,
        on: impl Fn(Message) -> M + Send + 'static,
    ) -> Action<M> {
        let folder = shared.copies.folder.as_ref();
        self.path = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
        self.refused = None;
        in_background(sticks, move |found| on(Message::Sticks(found.unwrap_or_default())))
    }

    pub fn update<M: Send + 'static>(
        &mut self,
        message: Message,
        words: &Words,
        on: impl FnOnce(Message) -> M + Send + 'static,
    ) -> Action<M> {
        match message {
            Message::Typed(path) => (self.path, self.refused) = (path, None),
            Message::Stick(at) => {
                if let Some(stick) = self.sticks.get(at) {
                    (self.path, self.refused) = (stick.join(ON_STICK).display().to_string(), None);
                }
            }
            Message::Sticks(found) => self.sticks = found,
            Message::Pick => {
                let title = words.text("copies-folder").into_owned();
                return dialogue::folder(title, self.folder().as_deref(), |picked| {
                    on(Message::Picked(picked))
                });
            }
            Message::Picked(Picked::Path(path)) => {
                (self.path, self.refused) = (path.display().to_string(), None);
                return Action::focus(id::FOLDER);
            }
            Message::Picked(picked) => {
                self.refused = picked.refusal(words);
                return Action::focus(id::FOLDER);
            }
        }
        Action::none()
    }

    /// The folder that is typed; none for the one beside the data.
    pub fn folder(&self) -> Option<PathBuf> {
        let path = self.path.trim().trim_matches('"');
        (!path.is_empty()).then(|| PathBuf::from(path))
    }

    /// Whether it differs from what is chosen.
    pub fn is_new(&self, shared: &Shared) -> bool {
        self.folder().is_some() && self.folder() != shared.copies.folder
    }

    pub fn choose<M: 'static>(
        &self,
        hear: impl FnOnce(Result<Copies, String>) -> M + Send + 'static,
    ) -> Option<Action<M>> {
        let folder = self.folder()?;
        let choose = async move |at: AtThisPc| {
            if folder.is_absolute() {
                at.pc.choose_copies(folder).await
            } else {
                Err(at.words.text("copies-relative").into_owned())
            }
        };
        Some(Action::at_this_pc(choose, hear))
    }

    /// It cannot be chosen.
    pub fn refuse(&mut self, why: &str, words: &Words) {
        self.refused = Some(words.with("copies-refused", &[("why", why)]));
    }

    /// The field and the sticks.
    pub fn view<'a, M: Clone + 'a>(
        &'a self,
        shared: &'a Shared,
        on: impl Fn(Message) -> M + Clone + 'a,
    ) -> Element<'a, M> {
        let words = &shared.words;
        let beside = shared.pc.copies_folder(&Copies::default()).display().to_string();
        let note = match &self.refused {
            Some(refused) => Note::refuse(refused.as_str()),
            None if self.folder().is_none() => {
                Note::warn(words.with("copies-same-disk", &[("folder", beside)]))
            }
            None => Note::help(words.text("copies-folder-hint")),
        };
        let typed = on.clone();
        let field = field::field(words.text("copies-folder"), &self.path)
            .id(id::FOLDER)
            .icon(Icon::FolderOpen)
            .on_input(move |text| typed(Message::Typed(text)))
            .note(note);
        let pick = button::secondary(words.text("dialogue-folder"))
            .id(id::PICK)
            .icon(Icon::FolderOpen)
            .tight()
            .on_press(on(Message::Pick));
        let mut all = column![field, pick].spacing(Gap::S).width(Length::Fill);
        if !self.sticks.is_empty() {
            let chips = self.sticks.iter().enumerate().map(|(at, stick)| {
                let target = stick.join(ON_STICK);
                let chosen = self.folder().as_deref() == Some(&target);
                choice::chip(name(stick), chosen).on_press(on(Message::Stick(at))).into()
            });
            all = all.push(text::label(words.text("copies-sticks"))).push(rows::flow(chips));
        }
        all.into()
    }
}

/// `D:` or the stick's own name.
fn name(stick: &Path) -> String {
    let last = stick.file_name().map(|name| name.to_string_lossy().into_owned());
    last.unwrap_or_else(|| stick.display().to_string().trim_end_matches('\\').to_owned())
}

/// How it stands with them is looked at anew.
pub fn look<M: 'static>(hear: impl FnOnce(Result<Copies, String>) -> M + Send + 'static) -> Action<M> {
    Action::at_this_pc(
        async |at: AtThisPc| at.pc.copies().await.map_err(|refusal| refusal.explain(&at.words)),
        hear,
    )
}

/// One is made now.
pub fn make<M: 'static>(hear: impl FnOnce(Result<Copies, String>) -> M + Send + 'static) -> Action<M> {
    Action::at_this_pc(
        async |at: AtThisPc| at.pc.make_copy().await.map_err(|refusal| refusal.explain(&at.words)),
        hear,
    )
}

/// The seal's key comes back by the code of the recovery sheet.
pub fn recover_seal<M: 'static>(
    code: RecoveryCode,
    hear: impl FnOnce(Result<Copies, String>) -> M + Send + 'static,
) -> Action<M> {
    seal(RecoverSeal { code: Code(code) }, |fitted| fitted, hear)
}

/// A new seal in the place of one whose key is lost.
pub fn replace_seal<M: 'static>(
    hear: impl FnOnce(Result<Copies, String>) -> M + Send + 'static,
) -> Action<M> {
    seal(ReplaceSeal {}, |()| true, hear)
}

/// Asks the clinic for something about its seal; then its key may be on this PC.
fn seal<R: Request, M: 'static>(
    request: R,
    fitted: fn(R::Answer) -> bool,
    hear: impl FnOnce(Result<Copies, String>) -> M + Send + 'static,
) -> Action<M> {
    let work = async move |AtThisPc { pc, asking, words }: AtThisPc| {
        let said = |refusal: Refusal| refusal.explain(&words);
        if fitted(asking.desk.call(asking.session, request).await.map_err(said)?) {
            pc.copies().await.map_err(said)
        } else {
            Err(words.text("restore-wrong-code").into_owned())
        }
    };
    Action::at_this_pc(work, hear)
}

/// How it stands with the copies, in one sentence.
pub fn standing(shared: &Shared) -> String {
    let (words, copies) = (&shared.words, &shared.copies);
    let good = copies.good.as_ref().map(|good| {
        let local = shared.zone().local(good.at);
        let when = format!("{} {}", words.date(local.date()), words.time(local.time()));
        words.with("copies-good", &[("when", when), ("file", good.file.display().to_string())])
    });
    let trouble =
        copies.trouble.as_ref().map(|trouble| trouble.why.explain(words, &shared.pc.copies_folder(copies)));
    match (good, trouble) {
        (good, Some(trouble)) => [Some(trouble), good].into_iter().flatten().collect::<Vec<_>>().join(" "),
        (Some(good), None) => good,
        (None, None) => words.text("copies-none").into_owned(),
    }
}

/// The red line below every screen, when the last good copy is too old.
pub fn late(shared: &Shared) -> Option<String> {
    shared.copies.is_late(shared.now).then(|| {
        let words = &shared.words;
        if shared.copies.choose_anew {
            return words.text("copies-choose").into_owned();
        }
        let last = shared.copies.good.as_ref().map_or_else(
            || words.text("copies-never").into_owned(),
            |good| words.with("copies-last", &[("date", words.date(shared.zone().local(good.at).date()))]),
        );
        let why = shared.copies.trouble.as_ref();
        let why = why.map(|trouble| trouble.why.explain(words, &shared.pc.copies_folder(&shared.copies)));
        format!("{last} {}", why.unwrap_or_default()).trim().to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_folder_of_the_dialog_is_the_typed_one_and_a_no_keeps_what_was_typed() {
        let words = Words::new(Language::Indonesian);
        let mut form = CopiesFolderForm { path: "lama".into(), ..CopiesFolderForm::default() };
        let picked = |form: &mut CopiesFolderForm, picked| {
            let _ = form.update(Message::Picked(picked), &words, |message| message);
        };
        picked(&mut form, Picked::Nothing);
        assert_eq!((form.path.as_str(), &form.refused), ("lama", &None));
        picked(&mut form, Picked::NoDialog);
        assert_eq!(form.path, "lama");
        assert!(form.refused.as_ref().is_some_and(|said| said.contains("ketik")), "said at the field");
        picked(&mut form, Picked::Path("usb/Loket".into()));
        assert_eq!((form.folder(), &form.refused), (Some("usb/Loket".into()), &None));
    }
}
