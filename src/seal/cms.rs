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
use super::limits::der_fits;
use super::report::{Fault, Part};
use super::{Error, Seal, ecdsa};
use crate::terms::Hash;

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
    digest: Hash,
    signed: Vec<u8>,
    signature: Vec<u8>,
}

/// Signs a content by its digest. A PDF keeps its time elsewhere and passes `None`.
pub(super) fn sign(seal: &Seal, digest: Hash, time: Option<DateTime<Utc>>) -> Result<Vec<u8>, Error> {
    let attributes = attributes(&seal.certificate, &digest, time)?;
    // Signed with the universal tag of SET OF (0x31), written with [0]: RFC 5652 section 5.4.
    let signature = ecdsa::sign(&seal.key, &attributes.to_der()?)?;
    Ok(assemble(&seal.certificate, attributes, &signature)?)
}

/// Reads a signature that must be spelled exactly as [`sign`] spells it.
pub(super) fn open(bytes: &[u8], part: Part) -> Result<Opened, Fault> {
    let unreadable = |_| Fault::NotReadable(part);
    if !der_fits(bytes) {
        return Err(Fault::NotReadable(part));
    }
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
        .and_then(|value| Hash::try_from(value.as_bytes()).ok())
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
    pub fn covers(&self, digest: &Hash) -> bool {
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
    digest: &Hash,
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

#[cfg(test)]
mod tests {
    use super::super::tests::{at, some_seal};
    use super::*;
    use crate::terms::sha256;

    const PART: Part = Part::JsonSignature;

    fn signature(seal: &Seal) -> Vec<u8> {
        sign(seal, sha256(b"words"), Some(at("2026-11-21T08:00:00Z"))).unwrap()
    }

    /// The signature taken apart, changed and written again.
    fn changed(der: &[u8], change: impl FnOnce(&mut SignedData, &mut SignerInfo)) -> Vec<u8> {
        let content = ContentInfo::from_der(der).unwrap();
        let mut data: SignedData = content.content.decode_as().unwrap();
        let mut signer = data.signer_infos.0.as_slice().first().unwrap().clone();
        change(&mut data, &mut signer);
        if !data.signer_infos.0.is_empty() {
            data.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer]).unwrap());
        }
        ContentInfo { content: Any::encode_from(&data).unwrap(), ..content }.to_der().unwrap()
    }

    fn some_attribute() -> Attribute {
        let values = SetOfVec::try_from(vec![Any::null()]).unwrap();
        Attribute { oid: ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14"), values }
    }

    #[test]
    fn what_was_signed_opens_and_holds() {
        let seal = some_seal("A");
        let opened = open(&signature(&seal), PART).unwrap();
        assert!(opened.holds() && opened.covers(&sha256(b"words")) && !opened.covers(&sha256(b"other")));
        assert_eq!(opened.signing_time, Some(at("2026-11-21T08:00:00Z")));
        let untimed = open(&sign(&seal, sha256(b"words"), None).unwrap(), PART).unwrap();
        assert_eq!(untimed.signing_time, None);
        assert!(untimed.holds());
    }

    #[test]
    fn nothing_can_be_added_that_others_would_overlook() {
        let seal = some_seal("A");
        let der = signature(&seal);
        assert_eq!(changed(&der, |_, _| {}), der);
        let refused = |change: fn(&mut SignedData, &mut SignerInfo)| {
            assert_eq!(open(&changed(&der, change), PART).err(), Some(Fault::NotCanonical(PART)));
        };
        refused(|_, signer| {
            signer.unsigned_attrs = Some(SetOfVec::try_from(vec![some_attribute()]).unwrap());
        });
        refused(|_, signer| signer.unsigned_attrs = Some(SetOfVec::new()));
        refused(|_, signer| signer.signed_attrs.as_mut().unwrap().insert(some_attribute()).unwrap());
        refused(|_, signer| signer.signed_attrs = None);
        refused(|_, signer| signer.version = CmsVersion::V3);
        refused(|_, signer| signer.digest_alg.parameters = Some(Any::null()));
        refused(|_, signer| signer.signature_algorithm.parameters = Some(Any::null()));
        refused(|data, _| data.version = CmsVersion::V3);
        refused(|data, _| data.certificates = None);
        refused(|data, _| {
            let other = CertificateChoices::Certificate(some_seal("B").certificate().parsed().clone());
            data.certificates.as_mut().unwrap().0.insert(other).unwrap();
        });
        refused(|data, _| data.crls = Some(cms::revocation::RevocationInfoChoices(SetOfVec::new())));
        refused(|data, _| data.signer_infos = SignerInfos(SetOfVec::new()));
        refused(|data, _| data.digest_algorithms = SetOfVec::new());
        refused(|data, _| {
            data.encap_content_info.econtent =
                Some(Any::encode_from(&OctetString::new(*b"words").unwrap()).unwrap());
        });
    }

    #[test]
    fn something_else_in_the_same_wrapping_is_no_signature() {
        let content = ContentInfo::from_der(&signature(&some_seal("A"))).unwrap();
        let other = ContentInfo { content_type: ID_DATA, ..content }.to_der().unwrap();
        assert_eq!(open(&other, PART).err(), Some(Fault::NotReadable(PART)));
    }

    #[test]
    fn another_certificate_is_noticed_even_with_the_same_name_and_number() {
        let (ours, theirs) = (some_seal("A"), some_seal("A"));
        let swapped = changed(&signature(&ours), |data, _| {
            let other = CertificateChoices::Certificate(theirs.certificate().parsed().clone());
            data.certificates = Some(CertificateSet(SetOfVec::try_from(vec![other]).unwrap()));
        });
        assert_eq!(open(&swapped, PART).err(), Some(Fault::CertificateSwapped(PART)));

        // A certificate for the attributes, another for the key: opens as theirs, does not hold.
        let theirs_named = attributes(theirs.certificate(), &sha256(b"words"), None).unwrap();
        let signature = ecdsa::sign(ours.private_key(), &theirs_named.to_der().unwrap()).unwrap();
        let lent = assemble(theirs.certificate(), theirs_named, &signature).unwrap();
        assert!(!open(&lent, PART).unwrap().holds());
    }

    #[test]
    fn another_spelling_of_the_same_is_refused() {
        let der = signature(&some_seal("A"));
        let mut longer = der.clone();
        longer.push(0);
        assert!(open(&longer, PART).is_err());
        // BER: the outer length written with one byte more than needed.
        let mut padded = vec![0x30, 0x83, 0x00];
        padded.extend_from_slice(der.get(2..).unwrap());
        assert!(open(&padded, PART).is_err());
        // BER: indefinite length.
        let mut indefinite = vec![0x30, 0x80];
        indefinite.extend_from_slice(der.get(4..).unwrap());
        indefinite.extend_from_slice(&[0, 0]);
        assert!(open(&indefinite, PART).is_err());
    }
}
