//! Which printer prints what on this PC, and how it went last: `printers.json` beside the data. It is about the PC, not
//! about the clinic, so it goes through no door.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use atomic_write_file::AtomicWriteFile;
use serde::{Deserialize, Serialize};

use super::{Outcome, Printer};
use crate::terms::Instant;

/// A kind of paper; each has its printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Slip,
    Chart,
    Summary,
    Recovery,
}

impl Kind {
    /// In the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Slip, Self::Chart, Self::Summary, Self::Recovery];
}

/// What became of the last paper of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    pub at: Instant,
    pub outcome: Outcome,
    /// Which one, never with a name: `A-021`.
    pub title: String,
}

/// A slip that did not come out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    pub title: String,
    pub file: PathBuf,
    pub at: Instant,
}

/// A kind of paper with its printer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// None: it is only written as a file.
    pub printer: Option<Printer>,
    pub last: Option<Last>,
    /// Slips that did not come out, the oldest first.
    pub waiting: Vec<Waits>,
}

/// Every kind with its printer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Printers {
    slip: Line,
    chart: Line,
    summary: Line,
    recovery: Line,
}

/// What was chosen is there, and cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", file.display())]
pub struct Unreadable {
    pub file: PathBuf,
    pub why: String,
}

/// Slips that wait; a morning without paper has no more.
const MOST_WAITING: usize = 60;
/// After so long nobody waits for a slip any more.
const STALE_HOURS: i64 = 12;

impl Printers {
    pub const fn line(&self, kind: Kind) -> &Line {
        match kind {
            Kind::Slip => &self.slip,
            Kind::Chart => &self.chart,
            Kind::Summary => &self.summary,
            Kind::Recovery => &self.recovery,
        }
    }

    const fn line_mut(&mut self, kind: Kind) -> &mut Line {
        match kind {
            Kind::Slip => &mut self.slip,
            Kind::Chart => &mut self.chart,
            Kind::Summary => &mut self.summary,
            Kind::Recovery => &mut self.recovery,
        }
    }

    fn file(data: &Path) -> PathBuf {
        data.join("printers.json")
    }

    /// As it stands in a data folder; nothing is chosen where there is no file.
    pub fn read(data: &Path) -> Result<Self, Unreadable> {
        let file = Self::file(data);
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Unreadable { file, why: error.to_string() }),
        };
        serde_json::from_slice(&bytes).map_err(|error| Unreadable { file, why: error.to_string() })
    }

    /// Changes what stands there, one after the other: a result that comes while a printer is chosen loses neither.
    fn change(data: &Path, change: impl FnOnce(&mut Self)) -> Result<Self, Unreadable> {
        static TURN: Mutex<()> = Mutex::new(());
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut printers = Self::read(data)?;
        change(&mut printers);
        let file = Self::file(data);
        let write = || {
            let mut into = AtomicWriteFile::open(&file)?;
            into.write_all(&serde_json::to_vec_pretty(&printers)?)?;
            into.commit()
        };
        write().map_err(|error: std::io::Error| Unreadable { file: file.clone(), why: error.to_string() })?;
        Ok(printers)
    }

    /// Chooses a printer, or none. A file that cannot be read is set aside first: whoever chooses has seen that.
    pub fn choose(data: &Path, kind: Kind, printer: Option<Printer>) -> Result<Self, Unreadable> {
        if let Err(unreadable) = Self::read(data) {
            let aside = unreadable.file.with_extension("json.unreadable");
            std::fs::rename(&unreadable.file, aside)
                .map_err(|error| Unreadable { file: unreadable.file, why: error.to_string() })?;
        }
        Self::change(data, |printers| printers.line_mut(kind).printer = printer)
    }

    /// Writes down what became of a test page.
    pub fn record_test(data: &Path, kind: Kind, last: Last) -> Result<Self, Unreadable> {
        Self::change(data, |printers| printers.line_mut(kind).last = Some(last))
    }

    /// Writes down what became of a paper; a slip that did not come out waits.
    pub fn record(data: &Path, kind: Kind, last: Last, file: &Path) -> Result<Self, Unreadable> {
        Self::change(data, |printers| {
            let line = printers.line_mut(kind);
            let stale = |waits: &Waits| (last.at - waits.at).num_hours() >= STALE_HOURS;
            line.waiting.retain(|waits| waits.file != file && !stale(waits));
            let comes_later = kind == Kind::Slip && !last.outcome.was_sent();
            if comes_later && last.outcome != Outcome::NoPrinter && line.waiting.len() < MOST_WAITING {
                let (title, file, at) = (last.title.clone(), file.to_owned(), last.at);
                line.waiting.push(Waits { title, file, at });
            }
            line.last = Some(last);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printing::{Knife, Road, Width};

    fn at(hour: u32) -> Instant {
        format!("2026-11-23T{hour:02}:00:00Z").parse().unwrap()
    }

    fn last(hour: u32, outcome: Outcome) -> Last {
        Last { at: at(hour), outcome, title: "A-001".into() }
    }

    #[test]
    fn each_kind_of_paper_keeps_its_printer_and_what_became_of_the_last_one() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        let road = Road::Network("192.168.1.71".into());
        let thermal = Printer::Thermal { road, width: Width::Mm58, knife: Knife::Tears };
        Printers::choose(data, Kind::Slip, Some(thermal.clone())).unwrap();
        Printers::record(data, Kind::Slip, last(2, Outcome::PaperOut), Path::new("a.pdf")).unwrap();
        Printers::record(data, Kind::Slip, last(3, Outcome::Offline), Path::new("b.pdf")).unwrap();
        let kept = Printers::read(data).unwrap();
        assert_eq!(kept.line(Kind::Slip).printer, Some(thermal));
        assert_eq!(kept.line(Kind::Slip).waiting.len(), 2);
        assert_eq!(kept.line(Kind::Chart), &Line::default());
        // What came out waits no more; what nobody waits for any longer is forgotten.
        Printers::record(data, Kind::Slip, last(4, Outcome::Printed), Path::new("a.pdf")).unwrap();
        assert_eq!(Printers::read(data).unwrap().line(Kind::Slip).waiting.len(), 1);
        let kept =
            Printers::record(data, Kind::Slip, last(16, Outcome::Printed), Path::new("c.pdf")).unwrap();
        assert!(kept.line(Kind::Slip).waiting.is_empty());
    }

    #[test]
    fn a_list_of_printers_that_cannot_be_read_says_so_and_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("printers.json");
        std::fs::write(&file, "{\"slip\": 7").unwrap();
        assert_eq!(Printers::read(folder.path()).unwrap_err().file, file);
        assert!(Printers::record(folder.path(), Kind::Slip, last(2, Outcome::Printed), &file).is_err());
        assert_eq!(std::fs::read(&file).unwrap(), b"{\"slip\": 7", "a result writes nothing over it");
        Printers::choose(folder.path(), Kind::Chart, Some(Printer::Sheets { name: "Laser".into() })).unwrap();
        assert_eq!(std::fs::read(folder.path().join("printers.json.unreadable")).unwrap(), b"{\"slip\": 7");
        assert!(Printers::read(folder.path()).unwrap().line(Kind::Chart).printer.is_some());
    }
}
