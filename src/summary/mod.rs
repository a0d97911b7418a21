//! The signed summary: figures of a day or a month, as canonical JSON, as paper, sealed, in one chain.
//!
//! Whole numbers and denominators, no person. Made off the writer from one snapshot; only the finished files are
//! stored by a command. Knows no other subject, no clock, no screen; SQL lives in `table.rs`.

mod about;
mod blob;
pub mod command;
mod document;
mod error;
pub mod figures;
pub mod make;
mod missing;
pub mod paper;
mod period;
pub mod query;
pub mod rules;
mod seals;
pub mod spreadsheet;
pub mod table;

pub use about::About;
pub use command::Command;
pub use document::{Document, Facility, JournalHead, SCHEMA, SealNote, data_hash, says_the_same};
pub use error::Error;
pub use figures::Figures;
pub use missing::{Beforehand, Despite, Missing, Running};
pub use period::{BadPeriod, Kind, Period};
pub use query::Query;
pub use seals::{Own, OwnSeal};

use std::io::Write as _;
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;
use serde::{Deserialize, Serialize};

use crate::seal::Fingerprint;
use crate::terms::{Instant, SummaryId};

pub use crate::terms::Hash;

/// A finished summary with everything that is written of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// Its number in the chain.
    pub seq: SummaryId,
    /// Of which period.
    pub period: Period,
    /// The files' common name: `loket-P3510070101-2026-11-21-seq3`.
    pub name: String,
    /// SHA-256 of what it says, see [`data_hash`].
    pub data_hash: Hash,
    /// SHA-256 of the JSON before it in the chain.
    pub prev: Option<Hash>,
    /// The summary of the same period that this one replaces.
    pub supersedes: Option<SummaryId>,
    /// When it was made, to the second.
    pub created_at: Instant,
    /// `NAME.json`.
    #[serde(with = "blob")]
    pub json: Vec<u8>,
    /// `NAME.json.p7s`.
    #[serde(with = "blob")]
    pub p7s: Vec<u8>,
    /// `NAME.pdf`.
    #[serde(with = "blob")]
    pub pdf: Vec<u8>,
    /// `NAME.asice`.
    #[serde(with = "blob")]
    pub asice: Vec<u8>,
}

impl Files {
    /// Each file with its name.
    pub fn each(&self) -> [(String, &[u8]); 4] {
        let Self { name, json, p7s, pdf, asice, .. } = self;
        [
            (format!("{name}.json"), json),
            (format!("{name}.json.p7s"), p7s),
            (format!("{name}.pdf"), pdf),
            (format!("{name}.asice"), asice),
        ]
    }

    /// Writes the four into a folder, which is made where it is not there: each is whole or not there. Says where they
    /// are; an error comes with the file or folder it is about.
    pub fn write(&self, folder: &Path) -> Result<Vec<PathBuf>, (PathBuf, std::io::Error)> {
        std::fs::create_dir_all(folder).map_err(|error| (folder.to_owned(), error))?;
        self.each().into_iter().map(|(name, bytes)| write(folder, &name, bytes)).collect()
    }

    /// The same, with a workbook (its name and bytes) beside them.
    pub fn write_with(
        &self,
        folder: &Path,
        book: Option<(String, Vec<u8>)>,
    ) -> Result<Vec<PathBuf>, (PathBuf, std::io::Error)> {
        let mut all = self.write(folder)?;
        if let Some((name, bytes)) = book {
            all.push(write(folder, &name, &bytes)?);
        }
        Ok(all)
    }
}

/// Writes one file into a folder, which is made where it is not there: it is whole or not there.
pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, (PathBuf, std::io::Error)> {
    let path = folder.join(name);
    let write = || {
        std::fs::create_dir_all(folder)?;
        let mut file = AtomicWriteFile::open(&path)?;
        file.write_all(bytes)?;
        file.commit()
    };
    write().map_err(|error| (path.clone(), error))?;
    Ok(path)
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The clinic has its seal.
    SealKept,
    Stored(SummaryId),
}

/// No list is longer.
pub const MOST_LINES: u32 = 100;

/// The clinic's seal, as people compare it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownSeal {
    /// The certificate, DER.
    #[serde(with = "blob")]
    pub certificate: Vec<u8>,
    /// SHA-256 of the certificate, as it is read over the telephone.
    pub fingerprint: String,
}

/// One summary in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number.
    pub seq: SummaryId,
    pub period: Period,
    /// The files' common name.
    pub name: String,
    /// When it was made.
    pub created_at: Instant,
    /// Which one it replaced.
    pub supersedes: Option<SummaryId>,
    /// Which one replaced it.
    pub superseded_by: Option<SummaryId>,
}

/// What a summary would say now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Of which period.
    pub period: Period,
    pub figures: Figures,
    /// The newest summary of this period, and whether it says the same.
    pub sealed: Option<(SummaryId, Standing)>,
    /// How far the period has come; none when it is over.
    pub running: Option<Running>,
    /// What is missing now.
    pub missing: Vec<Missing>,
}

/// How a sealed summary stands to the data of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It says the same.
    Current,
    /// The data have changed since.
    Outdated,
}

/// The file among the clinic's secrets that holds the private key of a seal.
pub fn key_file(fingerprint: &Fingerprint) -> String {
    let start: String = crate::terms::hex(&fingerprint.0).chars().take(16).collect();
    format!("seal-{start}.key")
}
