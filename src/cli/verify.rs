//! `loket verify FILE`: who sealed it, when, and that every byte is as sealed, or exactly what is wrong.
//!
//! Reads files and speaks; all judging is done in `seal`. Ends with 0 when everything holds and the seal is
//! known, 4 when it holds but nobody vouched for the seal, 1 otherwise.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Utc};

use super::say;
use crate::seal::{
    BadCertificate, Certificate, Fault, Fingerprint, Input, Kind, LARGEST_FILE, LARGEST_SIGNATURE, Later,
    Part, Report, Verdict, shown, verify,
};
use crate::summary::paper::title;
use crate::summary::{About, Own};
use crate::terms::hex;
use crate::words::{Arg, Words};

/// What follows `loket verify`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A sealed .json (with its .json.p7s beside it), .json.p7s, .pdf or .asice
    pub file: PathBuf,
    /// A seal to trust: a certificate file (PEM or DER) or its SHA-256 fingerprint; may be repeated
    #[arg(long = "seal", value_name = "CERT|FINGERPRINT")]
    pub seals: Vec<String>,
}

/// Why nothing could be judged at all.
#[derive(Debug)]
pub enum CannotVerify {
    /// A file cannot be read.
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is larger than any summary.
    TooLarge(PathBuf),
    /// A folder, a device, a pipe.
    NoFile(PathBuf),
    /// The other half of a JSON summary is not beside it.
    Partner(PathBuf),
    /// The workbook that lies beside a summary, which nobody seals.
    Workbook(PathBuf),
    /// Neither name nor content tells what it is.
    UnknownKind(PathBuf),
    /// What was given with `--seal`, as it was typed, is neither a fingerprint nor a certificate that can be a seal's.
    Seal(String),
}

impl CannotVerify {
    /// The sentence for people.
    pub fn explain(&self, words: &Words) -> String {
        let about = |key: &str, path: &Path| words.with(key, &[("file", path.display().to_string())]);
        match self {
            Self::Read { path, source } => words
                .with("verify-no-read", &[("file", path.display().to_string()), ("why", source.to_string())]),
            Self::TooLarge(path) => {
                let most = LARGEST_FILE / (1024 * 1024);
                words.with(
                    "verify-too-large",
                    &[("file", Arg::from(path.display().to_string())), ("most", most.into())],
                )
            }
            Self::NoFile(path) => about("verify-no-file", path),
            Self::Partner(path) => about("verify-no-partner", path),
            Self::Workbook(path) => about("verify-workbook", path),
            Self::UnknownKind(path) => about("verify-unknown-kind", path),
            Self::Seal(given) => words.with("verify-no-seal", &[("given", given)]),
        }
    }
}

/// Verifies one file and says the outcome; `own` are the seals that are or were the clinic's own.
pub fn run(args: &Args, own: &Own, words: &Words) -> ExitCode {
    match judge(&args.file, &args.seals, own) {
        Ok(report) => {
            say::line(tell(&report, &args.file, own, words).join("\n"));
            ExitCode::from(exit_code(report.verdict()))
        }
        Err(trouble) => say::failed(trouble.explain(words)),
    }
}

/// What the process ends with.
pub const fn exit_code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Holds => 0,
        Verdict::UnknownSeal => 4,
        Verdict::Broken => 1,
    }
}

/// Reads what belongs to `file` and judges it.
pub fn judge(file: &Path, seals: &[String], own: &Own) -> Result<Report, CannotVerify> {
    let mut trusted = own.fingerprints();
    for given in seals {
        trusted.push(known_seal(given)?);
    }
    let bytes = read(file, LARGEST_FILE)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if name.to_ascii_lowercase().ends_with(".xlsx") {
        return Err(CannotVerify::Workbook(file.to_owned()));
    }
    let kind = Kind::detect(&name, &bytes).ok_or_else(|| CannotVerify::UnknownKind(file.to_owned()))?;
    let mut report = match kind {
        Kind::Pdf => verify(Input::Pdf(&bytes), &trusted),
        Kind::Container => verify(Input::Container(&bytes), &trusted),
        Kind::Json if name.to_ascii_lowercase().ends_with(".p7s") => {
            let json = read_partner(&file.with_extension(""))?;
            verify(Input::Json { json: &json, p7s: &bytes }, &trusted)
        }
        Kind::Json => {
            let mut partner = OsString::from(file);
            partner.push(".p7s");
            let p7s = read_partner(Path::new(&partner))?;
            verify(Input::Json { json: &bytes, p7s: &p7s }, &trusted)
        }
    };
    own.hold_to_its_end(&mut report);
    Ok(report)
}

fn known_seal(given: &str) -> Result<Fingerprint, CannotVerify> {
    if let Ok(fingerprint) = given.parse() {
        return Ok(fingerprint);
    }
    let bytes = read(Path::new(given), LARGEST_SIGNATURE)?;
    Certificate::from_file_bytes(&bytes)
        .map(|certificate| certificate.fingerprint())
        .map_err(|_| CannotVerify::Seal(given.to_owned()))
}

fn read_partner(path: &Path) -> Result<Vec<u8>, CannotVerify> {
    match read(path, LARGEST_FILE) {
        Err(CannotVerify::Read { path, source }) if source.kind() == std::io::ErrorKind::NotFound => {
            Err(CannotVerify::Partner(path))
        }
        other => other,
    }
}

/// A whole file, as far as one may have that many bytes: what is none, or larger, is not read.
fn read(path: &Path, most: usize) -> Result<Vec<u8>, CannotVerify> {
    let failed = |source| CannotVerify::Read { path: path.to_owned(), source };
    // Asked of what was opened: a name may be another thing a moment later.
    let file = open(path).map_err(failed)?;
    let known = file.metadata().map_err(failed)?;
    if !known.is_file() {
        return Err(CannotVerify::NoFile(path.to_owned()));
    }
    let most = most as u64;
    let mut bytes = Vec::new();
    if known.len() <= most {
        file.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if known.len() > most || bytes.len() as u64 > most {
        return Err(CannotVerify::TooLarge(path.to_owned()));
    }
    Ok(bytes)
}

/// Opens what has this name without waiting for whoever may be at the other end of a pipe.
#[cfg(target_os = "linux")]
fn open(path: &Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    /// `O_NONBLOCK` of Linux; a file is read as ever.
    const NO_WAITING: i32 = 0o4000;
    std::fs::File::options().read(true).custom_flags(NO_WAITING).open(path)
}

#[cfg(not(target_os = "linux"))]
fn open(path: &Path) -> std::io::Result<std::fs::File> {
    if path.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    std::fs::File::open(path)
}

/// The whole answer, line by line.
pub fn tell(report: &Report, file: &Path, own: &Own, words: &Words) -> Vec<String> {
    let verdict = report.verdict();
    let text = |key: &str| words.text(key).into_owned();
    let mut lines = vec![text(match verdict {
        Verdict::Holds => "verify-holds",
        Verdict::UnknownSeal => "verify-unknown",
        Verdict::Broken => "verify-broken",
    })];
    lines.extend(report.faults.iter().map(|fault| format!("  - {}", tell_fault(fault, words))));
    let Some(signature) = report.signer() else { return lines };
    if verdict == Verdict::Broken {
        lines.push(text("verify-claims"));
    }
    lines.extend(tell_of(report, file, words));
    lines.push(words.with("verify-by", &[("who", signature.subject.to_string())]));
    lines.push(match signature.signed_at {
        Some(at) => words.with("verify-at", &[("time", moment(at))]),
        None => text("verify-at-unknown"),
    });
    lines.extend(report.later.iter().map(|later| tell_later(later, words)));
    lines.push(words.with("verify-fingerprint", &[("fingerprint", signature.fingerprint.to_string())]));
    let seal = own.find(signature.fingerprint);
    let whose = match (verdict, seal.map(|seal| seal.ended_at)) {
        (Verdict::Broken, _) => {
            lines.extend(to_confirm(report, words));
            return lines;
        }
        (Verdict::UnknownSeal, _) => text("verify-compare"),
        (Verdict::Holds, Some(None)) => text("verify-own"),
        (Verdict::Holds, Some(Some(ended))) => words.with("verify-own-before", &[("time", moment(ended))]),
        (Verdict::Holds, None) => text("verify-given"),
    };
    lines.extend([whose, text("verify-not-certified")]);
    lines
}

/// Of what it is, and that its name says something else.
fn tell_of(report: &Report, file: &Path, words: &Words) -> Vec<String> {
    let Some(about) = report.says.as_deref().and_then(About::read) else {
        // Papers of earlier versions have a title alone.
        let titled = |title: &String| words.with("verify-of-title", &[("title", shown(title))]);
        return report.title.iter().map(titled).collect();
    };
    let (clinic, code) = (shown(&about.facility.name), shown(&about.facility.code));
    let mut lines = vec![
        words.with("verify-of", &[("title", title(about.period, words)), ("clinic", clinic), ("code", code)]),
        words.with(
            "verify-of-number",
            &[("number", Arg::from(about.seq)), ("time", moment(about.created_at).into())],
        ),
    ];
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if !about.is_named(stem(&name)) {
        lines.push(words.with("verify-renamed", &[("name", about.file_name())]));
    }
    lines
}

/// A file's name without the endings of a summary's files.
fn stem(name: &str) -> &str {
    let ending = [".json.p7s", ".json", ".pdf", ".asice", ".sce"].into_iter().find(|ending| {
        let start = name.len().checked_sub(ending.len());
        start.and_then(|start| name.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    });
    name.get(..name.len() - ending.map_or(0, str::len)).unwrap_or(name)
}

/// How an administrator vouches for a summary whose seal had ended, where nothing else is wrong with it.
fn to_confirm(report: &Report, words: &Words) -> Option<String> {
    let summary = report.summary.filter(|_| matches!(report.faults[..], [Fault::SealEnded { .. }]))?;
    Some(words.with("verify-confirm", &[("hash", hex(&summary))]))
}

/// Who signed after the seal, whether that holds, and what of it is seen on a page.
fn tell_later(later: &Later, words: &Words) -> String {
    let who = later.subject.to_string();
    let signed =
        words.with(if later.holds { "verify-later" } else { "verify-later-unchecked" }, &[("who", who)]);
    match later.mark {
        None => signed,
        Some(mark) => {
            let (page, percent) = (mark.page, usize::from(mark.percent));
            format!("{signed} {}", words.with("verify-later-mark", &[("page", page), ("percent", percent)]))
        }
    }
}

/// The signer's time as it stands in the seal, the same wherever it is read.
fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// One fault in one sentence.
pub fn tell_fault(fault: &Fault, words: &Words) -> String {
    let of = |key: &str, part: Part| words.with(key, &[("part", part_name(part, words))]);
    let bytes = |key: &str, bytes: usize| words.with(key, &[("bytes", bytes)]);
    match *fault {
        Fault::NotReadable(part) => of("verify-fault-unreadable", part),
        Fault::TooMuch(part) => of("verify-fault-too-much", part),
        Fault::NoSignature(part) => of("verify-fault-no-signature", part),
        Fault::NotCanonical(part) => of("verify-fault-not-canonical", part),
        Fault::ContentChanged(part) => of("verify-fault-changed", part),
        Fault::BadSignature(part) => of("verify-fault-bad-signature", part),
        Fault::CertificateSwapped(part) => of("verify-fault-swapped", part),
        Fault::BadCertificate { part, reason } => of(
            match reason {
                BadCertificate::NotReadable => "verify-fault-certificate-unreadable",
                BadCertificate::OtherKey => "verify-fault-certificate-key",
                BadCertificate::OwnSignature => "verify-fault-certificate-signature",
            },
            part,
        ),
        Fault::SigningTime(part) => of("verify-fault-time", part),
        Fault::OutsideValidity { part, at } => words
            .with("verify-fault-validity", &[("part", part_name(part, words)), ("time", moment(at).into())]),
        Fault::SealEnded { part, at, ended } => words.with(
            "verify-fault-ended",
            &[("part", part_name(part, words)), ("time", moment(at).into()), ("ended", moment(ended).into())],
        ),
        Fault::AddedAfterSigning { bytes: added, revision: true } => bytes("verify-fault-revised", added),
        Fault::AddedAfterSigning { bytes: added, revision: false } => bytes("verify-fault-added", added),
        Fault::CutShort { bytes: gone } => bytes("verify-fault-cut", gone),
        Fault::HoleChanged => words.text("verify-fault-hole").into_owned(),
        Fault::WrongMembers => words.text("verify-fault-members").into_owned(),
        Fault::PdfNamesNone => words.text("verify-fault-pdf-names-none").into_owned(),
        Fault::PdfNamesAnother => words.text("verify-fault-pdf-names-another").into_owned(),
        Fault::OtherSigner(part) => of("verify-fault-other-signer", part),
    }
}

/// What a part is called at the beginning of a sentence.
fn part_name(part: Part, words: &Words) -> Cow<'_, str> {
    words.text(match part {
        Part::Json => "verify-part-json",
        Part::JsonSignature => "verify-part-json-signature",
        Part::Pdf => "verify-part-pdf",
        Part::PdfSignature => "verify-part-pdf-signature",
        Part::Container => "verify-part-container",
        Part::Manifest => "verify-part-manifest",
        Part::ManifestSignature => "verify-part-manifest-signature",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{Seal, Subject, canonical, make};
    use crate::summary::OwnSeal;
    use crate::words::Language;

    fn own(seals: &[Fingerprint]) -> Own {
        let seals = seals.iter().map(|seal| OwnSeal { fingerprint: *seal, ended_at: None }).collect();
        Own { seals, confirmed: Vec::new() }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn folder() -> (tempfile::TempDir, Seal, PathBuf) {
        let subject = Subject { common_name: "Puskesmas Contoh".into(), organisation: String::new() };
        let seal = make(&subject, at("2026-01-01T00:00:00Z"), at("2036-01-01T00:00:00Z")).unwrap();
        let json = canonical(&serde_json::json!({"served": 41})).unwrap();
        let p7s = seal.sign_detached(&json, at("2026-11-21T08:15:42Z")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("r.json");
        std::fs::write(&file, &json).unwrap();
        std::fs::write(folder.path().join("r.json.p7s"), &p7s).unwrap();
        std::fs::write(folder.path().join("seal.pem"), seal.certificate().pem().unwrap()).unwrap();
        std::fs::write(folder.path().join("seal.der"), seal.certificate().der()).unwrap();
        (folder, seal, file)
    }

    #[test]
    fn a_seal_is_known_as_own_by_fingerprint_and_by_certificate() {
        let (folder, seal, file) = folder();
        let given = |name: &str| vec![folder.path().join(name).to_string_lossy().into_owned()];
        let print = seal.fingerprint();
        let verdict =
            |seals: &[String], seal: &[Fingerprint]| judge(&file, seals, &own(seal)).unwrap().verdict();
        assert_eq!(verdict(&[], &[]), Verdict::UnknownSeal);
        assert_eq!(verdict(&[], &[print]), Verdict::Holds);
        assert_eq!(verdict(&[print.to_string()], &[]), Verdict::Holds);
        assert_eq!(verdict(&[print.to_string().replace(' ', ":")], &[]), Verdict::Holds);
        assert_eq!(verdict(&given("seal.pem"), &[]), Verdict::Holds);
        assert_eq!(verdict(&given("seal.der"), &[]), Verdict::Holds);
        assert!(matches!(judge(&file, &given("r.json"), &own(&[])), Err(CannotVerify::Seal(_))));
        assert!(matches!(judge(&file, &given("none"), &own(&[])), Err(CannotVerify::Read { .. })));
    }

    #[test]
    fn either_half_of_a_json_summary_finds_the_other() {
        let (folder, seal, file) = folder();
        let own = &own(&[seal.fingerprint()]);
        let p7s = folder.path().join("r.json.p7s");
        assert_eq!(judge(&p7s, &[], own).unwrap().verdict(), Verdict::Holds);
        std::fs::remove_file(&p7s).unwrap();
        let trouble = judge(&file, &[], own).unwrap_err();
        assert!(matches!(&trouble, CannotVerify::Partner(path) if *path == p7s));
        for language in Language::ALL {
            assert!(trouble.explain(&Words::new(language)).contains("r.json.p7s"));
        }
        std::fs::write(folder.path().join("notes.txt"), "hello").unwrap();
        assert!(matches!(
            judge(&folder.path().join("notes.txt"), &[], own),
            Err(CannotVerify::UnknownKind(_))
        ));
    }

    #[test]
    fn the_answer_says_who_when_and_with_which_seal() {
        let (_folder, seal, file) = folder();
        let unknown = judge(&file, &[], &Own::default()).unwrap();
        for language in Language::ALL {
            let text = tell(&unknown, &file, &Own::default(), &Words::new(language)).join("\n");
            assert!(text.contains("Puskesmas Contoh") && text.contains("2026-11-21 08:15:42 UTC"), "{text}");
            assert!(text.contains(&seal.fingerprint().to_string()) && text.contains("--seal"), "{text}");
        }
        let own = &own(&[seal.fingerprint()]);
        let words = Words::new(Language::Indonesian);
        let text = tell(&judge(&file, &[], own).unwrap(), &file, own, &words).join("\n");
        assert!(text.starts_with("UTUH: ") && text.contains("puskesmas ini sendiri"), "{text}");
        assert!(text.contains("bukan tanda tangan elektronik tersertifikasi"));

        std::fs::write(&file, b"{\"served\":42}").unwrap();
        let text = tell(&judge(&file, &[], own).unwrap(), &file, own, &words).join("\n");
        assert!(
            text.starts_with("TIDAK SAH.") && text.contains("Berkas JSON diubah setelah disegel."),
            "{text}"
        );
        assert!(text.contains("mengaku"), "{text}");
    }

    /// One of each kind, about whatever part has it.
    fn faults(part: Part) -> Vec<Fault> {
        let reasons = [BadCertificate::NotReadable, BadCertificate::OtherKey, BadCertificate::OwnSignature];
        let bad = reasons.map(|reason| Fault::BadCertificate { part, reason });
        let added = [true, false].map(|revision| Fault::AddedAfterSigning { bytes: 1843, revision });
        let others = [
            Fault::NotReadable(part),
            Fault::TooMuch(part),
            Fault::NoSignature(part),
            Fault::NotCanonical(part),
            Fault::ContentChanged(part),
            Fault::BadSignature(part),
            Fault::CertificateSwapped(part),
            Fault::SigningTime(part),
            Fault::OutsideValidity { part, at: at("2026-11-21T08:15:42Z") },
            Fault::SealEnded { part, at: at("2026-11-21T08:15:42Z"), ended: at("2026-11-21T08:15:41Z") },
            Fault::CutShort { bytes: 1 },
            Fault::HoleChanged,
            Fault::WrongMembers,
            Fault::PdfNamesNone,
            Fault::PdfNamesAnother,
            Fault::OtherSigner(part),
        ];
        bad.into_iter().chain(added).chain(others).collect()
    }

    #[test]
    fn every_fault_of_every_part_is_a_sentence_of_its_own_in_both_languages() {
        use std::collections::BTreeSet;
        let parts = [
            Part::Json,
            Part::JsonSignature,
            Part::Pdf,
            Part::PdfSignature,
            Part::Container,
            Part::Manifest,
            Part::ManifestSignature,
        ];
        let all: BTreeSet<String> =
            parts.iter().flat_map(|part| faults(*part)).map(|f| format!("{f:?}")).collect();
        let mut said = BTreeSet::new();
        for language in Language::ALL {
            let words = Words::new(language);
            for fault in parts.iter().flat_map(|part| faults(*part)) {
                let sentence = tell_fault(&fault, &words);
                assert!(sentence.ends_with('.') && !sentence.contains(['⟦', '{', '$']), "{sentence}");
                said.insert(sentence);
            }
        }
        assert_eq!(said.len(), all.len() * Language::ALL.len(), "two faults say the same");
        let english = Words::new(Language::English);
        let cut = tell_fault(&Fault::CutShort { bytes: 1 }, &english);
        assert_eq!(cut, "1 byte is missing at the end of the PDF.");
        let added = tell_fault(&Fault::AddedAfterSigning { bytes: 1843, revision: true }, &english);
        assert_eq!(added, "The PDF was revised after it was sealed (1,843 bytes were added).");
    }

    #[test]
    fn whatever_keeps_it_from_judging_is_a_sentence_in_both_languages() {
        let file = || PathBuf::from("laporan.json");
        for language in Language::ALL {
            let words = Words::new(language);
            for trouble in [
                CannotVerify::Read { path: file(), source: std::io::ErrorKind::NotFound.into() },
                CannotVerify::TooLarge(file()),
                CannotVerify::NoFile(file()),
                CannotVerify::Partner(file()),
                CannotVerify::UnknownKind(file()),
                CannotVerify::Seal("laporan.json".to_owned()),
            ] {
                let said = trouble.explain(&words);
                assert!(said.contains("laporan.json") && said.ends_with('.'), "{said}");
                assert!(!said.contains(['⟦', '{', '$']), "{said}");
            }
        }
    }
}
