//! What a verification found: typed, so that a screen, a terminal and a test can each say it in their words.

use std::fmt;

use chrono::{DateTime, Utc};

use super::certificate::{BadCertificate, Fingerprint, Subject};
use super::verify::Kind;

/// The thing that a fault or a signature belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// `NAME.json`.
    Json,
    /// `NAME.json.p7s`.
    JsonSignature,
    /// `NAME.pdf`.
    Pdf,
    /// The signature inside `NAME.pdf`.
    PdfSignature,
    /// The ZIP around everything.
    Container,
    /// `META-INF/ASiCManifest.xml`.
    Manifest,
    /// `META-INF/signature.p7s`.
    ManifestSignature,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "the JSON file",
            Self::JsonSignature => "the JSON file's signature (.json.p7s)",
            Self::Pdf => "the PDF",
            Self::PdfSignature => "the signature in the PDF",
            Self::Container => "the container (.asice)",
            Self::Manifest => "the container's manifest",
            Self::ManifestSignature => "the container's signature",
        })
    }
}

/// One signature that was found and could be read. Its names are *claims* while the report holds a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// What carries the signature.
    pub part: Part,
    /// Whom the certificate names.
    pub subject: Subject,
    /// SHA-256 of the certificate.
    pub fingerprint: Fingerprint,
    /// When it was signed, by the signer's clock; `None` while a PDF could not be read that far.
    pub signed_at: Option<DateTime<Utc>>,
    /// First second of the certificate's validity.
    pub valid_from: DateTime<Utc>,
    /// Last second of the certificate's validity.
    pub valid_until: DateTime<Utc>,
}

/// What is wrong, exactly.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not what its place asks for (no DER, no ZIP, no PDF, no JSON).
    #[error("{0} cannot be read")]
    NotReadable(Part),
    /// There is no signature in it.
    #[error("{0} carries no signature of this program")]
    NoSignature(Part),
    /// It says the same but not in the one spelling that was agreed: a harmless-looking change of bytes.
    #[error("{0} is not byte for byte in its canonical form")]
    NotCanonical(Part),
    /// The content is not what was signed.
    #[error("{0} was changed after it was signed")]
    ContentChanged(Part),
    /// The signature does not fit the certificate it comes with.
    #[error("{0} does not hold")]
    BadSignature(Part),
    /// The certificate is not the one that the signature was made with.
    #[error("{0} comes with another certificate than it was made with")]
    CertificateSwapped(Part),
    /// The certificate cannot be a seal's.
    #[error("{part}: {reason}")]
    BadCertificate {
        /// Which signature carries it.
        part: Part,
        /// What is wrong with it.
        reason: BadCertificate,
    },
    /// The signature must carry a time (files) or must not (PDF).
    #[error("{0} does not tell its time where it should")]
    SigningTime(Part),
    /// Signed before or after the certificate was valid.
    #[error("{part} was made at {at}, when its certificate was not valid")]
    OutsideValidity {
        /// Which signature.
        part: Part,
        /// The signing time it claims.
        at: DateTime<Utc>,
    },
    /// The PDF goes on after what was signed.
    #[error("{bytes} bytes were added to the PDF after it was signed")]
    AddedAfterSigning {
        /// How many bytes.
        bytes: usize,
        /// They look like a later revision of the document, not just junk.
        revision: bool,
    },
    /// The PDF is shorter than what was signed.
    #[error("{bytes} bytes are missing at the end of the PDF")]
    CutShort {
        /// How many bytes.
        bytes: usize,
    },
    /// The reserved room around the PDF's signature was touched.
    #[error("the room kept for the signature in the PDF was changed")]
    HoleChanged,
    /// The container's files are not the five that belong there, in their order.
    #[error("the container does not hold the files it should, in their order")]
    WrongMembers,
    /// The PDF does not say which JSON it belongs to.
    #[error("the PDF does not say which summary it shows")]
    PdfNamesNone,
    /// The PDF shows another JSON than the one beside it.
    #[error("the PDF shows another summary than the JSON file")]
    PdfNamesAnother,
    /// Not everything in the container was signed with one seal.
    #[error("{0} was made with another seal than the rest")]
    OtherSigner(Part),
}

/// The outcome in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every byte is as signed, by a known seal.
    Holds,
    /// Every byte is as signed, but nobody vouched for this seal.
    UnknownSeal,
    /// Something is wrong; see the faults.
    Broken,
}

/// Everything a verification has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What was looked at.
    pub kind: Kind,
    /// The signatures that could be read, the document's own first.
    pub signatures: Vec<Signature>,
    /// What is wrong; empty when everything holds.
    pub faults: Vec<Fault>,
    /// The seal is among those that were vouched for.
    pub known: bool,
}

impl Report {
    /// The outcome in one word.
    pub fn verdict(&self) -> Verdict {
        if !self.faults.is_empty() || self.signatures.is_empty() {
            Verdict::Broken
        } else if self.known {
            Verdict::Holds
        } else {
            Verdict::UnknownSeal
        }
    }

    /// The signature to name first.
    pub fn signer(&self) -> Option<&Signature> {
        self.signatures.first()
    }
}
