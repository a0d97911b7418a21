//! What every screen may look at while it draws and decides: words, the clinic, the time, who is here.

use chrono::NaiveDate;
use std::ops::Deref;
use std::sync::Arc;

use crate::clinic::copies::Copies;
use crate::clinic::watch::Asked;
use crate::clinic::{Permission, Session, usual};
use crate::desk::ThisPc;
use crate::people::{Birth, Precision};
use crate::queue::{self, Number, Row};
use crate::screening::Tables;
use crate::setup::{Config, Counter, Unit};
use crate::staff::Account;
use crate::terms::{AccountId, Calendar, CounterId, Instant, ServiceDay, TimeZone};
use crate::ui::theme::{Look, TextScale};
use crate::words::{Language, Words};

/// Handed to every `update` and `view`. The program keeps it current.
#[derive(Clone)]
pub struct Shared {
    /// The chosen language.
    pub words: Arc<Words>,
    /// Everything set up.
    pub config: Configured,
    /// The door's time, current to ten seconds.
    pub now: Instant,
    /// What is asked about the clock.
    pub clock: Asked,
    /// The day on which work goes on while the clock does not fit the last entry.
    pub held: Option<ServiceDay>,
    /// Who is here.
    pub session: Option<Session>,
    /// This seat's own choices.
    pub seat: Seat,
    /// This PC: its files, papers and copies.
    pub pc: ThisPc,
    /// How it stands with the copies of the data.
    pub copies: Arc<Copies>,
    /// Who signed in here since the program started; the latest first.
    pub crew: Vec<Colleague>,
}

/// Everything set up, and the tables that come of it: they are made once, not for every page that is opened.
#[derive(Clone)]
pub struct Configured {
    config: Arc<Config>,
    tables: Tables,
}

impl From<Config> for Configured {
    fn from(config: Config) -> Self {
        Self { tables: usual::tables(&config), config: Arc::new(config) }
    }
}

impl Deref for Configured {
    type Target = Config;

    fn deref(&self) -> &Config {
        &self.config
    }
}

/// Somebody who signed in at this PC by password: from then on their quick PIN is enough here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Their account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// What they type to sign in.
    pub username: String,
}

/// The choices of this seat, kept in its own small file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seat {
    /// Light, dark or high contrast.
    pub look: Look,
    /// Text size.
    pub scale: TextScale,
    pub language: Language,
    /// The counter or room this seat calls to.
    pub counter: Option<CounterId>,
}

impl Default for Seat {
    fn default() -> Self {
        Self {
            look: Look::Light,
            scale: TextScale::from_percent(100),
            language: Language::Indonesian,
            counter: None,
        }
    }
}

impl Shared {
    /// Somebody came in: they may come back by their quick PIN.
    pub fn came(&mut self, one: &Account) {
        self.crew.retain(|known| known.account != one.id);
        let colleague = Colleague { account: one.id, name: one.name.clone(), username: one.username.clone() };
        self.crew.insert(0, colleague);
    }

    /// The clinic's zone.
    pub fn zone(&self) -> TimeZone {
        self.config.profile.zone
    }

    /// The clinic's calendar.
    pub fn calendar(&self) -> Calendar {
        self.config.profile.calendar()
    }

    /// The service day that is worked on: for numbers, lists and closing.
    pub fn day(&self) -> ServiceDay {
        self.held.unwrap_or_else(|| self.calendar().day(self.now))
    }

    /// Today's date on the clinic's wall: for ages and birth dates.
    pub fn date(&self) -> NaiveDate {
        self.calendar().date(self.now)
    }

    /// The time on the clinic's wall.
    pub fn time(&self, at: Instant) -> String {
        self.words.time(self.zone().local(at).time())
    }

    /// How long ago that was; its time where the clock does not fit or was set back behind it.
    pub fn ago(&self, at: Instant) -> String {
        if self.clock.tells_waits() && at <= self.now {
            self.words.minutes((self.now - at).num_minutes())
        } else {
            self.time(at)
        }
    }

    /// How long somebody waits who does; the time of the ticket in the same case.
    pub fn waits(&self, row: &Row) -> String {
        if self.clock.tells_waits() && row.opened_at <= self.now {
            self.words.minutes(row.wait(self.now).num_minutes())
        } else {
            self.time(row.issued_at)
        }
    }

    /// Since when somebody of a list waits who waits too long, as far as the clock can tell.
    pub fn too_long_since<'a>(&self, rows: impl IntoIterator<Item = &'a Row>) -> Option<Instant> {
        let limit = self.config.profile.long_wait_minutes;
        self.clock.tells_waits().then(|| queue::too_long_since(rows, self.now, limit)).flatten()
    }

    /// A ticket as people call it; an emergency has no number, and is said in a word.
    pub fn ticket(&self, number: Option<&Number>) -> String {
        number.map_or_else(|| self.words.text("priority-emergency").into_owned(), ToString::to_string)
    }

    /// The same where there is room for a number only.
    pub fn ticket_short(&self, number: Option<&Number>) -> String {
        number.map_or_else(|| self.words.text("priority-emergency-short").into_owned(), ToString::to_string)
    }

    /// A birth date as it is known: an estimated one by its year alone, which nobody copies as a date.
    pub fn birth(&self, birth: Birth) -> String {
        match birth.precision {
            Precision::Exact => self.words.date(birth.date),
            Precision::Estimated | Precision::Year => {
                let year = birth.date.format("%Y").to_string();
                self.words.with("found-estimated", &[("year", year.as_str())])
            }
        }
    }

    /// By which vital signs and children are judged, with what the clinic corrected.
    pub fn tables(&self) -> Tables {
        self.config.tables.clone()
    }

    /// Whether the person here has a right. The door asks again.
    pub fn may(&self, right: Permission) -> bool {
        self.session.as_ref().is_some_and(|session| session.may(right))
    }

    /// The counter of this seat, else the first open one of registration.
    pub fn counter(&self) -> Option<&Counter> {
        let chosen = self.seat.counter.and_then(|id| self.config.counter(id));
        chosen.or_else(|| self.config.registration().and_then(|unit| self.config.counters_of(unit.id).next()))
    }

    /// The unit this seat's counter belongs to.
    pub fn unit(&self) -> Option<&Unit> {
        self.counter().and_then(|counter| self.config.unit(counter.unit))
    }
}
