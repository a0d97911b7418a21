//! One of a list, found by typing: a field with the matching entries below it.
//!
//! Down opens it, letters narrow it, Up and Down move, Enter takes, Esc closes and puts back what was chosen. Who leaves it with
//! letters that are no entry finds them there again, marked: they mean something to somebody ([`Select::unread`]).
//! (iced's `combo_box` swallows Tab, and `pick_list` has no keyboard at all.)
//!
//! ```text
//! struct Screen { village: Select<VillageCode> }
//! // update
//! Message::Village(event) => if let Some(code) = self.village.update(event) { … }
//! // view
//! self.village.view("Desa", "register.village", "Tidak ada yang cocok").map(Message::Village)
//! ```

use std::borrow::Cow;

use iced::keyboard::key::Named;
use iced::mouse::ScrollDelta;
use iced::widget::{column, container, mouse_area};
use iced::{Border, Length, Padding};

use super::drop::drop;
use super::field::{self, Height, Note};
use super::keys::{Shortcut, on_keys};
use super::rows;
use super::text;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::{Choice, Gap, LINE, RADIUS, Theme, Tone};

/// Entries shown at once.
const SHOWN: usize = 8;
/// Entries kept: who wants the rest types on.
const KEPT: usize = 200;

/// The state of a selection, kept by the screen.
#[derive(Debug, Clone)]
pub struct Select<T> {
    entries: Vec<Entry<T>>,
    chosen: Option<usize>,
    typed: String,
    open: Option<Open>,
    height: Height,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    value: T,
    label: String,
    /// In small letters, to be searched.
    small: String,
}

/// What an open list shows.
#[derive(Debug, Clone, Default)]
struct Open {
    /// Places of the entries that match.
    hits: Vec<usize>,
    /// The marked one among the hits.
    at: usize,
    /// The first hit shown.
    first: usize,
}

/// What happens to a selection.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Typed(String),
    Open,
    /// Esc.
    Close,
    /// The cursor goes elsewhere.
    Leave,
    Up,
    Down,
    /// The marked one.
    Take,
    /// That one among the hits.
    Pick(usize),
    /// The wheel, by so many entries.
    Scroll(isize),
}

impl<T: Clone + PartialEq> Select<T> {
    pub fn new(entries: impl IntoIterator<Item = (T, String)>) -> Self {
        let entry = |(value, label): (T, String)| Entry { value, small: label.to_lowercase(), label };
        Self {
            entries: entries.into_iter().map(entry).collect(),
            chosen: None,
            typed: String::new(),
            open: None,
            height: Height::Normal,
        }
    }

    /// 36 px, in sheets.
    pub fn dense(mut self) -> Self {
        self.height = Height::Dense;
        self
    }

    /// With that entry chosen, if it is one of them.
    pub fn chosen(mut self, value: &T) -> Self {
        self.choose(Some(value));
        self
    }

    /// Chooses from outside: a record was loaded, or `None` to empty it.
    pub fn choose(&mut self, value: Option<&T>) {
        self.chosen = value.and_then(|value| self.entries.iter().position(|entry| entry.value == *value));
        self.close();
    }

    /// Offers these from now on; what was chosen stays where it is among them.
    pub fn offer(&mut self, entries: impl IntoIterator<Item = (T, String)>) {
        let chosen = self.value().cloned();
        *self = Self { height: self.height, ..Self::new(entries) };
        self.choose(chosen.as_ref());
    }

    pub fn value(&self) -> Option<&T> {
        self.chosen.and_then(|at| self.entries.get(at)).map(|entry| &entry.value)
    }

    /// What was typed and is no entry of the list.
    pub fn unread(&self) -> Option<&str> {
        let label = self.chosen.and_then(|at| self.entries.get(at)).map_or("", |entry| entry.label.as_str());
        let typed = self.typed.trim();
        (self.open.is_none() && !typed.is_empty() && self.typed != label).then_some(typed)
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes what happened; gives the value when one was chosen anew.
    pub fn update(&mut self, event: Event) -> Option<T> {
        match event {
            Event::Typed(words) => {
                // Letters typed behind what was chosen begin a new search.
                let behind = match self.open {
                    None if !self.typed.is_empty() && self.unread().is_none() => {
                        words.strip_prefix(self.typed.as_str())
                    }
                    _ => None,
                };
                self.typed = behind.map_or_else(|| words.clone(), str::to_owned);
                self.open = Some(self.search(&self.typed));
                None
            }
            Event::Open => {
                if self.open.is_none() {
                    self.open = Some(self.everything());
                }
                None
            }
            Event::Close => self.leave(false),
            Event::Leave => self.leave(true),
            Event::Down => {
                match &mut self.open {
                    Some(open) => open.mark((open.at + 1).min(open.hits.len().saturating_sub(1))),
                    None => self.open = Some(self.everything()),
                }
                None
            }
            Event::Up => {
                if let Some(open) = &mut self.open {
                    open.mark(open.at.saturating_sub(1));
                }
                None
            }
            Event::Take => {
                let at = self.open.as_ref().and_then(|open| open.hits.get(open.at).copied());
                self.take(at)
            }
            Event::Pick(hit) => {
                let at = self.open.as_ref().and_then(|open| open.hits.get(hit).copied());
                self.take(at)
            }
            Event::Scroll(by) => {
                if let Some(open) = &mut self.open {
                    let last = open.hits.len().saturating_sub(SHOWN);
                    open.first = open.first.saturating_add_signed(by).min(last);
                }
                None
            }
        }
    }

    /// What was typed in full counts as chosen; anything else stays as it is, or what was chosen is put back.
    fn leave(&mut self, stays: bool) -> Option<T> {
        let typed = self.typed.trim().to_lowercase();
        let full = self.entries.iter().position(|entry| entry.small == typed);
        match full {
            Some(at) if self.open.is_some() && self.chosen != Some(at) => self.take(Some(at)),
            None if stays && self.open.is_some() && !typed.is_empty() => {
                self.open = None;
                None
            }
            _ => {
                self.close();
                None
            }
        }
    }

    fn take(&mut self, at: Option<usize>) -> Option<T> {
        let is_new = at.is_some();
        self.chosen = at.or(self.chosen);
        self.close();
        self.value().filter(|_| is_new).cloned()
    }

    fn close(&mut self) {
        self.open = None;
        self.typed =
            self.chosen.and_then(|at| self.entries.get(at)).map_or_else(String::new, |e| e.label.clone());
    }

    /// The list as it opens: all, with the chosen one marked.
    fn everything(&self) -> Open {
        let hits: Vec<usize> = (0..self.entries.len().min(KEPT)).collect();
        let mut open = Open { hits, ..Open::default() };
        open.mark(self.chosen.unwrap_or(0).min(open.hits.len().saturating_sub(1)));
        open
    }

    /// Entries that hold every typed word; those that begin with what was typed first.
    fn search(&self, typed: &str) -> Open {
        let typed = typed.trim().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let all = self.entries.iter().enumerate();
        let mut hits: Vec<usize> = all
            .filter(|(_, entry)| words.iter().all(|word| entry.small.contains(word)))
            .map(|(at, _)| at)
            .take(KEPT)
            .collect();
        hits.sort_by_key(|at| self.entries.get(*at).is_none_or(|entry| !entry.small.starts_with(&typed)));
        Open { hits, at: 0, first: 0 }
    }

    /// The field, and the list when it is open. `nothing` is said when nothing matches.
    pub fn view<'a>(
        &'a self,
        label: impl Into<Cow<'a, str>>,
        id: &'static str,
        nothing: impl Into<Cow<'a, str>>,
    ) -> Element<'a, Event> {
        self.view_with(label, id, nothing, None)
    }

    /// The same with a sentence below the field.
    pub fn view_with<'a>(
        &'a self,
        label: impl Into<Cow<'a, str>>,
        id: &'static str,
        nothing: impl Into<Cow<'a, str>>,
        note: Option<Note<'a>>,
    ) -> Element<'a, Event> {
        let nothing = nothing.into();
        let unread = self.unread().map(|_| Note::refuse(nothing.clone()));
        let mut field = field::field(label, &self.typed)
            .id(id)
            .height(self.height)
            .on_input(Event::Typed)
            .trail(Icon::ChevronDown.tone(Tone::Muted))
            .note_maybe(note.or(unread));
        if self.open.is_some() {
            field = field.on_submit(Event::Take);
        }
        let hanging = self.open.as_ref().map(|open| self.hits(open, nothing));
        let drop = drop(field.into(), hanging, Event::Open, Event::Leave);
        let escape = self.open.is_some().then_some(Event::Close);
        on_keys(drop)
            .while_focused()
            .bind(Shortcut::key(Named::ArrowDown), Event::Down)
            .bind(Shortcut::key(Named::ArrowUp), Event::Up)
            .bind_maybe(Shortcut::key(Named::Escape), escape)
            .into()
    }

    fn hits<'a>(&'a self, open: &Open, nothing: Cow<'a, str>) -> Element<'a, Event> {
        let shown = open.hits.iter().enumerate().skip(open.first).take(SHOWN);
        let mut all = column![].padding(Padding::new(LINE));
        for (hit, entry) in shown {
            let Some(entry) = self.entries.get(*entry) else { continue };
            let row = rows::row_press(
                rows::height::SHEET,
                Choice::from(hit == open.at),
                [text::body(entry.label.as_str()).cut().into()],
            );
            all =
                all.push(row.padding(Gap::around(Gap::None, Gap::M)).mouse_only().on_press(Event::Pick(hit)));
        }
        if open.hits.is_empty() {
            all = all.push(container(text::body(nothing).muted()).padding(Gap::around(Gap::S, Gap::M)));
        } else if open.hits.len() > SHOWN {
            let places = format!("{}/{}", open.at + 1, open.hits.len());
            all = all
                .push(container(text::small(places).muted().right()).padding(Gap::around(Gap::Xs, Gap::M)));
        }
        let surface = container(all).width(Length::Fill).style(|theme: &Theme| container::Style {
            background: Some(theme.palette().surface.into()),
            border: Border { color: theme.palette().line_2, width: LINE, radius: RADIUS.into() },
            ..container::Style::default()
        });
        mouse_area(surface).on_scroll(|delta| Event::Scroll(entries(delta))).into()
    }
}

impl Open {
    /// Marks a hit and brings it into view.
    fn mark(&mut self, at: usize) {
        self.at = at;
        if at < self.first {
            self.first = at;
        } else if at >= self.first + SHOWN {
            self.first = at + 1 - SHOWN;
        }
    }
}

/// Entries that a turn of the wheel goes.
fn entries(delta: ScrollDelta) -> isize {
    let lines = match delta {
        ScrollDelta::Lines { y, .. } => y,
        ScrollDelta::Pixels { y, .. } => y / rows::height::SHEET,
    };
    -(lines.round() as isize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn villages() -> Select<u32> {
        let names = ["Sukorejo", "Karanganyar", "Tegalwaru Kidul", "Ngadisari", "Karang Tengah"];
        Select::new((1..).zip(names.map(String::from)))
    }

    #[test]
    fn letters_narrow_and_enter_takes() {
        let mut select = villages();
        assert_eq!(select.update(Event::Typed("karang".into())), None);
        assert_eq!(select.update(Event::Down), None);
        assert_eq!(select.update(Event::Take), Some(5));
        assert_eq!(select.typed, "Karang Tengah");
        assert!(!select.is_open());
    }

    #[test]
    fn what_begins_so_stands_first() {
        let mut select = Select::new([(1, "Desa Mekar".to_owned()), (2, "Mekar".to_owned())]);
        select.update(Event::Typed("mek".into()));
        assert_eq!(select.update(Event::Take), Some(2));
    }

    #[test]
    fn leaving_puts_back_what_was_chosen_unless_a_whole_name_was_typed() {
        let mut select = villages().chosen(&1);
        select.update(Event::Typed("kar".into()));
        assert_eq!(select.update(Event::Close), None);
        assert_eq!((select.value(), select.typed.as_str()), (Some(&1), "Sukorejo"));
        select.update(Event::Typed("ngadisari ".into()));
        assert_eq!(select.update(Event::Leave), Some(4));
        select.update(Event::Typed("sukorejo".into()));
        assert_eq!((select.update(Event::Close), select.unread()), (Some(1), None));
    }

    #[test]
    fn letters_that_are_no_entry_stay_where_they_were_typed() {
        let mut select = villages();
        select.update(Event::Typed("Krajan".into()));
        assert_eq!((select.update(Event::Leave), select.value()), (None, None));
        assert_eq!((select.typed.as_str(), select.unread()), ("Krajan", Some("Krajan")));
        // Typed on, they are the same word; emptied, there is nothing to ask about.
        select.update(Event::Typed("Krajan Ngadi".into()));
        assert_eq!((select.typed.as_str(), select.unread()), ("Krajan Ngadi", None));
        select.update(Event::Typed(String::new()));
        assert_eq!((select.update(Event::Leave), select.unread()), (None, None));
        // Esc gives them up.
        select.update(Event::Typed("kar".into()));
        assert_eq!((select.update(Event::Close), select.unread()), (None, None));
        // Beside what was chosen before, too.
        let mut select = villages().chosen(&1);
        select.update(Event::Typed("SukorejoKrajan".into()));
        select.update(Event::Leave);
        assert_eq!(select.unread(), Some("Krajan"));
        select.choose(Some(&2));
        assert_eq!((select.unread(), select.value()), (None, Some(&2)));
    }

    #[test]
    fn letters_behind_what_was_chosen_begin_a_new_search() {
        let mut select = villages().chosen(&1);
        select.update(Event::Typed("Sukorejon".into()));
        assert_eq!(select.update(Event::Take), Some(4));
    }

    #[test]
    fn nothing_matches_and_enter_chooses_nothing() {
        let mut select = villages();
        select.update(Event::Typed("zzz".into()));
        select.update(Event::Down);
        assert_eq!(select.update(Event::Take), None);
        assert_eq!(select.value(), None);
    }

    #[test]
    fn the_marked_one_stays_in_sight() {
        let mut select = Select::new((0..50).map(|n| (n, n.to_string())));
        for _ in 0..30 {
            select.update(Event::Down);
        }
        let open = select.open.as_ref().expect("open");
        assert_eq!(open.at, 29);
        assert!(open.first <= open.at && open.at < open.first + SHOWN);
        assert_eq!(select.update(Event::Take), Some(29));
    }
}
