//! The seal's private key behind the code of the recovery sheet, so that a backup can carry it to another PC.
//!
//! Argon2id (19 MiB, two passes) makes a key of the code, AES-256-GCM hides the private key with it; the certificate's
//! fingerprint is bound in, so that a copy of one seal is not taken for another's.

use argon2::{Algorithm, Argon2, Params, Version};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use super::{Error, Fingerprint};

/// The form of what is written: version, salt, nonce, hidden key with its tag.
const VERSION: u8 = 1;
const SALT: usize = 16;

/// Hides a private key (PKCS#8 DER) behind a code.
///
/// # Errors
///
/// [`Error::Random`] when the system gives no random numbers, [`Error::Key`] when nothing can be hidden.
pub fn hide(key: &[u8], seal: Fingerprint, code: &str) -> Result<Vec<u8>, Error> {
    let mut drawn = [0u8; SALT + NONCE_LEN];
    SystemRandom::new().fill(&mut drawn).map_err(|_| Error::Random)?;
    let (salt, nonce) = drawn.split_at(SALT);
    let mut hidden = Zeroizing::new(key.to_vec());
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Error::Key)?;
    cipher(code, salt)?
        .seal_in_place_append_tag(nonce, Aad::from(seal.0), &mut *hidden)
        .map_err(|_| Error::Key)?;
    let mut all = vec![VERSION];
    all.extend_from_slice(&drawn);
    all.extend_from_slice(&hidden);
    Ok(all)
}

/// The private key again; `None` when the code is another one or the bytes were changed.
///
/// # Errors
///
/// [`Error::Key`] when the code cannot be worked with at all.
pub fn find(hidden: &[u8], seal: Fingerprint, code: &str) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let Some((&VERSION, rest)) = hidden.split_first() else { return Ok(None) };
    let Some((salt, rest)) = rest.split_at_checked(SALT) else { return Ok(None) };
    let Some((nonce, rest)) = rest.split_at_checked(NONCE_LEN) else { return Ok(None) };
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Error::Key)?;
    let mut bytes = Zeroizing::new(rest.to_vec());
    let opened = cipher(code, salt)?.open_in_place(nonce, Aad::from(seal.0), &mut bytes);
    Ok(opened.ok().map(|key| Zeroizing::new(key.to_vec())))
}

fn cipher(code: &str, salt: &[u8]) -> Result<LessSafeKey, Error> {
    let params = Params::new(19 * 1024, 2, 1, Some(32)).map_err(|_| Error::Key)?;
    let mut key = Zeroizing::new([0u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(code.as_bytes(), salt, &mut *key)
        .map_err(|_| Error::Key)?;
    UnboundKey::new(&AES_256_GCM, &*key).map(LessSafeKey::new).map_err(|_| Error::Key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_comes_back_with_the_code_alone_and_every_changed_byte_is_refused() {
        let (seal, other) = (Fingerprint([7; 32]), Fingerprint([8; 32]));
        let hidden = hide(b"a private key", seal, "K7QX-0001").unwrap();
        let found = |bytes: &[u8], seal, code| find(bytes, seal, code).unwrap().map(|key| key.to_vec());
        assert_eq!(found(&hidden, seal, "K7QX-0001").as_deref(), Some(b"a private key".as_slice()));
        assert_eq!(found(&hidden, seal, "K7QX-0002"), None);
        assert_eq!(found(&hidden, other, "K7QX-0001"), None);
        assert!(!hidden.windows(4).any(|part| part == b"priv"));
        for at in [0, 1, SALT, SALT + NONCE_LEN, hidden.len() - 1] {
            let mut bent = hidden.clone();
            bent[at] ^= 1;
            assert_eq!(found(&bent, seal, "K7QX-0001"), None, "byte {at}");
        }
        assert_eq!(found(&hidden[..20], seal, "K7QX-0001"), None);
        assert_ne!(hide(b"a private key", seal, "K7QX-0001").unwrap(), hidden, "salted anew");
    }
}
