//! Checking what was sealed, byte for byte.
//!
//! Nothing here trusts a certificate for what it says: a seal is known when its fingerprint was handed in.
//! A certificate that has expired since is fine, as long as it was valid at the signing time.

use super::canonical::is_canonical;
use super::certificate::Fingerprint;
use super::limits::{self, json_fits};
use super::report::{Fault, Part, Report, Signature};
use super::{cms, container, pdf};
use crate::terms::sha256;

/// What kind of sealed thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A JSON file with its detached signature beside it.
    Json,
    /// A sealed PDF.
    Pdf,
    /// An ASiC-E container.
    Container,
}

impl Kind {
    /// By the name's ending, and where that says nothing, by the first bytes.
    ///
    /// A `.p7s` is half of [`Kind::Json`].
    pub fn detect(name: &str, bytes: &[u8]) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let ends = |ending: &str| name.ends_with(ending);
        if ends(".json") || ends(".p7s") {
            Some(Self::Json)
        } else if ends(".pdf") {
            Some(Self::Pdf)
        } else if ends(".asice") || ends(".sce") {
            Some(Self::Container)
        } else if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(b"PK\x03\x04") {
            Some(Self::Container)
        } else if bytes.trim_ascii_start().starts_with(b"{") {
            Some(Self::Json)
        } else {
            None
        }
    }
}

/// What to check.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// A JSON file and its detached signature.
    Json {
        /// The file.
        json: &'a [u8],
        /// Its `.p7s`.
        p7s: &'a [u8],
    },
    /// A sealed PDF.
    Pdf(&'a [u8]),
    /// An ASiC-E container.
    Container(&'a [u8]),
}

impl Input<'_> {
    /// What kind it is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Json { .. } => Kind::Json,
            Self::Pdf(_) => Kind::Pdf,
            Self::Container(_) => Kind::Container,
        }
    }
}

/// Checks every byte; `trusted` are the seals that somebody vouches for.
pub fn verify(input: Input<'_>, trusted: &[Fingerprint]) -> Report {
    let mut report = Report::of(input.kind());
    match input {
        Input::Json { json, p7s } => check_json(&mut report, json, p7s),
        Input::Pdf(pdf) => {
            let checked = check_pdf(&mut report, pdf);
            read_pdf(&mut report, pdf, checked);
        }
        Input::Container(bytes) => check_container(&mut report, bytes),
    }
    report.known = !report.signatures.is_empty()
        && report.signatures.iter().all(|signature| trusted.contains(&signature.fingerprint));
    report
}

/// The SHA-256 of the JSON that a PDF says it shows; says nothing about whether the PDF is sealed.
pub fn pdf_names(pdf: &[u8]) -> Option<[u8; 32]> {
    pdf::names(pdf)
}

/// Where the pieces of one signature belong.
#[derive(Clone, Copy)]
struct Place {
    signature: Part,
    content: Part,
}

fn check_json(report: &mut Report, json: &[u8], p7s: &[u8]) {
    if !json_fits(json) {
        report.faults.push(Fault::TooMuch(Part::Json));
        return;
    }
    let place = Place { signature: Part::JsonSignature, content: Part::Json };
    if check_file(report, place, json, p7s) {
        if is_canonical(json) {
            (report.says, report.summary) = (Some(json.to_vec()), Some(sha256(json)));
        } else {
            report.faults.push(Fault::NotCanonical(Part::Json));
        }
    }
}

/// A file with a detached signature; true when its content is what was signed.
fn check_file(report: &mut Report, place: Place, content: &[u8], p7s: &[u8]) -> bool {
    let Some(opened) = check_cms(report, place, &sha256(content), p7s) else { return false };
    let Some(signed_at) = opened.signing_time else {
        report.faults.push(Fault::SigningTime(place.signature));
        return true;
    };
    note_time(report, place.signature, &opened, signed_at);
    true
}

/// The signature itself; `None` when it cannot be read or belongs to other content.
fn check_cms(report: &mut Report, place: Place, digest: &[u8; 32], der: &[u8]) -> Option<cms::Opened> {
    if der.len() > limits::LARGEST_SIGNATURE {
        report.faults.push(Fault::TooMuch(place.signature));
        return None;
    }
    let opened = match cms::open(der, place.signature) {
        Ok(opened) => opened,
        Err(fault) => {
            report.faults.push(fault);
            return None;
        }
    };
    let certificate = &opened.certificate;
    report.signatures.push(Signature {
        part: place.signature,
        subject: certificate.subject().clone(),
        fingerprint: certificate.fingerprint(),
        signed_at: opened.signing_time,
        valid_from: certificate.not_before(),
        valid_until: certificate.not_after(),
    });
    if !opened.holds() {
        report.faults.push(Fault::BadSignature(place.signature));
        return None;
    }
    if !opened.covers(digest) {
        report.faults.push(Fault::ContentChanged(place.content));
        return None;
    }
    Some(opened)
}

fn note_time(report: &mut Report, part: Part, opened: &cms::Opened, at: chrono::DateTime<chrono::Utc>) {
    if let Some(signature) = report.signatures.iter_mut().find(|signature| signature.part == part) {
        signature.signed_at = Some(at);
    }
    if !opened.certificate.valid_at(at) {
        report.faults.push(Fault::OutsideValidity { part, at });
    }
}

/// The bytes of a PDF: where its signature sits, that it covers the rest and holds.
fn check_pdf<'a>(report: &mut Report, pdf: &'a [u8]) -> Option<(pdf::Sealed<'a>, cms::Opened)> {
    if pdf.len() > limits::LARGEST_FILE {
        report.faults.push(Fault::TooMuch(Part::Pdf));
        return None;
    }
    let place = Place { signature: Part::PdfSignature, content: Part::Pdf };
    let sealed = match pdf::locate(pdf) {
        Ok(sealed) => sealed,
        Err(fault) => {
            report.faults.push(fault);
            return None;
        }
    };
    let Some(opened) = check_cms(report, place, &sealed.digest(), &sealed.der) else {
        report.faults.extend(sealed.added(pdf));
        return None;
    };
    if opened.signing_time.is_some() {
        report.faults.push(Fault::SigningTime(Part::PdfSignature));
    }
    Some((sealed, opened))
}

/// Reads a PDF, which is done only when all its bytes are as signed, and gives the summary that it names.
fn read_pdf(
    report: &mut Report,
    pdf: &[u8],
    checked: Option<(pdf::Sealed<'_>, cms::Opened)>,
) -> Option<[u8; 32]> {
    let (sealed, opened) = checked.filter(|_| report.faults.is_empty())?;
    let Some(facts) = sealed.facts() else {
        report.faults.push(Fault::NotReadable(Part::Pdf));
        return None;
    };
    note_time(report, Part::PdfSignature, &opened, facts.signed_at);
    if let Some(added) = sealed.added(pdf) {
        match sealed.later(pdf) {
            // A container holds the paper as it was sealed.
            Some(later) if report.kind == Kind::Pdf => report.later = later,
            _ => report.faults.push(added),
        }
    }
    if report.kind == Kind::Pdf {
        (report.says, report.title, report.summary) = (facts.says, facts.title, facts.summary);
    }
    facts.summary
}

fn check_container(report: &mut Report, bytes: &[u8]) {
    if bytes.len() > limits::LARGEST_FILE {
        report.faults.push(Fault::TooMuch(Part::Container));
        return;
    }
    let opened = match container::open(bytes) {
        Ok(opened) => opened,
        Err(fault) => {
            report.faults.push(fault);
            return;
        }
    };
    let contents = &opened.contents;
    if opened.manifest.len() > limits::LARGEST_MANIFEST {
        report.faults.push(Fault::TooMuch(Part::Manifest));
        return;
    }

    // The document's own signature first: it is the one to name.
    check_json(report, contents.json, contents.p7s);
    let checked_pdf = check_pdf(report, contents.pdf);
    let place = Place { signature: Part::ManifestSignature, content: Part::Manifest };
    check_file(report, place, opened.manifest, opened.signature);
    check_manifest(report, &opened);
    check_one_signer(report);
    if report.faults.is_empty()
        && !container::write(contents, opened.manifest, opened.signature).is_ok_and(|again| again == bytes)
    {
        report.faults.push(Fault::NotCanonical(Part::Container));
    }

    let names = read_pdf(report, contents.pdf, checked_pdf);
    if report.faults.is_empty() {
        match names {
            None => report.faults.push(Fault::PdfNamesNone),
            Some(hash) if hash != sha256(contents.json) => report.faults.push(Fault::PdfNamesAnother),
            Some(_) => {}
        }
    }
}

fn check_manifest(report: &mut Report, opened: &container::Opened<'_>) {
    let manifest = String::from_utf8_lossy(opened.manifest);
    let members = container::members(&opened.contents);
    let changed = members.into_iter().filter(|(_, entry)| !manifest.contains(entry));
    let changed: Vec<_> = changed.map(|(part, _)| Fault::ContentChanged(part)).collect();
    if changed.is_empty() && container::manifest(&opened.contents).map_err(drop) != Ok(manifest.into_owned())
    {
        add(report, Fault::NotCanonical(Part::Manifest));
    }
    for fault in changed {
        add(report, fault);
    }
}

fn check_one_signer(report: &mut Report) {
    let first = report.signatures.first().map(|signature| signature.fingerprint);
    let others = report.signatures.iter().filter(|signature| Some(signature.fingerprint) != first);
    let others: Vec<_> = others.map(|signature| Fault::OtherSigner(signature.part)).collect();
    for fault in others {
        add(report, fault);
    }
}

fn add(report: &mut Report, fault: Fault) {
    if !report.faults.contains(&fault) {
        report.faults.push(fault);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, some_seal};
    use super::*;

    const JSON: &[u8] = b"{\"served\":41}";

    fn faults(p7s: &[u8], seal: &super::super::Seal) -> Vec<Fault> {
        verify(Input::Json { json: JSON, p7s }, &[seal.fingerprint()]).faults
    }

    #[test]
    fn a_time_outside_the_certificates_validity_is_refused() {
        let seal = some_seal("A");
        for (time, fine) in [
            ("2025-12-31T23:59:59Z", false),
            ("2026-01-01T00:00:00Z", true),
            ("2036-01-01T00:00:00Z", true),
            ("2036-01-01T00:00:01Z", false),
        ] {
            let time = at(time);
            let p7s = cms::sign(&seal, sha256(JSON), Some(time)).unwrap();
            let expected = if fine {
                vec![]
            } else {
                vec![Fault::OutsideValidity { part: Part::JsonSignature, at: time }]
            };
            assert_eq!(faults(&p7s, &seal), expected);
        }
    }

    #[test]
    fn a_file_without_a_signing_time_is_refused() {
        let seal = some_seal("A");
        let p7s = cms::sign(&seal, sha256(JSON), None).unwrap();
        assert_eq!(faults(&p7s, &seal), [Fault::SigningTime(Part::JsonSignature)]);
    }

    /// A container whose manifest was signed by the seal, whatever it says.
    fn with_manifest(seal: &super::super::Seal, change: impl Fn(String) -> String) -> Vec<Fault> {
        let time = at("2026-11-21T08:00:00Z");
        let p7s = seal.sign_detached(JSON, time).unwrap();
        let contents = container::Contents { name: "r", json: JSON, p7s: &p7s, pdf: b"no pdf" };
        let manifest = change(container::manifest(&contents).unwrap());
        let signature = seal.sign_detached(manifest.as_bytes(), time).unwrap();
        let bytes = container::write(&contents, manifest.as_bytes(), &signature).unwrap();
        verify(Input::Container(&bytes), &[seal.fingerprint()]).faults
    }

    #[test]
    fn a_manifest_says_what_is_inside_and_nothing_else() {
        let seal = some_seal("A");
        let no_pdf = Fault::NoSignature(Part::Pdf);
        assert_eq!(with_manifest(&seal, |same| same), std::slice::from_ref(&no_pdf));
        let spaced = with_manifest(&seal, |manifest| manifest + " ");
        assert_eq!(spaced, [no_pdf.clone(), Fault::NotCanonical(Part::Manifest)]);
        let changed = with_manifest(&seal, |manifest| {
            let value = manifest.find("<ds:DigestValue>").unwrap() + "<ds:DigestValue>".len();
            let mut bytes = manifest.into_bytes();
            if let Some(byte) = bytes.get_mut(value) {
                *byte = if *byte == b'A' { b'B' } else { b'A' };
            }
            String::from_utf8(bytes).unwrap()
        });
        assert_eq!(changed, [no_pdf, Fault::ContentChanged(Part::Json)]);
    }

    #[test]
    fn a_seal_is_known_only_when_every_signature_is_of_one_that_somebody_vouches_for() {
        let (ours, theirs) = (some_seal("A"), some_seal("A"));
        let time = at("2026-11-21T08:00:00Z");
        let p7s = ours.sign_detached(JSON, time).unwrap();
        let contents = container::Contents { name: "r", json: JSON, p7s: &p7s, pdf: b"no pdf" };
        let wrapped = theirs.container(&contents, time).unwrap();
        let known = |trusted: &[Fingerprint]| verify(Input::Container(&wrapped), trusted).known;
        assert!(!known(&[ours.fingerprint()]) && !known(&[theirs.fingerprint()]));
        assert!(known(&[ours.fingerprint(), theirs.fingerprint()]));
        assert!(!verify(Input::Pdf(b"no signature at all"), &[]).known);
    }
}
