//! The one form of signature: CAdES-B, a detached CMS by one P-256 certificate (RFC 5652, ETSI EN 319 122-1).
//!
//! Reading is the mirror of writing: what was read is written again from its few free values (certificate,
//! digest, time, signature) and must give the same bytes. So nothing can hide in unsigned attributes, further
//! certificates or another spelling.

use chrono::{DateTime, Utc};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::db::rfc5911::{
    ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA,
    ID_SIGNING_TIME,
};
use const_oid::db::rfc5912::{ECDSA_WITH_SHA_256, ID_SHA_256};
use der::asn1::{Any, ObjectIdentifier, OctetString, OctetStringRef, SetOfVec, UtcTime};
use der::{Decode, Encode, Sequence};
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_cert::time::Time;

use super::certificate::{Certificate, date_time};
use super::report::{Fault, Part};
use super::{Error, Seal, ecdsa};

type Digest = [u8; 32];
type Attributes = SetOfVec<Attribute>;

/// `SigningCertificateV2` of RFC 5035 with one `ESSCertIDv2`; SHA-256 is the default and therefore left out.
#[derive(Sequence)]
struct SigningCertificate<'a> {
    certificates: [EssCertificate<'a>; 1],
}

#[derive(Sequence)]
struct EssCertificate<'a> {
    hash: OctetStringRef<'a>,
}

/// A signature that was read; its spelling is checked, its truth not yet.
pub(super) struct Opened {
    pub certificate: Certificate,
    pub signing_time: Option<DateTime<Utc>>,
    digest: Digest,
    signed: Vec<u8>,
    signature: Vec<u8>,
}

/// SHA-256.
pub(super) fn sha256(bytes: &[u8]) -> Digest {
    let mut out = [0u8; 32];
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    out.iter_mut().zip(digest.as_ref()).for_each(|(room, byte)| *room = *byte);
    out
}

/// Signs a content by its digest. A PDF keeps its time elsewhere and passes `None`.
pub(super) fn sign(seal: &Seal, digest: Digest, time: Option<DateTime<Utc>>) -> Result<Vec<u8>, Error> {
    let attributes = attributes(&seal.certificate, &digest, time)?;
    // Signed with the universal tag of SET OF (0x31), written with [0]: RFC 5652 section 5.4.
    let signature = ecdsa::sign(&seal.key, &attributes.to_der()?)?;
    Ok(assemble(&seal.certificate, attributes, &signature)?)
}

/// Reads a signature that must be spelled exactly as [`sign`] spells it.
pub(super) fn open(bytes: &[u8], part: Part) -> Result<Opened, Fault> {
    let unreadable = |_| Fault::NotReadable(part);
    let content = ContentInfo::from_der(bytes).map_err(unreadable)?;
    if content.content_type != ID_SIGNED_DATA {
        return Err(Fault::NotReadable(part));
    }
    let data: SignedData = content.content.decode_as().map_err(unreadable)?;

    let ([CertificateChoices::Certificate(certificate)], [signer]) = (
        data.certificates.as_ref().map(|set| set.0.as_slice()).unwrap_or_default(),
        data.signer_infos.0.as_slice(),
    ) else {
        return Err(Fault::NotCanonical(part));
    };
    let certificate = Certificate::from_parsed(certificate.clone())
        .map_err(|reason| Fault::BadCertificate { part, reason })?;

    let attributes = signer.signed_attrs.as_ref().ok_or(Fault::NotCanonical(part))?;
    let digest = attribute(attributes, ID_MESSAGE_DIGEST)
        .and_then(|value| value.decode_as::<OctetString>().ok())
        .and_then(|value| Digest::try_from(value.as_bytes()).ok())
        .ok_or(Fault::NotCanonical(part))?;
    let signing_time = match attribute(attributes, ID_SIGNING_TIME) {
        Some(value) => {
            let time = value.decode_as::<UtcTime>().map_err(|_| Fault::NotCanonical(part))?;
            Some(date_time(&Time::UtcTime(time)))
        }
        None => None,
    };
    let named = attribute(attributes, ID_AA_SIGNING_CERTIFICATE_V_2).ok_or(Fault::NotCanonical(part))?;
    let expected = signing_certificate(&certificate).map_err(|_| Fault::NotCanonical(part))?;
    if *named != expected {
        return Err(Fault::CertificateSwapped(part));
    }

    let signature = signer.signature.as_bytes().to_vec();
    let again =
        self::attributes(&certificate, &digest, signing_time).map_err(|_| Fault::NotCanonical(part))?;
    let signed = again.to_der().map_err(unreadable)?;
    let rebuilt = assemble(&certificate, again, &signature).map_err(unreadable)?;
    if rebuilt != bytes {
        return Err(Fault::NotCanonical(part));
    }
    Ok(Opened { certificate, signing_time, digest, signed, signature })
}

impl Opened {
    /// Was this digest signed?
    pub fn covers(&self, digest: &Digest) -> bool {
        self.digest == *digest
    }

    /// Does the signature fit the certificate?
    pub fn holds(&self) -> bool {
        ecdsa::holds(self.certificate.point(), &self.signed, &self.signature)
    }
}

fn attribute(attributes: &Attributes, wanted: ObjectIdentifier) -> Option<&Any> {
    let found = attributes.iter().find(|attribute| attribute.oid == wanted)?;
    match found.values.as_slice() {
        [value] => Some(value),
        _ => None,
    }
}

fn attributes(
    certificate: &Certificate,
    digest: &Digest,
    time: Option<DateTime<Utc>>,
) -> Result<Attributes, Error> {
    let mut all = Attributes::new();
    let mut add = |oid, value| -> Result<(), Error> {
        let values = SetOfVec::try_from(vec![value])?;
        Ok(all.insert(Attribute { oid, values })?)
    };
    add(ID_CONTENT_TYPE, Any::encode_from(&ID_DATA)?)?;
    add(ID_MESSAGE_DIGEST, Any::encode_from(&OctetStringRef::new(digest)?)?)?;
    add(ID_AA_SIGNING_CERTIFICATE_V_2, signing_certificate(certificate)?)?;
    if let Some(time) = time {
        // UTCTime through 2049 (RFC 5652 section 11.3); later years are refused when signing.
        let time = UtcTime::from_unix_duration(super::since_1970(time)?)?;
        add(ID_SIGNING_TIME, Any::encode_from(&time)?)?;
    }
    Ok(all)
}

fn signing_certificate(certificate: &Certificate) -> Result<Any, der::Error> {
    let hash = certificate.fingerprint();
    Any::encode_from(&SigningCertificate {
        certificates: [EssCertificate { hash: OctetStringRef::new(&hash.0)? }],
    })
}

fn assemble(
    certificate: &Certificate,
    attributes: Attributes,
    signature: &[u8],
) -> Result<Vec<u8>, der::Error> {
    // Neither algorithm carries parameters: RFC 5754 sections 2 and 3.3.
    let sha256 = AlgorithmIdentifierOwned { oid: ID_SHA_256, parameters: None };
    let tbs = &certificate.parsed().tbs_certificate;
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer.clone(),
            serial_number: tbs.serial_number.clone(),
        }),
        digest_alg: sha256.clone(),
        signed_attrs: Some(attributes),
        signature_algorithm: AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None },
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha256])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(vec![CertificateChoices::Certificate(
            certificate.parsed().clone(),
        )])?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
    };
    ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}
