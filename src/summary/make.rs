//! Making a summary from its figures: document, paper, seal, container. No clock, no file: all is handed in.

use super::about::series;
use super::document::{Document, Facility, JournalHead, Place};
use super::rules::Link;
use super::{Error, Figures, Files, Missing, Period, Running, paper};
use crate::seal::{Contents, PdfNote, Seal};
use crate::terms::{Instant, TimeZone, hex, sha256};
use crate::words::Words;
use chrono::{SubsecRound as _, TimeDelta};

/// What goes into a summary.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Whose.
    pub facility: Facility,
    /// Of which period.
    pub period: Period,
    /// What it says.
    pub figures: Figures,
    /// How far the period has come.
    pub running: Option<Running>,
    /// What is missing in it.
    pub missing: Vec<Missing>,
    /// Its place in the chain.
    pub link: Link,
    /// Where the journal stood.
    pub journal_head: JournalHead,
    /// When it is made.
    pub now: Instant,
    /// For the times on paper.
    pub zone: TimeZone,
}

/// How long a new seal is valid, in days: ten years.
const VALID_DAYS: i64 = 3652;

/// A new seal for a clinic, valid from the day before, so that a clock set right by some hours does no harm.
pub fn seal(clinic: &str, regency: &str, now: Instant) -> Result<Seal, Error> {
    let subject =
        crate::seal::Subject { common_name: first_letters(clinic), organisation: first_letters(regency) };
    let day = TimeDelta::days(1);
    Ok(crate::seal::make(&subject, now - day, now + TimeDelta::days(VALID_DAYS))?)
}

/// A certificate's names have 64 letters at most (RFC 5280, ub-common-name).
fn first_letters(text: &str) -> String {
    text.chars().take(64).collect()
}

/// The finished summary.
pub fn files(draft: Draft, seal: &Seal, words: &Words) -> Result<Files, Error> {
    let created_at = draft.now.trunc_subsecs(0);
    let Link { seq, prev, supersedes } = draft.link;
    let place = Place {
        running: draft.running,
        missing: draft.missing,
        seq: seq.0,
        prev,
        supersedes: supersedes.map(|seq| seq.0),
        created_at: created_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        journal_head: draft.journal_head,
        fingerprint: hex(&seal.fingerprint().0),
    };
    let document = Document::new(draft.facility, draft.period, draft.figures, place);
    let name = format!("{}-seq{}", series(&document.facility.code, draft.period), seq.0);
    let json = document.canonical()?;
    let summary = sha256(&json);
    let p7s = seal.sign_detached(&json, created_at)?;
    let printed = paper::Printed { document: &document, created_at, zone: draft.zone, json_hash: summary };
    let note = PdfNote {
        name: &document.facility.name,
        reason: &words.text("paper-seal-reason"),
        location: &document.facility.district,
        summary: Some(summary),
    };
    let pdf = seal.sign_pdf(&paper::pdf(&printed, words)?, created_at, &note)?;
    let contents = Contents { name: &name, json: &json, p7s: &p7s, pdf: &pdf };
    let asice = seal.container(&contents, created_at)?;
    Ok(Files {
        seq,
        period: draft.period,
        data_hash: document.data_hash()?,
        prev,
        supersedes,
        created_at,
        name,
        json,
        p7s,
        pdf,
        asice,
    })
}
