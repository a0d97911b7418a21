//! Secrets, hashed before they leave the hand that typed them: passwords, PINs, the recovery sheet.

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use ring::rand::{SecureRandom as _, SystemRandom};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An Argon2id hash in PHC form. Nothing else of a secret is ever kept or sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretHash(String);

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(…)")
    }
}

/// Why a secret cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakSecret {
    /// A password of fewer letters than this.
    #[error("a password has at least {0} letters")]
    Short(usize),
    /// A PIN that is not six digits.
    #[error("a PIN has six digits")]
    NotSixDigits,
    /// A PIN like 111111 or 123456.
    #[error("this PIN is too easy to guess")]
    Obvious,
    /// The system gave no random numbers or no memory.
    #[error("the secret could not be hashed")]
    Failed,
}

pub const SHORTEST_PASSWORD: usize = 8;

impl SecretHash {
    /// Whether a password may be one: of at least eight letters.
    pub fn check_password(password: &str) -> Result<(), WeakSecret> {
        if password.chars().count() < SHORTEST_PASSWORD {
            return Err(WeakSecret::Short(SHORTEST_PASSWORD));
        }
        Ok(())
    }

    /// Hashes a password that [`Self::check_password`] lets through.
    pub fn of_password(password: &str) -> Result<Self, WeakSecret> {
        Self::check_password(password)?;
        Self::hash(password)
    }

    /// Whether a quick PIN may be one: six digits, not all alike, not a run.
    pub fn check_pin(pin: &str) -> Result<(), WeakSecret> {
        let digits: Vec<i32> =
            pin.chars().filter_map(|digit| digit.to_digit(10)).map(u32::cast_signed).collect();
        if digits.len() != 6 || pin.chars().count() != 6 {
            return Err(WeakSecret::NotSixDigits);
        }
        let steps: Vec<i32> = digits
            .windows(2)
            .map(|pair| pair.iter().rev().copied().reduce(|a, b| a - b).unwrap_or(0))
            .collect();
        if [-1, 0, 1].into_iter().any(|step| steps.iter().all(|each| *each == step)) {
            return Err(WeakSecret::Obvious);
        }
        Ok(())
    }

    /// Hashes a quick PIN that [`Self::check_pin`] lets through.
    pub fn of_pin(pin: &str) -> Result<Self, WeakSecret> {
        Self::check_pin(pin)?;
        Self::hash(pin)
    }

    /// Hashes a recovery code as printed.
    pub fn of_recovery(code: &RecoveryCode) -> Result<Self, WeakSecret> {
        Self::hash(&code.0)
    }

    fn hash(secret: &str) -> Result<Self, WeakSecret> {
        let mut bytes = [0u8; 16];
        SystemRandom::new().fill(&mut bytes).map_err(|_| WeakSecret::Failed)?;
        let salt = SaltString::encode_b64(&bytes).map_err(|_| WeakSecret::Failed)?;
        let hash = argon().hash_password(secret.as_bytes(), &salt).map_err(|_| WeakSecret::Failed)?;
        Ok(Self(hash.to_string()))
    }

    /// Whether this is the secret; takes 30–75 ms by design.
    pub fn fits(&self, secret: &str) -> bool {
        PasswordHash::new(&self.0).is_ok_and(|hash| argon().verify_password(secret.as_bytes(), &hash).is_ok())
    }

    /// The PHC text, for the table.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Back from the table.
    pub fn stored(text: String) -> Self {
        Self(text)
    }
}

/// 19 MiB, two passes: the least that OWASP's password storage sheet accepts for Argon2id, and kind to old PCs.
fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).unwrap_or_default())
}

/// Twenty letters of Crockford's alphabet (100 bits), printed once on the recovery sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl RecoveryCode {
    /// A new one from the system's random numbers.
    pub fn draw() -> Result<Self, WeakSecret> {
        let mut bytes = [0u8; 20];
        SystemRandom::new().fill(&mut bytes).map_err(|_| WeakSecret::Failed)?;
        let letters = bytes.iter().filter_map(|byte| CROCKFORD.get(usize::from(byte & 31)));
        Ok(Self(letters.map(|letter| char::from(*letter)).collect()))
    }

    /// Reads what was typed from the sheet: small letters, spaces and dashes are fine, o is 0, i and l are 1.
    pub fn typed(text: &str) -> Option<Self> {
        let mut code = String::new();
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !letter.is_ascii() || !CROCKFORD.contains(&u8::try_from(letter).ok()?) {
                return None;
            }
            code.push(letter);
        }
        (code.len() == 20).then_some(Self(code))
    }

    /// As printed: five groups of four.
    pub fn printed(&self) -> String {
        self.0.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
    }

    /// Whether the hash is of this code.
    pub fn fits(&self, hash: &SecretHash) -> bool {
        hash.fits(&self.0)
    }
}

/// The code of a new recovery sheet. Its hash is kept; the code itself goes no further than to the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSheet {
    /// For the table.
    pub hash: SecretHash,
    /// Hides the seal's key; none for those who have only the hash.
    #[serde(skip)]
    pub code: Option<RecoveryCode>,
}

impl NewSheet {
    /// The sheet of a code.
    pub const fn of(code: RecoveryCode, hash: SecretHash) -> Self {
        Self { hash, code: Some(code) }
    }
}

impl From<SecretHash> for NewSheet {
    fn from(hash: SecretHash) -> Self {
        Self { hash, code: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash = SecretHash::of_password("padi menguning").unwrap();
        assert!(hash.fits("padi menguning") && !hash.fits("padi menguninG"));
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_eq!(format!("{hash:?}"), "SecretHash(…)");
        assert_eq!(SecretHash::of_password("pendek"), Err(WeakSecret::Short(8)));
    }

    #[test]
    fn easy_pins_are_refused() {
        for (pin, why) in [
            ("12345", WeakSecret::NotSixDigits),
            ("12345a", WeakSecret::NotSixDigits),
            ("111111", WeakSecret::Obvious),
            ("123456", WeakSecret::Obvious),
            ("987654", WeakSecret::Obvious),
        ] {
            assert_eq!(SecretHash::of_pin(pin), Err(why), "{pin}");
        }
        assert!(SecretHash::of_pin("274915").unwrap().fits("274915"));
    }

    #[test]
    fn a_recovery_code_is_read_as_people_type_it() {
        let code = RecoveryCode::draw().unwrap();
        let printed = code.printed();
        assert_eq!(printed.len(), 24);
        assert_eq!(
            RecoveryCode::typed(&printed.to_lowercase().replace('0', "o").replace('1', "l")),
            Some(code)
        );
        assert_eq!(RecoveryCode::typed("ABCD"), None);
        assert_ne!(RecoveryCode::draw().unwrap().printed(), printed);
    }
}
