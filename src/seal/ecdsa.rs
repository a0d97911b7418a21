//! ECDSA over P-256 with SHA-256 in its one canonical spelling.
//!
//! For every valid signature (r, s) the pair (r, n − s) is valid too. We sign with the lower s and accept
//! only that, written in strict DER, so that a signature has exactly one form.

use der::asn1::UintRef;
use der::{Decode, Encode, Sequence};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, UnparsedPublicKey,
};

use super::Error;

/// The order n of the curve's base point, big-endian. Source: SEC 2 version 2.0, section 2.4.2.
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc,
    0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// (n − 1) / 2, the largest s that counts as low.
const HALF_ORDER: [u8; 32] = [
    0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xde,
    0x73, 0x7d, 0x56, 0xd3, 0x8b, 0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8,
];

/// `ECDSA-Sig-Value` of RFC 5480 appendix A.
#[derive(Sequence)]
struct Pair<'a> {
    r: UintRef<'a>,
    s: UintRef<'a>,
}

/// The public point (uncompressed, 65 bytes) of a private key in PKCS #8.
pub(super) fn public_point(pkcs8: &[u8]) -> Result<Vec<u8>, Error> {
    Ok(key(pkcs8, &SystemRandom::new())?.public_key().as_ref().to_vec())
}

/// Signs `message`; the result is strict DER with the lower s.
pub(super) fn sign(pkcs8: &[u8], message: &[u8]) -> Result<Vec<u8>, Error> {
    let random = SystemRandom::new();
    let raw = key(pkcs8, &random)?.sign(&random, message).map_err(|_| Error::Random)?;
    let (r, s) = raw.as_ref().split_at_checked(32).ok_or(Error::Key)?;
    let s = <[u8; 32]>::try_from(s).map_err(|_| Error::Key)?;
    let s = if s > HALF_ORDER { from_order(s) } else { s };
    Ok(Pair { r: UintRef::new(r)?, s: UintRef::new(&s)? }.to_der()?)
}

/// Does `signature` (strict DER, low s) over `message` fit the public point?
pub(super) fn holds(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    fixed(signature).is_some_and(|raw| {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, &raw).is_ok()
    })
}

fn key(pkcs8: &[u8], random: &SystemRandom) -> Result<EcdsaKeyPair, Error> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, random).map_err(|_| Error::Key)
}

/// r and s side by side; `None` for anything but strict DER with a low s.
fn fixed(signature: &[u8]) -> Option<[u8; 64]> {
    let pair = Pair::from_der(signature).ok()?;
    if pair.to_der().ok()? != signature {
        return None;
    }
    let mut raw = [0u8; 64];
    let (r, s) = raw.split_at_mut(32);
    fill(r, pair.r.as_bytes())?;
    fill(s, pair.s.as_bytes())?;
    if &*s > HALF_ORDER.as_slice() {
        return None;
    }
    Some(raw)
}

fn fill(room: &mut [u8], number: &[u8]) -> Option<()> {
    let start = room.len().checked_sub(number.len())?;
    room.get_mut(start..)?.copy_from_slice(number);
    Some(())
}

/// n − s.
fn from_order(s: [u8; 32]) -> [u8; 32] {
    let mut out = [0u8; 32];
    let mut borrow = false;
    for ((room, n), s) in out.iter_mut().zip(ORDER).zip(s).rev() {
        let (first, under) = n.overflowing_sub(s);
        let (second, under_again) = first.overflowing_sub(u8::from(borrow));
        *room = second;
        borrow = under || under_again;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::ECDSA_P256_SHA256_ASN1;

    fn fresh() -> Vec<u8> {
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .unwrap()
            .as_ref()
            .to_vec()
    }

    #[test]
    fn the_halves_fit_together() {
        // n = 2 · half + 1
        let mut expected = HALF_ORDER;
        let last = expected.last_mut().unwrap();
        *last += 1;
        assert_eq!(from_order(HALF_ORDER), expected);
    }

    #[test]
    fn the_twin_of_a_signature_is_refused_though_others_accept_it() {
        let key = fresh();
        let point = public_point(&key).unwrap();
        for round in 0..40u8 {
            let message = [round; 20];
            let signature = sign(&key, &message).unwrap();
            assert!(holds(&point, &message, &signature));
            assert!(!holds(&point, b"another", &signature));

            let raw = fixed(&signature).unwrap();
            let (r, s) = raw.split_at(32);
            let s = from_order(s.try_into().unwrap());
            let twin = Pair { r: UintRef::new(r).unwrap(), s: UintRef::new(&s).unwrap() }.to_der().unwrap();
            assert!(UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &point).verify(&message, &twin).is_ok());
            assert!(!holds(&point, &message, &twin));
        }
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_refused() {
        let key = fresh();
        let point = public_point(&key).unwrap();
        let signature = sign(&key, b"words").unwrap();
        for at in 0..signature.len() {
            for change in [1u8, 0x80, 0xff] {
                let mut other = signature.clone();
                *other.get_mut(at).unwrap() ^= change;
                assert!(!holds(&point, b"words", &other));
            }
            assert!(!holds(&point, b"words", signature.get(..at).unwrap()));
        }
        let mut longer = signature.clone();
        longer.push(0);
        assert!(!holds(&point, b"words", &longer));
    }
}
