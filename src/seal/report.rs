//! What a verification found: typed, so that whoever reads it says it in the words of their language.

use chrono::{DateTime, Utc};

use super::certificate::{BadCertificate, Fingerprint, Subject};
use super::pdf::Later;
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is not what its place asks for (no DER, no ZIP, no PDF, no JSON).
    NotReadable(Part),
    /// It is larger, deeper or has more in it than any summary; it was not read.
    TooMuch(Part),
    /// There is no signature in it.
    NoSignature(Part),
    /// It says the same but not in the one spelling that was agreed: a harmless-looking change of bytes.
    NotCanonical(Part),
    /// The content is not what was signed.
    ContentChanged(Part),
    /// The signature does not fit the certificate it comes with.
    BadSignature(Part),
    /// The certificate is not the one that the signature was made with.
    CertificateSwapped(Part),
    /// The certificate cannot be a seal's.
    BadCertificate {
        /// Which signature carries it.
        part: Part,
        /// What is wrong with it.
        reason: BadCertificate,
    },
    /// The signature must carry a time (files) or must not (PDF).
    SigningTime(Part),
    /// Signed before or after the certificate was valid.
    OutsideValidity {
        /// Which signature.
        part: Part,
        /// The signing time it claims.
        at: DateTime<Utc>,
    },
    /// Signed when another seal was in this one's place already.
    SealEnded {
        /// Which signature.
        part: Part,
        /// The signing time it claims.
        at: DateTime<Utc>,
        /// When the other took its place.
        ended: DateTime<Utc>,
    },
    /// The PDF goes on after what was signed.
    AddedAfterSigning {
        /// How many bytes.
        bytes: usize,
        /// They look like a later revision of the document, not just junk.
        revision: bool,
    },
    /// The PDF is shorter than what was signed.
    CutShort {
        /// How many bytes.
        bytes: usize,
    },
    /// The reserved room around the PDF's signature was touched.
    HoleChanged,
    /// The container's files are not the five that belong there, in their order.
    WrongMembers,
    /// The PDF does not say which JSON it belongs to.
    PdfNamesNone,
    /// The PDF shows another JSON than the one beside it.
    PdfNamesAnother,
    /// Not everything in the container was signed with one seal.
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
    /// Signatures that others added to a PDF since, and nothing else was added.
    pub later: Vec<Later>,
    /// What says of what it is, as JSON: the summary itself or the line of its paper; only where it is as it was sealed.
    pub says: Option<Vec<u8>>,
    /// The title of a paper, which older ones have alone.
    pub title: Option<String>,
    /// SHA-256 of the JSON, or of the one that a paper names.
    pub summary: Option<[u8; 32]>,
    /// What is wrong; empty when everything holds.
    pub faults: Vec<Fault>,
    /// The seal is among those that were vouched for.
    pub known: bool,
}

impl Report {
    /// Nothing is known yet.
    pub(super) const fn of(kind: Kind) -> Self {
        Self {
            kind,
            signatures: Vec::new(),
            later: Vec::new(),
            says: None,
            title: None,
            summary: None,
            faults: Vec::new(),
            known: false,
        }
    }

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
