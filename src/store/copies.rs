//! The names of the copies in a folder, and which of them are kept: ten days and twelve months of each clinic.

use chrono::{Datelike as _, NaiveDate};
use std::path::{Path, PathBuf};

use super::StoreError;
use super::set_aside::failed;

/// Daily copies kept.
pub const DAYS: usize = 10;
/// Monthly copies kept.
pub const MONTHS: usize = 12;
/// What an unfinished copy is called behind its name.
pub(super) const PART: &str = ".part";

/// Of which day or month a copy is; a later one is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// The last of a month.
    Month(i32, u32),
    /// The last of a day.
    Day(NaiveDate),
}

/// One copy by its name: `loket-P3510070101-2026-11-28.db`, `loket-P3510070101-2026-11.db`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyName {
    /// The clinic's code, letters and digits only.
    pub clinic: String,
    /// Of when.
    pub of: Of,
}

impl CopyName {
    /// The copy of a day.
    pub fn of_day(code: &str, day: NaiveDate) -> Self {
        Self { clinic: letters(code), of: Of::Day(day) }
    }

    /// The copy of that day's month.
    pub fn of_month(code: &str, day: NaiveDate) -> Self {
        Self { clinic: letters(code), of: Of::Month(day.year(), day.month()) }
    }

    /// The file's name.
    pub fn file(&self) -> String {
        let clinic = &self.clinic;
        match self.of {
            Of::Day(day) => format!("loket-{clinic}-{}.db", day.format("%Y-%m-%d")),
            Of::Month(year, month) => format!("loket-{clinic}-{year:04}-{month:02}.db"),
        }
    }

    /// Back from a file's name; `None` for every other file, which is never touched.
    pub fn read(file: &str) -> Option<Self> {
        let (clinic, when) = file.strip_prefix("loket-")?.strip_suffix(".db")?.split_once('-')?;
        if clinic.is_empty() || letters(clinic) != clinic {
            return None;
        }
        let of = match when.len() {
            10 => Of::Day(NaiveDate::parse_from_str(when, "%Y-%m-%d").ok()?),
            7 => {
                let first = NaiveDate::parse_from_str(&format!("{when}-01"), "%Y-%m-%d").ok()?;
                Of::Month(first.year(), first.month())
            }
            _ => return None,
        };
        let name = Self { clinic: clinic.to_owned(), of };
        (name.file() == file).then_some(name)
    }
}

/// What of a code can stand in a file's name everywhere.
fn letters(code: &str) -> String {
    let bare: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    if bare.is_empty() { "0".to_owned() } else { bare }
}

/// Those beyond the ten newest days and the twelve newest months of a clinic, seen from the two that are being made.
///
/// Later ones than these are of a clock that went wrong, then or now: ten and twelve of them stay too, and the two
/// themselves always.
pub fn outdated(all: &[CopyName], daily: &CopyName, monthly: &CopyName) -> Vec<CopyName> {
    let beyond = |made: &CopyName, most: usize| {
        let is_day = |name: &CopyName| matches!(name.of, Of::Day(_));
        let mut ours: Vec<&CopyName> = all
            .iter()
            .filter(|name| name.clinic == made.clinic && is_day(name) == is_day(made) && name.of != made.of)
            .collect();
        ours.sort_by_key(|name| std::cmp::Reverse(name.of));
        let (later, earlier): (Vec<_>, Vec<_>) = ours.into_iter().partition(|name| name.of > made.of);
        let old = later.into_iter().skip(most).chain(earlier.into_iter().skip(most - 1));
        old.cloned().collect::<Vec<_>>()
    };
    let mut old = beyond(daily, DAYS);
    old.extend(beyond(monthly, MONTHS));
    old
}

/// The copies in a folder, newest first; of one that is not there none.
pub fn in_folder(folder: &Path) -> Vec<(CopyName, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<(CopyName, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| Some((CopyName::read(entry.file_name().to_str()?)?, entry.path())))
        .collect();
    // A day's copy before its month's: both are the same, and the day says more.
    all.sort_by_key(|(name, _)| std::cmp::Reverse(latest(name.of)));
    all
}

/// A day, for months their last possible one, less certain than the day itself.
fn latest(of: Of) -> (i32, u32, u32) {
    match of {
        Of::Day(day) => (day.year(), day.month(), day.day()),
        Of::Month(year, month) => (year, month, 0),
    }
}

/// Where systems put what is plugged in.
const MOUNTED: [&str; 3] = ["/media", "/run/media", "/mnt"];

/// The folder for copies, made where it is not there: only the last part of its path, in a folder that is there, and
/// none where a stick should be. What is written there when it is away lies on this PC's own disk, and nobody looks.
pub fn make_folder(folder: &Path) -> Result<(), StoreError> {
    make_folder_beyond(folder, &MOUNTED.map(Path::new))
}

fn make_folder_beyond(folder: &Path, mounted: &[&Path]) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = match folder.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => folder,
    };
    let away = || StoreError::NoCopyFolder(folder.to_owned());
    // A file in the way is another thing than a stick that is away.
    if !parent.exists() || mounted.iter().any(|root| folder.starts_with(root) && same_disk(parent, root)) {
        return Err(away());
    }
    std::fs::create_dir(folder).map_err(failed(folder))
}

/// Whether nothing is plugged in between.
#[cfg(unix)]
fn same_disk(folder: &Path, root: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let disk = |path: &Path| std::fs::metadata(path).map(|about| about.dev()).ok();
    disk(folder) == disk(root)
}

/// A drive that is away has no folder at all there.
#[cfg(not(unix))]
const fn same_disk(_folder: &Path, _root: &Path) -> bool {
    false
}

/// Where a stick may be put in: drives beyond C on Windows, what is mounted for people elsewhere.
pub fn sticks() -> Vec<PathBuf> {
    if cfg!(windows) {
        return ('D'..='Z')
            .map(|letter| PathBuf::from(format!("{letter}:\\")))
            .filter(|root| root.is_dir())
            .collect();
    }
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
    };
    let mut all: Vec<PathBuf> =
        ["/media", "/run/media"].iter().flat_map(|root| inside(Path::new(root))).collect();
    all = all.iter().flat_map(|user| inside(user)).collect();
    all.sort();
    all
}

/// Makes room before a copy is made: takes away what is beyond the ten and the twelve, and copies that were cut off
/// while they were written. One that cannot be removed stays; the next day tries again.
pub(super) fn make_room(folder: &Path, daily: &CopyName, monthly: &CopyName) {
    let names: Vec<CopyName> = in_folder(folder).into_iter().map(|(name, _)| name).collect();
    let old = outdated(&names, daily, monthly).into_iter().map(|name| folder.join(name.file()));
    let half = |entry: &std::fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.strip_suffix(PART).and_then(CopyName::read).is_some_and(|name| name.clinic == daily.clinic)
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let halves = entries.filter(half).map(|entry| entry.path());
    for path in old.chain(halves) {
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(%error, "An old copy stays");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_name_is_read_back_and_every_other_file_is_left_alone() {
        let daily = CopyName::of_day("P-3510/07 01", day("2026-11-28"));
        assert_eq!(daily.file(), "loket-P35100701-2026-11-28.db");
        assert_eq!(CopyName::read(&daily.file()), Some(daily));
        let monthly = CopyName::of_month("P1", day("2026-11-28"));
        assert_eq!(CopyName::read("loket-P1-2026-11.db"), Some(monthly));
        for other in
            ["loket.db", "loket-P1-2026-13.db", "loket-P1-2026-11-28.db.part", "foto.db", "loket--2026-11.db"]
        {
            assert_eq!(CopyName::read(other), None, "{other}");
        }
        assert_eq!(CopyName::of_day("…", day("2026-11-28")).file(), "loket-0-2026-11-28.db");
    }

    #[test]
    fn only_the_last_part_of_a_path_is_made_and_nothing_where_a_stick_should_be() {
        let root = tempfile::tempdir().unwrap();
        let make = |path: &str, mounted: &[&Path]| make_folder_beyond(&root.path().join(path), mounted);
        assert!(matches!(make("tidak/ada", &[]), Err(StoreError::NoCopyFolder(_))));
        assert!(!root.path().join("tidak").exists());
        make("Salinan", &[]).unwrap();
        make("Salinan", &[]).unwrap();
        assert!(root.path().join("Salinan").is_dir());
        std::fs::create_dir(root.path().join("siti")).unwrap();
        std::fs::write(root.path().join("berkas"), "x").unwrap();
        assert!(matches!(make("berkas/Loket", &[]), Err(StoreError::File { .. })));
        // The stick's own folder is gone with it; that of whoever plugs it in stays.
        for away in ["siti/STIK", "siti/Loket", "STIK"] {
            let refused = make(away, &[root.path()]);
            if cfg!(unix) {
                assert!(matches!(refused, Err(StoreError::NoCopyFolder(_))), "{away}");
                assert!(!root.path().join(away).exists());
            }
        }
    }

    #[test]
    fn ten_days_and_twelve_months_of_each_clinic_are_kept() {
        let mut all = Vec::new();
        for back in 0..400 {
            let of = day("2026-11-28") - chrono::Duration::days(back);
            all.push(CopyName::of_day("P1", of));
            if of.day() == 1 {
                all.push(CopyName::of_month("P1", of));
            }
        }
        all.push(CopyName::of_day("P2", day("2001-01-01")));
        let today = day("2026-11-28");
        let (daily, monthly) = (CopyName::of_day("P1", today), CopyName::of_month("P1", today));
        let old = outdated(&all, &daily, &monthly);
        let left: Vec<_> = all.iter().filter(|name| !old.contains(name)).collect();
        assert_eq!(left.iter().filter(|name| matches!(name.of, Of::Day(_))).count(), DAYS + 1, "P2's stays");
        assert_eq!(left.iter().filter(|name| matches!(name.of, Of::Month(..))).count(), MONTHS);
        assert!(left.iter().any(|name| name.of == Of::Day(day("2026-11-19"))));
        assert!(!left.iter().any(|name| name.of == Of::Day(day("2026-11-18"))));
    }

    #[test]
    fn a_clock_that_is_set_back_costs_no_copy_and_one_that_ran_ahead_blocks_none() {
        let days: Vec<_> = (0..10).map(|back| day("2026-11-28") - chrono::Duration::days(back)).collect();
        let mut all: Vec<_> = days.iter().map(|of| CopyName::of_day("P1", *of)).collect();
        let made = |text: &str| (CopyName::of_day("P1", day(text)), CopyName::of_month("P1", day(text)));
        // The battery is empty: it is 2015 again.
        let (daily, monthly) = made("2015-01-01");
        all.push(daily.clone());
        assert_eq!(outdated(&all, &daily, &monthly), []);
        // It is put right: the oldest goes, as always.
        let (daily, monthly) = made("2026-11-28");
        assert_eq!(outdated(&all, &daily, &monthly), [CopyName::of_day("P1", day("2015-01-01"))]);
        // Ten of a future that never was do not push today's out.
        let ahead: Vec<_> = (0..12)
            .map(|on| CopyName::of_day("P1", day("2035-01-01") + chrono::Duration::days(on)))
            .collect();
        all.extend(ahead.clone());
        let old = outdated(&all, &daily, &monthly);
        assert_eq!(old.iter().filter(|name| ahead.contains(name)).count(), 2);
        assert_eq!(old.len(), 3, "{old:?}");
    }
}
