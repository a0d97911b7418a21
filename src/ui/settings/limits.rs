//! The limits by which vital signs and children are judged: bundled with their source, corrected line by line by the
//! clinic, with who, when and why.

use std::borrow::Cow;
use std::collections::BTreeMap;

use iced::widget::{Column, column, row};
use iced::{Alignment, Length};

use super::part::{FORM, below, save_button, section};
use super::{Message as Outer, id};
use crate::clinic::Refusal;
use crate::reference::own::{Line, Table};
use crate::reference::ranges::Sign;
use crate::setup::command::CorrectLimit;
use crate::setup::limits::line_now;
use crate::setup::{Correction, Error};
use crate::staff::{self, Account};
use crate::terms::AccountId;
use crate::ui::Element;
use crate::ui::action::{Action, Toast};
use crate::ui::flight::Flight;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::{badge, button, choice, field, panel, rows, text};
use crate::words::{Arg, Words};

/// Width of the corrected cells.
const VALUES: f32 = 220.0;
/// Width of the column that says whether a line is the clinic's own.
const OWN: f32 = 104.0;

/// A line while it is corrected.
#[derive(Debug, Clone)]
struct LimitForm {
    /// As it was shown.
    line: Line,
    values: Vec<String>,
    why: String,
}

#[derive(Debug, Clone)]
pub(super) struct LimitList {
    table: Table,
    form: Option<LimitForm>,
    flight: Flight,
    names: BTreeMap<AccountId, String>,
}

impl Default for LimitList {
    fn default() -> Self {
        Self { table: Table::Ranges, form: None, flight: Flight::Idle, names: BTreeMap::new() }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    /// Another table.
    Table(usize),
    /// Correct this line.
    Edit(String),
    /// One of its values was typed.
    Value(usize, String),
    Why(String),
    /// Enter in a field: on to the next.
    Next(usize),
    /// Back to the bundled line.
    Bundled,
    Saved(Result<(), Refusal>),
    /// Who works here, for the names of those who corrected.
    Names(Result<Vec<Account>, Refusal>),
}

impl LimitForm {
    /// The field after the value at that place.
    fn after(&self, at: usize) -> &'static str {
        let more = at + 1 < self.values.len();
        let next = if more { id::LIMIT_VALUES.get(at + 1).copied() } else { None };
        next.unwrap_or(id::LIMIT_WHY)
    }
}

impl LimitList {
    pub(super) fn open() -> Action<Outer> {
        Action::ask(staff::query::Accounts, |answer| Outer::Limits(Message::Names(answer)))
    }

    /// Closes the form; what was typed is given up by this key only.
    pub(super) fn close(&mut self) -> Option<&'static str> {
        self.flight.forget();
        self.form.take().map(|_| id::LIMIT_TABLE)
    }

    pub(super) fn save(&mut self) -> Action<Outer> {
        let values = self.form.as_ref().map(|form| form.values.clone());
        self.send(values)
    }

    fn send(&mut self, values: Option<Vec<String>>) -> Action<Outer> {
        let Some(form) = &self.form else { return Action::none() };
        if form.why.trim().is_empty() {
            self.flight.fail(Refusal::Setup(Error::LimitReason));
            return Action::focus(id::LIMIT_WHY);
        }
        let Line { table, key, values: shown } = form.line.clone();
        let correct = CorrectLimit { table, key, shown, values, why: form.why.clone() };
        if !self.flight.begin() {
            return Action::none();
        }
        Action::run(correct, |reply| Outer::Limits(Message::Saved(reply)))
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Table(at) => {
                if let Some(table) = Table::ALL.get(at) {
                    (self.table, self.form) = (*table, None);
                    self.flight.forget();
                }
            }
            Message::Edit(key) => {
                self.flight.forget();
                let line = line_now(&shared.config.corrections, self.table, &key);
                self.form = line.map(|line| {
                    let values = line.values.iter().map(|value| shown(&shared.words, value)).collect();
                    LimitForm { values, line, why: String::new() }
                });
                return Action::focus(id::LIMIT_VALUES[0]);
            }
            Message::Value(at, text) => {
                self.flight.forget();
                let value = self.form.as_mut().and_then(|form| form.values.get_mut(at));
                if let Some(value) = value {
                    *value = text;
                }
            }
            Message::Why(text) => {
                self.flight.forget();
                if let Some(form) = &mut self.form {
                    form.why = text;
                }
            }
            Message::Next(at) => {
                return self.form.as_ref().map_or_else(Action::none, |form| Action::focus(form.after(at)));
            }
            Message::Bundled => return self.send(None),
            Message::Saved(reply) => {
                if let (Err(Refusal::Setup(Error::LimitChanged(_))), Some(form)) = (&reply, &mut self.form) {
                    // What was typed stays; saved once more, it is saved over what is there now.
                    let now = line_now(&shared.config.corrections, form.line.table, &form.line.key);
                    form.line = now.unwrap_or_else(|| form.line.clone());
                }
                if self.flight.land(reply).is_some() {
                    self.form = None;
                    let said = Toast::done(shared.words.text("word-saved"));
                    return Action::say(said).and(Action::focus(id::LIMIT_TABLE));
                }
            }
            Message::Names(Ok(accounts)) => {
                self.names = accounts.into_iter().map(|account| (account.id, account.name)).collect();
            }
            Message::Names(Err(_)) => {}
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let title = words.text("settings-limits");
        match &self.form {
            Some(form) => {
                let buttons = row![save_button(words, &self.flight)].spacing(Gap::M);
                let back = button::quiet(words.text("action-back")).id(id::BACK).icon(Icon::ChevronLeft);
                let buttons = buttons.push(back.key("Esc").on_press(Outer::Back));
                section(title, self.form(form, shared), below(words, &self.flight, buttons))
            }
            None => section(title, self.list(shared), iced::widget::Space::new().into()),
        }
    }

    fn correction<'a>(&self, shared: &'a Shared, key: &str) -> Option<&'a Correction> {
        let own = |one: &&Correction| one.line.table == self.table && one.line.key == key;
        shared.config.corrections.iter().find(own)
    }

    fn list<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let tables = Table::ALL.iter().map(|table| words.word("limits", table.as_str()));
        let chosen = Table::ALL.iter().position(|table| *table == self.table);
        let choose =
            choice::segments(id::LIMIT_TABLE, tables, chosen, |at| Outer::Limits(Message::Table(at)));
        let lines = self.table.lines().iter().map(|bundled| {
            let own = self.correction(shared, &bundled.key);
            let values = own.map_or(&bundled.values, |own| &own.line.values).join(" · ");
            let state: Element<'a, Outer> = match own {
                Some(_) => badge::called(words.text("limits-own")).plain().into(),
                None => iced::widget::Space::new().into(),
            };
            let cells = [
                rows::cell(Length::Fill, text::body(name(words, bundled)).cut()),
                rows::cell(VALUES, text::body(with_unit(words, bundled, &values)).line().right()),
                rows::cell(OWN, state),
            ];
            let row = rows::row_press(rows::height::TABLE, false, cells);
            row.on_press(Outer::Limits(Message::Edit(bundled.key.clone()))).into()
        });
        let source = text::small(words.text(source(self.table))).muted().width(Length::Fill);
        let names = labels(self.table).iter().map(|label| words.text(label));
        let names = names.collect::<Vec<_>>().join(" · ");
        let columns = text::label(words.with("limits-columns", &[("names", names)])).width(Length::Fill);
        let sheet = panel::sheet(rows::list(lines)).width(Length::Fill);
        let above = column![source, columns].spacing(Gap::S);
        column![text::body(words.text("limits-why")), choose, above, sheet].spacing(Gap::L).into()
    }

    fn form<'a>(&'a self, form: &'a LimitForm, shared: &'a Shared) -> Element<'a, Outer> {
        let words = &shared.words;
        let mut all = Column::new().spacing(Gap::L).max_width(FORM);
        all = all.push(text::body(name(words, &form.line)).bold());
        let labels = labels(self.table);
        let mut values = row![].spacing(Gap::M).align_y(Alignment::End);
        for ((at, value), label) in form.values.iter().enumerate().zip(labels) {
            let label = format!("{} ({})", words.text(label), words.text(unit(&form.line)));
            let mut one = field::field(label, value)
                .on_input(move |text| Outer::Limits(Message::Value(at, text)))
                .on_submit(Outer::Limits(Message::Next(at)));
            one = one.enter_to(Some(form.after(at)));
            if let Some(field) = id::LIMIT_VALUES.get(at) {
                one = one.id(*field);
            }
            values = values.push(one);
        }
        let why = field::field(words.text("limits-reason"), &form.why)
            .id(id::LIMIT_WHY)
            .placeholder(words.text("limits-reason-hint"))
            .on_input(|text| Outer::Limits(Message::Why(text)))
            .on_submit(Outer::Save);
        all = all.push(values).push(why);
        let bundled = self.table.lines().iter().find(|line| line.key == form.line.key);
        let bundled =
            bundled.map(|line| with_unit(words, line, &line.values.join(" · "))).unwrap_or_default();
        let bundled = words.with("limits-bundled-is", &[("values", bundled)]);
        all = all.push(text::small(format!("{bundled} {}", source_of(words, &form.line))).muted());
        if let Some(own) = self.correction(shared, &form.line.key) {
            let by = own.by.and_then(|by| self.names.get(&by)).map_or("?", String::as_str);
            let date = words.date(shared.zone().local(own.at).date());
            let said = words.with(
                "limits-corrected",
                &[("name", Arg::from(by)), ("date", Arg::from(date)), ("why", Arg::from(own.why.as_str()))],
            );
            let bundled = button::secondary(words.text("limits-bundled")).small();
            let bundled = bundled.on_press(Outer::Limits(Message::Bundled));
            all = all.push(panel::note(panel::About::Information, "", &said)).push(bundled);
        }
        all.into()
    }
}

/// As people write numbers: with the comma of the language.
fn shown(words: &Words, values: &str) -> String {
    let comma = words.decimal(5, 1).contains(',');
    if comma { values.replace('.', ",") } else { values.to_owned() }
}

/// Values with the unit that they are of.
fn with_unit(words: &Words, line: &Line, values: &str) -> String {
    format!("{} {}", shown(words, values), words.text(unit(line)))
}

/// The key of the unit that a line's values are of.
fn unit(line: &Line) -> &'static str {
    let cell = |at: usize| line.key.split(',').nth(at).unwrap_or_default();
    let sign = |at: usize| cell(at).parse::<Sign>().map_or("unit-centimetre", Sign::unit_key);
    match line.table {
        Table::Ranges | Table::Falls => sign(0),
        Table::Findings => sign(1),
        Table::MinimumGain => "unit-gram",
        Table::Adults if cell(0) == "bmi" => "unit-mass-index",
        Table::Adults => "unit-centimetre",
    }
}

/// Where a line comes from: its own source, else that of its table.
fn source_of(words: &Words, line: &Line) -> String {
    match line.table.source(&line.key) {
        Some((source, true)) => words.with("limits-source-background", &[("source", source)]),
        Some((source, false)) => words.with("limits-source-line", &[("source", source)]),
        None => words.text(source(line.table)).into_owned(),
    }
}

const fn source(table: Table) -> &'static str {
    match table {
        Table::Ranges => "limits-source-ranges",
        Table::MinimumGain => "limits-source-gain",
        Table::Findings => "limits-source-findings",
        Table::Adults => "limits-source-adults",
        Table::Falls => "limits-source-falls",
    }
}

const fn labels(table: Table) -> &'static [&'static str] {
    match table {
        Table::Ranges => {
            &["limits-impossible-below", "limits-usual-from", "limits-usual-to", "limits-impossible-above"]
        }
        Table::MinimumGain => &["limits-grams"],
        Table::Findings => &["limits-limit"],
        Table::Adults => &["limits-from"],
        Table::Falls => &["limits-below-last"],
    }
}

/// What a line is about, in words.
fn name(words: &Words, line: &Line) -> String {
    let cells: Vec<&str> = line.key.split(',').collect();
    let sign = |word: &str| {
        let sign = word.parse::<Sign>().ok();
        sign.map_or_else(|| word.to_owned(), |sign| words.text(&sign.name_key()).into_owned())
    };
    let sex = |word: &str| -> Cow<'_, str> {
        match word {
            "L" => words.text("sex-male"),
            "P" => words.text("sex-female"),
            _ => Cow::Borrowed(""),
        }
    };
    match (line.table, cells.as_slice()) {
        (Table::Ranges, [word, from, to]) => {
            let from = Arg::from((*from).to_owned());
            let ages = if to.is_empty() {
                words.with("limits-ages-from", &[("from", from)])
            } else {
                words.with("limits-ages", &[("from", from), ("to", Arg::from((*to).to_owned()))])
            };
            format!("{} · {ages}", sign(word))
        }
        (Table::MinimumGain, [of, month]) => {
            let month = words.with("limits-month", &[("month", *month)]);
            format!("{} · {month}", sex(of))
        }
        (Table::Findings, [finding, word, ..]) => {
            format!("{} · {}", sign(word), words.word("found", finding))
        }
        (Table::Adults, [measure, category, of]) => {
            let measure = words.word("limits-adult", measure);
            let parts = [measure, sex(of), words.word("adult", category)];
            parts.iter().filter(|part| !part.is_empty()).map(Cow::as_ref).collect::<Vec<_>>().join(" · ")
        }
        (Table::Falls, [word]) => sign(word),
        _ => line.key.clone(),
    }
}
