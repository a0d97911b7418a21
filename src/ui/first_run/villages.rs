//! Step 2: the villages it serves, as a list that grows: picked from the district's list or typed.

use iced::widget::{Space, column, container, row};
use iced::{Alignment, Length};

use super::id;
use crate::reference::areas;
use crate::setup::Village;
use crate::terms::AreaCode;
use crate::ui::Element;
use crate::ui::editor::villages::{self, VillageForm, Widths};
use crate::ui::flight::Problem;
use crate::ui::form;
use crate::ui::form::Event;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Kind};
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, panel, rows, text};

/// Villages of the district offered at once.
const OFFERED: usize = 12;
/// Width of the two buttons of a line.
const ACTIONS: f32 = 72.0;
const WIDTHS: Widths = (3, 72.0, 112.0, ACTIONS);
/// Width of what stands beside the list.
const SIDE: f32 = 248.0;

#[derive(Debug, Clone, Default)]
pub(super) struct Villages {
    /// The district the offers are of.
    district: Option<AreaCode>,
    /// All villages of the district.
    known: Vec<(AreaCode, String)>,
    /// Those that are not in the list yet and fit what is typed.
    offers: Vec<(AreaCode, String)>,
    list: Vec<Village>,
    /// The line being typed.
    entry: VillageForm,
    /// The place in the list that it replaces.
    replaces: Option<usize>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Form(form::Event),
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
        let typed = self.entry.name.text().trim().to_lowercase();
        let free = self.known.iter().filter(|(code, _)| self.list.iter().all(|one| &one.code != code));
        let fitting = free.filter(|(_, name)| name.to_lowercase().contains(&typed));
        self.offers = fitting.cloned().collect();
    }

    /// Takes what happened; gives the field that the cursor goes to.
    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Option<&'static str> {
        let today = shared.date();
        match message {
            Message::Form(Event::Enter(villages::id::NAME)) => return Some(self.name_done(shared)),
            Message::Form(Event::Enter(villages::id::TARGET)) | Message::Add => {
                return Some(self.add().err().unwrap_or(villages::id::NAME));
            }
            Message::Form(event) => {
                let next = self.entry.update(villages::Message::Form(event), today);
                self.offer();
                return next;
            }
            Message::Offer(at) => {
                if let Some((code, name)) = self.offers.get(at) {
                    self.entry.choose(code, name, today);
                }
                return Some(villages::id::POSYANDU);
            }
            Message::AddAll => {
                self.list.extend(std::mem::take(&mut self.offers).into_iter().map(listed));
                self.entry.name.object(None);
            }
            Message::Edit(at) => {
                self.entry = VillageForm::of(self.list.get(at)?, today);
                self.replaces = Some(at);
                return Some(villages::id::NAME);
            }
            Message::Remove(at) => {
                if at < self.list.len() {
                    self.list.remove(at);
                }
                self.replaces = None;
                self.offer();
            }
        }
        None
    }

    /// A name that only one village of the district has is that village.
    fn name_done(&mut self, shared: &Shared) -> &'static str {
        let typed = self.entry.name.text().trim().to_lowercase();
        let exact = self.offers.iter().find(|(_, name)| name.to_lowercase() == typed);
        let only = if let [only] = self.offers.as_slice() { Some(only) } else { None };
        match exact.or(only).filter(|_| !typed.is_empty()) {
            Some((code, name)) => {
                self.entry.choose(code, name, shared.date());
                villages::id::POSYANDU
            }
            None => villages::id::CODE,
        }
    }

    fn add(&mut self) -> Result<(), &'static str> {
        let others = self.list.iter().enumerate().filter(|(at, _)| Some(*at) != self.replaces);
        let others: Vec<Village> = others.map(|(_, village)| village.clone()).collect();
        let village = self.entry.read(&others, self.district.as_ref())?;
        match self.replaces.take().and_then(|at| self.list.get_mut(at)) {
            Some(place) => *place = village,
            None => self.list.push(village),
        }
        self.entry = VillageForm::default();
        self.offer();
        Ok(())
    }

    /// Whether one can go on; a line that is typed and fits is added first, so that it is not lost.
    pub(super) fn check(&mut self) -> Result<(), &'static str> {
        if !self.entry.name.is_empty() {
            self.add()?;
        }
        if self.list.is_empty() {
            self.entry.name.refuse(Problem::Key("firstrun-village-least"));
            return Err(villages::id::NAME);
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

    fn entry_line<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        let label = if self.replaces.is_some() { "action-save" } else { "action-add" };
        let add = button::secondary(words.text(label)).id(id::ADD).key("Enter").on_press(Message::Add);
        let add = column![text::label(" "), add].spacing(Gap::Xs);
        let fields = Element::from(self.entry.line(words)).map(Message::Form);
        row![fields, add].spacing(Gap::S).align_y(Alignment::Start).into()
    }

    fn table<'a>(&'a self, shared: &'a Shared) -> Element<'a, Message> {
        let words = &shared.words;
        if self.list.is_empty() {
            let title = words.text("firstrun-villages-empty");
            let why = words.text("firstrun-villages-empty-hint");
            return panel::sheet(panel::empty(Icon::MapPin, title, why, None)).into();
        }
        let line = |(at, village): (usize, &'a Village)| {
            let act =
                |icon, message| Element::from(button::icon(Kind::Quiet, icon).small().on_press(message));
            let acts = row![act(Icon::Pencil, Message::Edit(at)), act(Icon::Trash2, Message::Remove(at))];
            let cells = villages::cells(village, words, WIDTHS, acts.into());
            rows::line(rows::height::NORMAL, cells).into()
        };
        let targets: u32 = self.list.iter().filter_map(|village| village.target_under_five).sum();
        let (code, posyandu, target, last) = WIDTHS;
        let bold = |count: u32| text::body(words.count(count)).bold().line().right();
        let total = [
            rows::cell(Length::FillPortion(3), text::body(words.text("word-total")).bold()),
            Space::new().width(Length::FillPortion(code)).into(),
            rows::cell(posyandu, bold(self.posyandu())),
            rows::cell(target, bold(targets)),
            Space::new().width(last).into(),
        ];
        let total = rows::line(rows::height::NORMAL, total).into();
        let all = rows::list(self.list.iter().enumerate().map(line).chain([total]));
        panel::sheet(column![villages::head(words, WIDTHS), all]).into()
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

fn listed((code, name): (AreaCode, String)) -> Village {
    Village { name, ..Village::empty(code) }
}
