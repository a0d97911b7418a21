//! `loket verify FILE`: who sealed it, when, and that every byte is as sealed, or exactly what is wrong.
//!
//! Reads files and speaks; all judging is done in `seal`. Ends with 0 when everything holds and the seal is
//! known, 4 when it holds but nobody vouched for the seal, 1 otherwise.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::say;
use crate::seal::{
    BadCertificate, Certificate, Fault, Fingerprint, Input, Kind, Part, Report, Signature, Verdict, verify,
};
use crate::words::Language;

/// No summary comes near this; a larger file is something else.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

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
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is larger than any summary.
    #[error("{0} is larger than 64 MiB")]
    TooLarge(PathBuf),
    /// The other half of a JSON summary is not beside it.
    #[error("{0} is missing")]
    Partner(PathBuf),
    /// Neither name nor content tells what it is.
    #[error("{0} is none of .json, .json.p7s, .pdf, .asice")]
    UnknownKind(PathBuf),
    /// What was given with `--seal` is neither a fingerprint nor a certificate that can be a seal's.
    #[error("--seal {given}: {reason}")]
    Seal {
        /// As it was typed.
        given: String,
        /// Why it is no certificate.
        reason: BadCertificate,
    },
}

/// Verifies one file and says the outcome; `own` are the seals that are or were the clinic's own.
pub fn run(args: &Args, own: &[Fingerprint], language: Language) -> ExitCode {
    match judge(&args.file, &args.seals, own) {
        Ok(report) => {
            say::line(tell(&report, own, language).trim_end());
            ExitCode::from(exit_code(report.verdict()))
        }
        Err(trouble) => say::failed(tell_trouble(&trouble, language)),
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
pub fn judge(file: &Path, seals: &[String], own: &[Fingerprint]) -> Result<Report, Trouble> {
    let mut trusted = own.to_vec();
    for given in seals {
        trusted.push(known_seal(given)?);
    }
    let bytes = read(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let kind = Kind::detect(&name, &bytes).ok_or_else(|| Trouble::UnknownKind(file.to_owned()))?;
    Ok(match kind {
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
    })
}

fn known_seal(given: &str) -> Result<Fingerprint, Trouble> {
    if let Ok(fingerprint) = given.parse() {
        return Ok(fingerprint);
    }
    let bytes = read(Path::new(given))?;
    Certificate::from_file_bytes(&bytes)
        .map(|certificate| certificate.fingerprint())
        .map_err(|reason| Trouble::Seal { given: given.to_owned(), reason })
}

fn read_partner(path: &Path) -> Result<Vec<u8>, Trouble> {
    match read(path) {
        Err(Trouble::Read { path, source }) if source.kind() == std::io::ErrorKind::NotFound => {
            Err(Trouble::Partner(path))
        }
        other => other,
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let failed = |source| Trouble::Read { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= LARGEST_FILE) {
        Ok(bytes)
    } else {
        Err(Trouble::TooLarge(path.to_owned()))
    }
}

/// The whole answer, ready to print.
pub fn tell(report: &Report, own: &[Fingerprint], language: Language) -> String {
    let pick = |indonesian: &'static str, english: &'static str| match language {
        Language::Indonesian => indonesian,
        Language::English => english,
    };
    let mut out = String::new();
    out.push_str(match report.verdict() {
        Verdict::Holds => pick(
            "UTUH: setiap byte sama seperti saat disegel, dan segelnya dikenal.\n",
            "INTACT: every byte is as it was sealed, and the seal is known.\n",
        ),
        Verdict::UnknownSeal => pick(
            "UTUH, TETAPI SEGELNYA TIDAK DIKENAL: setiap byte sama seperti saat disegel.\n",
            "INTACT, BUT THE SEAL IS NOT KNOWN: every byte is as it was sealed.\n",
        ),
        Verdict::Broken => pick("TIDAK SAH. Yang salah:\n", "NOT VALID. What is wrong:\n"),
    });
    for fault in &report.faults {
        let _ = writeln!(out, "  - {}", tell_fault(fault, language));
    }
    if let Some(signature) = report.signer() {
        if report.verdict() == Verdict::Broken {
            out.push_str(pick(
                "Berkas ini mengaku (belum tentu benar):\n",
                "The file claims (which may not be true):\n",
            ));
        }
        tell_signature(&mut out, signature, language);
        out.push_str(match (report.verdict(), own.contains(&signature.fingerprint)) {
            (Verdict::Broken, _) => "",
            (Verdict::UnknownSeal, _) => pick(
                "Bandingkan sidik jari itu dengan puskesmas penyegel lewat telepon; bila sama, ulangi dengan --seal.\n",
                "Compare that fingerprint with the sealing clinic by telephone; if it is the same, repeat with --seal.\n",
            ),
            (Verdict::Holds, true) => pick("Ini segel puskesmas ini sendiri.\n", "This is this clinic's own seal.\n"),
            (Verdict::Holds, false) => {
                pick("Segel ini yang diberikan dengan --seal.\n", "This seal was given with --seal.\n")
            }
        });
        if report.verdict() != Verdict::Broken {
            out.push_str(pick(
                "Ini segel puskesmas, bukan tanda tangan elektronik tersertifikasi.\n",
                "It is a clinic's seal, not a certified electronic signature.\n",
            ));
        }
    }
    out
}

fn tell_signature(out: &mut String, signature: &Signature, language: Language) {
    let labels = match language {
        Language::Indonesian => ["Disegel oleh", "Waktu", "Sidik jari segel (SHA-256)", "tidak diketahui"],
        Language::English => ["Sealed by", "Time", "Fingerprint of the seal (SHA-256)", "not known"],
    };
    let [by, time, fingerprint, unknown] = labels;
    let at = signature
        .signed_at
        .map_or_else(|| unknown.to_owned(), |at| at.format("%Y-%m-%d %H:%M:%S UTC").to_string());
    let _ = writeln!(out, "{by}: {}", signature.subject);
    let _ = writeln!(out, "{time}: {at}");
    let _ = writeln!(out, "{fingerprint}: {}", signature.fingerprint);
}

/// One fault in one sentence.
pub fn tell_fault(fault: &Fault, language: Language) -> String {
    if language == Language::English {
        return format!("{fault}.");
    }
    match fault {
        Fault::NotReadable(part) => format!("{} tidak dapat dibaca.", part_name(*part)),
        Fault::NoSignature(part) => format!("{} tidak membawa segel dari program ini.", part_name(*part)),
        Fault::NotCanonical(part) => {
            format!("{} tidak persis, byte demi byte, dalam bentuk bakunya.", part_name(*part))
        }
        Fault::ContentChanged(part) => format!("{} diubah setelah disegel.", part_name(*part)),
        Fault::BadSignature(part) => format!("{} tidak cocok dengan sertifikatnya.", part_name(*part)),
        Fault::CertificateSwapped(part) => {
            format!("{} membawa sertifikat lain daripada yang dipakai menyegel.", part_name(*part))
        }
        Fault::BadCertificate { part, reason } => format!(
            "{}: {}.",
            part_name(*part),
            match reason {
                BadCertificate::NotReadable => "sertifikatnya tidak dapat dibaca",
                BadCertificate::OtherKey => "kunci sertifikatnya bukan P-256",
                BadCertificate::OwnSignature => "tanda tangan sertifikat itu sendiri tidak benar",
            }
        ),
        Fault::SigningTime(part) => {
            format!("{} tidak menyebut waktunya di tempat yang semestinya.", part_name(*part))
        }
        Fault::OutsideValidity { part, at } => format!(
            "{} dibuat pada {}, di luar masa berlaku sertifikatnya.",
            part_name(*part),
            at.format("%Y-%m-%d %H:%M:%S UTC")
        ),
        Fault::AddedAfterSigning { bytes, revision: true } => {
            format!("Setelah disegel, PDF direvisi ({bytes} byte ditambahkan).")
        }
        Fault::AddedAfterSigning { bytes, revision: false } => {
            format!("Setelah disegel, {bytes} byte ditambahkan pada akhir PDF.")
        }
        Fault::CutShort { bytes } => format!("{bytes} byte hilang pada akhir PDF."),
        Fault::HoleChanged => "Ruang untuk segel di dalam PDF diubah.".to_owned(),
        Fault::WrongMembers => "Isi wadah bukan berkas yang semestinya, atau urutannya lain.".to_owned(),
        Fault::PdfNamesNone => "PDF tidak menyebut ringkasan mana yang ditampilkannya.".to_owned(),
        Fault::PdfNamesAnother => "PDF menampilkan ringkasan lain daripada berkas JSON.".to_owned(),
        Fault::OtherSigner(part) => {
            format!("{} dibuat dengan segel lain daripada yang lain.", part_name(*part))
        }
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Json => "Berkas JSON",
        Part::JsonSignature => "Segel berkas JSON (.json.p7s)",
        Part::Pdf => "PDF",
        Part::PdfSignature => "Segel di dalam PDF",
        Part::Container => "Wadah (.asice)",
        Part::Manifest => "Daftar isi wadah",
        Part::ManifestSignature => "Segel wadah",
    }
}

/// One sentence for what kept us from judging.
pub fn tell_trouble(trouble: &Trouble, language: Language) -> String {
    match (language, trouble) {
        (Language::Indonesian, Trouble::Read { path, source }) => {
            format!("{} tidak dapat dibaca: {source}.", path.display())
        }
        (Language::English, Trouble::Read { path, source }) => {
            format!("{} cannot be read: {source}.", path.display())
        }
        (Language::Indonesian, Trouble::TooLarge(path)) => {
            format!("{} lebih besar dari 64 MiB; ini bukan ringkasan.", path.display())
        }
        (Language::English, Trouble::TooLarge(path)) => {
            format!("{} is larger than 64 MiB; this is no summary.", path.display())
        }
        (Language::Indonesian, Trouble::Partner(path)) => format!(
            "{} tidak ada. Ringkasan JSON dan segelnya (.json.p7s) harus berada di folder yang sama.",
            path.display()
        ),
        (Language::English, Trouble::Partner(path)) => format!(
            "{} is not there. A JSON summary and its seal (.json.p7s) must lie in the same folder.",
            path.display()
        ),
        (Language::Indonesian, Trouble::UnknownKind(path)) => {
            format!("{} bukan .json, .json.p7s, .pdf, atau .asice.", path.display())
        }
        (Language::English, Trouble::UnknownKind(path)) => {
            format!("{} is none of .json, .json.p7s, .pdf and .asice.", path.display())
        }
        (Language::Indonesian, Trouble::Seal { given, .. }) => {
            format!("--seal {given}: bukan sidik jari (64 angka heksadesimal) dan bukan sertifikat segel.")
        }
        (Language::English, Trouble::Seal { given, .. }) => {
            format!("--seal {given}: neither a fingerprint (64 hexadecimal digits) nor a seal's certificate.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{Seal, Subject, canonical, make};
    use chrono::{DateTime, Utc};

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
        let verdict = |seals: &[String], own: &[Fingerprint]| judge(&file, seals, own).unwrap().verdict();
        assert_eq!(verdict(&[], &[]), Verdict::UnknownSeal);
        assert_eq!(verdict(&[], &[print]), Verdict::Holds);
        assert_eq!(verdict(&[print.to_string()], &[]), Verdict::Holds);
        assert_eq!(verdict(&[print.to_string().replace(' ', ":")], &[]), Verdict::Holds);
        assert_eq!(verdict(&given("seal.pem"), &[]), Verdict::Holds);
        assert_eq!(verdict(&given("seal.der"), &[]), Verdict::Holds);
        assert!(matches!(judge(&file, &given("r.json"), &[]), Err(Trouble::Seal { .. })));
        assert!(matches!(judge(&file, &given("none"), &[]), Err(Trouble::Read { .. })));
    }

    #[test]
    fn either_half_of_a_json_summary_finds_the_other() {
        let (folder, seal, file) = folder();
        let own = &[seal.fingerprint()][..];
        let p7s = folder.path().join("r.json.p7s");
        assert_eq!(judge(&p7s, &[], own).unwrap().verdict(), Verdict::Holds);
        std::fs::remove_file(&p7s).unwrap();
        let trouble = judge(&file, &[], own).unwrap_err();
        assert!(matches!(&trouble, Trouble::Partner(path) if *path == p7s));
        for language in [Language::Indonesian, Language::English] {
            assert!(tell_trouble(&trouble, language).contains("r.json.p7s"));
        }
        std::fs::write(folder.path().join("notes.txt"), "hello").unwrap();
        assert!(matches!(judge(&folder.path().join("notes.txt"), &[], own), Err(Trouble::UnknownKind(_))));
    }

    #[test]
    fn the_answer_says_who_when_and_with_which_seal() {
        let (_folder, seal, file) = folder();
        let unknown = judge(&file, &[], &[]).unwrap();
        for language in [Language::Indonesian, Language::English] {
            let text = tell(&unknown, &[], language);
            assert!(text.contains("Puskesmas Contoh") && text.contains("2026-11-21 08:15:42 UTC"), "{text}");
            assert!(text.contains(&seal.fingerprint().to_string()) && text.contains("--seal"), "{text}");
        }
        let own = &[seal.fingerprint()][..];
        let text = tell(&judge(&file, &[], own).unwrap(), own, Language::Indonesian);
        assert!(text.starts_with("UTUH: ") && text.contains("puskesmas ini sendiri"), "{text}");
        assert!(text.contains("bukan tanda tangan elektronik tersertifikasi"));

        std::fs::write(&file, b"{\"served\":42}").unwrap();
        let text = tell(&judge(&file, &[], own).unwrap(), own, Language::Indonesian);
        assert!(
            text.starts_with("TIDAK SAH.") && text.contains("Berkas JSON diubah setelah disegel."),
            "{text}"
        );
        assert!(text.contains("mengaku"), "{text}");
    }
}
