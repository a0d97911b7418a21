//! Whose a signature is that somebody else's program put on top of the seal: any CMS, by any certificate.
//!
//! Names its signer and says whether the mathematics hold. Whether the certificate is worth anything is for its issuer
//! (BSrE) to say: nothing here trusts one.

use der::Decode;
use ring::digest;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use x509_cert::name::Name;

use super::certificate::Subject;
use super::limits::{Element, LARGEST_SIGNATURE, der_fits, element};

/// How deep other programs nest what they write without lengths.
const DEPTH: u8 = 16;
/// How many elements of a list are looked at: certificates of a chain, attributes.
const MOST: usize = 64;

const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
const ELLIPTIC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const P_256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const P_384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
/// The object identifiers of SHA-256, SHA-384 and SHA-512 but for their last byte: 1, 2 and 3.
const SHA_2: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];

/// Whether a signature holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Yes,
    No,
    /// By an algorithm that is not known here.
    Unknown,
}

/// Whose it is, and whether it holds over these pieces; `None` when it is no signature.
pub(super) fn read(cms: &[u8], pieces: &[&[u8]]) -> Option<(Subject, Holds)> {
    if cms.len() > LARGEST_SIGNATURE {
        return None;
    }
    // What is left of the room that was kept for it is zeros.
    let (content, _) = any_element(cms, DEPTH).filter(|(_, rest)| rest.iter().all(|byte| *byte == 0))?;
    let wrapped = nth(&content, 1).filter(|wrapped| wrapped.tag == 0xa0)?;
    let data = nth(&wrapped, 0)?;
    let (certificates, signers) = (tagged(&data, 0xa0)?, children(&data).last()?);
    let signer = Signer::of(&nth(&signers, 0)?)?;
    let certificate =
        children(&certificates).filter_map(|one| Holder::of(&one)).find(|one| one.is(&signer))?;
    Some((certificate.subject()?, holds(&signer, &certificate, pieces)))
}

/// What a signer says of itself.
struct Signer<'a> {
    issuer_and_number: Element<'a>,
    digest: Element<'a>,
    attributes: Element<'a>,
    algorithm: Element<'a>,
    signature: Element<'a>,
}

impl<'a> Signer<'a> {
    fn of(info: &Element<'a>) -> Option<Self> {
        let mut parts = children(info).skip(1);
        Some(Self {
            issuer_and_number: parts.next()?,
            digest: nth(&parts.next()?, 0)?,
            attributes: parts.next().filter(|attributes| attributes.tag == 0xa0)?,
            algorithm: nth(&parts.next()?, 0)?,
            signature: parts.next()?,
        })
    }
}

/// What is needed of a certificate.
struct Holder<'a> {
    issuer: Element<'a>,
    number: Element<'a>,
    subject: Element<'a>,
    key: Element<'a>,
}

impl<'a> Holder<'a> {
    fn of(certificate: &Element<'a>) -> Option<Self> {
        let signed = nth(certificate, 0)?;
        let mut parts = children(&signed).skip_while(|part| part.tag == 0xa0);
        let number = parts.next()?;
        let issuer = parts.nth(1)?;
        let subject = parts.nth(1)?;
        Some(Self { issuer, number, subject, key: parts.next()? })
    }

    fn is(&self, signer: &Signer<'_>) -> bool {
        let mut named = children(&signer.issuer_and_number);
        named.next().is_some_and(|issuer| issuer.whole == self.issuer.whole)
            && named.next().is_some_and(|number| number.whole == self.number.whole)
    }

    fn subject(&self) -> Option<Subject> {
        let name = Some(self.subject.whole).filter(|name| der_fits(name))?;
        Name::from_der(name).ok().map(|name| Subject::of(&name))
    }
}

fn holds(signer: &Signer<'_>, certificate: &Holder<'_>, pieces: &[&[u8]]) -> Holds {
    let Some((hash, algorithm)) = algorithms(signer, certificate) else { return Holds::Unknown };
    let mut context = digest::Context::new(hash);
    pieces.iter().for_each(|piece| context.update(piece));
    let said = children(&signer.attributes)
        .find(|attribute| nth(attribute, 0).is_some_and(|id| id.content == MESSAGE_DIGEST))
        .and_then(|attribute| nth(&nth(&attribute, 1)?, 0));
    if said.map(|said| said.content) != Some(context.finish().as_ref()) {
        return Holds::No;
    }
    // Signed with the universal tag of SET OF: RFC 5652 section 5.4.
    let signed = [&[0x31], signer.attributes.whole.get(1..).unwrap_or_default()].concat();
    let Some(key) = nth(&certificate.key, 1).and_then(|key| key.content.strip_prefix(&[0])) else {
        return Holds::No;
    };
    match UnparsedPublicKey::new(algorithm, key).verify(&signed, signer.signature.content) {
        Ok(()) => Holds::Yes,
        Err(_) => Holds::No,
    }
}

type Algorithms = (&'static digest::Algorithm, &'static dyn VerificationAlgorithm);

fn algorithms(signer: &Signer<'_>, certificate: &Holder<'_>) -> Option<Algorithms> {
    let hash = signer.digest.content.strip_prefix(SHA_2)?;
    let kind = nth(&certificate.key, 0)?;
    let (key, curve) = (nth(&kind, 0)?.content, nth(&kind, 1).map(|curve| curve.content));
    Some(match (hash, key, curve) {
        _ if signer.algorithm.content == RSA_PSS => return None,
        ([1], RSA, _) => (&digest::SHA256, &signature::RSA_PKCS1_2048_8192_SHA256),
        ([2], RSA, _) => (&digest::SHA384, &signature::RSA_PKCS1_2048_8192_SHA384),
        ([3], RSA, _) => (&digest::SHA512, &signature::RSA_PKCS1_2048_8192_SHA512),
        ([1], ELLIPTIC, Some(P_256)) => (&digest::SHA256, &signature::ECDSA_P256_SHA256_ASN1),
        ([2], ELLIPTIC, Some(P_256)) => (&digest::SHA384, &signature::ECDSA_P256_SHA384_ASN1),
        ([1], ELLIPTIC, Some(P_384)) => (&digest::SHA256, &signature::ECDSA_P384_SHA256_ASN1),
        ([2], ELLIPTIC, Some(P_384)) => (&digest::SHA384, &signature::ECDSA_P384_SHA384_ASN1),
        _ => return None,
    })
}

fn nth<'a>(parent: &Element<'a>, place: usize) -> Option<Element<'a>> {
    children(parent).nth(place)
}

fn tagged<'a>(parent: &Element<'a>, tag: u8) -> Option<Element<'a>> {
    children(parent).find(|child| child.tag == tag)
}

fn children<'a>(parent: &Element<'a>) -> impl Iterator<Item = Element<'a>> + use<'a> {
    let mut rest = parent.content;
    let next = move || {
        let (found, after) = any_element(rest, DEPTH)?;
        rest = after;
        Some(found)
    };
    std::iter::from_fn(next).take(MOST)
}

/// An element as in DER, or without a length (BER): there it goes on to two zeros.
fn any_element(bytes: &[u8], depth: u8) -> Option<(Element<'_>, &[u8])> {
    let Some(&[tag, 0x80]) = bytes.first_chunk() else { return element(bytes) };
    let deeper = depth.checked_sub(1).filter(|_| tag & 0x20 != 0)?;
    let begin = bytes.get(2..)?;
    let mut rest = begin;
    while !rest.starts_with(&[0, 0]) {
        rest = any_element(rest, deeper)?.1;
    }
    let content = begin.get(..begin.len() - rest.len())?;
    let after = rest.get(2..)?;
    Some((Element { tag, content, whole: bytes.get(..bytes.len() - after.len())? }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signatures over `words`, made with openssl 3.0: `openssl cms -sign -binary -in words -signer … -outform DER`, with
    /// `-md sha512 -stream`, `-keyopt rsa_padding_mode:pss` and `-md sha384 -certfile …` (another certificate before its
    /// own).
    const SIGNATURES: [(&[u8], Holds); 4] = [
        (include_bytes!("../../tests/data/signatures/rsa.p7s"), Holds::Yes),
        (include_bytes!("../../tests/data/signatures/rsa-without-lengths.p7s"), Holds::Yes),
        (include_bytes!("../../tests/data/signatures/rsa-pss.p7s"), Holds::Unknown),
        (include_bytes!("../../tests/data/signatures/p384.p7s"), Holds::Yes),
    ];

    #[test]
    fn signatures_of_other_programs_are_read_and_named() {
        for (cms, holds) in SIGNATURES {
            let (subject, found) = read(cms, &[b"wo", b"rds"]).unwrap();
            assert_eq!((subject.to_string().as_str(), found), ("dr. Sri Wahyuni, Puskesmas Contoh", holds));
            let padded = [cms, &[0; 100]].concat();
            assert!(read(&padded, &[b"words"]).is_some(), "the room that was kept for it");
            assert!(read(&[cms, b"x"].concat(), &[b"words"]).is_none());
            let other = read(cms, &[b"words."]).unwrap().1;
            assert_eq!(other, if holds == Holds::Unknown { holds } else { Holds::No }, "over something else");
        }
    }

    #[test]
    fn a_changed_byte_of_what_was_signed_is_noticed() {
        let (cms, _) = SIGNATURES[0];
        for place in cms.len() - 256..cms.len() {
            let mut other = cms.to_vec();
            other[place] ^= 1;
            assert!(read(&other, &[b"words"]).is_none_or(|(_, holds)| holds == Holds::No), "byte {place}");
        }
        for length in 0..cms.len() {
            assert!(read(&cms[..length], &[b"words"]).is_none(), "cut at {length}");
        }
    }

    #[test]
    fn what_goes_on_without_an_end_is_not_followed() {
        assert!(read(&[0x30, 0x80].repeat(20_000), &[]).is_none());
        assert!(read(&vec![0x30; LARGEST_SIGNATURE + 1], &[]).is_none());
    }
}
