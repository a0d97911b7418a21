//! The certificate that names a seal's owner, and its fingerprint.
//!
//! Only what a seal may be: X.509 in strict DER with a P-256 key. A self-issued one must carry its own valid
//! signature; one issued by somebody else (a health office) is taken as it is, for trust comes from the
//! fingerprint alone.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use const_oid::db::rfc4519::{COMMON_NAME, ORGANIZATION_NAME};
use const_oid::db::rfc5912::{ECDSA_WITH_SHA_256, ID_EC_PUBLIC_KEY, SECP_256_R_1};
use der::asn1::{ObjectIdentifier, PrintableStringRef, Utf8StringRef};
use der::{Decode, Encode, EncodePem};
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use x509_cert::name::Name;
use x509_cert::time::Time;

use super::limits::der_fits;
use crate::terms::sha256;

/// SHA-256 of a certificate's DER bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub [u8; 32]);

impl fmt::Display for Fingerprint {
    /// Sixteen groups of four capital hex digits, easy to read over the telephone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if index > 0 && index % 2 == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{byte:02X}")?;
        }
        Ok(())
    }
}

/// This text is no fingerprint: 64 hex digits are wanted; spaces, colons and dashes may stand between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint has 64 hexadecimal digits")]
pub struct BadFingerprint;

impl FromStr for Fingerprint {
    type Err = BadFingerprint;
    fn from_str(text: &str) -> Result<Self, BadFingerprint> {
        let mut bytes = [0u8; 32];
        let mut count = 0;
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, ':' | '-')) {
            let digit = letter.to_digit(16).ok_or(BadFingerprint)?;
            let room = bytes.get_mut(count / 2).ok_or(BadFingerprint)?;
            *room = (*room << 4) | u8::try_from(digit).map_err(|_| BadFingerprint)?;
            count += 1;
        }
        if count == 64 { Ok(Self(bytes)) } else { Err(BadFingerprint) }
    }
}

/// Whom a seal belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The clinic's name as people know it.
    pub common_name: String,
    /// The body it belongs to (the health office); may be empty.
    pub organisation: String,
}

impl Subject {
    /// Whom a certificate's name names.
    pub(super) fn of(name: &Name) -> Self {
        let part = |wanted| name_part(name, wanted).unwrap_or_default();
        Self { common_name: part(COMMON_NAME), organisation: part(ORGANIZATION_NAME) }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.common_name)?;
        if !self.organisation.is_empty() {
            write!(f, ", {}", self.organisation)?;
        }
        Ok(())
    }
}

/// Why a certificate is no seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCertificate {
    /// Not an X.509 certificate in strict DER (or PEM).
    #[error("this is no certificate")]
    NotReadable,
    /// The key is not on the curve P-256.
    #[error("the certificate's key is not P-256")]
    OtherKey,
    /// It says that it signed itself, and the signature does not hold.
    #[error("the certificate's own signature does not hold")]
    OwnSignature,
}

/// A certificate that can be a seal's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    parsed: x509_cert::Certificate,
    subject: Subject,
}

impl Certificate {
    /// Reads strict DER and checks that it can be a seal's.
    pub fn from_der(bytes: &[u8]) -> Result<Self, BadCertificate> {
        if !der_fits(bytes) {
            return Err(BadCertificate::NotReadable);
        }
        let parsed = x509_cert::Certificate::from_der(bytes).map_err(|_| BadCertificate::NotReadable)?;
        Self::from_parsed(parsed).and_then(|certificate| {
            if certificate.der == bytes { Ok(certificate) } else { Err(BadCertificate::NotReadable) }
        })
    }

    /// Reads a certificate file as people have it: PEM or DER.
    pub fn from_file_bytes(bytes: &[u8]) -> Result<Self, BadCertificate> {
        if bytes.trim_ascii_start().starts_with(b"-----BEGIN") {
            let text = std::str::from_utf8(bytes.trim_ascii()).map_err(|_| BadCertificate::NotReadable)?;
            match der::Document::from_pem(text) {
                Ok(("CERTIFICATE", certificate)) => Self::from_der(certificate.as_bytes()),
                _ => Err(BadCertificate::NotReadable),
            }
        } else {
            Self::from_der(bytes)
        }
    }

    pub(super) fn from_parsed(parsed: x509_cert::Certificate) -> Result<Self, BadCertificate> {
        let der = parsed.to_der().map_err(|_| BadCertificate::NotReadable)?;
        let tbs = &parsed.tbs_certificate;
        let key = &tbs.subject_public_key_info;
        let curve = key.algorithm.parameters.as_ref().and_then(|any| any.decode_as().ok());
        if key.algorithm.oid != ID_EC_PUBLIC_KEY || curve != Some(SECP_256_R_1) {
            return Err(BadCertificate::OtherKey);
        }
        let point = key.subject_public_key.as_bytes().ok_or(BadCertificate::OtherKey)?;
        if point.len() != 65 || point.first() != Some(&4) {
            return Err(BadCertificate::OtherKey);
        }
        if tbs.subject == tbs.issuer {
            let message = tbs.to_der().map_err(|_| BadCertificate::NotReadable)?;
            let signature = parsed.signature.as_bytes().ok_or(BadCertificate::OwnSignature)?;
            let named = parsed.signature_algorithm == tbs.signature
                && parsed.signature_algorithm.oid == ECDSA_WITH_SHA_256;
            if !named
                || UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(&message, signature).is_err()
            {
                return Err(BadCertificate::OwnSignature);
            }
        }
        let subject = Subject::of(&tbs.subject);
        Ok(Self { der, parsed, subject })
    }

    /// The exact bytes.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The certificate as text, to be handed to others and to their tools.
    pub fn pem(&self) -> Result<String, BadCertificate> {
        self.parsed.to_pem(der::pem::LineEnding::LF).map_err(|_| BadCertificate::NotReadable)
    }

    /// SHA-256 of the bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(sha256(&self.der))
    }

    /// Whom it names.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// First second of validity.
    pub fn not_before(&self) -> DateTime<Utc> {
        date_time(&self.parsed.tbs_certificate.validity.not_before)
    }

    /// Last second of validity.
    pub fn not_after(&self) -> DateTime<Utc> {
        date_time(&self.parsed.tbs_certificate.validity.not_after)
    }

    /// Is `at` within the validity? Fractions of a second are cut, as they are in a signature.
    pub fn valid_at(&self, at: DateTime<Utc>) -> bool {
        (self.not_before().timestamp()..=self.not_after().timestamp()).contains(&at.timestamp())
    }

    pub(super) fn parsed(&self) -> &x509_cert::Certificate {
        &self.parsed
    }

    pub(super) fn point(&self) -> &[u8] {
        self.parsed.tbs_certificate.subject_public_key_info.subject_public_key.as_bytes().unwrap_or_default()
    }
}

/// A time as X.509 writes it; what lies beyond chrono's range becomes its end.
pub(super) fn date_time(time: &Time) -> DateTime<Utc> {
    i64::try_from(time.to_unix_duration().as_secs())
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

fn name_part(name: &Name, wanted: ObjectIdentifier) -> Option<String> {
    let part = name.0.iter().flat_map(|rdn| rdn.0.iter()).find(|part| part.oid == wanted)?;
    let text = match part.value.decode_as::<Utf8StringRef<'_>>() {
        Ok(text) => text.as_str().to_owned(),
        Err(_) => part.value.decode_as::<PrintableStringRef<'_>>().ok()?.as_str().to_owned(),
    };
    Some(shown(&text))
}

/// What a file says, as it is shown to people: nothing that moves the cursor or turns the line around, and no flood.
pub fn shown(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control() && !is_turning(*letter)).take(200).collect()
}

fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, some_seal};
    use super::*;

    #[test]
    fn a_seal_says_whose_it_is_and_reads_back() {
        let seal = some_seal("Puskesmas Contoh");
        let certificate = seal.certificate();
        assert_eq!(certificate.subject().to_string(), "Puskesmas Contoh, Dinas Kesehatan");
        assert_eq!(certificate.not_before(), at("2026-01-01T00:00:00Z"));
        assert_eq!(certificate.not_after(), at("2036-01-01T00:00:00Z"));
        let pem = certificate.pem().unwrap();
        assert_eq!(&Certificate::from_file_bytes(pem.as_bytes()).unwrap(), certificate);
        assert_eq!(&Certificate::from_file_bytes(certificate.der()).unwrap(), certificate);
    }

    #[test]
    fn a_fingerprint_is_read_as_people_type_it() {
        let print = some_seal("A").fingerprint();
        let shown = print.to_string();
        assert_eq!(shown.len(), 64 + 15);
        assert_eq!(shown.parse(), Ok(print));
        assert_eq!(shown.to_lowercase().replace(' ', ":").parse(), Ok(print));
        assert_eq!(shown.replace(' ', "").parse(), Ok(print));
        assert_eq!(format!("{shown}00").parse::<Fingerprint>(), Err(BadFingerprint));
        assert_eq!("".parse::<Fingerprint>(), Err(BadFingerprint));
        assert_eq!("zz".parse::<Fingerprint>(), Err(BadFingerprint));
        assert_eq!("é".repeat(64).parse::<Fingerprint>(), Err(BadFingerprint));
    }

    #[test]
    fn every_changed_byte_of_a_certificate_is_refused() {
        let der = some_seal("Puskesmas Contoh").certificate().der().to_vec();
        for index in 0..der.len() {
            let mut other = der.clone();
            if let Some(byte) = other.get_mut(index) {
                *byte ^= 1;
            }
            // Where the issuer's name changed it is no longer self-issued: another certificate, another print.
            if let Ok(other) = Certificate::from_der(&other) {
                assert_ne!(other.fingerprint(), Fingerprint(sha256(&der)));
                assert_ne!(other.parsed().tbs_certificate.issuer, other.parsed().tbs_certificate.subject);
            }
        }
    }

    #[test]
    fn a_key_of_another_kind_is_no_seal() {
        let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ED25519).unwrap();
        let other = rcgen::CertificateParams::default().self_signed(&key).unwrap();
        assert_eq!(Certificate::from_der(other.der()), Err(BadCertificate::OtherKey));
        assert_eq!(Certificate::from_file_bytes(b"-----BEGIN nonsense"), Err(BadCertificate::NotReadable));
        assert_eq!(Certificate::from_file_bytes(b""), Err(BadCertificate::NotReadable));
    }

    #[test]
    fn a_name_moves_no_cursor_and_turns_no_line() {
        let seal = some_seal("Pus\u{202e}kes\u{1b}[2Jmas\u{2066} Contoh");
        assert_eq!(seal.certificate().subject().common_name, "Puskes[2Jmas Contoh");
    }
}
