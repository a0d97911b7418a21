//! Step 2: the villages it serves, as a list that grows: picked from the district's list or typed.

use iced::widget::{Space, column, container, row};
use iced::{Alignment, Length};

use super::id;
use crate::reference::areas;
use crate::setup::{Standing, Village};
use crate::terms::AreaCode;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind};
use crate::ui::widget::field::{self, Note};
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, panel, rows, text};
use crate::words::parse_whole;

/// Villages of the district offered at once.
const OFFERED: usize = 12;

/// What is typed here.
#[derive(Debug, Clone, Default)]
pub(super) struct Villages {
    /// The district the offers are of.
    district: Option<AreaCode>,
    /// All villages of the district.
    known: Vec<(AreaCode, String)>,
    /// Those that are not in the list yet and fit what is typed.
    offers: Vec<(AreaCode, String)>,
    list: Vec<Village>,
    entry: Entry,
    trouble: Option<Trouble>,
}

/// The line being typed.
#[derive(Debug, Clone, Default)]
struct Entry {
    name: String,
    code: String,
    posyandu: String,
    target: String,
    /// The place in the list that it replaces.
    replaces: Option<usize>,
}

/// What is wrong with the line being typed, or with the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Name,
    Code,
    Posyandu,
    Target,
    Twice,
    NoVillage,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    Name(String),
    Code(String),
    Posyandu(String),
    Target(String),
    NameDone,
    CodeDone,
    PosyanduDone,
    Add,
    Offer(usize),
    AddAll,
    Edit(usize),
    Remove(usize),
}

impl Villages {
    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    pub(super) fn posyandu(&self) -> u32 {
        self.list.iter().map(|village| village.posyandu).sum()
    }

    /// The villages as entered; their order gives the two digits in record numbers.
    pub(super) fn villages(&self) -> Vec<Village> {
        let numbered = (1..).zip(&self.list);
        numbered.map(|(area, village)| Village { area, ..village.clone() }).collect()
    }

    pub(super) fn restore(&mut self, list: Vec<Village>) {
        self.list = list;
    }

    /// Another district was chosen; what was entered stays.
    pub(super) fn of_district(&mut self, district: Option<&AreaCode>) {
        if self.district.as_ref() != district {
            self.district = district.cloned();
            let all = district.map(|code| areas::villages(&code.0)).unwrap_or_default();
            self.known =
                all.iter().map(|area| (AreaCode(area.code.to_owned()), area.name.to_owned())).collect();
        }
        self.offer();
    }

    fn offer(&mut self) {
        let typed = self.entry.name.trim().to_lowercase();
        let free = self.known.iter().filter(|(code, _)| self.list.iter().all(|one| &one.code != code));
        let fitting = free.filter(|(_, name)| name.to_lowercase().contains(&typed));
        self.offers = fitting.cloned().collect();
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub(super) fn update(&mut self, message: Message) -> Option<&'static str> {
        match message {
            Message::Name(text) => {
                self.entry.name = text;
                self.offer();
            }
            Message::Code(text) => self.entry.code = text,
            Message::Posyandu(text) => self.entry.posyandu = text,
            Message::Target(text) => self.entry.target = text,
            Message::NameDone => return Some(self.name_done()),
            Message::CodeDone => return Some(id::POSYANDU),
            Message::PosyanduDone => return Some(id::TARGET),
            Message::Add => return Some(self.add()),
            Message::Offer(at) => {
                if let Some((code, name)) = self.offers.get(at).cloned() {
                    self.take(code, name);
                }
                return Some(id::POSYANDU);
            }
            Message::AddAll => {
                for (code, name) in std::mem::take(&mut self.offers) {
                    self.list.push(village(code, name, 0, None));
                }
                self.trouble = None;
            }
            Message::Edit(at) => return self.edit(at),
            Message::Remove(at) => {
                if at < self.list.len() {
                    self.list.remove(at);
                }
                self.entry.replaces = None;
                self.offer();
            }
        }
        None
    }

    /// A name that only one village of the district has is that village.
    fn name_done(&mut self) -> &'static str {
        let typed = self.entry.name.trim().to_lowercase();
        let exact = self.offers.iter().find(|(_, name)| name.to_lowercase() == typed);
        let only = if let [only] = self.offers.as_slice() { Some(only) } else { None };
        match exact.or(only).filter(|_| !typed.is_empty()).cloned() {
            Some((code, name)) => {
                self.take(code, name);
                id::POSYANDU
            }
            None => id::VILLAGE_CODE,
        }
    }

    fn take(&mut self, code: AreaCode, name: String) {
        (self.entry.code, self.entry.name) = (code.dotted(), name);
        self.trouble = None;
    }

    fn add(&mut self) -> &'static str {
        match self.entered() {
            Ok(village) => {
                match self.entry.replaces.and_then(|at| self.list.get_mut(at)) {
                    Some(place) => *place = village,
                    None => self.list.push(village),
                }
                (self.entry, self.trouble) = (Entry::default(), None);
                self.offer();
                id::VILLAGE
            }
            Err(trouble) => {
                self.trouble = Some(trouble);
                match trouble {
                    Trouble::Name | Trouble::Twice | Trouble::NoVillage => id::VILLAGE,
                    Trouble::Code => id::VILLAGE_CODE,
                    Trouble::Posyandu => id::POSYANDU,
                    Trouble::Target => id::TARGET,
                }
            }
        }
    }

    fn entered(&self) -> Result<Village, Trouble> {
        let entry = &self.entry;
        let name = entry.name.trim();
        if name.is_empty() {
            return Err(Trouble::Name);
        }
        let digits: String = entry.code.chars().filter(char::is_ascii_digit).collect();
        let code = match digits.len() {
            0 => self.own_code().ok_or(Trouble::Code)?,
            10 => AreaCode(digits),
            _ => return Err(Trouble::Code),
        };
        let small = name.to_lowercase();
        let others = self.list.iter().enumerate().filter(|(at, _)| Some(*at) != entry.replaces);
        if others.map(|(_, one)| one).any(|one| one.code == code || one.name.to_lowercase() == small) {
            return Err(Trouble::Twice);
        }
        let number = |text: &str| match text.trim() {
            "" => Ok(None),
            text => parse_whole(text).ok().and_then(|whole| u32::try_from(whole).ok()).map(Some).ok_or(()),
        };
        let posyandu = number(&entry.posyandu).map_err(|()| Trouble::Posyandu)?.unwrap_or(0);
        let target = number(&entry.target).map_err(|()| Trouble::Target)?;
        Ok(village(code, name.to_owned(), posyandu, target))
    }

    /// A code for a village that is not on the ministry's list: its last four digits begin with 9, which no village's do.
    fn own_code(&self) -> Option<AreaCode> {
        let district = self.district.as_ref()?;
        let mut codes = (9001..=9999).map(|number| AreaCode(format!("{}{number}", district.0)));
        codes.find(|code| self.list.iter().all(|one| one.code != *code))
    }

    fn edit(&mut self, at: usize) -> Option<&'static str> {
        let village = self.list.get(at)?;
        let number = |number: u32| if number == 0 { String::new() } else { number.to_string() };
        self.entry = Entry {
            name: village.name.clone(),
            code: village.code.dotted(),
            posyandu: number(village.posyandu),
            target: village.target_under_five.map(|target| target.to_string()).unwrap_or_default(),
            replaces: Some(at),
        };
        Some(id::VILLAGE)
    }

    /// Whether one can go on; a line that is typed and fits is added first, so that it is not lost.
    pub(super) fn check(&mut self) -> Result<(), &'static str> {
        if !self.entry.name.trim().is_empty() {
            let focus = self.add();
            if self.trouble.is_some() {
                return Err(focus);
            }
        }
        if self.list.is_empty() {
            self.trouble = Some(Trouble::NoVillage);
            return Err(id::VILLAGE);
        }
        Ok(())
    }

    /// The list with what helps beside it, or below it in a narrow window.
    pub(super) fn view<'a>(&'a self, shared: &'a Shared, narrow: bool) -> Element<'a, Message> {
        let left = column![self.entry_line(shared), self.table(shared)].spacing(Gap::L).width(Length::Fill);
        let help = self.offers_view(shared);
        if narrow {
            column![left, help].spacing(Gap::Xl).into()
        } else {
            row![left, container(help).width(SIDE)].spacing(Gap::Xxl).into()
        }
    }

    fn note<'a>(&self, shared: &'a Shared, troubles: &[(Trouble, &str)]) -> Option<Note<'a>> {
        let found = troubles.iter().find(|(trouble, _)| self.trouble == Some(*trouble));
        found.map(|(_, key)| Note::refuse(shared.words.text(key)))
    }

    fn entry_line<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let name = field::field(words.text("firstrun-village-name"), &self.entry.name)
            .id(id::VILLAGE)
            .on_input(Message::Name)
            .on_submit(Message::NameDone)
            .note_maybe(self.note(
                shared,
                &[
                    (Trouble::Name, "problem-required"),
                    (Trouble::Twice, "firstrun-village-twice"),
                    (Trouble::NoVillage, "firstrun-village-least"),
                ],
            ));
        let code = field::field(words.text("firstrun-village-code"), &self.entry.code)
            .id(id::VILLAGE_CODE)
            .placeholder(words.text("word-optional"))
            .on_input(Message::Code)
            .on_submit(Message::CodeDone)
            .width(136)
            .note_maybe(self.note(shared, &[(Trouble::Code, "firstrun-village-code-form")]));
        let posyandu = field::field(words.text("firstrun-village-posyandu"), &self.entry.posyandu)
            .id(id::POSYANDU)
            .on_input(Message::Posyandu)
            .on_submit(Message::PosyanduDone)
            .width(84)
            .note_maybe(self.note(shared, &[(Trouble::Posyandu, "firstrun-number")]));
        let target = field::field(words.text("firstrun-village-children"), &self.entry.target)
            .id(id::TARGET)
            .on_input(Message::Target)
            .on_submit(Message::Add)
            .width(84)
            .note_maybe(self.note(shared, &[(Trouble::Target, "firstrun-number")]));
        let label = if self.entry.replaces.is_some() { "action-save" } else { "action-add" };
        let add = button::secondary(words.text(label)).id(id::ADD).key("Enter").on_press(Message::Add);
        let add = column![text::label(" "), add].spacing(Gap::Xs);
        row![name, code, posyandu, target, add].spacing(Gap::S).align_y(Alignment::Start).into()
    }

    fn table<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        if self.list.is_empty() {
            let title = words.text("firstrun-villages-empty");
            let why = words.text("firstrun-villages-empty-hint");
            return panel::sheet(panel::empty(Icon::MapPin, title, why, None)).into();
        }
        let head = rows::header(
            rows::height::TABLE,
            [
                rows::head(Length::FillPortion(3), words.text("word-village")),
                rows::head(Length::FillPortion(3), words.text("firstrun-village-code")),
                rows::head_right(72, words.text("firstrun-village-posyandu")),
                rows::head_right(112, words.text("firstrun-village-target")),
                Space::new().width(ACTIONS).into(),
            ],
        );
        let line = |(at, village): (usize, &'a Village)| {
            let target = village.target_under_five.map_or_else(|| "–".to_owned(), |count| words.count(count));
            let act =
                |icon, message| Element::from(button::icon(Kind::Quiet, icon).small().on_press(message));
            let actions = row![act(Icon::Pencil, Message::Edit(at)), act(Icon::Trash2, Message::Remove(at))];
            rows::line(
                rows::height::NORMAL,
                [
                    rows::cell(Length::FillPortion(3), text::body(village.name.as_str()).medium().cut()),
                    rows::cell(Length::FillPortion(3), text::body(village.code.dotted()).muted().line()),
                    rows::figure(72, words.count(village.posyandu)),
                    rows::figure(112, target),
                    rows::cell(ACTIONS, actions),
                ],
            )
            .into()
        };
        let targets: u32 = self.list.iter().filter_map(|village| village.target_under_five).sum();
        let bold = |count: u32| text::body(words.count(count)).bold().line().right();
        let total = rows::line(
            rows::height::NORMAL,
            [
                rows::cell(Length::FillPortion(3), text::body(words.text("word-total")).bold()),
                Space::new().width(Length::FillPortion(3)).into(),
                rows::cell(72, bold(self.posyandu())),
                rows::cell(112, bold(targets)),
                Space::new().width(ACTIONS).into(),
            ],
        );
        let all = rows::list(self.list.iter().enumerate().map(line).chain([total.into()]));
        panel::sheet(column![head, all]).into()
    }

    fn offers_view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let mut side = column![].spacing(Gap::S);
        if !self.offers.is_empty() {
            let title = words.text("firstrun-villages-known");
            side = side.push(text::body(title).bold());
            let all = words.with("firstrun-villages-add-all", &[("count", self.offers.len())]);
            side = side
                .push(button::secondary(all).id(id::ADD_ALL).width(Length::Fill).on_press(Message::AddAll));
            let offers = self.offers.iter().take(OFFERED).enumerate().map(|(at, (_, name))| {
                button::quiet(name.as_str()).small().icon(Icon::Plus).on_press(Message::Offer(at)).into()
            });
            side = side.push(rows::flow(offers)).push(Space::new().height(Gap::S));
        }
        side.push(text::body(words.text("firstrun-villages-why")).bold())
            .push(text::body(words.text("firstrun-villages-why-hint")).muted())
            .push(panel::note(About::Warning, "", &words.text("firstrun-villages-later")))
            .into()
    }
}

/// Width of the two buttons of a line.
const ACTIONS: f32 = 72.0;
/// Width of what stands beside the list.
const SIDE: f32 = 248.0;

fn village(code: AreaCode, name: String, posyandu: u32, target_under_five: Option<u32>) -> Village {
    Village { code, name, area: 0, target_under_five, posyandu, standing: Standing::Open }
}
