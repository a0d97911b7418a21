//! The clinic itself: its name and zone, villages, units, counters, and the rules it chose.

pub mod command;
pub mod limits;
pub mod query;
pub mod rules;
pub mod table;

pub use command::{Beginning, Command};
pub use limits::Correction;
pub use query::Query;

use serde::{Deserialize, Serialize};

use crate::terms::{
    AreaCode, Calendar, Clash, CounterId, DAY_TURNS_AT, Revision, TimeZone, UnitId, Unseen, changes,
    stored_words,
};

pub use crate::terms::{PriorityMode, UnitKind};

/// What the clinic says of itself and the rules it chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// `Puskesmas Tirtasari`.
    pub name: String,
    /// The ministry's facility code, as printed on reports.
    pub code: String,
    /// Zone of the wall clock.
    pub zone: TimeZone,
    /// The hour at which the service day turns: 4 unless the clinic chose another.
    pub day_turns_at: u32,
    /// The district (kecamatan) it serves: 6 digits.
    pub district: AreaCode,
    /// The district's and regency's names, for paper.
    pub district_name: String,
    /// The regency's name, for paper.
    pub regency_name: String,
    /// Pattern of record numbers: `{area:2}-{family:6}-{member:2}`.
    pub record_format: String,
    /// See [`PriorityMode`].
    pub priority_mode: PriorityMode,
    /// Priority calls in a row while others wait, at most.
    pub ratio_priority: u32,
    /// Ordinary calls after them.
    pub ratio_ordinary: u32,
    /// Minutes after which a wait is shown as too long.
    pub long_wait_minutes: u32,
    /// Minutes without a key after which the desk locks.
    pub idle_lock_minutes: u32,
    /// The running text of the waiting room's display.
    pub running_text: String,
}

impl Profile {
    /// A new clinic's rules before anybody chose: 2:1, thirty minutes, fifteen minutes.
    pub fn named(name: &str, code: &str, zone: TimeZone, district: AreaCode) -> Self {
        Self {
            name: name.to_owned(),
            code: code.to_owned(),
            zone,
            day_turns_at: DAY_TURNS_AT,
            district,
            district_name: String::new(),
            regency_name: String::new(),
            record_format: "{area:2}-{family:6}-{member:2}".to_owned(),
            priority_mode: PriorityMode::Clinic,
            ratio_priority: 2,
            ratio_ordinary: 1,
            long_wait_minutes: 30,
            idle_lock_minutes: 15,
            running_text: String::new(),
        }
    }

    /// Its calendar.
    pub const fn calendar(&self) -> Calendar {
        Calendar { zone: self.zone, turns_at: self.day_turns_at }
    }
}

/// A village the clinic serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Village {
    /// 10 digits.
    pub code: AreaCode,
    pub name: String,
    /// Two digits in record numbers.
    pub area: u32,
    /// Children under five set as target, where the district gave one.
    pub target_under_five: Option<u32>,
    pub posyandu: u32,
    /// No longer served when false; kept for those who live there.
    pub standing: Standing,
}

stored_words! {
    /// Whether something is still in use.
    #[derive(Default)]
    Standing {
        /// In use.
        #[default]
        Open = "open",
        /// Closed, kept for what refers to it.
        Closed = "closed",
    }
}

impl Standing {
    pub const fn other(self) -> Self {
        match self {
            Self::Open => Self::Closed,
            Self::Closed => Self::Open,
        }
    }
}

/// A unit as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitDraft {
    /// `KIA`, `Umum` …
    pub name: String,
    /// Its letter in ticket numbers: one capital letter, `P` kept for priority.
    pub prefix: String,
    /// See [`UnitKind`].
    pub kind: UnitKind,
    /// Whether children are measured here (the growth panel opens by itself).
    pub measures: Measures,
    /// Where people are called to: `Loket 1`, `Ruang KIA`.
    pub counters: Vec<String>,
    /// See [`Standing`].
    pub standing: Standing,
}

impl Village {
    /// A village of which nothing but its code is entered yet.
    pub const fn empty(code: AreaCode) -> Self {
        Self {
            code,
            name: String::new(),
            area: 0,
            target_under_five: None,
            posyandu: 0,
            standing: Standing::Open,
        }
    }
}

impl UnitDraft {
    /// A unit that serves, of which nothing is entered yet.
    pub const fn empty() -> Self {
        Self {
            name: String::new(),
            prefix: String::new(),
            kind: UnitKind::Service,
            measures: Measures::Nobody,
            counters: Vec::new(),
            standing: Standing::Open,
        }
    }
}

/// Whether a unit measures children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Measures {
    /// It does.
    Children,
    /// It does not.
    #[default]
    Nobody,
}

impl Measures {
    pub const fn other(self) -> Self {
        match self {
            Self::Children => Self::Nobody,
            Self::Nobody => Self::Children,
        }
    }
}

/// A unit as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its number.
    pub id: UnitId,
    /// What is known of it; its counters are in [`Config::counters`].
    pub name: String,
    /// Its letter.
    pub prefix: String,
    /// See [`UnitKind`].
    pub kind: UnitKind,
    /// See [`Measures`].
    pub measures: Measures,
    /// See [`Standing`].
    pub standing: Standing,
}

/// A place people are called to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// Its number.
    pub id: CounterId,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// `Loket 1`.
    pub name: String,
    /// See [`Standing`].
    pub standing: Standing,
}

changes! {
    /// What is changed of the clinic.
    ProfileChanges of Profile, each a ProfileField {
        name: String = name => Name "firstrun-clinic-name",
        code: String = code => Code "firstrun-clinic-code",
        zone: TimeZone = zone => Zone "firstrun-clinic-zone",
        day_turns_at: u32 = day_turns_at => DayTurnsAt "settings-day-turns",
        district: AreaCode = district => District "firstrun-clinic-district",
        district_name: String = district_name => DistrictName "firstrun-clinic-district",
        regency_name: String = regency_name => RegencyName "firstrun-clinic-district",
        record_format: String = record_format => RecordFormat "settings-record-format",
        priority_mode: PriorityMode = priority_mode => PriorityMode "unit-priority-letter",
        ratio_priority: u32 = ratio_priority => RatioPriority "settings-ratio-priority",
        ratio_ordinary: u32 = ratio_ordinary => RatioOrdinary "settings-ratio-ordinary",
        long_wait_minutes: u32 = long_wait_minutes => LongWait "unit-too-long",
        idle_lock_minutes: u32 = idle_lock_minutes => IdleLock "settings-idle",
        running_text: String = running_text => RunningText "settings-running",
    }
}

changes! {
    /// What is changed of a village.
    VillageChanges of Village, each a VillageField {
        name: String = name => Name "firstrun-village-name",
        area: u32 = area => Area "firstrun-village-code",
        target_under_five: Option<u32> = target_under_five => Target "firstrun-village-target",
        posyandu: u32 = posyandu => Posyandu "firstrun-village-posyandu",
        standing: Standing = standing => Standing "settings-village-served",
    }
}

changes! {
    /// What is changed of a unit.
    UnitChanges of UnitDraft, each a UnitField {
        name: String = name => Name "firstrun-unit-name",
        prefix: String = prefix => Prefix "unit-prefix",
        kind: UnitKind = kind => Kind "settings-unit-registers",
        measures: Measures = measures => Measures "settings-unit-measures",
        counters: Vec<String> = counters => Counters "unit-counters",
        standing: Standing = standing => Standing "settings-unit-open",
    }
}

/// Everything set up, read at once; small, so it is held whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    /// The clinic.
    pub profile: Profile,
    /// Its villages, in order of code.
    pub villages: Vec<Village>,
    /// Its units, in order.
    pub units: Vec<Unit>,
    /// All counters.
    pub counters: Vec<Counter>,
    /// Lines of the bundled limits that the clinic corrected.
    pub corrections: Vec<Correction>,
    /// Changes whenever anything here does.
    pub revision: Revision,
}

impl Config {
    /// A unit by number.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The registration unit: the first that is open, else the first.
    pub fn registration(&self) -> Option<&Unit> {
        let mut all = self.units.iter().filter(|unit| unit.kind == UnitKind::Registration);
        let open = all.clone().find(|unit| unit.standing == Standing::Open);
        open.or_else(|| all.next())
    }

    /// Whether a unit is one of registration.
    pub fn registers(&self, unit: UnitId) -> bool {
        self.unit(unit).is_some_and(|unit| unit.kind == UnitKind::Registration)
    }

    /// Units that see people today.
    pub fn services(&self) -> impl Iterator<Item = &Unit> {
        let open = |unit: &&Unit| unit.kind == UnitKind::Service && unit.standing == Standing::Open;
        self.units.iter().filter(open)
    }

    /// A counter by number.
    pub fn counter(&self, id: CounterId) -> Option<&Counter> {
        self.counters.iter().find(|counter| counter.id == id)
    }

    /// A unit's open counters.
    pub fn counters_of(&self, unit: UnitId) -> impl Iterator<Item = &Counter> {
        self.counters.iter().filter(move |counter| counter.unit == unit && counter.standing == Standing::Open)
    }

    /// A unit as it would be entered.
    pub fn draft(&self, unit: &Unit) -> UnitDraft {
        UnitDraft {
            name: unit.name.clone(),
            prefix: unit.prefix.clone(),
            kind: unit.kind,
            measures: unit.measures,
            counters: self.counters_of(unit.id).map(|counter| counter.name.clone()).collect(),
            standing: unit.standing,
        }
    }

    /// Where a unit's people are called to from a seat: its own counter, where it is one of the unit, else the
    /// unit's first open one.
    pub fn counter_for(&self, unit: UnitId, seat: Option<CounterId>) -> Option<CounterId> {
        let own = seat.and_then(|seat| self.counter(seat)).filter(|counter| counter.unit == unit);
        own.or_else(|| self.counters_of(unit).next()).map(|counter| counter.id)
    }

    pub fn village(&self, code: &AreaCode) -> Option<&Village> {
        self.villages.iter().find(|village| &village.code == code)
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// Something about the clinic changed.
    Changed(Revision),
}

/// Why a command is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    /// The clinic is set up already.
    #[error("this clinic is set up already")]
    AlreadyBegun,
    /// The clinic is not set up yet.
    #[error("this clinic is not set up yet")]
    NotBegun,
    /// A text that must be there is empty; which.
    #[error("{0} is empty")]
    Empty(String),
    /// A unit's letter is not one capital letter A–Z, or is P.
    #[error("{0:?} cannot be a unit's letter: one capital letter A to Z, P is kept for priority")]
    Prefix(String),
    /// Two units share a letter.
    #[error("the letter {0} is used by another unit")]
    PrefixTaken(String),
    /// Not exactly one unit registers.
    #[error("exactly one unit registers, this has {0}")]
    Registration(usize),
    /// A unit without a place to call people to.
    #[error("{0} has no counter or room")]
    NoCounter(String),
    /// A name holds a sign that nobody sees.
    #[error("{0} is a sign that nobody sees")]
    Hidden(Unseen),
    #[error("a clinic serves at least one village")]
    NoVillage,
    /// Two villages share a code or area number.
    #[error("two villages share {0}")]
    VillageTwice(String),
    /// The service day turns in the night or the morning.
    #[error("the service day turns between 0 and 11, not at {0}")]
    DayTurn(u32),
    /// A ratio with a zero in it.
    #[error("a ratio needs at least 1 on each side")]
    Ratio,
    /// The record number's pattern cannot be used.
    #[error("the record number's pattern must hold area, family and member, each once")]
    RecordFormat,
    /// Somebody changed the same of the clinic meanwhile.
    #[error("somebody else changed the same fields meanwhile: {:?}", .0.fields)]
    Profile(Clash<ProfileField, Profile>),
    /// Somebody changed the same of the village meanwhile.
    #[error("somebody else changed the same fields meanwhile: {:?}", .0.fields)]
    Village(Clash<VillageField, Village>),
    /// Somebody changed the same of the unit meanwhile.
    #[error("somebody else changed the same fields meanwhile: {:?}", .0.fields)]
    Unit(Clash<UnitField, UnitDraft>),
    /// A correction without a reason, or with too long a one.
    #[error("say why, or from which guideline, in at most 300 characters")]
    LimitReason,
    /// No such line in the table.
    #[error("there is no such line")]
    LimitUnknown,
    /// Somebody corrected the same line meanwhile; its values now.
    #[error("somebody else corrected the same line meanwhile: {0}")]
    LimitChanged(String),
    /// A value that is no number.
    #[error("a value is not a number")]
    LimitNumber,
    /// Values that do not rise, or are finer or further out than they can be.
    #[error(
        "the values do not fit this table: they rise from left to right and are no finer than is measured"
    )]
    LimitOrder,
    /// More than double or less than half of what came with the program.
    #[error("this is far from the bundled {0}; check the number and its unit")]
    LimitFar(String),
    /// One value that is finer or further out than it can be, or out of order with the lines beside it.
    #[error("the value does not fit this line: it is out of range, out of order, or finer than is measured")]
    LimitPlace,
    /// There is no such thing.
    #[error("there is no such unit")]
    Unknown,
}

impl Error {
    /// Stable code; the sentence for people is `refusal-<code>` in the translations.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlreadyBegun => "setup-already-begun",
            Self::NotBegun => "setup-not-begun",
            Self::Empty(_) => "setup-empty",
            Self::Prefix(_) => "setup-prefix",
            Self::PrefixTaken(_) => "setup-prefix-taken",
            Self::Registration(_) => "setup-registration",
            Self::NoCounter(_) => "setup-no-counter",
            Self::Hidden(_) => "hidden-sign",
            Self::NoVillage => "setup-no-village",
            Self::VillageTwice(_) => "setup-village-twice",
            Self::DayTurn(_) => "setup-day-turn",
            Self::Ratio => "setup-ratio",
            Self::RecordFormat => "setup-record-format",
            Self::Profile(_) | Self::Village(_) | Self::Unit(_) => "clash",
            Self::LimitReason => "setup-limit-reason",
            Self::LimitUnknown => "setup-limit-unknown",
            Self::LimitChanged(_) => "setup-limit-changed",
            Self::LimitNumber => "setup-limit-number",
            Self::LimitOrder => "setup-limit-order",
            Self::LimitFar(_) => "setup-limit-far",
            Self::LimitPlace => "setup-limit-place",
            Self::Unknown => "setup-unknown",
        }
    }

    /// What the sentence names, if anything.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Empty(what)
            | Self::Prefix(what)
            | Self::PrefixTaken(what)
            | Self::NoCounter(what)
            | Self::VillageTwice(what)
            | Self::LimitChanged(what)
            | Self::LimitFar(what) => Some(what.clone()),
            Self::Registration(count) => Some(count.to_string()),
            Self::Hidden(sign) => Some(sign.to_string()),
            _ => None,
        }
    }
}
