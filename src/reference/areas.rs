//! Provinces, regencies, districts and villages of Indonesia.
//!
//! Source: Kepmendagri 300.2.2-2430/2025 as in `assets/areas/areas.csv.zst` (its notice lies beside it).
//! Provinces, regencies and districts (what a NIK needs) come from the small `districts.csv` and cost nothing;
//! the 83,762 villages are unpacked once, when first asked for ([`warm`] does it ahead, off the screen's thread).
//!
//! Small names repeat (Sidomulyo stands 98 times): never show or choose one without its path.

use std::io::Read;
use std::sync::LazyLock;

/// What kind of area, from large to small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Provinsi, two digits.
    Province,
    /// Kabupaten or kota, four digits.
    Regency,
    /// Kecamatan, six digits.
    District,
    /// Desa or kelurahan, ten digits.
    Village,
}

/// Centre of an area in ten-thousandths of a degree (WGS84). Approximate: of its polygon, not of where people live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// North is positive.
    pub latitude_e4: i32,
    /// East is positive.
    pub longitude_e4: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The ministry's code without dots.
    pub code: &'static str,
    /// Its name, with `Kabupaten` or `Kota` for a regency.
    pub name: &'static str,
    /// What it is.
    pub level: Level,
    /// Of a village.
    pub postcode: Option<&'static str>,
    /// Of a village; 359 have none.
    pub position: Option<Position>,
    /// The year of the last list that had it; `None` while it is in force.
    pub last_listed: Option<u16>,
}

impl Area {
    /// The names above it, nearest first: `Gambiran, Kabupaten Banyuwangi, Jawa Timur`. Empty for a province.
    pub fn path(&self) -> String {
        [6, 4, 2]
            .into_iter()
            .filter(|length| *length < self.code.len())
            .filter_map(|length| find(self.code.get(..length)?))
            .map(|area| area.name)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// The area of first registration that a NIK names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NikArea {
    /// A district that is or was on the list.
    Known {
        /// Kecamatan.
        district: &'static str,
        /// Kabupaten or kota.
        regency: &'static str,
        province: &'static str,
        /// The year of the last list that had the code, where it was dropped since: still right in a NIK.
        retired: Option<u16>,
    },
    /// A code from before a province was split: right in a NIK that was given then.
    Former {
        /// Kabupaten or kota where its old digits are known.
        regency: Option<&'static str>,
        /// The province to which it belongs now.
        province: &'static str,
    },
    /// Not on any list since 2016: a warning, never an error, since other older codes are missing here.
    Unknown,
}

/// Codes from before a province was split: `assets/areas/split.csv`, with its sources.
static SPLIT: LazyLock<Vec<Split>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/areas/split.csv").lines();
    let rows = lines.filter(|line| line.starts_with(|letter: char| letter.is_ascii_digit()));
    rows.filter_map(|line| {
        let mut cells = line.split(',');
        let (code, name, now) = (cells.next()?, cells.next()?, cells.next()?);
        Some(Split {
            code: code.trim_end_matches('.'),
            name: Some(name).filter(|name| !name.is_empty()),
            now,
        })
    })
    .collect()
});

/// A regency's old code, a code that was given anew after a split, or the first digits of a province of which something
/// came off.
struct Split {
    code: &'static str,
    name: Option<&'static str>,
    now: &'static str,
}

/// What a code of six digits was before a split; the regency's own number is 01–29 or 71–79.
fn former(code: &str) -> Option<NikArea> {
    let digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    let regency = code.get(..4).filter(|_| digits)?;
    let number: u32 = code.get(2..4)?.parse().ok()?;
    let district: u32 = code.get(4..)?.parse().ok()?;
    let could_be = matches!(number, 1..=29 | 71..=79) && district > 0;
    let split = SPLIT.iter().find(|split| code.starts_with(split.code)).filter(|_| could_be)?;
    // Of a regency that is in force the lists are whole, unless its number was somebody else's before.
    if find(regency).is_some() && split.code != regency {
        return None;
    }
    Some(NikArea::Former { regency: split.name, province: find(split.now)?.name })
}

static LARGE: LazyLock<Vec<Area>> = LazyLock::new(|| {
    include_str!("../../assets/areas/districts.csv")
        .lines()
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_digit()))
        .filter_map(|line| {
            let (code, rest) = line.split_once(',')?;
            let (name, last_listed) = rest.split_once(',')?;
            let level = match code.len() {
                2 => Level::Province,
                4 => Level::Regency,
                _ => Level::District,
            };
            Some(Area {
                code,
                name,
                level,
                postcode: None,
                position: None,
                last_listed: last_listed.parse().ok(),
            })
        })
        .collect()
});

/// The unpacked list and where each village's line starts.
struct Villages {
    text: String,
    starts: Vec<u32>,
}

static VILLAGES: LazyLock<Villages> = LazyLock::new(|| {
    let text = unpack().unwrap_or_else(|error| {
        // The file is part of the program and a test unpacks it; without it villages are typed by hand.
        tracing::error!(%error, "The bundled list of villages cannot be unpacked");
        String::new()
    });
    let mut starts = Vec::with_capacity(84_000);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = line.as_bytes().get(..10).unwrap_or_default();
        if !code.is_empty() && code.iter().all(u8::is_ascii_digit) {
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        at += line.len();
    }
    Villages { text, starts }
});

fn unpack() -> Result<String, std::io::Error> {
    let packed: &[u8] = include_bytes!("../../assets/areas/areas.csv.zst");
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(packed).map_err(std::io::Error::other)?;
    let mut text = String::with_capacity(4_400_000);
    decoder.read_to_string(&mut text)?;
    Ok(text)
}

impl Villages {
    fn line(&self, start: u32) -> &str {
        let rest = self.text.get(start as usize..).unwrap_or_default();
        rest.split('\n').next().unwrap_or_default()
    }

    fn code(&self, start: u32) -> &str {
        self.text.get(start as usize..start as usize + 10).unwrap_or_default()
    }

    /// The lines of every village whose code starts with `prefix`.
    fn within(&self, prefix: &str) -> &[u32] {
        let from = self.starts.partition_point(|start| self.code(*start) < prefix);
        let rest = self.starts.get(from..).unwrap_or_default();
        let many = rest.partition_point(|start| self.code(*start).starts_with(prefix));
        rest.get(..many).unwrap_or_default()
    }
}

/// Code and name of a line, and the cells after them. Two names hold commas and are quoted.
fn split(line: &str) -> Option<(&str, &str, &str)> {
    let (code, rest) = line.split_once(',')?;
    let (name, rest) = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once("\",")?,
        None => rest.split_once(',')?,
    };
    Some((code, name, rest))
}

fn village(line: &'static str) -> Option<Area> {
    let (code, name, rest) = split(line)?;
    let mut cells = rest.split(',');
    let (_level, latitude, longitude) = (cells.next()?, cells.next()?, cells.next()?);
    let postcode = cells.next().filter(|cell| !cell.is_empty());
    let position = degrees(latitude)
        .zip(degrees(longitude))
        .map(|(latitude_e4, longitude_e4)| Position { latitude_e4, longitude_e4 });
    let last_listed = cells.next().and_then(|cell| cell.trim().parse().ok());
    Some(Area { code, name, level: Level::Village, postcode, position, last_listed })
}

/// `-8.3647` as ten-thousandths.
fn degrees(cell: &str) -> Option<i32> {
    let (sign, digits) = cell.strip_prefix('-').map_or((1, cell), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    format!("{whole}{decimals:0<4}").parse::<i32>().ok().map(|value| sign * value)
}

/// Unpacks the villages now, so that nobody waits for them later. Call it away from the screen's thread.
pub fn warm() {
    LazyLock::force(&VILLAGES);
}

/// The provinces in force, by code.
pub fn provinces() -> Vec<Area> {
    children("", Level::Province)
}

/// The regencies and cities of a province.
pub fn regencies(province: &str) -> Vec<Area> {
    children(province, Level::Regency)
}

pub fn districts(regency: &str) -> Vec<Area> {
    children(regency, Level::District)
}

fn children(parent: &str, level: Level) -> Vec<Area> {
    large_within(parent)
        .iter()
        .filter(|area| area.level == level && area.last_listed.is_none())
        .copied()
        .collect()
}

fn large_within(prefix: &str) -> &'static [Area] {
    let from = LARGE.partition_point(|area| area.code < prefix);
    let rest = LARGE.get(from..).unwrap_or_default();
    let many = rest.partition_point(|area| area.code.starts_with(prefix));
    rest.get(..many).unwrap_or_default()
}

/// The villages of a district, with postcode and approximate position. Also takes a regency or province.
pub fn villages(district: &str) -> Vec<Area> {
    let all = &*VILLAGES;
    all.within(district).iter().filter_map(|start| village(all.line(*start))).collect()
}

/// The area with this code, dotted or not.
pub fn find(code: &str) -> Option<Area> {
    let bare: String = code.chars().filter(|letter| *letter != '.').collect();
    if bare.len() == 10 {
        let all = &*VILLAGES;
        return all.within(&bare).first().and_then(|start| village(all.line(*start)));
    }
    large_within(&bare).first().filter(|area| area.code == bare).copied()
}

/// What the first six digits of a NIK say.
pub fn nik_district(code: &str) -> NikArea {
    let name = |length: usize| code.get(..length).and_then(find).map_or("", |area| area.name);
    match find(code).filter(|area| area.level == Level::District) {
        Some(area) => NikArea::Known {
            district: area.name,
            regency: name(4),
            province: name(2),
            retired: area.last_listed,
        },
        None => former(code).unwrap_or(NikArea::Unknown),
    }
}

/// An area found by its name or code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub area: Area,
    /// Where it lies: [`Area::path`]. Always show it.
    pub path: String,
}

/// Areas in force whose name fits what was typed, best first.
///
/// Each typed word must start a word of the area's name or of a name above it, at least one of its own:
/// `sukorejo banyuw` finds the Sukorejo of Banyuwangi. Digits and dots are the start of a code. `within` (a code or
/// an empty text) narrows to one province, regency or district.
pub fn search(typed: &str, within: &str, limit: usize) -> Vec<Hit> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(Rank, Area)> = Vec::new();
    if typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        let code: String = typed.chars().filter(char::is_ascii_digit).collect();
        by_code(&code, within, limit, &mut found);
    } else {
        by_name(typed, within, &mut found);
    }
    found.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| one.1.code.cmp(other.1.code)));
    found.into_iter().take(limit).map(|(_, area)| Hit { area, path: area.path() }).collect()
}

/// How well a name fits, then large before small.
type Rank = (u8, Level);

fn by_code(code: &str, within: &str, limit: usize, found: &mut Vec<(Rank, Area)>) {
    let large = large_within(code).iter().copied().filter(|area| area.last_listed.is_none());
    let all = &*VILLAGES;
    let small = all.within(code).iter().take(limit).filter_map(|start| village(all.line(*start)));
    let fitting = large.chain(small).filter(|area| area.code.starts_with(within));
    found.extend(fitting.map(|area| ((0, area.level), area)));
}

fn by_name(typed: &str, within: &str, found: &mut Vec<(Rank, Area)>) {
    let asked: Vec<&str> = words(typed).take(16).collect();
    let every = (1u32 << asked.len()) - 1;
    if every == 0 {
        return;
    }
    let all = &*VILLAGES;
    // Which words the names above already answer: by province, regency, district.
    let mut above = [0u32; 3];
    for area in LARGE.iter() {
        let depth = area.level as usize;
        let path = above.iter().take(depth).fold(0, |mask, level| mask | level);
        let own = mask(area.name, &asked);
        if let Some(slot) = above.get_mut(depth) {
            *slot = own;
        }
        if area.last_listed.is_some() {
            continue;
        }
        if own != 0 && own | path == every && area.code.starts_with(within) {
            found.push(((closeness(area.name, typed, own == every), area.level), *area));
        }
        if area.level == Level::District && (area.code.starts_with(within) || within.starts_with(area.code)) {
            for start in all.within(area.code) {
                let line = all.line(*start);
                let Some((_, name, _)) = split(line) else { continue };
                let small = mask(name, &asked);
                if small != 0
                    && small | own | path == every
                    && let Some(village) = village(line)
                    && village.code.starts_with(within)
                {
                    found.push(((closeness(name, typed, small == every), Level::Village), village));
                }
            }
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'').filter(|word| !word.is_empty())
}

/// Which of the asked words start a word of this name.
fn mask(name: &str, asked: &[&str]) -> u32 {
    let mut mask = 0;
    for own in words(name) {
        for (at, word) in asked.iter().enumerate() {
            if starts(own, word) {
                mask |= 1 << at;
            }
        }
    }
    mask
}

fn starts(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// 0 the name itself, 1 its start, 2 all words in it, 3 some of them above it. `Kabupaten`, `Kota` aside.
fn closeness(name: &str, typed: &str, whole: bool) -> u8 {
    let bare = name.strip_prefix("Kabupaten ").or_else(|| name.strip_prefix("Kota ")).unwrap_or(name);
    if bare.eq_ignore_ascii_case(typed) || name.eq_ignore_ascii_case(typed) {
        0
    } else if starts(bare, typed) || starts(name, typed) {
        1
    } else if whole {
        2
    } else {
        3
    }
}

#[cfg(test)]
#[path = "areas_tests.rs"]
mod tests;
