//! Signing and verifying: the clinic's seal, canonical JSON, CAdES, PAdES and the ASiC-E container.
//!
//! Bytes in, bytes out. This room knows no clock, no file, no socket and no screen: the key, the time and the
//! bytes are handed in. It names no other room but `terms`.
//!
//! The seal is the clinic's own, self-signed and pinned by its fingerprint. It is *not* a certified electronic
//! signature ("tersertifikasi") in the sense of Indonesian law, and a document that carries it must say so.

mod canonical;
mod certificate;
mod cms;
mod container;
mod ecdsa;
pub mod escrow;
mod limits;
mod pdf;
mod report;
mod signer;
mod verify;

pub use canonical::{LARGEST_INTEGER, canonical};
pub use certificate::{BadCertificate, BadFingerprint, Certificate, Fingerprint, Subject, shown};
pub use container::{BadName, Contents};
pub use limits::{LARGEST_FILE, LARGEST_SIGNATURE};
pub use pdf::{Later, Mark, PdfNote, SAYS_KEY};
pub use report::{Fault, Part, Report, Signature, Verdict};
pub use verify::{Input, Kind, pdf_names, verify};

use chrono::{DateTime, Datelike, Utc};
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::terms::sha256;

/// Why something could not be sealed. None of these is a person's doing, except a number that is too large.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Canonical JSON holds whole numbers below 2^53 only; where the offending one sits.
    #[error("{at}: only whole numbers below 2^53 can be signed")]
    Number {
        /// JSON pointer of the number.
        at: String,
    },
    /// The JSON could not be written.
    #[error("the summary cannot be written as canonical JSON")]
    Json(#[from] serde_json::Error),
    /// The private key cannot be read or does not belong to the certificate.
    #[error("the seal's private key cannot be used with its certificate")]
    Key,
    /// The system gave no randomness.
    #[error("the system gave no random numbers")]
    Random,
    /// The certificate cannot be used as a seal.
    #[error("the seal's certificate cannot be used")]
    Certificate(#[from] BadCertificate),
    /// The certificate could not be made.
    #[error("the seal's certificate could not be made")]
    Make(#[from] rcgen::Error),
    /// A time outside the years 1970–2049, which a certificate and a signature write in the short form.
    #[error("{0} cannot be written in a seal")]
    Time(DateTime<Utc>),
    /// The seal was not yet or is no longer valid at the signing time.
    #[error("the seal is not valid at {0}")]
    NotValid(DateTime<Utc>),
    /// ASN.1 could not be written.
    #[error("the signature could not be encoded")]
    Encoding(#[from] der::Error),
    /// The PDF cannot take a signature.
    #[error("this PDF cannot be signed: {0}")]
    Pdf(&'static str),
    /// The PDF cannot be read or written.
    #[error("this PDF cannot be signed")]
    PdfLibrary(#[from] lopdf::Error),
    /// Writing the PDF failed.
    #[error("the PDF could not be written")]
    Write(#[from] std::io::Error),
    /// The container's files cannot have this name.
    #[error("this name cannot be used inside a container")]
    Name(#[from] BadName),
}

/// The clinic's seal: a P-256 private key and the certificate that names its owner.
///
/// The key's bytes are wiped from memory when the seal is dropped.
pub struct Seal {
    key: Zeroizing<Vec<u8>>,
    certificate: Certificate,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Seal").field("fingerprint", &self.certificate.fingerprint()).finish_non_exhaustive()
    }
}

/// Makes a new seal: a fresh P-256 key with a self-signed certificate.
///
/// The times are cut to whole seconds; both must lie in the years 1970–2049.
pub fn make(subject: &Subject, not_before: DateTime<Utc>, not_after: DateTime<Utc>) -> Result<Seal, Error> {
    let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256)?;
    let pkcs8 = Zeroizing::new(key.serialize_der());

    let mut serial = [0u8; 16];
    SystemRandom::new().fill(&mut serial).map_err(|_| Error::Random)?;
    if let Some(first) = serial.first_mut() {
        // Positive and never empty, as RFC 5280 section 4.1.2.2 asks.
        *first = (*first & 0x3f) | 0x40;
    }

    let mut params = rcgen::CertificateParams::default();
    let mut name = rcgen::DistinguishedName::new();
    name.push(rcgen::DnType::CountryName, rcgen::DnValue::PrintableString("ID".try_into()?));
    if !subject.organisation.is_empty() {
        name.push(rcgen::DnType::OrganizationName, subject.organisation.as_str());
    }
    name.push(rcgen::DnType::CommonName, subject.common_name.as_str());
    params.distinguished_name = name;
    params.serial_number = Some(rcgen::SerialNumber::from_slice(&serial));
    params.is_ca = rcgen::IsCa::ExplicitNoCa;
    params.key_usages =
        vec![rcgen::KeyUsagePurpose::DigitalSignature, rcgen::KeyUsagePurpose::ContentCommitment];
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    params.not_before = epoch + since_1970(not_before)?;
    params.not_after = epoch + since_1970(not_after)?;
    let certificate = params.self_signed(&key)?;
    Seal::from_parts(&pkcs8, certificate.der())
}

/// Whole seconds since 1970 of a time that a certificate can carry in the short form.
fn since_1970(at: DateTime<Utc>) -> Result<std::time::Duration, Error> {
    if !(1970..2050).contains(&at.year()) {
        return Err(Error::Time(at));
    }
    u64::try_from(at.timestamp()).map(std::time::Duration::from_secs).map_err(|_| Error::Time(at))
}

impl Seal {
    /// A seal from its stored parts: the private key (PKCS #8, DER) and the certificate (DER).
    pub fn from_parts(pkcs8: &[u8], certificate: &[u8]) -> Result<Self, Error> {
        let certificate = Certificate::from_der(certificate)?;
        if ecdsa::public_point(pkcs8)? != certificate.point() {
            return Err(Error::Key);
        }
        Ok(Self { key: Zeroizing::new(pkcs8.to_vec()), certificate })
    }

    /// The private key (PKCS #8, DER), for the one place that stores it.
    pub fn private_key(&self) -> &[u8] {
        &self.key
    }

    /// The certificate that goes out with every signature.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// SHA-256 of the certificate: what people compare over the telephone.
    pub fn fingerprint(&self) -> Fingerprint {
        self.certificate.fingerprint()
    }

    /// A detached CAdES-B signature (CMS, DER) over `bytes`, with the signing time among the signed attributes.
    pub fn sign_detached(&self, bytes: &[u8], signing_time: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        self.must_be_valid(signing_time)?;
        cms::sign(self, sha256(bytes), Some(signing_time))
    }

    /// The PDF with a PAdES B-B signature appended as an incremental update; see [`PdfNote`].
    pub fn sign_pdf(
        &self,
        pdf: &[u8],
        signing_time: DateTime<Utc>,
        note: &PdfNote<'_>,
    ) -> Result<Vec<u8>, Error> {
        self.must_be_valid(signing_time)?;
        pdf::sign(self, pdf, signing_time, note)
    }

    /// The deterministic ASiC-E container of `NAME.json`, `NAME.json.p7s` and `NAME.pdf`.
    ///
    /// Deterministic but for the signature over its manifest: ECDSA signatures differ each time.
    pub fn container(&self, contents: &Contents<'_>, signing_time: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        let manifest = container::manifest(contents)?;
        let signature = self.sign_detached(manifest.as_bytes(), signing_time)?;
        Ok(container::write(contents, manifest.as_bytes(), &signature)?)
    }

    fn must_be_valid(&self, at: DateTime<Utc>) -> Result<(), Error> {
        since_1970(at)?;
        if self.certificate.valid_at(at) { Ok(()) } else { Err(Error::NotValid(at)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    pub fn some_seal(common_name: &str) -> Seal {
        let subject = Subject { common_name: common_name.into(), organisation: "Dinas Kesehatan".into() };
        make(&subject, at("2026-01-01T00:00:00Z"), at("2036-01-01T00:00:00Z")).unwrap()
    }

    #[test]
    fn a_seal_is_stored_as_parts_and_only_its_own_key_fits() {
        let seal = some_seal("Puskesmas Contoh");
        let again = Seal::from_parts(seal.private_key(), seal.certificate().der()).unwrap();
        assert_eq!(again.fingerprint(), seal.fingerprint());
        let other = some_seal("Puskesmas Contoh");
        assert_ne!(other.fingerprint(), seal.fingerprint());
        let mixed = Seal::from_parts(other.private_key(), seal.certificate().der());
        assert!(matches!(mixed, Err(Error::Key)));
        assert!(!format!("{seal:?}").contains("key"));
    }

    #[test]
    fn nothing_is_signed_outside_the_seals_validity() {
        let seal = some_seal("Puskesmas Contoh");
        for (time, fine) in [
            ("2025-12-31T23:59:59Z", false),
            ("2026-01-01T00:00:00Z", true),
            ("2036-01-01T00:00:00.9Z", true),
            ("2036-01-01T00:00:01Z", false),
            ("2055-01-01T00:00:00Z", false),
            ("1950-01-01T00:00:00Z", false),
        ] {
            assert_eq!(seal.sign_detached(b"x", at(time)).is_ok(), fine, "{time}");
        }
    }

    #[test]
    fn a_detached_signature_says_who_and_when() {
        let seal = some_seal("Puskesmas Contoh");
        let json = canonical(&serde_json::json!({"served": 41})).unwrap();
        let time = at("2026-11-21T08:00:00Z");
        let p7s = seal.sign_detached(&json, time).unwrap();
        let report = verify(Input::Json { json: &json, p7s: &p7s }, &[seal.fingerprint()]);
        assert_eq!(report.faults, []);
        assert_eq!(report.verdict(), Verdict::Holds);
        let signer = report.signer().unwrap();
        assert_eq!(signer.subject.common_name, "Puskesmas Contoh");
        assert_eq!(signer.signed_at, Some(time));
        let stranger = verify(Input::Json { json: &json, p7s: &p7s }, &[]);
        assert_eq!(stranger.verdict(), Verdict::UnknownSeal);
    }
}
