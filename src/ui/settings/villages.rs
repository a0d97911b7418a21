//! The villages with their posyandu and targets.

use iced::Length;
use iced::widget::{Space, column, row};

use super::part::{FORM, Saving, required, save_or_back, section};
use super::{Message as Outer, id};
use crate::clinic::Refusal;
use crate::setup::command::SaveVillage;
use crate::setup::{Standing, Village};
use crate::terms::AreaCode;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::field::{self, Note};
use crate::ui::widget::{badge, button, choice, panel, rows, text};
use crate::words::parse_whole;

/// The list and the village being changed.
#[derive(Debug, Clone, Default)]
pub(super) struct VillageForm {
    /// The village being changed; kept when the form is closed, so that nothing typed is lost.
    draft: Option<Draft>,
    open: bool,
    tried: bool,
    saving: Saving,
}

#[derive(Debug, Clone)]
struct Draft {
    /// The code of the one being changed, `None` for a new one.
    which: Option<AreaCode>,
    name: String,
    code: String,
    posyandu: String,
    target: String,
    standing: Standing,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    New,
    Edit(AreaCode),
    Name(String),
    Code(String),
    Posyandu(String),
    Target(String),
    Standing,
    To(&'static str),
    Saved(Result<(), Refusal>),
}

impl VillageForm {
    /// Closes the form; says whether there was one.
    pub(super) fn close(&mut self) -> bool {
        std::mem::replace(&mut self.open, false)
    }

    fn edit(&mut self, which: Option<AreaCode>, shared: &Shared) -> Action<Outer> {
        let same = self.draft.as_ref().is_some_and(|draft| draft.which == which);
        if !same {
            let known = which.as_ref().and_then(|code| shared.house.village(code));
            self.draft = Some(Draft {
                name: known.map(|village| village.name.clone()).unwrap_or_default(),
                code: known.map(|village| village.code.dotted()).unwrap_or_default(),
                posyandu: known.map(|village| village.posyandu.to_string()).unwrap_or_default(),
                target: known
                    .and_then(|village| village.target_under_five)
                    .map(|target| target.to_string())
                    .unwrap_or_default(),
                standing: known.map(|village| village.standing).unwrap_or_default(),
                which,
            });
            self.tried = false;
        }
        (self.open, self.saving) = (true, Saving::Idle);
        Action::focus(id::VILLAGE_NAME)
    }

    fn village(draft: &Draft, shared: &Shared) -> Option<Village> {
        let digits: String = draft.code.chars().filter(char::is_ascii_digit).collect();
        let code = draft.which.clone().or_else(|| (digits.len() == 10).then_some(AreaCode(digits)))?;
        let known = shared.house.village(&code);
        let next = shared.house.villages.iter().map(|village| village.area).max().unwrap_or(0) + 1;
        Some(Village {
            name: Some(draft.name.trim()).filter(|name| !name.is_empty())?.to_owned(),
            area: known.map_or(next, |village| village.area),
            target_under_five: number(&draft.target).ok()?,
            posyandu: number(&draft.posyandu).ok()?.unwrap_or(0),
            standing: draft.standing,
            code,
        })
    }

    pub(super) fn save(&mut self, shared: &Shared) -> Action<Outer> {
        self.tried = true;
        let Some(draft) = self.draft.as_ref().filter(|_| self.open && !self.saving.is_waiting()) else {
            return Action::none();
        };
        let Some(village) = Self::village(draft, shared) else { return Action::none() };
        self.saving = Saving::Waiting;
        Action::run(SaveVillage(village), |reply| Outer::Villages(Message::Saved(reply)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        let draft = self.draft.as_mut();
        match (message, draft) {
            (Message::New, _) => return self.edit(None, shared),
            (Message::Edit(code), _) => return self.edit(Some(code), shared),
            (Message::Name(text), Some(draft)) => draft.name = text,
            (Message::Code(text), Some(draft)) => draft.code = text,
            (Message::Posyandu(text), Some(draft)) => draft.posyandu = text,
            (Message::Target(text), Some(draft)) => draft.target = text,
            (Message::Standing, Some(draft)) => {
                draft.standing = match draft.standing {
                    Standing::Open => Standing::Closed,
                    Standing::Closed => Standing::Open,
                };
            }
            (Message::To(next), _) => return Action::focus(next),
            (Message::Saved(reply), _) => return self.saved(reply, shared),
            _ => {}
        }
        Action::none()
    }

    fn saved(&mut self, reply: Result<(), Refusal>, shared: &Shared) -> Action<Outer> {
        if self.saving.done(reply).is_none() {
            return Action::none();
        }
        (self.draft, self.open, self.tried) = (None, false, false);
        Action::say(Toast::done(shared.words.text("word-saved"))).and(Action::focus(id::VILLAGE_NEW))
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let title = words.text("settings-villages");
        match self.draft.as_ref().filter(|_| self.open) {
            Some(draft) => section(title, self.form(shared, draft), save_or_back(words, &self.saving)),
            None => section(title, list(shared), Space::new().into()),
        }
    }

    fn form<'a>(&'a self, shared: &'a Shared, draft: &'a Draft) -> Element<'a, Outer> {
        let words = &shared.words;
        let on = Outer::Villages;
        let bad = |value: &str| {
            (self.tried && number(value).is_err())
                .then(|| Note::refuse(words.text("settings-number").into_owned()))
        };
        let name = field::field(words.text("firstrun-village-name"), &draft.name)
            .id(id::VILLAGE_NAME)
            .on_input(move |text| on(Message::Name(text)))
            .on_submit(on(Message::To(id::VILLAGE_POSYANDU)))
            .note_maybe(required(words, &draft.name, self.tried));
        let code: Element<'a, Outer> = match &draft.which {
            Some(code) => field::value(words.text("firstrun-village-code"), field::value_text(code.dotted())),
            None => {
                let digits = draft.code.chars().filter(char::is_ascii_digit).count();
                let key = "firstrun-village-code-form";
                field::field(words.text("firstrun-village-code"), &draft.code)
                    .id(id::VILLAGE_CODE)
                    .on_input(move |text| on(Message::Code(text)))
                    .note(if self.tried && digits != 10 {
                        Note::refuse(words.text(key))
                    } else {
                        Note::help(words.text(key))
                    })
                    .into()
            }
        };
        let posyandu = field::field(words.text("firstrun-village-posyandu"), &draft.posyandu)
            .id(id::VILLAGE_POSYANDU)
            .on_input(move |text| on(Message::Posyandu(text)))
            .on_submit(on(Message::To(id::VILLAGE_TARGET)))
            .note_maybe(bad(&draft.posyandu));
        let target = field::field(words.text("firstrun-village-target"), &draft.target)
            .id(id::VILLAGE_TARGET)
            .placeholder(words.text("word-optional"))
            .on_input(move |text| on(Message::Target(text)))
            .note_maybe(bad(&draft.target));
        let served = choice::check(
            id::VILLAGE_SERVED,
            words.text("settings-village-served"),
            draft.standing == Standing::Open,
            Some(on(Message::Standing)),
        );
        column![row![name, code].spacing(Gap::L), row![posyandu, target].spacing(Gap::L), served]
            .spacing(Gap::L)
            .max_width(FORM)
            .into()
    }
}

fn list<'a>(shared: &'a Shared) -> Element<'a, Outer> {
    let words = &shared.words;
    let head = rows::header(
        rows::height::TABLE,
        [
            rows::head(Length::FillPortion(3), words.text("word-village")),
            rows::head(Length::FillPortion(2), words.text("firstrun-village-code")),
            rows::head_right(80, words.text("firstrun-village-posyandu")),
            rows::head_right(120, words.text("firstrun-village-target")),
            rows::head(104, ""),
        ],
    );
    let line = |village: &'a Village| {
        let target = village.target_under_five.map_or_else(|| "–".to_owned(), |count| words.count(count));
        let state: Element<'a, Outer> = match village.standing {
            Standing::Open => Space::new().into(),
            Standing::Closed => badge::closed(words.text("word-inactive")).plain().into(),
        };
        rows::row_press(
            rows::height::NORMAL,
            false,
            [
                rows::cell(Length::FillPortion(3), text::body(village.name.as_str()).medium().cut()),
                rows::cell(Length::FillPortion(2), text::body(village.code.dotted()).muted().line()),
                rows::figure(80, words.count(village.posyandu)),
                rows::figure(120, target),
                rows::cell(104, state),
            ],
        )
        .on_press(Outer::Villages(Message::Edit(village.code.clone())))
        .into()
    };
    let all = panel::sheet(column![head, rows::list(shared.house.villages.iter().map(line))]);
    let new = button::secondary(words.text("settings-village-new"))
        .id(id::VILLAGE_NEW)
        .icon(Icon::Plus)
        .on_press(Outer::Villages(Message::New));
    column![all, row![new]].spacing(Gap::L).into()
}

/// A whole number, or nothing where nothing is typed.
fn number(text: &str) -> Result<Option<u32>, ()> {
    match text.trim() {
        "" => Ok(None),
        text => parse_whole(text).ok().and_then(|whole| u32::try_from(whole).ok()).map(Some).ok_or(()),
    }
}
